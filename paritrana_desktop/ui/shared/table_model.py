"""A read-only table model over frozen rows, each of which carries the id it was built from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from paritrana_desktop.ui.presenters.rows import Cell, Column, Row

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}


class TableModel(QAbstractTableModel):
    """Shows `columns` and `rows` as a presenter made them; `show` replaces both at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self._places: dict[str, int] = {}

    def show(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Replace what is shown; every row has one cell for each column, and ids are unique."""
        assert all(len(row.cells) == len(columns) for row in rows), "a row has another number of cells than columns"
        places = {row.id: place for place, row in enumerate(rows)}
        assert len(places) == len(rows), "two rows carry one id"
        self.beginResetModel()
        self.columns, self.rows, self._places = tuple(columns), tuple(rows), places
        self.endResetModel()

    def id_of(self, index: Index) -> str:
        """The id of the row at `index`."""
        return self.rows[index.row()].id

    def place_of(self, row_id: str) -> int | None:
        """Where the row with this id stands, or None."""
        return self._places.get(row_id)

    def cell(self, index: Index) -> Cell:
        """The cell at a valid `index`."""
        return self.rows[index.row()].cells[index.column()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows; a table has none below a cell."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns; a table has none below a cell."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment and what is spoken; colours and chips are the delegate's."""
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{cell.text}\n{cell.under}" if cell.under else cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN[self.columns[index.column()].align]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or " ".join(part for part in (cell.text, cell.under) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.spoken or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' titles; rows have none."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN[column.align]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.spoken or column.title or None
        return None
