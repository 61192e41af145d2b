"""The secretariat before the first mark: event, criteria, nominees, panel, packages; driven by keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from paritrana_desktop import texts
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.services import preparation
from paritrana_desktop.ui.secretary.criteria_page import CriteriaPage
from paritrana_desktop.ui.secretary.event_page import EventPage
from paritrana_desktop.ui.secretary.findings_dialog import FindingsDialog
from paritrana_desktop.ui.secretary.nominees_page import NomineesPage
from paritrana_desktop.ui.secretary.packages_page import PackagesPage
from paritrana_desktop.ui.secretary.panel_page import PanelPage
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.style import Look
from tests.gui import accessible
from tests.gui.secretariat import SAMPLE, Answers, Secretariat, choose, packages, press, sample_event, texts_of


@pytest.fixture
def secretariat(tmp_path: Path, app: QApplication) -> Iterator[Secretariat]:
    del app
    texts.use("en")
    made = Secretariat(tmp_path)
    yield made
    made.end()


def _draft(secretariat: Secretariat) -> Plan:
    plan = secretariat.wait(lambda: preparation.draft(secretariat.session.desk))
    assert plan is not None
    return plan


def _page(secretariat: Secretariat, key: str) -> EventPage:
    page = secretariat.show(key).page()
    assert isinstance(page, EventPage)
    return page


def test_an_empty_workspace_offers_the_import_and_nothing_else(secretariat: Secretariat) -> None:
    page = _page(secretariat, "event")
    assert page.first.isVisible()
    assert not page.again.isVisible()
    answers = Answers(choose(SAMPLE / "acara.xlsx"))
    page.first.click()
    secretariat.settle()
    assert answers.done()
    assert _draft(secretariat) == sample_event().plan
    assert page.again.isVisible()
    assert page.fields.isVisible()
    assert "acara.xlsx" in page.notice.words.text()


@pytest.mark.parametrize("key", ["criteria", "nominees", "panel", "packages"])
def test_without_a_plan_other_pages_lead_to_the_event(secretariat: Secretariat, key: str) -> None:
    window = secretariat.show(key)
    page = window.page()
    assert page.next_step.isVisible()  # type: ignore[attr-defined]
    page.next_step.click()  # type: ignore[attr-defined]
    assert window.key() == "event"


def test_every_text_of_the_event_is_shown(secretariat: Secretariat) -> None:
    page = _page(secretariat.prepared(), "event")
    shown = {name: text for name, text, _link in texts_of(page.fields).values()}
    assert shown["Year assessed"] == "2024"
    assert shown["Year held"] == "2025"
    assert shown["Organiser"] == "Pemerintah Provinsi Sumatera Selatan"
    assert shown["Place"] == "Palembang"
    assert shown["Time zone"] == "WIB"
    assert shown["Letterhead, line 1"] == "PEMERINTAH PROVINSI SUMATERA SELATAN"
    assert shown["Basis, item 2"].startswith("Surat Panitia Pusat")
    assert any("100 %" in line for line in page.ready.texts)
    assert page.state.text() == "Not issued yet"


def test_a_text_is_corrected_by_keyboard_and_logged(secretariat: Secretariat) -> None:
    page = _page(secretariat.prepared(), "event")

    def correct(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        assert line.text() == "Palembang"
        line.setText("Lahat")
        QTest.keyClick(line, Qt.Key.Key_Return)

    page.fields.choose("occasion/place")
    answers = Answers(correct)
    QTest.keyClick(page.fields, Qt.Key.Key_Return)
    secretariat.settle()
    assert answers.done()
    assert _draft(secretariat).occasion.place == "Lahat"
    assert texts_of(page.fields)["occasion/place"][1] == "Lahat"
    entry = secretariat.wait(secretariat.session.desk.store.load_log)[-1]
    assert (entry.action, entry.subject, entry.old, entry.new) == ("correct", "occasion/place", "Palembang", "Lahat")


def test_a_correction_that_cannot_be_is_refused_in_the_question(secretariat: Secretariat) -> None:
    page = _page(secretariat.prepared(), "event")
    said: list[str] = []

    def correct(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText("dua ribu")
        dialog.accept()
        said.append(dialog.reason.text())  # type: ignore[attr-defined]
        dialog.reject()

    answers = Answers(correct)
    page.fields.pressed_cell.emit("occasion/held_year", "correct")
    secretariat.settle()
    assert answers.done()
    assert said == ["Please type a year such as 2025. Nothing was changed."]
    assert _draft(secretariat) == sample_event().plan


def test_a_correction_after_issuing_says_that_it_is_a_new_revision(secretariat: Secretariat) -> None:
    page = _page(secretariat.issued(), "event")
    said: list[str] = []

    def correct(dialog: QDialog) -> None:
        said.append(dialog.text.text())  # type: ignore[attr-defined]
        dialog.line.setText("Prabumulih")  # type: ignore[attr-defined]
        dialog.accept()

    answers = Answers(correct)
    page.fields.pressed_cell.emit("occasion/place", "correct")
    secretariat.settle()
    assert answers.done()
    assert "new revision" in said[0]
    assert page.state.text() == "Changed since revision 1: issue the packages again"


def _broken_workbook() -> bytes:
    """The sample with a weight that does not add up and a juror who is not in the panel."""
    book = openpyxl.load_workbook(SAMPLE / "acara.xlsx")
    for row in book["Kriteria"].iter_rows(min_row=4):
        for cell in row:
            if cell.value in (25, "25"):
                cell.value = 24
                break
    book["Konflik"].append(["J77", "KK", "01", "aktual", "Tidak ada orang ini"])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_all_faults_of_a_workbook_are_listed_at_once_and_nothing_changes(
    secretariat: Secretariat, tmp_path: Path
) -> None:
    page = _page(secretariat.prepared(), "event")
    broken = tmp_path / "keliru.xlsx"
    broken.write_bytes(_broken_workbook())
    listed: list[list[str]] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, FindingsDialog)
        assert not dialog.yes.isVisible()
        listed.extend(texts_of(dialog.table).values())
        dialog.no.click()

    answers = Answers(read)
    page.import_workbook(broken)
    secretariat.settle()
    assert answers.done()
    faults = [row for row in listed if row[3] == "fault"]
    assert {row[0] for row in faults} >= {"Kriteria", "Konflik"}
    assert all(row[4] for row in listed)
    assert any(row[1].isdigit() and row[2].isalpha() for row in faults)
    assert _draft(secretariat) == sample_event().plan


def test_warnings_can_be_accepted_or_not(secretariat: Secretariat, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(SAMPLE / "acara.xlsx")
    sheet = book["Data"]
    sheet.delete_rows(sheet.max_row)
    odd = tmp_path / "janggal.xlsx"
    book.save(odd)
    page = _page(secretariat, "event")
    answers = Answers(press("Cancel"), press("Import all the same"))
    page.import_workbook(odd)
    secretariat.settle()
    assert secretariat.wait(lambda: preparation.draft(secretariat.session.desk)) is None
    page.import_workbook(odd)
    secretariat.settle()
    assert answers.done()
    assert any(line.startswith("No figure for") for line in page.ready.texts)


def test_a_file_that_is_no_workbook_is_refused_in_words(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _page(secretariat.prepared(), "event")
    (tmp_path / "bukan.xlsx").write_bytes(b"bukan buku kerja")
    page.import_workbook(tmp_path / "bukan.xlsx")
    secretariat.settle()
    assert page.notice.isVisible()
    assert page.notice.property("tone") == "wrong"
    assert _draft(secretariat) == sample_event().plan


def test_criteria_stand_as_a_tree_with_weights_that_add_up(secretariat: Secretariat) -> None:
    page = secretariat.prepared().show("criteria").page()
    assert isinstance(page, CriteriaPage)
    assert list(texts_of(page.categories.table)) == ["KK", "DK", "KU", "PJ", "TM", "TN", "PD", "UK"]
    rows = texts_of(page.tree)
    assert rows["K3"][1:3] == ["20 %", "20 %"]
    assert rows["K3.1"][1:3] == ["40 %", "8 %"]
    assert rows["K3.1"][0].strip() == "Jenis dan kekuatan hukum"
    assert rows["K3.1"][0].startswith("\N{EM SPACE}")
    assert rows["sum"][1] == "100 %"
    cells = {row.id: row.cells for row in page.tree.rows_shown.rows}
    assert (cells["K3"][3].text, cells["K3"][3].under) == ("3 parts", "sum 100 %")
    assert (cells["K1"][3].text, cells["K1"][3].under) == ("measured", "Dokumen")
    assert "≥ 90 istimewa" in cells["K3.1"][4].under
    assert "0 gives 0" in rows["K1"][4]
    QTest.keyClick(page.categories.table, Qt.Key.Key_Down)
    assert page.name.text() == "Desa/Kelurahan"
    assert "D1" in texts_of(page.tree)


def test_nominees_carry_label_attendance_and_figures_with_their_sources(secretariat: Secretariat) -> None:
    page = secretariat.prepared().show("nominees").page()
    assert isinstance(page, NomineesPage)
    rows = texts_of(page.nominees)
    assert rows["nominee/KK/03"][0] == "KK-03-W  Kab. Musi Banyuasin"
    assert rows["nominee/KK/05"][1] == "Wawancara: online"
    page.nominees.choose("nominee/KK/03")
    assert page.whose.text() == "Figures of KK-03-W  Kab. Musi Banyuasin"
    figures = {row.id: row.cells for row in page.figures.rows_shown.rows}
    assert figures["K1"][1].text.endswith("%")
    assert " of " in figures["K1"][1].under
    assert "31 December 2024" in figures["K1"][3].text
    assert "entered by" in figures["K1"][3].under
    page.categories.table.choose("UK")
    assert next(iter(texts_of(page.nominees))).startswith("nominee/UK/")


def test_a_claim_stands_beside_the_figure_only_where_it_differs(secretariat: Secretariat) -> None:
    plan = sample_event().plan
    assert plan is not None
    category = plan.category("KK")
    first, second = category.nominees[0].figures[1], category.nominees[1].figures[1]
    nominees = (
        replace(category.nominees[0], figures=(replace(first, claim="81 %"),)),
        replace(category.nominees[1], figures=(replace(second, claim=f"{second.value} %"),)),
        *category.nominees[2:],
    )
    changed = replace(plan, categories=(replace(category, nominees=nominees), *plan.categories[1:]))
    secretariat.prepared()
    secretariat.wait(lambda: preparation.correct(secretariat.session.desk, "claims", "", "", changed))
    page = secretariat.show("nominees").page()
    assert isinstance(page, NomineesPage)
    claims = []
    for number in ("01", "02"):
        page.nominees.choose(f"nominee/KK/{number}")
        claims.append(texts_of(page.figures)["K2"][2])
    assert claims == ["81 %", ""]


def test_the_panel_has_full_names_seats_and_the_register(secretariat: Secretariat) -> None:
    page = secretariat.prepared().show("panel").page()
    assert isinstance(page, PanelPage)
    members = {row.id: row.cells for row in page.members.rows_shown.rows}
    assert members["juror/J6"][1].text == "Prof. Dr. Laksmita Wardhani Nugroho, M.Kes."
    assert members["juror/J3"][3].text == "Secretary"
    assert members["juror/J3"][2].text == "BPJS Ketenagakerjaan"
    assert members["juror/J1"][4].text == "✓ scores"
    assert members["juror/DL1"][4].text == "does not score"
    assert members["juror/DL1"][3].under == "delegate without a vote"
    conflicts = list(texts_of(page.conflicts).values())
    assert conflicts[0][1] == "PD-01-C  Universitas Contoh Palembang"
    assert conflicts[0][2] == "actual: does not score"
    assert conflicts[0][3] == "Dosen pada nomine"
    assert conflicts[1][2] == "potential: declared, still scores"


def _packages(secretariat: Secretariat) -> PackagesPage:
    page = secretariat.show("packages").page()
    assert isinstance(page, PackagesPage)
    return page


def test_issuing_writes_a_package_and_a_letter_for_each_juror(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _packages(secretariat.prepared())
    folder = tmp_path / "paket"
    folder.mkdir()
    assert page.issue.button.isEnabled()
    assert {row[-1] for row in texts_of(page.jurors).values()} == {"not issued yet"}
    answers = Answers(press("Cancel"))
    page.issue.button.click()
    secretariat.settle()
    assert answers.done()
    assert secretariat.wait(secretariat.session.desk.store.load_revisions) == ()
    said: list[str] = []

    def agree(dialog: QDialog) -> None:
        said.append(dialog.text.text())  # type: ignore[attr-defined]
        dialog.accept()

    answers = Answers(agree, choose(folder))
    page.issue.button.click()
    secretariat.settle()
    assert answers.done()
    assert page.shown is not None
    assert sorted(path.name for path in folder.iterdir()) == sorted(page.shown.files)
    assert len(page.shown.files) == 18
    assert {row[-1] for row in texts_of(page.jurors).values()} == {"✓ issued"}
    assert "9 packages and 9 letters" in page.notice.words.text()
    assert "new revision" in said[0]


def test_issuing_again_asks_before_it_replaces_and_keeps_the_codes(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _packages(secretariat.issued())
    page.issue_into(tmp_path)
    secretariat.settle()
    answers = Answers(choose(tmp_path), press("Replace"))
    page.issue.button.click()
    secretariat.settle()
    assert answers.done()
    again = secretariat.wait(lambda: preparation.issue(secretariat.session.desk))
    assert {made.juror: made.code for made in again} == {code: made.code for code, made in packages().items()}
    assert len(secretariat.wait(secretariat.session.desk.store.load_revisions)) == 1
    letter = (tmp_path / "surat-J1.pdf").read_bytes()
    assert letter == packages()["J1"].letter


def test_what_is_wrong_with_the_plan_stands_beside_the_button(secretariat: Secretariat) -> None:
    plan = sample_event().plan
    assert plan is not None
    empty = replace(plan, categories=(replace(plan.categories[0], nominees=()), *plan.categories[1:]))
    secretariat.prepared()
    secretariat.wait(lambda: preparation.correct(secretariat.session.desk, "nominees", "", "", empty))
    page = _packages(secretariat)
    assert not page.issue.button.isEnabled()
    assert page.issue.reason.text() == "No nominees: Kabupaten/Kota"
    assert page.checks.texts[0] == "No nominees: Kabupaten/Kota"


def test_a_folder_that_cannot_be_written_is_said_and_the_issue_is_kept(
    secretariat: Secretariat, tmp_path: Path
) -> None:
    page = _packages(secretariat.prepared())
    page.issue_into(tmp_path / "tidak-ada")
    secretariat.settle()
    assert page.notice.property("tone") == "wrong"
    assert "0 of 18" in page.notice.words.text()
    assert len(secretariat.wait(secretariat.session.desk.store.load_revisions)) == 1


def test_stopping_between_two_files_says_how_far_it_came(secretariat: Secretariat, tmp_path: Path) -> None:
    page = _packages(secretariat.prepared())
    tasks = secretariat.tasks
    page.issue_into(tmp_path)
    job = next(iter(tasks._jobs.values()))
    reported = job.progress._report

    def report(done: int, total: int) -> None:
        reported(done, total)
        if (tmp_path / "paket-J1.paritrana-paket").exists():
            job.cancel()

    job.progress._report = report
    job.progress._last = -1.0
    secretariat.settle()
    written = len(list(tmp_path.glob("*.pdf"))) + len(list(tmp_path.glob("*.paritrana-paket")))
    assert 0 < written < 18
    assert f"{written} of 18" in page.notice.words.text()


@pytest.mark.parametrize("key", ["event", "criteria", "nominees", "panel", "packages"])
def test_pages_can_be_worked_without_eyes_or_mouse(secretariat: Secretariat, key: str) -> None:
    page = secretariat.prepared().show(key).page()
    assert accessible.unnamed(page) == []
    assert accessible.out_of_order(page) == []
    assert accessible.without_visible_focus(page) == []


def test_the_rail_says_what_is_next(secretariat: Secretariat) -> None:
    page = _packages(secretariat.prepared())
    assert page.rail_mark is not None
    assert page.rail_mark.sign == "!"
    secretariat.wait(lambda: preparation.issue(secretariat.session.desk))
    page.refresh(None)
    secretariat.settle()
    assert page.rail_mark is None


@pytest.mark.parametrize("key", ["event", "criteria", "nominees", "panel", "packages"])
@pytest.mark.parametrize(("zoom", "size"), [(100, tokens.SMALLEST_WINDOW), (200, tokens.WINDOW)])
def test_no_word_is_cut(secretariat: Secretariat, key: str, zoom: int, size: tuple[int, int]) -> None:
    window = secretariat.prepared().show(key)
    window.choose_look(Look("light", zoom))
    window.resize(*size)
    secretariat.settle()
    assert accessible.cut(window) == []
