"""Checking documents: any of the program's files, each with a verdict in words, by whom and compared with what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.services.changes import Changes
from paritrana_desktop.services.verifying import Verified
from paritrana_desktop.texts import _
from paritrana_desktop.ui.everyone.start import CHECKED, DropArea
from paritrana_desktop.ui.presenters import verify
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card
from paritrana_desktop.ui.shared.dialogs import choose_files
from paritrana_desktop.ui.shared.notice import EmptyState, Notice
from paritrana_desktop.ui.shared.page import Page, TitleRow
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.tasks import Tasks

Verify = Callable[[tuple[Path, ...]], tuple[Verified, ...]]
"""What says of each file whether it is genuine; runs in the writer thread."""


class VerifyPage(Page):
    """Files are dropped or chosen; what was checked before makes room for them."""

    def __init__(self, tasks: Tasks, verify_files: Verify, files: tuple[Path, ...] = ()) -> None:
        """`files` are checked at once."""
        super().__init__(_("Check a document"))
        self._tasks, self._verify = tasks, verify_files
        self._waiting = files
        self.choose = Button(_("Choose files …"), kind="primary", pressed=self.choose_files, keys="Ctrl+O")
        under = _("Whether a document is genuine and unchanged is checked on this machine; nothing is sent anywhere.")
        self.content.addWidget(TitleRow(self.title, under=under, actions=(self.choose,)))
        self.content.addWidget(DropArea(_("Drop documents here"), self.take_files))
        self.summary = Notice(closable=False)
        self.content.addWidget(self.summary)
        self.table = Table(name=_("Verdicts"))
        card = Card(tight=True)
        card.content.addWidget(self.table)
        self.empty = EmptyState(
            "check-document",
            _("Nothing has been checked yet"),
            _(
                "PDFs, score files, packages, plenary files and decisions of this program can be checked, years later too."
            ),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(card)
        self.content.addWidget(self.stack, 1)

    def refresh(self, changes: Changes | None) -> None:
        """Files that the page was opened with are checked once."""
        del changes
        files, self._waiting = self._waiting, ()
        if files:
            self.take_files(files)

    def choose_files(self) -> None:
        """Ask for files."""
        files = choose_files(self, _("Documents to check"), CHECKED)
        if files:
            self.take_files(files)

    def take_files(self, files: tuple[Path, ...]) -> None:
        """Check `files` and show a verdict for each."""
        self.notice.clear()
        self._tasks.write(
            lambda _progress: self._verify(files),
            self._show,
            self._failed,
            what=_("Checking the documents"),
            cancellable=False,
            owner=self,
        )

    def _show(self, found: tuple[Verified, ...]) -> None:
        shown = verify.show(found)
        self.summary.tell(shown.summary, shown.tone)
        self.table.show_rows(verify.columns(), shown.rows)
        self.stack.setCurrentIndex(1)

    def _failed(self, problem: BaseException) -> None:
        if not isinstance(problem, ParitranaError):
            raise problem
        self.notice.refuse(problem)
