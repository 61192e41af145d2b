"""The one place that writes files, so that a saved file is whole or the old one still is; and reads foreign ones."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from paritrana_desktop.domain.errors import N_, Refusal

_FULL: Final = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_READ_ONLY: Final = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE: Final = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE}


class NotSaved(Refusal):
    sentence = N_(
        "Not saved: the disk or stick reported an error. What was saved before is whole. "
        "Try once more, or save to another place."
    )


class DiskFull(NotSaved):
    sentence = N_("Not saved: the disk is full. What was saved before is whole. Make room and save once more.")


class PlaceReadOnly(NotSaved):
    sentence = N_(
        "Not saved: nothing can be written in this place, or another program holds the file. "
        "What was saved before is whole. Close the other program, or save to another place."
    )


class PlaceGone(NotSaved):
    sentence = N_(
        "Not saved: the folder or stick is no longer there. What was saved before was not touched. "
        "Put the stick back in, or save to another place."
    )


class NotAFolder(NotSaved):
    sentence = N_("Not saved: {name} is a file, but a folder is needed here. It was not touched; name another folder.")


class AlreadyThere(NotSaved):
    sentence = N_("Not saved: there is already a file {name}. It was not touched; choose another name or move it away.")


class NotFound(Refusal):
    sentence = N_("There is no file {name} in this place. Check the name, or put the stick back in.")


class NotAFile(Refusal):
    sentence = N_("{name} is a folder, a link or a device, not a file. It was not read; choose the file itself.")


class FileTooLarge(Refusal):
    sentence = N_(
        "{name} is larger than a genuine file of its kind can be (at most {limit} bytes). It was not read; "
        "ask the sender for the original file."
    )


class NotReadable(Refusal):
    sentence = N_(
        "{name} cannot be read: it is closed to this account, or the disk or stick reported an error. "
        "Nothing was changed; copy the file once more and try again."
    )


def write_file(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put `data` at `path`, replacing what is there only once the new file is whole on the disk.

    `mode` are the permissions of the file, less those that the process withholds (umask).

    Raises:
        DiskFull, PlaceReadOnly, PlaceGone, NotSaved: nothing was saved; the old file is as it was.
    """
    # The temporary name is independent of `path`, whose own name may already be as long as names can be.
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write_whole(temporary, data, mode)
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise not_saved(error) from error


def refuse_existing(path: Path) -> None:
    """Raise AlreadyThere if something has the name `path`: what people filled in is not replaced unasked."""
    if path.exists():
        raise AlreadyThere(name=path.name)


def make_folder(path: Path) -> Path:
    """The folder `path`, made if it is not there; call it before work that cannot be done twice.

    Raises:
        NotAFolder: something else has that name.
        DiskFull, PlaceReadOnly, PlaceGone, NotSaved: it could not be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotAFolder(name=path.name) from None
    except OSError as error:
        raise not_saved(error) from error
    return path


def not_saved(error: OSError) -> NotSaved:
    """The refusal that says why the system would not write."""
    if error.errno in _FULL:
        return DiskFull()
    if error.errno in _READ_ONLY:
        return PlaceReadOnly()
    return PlaceGone() if error.errno in _GONE else NotSaved()


def sync_folder(folder: Path) -> None:
    """Make a new name in `folder` last; where the system cannot open folders (Windows), it does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of the regular file at `path`, read once; at most `limit` bytes.

    Raises:
        NotFound, NotAFile, FileTooLarge, NotReadable: nothing of it was used.
    """
    name = path.name
    try:
        _check_regular(path.lstat(), name, limit)
        # The name may have been given to something else since: a link is not followed, a pipe does not block.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _check_regular(os.fstat(file.fileno()), name, limit)
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise NotFound(name=name) from None
    except OSError as error:
        raise NotReadable(name=name) from error
    if len(data) > limit:
        raise FileTooLarge(name=name, limit=limit)
    return data


def _write_whole(temporary: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, mode), "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    if temporary.read_bytes() != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _check_regular(status: os.stat_result, name: str, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile(name=name)
    if status.st_size > limit:
        raise FileTooLarge(name=name, limit=limit)
