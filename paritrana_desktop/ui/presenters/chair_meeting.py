"""The meeting: who leads on which basis, who is there, whether they are enough, whose ballot codes were compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from paritrana_desktop.domain.decision import Matter, counted_jurors
from paritrana_desktop.domain.panel import Juror
from paritrana_desktop.texts import _, date, ngettext, number
from paritrana_desktop.ui.presenters.chair_state import State
from paritrana_desktop.ui.presenters.rows import Tone
from paritrana_desktop.ui.presenters.secretary_words import seat


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who may lead the meeting."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class MemberShown:
    """One panel member's line."""

    code: str
    name: str
    seat: str
    present: bool
    absent: bool
    reason: str
    codes: tuple[str, ...]
    """Of the ballots that count; none where nothing of this member is counted."""
    confirmed: bool
    note: str
    """What stands instead of codes."""


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """What the page shows."""

    leaders: tuple[Choice, ...]
    leader: str
    basis: str
    day_in_words: str
    members: tuple[MemberShown, ...]
    quorum: str
    quorum_tone: Tone
    codes: str
    """How many codes were compared, in words."""
    codes_tone: Tone
    missing: tuple[str, ...]
    """What is still missing here, each in a few words."""
    frozen: bool


def load(state: State) -> MeetingShown:
    """The meeting as it has been entered so far."""
    plan, acts = state.plan, state.acts
    counted = counted_jurors(state.tally)
    strips = {strip.juror: strip.codes for strip in state.received.strips}
    reasons = {entry.juror: entry.reason for entry in acts.absent}
    members = tuple(
        MemberShown(
            code=juror.code,
            name=juror.with_titles(),
            seat=" · ".join(part for part in (seat(juror), _state(juror)) if part),
            present=juror.code in acts.present,
            absent=juror.code in reasons,
            reason=reasons.get(juror.code, ""),
            codes=strips.get(juror.code, ()) if juror.code in counted else (),
            confirmed=juror.code in acts.codes_confirmed,
            note="" if juror.code in counted else _not_counted(juror),
        )
        for juror in plan.jurors
    )
    quorum, quorum_tone = _quorum(state)
    compared = sum(juror in acts.codes_confirmed for juror in counted)
    figures = {"count": number(compared, 0), "all": number(len(counted), 0)}
    codes = ngettext("{count} of {all} code compared", "{count} of {all} codes compared", len(counted))
    day = dt.date.fromisoformat(acts.date)
    return MeetingShown(
        leaders=tuple(Choice(juror.code, juror.with_titles()) for juror in plan.jurors if juror.scores),
        leader=acts.leader,
        basis=acts.basis,
        day_in_words=date(day),
        members=members,
        quorum=quorum,
        quorum_tone=quorum_tone,
        codes=codes.format(**figures),
        codes_tone="good" if compared == len(counted) else "caution",
        missing=_missing(state),
        frozen=state.frozen,
    )


def _state(juror: Juror) -> str:
    return "" if juror.scores else _("without a vote")


def _not_counted(juror: Juror) -> str:
    return _("no marks of this member are counted") if juror.scores else _("does not score")


def _quorum(state: State) -> tuple[str, Tone]:
    voting = [juror.code for juror in state.plan.jurors if juror.scores]
    needed = state.plan.rules.quorum or len(voting) // 2 + 1
    there = sum(code in state.acts.present for code in voting)
    figures = {"there": number(there, 0), "all": number(len(voting), 0), "needed": number(needed, 0)}
    if there >= needed:
        text = _("✓ Quorum: {there} of {all} voting members are present, {needed} are needed")
        return text.format(**figures), "good"
    text = _("☐ No quorum yet: {there} of {all} voting members are present, {needed} are needed")
    return text.format(**figures), "caution"


def _missing(state: State) -> tuple[str, ...]:
    found = []
    acts = state.acts
    if not acts.basis.strip():
        found.append(_("The basis on which the meeting is led is missing."))
    if acts.leader not in acts.present:
        found.append(_("The leader of the meeting is not marked as present."))
    unknown = sum(point.matter is Matter.PRESENCE for point in state.points)
    if unknown:
        text = ngettext(
            "Attendance or its reason is missing for {count} member.",
            "Attendance or its reason is missing for {count} members.",
            unknown,
        )
        found.append(text.format(count=number(unknown, 0)))
    return tuple(found)
