"""A secretariat with its jurors' keys at hand, and ballot files made for it as anybody could make them.

`event()` is an issued event; `event().desk(folder)` its desk over a fresh copy of the workspace. `honest(event, "J1")`
is a ballot as the program makes it; `event.file(body, by)` is any body signed by any key and sealed to the secretariat.
An `Intake` takes such files in by the real road: from a disk, through the limited child, into the workspace.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Ballot, Enrolment
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import to_plain
from paritrana_desktop.domain.union import View
from paritrana_desktop.exchange import ballot_file, envelope
from paritrana_desktop.exchange.workbook.event import EventWorkbook
from paritrana_desktop.security import identity, seal
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import collection, preparation
from paritrana_desktop.services.collection import FileVerdict, IncomingFile, MergeVerdict, Preview
from paritrana_desktop.services.desk import Desk, certificate_text
from paritrana_desktop.services.reading import SECONDS_PER_FILE, Reader
from paritrana_desktop.storage import content
from paritrana_desktop.storage.files import read_file
from paritrana_desktop.storage.store import Kind, Store
from tests import build
from tests.build import Given
from tests.issued import clock


@dataclass(frozen=True, slots=True)
class Event:
    """An issued event: its workspace, its key, and all that its jurors hold."""

    path: Path
    plan: Plan
    key: OwnKey
    secrets: Mapping[str, bytes]
    """Juror -> the secret in that juror's package."""
    keys: Mapping[str, OwnKey]
    """Juror -> that juror's own key."""

    def desk(self, folder: Path) -> Desk:
        """The secretariat's desk over a fresh copy of the workspace, in `folder`; its store is the caller's to close."""
        path = folder / self.path.name
        shutil.copy(self.path, path)
        return Desk(Store.open(path), self.key, clock)

    def enrolment(self, juror: str, key: OwnKey | None = None, secret: bytes | None = None) -> Enrolment:
        """The enrolment of `key` for `juror`, proved by `secret`; both are the juror's own unless given."""
        own = key or self.keys[juror]
        mac = identity.admission_mac(secret or self.secrets[juror], own.digest, self.key.digest, juror)
        return Enrolment(certificate_text(own), own.age_recipient, mac)

    def envelope(self, body: bytes, by: OwnKey, kind: str = envelope.BALLOT) -> bytes:
        """`body` in an envelope of `kind`, signed by the key `by`."""
        return envelope.encode(
            envelope.signed(kind, body, lambda payload: identity.sign(by.private_key, payload), by.digest)
        )

    def sealed(self, plain: bytes) -> bytes:
        """`plain` sealed to the secretariat."""
        return seal.seal(plain, [self.key.age_recipient])

    def file(self, body: Ballot | Mapping[str, Any] | bytes, by: OwnKey) -> bytes:
        """A ballot file with `body`, signed by the key `by`."""
        return self.sealed(self.envelope(body_bytes(body), by))

    def honest_file(self, ballot: Ballot) -> bytes:
        """The file of `ballot`, signed by its juror."""
        return self.file(ballot, self.keys[ballot.juror])

    def id(self, ballot: Ballot) -> str:
        """What `ballot` is called everywhere."""
        return canonical.digest(envelope.pae(envelope.BALLOT, body_bytes(ballot)))


def same_key(key: OwnKey) -> OwnKey:
    """Another certificate over the same key."""
    private = load_der_private_key(key.private_key, None)
    assert isinstance(private, EllipticCurvePrivateKey)
    return replace(
        identity.create("Nama Lain"),
        private_key=key.private_key,
        certificate=identity._certificate("Nama Lain", private),
    )


def body_bytes(body: Ballot | Mapping[str, Any] | bytes) -> bytes:
    """The canonical bytes of a ballot or of its plain form; bytes as they are."""
    if isinstance(body, bytes):
        return body
    if isinstance(body, Ballot):
        return canonical.encode(to_plain(body))
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@cache
def event() -> Event:
    """Five jurors, one category with three nominees and two criteria."""
    return issued(build.small_plan())


def issued(plan: Plan, folder: Path | None = None) -> Event:
    """`plan` issued by a secretariat of its own, with a key for each juror."""
    path = (folder or Path(mkdtemp(prefix="paritrana-forged-"))) / "acara.paritrana"
    key = identity.create("Sekretariat Contoh")
    with Store.create(path, Kind.SECRETARIAT, clock().isoformat()) as store:
        desk = Desk(store, key, clock)
        preparation.found(desk, EventWorkbook(plan, (), (), ()))
        preparation.issue(desk)
        secrets = preparation.admission_secrets(desk)
    return Event(path, plan, key, secrets, {juror.code: identity.create(juror.name) for juror in plan.jurors})


def revised(of: Event, folder: Path, plan: Plan) -> Event:
    """The event `of` once `plan` was issued as its next revision, in `folder`."""
    desk = of.desk(folder)
    with desk.store:
        preparation.import_workbook(desk, EventWorkbook(plan, (), (), ()))
        preparation.issue(desk)
        secrets = preparation.admission_secrets(desk)
    path = folder / of.path.name
    return replace(of, path=path.rename(folder / "revised.paritrana"), plan=plan, secrets=secrets)


def honest(
    of: Event,
    juror: str = "J1",
    marks: Mapping[tuple[str, str, str], Given] | None = None,
    *,
    fill: Given | None = 80,
    sheets: Iterable[tuple[str, str]] | None = None,
    ancestors: Iterable[Ballot] = (),
    seq: int | None = None,
) -> Ballot:
    """A ballot as the program makes it, by `juror` with an own key and secret; `seq` follows `ancestors`."""
    earlier = [of.id(ancestor) for ancestor in ancestors]
    made = build.ballot(of.plan, juror, marks or {}, fill=fill, sheets=sheets, ancestors=earlier)
    return replace(
        made,
        event=of.key.digest,
        seq=len(earlier) + 1 if seq is None else seq,
        to=(of.key.age_recipient, of.keys[juror].age_recipient),
        enrolment=of.enrolment(juror),
        device=of.keys[juror].digest[:32],
    )


def plain(ballot: Ballot, change: Callable[[dict[str, Any]], object] = lambda _value: None) -> dict[str, Any]:
    """The plain form of `ballot`, with `change` made to it."""
    value = json.loads(body_bytes(ballot))
    change(value)
    return dict(value)


class Intake:
    """A secretariat's desk with a limited child: files are put on a disk, read from there, looked at and merged."""

    def __init__(self, of: Event, folder: Path, reader: Reader) -> None:
        """The desk stands over a fresh copy of the event's workspace in `folder`; `close` it."""
        self.event = of
        self.folder = folder
        self.reader = reader
        self.desk = of.desk(folder)

    def close(self) -> None:
        """Close the workspace."""
        self.desk.store.close()

    def looked_at(self, *files: bytes | tuple[str, bytes]) -> Preview:
        """What `inspect` says of `files`, each bytes or (name, bytes)."""
        return collection.inspect(self.desk, self.reader, [self._arrived(file) for file in files])

    def merged(self, *files: bytes | tuple[str, bytes]) -> list[FileVerdict]:
        """The verdicts on `files`, and they are taken in."""
        preview = self.looked_at(*files)
        collection.merge(self.desk, preview)
        return list(preview.verdicts)

    def taken(self, *ballots: Ballot) -> list[FileVerdict]:
        """The verdicts on the honest files of `ballots`, all taken in."""
        return self.merged(*map(self.event.honest_file, ballots))

    def refused(self, file: bytes | tuple[str, bytes], why: type[Refusal]) -> str:
        """The sentence with which `file` is refused, which is that of `why`; the workspace changes by one log entry."""
        before, entries = self.content(), len(self.desk.store.load_log())
        beside = sorted(path.name for path in self.folder.iterdir())
        started = time.monotonic()
        (verdict,) = self.merged(file)
        assert time.monotonic() - started < SECONDS_PER_FILE
        assert verdict.verdict is MergeVerdict.REFUSED
        assert verdict.reason.text == why.sentence, str(verdict.reason)
        assert self.content() == before
        log = self.desk.store.load_log()
        assert [entry.action for entry in log[entries:]] == ["refuse file"]
        assert sorted(path.name for path in self.folder.iterdir()) == beside
        return str(verdict.reason)

    def content(self) -> str:
        """A digest of everything in the workspace but the log."""
        connection = self.desk.store._raw()
        with self.desk.store.transaction():
            tables = {name: columns for name, columns in content.shape(connection).items() if name != "log"}
            return content.digest(connection, tables)

    def view(self) -> View:
        """What has been taken in so far says."""
        return collection.state(self.desk).view

    def _arrived(self, file: bytes | tuple[str, bytes]) -> IncomingFile:
        name, data = ("nilai.paritrana-nilai", file) if isinstance(file, bytes) else file
        with TemporaryDirectory() as stick:
            path = Path(stick) / name
            path.write_bytes(data)
            return IncomingFile(path.name, read_file(path, ballot_file.LIMIT))


@contextmanager
def intake(of: Event, folder: Path, reader: Reader) -> Iterator[Intake]:
    """An intake that is closed at the end."""
    made = Intake(of, folder, reader)
    try:
        yield made
    finally:
        made.close()
