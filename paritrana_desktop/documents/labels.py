"""How nominees, criteria, weights and figures read: number, check character and name always together."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.plan import Category, Nominee, Plan
from paritrana_desktop.domain.rounding import decimal_comma

POINTS = 4
"""Decimals of means and points; totals have those of their category."""
_MOST = 12
_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def event_title(plan: Plan) -> str:
    """The event as titles print it, in capitals."""
    return (plan.occasion.printed_title or plan.occasion.name).upper()


def nominee(category: Category, number: str) -> str:
    """`KK-03-X Kabupaten Lahat`."""
    return f"{nominee_label(category.code, number)} {category.nominee(number).name}"


def printed_nominee(plan: Plan, printed: str) -> tuple[Category, Nominee] | None:
    """The nominee that an act names as printed, `PD-01`; None if the plan has none."""
    for category in plan.categories:
        for entry in category.nominees:
            if f"{category.code}-{entry.number}" == printed:
                return category, entry
    return None


def gives_prizes(plan: Plan, stage: str | None) -> bool:
    """Whether a decision over the stages up to `stage` (None: all) gives prizes, and not only an order to go on with."""
    return stage is None or plan.stages_until(None)[-1].code == stage


def percent(part: Fraction) -> str:
    """A part of the whole as a percentage, with no more decimals than it needs (at most four): `12,5`."""
    text = decimal_comma(part * 100, POINTS)
    return text.rstrip("0").rstrip(",")


def figure(value: Fraction | None, decimals: int = POINTS) -> str:
    """A mean, points or total with `decimals`; a dash for none."""
    return "–" if value is None else decimal_comma(value, decimals)


def apart(values: Collection[Fraction]) -> int:
    """How many decimals tell different `values` apart: none for whole numbers, else at least four."""
    if all(value.denominator == 1 for value in values):
        return 0
    for decimals in range(POINTS, _MOST):
        if len({decimal_comma(value, decimals) for value in values}) == len(set(values)):
            return decimals
    return _MOST


def roman(whole: int) -> str:
    """`whole` (1 to 399) as places are written: IV."""
    text = ""
    for value, sign in _ROMAN:
        while whole >= value:
            text, whole = text + sign, whole - value
    return text


def criterion(category: Category, code: str) -> str:
    """A criterion with those above it: `Regulasi › Jenis dan kekuatan`."""
    entry = category.criterion(code)
    return entry.name if entry.parent is None else f"{criterion(category, entry.parent)} › {entry.name}"
