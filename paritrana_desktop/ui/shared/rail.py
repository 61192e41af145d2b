"""The left rail: the steps of a role in the order of the work, with a mark on each that needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from paritrana_desktop.ui.presenters.rows import RailMark
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import without_mnemonic
from paritrana_desktop.ui.shared.style import colour, font, px
from paritrana_desktop.ui.shared.words import Words

_INSET = 12
# The window gives keys to as many entries.
_NUMBERED = 9


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One step: `key` names it, `group` is the heading it stands under where a person holds several roles."""

    key: str
    title: str
    group: str = ""


class Rail(QFrame):
    """Shows entries; `chosen` tells the key of the one that was clicked or reached by the arrow keys."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[RailEntry], parent: QWidget | None = None) -> None:
        """Nothing is chosen until `choose` says so."""
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._buttons: dict[str, _RailButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._entries = QWidget()
        self._entries.setProperty("kind", "scrolled")
        self._area = QScrollArea()
        self._area.setWidget(self._entries)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        column = QVBoxLayout(self._entries)
        column.setContentsMargins(tokens.SMALL_SPACE, tokens.SPACE, tokens.SMALL_SPACE, tokens.SPACE)
        column.setSpacing(tokens.TIGHT)
        group = ""
        for number, entry in enumerate(entries, start=1):
            if entry.group and entry.group != group:
                heading = Words(entry.group, type="small", tone="muted", wrap=False)
                heading.setContentsMargins(_INSET, tokens.SPACE if group else 0, _INSET, 0)
                column.addWidget(heading)
            group = entry.group
            button = _RailButton(entry.title, f"Ctrl+{number}" if number <= _NUMBERED else "")
            button.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[entry.key] = button
            column.addWidget(button)
        column.addStretch(1)

    def choose(self, key: str) -> None:
        """Show `key` as the page in use; says nothing through `chosen`."""
        self._buttons[key].setChecked(True)
        self._area.ensureWidgetVisible(self._buttons[key])

    def mark(self, key: str, mark: RailMark | None) -> None:
        """Put `mark` on an entry, or take it away."""
        self._buttons[key].set_mark(mark)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its longest entry, and the bar where the entries are longer than the window."""
        wish = self._entries.sizeHint()
        bar = self._area.verticalScrollBar().sizeHint().width() if wish.height() > self.height() else 0
        return QSize(wish.width() + bar + 1, wish.height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower; its height can be scrolled."""
        return QSize(self.sizeHint().width(), 2 * px(tokens.ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar may come or go."""
        super().resizeEvent(event)
        self.updateGeometry()


class _RailButton(QPushButton):
    def __init__(self, title: str, keys: str) -> None:
        super().__init__(without_mnemonic(title))
        self._title, self._keys = title, keys
        self._mark: RailMark | None = None
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setAutoDefault(False)
        # A click moves on to the page; only the keyboard stays here, to walk on.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(title)
        self.setToolTip(keys)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_mark(self, mark: RailMark | None) -> None:
        if mark == self._mark:
            return
        self._mark = mark
        self.setAccessibleName(f"{self._title}, {mark.spoken}" if mark else self._title)
        self.setToolTip("\n".join(part for part in (mark.spoken if mark else "", self._keys) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # Measured as if chosen, so that the rail keeps its width whichever entry is.
        words = QFontMetrics(font(tokens.BODY, QFont.Weight.DemiBold)).horizontalAdvance(self._title)
        sign = px(tokens.SMALL_SPACE) + self._mark_width() if self._mark else 0
        return QSize(words + sign + 2 * _INSET + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is None:
            return
        with QPainter(self) as painter:
            painter.setFont(font(tokens.SMALL, QFont.Weight.DemiBold))
            painter.setPen(colour(self._mark.tone or "text"))
            place = QRectF(0, 0, self.width() - _INSET, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._mark.sign)

    def _mark_width(self) -> int:
        assert self._mark is not None
        return QFontMetrics(font(tokens.SMALL, QFont.Weight.DemiBold)).horizontalAdvance(self._mark.sign)
