"""A case: everything that a count rests on, each ballot and fact verified again. Used on every machine that counts.

Pure but for the signatures: it knows no workspace, so the limited child, the chair's laptop and an auditor's run
the same checks on the same bytes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Ballot, check_ballot
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.decision import Decision, Recount, result_fingerprint, settle
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.facts import Admission, Fact, Ruling, Statement, Witness
from paritrana_desktop.domain.panel import Role
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import from_plain, to_plain
from paritrana_desktop.domain.sound import check_plan
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.domain.union import View, view
from paritrana_desktop.exchange import envelope
from paritrana_desktop.exchange.bundle import Bundle
from paritrana_desktop.exchange.envelope import Envelope
from paritrana_desktop.exchange.plenary_file import PlenaryFile, set_digest
from paritrana_desktop.security import identity
from paritrana_desktop.services import certificates, signed_ballot
from paritrana_desktop.services.signed_ballot import KeyMissing, NotByThisJuror, NotFromAJuror, SignedBallot
from paritrana_desktop.services.tally_form import public_form

_RECOUNT_LIMIT = 64 << 10


class NotByTheSecretariat(Refusal):
    sentence = N_("This file was not made by the secretariat of the event that it names. It was not used.")


class BallotChanged(Refusal):
    sentence = N_("The ballot {ballot} in this file is not as its juror signed it. Nothing of the file was used.")


class BallotDropped(Refusal):
    sentence = N_(
        "The closing list names the ballot {ballot}, which is not in this file. Nothing of it was used; "
        "please ask the secretariat for the whole file."
    )


class NotClosed(Refusal):
    sentence = N_(
        "This file holds ballots whose receiving was never closed, so its count may not be known yet. It was not used."
    )


class PlanChangedAfterClosing(Refusal):
    sentence = N_(
        "The rules in this file are not those under which receiving was closed. Nothing of it was used; "
        "please ask the secretariat which plan the closing list names."
    )


class FactChanged(Refusal):
    sentence = N_("An entry of the secretariat in this file is not as it was signed. Nothing of the file was used.")


class KeyNotAdmitted(Refusal):
    sentence = N_(
        "A ballot in this file is signed with a key that was not admitted for {juror}. Nothing of it was used."
    )


class KeysContradict(Refusal):
    sentence = N_(
        "This file admits two keys for {juror}, or a key of {juror} for somebody else as well. Nothing of it was used; "
        "please speak with the secretariat."
    )


class SignerNotOfPanel(Refusal):
    sentence = N_(
        "This decision is signed with a key that is neither the secretariat's nor that of a juror who may lead its "
        "meeting. It proves nothing."
    )


class RulingWithoutEffect(Refusal):
    sentence = N_(
        "The ruling on {cell} of {juror} names a mark that stands in no ballot that counts, or nothing differs there. "
        "The meeting chooses between marks that were handed in; nothing was frozen."
    )


class OtherResult(Refusal):
    sentence = N_("Counting the ballots in this file gives another result than its decision says. It proves nothing.")


class RecountNotGenuine(Refusal):
    sentence = N_(
        "This recount is not signed by the juror that it names, or that juror was not named to count again. "
        "It was not used."
    )


class RecountOfAnotherSet(Refusal):
    sentence = N_("The recount of {juror} was made over other ballots than these. Please make a new plenary file.")


class CountedOnce(Refusal):
    sentence = N_(
        "No recount on a second machine stands in this file, so its decision was never frozen. It proves nothing."
    )


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
    for plan in (untrusted.plan, *untrusted.earlier):
        check_plan(plan)
    facts: dict[str, Fact] = {}
    for name, data in untrusted.envelopes["facts"].items():
        found, fact = read_statement(data, event_certificate)
        # The meeting rules, in its acts; the secretariat alone has no say over a juror's mark.
        if found != name or fact.event != untrusted.event or isinstance(fact, Ruling):
            raise FactChanged
        facts[name] = fact
    admitted = _admitted(facts.values())
    plans = {plan.digest(): plan for plan in (untrusted.plan, *untrusted.earlier)}
    ballots: dict[str, Ballot] = {}
    owners: dict[str, bytes] = {}
    for name, data in untrusted.envelopes["ballots"].items():
        signed = _ballot(name, data, untrusted.event)
        ballot = signed.ballot
        if admitted.get(ballot.juror) != signed.key:
            raise KeyNotAdmitted(juror=ballot.juror)
        if ballot.plan not in plans:
            raise BallotChanged(ballot=name[:12])
        check_ballot(ballot, plans[ballot.plan])
        ballots[name] = ballot
        owners[ballot.juror] = signed.certificate
    _check_closings(untrusted, facts, ballots)
    _check_distinct({juror: identity.public_key(certificate) for juror, certificate in owners.items()})
    return replace(untrusted, ballots=ballots, facts=facts, certificates=owners, event_certificate=event_certificate)


def _check_closings(untrusted: Case, facts: Mapping[str, Fact], ballots: Mapping[str, Ballot]) -> None:
    """Refuse a set that drops a ballot listed, was never closed, or was closed under another plan."""
    in_force = view(untrusted.plan, ballots, facts).closings.values()
    for closing in in_force:
        for name in closing.ballots:
            if name not in ballots:
                raise BallotDropped(ballot=fingerprint_code(Prefix.BALLOT, name))
    last = untrusted.plan.stages_until(untrusted.stage)[-1].code
    final = [closing for closing in in_force if closing.stage in {None, last}]
    if not final:
        raise NotClosed
    if any(closing.plan != untrusted.plan.digest() for closing in final):
        raise PlanChangedAfterClosing


def _admitted(facts: Iterable[Fact]) -> dict[str, str]:
    """Juror -> the certificate admitted, of which each has one."""
    admitted: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact, Admission) and admitted.setdefault(fact.juror, fact.certificate) != fact.certificate:
            raise KeysContradict(juror=fact.juror)
    _check_distinct(admitted)
    return admitted


def _check_distinct(keys: Mapping[str, Hashable]) -> None:
    """Refuse one key for two jurors; two certificates may hold the same."""
    owner: dict[Hashable, str] = {}
    for juror, key in sorted(keys.items()):
        if owner.setdefault(key, juror) != juror:
            raise KeysContradict(juror=juror)


def _ballot(name: str, data: bytes, event: str) -> SignedBallot:
    try:
        signed = signed_ballot.read(data)
    except (NotByThisJuror, NotFromAJuror, KeyMissing):
        raise BallotChanged(ballot=name[:12]) from None
    if signed.id != name or signed.ballot.event != event:
        raise BallotChanged(ballot=name[:12])
    return signed


def check_rulings(case: Case, rulings: Iterable[Ruling]) -> None:
    """Refuse a ruling that chooses nothing: its value stands in no head, or the heads do not differ there."""
    wanted = list(rulings)
    in_force = set(case.view(wanted).rulings.values())
    for ruling in wanted:
        if ruling not in in_force:
            raise RulingWithoutEffect(cell=f"{ruling.category}-{ruling.number} {ruling.criterion}", juror=ruling.juror)


def read_recount(untrusted_data: bytes, case: Case) -> Recount:
    """The recount in `untrusted_data`, over exactly `case`, signed by the juror that it names.

    Raises:
        RecountNotGenuine, RecountOfAnotherSet: it says nothing about this count.
    """
    signed, recount = parse_recount(untrusted_data)
    certificate = case.certificates.get(recount.juror)
    named = {fact.juror for fact in case.facts.values() if isinstance(fact, Witness)}
    if (
        certificate is None
        or recount.juror not in named
        or identity.certificate_digest(certificate) != recount.certificate
        or not identity.verify(certificate, signed.signed_bytes, signed.signature)
    ):
        raise RecountNotGenuine
    if (recount.event, recount.plan, recount.stage, recount.set) != (
        case.event,
        case.plan.digest(),
        case.stage,
        case.set,
    ):
        raise RecountOfAnotherSet(juror=recount.juror)
    return recount


def parse_recount(untrusted_data: bytes) -> tuple[Envelope, Recount]:
    """The envelope and the recount in it, every field as the schema says; its signature is not yet verified."""
    # It is small enough for the program itself to read.
    if len(untrusted_data) > _RECOUNT_LIMIT:
        raise RecountNotGenuine
    signed = envelope.decode(untrusted_data, envelope.RECOUNT)
    return signed, from_plain(Recount, canonical.parse(signed.body))


def check_bundle(untrusted: Bundle) -> Case | None:
    """The case in a full bundle, its count equal to the decision's; None for a short one, which has no ballots.

    Raises:
        NotByTheSecretariat, SignerNotOfPanel: signed by somebody else than it says, or than may.
        OtherResult, CountedOnce, RecountNotGenuine, RecountOfAnotherSet and all that `verified` raises.
    """
    signer = certificates.digest(untrusted.signer)
    decision = untrusted.decision
    if decision.event != untrusted.event:
        raise NotByTheSecretariat
    if decision.signers and signer not in {entry.certificate for entry in decision.signers}:
        raise SignerNotOfPanel
    if not {signer, *(entry.certificate for entry in decision.signers)} <= _who_may_speak(untrusted, decision):
        raise SignerNotOfPanel
    if untrusted.plan is None:
        return None
    case = _case_of(untrusted, decision)
    if not {signer, *(entry.certificate for entry in decision.signers)} <= _who_may_sign(case, decision):
        raise SignerNotOfPanel
    tally = case.tally(decision.acts.rulings)
    if (
        tally.plan != decision.plan
        or result_fingerprint(tally) != decision.result
        or tally.ballots != decision.ballots
        or case.plan.rehearsal != decision.rehearsal
        or settle(case.plan, tally, decision.acts) != decision.outcomes
        or canonical.encode(public_form(case.plan, tally)) != untrusted.totals
    ):
        raise OtherResult
    check_rulings(case, decision.acts.rulings)
    _check_recounts(untrusted, case, decision)
    return case


def _who_may_speak(untrusted: Bundle, decision: Decision) -> set[str]:
    """Digests of the event's key and of those keys that it admitted for people present at the meeting."""
    certificate = certificates.der(untrusted.event_certificate)
    if identity.certificate_digest(certificate) != untrusted.event:
        raise NotByTheSecretariat
    admitted: set[str] = set()
    for name, data in untrusted.admissions.items():
        found, fact = read_statement(data, certificate)
        if found != name or not isinstance(fact, Admission) or fact.event != untrusted.event:
            raise FactChanged
        if fact.juror in {decision.acts.leader, *decision.acts.present}:
            admitted.add(fact.certificate)
    return {untrusted.event, *admitted}


def _who_may_sign(case: Case, decision: Decision) -> set[str]:
    """Digests of the keys with which this decision may be signed: the secretariat's, and who may lead the meeting."""
    leading = {
        juror.code
        for juror in case.plan.jurors
        if juror.code == decision.acts.leader or juror.role in {Role.CHAIR, Role.DEPUTY}
    }
    own = {identity.certificate_digest(key) for juror, key in case.certificates.items() if juror in leading}
    return {case.event, *own}


def _check_recounts(untrusted: Bundle, case: Case, decision: Decision) -> None:
    if not untrusted.recounts:
        raise CountedOnce
    recounts = {read_recount(data, case) for data in untrusted.recounts.values()}
    if recounts != set(decision.recounts):
        raise RecountNotGenuine
    if {recount.result for recount in recounts} != {result_fingerprint(case.tally())}:
        raise OtherResult


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
