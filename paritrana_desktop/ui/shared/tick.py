"""A box to tick beside a name, with a muted line beneath if there is one; both wrap instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.style import colour, font, px

_BOX, _EDGE = 20, 4
_WRAP = int(Qt.TextFlag.TextWordWrap)
# The three corners of the check mark, as parts of the box.
_MARK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))


class Tick(QAbstractButton):
    """Ticked by a click or the space bar."""

    def __init__(self, name: str, under: str = "", parent: QWidget | None = None) -> None:
        """Start without a tick."""
        super().__init__(parent)
        self._name, self._under = name, under
        self.setCheckable(True)
        self.setAccessibleName(f"{name}, {under}" if under else name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Both lines without wrapping."""
        above, below = self._fonts()
        widest = max(
            QFontMetrics(above).horizontalAdvance(self._name), QFontMetrics(below).horizontalAdvance(self._under)
        )
        width = widest + self._indent() + _EDGE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to wrap."""
        return QSize(self._indent() + px(120), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """What both texts need in `width` pixels."""
        return sum(rect.height() for rect in self._texts(width)) + 2 * _EDGE + tokens.TIGHT

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, tick, name, line beneath, focus."""
        above, below = self._fonts()
        first, second = self._texts(self.width())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_box(painter)
            painter.setPen(colour("text"))
            painter.setFont(above)
            painter.drawText(first, _WRAP, self._name)
            painter.setPen(colour("muted"))
            painter.setFont(below)
            painter.drawText(second, _WRAP, self._under)
            if self.hasFocus():
                painter.setPen(QPen(colour("primary"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_box(self, painter: QPainter) -> None:
        side = px(_BOX)
        box = QRectF(tokens.SMALL_SPACE, _EDGE + 1.5, side, side)
        painter.setPen(QPen(colour("primary" if self.isChecked() else "field_line"), 1.5))
        painter.setBrush(colour("primary") if self.isChecked() else colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(QPen(colour("on_primary"), 2))
            painter.drawPolyline(
                QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _MARK])
            )

    def _indent(self) -> int:
        return tokens.SMALL_SPACE + px(_BOX) + tokens.SMALL_SPACE

    def _texts(self, width: int) -> tuple[QRect, QRect]:
        above, below = self._fonts()
        room = QRect(self._indent(), _EDGE, max(1, width - self._indent() - _EDGE), 10_000)
        first = QFontMetrics(above).boundingRect(room, _WRAP, self._name)
        second = QFontMetrics(below).boundingRect(room.translated(0, first.height()), _WRAP, self._under)
        first.setWidth(room.width())
        second.setWidth(room.width())
        return first, second

    @staticmethod
    def _fonts() -> tuple[QFont, QFont]:
        return font(tokens.BODY), font(tokens.SMALL)
