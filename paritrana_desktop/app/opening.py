"""What a file is by its content, and how a desk is opened from it. No Qt here; all of it runs in the writer thread."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from paritrana_desktop import paths
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.exchange.workbook.event import EventWorkbook
from paritrana_desktop.security import seal
from paritrana_desktop.services import chairing, keys, preparation
from paritrana_desktop.services.chairing import Chairing
from paritrana_desktop.services.desk import Desk, local_clock
from paritrana_desktop.services.keys import SecretKind
from paritrana_desktop.services.preparation import WorkbookHasFaults
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.storage.files import read_file
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.store import Kind, Store

LARGEST = 128 * 1024 * 1024
WORKBOOK_LIMIT = 64 * 1024 * 1024
SAMPLE_PASSPHRASE = "kata sandi contoh"  # noqa: S105  of the fictional event only; the start page says so


class FileKind(StrEnum):
    """What the program does with a file."""

    SECRETARIAT = "secretariat"
    JUROR = "juror"
    CHAIR = "chair"
    PACKAGE = "package"
    PLENARY = "plenary"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to open: what it is, and which secret opens it (None: it needs none)."""

    path: Path
    kind: FileKind
    secret: SecretKind | None
    event: str = ""
    untrusted_data: bytes = b""
    """Of a sealed file, as it was read once."""


def look_at(home: Home, path: Path) -> Found:
    """What the file at `path` is, and which secret it takes to open it."""
    data = read_file(path, LARGEST)
    if data.startswith(b"SQLite format 3\0"):
        with Store.open(path, read_only=True) as store:
            kind, event = FileKind(store.kind), store.load_meta()["event"]
        needed = keys.needed(home, event if kind is FileKind.SECRETARIAT else "")
        if needed is None:
            raise keys.NoKeyOfEvent if kind is FileKind.SECRETARIAT else keys.NoKeyHere
        return Found(path, kind, needed, event)
    if data.startswith(b"age-encryption.org/"):
        # A package has one reader, the code of one letter; a plenary file is for the secretariat and its readers.
        if seal.read_header(data).stanzas.count("X25519") == 1:
            return Found(path, FileKind.PACKAGE, None, untrusted_data=data)
        own = keys.needed(home)
        if own is None:
            raise keys.NoKeyHere
        return Found(path, FileKind.PLENARY, own, untrusted_data=data)
    return Found(path, FileKind.DOCUMENT, None)


def open_secretariat(home: Home, found: Found, secret: str) -> Desk:
    """The secretariat's desk of a workspace."""
    key = keys.unlock(home, lambda _kind: secret, found.event)
    return Desk(Store.open(found.path), key)


def new_secretariat(home: Home, read: EventWorkbook, target: Path, passphrase: str) -> Desk:
    """A new event from a workbook as read, its workspace at `target` and its key in `home` under `passphrase`.

    Raises:
        WorkbookHasFaults: nothing was made.
    """
    if read.faults or read.plan is None:
        raise WorkbookHasFaults(read.faults)
    key = keys.create_event_key(home, read.plan.occasion.name, passphrase)
    desk = Desk(Store.create(target, Kind.SECRETARIAT, local_clock().isoformat()), key)
    preparation.found(desk, read)
    return desk


def read_workbook(reader: Reader, workbook: Path) -> EventWorkbook:
    """The event workbook at `workbook`, read in the limited child."""
    return reader.event_workbook(read_file(workbook, WORKBOOK_LIMIT))


def sample(home: Home, reader: Reader) -> Desk:
    """The sample event's desk, made the first time."""
    own = Home(home.folder / "contoh")
    target = own.folder / "acara-contoh.paritrana"
    if target.exists():
        return open_secretariat(own, look_at(own, target), SAMPLE_PASSPHRASE)
    own.folder.mkdir(parents=True, exist_ok=True)
    read = read_workbook(reader, paths.resources() / "sample" / "acara.xlsx")
    return new_secretariat(own, read, target, SAMPLE_PASSPHRASE)


def open_plenary(home: Home, reader: Reader, found: Found, secret: str) -> Chairing:
    """The plenary's desk for a plenary file sealed to this home's key."""
    key = keys.unlock(home, lambda _kind: secret)
    return chairing.open_plenary(home, found.untrusted_data, key, reader, local_clock, secrets.token_bytes)


def open_own(home: Home, reader: Reader, found: Found, secret: str) -> Scoring | Chairing:
    """The desk of a juror's or the plenary's workspace that was opened before."""
    key = keys.unlock(home, lambda _kind: secret)
    store = Store.open(found.path)
    try:
        if found.kind is FileKind.CHAIR:
            return chairing.reopen(store, key, reader, local_clock, secrets.token_bytes)
        return Scoring(Desk(store, key), home.device_id())
    except Refusal:
        store.close()
        raise
