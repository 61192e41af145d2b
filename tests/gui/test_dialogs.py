"""Questions: the buttons say what they do, Escape means no, a refused text keeps the dialog open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from paritrana_desktop.ui.shared import dialogs
from paritrana_desktop.ui.shared.dialogs import Question, TextQuestion
from tests.gui import accessible, person
from tests.gui.gallery import parse


def answering(act: Callable[[QDialog], None]) -> None:
    """Do `act` with the dialog that opens next."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


@pytest.mark.usefixtures("app")
def test_confirm_is_yes_only_by_its_button_or_enter() -> None:
    def press_yes(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        assert accessible.unnamed(dialog) == []
        assert accessible.out_of_order(dialog) == []
        assert dialog.yes.text() == "Serahkan"
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    answering(press_yes)
    assert dialogs.confirm(None, "Serahkan 120 nilai?", "Setelah itu nilai terkunci.", "Serahkan")
    answering(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert not dialogs.confirm(None, "Serahkan?", "", "Serahkan", caution=True)
    answering(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    assert dialogs.confirm(None, "Serahkan?", "", "Serahkan")


@pytest.mark.usefixtures("app")
def test_a_text_is_stripped_and_an_empty_one_cannot_be_given() -> None:
    def type_it(dialog: QDialog) -> None:
        assert isinstance(dialog, TextQuestion)
        assert not dialog.yes.isEnabled()
        QTest.keyClicks(dialog.line, "  A-7KQF ")
        assert accessible.spoken_name(dialog.line) == "Kode"
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)

    answering(type_it)
    assert dialogs.ask_text(None, "Buka paket", "Dari surat Anda.", "Buka", label="Kode") == "A-7KQF"
    answering(lambda dialog: dialog.reject())
    assert dialogs.ask_text(None, "Buka paket", "", "Buka", label="Kode", secret=True, start="x") is None


@pytest.mark.usefixtures("app")
def test_a_refused_text_keeps_the_dialog_with_the_reason() -> None:
    def refused_then_right(dialog: QDialog) -> None:
        assert isinstance(dialog, TextQuestion)
        QTest.keyClicks(dialog.line, "101")
        dialog.yes.click()
        assert dialog.isVisible()
        assert "101" in dialog.reason.text()
        assert dialog.reason.isVisible()
        dialog.line.setText("85")
        assert not dialog.reason.isVisible()
        dialog.yes.click()

    answering(refused_then_right)
    assert dialogs.ask_text(None, "Nilai", "", "Simpan", label="Nilai", parse=parse) == "85"


@pytest.mark.usefixtures("app")
def test_a_secret_is_not_shown(qtbot: QtBot) -> None:
    question = TextQuestion(None, "Buka", "", "Buka", label="Kode", secret=True)
    qtbot.addWidget(question)
    assert question.line.echoMode() == QLineEdit.EchoMode.Password


@pytest.mark.usefixtures("app")
def test_text_from_files_is_never_markup(qtbot: QtBot) -> None:
    question = Question(None, "<b>x</b>", "<img src=x> & co", "Simpan & tutup")
    qtbot.addWidget(question)
    assert question.text.textFormat() == Qt.TextFormat.PlainText
    assert question.yes.text() == "Simpan && tutup"
    assert accessible.spoken_name(question.yes) == "Simpan & tutup"


@pytest.mark.usefixtures("app")
def test_files_are_chosen_and_cancelling_gives_none(tmp_path: Path) -> None:
    names = ("a.paritrana-nilai", "b.paritrana-nilai", "c.txt")
    for name in names:
        (tmp_path / name).write_bytes(b"x")

    def pick(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        line.setText('"a.paritrana-nilai" "b.paritrana-nilai"')
        dialog.accept()

    answering(pick)
    chosen = dialogs.choose_files(None, "Berkas nilai", "*.paritrana-nilai", tmp_path)
    assert [path.name for path in chosen] == list(names[:2])
    answering(lambda dialog: dialog.reject())
    assert dialogs.choose_files(None, "Berkas nilai", "*.paritrana-nilai", tmp_path) == ()
    answering(lambda dialog: dialog.reject())
    assert dialogs.choose_file(None, "Buka", "*.paritrana", tmp_path) is None
    answering(lambda dialog: dialog.accept())
    assert dialogs.choose_folder(None, "Folder", tmp_path) == tmp_path
    answering(lambda dialog: dialog.accept())
    assert dialogs.choose_target(None, "Simpan", tmp_path / "hasil.xlsx", "*.xlsx") == tmp_path / "hasil.xlsx"


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("typed", ["hasil", "rapat 21.11", "hasil.xls"])
def test_what_is_saved_has_its_suffix_and_replaces_only_when_told(tmp_path: Path, typed: str) -> None:
    wanted = tmp_path / f"{typed}.xlsx"

    def save() -> Path | None:
        return dialogs.choose_target(None, "Simpan", tmp_path / "acara.xlsx", "*.xlsx")

    person.answering(person.choosing(tmp_path / typed))
    assert save() == wanted
    wanted.write_bytes(b"x")
    asked: list[str] = []

    def refuse(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        asked.append(dialog.text.text())
        dialog.reject()

    person.answering(person.choosing(tmp_path / typed), refuse)
    assert save() is None
    assert wanted.name in asked[0]
    person.answering(person.choosing(tmp_path / typed), lambda dialog: dialog.accept())
    assert save() == wanted


@pytest.mark.usefixtures("app")
def test_a_suffix_in_capitals_is_one(tmp_path: Path) -> None:
    person.answering(person.choosing(tmp_path / "HASIL.XLSX"))
    assert dialogs.choose_target(None, "Simpan", tmp_path / "acara.xlsx", "*.xlsx") == tmp_path / "HASIL.XLSX"


@pytest.mark.usefixtures("app")
def test_a_long_question_is_as_tall_as_its_text_on_a_small_screen(qtbot: QtBot) -> None:
    text = "Setiap kode yang tampak di sini tercantum pada daftar penutupan, di samping tanda tangan jurinya. " * 6
    dialog = Question(
        None, "Apakah semua kode cocok dengan lembar konfirmasi yang ditandatangani?", text, "Semua Cocok"
    )
    qtbot.addWidget(dialog)
    dialog.setMaximumWidth(520)
    dialog.show()
    assert dialog.text.height() >= dialog.text.heightForWidth(dialog.text.width())
