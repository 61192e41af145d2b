"""Notices: what a page has to tell, at its top; an error stays until it was read and closed.

```
notice.refuse(error)                       # a Refusal or Fault, said in the reader's language
notice.tell(_("12 files were merged"))     # good news; goes with the next action
```
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from paritrana_desktop.domain.errors import ParitranaError, Sentence
from paritrana_desktop.texts import _, say
from paritrana_desktop.ui.presenters.rows import Tone
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.icons import Icon, SignButton
from paritrana_desktop.ui.shared.style import dress
from paritrana_desktop.ui.shared.words import Words

_ICONS = {"good": "good", "caution": "caution", "wrong": "wrong", "gold": "award"}


class Notice(QFrame):
    """A banner with a sign and words; hidden while it has nothing to say."""

    def __init__(self, *, closable: bool = True, parent: QWidget | None = None) -> None:
        """A banner that is part of a page (an open tie) is not `closable`."""
        super().__init__(parent)
        self.setProperty("kind", "notice")
        self.setProperty("tone", "")
        self._icon = Icon("info", tone="primary", size=22)
        self.words = Words(strong=True, selectable=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._close = SignButton("close", _("Close this message"), bare=True)
        self._close.clicked.connect(self.hide)
        self._close.setVisible(False)
        self._closable = closable
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.WIDE_SPACE, tokens.SPACE, tokens.SPACE, tokens.SPACE)
        row.setSpacing(tokens.SPACE)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, text: str, tone: Tone = "good") -> None:
        """Show `text`; `caution` and `wrong` stay until they are closed, others go with `clear`."""
        self._icon.show_icon(_ICONS.get(tone, "info"), tone or "primary")
        self.words.say(text, tone or "primary")
        self.words.setAccessibleName(text)
        dress(self, tone=tone)
        self._close.setVisible(self._closable)
        self.show()
        # Whoever does not see the banner hears it, wherever the focus is.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def refuse(self, error: ParitranaError | Sentence) -> None:
        """Show what went wrong, in the reader's language."""
        self.tell(say(error), "wrong")

    def clear(self) -> None:
        """Take away good news before the next action; what must be read stays."""
        if self.property("tone") not in ("wrong", "caution"):
            self.hide()


class EmptyState(QWidget):
    """What a list says while it is empty: what to do next, with the button for it."""

    def __init__(self, icon: str, title: str, text: str, *buttons: Button, parent: QWidget | None = None) -> None:
        """Centred in the room that is left."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(tokens.SPACE)
        column.addStretch(2)
        column.addWidget(Icon(icon, tone="muted", size=40), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (Words(title, type="section"), Words(text, tone="muted")):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addSpacing(tokens.TIGHT)
        for button in buttons:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
