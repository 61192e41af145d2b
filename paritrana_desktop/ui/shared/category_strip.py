"""The categories as a row of buttons above a page, each with a sign of its state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QVBoxLayout, QWidget

from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.mark_field import BandButtons

Tab = tuple[str, str, str]
"""Code, text on the button, what is spoken and shown as its tooltip."""


class CategoryStrip(QWidget):
    """One category is always current; `chosen` is told its code."""

    def __init__(
        self, chosen: Callable[[str], object], preceding: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        """Start empty; Tab comes to the first button from `preceding`, where the page does not order it itself."""
        super().__init__(parent)
        self._chosen = chosen
        self._tabs: tuple[Tab, ...] = ()
        self._strip: BandButtons | None = None
        self._preceding = preceding
        self._buttons: Sequence[QWidget] = ()
        self.current = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_categories(self, tabs: Sequence[Tab]) -> None:
        """Replace the buttons; the current category stays, or becomes the first."""
        if tuple(tabs) != self._tabs:
            self._tabs = tuple(tabs)
            self._rebuild()
        codes = [code for code, _text, _spoken in tabs]
        if codes:
            self.choose(self.current if self.current in codes else codes[0])

    def choose(self, code: str) -> None:
        """Make `code` current."""
        self.current = code
        if self._strip is not None:
            self._strip.show_active([tab[0] for tab in self._tabs].index(code))
        self._chosen(code)

    def _rebuild(self) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._column.removeWidget(self._strip)
            self._strip.deleteLater()
        self._strip = BandButtons([text for _code, text, _spoken in self._tabs])
        self._strip.chosen.connect(lambda place: self.choose(self._tabs[place][0]))
        self._buttons = self._strip.findChildren(Button)
        for button, (_code, _text, spoken) in zip(self._buttons, self._tabs, strict=True):
            button.setAccessibleName(spoken)
            button.setToolTip(spoken)
        self._column.addWidget(self._strip)
        stops = self._buttons if self._preceding is None else (self._preceding, *self._buttons)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
