"""One nominee in the ranking: rank, name, the jurors' dots, total, margin, place. Chosen by click or arrow keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from paritrana_desktop.ui.presenters.chair_ranking import RankShown
from paritrana_desktop.ui.presenters.rows import Tone
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.painted import DotStrip
from paritrana_desktop.ui.shared.style import colour, px
from paritrana_desktop.ui.shared.words import Chip, Words

_RANK, _TOTAL, _MARGIN, _CHIP = 30, 74, 62, 108
_LINE = 26
_DOTS = 176
_ROOM_FOR_DOTS = 700
"""From this width on the dots stand beside the name, else beneath it."""


class RankRow(QAbstractButton):
    """A card of one line; in a group exactly one is chosen."""

    def __init__(self, shown: RankShown, parent: QWidget | None = None) -> None:
        """The row of one nominee, as the presenter made it."""
        super().__init__(parent)
        self.number = shown.number
        self.setCheckable(True)
        self.setAccessibleName(shown.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        tone: Tone = "primary" if shown.rank != "—" else "muted"
        self.total = Words(shown.total, type="figure", tone=tone, wrap=False, width=_TOTAL, align="right")
        self.margin = Words(shown.margin, type="small", tone="muted", wrap=False, width=_MARGIN, align="right")
        self.chip = Chip(shown.chip, "gold", width=_CHIP)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(tokens.SPACE, 6, tokens.SPACE, 6)
        grid.setRowMinimumHeight(0, px(_LINE))
        grid.setHorizontalSpacing(tokens.SMALL_SPACE)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Words(shown.rank, type="figure", tone=tone, wrap=False, width=_RANK), 0, 0)
        grid.addWidget(Words(shown.name, strong=True), 0, 1)
        dots = shown.dots
        self.dots = DotStrip(dots.dots, dots.middle, dots.low, dots.high, spoken=dots.spoken)
        self.dots.setFixedWidth(_DOTS)
        # Only ever hidden here: showing what has no parent yet would open it as a window of its own.
        if not dots.dots:
            self.dots.hide()
        grid.addWidget(self.total, 0, 3)
        grid.addWidget(self.margin, 0, 4)
        if shown.under:
            grid.addWidget(Words(shown.under, type="small", tone="muted"), 2, 1, 1, 5)
        self._beside: bool | None = None
        self._arrange(beside=True)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Dots and place move beneath the name where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange(beside=event.size().width() >= px(_ROOM_FOR_DOTS))

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        if beside:
            self._grid.addWidget(self.dots, 0, 2)
            self._grid.addWidget(self.chip, 0, 5)
        else:
            self._grid.addWidget(self.dots, 1, 1, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(self.chip, 1, 3, 1, 2, Qt.AlignmentFlag.AlignRight)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card; the chosen one has a ground of its own, the one with the focus a strong line."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            chosen, focused = self.isChecked(), self.hasFocus()
            line = 2 if focused else 1
            painter.setPen(QPen(colour("primary" if chosen or focused else "line"), line))
            painter.setBrush(colour("primary_soft" if chosen else "surface"))
            inset = (line + 1) // 2
            painter.drawRoundedRect(
                self.rect().adjusted(inset, inset, -inset, -inset), tokens.CARD_RADIUS, tokens.CARD_RADIUS
            )
