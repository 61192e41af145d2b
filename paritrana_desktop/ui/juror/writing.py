"""Writing what was handed in into a folder that the juror chose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from paritrana_desktop.services.scoring import HandedInFiles
from paritrana_desktop.storage.files import write_file


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one ballot, where they lie now."""

    code: str
    folder: Path
    ballot: str
    sheets: tuple[str, ...]
    complete: bool


def write_into(folder: Path, files: HandedInFiles) -> Written:
    """Write the ballot file and the score sheets into `folder`, each whole or not at all.

    Raises:
        DiskFull, PlaceReadOnly, PlaceGone, NotSaved: what was written before the refusal is whole.
    """
    write_file(folder / files.ballot_name, files.ballot)
    for sheet in files.sheets:
        write_file(folder / sheet.name, sheet.pdf)
    return Written(
        code=files.code,
        folder=folder,
        ballot=files.ballot_name,
        sheets=tuple(sheet.name for sheet in files.sheets),
        complete=files.complete,
    )
