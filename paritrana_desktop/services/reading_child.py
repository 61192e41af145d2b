"""The limited child: the one place where bytes from outside are decrypted and parsed.

It is the program itself, started with a hidden argument. It imports neither storage nor Qt, gets an age identity
over its standard input and never a signing key, and its memory is bounded where the platform can. If a file kills
it, that file is lost to it and nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import check_ballot
from paritrana_desktop.domain.errors import N_, ParitranaError, Refusal
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import to_plain
from paritrana_desktop.exchange.ballot_file import LIMIT as BALLOT_LIMIT
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


class UnknownPlan(Refusal):
    sentence = N_(
        "This ballot was made for a revision of the plan that is not known here. It was not used; "
        "please check that the juror has the newest package."
    )


class _Memory:
    """What the child keeps between files of one batch."""

    plans: dict[str, Plan]
    used: dict[str, int]
    """Operation -> address space in use when it was first asked for, in bytes: its imports, but no file."""


def main() -> int:
    """Answer questions on standard input until it closes."""
    _Memory.plans, _Memory.used = {}, {}
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


def _limit_memory(question: Question, data: bytes) -> None:
    """Bound the address space to what the imports of this operation use, a headroom, and room for `data`.

    On Windows, which has no such limit, and where the system refuses it, only the time limit of the parent holds.
    """
    try:
        import resource  # noqa: PLC0415  not on every platform
    except ImportError:
        return
    operation = question["op"]
    if operation not in _Memory.used:
        _Memory.used[operation] = _address_space() - len(data)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _Memory.used[operation] + _HEADROOM + _PER_BYTE * len(data)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _address_space() -> int:
    """Bytes of address space in use; a gigabyte where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123  not a path of the person's
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1 << 30


def _plan(_question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.exchange import package  # noqa: PLC0415  only what an operation needs

    plan = package.read_plan(blobs[0])
    _Memory.plans[plan.digest()] = plan
    return {"digest": plan.digest()}, []


def _ballot(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.security import seal  # noqa: PLC0415
    from paritrana_desktop.services import signed_ballot  # noqa: PLC0415

    _limit_memory(question, blobs[0])
    signed = signed_ballot.read(seal.open_sealed(blobs[0], question["identity"], BALLOT_LIMIT))
    ballot = signed.ballot
    if ballot.event != question["event"]:
        raise OtherEvent
    if question["recipient"] not in ballot.to:
        raise NotToThisSecretariat
    if ballot.plan not in _Memory.plans:
        raise UnknownPlan
    check_ballot(ballot, _Memory.plans[ballot.plan])
    return {}, [signed.envelope]


def _own_ballot(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.security import seal  # noqa: PLC0415
    from paritrana_desktop.services import signed_ballot  # noqa: PLC0415

    _limit_memory(question, blobs[0])
    return {}, [signed_ballot.read(seal.open_sealed(blobs[0], question["identity"], BALLOT_LIMIT)).envelope]


def _container(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.exchange import bundle, container, package, plenary_file  # noqa: PLC0415
    from paritrana_desktop.security import identity, seal  # noqa: PLC0415
    from paritrana_desktop.services import case, certificates  # noqa: PLC0415

    _limit_memory(question, blobs[0])
    data = blobs[0]
    if question.get("identity"):
        data = seal.open_sealed(data, question["identity"], container.LIMIT)
    found = container.unpack(data, certificates.der, identity.verify)
    if found.manifest.content not in question["contents"]:
        raise container.NotAContainer
    if found.manifest.content == "package":
        package.read(found)
    elif found.manifest.content == "plenary":
        # Counted here too, so that nothing in it can surprise the program itself.
        case.from_plenary(plenary_file.read(found)).tally()
    else:
        case.check_bundle(bundle.read(found))
    return {"names": list(found.members)}, [found.signed, *found.members.values()]


def _event_workbook(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.exchange.workbook import event as workbook_event  # noqa: PLC0415

    _limit_memory(question, blobs[0])
    return {}, [canonical.encode(to_plain(workbook_event.read_event(blobs[0])))]


def _marks_workbook(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.exchange import package  # noqa: PLC0415
    from paritrana_desktop.exchange.workbook import marks as workbook_marks  # noqa: PLC0415

    _limit_memory(question, blobs[0])
    plan = package.read_plan(blobs[1])
    return {}, [canonical.encode(to_plain(workbook_marks.read_marks(blobs[0], plan, question["juror"])))]


def _pdf(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.security import pdf_reading, pdf_signature  # noqa: F401, PLC0415  before the limit

    _limit_memory(question, blobs[0])
    signatures = pdf_signature.check(blobs[0]).signatures
    signers = [[signature.field, signature.name, signature.claimed_time.isoformat()] for signature in signatures]
    return {"signers": signers}, [signature.certificate for signature in signatures]


def _record(question: Question, blobs: list[bytes]) -> Answer:
    from paritrana_desktop.security import pdf_reading, pdf_signature  # noqa: F401, PLC0415  before the limit

    _limit_memory(question, blobs[0])
    return {}, [pdf_signature.attached_record(blobs[0], _RECORD_LIMIT)]


_OPERATIONS: dict[str, Callable[[Question, list[bytes]], Answer]] = {
    "plan": _plan,
    "ballot": _ballot,
    "own_ballot": _own_ballot,
    "container": _container,
    "event_workbook": _event_workbook,
    "marks_workbook": _marks_workbook,
    "pdf": _pdf,
    "record": _record,
}
