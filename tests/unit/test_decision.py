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
    final_ranks,
    result_fingerprint,
    settle,
)
from paritrana_desktop.domain.facts import Ruling
from paritrana_desktop.domain.panel import Juror, Role, Status
from paritrana_desktop.domain.plan import Plan, Rules, SpecialAward, TieStep
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.domain.union import view
from tests.build import (
    EVENT,
    ballot,
    ballot_id,
    category,
    handed_in,
    judged,
    small_plan,
    table,
    view_of,
    with_nominee,
)

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
    return replace(ACTS, awards=(AwardGiven("Inovasi", "K-04", "Program baru", 2),), **changes)  # type: ignore[arg-type]  # any field


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
        ({"departures": (Departure("K", (), "Alasan"),)}, "the departure in K changes nothing"),
        ({"departures": (Departure("K", ("01", "02"), "Alasan"),)}, "the departure in K changes nothing"),
        ({"departures": (Departure("K", ("04", "03", "02", "01"), "Alasan"),)}, "more nominees than there are places"),
        ({"departures": (Departure("K", ("02",), "A"), Departure("K", ("03",), "B"))}, "more than one departure in K"),
        ({"absent": (AbsentMember("J5", "Sakit"),)}, "J5 is recorded both as present and as absent"),
        ({"present": (*ALL, "J5")}, "J5 is recorded twice"),
        ({"present": ALL[:4], "absent": (AbsentMember("J5", "Sakit"),) * 2}, "J5 is recorded twice"),
        ({"codes_confirmed": (*ALL, "J5")}, "the ballot code of J5 is confirmed twice"),
        ({"date": "2025-02-30"}, "2025-02-30, is not a day"),
        ({"date": "20250827"}, "20250827, is not a day"),
        ({"ties": (TieSettled("K", ("01", "02"), "Suara", "Alasan"),)}, "settled in K, where none is open"),
        ({"ties": (TieSettled("L", None, "Suara", "Alasan"),)}, "settled in L, which is no category"),
    ],
)
def test_every_missing_act_is_named(change: dict[str, object], named: str) -> None:
    (problem,) = [text for text in problems(*event(), given(**change)) if named in text]
    assert problem


def with_guest(plan: Plan, juror: Juror) -> Plan:
    return replace(plan, jurors=(*plan.jurors, juror))


def test_who_has_no_vote_leads_only_as_chair_or_deputy() -> None:
    plan, tally = event()
    guest = Juror("D1", "Utusan Contoh", status=Status.DELEGATE, scores=False)
    acts = given(leader="D1", present=(*ALL, "D1"))
    (problem,) = problems(with_guest(plan, guest), tally, acts)
    assert problem.startswith("D1 cannot lead the meeting")
    settle(with_guest(plan, replace(guest, role=Role.DEPUTY)), tally, acts)


def test_a_code_is_confirmed_only_for_a_ballot_that_counts() -> None:
    plan, tally = event(missing=1)
    acts = given(present=ALL[:4], absent=(AbsentMember("J5", "Sakit"),))
    assert problems(plan, tally, acts) == ["a ballot code of J5 is confirmed, but no ballot of theirs counts"]
    settle(plan, tally, replace(acts, codes_confirmed=ALL[:4]))


def test_an_absence_does_not_excuse_a_ballot_under_old_criteria() -> None:
    plan = _plan(4, 3)
    numbers = [entry.number for entry in plan.category("K").nominees]
    early, *rest = handed_in(plan, table("K", "A", numbers, *[ROW] * 5))
    renamed = with_nominee(plan, replace(plan.category("K").nominee("01"), name="Nama lain"))
    others = handed_in(renamed, table("K", "A", numbers, *[ROW] * 5))[1:]
    assert len(rest) == len(others)
    tally = count(renamed, view_of(renamed, [early, *others]))
    acts = given(leader="J2", present=ALL[1:], absent=(AbsentMember("J1", "Sakit"),), codes_confirmed=ALL[1:])
    assert problems(renamed, tally, acts) == ["Juri Contoh 1 must confirm what has changed since: Kategori K"]


def test_everything_missing_is_named_at_once() -> None:
    nothing = Acts("J1", "", "2025-08-27", (), (), ())
    named = problems(*event(), nothing)
    assert len(named) == 1 + 1 + 1 + 5 + 5 + 1
    assert "the special award “Inovasi” has not been dealt with" in named


def test_a_special_award_names_a_nominee_or_nobody() -> None:
    unknown = replace(ACTS, awards=(AwardGiven("Inovasi", "K-09", "Salah", 5),))
    assert problems(*event(), unknown) == ["the special award “Inovasi” names an unknown nominee"]
    settle(*event(), replace(ACTS, awards=(AwardGiven("Inovasi", None, "Tidak ada yang layak", None),)))


@pytest.mark.parametrize(
    ("award", "named"),
    [
        (AwardGiven("Lain", "K-01", "Alasan", 1), "the special award “Lain” is not in the plan"),
        (AwardGiven("Inovasi", "K-01", "Alasan", 1), "the special award “Inovasi” is given twice"),
    ],
)
def test_an_award_is_one_of_the_plan_and_given_once(award: AwardGiven, named: str) -> None:
    assert problems(*event(), replace(given(), awards=(*given().awards, award))) == [named]


@pytest.mark.parametrize(
    ("award", "named"),
    [
        (AwardGiven("Inovasi", "K-01", " ", 1), "is given without a reason"),
        (AwardGiven("Inovasi", "K-01", "Alasan", 6), "has more votes than voting members are present"),
        (AwardGiven("Inovasi", "K-04", "Alasan", 5), "names a nominee who is not eligible"),
    ],
)
def test_an_award_has_a_reason_its_votes_and_an_eligible_nominee(award: AwardGiven, named: str) -> None:
    plan, tally = event()
    plan = with_nominee(plan, replace(plan.category("K").nominee("04"), eligible=False))
    assert problems(plan, tally, replace(ACTS, awards=(award,))) == [f"the special award “Inovasi” {named}"]


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
    plan = replace(plan, rules=replace(plan.rules, quorum=2))
    absent = tuple(AbsentMember(code, "Sakit") for code in ALL[2:])
    acts = given(present=ALL[:2], codes_confirmed=ALL[:2], absent=absent)
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


@pytest.mark.parametrize(
    ("ties", "named"),
    [
        ([("03", "01", "02"), ("01", "02", "03")], "a tie in K is settled more than once"),
        ([("03", "01", "02"), None], "a tie in K is settled more than once"),
        ([None, None], "a tie in K is settled more than once"),
        ([("03", "01", "02", "04")], "the tie settled in K names 04, who are not in it"),
        ([None, ()], "the tie settled in K names nobody"),
    ],
)
def test_an_act_about_a_tie_has_effect_exactly_once(ties: list[tuple[str, ...] | None], named: str) -> None:
    acts = given(ties=tuple(TieSettled("K", order, "Musyawarah", "Alasan") for order in ties))
    assert problems(*event(TIED), acts) == [named]


def test_how_a_tie_was_settled_may_be_missing_only_where_the_place_is_shared() -> None:
    plan, tally = event(TIED)
    ordered = given(ties=(TieSettled("K", ("03", "01", "02"), " ", "Alasan"),))
    assert problems(plan, tally, ordered) == ["it is not said how the tie in K was settled"]
    settle(plan, tally, given(ties=(TieSettled("K", None, "", "Alasan"),)))


def test_an_order_goes_before_a_shared_place_whichever_was_written_first() -> None:
    plan, tally = event([90, 90, 80, 80], places=4)
    shared, order = TieSettled("K", None, "", "Alasan"), TieSettled("K", ("04", "03"), "Suara", "Alasan")
    for ties in ((shared, order), (order, shared)):
        assert outcome(plan, tally, given(ties=ties)) == (
            Place(1, ("01", "02")),
            Place(3, ("04",)),
            Place(4, ("03",)),
        )


def test_the_ranks_after_the_meeting_are_in_its_order_and_the_unranked_last() -> None:
    plan, _tally = event(TIED)
    plan = with_nominee(plan, replace(plan.category("K").nominee("02"), eligible=False))
    numbers = [entry.number for entry in plan.category("K").nominees]
    ballots = handed_in(plan, table("K", "A", [entry for entry in numbers if entry != "02"], *[[80, 80, 90]] * 5))
    counted = count(plan, view_of(plan, ballots)).category("K")
    ranks = final_ranks(counted, settled(("03", "01")))
    assert [(rank, line.number) for rank, line in ranks] == [(1, "04"), (2, "03"), (3, "01"), (None, "02")]


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


def test_a_departure_names_only_who_is_ranked() -> None:
    plan, tally = event()
    counted = tally.category("K")
    ranking = (*counted.ranking[:3], replace(counted.ranking[3], rank=None))
    tally = replace(tally, categories=(replace(counted, ranking=ranking),))
    acts = given(departures=(Departure("K", ("04",), "Alasan"),))
    assert problems(plan, tally, acts) == ["the departure in K names a nominee who is not ranked"]


# -- rulings --


def ruled(ruling: Ruling) -> tuple[Plan, Tally, Acts]:
    """J1 handed in twice, 90 and 60 for nominee 01, and the meeting ruled; `ruling.ballot` is empty for the second."""
    plan = _plan(4, 3)
    numbers = [entry.number for entry in plan.category("K").nominees]
    ballots = handed_in(plan, table("K", "A", numbers, *[ROW] * 5))
    second = ballot(
        plan, "J1", {("K", "01", "A"): 60, ("K", "02", "A"): 80, ("K", "03", "A"): 70, ("K", "04", "A"): 60}
    )
    ruling = replace(ruling, ballot=ruling.ballot or ballot_id(second))
    acts = given(rulings=(ruling,))
    return plan, count(plan, view_of(plan, [*ballots, second], [ruling])), acts


RULING = Ruling("ruling", EVENT, "J1", "K", "01", "A", "", "Lembar terakhir")


def test_a_ruling_chooses_a_mark_with_a_reason() -> None:
    settle(*ruled(RULING))
    assert problems(*ruled(replace(RULING, reason=" "))) == ["the ruling for K-01 A of J1 has no reason"]
    plan, tally, acts = ruled(RULING)
    twice = replace(acts, rulings=acts.rulings * 2)
    assert problems(plan, tally, twice) == ["there is more than one ruling for K-01 A of J1"]


@pytest.mark.parametrize(
    ("change", "cell"),
    [({"event": "f" * 64}, "K-01 A of J1"), ({"number": "02"}, "K-02 A of J1"), ({"ballot": "a" * 64}, "K-01 A of J1")],
)
def test_a_ruling_of_another_event_or_for_nothing_is_refused(change: dict[str, str], cell: str) -> None:
    named = problems(*ruled(replace(RULING, **change)))  # type: ignore[arg-type]  # texts only
    assert f"the ruling for {cell} has no effect in this event" in named


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
