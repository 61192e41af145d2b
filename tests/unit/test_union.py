"""Merging is a set union: repetition and order decide nothing, and nothing that differs is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop.domain.ballot import Ballot, MarkState
from paritrana_desktop.domain.facts import Closing, Exclusion, Fact, Reopening, Ruling
from paritrana_desktop.domain.plan import Attendance, CategoryCode, Cell, CriterionCode, Number, Plan, StageAttendance
from paritrana_desktop.domain.union import SheetState, SheetView, view
from tests.build import (
    EVENT,
    Given,
    ballot,
    ballot_id,
    category,
    conflict,
    fact_id,
    judged,
    nominee,
    small_plan,
    stages,
    view_of,
    with_nominee,
)

PLAN = small_plan(category(nominees=2), jurors=2)
KA1 = ("K", "01", "A")
CELL = Cell(CategoryCode("K"), Number("01"), CriterionCode("A"))


def of_first(fill: int, mark: Given | None = None, after: tuple[Ballot, ...] = (), seq: int = 1) -> Ballot:
    """A ballot of J1 with `fill` everywhere but `mark` for 01 under A, naming `after` as its ancestors."""
    marks = {} if mark is None else {KA1: mark}
    return ballot(PLAN, "J1", marks, fill=fill, ancestors=[ballot_id(entry) for entry in after], seq=seq)


def first_sheet(ballots: list[Ballot], facts: tuple[Fact, ...] = (), plan: Plan = PLAN) -> SheetView:
    return view_of(plan, ballots, facts).sheet("J1", "D", "K")


def ruling(chosen: Ballot, reason: str = "Lembar bertanda tangan") -> Ruling:
    return Ruling("ruling", EVENT, "J1", "K", "01", "A", ballot_id(chosen), reason)


def closing(*ballots: Ballot, stage: str | None = None) -> Closing:
    return Closing("closing", EVENT, stage, tuple(sorted(ballot_id(entry) for entry in ballots)))


def test_no_ballot_is_missing_and_one_counts() -> None:
    assert first_sheet([]).state is SheetState.MISSING
    only = of_first(80)
    sheet = first_sheet([only])
    assert (sheet.state, sheet.heads) == (SheetState.DONE, (ballot_id(only),))
    assert {mark.u for mark in sheet.marks.values()} == {80_00}
    assert view_of(PLAN, [only]).counting == (ballot_id(only),)


def test_a_ballot_that_names_the_earlier_one_supersedes_it() -> None:
    old = of_first(80)
    new = of_first(70, after=(old,), seq=2)
    seen = view_of(PLAN, [new, old])
    assert seen.sheet("J1", "D", "K").heads == (ballot_id(new),)
    assert seen.superseded == {ballot_id(old)}


def test_two_heads_that_differ_surface_cell_by_cell() -> None:
    one, other = of_first(80, 85), of_first(80, 75)
    sheet = first_sheet([one, other])
    assert sheet.state is SheetState.DIFFERENT
    (difference,) = sheet.differences
    assert difference.cell == CELL
    assert {name: mark and mark.u for name, mark in difference.choices.items()} == {
        ballot_id(one): 85_00,
        ballot_id(other): 75_00,
    }
    assert CELL not in sheet.marks
    assert len(sheet.marks) == 3


def test_a_score_against_a_state_is_a_difference() -> None:
    assert first_sheet([of_first(80), of_first(80, MarkState.ABSENT)]).state is SheetState.DIFFERENT


def test_a_ballot_that_names_all_heads_settles_them() -> None:
    one, other = of_first(80, 85), of_first(80, 75)
    last = of_first(80, 75, after=(one, other), seq=2)
    assert first_sheet([one, other, last]).state is SheetState.DONE
    half = of_first(80, 75, after=(one,), seq=2)
    assert first_sheet([one, other, half]).state is SheetState.DONE  # `half` and `other` say the same
    third = of_first(80, 85, after=(one,), seq=2)
    assert first_sheet([one, other, third]).state is SheetState.DIFFERENT


def test_a_ruling_chooses_a_value_that_stands_in_a_head() -> None:
    one, other = of_first(80, 85), of_first(80, 75)
    seen = view_of(PLAN, [one, other], [ruling(other)])
    assert seen.sheet("J1", "D", "K").state is SheetState.DONE
    assert seen.sheet("J1", "D", "K").marks[CELL].u == 75_00
    assert list(seen.rulings) == [fact_id(ruling(other))]


def test_rulings_that_contradict_each_other_settle_nothing() -> None:
    one, other = of_first(80, 85), of_first(80, 75)
    seen = view_of(PLAN, [one, other], [ruling(one), ruling(other)])
    assert seen.sheet("J1", "D", "K").state is SheetState.DIFFERENT
    assert seen.rulings == {}


def test_a_ruling_for_a_superseded_ballot_has_no_effect() -> None:
    one, other = of_first(80, 85), of_first(80, 75)
    later = of_first(80, 65, after=(one,), seq=2)
    seen = view_of(PLAN, [one, other, later], [ruling(one)])
    assert seen.sheet("J1", "D", "K").state is SheetState.DIFFERENT


def test_a_ruling_where_nothing_differs_is_not_in_force() -> None:
    only = of_first(80)
    assert view_of(PLAN, [only], [ruling(only)]).rulings == {}


def test_a_backup_that_hands_nothing_in_never_counts_nor_supersedes() -> None:
    only = of_first(80)
    backup = ballot(PLAN, "J1", {KA1: 10}, sheets=[], ancestors=[ballot_id(only)], seq=2)
    seen = view_of(PLAN, [only, backup])
    assert seen.counting == (ballot_id(only),)
    assert seen.sheet("J1", "D", "K").marks[CELL].u == 80_00


def test_after_the_closing_other_ballots_are_kept_without_effect() -> None:
    one = of_first(80)
    late = of_first(60, after=(one,), seq=2)
    seen = view_of(PLAN, [one, late], [closing(one)])
    assert seen.counting == (ballot_id(one),)
    assert seen.late == {ballot_id(late)}
    assert seen.superseded == frozenset()
    assert seen.closed("D")


def test_reopening_takes_the_closing_back() -> None:
    one = of_first(80)
    late = of_first(60, after=(one,), seq=2)
    reopening = Reopening("reopening", EVENT, fact_id(closing(one)), "Juri sakit")
    seen = view_of(PLAN, [one, late], [closing(one), reopening])
    assert seen.counting == (ballot_id(late),)
    assert not seen.closed("D")


def test_a_closing_of_one_stage_leaves_the_other_open() -> None:
    plan = small_plan(category([judged("A", 50), judged("B", 50, "W")], 1), jurors=1, stages=stages("D", "W"))
    documents = ballot(plan, "J1", fill=80, sheets=[("D", "K")])
    both = ballot(plan, "J1", fill=90, ancestors=[ballot_id(documents)], seq=2)
    seen = view_of(plan, [documents, both], [closing(documents, stage="D")])
    assert seen.sheet("J1", "D", "K").heads == (ballot_id(documents),)
    assert seen.sheet("J1", "W", "K").heads == (ballot_id(both),)
    assert seen.closed("D")
    assert not seen.closed("W")


def test_two_closings_that_differ_clash() -> None:
    one, other = of_first(80), of_first(70)
    assert not view_of(PLAN, [one, other], [closing(one, other)]).clash
    assert view_of(PLAN, [one, other], [closing(one, other), closing(one)]).clash


def test_under_two_closings_only_what_both_name_counts() -> None:
    one = of_first(80)
    later = of_first(70, after=(one,), seq=2)
    seen = view_of(PLAN, [one, later], [closing(one, later), closing(one, stage="D")])
    assert seen.counting == (ballot_id(one),)
    assert seen.late == {ballot_id(later)}


def test_an_exclusion_undoes_a_merge() -> None:
    one = of_first(80)
    wrong = of_first(10, after=(one,), seq=2)
    seen = view_of(PLAN, [one, wrong], [Exclusion("exclusion", EVENT, (ballot_id(wrong),), "Salah berkas")])
    assert seen.counting == (ballot_id(one),)
    assert ballot_id(wrong) not in seen.superseded


def test_an_ancestor_that_never_arrived_is_named() -> None:
    lost = of_first(50)
    assert view_of(PLAN, [of_first(80, after=(lost,), seq=2)]).missing_ancestors == {ballot_id(lost)}


def test_a_changed_sheet_must_be_confirmed() -> None:
    renamed = with_nominee(PLAN, replace(PLAN.category("K").nominee("01"), name="Nama lain"))
    assert first_sheet([of_first(80)], plan=renamed).state is SheetState.OTHER_CRITERIA


def test_a_mark_that_is_owed_only_now_must_be_asked_for() -> None:
    away = with_nominee(PLAN, nominee("01", attendance=[StageAttendance("D", Attendance.ABSENT)]))
    before = ballot(away, "J1", fill=80)
    assert first_sheet([before], plan=away).state is SheetState.DONE
    # The attendance was a slip; the sheet's digest is the same, but the mark for 01 was never asked.
    assert PLAN.sheet("D", "K") == away.sheet("D", "K")
    sheet = first_sheet([before])
    assert (sheet.state, sheet.marks) == (SheetState.OTHER_CRITERIA, {})


def test_a_ruling_cannot_choose_a_blank() -> None:
    away = with_nominee(PLAN, nominee("01", attendance=[StageAttendance("D", Attendance.ABSENT)]))
    without, with_mark = ballot(away, "J1", fill=80), of_first(80)
    sheet = first_sheet([without, with_mark], (ruling(without),))
    assert sheet.state is SheetState.DIFFERENT


def test_marks_of_a_recused_juror_are_not_looked_at() -> None:
    plan = replace(PLAN, interests=(conflict("J1", "01"),))
    sheet = first_sheet([ballot(plan, "J1", {KA1: 99}, fill=80)], plan=plan)
    assert {cell.number for cell in sheet.marks} == {"02"}


# -- laws --

VARIANTS = [of_first(80, 85), of_first(80, 75), of_first(70)]
VARIANTS += [of_first(80, 75, after=tuple(VARIANTS[:2]), seq=2), of_first(60, after=tuple(VARIANTS[2:]), seq=3)]
BALLOTS = {ballot_id(entry): entry for entry in [*VARIANTS, ballot(PLAN, "J2", fill=90)]}
FACTS: dict[str, Fact] = {
    fact_id(fact): fact
    for fact in (
        ruling(VARIANTS[0]),
        ruling(VARIANTS[1]),
        closing(*VARIANTS[:3]),
        Reopening("reopening", EVENT, fact_id(closing(*VARIANTS[:3])), "Keliru"),
        Exclusion("exclusion", EVENT, (ballot_id(VARIANTS[2]),), "Keliru"),
    )
}
SETS = st.tuples(st.sets(st.sampled_from(sorted(BALLOTS))), st.sets(st.sampled_from(sorted(FACTS))))


@given(SETS, SETS, st.permutations(sorted(BALLOTS)), st.permutations(sorted(FACTS)))
def test_the_view_is_a_function_of_the_union(
    one: tuple[set[str], set[str]], other: tuple[set[str], set[str]], ballots: list[str], facts: list[str]
) -> None:
    names, said = one[0] | other[0], one[1] | other[1]
    straight = view(PLAN, {name: BALLOTS[name] for name in sorted(names)}, {name: FACTS[name] for name in sorted(said)})
    shuffled = view(
        PLAN,
        {name: BALLOTS[name] for name in ballots if name in names},
        {name: FACTS[name] for name in facts if name in said},
    )
    assert shuffled == straight


@given(st.sets(st.sampled_from(sorted(BALLOTS)), min_size=1))
def test_heads_that_differ_always_surface(names: set[str]) -> None:
    seen = view(PLAN, {name: BALLOTS[name] for name in names}, {})
    for sheet in seen.sheets.values():
        named = {ancestor for head in names for ancestor in BALLOTS[head].ancestors}
        heads = {name for name in names if BALLOTS[name].juror == sheet.juror} - named
        assert set(sheet.heads) == heads
        values = {name: {mark.cell: mark.u for mark in BALLOTS[name].marks} for name in heads}
        apart = {cell for name in heads for cell in values[name] if len({values[head][cell] for head in heads}) > 1}
        assert {difference.cell for difference in sheet.differences} == apart
        assert (sheet.state is SheetState.DIFFERENT) == bool(apart)


def test_a_sheet_that_the_plan_does_not_ask_is_not_there() -> None:
    with pytest.raises(KeyError):
        view_of(PLAN, []).sheet("J9", "D", "K")
