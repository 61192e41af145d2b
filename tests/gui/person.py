"""Somebody in front of the real program: an own home, the start page, keys and clicks, file dialogs answered.

`At(qtbot, home)` starts the program as `paritrana` does; `settle()` waits until nothing is under way.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from paritrana_desktop.app.desktop import Desktop
from paritrana_desktop.texts import _
from paritrana_desktop.ui.shared.page import Page
from paritrana_desktop.ui.shared.progress_dialog import ProgressDialog
from paritrana_desktop.ui.window import Window

LONG = 60_000


class At:
    """One person's laptop."""

    def __init__(self, qtbot: QtBot, app: QApplication, home: Path) -> None:
        self.qtbot = qtbot
        self.desktop = Desktop(app, home)
        self.window: Window = self.desktop.shell.window
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.settle()

    def come_forward(self) -> None:
        """Make this window the one that gets keys: several laptops stand on one screen here, which has no manager."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def page(self) -> Page:
        """The page in view."""
        return self.window.page()

    def settle(self) -> None:
        """Wait until everything that was begun is done and shown."""
        self.qtbot.waitUntil(lambda: not self.desktop.shell.tasks.busy(), timeout=LONG)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.desktop.shell.tasks.busy(), timeout=LONG)
        if not self.window.isActiveWindow() and QApplication.activeModalWidget() is None:
            self.come_forward()

    def open(self, key: str) -> Page:
        """Show the page `key` of the rail."""
        self.come_forward()
        self.window.open(key)
        self.settle()
        return self.page

    def button(self, text: str, within: QWidget | None = None) -> QAbstractButton:
        """The visible button of the page that says `text` (in the language in use)."""
        wanted = _(text)
        found = [
            button
            for button in (within or self.page).findChildren(QAbstractButton)
            if button.isVisible() and button.text().replace("&&", "&") == wanted
        ]
        assert found, f"no button {wanted!r}: {[b.text() for b in self.page.findChildren(QAbstractButton)]}"
        return found[0]

    def click(self, text: str, within: QWidget | None = None) -> None:
        """Click the button that says `text`."""
        button = self.button(text, within)
        assert button.isEnabled(), text
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def types(self, text: str) -> None:
        """Type into whatever has the focus, and press Return."""
        field = self.window.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def close(self) -> None:
        """Close the window; what is still to be written is written."""
        self.window.close()


def answering(*acts: Callable[[QDialog], None]) -> None:
    """Do each of `acts` with the dialogs that open next, one after the other."""
    rest = list(acts)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        waits = isinstance(dialog, QDialog) and dialog.isVisible() and not isinstance(dialog, ProgressDialog)
        if isinstance(dialog, QDialog) and waits and not dialog.property("answered"):
            # On the dialog itself: a later one may stand at the same address.
            dialog.setProperty("answered", True)
            try:
                rest.pop(0)(dialog)
            finally:
                if dialog.isVisible() and QApplication.activeModalWidget() is dialog:
                    # A dialog that nobody answers would hold the test for ever.
                    dialog.reject()
        if rest:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def choosing(*paths: Path) -> Callable[[QDialog], None]:
    """Answer a file dialog with `paths`: files to open, a target, or a folder."""

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(paths[0] if paths[0].is_dir() else paths[0].parent))
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        names = [str(path) for path in paths]
        line.setText(names[0] if len(names) == 1 else " ".join(f'"{name}"' for name in names))
        dialog.accept()

    return choose


def typing(*texts: str) -> Callable[[QDialog], None]:
    """Type `texts` into the lines of a dialog, then press its primary button."""

    def act(dialog: QDialog) -> None:
        lines = [line for line in dialog.findChildren(QLineEdit) if line.isVisible()]
        for line, text in zip(lines, texts, strict=True):
            QTest.keyClicks(line, text)
        dialog.accept()

    return act
