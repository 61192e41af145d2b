"""How a table cell is drawn and measured: tone, weight, chip, second line; it wraps and is never cut."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from paritrana_desktop.ui.presenters.rows import Cell, Column, Row
from paritrana_desktop.ui.shared import style, tokens
from paritrana_desktop.ui.shared.style import colour, font, px
from paritrana_desktop.ui.shared.table_model import ALIGN, TableModel

EDGE = 8
_WRAP = Qt.TextFlag.TextWordWrap
_CHIP_GROUNDS = {"gold": "gold_soft", "caution": "caution_soft", "wrong": "wrong_soft"}


class CellPainter(QStyledItemDelegate):
    """The delegate of `Table`."""

    def __init__(self, view: QTableView) -> None:
        """Draws the cells of `view`, whose model is a `TableModel`."""
        super().__init__(view)
        self._view = view

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002  the signature is Qt's
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """The height that the cell needs in its column's present width."""
        cell = _model(index).cell(index)
        room = max(24, self._view.columnWidth(index.column()) - 2 * EDGE)
        height = _height(cell.text, _weight(cell), room)
        if cell.under:
            height += _height(cell.under, QFont.Weight.Normal, room)
        return QSize(room, height + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, chip, words, focus."""
        model = _model(index)
        cell = model.cell(index)
        # The types of PySide6 leave these two fields of the option out.
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, colour("primary_soft"))
        align = ALIGN[model.columns[index.column()].align]
        inside = place.adjusted(EDGE, 0, -EDGE, 0)
        if cell.chip and cell.text:
            _paint_chip(painter, cell, place)
            align = Qt.AlignmentFlag.AlignCenter
        _paint_words(painter, cell, inside, align)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(colour("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()


def natural_width(column: Column, place: int, rows: tuple[Row, ...]) -> int:
    """How wide a column must be so that neither its title nor a cell of `rows` wraps, in pixels."""
    bold, plain = _metrics(QFont.Weight.DemiBold, px(tokens.SMALL)), _metrics(QFont.Weight.Normal, px(tokens.SMALL))
    widest = bold.horizontalAdvance(column.title)
    for row in rows:
        cell = row.cells[place]
        words = bold if _weight(cell) == QFont.Weight.DemiBold else plain
        chip = 2 * EDGE if cell.chip else 0
        widest = max(widest, words.horizontalAdvance(cell.text) + chip, plain.horizontalAdvance(cell.under))
    return widest + 2 * EDGE + 2


def _paint_chip(painter: QPainter, cell: Cell, place: QRect) -> None:
    height = px(tokens.DENSE_ROW - 4)
    chip = QRect(place.x() + EDGE, place.center().y() - height // 2, place.width() - 2 * EDGE, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(_CHIP_GROUNDS.get(cell.tone, "primary_soft")))
    painter.drawRoundedRect(chip, tokens.CARD_RADIUS, tokens.CARD_RADIUS)


def _paint_words(painter: QPainter, cell: Cell, inside: QRect, align: Qt.AlignmentFlag) -> None:
    painter.setFont(font(tokens.SMALL, _weight(cell)))
    painter.setPen(colour("primary" if cell.tone == "link" else cell.tone or "text"))
    if not cell.under:
        painter.drawText(inside, int(align | _WRAP), cell.text)
        return
    above = _height(cell.text, _weight(cell), inside.width())
    below = _height(cell.under, QFont.Weight.Normal, inside.width())
    top = inside.y() + (inside.height() - above - below) // 2
    across = align & Qt.AlignmentFlag.AlignHorizontal_Mask
    painter.drawText(QRect(inside.x(), top, inside.width(), above), int(across | _WRAP), cell.text)
    painter.setFont(font(tokens.SMALL))
    painter.setPen(colour("muted"))
    painter.drawText(QRect(inside.x(), top + above, inside.width(), below), int(across | _WRAP), cell.under)


def _height(text: str, weight: QFont.Weight, room: int) -> int:
    metrics = _metrics(weight, px(tokens.SMALL))
    # Painting measures in fractions of a pixel: what fits by a hair here may wrap there.
    if metrics.horizontalAdvance(text) + 2 <= room:
        return metrics.height()
    return metrics.boundingRect(QRect(0, 0, room, 10_000), int(_WRAP), text).height()


@cache
def _metrics(weight: QFont.Weight, pixels: int) -> QFontMetrics:
    # `pixels` is what makes a zoom another entry of the cache.
    assert pixels == px(tokens.SMALL)
    return QFontMetrics(style.font(tokens.SMALL, weight))


def _weight(cell: Cell) -> QFont.Weight:
    return QFont.Weight.DemiBold if cell.strong or cell.chip else QFont.Weight.Normal


def _model(index: QModelIndex | QPersistentModelIndex) -> TableModel:
    model = index.model()
    assert isinstance(model, TableModel)
    return model
