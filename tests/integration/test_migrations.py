"""A workspace made today is the one that all migrations make, and an upgrade changes the form, never the content."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.domain.errors import Fault
from paritrana_desktop.storage import tables, upgrade
from paritrana_desktop.storage.content import content_digest
from paritrana_desktop.storage.files import DiskFull, NotSaved
from paritrana_desktop.storage.records import Draft, StoredBallot
from paritrana_desktop.storage.store import Kind, OlderWorkspace, Store
from paritrana_desktop.storage.upgrade import VERSIONS, UpgradeFailed
from tests.disks import MountedDisk, mounted_disk

AT = "2026-07-14T09:00:00+07:00"

HEAD = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
"""
MAKES_A_TABLE = 'op.create_table("later", sa.Column("value", sa.Text), sqlite_strict=True)'
REBUILDS_A_TABLE = (
    MAKES_A_TABLE,
    'with op.batch_alter_table("mark", table_kwargs={"sqlite_strict": True}) as mark:',
    '    mark.add_column(sa.Column("later", sa.Text))',
    """op.execute("UPDATE mark SET later = 'filled'")""",
)
LOSES_A_MARK = ('op.execute("DELETE FROM mark WHERE seq = 1")',)
CHANGES_A_MARK = ('op.execute("UPDATE mark SET u = u + 1 WHERE seq = 2")',)
FAILS_HALFWAY = (MAKES_A_TABLE, 'raise RuntimeError("in the middle")')
REFUSED_BY_SQLITE = (MAKES_A_TABLE, MAKES_A_TABLE)


def workspace(folder: Path) -> Path:
    """A workspace with something in most tables."""
    path = folder / "k.paritrana"
    with Store.create(path, Kind.JUROR, AT) as store:
        store.append_mark(Mark("K", "01", "A", 0), AT)
        store.append_mark(Mark("K", "02", "A", 8550, comment="bagus – sekali"), AT)
        store.append_ballot(StoredBallot("b" * 64, b"\x00\xff", "J1", AT, "nilai.paritrana-nilai"))
        store.save_draft(Draft(b"{}", b"{}"))
        store.append_log(AT, "J1", "mark")
    return path


def with_later(folder: Path, migration: Sequence[str]) -> tuple[Path, Path]:
    """The folders of the migrations that there are, and of one that does `migration`."""
    later = folder / "later 100%"
    later.mkdir()
    (later / "v0002.py").write_text(HEAD + "".join(f"    {line}\n" for line in migration))
    return VERSIONS, later


def schema(path: Path) -> list[tuple[str, str, str | None]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def migrated_from_nothing(folder: Path) -> Path:
    path = folder / "migrated.paritrana"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
    upgrade.upgrade(path)
    return path


def test_made_and_migrated_workspaces_have_the_same_schema(tmp_path: Path) -> None:
    migrated = migrated_from_nothing(tmp_path)
    made = workspace(tmp_path)
    assert schema(migrated) == schema(made)
    for path in (migrated, made):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
            assert connection.execute("PRAGMA user_version").fetchone() == (tables.SCHEMA,)
            assert connection.execute("PRAGMA application_id").fetchone() == (tables.APPLICATION_ID,)


def test_making_a_workspace_needs_no_alembic(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from paritrana_desktop.storage.store import Kind, Store\n"
        "Store.create(Path(sys.argv[1]), Kind.JUROR, '').close(); Store.open(Path(sys.argv[1])).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "k.paritrana")], check=True)


def test_an_upgrade_keeps_content_and_triggers(tmp_path: Path) -> None:
    path = workspace(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute("SELECT * FROM mark").fetchall()
    upgrade.upgrade(path, with_later(tmp_path, REBUILDS_A_TABLE))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT * FROM mark").fetchall() == [(*row, "filled") for row in before]
        assert connection.execute("SELECT strict FROM pragma_table_list WHERE name = 'mark'").fetchone() == (1,)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("UPDATE mark SET u = 1")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("DELETE FROM mark")
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["k.paritrana", "later 100%"]


@pytest.mark.parametrize("migration", [LOSES_A_MARK, CHANGES_A_MARK])
def test_an_upgrade_that_changes_content_does_not_happen(tmp_path: Path, migration: Sequence[str]) -> None:
    path = workspace(tmp_path)
    whole = path.read_bytes()
    with pytest.raises(UpgradeFailed):
        upgrade.upgrade(path, with_later(tmp_path, migration))
    assert path.read_bytes() == whole
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["k.paritrana", "later 100%"]


@pytest.mark.parametrize(("migration", "error"), [(FAILS_HALFWAY, RuntimeError), (REFUSED_BY_SQLITE, Fault)])
def test_an_upgrade_that_fails_leaves_the_workspace(
    tmp_path: Path, migration: Sequence[str], error: type[Exception]
) -> None:
    path = workspace(tmp_path)
    whole = path.read_bytes()
    with pytest.raises(error):
        upgrade.upgrade(path, with_later(tmp_path, migration))
    assert path.read_bytes() == whole
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["k.paritrana", "later 100%"]


def test_a_full_disk_leaves_the_workspace(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    versions = with_later(tmp_path, REBUILDS_A_TABLE)
    with mounted_disk(stick) as disk:
        path = workspace(stick)
        whole = path.read_bytes()
        disk.fill()
        with pytest.raises(DiskFull if isinstance(disk, MountedDisk) else NotSaved):
            upgrade.upgrade(path, versions)
        assert path.read_bytes() == whole
        assert not (stick / "k.paritrana.new").exists()
        disk.make_room()
        upgrade.upgrade(path, versions)


def test_opening_brings_an_older_workspace_up_to_date(tmp_path: Path) -> None:
    path = migrated_from_nothing(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO meta VALUES ('kind', 'chair')")
        connection.commit()
        # As a version before the first would have left it: the same tables, not yet numbered.
        connection.execute("PRAGMA user_version = 0")
    path.chmod(0o640)
    with pytest.raises(OlderWorkspace):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.kind is Kind.CHAIR
        digest = content_digest(store)
    assert path.stat().st_mode & 0o777 == 0o640
    with Store.open(path) as store:
        assert content_digest(store) == digest
    assert os.listdir(tmp_path) == ["migrated.paritrana"]  # noqa: PTH208  names are what is compared
