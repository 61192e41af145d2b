"""Buttons: one primary per screen, secondary ones, links, and the primary that says why it cannot be pressed.

```
save = Button(_("Save"), kind="primary", keys="Ctrl+S", pressed=self._save)
action = MainAction(_("Merge files"), pressed=self._merge, keys="Ctrl+Return")
action.refuse(_("No file has been chosen yet"))
action.allow()
```
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from paritrana_desktop.ui.presenters.rows import Tone
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.words import Words

Kind = Literal["primary", "secondary", "link"]


def without_mnemonic(text: str) -> str:
    """`text` with `&` doubled, so that Qt shows it instead of underlining the next letter."""
    return text.replace("&", "&&")


class Button(QPushButton):
    """A push button; `keys` (`"Ctrl+S"`) press it from anywhere in its window and stand in its tooltip."""

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "secondary",
        pressed: Callable[[], object] | None = None,
        keys: str = "",
        tone: Tone = "",
        small: bool = False,
        spoken: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`; `spoken` is the accessible name where the text alone would not do (`+ catatan`)."""
        super().__init__(without_mnemonic(text), parent)
        self.setProperty("kind", kind)
        self.setProperty("tone", tone)
        self.setProperty("small", small)
        self.setAccessibleName(spoken or text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Return inside a dialog must press the button that has the focus or the primary one, nothing else.
        self.setAutoDefault(kind == "primary")
        if keys:
            sequence = QKeySequence(keys)
            self.setShortcut(sequence)
            self.setToolTip(sequence.toString(QKeySequence.SequenceFormat.NativeText))
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def rename(self, text: str) -> None:
        """Show another text; keeps the keys, which Qt drops with the old text."""
        keys = self.shortcut()
        self.setText(without_mnemonic(text))
        self.setAccessibleName(text)
        self.setShortcut(keys)


class MainAction(QWidget):
    """The primary button of a screen with the reason beside it while it cannot be pressed."""

    def __init__(
        self, text: str, *, pressed: Callable[[], object], keys: str = "", parent: QWidget | None = None
    ) -> None:
        """Start out allowed."""
        super().__init__(parent)
        self.button = Button(text, kind="primary", pressed=pressed, keys=keys)
        self.reason = Words(type="small", tone="muted")
        self.reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.reason.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL_SPACE)
        row.addWidget(self.reason, 1)
        row.addWidget(self.button, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def allow(self) -> None:
        """The button can be pressed."""
        self.button.setEnabled(True)
        self.button.setAccessibleDescription("")
        self.reason.hide()

    def refuse(self, reason: str) -> None:
        """The button cannot be pressed because of `reason`, which is shown and spoken."""
        self.button.setEnabled(False)
        self.button.setAccessibleDescription(reason)
        self.reason.say(reason)
        self.reason.show()
