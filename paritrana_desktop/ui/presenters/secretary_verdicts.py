"""What became of a batch of files, in words, before anything is taken in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange import ballot_file
from paritrana_desktop.services import collection, preparation
from paritrana_desktop.services.collection import FileVerdict, IncomingFile, MergeVerdict, Preview
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.files import read_file
from paritrana_desktop.texts import _, ngettext, number, say
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row, Tone

MOST_FILES = 2000
WORDS: Final[dict[MergeVerdict, tuple[str, Tone]]] = {
    MergeVerdict.NEW: (N_("new"), "good"),
    MergeVerdict.KNOWN: (N_("already here"), "muted"),
    MergeVerdict.SUPERSEDED: (N_("older"), "muted"),
    MergeVerdict.CONFLICT: (N_("differs"), "caution"),
    MergeVerdict.LATE: (N_("late"), "caution"),
    MergeVerdict.REFUSED: (N_("refused"), "wrong"),
}


class NoBallotFiles(Refusal):
    sentence = N_("There is no ballot file in what you chose. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class VerdictsShown:
    """The verdicts as a table, a sentence above it, and what the button says; `preview` goes to `collection.merge`."""

    preview: Preview
    summary: str
    rows: tuple[Row, ...]
    action: str
    adds: int


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files themselves; of a folder or stick, the ballot files in it.

    Raises:
        NoBallotFiles: there is none.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob(f"*{ballot_file.SUFFIX}")) if path.is_dir() else [path]
        found += inside
    if not found:
        raise NoBallotFiles
    return tuple(dict.fromkeys(found[:MOST_FILES]))


def inspect(desk: Desk, reader: Reader, paths: Iterable[Path], progress: collection.Progress) -> VerdictsShown:
    """Read the files and say what would become of each; nothing is written.

    Raises:
        NoBallotFiles: there is none.
    """
    incoming: list[IncomingFile] = []
    unreadable: list[FileVerdict] = []
    for path in files_in(paths):
        try:
            incoming.append(IncomingFile(path.name, read_file(path, ballot_file.LIMIT)))
        except Refusal as refusal:
            unreadable.append(FileVerdict(path.name, MergeVerdict.REFUSED, None, refusal.said))
    preview = collection.inspect(desk, reader, incoming, progress)
    preview = Preview(
        verdicts=(*preview.verdicts, *unreadable),
        ballots=preview.ballots,
        admissions=preview.admissions,
        digests=(*preview.digests, *(canonical.digest(b"") for _file in unreadable)),
        view=preview.view,
    )
    return shown(preview, preparation.issued_plan(desk))


def columns() -> tuple[Column, ...]:
    """The columns of the verdicts."""
    return (
        Column("file", _("File"), grow=True, width=190),
        Column("verdict", _("Verdict"), width=120),
        Column("juror", _("Juror"), grow=True, width=170),
        Column("reason", _("What it means"), grow=True, width=260),
    )


def shown(preview: Preview, plan: Plan) -> VerdictsShown:
    """`preview` in words, refused files first."""
    order = (MergeVerdict.REFUSED, MergeVerdict.CONFLICT, MergeVerdict.LATE, MergeVerdict.NEW)
    verdicts = sorted(
        enumerate(preview.verdicts), key=lambda e: order.index(e[1].verdict) if e[1].verdict in order else len(order)
    )
    adds = len(preview.ballots)
    refused = sum(verdict.verdict is MergeVerdict.REFUSED for verdict in preview.verdicts)
    summary = _("{count} files: {adds} to be taken in, {refused} refused. Nothing is saved yet.").format(
        count=number(len(preview.verdicts), 0), adds=number(adds, 0), refused=number(refused, 0)
    )
    action = (
        ngettext("Take in {count} file", "Take in {count} files", adds).format(count=number(adds, 0))
        if adds
        else _("Note in the log and close")
    )
    return VerdictsShown(
        preview, summary, tuple(_row(place, verdict, plan) for place, verdict in verdicts), action, adds
    )


def _row(place: int, verdict: FileVerdict, plan: Plan) -> Row:
    word, tone = WORDS[verdict.verdict]
    juror = plan.juror(verdict.juror).with_titles() if verdict.juror else "—"
    return Row(str(place), (Cell(verdict.name), Cell(_(word), tone, chip=True), Cell(juror), Cell(say(verdict.reason))))
