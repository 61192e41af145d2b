"""The limited child: the one place where bytes from outside are decrypted and parsed.

It is the program itself, started with a hidden argument. It imports neither storage nor Qt, gets an age identity
over its standard input and never a signing key, and its memory is bounded where the platform can. If a file kills
it, that file is lost to it and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Ballot, check_ballot
from paritrana_desktop.domain.errors import N_, ParitranaError, Refusal
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import to_plain
from paritrana_desktop.exchange.ballot_file import LIMIT as BALLOT_LIMIT
from paritrana_desktop.exchange.envelope import Envelope
from paritrana_desktop.services.channel import Parcel, plain_refusal, receive, send

_HEADROOM = 300 << 20
_PER_BYTE = 4
_RECORD_LIMIT = 8 << 20

Question = Mapping[str, Any]
Answer = tuple[dict[str, Any], list[bytes]]


class OtherEvent(Refusal):
    sentence = N_("This file belongs to another event. Nothing was changed; please ask for the file of this event.")


class NotToThisSecretariat(Refusal):
    sentence = N_("This ballot names another secretariat as its reader. It was not used; please speak with the juror.")


class NotByThisJuror(Refusal):
    sentence = N_(
        "The signature in this file is not by the key that it names. It was not used; ask the juror to send it again."
    )


class UnknownPlan(Refusal):
    sentence = N_(
        "This ballot was made for a revision of the plan that is not known here. It was not used; "
        "please check that the juror has the newest package."
    )


class _Memory:
    """What the child keeps between files of one batch."""

    plans: dict[str, Plan]


def main() -> int:
    """Answer questions on standard input until it closes."""
    _Memory.plans = {}
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    # A stray print of a library must not mix with the answers.
    sys.stdout = sys.stderr
    send(answers, Parcel({"ready": True}))
    while True:
        try:
            parcel = receive(questions)
        except EOFError:
            return 0
        try:
            head, blobs = _OPERATIONS[parcel.head["op"]](parcel.head, list(parcel.blobs))
        except ParitranaError as refusal:
            head, blobs = plain_refusal(refusal), []
        send(answers, Parcel(head, blobs))


def _limit_memory(size: int) -> None:
    """Bound the address space to what is in use now plus a headroom; call it after the imports of an operation."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on every platform

    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123  not a path of the person's
            used = int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        used = 1 << 30
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + _HEADROOM + _PER_BYTE * size, hard))


def _plan(_question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.exchange import package  # noqa: PLC0415  only what an operation needs

    plan = package.read_plan(blobs[0])
    _Memory.plans[plan.digest()] = plan
    return {"digest": plan.digest()}, []


def _ballot(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.security import seal  # noqa: PLC0415

    _limit_memory(len(blobs[0]))
    plain = seal.open_sealed(blobs[0], question["identity"], BALLOT_LIMIT)
    signed, ballot, certificate = _genuine(plain)
    if ballot.event != question["event"]:
        raise OtherEvent
    if question["recipient"] not in ballot.to:
        raise NotToThisSecretariat
    if ballot.plan not in _Memory.plans:
        raise UnknownPlan
    check_ballot(ballot, _Memory.plans[ballot.plan])
    return {"id": signed.id}, [plain, certificate]


def _signed_ballot(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.security import identity, seal  # noqa: PLC0415

    _limit_memory(len(blobs[0]))
    signed, _, certificate = _genuine(seal.open_sealed(blobs[0], question["identity"], BALLOT_LIMIT))
    return {"id": signed.id, "certificate": identity.certificate_digest(certificate)}, []


def _genuine(untrusted_plain: bytes) -> tuple[Envelope, Ballot, bytes]:
    """A ballot's envelope, content and certificate, signed by the key that it names itself."""
    from paritrana_desktop.exchange import ballot_file, envelope  # noqa: PLC0415
    from paritrana_desktop.security import identity  # noqa: PLC0415
    from paritrana_desktop.services import certificates  # noqa: PLC0415

    signed = envelope.decode(untrusted_plain, envelope.BALLOT)
    ballot = ballot_file.read(signed)
    if ballot.enrolment is None:
        raise envelope.NotSigned
    certificate = certificates.der(ballot.enrolment.certificate)
    if not identity.verify(certificate, signed.signed_bytes, signed.signature):
        raise NotByThisJuror
    return signed, ballot, certificate


def _container(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.exchange import bundle, container, plenary_file  # noqa: PLC0415
    from paritrana_desktop.security import identity, seal  # noqa: PLC0415
    from paritrana_desktop.services import case, certificates  # noqa: PLC0415

    _limit_memory(len(blobs[0]))
    data = blobs[0]
    if question.get("identity"):
        data = seal.open_sealed(data, question["identity"], container.LIMIT)
    found = container.unpack(data, certificates.der, identity.verify)
    if found.manifest.content not in question["contents"]:
        raise container.NotAContainer
    if found.manifest.content == "plenary":
        case.from_plenary(plenary_file.read(found))
    elif found.manifest.content != "package":
        case.check_bundle(bundle.read(found))
    head = {
        "content": found.manifest.content,
        "event": found.manifest.event,
        "signer": found.manifest.signer,
        "names": list(found.members),
    }
    return head, list(found.members.values())


def _event_workbook(_question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.exchange import workbook_event  # noqa: PLC0415

    _limit_memory(len(blobs[0]))
    return {}, [canonical.encode(to_plain(workbook_event.read_event(blobs[0])))]


def _marks_workbook(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.exchange import package, workbook_marks  # noqa: PLC0415

    _limit_memory(len(blobs[0]))
    plan = package.read_plan(blobs[1])
    return {}, [canonical.encode(to_plain(workbook_marks.read_marks(blobs[0], plan, question["juror"])))]


def _pdf(_question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.security import pdf_reading, pdf_signature  # noqa: F401, PLC0415  before the limit

    _limit_memory(len(blobs[0]))
    signatures = pdf_signature.check(blobs[0]).signatures
    signers = [[signature.field, signature.name, signature.claimed_time.isoformat()] for signature in signatures]
    return {"signers": signers}, [signature.certificate for signature in signatures]


def _record(_question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.security import pdf_reading, pdf_signature  # noqa: F401, PLC0415  before the limit

    _limit_memory(len(blobs[0]))
    return {}, [pdf_signature.attached_record(blobs[0], _RECORD_LIMIT)]


_OPERATIONS: dict[str, Callable[[Question, list[bytes]], Answer]] = {
    "plan": _plan,
    "ballot": _ballot,
    "signed_ballot": _signed_ballot,
    "container": _container,
    "event_workbook": _event_workbook,
    "marks_workbook": _marks_workbook,
    "pdf": _pdf,
    "record": _record,
}
