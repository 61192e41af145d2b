"""Before the decision: what is still open and where, departures from the scores, special awards, what signing does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paritrana_desktop.domain.decision import AwardGiven, Departure, Matter, Point, final_order
from paritrana_desktop.domain.panel import Role
from paritrana_desktop.domain.plan import Category
from paritrana_desktop.texts import _, ngettext, number, say
from paritrana_desktop.ui.presenters import chair_overview, chair_state
from paritrana_desktop.ui.presenters.chair_overview import Machine
from paritrana_desktop.ui.presenters.chair_ranking import capital
from paritrana_desktop.ui.presenters.chair_state import DECISION, MEETING, RANKING, State, nominee
from paritrana_desktop.ui.presenters.chair_ties import Contender, contenders


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that blocks, and where it is dealt with."""

    text: str
    page: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class DepartureShown:
    """A departure with both orders."""

    category: str
    title: str
    by_scores: str
    by_meeting: str
    reason: str


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A category in which the meeting may depart from the scores; nominees in the order that holds now."""

    code: str
    name: str
    places: int
    order: tuple[Contender, ...]


@dataclass(frozen=True, slots=True)
class AwardShown:
    """A special award: what the meeting did about it."""

    name: str
    text: str
    done: bool
    given: AwardGiven | None


@dataclass(frozen=True, slots=True)
class NomineeChoice:
    """A nominee who may be given a special award; `number` as records print it (`PD-01`)."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """What the page shows."""

    points: tuple[OpenPoint, ...]
    machines: tuple[Machine, ...]
    recounted_here: bool
    departures: tuple[DepartureShown, ...]
    categories: tuple[CategoryChoice, ...]
    awards: tuple[AwardShown, ...]
    nominees: tuple[NomineeChoice, ...]
    voters: int
    """The most votes that an award can have."""
    refused: str
    cannot_sign: str
    """Why this person may not sign digitally; empty if that is possible."""
    summary: str
    frozen: str
    """The code of the decision, once there is one, in a sentence; empty before."""


def load(state: State) -> DecisionShown:
    """Everything between the count and the signature."""
    plan = state.plan
    return DecisionShown(
        points=tuple(_points(state)),
        machines=chair_overview.machines(state),
        recounted_here=any(answer.juror == state.me.code for answer in state.answers),
        departures=tuple(_departure(state, departure) for departure in state.acts.departures),
        categories=tuple(_choice(state, category) for category in plan.categories),
        awards=tuple(_award(state, award.name) for award in plan.awards),
        nominees=tuple(
            NomineeChoice(f"{category.code}-{entry.number}", f"{nominee(category, entry.number)} · {category.name}")
            for category in plan.categories
            for entry in category.nominees
        ),
        voters=sum(juror.scores for juror in plan.jurors),
        refused=chair_state.still_open(state),
        cannot_sign=_cannot_sign(state),
        summary=_summary(state),
        frozen=_("The decision has been frozen. Its documents are on the page “Documents”.") if state.frozen else "",
    )


def _points(state: State) -> list[OpenPoint]:
    """The points in the order of the work, many of one kind as one."""
    if state.frozen:
        return []
    by_matter: dict[Matter, list[Point]] = {matter: [] for matter in Matter}
    for point in state.points:
        by_matter[point.matter].append(point)
    # Who handed nothing in may be recorded as absent; what belongs to a category is settled there.
    found = [
        OpenPoint(capital(say(point.said)), RANKING if point.category else MEETING, point.category or "")
        for point in by_matter[Matter.RECEIVED]
    ]
    found += [_tie(state, point) for point in by_matter[Matter.TIE]]
    found += [OpenPoint(capital(say(point.said)), MEETING) for point in by_matter[Matter.MEETING]]
    found += _counted(
        by_matter[Matter.PRESENCE],
        lambda count: ngettext(
            "Attendance or its reason is missing for {count} member.",
            "Attendance or its reason is missing for {count} members.",
            count,
        ),
    )
    found += _counted(
        by_matter[Matter.CODES],
        lambda count: ngettext(
            "{count} ballot code has not been compared.", "{count} ballot codes have not been compared.", count
        ),
    )
    for matter in (Matter.RECOUNT, Matter.DEPARTURE, Matter.AWARD):
        found += [OpenPoint(capital(say(point.said)), DECISION) for point in by_matter[matter]]
    return found


def _tie(state: State, point: Point) -> OpenPoint:
    if point.category is None:
        return OpenPoint(capital(say(point.said)), RANKING)
    contest = state.plan.category(point.category)
    text = _("{category}: nominees are equal after every declared step; the meeting decides.")
    return OpenPoint(text.format(category=contest.name), RANKING, contest.code)


def _counted(points: Sequence[Point], words: Callable[[int], str]) -> list[OpenPoint]:
    count = len(points)
    return [OpenPoint(words(count).format(count=number(count, 0)), MEETING)] if count else []


def _departure(state: State, departure: Departure) -> DepartureShown:
    contest = state.plan.category(departure.category)
    counted = state.tally.category(contest.code)
    scored = [line.number for line in counted.ranking if line.ranked]
    chosen = [entry for group in final_order(counted, state.acts) for entry in group]
    shown = max(contest.places, len(departure.order))
    return DepartureShown(
        contest.code,
        contest.name,
        _("By scores: {order}").format(order=_labels(contest, scored[:shown])),
        _("By the meeting: {order}").format(order=_labels(contest, chosen[:shown])),
        _("Reason: {reason}").format(reason=departure.reason),
    )


def _labels(contest: Category, order: Sequence[str]) -> str:
    return " → ".join(nominee(contest, entry) for entry in order)


def _choice(state: State, category: Category) -> CategoryChoice:
    counted = state.tally.category(category.code)
    order = tuple(entry for group in final_order(counted, state.acts) for entry in group)
    return CategoryChoice(category.code, category.name, category.places, contenders(category, counted, order))


def _award(state: State, name: str) -> AwardShown:
    given = next((award for award in state.acts.awards if award.name == name), None)
    if given is None:
        return AwardShown(name, _("☐ Not dealt with yet"), False, None)
    if given.number is None:
        text = _("✓ Not given. {reason}").format(reason=given.reason).strip()
        return AwardShown(name, text, True, given)
    named = next(
        (
            nominee(category, entry.number)
            for category in state.plan.categories
            for entry in category.nominees
            if f"{category.code}-{entry.number}" == given.number
        ),
        given.number,
    )
    text = _("✓ {nominee}. {reason}").format(nominee=named, reason=given.reason)
    if given.votes is not None:
        votes = ngettext("{count} vote", "{count} votes", given.votes).format(count=number(given.votes, 0))
        text = f"{text} · {votes}"
    return AwardShown(name, text, True, given)


def _cannot_sign(state: State) -> str:
    if state.me.role in {Role.CHAIR, Role.DEPUTY} or state.me.code == state.acts.leader:
        return ""
    return _("Only the leader of the meeting, the chair or the deputy signs digitally.")


def _summary(state: State) -> str:
    """What is about to be frozen, for the last question."""
    leader = state.plan.juror(state.acts.leader).with_titles()
    count = len(state.plan.categories)
    text = ngettext(
        "The places of {count} category are decided by the meeting that {leader} leads.",
        "The places of {count} categories are decided by the meeting that {leader} leads.",
        count,
    )
    return text.format(count=number(count, 0), leader=leader)
