"""The decision: what the meeting did with a tally, frozen, with the fingerprints of everything it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from paritrana_desktop.domain.acts import (
    AbsentMember,
    Acts,
    AwardGiven,
    Departure,
    Matter,
    Point,
    TieSettled,
    counted_jurors,
    faults,
    final_order,
    settled_by,
)
from paritrana_desktop.domain.canonical import Plain, fingerprint
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.errors import N_, Refusal, Sentence
from paritrana_desktop.domain.plan import Category, Code, Plan
from paritrana_desktop.domain.schema import Hex, Length, Text, Within
from paritrana_desktop.domain.tally import CategoryTally, Standing, Tally

__all__ = (
    "AbsentMember",
    "Acts",
    "AwardGiven",
    "Decision",
    "Departure",
    "Matter",
    "NotReady",
    "Outcome",
    "Place",
    "Point",
    "Recount",
    "Signer",
    "TieSettled",
    "counted_jurors",
    "final_order",
    "final_ranks",
    "open_points",
    "result_fingerprint",
    "settle",
    "settled_by",
)


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
    return (*faults(plan, tally, acts), *_blocking(plan, tally, acts))


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


def final_ranks(category: CategoryTally, acts: Acts) -> tuple[tuple[int | None, Standing], ...]:
    """Every nominee's line with the rank that holds after the meeting, in that order; the unranked last."""
    ranks: list[tuple[int | None, Standing]] = []
    for group in final_order(category, acts):
        rank = len(ranks) + 1
        ranks += [(rank, category.standing(number)) for number in group]
    return (*ranks, *((None, standing) for standing in category.ranking if not standing.ranked))


def _places(contest: Category, category: CategoryTally, acts: Acts) -> Iterator[Place]:
    place = 1
    for group in final_order(category, acts):
        if place > contest.places:
            return
        yield Place(place, group)
        place += len(group)
