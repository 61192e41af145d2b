"""What the decision put out: its documents and bundles, where they were written, and how to get them once more."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.decision import result_fingerprint
from paritrana_desktop.texts import _, number
from paritrana_desktop.ui.presenters.chair_state import State
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row

SAVE = "save"
_KIB = 1024


@dataclass(frozen=True, slots=True)
class DocumentsShown:
    """What the page shows; nothing in `rows` before the decision."""

    rows: tuple[Row, ...]
    names: tuple[tuple[str, str], ...]
    """(digest, file name) of each."""
    code: str
    folder: str


def load(state: State) -> DocumentsShown:
    """The documents in the order in which they were made."""
    return DocumentsShown(
        rows=tuple(
            Row(
                entry.digest,
                (
                    Cell(_kind(entry.name), strong=True, under=_purpose(entry.name)),
                    Cell(entry.name),
                    Cell(_("{size} KB").format(size=number(max(1, round(entry.size / _KIB)), 0))),
                    Cell(_("Save a copy …"), "link"),
                ),
            )
            for entry in state.documents
        ),
        names=tuple((entry.digest, entry.name) for entry in state.documents),
        code=fingerprint_code(Prefix.RESULT, result_fingerprint(state.tally)),
        folder=state.folder,
    )


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("kind", _("Document"), grow=True, width=260),
        Column("name", _("File")),
        Column("size", _("Size"), align="right"),
        Column(SAVE, "", width=130, spoken=_("Save a copy")),
    )


def _kind(name: str) -> str:
    return {
        "rekapitulasi.pdf": _("Recap of the marks"),
        "berita-acara.pdf": _("Minutes of the plenary"),
        "keputusan.pdf": _("Decision"),
    }.get(name) or (_("Whole archive") if name.startswith("arsip") else _("Decision bundle"))


def _purpose(name: str) -> str:
    if name.endswith(".pdf"):
        return ""
    if name.startswith("arsip"):
        return _("every ballot, to be counted again years later; encrypted for the secretariat and the signer")
    return _("documents, totals and codes, for everybody")
