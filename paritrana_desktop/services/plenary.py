"""The plenary: the file that goes to a second machine, the recount there, and the decision that is frozen and signed."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paritrana_desktop import paths
from paritrana_desktop.documents import decision as decision_sheet
from paritrana_desktop.documents import minutes, recap
from paritrana_desktop.documents.received import received
from paritrana_desktop.documents.rendered import Rendered
from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.decision import (
    Acts,
    Decision,
    Recount,
    Signer,
    result_fingerprint,
    settle,
)
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.facts import Admission, Witness
from paritrana_desktop.domain.panel import Role
from paritrana_desktop.domain.schema import to_plain
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.exchange import bundle, container, envelope, plenary_file
from paritrana_desktop.exchange.plenary_file import Head, PlenaryFile
from paritrana_desktop.security import identity, seal
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import case as cases
from paritrana_desktop.services import collection, signing
from paritrana_desktop.services.case import Case
from paritrana_desktop.services.desk import Desk, certificate_text
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.tally_form import public_form
from paritrana_desktop.storage.records import StoredDocument

FIELD = "pimpinan"
PLENARY = "plenary"


class NobodyToRead(Refusal):
    sentence = N_("Please name at least one juror who receives the plenary file.")


class ReaderUnknown(Refusal):
    sentence = N_("No key of {juror} is known yet, because no ballot has come from there. Please choose another juror.")


class NotOfThisPanel(Refusal):
    sentence = N_(
        "The key in this home folder belongs to nobody whose ballot is in this file, so it cannot witness it."
    )


class CountsDiffer(Refusal):
    sentence = N_(
        "The two counts differ: here {here}, the secretariat says {there}. Nothing was signed; "
        "please have both machines looked at before you decide."
    )


class NoSecondCount(Refusal):
    sentence = N_(
        "No recount on a second machine agrees with this count yet. Please have the chair or a witness recount first."
    )


class NotForThisSigner(Refusal):
    sentence = N_(
        "The decision is signed by the leader of the meeting, the chair or the deputy; {name} is none of these."
    )


@dataclass(frozen=True, slots=True)
class DecidedDocument:
    """One document of a decision."""

    kind: str
    name: str
    pdf: bytes
    signed: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """Everything that a frozen decision puts on disk."""

    decision: Decision
    tally: Tally
    documents: tuple[DecidedDocument, ...]
    bundle_name: str
    bundle: bytes
    archive_name: str
    archive: bytes


def write(desk: Desk, stage: str | None, to: Iterable[str]) -> tuple[str, bytes]:
    """Name and bytes of the plenary file for the jurors `to`, who read it with their own keys."""
    readers = tuple(dict.fromkeys(to))
    if not readers:
        raise NobodyToRead
    now = collection.case(desk, stage)
    recipients = []
    for juror in readers:
        keys = {
            ballot.enrolment.age_recipient
            for ballot in now.ballots.values()
            if ballot.juror == juror and ballot.enrolment is not None
        }
        if not keys:
            raise ReaderUnknown(juror=juror)
        recipients += sorted(keys)
    with desk.store.transaction():
        named = {fact.juror for fact in now.facts.values() if isinstance(fact, Witness)}
        for juror in readers:
            if juror not in named:
                collection.append_fact(desk, Witness("witness", desk.key.digest, juror))
        desk.log("make plenary file", " ".join(readers), "", now.set)
    now = collection.case(desk, stage)
    head = Head(
        "plenary", (), stage, readers, now.set, result_fingerprint(now.tally()), now.log, desk.key.age_recipient
    )
    members = plenary_file.members(now.plan, now.earlier, head, now.envelopes["ballots"], now.envelopes["facts"])
    packed = container.pack("plenary", desk.key.digest, certificate_text(desk.key), members, desk.sign)
    data = seal.seal(packed, [desk.key.age_recipient, *recipients])
    name = f"pleno-{stage}{plenary_file.SUFFIX}" if stage else f"pleno{plenary_file.SUFFIX}"
    desk.store.append_document(StoredDocument(PLENARY, name, canonical.digest(data), data, desk.now()))
    return name, data


def read(reader: Reader, untrusted_data: bytes, key: OwnKey) -> Case:
    """The case in a plenary file sealed to `key`, counted here and equal to what the secretariat says.

    Raises:
        CountsDiffer: this machine counts something else.
    """
    return checked(plenary_file.read(reader.container(untrusted_data, "plenary", age_identity=key.age_identity)))


def checked(untrusted: PlenaryFile) -> Case:
    """The case in a plenary file, counted here and equal to what the secretariat says.

    Raises:
        CountsDiffer: this machine counts something else, or another set.
        NotByTheSecretariat, BallotChanged, FactChanged, KeyNotAdmitted, KeysContradict: nothing of it may be used.
    """
    case = cases.from_plenary(untrusted)
    here = result_of(case)
    if here != untrusted.head.result or case.set != untrusted.head.set:
        raise CountsDiffer(here=here[:12], there=untrusted.head.result[:12])
    return case


def owner(case: Case, key: OwnKey) -> str:
    """The juror of `case` whose key this is.

    Raises:
        NotOfThisPanel: it is nobody's.
    """
    for juror, certificate in case.certificates.items():
        if identity.certificate_digest(certificate) == key.digest:
            return juror
    raise NotOfThisPanel


def recount(case: Case, key: OwnKey) -> tuple[str, bytes, str]:
    """Name, bytes and result fingerprint (hexadecimal) of the signed answer: this machine counted the same."""
    juror = owner(case, key)
    result = result_fingerprint(case.tally())
    answer = Recount("recount", (), case.event, case.plan.digest(), case.stage, case.set, result, juror, key.digest)
    signed = envelope.signed(
        envelope.RECOUNT,
        canonical.encode(to_plain(answer)),
        lambda payload: identity.sign(key.private_key, payload),
        # The hint lets anybody check the answer by itself: the body names the digest of this certificate.
        certificate_text(key),
    )
    return f"hitung-ulang-{juror}{plenary_file.ANSWER_SUFFIX}", envelope.encode(signed), result


def decide(
    case: Case,
    key: OwnKey,
    answers: Iterable[bytes],
    acts: Acts,
    at: dt.datetime,
    *,
    ink: bool = False,
    readers: Iterable[str] = (),
) -> Decided:
    """Freeze the decision of the meeting whose `acts` these are, and make its documents and both bundles.

    `answers` are the recounts as received. The documents are certified by `key`, or have blank blocks for `ink`. The
    archive is sealed to `key`, to the secretariat, and to `readers` (age recipients).

    Raises:
        NoSecondCount, RecountOfAnotherSet: no second machine agrees.
        RulingWithoutEffect: the meeting ruled for a mark that stands in no ballot.
        NotReady: something blocks or an act is missing; each is named.
        NotForThisSigner: `key` is not one that may sign.
    """
    recounts = check_answers(case, answers)
    cases.check_rulings(case, acts.rulings)
    signers = () if ink else (_signer(case, key, acts),)
    tally = case.tally(acts.rulings)
    outcomes = settle(case.plan, tally, acts)
    decision = Decision(
        kind="decision",
        critical=(),
        event=case.event,
        plan=case.plan.digest(),
        stage=case.stage,
        rehearsal=case.plan.rehearsal,
        result=result_fingerprint(tally),
        ballots=tally.ballots,
        acts=acts,
        outcomes=outcomes,
        recounts=tuple(recount for recount, _ in recounts),
        signers=signers,
        log=case.log,
    )
    documents = _documents(case, tally, decision, key, at)
    return _bundled(case, key, tally, decision, documents, [data for _, data in recounts], readers)


def result_of(case: Case) -> str:
    """Fingerprint of the count of `case` before any act of the meeting, hexadecimal."""
    return result_fingerprint(case.tally())


def check_answers(case: Case, answers: Iterable[bytes]) -> list[tuple[Recount, bytes]]:
    """The recounts in `answers`, one for each juror, each genuine and equal to the count of `case`.

    Raises:
        RecountNotGenuine, RecountOfAnotherSet, CountsDiffer, NoSecondCount: there is none that agrees.
    """
    result = result_of(case)
    found: dict[str, tuple[Recount, bytes]] = {}
    for data in answers:
        answer = cases.read_recount(data, case)
        if answer.result != result:
            raise CountsDiffer(here=result[:12], there=answer.result[:12])
        found[answer.juror] = (answer, data)
    if not found:
        raise NoSecondCount
    return [found[juror] for juror in sorted(found)]


def _signer(case: Case, key: OwnKey, acts: Acts) -> Signer:
    if key.digest == case.event:
        # The secretariat's desk signs only what a meeting led elsewhere has decided; the record says whose key it was.
        return Signer(FIELD, key.holder, key.digest, "P1")
    juror = case.plan.juror(owner(case, key))
    if juror.code != acts.leader and juror.role not in {Role.CHAIR, Role.DEPUTY}:
        raise NotForThisSigner(name=juror.with_titles())
    return Signer(FIELD, juror.with_titles(), key.digest, "P1")


def rendered(case: Case, tally: Tally, decision: Decision) -> dict[str, tuple[str, Rendered]]:
    """Kind -> file name and unsigned document of `decision`: the same record gives the same bytes, anywhere."""
    plan = case.plan
    strips = received(plan, case.view(decision.acts.rulings), case.ballots, case.facts, case.stage)
    return {
        "recap": ("rekapitulasi.pdf", recap.render(plan, tally, decision)),
        "minutes": ("berita-acara.pdf", minutes.render(plan, tally, decision, strips)),
        "decision": ("keputusan.pdf", decision_sheet.render(plan, decision)),
    }


def _documents(
    case: Case, tally: Tally, decision: Decision, key: OwnKey, at: dt.datetime
) -> tuple[DecidedDocument, ...]:
    signed = bool(decision.signers)
    return tuple(
        DecidedDocument(kind, name, signing.certified(page, key, at) if signed else page.pdf, signed)
        for kind, (name, page) in rendered(case, tally, decision).items()
    )


def _bundled(
    case: Case,
    key: OwnKey,
    tally: Tally,
    decision: Decision,
    documents: tuple[DecidedDocument, ...],
    answers: list[bytes],
    readers: Iterable[str],
) -> Decided:
    pdfs = {document.name: document.pdf for document in documents}
    signing_facts = {
        name: case.envelopes["facts"][name]
        for name, fact in case.facts.items()
        if isinstance(fact, Admission) and fact.certificate == key.digest
    }
    standing = bundle.Standing(base64.b64encode(case.event_certificate).decode(), signing_facts)
    description = paths.format_description().read_bytes()
    short = bundle.short_members(decision, public_form(case.plan, tally), pdfs, standing, description)
    full = bundle.full_members(
        short,
        case.plan,
        case.earlier,
        {
            "ballots": case.envelopes["ballots"],
            "facts": case.envelopes["facts"],
            "recounts": {canonical.digest(data): data for data in answers},
        },
        canonical.encode({"head": case.log}),
    )

    def packed(content: container.Content, members: Mapping[str, bytes]) -> bytes:
        signer = certificate_text(key)
        return container.pack(
            content, case.event, signer, members, lambda payload: identity.sign(key.private_key, payload)
        )

    recipients = dict.fromkeys([key.age_recipient, *([case.recipient] if case.recipient else []), *readers])
    suffix = f"-{case.stage}{bundle.SUFFIX}" if case.stage else bundle.SUFFIX
    return Decided(
        decision=decision,
        tally=tally,
        documents=documents,
        bundle_name=f"keputusan{suffix}",
        bundle=packed("decision", short),
        archive_name=f"arsip{suffix}",
        archive=seal.seal(packed("archive", full), recipients),
    )
