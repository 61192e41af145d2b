"""Kegiatan: the event's texts, its readiness, and importing the workbook."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from paritrana_desktop.exchange.workbook.event import EventWorkbook
from paritrana_desktop.services import preparation
from paritrana_desktop.services.changes import Changes, Part
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.storage.files import read_file
from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters import secretary_event
from paritrana_desktop.ui.presenters.secretary_event import EventShown
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.secretary.correcting import correct
from paritrana_desktop.ui.secretary.findings_dialog import FindingsDialog
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.ready_list import ReadyList
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, Scrolled
from paritrana_desktop.ui.shared.dialogs import choose_file
from paritrana_desktop.ui.shared.notice import EmptyState
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words

WORKBOOK_LIMIT = 64 * 1024 * 1024


class EventPage(LoadedPage[EventShown]):
    """Before the first import it offers only that."""

    key: ClassVar[str] = "event"
    parts: ClassVar[frozenset[Part]] = frozenset({Part.PLAN, Part.PACKAGES})

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Event"))
        self.again = Button(_("Import a corrected workbook …"), pressed=self.choose_workbook, keys="Ctrl+I")
        self.begin(self.again)
        self.state = Words(type="small", strong=True)
        self.fields = Table(name=_("Texts of the event"), dense=True)
        self.fields.pressed_cell.connect(self._correct)
        self.ready = ReadyList()
        left = Card(tight=True)
        left.content.addWidget(self.fields)
        right = Card(width=320)
        right.content.addWidget(Words(_("Readiness"), type="section"))
        right.content.addWidget(self.state)
        scrolled = Scrolled()
        scrolled.content.addWidget(self.ready)
        right.content.addWidget(scrolled, 1)
        both = QHBoxLayout()
        both.setSpacing(tokens.SPACE)
        both.addWidget(left, 1)
        both.addWidget(right)
        self.inside.addLayout(both, 1)
        self.first = Button(_("Choose the workbook …"), kind="primary", pressed=self.choose_workbook, keys="Ctrl+N")
        column = QVBoxLayout()
        column.addWidget(
            EmptyState(
                "new-event",
                _("Import the event workbook"),
                _("Categories, criteria with weights, nominees, figures and the panel all come from one workbook."),
                self.first,
            )
        )
        self.empty = Card()
        self.empty.content.addLayout(column)
        self.stack.addWidget(self.empty)

    def load(self, desk: Desk) -> EventShown | Missing:
        """The event; what stands in its place before the first import is the page's own."""
        return secretary_event.load(desk) or Missing("", "", "", "", "")

    def show_value(self, shown: EventShown) -> None:
        """Fields, state, readiness."""
        self.head.say(self.title, shown.title)
        self.state.say(shown.state, shown.state_tone)
        self.fields.show_rows(secretary_event.field_columns(), shown.fields)
        self.ready.show_lines(shown.ready)

    def _show_missing(self, missing: Missing) -> None:
        del missing
        self.again.hide()
        self.stack.setCurrentWidget(self.empty)

    def choose_workbook(self) -> None:
        """Ask for a workbook and import it."""
        path = choose_file(self, _("Event workbook"), "*.xlsx", self.session.home)
        if path is not None:
            self.import_workbook(path)

    def import_workbook(self, path: Path) -> None:
        """Read `path` in the limited child; show every fault at once, or make it the plan."""
        reader = self.session.reader
        self.change(
            lambda _progress: reader.event_workbook(read_file(path, WORKBOOK_LIMIT)),
            lambda read: self._was_read(path, read),
            what=_("Reading the workbook"),
            cancellable=False,
        )

    def _was_read(self, path: Path, read: EventWorkbook) -> None:
        if (read.faults or read.warnings) and not FindingsDialog(self, path.name, read).exec():
            return
        if read.faults:
            return

        def done(changes: Changes) -> None:
            self.notice.tell(_("{name} was imported.").format(name=path.name))
            self.changed(changes)

        self.change(lambda _progress: preparation.import_workbook(self.session.desk, read), done)

    def _correct(self, subject: str, column: str) -> None:
        if self.shown is None or column != secretary_event.CORRECT:
            return
        label = next(row.cells[0].text for row in self.shown.fields if row.id == subject)
        correct(self, self.shown.plan, subject, label, after_issuing=self.shown.after_issuing)
