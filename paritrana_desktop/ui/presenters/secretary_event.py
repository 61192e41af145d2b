"""The event page: the fields of the event, its state, its readiness, and the faults of a workbook as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange.workbook_fault import WorkbookFault
from paritrana_desktop.services import preparation
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, moment, say
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row, Tone
from paritrana_desktop.ui.presenters.secretary_readiness import ReadyLine, readiness

CORRECT = "correct"


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
        state, tone = _("Not issued yet"), "caution"
    elif issued[-1].digest == plan.digest():
        at = moment(dt.datetime.fromisoformat(issued[-1].at))
        state, tone = _("Issued: revision {rev}, {at}").format(rev=issued[-1].rev, at=at), "good"
    else:
        state = _("Changed since revision {rev}: issue the packages again").format(rev=issued[-1].rev)
        tone = "caution"
    return EventShown(plan, plan.occasion.name, state, _tone(tone), tuple(_fields(plan)), readiness(plan), bool(issued))


def _tone(tone: str) -> Tone:
    return "good" if tone == "good" else "caution"


def field_columns() -> tuple[Column, ...]:
    """The columns of the list of fields."""
    return (
        Column("field", _("Field"), width=230),
        Column("value", _("As it is printed"), grow=True),
        Column(CORRECT, ""),
    )


def _fields(plan: Plan) -> Iterator[Row]:
    occasion = plan.occasion
    yield _field("occasion/name", _("Name of the event"), occasion.name)
    yield _field("occasion/printed_title", _("Printed title"), occasion.printed_title)
    yield _field("occasion/assessed_year", _("Year assessed"), str(occasion.assessed_year))
    yield _field("occasion/held_year", _("Year held"), str(occasion.held_year))
    yield _field("occasion/organiser", _("Organiser"), occasion.organiser)
    yield _field("occasion/place", _("Place"), occasion.place)
    yield _field("occasion/zone", _("Time zone"), occasion.zone)
    for place, line in enumerate(occasion.letterhead):
        yield _field(f"occasion/letterhead/{place}", _("Letterhead, line {line}").format(line=place + 1), line)
    for place, line in enumerate(occasion.basis):
        yield _field(f"occasion/basis/{place}", _("Basis, item {line}").format(line=place + 1), line)


def _field(subject: str, name: str, value: str) -> Row:
    correct = Cell(_("Correct"), "link", spoken=_("Correct: {field}").format(field=name))
    return Row(subject, (Cell(name, "muted"), Cell(value or _("(empty)"), "" if value else "muted"), correct))


def fault_columns() -> tuple[Column, ...]:
    """The columns of the list of faults."""
    return (
        Column("sheet", _("Sheet")),
        Column("row", _("Row"), align="right"),
        Column("column", _("Column"), align="center"),
        Column("kind", ""),
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
