"""Findings on the event, each with a sign and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from paritrana_desktop.ui.presenters.secretary_readiness import ReadyLine
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.words import Words


class ReadyList(QWidget):
    """What is in order, odd or missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.texts: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._held: QWidget | None = None

    def show_lines(self, lines: Sequence[ReadyLine]) -> None:
        """Replace what is shown."""
        if self._held is not None:
            self._held.hide()
            self._column.removeWidget(self._held)
            self._held.deleteLater()
        self.texts = tuple(line.text for line in lines)
        self._held = QWidget()
        column = QVBoxLayout(self._held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL_SPACE)
        for line in lines:
            across = QHBoxLayout()
            across.setSpacing(tokens.SMALL_SPACE)
            across.addWidget(
                Icon(line.tone or "info", tone=line.tone or "muted", size=18), 0, Qt.AlignmentFlag.AlignTop
            )
            across.addWidget(Words(line.text, type="small"), 1)
            column.addLayout(across)
        self._column.addWidget(self._held)
