"""The secretariat collects: board, verdicts, closing, recap, documents, log; driven by keys, clicks and drops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from paritrana_desktop import texts
from paritrana_desktop.domain.facts import Closing, Witness
from paritrana_desktop.services import collection, plenary
from paritrana_desktop.ui.presenters import secretary_ballots, secretary_recap, secretary_verdicts
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.secretary.ballots_page import BallotsPage
from paritrana_desktop.ui.secretary.closing_dialog import ClosingDialog
from paritrana_desktop.ui.secretary.contact_dialog import ContactDialog
from paritrana_desktop.ui.secretary.documents_page import DocumentsPage
from paritrana_desktop.ui.secretary.log_page import LogPage
from paritrana_desktop.ui.secretary.recap_page import RecapPage
from paritrana_desktop.ui.secretary.verdicts_dialog import VerdictsDialog
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.score_card import JurorDialog
from paritrana_desktop.ui.shared.style import Look
from paritrana_desktop.ui.shared.table import Table
from tests.gui import accessible
from tests.gui.secretariat import EVERYBODY, Answers, Secretariat, choose, handed_in, press, texts_of

TOTAL = re.compile(r"\b[0-9]{2},[0-9]{2}\b|\b[0-9]{2}\.[0-9]{2}\b")


@pytest.fixture
def secretariat(tmp_path: Path, app: QApplication) -> Iterator[Secretariat]:
    del app
    texts.use("en")
    made = Secretariat(tmp_path)
    yield made
    made.end()


def _ballots(secretariat: Secretariat) -> BallotsPage:
    page = secretariat.show("ballots").page()
    assert isinstance(page, BallotsPage)
    return page


def _recap(secretariat: Secretariat) -> RecapPage:
    page = secretariat.show("recap").page()
    assert isinstance(page, RecapPage)
    return page


def _documents(secretariat: Secretariat) -> DocumentsPage:
    page = secretariat.show("documents").page()
    assert isinstance(page, DocumentsPage)
    return page


def _files(folder: Path, *jurors: str, only: tuple[str, ...] = (), shift: int = 0) -> list[Path]:
    made = []
    for juror in jurors:
        files = handed_in(juror, only, shift)
        path = folder / f"{shift}{files.ballot_name}"
        path.write_bytes(files.ballot)
        made.append(path)
    return made


@pytest.mark.parametrize("key", ["ballots", "recap", "documents"])
def test_before_issuing_pages_lead_to_the_packages(secretariat: Secretariat, key: str) -> None:
    window = secretariat.prepared().show(key)
    page = window.page()
    assert isinstance(page, BallotsPage | RecapPage | DocumentsPage)
    assert page.next_step is not None
    page.next_step.click()
    assert window.key() == "packages"


def test_the_board_says_who_is_missing_first(secretariat: Secretariat) -> None:
    page = _ballots(secretariat.issued().collected("J1", "J8").collected("J6", only=("D",)))
    rows = texts_of(page.board)
    assert list(rows) == ["J2", "J3", "J4", "J5", "J7", "J9", "J6", "J1", "J8"]
    by_key = {
        code: dict(zip([c.key for c in page.board.rows_shown.columns], row, strict=True)) for code, row in rows.items()
    }
    assert by_key["J2"]["KK"] == "—"
    assert by_key["J2"]["at"] == "none yet"
    assert by_key["J2"]["act"] == "Contact"
    assert by_key["J1"]["KK"] == "✓ 5"
    assert by_key["J1"]["code"] == handed_in("J1").code
    assert by_key["J1"]["at"] == "27 Aug 10:42"
    assert by_key["J1"]["act"] == ""
    assert by_key["J6"]["KK"] == "1/2"
    cells = {row.id: row.cells for row in page.board.rows_shown.rows}
    education = [column.key for column in page.board.rows_shown.columns].index("PD")
    assert (cells["J8"][education].text, cells["J8"][education].under) == ("✓ 1", "conflict")
    assert cells["J6"][1].spoken.endswith("still awaited: Wawancara")


def test_the_four_cards_count_jurors_marks_differences_and_the_seal(secretariat: Secretariat) -> None:
    page = _ballots(secretariat.issued().collected("J1", "J2", "J3", "J4", "J5", "J6", "J7"))
    assert [card.figure.text() for card in page.cards] == [
        "2 jurors awaited",
        "630 of 807",
        "0 differences",
        "Count sealed",
    ]
    assert page.cards[0].caption.text() == "Pakar ekonomi, Pakar kebijakan publik"
    assert page.rail_mark is not None
    assert page.rail_mark.sign == "2"


def test_two_ballots_that_differ_are_shown_and_asked_about(secretariat: Secretariat) -> None:
    page = _ballots(secretariat.issued().collected("J4").collected("J4", shift=100))
    row = {row.id: row.cells for row in page.board.rows_shown.rows}["J4"]
    assert row[1].text == "≠ 40"
    assert row[-1].text == "Ask"
    assert page.cards[2].figure.text() == "40 differences"
    assert page.rail_mark is not None
    assert page.rail_mark.sign == "≠"


def test_the_board_can_be_narrowed_to_a_stage(secretariat: Secretariat) -> None:
    page = _ballots(secretariat.issued().collected("J6", only=("D",)))
    page.stages.setCurrentIndex(1)
    secretariat.settle()
    row = {row.id: row.cells for row in page.board.rows_shown.rows}["J6"]
    assert row[1].text == "✓ 5"
    page.stages.setCurrentIndex(2)
    secretariat.settle()
    row = {row.id: row.cells for row in page.board.rows_shown.rows}["J6"]
    assert row[1].text == "—"


def test_files_get_a_verdict_each_before_anything_is_taken_in(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _ballots(secretariat.issued().collected("J1"))
    files = _files(tmp_path, "J1", "J2", "J3")
    files[2].write_bytes(handed_in("J3").ballot[:-3])
    listed: dict[str, list[str]] = {}

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, VerdictsDialog)
        listed.update({row[0]: row for row in texts_of(dialog.table).values()})
        assert dialog.yes.accessibleName() == "Take in 1 file"
        dialog.reject()

    answers = Answers(look)
    page.take_files([*files, tmp_path / "tidak-ada.paritrana-nilai"])
    secretariat.settle()
    assert answers.done()
    assert listed["0nilai-J1-1.paritrana-nilai"][1] == "already here"
    assert listed["0nilai-J2-1.paritrana-nilai"][1:3] == ["new", "Ratna Kusuma Wijayanti, S.H., M.H."]
    assert listed["0nilai-J3-1.paritrana-nilai"][1] == "refused"
    assert listed["tidak-ada.paritrana-nilai"][1] == "refused"
    assert all(row[3] for row in listed.values())
    assert len(secretariat.wait(secretariat.session.desk.store.load_ballots)) == 1


def test_choosing_files_merges_the_good_ones_and_logs_every_file(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _ballots(secretariat.issued())
    good, bad = _files(tmp_path, "J2", "J3")
    bad.write_bytes(b"bukan berkas nilai")
    answers = Answers(choose(good), press("Take in 1 file"), press("Note in the log and close"))
    page.merge.click()
    secretariat.settle()
    page.take_files([bad])
    secretariat.settle()
    assert answers.done()
    assert [row[-3] for row in texts_of(page.board).values()].count("none yet") == 8
    log = [(entry.action, entry.subject) for entry in secretariat.wait(secretariat.session.desk.store.load_log)]
    assert ("take in file", good.name) in log
    assert ("refuse file", bad.name) in log


def test_files_and_folders_can_be_dropped_on_the_page(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _ballots(secretariat.issued())
    folder = tmp_path / "flashdisk" / "dalam"
    folder.mkdir(parents=True)
    _files(folder, "J2", "J3")
    (folder / "catatan.txt").write_text("bukan nilai")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "flashdisk"))])
    event = QDropEvent(
        QPoint(10, 10), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    answers = Answers(press("Take in 2 files"))
    page.dropEvent(event)
    secretariat.settle()
    assert answers.done()
    assert {ballot.juror for ballot in secretariat.wait(secretariat.session.desk.store.load_ballots)} == {"J2", "J3"}


def test_a_folder_without_ballots_is_said(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _ballots(secretariat.issued())
    (tmp_path / "kosong").mkdir()
    page.take_files([tmp_path / "kosong"])
    secretariat.settle()
    assert page.notice.words.text() == "There is no ballot file in what you chose. Nothing was changed."


def test_looking_at_many_files_can_be_given_up(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _ballots(secretariat.issued())
    page.take_files(_files(tmp_path, "J1", "J2", "J3"))
    for job in list(secretariat.tasks._jobs.values()):
        job.cancel()
    answers = Answers()
    secretariat.settle()
    assert answers.done()
    assert secretariat.wait(secretariat.session.desk.store.load_ballots) == ()


def test_a_message_to_a_missing_juror_can_be_copied(secretariat: Secretariat) -> None:
    page = _ballots(secretariat.issued())
    said: list[str] = []

    def copy(dialog: QDialog) -> None:
        assert isinstance(dialog, ContactDialog)
        said.append(dialog.text.text())
        dialog.copy.click()
        said.append(QGuiApplication.clipboard().text())
        dialog.accept()

    answers = Answers(copy)
    page.board.choose("J5")
    QTest.keyClick(page.board, Qt.Key.Key_Return)
    assert answers.done()
    assert said[0] == "Telephone: 0800-0000-0005"
    assert "Yusran Effendi Lubay" in said[1]
    assert "all categories" in said[1]


def test_closing_early_needs_a_reason_and_writes_the_list(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _ballots(secretariat.issued().collected(*EVERYBODY[:8]))
    target = tmp_path / "penutupan.pdf"

    def close(dialog: QDialog) -> None:
        assert isinstance(dialog, ClosingDialog)
        assert not dialog.yes.isEnabled()
        assert dialog.why_not.text() == "Please give the reason first."
        lines = " ".join(words.text() for words in dialog.findChildren(type(dialog.text)))
        assert "Dr. Melati Ayu Kusumaning, S.Sos., M.P.A.: all categories" in lines
        field = dialog.findChild(QPlainTextEdit)
        assert field is not None
        QTest.keyClicks(field, "Berhalangan tetap")
        assert dialog.yes.isEnabled()
        dialog.yes.click()

    answers = Answers(close, choose(target))
    page.close_receiving.click()
    secretariat.settle()
    assert answers.done()
    assert target.read_bytes().startswith(b"%PDF-")
    now = secretariat.wait(lambda: collection.state(secretariat.session.desk))
    closing = next(fact for fact in now.facts.values() if isinstance(fact, Closing))
    assert closing.early == "Berhalangan tetap"
    assert page.cards[3].figure.text() == "Count open"
    assert not page.close_receiving.isEnabled()


def test_closing_when_all_is_in_needs_no_reason(secretariat: Secretariat, tmp_path: Path, qtbot: QtBot) -> None:
    page = _ballots(secretariat.issued().collected(*EVERYBODY))
    answers = Answers(press("Close receiving"), choose(tmp_path / "penutupan.pdf"))
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    # A key shows the button pressed for a moment before it acts.
    qtbot.waitUntil(lambda: not answers.steps)
    secretariat.settle()
    assert answers.done()
    assert (tmp_path / "penutupan.pdf").exists()
    assert page.rail_mark is not None
    assert page.rail_mark.sign == "✓"


def test_nothing_is_closed_where_no_place_for_the_list_is_chosen(secretariat: Secretariat) -> None:
    page = _ballots(secretariat.issued().collected(*EVERYBODY))
    answers = Answers(press("Close receiving"), lambda dialog: dialog.reject())
    page.close_receiving.click()
    secretariat.settle()
    assert answers.done()
    assert page.shown is not None
    assert not page.shown.closed


def test_a_list_that_cannot_be_written_is_kept_among_the_documents(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _ballots(secretariat.issued().collected(*EVERYBODY))
    folder = tmp_path / "hilang"
    folder.mkdir()

    def lose(dialog: QDialog) -> None:
        choose(folder / "penutupan.pdf")(dialog)
        folder.rmdir()

    answers = Answers(press("Close receiving"), lose)
    page.close_receiving.click()
    secretariat.settle()
    assert answers.done()
    assert page.notice.property("tone") == "wrong"
    assert "page Documents" in page.notice.words.text()
    documents = _documents(secretariat)
    answers = Answers(choose(tmp_path / "salinan.pdf"))
    QTest.keyClick(_first_row(documents), Qt.Key.Key_Return)
    secretariat.settle()
    assert answers.done()
    assert (tmp_path / "salinan.pdf").read_bytes().startswith(b"%PDF-")


def _first_row(page: DocumentsPage) -> Table:
    page.made.selectRow(0)
    return page.made


def test_no_total_is_known_anywhere_before_the_closing(secretariat: Secretariat, tmp_path: Path) -> None:
    secretariat.issued().collected(*EVERYBODY)
    desk = secretariat.session.desk
    assert isinstance(secretariat.wait(lambda: secretary_recap.load(desk)), Missing)
    assert isinstance(secretariat.wait(lambda: secretary_recap.load(desk, "D")), Missing)
    board = secretariat.wait(lambda: secretary_ballots.load(desk))
    assert not TOTAL.findall(str(board).replace("27 Aug 10:42", ""))
    files = _files(tmp_path, "J4", shift=100)
    verdicts = secretariat.wait(
        lambda: secretary_verdicts.inspect(desk, secretariat.reader, files, lambda _done, _all: None)
    )
    assert not TOTAL.findall(str(verdicts.rows) + verdicts.summary)


def test_the_sealed_recap_leads_to_the_closing(secretariat: Secretariat) -> None:
    page = _recap(secretariat.issued().collected(*EVERYBODY))
    assert not page.full.isVisible()
    assert page.next_step is not None
    page.next_step.click()
    assert secretariat.window is not None
    assert secretariat.window.key() == "ballots"


def test_the_recap_ranks_with_margins_and_a_card_that_adds_up(secretariat: Secretariat) -> None:
    page = _recap(secretariat.issued().collected(*EVERYBODY).closed())
    rows = list(texts_of(page.ranking).values())
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[0][1] == "KK-01-0  Kota Palembang"
    assert rows[0][2:4] == ["85.83", ""]
    assert rows[1][2:4] == ["85.68", "−0.15"]
    assert page.card.total.text() == "85.83"
    assert page.card.sum.text() == "Sum 85.8304 → rounded 85.83"
    QTest.keyClick(page.ranking, Qt.Key.Key_Down)
    assert page.card.nominee.text() == "KK-03-W  Kab. Musi Banyuasin"
    seen: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, JurorDialog)
        seen.extend(texts_of(dialog.table).values())
        dialog.accept()

    answers = Answers(look)
    page.card.details.click()
    assert answers.done()
    assert len(seen) == 10
    assert seen[-1][0] == "Sum"
    assert seen[-1][2] == "85.6769"


def test_an_open_tie_is_gold_and_stands_among_the_blockers(secretariat: Secretariat) -> None:
    page = _recap(secretariat.issued().collected(*EVERYBODY).closed())
    page.categories.choose("DK")
    cells = {row.id: row.cells for row in page.ranking.rows_shown.rows}
    tied = [number for number, row in cells.items() if row[-1].text == "equal"]
    assert tied == ["02", "04"]
    assert all(cells[number][-1].tone == "gold" for number in tied)
    assert {cells[number][0].text for number in tied} == {"2"}
    assert page.ties.property("tone") == "gold"
    assert "the meeting decides" in page.ties.words.text()
    assert page.blockers_title.text() == "1 matter stands in the way of a decision"
    assert "Desa/Kelurahan" in page.blockers_text.text()
    page.categories.choose("UK")
    settled = {row.id: row.cells[-1].text for row in page.ranking.rows_shown.rows}
    assert settled["01"] == settled["02"] == "equal, settled"


def test_after_an_early_closing_what_is_missing_blocks_in_words(secretariat: Secretariat) -> None:
    page = _recap(secretariat.issued().collected(*EVERYBODY[:8]).closed(early="Sakit"))
    assert "Melati Ayu Kusumaning has not handed in" in page.blockers_text.text()


def test_a_stage_that_is_closed_can_be_counted_alone(secretariat: Secretariat) -> None:
    page = _recap(secretariat.issued().collected(*EVERYBODY, only=("D",)).closed("D"))
    assert page.shown is not None
    assert [choice.code for choice in page.shown.stages] == ["D"]
    assert page.ranking.isVisible()
    board = _ballots(secretariat)
    assert board.cards[3].figure.text() == "Count sealed"


def test_the_plenary_file_goes_to_those_ticked(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _documents(secretariat.issued().collected("J1", "J2", "J5").closed(early="Uji"))
    assert set(page.boxes) == {"J1", "J2", "J5"}
    assert page.ticked() == ("J1", "J2")
    QTest.keyClick(page.boxes["J2"], Qt.Key.Key_Space)
    QTest.mouseClick(page.boxes["J5"], Qt.MouseButton.LeftButton)
    assert page.ticked() == ("J1", "J5")
    answers = Answers(choose(tmp_path / "pleno.paritrana-pleno"))
    page.make.button.click()
    secretariat.settle()
    assert answers.done()
    assert (tmp_path / "pleno.paritrana-pleno").stat().st_size > 1000
    now = secretariat.wait(lambda: collection.state(secretariat.session.desk))
    assert {fact.juror for fact in now.facts.values() if isinstance(fact, Witness)} == {"J1", "J5"}
    assert [cells[1] for cells in texts_of(page.made).values()] == ["pleno.paritrana-pleno", "daftar-penutupan.pdf"]
    assert plenary.PLENARY == "plenary"


def test_the_recap_is_exported_with_its_formulas_once_it_is_open(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _documents(secretariat.issued().collected(*EVERYBODY))
    assert not page.workbook.isEnabled()
    secretariat.closed()
    secretariat.settle()
    answers = Answers(choose(tmp_path / "rekap.xlsx"))
    page.workbook.click()
    secretariat.settle()
    assert answers.done()
    assert openpyxl.load_workbook(tmp_path / "rekap.xlsx").sheetnames[0] == "Recapitulation"


def test_without_a_closing_or_a_reader_no_plenary_file_is_made(secretariat: Secretariat) -> None:
    page = _documents(secretariat.issued().collected("J1"))
    assert not page.make.button.isEnabled()
    assert page.make.reason.text() == "The count is sealed until receiving is closed"
    assert page.none.isVisible()
    secretariat.closed(early="Uji")
    secretariat.settle()
    assert page.make.button.isEnabled()
    page.boxes["J1"].click()
    assert not page.make.button.isEnabled()
    assert page.make.reason.text() == "Choose at least one juror"


def test_the_log_speaks_in_words_and_checks_its_chain(secretariat: Secretariat) -> None:
    page = secretariat.issued().collected("J1").closed(early="Uji coba").show("log").page()
    assert isinstance(page, LogPage)
    rows = list(texts_of(page.entries).values())
    assert rows[0][3:] == ["Receiving closed", "ballots received", "Uji coba"]
    assert ["File taken in", "nilai-J1-1.paritrana-nilai", "new"] in [row[3:] for row in rows]
    assert ["Key admitted", "J1", ""] in [row[3:] for row in rows]
    assert rows[-1][3] == "New event"
    assert page.chain.words.text().startswith("The chain holds: none of the")
    page.entries.choose("2")
    assert "import workbook" in page.detail.toPlainText()


def test_a_broken_chain_is_said(secretariat: Secretariat) -> None:
    secretariat.issued()
    store = secretariat.session.desk.store

    def break_in() -> None:
        connection = store._raw()
        with connection.begin():
            connection.execute(text("DROP TRIGGER log_is_never_changed"))
            connection.execute(text("UPDATE log SET who = 'Orang lain' WHERE seq = 2"))

    secretariat.wait(break_in)
    page = secretariat.show("log").page()
    assert isinstance(page, LogPage)
    assert page.chain.words.text().startswith("The chain is broken at entry 2")
    assert page.chain.property("tone") == "wrong"
    assert page.rail_mark is not None


@pytest.mark.parametrize("key", ["ballots", "recap", "documents", "log"])
def test_pages_can_be_worked_without_eyes_or_mouse(secretariat: Secretariat, key: str) -> None:
    page = secretariat.issued().collected("J1", "J2").closed(early="Uji").show(key).page()
    assert accessible.unnamed(page) == []
    assert accessible.out_of_order(page) == []
    assert accessible.without_visible_focus(page) == []


@pytest.mark.parametrize("key", ["ballots", "recap", "documents", "log"])
@pytest.mark.parametrize(("zoom", "size"), [(100, tokens.SMALLEST_WINDOW), (200, tokens.WINDOW)])
def test_no_word_is_cut(secretariat: Secretariat, key: str, zoom: int, size: tuple[int, int]) -> None:
    window = secretariat.issued().collected("J1", "J2").closed(early="Uji").show(key)
    window.choose_look(Look("light", zoom))
    window.resize(*size)
    secretariat.settle()
    assert accessible.cut(window) == []
