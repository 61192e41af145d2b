"""The decision: open points lead to their pages, recounts, departures, awards; then frozen, written, checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from paritrana_desktop.domain.decision import Departure
from paritrana_desktop.services import acting, verifying
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.verifying import Verdict
from paritrana_desktop.ui import application
from paritrana_desktop.ui.chair.award_dialog import AwardDialog
from paritrana_desktop.ui.chair.category_dialog import CategoryDialog
from paritrana_desktop.ui.chair.decision_page import DecisionPage
from paritrana_desktop.ui.chair.documents_page import DocumentsPage
from paritrana_desktop.ui.chair.order_dialog import OrderDialog
from paritrana_desktop.ui.shared.buttons import Button
from tests import plenum
from tests.gui import accessible
from tests.gui.meeting import Meeting
from tests.gui.person import answering, choosing

AWARD = "Penghargaan Khusus Inovasi Perlindungan Pekerja Rentan"
NAMES = {
    "rekapitulasi.pdf",
    "berita-acara.pdf",
    "keputusan.pdf",
    "keputusan.paritrana-keputusan",
    "arsip.paritrana-keputusan",
}


@pytest.fixture
def meeting(tmp_path: Path, app: QApplication) -> Iterator[Meeting]:
    application.use_language(app, "en")
    made = Meeting(tmp_path)
    yield made
    made.end()


def decision(meeting: Meeting) -> DecisionPage:
    page = meeting.page("decision")
    assert isinstance(page, DecisionPage)
    return page


def documents(meeting: Meeting) -> DocumentsPage:
    page = meeting.page("documents")
    assert isinstance(page, DocumentsPage)
    return page


def click(meeting: Meeting, button: Button) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    meeting.settle()


def test_every_open_point_leads_to_its_page(meeting: Meeting) -> None:
    page = decision(meeting)
    assert page.shown is not None
    assert [point.page for point in page.shown.points] == [
        "ranking",
        "meeting",
        "meeting",
        "meeting",
        "meeting",
        "meeting",
        "decision",
        "decision",
    ]
    assert "9 ballot codes have not been compared." in [point.text for point in page.shown.points]
    assert not page.sign.button.isEnabled()
    assert page.sign.reason.text() == "There are still equal totals"
    click(meeting, page.points.links[1])
    assert meeting.window.key() == "meeting"
    decision(meeting)
    click(meeting, page.points.links[0])
    assert meeting.window.key() == "ranking"
    assert meeting.session.in_view.category == "DK"


def test_this_machine_counts_again_and_writes_its_answer(meeting: Meeting, tmp_path: Path) -> None:
    page = decision(meeting)
    target = tmp_path / "jawaban.paritrana-hitung"
    answering(choosing(target))
    click(meeting, page.recount.here)
    assert target.exists()
    assert [answer.juror for answer in meeting.wait(meeting.session.chairing.answers)] == ["J2"]
    assert page.recount.machines.texts()[1].endswith(meeting.session.chairing.recount_code)
    assert page.shown is not None
    assert all("recount" not in point.text for point in page.shown.points)
    assert "was written" in page.notice.words.text()


def test_the_answer_of_a_witness_is_taken_in_from_a_file(meeting: Meeting, tmp_path: Path) -> None:
    witness = plenum.chairing_at("J4", tmp_path / "J4.paritrana")
    name, data = witness.recount()
    witness.desk.store.close()
    path = tmp_path / name
    path.write_bytes(data)
    page = decision(meeting)
    answering(choosing(path))
    click(meeting, page.recount.take)
    assert [answer.juror for answer in meeting.wait(meeting.session.chairing.answers)] == ["J4"]
    name = meeting.session.chairing.case.plan.juror("J4").with_titles()
    assert any(text.startswith(f"The machine of {name}: ✓ H-") for text in page.recount.machines.texts())
    foreign = tmp_path / "bukan.paritrana-hitung"
    foreign.write_bytes(b"{}")
    page.take_files((foreign,))
    meeting.settle()
    assert page.notice.isVisible()
    assert page.notice.property("tone") == "wrong"


def test_a_departure_prints_both_orders_and_can_be_taken_back(meeting: Meeting) -> None:
    page = decision(meeting)

    def category(dialog: QDialog) -> None:
        assert isinstance(dialog, CategoryDialog)
        dialog.names.setCurrentIndex(dialog.names.findData("Usaha Sektor Perdagangan dan Jasa"))
        dialog.accept()

    def order(dialog: QDialog) -> None:
        assert isinstance(dialog, OrderDialog)
        QTest.keyClicks(dialog.fields_below.reason, "Hotel melindungi pekerja lepas")
        # The order of the places is still that of the scores.
        assert not dialog.yes.isEnabled()
        QTest.mouseClick(dialog.list.down, Qt.MouseButton.LeftButton)
        assert dialog.order() == ("02", "01", "03")
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    answering(category, order)
    click(meeting, page.departures.depart)
    (departure,) = meeting.acts().departures
    assert (departure.category, departure.order) == ("PJ", ("02", "01", "03"))
    assert page.shown is not None
    (shown,) = page.shown.departures
    assert shown.by_scores.startswith("By scores: PJ-01-1  PT Contoh Ritel Sriwijaya → PJ-02-0  Hotel Contoh Ampera")
    assert shown.by_meeting.startswith("By the meeting: PJ-02-0  Hotel Contoh Ampera → PJ-01-1")
    assert shown.reason == "Reason: Hotel melindungi pekerja lepas"
    click(meeting, page.departures.undo["PJ"])
    assert meeting.acts().departures == ()


def test_a_special_award_is_given_with_votes_or_not_given(meeting: Meeting) -> None:
    page = decision(meeting)

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, AwardDialog)
        assert not dialog.yes.isEnabled()
        dialog.nominee.setCurrentIndex(dialog.nominee.findData("DK-01"))
        QTest.keyClicks(dialog.reason.reason, "Iuran dari BUMDes")
        for typed, why in (
            ("99", "There are not that many votes."),
            ("9" * 5000, "There are not that many votes."),
            ("-1", "Please type the votes in digits."),
            ("8a", "Please type the votes in digits."),
            ("²", "Please type the votes in digits."),
        ):
            dialog.votes.clear()
            QTest.keyClicks(dialog.votes, typed[:5])
            dialog.votes.insert(typed[5:])
            assert dialog.votes.text() == typed
            assert dialog.why_not.text() == why
            assert not dialog.yes.isEnabled()
        dialog.votes.clear()
        QTest.keyClicks(dialog.votes, "8")
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    answering(give)
    click(meeting, page.awards.buttons[AWARD])
    (award,) = meeting.acts().awards
    assert (award.number, award.votes, award.reason) == ("DK-01", 8, "Iuran dari BUMDes")
    assert page.shown is not None
    assert page.shown.awards[0].text == "✓ DK-01-T  Desa Contoh Sungai Teduh. Iuran dari BUMDes · 8 votes"

    def refuse(dialog: QDialog) -> None:
        assert isinstance(dialog, AwardDialog)
        assert dialog.nominee.currentData() == "DK-01"
        dialog.refuse.click()
        assert not dialog.nominee.isEnabled()
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    answering(refuse)
    click(meeting, page.awards.buttons[AWARD])
    (award,) = meeting.acts().awards
    assert (award.number, award.votes) == (None, None)


def test_the_decision_is_frozen_signed_written_and_genuine(meeting: Meeting, tmp_path: Path) -> None:
    meeting.whole()
    page = decision(meeting)
    folder = tmp_path / "Keputusan"
    folder.mkdir()
    assert page.digital.isChecked()
    asked: list[str] = []

    def agree(dialog: QDialog) -> None:
        asked.append(dialog.windowTitle())
        dialog.accept()

    answering(agree, choosing(folder))
    click(meeting, page.sign.button)
    assert asked == ["Freeze the decision now?"]
    assert meeting.window.key() == "documents"
    assert {path.name for path in folder.iterdir()} == NAMES
    files = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    with Reader() as reader:
        verdicts = verifying.verify(reader, files, meeting.session.chairing.desk.key)
    assert [entry.verdict for entry in verdicts] == [Verdict.VALID] * 5
    shown = documents(meeting)
    assert {row.cells[1].text for row in shown.table.rows_shown.rows} == NAMES
    assert shown.where.text() == f"Written to {folder}"
    assert meeting.session.chairing.recount_code in shown.head.under.text()
    click(meeting, shown.open_folder)
    assert meeting.shown_files == [folder]
    click(meeting, shown.check)
    assert {path.name for path in meeting.checked[0]} == NAMES
    # Nothing can be changed any more.
    page = decision(meeting)
    assert not page.sign.button.isEnabled()
    assert page.sign.reason.text() == "The decision has been signed"
    for button in (page.departures.depart, *page.awards.buttons.values(), page.recount.here, page.digital, page.ink):
        assert not button.isEnabled()


def test_turning_back_at_the_last_question_freezes_nothing(meeting: Meeting) -> None:
    meeting.whole()
    page = decision(meeting)
    answering(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    click(meeting, page.sign.button)
    answering(lambda dialog: dialog.accept(), lambda dialog: dialog.reject())
    click(meeting, page.sign.button)
    assert not meeting.wait(meeting.session.chairing.decided)


def test_ink_leaves_blank_blocks(meeting: Meeting, tmp_path: Path) -> None:
    meeting.whole()
    page = decision(meeting)
    page.ink.setFocus()
    QTest.keyClick(page.ink, Qt.Key.Key_Space)
    answering(lambda dialog: dialog.accept(), choosing(tmp_path))
    click(meeting, page.sign.button)
    pdf = (tmp_path / "keputusan.pdf").read_bytes()
    assert b"/ByteRange" not in pdf


def test_a_decision_whose_folder_is_gone_is_kept_and_saved_later(meeting: Meeting, tmp_path: Path) -> None:
    meeting.whole()
    page = decision(meeting)
    stick = tmp_path / "stik"
    stick.mkdir()

    def choose_and_pull_out(dialog: QDialog) -> None:
        choosing(stick)(dialog)
        stick.rmdir()

    answering(lambda dialog: dialog.accept(), choose_and_pull_out)
    click(meeting, page.sign.button)
    assert page.notice.property("tone") == "wrong"
    assert "frozen and kept here" in page.notice.words.text()
    shown = documents(meeting)
    assert len(shown.table.rows_shown.rows) == 5
    assert not shown.open_folder.isEnabled()
    other = tmp_path / "meja"
    other.mkdir()
    answering(choosing(other))
    click(meeting, shown.save_all)
    assert {path.name for path in other.iterdir()} == NAMES
    copy = tmp_path / "salinan.pdf"
    row = next(row for row in shown.table.rows_shown.rows if row.cells[1].text == "keputusan.pdf")
    answering(choosing(copy))
    shown.table.choose(row.id)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    meeting.settle()
    assert copy.read_bytes() == (other / "keputusan.pdf").read_bytes()


def test_before_the_decision_the_documents_say_what_to_do(meeting: Meeting) -> None:
    page = documents(meeting)
    assert page.stack.currentWidget() is page.empty
    click(meeting, page.next_step)
    assert meeting.window.key() == "decision"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("whole", [False, True])
def test_the_page_is_worked_without_eyes_or_mouse(meeting: Meeting, size: tuple[int, int], *, whole: bool) -> None:
    meeting.window.resize(*size)
    if whole:
        meeting.whole()
        meeting.keep(lambda acts: acting.with_departure(acts, Departure("PJ", ("02", "01", "03"), "Alasan")))
    for page in (decision(meeting), documents(meeting)):
        meeting.window.open(page.key)
        meeting.settle()
        assert meeting.window.isActiveWindow()
        assert accessible.unnamed(page) == []
        assert accessible.without_visible_focus(page) == []
        assert accessible.cut(meeting.window) == []
        assert page.minimumSizeHint().width() <= size[0] - meeting.window.rail.width()
        # So tall that Tab scrolls nothing, which would move what was passed before.
        meeting.window.resize(size[0], 1800)
        QApplication.processEvents()
        assert accessible.out_of_order(page) == []
        meeting.window.resize(*size)


def test_dialogs_are_worked_without_eyes_or_mouse(meeting: Meeting) -> None:
    page = decision(meeting)

    def look(dialog: QDialog) -> None:
        assert accessible.unnamed(dialog) == []
        assert accessible.out_of_order(dialog) == []
        assert accessible.without_visible_focus(dialog) == []
        dialog.reject()

    def go_on(dialog: QDialog) -> None:
        assert accessible.unnamed(dialog) == []
        dialog.accept()

    answering(look)
    click(meeting, page.awards.buttons[AWARD])
    answering(go_on, look)
    click(meeting, page.departures.depart)
