"""Files are written whole or not at all, and foreign ones are read with care."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.storage.connection import OpenForReading
from paritrana_desktop.storage.files import (
    DiskFull,
    FileTooLarge,
    NotAFile,
    NotFound,
    NotSaved,
    PlaceGone,
    PlaceReadOnly,
    read_file,
    write_file,
)
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.store import Kind, Store
from tests.disks import MountedDisk, SmallDisk, limited_disk, mounted_disk, read_only_folder

AT = "2026-07-14T09:00:00+07:00"
OLD = b"old and whole"


@pytest.fixture(params=[mounted_disk, limited_disk])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallDisk]:
    with request.param(tmp_path) as small:
        yield small


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "filler")


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "rekap.pdf"
    path.write_bytes(OLD)
    write_file(path, b"new" * 100_000)
    assert path.read_bytes() == b"new" * 100_000
    assert only(tmp_path) == ["rekap.pdf"]


def test_a_name_may_be_as_long_as_names_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_file(path, b"")
    assert path.read_bytes() == b""


def test_permissions_are_those_asked_for(tmp_path: Path) -> None:
    write_file(tmp_path / "key", b"k", mode=0o600)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_full_disk_leaves_the_old_file_whole(disk: SmallDisk) -> None:
    path = disk.folder / "rekap.pdf"
    path.write_bytes(OLD)
    disk.fill()
    with pytest.raises(DiskFull, match=r"^Not saved"):
        write_file(path, bytes(100_000))
    assert path.read_bytes() == OLD
    assert only(disk.folder) == ["rekap.pdf"]
    disk.make_room()
    write_file(path, bytes(100_000))
    assert path.read_bytes() == bytes(100_000)


def test_a_full_disk_while_marks_are_saved(disk: SmallDisk) -> None:
    with Store.create(disk.folder / "k.paritrana", Kind.JUROR, AT) as store:
        kept = Mark("K", "01", "A", 8550)
        store.append_mark(kept, AT)
        disk.fill()
        with pytest.raises(NotSaved, match=r"^Not saved") as refusal:
            store.append_mark(Mark("K", "02", "A", 100, comment="x" * 2000), AT)
        # The stand-in can only make the system say that a file may not grow, which SQLite calls an error of the disk.
        assert type(refusal.value) is (DiskFull if isinstance(disk, MountedDisk) else NotSaved)
        assert store.load_marks() == {kept.cell: kept}
        disk.make_room()
        later = Mark("K", "02", "A", 100)
        store.append_mark(later, AT)
        assert store.load_marks() == {kept.cell: kept, later.cell: later}


def test_a_full_disk_while_a_workspace_is_made(disk: SmallDisk) -> None:
    disk.fill()
    with pytest.raises(NotSaved):
        Store.create(disk.folder / "k.paritrana", Kind.JUROR, AT)
    assert only(disk.folder) == []
    disk.make_room()
    Store.create(disk.folder / "k.paritrana", Kind.JUROR, AT).close()
    assert only(disk.folder) == ["k.paritrana"]


def test_a_workspace_on_a_full_disk_opens(disk: SmallDisk) -> None:
    Store.create(disk.folder / "k.paritrana", Kind.JUROR, AT).close()
    (disk.folder / "k.paritrana.lock").touch()
    disk.fill()
    with Store.open(disk.folder / "k.paritrana") as store:
        assert not store.read_only
        assert store.load_marks() == {}


def test_a_read_only_folder_keeps_its_file() -> None:
    with read_only_folder({"rekap.pdf": OLD}) as folder:
        with pytest.raises(PlaceReadOnly):
            write_file(folder / "rekap.pdf", b"new")
        with pytest.raises(PlaceReadOnly):
            write_file(folder / "other.pdf", b"new")
        assert only(folder) == ["rekap.pdf"]
        assert read_file(folder / "rekap.pdf", 100) == OLD


def test_a_workspace_in_a_read_only_folder_opens_for_reading(tmp_path: Path) -> None:
    mark = Mark("K", "01", "A", 0)
    with Store.create(tmp_path / "k.paritrana", Kind.JUROR, AT) as store:
        store.append_mark(mark, AT)
    whole = (tmp_path / "k.paritrana").read_bytes()
    with read_only_folder({"k.paritrana": whole}) as folder:
        with Store.open(folder / "k.paritrana") as store:
            assert store.read_only
            assert store.holder == ""
            assert store.load_marks() == {mark.cell: mark}
            with pytest.raises(OpenForReading):
                store.append_mark(mark, AT)
        with pytest.raises(PlaceReadOnly):
            Store.create(folder / "other.paritrana", Kind.JUROR, AT)
        with pytest.raises(PlaceReadOnly):
            Home(folder / "home").write_key(b"key")


def test_a_stick_that_was_pulled_out(tmp_path: Path) -> None:
    with pytest.raises(PlaceGone):
        write_file(tmp_path / "stick" / "rekap.pdf", b"new")
    with pytest.raises(PlaceGone):
        Store.create(tmp_path / "stick" / "k.paritrana", Kind.JUROR, AT)
    stick = tmp_path / "inserted"
    stick.mkdir()
    with Store.create(stick / "k.paritrana", Kind.JUROR, AT) as store:
        shutil.rmtree(stick)
        with pytest.raises(NotSaved):
            store.append_mark(Mark("K", "01", "A", 0), AT)


def test_a_write_that_the_disk_lost_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rekap.pdf"
    path.write_bytes(OLD)
    # A cheap stick acknowledges what it then does not keep: simulated by cutting the temporary file at the sync.
    monkeypatch.setattr(os, "fsync", lambda descriptor: os.ftruncate(descriptor, 1))
    with pytest.raises(NotSaved):
        write_file(path, b"new and longer")
    assert path.read_bytes() == OLD
    assert only(tmp_path) == ["rekap.pdf"]


def test_reading_takes_regular_files_within_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.paritrana-nilai"
    path.write_bytes(b"12345")
    assert read_file(path, 5) == b"12345"
    with pytest.raises(FileTooLarge, match="4 bytes"):
        read_file(path, 4)
    with pytest.raises(NotFound):
        read_file(tmp_path / "missing", 5)
    with pytest.raises(NotAFile):
        read_file(tmp_path, 5)
    link = tmp_path / "link"
    link.symlink_to(path)
    with pytest.raises(NotAFile):
        read_file(link, 5)
    with pytest.raises(NotAFile):
        read_file(Path("/dev/zero"), 5)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NotAFile):
        read_file(pipe, 5)


def test_a_file_of_three_gibibytes_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(FileTooLarge):
        read_file(path, 8 << 20)


def test_a_home_keeps_its_key_and_its_device(tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "home")
    assert home.read_key() is None
    home.write_key(b"first")
    home.write_key(b"second")
    assert home.read_key() == b"second"
    assert home.device_id(lambda: "a" * 32) == "a" * 32
    assert home.device_id(lambda: "b" * 32) == "a" * 32
    (home.folder / "device").write_bytes(b"\xff\x00 damaged")
    assert home.device_id(lambda: "c" * 32) == "c" * 32
    assert len(Home(tmp_path / "another").device_id()) == 32


def test_a_home_is_closed_to_other_accounts(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.folder.mkdir(mode=0o755)
    home.write_key(b"key")
    path = home.workspace_path("e" * 64, "J1")
    assert path == home.folder / "workspaces" / f"{'e' * 16}-j1.paritrana"
    with Store.create(path, Kind.JUROR, AT):
        for made in (home.folder, path.parent):
            assert stat.S_IMODE(made.stat().st_mode) == 0o700
        for kept in (home.folder / "person.key", path, path.with_name(path.name + ".lock")):
            assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [("files", "sqlalchemy"), ("home", "sqlalchemy"), ("lock", "sqlalchemy"), ("store", "alembic")],
)
def test_what_is_heavy_loads_only_when_needed(module: str, forbidden: str) -> None:
    program = f"import sys, paritrana_desktop.storage.{module}; sys.exit({forbidden!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
