"""What long work shows: what is being done, how many of how many, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from paritrana_desktop.texts import _, number
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import row
from paritrana_desktop.ui.shared.painted import ProgressLine
from paritrana_desktop.ui.shared.words import Words


class ProgressDialog(QDialog):
    """Stays until the work ends; closing it is the same as Cancel."""

    def __init__(self, what: str, cancel: Callable[[], None] | None, parent: QWidget | None = None) -> None:
        """`cancel` is None for work that cannot be stopped half-way."""
        super().__init__(parent)
        self.setWindowTitle(what)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._cancel = cancel
        self._ended = False
        self.line = ProgressLine()
        self.figures = Words(type="small", tone="muted")
        self.button = Button(_("Cancel"), pressed=self.reject)
        self.button.setVisible(cancel is not None)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.LARGE_SPACE] * 4)
        column.setSpacing(tokens.SPACE)
        column.addWidget(Words(what, type="section"))
        column.addWidget(self.line)
        column.addWidget(self.figures)
        column.addLayout(row(None, self.button))
        self.setMinimumWidth(420)

    def show_figures(self, done: int, total: int) -> None:
        """`done` of `total`; a total of 0 says that it is not known yet."""
        text = _("{done} of {total}").format(done=number(done, 0), total=number(total, 0)) if total else _("Starting …")
        self.figures.say(text)
        self.line.show_progress(done, total, text)

    def reject(self) -> None:
        """Cancel: the work learns of it at its next item, and the dialog stays until it has stopped."""
        if self._ended or self._cancel is None:
            return
        self._cancel()
        self.button.setEnabled(False)
        self.figures.say(_("Stopping …"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own close button cancels."""
        if not self._ended:
            event.ignore()
            self.reject()

    def finish(self) -> None:
        """The work has ended, one way or another."""
        self._ended = True
        self.close()
        self.deleteLater()
