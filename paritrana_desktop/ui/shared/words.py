"""Text on screen: wraps instead of being cut, and is always plain text, whatever a file brought in.

```
Words("Berkas masuk", type="title")
Words("8 dari 9 juri", type="small", tone="muted")
state.say("✓ Tersimpan 10.42", tone="good")
```
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from paritrana_desktop.ui.presenters.rows import Align, Tone
from paritrana_desktop.ui.shared.style import dress, px

_COMFORTABLE = 640
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}

Type = Literal["body", "small", "section", "figure", "title", "big"]


class Words(QLabel):
    """A label that wraps between words, or stays on one line (`wrap=False`) and then claims its whole width.

    `width` goes with `wrap=False`: figures under one another. `hug=True` takes no more room than its text on one line, so that a chip can follow it.
    """

    def __init__(
        self,
        text: str = "",
        *,
        type: Type = "body",  # noqa: A002  the type scale's own word
        tone: Tone = "",
        strong: bool = False,
        wrap: bool = True,
        hug: bool = False,
        width: int = 0,
        align: Align = "left",
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`; `width` keeps a column of that many pixels at zoom 100, more where the text needs it."""
        super().__init__(text, parent)
        self._width = width
        self.setAlignment(_ALIGN[align])
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("type", type)
        self.setProperty("tone", tone)
        self.setProperty("strong", strong)
        if wrap:
            across = QSizePolicy.Policy.Maximum if hug else QSizePolicy.Policy.Preferred
            policy = QSizePolicy(across, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            across = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Maximum
            self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def sizeHint(self) -> QSize:
        """The text on one line, up to the width that is comfortable to read."""
        if not self.wordWrap():
            hint = super().sizeHint()
            return QSize(max(hint.width(), px(self._width)), hint.height()) if self._width else hint
        lines = self.text().splitlines() or [""]
        self.ensurePolished()
        edges = self.contentsMargins().left() + self.contentsMargins().right() + 2
        wish = max(self.fontMetrics().horizontalAdvance(line) for line in lines) + edges
        if self.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Maximum:
            wish = min(wish, _COMFORTABLE)
        return QSize(wish, self.heightForWidth(wish))

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show another text, in another tone where one is given."""
        self.setText(text)
        if tone is not None:
            dress(self, tone=tone)


class Chip(QLabel):
    """A short state on a soft ground: `primary` for roles and methods, `gold` for awards and ties."""

    def __init__(
        self, text: str = "", tone: Tone = "primary", *, width: int = 0, parent: QWidget | None = None
    ) -> None:
        """Show `text`; an empty chip hides itself but keeps the column that a `width` in pixels at zoom 100 asks for."""
        super().__init__(text, parent)
        self._width = width
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        policy = QSizePolicy(
            QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed
        )
        policy.setRetainSizeWhenHidden(bool(width))
        self.setSizePolicy(policy)
        self.setProperty("kind", "chip")
        self.setProperty("tone", tone)
        # Only ever hidden here: showing what has no parent yet would open it as a window of its own.
        if not text:
            self.hide()

    def sizeHint(self) -> QSize:
        """The text with its ground, or the column's width."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), px(self._width)), hint.height()) if self._width else hint

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show another text and tone; an empty text hides the chip."""
        self.setText(text)
        self.setVisible(bool(text))
        if tone is not None:
            dress(self, tone=tone)
