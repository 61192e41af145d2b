"""What is drawn by hand: the progress line, the jurors' dots on a line, the weighted bar of a score card.

Each is a picture of figures that stand beside it as text, so none takes the focus; `spoken` tells a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from paritrana_desktop.ui.shared.style import colour, px


class ProgressLine(QWidget):
    """How many of how many, as a line."""

    def __init__(self, done: int = 0, total: int = 0, parent: QWidget | None = None) -> None:
        """Show `done` of `total`; nothing of nothing is an empty line."""
        super().__init__(parent)
        self._done, self._total = done, total
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, done: int, total: int, spoken: str = "") -> None:
        """Show other figures; `spoken` (`12 dari 40`) is what a screen reader says."""
        self._done, self._total = done, total
        self.setAccessibleName(spoken)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track and filling, both rounded."""
        share = min(1.0, self._done / self._total) if self._total else 0.0
        with QPainter(self) as painter:
            _bar(painter, QRectF(0, 0, self.width(), self.height()), share)


class BarLine(QWidget):
    """One criterion of a score card: a track as long as its weight, filled by the points that were reached."""

    def __init__(self, points: Fraction, weight: Fraction, widest: Fraction, parent: QWidget | None = None) -> None:
        """`points` of at most `weight`; `widest` is the weight whose track takes the whole width."""
        super().__init__(parent)
        self._track = float(weight / widest) if widest else 0.0
        self._share = float(points / weight) if weight else 0.0
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track and filling, both rounded."""
        with QPainter(self) as painter:
            _bar(painter, QRectF(0, 0, self.width() * self._track, self.height()), self._share)


class DotStrip(QWidget):
    """Every juror's total as a dot on a line, the common value as an upright bar.

    All figures are hundredths (8596 is 85,96); `low` and `high` are the ends of the line, the same for all strips of a
    list so that they can be compared.
    """

    def __init__(
        self,
        dots: Sequence[int],
        middle: int | None,
        low: int,
        high: int,
        *,
        spoken: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Draw `dots` and `middle` between `low` and `high`."""
        super().__init__(parent)
        self._dots, self._middle, self._low, self._high = tuple(dots), middle, low, high
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as one line of text."""
        return QSize(228, px(24))

    def minimumSizeHint(self) -> QSize:
        """As high as one line of text."""
        return QSize(96, px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line, dots that darken where they overlap, and the bar above them."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            middle_line = self.height() / 2
            painter.setBrush(colour("line"))
            painter.drawRoundedRect(QRectF(0, middle_line - 1, self.width(), 2), 1, 1)
            ink = colour("primary")
            ink.setAlphaF(0.45)
            painter.setBrush(ink)
            radius = px(10) / 2
            for value in self._dots:
                painter.drawEllipse(QPointF(self._place(value), middle_line), radius, radius)
            if self._middle is not None:
                painter.setBrush(colour("gold"))
                half = px(20) / 2
                painter.drawRoundedRect(QRectF(self._place(self._middle) - 2.5, middle_line - half, 5, 2 * half), 2, 2)

    def _place(self, value: int) -> float:
        span = self._high - self._low
        inset = px(10) / 2
        share = (value - self._low) / span if span else 0.5
        return inset + min(1.0, max(0.0, share)) * (self.width() - 2 * inset)


def _bar(painter: QPainter, track: QRectF, share: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = track.height() / 2
    painter.setBrush(colour("line"))
    painter.drawRoundedRect(track, radius, radius)
    if share > 0:
        filled = QRectF(track)
        filled.setWidth(max(track.height(), track.width() * min(1.0, share)))
        painter.setBrush(colour("primary"))
        painter.drawRoundedRect(filled, radius, radius)
