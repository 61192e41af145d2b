"""A set of verified ballots and facts to one view per juror: a set union, so order and repetition decide nothing.

Per juror and (stage, category) the *heads* are the ballots handing it in that no other such ballot names as an
ancestor. None: missing. One: it counts. Several: equal cells have their value, the others are differences, until
the juror hands in a ballot that names all heads, or the meeting rules for a value that stands in one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from paritrana_desktop.domain.ballot import Ballot, Mark
from paritrana_desktop.domain.facts import Closing, Exclusion, Fact, Reopening, Ruling
from paritrana_desktop.domain.plan import Cell, Plan


class SheetState(StrEnum):
    """How far one juror's sheet for a (stage, category) is."""

    MISSING = "missing"
    DONE = "done"
    DIFFERENT = "different"
    OTHER_CRITERIA = "other_criteria"
    """Handed in for a sheet whose criteria or nominees have since changed: the juror must confirm."""
    NOT_ASKED = "not_asked"
    """Every nominee is an actual conflict, or none takes part."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell for which one juror's heads disagree; `choices` is ballot id -> what stands there."""

    cell: Cell
    choices: Mapping[str, Mark | None]


@dataclass(frozen=True, slots=True)
class SheetView:
    """One juror's marks for one (stage, category), as they stand."""

    juror: str
    stage: str
    category: str
    state: SheetState
    heads: tuple[str, ...] = ()
    marks: Mapping[Cell, Mark] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What a set of ballots and facts says about a plan."""

    sheets: Mapping[tuple[str, str, str], SheetView]
    """(juror, stage, category) -> the sheet; one for each that the plan asks."""
    counting: tuple[str, ...]
    """Ids of the ballots that count, sorted."""
    superseded: frozenset[str]
    late: frozenset[str]
    """Ids of which everything came after the closings in force: kept, without effect."""
    rulings: Mapping[str, Ruling]
    """Ids of the rulings in force -> ruling."""
    closings: Mapping[str, Closing]
    """Ids of the closings in force -> closing."""
    missing_ancestors: frozenset[str]
    """Earlier ballots that were named but never arrived."""

    def sheet(self, juror: str, stage: str, category: str) -> SheetView:
        """The sheet of `juror` for (stage, category); KeyError if the plan asks none."""
        return self.sheets[juror, stage, category]

    def closed(self, stage: str | None) -> bool:
        """Whether receiving has been closed for `stage` (None: for the whole event)."""
        return any(closing.stage in {None, stage} for closing in self.closings.values())

    @property
    def clash(self) -> bool:
        """Whether two closings of one stage name different ballots: people must settle that."""
        named: dict[str | None, set[tuple[str, ...]]] = defaultdict(set)
        for closing in self.closings.values():
            named[closing.stage].add(closing.ballots)
        return any(len(sets) > 1 for sets in named.values())


def view(plan: Plan, ballots: Mapping[str, Ballot], facts: Mapping[str, Fact]) -> View:
    """The view of verified `ballots` and `facts` (id -> value) under `plan`; a pure function of the sets."""
    reopened = {fact.closing for fact in facts.values() if isinstance(fact, Reopening)}
    closings = {
        name: fact for name, fact in sorted(facts.items()) if isinstance(fact, Closing) and name not in reopened
    }
    excluded = {name for fact in facts.values() if isinstance(fact, Exclusion) for name in fact.ballots}
    present = {name: ballot for name, ballot in ballots.items() if name not in excluded}
    rulings = {name: fact for name, fact in sorted(facts.items()) if isinstance(fact, Ruling)}
    sheets: dict[tuple[str, str, str], SheetView] = {}
    in_force: dict[str, Ruling] = {}
    by_juror: dict[str, dict[str, Ballot]] = defaultdict(dict)
    for name, ballot in sorted(present.items()):
        by_juror[ballot.juror][name] = ballot
    for juror in plan.jurors:
        pile = _Pile(plan, juror.code, by_juror[juror.code], rulings)
        for stage, category in plan.sheets_of(juror.code):
            admitted = _admitted(by_juror[juror.code], closings, stage.code)
            sheet, used = pile.sheet(stage.code, category.code, admitted)
            sheets[juror.code, stage.code, category.code] = sheet
            in_force |= used
    in_use = {SheetState.DONE, SheetState.DIFFERENT}
    counting = sorted({head for sheet in sheets.values() if sheet.state in in_use for head in sheet.heads})
    named = {ancestor for ballot in present.values() for ancestor in ballot.ancestors}
    late = {name for name in present if _late(name, present[name], closings)}
    return View(
        sheets=sheets,
        counting=tuple(counting),
        superseded=frozenset(name for name in present if name not in counting and name not in late),
        late=frozenset(late),
        rulings=dict(sorted(in_force.items())),
        closings=closings,
        missing_ancestors=frozenset(named - ballots.keys()),
    )


def _admitted(ballots: Mapping[str, Ballot], closings: Mapping[str, Closing], stage: str) -> dict[str, Ballot]:
    lists = [set(closing.ballots) for closing in closings.values() if closing.stage in {None, stage}]
    return {name: ballot for name, ballot in ballots.items() if all(name in listed for listed in lists)}


def _late(name: str, ballot: Ballot, closings: Mapping[str, Closing]) -> bool:
    """Whether everything that `ballot` hands in was closed without it; a later stage may still be open for it."""
    return bool(ballot.handed_in) and all(
        any(closing.stage in {None, entry.stage} and name not in closing.ballots for closing in closings.values())
        for entry in ballot.handed_in
    )


class _Pile:
    """One juror's ballots, each laid out by cell once for all of that juror's sheets."""

    def __init__(self, plan: Plan, juror: str, ballots: Mapping[str, Ballot], rulings: Mapping[str, Ruling]) -> None:
        self._plan = plan
        self._juror = juror
        self._rulings = {
            name: ruling
            for name, ruling in rulings.items()
            if ruling.juror == juror and ruling.ballot in ballots and ruling.event == ballots[ruling.ballot].event
        }
        self._ballots = ballots
        self._sheets = {
            name: {(entry.stage, entry.category): entry.sheet for entry in ballot.handed_in}
            for name, ballot in ballots.items()
        }
        self._marks: dict[str, dict[Cell, Mark]] = {}

    def sheet(self, stage: str, category: str, admitted: Collection[str]) -> tuple[SheetView, dict[str, Ruling]]:
        """The sheet for (stage, category) as the ballots `admitted` say it, and the rulings in force on it."""
        view = partial(SheetView, self._juror, stage, category)
        handing_in = [name for name in admitted if (stage, category) in self._sheets[name]]
        named = {ancestor for name in handing_in for ancestor in self._ballots[name].ancestors}
        heads = tuple(sorted(name for name in handing_in if name not in named))
        if not heads:
            return view(SheetState.MISSING), {}
        if any(self._sheets[head][stage, category] != self._plan.sheet(stage, category) for head in heads):
            return view(SheetState.OTHER_CRITERIA, heads), {}
        wanted = self._plan.cells(self._juror, stage, category)
        held = {head: self._marks_of(head) for head in heads}
        if any(all(cell not in marks for marks in held.values()) for cell in wanted):
            # Attendance or the conflict register changed since: more is asked now than was then.
            return view(SheetState.OTHER_CRITERIA, heads), {}
        if len(heads) == 1:
            only = held[heads[0]]
            return view(SheetState.DONE, heads, {cell: only[cell] for cell in wanted}), {}
        marks, differences, used = self._compared(wanted, held)
        state = SheetState.DIFFERENT if differences else SheetState.DONE
        return view(state, heads, marks, tuple(differences)), used

    def _compared(
        self, wanted: Iterable[Cell], held: Mapping[str, Mapping[Cell, Mark]]
    ) -> tuple[dict[Cell, Mark], list[Difference], dict[str, Ruling]]:
        """What several heads agree on or a ruling decides, where they differ, and the rulings in force."""
        marks: dict[Cell, Mark] = {}
        differences: list[Difference] = []
        used: dict[str, Ruling] = {}
        for cell in wanted:
            choices = {head: known.get(cell) for head, known in held.items()}
            ruled = {
                name: chosen
                for name, ruling in self._rulings.items()
                if (ruling.category, ruling.number, ruling.criterion) == cell
                and (chosen := choices.get(ruling.ballot)) is not None
            }
            standing = next(iter(choices.values()))
            if standing is not None and _one_value(choices.values()):
                marks[cell] = standing
            elif ruled and _one_value(ruled.values()):
                marks[cell] = ruled[min(ruled)]
                used |= {name: self._rulings[name] for name in ruled}
            else:
                differences.append(Difference(cell, choices))
        return marks, differences, used

    def _marks_of(self, name: str) -> Mapping[Cell, Mark]:
        if name not in self._marks:
            self._marks[name] = {mark.cell: mark for mark in self._ballots[name].marks}
        return self._marks[name]


def _one_value(marks: Iterable[Mark | None]) -> bool:
    """Whether all `marks` say the same; comments do not matter."""
    return len({None if mark is None else (mark.u, mark.state) for mark in marks}) == 1
