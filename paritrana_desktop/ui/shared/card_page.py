"""A page with one card in its middle: a single question before there is anything else to show."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.page import Page
from paritrana_desktop.ui.shared.words import Words

_WIDTH = 680


class CardPage(Page):
    """Title with an icon, explanation, and room for fields and buttons at `inside`."""

    def __init__(self, title: str, icon: str, *explained: Words, parent: QWidget | None = None) -> None:
        """`icon` as in `resources/icons`."""
        super().__init__(title, parent)
        self.card = Card(width=_WIDTH)
        self.card.content.setContentsMargins(*[tokens.LARGE_SPACE] * 4)
        self.card.content.setSpacing(tokens.SPACE)
        heading = row(Icon(icon, tone="primary", size=28), Words(title, type="title"), spacing=tokens.SPACE)
        self.card.content.addLayout(heading)
        for words in explained:
            self.card.content.addWidget(words)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(tokens.SPACE)
        self.card.content.addLayout(self.inside)
        middle = QGridLayout()
        middle.addWidget(self.card, 1, 1)
        for line, stretch in ((0, 2), (2, 3)):
            middle.setRowStretch(line, stretch)
        for line in (0, 2):
            middle.setColumnStretch(line, 1)
        self.content.addLayout(middle, 1)
