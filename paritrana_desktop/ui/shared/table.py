"""The table: rows of a presenter, drawn in the look, worked by mouse and keyboard.

```
table = Table(name=_("Jurors and categories"))
table.show_rows(columns, rows)             # keeps the current row and the scroll position by row id
table.pressed_cell.connect(self._act)      # (row id, column key): a link was clicked, a row double-clicked, or Enter
table.chosen_row.connect(self._select)     # row id of the current row
```

A column is as wide as its longest cell, at least its `width`; columns that `grow` share what is left. Where even that
is not enough, the table scrolls sideways; text wraps only in columns that grow.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from paritrana_desktop.ui.presenters.rows import Column, Row
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.cell_painter import CellPainter, natural_width
from paritrana_desktop.ui.shared.style import px
from paritrana_desktop.ui.shared.table_model import TableModel

# Above this many rows heights are not measured one by one: a long table uses one height.
_MEASURED_ROWS = 200
# What a column that grows keeps where there is no room, unless it names a width of its own.
_LEAST_TO_WRAP = 200
_CURRENT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class Table(QTableView):
    """A read-only table; one row is current, link cells act."""

    pressed_cell = Signal(str, str)
    chosen_row = Signal(str)

    def __init__(self, *, name: str, dense: bool = False, parent: QWidget | None = None) -> None:
        """`name` is spoken; `dense` rows are 30 instead of 44 pixels high."""
        super().__init__(parent)
        self._row_height = tokens.DENSE_ROW if dense else tokens.ROW
        self._widths: list[int] = []
        self._restoring = False
        self.rows_shown = TableModel(self)
        self.setModel(self.rows_shown)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Tab leaves the table, the arrow keys walk in it.
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setMinimumSectionSize(24)
        across.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._act_on)

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Replace what is shown; the current row stays the one with the same id, wherever it stands now."""
        current, column, scrolled = self.current_id(), self.currentIndex().column(), self.verticalScrollBar().value()
        self.rows_shown.show(columns, rows)
        self._measure()
        place = self.rows_shown.place_of(current) if current else None
        if place is not None:
            self._restoring = True
            self.selectionModel().setCurrentIndex(self.rows_shown.index(place, min(column, len(columns) - 1)), _CURRENT)
            self._restoring = False
        self.verticalScrollBar().setValue(scrolled)

    def current_id(self) -> str | None:
        """The id of the current row, or None."""
        index = self.currentIndex()
        return self.rows_shown.id_of(index) if index.isValid() else None

    def choose(self, row_id: str) -> None:
        """Make the row with this id current and visible; an unknown id changes nothing."""
        place = self.rows_shown.place_of(row_id)
        if place is not None:
            self.selectRow(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts on the current row; Ctrl+C copies it as text with tabs."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._act_on(index)
        elif event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if index.isValid():
                cells = self.rows_shown.rows[index.row()].cells
                QGuiApplication.clipboard().setText("\t".join(cell.text for cell in cells))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        super().mouseMoveEvent(event)
        over = self._is_link(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that grow get another share, and what wraps in them another height."""
        super().resizeEvent(event)
        self._share_out()

    def changeEvent(self, event: QEvent) -> None:
        """Another zoom gives other widths and heights."""
        super().changeEvent(event)
        # Qt sends the first of these from its own constructor.
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows_shown"):
            self._measure()

    def _is_link(self, index: QModelIndex) -> bool:
        if not index.isValid():
            return False
        cell = self.rows_shown.cell(index)
        return cell.tone == "link" and bool(cell.text)

    def _clicked(self, index: QModelIndex) -> None:
        if self._is_link(index):
            self._act_on(index)

    def _act_on(self, index: QModelIndex) -> None:
        """On the cell itself if it can be pressed, else on the row's first link, else on the cell."""
        row = index.row()
        across = range(len(self.rows_shown.columns))
        links = [place for place in across if self._is_link(self.rows_shown.index(row, place))]
        place = index.column() if index.column() in links or not links else links[0]
        self.pressed_cell.emit(self.rows_shown.id_of(index), self.rows_shown.columns[place].key)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._restoring:
            self.chosen_row.emit(self.rows_shown.id_of(current))

    def _measure(self) -> None:
        self.ensurePolished()
        measured = self.rows_shown.rows[:_MEASURED_ROWS]
        self._widths = [
            max(_least(column), natural) if not column.grow else _least(column) or min(natural, px(_LEAST_TO_WRAP))
            for column, natural in (
                (column, natural_width(column, place, measured)) for place, column in enumerate(self.rows_shown.columns)
            )
        ]
        down = self.verticalHeader()
        down.setMinimumSectionSize(px(self._row_height))
        down.setDefaultSectionSize(px(self._row_height))
        self._share_out()

    def _share_out(self) -> None:
        growing = [place for place, column in enumerate(self.rows_shown.columns) if column.grow]
        left = max(0, self.viewport().width() - sum(self._widths))
        for place, width in enumerate(self._widths):
            share = left // len(growing) if place in growing else 0
            self.setColumnWidth(place, width + share)
        if len(self.rows_shown.rows) <= _MEASURED_ROWS:
            self.resizeRowsToContents()


def _least(column: Column) -> int:
    return px(column.width) if column.width else 0
