"""The plan: who owes which marks, weights up the tree, and the digests that name it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from paritrana_desktop.domain.panel import Interest, InterestKind, Juror
from paritrana_desktop.domain.plan import Attendance, Figure, Plan, StageAttendance, rules_digest
from paritrana_desktop.domain.weights import effective
from tests.build import category, conflict, judged, measured, nominee, small_plan, stages, with_nominee

TREE = [
    judged("A", 60, scale=None),
    judged("A1", 75, parent="A"),
    judged("A2", 25, "W", parent="A"),
    measured("M", 40),
]


def numbers(plan: Plan, juror: str, stage: str = "D") -> list[str]:
    return [entry.number for entry in plan.nominees_for(juror, stage, "K")]


def test_weights_multiply_down_the_tree() -> None:
    contest = category(TREE)
    assert contest.weight("A2") == Fraction(15, 100)
    assert [leaf.code for leaf in contest.leaves()] == ["A1", "A2", "M"]
    assert [leaf.code for leaf in contest.judged("D")] == ["A1"]
    assert effective(contest) == {"A1": Fraction(9, 20), "A2": Fraction(3, 20), "M": Fraction(2, 5)}


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ({"A2"}, {"A1": Fraction(3, 5), "M": Fraction(2, 5)}),
        ({"A1", "A2"}, {"M": Fraction(1)}),
        ({"M"}, {"A1": Fraction(3, 4), "A2": Fraction(1, 4)}),
        ({"M", "A1", "A2"}, {}),
    ],
)
def test_what_is_left_out_goes_to_the_siblings(left_out: set[str], expected: dict[str, Fraction]) -> None:
    assert effective(category(TREE), frozenset(left_out)) == expected


def test_a_criterion_without_weight_cannot_carry_its_parent() -> None:
    contest = category(
        [judged("A", 60, scale=None), judged("A1", 100, parent="A"), judged("A2", 0, parent="A"), judged("B", 40)]
    )
    assert effective(contest)["A2"] == 0
    assert effective(contest, frozenset({"A1"})) == {"B": 1}


def test_sheets_are_asked_where_there_is_something_to_judge() -> None:
    plan = small_plan(category(TREE), category([measured("M", 100)], code="L"), stages=stages("D", "W"))
    assert [(stage.code, contest.code) for stage, contest in plan.sheets_of("J1")] == [("D", "K"), ("W", "K")]
    assert [stage.code for stage in plan.stages_of("L")] == ["D"]
    assert len(list(plan.cells("J1", "D", "K"))) == 3


def test_who_does_not_score_or_is_not_assigned_owes_nothing() -> None:
    jurors = [Juror("J1", "A", scores=False), Juror("J2", "B", categories=("X",)), Juror("J3", "C")]
    plan = small_plan(jurors=jurors)
    assert [len(plan.sheets_of(juror.code)) for juror in plan.jurors] == [0, 0, 1]
    assert [juror.code for juror in plan.scoring("K")] == ["J3"]


def test_an_actual_conflict_takes_the_cells_away_and_a_potential_one_does_not() -> None:
    potential = Interest("J2", "K", "01", InterestKind.POTENTIAL)
    plan = small_plan(interests=[conflict("J1", "02"), potential, conflict("J3"), replace(potential, juror="J1")])
    assert numbers(plan, "J1") == ["01", "03"]
    assert numbers(plan, "J2") == ["01", "02", "03"]
    assert plan.interest("J2", "K", "01") is InterestKind.POTENTIAL
    assert plan.interest("J2", "K", "02") is None
    assert numbers(plan, "J3") == []
    assert plan.sheets_of("J3") == ()


def test_an_actual_conflict_outweighs_a_potential_one() -> None:
    plan = small_plan(interests=[Interest("J1", "K", None, InterestKind.POTENTIAL), conflict("J1", "01")])
    assert plan.interest("J1", "K", "01") is InterestKind.ACTUAL


@pytest.mark.parametrize(
    ("attendance", "at_d", "at_w"),
    [
        (Attendance.ABSENT, False, True),
        (Attendance.WITHDRAWN, False, False),
        (Attendance.DISQUALIFIED, False, False),
        (Attendance.ONLINE, True, True),
    ],
)
def test_absence_is_for_a_stage_and_withdrawal_for_good(attendance: Attendance, at_d: bool, at_w: bool) -> None:
    plan = small_plan(category(TREE), stages=stages("D", "W"))
    plan = with_nominee(plan, nominee("01", attendance=[StageAttendance("D", attendance)]))
    changed = plan.category("K").nominee("01")
    assert (plan.takes_part(changed, "D"), plan.takes_part(changed, "W")) == (at_d, at_w)


def test_who_withdraws_later_was_there_before() -> None:
    plan = small_plan(category(TREE), stages=stages("D", "W"))
    plan = with_nominee(plan, nominee("01", attendance=[StageAttendance("W", Attendance.WITHDRAWN)]))
    assert plan.takes_part(plan.category("K").nominee("01"), "D")


def test_stages_come_in_their_order() -> None:
    plan = small_plan(category(TREE), stages=stages("D", "W")[::-1])
    assert [stage.code for stage in plan.stages_until(None)] == ["D", "W"]
    assert [stage.code for stage in plan.stages_until("D")] == ["D"]
    assert [stage.code for stage in plan.stages_of("K")] == ["D", "W"]


def test_the_same_event_prepared_twice_has_the_same_digest() -> None:
    assert small_plan().digest() == small_plan().digest()
    assert small_plan(jurors=4).digest() != small_plan().digest()


def test_a_sheet_is_named_by_what_the_juror_sees() -> None:
    plan = small_plan()
    before = plan.sheet("D", "K")
    figures = with_nominee(plan, replace(plan.category("K").nominee("01"), figures=(Figure("M", "3"),)))
    heavier = small_plan(category([judged("A", 70), judged("B", 30)]))
    renamed = with_nominee(plan, replace(plan.category("K").nominee("01"), name="Lain"))
    assert figures.sheet("D", "K") == heavier.sheet("D", "K") == before
    assert renamed.sheet("D", "K") != before
    assert figures.digest() != plan.digest()


def test_the_rules_have_a_digest_without_names() -> None:
    plan = small_plan()
    assert rules_digest(with_nominee(plan, replace(plan.category("K").nominee("01"), name="Lain"))) == rules_digest(
        plan
    )
    assert rules_digest(small_plan(category([judged("A", 70), judged("B", 30)]))) != rules_digest(plan)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure("M", value="48.26"), Fraction(4826, 100)),
        (Figure("M", numerator="11", denominator="12"), Fraction(275, 3)),
        (Figure("M", numerator="11"), None),
        (Figure("M"), None),
    ],
)
def test_a_figure_is_exact(figure: Figure, expected: Fraction | None) -> None:
    assert figure.exact() == expected


def test_unknown_codes_are_key_errors() -> None:
    plan = small_plan()
    for look in (
        lambda: plan.category("X"),
        lambda: plan.juror("X"),
        lambda: plan.stage("X"),
        lambda: plan.category("K").nominee("99"),
        lambda: plan.category("K").criterion("X"),
    ):
        with pytest.raises(KeyError):
            look()


def test_names_with_titles() -> None:
    assert Juror("J1", "Nama", "Dr.", "M.Si.").with_titles() == "Dr. Nama, M.Si."
    assert Juror("J1", "Nama").with_titles() == "Nama"
