"""What the chair's pages know: a frozen snapshot of the plenary's desk, and the words that several pages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paritrana_desktop.documents.received import Received
from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.decision import Acts, Matter, Point, final_order
from paritrana_desktop.domain.panel import Juror, Role
from paritrana_desktop.domain.plan import Category, Plan
from paritrana_desktop.domain.tally import CategoryTally, Tally
from paritrana_desktop.services.case import Case
from paritrana_desktop.services.chairing import Answer, Chairing
from paritrana_desktop.storage.records import DocumentEntry
from paritrana_desktop.texts import _, ngettext, number
from paritrana_desktop.ui.presenters.rows import RailMark

OVERVIEW, MEETING, RANKING, DECISION, DOCUMENTS, NOTES, RECOUNT = (
    "overview",
    "meeting",
    "ranking",
    "decision",
    "documents",
    "notes",
    "recount",
)
"""The keys of the pages in the rail."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_AT_MEETING = {Matter.MEETING, Matter.PRESENCE, Matter.CODES}
_AT_DECISION = {Matter.RECOUNT, Matter.DEPARTURE, Matter.AWARD}


@dataclass(frozen=True, slots=True)
class State:
    """The plenary's desk at one moment; safe in any thread."""

    case: Case
    me: Juror
    acts: Acts
    tally: Tally
    received: Received
    points: tuple[Point, ...]
    recount_code: str
    answers: tuple[Answer, ...]
    documents: tuple[DocumentEntry, ...]
    folder: str
    """Where the documents were written last; empty if nowhere."""
    decides: bool = True
    """Whether this person sees more than the recount."""

    @property
    def plan(self) -> Plan:
        """The plan that is decided."""
        return self.case.plan

    @property
    def frozen(self) -> bool:
        """Whether the decision has been made."""
        return bool(self.documents)

    def open_in(self, category: str) -> tuple[Point, ...]:
        """What is still open in one category."""
        return tuple(point for point in self.points if point.category == category)


def load(chairing: Chairing) -> State:
    """The desk as it is now; in the writer thread."""
    return State(
        case=chairing.case,
        me=chairing.me,
        acts=chairing.acts,
        tally=chairing.tally,
        received=chairing.received,
        points=chairing.open_points(),
        recount_code=chairing.recount_code,
        answers=chairing.answers(),
        documents=chairing.documents(),
        folder=str(chairing.folder or ""),
        decides=chairing.may_decide,
    )


def role(juror: Juror, *, decides: bool) -> str:
    """What the chip in the header says of this person."""
    if not decides:
        return _("Recount witness")
    if juror.role is Role.CHAIR:
        return _("Chair")
    return _("Deputy chair") if juror.role is Role.DEPUTY else _("Leader of the meeting")


def marks(state: State) -> Mapping[str, RailMark | None]:
    """What the rail shows beside each page."""
    if not state.decides:
        return {RECOUNT: None}
    if state.frozen:
        done = RailMark("✓", "good", _("the decision has been signed"))
        return dict.fromkeys((OVERVIEW, MEETING, RANKING)) | {DECISION: done, DOCUMENTS: done}
    # Nine codes that wait are one thing to do, not nine.
    at_meeting = len({point.matter for point in state.points} & _AT_MEETING)
    open_categories = len(undecided(state))
    at_decision = sum(point.matter in _AT_DECISION for point in state.points)
    whole = RailMark("✓", "good", _("complete"))
    return {
        OVERVIEW: None,
        MEETING: _open(at_meeting) or whole,
        RANKING: _open(open_categories) or whole,
        DECISION: _open(at_decision),
        DOCUMENTS: None,
    }


def _open(count: int) -> RailMark | None:
    if not count:
        return None
    spoken = ngettext("{count} matter is open", "{count} matters are open", count)
    return RailMark(number(count, 0), "caution", spoken.format(count=number(count, 0)))


def undecided(state: State) -> tuple[str, ...]:
    """The categories in which the meeting has something to settle or ballots are not whole, in the plan's order."""
    named = {point.category for point in state.points}
    return tuple(category.code for category in state.plan.categories if category.code in named)


def still_open(state: State) -> str:
    """Why nothing can be frozen yet, in a few words; empty when it can."""
    if state.frozen:
        return _("The decision has been signed")
    matters = {point.matter for point in state.points}
    for matter, said in (
        (Matter.RECEIVED, _("Ballots are not whole")),
        (Matter.TIE, _("There are still equal totals")),
        (Matter.RECOUNT, _("No second machine has counted")),
    ):
        if matter in matters:
            return said
    if matters & _AT_MEETING:
        return _("Attendance is not complete")
    return _("Special awards or departures are open") if matters else ""


def recount_line(state: State) -> tuple[str, bool]:
    """The state of the recount in one line, and whether a second machine agrees."""
    if not state.answers:
        return _("☐ Not yet counted on a second machine"), False
    return _("✓ The counts of two machines agree · {code}").format(code=state.recount_code), True


def to_decide(state: State) -> str:
    """`1 dari 8 kategori perlu keputusan`."""
    count, of_all = len(undecided(state)), len(state.plan.categories)
    if not count:
        return _("All categories are ready")
    text = ngettext(
        "{count} of {all} categories needs a decision", "{count} of {all} categories need a decision", count
    )
    return text.format(count=number(count, 0), all=number(of_all, 0))


def nominee(category: Category, wanted: str) -> str:
    """`KK-03-X  Kab. Musi Banyuasin`: number, check character and name always together."""
    return f"{nominee_label(category.code, wanted)}  {category.nominee(wanted).name}"


def nominees(category: Category, wanted: Iterable[str]) -> str:
    """Several of them, in their order."""
    return "; ".join(nominee(category, entry) for entry in wanted)


def roman(place: int) -> str:
    """`III`; beyond ten places plain digits."""
    return _ROMAN[place - 1] if 1 <= place <= len(_ROMAN) else number(place, 0)


def prizes(plan: Plan, counted: CategoryTally, acts: Acts) -> Mapping[str, tuple[int, bool]]:
    """Nominee -> the prize place that holds after the meeting, and whether it is shared."""
    contest = plan.category(counted.code)
    found: dict[str, tuple[int, bool]] = {}
    place = 1
    for group in final_order(counted, acts):
        if place > contest.places:
            break
        found |= dict.fromkeys(group, (place, len(group) > 1))
        place += len(group)
    return found
