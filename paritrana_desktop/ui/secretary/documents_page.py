"""Dokumen: the plenary file for chosen jurors, and everything made so far."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.services import collection, plenary
from paritrana_desktop.services.changes import Part, changed
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.storage.files import write_file
from paritrana_desktop.texts import _, say
from paritrana_desktop.ui.presenters import secretary_documents
from paritrana_desktop.ui.presenters.secretary_documents import SAVE, DocumentsShown, Reader
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.secretary.stage_box import StageBox
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button, MainAction
from paritrana_desktop.ui.shared.cards import Card, Scrolled
from paritrana_desktop.ui.shared.dialogs import choose_target
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.tick import Tick
from paritrana_desktop.ui.shared.words import Words

_READERS_WIDTH = 400


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A plenary file that was made and is kept; `problem` where the copy could not be written."""

    path: Path
    problem: Refusal | None


class DocumentsPage(LoadedPage[DocumentsShown]):
    """The plenary file goes to those ticked, who read it with their own keys."""

    key: ClassVar[str] = "documents"
    parts: ClassVar[frozenset[Part]] = frozenset(
        {Part.PLAN, Part.PACKAGES, Part.BALLOTS, Part.COUNT, Part.DOCUMENTS, Part.ACTS}
    )

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Documents"))
        self.stages = StageBox()
        self.make = MainAction(_("Make the plenary file …"), pressed=self.choose_place, keys="Ctrl+Return")
        self.workbook = Button(_("Recap as a workbook …"), pressed=self.choose_workbook, keys="Ctrl+E")
        self.begin(self.stages, self.workbook, self.make)
        self.boxes: dict[str, Tick] = {}
        self._held: QWidget | None = None
        readers = Card(width=_READERS_WIDTH)
        readers.content.addWidget(Words(_("Who receives the plenary file"), type="section"))
        readers.content.addWidget(
            Words(
                _(
                    "The leader of the meeting and at least one witness count again on their own machines. "
                    "Only jurors whose ballot has come in can read the file."
                ),
                type="small",
                tone="muted",
            )
        )
        self.scrolled = Scrolled()
        readers.content.addWidget(self.scrolled, 1)
        self.made = Table(name=_("Documents made so far"))
        self.made.pressed_cell.connect(self._save)
        self.none = Words(_("No document has been made yet."), tone="muted")
        below = Card()
        below.content.addWidget(Words(_("Made so far"), type="section"))
        below.content.addWidget(self.none)
        below.content.addWidget(self.made, 1)
        below.content.addStretch(0)
        both = QHBoxLayout()
        both.setSpacing(tokens.SPACE)
        both.addWidget(readers)
        both.addWidget(below, 1)
        self.inside.addLayout(both, 1)

    def load(self, desk: Desk) -> DocumentsShown | Missing:
        """Readers and documents."""
        return secretary_documents.load(desk)

    def show_value(self, shown: DocumentsShown) -> None:
        """What was ticked stays ticked."""
        self.stages.show_stages(shown.stages, self.stages.stage())
        self.workbook.setEnabled(bool(shown.stages))
        self._show_readers(shown.readers)
        self.made.show_rows(secretary_documents.columns(), shown.rows)
        self.made.setVisible(bool(shown.rows))
        self.none.setVisible(not shown.rows)
        self._judge()

    def ticked(self) -> tuple[str, ...]:
        """The codes of the jurors chosen."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def choose_place(self) -> None:
        """Ask where the file goes, then make it."""
        stage = self.stages.stage()
        name = f"pleno-{stage}.paritrana-pleno" if stage else "pleno.paritrana-pleno"
        path = choose_target(self, _("Save the plenary file"), self.session.home / name, "*.paritrana-pleno")
        if path is None:
            return
        desk, readers = self.session.desk, self.ticked()
        self.change(
            lambda _progress: _make(desk, stage or None, readers, path),
            self._was_made,
            what=_("Making the plenary file"),
            cancellable=False,
        )

    def choose_workbook(self) -> None:
        """Ask where the recap goes, whose formulas compute the result again without this program."""
        stage = self.stages.stage()
        name = f"rekapitulasi-{stage}.xlsx" if stage else "rekapitulasi.xlsx"
        path = choose_target(self, _("Save the recap"), self.session.home / name, "*.xlsx")
        if path is None:
            return
        desk = self.session.desk
        self.change(
            lambda _progress: _export(desk, stage or None, path),
            lambda _nothing: self.notice.tell(_("{name} was saved.").format(name=path.name)),
            what=_("Making the workbook"),
            cancellable=False,
        )

    def _was_made(self, made: MadeFile) -> None:
        if made.problem is None:
            self.notice.tell(_("The plenary file {name} was written.").format(name=made.path.name))
        else:
            kept = _("The plenary file is kept in the workspace: save a copy from the list.")
            self.notice.tell(f"{say(made.problem)} {kept}", "wrong")
        self.changed(changed(Part.DOCUMENTS))

    def _show_readers(self, readers: tuple[Reader, ...]) -> None:
        before = {code: box.isChecked() for code, box in self.boxes.items()}
        if self._held is not None:
            self._held.hide()
            self.scrolled.content.removeWidget(self._held)
            self._held.deleteLater()
        self._held = QWidget()
        column = QVBoxLayout(self._held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.boxes = {}
        for reader in readers:
            box = Tick(reader.name, reader.seat)
            box.setChecked(before.get(reader.code, reader.leads))
            box.toggled.connect(self._judge)
            self.boxes[reader.code] = box
            column.addWidget(box)
        self.scrolled.content.addWidget(self._held)
        for before_box, after_box in pairwise((self.make.button, *self.boxes.values(), self.made)):
            QWidget.setTabOrder(before_box, after_box)

    def _judge(self) -> None:
        refused = self.shown.refused if self.shown is not None else ""
        if not refused and not self.ticked():
            refused = _("Choose at least one juror")
        if refused:
            self.make.refuse(refused)
        else:
            self.make.allow()

    def _save(self, row_id: str, column: str) -> None:
        if self.shown is None or column != SAVE:
            return
        name = next(entry.cells[1].text for entry in self.shown.rows if entry.id == row_id)
        path = choose_target(self, _("Save a copy"), self.session.home / name, "")
        if path is None:
            return
        desk, digest = self.session.desk, row_id.split(maxsplit=1)[0]
        self.change(
            lambda _progress: _copy(desk, digest, path),
            lambda _nothing: self.notice.tell(_("{name} was saved.").format(name=path.name)),
        )


def _make(desk: Desk, stage: str | None, readers: tuple[str, ...], path: Path) -> MadeFile:
    _name, data = plenary.write(desk, stage, readers)
    try:
        write_file(path, data)
    except Refusal as problem:
        return MadeFile(path, problem)
    return MadeFile(path, None)


def _copy(desk: Desk, digest: str, path: Path) -> None:
    document = desk.store.load_document(digest)
    assert document is not None, digest
    write_file(path, document.data)


def _export(desk: Desk, stage: str | None, path: Path) -> None:
    from paritrana_desktop.exchange.workbook import recap  # noqa: PLC0415  openpyxl is slow to load

    case = collection.case(desk, stage)
    write_file(path, recap.recap(case.plan, case.view(), case.tally()))
