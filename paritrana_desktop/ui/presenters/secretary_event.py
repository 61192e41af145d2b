"""The event page: the fields of the event, its state, its readiness, and the faults of a workbook as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange.workbook.fault import WorkbookFault
from paritrana_desktop.services import preparation
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, moment, say
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row, Tone
from paritrana_desktop.ui.presenters.secretary_corrections import label, subjects, text_of
from paritrana_desktop.ui.presenters.secretary_readiness import ReadyLine, readiness

CORRECT = "correct"
_OPEN: Final[Tone] = "caution"
_DONE: Final[Tone] = "good"


@dataclass(frozen=True, slots=True)
class EventShown:
    """What the event page shows."""

    plan: Plan
    title: str
    state: str
    state_tone: Tone
    fields: tuple[Row, ...]
    ready: tuple[ReadyLine, ...]
    after_issuing: bool
    """Packages are out: a correction takes effect when they are issued again."""


def load(desk: Desk) -> EventShown | None:
    """The event as it is prepared; None before the first import."""
    plan = preparation.draft(desk)
    if plan is None:
        return None
    issued = desk.store.load_revisions()
    if not issued:
        state, tone = _("Not issued yet"), _OPEN
    elif issued[-1].digest == plan.digest():
        at = moment(dt.datetime.fromisoformat(issued[-1].at))
        state, tone = _("Issued: revision {rev}, {at}").format(rev=issued[-1].rev, at=at), _DONE
    else:
        state = _("Changed since revision {rev}: issue the packages again").format(rev=issued[-1].rev)
        tone = _OPEN
    return EventShown(
        plan,
        plan.occasion.name,
        state,
        tone,
        tuple(_field(plan, subject) for subject in subjects(plan)),
        readiness(plan),
        bool(issued),
    )


def field_columns() -> tuple[Column, ...]:
    """The columns of the list of fields."""
    return (
        Column("field", _("Field"), width=150),
        Column("value", _("As it is printed"), grow=True),
        Column(CORRECT, "", width=40),
    )


def _field(plan: Plan, subject: str) -> Row:
    name, value = label(subject), text_of(plan, subject)
    correct = Cell(_("Correct"), "link", spoken=_("Correct: {field}").format(field=name))
    return Row(subject, (Cell(name, "muted"), Cell(value or _("(empty)"), "" if value else "muted"), correct))


def fault_columns() -> tuple[Column, ...]:
    """The columns of the list of faults."""
    return (
        Column("sheet", _("Sheet")),
        Column("row", _("Row"), align="right"),
        Column("column", _("Column"), align="center"),
        Column("kind", "", width=40),
        Column("said", _("What is wrong"), grow=True),
    )


def fault_rows(faults: Sequence[WorkbookFault], warnings: Sequence[WorkbookFault]) -> tuple[Row, ...]:
    """All faults, then all warnings."""
    return tuple(
        Row(
            f"{word}{place}",
            (
                Cell(fault.sheet),
                Cell("—" if fault.row is None else str(fault.row)),
                Cell(fault.column or "—"),
                Cell(word, tone, chip=True),
                Cell(say(fault.said)),
            ),
        )
        for word, tone, found in _both(faults, warnings)
        for place, fault in enumerate(found)
    )


def _both(
    faults: Sequence[WorkbookFault], warnings: Sequence[WorkbookFault]
) -> tuple[tuple[str, Tone, Sequence[WorkbookFault]], ...]:
    return (_("fault"), "wrong", faults), (_("warning"), "caution", warnings)
