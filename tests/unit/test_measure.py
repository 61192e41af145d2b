"""Measured figures become points exactly, by each declared rule."""

from __future__ import annotations

from fractions import Fraction

import pytest

from paritrana_desktop.domain.measure import points
from paritrana_desktop.domain.plan import Figure, MeasureRule, Point, RuleKind
from tests.build import measured

GOALPOSTS = MeasureRule(RuleKind.LINEAR, (Point("20", "0"), Point("80", "100")))
COST = MeasureRule(RuleKind.LINEAR, (Point("100", "0"), Point("0", "100")))
BANDS = MeasureRule(RuleKind.BANDS, (Point("0", "0"), Point("50", "60"), Point("80", "100")))


def worth(rule: MeasureRule | None, value: str) -> Fraction | None:
    return points(measured("M", 10, rule), Figure("M", value=value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("20", 0), ("80", 100), ("50", 50), ("0", 0), ("95.5", 100), ("30", Fraction(50, 3)), ("-4", 0)],
)
def test_goalposts(value: str, expected: Fraction) -> None:
    assert worth(GOALPOSTS, value) == expected


@pytest.mark.parametrize(("value", "expected"), [("0", 100), ("100", 0), ("12.5", Fraction(175, 2)), ("250", 0)])
def test_cost_falls_as_the_figure_rises(value: str, expected: Fraction) -> None:
    assert worth(COST, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("0", 0), ("49.999999999", 0), ("50", 60), ("79.99", 60), ("80", 100), ("500", 100)]
)
def test_a_band_includes_its_lower_bound_and_the_last_is_open_above(value: str, expected: int) -> None:
    assert worth(BANDS, value) == expected


def test_below_the_first_band_there_are_no_points() -> None:
    assert worth(BANDS, "-1") == 0


def test_target_is_the_share_of_the_own_target() -> None:
    criterion = measured("M", 25, MeasureRule(RuleKind.TARGET))
    assert points(criterion, Figure("M", value="48.26", target="52.15")) == Fraction(4826, 5215) * 100
    assert points(criterion, Figure("M", value="60", target="52.15")) == 100
    assert points(criterion, Figure("M", value="60")) is None
    assert points(criterion, Figure("M", value="60", target="0")) is None


def test_a_ratio_is_exact() -> None:
    assert points(measured("M", 10), Figure("M", numerator="11", denominator="12")) == Fraction(1100, 12)


def test_yes_and_no() -> None:
    rule = MeasureRule(RuleKind.YES_NO)
    assert worth(rule, "1") == 100
    assert worth(rule, "0") == 0


def test_a_figure_without_a_rule_is_its_points_within_0_and_100() -> None:
    assert worth(None, "80") == 80
    assert worth(None, "101") == 100
    assert worth(None, "-1") == 0


@pytest.mark.parametrize("figure", [None, Figure("M"), Figure("M", numerator="3", denominator="0")])
def test_no_data_is_no_zero(figure: Figure | None) -> None:
    assert points(measured("M", 10), figure) is None


def test_goalposts_that_coincide_divide_at_that_figure() -> None:
    rule = MeasureRule(RuleKind.LINEAR, (Point("50", "0"), Point("50", "100")))
    assert worth(rule, "49.9") == 0
    assert worth(rule, "50") == 100
