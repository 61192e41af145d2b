"""Who may write into a workspace: one program at a time, named to whoever comes second."""

from __future__ import annotations

import getpass
import os
import platform
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NAME_LIMIT: Final = 200


class Held(Exception):
    """Another program holds the lock; `holder` is its name, as it wrote it."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@dataclass(frozen=True, slots=True)
class Lock:
    """The right to write into one workspace, until released or until the program ends, however it ends."""

    path: Path
    file: IO[bytes]

    def release(self) -> None:
        """Let the next program write."""
        # Removed while still held: whoever opened the old file in the meantime finds that it is no longer the one.
        # Windows does not remove an open file; a lock file that nobody holds does no harm.
        with suppress(OSError):
            self.path.unlink()
        self.file.close()


def take(workspace: Path) -> Lock:
    """The lock of `workspace`, marked with the names of this account and this machine.

    Raises:
        Held: another program has it.
        OSError: nothing can be written or locked beside the workspace.
    """
    # Not the workspace itself: closing any handle of it would drop the locks that SQLite holds on it.
    path = workspace.with_name(workspace.name + ".lock")
    while True:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+b", buffering=0)
        try:
            _lock(file)
            if _is_at(file, path):
                with suppress(OSError):  # on a full disk the holder stays unnamed
                    file.truncate(0)
                    file.write(_who().encode())
                return Lock(path, file)
        except BlockingIOError:
            untrusted_name = file.read(_NAME_LIMIT).decode("utf-8", "replace")
            file.close()
            raise Held("".join(sign for sign in untrusted_name if sign.isprintable())) from None
        except OSError:
            file.close()
            raise
        file.close()


def _who() -> str:
    try:
        account = getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        account = "?"
    return f"{account} @ {platform.node() or '?'}"


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        # Beyond the end, because Windows would also keep others from reading the holder's name.
        file.seek(1 << 30)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
        finally:
            file.seek(0)

    def _is_at(_file: IO[bytes], path: Path) -> bool:
        return path.exists()

else:

    def _lock(file: IO[bytes]) -> None:
        # `flock` belongs to this opening of the file, so a second window of the same program is a second one too.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_at(file: IO[bytes], path: Path) -> bool:
        try:
            there = path.stat()
        except FileNotFoundError:
            return False
        return os.path.samestat(os.fstat(file.fileno()), there)
