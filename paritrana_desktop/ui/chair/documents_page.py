"""Dokumen: what the decision put out, where it lies, and how to get it once more or have it checked."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from paritrana_desktop.services.changes import Part, changed
from paritrana_desktop.texts import _, say
from paritrana_desktop.ui.chair import writing
from paritrana_desktop.ui.chair.loaded_page import LoadedPage
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.chair.writing import Written
from paritrana_desktop.ui.presenters import chair_documents
from paritrana_desktop.ui.presenters.chair_documents import SAVE, DocumentsShown
from paritrana_desktop.ui.presenters.chair_state import DECISION, DOCUMENTS, State
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.dialogs import choose_folder, choose_target
from paritrana_desktop.ui.shared.notice import EmptyState
from paritrana_desktop.ui.shared.page import TitleRow
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


class DocumentsPage(LoadedPage[DocumentsShown]):
    """Every document is kept here as well, so that a full or lost stick loses nothing."""

    key: ClassVar[str] = DOCUMENTS

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Documents"))
        self.head = TitleRow(self.title)
        self.content.addWidget(self.head)
        self.table = Table(name=self.title)
        self.table.pressed_cell.connect(self._save_one)
        self.where = Words(type="small", tone="muted", selectable=True)
        self.open_folder = Button(_("Open the folder"), kind="primary", pressed=self._open_folder)
        self.save_all = Button(_("Save all once more …"), pressed=self.choose_place)
        self.check = Button(_("Check these documents"), pressed=self._check)
        card = Card(tight=True)
        card.content.addWidget(self.table)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE)
        column.addWidget(card, 1)
        column.addWidget(self.where)
        column.addLayout(row(self.save_all, self.check, None, self.open_folder, spacing=tokens.SPACE))
        self.next_step = Button(_("Go to the decision"), kind="primary", pressed=lambda: session.open_page(DECISION))
        self.empty = EmptyState(
            "award",
            _("No decision yet"),
            _("Recap, minutes and decision are written here once the meeting's decision has been frozen."),
            self.next_step,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(full)
        self.content.addWidget(self.stack, 1)

    def present(self, state: State) -> DocumentsShown:
        """The documents, once there are any."""
        return chair_documents.load(state)

    def show_value(self, shown: DocumentsShown) -> None:
        """What can be done depends on whether the folder is known and there."""
        self.stack.setCurrentIndex(1 if shown.rows else 0)
        self.head.say(self.title, _("Result code {code}").format(code=shown.code) if shown.rows else "")
        self.table.show_rows(chair_documents.columns(), shown.rows)
        self.where.say(_("Written to {folder}").format(folder=shown.folder) if shown.folder else "")
        self.where.setVisible(bool(shown.folder))
        there = bool(shown.folder) and all(path.exists() for path in self._paths(shown))
        self.open_folder.setEnabled(there)
        self.check.setEnabled(there)

    def choose_place(self) -> None:
        """Write everything once more, into another folder."""
        folder = choose_folder(self, _("Where shall the documents be written?"), self.session.home)
        if folder is None:
            return
        chairing = self.session.chairing
        self.change(
            lambda progress: writing.write_documents(chairing, folder, progress),
            self._written,
            what=_("Writing the documents"),
        )

    def _written(self, written: Written) -> None:
        if written.problem is not None:
            self.notice.tell(say(written.problem), "wrong")
        else:
            self.notice.tell(_("The documents were written."))
        self.session.changed(changed(Part.DOCUMENTS))

    def _save_one(self, digest: str, column: str) -> None:
        if self.shown is None or column != SAVE:
            return
        name = dict(self.shown.names)[digest]
        path = choose_target(self, _("Save a copy"), self.session.home / name, "")
        if path is None:
            return
        chairing = self.session.chairing
        self.change(
            lambda _progress: writing.copy_document(chairing, digest, path),
            lambda saved: self.notice.tell(_("{name} was saved.").format(name=saved)),
        )

    def _open_folder(self) -> None:
        if self.shown is not None and self.shown.folder:
            self.session.open_file(Path(self.shown.folder))

    def _check(self) -> None:
        if self.shown is not None:
            self.session.check(self._paths(self.shown))

    @staticmethod
    def _paths(shown: DocumentsShown) -> tuple[Path, ...]:
        return tuple(Path(shown.folder) / name for _digest, name in shown.names)
