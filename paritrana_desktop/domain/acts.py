"""The meeting's acts, and what is wrong with them: every act has effect, exactly once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from paritrana_desktop.domain.canonical import fingerprint
from paritrana_desktop.domain.errors import N_, Said, Sentence
from paritrana_desktop.domain.facts import Ruling
from paritrana_desktop.domain.panel import Role
from paritrana_desktop.domain.plan import OUT_FOR_GOOD, Code, Nominee, Plan
from paritrana_desktop.domain.schema import Shaped, Text, Within, to_plain
from paritrana_desktop.domain.tally import CategoryTally, Tally

Day = Annotated[str, Shaped(r"[0-9]{4}-[01][0-9]-[0-3][0-9]")]


@dataclass(frozen=True, slots=True)
class AbsentMember:
    """A member who is not at the plenary, or who handed nothing in, with the reason."""

    juror: Code
    reason: Text


@dataclass(frozen=True, slots=True)
class TieSettled:
    """How the meeting settled a tie that the chain left open; `order` None: they share the place."""

    category: Code
    order: tuple[Code, ...] | None
    how: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class Departure:
    """A category in which the meeting departs from the scores: the order it chose for the places, and why."""

    category: Code
    order: tuple[Code, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class AwardGiven:
    """A special award; `number` is a nominee as printed (`PD-01`), None if it is not given."""

    name: Text
    number: Text | None
    reason: Text
    votes: Annotated[int, Within(0, 1000)] | None


@dataclass(frozen=True, slots=True)
class Acts:
    """What the plenary did, as its minutes will say."""

    leader: Code
    basis: Text
    date: Day
    present: tuple[Code, ...]
    absent: tuple[AbsentMember, ...]
    codes_confirmed: tuple[Code, ...]
    """Jurors whose ballot code was compared with their signed strip."""
    ties: tuple[TieSettled, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    departures: tuple[Departure, ...] = ()
    awards: tuple[AwardGiven, ...] = ()


class Matter(StrEnum):
    """What an open point is about, so that people can be led to where it is dealt with."""

    RECOUNT = "recount"
    MEETING = "meeting"
    PRESENCE = "presence"
    CODES = "codes"
    RECEIVED = "received"
    TIE = "tie"
    DEPARTURE = "departure"
    AWARD = "award"


@dataclass(frozen=True, slots=True)
class Point:
    """Something that still stands between the acts and a decision."""

    matter: Matter
    said: Sentence
    category: str | None = None
    juror: str | None = None


def is_day(text: str) -> bool:
    """Whether `text` is a day of the calendar, written `2025-08-27`."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def faults(plan: Plan, tally: Tally, acts: Acts) -> Iterator[Point]:
    """Every act that is missing, and every one that says nothing, contradicts another or goes beyond the meeting."""
    yield from _meeting(plan, acts)
    yield from _attendance(plan, acts)
    yield from _codes(plan, tally, acts)
    yield from _ties(plan, tally, acts)
    yield from _rulings(plan, tally, acts)
    yield from _departures(plan, tally, acts)
    yield from _awards(plan, acts)


def counted_jurors(tally: Tally) -> frozenset[str]:
    """The jurors whose marks stand in a total: whose ballot codes must be compared."""
    return frozenset(total.code for category in tally.categories for line in category.ranking for total in line.jurors)


def voters(plan: Plan) -> tuple[str, ...]:
    """The members with a vote."""
    return tuple(juror.code for juror in plan.jurors if juror.scores)


def _meeting(plan: Plan, acts: Acts) -> Iterator[Point]:
    def fault(text: str, **values: Said) -> Point:
        return Point(Matter.MEETING, Sentence(text, values))

    panel = {juror.code: juror for juror in plan.jurors}
    named = {acts.leader, *acts.present, *acts.codes_confirmed, *(entry.juror for entry in acts.absent)}
    for code in sorted(named - panel.keys()):
        yield fault(N_("{juror} is not in the panel"), juror=code)
    leader = panel.get(acts.leader)
    if leader is not None and not leader.scores and leader.role not in {Role.CHAIR, Role.DEPUTY}:
        yield fault(
            N_("{juror} cannot lead the meeting: without a vote, and neither chair nor deputy"), juror=acts.leader
        )
    if acts.leader not in acts.present:
        yield fault(N_("the leader of the meeting is not among those present"))
    if not acts.basis.strip():
        yield fault(N_("the basis on which the meeting is led is missing"))
    if not is_day(acts.date):
        yield fault(N_("the date of the meeting, {date}, is not a day of the calendar"), date=acts.date)
    voting = voters(plan)
    needed = plan.rules.quorum or len(voting) // 2 + 1
    there = sum(code in acts.present for code in voting)
    if there < needed:
        yield fault(N_("only {there} voting members are present, {needed} are needed"), there=there, needed=needed)


def _attendance(plan: Plan, acts: Acts) -> Iterator[Point]:
    present, absent = Counter(acts.present), Counter(entry.juror for entry in acts.absent)
    for code in voters(plan):
        if code not in present | absent:
            said = Sentence(N_("it is not recorded whether {juror} is present or absent"), {"juror": code})
            yield Point(Matter.PRESENCE, said, juror=code)
    for code in sorted(present | absent):
        if present[code] and absent[code]:
            said = Sentence(N_("{juror} is recorded both as present and as absent"), {"juror": code})
            yield Point(Matter.MEETING, said, juror=code)
        elif present[code] + absent[code] > 1:
            said = Sentence(N_("{juror} is recorded twice in the attendance"), {"juror": code})
            yield Point(Matter.MEETING, said, juror=code)
    for entry in acts.absent:
        if not entry.reason.strip():
            said = Sentence(N_("the reason for the absence of {juror} is missing"), {"juror": entry.juror})
            yield Point(Matter.PRESENCE, said, juror=entry.juror)


def _codes(plan: Plan, tally: Tally, acts: Acts) -> Iterator[Point]:
    confirmed = Counter(acts.codes_confirmed)
    for code in sorted(counted_jurors(tally) - confirmed.keys()):
        said = Sentence(N_("the ballot code of {juror} has not been confirmed"), {"juror": code})
        yield Point(Matter.CODES, said, juror=code)
    known = {juror.code for juror in plan.jurors}
    for code, times in sorted(confirmed.items()):
        if code in known and code not in tally.jurors:
            said = Sentence(
                N_("a ballot code of {juror} is confirmed, but no ballot of theirs counts"), {"juror": code}
            )
            yield Point(Matter.MEETING, said, juror=code)
        elif times > 1:
            said = Sentence(N_("the ballot code of {juror} is confirmed twice"), {"juror": code})
            yield Point(Matter.MEETING, said, juror=code)


def settled_by(category: str, part: Iterable[str], acts: Acts) -> TieSettled | None:
    """The act that settles an open tie: it names all of `part` in order, or says that they share the place.

    A shared place names nobody and would fit every tie of its category, so an order goes before it.
    """
    for settled in sorted(acts.ties, key=lambda act: act.order is None):
        names_all = settled.order is None or (set(part) <= set(settled.order) and _once(settled.order))
        if settled.category == category and settled.reason.strip() and names_all:
            return settled
    return None


def final_order(category: CategoryTally, acts: Acts) -> tuple[tuple[str, ...], ...]:
    """The ranked nominees in the order that holds after the meeting, those who share a place together."""
    by_rank: dict[int, list[str]] = {}
    for standing in category.ranking:
        if standing.rank is not None:
            by_rank.setdefault(standing.rank, []).append(standing.number)
    unsettled = {frozenset(part) for tie in category.ties for part in tie.unsettled}
    final: list[tuple[str, ...]] = []
    for _, group in sorted(by_rank.items()):
        settled = settled_by(category.code, group, acts) if frozenset(group) in unsettled else None
        if settled is not None and settled.order is not None:
            final += [(number,) for number in settled.order if number in group]
        else:
            final.append(tuple(group))
    for departure in acts.departures:
        if departure.category == category.code:
            chosen = [(number,) for number in departure.order]
            rest = [tuple(number for number in group if number not in departure.order) for group in final]
            final = [*chosen, *(group for group in rest if group)]
    return tuple(final)


def _once(numbers: tuple[str, ...]) -> bool:
    return len(set(numbers)) == len(numbers)


def _ties(plan: Plan, tally: Tally, acts: Acts) -> Iterator[Point]:
    """What is wrong with the ties settled; a tie that no act settles is named by the tie itself."""

    def fault(text: str, **values: Said) -> Point:
        return Point(Matter.TIE, Sentence(text, values))

    open_parts = {entry.code: [part for tie in entry.ties for part in tie.unsettled] for entry in tally.categories}
    for settled in acts.ties:
        code, parts = settled.category, open_parts.get(settled.category, [])
        strangers = sorted(set(settled.order or ()).difference(*parts))
        if code not in open_parts:
            yield fault(N_("a tie is settled in {category}, which is no category"), category=code)
        elif not parts:
            yield fault(N_("a tie is settled in {category}, where none is open"), category=code)
        elif strangers:
            yield fault(
                N_("the tie settled in {category} names {numbers}, who are not in it"),
                category=code,
                numbers=", ".join(strangers),
            )
        elif settled.order == ():
            yield fault(N_("the tie settled in {category} names nobody"), category=code)
        elif settled.order is not None and not settled.how.strip():
            yield fault(N_("it is not said how the tie in {category} was settled"), category=code)
    for category in plan.categories:
        parts = open_parts.get(category.code, [])
        given = [settled.order for settled in acts.ties if settled.category == category.code]
        shared = sum(order is None for order in given)
        naming = [sum(bool(set(part) & set(order or ())) for order in given) for part in parts]
        # One act may say for several ties that their places are shared; it needs one that no order names.
        if parts and (max(naming) > 1 or shared > 1 or (shared and min(naming))):
            yield fault(N_("a tie in {category} is settled more than once"), category=category.code)


def _rulings(plan: Plan, tally: Tally, acts: Acts) -> Iterator[Point]:
    codes = {category.code for category in plan.categories}
    times = Counter((ruling.juror, ruling.category, ruling.number, ruling.criterion) for ruling in acts.rulings)
    for ruling in acts.rulings:
        values: dict[str, Said] = {
            "cell": f"{ruling.category}-{ruling.number} {ruling.criterion}",
            "juror": ruling.juror,
        }
        category = ruling.category if ruling.category in codes else None
        if not ruling.reason.strip():
            said = Sentence(N_("the ruling for {cell} of {juror} has no reason"), values)
            yield Point(Matter.RECEIVED, said, category)
        if fingerprint(to_plain(ruling)) not in tally.rulings:
            said = Sentence(N_("the ruling for {cell} of {juror} has no effect in this event"), values)
            yield Point(Matter.RECEIVED, said, category)
    for (juror, code, number, criterion), count in times.items():
        if count > 1:
            values = {"cell": f"{code}-{number} {criterion}", "juror": juror}
            said = Sentence(N_("there is more than one ruling for {cell} of {juror}"), values)
            yield Point(Matter.RECEIVED, said, code if code in codes else None)


def _departures(plan: Plan, tally: Tally, acts: Acts) -> Iterator[Point]:
    for departure in acts.departures:
        for text in _departure(plan, tally, acts, departure):
            said = Sentence(text, {"category": departure.category})
            yield Point(Matter.DEPARTURE, said, departure.category)
    for code, times in Counter(departure.category for departure in acts.departures).items():
        if times > 1:
            said = Sentence(N_("there is more than one departure in {category}"), {"category": code})
            yield Point(Matter.DEPARTURE, said, code)


def _departure(plan: Plan, tally: Tally, acts: Acts, departure: Departure) -> Iterator[str]:
    if not departure.reason.strip():
        yield N_("the departure in {category} has no reason")
    numbers = set(departure.order)
    category = next((category for category in plan.categories if category.code == departure.category), None)
    if category is None or not _once(departure.order) or not numbers <= {entry.number for entry in category.nominees}:
        yield N_("the departure in {category} names an unknown nominee, or one twice")
        return
    counted = tally.category(category.code)
    if len(numbers) > category.places:
        yield N_("the departure in {category} names more nominees than there are places")
    if not numbers <= {line.number for line in counted.ranking if line.ranked}:
        yield N_("the departure in {category} names a nominee who is not ranked")
    elif final_order(counted, replace(acts, departures=(departure,))) == final_order(
        counted, replace(acts, departures=())
    ):
        yield N_("the departure in {category} changes nothing")


def _awards(plan: Plan, acts: Acts) -> Iterator[Point]:
    given = Counter(award.name for award in acts.awards)
    planned = [award.name for award in plan.awards]
    said = [(N_("the special award “{award}” has not been dealt with"), name) for name in planned if not given[name]]
    said += [(N_("the special award “{award}” is not in the plan"), name) for name in given if name not in planned]
    said += [(N_("the special award “{award}” is given twice"), name) for name, times in given.items() if times > 1]
    said += [(text, award.name) for award in acts.awards for text in _award(plan, acts, award)]
    for text, name in said:
        yield Point(Matter.AWARD, Sentence(text, {"award": name}))


def _award(plan: Plan, acts: Acts, award: AwardGiven) -> Iterator[str]:
    nominees = {f"{category.code}-{entry.number}": entry for category in plan.categories for entry in category.nominees}
    if award.number is not None:
        if award.number not in nominees:
            yield N_("the special award “{award}” names an unknown nominee")
        elif _is_out(nominees[award.number]):
            yield N_("the special award “{award}” names a nominee who is not eligible")
        if not award.reason.strip():
            yield N_("the special award “{award}” is given without a reason")
    if award.votes is not None and award.votes > sum(code in acts.present for code in voters(plan)):
        yield N_("the special award “{award}” has more votes than voting members are present")


def _is_out(nominee: Nominee) -> bool:
    return not nominee.eligible or any(entry.attendance in OUT_FOR_GOOD for entry in nominee.attendance)
