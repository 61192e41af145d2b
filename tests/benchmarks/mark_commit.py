"""One mark saved and on the disk, to a bare sqlite3 insert and commit with the same settings into the same table."""

from __future__ import annotations

import atexit
import sqlite3
from functools import partial
from pathlib import Path

from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.storage.connection import PRAGMAS
from paritrana_desktop.storage.store import Kind, Store
from tests.benchmarks.measure import Row, seconds

MARKS = 50
AT = "2026-07-14T09:00:00+07:00"


def row(folder: Path) -> Row:
    """Seconds for one mark, each in a transaction of its own."""
    store = Store.create(folder / "ours.paritrana", Kind.JUROR, AT)
    atexit.register(store.close)
    return Row("mark_commit", 1.5, partial(ours, store), partial(floor, bare(folder / "floor.paritrana")), rounds=15)


def ours(store: Store) -> float:
    """A mark through the store."""

    def save() -> None:
        for u in range(MARKS):
            store.append_mark(Mark("K", "01", "A", u * 100), AT)

    return seconds(save) / MARKS


def floor(connection: sqlite3.Connection) -> float:
    """The same row through the driver alone."""

    def save() -> None:
        for u in range(MARKS):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO mark (category, nominee, criterion, u, state, comment, evidence, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ("K", "01", "A", u * 100, "scored", "", "", AT),
            )
            connection.execute("COMMIT")

    return seconds(save) / MARKS


def bare(path: Path) -> sqlite3.Connection:
    """A connection of the driver with the store's settings to a file with the store's tables."""
    Store.create(path, Kind.JUROR, AT).close()
    connection = sqlite3.connect(path, isolation_level=None)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection
