"""Brings an older workspace up to date, on a copy that takes its place only once its content is found unchanged."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, select

from paritrana_desktop.domain.errors import N_, Fault
from paritrana_desktop.storage import content, tables
from paritrana_desktop.storage.connection import in_words, open_engine
from paritrana_desktop.storage.files import not_saved, sync_folder

SCRIPTS: Final = Path(__file__).with_name("migrations")
VERSIONS: Final = SCRIPTS / "versions"


class UpgradeFailed(Fault):
    sentence = N_(
        "The event file could not be brought up to date. It is as it was and no mark is lost; "
        "use the older version of the program, and keep the file for those who look after it."
    )


def upgrade(path: Path, versions: Sequence[Path] = (VERSIONS,)) -> None:
    """Run what is new in the folders `versions` on the workspace at `path`, whose lock must be held.

    Raises:
        UpgradeFailed: the content was not the same afterwards; the workspace is as it was.
        NotSaved: there was no room for the copy; the workspace is as it was.
        Damaged: the workspace cannot be read.
    """
    copy = path.with_name(path.name + ".new")
    leftovers = (copy.with_name(copy.name + "-journal"), copy)
    try:
        _remove(leftovers)  # of an attempt that was cut off: an old journal would be rolled back into the copy
        try:
            shape, before = _copy(path, copy)
            _migrate(copy, versions, shape, before)
            _replace(copy, path)
        finally:
            _remove(leftovers)
    except OSError as error:
        raise not_saved(error) from error


def _remove(leftovers: Sequence[Path]) -> None:
    for file in leftovers:
        file.unlink(missing_ok=True)


def _copy(path: Path, copy: Path) -> tuple[content.Shape, str]:
    """Copy the workspace and say what it holds."""
    copy.touch(mode=0o600)
    # Opened for writing, so that what a power cut left half done in the original is undone before it is copied.
    # The copy is made on a connection of its own, because SQLite does not copy from one that may write.
    with (
        _opened(path) as original,
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        shape = content.shape(original)
        return shape, content.digest(original, shape)


def _migrate(copy: Path, versions: Sequence[Path], shape: content.Shape, before: str) -> None:
    settings = Config()
    settings.set_main_option("script_location", _escaped(SCRIPTS))
    settings.set_main_option("path_separator", "os")
    settings.set_main_option("version_locations", os.pathsep.join(map(_escaped, versions)))
    with _opened(copy) as connection:
        # A migration may rebuild a table, which loses its triggers without a word, or fill a new column.
        for trigger in connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'").scalars():
            connection.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        present = set(inspect(connection).get_table_names())
        for table in tables.APPEND_ONLY:
            for statement in tables.triggers(table.name) if table.name in present else ():
                connection.exec_driver_sql(statement)
        revision = connection.execute(select(tables.alembic_version.c.version_num)).scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {int(str(revision))}")
        whole = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if not whole or orphans or content.digest(connection, shape) != before:
            raise UpgradeFailed


def _replace(copy: Path, path: Path) -> None:
    shutil.copymode(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    copy.replace(path)
    sync_folder(path.parent)


def _escaped(folder: Path) -> str:
    """`folder` as Alembic's settings want it, where % begins a gap."""
    return str(folder).replace("%", "%%")


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    # A table that others refer to can only be rebuilt while foreign keys are off; they are checked afterwards.
    engine = open_engine(path, foreign_keys=False)
    try:
        with in_words(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
