"""One connection to one SQLite file, with the settings that lose nothing, and its errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from paritrana_desktop.domain.errors import N_, Fault, Refusal
from paritrana_desktop.storage.files import DiskFull, NotSaved, PlaceGone, PlaceReadOnly

# `EXTRA` also syncs the folder after the journal is deleted: in simulated power cuts the only setting that lost nothing.
PRAGMAS: Final[dict[str, str | int]] = {
    "journal_mode": "delete",
    "synchronous": 3,  # EXTRA
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "recursive_triggers": 1,  # without it INSERT OR REPLACE gets past the append-only triggers
    "busy_timeout": 5000,  # milliseconds
}


class Damaged(Refusal):
    sentence = N_("The event file is damaged. Nothing was changed. Copy it to a safe place, then restore a backup.")


class InUse(NotSaved):
    sentence = N_(
        "Not saved: another program is busy with this event file. What was saved before is whole. "
        "Close the other program and try once more."
    )


class OpenForReading(NotSaved):
    sentence = N_(
        "Not saved: this event file is open for reading only. What was saved before is whole. "
        "Close it where it is also open, or copy it to a place that can be written, and open it again."
    )


class Unfinished(Refusal):
    sentence = N_(
        "The last save in this event file was cut off, and it cannot be put right here, because nothing can be written "
        "in its place. Nothing was changed. Copy the whole folder to this machine and open the copy."
    )


class RuleBroken(Fault):
    sentence = N_("The program tried to save something that an event file never holds. Nothing was changed.")


class UnsafeSetting(Fault):
    sentence = N_("The database did not accept the safe setting {name}. The event file was not opened or changed.")


# By SQLite's primary result code.
_WORDS: Final[dict[int, type[Refusal | Fault]]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: NotSaved,
    sqlite3.SQLITE_CANTOPEN: PlaceReadOnly,
    sqlite3.SQLITE_PERM: PlaceReadOnly,
    sqlite3.SQLITE_READONLY: OpenForReading,
    sqlite3.SQLITE_BUSY: InUse,
    sqlite3.SQLITE_LOCKED: InUse,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
    sqlite3.SQLITE_CONSTRAINT: RuleBroken,
}
_WORDS_BY_EXTENDED_CODE: Final[dict[int, type[Refusal | Fault]]] = {
    sqlite3.SQLITE_READONLY_DBMOVED: PlaceGone,
    sqlite3.SQLITE_READONLY_DIRECTORY: PlaceReadOnly,
    sqlite3.SQLITE_READONLY_ROLLBACK: Unfinished,
}


@contextmanager
def in_words() -> Iterator[None]:
    """Turn SQLite's errors into refusals (full, gone, read-only, busy, damaged) and faults."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        # Text that is no UTF-8 is the driver's discovery, without a code of SQLite.
        unreadable = sqlite3.SQLITE_CORRUPT if "decode to UTF-8" in str(cause) else 0
        code = getattr(cause, "sqlite_errorcode", unreadable)
        raise (_WORDS_BY_EXTENDED_CODE.get(code) or _WORDS.get(code & 0xFF) or Fault) from error


def open_engine(path: Path, *, read_only: bool = False, foreign_keys: bool = True) -> Engine:
    """An engine with exactly one connection to the existing file `path`; each transaction of it is whole or undone.

    Foreign keys are off only while a migration rebuilds tables.

    Raises:
        UnsafeSetting: on first use, if a setting of `PRAGMAS` did not take.
    """
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"

    def connect() -> sqlite3.Connection:
        # No transactions behind our back: the driver would commit before a CREATE TABLE, and a rollback would miss it.
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            for name, value in {**PRAGMAS, "foreign_keys": int(foreign_keys)}.items():
                _set(connection, name, value)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: _begin(connection, begin))
    return engine


def _begin(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


def _set(connection: sqlite3.Connection, name: str, value: str | int) -> None:
    connection.execute(f"PRAGMA {name} = {value}")
    if connection.execute(f"PRAGMA {name}").fetchone() != (value,):
        raise UnsafeSetting(name=name)
