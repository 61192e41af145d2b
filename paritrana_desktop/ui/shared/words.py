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

from paritrana_desktop.ui.presenters.rows import Tone
from paritrana_desktop.ui.shared.style import dress

_COMFORTABLE = 640

Type = Literal["body", "small", "section", "figure", "title", "big"]


class Words(QLabel):
    """A label that wraps between words, or stays on one line (`wrap=False`) and then claims its whole width.

    `hug=True` takes no more room than its text on one line, so that a chip can follow it.
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
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show `text` in a size of the type scale."""
        super().__init__(text, parent)
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
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def sizeHint(self) -> QSize:
        """The text on one line, up to the width that is comfortable to read."""
        if not self.wordWrap():
            return super().sizeHint()
        lines = self.text().splitlines() or [""]
        self.ensurePolished()
        edges = self.contentsMargins().left() + self.contentsMargins().right() + 2
        wish = min(max(self.fontMetrics().horizontalAdvance(line) for line in lines) + edges, _COMFORTABLE)
        return QSize(wish, self.heightForWidth(wish))

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show another text, in another tone where one is given."""
        self.setText(text)
        if tone is not None:
            dress(self, tone=tone)


class Chip(QLabel):
    """A short state on a soft ground: `primary` for roles and methods, `gold` for awards and ties."""

    def __init__(self, text: str = "", tone: Tone = "primary", parent: QWidget | None = None) -> None:
        """Show `text`; an empty chip hides itself."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", "chip")
        self.setProperty("tone", tone)
        # Only ever hidden here: showing what has no parent yet would open it as a window of its own.
        if not text:
            self.hide()

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show another text and tone; an empty text hides the chip."""
        self.setText(text)
        self.setVisible(bool(text))
        if tone is not None:
            dress(self, tone=tone)
