"""The declared tie chain: who comes first among nominees with equal totals, every step kept with its values.

When a step splits a group, each part goes on with the next step. The chain is tried only as long as something
depends on it: a prize place, or who goes on to the next stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from paritrana_desktop.domain.plan import Category, TieStep
from paritrana_desktop.domain.tally import Tie, TieTrial

Matters = Callable[[int, int], bool]
"""Whether it matters who is who among those sharing the ranks `first` to `last`."""
Part = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contender:
    """A ranked nominee as the chain sees it."""

    number: str
    points: Mapping[str, Fraction]
    """Criterion (leaf or parent) -> its points in the total."""
    totals: Mapping[str, Fraction]
    """Juror -> total."""
    missed: Mapping[str, frozenset[str]]
    """Juror -> the stages at which he does not count; totals compare only where these are the same."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The declared steps, written out criterion by criterion, and the field in which they are tried."""

    steps: tuple[tuple[TieStep, str | None], ...]
    field: Mapping[str, Contender]
    """Every ranked nominee of the category, by number."""
    matters: Matters

    def settle(self, group: Iterable[str], first: int) -> tuple[tuple[Part, ...], Tie]:
        """The parts into which `group`, which shares the ranks from `first`, falls, best first; and what was tried."""
        members = tuple(sorted(group))
        trials: list[TieTrial] = []
        unsettled: list[Part] = []
        parts = self._split(members, first, 0, trials, unsettled)
        matters = self.matters(first, first + len(members) - 1)
        return tuple(parts), Tie(members, tuple(trials), tuple(unsettled), matters)

    def _split(self, group: Part, first: int, index: int, trials: list[TieTrial], unsettled: list[Part]) -> list[Part]:
        if len(group) == 1 or not self.matters(first, first + len(group) - 1):
            return [group]
        step, criterion = self.steps[index] if index < len(self.steps) else (TieStep.MEETING, None)
        if step is TieStep.SHARED:
            return [group]
        if step is TieStep.MEETING:
            unsettled.append(group)
            return [group]
        values = self._values(group, step, criterion)
        by_value: dict[Fraction, list[str]] = {}
        for number in group:
            by_value.setdefault(values[number], []).append(number)
        trials.append(TieTrial(step, criterion, values, separated=len(by_value) > 1))
        parts: list[Part] = []
        for value in sorted(by_value, reverse=True):
            part = tuple(by_value[value])
            parts += self._split(part, first, index + 1, trials, unsettled)
            first += len(part)
        return parts

    def _values(self, group: Part, step: TieStep, criterion: str | None) -> dict[str, Fraction]:
        contenders = [self.field[number] for number in group]
        if criterion is not None:
            return {entry.number: entry.points.get(criterion, Fraction(0)) for entry in contenders}
        if step is TieStep.HEAD_TO_HEAD:
            return head_to_head(contenders)
        return count_back(contenders, self.field.values())


def head_to_head(contenders: Sequence[Contender]) -> dict[str, Fraction]:
    """Of two: how many common jurors prefer each; of more: how many of the others each beats in that way."""
    victories = {entry.number: Fraction(0) for entry in contenders}
    for one, other in combinations(contenders, 2):
        common = [
            juror
            for juror in one.totals.keys() & other.totals.keys()
            if one.missed.get(juror) == other.missed.get(juror)
        ]
        for_one = sum(one.totals[juror] > other.totals[juror] for juror in common)
        for_other = sum(one.totals[juror] < other.totals[juror] for juror in common)
        if len(contenders) == 2:  # noqa: PLR2004  two of them: the votes themselves say more than who won
            return {one.number: Fraction(for_one), other.number: Fraction(for_other)}
        victories[one.number] += for_one > for_other
        victories[other.number] += for_other > for_one
    return victories


def count_back(contenders: Iterable[Contender], field: Iterable[Contender]) -> dict[str, Fraction]:
    """For how many jurors each contender is first in the whole `field`; a shared first counts for all who share it.

    A juror's totals are compared among the nominees for whom he counts at the most stages.
    """
    entries = list(field)
    firsts = {entry.number: Fraction(0) for entry in entries}
    for juror in sorted({juror for entry in entries for juror in entry.totals}):
        judged = [entry for entry in entries if juror in entry.totals]
        widest = min((len(entry.missed.get(juror, ())), sorted(entry.missed.get(juror, ()))) for entry in judged)[1]
        comparable = [entry for entry in judged if sorted(entry.missed.get(juror, ())) == widest]
        best = max(entry.totals[juror] for entry in comparable)
        for entry in comparable:
            firsts[entry.number] += entry.totals[juror] == best
    return {entry.number: firsts[entry.number] for entry in contenders}


def written_out(
    chain: Iterable[TieStep], category: Category, stages: Iterable[str]
) -> list[tuple[TieStep, str | None]]:
    """The chain's steps with CRITERIA replaced by the criteria to compare in turn, as far as `stages` count them."""
    counted = set(stages)
    steps: list[tuple[TieStep, str | None]] = []
    for step in chain:
        if step is TieStep.CRITERIA:
            steps += [(step, code) for code in compared(category) if leaves_below(category, code, counted)]
        else:
            steps.append((step, None))
    return steps


def compared(category: Category) -> tuple[str, ...]:
    """The criteria that the chain compares, in order: as declared, or top ones and leaves by weight, heaviest first."""
    if category.tie_order:
        return category.tie_order
    top = {criterion.code for criterion in category.children(None)}
    leaves = {leaf.code for leaf in category.leaves()}
    return tuple(sorted(top | leaves, key=lambda code: (-category.weight(code), code not in top, code)))


def leaves_below(category: Category, code: str, stages: set[str]) -> tuple[str, ...]:
    """The leaves of `stages` at or below the criterion `code`."""
    children = category.children(code)
    if not children:
        return (code,) if category.criterion(code).stage in stages else ()
    return tuple(leaf for child in children for leaf in leaves_below(category, child.code, stages))
