"""The table: rows of a presenter, drawn in the look, worked by mouse and keyboard.

```
table = Table(name=_("Jurors and categories"))
table.show_rows(columns, rows)             # keeps the selection and the scroll position by row id
table.pressed_cell.connect(self._act)      # (row id, column key): a `link` cell was clicked or Enter was pressed
table.chosen_row.connect(self._select)     # row id of the current row
```
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from paritrana_desktop.ui.presenters.rows import Cell, Column, Row
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.style import colour, font, px
from paritrana_desktop.ui.shared.table_model import ALIGN, TableModel

_EDGE = 8
_WRAP = Qt.TextFlag.TextWordWrap
# Above this many rows heights are not measured one by one: long tables use one height.
_MEASURED_ROWS = 400


class Table(QTableView):
    """A read-only table; one row is current, link cells act."""

    pressed_cell = Signal(str, str)
    chosen_row = Signal(str)

    def __init__(self, *, name: str, dense: bool = False, parent: QWidget | None = None) -> None:
        """`name` is spoken; `dense` rows are 30 instead of 44 pixels high."""
        super().__init__(parent)
        self.rows_shown = TableModel(self)
        self.setModel(self.rows_shown)
        self.setItemDelegate(_CellPainter(self))
        self.setAccessibleName(name)
        self._row_height = tokens.DENSE_ROW if dense else tokens.ROW
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(24)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Replace what is shown; the current row stays the one with the same id, wherever it stands now."""
        current, scrolled = self.current_id(), self.verticalScrollBar().value()
        same_columns = tuple(columns) == self.rows_shown.columns
        self.rows_shown.show(columns, rows)
        if not same_columns:
            self._size_columns()
        self._size_rows()
        place = self.rows_shown.place_of(current) if current else None
        if place is not None:
            self.selectionModel().blockSignals(True)
            self.selectRow(place)
            self.selectionModel().blockSignals(False)
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
        """Enter acts on the current cell; Ctrl+C copies the current row as text with tabs."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.pressed_cell.emit(self.rows_shown.id_of(index), self._link_key(index))
        elif (
            event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier and index.isValid()
        ):
            cells = self.rows_shown.rows[index.row()].cells
            QGuiApplication.clipboard().setText("\t".join(cell.text for cell in cells))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link cell acts."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._is_link(index):
            self.pressed_cell.emit(self.rows_shown.id_of(index), self.rows_shown.columns[index.column()].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        super().mouseMoveEvent(event)
        over = self._is_link(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped text may need other heights."""
        super().resizeEvent(event)
        self._size_rows()

    def changeEvent(self, event: QEvent) -> None:
        """Another zoom gives other widths and heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows_shown"):
            self._size_columns()
            self._size_rows()

    def _is_link(self, index: QModelIndex) -> bool:
        return index.isValid() and self.rows_shown.cell(index).tone == "link"

    def _link_key(self, index: QModelIndex) -> str:
        """The current cell if it can be pressed, else the row's first link, else the current cell."""
        cells = self.rows_shown.rows[index.row()].cells
        places = [index.column(), *(place for place, cell in enumerate(cells) if cell.tone == "link"), index.column()]
        place = next((place for place in places if cells[place].tone == "link"), index.column())
        return self.rows_shown.columns[place].key

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen_row.emit(self.rows_shown.id_of(current))

    def _size_columns(self) -> None:
        across = self.horizontalHeader()
        for place, column in enumerate(self.rows_shown.columns):
            if column.width:
                across.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                across.resizeSection(place, px(column.width))
            else:
                across.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _size_rows(self) -> None:
        down = self.verticalHeader()
        down.setMinimumSectionSize(px(self._row_height))
        down.setDefaultSectionSize(px(self._row_height))
        if len(self.rows_shown.rows) <= _MEASURED_ROWS:
            self.resizeRowsToContents()


class _CellPainter(QStyledItemDelegate):
    """Draws cells: tone, weight, chip, second line; wraps and never cuts."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002  the signature is Qt's
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        cell = self._cell(index)
        view = self.parent()
        assert isinstance(view, Table)
        room = max(24, view.columnWidth(index.column()) - 2 * _EDGE)
        height = self._height(cell.text, _weight(cell), room)
        if cell.under:
            height += self._height(cell.under, QFont.Weight.Normal, room)
        return QSize(room, height + (14 if cell.chip else 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = self._cell(index)
        view = self.parent()
        assert isinstance(view, Table)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(place, colour("primary_soft"))
        align = ALIGN[view.rows_shown.columns[index.column()].align]
        inside = place.adjusted(_EDGE, 0, -_EDGE, 0)
        if cell.chip:
            inside = self._chip(painter, cell, place)
            align = Qt.AlignmentFlag.AlignCenter
        painter.setFont(font(tokens.SMALL, _weight(cell)))
        painter.setPen(colour("primary" if cell.tone == "link" else cell.tone or "text"))
        if cell.under:
            above = self._height(cell.text, _weight(cell), inside.width())
            below = self._height(cell.under, QFont.Weight.Normal, inside.width())
            top = inside.y() + (inside.height() - above - below) // 2
            across = align & Qt.AlignmentFlag.AlignHorizontal_Mask
            painter.drawText(QRect(inside.x(), top, inside.width(), above), int(across | _WRAP), cell.text)
            painter.setFont(font(tokens.SMALL))
            painter.setPen(colour("muted"))
            painter.drawText(QRect(inside.x(), top + above, inside.width(), below), int(across | _WRAP), cell.under)
        else:
            painter.drawText(inside, int(align | _WRAP), cell.text)
        if option.state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painter.setPen(QPen(colour("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    @staticmethod
    def _chip(painter: QPainter, cell: Cell, place: QRect) -> QRect:
        height = px(tokens.DENSE_ROW - 4)
        chip = QRect(place.x() + _EDGE, place.center().y() - height // 2, place.width() - 2 * _EDGE, height)
        ground = {"gold": "gold_soft", "caution": "caution_soft", "wrong": "wrong_soft"}.get(cell.tone, "primary_soft")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(chip, tokens.CARD_RADIUS, tokens.CARD_RADIUS)
        return chip

    @staticmethod
    def _height(text: str, weight: QFont.Weight, room: int) -> int:
        metrics = QFontMetrics(font(tokens.SMALL, weight))
        return metrics.boundingRect(QRect(0, 0, room, 10_000), int(_WRAP), text or " ").height()

    @staticmethod
    def _cell(index: QModelIndex | QPersistentModelIndex) -> Cell:
        model = index.model()
        assert isinstance(model, TableModel)
        return model.cell(index)


def _weight(cell: Cell) -> QFont.Weight:
    return QFont.Weight.DemiBold if cell.strong or cell.chip else QFont.Weight.Normal
