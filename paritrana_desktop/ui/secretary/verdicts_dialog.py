"""A verdict for each file, before anything is taken in."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters import secretary_verdicts
from paritrana_desktop.ui.presenters.secretary_verdicts import VerdictsShown
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


class VerdictsDialog(QDialog):
    """Accepting takes in what is good; each file leaves a line in the log, refused ones too."""

    def __init__(self, parent: QWidget | None, verdicts: VerdictsShown) -> None:
        """`verdicts` as the presenter made them."""
        super().__init__(parent)
        self.setWindowTitle(_("Merge files"))
        self.setModal(True)
        self.resize(960, 560)
        self.table = Table(name=_("Verdicts"))
        self.table.show_rows(secretary_verdicts.columns(), verdicts.rows)
        card = Card(tight=True)
        card.content.addWidget(self.table)
        self.yes = Button(verdicts.action, kind="primary", pressed=self.accept)
        self.yes.setDefault(True)
        self.no = Button(_("Cancel"), pressed=self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.LARGE_SPACE] * 4)
        column.setSpacing(tokens.SPACE)
        column.addWidget(Words(_("What becomes of each file"), type="section"))
        column.addWidget(Words(verdicts.summary))
        column.addWidget(card, 1)
        column.addLayout(row(None, self.no, self.yes, spacing=tokens.SPACE))
        self.yes.setFocus()
