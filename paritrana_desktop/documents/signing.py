"""Who signs the documents of a decision: its planned signers, or people in ink when it plans none."""

from __future__ import annotations

from collections.abc import Sequence

from paritrana_desktop.documents import blocks
from paritrana_desktop.documents.blocks import Signatory
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.rendered import SignedBy
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.decision import Decision, Signer
from paritrana_desktop.domain.panel import Juror, Role
from paritrana_desktop.domain.plan import Plan


def signatories(
    plan: Plan, decision: Decision, form: Form, say: Phrases, in_ink: Sequence[Juror]
) -> tuple[Signatory, ...]:
    """The blocks of a document, the leader of the meeting first; `in_ink` are those who sign on paper instead."""
    if not decision.signers:
        return tuple(
            blocks.signatory(juror, form, say, seat=seat(juror, leads=juror.code == decision.acts.leader, say=say))
            for juror in in_ink
        )
    return tuple(_planned(plan, decision, form, say, signer) for signer in decision.signers)


def leader_first(plan: Plan, decision: Decision, codes: Sequence[str]) -> tuple[Juror, ...]:
    """The leader of the meeting, then the panel members with `codes`, in the panel's order."""
    leader = plan.juror(decision.acts.leader)
    return (leader, *(juror for juror in plan.jurors if juror.code in codes and juror != leader))


def seat(juror: Juror, *, leads: bool, say: Phrases) -> str:
    """A member's seat in the panel; one who leads the plenary without being the chair is named as its leader too."""
    own = say(f"seat.{juror.role}")
    return say("leader.seat", seat=own) if leads and juror.role is not Role.CHAIR else own


def _planned(plan: Plan, decision: Decision, form: Form, say: Phrases, signer: Signer) -> Signatory:
    signed = SignedBy(signer.field, fingerprint_code(Prefix.KEY, signer.certificate))
    juror = next((juror for juror in plan.jurors if signer.name in {juror.name, juror.with_titles()}), None)
    if juror is None and signer is decision.signers[0]:
        juror = plan.juror(decision.acts.leader)
    if juror is None:
        return Signatory(say("seat.signer"), signer.name, signed=signed)
    leads = juror.code == decision.acts.leader
    return blocks.signatory(juror, form, say, seat=seat(juror, leads=leads, say=say), signed=signed)
