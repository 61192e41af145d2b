"""The choice of a stage in a page's title row; hidden where there is nothing to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.secretary_ballots import StageChoice


class StageBox(QComboBox):
    """As wide as its longest entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setAccessibleName(_("Stage"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._choices: tuple[StageChoice, ...] = ()

    def show_stages(self, choices: Sequence[StageChoice], current: str) -> None:
        """Put the stages in without telling anybody."""
        with QSignalBlocker(self):
            if tuple(choices) != self._choices:
                self._choices = tuple(choices)
                self.clear()
                for choice in choices:
                    self.addItem(choice.name, choice.code)
            codes = [choice.code for choice in choices]
            self.setCurrentIndex(codes.index(current) if current in codes else 0)
        self.setVisible(len(choices) > 1)

    def stage(self) -> str:
        """The code of the stage chosen; empty for the whole event."""
        return str(self.currentData() or "")
