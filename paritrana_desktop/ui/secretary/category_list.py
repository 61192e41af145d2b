"""The list of categories at the left of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.rows import Column, Row
from paritrana_desktop.ui.shared.cards import Card
from paritrana_desktop.ui.shared.table import Table

_WIDTH = 240


class CategoryList(Card):
    """One category is always current; `chosen` is told its code."""

    def __init__(self, chosen: Callable[[str], object], parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(tight=True, width=_WIDTH, parent=parent)
        self._chosen = chosen
        self.table = Table(name=_("Categories"))
        self.table.chosen_row.connect(chosen)
        self.content.addWidget(self.table)

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Replace the list; the current category stays, or becomes the first."""
        before = self.table.current_id()
        self.table.show_rows(columns, rows)
        if not rows:
            return
        if before is not None and any(row.id == before for row in rows):
            self._chosen(before)
        else:
            self.table.choose(rows[0].id)

    def current(self) -> str:
        """The code of the current category; empty while there is none."""
        return self.table.current_id() or ""
