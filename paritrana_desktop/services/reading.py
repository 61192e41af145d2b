"""Reading what comes from outside, through the limited child. One child serves a batch; a killed one is replaced."""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Any, Self

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.errors import N_, Fault, Refusal, Sentence
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange import container, package
from paritrana_desktop.exchange.container import Container, Content
from paritrana_desktop.exchange.workbook.event import EventWorkbook, event_from_plain
from paritrana_desktop.exchange.workbook.marks import MarksWorkbook, marks_from_plain
from paritrana_desktop.security import identity, seal
from paritrana_desktop.services import certificates, signed_ballot
from paritrana_desktop.services.channel import HIDDEN_ARGUMENT, Parcel, receive, send, sentence_from
from paritrana_desktop.services.signed_ballot import SignedBallot

SECONDS_PER_FILE = 10.0
_SECONDS_TO_START = 60.0
_AHEAD = 2
"""Files on their way to the child while the answer for one is awaited: it never waits for the next."""


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


class ReaderDidNotStart(Fault):
    sentence = N_(
        "The part of the program that reads files from outside did not start, so no file was read. Nothing was changed; "
        "please install the program again if this does not go away."
    )


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """A genuine signature in an untouched PDF; `claimed_at` is the signer's clock, ISO 8601."""

    field: str
    name: str
    certificate: bytes
    claimed_at: str


class Reader:
    """A limited child process, started when first needed; use it as a context manager."""

    def __init__(self, seconds: float = SECONDS_PER_FILE) -> None:
        """`seconds` is how long one file may take. Nothing is started yet."""
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        # Apart, so that the next question lies ready in the pipe when the child has answered one.
        self._speak = ThreadPoolExecutor(1, thread_name_prefix="reader-speaks")
        self._listen = ThreadPoolExecutor(1, thread_name_prefix="reader-listens")
        self._underway: tuple[Future[Any], ...] = ()
        """The last that either thread was given to do."""
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
        self._speak.shutdown()
        self._listen.shutdown()

    def know(self, plan: Plan) -> None:
        """Let ballots be checked against `plan`."""
        digest = plan.digest()
        if digest not in self._plans:
            self._plans[digest] = package.plan_bytes(plan)
            if self._child is not None:
                self._ask({"op": "plan"}, self._plans[digest])

    def ballots(
        self, untrusted_files: Iterable[bytes], event: str, age_identity: str
    ) -> Iterator[SignedBallot | Refusal]:
        """The ballot in each of the files, in their order, sealed to `age_identity`, for `event`, under a plan known.

        A refusal (FileRefused, FileUnreadable, ReadingTookTooLong) stands for a file of which nothing may be used.
        """
        recipient = seal.recipient_of(age_identity)
        head = {"op": "ballot", "identity": age_identity, "event": event, "recipient": recipient}
        for answer in self._ask_each(Parcel(head, (data,)) for data in untrusted_files):
            yield answer if isinstance(answer, Refusal) else _own_look(answer)

    def own_ballot(self, untrusted_data: bytes, age_identity: str) -> SignedBallot:
        """The ballot in a file sealed to `age_identity`, of whatever event and plan.

        Raises:
            FileRefused, FileUnreadable, ReadingTookTooLong: nothing of it may be used.
        """
        found = _own_look(self._ask({"op": "own_ballot", "identity": age_identity}, untrusted_data))
        if isinstance(found, Refusal):
            raise found
        return found

    def container(self, untrusted_data: bytes, *contents: Content, age_identity: str | None = None) -> Container:
        """The verified container in `untrusted_data`, sealed to `age_identity` if that is given.

        Who signed it is in its manifest; whether that is the right one is for the caller to say.

        Raises:
            FileRefused, FileUnreadable, ReadingTookTooLong: nothing of it may be used.
        """
        answer = self._ask({"op": "container", "contents": contents, "identity": age_identity}, untrusted_data)
        manifest, *members = answer.blobs
        untrusted = dict(zip(answer.head["names"], members, strict=True))
        return container.confirmed(manifest, untrusted, certificates.der, identity.verify)

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
        (answer,) = self._ask_each([Parcel(head, blobs)])
        if isinstance(answer, Refusal):
            raise answer
        return answer

    def _ask_each(self, questions: Iterable[Parcel]) -> Iterator[Parcel | Refusal]:
        """An answer to each question, in order; the child works on the next while one is looked at here."""
        upcoming = iter(questions)
        waiting: deque[tuple[Parcel, Future[Parcel]]] = deque()
        while True:
            for question in islice(upcoming, _AHEAD - len(waiting)):
                waiting.append((question, self._put(question)))
            if not waiting:
                return
            # The child answers in order, so if it dies or hangs, this is the file that did it.
            _, pending = waiting.popleft()
            answer = self._answer(pending, self._seconds)
            if self._child is None:
                waiting = deque((question, self._put(question)) for question, _ in waiting)
            yield answer

    def _put(self, question: Parcel) -> Future[Parcel]:
        child = self._child or self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        said, heard = self._speak.submit(send, child.stdin, question), self._listen.submit(receive, child.stdout)
        self._underway = (said, heard)
        return heard

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            child = subprocess.Popen(  # noqa: S603  our own program, no shell
                _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise ReaderDidNotStart from error
        self._child = child
        assert child.stdout is not None
        ready = self._listen.submit(receive, child.stdout)
        self._underway = (ready,)
        beginning = [ready, *(self._put(Parcel({"op": "plan"}, (plan,))) for plan in self._plans.values())]
        if any(isinstance(self._answer(pending, _SECONDS_TO_START), Refusal) for pending in beginning):
            self._kill()
            raise ReaderDidNotStart
        return child

    def _answer(self, pending: Future[Parcel], seconds: float) -> Parcel | Refusal:
        try:
            answer = pending.result(seconds)
        except FutureTimeout:
            self._kill()
            return ReadingTookTooLong()
        except (EOFError, OSError):
            self._kill()
            return FileUnreadable()
        if "refused" in answer.head:
            return FileRefused(str(answer.head["refused"]), sentence_from(answer.head["said"]))
        return answer

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        # Whatever was on its way to the child ends at its broken pipe: only then are the pipes free to be closed.
        wait(self._underway)
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                # What was still to be written is of no interest to a dead child.
                with suppress(OSError):
                    pipe.close()


def _own_look(answer: Parcel) -> SignedBallot | Refusal:
    """The child's answer, verified here again: it is the child that read what may have been made to do harm."""
    try:
        return signed_ballot.read(answer.blobs[0])
    except Refusal as refusal:
        return refusal


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_ARGUMENT]
    # -P: a file called paritrana_desktop in the current folder must not be run instead of the program.
    return [sys.executable, "-P", "-m", "paritrana_desktop", HIDDEN_ARGUMENT]
