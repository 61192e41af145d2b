"""Fields for secrets: the activation code in groups of four, a passphrase, a new passphrase typed twice.

```
form = SecretForm(SecretKind.CODE)
form.submitted.connect(self._open)          # Enter
secret = form.secret()                      # None where something is missing or mistyped, which the form then says
form.refuse(error)                          # what the work said of it
```
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from paritrana_desktop.domain.codes import read_activation_code
from paritrana_desktop.domain.errors import N_, ParitranaError, Refusal
from paritrana_desktop.services.keys import SHORTEST_PASSPHRASE, PassphraseTooShort, SecretKind
from paritrana_desktop.texts import _, say
from paritrana_desktop.ui.presenters.typed_code import regrouped
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.style import dress
from paritrana_desktop.ui.shared.words import Words


class NothingTyped(Refusal):
    sentence = N_("Please type it first.")


class NotTheSameTwice(Refusal):
    sentence = N_("The two passphrases are not the same. Nothing was changed; please type both once more.")


class CodeField(QLineEdit):
    """A line for the code of a letter; whatever is typed or pasted stands in groups of four."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is spoken."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText("A-____-____-____-____")
        self.setProperty("kind", "code")
        letters = self.font()
        letters.setWeight(QFont.Weight.DemiBold)
        letters.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        self.setFont(letters)
        self.textEdited.connect(self._group)

    def _group(self, typed: str) -> None:
        text, cursor = regrouped(typed, self.cursorPosition())
        if text != typed:
            self.setText(text)
            self.setCursorPosition(cursor)


class SecretForm(QWidget):
    """The fields for one kind of secret, and beneath them why it was not taken."""

    submitted = Signal()

    def __init__(self, kind: SecretKind, *, label: str = "", parent: QWidget | None = None) -> None:
        """`label` says whose or which secret it is, where the usual name would not do."""
        super().__init__(parent)
        self._kind = kind
        usual = {
            SecretKind.CODE: _("Code from your letter"),
            SecretKind.PASSPHRASE: _("Passphrase"),
            SecretKind.NEW_PASSPHRASE: _("New passphrase, at least {least} characters").format(
                least=SHORTEST_PASSPHRASE
            ),
        }
        name = label or usual[kind]
        self.line: QLineEdit = CodeField(name) if kind is SecretKind.CODE else _hidden(name)
        self.again = _hidden(_("Repeat the passphrase"))
        self.reason = Words(type="small", tone="wrong", strong=True)
        self.reason.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL_SPACE)
        lines = [self.line, self.again] if kind is SecretKind.NEW_PASSPHRASE else [self.line]
        for line in lines:
            caption = Words(line.accessibleName(), type="small", strong=True)
            caption.setBuddy(line)
            column.addWidget(caption)
            column.addWidget(line)
            line.textEdited.connect(lambda _text: self._say(""))
            line.returnPressed.connect(self.submitted)
        column.addWidget(self.reason)
        self.setFocusProxy(self.line)

    def secret(self) -> str | None:
        """What was typed, if it can be right at all; else None, and the form says why."""
        try:
            return self._checked()
        except Refusal as refusal:
            self.refuse(refusal)
            return None

    def refuse(self, error: ParitranaError) -> None:
        """Say beneath the field why the secret was not taken; it stays as it was typed."""
        self._say(say(error))
        self.line.setFocus()
        if self._kind is not SecretKind.CODE:
            self.line.selectAll()

    def _checked(self) -> str:
        typed = self.line.text()
        if not typed.strip():
            raise NothingTyped
        if self._kind is SecretKind.CODE:
            read_activation_code(typed)
        if self._kind is SecretKind.NEW_PASSPHRASE:
            if len(typed) < SHORTEST_PASSPHRASE:
                raise PassphraseTooShort(least=SHORTEST_PASSPHRASE)
            if typed != self.again.text():
                raise NotTheSameTwice
        return typed

    def _say(self, reason: str) -> None:
        self.reason.say(reason)
        self.reason.setVisible(bool(reason))
        self.line.setAccessibleDescription(reason)
        dress(self.line, refused=bool(reason))


def _hidden(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line
