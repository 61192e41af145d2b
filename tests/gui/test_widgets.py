"""The small widgets: what they say, what they paint, what a screen reader hears."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from paritrana_desktop.ui.shared import style, tokens
from paritrana_desktop.ui.shared.buttons import Button, MainAction
from paritrana_desktop.ui.shared.cards import Card, StatCard, row
from paritrana_desktop.ui.shared.notice import EmptyState, Notice
from paritrana_desktop.ui.shared.page import FootRow, TitleRow
from paritrana_desktop.ui.shared.painted import BarLine, DotStrip, ProgressLine
from paritrana_desktop.ui.shared.words import Chip, Words
from tests.gui import accessible

pytestmark = pytest.mark.usefixtures("app")


def painted(qtbot: QtBot, widget: QWidget, width: int, height: int) -> QImage:
    qtbot.addWidget(widget)
    widget.setStyleSheet(f"background: {style.palette().surface}")
    widget.resize(width, height)
    return widget.grab().toImage()


def run_of(image: QImage, colour: str, y: int) -> tuple[int, int]:
    """First and last x on the line `y` in this colour."""
    places = [x for x in range(image.width()) if image.pixelColor(x, y) == QColor(colour)]
    return places[0], places[-1]


@pytest.mark.parametrize(("done", "total", "share"), [(1, 4, 0.25), (4, 4, 1.0), (7, 4, 1.0)])
def test_progress_is_as_long_as_it_is_far(qtbot: QtBot, done: int, total: int, share: float) -> None:
    line = ProgressLine()
    line.show_progress(done, total, "1 dari 4")
    image = painted(qtbot, line, 400, 6)
    assert abs(run_of(image, style.palette().primary, 3)[1] - share * 400) <= 3
    assert accessible.spoken_name(line) == "1 dari 4"


def test_no_progress_is_an_empty_line(qtbot: QtBot) -> None:
    image = painted(qtbot, ProgressLine(0, 0), 400, 6)
    assert run_of(image, style.palette().line, 3)[1] > 390


def test_a_bar_shows_weight_by_its_track_and_points_by_its_filling(qtbot: QtBot) -> None:
    # 15 of at most 20 points, where the heaviest criterion weighs 25: a track of 4/5 of the width, 3/4 of it filled.
    image = painted(qtbot, BarLine(Fraction(15), Fraction(20), Fraction(25)), 500, 6)
    assert abs(run_of(image, style.palette().line, 3)[1] - 400) <= 3
    assert abs(run_of(image, style.palette().primary, 3)[1] - 300) <= 3


def test_dots_stand_where_their_totals_are_and_the_middle_is_gold(qtbot: QtBot) -> None:
    strip = DotStrip((7500, 8500, 9500), 8000, 7500, 9500, spoken="sebaran")
    image = painted(qtbot, strip, 210, 24)
    gold = run_of(image, style.palette().gold, 4)
    assert abs((gold[0] + gold[1]) / 2 - (5 + 200 / 4)) <= 2
    # Off the line itself, only dots are painted.
    dotted = [
        x
        for x in range(210)
        if image.pixelColor(x, 9).name() not in {style.palette().surface.lower(), style.palette().gold.lower()}
    ]
    assert dotted[0] <= 4
    assert dotted[-1] >= 206
    assert accessible.spoken_name(strip) == "sebaran"


def test_totals_beyond_the_ends_stay_on_the_strip(qtbot: QtBot) -> None:
    strip = DotStrip((0, 10_000), None, 7500, 7500)
    image = painted(qtbot, strip, 210, 24)
    assert image.pixelColor(105, 9) != QColor(style.palette().surface)


def test_a_refused_action_says_why_beside_it_and_aloud(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    action = MainAction("Tetapkan semua", pressed=lambda: pressed.append(True))
    qtbot.addWidget(action)
    action.show()
    action.refuse("Masih ada nilai sama")
    QTest.mouseClick(action.button, Qt.MouseButton.LeftButton)
    assert pressed == []
    assert action.reason.isVisible()
    assert action.reason.geometry().right() < action.button.geometry().left()
    assert action.button.accessibleDescription() == "Masih ada nilai sama"
    action.allow()
    assert not action.reason.isVisible()
    QTest.mouseClick(action.button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_a_button_has_its_key_in_the_tooltip_and_keeps_it_when_renamed(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    window = QWidget()
    qtbot.addWidget(window)
    button = Button("Simpan & tutup", keys="Ctrl+S", pressed=lambda: pressed.append(True), parent=window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert (button.text(), button.toolTip()) == ("Simpan && tutup", "Ctrl+S")
    button.rename("Simpan")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pressed == [True])
    assert accessible.spoken_name(button) == "Simpan"


def test_words_from_files_are_plain_and_long_ones_wrap(qtbot: QtBot) -> None:
    words = Words("<b>Universitas</b> Contoh Palembang yang namanya amat sangat panjang sekali")
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.heightForWidth(200) >= 3 * words.fontMetrics().height()
    assert words.minimumSizeHint().width() < 200


def test_a_column_keeps_its_width_but_never_cuts(qtbot: QtBot) -> None:
    short = Words("1", wrap=False, width=84, align="right")
    long = Words("1.234.567,89 juta", wrap=False, width=84, align="right")
    empty, full = Chip("", "gold", width=108), Chip("Juara II", "gold", width=108)
    card = Card()
    qtbot.addWidget(card)
    card.content.addLayout(row(short, full, None))
    card.content.addLayout(row(Words("2", wrap=False, width=84), empty, None))
    card.show()
    assert short.width() == 84
    assert long.sizeHint().width() > 84
    assert full.width() == 108
    # The chip that says nothing keeps its place in the row.
    lines = [card.content.itemAt(place) for place in (0, 1)]
    assert len({line.sizeHint().width() for line in lines if line is not None}) == 1
    empty.say("nilai sama")
    assert empty.isVisible()


def test_a_notice_speaks_with_a_sign_and_a_tone(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert not notice.isVisible()
    notice.tell("Berkas ditolak.", "wrong")
    assert notice.isVisible()
    assert notice.property("tone") == "wrong"
    assert accessible.unnamed(notice) == []
    fixed = Notice(closable=False)
    qtbot.addWidget(fixed)
    fixed.tell("Tempat III: nilai sama.", "gold")
    assert not any(button.isVisible() for button in fixed.findChildren(QPushButton))


def test_an_empty_state_has_the_button_for_what_comes_next(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    state = EmptyState(
        "file", "Belum ada berkas", "Lepaskan berkas di sini.", Button("Pilih", pressed=lambda: pressed.append(True))
    )
    qtbot.addWidget(state)
    state.resize(600, 400)
    state.show()
    button = state.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    assert accessible.cut(state) == []


def test_rows_and_cards_change_what_they_say(qtbot: QtBot) -> None:
    title = TitleRow("PJ-02-F  RS Contoh", actions=(Button("Bukti"),))
    card = StatCard("1", "selisih nilai", "caution")
    foot = FootRow(
        left=(Button("‹ Sebelumnya"),), hint="Enter: berikut", right=(Button("Berikutnya ›", kind="primary"),)
    )
    for widget in (title, card, foot):
        qtbot.addWidget(widget)
        widget.resize(700, 80)
        widget.show()
    assert not title.under.isVisible()
    title.say("PJ-03-T  Hotel Contoh", "Kota Palembang")
    assert title.under.isVisible()
    card.say("0", "tidak ada selisih", "good")
    assert (card.figure.text(), card.figure.property("tone")) == ("0", "good")
    assert foot.hint.text() == "Enter: berikut"
    assert accessible.out_of_order(foot) == []


def test_controls_are_as_high_as_the_look_says(qtbot: QtBot) -> None:
    for kind in ("primary", "secondary"):
        button = Button("Simpan", kind=kind)
        qtbot.addWidget(button)
        button.show()
        assert button.height() == tokens.CONTROL
        button.setFocus()
        assert button.sizeHint().height() == tokens.CONTROL
