"""A case: everything that a count rests on, each ballot and fact verified again. Used on every machine that counts.

Pure but for the signatures: it knows no workspace, so the limited child, the chair's laptop and an auditor's run
the same checks on the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Ballot, Origin, check_ballot
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.decision import Decision, Recount, result_fingerprint, settle
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.facts import Admission, Fact, Ruling, Statement, Witness
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import from_plain, to_plain
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.domain.union import View, view
from paritrana_desktop.exchange import ballot_file, envelope
from paritrana_desktop.exchange.bundle import Bundle
from paritrana_desktop.exchange.plenary_file import PlenaryFile, set_digest
from paritrana_desktop.security import identity
from paritrana_desktop.services import certificates


class NotByTheSecretariat(Refusal):
    sentence = N_("This file was not made by the secretariat of the event that it names. It was not used.")


class BallotChanged(Refusal):
    sentence = N_("The ballot {ballot} in this file is not as its juror signed it. Nothing of the file was used.")


class FactChanged(Refusal):
    sentence = N_("An entry of the secretariat in this file is not as it was signed. Nothing of the file was used.")


class KeyNotAdmitted(Refusal):
    sentence = N_(
        "A ballot in this file is signed with a key that was not admitted for {juror}. Nothing of it was used."
    )


class OtherResult(Refusal):
    sentence = N_("Counting the ballots in this file gives another result than its decision says. It proves nothing.")


class RecountNotGenuine(Refusal):
    sentence = N_("A recount in this file is not signed by the juror that it names. It was not used.")


@dataclass(frozen=True, slots=True)
class Case:
    """Verified ballots and facts of one event with the view and the count that follow from them."""

    event: str
    plan: Plan
    earlier: tuple[Plan, ...]
    """Plans that ballots name besides the one in force."""
    stage: str | None
    ballots: Mapping[str, Ballot]
    facts: Mapping[str, Fact]
    envelopes: Mapping[str, Mapping[str, bytes]]
    """The bytes as signed: `ballots` and `facts` by id."""
    certificates: Mapping[str, bytes]
    """Juror -> DER of the key that speaks for that juror."""
    log: str
    """Head of the secretariat's log."""
    recipient: str
    """`age1…` of the secretariat's desk; empty where it is not known."""
    event_certificate: bytes = b""
    """DER of the event's key."""

    @property
    def set(self) -> str:
        """Fingerprint of what is counted; who may witness it is no part of that."""
        counted = {name: fact for name, fact in self.facts.items() if not isinstance(fact, Witness)}
        return set_digest(self.plan.digest(), self.stage, self.ballots, counted)

    def view(self, rulings: Iterable[Ruling] = ()) -> View:
        """What the set says, with the meeting's `rulings` in force."""
        added = {canonical.fingerprint(to_plain(ruling)): ruling for ruling in rulings}
        return view(self.plan, self.ballots, {**self.facts, **added})

    def tally(self, rulings: Iterable[Ruling] = ()) -> Tally:
        """The count of the set, with the meeting's `rulings` in force."""
        return count(self.plan, self.view(rulings), self.stage)


def read_statement(data: bytes, event_certificate: bytes) -> tuple[str, Fact]:
    """The id and the fact in an envelope signed with the event's key."""
    signed = envelope.decode(data, envelope.FACT)
    if not identity.verify(event_certificate, signed.signed_bytes, signed.signature):
        raise FactChanged
    return signed.id, from_plain(Statement, canonical.parse(signed.body)).fact


def from_plenary(untrusted: PlenaryFile) -> Case:
    """The case in a plenary file; every signature is checked.

    Raises:
        NotByTheSecretariat, BallotChanged, FactChanged, KeyNotAdmitted: nothing of it may be used.
    """
    certificate = certificates.der(untrusted.signer)
    if identity.certificate_digest(certificate) != untrusted.event:
        raise NotByTheSecretariat
    return verified(
        certificate,
        Case(
            event=untrusted.event,
            plan=untrusted.plan,
            earlier=untrusted.earlier,
            stage=untrusted.head.stage,
            ballots={},
            facts={},
            envelopes={"ballots": untrusted.ballots, "facts": untrusted.facts},
            certificates={},
            log=untrusted.head.log,
            recipient=untrusted.head.recipient,
        ),
    )


def verified(event_certificate: bytes, untrusted: Case) -> Case:
    """`untrusted` with ballots, facts and certificates read from its envelopes, each checked."""
    facts: dict[str, Fact] = {}
    for name, data in untrusted.envelopes["facts"].items():
        found, fact = read_statement(data, event_certificate)
        if found != name or fact.event != untrusted.event:
            raise FactChanged
        facts[name] = fact
    admitted = {fact.juror: fact.certificate for fact in facts.values() if isinstance(fact, Admission)}
    plans = {plan.digest(): plan for plan in (untrusted.plan, *untrusted.earlier)}
    ballots: dict[str, Ballot] = {}
    owners: dict[str, bytes] = {}
    for name, data in untrusted.envelopes["ballots"].items():
        ballot, certificate = _ballot(name, data, untrusted.event)
        if admitted.get(ballot.juror) != identity.certificate_digest(certificate):
            raise KeyNotAdmitted(juror=ballot.juror)
        if ballot.plan not in plans:
            raise BallotChanged(ballot=name[:12])
        check_ballot(ballot, plans[ballot.plan])
        ballots[name] = ballot
        owners[ballot.juror] = certificate
    return replace(untrusted, ballots=ballots, facts=facts, certificates=owners, event_certificate=event_certificate)


def _ballot(name: str, data: bytes, event: str) -> tuple[Ballot, bytes]:
    signed = envelope.decode(data, envelope.BALLOT)
    ballot = ballot_file.read(signed)
    if signed.id != name or ballot.event != event or ballot.enrolment is None or ballot.origin is not Origin.JUROR:
        raise BallotChanged(ballot=name[:12])
    certificate = certificates.der(ballot.enrolment.certificate)
    if not identity.verify(certificate, signed.signed_bytes, signed.signature):
        raise BallotChanged(ballot=name[:12])
    return ballot, certificate


def read_recount(untrusted_data: bytes, case: Case) -> Recount:
    """The recount in `untrusted_data`, signed by the juror that it names."""
    signed = envelope.decode(untrusted_data, envelope.RECOUNT)
    recount = from_plain(Recount, canonical.parse(signed.body))
    certificate = case.certificates.get(recount.juror)
    if (
        certificate is None
        or identity.certificate_digest(certificate) != recount.certificate
        or not identity.verify(certificate, signed.signed_bytes, signed.signature)
    ):
        raise RecountNotGenuine
    return recount


def check_bundle(untrusted: Bundle) -> Case | None:
    """The case in a full bundle, its count equal to the decision's; None for a short one, which has no ballots.

    Raises:
        OtherResult, RecountNotGenuine and all that `verified` raises.
    """
    signer = certificates.digest(untrusted.signer)
    decision = untrusted.decision
    if decision.signers and signer not in {entry.certificate for entry in decision.signers}:
        raise NotByTheSecretariat
    if untrusted.plan is None:
        return None
    case = _case_of(untrusted, decision)
    tally = case.tally(decision.acts.rulings)
    if (
        tally.plan != decision.plan
        or result_fingerprint(tally) != decision.result
        or tally.ballots != decision.ballots
        or settle(case.plan, tally, decision.acts) != decision.outcomes
    ):
        raise OtherResult
    recounts = tuple(read_recount(data, case) for data in untrusted.recounts.values())
    if {canonical.fingerprint(to_plain(entry)) for entry in recounts} != {
        canonical.fingerprint(to_plain(entry)) for entry in decision.recounts
    }:
        raise RecountNotGenuine
    return case


def _case_of(untrusted: Bundle, decision: Decision) -> Case:
    assert untrusted.plan is not None
    certificate = certificates.der(untrusted.event_certificate)
    if identity.certificate_digest(certificate) != untrusted.event:
        raise NotByTheSecretariat
    return verified(
        certificate,
        Case(
            event=untrusted.event,
            plan=untrusted.plan,
            earlier=untrusted.earlier,
            stage=decision.stage,
            ballots={},
            facts={},
            envelopes={"ballots": untrusted.ballots, "facts": untrusted.facts},
            certificates={},
            log=decision.log,
            recipient="",
        ),
    )
