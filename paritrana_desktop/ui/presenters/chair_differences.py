"""Where ballots of one juror disagree: each cell with what stands in which ballot, for the meeting to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.domain.ballot import Mark, MarkState
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.facts import Ruling
from paritrana_desktop.domain.plan import Category
from paritrana_desktop.domain.union import Difference
from paritrana_desktop.texts import _, mark
from paritrana_desktop.ui.presenters.chair_state import State, nominee


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the meeting may choose, and the ballot in which it stands."""

    ballot: str
    text: str


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """One cell for which a juror's ballots disagree, or for which the meeting has ruled."""

    id: str
    text: str
    choices: tuple[Choice, ...]
    unruled: Ruling
    """The ruling without ballot and reason."""
    ruled: Ruling | None = None


def load(state: State, contest: Category) -> tuple[DifferenceShown, ...]:
    """The cells of `contest` that are open, then those that the meeting has ruled on."""
    view = state.case.view(state.acts.rulings)
    still_open = [
        _shown(state, contest, sheet.juror, difference)
        for sheet in view.sheets.values()
        if sheet.category == contest.code
        for difference in sheet.differences
    ]
    ruled = [_ruled(state, contest, ruling) for ruling in state.acts.rulings if ruling.category == contest.code]
    return (*still_open, *ruled)


def _shown(state: State, contest: Category, juror: str, difference: Difference) -> DifferenceShown:
    cell = difference.cell
    empty = Ruling("ruling", state.case.event, juror, cell.category, cell.number, cell.criterion, "", "")
    choices = tuple(
        Choice(
            ballot,
            _("{mark} in ballot {code}").format(mark=_value(given), code=fingerprint_code(Prefix.BALLOT, ballot)),
        )
        for ballot, given in difference.choices.items()
        if given is not None
    )
    return DifferenceShown("/".join((juror, *cell)), _cell(state, contest, empty), choices, empty)


def _ruled(state: State, contest: Category, ruling: Ruling) -> DifferenceShown:
    text = _("{cell}: the meeting chose ballot {code}. Reason: {reason}").format(
        cell=_cell(state, contest, ruling),
        code=fingerprint_code(Prefix.BALLOT, ruling.ballot),
        reason=ruling.reason,
    )
    key = (ruling.juror, ruling.category, ruling.number, ruling.criterion)
    return DifferenceShown("/".join(key), text, (), ruling, ruling)


def _cell(state: State, contest: Category, ruling: Ruling) -> str:
    return " · ".join(
        (
            state.plan.juror(ruling.juror).with_titles(),
            nominee(contest, ruling.number),
            contest.criterion(ruling.criterion).name,
        )
    )


def _value(given: Mark) -> str:
    if given.u is not None:
        return mark(given.u)
    return _("absent") if given.state is MarkState.ABSENT else _("not applicable")
