"""Opening a package in the window: the code as people type it, the limited child, the key made under the code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from paritrana_desktop import texts
from paritrana_desktop.domain.codes import CodeOfWrongLength, MistypedCode, OtherKindOfCode
from paritrana_desktop.security.key_file import WrongPassphrase
from paritrana_desktop.services import keys
from paritrana_desktop.services.keys import PassphraseTooShort, SecretKind
from paritrana_desktop.services.scoring import CodeOfAnotherPackage, Scoring
from paritrana_desktop.storage.home import Home
from paritrana_desktop.texts import say
from paritrana_desktop.ui.everyone.unlock import UnlockDialog, Unlocking, UnlockPage
from paritrana_desktop.ui.juror.open_page import Opening, OpenPackagePage
from paritrana_desktop.ui.presenters.juror_state import JurorState
from paritrana_desktop.ui.shared import style
from paritrana_desktop.ui.shared.page import Place
from paritrana_desktop.ui.shared.secret_form import NotTheSameTwice
from paritrana_desktop.ui.shared.style import Look
from paritrana_desktop.ui.shared.tasks import Tasks
from paritrana_desktop.ui.window import Desk, Window
from tests import issued
from tests.gui import accessible

PASSPHRASE = "kata sandi saya"


def fail(problem: BaseException) -> None:
    raise problem


def _close(scoring: Scoring, _progress: object) -> None:
    scoring.desk.store.close()


@dataclass(slots=True)
class Door:
    """The page in a window, and what came through it."""

    qtbot: QtBot
    app: QApplication
    home: Home
    tasks: Tasks = field(default_factory=lambda: Tasks(fail))
    opened: list[tuple[Scoring, JurorState]] = field(default_factory=list)
    window: Window = field(init=False)

    def show(self, juror: str = "J1") -> OpenPackagePage:
        opening = Opening(
            name=f"paket-{juror}.paritrana-paket",
            untrusted_data=issued.sample().packages[juror].package,
            home=self.home,
            tasks=self.tasks,
            clock=issued.clock,
            random=bytes,
            opened=lambda scoring, state: self.opened.append((scoring, state)),
        )
        place = Place("open", "Buka", lambda: OpenPackagePage(opening))
        self.window = Window(lambda: Desk("Paritrana", "", (place,)), partial(style.apply, self.app))
        self.qtbot.addWidget(self.window)
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        page = self.window.page()
        assert isinstance(page, OpenPackagePage)
        return page

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy(), timeout=30_000)

    def close(self) -> None:
        self.settle()
        for scoring, _state in self.opened:
            self.tasks.write(partial(_close, scoring), lambda _none: None)
        self.tasks.close()


@pytest.fixture
def door(app: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Door]:
    made = Door(qtbot, app, Home(tmp_path))
    yield made
    made.close()


def type_code(page: OpenPackagePage, typed: str) -> None:
    page.code.line.clear()
    QTest.keyClicks(page.code.line, typed)
    QTest.keyClick(page.code.line, Qt.Key.Key_Return)


def code_of(juror: str) -> str:
    return issued.sample().packages[juror].code


@pytest.mark.parametrize("form", ["printed", "lower", "no prefix", "spaces", "forgiven"])
def test_the_code_opens_the_package_however_it_is_typed(door: Door, form: str) -> None:
    code = code_of("J1")
    typed = {
        "printed": code,
        "lower": code.lower().replace("-", ""),
        "no prefix": code[2:],
        "spaces": code.replace("-", " "),
        "forgiven": code.replace("0", "O").replace("1", "i"),
    }[form]
    page = door.show()
    type_code(page, typed)
    door.settle()
    ((scoring, state),) = door.opened
    assert scoring.juror.code == "J1"
    assert not state.pact_confirmed
    assert keys.needed(door.home) is SecretKind.CODE


def test_it_stands_in_groups_while_it_is_typed(door: Door) -> None:
    page = door.show()
    QTest.keyClicks(page.code.line, "a7kqf2m8d9xta04hw")
    assert page.code.line.text() == "A-7KQF-2M8D-9XTA-04HW"
    for _sign in range(5):
        QTest.keyClick(page.code.line, Qt.Key.Key_Backspace)
    assert page.code.line.text().replace("-", "") == "A7KQF2M8D9XT"


def test_a_typing_error_is_told_from_a_code_of_another_letter(door: Door) -> None:
    page = door.show()
    code = code_of("J1")
    type_code(page, code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert page.code.reason.text() == say(MistypedCode())
    type_code(page, code[:-4])
    assert page.code.reason.text() == say(CodeOfWrongLength(wanted=16, found=12))
    type_code(page, "N-7KQF-2M8D-9XTA-04HW-PZ3C")
    assert page.code.reason.text() == say(OtherKindOfCode(found="N", wanted="A"))
    type_code(page, code_of("J2"))
    door.settle()
    assert page.code.reason.text() == say(CodeOfAnotherPackage())
    assert page.code.line.text() == code_of("J2")
    assert door.opened == []
    assert keys.needed(door.home) is None
    type_code(page, code)
    door.settle()
    assert len(door.opened) == 1


def test_nothing_can_be_pressed_twice_while_it_opens(door: Door) -> None:
    page = door.show()
    type_code(page, code_of("J1"))
    assert not page.action.button.isEnabled()
    assert page.action.reason.isVisible()
    QTest.keyClick(page.code.line, Qt.Key.Key_Return)
    door.settle()
    assert len(door.opened) == 1


def test_an_own_passphrase_takes_the_place_of_the_code(door: Door) -> None:
    page = door.show()
    assert not page.secret.isVisible()
    QTest.mouseClick(page.own, Qt.MouseButton.LeftButton, pos=page.own.rect().center() * 0.1)
    page.own.setChecked(True)
    QTest.keyClicks(page.secret.line, "pendek")
    type_code(page, code_of("J1"))
    assert page.secret.reason.text() == say(PassphraseTooShort(least=8))
    page.secret.line.setText(PASSPHRASE)
    QTest.keyClicks(page.secret.again, "kata sandi lain")
    type_code(page, code_of("J1"))
    assert page.secret.reason.text() == say(NotTheSameTwice())
    page.secret.again.setText(PASSPHRASE)
    type_code(page, code_of("J1"))
    door.settle()
    assert len(door.opened) == 1
    assert keys.needed(door.home) is SecretKind.PASSPHRASE


def test_a_key_under_a_passphrase_asks_for_it_again(door: Door) -> None:
    keys.create_with_passphrase(door.home, "Juri", PASSPHRASE)
    page = door.show()
    assert page.secret.isVisible()
    assert not page.own.isVisible()
    QTest.keyClicks(page.secret.line, "bukan itu")
    type_code(page, code_of("J1"))
    door.settle()
    assert page.secret.reason.text() == say(WrongPassphrase())
    QTest.keyClicks(page.secret.line, PASSPHRASE)
    QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    door.settle()
    assert len(door.opened) == 1


def test_a_key_of_an_earlier_letter_asks_for_that_code(door: Door) -> None:
    keys.create_with_code(door.home, "Juri", code_of("J2"))
    page = door.show()
    type_code(page, code_of("J1"))
    door.settle()
    assert door.opened == []
    assert page.notice.isVisible()
    assert page.secret.isVisible()
    QTest.keyClicks(page.secret.line, code_of("J2"))
    QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    door.settle()
    assert len(door.opened) == 1


def test_who_cannot_see_or_use_a_mouse_can_open_it(door: Door) -> None:
    page = door.show()
    page.own.setChecked(True)
    assert isinstance(door.window.focusWidget(), QLineEdit)
    # The cursor starts in the code; here the walk begins before it.
    page.setFocusProxy(None)  # type: ignore[arg-type]  # PySide6's types leave None out
    assert accessible.unnamed(page) == []
    assert accessible.cut(door.window) == []
    assert accessible.out_of_order(page) == []
    assert accessible.without_visible_focus(page) == []


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("zoom", [100, 200])
def test_the_tick_for_an_own_passphrase_wraps(door: Door, language: texts.Language, zoom: int) -> None:
    texts.use(language)
    page = door.show()
    door.window.choose_look(Look("light", zoom))
    door.window.resize(1366, 768)
    QApplication.processEvents()
    assert accessible.cut(door.window) == []
    assert page.own.height() >= page.own.heightForWidth(page.own.width())
    assert accessible.spoken_name(page.own) == page.own.accessibleName() != ""
    QTest.keyClick(page.own, Qt.Key.Key_Space)
    assert page.secret.isVisible()


def test_a_new_passphrase_is_not_called_unlocking(door: Door, qtbot: QtBot) -> None:
    for kind, words in ((SecretKind.NEW_PASSPHRASE, "Continue"), (SecretKind.PASSPHRASE, "Unlock")):
        dialog = UnlockDialog(Unlocking(kind, "Kunci", "acara.paritrana", door.tasks, str, print))
        qtbot.addWidget(dialog)
        assert dialog.yes.text() == texts._(words)


def test_a_key_is_unlocked_on_a_page_or_over_one(door: Door, qtbot: QtBot) -> None:
    keys.create_with_passphrase(door.home, "Juri", PASSPHRASE)
    holders: list[str] = []

    def work(secret: str) -> str:
        return keys.unlock(door.home, lambda _kind: secret).holder

    unlocking = Unlocking(SecretKind.PASSPHRASE, "Buka", "acara.paritrana", door.tasks, work, holders.append)
    page = UnlockPage(unlocking)
    qtbot.addWidget(page)
    page.show()
    QTest.keyClicks(page.form.line, "bukan itu")
    QTest.keyClick(page.form.line, Qt.Key.Key_Return)
    door.settle()
    assert page.form.reason.text() == say(WrongPassphrase())
    page.form.line.clear()
    QTest.keyClicks(page.form.line, PASSPHRASE)
    QTest.mouseClick(page.open.button, Qt.MouseButton.LeftButton)
    door.settle()
    assert holders == ["Juri"]
    dialog = UnlockDialog(unlocking)
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.keyClick(dialog.form.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.form.line, PASSPHRASE)
    QTest.keyClick(dialog.form.line, Qt.Key.Key_Return)
    door.settle()
    assert not dialog.isVisible()
    assert holders == ["Juri", "Juri"]
