"""The mark field: nothing is ever changed or dropped in silence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.mark_field import BandButtons, MarkField
from tests.gui import accessible
from tests.gui.gallery import BANDS, parse


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.field = MarkField(parse, name="Wawancara, 20 %", placeholder="belum")
        self.other = QLineEdit()
        self.taken: list[object] = []
        self.field.committed.connect(self.taken.append)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.other)


@pytest.fixture
def form(app: QApplication, qtbot: QtBot) -> Form:
    assert app.styleSheet()
    made = Form()
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.field.take_focus()
    qtbot.waitUntil(made.field.line.hasFocus)
    return made


@pytest.mark.parametrize(("typed", "u"), [("85,5", 8550), ("85.5", 8550), ("0", 0), ("100", 10000)])
def test_what_was_typed_is_taken_exactly(form: Form, typed: str, u: int) -> None:
    QTest.keyClicks(form.field.line, typed)
    QTest.keyClick(form.field.line, Qt.Key.Key_Return)
    assert form.taken == [u]
    assert form.field.line.text() == typed


@pytest.mark.parametrize("typed", ["101", "1.234", "8a", "87,555", "-5"])
def test_what_is_refused_stays_as_typed_with_the_reason_beside_it(form: Form, typed: str) -> None:
    field = form.field
    QTest.keyClicks(field.line, typed)
    entered: list[bool] = []
    field.entered.connect(lambda: entered.append(True))
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert form.taken == []
    assert entered == []
    assert field.line.text() == typed
    assert field.holds_refused()
    assert field.reason.isVisible()
    assert typed in field.reason.text()
    assert field.line.accessibleDescription() == field.reason.text()
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == ""
    assert not field.holds_refused()
    assert not field.reason.isVisible()


def test_leaving_the_field_commits_once(form: Form, qtbot: QtBot) -> None:
    QTest.keyClicks(form.field.line, "82")
    QTest.keyClick(form.field.line, Qt.Key.Key_Return)
    QTest.keyClick(form.field.line, Qt.Key.Key_Tab)
    qtbot.waitUntil(form.other.hasFocus)
    assert form.taken == [8200]
    form.field.take_focus()
    QTest.keyClick(form.field.line, Qt.Key.Key_Delete)
    QTest.mouseClick(form.other, Qt.MouseButton.LeftButton)
    assert form.taken == [8200, None]


def test_the_wheel_and_the_arrows_change_nothing(form: Form) -> None:
    field = form.field
    field.show_value("50")
    steps: list[int] = []
    field.stepped.connect(steps.append)
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    QTest.keyClick(field.line, Qt.Key.Key_Up)
    assert steps == [1, -1]
    assert field.line.text() == "50"
    assert form.taken == []


def test_enter_moves_on_and_ctrl_arrows_are_left_to_the_page(form: Form) -> None:
    entered: list[bool] = []
    steps: list[int] = []
    form.field.entered.connect(lambda: entered.append(True))
    form.field.stepped.connect(steps.append)
    QTest.keyClick(form.field.line, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(form.field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert entered == [True]
    assert steps == []


def test_typing_on_takes_the_old_reason_away(form: Form) -> None:
    QTest.keyClicks(form.field.line, "101")
    QTest.keyClick(form.field.line, Qt.Key.Key_Return)
    QTest.keyClick(form.field.line, Qt.Key.Key_Backspace)
    assert not form.field.reason.isVisible()
    assert form.field.take()
    assert form.taken == [1000]


def test_a_long_reason_leaves_the_field_whole(form: Form) -> None:
    width = form.field.line.width()
    QTest.keyClicks(form.field.line, "9" * 40)
    QTest.keyClick(form.field.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert form.field.line.width() == width
    assert form.field.reason.height() >= form.field.reason.heightForWidth(form.field.reason.width())


def test_a_screen_reader_names_the_field(form: Form) -> None:
    assert accessible.spoken_name(form.field.line) == "Wawancara, 20 %"
    assert accessible.unnamed(form.field) == []


def test_bands_name_themselves_and_propose_no_number(form: Form, qtbot: QtBot) -> None:
    bands = BandButtons(BANDS, name="Wawancara")
    qtbot.addWidget(bands)
    bands.resize(900, 40)
    bands.show()
    chosen: list[int] = []
    bands.chosen.connect(chosen.append)
    buttons = bands.findChildren(Button)
    QTest.mouseClick(buttons[3], Qt.MouseButton.LeftButton)
    assert chosen == [3]
    assert form.field.line.text() == ""
    assert accessible.spoken_name(buttons[3]) == "Wawancara: ≥ 80 baik"
    bands.show_active(3)
    assert [bool(button.property("active")) for button in buttons] == [False, False, False, True, False]
    bands.show_active(None)
    assert not any(button.property("active") for button in buttons)


@pytest.mark.usefixtures("app")
def test_bands_stand_in_several_rows_where_there_is_no_room(qtbot: QtBot) -> None:
    bands = BandButtons(BANDS)
    qtbot.addWidget(bands)
    bands.show()
    bands.resize(900, 40)
    buttons = bands.findChildren(Button)
    QApplication.processEvents()
    assert len({button.y() for button in buttons}) == 1
    bands.resize(420, 200)
    QApplication.processEvents()
    assert len({button.y() for button in buttons}) > 1
    assert all(button.width() >= button.minimumSizeHint().width() for button in buttons)
