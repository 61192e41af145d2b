"""Who was at the plenary, who led it on what basis, and whether there was a quorum."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from paritrana_desktop.documents import names, signing, style, words
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.tables import Cell, Column, table
from paritrana_desktop.domain.decision import Acts
from paritrana_desktop.domain.panel import Juror, Role, Status
from paritrana_desktop.domain.plan import Plan


def told(plan: Plan, acts: Acts, say: Phrases, width: float) -> list[Flowable]:
    """Leader and basis, the list of all members, and the quorum in figures and words."""
    leader = plan.juror(acts.leader)
    seat = signing.seat(leader, leads=False, say=say)
    leading = say(
        "attendance.leader", leader=names.name(leader, Form.MINUTES), seat=seat, basis=acts.basis.rstrip(". ")
    )
    columns = [
        Column(say("attendance.number"), 26, "centre"),
        Column(say("attendance.name"), 138),
        Column(say("attendance.seat"), 96),
        Column(say("attendance.post")),
        Column(say("attendance.state"), 96),
    ]
    members = [juror for juror in plan.jurors if juror.role is not Role.OPERATOR]
    rows = [_row(at, juror, acts, say) for at, juror in enumerate(members, start=1)]
    return [
        style.paragraph(leading),
        table(columns, rows, width),
        Spacer(1, 5),
        style.paragraph(_quorum(plan, acts, say)),
    ]


def signing_members(plan: Plan, acts: Acts) -> tuple[str, ...]:
    """Those present who sign the minutes: members, not delegates, trainees or operators."""
    return tuple(
        juror.code
        for juror in plan.jurors
        if juror.code in acts.present
        and juror.status in {Status.REGULAR, Status.SUBSTITUTE}
        and juror.role is not Role.OPERATOR
    )


def seat_and_constituency(juror: Juror, say: Phrases) -> str:
    """`Anggota, unsur serikat pekerja (utusan tanpa hak suara)`, as far as it is known."""
    seat = say(f"role.{juror.role}")
    named = ", ".join(part for part in (seat, juror.constituency) if part)
    status = say(f"status.{juror.status}") if juror.status is not Status.REGULAR else ""
    return f"{named} ({status})" if status else named


def _row(at: int, juror: Juror, acts: Acts, say: Phrases) -> list[Cell]:
    reason = next((entry.reason for entry in acts.absent if entry.juror == juror.code), None)
    if juror.code in acts.present:
        state = say("attendance.present")
    elif reason is not None:
        state = say("attendance.member_absent", reason=reason)
    else:
        state = say("attendance.member_unknown" if juror.scores else "none")
    return [str(at), names.name(juror, Form.MINUTES), seat_and_constituency(juror, say), names.office(juror), state]


def _quorum(plan: Plan, acts: Acts, say: Phrases) -> str:
    voting = [juror.code for juror in plan.jurors if juror.scores]
    there = sum(code in acts.present for code in voting)
    needed = plan.rules.quorum or len(voting) // 2 + 1
    return say(
        "attendance.quorum",
        there=there,
        there_words=words.number(there),
        all=len(voting),
        all_words=words.number(len(voting)),
        needed=needed,
        needed_words=words.number(needed),
        verdict=say("attendance.quorum_met" if there >= needed else "attendance.quorum_missed"),
    )
