"""Disks that are full and folders that cannot be written, as real as the account running the tests permits."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

NOBODY = 65534


class SmallDisk(Protocol):
    """A folder on a disk that can be filled to the last byte."""

    folder: Path

    def fill(self) -> None:
        """Leave no room."""

    def make_room(self) -> None:
        """Take away what `fill` wrote."""


@dataclass
class MountedDisk:
    """A file system in memory, of a few hundred kilobytes."""

    folder: Path

    def fill(self) -> None:
        """Write until the disk refuses."""
        with suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as file:
            while True:
                file.write(bytes(1024))

    def make_room(self) -> None:
        """Remove what was written."""
        (self.folder / "filler").unlink()


@dataclass
class LimitedDisk:
    """A stand-in where nothing may be mounted: the process may not write to any file."""

    folder: Path

    def fill(self) -> None:
        """Forbid."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

    def make_room(self) -> None:
        """Permit."""
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@contextmanager
def mounted_disk(folder: Path, kilobytes: int = 512) -> Iterator[SmallDisk]:
    """A small file system at `folder`; where mounting is not permitted, the stand-in."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode != 0:
        with limited_disk(folder) as stand_in:
            yield stand_in
        return
    try:
        yield MountedDisk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True, capture_output=True)


@contextmanager
def limited_disk(folder: Path) -> Iterator[SmallDisk]:
    """The stand-in for a full disk."""
    disk = LimitedDisk(folder)
    try:
        yield disk
    finally:
        disk.make_room()


@contextmanager
def read_only_folder(content: dict[str, bytes]) -> Iterator[Path]:
    """A folder with files of this `content`, in which this process may not write, whoever runs it."""
    folder = Path(tempfile.mkdtemp())
    account = os.geteuid()
    try:
        for name, data in content.items():
            (folder / name).write_bytes(data)
            (folder / name).chmod(0o444)
        folder.chmod(0o555)
        if account == 0:
            os.seteuid(NOBODY)
        yield folder
    finally:
        os.seteuid(account)
        folder.chmod(0o755)
        shutil.rmtree(folder)
