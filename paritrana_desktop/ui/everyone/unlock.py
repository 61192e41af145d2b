"""Asking for the secret of a key: a page while nothing is open yet, a dialog in the middle of work.

```
UnlockPage(Unlocking(SecretKind.CODE, _("Open …"), "kk.paritrana", tasks, work, done))
UnlockDialog(Unlocking(…), parent).open()
```

`work` gets the secret and runs in the writer thread, so it may open the store that belongs there; what it refuses is
said beneath the field, and the secret can be typed once more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.services.keys import SecretKind
from paritrana_desktop.texts import _
from paritrana_desktop.ui.shared.buttons import MainAction
from paritrana_desktop.ui.shared.card_page import CardPage
from paritrana_desktop.ui.shared.dialogs import Question
from paritrana_desktop.ui.shared.secret_form import SecretForm
from paritrana_desktop.ui.shared.tasks import Tasks
from paritrana_desktop.ui.shared.words import Words


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What is to be unlocked, and what happens then."""

    kind: SecretKind
    title: str
    what: str
    """The file, event or person whose key it is."""
    tasks: Tasks
    work: Callable[[str], Any]
    done: Callable[[Any], object]
    """Gets what `work` returned, on the main thread."""


class UnlockPage(CardPage):
    """One card in the middle: what is opened, the field, the button."""

    def __init__(self, unlocking: Unlocking) -> None:
        """The cursor starts in the field."""
        super().__init__(
            unlocking.title,
            "key",
            Words(unlocking.what, strong=True),
            Words(_explained(unlocking.kind), tone="muted"),
        )
        self._unlocking = unlocking
        self.form = SecretForm(unlocking.kind)
        self.form.submitted.connect(self._try)
        self.open = MainAction(_action(unlocking.kind), pressed=self._try)
        self.inside.addWidget(self.form)
        self.inside.addWidget(self.open, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.form)

    def _try(self) -> None:
        secret = self.form.secret()
        if secret is None or not self.open.button.isEnabled():
            return
        self.open.refuse(_("Unlocking …"))
        self._unlocking.tasks.write(
            lambda _progress: self._unlocking.work(secret), self._unlocked, self._failed, owner=self
        )

    def _unlocked(self, value: object) -> None:
        self.open.allow()
        self._unlocking.done(value)

    def _failed(self, problem: BaseException) -> None:
        self.open.allow()
        if not isinstance(problem, ParitranaError):
            raise problem
        self.form.refuse(problem)


class UnlockDialog(Question):
    """The same question over a page; Escape leaves everything as it was."""

    def __init__(self, unlocking: Unlocking, parent: QWidget | None = None) -> None:
        """Show it with `open()`."""
        super().__init__(parent, unlocking.title, unlocking.what, _action(unlocking.kind))
        self._unlocking = unlocking
        self.form = SecretForm(unlocking.kind)
        self.fields.addWidget(Words(_explained(unlocking.kind), tone="muted"))
        self.fields.addWidget(self.form)
        self.form.setFocus()

    def accept(self) -> None:
        """Close only once the key is unlocked."""
        secret = self.form.secret()
        if secret is None:
            return
        self.yes.setEnabled(False)
        self._unlocking.tasks.write(
            lambda _progress: self._unlocking.work(secret), self._unlocked, self._failed, owner=self
        )

    def _unlocked(self, value: object) -> None:
        super().accept()
        self._unlocking.done(value)

    def _failed(self, problem: BaseException) -> None:
        self.yes.setEnabled(True)
        if not isinstance(problem, ParitranaError):
            raise problem
        self.form.refuse(problem)


def _action(kind: SecretKind) -> str:
    return _("Continue") if kind is SecretKind.NEW_PASSPHRASE else _("Unlock")


def _explained(kind: SecretKind) -> str:
    return {
        SecretKind.CODE: _("Type the code from your letter. Capitals, spaces and dashes do not matter."),
        SecretKind.PASSPHRASE: _("Type the passphrase that you chose for your key. Capitals and spaces matter."),
        SecretKind.NEW_PASSPHRASE: _(
            "Choose a passphrase for the key. Nobody can restore it: write it down and keep it where you keep seals."
        ),
    }[kind]
