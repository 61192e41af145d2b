"""The integrity pact and the interests of one juror, as they are confirmed before the first mark."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.domain.panel import InterestKind
from paritrana_desktop.services.desk import key_code
from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.juror_state import JurorState, named
from paritrana_desktop.ui.presenters.rows import Cell, Column, RailMark, Row


@dataclass(frozen=True, slots=True)
class Pact:
    """What the page shows."""

    person: str
    seat: str
    event_key: str
    statements: tuple[str, ...]
    columns: tuple[Column, ...]
    interests: tuple[Row, ...]
    confirmed: bool
    mark: RailMark | None


def pact(state: JurorState, event: str) -> Pact:
    """The pact of this juror, prefilled from the plan and its register of interests; `event` is its key's digest."""
    juror = state.plan.juror(state.juror)
    entries = [entry for entry in state.plan.interests if entry.juror == state.juror]
    made = []
    for place, entry in enumerate(entries):
        category = state.plan.category(entry.category)
        whom = (
            _("All of {category}").format(category=category.name)
            if entry.number is None
            else named(category, category.nominee(entry.number))
        )
        kind = (
            Cell(_("actual"), "caution", strong=True, under=_("you do not score"))
            if entry.kind is InterestKind.ACTUAL
            else Cell(_("potential"), strong=True, under=_("declared, you score"))
        )
        made.append(
            Row(str(place), (Cell(whom, under=category.name if entry.number else ""), kind, Cell(entry.reason)))
        )
    return Pact(
        person=juror.with_titles(),
        seat=" · ".join(filter(None, (juror.code, juror.constituency, juror.post, juror.agency))),
        event_key=_("Event key {key}: compare it with your letter.").format(key=key_code(event)),
        statements=_statements(),
        columns=(
            Column("nominee", _("Nominee"), grow=True, width=220),
            Column("kind", _("Interest")),
            Column("reason", _("Reason"), grow=True, width=200),
        ),
        interests=tuple(made),
        confirmed=state.pact_confirmed,
        mark=None if state.pact_confirmed else RailMark("!", "caution", _("not confirmed yet")),
    )


def _statements() -> tuple[str, ...]:
    return (
        _("I give my marks myself, by the rubric and by what was submitted, shown or said to the panel."),
        _("I take no gift, promise or pressure from anybody, and I report it if one is offered."),
        _("I tell nobody my marks or those of others before the plenary has decided."),
        _("I do not score a nominee with whom I have an actual conflict of interest."),
        _("If another conflict of interest appears, I tell the secretariat before I go on."),
    )
