"""Who did what: a chain in which each entry holds the hash of the one before, so that no change goes unseen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from sqlalchemy import select

from paritrana_desktop.domain.canonical import Plain, fingerprint
from paritrana_desktop.storage import tables
from paritrana_desktop.storage.session import Session

NO_HEAD: Final = "0" * 64
"""The head of an empty log."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One act; `hash` is the SHA-256 of the canonical JSON of all other fields, `prev` the hash of the entry before."""

    seq: int
    at: str
    who: str
    action: str
    subject: str
    old: str
    new: str
    prev: str
    hash: str


_ENTRIES = select(tables.log).order_by(tables.log.c.seq)
_LAST = select(tables.log.c.seq, tables.log.c.hash).order_by(tables.log.c.seq.desc()).limit(1)


class Log(Session):
    """The log of a workspace."""

    def append_log(self, at: str, who: str, action: str, subject: str = "", old: str = "", new: str = "") -> LogEntry:
        """Add an entry to the end of the chain."""
        return self.append_logs(at, who, [(action, subject, old, new)])[0]

    def append_logs(self, at: str, who: str, acts: Iterable[tuple[str, str, str, str]]) -> tuple[LogEntry, ...]:
        """Add an entry for each of `acts` (action, subject, old, new) to the end of the chain."""
        entries: list[LogEntry] = []
        with self.transaction():
            last = self._read(_LAST)
            held, prev = (last[0]["seq"], last[0]["hash"]) if last else (0, NO_HEAD)
            for seq, act in enumerate(acts, held + 1):
                entry = LogEntry(seq, at, who, *act, prev, "")
                prev = _hash(entry)
                entries.append(replace(entry, hash=prev))
            self._write(tables.log.insert(), *map(_row, entries))
        return tuple(entries)

    def load_log(self) -> tuple[LogEntry, ...]:
        """All entries, oldest first."""
        return tuple(LogEntry(**row) for row in self._read(_ENTRIES))

    def log_head(self) -> str:
        """The hash of the last entry; kept elsewhere, it shows entries removed at the end."""
        last = self._read(_LAST)
        return str(last[0]["hash"]) if last else NO_HEAD

    def check_log(self) -> int | None:
        """The number of the first entry that was changed, moved or removed; None if the chain holds."""
        prev = NO_HEAD
        for expected, entry in zip(count(1), self.load_log(), strict=False):
            if entry.seq != expected or entry.prev != prev or entry.hash != _hash(entry):
                return expected
            prev = entry.hash
        return None


def _row(entry: LogEntry) -> dict[str, str | int]:
    # `asdict` would copy each text deeply, which is most of the work of a long batch.
    return {name: getattr(entry, name) for name in LogEntry.__slots__}


def _hash(entry: LogEntry) -> str:
    form: dict[str, Plain] = {**_row(entry)}
    del form["hash"]
    return fingerprint(form)
