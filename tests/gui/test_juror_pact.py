"""The pact comes before the first mark, prefilled from the register, and is confirmed once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paritrana_desktop.ui.juror import pages
from paritrana_desktop.ui.juror.marks_page import MarksPage
from paritrana_desktop.ui.juror.pact_page import PactPage
from tests import issued, printed
from tests.gui import accessible, juror_window
from tests.gui.juror_window import JurorWindow

Open = Callable[..., JurorWindow]


@pytest.fixture
def open_desk(app: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:  # noqa: ARG001  dressed
    opened: list[JurorWindow] = []

    def open_window(juror: str = "J1", *, pact: bool = False) -> JurorWindow:
        opened.append(juror_window.open_window(qtbot, tmp_path, juror, pact=pact))
        return opened[-1]

    yield open_window
    for desk in opened:
        desk.close()


def test_a_new_juror_is_led_to_the_pact_and_then_to_the_marks(open_desk: Open) -> None:
    desk = open_desk("J8")
    page = desk.page(PactPage)
    assert page.head.title.text() == "Dr. Fajar Rinaldi Saputra, S.E., M.Si."
    ((nominee, kind, reason),) = (row.cells for row in page.table.rows_shown.rows)
    assert nominee.text.startswith("PD-01-")
    assert nominee.text.endswith("Universitas Contoh Palembang")
    assert kind.under
    assert reason.text == "Dosen pada nomine"
    QTest.keyClick(desk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.window.key() == pages.MARKS)
    assert desk.page(MarksPage).stack.currentWidget() is desk.page(MarksPage).view


def test_the_event_key_of_the_letter_stands_on_the_page(open_desk: Open) -> None:
    desk = open_desk()
    shown = desk.page(PactPage).event_key
    letter = issued.sample().packages["J1"].letter
    (on_letter,) = set(re.findall(r"\bK-[0-9A-Z-]+", printed.read(letter)))
    assert on_letter in shown.text()
    assert shown.isVisible()


def test_without_the_pact_no_field_can_be_reached(open_desk: Open) -> None:
    desk = open_desk()
    page = desk.marks()
    assert not page.view.isVisible()
    QTest.mouseClick(page.confirm_first, Qt.MouseButton.LeftButton)
    assert isinstance(desk.page(PactPage), PactPage)


def test_it_is_confirmed_once(open_desk: Open) -> None:
    desk = open_desk(pact=True)
    desk.page(MarksPage)
    assert desk.window.key() == pages.MARKS
    page = desk.pact()
    assert not page.confirm.button.isEnabled()
    assert page.confirm.reason.text()
    assert page.none.isVisible()


def test_it_can_be_read_and_confirmed_by_keyboard(open_desk: Open) -> None:
    page = open_desk("J4").page(PactPage)
    assert accessible.unnamed(page) == []
    assert accessible.cut(page.window()) == []
    assert accessible.out_of_order(page) == []
    assert accessible.without_visible_focus(page) == []
