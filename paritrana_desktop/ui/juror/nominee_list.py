"""The list at the left of the form: categories with their progress, and below the open one its nominees.

```
chosen = NomineeList()
chosen.show_entries(entries)            # keeps what the keyboard stands on
chosen.chose.connect(…)                 # Entry: a category to open, or a nominee to show
```
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.juror_list import Entry
from paritrana_desktop.ui.shared import icons, tokens
from paritrana_desktop.ui.shared.style import colour, font, px

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WRAP = int(Qt.TextFlag.TextWordWrap)
_EDGE = 12
_GAP = 10
_BAR = 6


class EntryModel(QAbstractListModel):
    """Shows entries as a presenter made them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Replace what is shown; the same lines in the same order keep their places."""
        old, new = self.entries, tuple(entries)
        if [_key(entry) for entry in old] == [_key(entry) for entry in new]:
            self.entries = new
            changed = [place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.entries = new
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What a screen reader says; the delegate draws."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.state.spoken or None
        return None


class NomineeList(QListView):
    """One click or Enter chooses; the arrow keys only walk."""

    chose = Signal(object)
    """`Entry`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.shown = EntryModel(self)
        self.setModel(self.shown)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("Categories and nominees"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace what is shown; the keyboard stays on its line, the view where it was scrolled to."""
        stood = self._stood()
        scrolled = self.verticalScrollBar().value()
        self.shown.show(entries)
        place = next((place for place, entry in enumerate(self.shown.entries) if _key(entry) == stood), None)
        if place is not None and self.currentIndex().row() != place:
            self.setCurrentIndex(self.shown.index(place))
            self.verticalScrollBar().setValue(scrolled)

    def reveal_current(self) -> None:
        """Put the keyboard on the nominee whose form is shown, and make it visible."""
        place = next((place for place, entry in enumerate(self.shown.entries) if entry.current), None)
        if place is not None:
            self.setCurrentIndex(self.shown.index(place))
            self.scrollTo(self.shown.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose; left and right close and open a category."""
        index = self.currentIndex()
        key = Qt.Key(event.key())
        if index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(index)
        elif index.isValid() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            entry = self.shown.entries[index.row()]
            if entry.nominee is None and entry.open == (key == Qt.Key.Key_Left):
                self._choose(index)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names wrap at another place."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: Index) -> None:
        self.chose.emit(self.shown.entries[index.row()])

    def _stood(self) -> tuple[str, str | None] | None:
        index = self.currentIndex()
        return _key(self.shown.entries[index.row()]) if index.isValid() else None


class _Painter(QStyledItemDelegate):
    """Draws a line: name at the left, wrapping; state at the right, never cut."""

    def __init__(self, view: NomineeList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  the signature is Qt's
        width = self._view.viewport().width()
        entry = self._view.shown.entries[index.row()]
        words = QFontMetrics(_font(entry)).boundingRect(
            QRect(0, 0, self._room(entry, width), 10_000), _WRAP, _title(entry)
        )
        if entry.nominee is None:
            bar = _BAR + 8 if entry.open else 0
            return QSize(width, max(px(31), words.height() + 10) + bar)
        return QSize(width, max(px(tokens.ROW) - 8, words.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._view.shown.entries[index.row()]
        # The types of PySide6 leave these two fields of the option out.
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRect(place)
        if entry.nominee is None and entry.open:
            line.setHeight(place.height() - _BAR - 8)
            self._paint_progress(painter, entry, place)
        if entry.current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("primary_soft"))
            painter.drawRoundedRect(place.adjusted(4, 0, -4, 0), tokens.RADIUS, tokens.RADIUS)
        painter.setFont(_font(entry))
        painter.setPen(colour("text"))
        room = QRect(line.x() + _EDGE, line.y(), self._room(entry, place.width()), line.height())
        painter.drawText(room, _WRAP | int(Qt.AlignmentFlag.AlignVCenter), _title(entry))
        self._paint_state(painter, entry, line)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(colour("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(3, 1, -3, -1), tokens.RADIUS, tokens.RADIUS)
        painter.restore()

    def _paint_state(self, painter: QPainter, entry: Entry, line: QRect) -> None:
        cell = entry.state
        width = _state_width(entry)
        place = QRect(line.right() - _EDGE - width, line.y(), width, line.height())
        if entry.locked:
            side = px(16)
            lock = QRectF(place.x(), place.center().y() - side / 2 + 0.5, side, side)
            icons.paint(painter, "lock", "good", lock)
            place.setLeft(place.left() + side + 6)
        if cell.chip:
            height = px(tokens.DENSE_ROW - 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("caution_soft"))
            chip = QRect(place.x(), place.center().y() - height // 2, width, height)
            painter.drawRoundedRect(chip, tokens.CARD_RADIUS, tokens.CARD_RADIUS)
            place.adjust(_EDGE, 0, -_EDGE, 0)
        painter.setFont(_state_font(entry))
        painter.setPen(colour(cell.tone or "text"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), cell.text)

    @staticmethod
    def _paint_progress(painter: QPainter, entry: Entry, place: QRect) -> None:
        track = QRectF(place.x() + _EDGE, place.bottom() - _BAR - 3, place.width() - 2 * _EDGE, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line"))
        painter.drawRoundedRect(track, 3, 3)
        if entry.done:
            filled = QRectF(track)
            filled.setWidth(track.width() * entry.done / entry.total)
            painter.setBrush(colour("primary"))
            painter.drawRoundedRect(filled, 3, 3)

    @staticmethod
    def _room(entry: Entry, width: int) -> int:
        return max(60, width - 2 * _EDGE - _GAP - _state_width(entry))


def _title(entry: Entry) -> str:
    if entry.nominee is not None:
        return entry.title
    return f"{'▾' if entry.open else '▸'} {entry.title}"


def _font(entry: Entry) -> QFont:
    if entry.nominee is not None:
        return font(tokens.SMALL, QFont.Weight.DemiBold if entry.current else QFont.Weight.Normal)
    return font(tokens.BODY, QFont.Weight.DemiBold if entry.open else QFont.Weight.Normal)


def _state_font(entry: Entry) -> QFont:
    strong = entry.state.strong or entry.state.chip
    return font(tokens.SMALL, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)


def _state_width(entry: Entry) -> int:
    words = QFontMetrics(_state_font(entry)).horizontalAdvance(entry.state.text) + 2
    return words + (2 * _EDGE if entry.state.chip else 0) + (px(16) + 6 if entry.locked else 0)


def _key(entry: Entry) -> tuple[str, str | None]:
    return entry.category, entry.nominee
