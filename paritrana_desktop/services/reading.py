"""Reading what comes from outside, through the limited child. One child serves a batch; a killed one is replaced."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Ballot
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.errors import N_, Refusal, Sentence
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange import ballot_file, envelope, package
from paritrana_desktop.exchange.container import Container, Content, Manifest
from paritrana_desktop.exchange.envelope import Envelope
from paritrana_desktop.exchange.workbook_event import EventWorkbook, event_from_plain
from paritrana_desktop.exchange.workbook_marks import MarksWorkbook, marks_from_plain
from paritrana_desktop.security import identity, seal
from paritrana_desktop.services.channel import HIDDEN_ARGUMENT, Parcel, receive, send, sentence_from

SECONDS_PER_FILE = 10.0
_SECONDS_TO_START = 60.0


class FileRefused(Refusal):
    """What the child refused, with its sentence; `why` is the name of the class that refused."""

    def __init__(self, why: str, said: Sentence) -> None:
        """Carry the child's sentence as this refusal's own."""
        super().__init__()
        self.why = why
        self.said = said
        self.args = (str(said),)


class FileUnreadable(Refusal):
    sentence = N_(
        "This file cannot be read: it is damaged or was made to do harm. It was not used; nothing was changed."
    )


class ReadingTookTooLong(Refusal):
    sentence = N_("Reading this file took too long and was stopped. It was not used; nothing was changed.")


@dataclass(frozen=True, slots=True)
class ReadBallot:
    """A ballot whose envelope, signature and every cell have been checked, here and in the child."""

    id: str
    envelope: bytes
    """The envelope's bytes as its juror signed them."""
    ballot: Ballot
    certificate: bytes
    """DER of the key that signed."""


@dataclass(frozen=True, slots=True)
class SignedBallot:
    """A ballot signed by the key that it names; whether that key may speak for its juror is another question."""

    code: str
    certificate_digest: str


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """A genuine signature in an untouched PDF; `claimed_at` is the signer's clock, ISO 8601."""

    field: str
    name: str
    certificate: bytes
    claimed_at: str


class Reader:
    """A limited child process, started when first needed; use it as a context manager."""

    def __init__(self) -> None:
        """Nothing is started yet."""
        self._child: subprocess.Popen[bytes] | None = None
        self._talk = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._plans: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        self._kill()
        self._talk.shutdown()

    def know(self, plan: Plan) -> None:
        """Let ballots be checked against `plan`."""
        self._plans[plan.digest()] = package.plan_bytes(plan)
        if self._child is not None:
            self._ask({"op": "plan"}, self._plans[plan.digest()])

    def ballot(self, untrusted_data: bytes, event: str, age_identity: str) -> ReadBallot:
        """The ballot in a ballot file sealed to `age_identity`, for `event`, under a plan made known before.

        Raises:
            FileRefused, FileUnreadable, ReadingTookTooLong: nothing of it may be used.
        """
        recipient = seal.recipient_of(age_identity)
        answer = self._ask(
            {"op": "ballot", "identity": age_identity, "event": event, "recipient": recipient}, untrusted_data
        )
        plain, certificate = answer.blobs
        signed = envelope.decode(plain, envelope.BALLOT)
        verified(signed, certificate)
        return ReadBallot(signed.id, plain, ballot_file.read(signed), certificate)

    def signed_ballot(self, untrusted_data: bytes, age_identity: str) -> SignedBallot:
        """Code and signing key of a ballot file sealed to `age_identity`, of whatever event."""
        head = self._ask({"op": "signed_ballot", "identity": age_identity}, untrusted_data).head
        return SignedBallot(fingerprint_code(Prefix.BALLOT, head["id"]), head["certificate"])

    def container(self, untrusted_data: bytes, *contents: Content, age_identity: str | None = None) -> Container:
        """The verified container in `untrusted_data`, sealed to `age_identity` if that is given.

        Who signed it is in its manifest; whether that is the right one is for the caller to say.
        """
        answer = self._ask({"op": "container", "contents": contents, "identity": age_identity}, untrusted_data)
        head = answer.head
        manifest = Manifest("manifest", (), head["content"], head["event"], head["signer"], ())
        return Container(manifest, dict(zip(head["names"], answer.blobs, strict=True)))

    def event_workbook(self, untrusted_data: bytes) -> EventWorkbook:
        """The event workbook in `untrusted_data`, with every fault at once."""
        return event_from_plain(canonical.parse(self._ask({"op": "event_workbook"}, untrusted_data).blobs[0]))

    def marks_workbook(self, untrusted_data: bytes, plan: Plan, juror: str) -> MarksWorkbook:
        """The rows of `juror` in the marks workbook in `untrusted_data`, its marks on the scales of `plan`."""
        answer = self._ask({"op": "marks_workbook", "juror": juror}, untrusted_data, package.plan_bytes(plan))
        return marks_from_plain(canonical.parse(answer.blobs[0]))

    def pdf(self, untrusted_data: bytes) -> tuple[PdfSignature, ...]:
        """Who signed a PDF that nobody has touched since, in the order of the signatures."""
        answer = self._ask({"op": "pdf"}, untrusted_data)
        return tuple(
            PdfSignature(field, name, certificate, at)
            for (field, name, at), certificate in zip(answer.head["signers"], answer.blobs, strict=True)
        )

    def attached_record(self, untrusted_data: bytes) -> bytes:
        """The one file attached to a PDF: the record of its decision."""
        return self._ask({"op": "record"}, untrusted_data).blobs[0]

    def _ask(self, head: Mapping[str, Any], *blobs: bytes) -> Parcel:
        if self._child is None:
            self._start()
        answer = self._answer(self._talk.submit(self._exchange, Parcel(head, blobs)), SECONDS_PER_FILE)
        if "refused" in answer.head:
            raise FileRefused(str(answer.head["refused"]), sentence_from(answer.head["said"]))
        return answer

    def _start(self) -> None:
        self._child = subprocess.Popen(  # noqa: S603  our own program, no shell
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._answer(self._talk.submit(self._hear), _SECONDS_TO_START)
        for plan in self._plans.values():
            self._ask({"op": "plan"}, plan)

    def _exchange(self, question: Parcel) -> Parcel:
        assert self._child is not None
        assert self._child.stdin is not None
        send(self._child.stdin, question)
        return self._hear()

    def _hear(self) -> Parcel:
        assert self._child is not None
        assert self._child.stdout is not None
        return receive(self._child.stdout)

    def _answer(self, pending: Future[Parcel], seconds: float) -> Parcel:
        try:
            return pending.result(seconds)
        except FutureTimeout:
            self._kill()
            with suppress(EOFError, OSError):
                pending.result()
            raise ReadingTookTooLong from None
        except (EOFError, OSError):
            self._kill()
            raise FileUnreadable from None

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                # What was still to be written is of no interest to a dead child.
                with suppress(OSError):
                    pipe.close()


def verified(signed: Envelope, certificate: bytes) -> None:
    """Refuse `signed` unless its signature is by the key of `certificate`."""
    if not identity.verify(certificate, signed.signed_bytes, signed.signature):
        raise FileUnreadable


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_ARGUMENT]
    # -P: a file called paritrana_desktop in the current folder must not be run instead of the program.
    return [sys.executable, "-P", "-m", "paritrana_desktop", HIDDEN_ARGUMENT]
