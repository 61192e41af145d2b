"""The window: pages, rail, keys, dropped files, language, and what happens when something goes wrong."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from paritrana_desktop import texts
from paritrana_desktop.domain.errors import Fault, Refusal
from paritrana_desktop.services.changes import Changes, Part, changed
from paritrana_desktop.texts import _
from paritrana_desktop.ui import application
from paritrana_desktop.ui.everyone.start import Recent, StartActions, StartPage
from paritrana_desktop.ui.presenters.rows import RailMark
from paritrana_desktop.ui.shared import style, tokens
from paritrana_desktop.ui.shared.page import Page, Place
from paritrana_desktop.ui.shared.settings_menu import MenuEntry
from paritrana_desktop.ui.shared.style import Look
from paritrana_desktop.ui.window import Desk, Window
from tests.gui import accessible


class NotNow(Refusal):
    sentence = "The field still holds {typed}. Nothing was changed."


BUILT: list[str] = []


class Leaf(Page):
    """A page with one field, which remembers what it was told."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        BUILT.append(title)
        self.told: list[Changes | None] = []
        self.stays = False
        self.line = QLineEdit()
        self.line.setAccessibleName(title)
        self.content.addWidget(self.line)

    def refresh(self, changes: Changes | None) -> None:
        self.told.append(changes)
        self.rail_mark = RailMark(str(len(self.told)), "caution", "perlu dilihat")

    def leave(self) -> bool:
        return not self.stays


@pytest.fixture
def window(app: QApplication, qtbot: QtBot) -> Iterator[Window]:
    BUILT.clear()

    def describe() -> Desk:
        return Desk(
            "Paritrana Award 2024 · tahap wawancara",
            "Juri",
            (
                Place("one", _("Start"), lambda: Leaf("one")),
                Place("two", "Kategori & kriteria", lambda: Leaf("two"), mark=RailMark("3", "caution", "tiga")),
                Place("three", "Nomine", lambda: Leaf("three")),
            ),
            (MenuEntry("Buka berkas", lambda: opened.append("open"), "Ctrl+O"),),
        )

    opened: list[str] = []
    made = Window(describe, lambda look: style.apply(app, look))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    style.apply(app, Look("light"))


def page(window: Window) -> Leaf:
    shown = window.page()
    assert isinstance(shown, Leaf)
    return shown


def test_only_the_page_in_view_is_built(window: Window) -> None:
    assert BUILT == ["one"]
    window.open("three")
    assert BUILT == ["one", "three"]
    window.open("one")
    assert BUILT == ["one", "three"]
    assert window.key() == "one"


def test_ctrl_and_a_number_switch_pages_and_the_rail_follows(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.key() == "two"
    assert page(window).isVisible()
    assert [button.isChecked() for button in window.rail.findChildren(QPushButton)] == [False, True, False]
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert window.key() == "two"


def test_a_click_in_the_rail_opens_the_page_and_an_ampersand_is_shown(window: Window) -> None:
    button = window.rail.findChildren(QPushButton)[1]
    assert button.text() == "Kategori && kriteria"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.key() == "two"
    assert window.focusWidget() is window.page()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is page(window).line


def test_the_rail_is_walked_with_the_arrow_keys(window: Window) -> None:
    first, second, _third = window.rail.findChildren(QPushButton)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert window.key() == "two"
    assert window.focusWidget() is second


def test_marks_of_the_rail_are_spoken(window: Window) -> None:
    first, second, _third = window.rail.findChildren(QPushButton)
    assert accessible.spoken_name(second) == "Kategori & kriteria, tiga"
    # The page in view said so itself when it was refreshed.
    assert accessible.spoken_name(first).endswith("perlu dilihat")
    window.mark("two", None)
    assert accessible.spoken_name(second) == "Kategori & kriteria"


def test_changes_reach_the_page_in_view_at_once_and_others_when_shown(window: Window) -> None:
    first = page(window)
    window.open("two")
    second = page(window)
    touched = changed(Part.MARKS)
    window.refresh(touched)
    assert second.told == [None, touched]
    assert first.told == [None]
    window.open("one")
    assert first.told == [None, touched]


def test_a_page_with_a_refused_value_is_not_left(window: Window) -> None:
    page(window).stays = True
    window.open("two")
    assert window.key() == "one"
    assert window.rail.findChildren(QPushButton)[0].isChecked()
    assert not window.close()
    assert window.isVisible()
    page(window).stays = False
    assert window.close()


def test_closing_is_announced(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()


def test_f1_and_the_button_ask_for_help_on_the_page_in_view(window: Window, qtbot: QtBot) -> None:
    window.open("two")
    with qtbot.waitSignal(window.help_wanted) as asked:
        QTest.keyClick(window, Qt.Key.Key_F1)
    assert asked.args == ["two"]
    with qtbot.waitSignal(window.help_wanted):
        QTest.mouseClick(window.header.help, Qt.MouseButton.LeftButton)


def test_the_keys_change_the_size_of_the_type_and_keep_what_was_typed(window: Window, qtbot: QtBot) -> None:
    line = page(window).line
    line.setText("85,5")
    before = line.fontMetrics().height(), line.height()
    with qtbot.waitSignal(window.look_chosen) as chosen:
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [Look("light", 110)]
    qtbot.waitUntil(lambda: line.height() > before[1])
    assert line.fontMetrics().height() > before[0]
    assert (page(window).line, line.text()) == (line, "85,5")
    QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert style.look().zoom == 90
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert style.look().zoom == 100


def test_the_menu_offers_language_theme_and_what_the_desk_adds(window: Window, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in window.header.settings.menu().actions() if action.text()}
    assert actions["Buka berkas"].shortcut().toString() == "Ctrl+O"
    assert actions["Bahasa Indonesia"].isChecked()
    assert not actions["English"].isChecked()
    with qtbot.waitSignal(window.language_chosen) as chosen:
        actions["English"].trigger()
    assert chosen.args == ["en"]
    dark = actions[texts._("Dark")]
    with qtbot.waitSignal(window.look_chosen) as look:
        dark.trigger()
    assert look.args == [Look("dark", 100)]
    assert style.palette() is tokens.DARK


def test_another_language_builds_the_pages_again(window: Window, app: QApplication) -> None:
    window.open("three")
    window.say_state("✓ Tersimpan 10.42")
    application.use_language(app, "en")
    window.rebuild()
    assert window.key() == "three"
    assert BUILT == ["one", "three", "three"]
    assert window.rail.findChildren(QPushButton)[0].text() == "Start"
    assert window.header.help.text() == "Help"
    assert window.header.state.text() == "✓ Tersimpan 10.42"


def test_dropped_files_are_handed_on_and_web_addresses_are_not(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "J1.paritrana-nilai"
    with qtbot.waitSignal(window.files_dropped) as dropped:
        drop(window, [QUrl.fromLocalFile(str(file)), QUrl("https://example.org/x")])
    assert dropped.args == [(file,)]
    with qtbot.assertNotEmitted(window.files_dropped):
        drop(window, [QUrl("https://example.org/x")])


def drop(window: Window, urls: list[QUrl]) -> None:
    carried = QMimeData()
    carried.setUrls(urls)
    enter = QDragEnterEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, enter)
    let_go = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, let_go)


def test_a_refusal_stays_at_the_top_of_the_page_until_it_is_closed(window: Window) -> None:
    window.refuse(NotNow(typed="8a"))
    notice = page(window).notice
    assert notice.isVisible()
    assert "8a" in notice.words.text()
    notice.clear()
    assert notice.isVisible()
    close = next(button for button in notice.findChildren(QPushButton) if button.isVisible())
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not notice.isVisible()
    notice.tell("Tergabung", "good")
    notice.clear()
    assert not notice.isVisible()


def test_the_window_takes_no_more_than_the_smallest_screen(window: Window) -> None:
    assert (window.minimumWidth(), window.minimumHeight()) == tokens.SMALLEST_WINDOW
    assert (window.width(), window.height()) == tokens.WINDOW


@pytest.mark.usefixtures("app")
def test_one_page_needs_no_rail(qtbot: QtBot) -> None:
    alone = Window(
        lambda: Desk("Paritrana Desktop", "", (Place("one", "one", lambda: Leaf("one")),)), lambda _look: None
    )
    qtbot.addWidget(alone)
    alone.show()
    assert not alone.rail.isVisible()
    assert not alone.header.role.isVisible()


def test_qts_own_words_are_indonesian_and_go_back_to_english(app: QApplication, qtbot: QtBot) -> None:
    def save_button() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        return box.button(QDialogButtonBox.StandardButton.Save).text().replace("&", "")

    assert save_button() == "Simpan"
    dialog = QFileDialog(None, "", "", "")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert "Nama berkas:" in {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}
    application.use_language(app, "en")
    assert save_button() == "Save"


@pytest.fixture
def hook() -> Iterator[None]:
    before = sys.excepthook
    yield
    sys.excepthook = before


def read_and_close(qtbot: QtBot) -> str:
    """What the dialog says that stands in front, once it does."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()
    return said


@pytest.mark.usefixtures("hook")
def test_a_mistake_of_ours_is_logged_and_said_calmly(
    window: Window, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    application.catch_mistakes(lambda: window)
    with caplog.at_level(logging.CRITICAL, "paritrana"):
        problem = ZeroDivisionError("division by zero")
        sys.excepthook(ZeroDivisionError, problem, None)
        said = read_and_close(qtbot)
        assert "division by zero" in caplog.text
    caplog.clear()
    assert texts.say(Fault()) in said
    assert "division" not in said


@pytest.mark.usefixtures("hook")
def test_a_refusal_that_no_page_took_is_said_and_not_logged(window: Window, qtbot: QtBot) -> None:
    application.catch_mistakes(lambda: window)
    sys.excepthook(NotNow, NotNow(typed="8a"), None)
    assert "8a" in read_and_close(qtbot)


def nothing(*_anything: object) -> None:
    """What the choices of a start page do here."""


def start_page(calls: list[object]) -> StartPage:
    return StartPage(
        StartActions(
            calls.append,
            calls.append,
            lambda: calls.append("empty"),
            lambda: calls.append("sample"),
            calls.append,
            calls.append,
        ),
        (Recent(Path("/media/usb/J3.paritrana-paket"), "Paket juri"),),
    )


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("size", [tokens.WINDOW, tokens.SMALLEST_WINDOW], ids=str)
def test_the_start_page_can_be_worked_by_everybody(
    app: QApplication, qtbot: QtBot, size: tuple[int, int], zoom: int
) -> None:
    style.apply(app, Look("light", zoom))
    window = Window(
        lambda: Desk("Paritrana Desktop", "", (Place("start", _("Start"), lambda: start_page([])),)),
        lambda look: style.apply(app, look),
    )
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert accessible.cut(window) == []
    assert accessible.unnamed(window) == []
    assert accessible.out_of_order(window.page()) == []
    assert accessible.out_of_order(window.header) == []
    assert len(accessible.tab_stops(window.page())) == 6
    assert accessible.without_visible_focus(window) == []


@pytest.mark.usefixtures("app")
def test_the_start_page_offers_what_it_says(qtbot: QtBot) -> None:
    calls: list[object] = []
    page = start_page(calls)
    qtbot.addWidget(page)
    page.show()
    for button in (page.sample, page.empty):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    recent = next(button for button in page.findChildren(QPushButton) if button.text() == "J3.paritrana-paket")
    QTest.mouseClick(recent, Qt.MouseButton.LeftButton)
    assert calls == ["sample", "empty", Path("/media/usb/J3.paritrana-paket")]
