"""Rounding for people: once, at the end, half up, with more decimals where rounding would hide a difference."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

MOST_DECIMALS = 6


def rounded(value: Fraction, decimals: int) -> Fraction:
    """`value` rounded half up (away from zero) to `decimals` places, exactly."""
    scaled = abs(value) * 10**decimals
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def decimal_comma(value: Fraction, decimals: int) -> str:
    """`value` in Indonesian form with exactly `decimals` places, rounded half up: `85,96`."""
    exact = rounded(value, decimals)
    digits = str(abs(exact) * 10**decimals).rjust(decimals + 1, "0")
    whole, part = (digits[:-decimals], "," + digits[-decimals:]) if decimals else (digits, "")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "\N{MINUS SIGN}" if exact < 0 else ""
    return f"{sign}{grouped}{part}"


def printed(totals: Sequence[Fraction], decimals: int) -> list[str]:
    """Each of `totals` (in order of rank) with `decimals` places, or as many more as tell it from its neighbours.

    Totals that differ by less than six places show are printed as exact fractions.
    """
    needed = [decimals] * len(totals)
    for later in range(1, len(totals)):
        if totals[later - 1] != totals[later]:
            places = _telling_apart(totals[later - 1], totals[later], decimals)
            needed[later - 1] = max(needed[later - 1], places)
            needed[later] = max(needed[later], places)
    # Equal totals stand side by side and must read the same.
    deepest: dict[Fraction, int] = {}
    for total, places in zip(totals, needed, strict=True):
        deepest[total] = max(places, deepest.get(total, 0))
    return [str(total) if deepest[total] > MOST_DECIMALS else decimal_comma(total, deepest[total]) for total in totals]


def _telling_apart(first: Fraction, second: Fraction, decimals: int) -> int:
    places = decimals
    while places <= MOST_DECIMALS and rounded(first, places) == rounded(second, places):
        places += 1
    return places
