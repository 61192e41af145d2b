"""The declared tie chain: its steps, how a split group goes on, and that it is tried only where it matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest

from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.plan import Category, Rules, TieStep
from paritrana_desktop.domain.tally import CategoryTally
from paritrana_desktop.domain.ties import Chain, Contender, compared, count_back, head_to_head, written_out
from tests.build import Given, category, conflict, handed_in, judged, measured, nominee, small_plan, stages, view_of

CRITERIA, HEAD, BACK, MEETING, SHARED = TieStep


def contender(number: str, totals: Sequence[int], points: Sequence[int] = (), without: Iterable[int] = ()) -> Contender:
    """Totals by juror J1, J2, …; points under A, B, …; jurors in `without` missed the interview."""
    return Contender(
        number,
        {code: Fraction(value) for code, value in zip("ABCDE", points, strict=False)},
        {f"J{place}": Fraction(total) for place, total in enumerate(totals, 1)},
        {f"J{place}": frozenset({"W"} if place in without else ()) for place, _ in enumerate(totals, 1)},
    )


def chain(*contenders: Contender, steps: Sequence[tuple[TieStep, str | None]], places: int = 3) -> Chain:
    return Chain(tuple(steps), {entry.number: entry for entry in contenders}, lambda first, _: first <= places)


def plain(values: dict[str, Fraction]) -> dict[str, int]:
    return {number: int(value) for number, value in values.items()}


def test_criteria_are_compared_in_turn() -> None:
    field = (contender("01", [], [5, 3]), contender("02", [], [5, 4]))
    parts, tie = chain(*field, steps=[(CRITERIA, "A"), (CRITERIA, "B"), (MEETING, None)]).settle(["01", "02"], 1)
    assert parts == (("02",), ("01",))
    assert [(trial.criterion, trial.separated) for trial in tie.trials] == [("A", False), ("B", True)]
    assert tie.trials[1].values == {"01": 3, "02": 4}
    assert not tie.open


def test_each_part_goes_on_with_the_next_step_not_the_first() -> None:
    field = (
        contender("01", [], [9, 1, 5]),
        contender("02", [], [5, 7, 1]),
        contender("03", [], [5, 7, 2]),
        contender("04", [], [9, 1, 4]),
    )
    steps = [(CRITERIA, "A"), (CRITERIA, "B"), (CRITERIA, "C")]
    parts, tie = chain(*field, steps=steps, places=4).settle(["04", "03", "02", "01"], 1)
    assert parts == (("01",), ("04",), ("03",), ("02",))
    tried = [(trial.criterion, tuple(trial.values)) for trial in tie.trials]
    assert tried == [
        ("A", ("01", "02", "03", "04")),
        ("B", ("01", "04")),
        ("C", ("01", "04")),
        ("B", ("02", "03")),
        ("C", ("02", "03")),
    ]


def test_the_chain_stops_where_nothing_depends_on_it_any_more() -> None:
    field = tuple(contender(f"0{place}", [], [9 if place == 1 else 5]) for place in (1, 2, 3))
    parts, tie = chain(*field, steps=[(CRITERIA, "A"), (MEETING, None)], places=1).settle(["01", "02", "03"], 1)
    assert parts == (("01",), ("02", "03"))
    assert len(tie.trials) == 1
    assert tie.matters
    assert not tie.open


def test_a_part_below_the_places_is_left_together() -> None:
    field = tuple(contender(f"0{place}", [], [9 if place < 3 else 5, place]) for place in (1, 2, 3, 4))
    steps = [(CRITERIA, "A"), (CRITERIA, "B")]
    parts, tie = chain(*field, steps=steps, places=2).settle(["01", "02", "03", "04"], 1)
    assert parts == (("02",), ("01",), ("03", "04"))
    assert [trial.criterion for trial in tie.trials] == ["A", "B"]


def test_below_the_places_nothing_is_tried() -> None:
    field = (contender("01", [], [1]), contender("02", [], [2]))
    parts, tie = chain(*field, steps=[(CRITERIA, "A")], places=3).settle(["01", "02"], 4)
    assert parts == (("01", "02"),)
    assert (tie.trials, tie.open, tie.matters) == ((), False, False)


def test_meeting_leaves_open_and_shared_settles() -> None:
    field = (contender("01", []), contender("02", []))
    _, for_the_meeting = chain(*field, steps=[(MEETING, None)]).settle(["02", "01"], 1)
    parts, shared = chain(*field, steps=[(SHARED, None)]).settle(["02", "01"], 1)
    assert for_the_meeting.unsettled == (("01", "02"),)
    assert (parts, shared.open, shared.matters) == ((("01", "02"),), False, True)


def test_a_chain_that_ends_without_either_is_for_the_meeting() -> None:
    field = (contender("01", []), contender("02", []))
    assert chain(*field, steps=[]).settle(["01", "02"], 1)[1].open


def test_head_to_head_of_two_counts_common_jurors() -> None:
    one, other = contender("01", [80, 70, 90, 60]), contender("02", [79, 75, 90])
    assert plain(head_to_head([one, other])) == {"01": 1, "02": 1}
    assert plain(head_to_head([contender("01", [80, 80]), contender("02", [79, 79])])) == {"01": 2, "02": 0}


def test_head_to_head_compares_only_totals_over_the_same_stages() -> None:
    one, other = contender("01", [80, 70], without=[1]), contender("02", [60, 75])
    assert plain(head_to_head([one, other])) == {"01": 0, "02": 1}


def test_head_to_head_of_more_counts_victories() -> None:
    field = [contender("01", [3, 3, 1]), contender("02", [2, 2, 3]), contender("03", [1, 1, 2])]
    assert plain(head_to_head(field)) == {"01": 2, "02": 1, "03": 0}
    circle = [contender("01", [3, 1, 2]), contender("02", [2, 3, 1]), contender("03", [1, 2, 3])]
    assert plain(head_to_head(circle)) == {"01": 1, "02": 1, "03": 1}


def test_count_back_counts_first_places_in_the_whole_category() -> None:
    one, other, third = contender("01", [90, 70, 80]), contender("02", [80, 80, 80]), contender("03", [95, 60, 70])
    assert plain(count_back([one, other], [one, other, third])) == {"01": 1, "02": 2}


def test_count_back_compares_where_a_juror_counts_most() -> None:
    one, other = contender("01", [90, 70], without=[2]), contender("02", [80, 60])
    assert plain(count_back([one, other], [one, other])) == {"01": 1, "02": 1}


def test_criteria_by_weight_when_no_order_is_declared() -> None:
    contest = category(
        [
            judged("B", 30),
            judged("A", 30),
            measured("M", 40, stage="W"),
        ]
    )
    assert compared(contest) == ("M", "A", "B")
    assert written_out([CRITERIA, MEETING], contest, ["D"]) == [(CRITERIA, "A"), (CRITERIA, "B"), (MEETING, None)]
    assert compared(category(tie_order=["B", "A"])) == ("B", "A")


def test_a_parent_comes_before_its_own_leaves() -> None:
    contest = category([judged("Z", 60, scale=None), judged("A", 100, parent="Z"), judged("B", 40)])
    assert compared(contest) == ("Z", "A", "B")


def counted(contest: Category, marks: Mapping[str, Sequence[Sequence[Given]]], *steps: TieStep) -> CategoryTally:
    """Criterion -> juror -> a mark for each nominee."""
    jurors = len(next(iter(marks.values())))
    plan = small_plan(contest, jurors=jurors, rules=Rules(steps), stages=stages("D"))
    numbers = [entry.number for entry in contest.nominees]
    tables = [
        {
            ("K", number, code): rows[juror][place]
            for code, rows in marks.items()
            for place, number in enumerate(numbers)
        }
        for juror in range(jurors)
    ]
    return count(plan, view_of(plan, handed_in(plan, tables))).category("K")


EQUAL = {"A": [[80, 70], [80, 70], [80, 70]], "B": [[60, 75], [60, 75], [60, 75]]}
"""60 % of 80 and 40 % of 60, against 60 % of 70 and 40 % of 75: both 72."""


def test_a_tie_in_a_count_is_settled_by_the_heavier_criterion() -> None:
    tally = counted(category(nominees=2), EQUAL, CRITERIA, MEETING)
    assert [(line.number, line.rank) for line in tally.ranking] == [("01", 1), ("02", 2)]
    assert tally.standing("01").tie == tally.standing("02").tie
    assert tally.ties[0].trials[0].values == {"01": 48, "02": 42}


def test_the_declared_order_of_criteria_decides_otherwise() -> None:
    tally = counted(category(nominees=2, tie_order=["B", "A"]), EQUAL, CRITERIA, MEETING)
    assert [line.number for line in tally.ranking] == ["02", "01"]


def test_an_open_tie_keeps_equal_ranks() -> None:
    tally = counted(category(nominees=2), EQUAL, MEETING)
    assert [line.rank for line in tally.ranking] == [1, 1]
    assert tally.ties[0].unsettled == (("01", "02"),)


@pytest.mark.parametrize("places", [1, 2, 3])
def test_a_tie_matters_as_long_as_it_begins_within_the_places(places: int) -> None:
    contest = category([judged("A", 100)], 4, places=places)
    tally = counted(contest, {"A": [[90, 80, 80, 70]] * 3}, MEETING)
    assert tally.ties[0].matters is (places >= 2)


def test_measured_points_are_compared_too() -> None:
    contest = category([measured("M", 50), judged("A", 50)], [nominee("01", {"M": "60"}), nominee("02", {"M": "80"})])
    tally = counted(contest, {"A": [[80, 60]] * 3}, CRITERIA)
    assert tally.ties[0].trials[0].values == {"01": 40, "02": 30}
    tally = counted(replace(contest, tie_order=("M", "A")), {"A": [[80, 60]] * 3}, CRITERIA)
    assert tally.ties[0].trials[0].values == {"01": 30, "02": 40}
    assert [line.number for line in tally.ranking] == ["02", "01"]


def test_any_order_of_the_nominees_gives_the_same_chain() -> None:
    rows = [[80, 80, 80, 80], [70, 75, 75, 80], [75, 70, 80, 75], [80, 80, 70, 70]]
    seen = set()
    for order in permutations(range(4)):
        nominees = [nominee(f"0{place + 1}") for place in order]
        marks = {"A": [[row[place] for place in order] for row in rows]}
        tally = counted(category([judged("A", 100)], nominees), marks, CRITERIA, HEAD, BACK, MEETING)
        seen.add(
            (
                tuple((line.number, line.rank) for line in tally.ranking),
                tuple((trial.step, tuple(trial.values.items())) for trial in tally.ties[0].trials),
            )
        )
    assert len(seen) == 1


def test_a_recused_juror_does_not_vote_in_head_to_head() -> None:
    contest = category([judged("A", 100)], 2)
    plan = small_plan(contest, jurors=4, interests=[conflict("J1", "01")], rules=Rules((HEAD, MEETING)))
    tables = [
        {("K", "01", "A"): one, ("K", "02", "A"): other} for one, other in [(0, 80), (90, 80), (75, 80), (75, 80)]
    ]
    tally = count(plan, view_of(plan, handed_in(plan, tables))).category("K")
    assert [line.number for line in tally.ranking] == ["02", "01"]
    assert tally.ties[0].trials[0].values == {"01": 1, "02": 2}
