"""Files that go out: a decision with all that it puts on disk, copies of it, the answer of a recount."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.services.chairing import Chairing
from paritrana_desktop.storage.files import NotSaved, read_file, write_file
from paritrana_desktop.ui.shared.tasks import Progress

ANSWER_LIMIT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """Where files went; `problem` where not all of them could be written, though all are kept here."""

    folder: Path
    names: tuple[str, ...]
    problem: Refusal | None = None


def decide(chairing: Chairing, folder: Path, progress: Progress, *, ink: bool) -> Written:
    """Freeze and sign, then write everything into `folder`; in the writer thread.

    Raises:
        Refusal: nothing was frozen.
    """
    # The last moment at which the person may still turn back.
    progress.check()
    chairing.decide(ink=ink)
    return write_documents(chairing, folder, progress)


def write_documents(chairing: Chairing, folder: Path, progress: Progress) -> Written:
    """Write what the decision put out into `folder`; in the writer thread."""
    entries = chairing.documents()
    names: list[str] = []
    for done, entry in enumerate(entries):
        progress(done, len(entries))
        try:
            write_file(folder / entry.name, chairing.document(entry.digest))
        except NotSaved as problem:
            return Written(folder, tuple(names), problem)
        names.append(entry.name)
    chairing.keep_folder(folder)
    return Written(folder, tuple(names))


def copy_document(chairing: Chairing, digest: str, path: Path) -> str:
    """Write one document to `path`; its name there."""
    write_file(path, chairing.document(digest))
    return path.name


def recount(chairing: Chairing, path: Path) -> str:
    """Sign the answer of this machine, keep it, write it to `path`; its name there."""
    _name, data = chairing.recount()
    write_file(path, data)
    return path.name


def take_answer(chairing: Chairing, path: Path) -> str:
    """Keep the answer of a recount that lies at `path`; its name."""
    chairing.take_answer(path.name, read_file(path, ANSWER_LIMIT))
    return path.name
