"""Handing in, by keys and clicks: what is missing, the own order, the files and their code, reopening."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from paritrana_desktop.domain.ballot import Mark, MarkState
from paritrana_desktop.exchange import ballot_file, envelope
from paritrana_desktop.security import seal
from paritrana_desktop.storage.files import DiskFull
from paritrana_desktop.texts import _, ngettext, say
from paritrana_desktop.ui.juror import writing
from paritrana_desktop.ui.juror.hand_in_page import HandInPage
from paritrana_desktop.ui.juror.marks_page import MarksPage
from tests import issued
from tests.gui import accessible, juror_window
from tests.gui.juror_window import JurorWindow

Open = Callable[..., JurorWindow]


@pytest.fixture
def open_desk(app: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:  # noqa: ARG001  dressed
    opened: list[JurorWindow] = []

    def open_window(juror: str = "J1", categories: str = "KU", more: Iterable[Mark] = ()) -> JurorWindow:
        marks = [mark for mark in issued.sample_marks(juror) if mark.category in categories.split()]
        opened.append(juror_window.open_window(qtbot, tmp_path, juror, [*marks, *more]))
        return opened[-1]

    yield open_window
    for desk in opened:
        desk.close()


def answer(*acts: Callable[[QDialog], None]) -> None:
    """Do each of `acts` with the dialogs that open next, one after the other."""
    rest = list(acts)
    seen: list[QDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog not in seen:
            seen.append(dialog)
            rest.pop(0)(dialog)
        if rest:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def folder(path: Path) -> Callable[[QDialog], None]:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        line.setText(str(path))
        dialog.accept()

    return choose


def typed(text: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, text)
        dialog.accept()

    return act


def hand_over(desk: JurorWindow, to: Path) -> HandInPage:
    """Press the button and choose `to`."""
    to.mkdir(exist_ok=True)
    page = desk.hand_in()
    answer(folder(to))
    QTest.mouseClick(page.action.button, Qt.MouseButton.LeftButton)
    desk.settle()
    return desk.hand_in()


def cell(page: HandInPage, sheet: str, column: str) -> str:
    model = page.sheets.rows_shown
    place = [one.key for one in model.columns].index(column)
    return next(row.cells[place].text for row in model.rows if row.id == sheet)


def act(desk: JurorWindow, sheet: str, column: str) -> None:
    """Press a link of the table by keyboard."""
    table = desk.hand_in().sheets
    table.setFocus()
    table.choose(sheet)
    place = [one.key for one in table.rows_shown.columns].index(column)
    table.setCurrentIndex(table.rows_shown.index(table.currentIndex().row(), place))
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.settle()


def ballot_of(
    desk: JurorWindow, file: Path
) -> tuple[set[tuple[str, str]], dict[tuple[str, str, str], int | None], int]:
    """What a ballot file hands in, as its juror can read it back."""
    opened = seal.open_sealed(file.read_bytes(), desk.scoring.desk.key.age_identity, 1 << 23)
    ballot = ballot_file.read(envelope.decode(opened, envelope.BALLOT))
    marks = {(mark.category, mark.nominee, mark.criterion): mark.u for mark in ballot.marks}
    return {(entry.stage, entry.category) for entry in ballot.handed_in}, marks, ballot.seq


# -- What is complete


def test_it_says_what_is_complete_and_what_is_missing(open_desk: Open) -> None:
    page = open_desk(categories="KU PJ", more=[Mark("KK", "01", "K3.1", 80_00)]).hand_in()
    assert cell(page, "D/KU", "state") == _("✓ complete")
    missing = ngettext("{n} mark missing", "{n} marks missing", 24).format(n=24)
    assert cell(page, "D/KK", "state") == missing
    assert cell(page, "D/KK", "marks") == _("{done} of {all}").format(done=1, all=25)
    assert len(page.sheets.rows_shown.rows) == 16


def test_what_is_missing_leads_there(open_desk: Open) -> None:
    desk = open_desk(more=[Mark("KK", "01", "K3.1", 80_00)])
    act(desk, "D/KK", "state")
    page = desk.page(MarksPage)
    assert page.view.head.title.text().startswith("KK-01")
    assert desk.window.focusWidget() is desk.card("K3.2").field.line


def test_a_missing_comment_leads_there_too(open_desk: Open) -> None:
    marks = [
        Mark("DK", number, code, 5_00 if code == "D4" else 80_00)
        for number in ("01", "02", "03", "04")
        for code in ("D4", "D5")
    ]
    desk = open_desk(more=marks)
    page = desk.hand_in()
    assert cell(page, "D/DK", "state") == ngettext("{n} comment missing", "{n} comments missing", 4).format(n=4)
    act(desk, "D/DK", "state")
    assert desk.window.focusWidget() is desk.card("D4").field.line


def test_the_own_order_shows_equal_totals_as_equal(open_desk: Open) -> None:
    marks = [Mark("UK", number, "U3", u) for number, u in (("01", 80_00), ("02", 90_00), ("03", 80_00))]
    desk = open_desk(more=marks)
    page = desk.hand_in()
    page.sheets.choose("D/UK")
    rows = page.order.rows_shown.rows
    assert [(row.cells[0].text, row.id, row.cells[2].text) for row in rows] == [
        ("1", "02", "90,00"),
        ("2", "01", "80,00"),
        ("2", "03", "80,00"),
    ]
    assert rows[1].cells[2].under == _("equal")
    assert "Contoh Songket Dua Saudari" in rows[0].cells[1].text


def test_a_day_missed_is_said_once_for_a_whole_sheet(open_desk: Open) -> None:
    desk = open_desk()
    answer(lambda dialog: dialog.reject())
    act(desk, "W/KK", "act")
    assert cell(desk.hand_in(), "W/KK", "state") != _("✓ complete")
    answer(lambda dialog: dialog.accept())
    act(desk, "W/KK", "act")
    assert cell(desk.hand_in(), "W/KK", "state") == _("✓ complete")
    marks = [mark for mark in desk.scoring.worksheet.marks.values() if mark.category == "KK"]
    assert len(marks) == 15
    assert {mark.state for mark in marks} == {MarkState.ABSENT}


# -- Handing in


def test_the_files_are_written_and_the_code_is_shown_large(open_desk: Open, tmp_path: Path) -> None:
    desk = open_desk()
    page = hand_over(desk, tmp_path / "stik")
    names = {file.name for file in (tmp_path / "stik").iterdir()}
    assert names == {"nilai-J1-1.paritrana-nilai", "lembar-nilai-J1-KU-1.pdf"}
    assert page.handed_in.isVisible()
    code = page.handed_in.code.text()
    assert code.startswith("N-")
    assert len(code.replace("-", "")) == 21
    for name in names:
        assert name in page.handed_in.files.text()
    sheets, marks, seq = ballot_of(desk, tmp_path / "stik" / "nilai-J1-1.paritrana-nilai")
    assert sheets == {("D", "KU"), ("W", "KU")}
    wanted = {
        (mark.category, mark.nominee, mark.criterion): mark.u
        for mark in issued.sample_marks("J1")
        if mark.category == "KU"
    }
    assert (marks, seq) == (wanted, 1)
    assert cell(page, "D/KU", "state") == _("✓ handed in")
    assert not page.action.button.isEnabled()
    assert page.action.reason.isVisible()
    QTest.mouseClick(page.handed_in.folder, Qt.MouseButton.LeftButton)
    assert desk.opened == [tmp_path / "stik"]


def test_what_is_left_out_is_not_handed_in(open_desk: Open, tmp_path: Path) -> None:
    desk = open_desk()
    act(desk, "W/KU", "act")
    assert cell(desk.hand_in(), "W/KU", "act") == _("Include")
    hand_over(desk, tmp_path / "stik")
    sheets, _marks, _seq = ballot_of(desk, tmp_path / "stik" / "nilai-J1-1.paritrana-nilai")
    assert sheets == {("D", "KU")}
    act(desk, "W/KU", "act")
    assert desk.hand_in().action.button.isEnabled()


def test_nothing_complete_says_why_nothing_can_be_handed_in(open_desk: Open) -> None:
    page = open_desk(categories="").hand_in()
    assert not page.action.button.isEnabled()
    assert page.action.reason.text() == _("No sheet is complete yet")
    assert not page.handed_in.isVisible()


def test_no_folder_chosen_changes_nothing(open_desk: Open) -> None:
    desk = open_desk()
    page = desk.hand_in()
    answer(lambda dialog: dialog.reject())
    QTest.mouseClick(page.action.button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.scoring.worksheet.locked == frozenset()
    assert page.action.button.isEnabled()


def test_a_full_stick_is_said_and_the_files_are_written_again(
    open_desk: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()

    def full(_path: Path, _data: bytes) -> None:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(writing, "write_file", full)
        page = hand_over(desk, tmp_path / "stik")
    assert page.notice.words.text() == say(DiskFull())
    assert list((tmp_path / "stik").iterdir()) == []
    assert page.handed_in.isVisible()
    code = page.handed_in.code.text()
    assert cell(page, "D/KU", "state") == _("✓ handed in")
    (tmp_path / "lain").mkdir()
    answer(folder(tmp_path / "lain"))
    QTest.mouseClick(page.handed_in.again, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.handed_in.code.text() == code
    assert (tmp_path / "lain" / "nilai-J1-1.paritrana-nilai").exists()


def test_reopening_asks_for_a_reason_and_leads_to_a_next_ballot(open_desk: Open, tmp_path: Path) -> None:
    desk = open_desk()
    first = hand_over(desk, tmp_path / "stik").handed_in.code.text()
    answer(lambda dialog: dialog.reject())
    act(desk, "D/KU", "act")
    assert ("D", "KU") in desk.scoring.worksheet.locked
    answer(typed("Salah baca dokumen"))
    act(desk, "D/KU", "act")
    assert desk.scoring.worksheet.locked == {("W", "KU")}
    desk.marks().go_to(Mark("KU", "01", "B4", 0).cell)
    desk.settle()
    field = desk.window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "91,5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    second = hand_over(desk, tmp_path / "stik").handed_in.code.text()
    assert second != first
    sheets, marks, seq = ballot_of(desk, tmp_path / "stik" / "nilai-J1-2.paritrana-nilai")
    assert sheets == {("D", "KU"), ("W", "KU")}
    assert marks["KU", "01", "B4"] == 91_50
    assert seq == 2


def test_the_code_is_still_there_after_a_restart(open_desk: Open, tmp_path: Path) -> None:
    desk = open_desk()
    code = hand_over(desk, tmp_path / "stik").handed_in.code.text()
    desk.window.rebuild()
    page = desk.hand_in()
    assert page.handed_in.isVisible()
    assert page.handed_in.code.text() == code


def test_the_rail_tells_what_waits(open_desk: Open, tmp_path: Path) -> None:
    desk = open_desk()
    desk.hand_in()
    button = desk.window.rail._buttons["hand-in"]
    assert button._mark is not None
    assert button._mark.sign == "2"
    hand_over(desk, tmp_path / "stik")
    assert button._mark is None


def test_it_can_be_worked_without_eyes_or_mouse(open_desk: Open, tmp_path: Path) -> None:
    desk = open_desk()
    page = hand_over(desk, tmp_path / "stik")
    assert accessible.unnamed(page) == []
    assert accessible.cut(desk.window) == []
    assert accessible.out_of_order(page) == []
    assert accessible.without_visible_focus(page) == []
