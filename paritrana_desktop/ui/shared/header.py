"""The header: which event, in which role, and at the right the state that matters most."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.rows import Tone
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.icons import SignButton
from paritrana_desktop.ui.shared.words import Chip, Words


class Header(QFrame):
    """Event title, role chip, state, settings, help; `say_state` changes the state."""

    def __init__(self, title: str, role: str, menu: QMenu, parent: QWidget | None = None) -> None:
        """`menu` opens from the settings button; an empty `role` shows no chip."""
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.title = Words(title, type="section", hug=True)
        self.role = Chip(role)
        self.state = Words(type="small", strong=True, hug=True)
        self.settings = SignButton("menu", _("Settings"))
        self.settings.setMenu(menu)
        self.help = Button(_("Help"), keys="F1")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 20, 7)
        row.setSpacing(tokens.SPACE)
        row.addWidget(self.title)
        row.addWidget(self.role)
        row.addStretch(1)
        row.addWidget(self.state)
        row.addWidget(self.settings)
        row.addWidget(self.help)

    def say_state(self, text: str, tone: Tone = "good") -> None:
        """Show the state that matters most: `✓ Tersimpan 10.42`, `✗ Tidak tersimpan`."""
        self.state.say(text, tone)
