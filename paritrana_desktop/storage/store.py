"""A workspace file: one person's part of one event, in one SQLite file. Made, opened, written and read here."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Engine

from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.storage import lock, tables
from paritrana_desktop.storage.connection import Damaged, in_words, open_engine
from paritrana_desktop.storage.files import NotAFile, NotFound, NotReadable, not_saved, sync_folder
from paritrana_desktop.storage.log import Log
from paritrana_desktop.storage.records import Records
from paritrana_desktop.storage.sheet import Sheet

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100
"""Bytes of SQLite's file header: `user_version` stands at 60, `application_id` at 68."""


class Kind(StrEnum):
    """Whose workspace it is."""

    SECRETARIAT = "secretariat"
    JUROR = "juror"
    CHAIR = "chair"


class AlreadyThere(Refusal):
    sentence = N_("Not made: there is already a file {name} in this place. It was not touched; choose another name.")


class EmptyFile(Refusal):
    sentence = N_("{name} is empty. It holds no event; choose another file, or restore a backup.")


class NotAWorkspace(Refusal):
    sentence = N_("{name} is not an event file of this program. It was not opened or changed; choose another file.")


class NewerWorkspace(Refusal):
    sentence = N_(
        "{name} was made by a newer version of the program. It was not opened or changed; "
        "update the program on this machine."
    )


class OlderWorkspace(Refusal):
    sentence = N_(
        "{name} was made by an older version of the program and cannot be brought up to date here, because nothing "
        "can be written in its place. It was not changed; copy it to this machine and open the copy."
    )


class StructureChanged(Refusal):
    sentence = N_(
        "The structure of {name} was changed by something other than this program. It was not used or changed; "
        "restore a backup."
    )


class Store(Records, Sheet, Log):
    """An open workspace, used by one thread; every method that appends or saves returns once it is on the disk.

    `read_only` is set where another program holds the workspace (`holder` says who) or nothing can be written.
    """

    def __init__(self, engine: Engine, held: lock.Lock | None, holder: str) -> None:
        """Use `create` or `open`."""
        super().__init__(engine)
        self._lock = held
        self.holder = holder

    @classmethod
    def create(cls, path: Path, kind: Kind, at: str) -> Store:
        """Make a new workspace at `path`; `at` is the time it is said to be made.

        Raises:
            AlreadyThere: there is something already.
            NotSaved: it could not be written; nothing is left of it.
        """
        path = path.absolute()
        held = _take_new(path)
        try:
            _make(path, kind, at)
            return cls(open_engine(path), held, "")
        except BaseException:
            with suppress(OSError):
                path.unlink()
            held.release()
            raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open the workspace at `path`, bringing it up to date if an older version made it.

        Raises:
            NotFound, NotAFile, NotReadable, EmptyFile, NotAWorkspace, Damaged, StructureChanged: not opened.
            NewerWorkspace, OlderWorkspace: not opened.
        """
        path = path.absolute()
        version = _version(path)
        held, holder = (None, "") if read_only else _try_to_take(path)
        try:
            if version < tables.SCHEMA:
                _bring_up_to_date(path, held)
            store = cls(open_engine(path, read_only=held is None), held, holder)
        except BaseException:
            if held:
                held.release()
            raise
        try:
            store._check(path.name)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved in it now."""
        return self._lock is None

    @property
    def kind(self) -> Kind:
        """Whose workspace it is."""
        return Kind(self.load_meta()["kind"])

    def close(self) -> None:
        """Close the file and let others write into it."""
        self.disconnect()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        """The store itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _check(self, name: str) -> None:
        with self.transaction():
            if self._connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise Damaged
            found = self._connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").scalars()
            if sorted(found) != sorted(tables.schema_sql()):
                raise StructureChanged(name=name)
            if self.load_meta().get("kind") not in set(Kind):
                raise Damaged


def _take_new(path: Path) -> lock.Lock:
    try:
        held = lock.take(path)
    except lock.Held:
        raise AlreadyThere(name=path.name) from None
    except OSError as error:
        raise not_saved(error) from error
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        held.release()
        raise AlreadyThere(name=path.name) if isinstance(error, FileExistsError) else not_saved(error) from error
    return held


def _make(path: Path, kind: Kind, at: str) -> None:
    engine = open_engine(path)
    try:
        with in_words(), engine.begin() as connection:
            # The identity of the file is part of the same transaction: cut off, an empty file is left, not half a one.
            connection.exec_driver_sql(f"PRAGMA application_id = {tables.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA}")
            for statement in tables.schema_sql():
                connection.exec_driver_sql(statement)
            connection.execute(tables.alembic_version.insert(), {"version_num": f"{tables.SCHEMA:04}"})
            connection.execute(
                tables.meta.insert(), [{"name": "kind", "value": str(kind)}, {"name": "created", "value": at}]
            )
    finally:
        engine.dispose()
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise not_saved(error) from error


def _version(path: Path) -> int:
    """The version of the workspace at `path`, read without SQLite so that a foreign file is not touched."""
    name = path.name
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAFile(name=name)
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        raise NotFound(name=name) from None
    except OSError as error:
        raise NotReadable(name=name) from error
    if not header:
        raise EmptyFile(name=name)
    if header[:16] != _MAGIC or int.from_bytes(header[68:72], "big") != tables.APPLICATION_ID:
        raise NotAWorkspace(name=name)
    version = int.from_bytes(header[60:64], "big")
    if version > tables.SCHEMA:
        raise NewerWorkspace(name=name)
    return version


def _bring_up_to_date(path: Path, held: lock.Lock | None) -> None:
    if held is None:
        raise OlderWorkspace(name=path.name)
    from paritrana_desktop.storage.upgrade import upgrade  # noqa: PLC0415  Alembic loads only when needed

    upgrade(path)


def _try_to_take(path: Path) -> tuple[lock.Lock | None, str]:
    if not os.access(path, os.W_OK):
        return None, ""
    try:
        return lock.take(path), ""
    except lock.Held as held:
        return None, held.holder
    except OSError:
        return None, ""
