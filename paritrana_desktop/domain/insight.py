"""What a panel may want to know about its own result: agreement, and how wide the margin is. Changes no score.

Agreement looks at what jurors judged: measured points, the same for all of them, are left out of their totals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from paritrana_desktop.domain.agreement import icc_3_k, kendall_w, krippendorff_alpha
from paritrana_desktop.domain.count import count_category
from paritrana_desktop.domain.errors import N_, Sentence
from paritrana_desktop.domain.lines import contest, line
from paritrana_desktop.domain.methods import judged_totals
from paritrana_desktop.domain.plan import Category, Method, Plan
from paritrana_desktop.domain.rounding import printed
from paritrana_desktop.domain.tally import CategoryTally, Standing, Tally
from paritrana_desktop.domain.ties import leaves_below
from paritrana_desktop.domain.union import View

WIDE_FROM = 5
THIN_BELOW = 2


class Margin(StrEnum):
    """How safely the first place is held; the values are the words of the interface contract."""

    WIDE = "lebar"
    """The same first in every leave-one-out, and at least five points of one weight."""
    MIDDLE = "sedang"
    THIN = "tipis"
    """Leaving one juror out changes the first, or less than two points of one weight would."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who is first when `juror` is left out; nobody if the method cannot count without him."""

    juror: str
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeightChange:
    """The smallest change of one top criterion's weight, the others in proportion, that makes `rival` equal the first."""

    criterion: str
    old: Fraction
    """In percent of the whole."""
    new: Fraction
    rival: str

    @property
    def points(self) -> Fraction:
        """The size of the change, in points of weight."""
        return abs(self.new - self.old)


@dataclass(frozen=True, slots=True)
class Insight:
    """One category's statistics; None where one is not defined."""

    category: str
    krippendorff_alpha: float | None
    """Interval data."""
    kendall_w: float | None
    icc_3_k: float | None
    leave_one_out: tuple[LeftOut, ...]
    weight_change: WeightChange | None
    """None if no change of one weight can do it, or the method does not add up by criterion."""
    margin: Margin | None
    sentence: Sentence


def insight(plan: Plan, view: View, tally: Tally) -> tuple[Insight, ...]:
    """What can be said about each category of `tally`, which counts `view` under `plan`."""
    return tuple(_of_category(plan, view, category, tally.stage) for category in tally.categories)


def _of_category(plan: Plan, view: View, tally: CategoryTally, stage: str | None) -> Insight:
    field = contest(plan, view, tally.code, stage)
    matrix: dict[str, dict[str, Fraction]] = {}
    for nominee in field.category.nominees:
        row = line(field, nominee)
        values = judged_totals(row)
        if whole := row.full_panel():
            matrix[nominee.number] = {juror: values[juror] for juror in whole}
    first = _first(tally)
    counted = {total.code for standing in tally.ranking for total in standing.jurors}
    left_out = tuple(
        LeftOut(juror, _first(_without(plan, view, tally.code, juror, stage)))
        for juror in field.jurors
        if juror in counted
    )
    adds_up = field.category.method in {Method.MEAN, Method.TRIMMED_MEAN}
    change = smallest_weight_change(field.category, set(field.stages), tally) if adds_up else None
    moved = tuple(entry.juror for entry in left_out if entry.first and set(entry.first) != set(first))
    certain = adds_up and all(entry.first for entry in left_out)
    return Insight(
        category=tally.code,
        krippendorff_alpha=krippendorff_alpha(matrix),
        kendall_w=kendall_w(matrix),
        icc_3_k=icc_3_k(matrix),
        leave_one_out=left_out,
        weight_change=change,
        margin=_margin(change, certain=certain, moved=bool(moved)) if first else None,
        sentence=_sentence(field.category, first, moved, change, adds_up=adds_up),
    )


def _first(tally: CategoryTally) -> tuple[str, ...]:
    return tuple(standing.number for standing in tally.ranking if standing.rank == 1)


def _without(plan: Plan, view: View, code: str, juror: str, stage: str | None) -> CategoryTally:
    """The category counted as if `juror` had never sat in the panel, whatever its minimum."""
    smaller = replace(
        plan,
        categories=(replace(plan.category(code), minimum_jurors=1),),
        jurors=tuple(member for member in plan.jurors if member.code != juror),
    )
    return count_category(smaller, view, code, stage)[0]


def smallest_weight_change(category: Category, stages: set[str], tally: CategoryTally) -> WeightChange | None:
    """The smallest change of one top criterion's weight that makes a rival equal the first.

    The weights of the others shrink or grow in proportion. What does not apply to a nominee counts as its own
    average; a trimmed mean keeps the jurors that it uses now.
    """
    ranked = [standing for standing in tally.ranking if standing.rank is not None]
    top = [criterion.code for criterion in category.children(None)]
    below = {code: leaves_below(category, code, stages) for code in top}
    weights = {code: sum((category.weight(leaf) for leaf in below[code]), Fraction(0)) for code in top}
    whole = sum(weights.values(), Fraction(0))
    scores = {standing.number: _by_top(standing, below, whole) for standing in ranked}
    found: list[tuple[Fraction, str, str, Fraction]] = []
    for rival in ranked[1:]:
        gaps = {code: scores[ranked[0].number][code] - scores[rival.number][code] for code in top}
        lead = sum((weights[code] * gaps[code] for code in top), Fraction(0))
        if lead != (ranked[0].total or 0) - (rival.total or 0):
            # A stage left out across mixed branches: its sums are no longer those of the declared weights.
            continue
        for code in top:
            change = _change(weights[code], whole, gaps[code], lead)
            if change is not None:
                found.append((abs(change), code, rival.number, change))
    if not found:
        return None
    _, code, number, change = min(found)
    return WeightChange(code, weights[code] * 100, (weights[code] + change) * 100, number)


def _by_top(standing: Standing, below: dict[str, tuple[str, ...]], whole: Fraction) -> dict[str, Fraction]:
    """Top criterion -> the nominee's score there, 0-100; its own average where nothing below applies."""
    scores = {score.code: score for score in standing.criteria}
    by_top: dict[str, Fraction] = {}
    for code, leaves in below.items():
        weight = sum((scores[leaf].weight for leaf in leaves), Fraction(0))
        points = sum((scores[leaf].points or Fraction(0) for leaf in leaves), Fraction(0))
        by_top[code] = points / weight if weight else (standing.total or Fraction(0)) / whole
    return by_top


def _change(weight: Fraction, whole: Fraction, gap: Fraction, lead: Fraction) -> Fraction | None:
    """By how much `weight` must change so that `lead` becomes nothing; None if no weight from 0 to `whole` does it."""
    if weight == whole:
        return None
    slope = gap - (lead - weight * gap) / (whole - weight)
    if not slope:
        return None if lead else Fraction(0)
    change = -lead / slope
    return change if 0 <= weight + change <= whole else None


def _margin(change: WeightChange | None, *, certain: bool, moved: bool) -> Margin:
    if moved or (change is not None and change.points < THIN_BELOW):
        return Margin.THIN
    if certain and (change is None or change.points >= WIDE_FROM):
        return Margin.WIDE
    return Margin.MIDDLE


def _sentence(
    category: Category, first: Sequence[str], moved: Sequence[str], change: WeightChange | None, *, adds_up: bool
) -> Sentence:
    """One sentence made of computed facts only."""
    if not first:
        return Sentence(N_("Nobody is ranked, so nothing can be said about the margin."))
    if moved:
        return Sentence(
            N_("Another would be first if one of these jurors were left out: {jurors}."), {"jurors": ", ".join(moved)}
        )
    if change is not None and not change.points:
        return Sentence(N_("{first} and {rival} have the same total."), {"first": first[0], "rival": change.rival})
    if change is not None:
        old, new = printed((change.old, change.new), 1)
        return Sentence(
            N_(
                "The first place holds whichever juror is left out; {rival} would draw level if the weight of "
                "“{criterion}” went from {old} to {new} percent."
            ),
            {"rival": change.rival, "criterion": category.criterion(change.criterion).name, "old": old, "new": new},
        )
    if adds_up:
        return Sentence(N_("The first place holds whichever juror is left out, and no change of one weight moves it."))
    return Sentence(N_("The first place holds whichever juror is left out."))
