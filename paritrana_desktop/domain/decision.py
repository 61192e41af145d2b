"""The decision: what the meeting did with a tally, frozen, with the fingerprints of everything it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from paritrana_desktop.domain.canonical import Plain, fingerprint
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.errors import N_, Refusal, Sentence
from paritrana_desktop.domain.facts import Ruling
from paritrana_desktop.domain.plan import Category, Code, Plan
from paritrana_desktop.domain.schema import Hex, Length, Shaped, Text, Within
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


@dataclass(frozen=True, slots=True)
class Place:
    """A prize place and who has it; several nominees share it."""

    place: Annotated[int, Within(1, 100)]
    numbers: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The places of one category."""

    category: Code
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Recount:
    """A count on a second machine: who, over which set, with which result."""

    kind: Literal["recount"]
    critical: Annotated[tuple[Text, ...], Length(0)]
    event: Hex
    plan: Hex
    stage: Code | None
    set: Hex
    """Fingerprint of the plenary file's ballots and facts."""
    result: Hex
    juror: Code
    certificate: Hex


@dataclass(frozen=True, slots=True)
class Signer:
    """A planned signature on the decision's PDFs; `permission` is PDF's DocMDP level."""

    field: Text
    name: Text
    certificate: Hex
    permission: Literal["P1", "P2"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The signed statement about the tally. Number, place and date of signing come later and change nothing here."""

    kind: Literal["decision"]
    critical: Annotated[tuple[Text, ...], Length(0)]
    event: Hex
    plan: Hex
    stage: Code | None
    rehearsal: bool
    result: Hex
    """The tally's fingerprint."""
    ballots: tuple[Hex, ...]
    acts: Acts
    outcomes: tuple[Outcome, ...]
    recounts: tuple[Recount, ...]
    signers: tuple[Signer, ...]
    log: Hex
    """Head of the secretariat's log when the plenary file was made."""
    replaces: Hex | None = None

    @property
    def code(self) -> str:
        """The result code on every page: `H-7KQF-…`."""
        return fingerprint_code(Prefix.RESULT, self.result)


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


class NotReady(Refusal):
    sentence = N_("The decision cannot be frozen yet: {first} ({number} points in all). Nothing was changed.")

    def __init__(self, problems: tuple[Sentence, ...]) -> None:
        """Keep every problem, so that all can be named at once."""
        super().__init__(first=problems[0], number=len(problems))
        self.problems = problems


def result_fingerprint(tally: Tally) -> str:
    """SHA-256 of what was counted and what came out: the same on every machine, in any order of arrival."""
    return fingerprint(
        {
            "plan": tally.plan,
            "stage": tally.stage,
            "ballots": list(tally.ballots),
            "rulings": list(tally.rulings),
            "categories": [_category_form(category) for category in tally.categories],
        }
    )


def _category_form(category: CategoryTally) -> Plain:
    return {
        "code": category.code,
        "method": category.method,
        "ranking": [
            {
                "number": standing.number,
                "rank": standing.rank,
                "total": None if standing.total is None else str(standing.total),
            }
            for standing in category.ranking
        ],
        "ties": [
            {
                "group": list(tie.group),
                "open": tie.open,
                "steps": [
                    {
                        "rule": trial.step,
                        "criterion": trial.criterion,
                        "values": {number: str(value) for number, value in trial.values.items()},
                    }
                    for trial in tie.trials
                ],
            }
            for tie in category.ties
        ],
    }


def settle(plan: Plan, tally: Tally, acts: Acts) -> tuple[Outcome, ...]:
    """The places that follow from `tally` and the meeting's `acts`.

    Raises:
        NotReady: naming everything that blocks and every act that is missing, at once.
    """
    points = open_points(plan, tally, acts)
    if points:
        raise NotReady(tuple(point.said for point in points))
    return tuple(
        Outcome(category.code, tuple(_places(plan.category(category.code), category, acts)))
        for category in tally.categories
    )


def open_points(plan: Plan, tally: Tally, acts: Acts) -> tuple[Point, ...]:
    """Everything that stands between `acts` and a decision; empty when it can be frozen."""
    return (*_missing_acts(plan, tally, acts), *_blocking(plan, tally, acts))


def _missing_acts(plan: Plan, tally: Tally, acts: Acts) -> Iterator[Point]:
    voting = [juror.code for juror in plan.jurors if juror.scores]
    for said in _meeting_problems(plan, voting, acts):
        yield Point(Matter.MEETING, said)
    accounted = {*acts.present, *(entry.juror for entry in acts.absent)}
    for code in voting:
        if code not in accounted:
            said = Sentence(N_("it is not recorded whether {juror} is present or absent"), {"juror": code})
            yield Point(Matter.PRESENCE, said, juror=code)
    for entry in acts.absent:
        if not entry.reason.strip():
            said = Sentence(N_("the reason for the absence of {juror} is missing"), {"juror": entry.juror})
            yield Point(Matter.PRESENCE, said, juror=entry.juror)
    for code in sorted(counted_jurors(tally) - set(acts.codes_confirmed)):
        said = Sentence(N_("the ballot code of {juror} has not been confirmed"), {"juror": code})
        yield Point(Matter.CODES, said, juror=code)
    given = {award.name for award in acts.awards}
    for award in plan.awards:
        if award.name not in given:
            said = Sentence(N_("the special award “{award}” has not been dealt with"), {"award": award.name})
            yield Point(Matter.AWARD, said)
    yield from _unknown_numbers(plan, acts)


def counted_jurors(tally: Tally) -> frozenset[str]:
    """The jurors whose marks stand in a total: whose ballot codes must be compared."""
    return frozenset(total.code for category in tally.categories for line in category.ranking for total in line.jurors)


def _unknown_numbers(plan: Plan, acts: Acts) -> Iterator[Point]:
    """Departures and awards that name nobody, or somebody twice."""
    numbers = {category.code: {nominee.number for nominee in category.nominees} for category in plan.categories}
    for departure in acts.departures:
        code, gap = departure.category, {"category": departure.category}
        if not departure.reason.strip():
            yield Point(Matter.DEPARTURE, Sentence(N_("the departure in {category} has no reason"), gap), code)
        if not _once(departure.order) or not set(departure.order) <= numbers.get(code, set()):
            said = Sentence(N_("the departure in {category} names an unknown nominee, or one twice"), gap)
            yield Point(Matter.DEPARTURE, said, code)
    printed = {f"{category}-{number}" for category, known in numbers.items() for number in known}
    for award in acts.awards:
        if award.number is not None and award.number not in printed:
            said = Sentence(N_("the special award “{award}” names an unknown nominee"), {"award": award.name})
            yield Point(Matter.AWARD, said)


def _meeting_problems(plan: Plan, voting: list[str], acts: Acts) -> Iterator[Sentence]:
    named = {acts.leader, *acts.present, *acts.codes_confirmed, *(entry.juror for entry in acts.absent)}
    for code in sorted(named - {juror.code for juror in plan.jurors}):
        yield Sentence(N_("{juror} is not in the panel"), {"juror": code})
    if acts.leader not in acts.present:
        yield Sentence(N_("the leader of the meeting is not among those present"))
    if not acts.basis.strip():
        yield Sentence(N_("the basis on which the meeting is led is missing"))
    needed = plan.rules.quorum or len(voting) // 2 + 1
    there = sum(code in acts.present for code in voting)
    if there < needed:
        counts = {"there": there, "needed": needed}
        yield Sentence(N_("only {there} voting members are present, {needed} are needed"), counts)


def _blocking(plan: Plan, tally: Tally, acts: Acts) -> Iterator[Point]:
    excused = {entry.juror for entry in acts.absent}
    for blocker in tally.blocking:
        if blocker.code == "missing" and blocker.juror in excused:
            continue
        if blocker.code != "tie":
            yield Point(Matter.RECEIVED, blocker.said, blocker.category, blocker.juror)
    for category in tally.categories:
        for tie in category.ties:
            for part in tie.unsettled:
                if settled_by(category.code, part, acts) is None:
                    said = Sentence(
                        N_("the tie in {category} between {numbers} has not been settled with a reason"),
                        {"category": plan.category(category.code).name, "numbers": ", ".join(part)},
                    )
                    yield Point(Matter.TIE, said, category.code)


def settled_by(category: str, part: Iterable[str], acts: Acts) -> TieSettled | None:
    """The act that settles an open tie: it names all of `part` in order, or says that they share the place."""
    for settled in acts.ties:
        names_all = settled.order is None or (set(part) <= set(settled.order) and _once(settled.order))
        if settled.category == category and settled.reason.strip() and names_all:
            return settled
    return None


def _once(numbers: tuple[str, ...]) -> bool:
    return len(set(numbers)) == len(numbers)


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


def _places(contest: Category, category: CategoryTally, acts: Acts) -> Iterator[Place]:
    place = 1
    for group in final_order(category, acts):
        if place > contest.places:
            return
        yield Place(place, group)
        place += len(group)
