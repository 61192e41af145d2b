"""Opening a package: one code from the letter, read in the limited child, and the juror's key made under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.security.key_file import WrongCode, WrongPassphrase
from paritrana_desktop.services import keys, scoring
from paritrana_desktop.services.desk import Clock, Random
from paritrana_desktop.services.keys import SecretKind
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.storage.home import Home
from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.juror_state import JurorState, load
from paritrana_desktop.ui.shared.buttons import MainAction
from paritrana_desktop.ui.shared.card_page import CardPage
from paritrana_desktop.ui.shared.secret_form import SecretForm
from paritrana_desktop.ui.shared.tasks import Tasks
from paritrana_desktop.ui.shared.tick import Tick
from paritrana_desktop.ui.shared.words import Words


@dataclass(frozen=True, slots=True)
class Opening:
    """A package file that was chosen, and where it is opened."""

    name: str
    """The file's name, for people."""
    untrusted_data: bytes
    home: Home
    tasks: Tasks
    clock: Clock
    random: Random
    opened: Callable[[Scoring, JurorState], object]
    """Gets the desk, which belongs to the writer thread, and what is true at first."""


class OpenPackagePage(CardPage):
    """The code, and where it is needed the secret of a key that this home already has."""

    def __init__(self, opening: Opening) -> None:
        """The cursor starts in the code."""
        super().__init__(
            _("Open your package"),
            "key",
            Words(opening.name, strong=True),
            Words(_("Type the code from your letter. Capitals, spaces and dashes do not matter."), tone="muted"),
        )
        self._opening = opening
        self._kind = keys.needed(opening.home)
        self.code = SecretForm(SecretKind.CODE)
        self.code.submitted.connect(self._open)
        self.inside.addWidget(self.code)
        self.own = Tick(_("Protect my key with a passphrase of my own instead of the code"))
        self.secret = SecretForm(*self._second())
        self.secret.submitted.connect(self._open)
        self.inside.addWidget(self.own)
        self.inside.addWidget(self.secret)
        self.own.setVisible(self._kind is None)
        self.own.toggled.connect(self.secret.setVisible)
        self.secret.setVisible(self._kind is SecretKind.PASSPHRASE)
        self.action = MainAction(_("Open the package"), pressed=self._open)
        self.inside.addWidget(self.action, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.code)

    def _second(self) -> tuple[SecretKind]:
        if self._kind is None:
            return (SecretKind.NEW_PASSPHRASE,)
        return (self._kind,)

    def _open(self) -> None:
        if not self.action.button.isEnabled():
            return
        self.notice.clear()
        code = self.code.secret()
        second = self.secret.secret() if code is not None and not self.secret.isHidden() else ""
        if code is None or second is None:
            return
        self.action.refuse(_("Opening …"))
        opening = self._opening
        unlock = self._unlock(code, second)

        def work(_progress: object) -> tuple[Scoring, JurorState]:
            with Reader() as reader:
                found = scoring.read_package(reader, opening.untrusted_data, code)
            desk = scoring.open_package(opening.home, found, unlock, opening.clock, opening.random)
            return desk, load(desk)

        opening.tasks.write(work, self._opened, self._failed, owner=self)

    def _unlock(self, code: str, second: str) -> Callable[[str], OwnKey]:
        home = self._opening.home
        if self._kind is None or not second:
            return scoring.key_for_juror(home, code, (lambda _kind: second) if second else None)
        return lambda _name: keys.unlock(home, lambda _kind: second)

    def _opened(self, made: tuple[Scoring, JurorState]) -> None:
        self.action.allow()
        self._opening.opened(*made)

    def _failed(self, problem: BaseException) -> None:
        self.action.allow()
        if not isinstance(problem, ParitranaError):
            raise problem
        # A first attempt may have made the key before something else was refused.
        self._kind = keys.needed(self._opening.home)
        if isinstance(problem, WrongCode) and self.secret.isHidden():
            self._ask_for_the_older_code()
        elif isinstance(problem, WrongCode | WrongPassphrase) and not self.secret.isHidden():
            self.secret.refuse(problem)
        else:
            self.code.refuse(problem)

    def _ask_for_the_older_code(self) -> None:
        """The key of this home was made with another letter, that of an earlier event."""
        older = SecretForm(SecretKind.CODE, label=_("Code of the letter with which your key was made here"))
        older.submitted.connect(self._open)
        self.inside.replaceWidget(self.secret, older)
        self.secret.deleteLater()
        self.secret = older
        self.own.hide()
        self.notice.tell(
            _(
                "The package fits, but your key on this computer was made with an earlier letter. "
                "Please type the code of that letter too."
            ),
            "caution",
        )
        older.setFocus()
