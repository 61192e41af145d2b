"""One person's home folder: the locked key, the name of this device, and where a juror's workspaces lie."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from paritrana_desktop.storage.files import NotFound, not_saved, read_file, write_file

_KEY: Final = "person.key"
_KEY_LIMIT: Final = 64 << 10
_DEVICE: Final = "device"
_DEVICE_ID: Final = re.compile("[0-9a-f]{32}", re.ASCII)
_EVENT_HEAD: Final = 16
"""Hexadecimal digits of the event's id in a file name: 64 bits tell the events of one person apart."""


def _new_device() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one person on this machine; made when first written to, and closed to other accounts."""

    folder: Path

    def read_key(self, event: str = "") -> bytes | None:
        """This person's locked key, or that of an `event` prepared here, as it was written; None if there is none.

        Raises:
            NotAFile, FileTooLarge, NotReadable: as `files.read_file`.
        """
        try:
            return read_file(self._key_path(event), _KEY_LIMIT)
        except NotFound:
            return None

    def write_key(self, locked: bytes, event: str = "") -> None:
        """Keep `locked`, a key that only its holder can unlock; raises NotSaved, and then the old key is whole.

        Each event has a key of its own, so that nothing made for one can be taken for another's.
        """
        path = self._key_path(event)
        self._make(self.folder)
        self._make(path.parent)
        write_file(path, locked, mode=0o600)

    def device_id(self, new: Callable[[], str] = _new_device) -> str:
        """32 hexadecimal digits that name this device in ballots; `new` gives them the first time.

        A device whose name was lost is a new device: numbers of ballots start again under a name of their own.
        """
        path = self.folder / _DEVICE
        try:
            kept = read_file(path, 100).decode("ascii", "replace").strip()
        except NotFound:
            kept = ""
        if not _DEVICE_ID.fullmatch(kept):
            kept = new()
            self._make(self.folder)
            write_file(path, kept.encode())
        return kept

    def workspace_path(self, event: str, juror: str) -> Path:
        """Where the workspace of `juror` for `event` (their id and code, as verified) lies; its folder is there."""
        folder = self.folder / "workspaces"
        self._make(self.folder)
        self._make(folder)
        return folder / f"{event[:_EVENT_HEAD]}-{juror.lower()}.paritrana"

    def _key_path(self, event: str) -> Path:
        return self.folder / "events" / f"{event[:_EVENT_HEAD]}.key" if event else self.folder / _KEY

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if os.name == "posix" and folder.stat().st_mode & 0o077:
                with suppress(PermissionError):  # a stick's file system may have no permissions to give
                    folder.chmod(0o700)
        except OSError as error:
            raise not_saved(error) from error
