"""Laws of the count on random events: it adds up, has no favourites, and rewards a higher mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop.domain.ballot import Ballot, MarkState
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.plan import (
    AbsenceEffect,
    Attendance,
    Category,
    Method,
    NoData,
    Nominee,
    Plan,
    Rules,
    Scale,
    StageAttendance,
    TieStep,
)
from paritrana_desktop.domain.tally import CategoryTally, Standing
from paritrana_desktop.domain.union import View
from tests.build import Given, ballot, category, conflict, judged, measured, nominee, small_plan, stages, view_of

TO_TEN = Scale(minimum=0, maximum=10_00, step=50)
CRITERIA = (
    measured("M", 25, no_data=NoData.LEFT_OUT),
    judged("A", 40, scale=None),
    judged("A1", 35, parent="A"),
    judged("A2", 65, parent="A", scale=TO_TEN),
    judged("B", 20, "W"),
    measured("N", 15, stage="W", no_data=NoData.FLOOR),
)
ROUGH = st.integers(0, 10).map(lambda tenth: tenth * 10)
"""Few different marks, so that ties are common."""


@st.composite
def events(draw: st.DrawFn, methods: tuple[Method, ...] = tuple(Method)) -> tuple[Plan, list[Ballot]]:
    """A small event in two stages with conflicts, absences of all kinds, and figures that are there or not."""
    nominees = []
    for place in range(draw(st.integers(1, 4))):
        figures = {code: str(draw(ROUGH)) for code in ("M", "N") if draw(st.integers(0, 5))}
        away = [StageAttendance("W", Attendance.ABSENT)] if not draw(st.integers(0, 6)) else []
        nominees.append(nominee(f"{place + 1:02}", figures, away))
    jurors = draw(st.integers(3, 6))
    interests = [
        conflict(f"J{juror}", f"{draw(st.integers(1, len(nominees))):02}")
        for juror in draw(st.sets(st.integers(1, jurors), max_size=2))
    ]
    contest = category(CRITERIA, nominees, method=draw(st.sampled_from(methods)), places=2, minimum_jurors=1)
    chain = draw(st.permutations(list(TieStep)[:3]).map(tuple))
    rules = Rules((*chain, TieStep.MEETING), absence_effect=draw(st.sampled_from(AbsenceEffect)))
    plan = small_plan(contest, jurors=jurors, stages=stages("D", "W"), rules=rules, interests=interests)
    absent = st.integers(0, 12).map(lambda value: value == 0)
    ballots = []
    for juror in plan.jurors:
        marks: dict[tuple[str, str, str], Given] = {}
        for cell in (cell for stage in "DW" for cell in plan.cells(juror.code, stage, "K")):
            scored = draw(ROUGH) // (10 if cell.criterion == "A2" else 1)
            marks[cell] = MarkState.ABSENT if draw(absent) else scored
        ballots.append(ballot(plan, juror.code, marks))
    return plan, ballots


def tally_of(plan: Plan, ballots: list[Ballot]) -> CategoryTally:
    return count(plan, view_of(plan, ballots)).category("K")


def outcome(tally: CategoryTally) -> dict[str, tuple[Fraction | None, int | None, object]]:
    return {
        standing.number: (standing.total, standing.rank, standing.tie and standing.tie.trials)
        for standing in tally.ranking
    }


@given(events((Method.MEAN, Method.TRIMMED_MEAN)))
def test_both_breakdowns_equal_the_total_exactly(event: tuple[Plan, list[Ballot]]) -> None:
    for standing in tally_of(*event).ranking:
        if standing.total is not None:
            points = [score.points for score in standing.criteria]
            assert sum(value for value in points if value is not None) == standing.total
            assert sum(total.share for total in standing.jurors) == standing.total or not standing.jurors
            assert 0 <= standing.total <= 100


@given(events((Method.SUM_OF_RANKS,)))
def test_ranks_add_up(event: tuple[Plan, list[Ballot]]) -> None:
    for standing in tally_of(*event).ranking:
        if standing.total is not None:
            assert sum(total.share for total in standing.jurors) == standing.total


@given(events())
def test_the_order_of_anything_makes_no_difference(event: tuple[Plan, list[Ballot]]) -> None:
    plan, ballots = event
    contest = plan.category("K")
    turned = replace(
        plan,
        jurors=plan.jurors[::-1],
        categories=(replace(contest, nominees=contest.nominees[::-1], criteria=contest.criteria[::-1]),),
    )
    # The same marks: sheets name their criteria and nominees in order, so they are taken over as read.
    view = view_of(plan, ballots)
    mirrored = replace(view, sheets=dict(reversed(list(view.sheets.items()))))
    assert outcome(count(turned, mirrored).category("K")) == outcome(count(plan, view).category("K"))


@given(events(), st.data())
def test_raising_a_mark_never_lowers_its_nominee(event: tuple[Plan, list[Ballot]], data: st.DataObject) -> None:
    plan, ballots = event
    chosen = data.draw(st.integers(0, len(ballots) - 1))
    marks = list(ballots[chosen].marks)
    raisable = [place for place, mark in enumerate(marks) if mark.u is not None and mark.u < 10_00]
    if not raisable:
        return
    place = data.draw(st.sampled_from(raisable))
    mark = marks[place]
    marks[place] = replace(mark, u=(mark.u or 0) + 50)
    raised = [*ballots[:chosen], replace(ballots[chosen], marks=tuple(marks)), *ballots[chosen + 1 :]]
    before = tally_of(plan, ballots).standing(mark.nominee)
    after = tally_of(plan, raised).standing(mark.nominee)
    assert (before.total is None) == (after.total is None)
    if before.total is not None and after.total is not None:
        lower_wins = plan.category("K").method is Method.SUM_OF_RANKS
        assert after.total <= before.total if lower_wins else after.total >= before.total


@given(events((Method.MEAN, Method.TRIMMED_MEAN, Method.MEDIAN)))
def test_a_nominee_more_or_less_changes_no_other_total(event: tuple[Plan, list[Ballot]]) -> None:
    plan, ballots = event
    whole = tally_of(plan, ballots)
    contest = plan.category("K")
    smaller = replace(plan, categories=(replace(contest, nominees=contest.nominees[1:]),))
    without = count(smaller, _without_first(view_of(plan, ballots), contest)).category("K")
    for standing in without.ranking:
        assert standing.total == whole.standing(standing.number).total


def _without_first(view: View, contest: Category) -> View:
    first = contest.nominees[0].number
    return replace(
        view,
        sheets={
            key: replace(sheet, marks={cell: mark for cell, mark in sheet.marks.items() if cell.number != first})
            for key, sheet in view.sheets.items()
        },
    )


@given(events())
def test_ranks_follow_totals_and_count_everybody_before(event: tuple[Plan, list[Ballot]]) -> None:
    tally = tally_of(*event)
    ranked = [standing for standing in tally.ranking if standing.rank is not None]
    lower_wins = tally.method == Method.SUM_OF_RANKS

    def better(one: Standing, other: Standing) -> bool:
        assert one.total is not None
        assert other.total is not None
        return one.total < other.total if lower_wins else one.total > other.total

    for place, standing in enumerate(ranked):
        assert standing.rank is not None
        assert standing.rank <= place + 1
        assert sum((other.rank or 0) < standing.rank for other in ranked) == standing.rank - 1
        assert all(not better(standing, other) for other in ranked[:place])
        printed_alike = [other for other in ranked if other.printed == standing.printed]
        assert all(other.total == standing.total for other in printed_alike)
        if standing.tie is not None:
            assert all(tally.standing(number).total == standing.total for number in standing.tie.group)


@given(events())
def test_what_is_open_shares_its_rank_and_matters(event: tuple[Plan, list[Ballot]]) -> None:
    plan, ballots = event
    tally = tally_of(plan, ballots)
    for tie in tally.ties:
        for part in tie.unsettled:
            ranks = {tally.standing(number).rank for number in part}
            assert len(part) > 1
            assert len(ranks) == 1
            assert min(rank or 0 for rank in ranks) <= plan.category("K").places


@pytest.mark.parametrize("step", [lambda nominees: nominees[::-1], lambda nominees: nominees[1:] + nominees[:1]])
@given(event=events())
def test_the_tie_chain_does_not_look_at_the_input_order(
    step: Callable[[tuple[Nominee, ...]], tuple[Nominee, ...]], event: tuple[Plan, list[Ballot]]
) -> None:
    plan, ballots = event
    contest = plan.category("K")
    turned = replace(plan, categories=(replace(contest, nominees=step(contest.nominees)),))
    view = view_of(plan, ballots)
    assert [standing.number for standing in count(turned, view).category("K").ranking] == [
        standing.number for standing in count(plan, view).category("K").ranking
    ]
