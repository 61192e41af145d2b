"""Cards: the white sheets that things lie on, and the small ones with a figure.

```
card = Card()                       # a QVBoxLayout is at card.content
card.content.addWidget(...)
StatCard("1.486 dari 1.944", _("marks received"))
```
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from paritrana_desktop.ui.presenters.rows import Tone
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.style import px
from paritrana_desktop.ui.shared.words import Words


class Card(QFrame):
    """A sheet with a line around it; `content` is its vertical layout."""

    def __init__(self, *, tight: bool = False, width: int = 0, parent: QWidget | None = None) -> None:
        """A `tight` card leaves its inside to a table or list; a side pane has a `width` in pixels at zoom 100."""
        super().__init__(parent)
        self._width = width
        if width:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setProperty("kind", "card")
        self.content = QVBoxLayout(self)
        edge = tokens.TIGHT if tight else tokens.WIDE_SPACE
        self.content.setContentsMargins(
            edge, tokens.TIGHT if tight else tokens.SPACE, edge, edge if tight else tokens.SPACE
        )
        self.content.setSpacing(tokens.SMALL_SPACE)

    def sizeHint(self) -> QSize:
        """As its content wishes, or as wide as a side pane is."""
        hint = super().sizeHint()
        return QSize(px(self._width), hint.height()) if self._width else hint

    def minimumSizeHint(self) -> QSize:
        """A side pane never gets narrower."""
        hint = super().minimumSizeHint()
        return QSize(px(self._width), hint.height()) if self._width else hint


class StatCard(Card):
    """A figure or a short finding, with what it means beneath."""

    def __init__(self, figure: str, caption: str, tone: Tone = "primary", parent: QWidget | None = None) -> None:
        """Show both; the figure in `tone`."""
        super().__init__(parent=parent)
        self.content.setSpacing(tokens.TIGHT)
        self.figure = Words(figure, type="figure", tone=tone)
        self.caption = Words(caption, type="small", tone="muted")
        self.content.addStretch(1)
        self.content.addWidget(self.figure)
        self.content.addWidget(self.caption)
        self.content.addStretch(1)
        self.setMinimumHeight(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def say(self, figure: str, caption: str, tone: Tone = "primary") -> None:
        """Show another finding."""
        self.figure.say(figure, tone)
        self.caption.say(caption)


class Rule(QFrame):
    """A thin line between two parts of a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """One pixel high."""
        super().__init__(parent)
        self.setProperty("kind", "rule")
        self.setFixedHeight(1)


class Scrolled(QScrollArea):
    """A column of widgets that scrolls when it is longer than the page; add them to `content`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty; whatever is added stays at the top."""
        super().__init__(parent)
        inside = QWidget()
        inside.setProperty("kind", "scrolled")
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.content = QVBoxLayout()
        self.content.setSpacing(tokens.SPACE)
        outer.addLayout(self.content)
        outer.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        # Whatever it holds, it asks for little: it can scroll.
        self._inside = inside
        # The pane itself is no stop of the Tab key; the keyboard scrolls through what is inside.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Room for a little; the layout gives it what is left."""
        return QSize(max(320, self._inside.sizeHint().width()), 160)


def row(*widgets: QWidget | int | None, spacing: int = tokens.SMALL_SPACE) -> QHBoxLayout:
    """Widgets side by side: an integer is a fixed gap in pixels, None takes the room that is left."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        elif isinstance(widget, int):
            made.addSpacing(widget)
        else:
            made.addWidget(widget)
    return made
