"""The count: the worked example, every state of a mark, every effect of an absence, and what blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from paritrana_desktop.domain.ballot import MarkState
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.facts import Closing, Ruling
from paritrana_desktop.domain.plan import (
    AbsenceEffect,
    Attendance,
    Criterion,
    Figure,
    MeasureRule,
    Method,
    NoData,
    Nominee,
    Plan,
    RuleKind,
    Rules,
    Scale,
    StageAttendance,
)
from paritrana_desktop.domain.tally import Standing, Tally
from tests.build import (
    EVENT,
    Given,
    ballot,
    ballot_id,
    category,
    conflict,
    fact_id,
    handed_in,
    judged,
    marks_of,
    measured,
    nominee,
    small_plan,
    stages,
    table,
    view_of,
    with_nominee,
)

ABSENT = MarkState.ABSENT
NA = MarkState.NOT_APPLICABLE
TWO_STAGES = (judged("A", 60, "D"), judged("B", 40, "W"))


def worked_example() -> tuple[Plan, dict[str, list[Given]]]:
    figures = (Figure("K1", value="48.26", target="52.15"), Figure("K2", value="80"))
    criteria = (
        measured("K1", 25, MeasureRule(RuleKind.TARGET)),
        measured("K2", 15),
        judged("K3", 20),
        judged("K4", 10),
        judged("K5", 10),
        judged("K6", 20),
    )
    nominees = [Nominee("01", "Kabupaten Contoh", figures=figures)]
    plan = small_plan(category(criteria, nominees), jurors=9, interests=[conflict("J8", "01")])
    return plan, {
        "K3": [90, 85, 88, 80, 92, 87, 85, 0, 90],
        "K4": [85, 80, 82, 78, 88, 84, 80, 0, 86],
        "K5": [80, 82, 78, 75, 85, 80, 79, 0, 84],
        "K6": [88, 86, 84, 80, 90, 85, 83, 0, 87],
    }


def tally_of(plan: Plan, rows: dict[str, list[Given]]) -> Tally:
    """The tally of ballots for nominee 01."""
    return count(plan, view_of(plan, marks_of(plan, rows)))


def line_of(tally: Tally, number: str = "01") -> Standing:
    return tally.category("K").standing(number)


def assert_adds_up(standing: Standing) -> None:
    """Both breakdowns give the total exactly."""
    assert sum(score.points for score in standing.criteria if score.points is not None) == standing.total
    assert sum(total.share for total in standing.jurors) == standing.total


def test_the_worked_example() -> None:
    tally = tally_of(*worked_example())
    standing = line_of(tally)
    assert standing.total == Fraction(3586259, 41720)
    assert standing.printed == "85,96"
    assert standing.rank == 1
    assert standing.recused == ("J8",)
    assert standing.panel == ("J1", "J2", "J3", "J4", "J5", "J6", "J7", "J9")
    assert [score.mean for score in standing.criteria][2:] == [
        Fraction("87.125"),
        Fraction("82.875"),
        Fraction("80.375"),
        Fraction("85.375"),
    ]
    assert_adds_up(standing)
    assert tally.complete
    assert tally.blocking == ()


def test_a_mark_counts_by_the_maximum_of_its_scale() -> None:
    five = Scale(minimum=100, maximum=500, step=100)
    plan = small_plan(category([judged("A", 20, scale=five), judged("B", 80)], 1), jurors=3)
    standing = line_of(tally_of(plan, {"A": [4, 4, 4], "B": [0, 0, 0]}))
    assert standing.total == 16


def test_zero_is_a_mark() -> None:
    plan = small_plan(category([judged("A", 100)], 1), jurors=3)
    standing = line_of(tally_of(plan, {"A": [0, 90, 90]}))
    assert standing.total == 60
    assert standing.panel == ("J1", "J2", "J3")


def test_absent_on_one_criterion_takes_the_whole_sheet_out() -> None:
    plan = small_plan(category(nominees=1), jurors=4)
    standing = line_of(tally_of(plan, {"A": [10, 80, 80, 80], "B": [ABSENT, 70, 70, 70]}))
    assert standing.total == 76
    assert standing.absent == ("J1",)
    assert standing.panel == ("J2", "J3", "J4")
    assert_adds_up(standing)


def test_absent_at_one_stage_still_counts_at_the_other() -> None:
    plan = small_plan(category(TWO_STAGES, 1), jurors=4, stages=stages("D", "W"))
    standing = line_of(tally_of(plan, {"A": [40, 80, 80, 80], "B": [ABSENT, 70, 70, 70]}))
    assert standing.total == Fraction(70 * 60, 100) + Fraction(70 * 40, 100)
    assert standing.absent == ("J1",)
    assert standing.panel == ("J1", "J2", "J3", "J4")
    assert standing.jurors[0].total == 24
    assert standing.jurors[0].share == 6
    assert_adds_up(standing)


def test_measured_stages_are_split_over_the_jurors_of_the_nominee() -> None:
    criteria = [measured("M", 30, stage="D"), judged("A", 50, "W"), measured("N", 20, stage="W")]
    plan = small_plan(category(criteria, [nominee("01", {"M": "71", "N": "13"})]), jurors=3, stages=stages("D", "W"))
    standing = line_of(tally_of(plan, {"A": [70, 80, 93]}))
    assert standing.total == Fraction("21.3") + Fraction("40.5") + Fraction("2.6")
    assert standing.jurors[0].total == Fraction("21.3") + 35 + Fraction("2.6")
    assert_adds_up(standing)


def test_a_category_of_measured_criteria_alone_needs_no_jurors() -> None:
    plan = small_plan(category([measured("M", 100)], [nominee("01", {"M": "71"})]))
    tally = count(plan, view_of(plan, []))
    assert line_of(tally).total == 71
    assert line_of(tally).rank == 1
    assert tally.complete


# -- not applicable, no data --


def test_not_applicable_gives_its_weight_to_its_siblings() -> None:
    criteria = [
        judged("A", 60, scale=None),
        judged("A1", 50, parent="A"),
        judged("A2", 25, parent="A"),
        judged("A3", 25, parent="A"),
        judged("B", 40),
    ]
    plan = small_plan(category(criteria, 1), jurors=3)
    rows: dict[str, list[Given]] = {"A1": [90] * 3, "A2": [60] * 3, "A3": [NA] * 3, "B": [50] * 3}
    standing = line_of(tally_of(plan, rows))
    assert {score.code: score.weight for score in standing.criteria} == {
        "A1": Fraction(2, 5),
        "A2": Fraction(1, 5),
        "A3": 0,
        "B": Fraction(2, 5),
    }
    assert standing.total == 36 + 12 + 20
    assert_adds_up(standing)


def test_a_parent_without_applicable_criteria_is_itself_not_applicable() -> None:
    criteria = [judged("A", 60, scale=None), judged("A1", 100, parent="A"), judged("B", 40)]
    plan = small_plan(category(criteria, 1), jurors=3)
    standing = line_of(tally_of(plan, {"A1": [NA] * 3, "B": [55] * 3}))
    assert standing.total == 55


def test_jurors_who_disagree_on_what_applies_block() -> None:
    plan = small_plan(category(nominees=1), jurors=3)
    tally = tally_of(plan, {"A": [90, NA, 90], "B": [50] * 3})
    standing = line_of(tally)
    assert (standing.rank, standing.total, standing.printed) == (None, None, "–")
    (blocker,) = tally.blocking
    assert (blocker.code, blocker.category, blocker.numbers) == ("not_applicable", "K", ("01",))
    assert "Kriteria A" in str(blocker.said)


def test_only_the_jurors_who_count_need_to_agree() -> None:
    plan = small_plan(category(nominees=1), jurors=4)
    standing = line_of(tally_of(plan, {"A": [NA, 90, 90, 90], "B": [ABSENT, 50, 50, 50]}))
    assert standing.total == 74


def test_nothing_that_applies_is_no_zero() -> None:
    plan = small_plan(category(nominees=1), jurors=3)
    standing = line_of(tally_of(plan, {"A": [NA] * 3, "B": [NA] * 3}))
    assert (standing.rank, standing.total) == (None, None)
    assert "nothing" in str(standing.reason)


@pytest.mark.parametrize(
    ("no_data", "total"), [(NoData.LEFT_OUT, Fraction(80)), (NoData.FLOOR, Fraction(40)), (NoData.UNRANKED, None)]
)
def test_no_data_does_what_was_declared(no_data: NoData, total: Fraction | None) -> None:
    plan = small_plan(category([measured("M", 50, no_data=no_data), judged("A", 50)], 1), jurors=3)
    tally = tally_of(plan, {"A": [80] * 3})
    assert line_of(tally).total == total
    assert line_of(tally).ranked is (total is not None)
    assert tally.blocking == ()


# -- nominees who are not there --


def away(effect: AbsenceEffect | None, attendance: Attendance = Attendance.ABSENT) -> Tally:
    """Two nominees with 80 at both stages; 01 is not at the second."""
    missing = StageAttendance("W", attendance, "Sakit")
    plan = small_plan(
        category(TWO_STAGES, [nominee("01", attendance=[missing]), nominee("02")]),
        jurors=3,
        stages=stages("D", "W"),
        rules=Rules(absence_effect=effect),
    )
    return count(plan, view_of(plan, [ballot(plan, juror.code, fill=80) for juror in plan.jurors]))


def test_absence_as_zero_points() -> None:
    standing = line_of(away(AbsenceEffect.ZERO))
    assert standing.total == 48
    assert [score.points for score in standing.criteria] == [48, 0]
    assert standing.rank == 2
    assert_adds_up(standing)


def test_absence_with_the_stage_left_out() -> None:
    standing = line_of(away(AbsenceEffect.STAGE_LEFT_OUT))
    assert standing.total == 80
    assert [score.weight for score in standing.criteria] == [1, 0]
    assert_adds_up(standing)


def test_absence_as_unranked() -> None:
    tally = away(AbsenceEffect.UNRANKED)
    assert (line_of(tally).rank, line_of(tally).total) == (None, None)
    assert str(line_of(tally).reason) == "did not come: Sakit"
    assert [standing.number for standing in tally.category("K").ranking] == ["02", "01"]
    assert tally.blocking == ()


def test_absence_without_a_declared_effect_blocks() -> None:
    tally = away(None)
    assert not line_of(tally).ranked
    assert [blocker.code for blocker in tally.blocking] == ["absence_effect"]


@pytest.mark.parametrize("attendance", [Attendance.WITHDRAWN, Attendance.DISQUALIFIED])
def test_who_withdrew_or_was_disqualified_is_unranked(attendance: Attendance) -> None:
    standing = line_of(away(AbsenceEffect.ZERO, attendance))
    assert (standing.rank, standing.total) == (None, None)
    assert str(standing.reason) == f"{attendance}: Sakit"


@pytest.mark.parametrize("attendance", [Attendance.ONLINE, Attendance.REPRESENTED])
def test_online_or_represented_is_there(attendance: Attendance) -> None:
    assert line_of(away(None, attendance)).total == 80


def test_who_is_not_eligible_is_unranked() -> None:
    plan = small_plan(category(nominees=2), jurors=3)
    plan = with_nominee(plan, replace(plan.category("K").nominee("01"), eligible=False, reason="Berkas kurang"))
    tally = count(plan, view_of(plan, [ballot(plan, juror.code, fill=80) for juror in plan.jurors]))
    assert str(line_of(tally).reason) == "not eligible: Berkas kurang"
    assert line_of(tally, "02").rank == 1
    assert tally.complete


# -- the panel --


@pytest.mark.parametrize(("jurors", "minimum", "needed"), [(3, None, 3), (9, None, 5), (8, None, 4), (9, 2, 2)])
def test_minimum_panel(jurors: int, minimum: int | None, needed: int) -> None:
    plan = small_plan(category([judged("A", 100)], 1, minimum_jurors=minimum), jurors=jurors)
    for there in (needed, needed - 1):
        row: list[Given] = [80 if place < there else ABSENT for place in range(jurors)]
        tally = tally_of(plan, {"A": row})
        enough = there == needed
        assert line_of(tally).ranked is enough
        assert [blocker.code for blocker in tally.blocking] == ([] if enough else ["few_jurors"])


def test_the_minimum_holds_for_each_stage() -> None:
    plan = small_plan(category(TWO_STAGES, 1), jurors=4, stages=stages("D", "W"))
    tally = tally_of(plan, {"A": [80] * 4, "B": [ABSENT, ABSENT, 70, 70]})
    standing = line_of(tally)
    assert not standing.ranked
    assert standing.total == 76
    assert "2" in str(standing.reason)
    assert_adds_up(standing)
    assert not tally_of(plan, {"A": [80] * 4, "B": [ABSENT] * 4}).category("K").standing("01").total


def test_a_conflict_with_a_whole_category_leaves_it() -> None:
    plan = small_plan(category([judged("A", 100)], 2), jurors=4, interests=[conflict("J1")])
    tally = count(plan, view_of(plan, [ballot(plan, juror.code, fill=80) for juror in plan.jurors]))
    assert tally.complete
    assert line_of(tally).panel == ("J2", "J3", "J4")
    assert line_of(tally, "02").recused == ("J1",)


def test_a_mark_of_a_recused_juror_has_no_effect() -> None:
    plan = small_plan(category([judged("A", 100)], 2), jurors=4, interests=[conflict("J1", "01")])
    ballots = [ballot(plan, juror.code, {("K", "01", "A"): 80}, fill=80) for juror in plan.jurors[1:]]
    ballots.append(ballot(plan, "J1", {("K", "01", "A"): 0}, fill=80))
    standing = line_of(count(plan, view_of(plan, ballots)))
    assert standing.total == 80
    assert standing.panel == ("J2", "J3", "J4")


def test_delegates_and_other_categories_do_not_score() -> None:
    plan = small_plan(category([judged("A", 100)], 1), jurors=5)
    jurors = (replace(plan.jurors[0], scores=False), replace(plan.jurors[1], categories=("X",)), *plan.jurors[2:])
    plan = replace(plan, jurors=jurors)
    tally = count(plan, view_of(plan, [ballot(plan, juror.code, fill=70) for juror in plan.jurors[2:]]))
    assert line_of(tally).panel == ("J3", "J4", "J5")
    assert tally.complete


# -- what has not come in --


def test_missing_ballots_block_once_per_juror_and_leave_a_provisional_total() -> None:
    plan = small_plan(category(nominees=1), category(nominees=1, code="L"), jurors=5)
    ballots = [ballot(plan, juror.code, fill=80) for juror in plan.jurors[:3]]
    ballots.append(ballot(plan, "J4", fill=60, sheets=[("D", "K")]))
    tally = count(plan, view_of(plan, ballots))
    assert not tally.complete
    assert [(blocker.code, blocker.juror) for blocker in tally.blocking] == [("missing", "J4"), ("missing", "J5")]
    assert str(tally.blocking[0].said) == "Juri Contoh 4 has not handed in: Kategori L"
    assert str(tally.blocking[1].said) == "Juri Contoh 5 has not handed in: Kategori K, Kategori L"
    assert line_of(tally).total == 75
    assert tally.category("L").standing("01").total == 80


def test_differences_block_and_leave_the_other_marks() -> None:
    plan = small_plan(category([judged("A", 100)], 2), jurors=4)
    ballots = [ballot(plan, juror.code, fill=80) for juror in plan.jurors]
    ballots.append(ballot(plan, "J1", {("K", "01", "A"): 60}, fill=80))
    tally = count(plan, view_of(plan, ballots))
    (blocker,) = tally.blocking
    assert (blocker.code, blocker.juror, blocker.category, blocker.numbers) == ("difference", "J1", "K", ("01",))
    assert not tally.complete
    assert line_of(tally).panel == ("J2", "J3", "J4")
    assert line_of(tally, "02").panel == ("J1", "J2", "J3", "J4")


def test_a_changed_sheet_must_be_confirmed() -> None:
    plan = small_plan(category([judged("A", 100)], 1), jurors=4)
    ballots = [ballot(plan, juror.code, fill=80) for juror in plan.jurors]
    renamed = with_nominee(plan, replace(plan.category("K").nominee("01"), name="Nama lain"))
    tally = count(renamed, view_of(renamed, ballots))
    assert [blocker.code for blocker in tally.blocking if blocker.juror] == ["outdated"] * 4
    assert "must confirm" in str(tally.blocking[0].said)


def test_what_never_came_and_what_is_outdated_are_two_things() -> None:
    plan = small_plan(category([judged("A", 100)], 1), category(nominees=1, code="L"), jurors=4)
    ballots = [ballot(plan, juror.code, fill=80) for juror in plan.jurors[:3]]
    ballots.append(ballot(plan, "J4", fill=80, sheets=[("D", "K")]))
    renamed = with_nominee(plan, replace(plan.category("K").nominee("01"), name="Nama lain"))
    blocking = count(renamed, view_of(renamed, ballots)).blocking
    assert [(blocker.code, str(blocker.said)) for blocker in blocking if blocker.juror == "J4"] == [
        ("missing", "Juri Contoh 4 has not handed in: Kategori L"),
        ("outdated", "Juri Contoh 4 must confirm what has changed since: Kategori K"),
    ]


def test_two_closing_lists_that_differ_block() -> None:
    plan = small_plan(category([judged("A", 100)], 1), jurors=4)
    ballots = [ballot(plan, juror.code, fill=80) for juror in plan.jurors]
    ids = tuple(sorted(ballot_id(entry) for entry in ballots))
    closings = [Closing("closing", EVENT, None, ids), Closing("closing", EVENT, None, ids[:3])]
    tally = count(plan, view_of(plan, ballots, closings))
    assert "closings" in [blocker.code for blocker in tally.blocking]


# -- stages --


def test_a_stage_counts_its_own_points_only() -> None:
    plan = small_plan(category(TWO_STAGES, 1), jurors=3, stages=stages("D", "W"))
    view = view_of(plan, marks_of(plan, {"A": [80] * 3, "B": [50] * 3}))
    first = count(plan, view, "D")
    assert line_of(first).total == 48
    assert [score.code for score in line_of(first).criteria] == ["A"]
    assert line_of(count(plan, view, "W")).total == 68
    assert line_of(count(plan, view)).total == 68


def test_a_stage_count_looks_at_nothing_of_later_stages() -> None:
    missing = StageAttendance("W", Attendance.WITHDRAWN)
    criteria = (*TWO_STAGES[:1], judged("B", 20, "W"), measured("M", 20, stage="W"))
    plan = small_plan(category(criteria, [nominee("01", attendance=[missing])]), jurors=3, stages=stages("D", "W"))
    ballots = [ballot(plan, juror.code, fill=80, sheets=[("D", "K")]) for juror in plan.jurors]
    tally = count(plan, view_of(plan, ballots), "D")
    assert tally.complete
    assert line_of(tally).total == 48
    assert tally.ballots == tuple(sorted(ballot_id(entry) for entry in ballots))


def test_what_a_later_stage_lacks_does_not_hold_up_an_earlier_one() -> None:
    plan = small_plan(category(TWO_STAGES, 1), jurors=3, stages=stages("D", "W"))
    documents = [ballot(plan, juror.code, fill=80, sheets=[("D", "K")]) for juror in plan.jurors]
    both = ballot(plan, "J1", fill=80, ancestors=[ballot_id(documents[0])], seq=2)
    other = ballot(plan, "J1", fill=70, ancestors=[ballot_id(documents[0])], seq=2, sheets=[("W", "K")])
    ruling = Ruling("ruling", EVENT, "J1", "K", "01", "B", ballot_id(other), "Lembar")
    view = view_of(plan, [*documents, both, other], [ruling])
    first, whole = count(plan, view, "D"), count(plan, view)
    assert (first.complete, first.category("K").complete, first.blocking, first.rulings) == (True, True, (), ())
    assert ballot_id(other) not in first.ballots
    assert not whole.complete
    assert [blocker.juror for blocker in whole.blocking if blocker.code == "missing"] == ["J2", "J3"]
    assert whole.rulings == (fact_id(ruling),)
    assert ballot_id(other) in whole.ballots


def test_a_stage_left_out_leaves_the_other_counted_stages_their_common_weight() -> None:
    away_first = StageAttendance("D", Attendance.ABSENT)
    plan = small_plan(
        category(
            (judged("A", 50), judged("B", 30, "E"), judged("C", 20, "W")), [nominee("01", attendance=[away_first])]
        ),
        jurors=3,
        stages=stages("D", "E", "W"),
        rules=Rules(absence_effect=AbsenceEffect.STAGE_LEFT_OUT),
    )
    view = view_of(plan, [ballot(plan, juror.code, fill=60) for juror in plan.jurors])
    assert line_of(count(plan, view, "E")).total == 48
    assert line_of(count(plan, view)).total == 60
    alone = count(plan, view, "D")
    assert not line_of(alone).ranked


@pytest.mark.parametrize(("cut", "matters"), [(1, True), (2, False)])
def test_a_tie_at_a_stage_matters_for_the_cut_only(cut: int, matters: bool) -> None:
    plan = small_plan(category(TWO_STAGES, 2), jurors=3, stages=stages("D", "W", cut=cut))
    ballots = [ballot(plan, juror.code, fill=80) for juror in plan.jurors]
    tally = count(plan, view_of(plan, ballots), "D")
    (tie,) = tally.category("K").ties
    assert (tie.matters, tie.open, bool(tie.trials)) == (matters, matters, matters)
    assert [blocker.code for blocker in tally.blocking] == (["tie"] if matters else [])


# -- ranks and print --


def ranked(plan: Plan, *rows: Sequence[Given]) -> list[tuple[str, int | None, str]]:
    """Number, rank and printed total when each juror (row) gives these marks under `A`."""
    numbers = [entry.number for entry in plan.category("K").nominees]
    tally = count(plan, view_of(plan, handed_in(plan, table("K", "A", numbers, *rows))))
    return [(standing.number, standing.rank, standing.printed) for standing in tally.category("K").ranking]


def test_ranks_are_1_2_2_4() -> None:
    plan = small_plan(category([judged("A", 100)], 4, places=1), jurors=3)
    assert ranked(plan, *[[80, 90, 80, 70]] * 3) == [
        ("02", 1, "90,00"),
        ("01", 2, "80,00"),
        ("03", 2, "80,00"),
        ("04", 4, "70,00"),
    ]


def test_more_decimals_where_rounding_would_hide_a_difference() -> None:
    plan = small_plan(category([judged("A", 100)], 2), jurors=3)
    assert ranked(plan, ["80,01", 80], [80, 80], [80, 80]) == [("01", 1, "80,003"), ("02", 2, "80,000")]


def test_rounding_before_ranking_only_where_the_rules_say_so() -> None:
    plan = small_plan(category([judged("A", 100)], 2), jurors=3, rules=Rules((), round_before_ranking=True))
    assert ranked(plan, ["80,01", 80], [80, 80], [80, 80]) == [("01", 1, "80,00"), ("02", 1, "80,00")]


# -- other methods --


def by_method(method: Method, rows: dict[str, list[Given]], criteria: Sequence[Criterion] | None = None) -> Standing:
    jurors = len(next(iter(rows.values())))
    plan = small_plan(category(criteria or [judged("A", 100)], 1, method=method), jurors=jurors)
    return line_of(tally_of(plan, rows))


def test_trimmed_mean_drops_one_high_and_one_low() -> None:
    standing = by_method(
        Method.TRIMMED_MEAN,
        {"A": [10, 80, 82, 84, 100], "B": [100, 50, 50, 50, 100]},
        [judged("A", 60), judged("B", 40)],
    )
    # Totals: 46, 68, 69.2, 70.4, 100.
    assert standing.total == Fraction("69.2")
    assert [total.counted for total in standing.jurors] == [False, True, True, True, False]
    assert_adds_up(standing)


def test_trimming_needs_five_jurors() -> None:
    standing = by_method(Method.TRIMMED_MEAN, {"A": [70, 80, 90, 95]})
    assert (standing.rank, standing.total) == (None, None)
    assert "5" in str(standing.reason)


@pytest.mark.parametrize(("row", "total"), [([60, 95, 70], 70), ([60, 95, 70, 80], 75)])
def test_median(row: list[Given], total: int) -> None:
    standing = by_method(Method.MEDIAN, {"A": row})
    assert standing.total == total
    assert [score.points for score in standing.criteria] == [None]


def test_sum_of_ranks_with_averages_inside_a_juror() -> None:
    plan = small_plan(category([judged("A", 100)], 3, method=Method.SUM_OF_RANKS), jurors=3)
    rows = [[90, 80, 80], [70, 90, 60], [85, 80, 75]]
    assert ranked(plan, *rows) == [("01", 1, "4,00"), ("02", 2, "5,50"), ("03", 3, "8,50")]
    tally = count(plan, view_of(plan, handed_in(plan, table("K", "A", ["01", "02", "03"], *rows))))
    assert [total.rank for total in line_of(tally, "02").jurors] == [Fraction(5, 2), 1, 2]
    assert sum(total.share for total in line_of(tally, "02").jurors) == Fraction(11, 2)
    assert tally.category("K").notes == ()


def test_ranks_with_gaps_are_normalised_and_flagged() -> None:
    contest = category([judged("A", 100)], 2, method=Method.SUM_OF_RANKS)
    plan = small_plan(contest, jurors=4, interests=[conflict("J1", "02")])
    tally = count(plan, view_of(plan, handed_in(plan, table("K", "A", ["01", "02"], *[[90, 80]] * 4))))
    # J1 ranks one nominee (1 of 1 + 1); the others put 01 first and 02 second of two (of 2 + 1).
    assert line_of(tally).total == (Fraction(1, 2) + 3 * Fraction(1, 3)) / 4
    assert line_of(tally, "02").total == Fraction(2, 3)
    assert len(tally.category("K").notes) == 1


@pytest.mark.parametrize("method", [Method.TRIMMED_MEAN, Method.MEDIAN, Method.SUM_OF_RANKS])
def test_other_methods_leave_out_who_missed_a_stage_and_say_so(method: Method) -> None:
    plan = small_plan(category(TWO_STAGES, 1, method=method), jurors=6, stages=stages("D", "W"))
    tally = tally_of(plan, {"A": [0, 80, 80, 80, 80, 80], "B": [ABSENT, 80, 80, 80, 80, 80]})
    standing = line_of(tally)
    assert standing.total == (5 if method is Method.SUM_OF_RANKS else 80)
    assert standing.panel == ("J2", "J3", "J4", "J5", "J6")
    assert not standing.jurors[0].counted
    assert "J1" in str(tally.category("K").notes[0])


def test_a_stage_in_which_nothing_applies_is_missed_by_nobody() -> None:
    plan = small_plan(category(TWO_STAGES, 1, method=Method.MEDIAN), jurors=3, stages=stages("D", "W"))
    standing = line_of(tally_of(plan, {"A": [70, 80, 90], "B": [ABSENT, NA, NA]}))
    assert standing.total == 80
    assert all(total.counted for total in standing.jurors)


def test_who_has_too_few_jurors_takes_no_rank_from_others() -> None:
    contest = category([judged("A", 100)], 3, method=Method.SUM_OF_RANKS)
    plan = small_plan(contest, jurors=4, interests=[conflict("J1", "01"), conflict("J2", "01")])
    tally = count(plan, view_of(plan, handed_in(plan, table("K", "A", ["01", "02", "03"], *[[90, 80, 70]] * 4))))
    assert not line_of(tally).ranked
    assert [line_of(tally, number).total for number in ("02", "03")] == [4, 8]
    assert tally.category("K").notes == ()


def test_ranks_need_marks() -> None:
    contest = category([measured("M", 100)], [nominee("01", {"M": "50"})], method=Method.SUM_OF_RANKS)
    tally = count(small_plan(contest), view_of(small_plan(contest), []))
    assert [blocker.code for blocker in tally.blocking] == ["method"]


# -- the tally as a whole --


def test_the_tally_names_what_was_counted() -> None:
    plan = small_plan(jurors=3)
    ballots = [ballot(plan, juror.code, fill=80) for juror in plan.jurors]
    tally = count(plan, view_of(plan, ballots))
    assert tally.plan == plan.digest()
    assert tally.ballots == tuple(sorted(ballot_id(entry) for entry in ballots))
    assert tally.stage is None
