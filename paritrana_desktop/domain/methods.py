"""From lines to totals by a category's method: weighted mean, trimmed mean, median, sum of ranks.

A juror's total for a nominee holds his marks at the stages where he counts and all measured points. The mean takes
each stage's panel by itself; the other methods work on totals over all stages, so a juror who misses a stage is
shown there but not used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import mul

from paritrana_desktop.domain.errors import N_, Sentence
from paritrana_desktop.domain.lines import Contest, Line, Unranked
from paritrana_desktop.domain.plan import Criterion, CriterionKind, Method
from paritrana_desktop.domain.tally import CriterionScore, JurorTotal

FEWEST_TO_TRIM = 5


@dataclass(frozen=True, slots=True)
class Scored:
    """A line with its total; the total stays None where nothing can be said."""

    line: Line
    unranked: Unranked | None
    total: Fraction | None = None
    criteria: tuple[CriterionScore, ...] = ()
    jurors: tuple[JurorTotal, ...] = ()

    @property
    def number(self) -> str:
        """The nominee's number."""
        return self.line.nominee.number


def score(contest: Contest, lines: Sequence[Line]) -> list[Scored]:
    """Every line with its total by the contest's method, in the order given."""
    match contest.category.method:
        case Method.MEAN:
            scored = [_mean(contest, line) for line in lines]
        case Method.TRIMMED_MEAN:
            scored = [_trimmed_mean(contest, line) for line in lines]
        case Method.MEDIAN:
            scored = [_median(contest, line) for line in lines]
        case Method.SUM_OF_RANKS:
            scored = _sum_of_ranks(contest, lines)
    return scored


def _points(line: Line) -> dict[str, dict[str, Fraction]]:
    """Stage -> juror -> the points that his marks there are worth: whole numbers over one denominator inside."""
    points: dict[str, dict[str, Fraction]] = {}
    for stage, leaves in line.judged.items():
        factors = [line.weights[leaf.code] * 100 / _maximum(leaf) for leaf in leaves]
        denominator = lcm(*(factor.denominator for factor in factors))
        whole = [factor.numerator * (denominator // factor.denominator) for factor in factors]
        points[stage] = {
            juror: Fraction(sum(map(mul, whole, row)), denominator) for juror, row in line.sheets[stage].items()
        }
    return points


def _maximum(leaf: Criterion) -> int:
    assert leaf.scale is not None, leaf.code
    return leaf.scale.maximum


def _measured_points(line: Line) -> Fraction:
    return sum((line.weights[code] * value for code, value in line.measured.items()), Fraction(0))


def juror_totals(line: Line) -> dict[str, Fraction]:
    """Juror -> what his sheets for this nominee are worth together with all measured points."""
    return _added_up(line, _points(line), _measured_points(line))


def judged_totals(line: Line) -> dict[str, Fraction]:
    """Juror -> what his sheets for this nominee are worth, without the measured points that all share."""
    return _added_up(line, _points(line), Fraction(0))


def _added_up(line: Line, points: Mapping[str, Mapping[str, Fraction]], base: Fraction) -> dict[str, Fraction]:
    totals = dict.fromkeys(line.panel(), base)
    for by_juror in points.values():
        for juror, value in by_juror.items():
            totals[juror] += value
    return totals


def _criteria(contest: Contest, line: Line, used: Collection[str] | None, *, adds: bool) -> tuple[CriterionScore, ...]:
    """Each counted leaf with its mean over the jurors `used` (None: each stage's own panel)."""
    means: dict[str, Fraction] = dict(line.measured)
    for stage, leaves in line.judged.items():
        rows = [row for juror, row in line.sheets[stage].items() if used is None or juror in used]
        if rows:
            for leaf, column in zip(leaves, zip(*rows, strict=True), strict=True):
                means[leaf.code] = Fraction(sum(column) * 100, _maximum(leaf) * len(rows))
    scores = []
    for leaf in contest.leaves():
        measured = leaf.kind is CriterionKind.MEASURED
        weight = line.weights.get(leaf.code)
        if weight is None:
            scores.append(CriterionScore(leaf.code, Fraction(0), None, Fraction(0) if adds else None, measured))
            continue
        # Without a sheet at a stage that the nominee missed, the declared effect is zero points.
        mean = means.get(leaf.code, Fraction(0))
        scores.append(CriterionScore(leaf.code, weight, mean, weight * mean if adds else None, measured))
    return tuple(scores)


def _too_few(there: int, needed: int) -> Unranked:
    said = Sentence(N_("too few jurors: {there} count, {needed} are needed"), {"there": there, "needed": needed})
    return Unranked(said, "few_jurors")


def _panel_fault(contest: Contest, line: Line) -> Unranked | None:
    """Why this line's panel is too small for a rank, if it is."""
    if not line.judged:
        return None
    if contest.category.method is Method.MEAN:
        there = min(len(line.sheets[stage]) for stage in line.judged)
    else:
        there = len(line.full_panel())
    least = FEWEST_TO_TRIM if contest.category.method is Method.TRIMMED_MEAN else 1
    needed = max(contest.minimum, least)
    return _too_few(there, needed) if there < needed else None


def _mean(contest: Contest, line: Line) -> Scored:
    if line.unranked is not None:
        return Scored(line, line.unranked)
    fault = _panel_fault(contest, line)
    if any(not line.sheets[stage] for stage in line.judged):
        return Scored(line, fault)
    criteria = _criteria(contest, line, None, adds=True)
    total = sum((score.points or Fraction(0) for score in criteria), Fraction(0))
    points = _points(line)
    totals = _added_up(line, points, _measured_points(line))
    shares = _shares(contest, line, points)
    return Scored(
        line, fault, total, criteria, tuple(JurorTotal(j, t, counted=True, share=shares[j]) for j, t in totals.items())
    )


def _shares(contest: Contest, line: Line, points: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Fraction]:
    """What each juror adds to the mean: his part of each stage's judged and measured points; they sum to the total.

    Measured points of a stage without sheets are split over all jurors of the nominee.
    """
    measured: dict[str, Fraction] = defaultdict(Fraction)
    for leaf in contest.leaves():
        if leaf.code in line.measured:
            measured[leaf.stage if leaf.stage in line.judged else ""] += (
                line.weights[leaf.code] * line.measured[leaf.code]
            )
    panel = line.panel()
    shares = dict.fromkeys(panel, measured[""] / len(panel)) if panel else {}
    for stage, by_juror in points.items():
        for juror, value in by_juror.items():
            shares[juror] += (value + measured[stage]) / len(by_juror)
    return shares


def _trimmed_mean(contest: Contest, line: Line) -> Scored:
    if line.unranked is not None:
        return Scored(line, line.unranked)
    fault = _panel_fault(contest, line)
    totals = juror_totals(line)
    full = sorted(line.full_panel(), key=lambda juror: (totals[juror], juror))
    kept = set(full[1:-1]) if len(full) >= FEWEST_TO_TRIM else set()
    if line.judged and not kept:
        return Scored(line, fault)
    criteria = _criteria(contest, line, kept, adds=True)
    total = sum((score.points or Fraction(0) for score in criteria), Fraction(0))
    jurors = tuple(
        JurorTotal(juror, value, juror in kept, share=value / len(kept) if juror in kept else Fraction(0))
        for juror, value in totals.items()
    )
    return Scored(line, fault, total, criteria, jurors)


def _median(contest: Contest, line: Line) -> Scored:
    if line.unranked is not None:
        return Scored(line, line.unranked)
    fault = _panel_fault(contest, line)
    totals = juror_totals(line)
    full = set(line.full_panel())
    ordered = sorted(totals[juror] for juror in full)
    if line.judged and not ordered:
        return Scored(line, fault)
    middle = len(ordered) // 2
    total = (ordered[middle] + ordered[~middle]) / 2 if ordered else _measured_points(line)
    jurors = tuple(JurorTotal(juror, value, juror in full) for juror, value in totals.items())
    return Scored(line, fault, total, _criteria(contest, line, full, adds=False), jurors)


def _sum_of_ranks(contest: Contest, lines: Sequence[Line]) -> list[Scored]:
    """The sum of each nominee's ranks inside the jurors' own orders, lowest first.

    Where the panels differ sums do not compare: then it is the mean of rank ÷ (number ranked + 1), which an
    average nominee has at one half.
    """
    faults = [line.unranked or _rank_fault(contest, line) for line in lines]
    ranked = [line for line, fault in zip(lines, faults, strict=True) if fault is None]
    totals = {line.nominee.number: juror_totals(line) for line in lines if line.unranked is None}
    orders: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for line in ranked:
        for juror in line.full_panel():
            orders[juror][line.nominee.number] = totals[line.nominee.number][juror]
    ranks = {juror: average_ranks(order) for juror, order in orders.items()}
    whole = complete_panels(ranked)
    scored = []
    for line, fault in zip(lines, faults, strict=True):
        number = line.nominee.number
        full = set(line.full_panel())
        if fault is not None:
            jurors = tuple(JurorTotal(juror, value, counted=False) for juror, value in totals.get(number, {}).items())
            scored.append(Scored(line, fault, jurors=jurors))
            continue
        adds = {
            juror: ranks[juror][number] if whole else ranks[juror][number] / (len(ranks[juror]) + 1) / len(full)
            for juror in full
        }
        jurors = tuple(
            JurorTotal(
                juror,
                value,
                juror in full,
                rank=ranks[juror][number] if juror in full else None,
                share=adds.get(juror, Fraction(0)),
            )
            for juror, value in totals[number].items()
        )
        criteria = _criteria(contest, line, full, adds=False)
        scored.append(Scored(line, None, sum(adds.values(), Fraction(0)), criteria, jurors))
    return scored


def _rank_fault(contest: Contest, line: Line) -> Unranked | None:
    if not line.judged:
        return Unranked(Sentence(N_("no juror marked anything, so there are no ranks to add")), "method")
    return _panel_fault(contest, line)


def complete_panels(lines: Sequence[Line]) -> bool:
    """Whether the same jurors count over all stages for each of `lines`."""
    return len({frozenset(line.full_panel()) for line in lines}) <= 1


def average_ranks(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The rank of each entry, highest value first; equal values have the average of the ranks that they span."""
    ordered = sorted(values.values(), reverse=True)
    first: dict[Fraction, int] = {}
    times: dict[Fraction, int] = defaultdict(int)
    for rank, value in enumerate(ordered, start=1):
        first.setdefault(value, rank)
        times[value] += 1
    return {name: first[value] + Fraction(times[value] - 1, 2) for name, value in values.items()}
