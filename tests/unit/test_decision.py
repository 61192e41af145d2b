"""The decision: places follow from the tally and the meeting's acts, and every missing act is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from paritrana_desktop.domain.ballot import Ballot
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.decision import (
    AbsentMember,
    Acts,
    AwardGiven,
    Departure,
    NotReady,
    Outcome,
    Place,
    TieSettled,
    final_order,
    result_fingerprint,
    settle,
)
from paritrana_desktop.domain.plan import Plan, Rules, SpecialAward, TieStep
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.domain.union import view
from tests.build import ballot, ballot_id, category, handed_in, judged, small_plan, table, view_of

ROW = [90, 80, 70, 60]
ALL = ("J1", "J2", "J3", "J4", "J5")
ACTS = Acts("J1", "SK Gubernur 1/2025 pasal 4", "2025-08-27", ALL, (), ALL)


def event(row: Sequence[int] = ROW, *, places: int = 3, missing: int = 0) -> tuple[Plan, Tally]:
    """One category in which all five jurors give the marks of `row`; the last `missing` hand nothing in."""
    plan = _plan(len(row), places)
    numbers = [entry.number for entry in plan.category("K").nominees]
    ballots = handed_in(plan, table("K", "A", numbers, *[row] * 5))
    return plan, count(plan, view_of(plan, ballots[: 5 - missing]))


def _plan(nominees: int, places: int) -> Plan:
    contest = category([judged("A", 100)], nominees, places=places)
    return small_plan(contest, rules=Rules((TieStep.MEETING,)), awards=[SpecialAward("Inovasi")])


def given(**changes: object) -> Acts:
    """Whole acts, the special award dealt with, with `changes`."""
    return replace(ACTS, awards=(AwardGiven("Inovasi", "K-04", "Program baru", 5),), **changes)  # type: ignore[arg-type]  # any field


def outcome(plan: Plan, tally: Tally, acts: Acts) -> tuple[Place, ...]:
    (settled,) = settle(plan, tally, acts)
    assert settled == Outcome("K", settled.places)
    return settled.places


def problems(plan: Plan, tally: Tally, acts: Acts) -> list[str]:
    with pytest.raises(NotReady) as refused:
        settle(plan, tally, acts)
    assert refused.value.said.values["number"] == len(refused.value.problems)
    return [str(problem) for problem in refused.value.problems]


def test_places_follow_from_the_ranks() -> None:
    assert outcome(*event(), given()) == (Place(1, ("01",)), Place(2, ("02",)), Place(3, ("03",)))
    assert outcome(*event(places=1), given()) == (Place(1, ("01",)),)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"leader": "J9"}, "J9 is not in the panel"),
        ({"present": ALL[1:], "absent": (AbsentMember("J1", "Dinas luar"),)}, "the leader of the meeting is not"),
        ({"basis": " "}, "the basis on which the meeting is led is missing"),
        ({"present": ALL[:2], "absent": tuple(AbsentMember(code, "Sakit") for code in ALL[2:])}, "only 2 voting"),
        ({"present": ALL[:4]}, "whether J5 is present or absent"),
        ({"present": ALL[:4], "absent": (AbsentMember("J5", ""),)}, "the reason for the absence of J5 is missing"),
        ({"codes_confirmed": ALL[:4]}, "the ballot code of J5 has not been confirmed"),
        ({"departures": (Departure("K", ("02", "01"), " "),)}, "the departure in K has no reason"),
        ({"departures": (Departure("K", ("02", "09"), "Alasan"),)}, "names an unknown nominee, or one twice"),
        ({"departures": (Departure("K", ("02", "02"), "Alasan"),)}, "names an unknown nominee, or one twice"),
        ({"departures": (Departure("L", ("02",), "Alasan"),)}, "the departure in L names an unknown nominee"),
    ],
)
def test_every_missing_act_is_named(change: dict[str, object], named: str) -> None:
    (problem,) = [text for text in problems(*event(), given(**change)) if named in text]
    assert problem


def test_everything_missing_is_named_at_once() -> None:
    nothing = Acts("J1", "", "2025-08-27", (), (), ())
    named = problems(*event(), nothing)
    assert len(named) == 1 + 1 + 1 + 5 + 5 + 1
    assert "the special award “Inovasi” has not been dealt with" in named


def test_a_special_award_names_a_nominee_or_nobody() -> None:
    unknown = replace(ACTS, awards=(AwardGiven("Inovasi", "K-09", "Salah", 5),))
    assert problems(*event(), unknown) == ["the special award “Inovasi” names an unknown nominee"]
    settle(*event(), replace(ACTS, awards=(AwardGiven("Inovasi", None, "Tidak ada yang layak", None),)))


def test_the_quorum_is_as_set_or_more_than_half() -> None:
    plan, tally = event()
    absent = tuple(AbsentMember(code, "Sakit") for code in ALL[3:])
    acts = given(present=ALL[:3], absent=absent)
    settle(plan, tally, acts)
    strict = replace(plan, rules=replace(plan.rules, quorum=4))
    assert problems(strict, tally, acts) == ["only 3 voting members are present, 4 are needed"]


def test_a_missing_ballot_blocks_unless_its_juror_is_excused() -> None:
    plan, tally = event(missing=1)
    acts = given(codes_confirmed=ALL[:4])
    assert problems(plan, tally, acts) == ["Juri Contoh 5 has not handed in: Kategori K"]
    settle(plan, tally, replace(acts, present=ALL[:4], absent=(AbsentMember("J5", "Sakit"),)))


def test_excuses_do_not_lower_the_minimum_panel() -> None:
    plan, tally = event(missing=3)
    absent = tuple(AbsentMember(code, "Sakit") for code in ALL[2:])
    acts = given(codes_confirmed=ALL[:2], absent=absent)
    (problem,) = problems(plan, tally, acts)
    assert "too few jurors" in problem


# -- ties --

TIED = [80, 80, 80, 90]


def settled(order: tuple[str, ...] | None, reason: str = "Inovasi lebih luas") -> Acts:
    return given(ties=(TieSettled("K", order, "Musyawarah", reason),))


def test_an_open_tie_must_be_settled_with_a_reason() -> None:
    plan, tally = event(TIED)
    for acts in (
        given(),
        settled(("01", "02", "03"), reason=" "),
        settled(("01", "02")),
        settled(("01", "02", "02", "03")),
    ):
        (problem,) = problems(plan, tally, acts)
        assert problem == "the tie in Kategori K between 01, 02, 03 has not been settled with a reason"


def test_the_meeting_orders_a_tie_or_lets_it_share_the_place() -> None:
    plan, tally = event(TIED)
    ordered = outcome(plan, tally, settled(("03", "01", "02")))
    assert ordered == (Place(1, ("04",)), Place(2, ("03",)), Place(3, ("01",)))
    assert outcome(plan, tally, settled(None)) == (Place(1, ("04",)), Place(2, ("01", "02", "03")))


def test_places_after_a_shared_one_are_skipped() -> None:
    plan, tally = event([90, 90, 80, 70])
    assert outcome(plan, tally, settled(None)) == (Place(1, ("01", "02")), Place(3, ("03",)))


def test_only_the_part_that_is_still_open_needs_settling() -> None:
    plan = _plan(3, 3)
    plan = replace(plan, rules=Rules((TieStep.HEAD_TO_HEAD, TieStep.MEETING)))
    # Everyone has 240; 01 beats both others, who are level with each other.
    rows = [[90, 80, 70], [90, 70, 80], [20, 50, 50], [20, 20, 20], [20, 20, 20]]
    view_ = view_of(plan, handed_in(plan, table("K", "A", ["01", "02", "03"], *rows)))
    tally = count(plan, view_)
    assert [line.rank for line in tally.category("K").ranking] == [1, 2, 2]
    (problem,) = problems(plan, tally, replace(given(), awards=(AwardGiven("Inovasi", None, "", None),)))
    assert "02, 03" in problem
    acts = replace(settled(("03", "02")), awards=(AwardGiven("Inovasi", None, "", None),))
    assert outcome(plan, tally, acts) == (Place(1, ("01",)), Place(2, ("03",)), Place(3, ("02",)))


def test_a_tie_that_decides_nothing_needs_no_act() -> None:
    assert outcome(*event([90, 80, 70, 70], places=2), given()) == (Place(1, ("01",)), Place(2, ("02",)))


# -- departures --


def test_a_departure_sets_the_order_that_it_names_and_keeps_the_rest() -> None:
    plan, tally = event()
    acts = given(departures=(Departure("K", ("03", "01"), "Temuan pemeriksaan"),))
    assert final_order(tally.category("K"), acts) == (("03",), ("01",), ("02",), ("04",))
    assert outcome(plan, tally, acts) == (Place(1, ("03",)), Place(2, ("01",)), Place(3, ("02",)))


# -- the fingerprint --


def fingerprint_of(plan: Plan, ballots: Sequence[Ballot]) -> str:
    return result_fingerprint(count(plan, view(plan, {ballot_id(entry): entry for entry in ballots}, {})))


def test_any_order_of_arrival_gives_the_same_fingerprint() -> None:
    plan = small_plan(jurors=4)
    ballots = [ballot(plan, juror.code, fill=70 + place) for place, juror in enumerate(plan.jurors)]
    assert len({fingerprint_of(plan, order) for order in permutations(ballots)}) == 1


def test_anything_that_was_counted_changes_the_fingerprint() -> None:
    plan = small_plan(jurors=4)
    ballots = [ballot(plan, juror.code, fill=80) for juror in plan.jurors]
    other = [*ballots[:3], ballot(plan, "J4", {("K", "01", "A"): "80,01"}, fill=80)]
    marks = {fingerprint_of(plan, ballots), fingerprint_of(plan, other), fingerprint_of(plan, ballots[:3])}
    assert len(marks) == 3
