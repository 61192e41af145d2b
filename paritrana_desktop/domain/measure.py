"""A measured figure to points: exact, from 0 to 100, by the criterion's declared rule."""

from __future__ import annotations

from fractions import Fraction

from paritrana_desktop.domain.plan import Criterion, Figure, MeasureRule, Point, RuleKind

FULL = Fraction(100)


def points(criterion: Criterion, figure: Figure | None) -> Fraction | None:
    """What `figure` is worth under `criterion`, 0 to 100; None if there is no data for its rule.

    Without a rule the figure is itself the points.
    """
    value = None if figure is None else figure.exact()
    if figure is None or value is None:
        return None
    rule = criterion.rule or MeasureRule(RuleKind.LINEAR)
    match rule.rule:
        case RuleKind.LINEAR:
            return _within(_between(value, *rule.points) if rule.points else value)
        case RuleKind.BANDS:
            return _within(_band(value, rule.points))
        case RuleKind.TARGET:
            target = Fraction(figure.target or 0)
            return _within(value / target * 100) if target > 0 else None
        case RuleKind.YES_NO:
            return FULL if value > 0 else Fraction(0)


def _within(value: Fraction) -> Fraction:
    return min(FULL, max(Fraction(0), value))


def _between(value: Fraction, low: Point, high: Point) -> Fraction:
    """On the line from `low` to `high`, level beyond both; falling figures are cost."""
    start, end = Fraction(low.figure), Fraction(high.figure)
    least, most = Fraction(low.points), Fraction(high.points)
    if start == end:
        return most if value >= end else least
    part = min(Fraction(1), max(Fraction(0), (value - start) / (end - start)))
    return least + part * (most - least)


def _band(value: Fraction, bands: tuple[Point, ...]) -> Fraction:
    """The points of the last band whose lower bound is reached; below the first there are none."""
    reached = [Fraction(band.points) for band in bands if value >= Fraction(band.figure)]
    return reached[-1] if reached else Fraction(0)
