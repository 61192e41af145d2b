"""Agreement by published tables, and how wide the margin is by cases computed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop.domain.agreement import icc_3_k, kendall_w, krippendorff_alpha
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.insight import Insight, Margin, insight
from paritrana_desktop.domain.plan import Category, Method, Plan, Rules, TieStep
from tests.build import (
    Given,
    category,
    conflict,
    handed_in,
    judged,
    measured,
    nominee,
    small_plan,
    stages,
    view_of,
)


def matrix(*jurors: Sequence[float | None]) -> dict[str, dict[str, Fraction]]:
    """One sequence of values per juror; None: no value."""
    return {
        f"{place:02}": {f"J{j}": Fraction(value) for j, value in enumerate(column, 1) if value is not None}
        for place, column in enumerate(zip(*jurors, strict=True), 1)
    }


def test_krippendorffs_own_example() -> None:
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: interval 0.849.
    data = matrix(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    )
    assert krippendorff_alpha(data) == pytest.approx(0.849, abs=0.0005)


SHROUT_AND_FLEISS = matrix([9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7])


def test_shrout_and_fleiss() -> None:
    # Shrout & Fleiss (1979), tables 2 and 4: ICC(3,4) = .91.
    assert icc_3_k(SHROUT_AND_FLEISS) == pytest.approx(0.9093, abs=0.00005)


def test_kendalls_w_with_ties() -> None:
    # Three rankings of ten with ties, from Kendall, Rank Correlation Methods, chapter 6: W = 0.828.
    ranks = (
        [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
        [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
        [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
    )
    assert kendall_w(matrix(*ranks)) == pytest.approx(0.828, abs=0.0005)


def test_full_agreement_is_one() -> None:
    data = matrix([1, 2, 3], [1, 2, 3], [1, 2, 3])
    assert (krippendorff_alpha(data), kendall_w(data), icc_3_k(data)) == (1, 1, 1)


@pytest.mark.parametrize("data", [{}, matrix([1, 2, 3]), matrix([5], [6]), matrix([7, 7], [7, 7])])
def test_what_is_not_defined_is_none(data: dict[str, dict[str, Fraction]]) -> None:
    assert kendall_w(data) is None
    assert icc_3_k(data) is None
    if data != matrix([5], [6]):
        assert krippendorff_alpha(data) is None


def test_jurors_with_gaps_are_left_out_where_rows_must_be_complete() -> None:
    whole = matrix([1, 2, 3], [2, 2, 3])
    gaps = {number: {**values, **({"J9": Fraction(1)} if number == "01" else {})} for number, values in whole.items()}
    assert kendall_w(gaps) == kendall_w(whole)
    assert icc_3_k(gaps) == icc_3_k(whole)


# -- the margin --


def about(plan: Plan, ballots_of: Sequence[dict[tuple[str, str, str], Given]]) -> Insight:
    view = view_of(plan, handed_in(plan, ballots_of))
    return insight(plan, view, count(plan, view))[0]


def event(contest: Category, *jurors: Mapping[str, Sequence[Given]]) -> Insight:
    """Per juror: criterion -> a mark for each nominee."""
    plan = small_plan(contest, jurors=len(jurors))
    numbers = [entry.number for entry in contest.nominees]
    return about(
        plan,
        [
            {("K", number, code): row[place] for code, row in rows.items() for place, number in enumerate(numbers)}
            for rows in jurors
        ],
    )


def test_a_wide_margin() -> None:
    found = event(category(nominees=2), *[{"A": [90, 60], "B": [85, 70]}] * 4)
    assert found.margin is Margin.WIDE
    assert found.weight_change is None
    assert [entry.first for entry in found.leave_one_out] == [("01",)] * 4
    assert "no change" in str(found.sentence)


def test_the_smallest_weight_change_is_exact() -> None:
    # A 60 %: 90 against 80; B 40 %: 70 against 84. Lead 6 - 5.6 = 0.4; one weight for the other at 10 + 14 a point.
    found = event(category(nominees=2), *[{"A": [90, 80], "B": [70, 84]}] * 4)
    assert found.weight_change is not None
    assert found.weight_change.points == Fraction(5, 3)
    assert found.margin is Margin.THIN
    assert found.weight_change.rival == "02"
    assert "60,0" in str(found.sentence)


def test_between_two_and_five_points_is_in_the_middle() -> None:
    found = event(category(nominees=2), *[{"A": [90, 80], "B": [70, 83]}] * 4)
    assert found.weight_change is not None
    assert found.weight_change.points == Fraction(80, 23)
    assert found.margin is Margin.MIDDLE


def test_one_juror_who_decides_makes_it_thin() -> None:
    found = event(category([judged("A", 100)], 2), {"A": [100, 50]}, *[{"A": [70, 80]}] * 3)
    assert [entry.first for entry in found.leave_one_out] == [("02",), ("01",), ("01",), ("01",)]
    assert found.margin is Margin.THIN
    assert "J1" in str(found.sentence)


def test_equal_totals_are_thin() -> None:
    found = event(category(nominees=2), *[{"A": [80, 70], "B": [60, 75]}] * 3)
    assert found.weight_change is not None
    assert found.weight_change.points == 0
    assert found.margin is Margin.THIN
    assert "same total" in str(found.sentence)


def test_leaving_one_out_ignores_the_minimum_panel() -> None:
    found = event(category([judged("A", 100)], 2), *[{"A": [90, 60]}] * 3)
    assert [entry.first for entry in found.leave_one_out] == [("01",)] * 3


def test_a_trimmed_mean_of_five_cannot_spare_one() -> None:
    found = event(category([judged("A", 100)], 2, method=Method.TRIMMED_MEAN), *[{"A": [90, 60]}] * 5)
    assert {entry.first for entry in found.leave_one_out} == {()}
    assert found.margin is Margin.MIDDLE


def test_methods_without_points_by_criterion_have_no_weight_change() -> None:
    found = event(category(nominees=2, method=Method.MEDIAN), *[{"A": [90, 80], "B": [70, 84]}] * 4)
    assert found.weight_change is None
    assert found.margin is Margin.MIDDLE


def test_measured_points_are_no_agreement() -> None:
    contest = category([measured("M", 50), judged("A", 50)], [nominee("01", {"M": "100"}), nominee("02", {"M": "0"})])
    mixed = event(contest, {"A": [80, 70]}, {"A": [70, 80]}, {"A": [75, 75]})
    alone = event(category([judged("A", 100)], 2), {"A": [80, 70]}, {"A": [70, 80]}, {"A": [75, 75]})
    assert mixed.krippendorff_alpha == alone.krippendorff_alpha
    assert mixed.kendall_w == alone.kendall_w == 0


def test_a_recused_juror_leaves_the_complete_rows() -> None:
    plan = small_plan(category([judged("A", 100)], 3), jurors=4, interests=[conflict("J4", "01")])
    tables: list[dict[tuple[str, str, str], Given]] = [
        {("K", f"0{place}", "A"): mark for place, mark in enumerate(row, 1)}
        for row in ([90, 80, 70], [85, 80, 75], [95, 85, 65], [0, 10, 90])
    ]
    assert about(plan, tables).kendall_w == 1


def test_nobody_ranked() -> None:
    plan = small_plan(category(nominees=1))
    view = view_of(plan, [])
    (found,) = insight(plan, view, count(plan, view))
    assert (found.margin, found.krippendorff_alpha, found.leave_one_out) == (None, None, ())


MARK = st.integers(0, 20).map(lambda value: value * 5)


@given(st.lists(st.lists(MARK, min_size=9, max_size=9), min_size=3, max_size=3), st.integers(5, 90))
def test_the_changed_weights_give_an_exact_tie(rows: list[list[int]], weight: int) -> None:
    criteria = [judged("A", weight), judged("B", 95 - weight), judged("C", 5)]
    contest = category(criteria, 3)
    plan = small_plan(contest, jurors=3, rules=Rules((TieStep.MEETING,)))
    tables: list[dict[tuple[str, str, str], Given]] = [
        {("K", f"0{place // 3 + 1}", "ABC"[place % 3]): mark for place, mark in enumerate(row)} for row in rows
    ]
    found = about(plan, tables)
    change = found.weight_change
    if change is None:
        return
    view = view_of(plan, handed_in(plan, tables))
    ranking = count(plan, view).category("K").ranking
    means = {line.number: {score.code: score.mean or Fraction(0) for score in line.criteria} for line in ranking}
    kept = {entry.code: Fraction(entry.weight, 100) for entry in criteria}
    scale = (100 - change.new) / (100 - change.old)
    moved = {code: change.new if code == change.criterion else value * scale for code, value in kept.items()}
    assert sum(moved.values()) == 100

    def total(number: str) -> Fraction:
        return sum((moved[code] * mean for code, mean in means[number].items()), Fraction(0))

    assert total(ranking[0].number) == total(change.rival)


def test_insight_of_a_stage_looks_at_that_stage() -> None:
    contest = category([judged("A", 60), judged("B", 40, "W")], 2)
    plan = small_plan(contest, jurors=3, stages=stages("D", "W"))
    tables: list[dict[tuple[str, str, str], Given]] = [
        {("K", "01", "A"): 90, ("K", "02", "A"): 80, ("K", "01", "B"): 10, ("K", "02", "B"): 80}
    ] * 3
    view = view_of(plan, handed_in(plan, tables))
    (first,) = insight(plan, view, count(plan, view, "D"))
    (whole,) = insight(plan, view, count(plan, view))
    assert {entry.first for entry in first.leave_one_out} == {("01",)}
    assert {entry.first for entry in whole.leave_one_out} == {("02",)}
