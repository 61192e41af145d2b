"""The form, by keys and clicks, on a real workspace: what is typed is saved as it is meant, or refused aloud."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from paritrana_desktop.domain.ballot import BetweenSteps, Locked, Mark, MarkState, NotAMark, OutOfScale
from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.storage.files import DiskFull
from paritrana_desktop.texts import _, number, say
from paritrana_desktop.ui.juror.criterion_card import CriterionCard
from paritrana_desktop.ui.juror.hand_in_page import HandInPage
from paritrana_desktop.ui.juror.marks_page import MarksPage
from paritrana_desktop.ui.presenters.juror_form import CommentTooLong
from paritrana_desktop.ui.presenters.juror_list import Entry
from tests import issued
from tests.gui import accessible, juror_window
from tests.gui.juror_window import JurorWindow

Open = Callable[..., JurorWindow]
UP = (Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
DOWN = (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_desk(app: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:  # noqa: ARG001  dressed
    opened: list[JurorWindow] = []

    def open_window(juror: str = "J1", categories: str = "", *, pact: bool = True) -> JurorWindow:
        marks = [mark for mark in issued.sample_marks(juror) if mark.category in categories.split()]
        opened.append(juror_window.open_window(qtbot, tmp_path, juror, marks, pact=pact))
        return opened[-1]

    def close() -> None:
        while opened:
            opened.pop().close()

    open_window.close = close  # type: ignore[attr-defined]
    yield open_window
    close()


def at(category: str, nominee: str, criterion: str) -> Cell:
    return Mark(category, nominee, criterion, 0).cell


def go(desk: JurorWindow, category: str, nominee: str, criterion: str) -> CriterionCard:
    """Put the cursor into a mark."""
    desk.marks().go_to(at(category, nominee, criterion))
    desk.settle()
    return desk.card(criterion)


def types(desk: JurorWindow, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type into the field that has the cursor, then press `key`; nothing is waited for."""
    field = desk.window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)


def press(desk: JurorWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(desk.window.focusWidget() or desk.window, key, modifier)
    desk.settle()


def stored(desk: JurorWindow) -> dict[tuple[str, str, str], Mark]:
    """What is on the disk, read in the thread that may."""
    found: list[dict[Cell, Mark]] = []
    desk.tasks.write(lambda _progress: desk.scoring.desk.store.load_marks(), found.append)
    desk.settle()
    return {(cell.category, cell.number, cell.criterion): mark for cell, mark in found[0].items()}


def line(page: MarksPage, category: str, nominee: str | None) -> Entry:
    return next(one for one in page.view.list.shown.entries if (one.category, one.nominee) == (category, nominee))


def cursor(desk: JurorWindow) -> str:
    """The criterion whose mark has the cursor; empty for none. Nothing is waited for."""
    held = desk.window.focusWidget()
    return next((card.judged.cell.criterion for card in desk_cards(desk) if card.field.line is held), "")


def in_view(desk: JurorWindow) -> str:
    return desk.marks().view.head.title.text()


# -- What is shown


def test_the_list_shows_progress_and_every_nominees_state(open_desk: Open) -> None:
    desk = open_desk("J1", "KK KU")
    page = desk.marks()
    assert line(page, "KK", None).state.text == "✓ 5/5"
    assert line(page, "PJ", None).state.text == "0/3"
    card = go(desk, "DK", "01", "D4")
    types(desk, "4")
    desk.settle()
    assert line(page, "DK", "01").state.text == _("partly")
    assert line(page, "DK", "02").state.text == _("none yet")
    assert card.judged.cell == at("DK", "01", "D4")


def test_a_recused_juror_sees_why_nothing_is_asked(open_desk: Open) -> None:
    desk = open_desk("J8")
    go(desk, "PD", "02", "B4")
    page = desk.marks()
    entry = line(page, "PD", "01")
    assert entry.state.text == _("not scoring")
    place = page.view.list.shown.entries.index(entry)
    QTest.mouseClick(
        page.view.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.view.list.visualRect(page.view.list.shown.index(place)).center(),
    )
    desk.settle()
    assert "Universitas Contoh Palembang" in in_view(desk)
    assert page.view.note.isVisible()
    assert list(page.view._form().cards()) == []


def test_who_did_not_come_has_no_fields_at_that_stage(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "UK", "03", "U3")
    assert [card.judged.cell.criterion for card in desk.marks().view._form().cards()] == ["U3"]
    go(desk, "UK", "02", "U3")
    assert [card.judged.cell.criterion for card in desk.marks().view._form().cards()] == ["U3", "U4"]


def test_measured_figures_stand_with_their_source_and_cannot_be_edited(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "KK", "02", "K3.1")
    form = desk.marks().view._form()
    assert "Data kepesertaan, 31 Desember 2024: Cakupan kepesertaan terhadap target" in form.figures.text()
    assert "54,00 %" in form.figures.text()
    assert {card.judged.cell.criterion for card in form.cards()} == {
        "K3.1",
        "K3.2",
        "K3.3",
        "K4",
        "K5",
        "K6.1",
        "K6.2",
        "K6.3",
    }


def test_stages_are_headings_and_weights_are_of_the_whole(open_desk: Open) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    assert card.name.text() == "Regulasi: Jenis dan kekuatan hukum"
    assert card.weight.text() == "8 %"
    headings = [part.heading.text() for part in desk.marks().view._form()._parts.values()]
    assert headings == [_("Stage: {stage}").format(stage=stage) for stage in ("Dokumen", "Wawancara")]


def test_the_own_total_is_the_exact_weighted_mean(open_desk: Open) -> None:
    desk = open_desk("J1", "PJ")
    go(desk, "PJ", "01", "B4")
    marks = {
        mark.criterion: mark.u or 0
        for mark in issued.sample_marks("J1")
        if (mark.category, mark.nominee) == ("PJ", "01")
    }
    exact = Fraction(marks["B4"] * 15 + marks["B5"] * 15 + marks["B6"] * 20, 50 * 100)
    entry = line(desk.marks(), "PJ", "01")
    assert entry.state.text == f"✓ {number(exact)}"
    assert entry.state.spoken


# -- Typing


@pytest.mark.parametrize("typed", ["85,5", "85.5"])
def test_comma_and_point_are_the_same_mark(open_desk: Open, typed: str) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    types(desk, typed)
    desk.settle()
    assert stored(desk)["KK", "01", "K3.1"].u == 85_50
    assert card.field.line.text() == "85,5"
    assert cursor(desk) == "K3.2"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1.234", NotAMark(typed="1.234")),
        ("delapan", NotAMark(typed="delapan")),
        ("100,5", OutOfScale(typed="100,5", minimum="0", maximum="100")),
        ("85,25", BetweenSteps(typed="85,25", step="0,5")),
    ],
)
def test_what_is_no_mark_is_refused_aloud_and_stays_as_typed(open_desk: Open, typed: str, why: Exception) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    types(desk, typed)
    desk.settle()
    assert card.field.line.text() == typed
    assert card.field.reason.text() == say(why)  # type: ignore[arg-type]  # a Refusal each
    assert card.field.reason.isVisible()
    assert cursor(desk) == "K3.1"
    assert stored(desk) == {}
    press(desk, *DOWN)
    assert in_view(desk).startswith("KK-01")
    assert card.field.line.text() == typed
    press(desk, Qt.Key.Key_Escape)
    assert card.field.line.text() == ""
    press(desk, *DOWN)
    assert in_view(desk).startswith("KK-02")


def test_a_zero_is_a_mark_and_an_emptied_field_is_blank_again(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "KK", "01", "K3.1")
    types(desk, "0")
    assert stored(desk)["KK", "01", "K3.1"].u == 0
    go(desk, "KK", "01", "K3.1")
    press(desk, Qt.Key.Key_Delete)
    press(desk, Qt.Key.Key_Return)
    assert stored(desk) == {}


def test_leaving_the_field_by_any_way_saves_it(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "KK", "01", "K3.1")
    types(desk, "81", Qt.Key.Key_Tab)
    go(desk, "KK", "01", "K3.2")
    types(desk, "82", Qt.Key.Key_Down)
    assert cursor(desk) == "K3.3"
    types(desk, "83", Qt.Key.Key_Shift)
    press(desk, *DOWN)
    go(desk, "KK", "02", "K4")
    types(desk, "84", Qt.Key.Key_Shift)
    desk.hand_in()
    assert {cell: mark.u for cell, mark in stored(desk).items()} == {
        ("KK", "01", "K3.1"): 81_00,
        ("KK", "01", "K3.2"): 82_00,
        ("KK", "01", "K3.3"): 83_00,
        ("KK", "02", "K4"): 84_00,
    }


def test_enter_walks_the_criteria_and_then_to_the_next_nominee(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "PJ", "01", "B4")
    for typed in ("80", "81", "82"):
        types(desk, typed)
    assert desk.window.focusWidget() is desk.marks().view.next
    press(desk, Qt.Key.Key_Space)
    assert in_view(desk).startswith("PJ-02")
    assert cursor(desk) == "B4"


def test_ctrl_down_goes_on_over_categories_and_at_last_to_handing_in(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "TN", "02", "B4")
    assert not desk.marks().view.next.isHidden()
    press(desk, *DOWN)
    assert in_view(desk).startswith("PD-01")
    press(desk, *UP)
    assert in_view(desk).startswith("TN-02")
    go(desk, "UK", "03", "U3")
    assert desk.marks().view.next.text() == _("Hand in ›")
    press(desk, *DOWN)
    assert isinstance(desk.window.page(), HandInPage)
    go(desk, "KK", "01", "K4")
    assert not desk.marks().view.previous.isEnabled()


def test_what_is_typed_right_after_ctrl_down_is_the_next_nominees(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "PJ", "01", "B4")
    types(desk, "80", Qt.Key.Key_Shift)
    QTest.keyClick(desk.window.focusWidget() or desk.window, *DOWN)
    types(desk, "90")
    kept = stored(desk)
    assert (kept["PJ", "01", "B4"].u, kept["PJ", "02", "B4"].u) == (80_00, 90_00)


def test_a_band_shows_its_anchor_and_proposes_no_number(open_desk: Open) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K4")
    press(desk, *DOWN)
    card = go(desk, "KK", "01", "K3.1")
    band = card.bands._buttons[3]
    QTest.mouseClick(band, Qt.MouseButton.LeftButton)
    desk.settle()
    assert card.anchor.text() == "≥ 80 baik: Perbup atau Perwali berlaku"
    assert card.field.line.text() == ""
    assert cursor(desk) == "K3.1"
    types(desk, "79,5")
    desk.settle()
    assert card.bands._buttons[2].property("active")
    assert card.anchor.text() == "≥ 70 cukup: surat edaran"
    assert not band.property("active")


# -- States and comments


@pytest.mark.parametrize(("key", "state"), [(Qt.Key.Key_B, MarkState.ABSENT), (Qt.Key.Key_T, MarkState.NOT_APPLICABLE)])
def test_absent_and_not_applicable_by_keys(open_desk: Open, key: Qt.Key, state: MarkState) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    types(desk, "85")
    go(desk, "KK", "01", "K3.1")
    press(desk, key, ALT)
    mark = stored(desk)["KK", "01", "K3.1"]
    assert (mark.u, mark.state) == (None, state)
    assert card.field.line.text() == ""
    assert card.state.text() == {MarkState.ABSENT: _("absent"), MarkState.NOT_APPLICABLE: _("not applicable")}[state]
    press(desk, Qt.Key.Key_K, ALT)
    assert stored(desk) == {}
    assert card.state.isHidden()


def test_the_menu_offers_what_the_keys_do(open_desk: Open) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert card.menu.isVisible()
    assert [action.shortcut().toString() for action in card.menu.actions()] == ["Alt+B", "Alt+T", "Alt+K", "Alt+C"]
    card.menu.actions()[0].trigger()
    card.menu.close()
    assert stored(desk)["KK", "01", "K3.1"].state is MarkState.ABSENT


def test_a_comment_is_saved_with_its_mark(open_desk: Open) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    press(desk, Qt.Key.Key_C, ALT)
    assert not card.comment.isVisible()
    assert card.comment_reason.text() == _("Give the mark first; the comment is saved with it.")
    types(desk, "85", Qt.Key.Key_Shift)
    press(desk, Qt.Key.Key_C, ALT)
    assert card.comment.hasFocus()
    QTest.keyClicks(card.comment, "Perda 3 2023")
    press(desk, Qt.Key.Key_Tab)
    assert stored(desk)["KK", "01", "K3.1"] == Mark("KK", "01", "K3.1", 85_00, comment="Perda 3 2023")
    go(desk, "KK", "01", "K3.1")
    types(desk, "86")
    assert stored(desk)["KK", "01", "K3.1"].comment == "Perda 3 2023"
    press(desk, *DOWN)
    assert not card.comment.isVisible()
    press(desk, *UP)
    assert card.comment.toPlainText() == "Perda 3 2023"


def test_a_comment_is_saved_while_one_thinks(open_desk: Open) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    types(desk, "85", Qt.Key.Key_Shift)
    press(desk, Qt.Key.Key_C, ALT)
    QTest.keyClicks(card.comment, "Perda")
    desk.qtbot.waitUntil(lambda: not card.comment.is_edited(), timeout=5000)
    assert stored(desk)["KK", "01", "K3.1"].comment == "Perda"
    assert card.comment.hasFocus()


def test_a_comment_that_is_too_long_is_refused_and_kept(open_desk: Open) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    types(desk, "85", Qt.Key.Key_Shift)
    card.write_comment()
    card.comment.setPlainText("x" * 2001)
    press(desk, *DOWN)
    assert card.comment_reason.text() == say(CommentTooLong(most=2000, number=2001))
    assert in_view(desk).startswith("KK-01")
    assert len(card.comment.toPlainText()) == 2001


def test_an_extreme_mark_asks_for_its_comment(open_desk: Open) -> None:
    desk = open_desk("J1")
    card = go(desk, "DK", "01", "D4")
    types(desk, "5")
    desk.settle()
    assert card.comment_reason.text() == _("This mark needs a comment.")
    assert card.comment.isVisible()
    card.write_comment()
    QTest.keyClicks(card.comment, "Perdes sejak 2019")
    go(desk, "DK", "01", "D5")
    assert not card.comment_reason.isVisible()


# -- Saving


def test_saved_is_said_only_after_the_commit(open_desk: Open) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    gate = Event()
    desk.tasks.write(lambda _progress: gate.wait(20), lambda _done: None)
    types(desk, "85,5")
    QTest.qWait(100)
    assert desk.state() == ""
    assert cursor(desk) == "K3.2"
    assert card.field.line.text() == "85,5"
    gate.set()
    desk.settle()
    assert desk.state() == _("✓ Saved {time}").format(time="10.42")
    assert stored(desk)["KK", "01", "K3.1"].u == 85_50


def test_typing_never_waits_for_the_disk(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "KK", "01", "K3.1")
    gate = Event()
    desk.tasks.write(lambda _progress: gate.wait(20), lambda _done: None)
    for typed in ("81", "82", "83", "84", "85"):
        types(desk, typed)
    fields = [card.field.line.text() for card in desk_cards(desk)][:5]
    assert fields == ["81", "82", "83", "84", "85"]
    QTest.keyClick(desk.window.focusWidget() or desk.window, *DOWN)
    assert desk.window.page().view.head.title.text().startswith("KK-02")  # type: ignore[attr-defined]
    gate.set()
    desk.settle()
    assert [stored(desk)["KK", "01", code].u for code in ("K3.1", "K3.2", "K3.3", "K4", "K5")] == [
        81_00,
        82_00,
        83_00,
        84_00,
        85_00,
    ]
    assert line(desk.marks(), "KK", "01").state.text == _("partly")


def desk_cards(desk: JurorWindow) -> list[CriterionCard]:
    """The cards in view, without waiting for the writer."""
    page = desk.window.page()
    assert isinstance(page, MarksPage)
    return list(page.view._form().cards())


def test_an_older_answer_never_overwrites_what_was_typed_since(open_desk: Open) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    types(desk, "81", Qt.Key.Key_Down)
    QTest.keyClick(desk.window.focusWidget() or desk.window, Qt.Key.Key_Up)
    field = card.field.line
    field.selectAll()
    QTest.keyClicks(field, "9")
    desk.settle()
    assert field.text() == "9"
    QTest.keyClicks(field, "2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert stored(desk)["KK", "01", "K3.1"].u == 92_00


def test_when_saving_fails_the_value_stays_and_the_screen_says_so(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk("J1")
    card = go(desk, "KK", "01", "K3.1")
    page = desk.marks()
    store = desk.scoring.desk.store
    write = type(store).append_mark

    def full(*_arguments: object) -> None:
        raise DiskFull from OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(type(store), "append_mark", full)
    types(desk, "85,5")
    desk.settle()
    assert page.trouble.isVisible()
    assert say(DiskFull()) in page.trouble.words.text()
    assert desk.state() == _("✗ Not saved")
    assert card.field.line.text() == "85,5"
    assert line(page, "KK", "01").state.text == _("✗ not saved")
    press(desk, *DOWN)
    press(desk, *UP)
    assert card.field.line.text() == "85,5"
    assert page.trouble.isVisible()
    QTest.mouseClick(page.save_now, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.trouble.isVisible()
    monkeypatch.setattr(type(store), "append_mark", write)
    QTest.mouseClick(page.save_now, Qt.MouseButton.LeftButton)
    desk.settle()
    assert not page.trouble.isVisible()
    assert desk.state().startswith("✓")
    assert not card.field.reason.isVisible()
    assert stored(desk)["KK", "01", "K3.1"].u == 85_50


def test_the_next_mark_that_is_saved_takes_the_failed_ones_along(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk("J1")
    go(desk, "KK", "01", "K3.1")
    with monkeypatch.context() as broken:
        broken.setattr(type(desk.scoring.desk.store), "append_mark", _raise_full)
        types(desk, "81")
        desk.settle()
    types(desk, "82")
    desk.settle()
    kept = stored(desk)
    assert (kept["KK", "01", "K3.1"].u, kept["KK", "01", "K3.2"].u) == (81_00, 82_00)
    assert not desk.marks().trouble.isVisible()


def _raise_full(*_arguments: object) -> None:
    raise DiskFull


@pytest.mark.parametrize("leaves", [True, False])
def test_what_is_not_saved_is_not_left_without_a_question(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch, leaves: bool
) -> None:
    desk = open_desk("J1")
    go(desk, "KK", "01", "K3.1")
    with monkeypatch.context() as broken:
        broken.setattr(type(desk.scoring.desk.store), "append_mark", _raise_full)
        types(desk, "81")
        desk.settle()
        asked: list[str] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            asked.append(dialog.windowTitle())
            dialog.accept() if leaves else dialog.reject()

        QTimer.singleShot(50, answer)
        desk.window.open("hand-in")
        desk.settle()
    assert asked == [_("Leave without saving?")]
    assert isinstance(desk.window.page(), HandInPage) is leaves


# -- The place, the lock, the widgets


def test_it_opens_where_one_was(open_desk: Open) -> None:
    desk = open_desk("J1", "KK")
    go(desk, "TM", "02", "B5")
    QTest.qWait(600)
    desk.settle()
    open_desk.close()  # type: ignore[attr-defined]
    desk = open_desk("J1")
    desk.settle()
    assert in_view(desk).startswith("TM-02")
    assert cursor(desk) == "B5"
    assert line(desk.marks(), "TM", None).open


def test_it_first_opens_at_the_first_gap(open_desk: Open) -> None:
    desk = open_desk("J1", "KK")
    assert in_view(desk).startswith("DK-01")
    assert cursor(desk) == "D4"


def test_what_is_handed_in_shows_a_lock_and_refuses(open_desk: Open) -> None:
    desk = open_desk("J1", "KK")
    desk.tasks.write(lambda _progress: desk.scoring.hand_in([("D", "KK"), ("W", "KK")]), lambda _files: None)
    desk.settle()
    desk.window.refresh(None)
    card = go(desk, "KK", "01", "K3.1")
    page = desk.marks()
    before = card.field.line.text()
    assert line(page, "KK", None).locked
    assert page.view._form()._parts["D"].lock.isVisible()
    QTest.keyClicks(card.field.line, "5")
    assert card.field.line.text() == before
    assert page.notice.words.text() == say(Locked())
    press(desk, Qt.Key.Key_B, ALT)
    assert stored(desk)["KK", "01", "K3.1"].state is MarkState.SCORED
    assert not card.more.isVisible()


def test_going_to_another_nominee_builds_nothing(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "KK", "01", "K3.1")
    form = desk.marks().view._form()
    before = [id(card) for card in form.cards()]
    widgets = len(form.findChildren(QWidget))
    press(desk, *DOWN)
    assert [id(card) for card in form.cards()] == before
    assert len(form.findChildren(QWidget)) == widgets


def test_the_list_is_worked_by_keyboard(open_desk: Open) -> None:
    desk = open_desk("J1")
    go(desk, "KK", "01", "K3.1")
    page = desk.marks()
    chosen = page.view.list
    chosen.setFocus(Qt.FocusReason.TabFocusReason)
    press(desk, Qt.Key.Key_Down)
    assert in_view(desk).startswith("KK-01")
    press(desk, Qt.Key.Key_Return)
    assert in_view(desk).startswith("KK-02")
    chosen.setFocus(Qt.FocusReason.TabFocusReason)
    chosen.setCurrentIndex(chosen.shown.index(0))
    press(desk, Qt.Key.Key_Left)
    assert not line(page, "KK", None).open
    press(desk, Qt.Key.Key_Right)
    assert line(page, "KK", None).open


def test_the_form_can_be_worked_without_eyes_or_mouse(open_desk: Open) -> None:
    desk = open_desk("J1", "KK")
    go(desk, "PJ", "01", "B4")
    page = desk.marks()
    assert accessible.unnamed(page) == []
    assert accessible.cut(desk.window) == []
    # The cursor goes back to where one was; here the walk begins before it.
    page.setFocusProxy(None)  # type: ignore[arg-type]  # PySide6's types leave None out
    assert accessible.out_of_order(page) == []
    assert accessible.without_visible_focus(page) == []
    card = desk.card("B4")
    assert accessible.spoken_name(card.field.line) == _("{criterion}, weight {weight}, scale {scale}").format(
        criterion="Kepatuhan vendor",
        weight="15 %",
        scale=_("{minimum} to {maximum}").format(minimum="0", maximum="100"),
    )


def test_a_small_window_cuts_nothing(open_desk: Open) -> None:
    desk = open_desk("J1", "KK")
    desk.window.resize(1024, 700)
    go(desk, "TN", "01", "B4")
    QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    assert accessible.cut(desk.window) == []
