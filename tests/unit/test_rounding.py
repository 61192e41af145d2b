"""Half up, once, with more decimals where rounding would hide a difference."""

from __future__ import annotations

from fractions import Fraction

import pytest

from paritrana_desktop.domain.rounding import decimal_comma, printed


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction("86.125"), 2, "86,13"),
        (Fraction("86.124999"), 2, "86,12"),
        (Fraction("0.005"), 2, "0,01"),
        (Fraction("99.995"), 2, "100,00"),
        (Fraction(2, 3), 0, "1"),
        (Fraction("0.05"), 1, "0,1"),
        (Fraction("1234.5"), 1, "1.234,5"),
        (Fraction("-0.125"), 2, "−0,13"),
    ],
)
def test_half_up_with_a_comma(value: Fraction, decimals: int, text: str) -> None:
    assert decimal_comma(value, decimals) == text


def test_neighbours_that_differ_never_read_the_same() -> None:
    totals = [Fraction("85.9641"), Fraction("85.9639"), Fraction("80.125")]
    assert printed(totals, 2) == ["85,9641", "85,9639", "80,13"]


def test_equal_totals_read_the_same_whatever_their_neighbours_need() -> None:
    totals = [Fraction("85.9641"), Fraction("85.964"), Fraction("85.964"), Fraction("85.96")]
    assert printed(totals, 2) == ["85,9641", "85,9640", "85,9640", "85,960"]


def test_beyond_six_decimals_the_exact_fraction_is_printed() -> None:
    near = [Fraction(600, 7) + Fraction(1, 10**9), Fraction(600, 7)]
    assert printed(near, 2) == [str(near[0]), "600/7"]


def test_nothing_to_print() -> None:
    assert printed([], 2) == []
