"""All categories on one page, the most urgent first, and which machines have counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paritrana_desktop.domain.decision import Matter, final_order
from paritrana_desktop.domain.tally import CategoryTally
from paritrana_desktop.texts import _, number, say
from paritrana_desktop.ui.presenters import chair_state
from paritrana_desktop.ui.presenters.chair_ranking import capital
from paritrana_desktop.ui.presenters.chair_state import State, nominee
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row, Tone
from paritrana_desktop.ui.presenters.score_card import printed_total

OPEN = "open"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Machine:
    """One machine that counted, or has yet to."""

    name: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class OverviewShown:
    """What the page shows."""

    rows: tuple[Row, ...]
    to_decide: str
    ready: bool
    """Whether every category is."""
    waiting: tuple[str, ...]
    """What blocks and belongs to no category, in words."""
    machines: tuple[Machine, ...]
    recount: str
    recounted: bool
    refused: str
    frozen: bool


def load(state: State) -> OverviewShown:
    """Every category and the state of the recount."""
    graded = [(_urgency(state, counted), counted) for counted in state.tally.categories]
    recount, recounted = chair_state.recount_line(state)
    waiting = [point for point in state.points if point.matter is Matter.RECEIVED and point.category is None]
    return OverviewShown(
        rows=tuple(
            _row(state, counted, cell) for (_rank, cell), counted in sorted(graded, key=lambda entry: entry[0][0])
        ),
        to_decide=chair_state.to_decide(state),
        ready=not chair_state.undecided(state),
        waiting=tuple(capital(say(point.said)) for point in waiting),
        machines=machines(state),
        recount=recount,
        recounted=recounted,
        refused=chair_state.still_open(state),
        frozen=state.frozen,
    )


def columns() -> tuple[Column, ...]:
    """The columns of the list of categories."""
    return (
        Column("category", _("Category"), grow=True, width=130),
        Column("state", _("State"), align="center", width=112),
        *(
            Column(f"rank{rank}", _("Rank {rank}").format(rank=number(rank, 0)), grow=True, width=150)
            for rank in range(1, _NAMED + 1)
        ),
    )


def machines(state: State) -> tuple[Machine, ...]:
    """The secretariat's machine, this one, and those of witnesses, each with its code."""
    agrees = "✓ {code}"
    answered: Mapping[str, str] = {answer.juror: answer.code for answer in state.answers}
    mine = answered.get(state.me.code)
    found = [Machine(_("The secretariat's machine"), agrees.format(code=state.recount_code), "good")]
    name = _("This machine ({name})").format(name=state.me.with_titles())
    if mine is None:
        found.append(Machine(name, _("☐ agrees, not recorded yet"), "caution"))
    else:
        found.append(Machine(name, agrees.format(code=mine), "good"))
    for juror, code in answered.items():
        if juror != state.me.code:
            witness = _("The machine of {name}").format(name=state.plan.juror(juror).with_titles())
            found.append(Machine(witness, agrees.format(code=code), "good"))
    return tuple(found)


def _urgency(state: State, counted: CategoryTally) -> tuple[int, Cell]:
    """How urgent a category is, 0 first, and what its state is called."""
    blockers = {blocker.code for blocker in state.tally.blocking if blocker.category == counted.code}
    if "difference" in blockers:
        return 0, Cell(_("differing ballots"), "wrong", chip=True)
    if "few_jurors" in blockers:
        return 1, Cell(_("too few jurors"), "wrong", chip=True)
    if blockers - {"tie"}:
        return 2, Cell(_("to be settled"), "caution", chip=True)
    if any(point.matter is Matter.TIE for point in state.open_in(counted.code)):
        return 3, Cell(_("equal totals"), "gold", chip=True)
    if not counted.complete:
        return 4, Cell(_("not complete"), "caution", chip=True)
    return 5, Cell(_("✓ ready"), "good", strong=True)


def _row(state: State, counted: CategoryTally, cell: Cell) -> Row:
    contest = state.plan.category(counted.code)
    order = [(entry, group) for group in final_order(counted, state.acts) for entry in group]
    departed = any(departure.category == counted.code for departure in state.acts.departures)
    by_meeting = _("by the meeting") if departed else ""
    cells = []
    for entry, group in order[:_NAMED]:
        equal = _("equal") if len(group) > 1 else ""
        total = printed_total(counted.standing(entry))
        under = " · ".join(part for part in (total, equal, by_meeting) if part)
        cells.append(Cell(nominee(contest, entry), "gold" if equal else "", under=under))
    cells += [Cell("—", "muted")] * (_NAMED - len(cells))
    return Row(counted.code, (Cell(contest.name, "link"), cell, *cells))
