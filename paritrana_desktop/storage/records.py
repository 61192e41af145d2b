"""The secretariat's and chair's part of a workspace: draft, revisions, secrets, ballots, facts, documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from paritrana_desktop.domain import canonical
from paritrana_desktop.storage import tables
from paritrana_desktop.storage.connection import Damaged
from paritrana_desktop.storage.session import Session


@dataclass(frozen=True, slots=True)
class Draft:
    """The plan while it is prepared, and the people's contacts, which no plan holds; both canonical JSON."""

    plan: bytes
    contacts: bytes


@dataclass(frozen=True, slots=True)
class Revision:
    """A frozen plan: `plan` is its canonical form, `digest` the SHA-256 of it, `prev` that of the one before."""

    rev: int
    prev: str | None
    digest: str
    plan: bytes
    at: str


@dataclass(frozen=True, slots=True)
class StoredBallot:
    """A verified ballot as it came: `envelope` byte for byte; the file's name is a hint for people."""

    id: str
    envelope: bytes
    juror: str
    received_at: str
    file_name: str


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A signed fact as it came or was made here."""

    id: str
    envelope: bytes
    at: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """Bytes that went out or came in: an issued package, a PDF, an answer to a recount; `digest` is their SHA-256."""

    kind: str
    name: str
    digest: str
    data: bytes
    at: str


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A stored document without its bytes; `size` in bytes."""

    kind: str
    name: str
    digest: str
    size: int
    at: str


_draft = insert(tables.draft)
_PUT_DRAFT = _draft.on_conflict_do_update(set_={"plan": _draft.excluded.plan, "contacts": _draft.excluded.contacts})
_NEW_BALLOT = insert(tables.ballot).on_conflict_do_nothing(index_elements=["id"])


class Records(Session):
    """What is prepared, issued and taken in; all but the draft is appended and never changed."""

    def append_meta(self, name: str, value: str) -> None:
        """Say once what this workspace is (its event, its juror); the same name a second time is a `RuleBroken`."""
        self._write(tables.meta.insert(), {"name": name, "value": value})

    def load_meta(self) -> Mapping[str, str]:
        """What this workspace is: `kind`, `created`, and what was said since."""
        return {row["name"]: row["value"] for row in self._read(select(tables.meta))}

    def save_draft(self, draft: Draft) -> None:
        """Replace the draft."""
        self._write(_PUT_DRAFT, {"id": 1, **asdict(draft)})

    def load_draft(self) -> Draft | None:
        """The draft, once there is one."""
        rows = self._read(select(tables.draft.c.plan, tables.draft.c.contacts))
        return Draft(**rows[0]) if rows else None

    def append_revision(self, revision: Revision) -> None:
        """Keep a frozen plan; a number that is taken is a `RuleBroken`."""
        self._write(tables.revision.insert(), asdict(revision))

    def load_revisions(self) -> tuple[Revision, ...]:
        """All frozen plans, oldest first.

        Raises:
            Damaged: if one is no longer what its digest says.
        """
        rows = self._read(select(tables.revision).order_by(tables.revision.c.rev))
        revisions = tuple(Revision(**row) for row in rows)
        if any(canonical.digest(revision.plan) != revision.digest for revision in revisions):
            raise Damaged
        return revisions

    def append_secret(self, juror: str, sealed: bytes) -> None:
        """Keep the sealed secret of `juror`'s package; a later one takes the place of an earlier one."""
        self._write(tables.package_secret.insert(), {"juror": juror, "sealed": sealed})

    def load_secrets(self) -> Mapping[str, bytes]:
        """The sealed secret in force for each juror."""
        rows = self._read(select(tables.package_secret).order_by(tables.package_secret.c.seq))
        return {row["juror"]: row["sealed"] for row in rows}

    def append_ballot(self, ballot: StoredBallot) -> bool:
        """Keep `ballot`; False, and nothing changed, if its id is already here."""
        with self.transaction():
            if self._read(select(tables.ballot.c.seq).where(tables.ballot.c.id == ballot.id)):
                return False
            self._write(tables.ballot.insert(), asdict(ballot))
        return True

    def append_ballots(self, ballots: Iterable[StoredBallot]) -> None:
        """Keep `ballots`; one whose id is already here changes nothing."""
        self._write(_NEW_BALLOT, *map(asdict, ballots))

    def load_ballots(self) -> tuple[StoredBallot, ...]:
        """All ballots, in the order in which they came."""
        column = tables.ballot.c
        wanted = (column.id, column.envelope, column.juror, column.received_at, column.file_name)
        return tuple(StoredBallot(**row) for row in self._read(select(*wanted).order_by(column.seq)))

    def append_fact(self, fact: StoredFact) -> bool:
        """Keep `fact`; False, and nothing changed, if its id is already here."""
        with self.transaction():
            if self._read(select(tables.fact.c.seq).where(tables.fact.c.id == fact.id)):
                return False
            self._write(tables.fact.insert(), asdict(fact))
        return True

    def load_facts(self) -> tuple[StoredFact, ...]:
        """All facts, in the order in which they came."""
        column = tables.fact.c
        rows = self._read(select(column.id, column.envelope, column.at).order_by(column.seq))
        return tuple(StoredFact(**row) for row in rows)

    def append_document(self, document: StoredDocument) -> None:
        """Keep what was issued, made or answered."""
        self._write(tables.document.insert(), asdict(document))

    def list_documents(self, kind: str | None = None) -> tuple[DocumentEntry, ...]:
        """The documents of `kind` (None: all) without their bytes, oldest first."""
        column = tables.document.c
        query = select(column.kind, column.name, column.digest, func.length(column.data).label("size"), column.at)
        if kind is not None:
            query = query.where(column.kind == kind)
        return tuple(DocumentEntry(**row) for row in self._read(query.order_by(column.seq)))

    def load_document(self, digest: str) -> StoredDocument | None:
        """The document whose bytes have this SHA-256.

        Raises:
            Damaged: if they no longer have it.
        """
        column = tables.document.c
        query = select(column.kind, column.name, column.digest, column.data, column.at)
        rows = self._read(query.where(column.digest == digest).order_by(column.seq).limit(1))
        if not rows:
            return None
        document = StoredDocument(**rows[0])
        if canonical.digest(document.data) != digest:
            raise Damaged
        return document
