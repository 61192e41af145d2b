"""Whom to call, and a message to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.secretary_ballots import Contact
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import row
from paritrana_desktop.ui.shared.dialogs import Question
from paritrana_desktop.ui.shared.words import Words

_MESSAGE_HEIGHT = 130


class ContactDialog(Question):
    """The message can be changed before it is copied; the program sends nothing."""

    def __init__(self, parent: QWidget | None, contact: Contact) -> None:
        """`contact` as the board has it."""
        telephone = (
            _("Telephone: {number}").format(number=contact.telephone)
            if contact.telephone
            else _("No telephone number stands in the workbook.")
        )
        super().__init__(parent, contact.name, telephone, _("Close"), no="")
        self.setMinimumWidth(560)
        self.message = QPlainTextEdit(contact.message)
        self.message.setAccessibleName(_("Message to copy"))
        self.message.setTabChangesFocus(True)
        self.message.setFixedHeight(_MESSAGE_HEIGHT)
        self.copied = Words(type="small", tone="good")
        self.copy = Button(_("Copy the message"), pressed=self._copy)
        self.fields.addWidget(Words(_("Message to copy"), type="small", strong=True))
        self.fields.addWidget(self.message)
        self.fields.addLayout(row(self.copy, self.copied, None))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.message.toPlainText())
        self.copied.say(_("✓ Copied"))
