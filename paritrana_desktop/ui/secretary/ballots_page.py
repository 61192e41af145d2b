"""Berkas masuk: the board of jurors and categories, taking files in, and closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout

from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.exchange.ballot_file import SUFFIX
from paritrana_desktop.services import collection
from paritrana_desktop.services.changes import Changes, Part
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.storage.files import write_file
from paritrana_desktop.texts import _, ngettext, number, say
from paritrana_desktop.ui.presenters import secretary_ballots, secretary_verdicts
from paritrana_desktop.ui.presenters.secretary_ballots import ACT, BallotsShown
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.presenters.secretary_verdicts import VerdictsShown
from paritrana_desktop.ui.secretary.closing_dialog import ClosingDialog
from paritrana_desktop.ui.secretary.contact_dialog import ContactDialog
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.secretary.stage_box import StageBox
from paritrana_desktop.ui.secretary.verdicts_dialog import VerdictsDialog
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, StatCard
from paritrana_desktop.ui.shared.dialogs import choose_files, choose_target
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A closing that is done; `problem` where its list could not be written."""

    path: Path
    changes: Changes
    problem: Refusal | None


class BallotsPage(LoadedPage[BallotsShown]):
    """Files are chosen, or dropped anywhere on the page."""

    key: ClassVar[str] = "ballots"
    parts: ClassVar[frozenset[Part]] = frozenset({Part.PLAN, Part.PACKAGES, Part.BALLOTS, Part.COUNT})

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Files received"))
        self.setAcceptDrops(True)
        self._stage = ""
        self.stages = StageBox()
        self.stages.currentIndexChanged.connect(self._choose_stage)
        self.close_receiving = Button(_("Close receiving …"), pressed=self.ask_to_close, keys="Ctrl+L")
        self.merge = Button(_("Merge files …"), kind="primary", pressed=self.choose, keys="Ctrl+O")
        self.begin(self.stages, self.close_receiving, self.merge)
        self.cards = [StatCard("", "") for _place in range(4)]
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE)
        for card in self.cards:
            across.addWidget(card, 1)
        self.board = Table(name=_("Jurors and categories"))
        self.board.pressed_cell.connect(self._act)
        sheet = Card(tight=True)
        sheet.content.addWidget(self.board)
        self.note = Words(type="small", tone="caution")
        self.hint = Words(_("Files, a folder or a stick can be dropped anywhere here."), type="small", tone="muted")
        self.inside.addLayout(across)
        self.inside.addWidget(sheet, 1)
        self.inside.addWidget(self.note)
        self.inside.addWidget(self.hint)

    def load(self, desk: Desk) -> BallotsShown | Missing:
        """The board of the stage chosen."""
        return secretary_ballots.load(desk, self._stage)

    def show_value(self, shown: BallotsShown) -> None:
        """Cards, board, note."""
        self.stages.show_stages(shown.stages, shown.stage)
        for card, finding in zip(self.cards, shown.cards, strict=True):
            card.say(finding.figure, finding.caption, finding.tone)
        self.board.show_rows(shown.columns, shown.rows)
        self.note.say(shown.note)
        self.note.setVisible(bool(shown.note))
        self.close_receiving.setEnabled(not shown.closed)
        self.close_receiving.setToolTip(_("Receiving is closed") if shown.closed else "Ctrl+L")

    def choose(self) -> None:
        """Ask for files and look at them."""
        self.take_files(choose_files(self, _("Ballot files"), f"*{SUFFIX}", self.session.home))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Look at `paths` (files, folders) and show a verdict for each; nothing is saved before that is confirmed."""
        if not paths:
            return
        desk, reader = self.session.desk, self.session.reader
        self.change(
            lambda progress: secretary_verdicts.inspect(desk, reader, paths, progress),
            self._judge,
            what=_("Checking ballot files"),
        )

    def ask_to_close(self) -> None:
        """Show who is missing, ask for the reason where it is needed and for the place of the list, then close."""
        if self.shown is None or self.shown.closed:
            return
        dialog = ClosingDialog(self, self.shown)
        if not dialog.exec():
            return
        suggested = f"daftar-penutupan-{self._stage}.pdf" if self._stage else "daftar-penutupan.pdf"
        path = choose_target(self, _("Save the closing list"), self.session.home / suggested, "*.pdf")
        if path is None:
            return
        desk, stage, reason = self.session.desk, self._stage or None, dialog.reason()
        self.change(
            lambda _progress: _close(desk, stage, reason, path),
            self._closed,
            what=_("Closing and making the list"),
            cancellable=False,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Local files and folders are welcome."""
        if self.shown is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        paths = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
        self.take_files(paths)

    def _judge(self, verdicts: VerdictsShown) -> None:
        if not VerdictsDialog(self, verdicts).exec():
            return

        def done(changes: Changes) -> None:
            if verdicts.adds:
                text = ngettext("{count} file was taken in.", "{count} files were taken in.", verdicts.adds)
                self.notice.tell(text.format(count=number(verdicts.adds, 0)))
            self.changed(changes)

        self.change(lambda _progress: collection.merge(self.session.desk, verdicts.preview), done)

    def _closed(self, closed: ClosedList) -> None:
        if closed.problem is None:
            self.notice.tell(
                _("Receiving is closed and the count is open. The closing list is {name}.").format(
                    name=closed.path.name
                )
            )
        else:
            kept = _("Receiving is closed all the same; the closing list can be saved again from the page Documents.")
            self.notice.tell(f"{say(closed.problem)} {kept}", "wrong")
        self.changed(closed.changes)

    def _choose_stage(self, _place: int) -> None:
        self._stage = self.stages.stage()
        self.refresh(None)

    def _act(self, juror: str, column: str) -> None:
        if self.shown is not None and column == ACT:
            ContactDialog(self, self.shown.contacts[juror]).exec()


def _close(desk: Desk, stage: str | None, reason: str, path: Path) -> ClosedList:
    closed, changes = collection.close(desk, stage, reason)
    try:
        write_file(path, closed.pdf)
    except Refusal as problem:
        return ClosedList(path, changes, problem)
    return ClosedList(path, changes, None)
