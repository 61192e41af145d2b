"""What was acknowledged survives a kill -9 at any moment, and what was not is there wholly or not at all."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

import pytest

from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.storage import content
from paritrana_desktop.storage.connection import Unfinished, open_engine
from paritrana_desktop.storage.files import write_file
from paritrana_desktop.storage.store import Kind, Store
from paritrana_desktop.storage.upgrade import VERSIONS, upgrade
from tests.disks import read_only_folder

AT = "2026-07-14T09:00:00+07:00"
KILLS = 50
"""In each of four workspaces."""

LONGEST_LIFE = 0.02
"""Seconds from the first acknowledgement to the kill, at most."""

LATER_MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("later", sa.Column("value", sa.Text), sqlite_strict=True)
    with op.batch_alter_table("mark", table_kwargs={"sqlite_strict": True}) as mark:
        mark.add_column(sa.Column("later", sa.Text))
"""


@pytest.fixture(scope="module")
def processes() -> ForkServerContext | SpawnContext:
    """Children that start at once, because everything is imported in the server that they are forked from."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def save_marks(path: Path, acknowledge: Connection) -> None:
    """Save mark after mark, every second one together with a log entry, and say the number of each that is saved."""
    with Store.open(path) as store:
        number = len(store.load_marks())
        while True:
            with store.transaction():
                store.append_mark(mark(number), AT)
                if number % 2:
                    store.append_log(AT, "J1", "mark", str(number))
            acknowledge.send(number)
            number += 1


def mark(number: int) -> Mark:
    return Mark("K", str(number), "A", number, comment=f"mark {number}")


def replace_file(path: Path, acknowledge: Connection) -> None:
    """Write a file again and again: half a megabyte of one letter, the next time of another."""
    turn = 0
    while True:
        write_file(path, b"ab"[turn % 2 : turn % 2 + 1] * 500_000)
        acknowledge.send(turn)
        turn += 1


def bring_up_to_date(path: Path, acknowledge: Connection) -> None:
    acknowledge.send(0)
    upgrade(path, (VERSIONS, path.parent / "later"))


def killed(
    processes: ForkServerContext | SpawnContext,
    work: Callable[[Path, Connection], None],
    path: Path,
    life: float,
) -> list[int]:
    """Let a child do `work`, kill it `life` seconds after its first acknowledgement; what it acknowledged."""
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=work, args=(path, theirs), daemon=True)
    child.start()
    theirs.close()
    with ours:
        heard = [ours.recv()]
        time.sleep(life)
        child.kill()
        child.join()
        heard += rest_of(ours)
    return heard


def rest_of(pipe: Connection) -> Iterator[int]:
    try:
        while pipe.poll():
            yield pipe.recv()
    except EOFError:
        return


@pytest.mark.parametrize("seed", range(4))
def test_marks_survive_kills(processes: ForkServerContext | SpawnContext, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "k.paritrana"
    Store.create(path, Kind.JUROR, AT).close()
    chance = random.Random(seed)
    acknowledged = -1
    for _ in range(KILLS):
        acknowledged = killed(processes, save_marks, path, chance.random() * LONGEST_LIFE)[-1]
        with Store.open(path) as store:
            marks = store.load_marks()
            # One more may have been saved than could be acknowledged.
            assert len(marks) in {acknowledged + 1, acknowledged + 2}
            assert list(marks.values()) == [mark(number) for number in range(len(marks))]
            assert [entry.subject for entry in store.load_log()] == [str(number) for number in range(1, len(marks), 2)]
            assert store.check_log() is None
    assert acknowledged > KILLS


def test_a_killed_write_leaves_the_old_or_the_new_file(
    processes: ForkServerContext | SpawnContext, tmp_path: Path
) -> None:
    path = tmp_path / "rekap.pdf"
    chance = random.Random(20260714)
    for _ in range(40):
        killed(processes, replace_file, path, chance.random() * LONGEST_LIFE)
        data = path.read_bytes()
        assert data in {b"a" * 500_000, b"b" * 500_000}


def test_a_killed_upgrade_leaves_the_old_or_the_new_workspace(
    processes: ForkServerContext | SpawnContext, tmp_path: Path
) -> None:
    path = tmp_path / "k.paritrana"
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "v0002.py").write_text(LATER_MIGRATION)
    with Store.create(path, Kind.JUROR, AT) as store, store.transaction():
        for number in range(2000):
            store.append_mark(mark(number), AT)
    old = path.read_bytes()
    shape, before = described(path)
    life = 0.0
    while path.read_bytes() == old:
        killed(processes, bring_up_to_date, path, life)
        assert described(path, shape) == (shape, before)
        life += 0.005
    assert path.read_bytes()[60:64] == bytes([0, 0, 0, 2])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["k.paritrana", "later"]


def described(path: Path, shape: content.Shape | None = None) -> tuple[content.Shape, str]:
    """The shape of a workspace, or the one given, and the digest of its rows in that shape."""
    engine = open_engine(path, read_only=True)
    with engine.begin() as connection:
        shape = shape or content.shape(connection)
        found = shape, content.digest(connection, shape)
    engine.dispose()
    return found


def cut_off(folder: Path) -> tuple[bytes, bytes]:
    """A workspace in the middle of a save, and its journal, as a power cut leaves them; the save adds `cut off`."""
    path = folder / "cut.paritrana"
    with Store.create(path, Kind.JUROR, AT) as store:
        store.append_mark(mark(0), AT)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # what does not fit is written before the end of the save
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO place VALUES ('cut off', ?)", ("x" * 100_000,))
        connection.execute("UPDATE place SET value = value || 'x'")
        found = path.read_bytes(), path.with_name(path.name + "-journal").read_bytes()
        connection.execute("ROLLBACK")
    return found


def test_a_save_cut_off_by_a_power_cut_is_undone(tmp_path: Path) -> None:
    data, journal = cut_off(tmp_path)
    path = tmp_path / "k.paritrana"
    path.write_bytes(data)
    (tmp_path / "k.paritrana-journal").write_bytes(journal)
    with Store.open(path) as store:
        assert store.load_marks() == {mark(0).cell: mark(0)}
        assert store.load_places() == {}
    assert path.read_bytes() != data


def test_a_save_that_was_cut_off_cannot_be_undone_on_a_read_only_stick(tmp_path: Path) -> None:
    data, journal = cut_off(tmp_path)
    with (
        read_only_folder({"k.paritrana": data, "k.paritrana-journal": journal}) as folder,
        pytest.raises(Unfinished),
    ):
        Store.open(folder / "k.paritrana")
