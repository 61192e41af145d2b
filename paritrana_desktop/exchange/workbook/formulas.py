"""Spreadsheet formulas for measured figures and exact numbers; made of numbers and addresses only, never of text."""

from __future__ import annotations

from fractions import Fraction

from paritrana_desktop.domain.plan import Criterion, Figure, MeasureRule, Point, RuleKind

PLACES = 10
"""Decimals kept where a spreadsheet's binary numbers must not tell apart what is equal."""


def number(value: Fraction) -> str:
    """`value` exactly: a decimal, or a division in brackets."""
    if value.denominator == 1 and value >= 0:
        return str(value.numerator)
    return f"({value.numerator}/{value.denominator})" if value.denominator > 1 else f"({value.numerator})"


def figure_formula(figure: Figure) -> str:
    """The figure itself: its value, or its ratio in percent."""
    if figure.value is not None or figure.numerator is None or figure.denominator is None:
        return f"={figure.value or 0}"
    return f"=ROUND({figure.numerator}/{figure.denominator}*100,{PLACES})"


def measured_points(leaf: Criterion, figure: Figure, at: str) -> str:
    """The points (0-100) that the figure in the cell `at` is worth under the rule of `leaf`, without the `=`."""
    rule = leaf.rule or MeasureRule(RuleKind.LINEAR)
    match rule.rule:
        case RuleKind.LINEAR:
            return _within(_line(at, *rule.points) if rule.points else at)
        case RuleKind.BANDS:
            return _bands(at, rule.points)
        case RuleKind.TARGET:
            return _within(f"{at}/{number(Fraction(figure.target or 1))}*100")
        case RuleKind.YES_NO:
            return f"IF({at}>0,100,0)"


def _within(inside: str) -> str:
    return f"MAX(0,MIN(100,{inside}))"


def _line(at: str, low: Point, high: Point) -> str:
    start, end, least, most = (Fraction(text) for text in (low.figure, high.figure, low.points, high.points))
    if start == end:
        return f"IF({at}>={number(end)},{number(most)},{number(least)})"
    part = f"MAX(0,MIN(1,({at}-{number(start)})/{number(end - start)}))"
    return f"{number(least)}+{part}*{number(most - least)}"


def _bands(at: str, bands: tuple[Point, ...]) -> str:
    formula = "0"
    for band in bands:
        formula = f"IF({at}>={number(Fraction(band.figure))},{number(Fraction(band.points))},{formula})"
    return formula
