"""The chair sees all categories and each ranking; ties and differing ballots are settled by the meeting, in dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from paritrana_desktop.domain.decision import settle
from paritrana_desktop.services import acting
from paritrana_desktop.services.chairing import insights
from paritrana_desktop.ui import application
from paritrana_desktop.ui.chair.notes_page import NotesPage
from paritrana_desktop.ui.chair.order_dialog import OrderDialog
from paritrana_desktop.ui.chair.overview_page import OverviewPage
from paritrana_desktop.ui.chair.ranking_page import RankingPage
from paritrana_desktop.ui.chair.ruling_dialog import RulingDialog
from paritrana_desktop.ui.shared.score_card import JurorDialog
from tests import plenum
from tests.gui import accessible
from tests.gui.meeting import Meeting
from tests.gui.person import answering


@pytest.fixture
def meeting(tmp_path: Path, app: QApplication) -> Iterator[Meeting]:
    application.use_language(app, "en")
    made = Meeting(tmp_path)
    yield made
    made.end()


def overview(meeting: Meeting) -> OverviewPage:
    page = meeting.page("overview")
    assert isinstance(page, OverviewPage)
    return page


def ranking(meeting: Meeting, category: str = "DK") -> RankingPage:
    meeting.session.open_category(category)
    meeting.settle()
    page = meeting.window.page()
    assert isinstance(page, RankingPage)
    return page


def words(page: RankingPage | OverviewPage | NotesPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_most_urgent_category_stands_first_with_its_first_three(meeting: Meeting) -> None:
    page = overview(meeting)
    rows = page.table.rows_shown.rows
    assert [row.id for row in rows] == ["DK", "KK", "KU", "PJ", "TM", "TN", "PD", "UK"]
    _name, state, first, second, third = rows[0].cells
    assert (state.text, state.tone) == ("equal totals", "gold")
    assert first.text == "DK-01-T  Desa Contoh Sungai Teduh"
    assert (second.under, third.under) == ("76.82 · equal", "76.82 · equal")
    assert rows[1].cells[1].text == "✓ ready"
    assert page.findings.text() == "1 of 8 categories needs a decision"
    assert not page.foot.decide.button.isEnabled()
    assert page.foot.decide.reason.text() == "There are still equal totals"


def test_the_recount_of_both_machines_is_told_with_its_code(meeting: Meeting, qtbot: QtBot) -> None:
    page = overview(meeting)
    code = meeting.session.chairing.recount_code
    assert code.startswith("H-")
    secretariat, here = page.machines.texts()
    assert secretariat == f"The secretariat's machine: ✓ {code}"
    assert here.endswith("☐ agrees, not recorded yet")
    assert page.foot.recount.text() == "☐ Not yet counted on a second machine"
    meeting.whole()
    assert page.machines.texts()[1].endswith(f"✓ {code}")
    assert page.foot.recount.text() == f"✓ The counts of two machines agree · {code}"
    assert page.foot.decide.button.isEnabled()
    QTest.keyClick(meeting.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: meeting.window.key() == "decision")


def test_a_juror_who_handed_nothing_in_is_told_on_the_first_page(app: QApplication, tmp_path: Path) -> None:
    application.use_language(app, "en")
    made = Meeting(tmp_path, made=plenum.plenum(without=("J9",)))
    page = overview(made)
    assert page.waiting.isVisible()
    assert made.session.chairing.case.plan.juror("J9").name in page.waiting.words.text()
    assert {row.cells[1].text for row in page.table.rows_shown.rows} >= {"not complete"}
    made.end()


def test_a_press_on_a_category_opens_its_ranking(meeting: Meeting) -> None:
    page = overview(meeting)
    page.table.setFocus()
    page.table.choose("PJ")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    meeting.settle()
    shown = meeting.window.page()
    assert isinstance(shown, RankingPage)
    assert shown.head.title.text() == "Usaha Sektor Perdagangan dan Jasa"
    # The category in view stays when the page is left and comes again.
    overview(meeting)
    again = meeting.page("ranking")
    assert isinstance(again, RankingPage)
    assert again.strip.current == "PJ"


def test_rows_say_what_was_counted(meeting: Meeting) -> None:
    page = ranking(meeting)
    tally = meeting.session.chairing.tally.category("DK")
    category = page.category()
    assert category is not None
    assert [row.number for row in category.rows] == [standing.number for standing in tally.ranking]
    assert [row.rank for row in category.rows] == ["1", "2", "2", "4"]
    assert [row.total for row in category.rows] == ["89.53", "76.82", "76.82", "62.27"]
    assert [row.margin for row in category.rows] == ["", "−12.70", "0.00", "−14.55"]
    assert [row.chip for row in category.rows] == ["Juara I", "equal total", "equal total", ""]
    first = category.rows[0]
    # J5 was absent from the interview: the total of half the criteria is no dot beside whole ones.
    whole = [total for total in tally.ranking[0].jurors if total.code != "J5"]
    assert len(first.dots.dots) == len(whole) == 8
    assert sorted(first.dots.dots) == sorted(round(float(total.total) * 100) for total in whole)
    assert first.dots.middle == 8953
    assert len({(row.dots.low, row.dots.high) for row in category.rows}) == 1
    assert all(row.dots.low <= dot <= row.dots.high for row in category.rows for dot in row.dots.dots)
    assert page.head.note.text() == "9 of 9 jurors"
    assert page.method.text() == "weighted mean"


def test_the_tie_is_told_with_every_step_that_was_tried(meeting: Meeting) -> None:
    page = ranking(meeting)
    (card,) = page.ties.values()
    said = card.words.words.text()
    assert said.startswith("Juara II: 2 nominees have the same total, 76.82. Tried so far: ")
    tally = meeting.session.chairing.tally.category("DK")
    contest = meeting.session.chairing.case.plan.category("DK")
    for trial in tally.ties[0].trials:
        if trial.criterion is not None:
            assert f"{contest.criterion(trial.criterion).name} (equal, " in said
    assert "direct comparison 4–4; first ranks with the jurors 0–0" in said
    assert said.endswith("Next: the meeting decides.")
    assert card.words.property("tone") == "gold"
    # What the declared steps settled is told as well, and asks for nothing.
    settled = ranking(meeting, "UK")
    (calm,) = settled.ties.values()
    assert "the order follows from the declared step: Kepedulian dan sosialisasi" in calm.words.words.text()
    assert not calm.order.isVisible()


def test_the_meeting_puts_equal_nominees_in_order(meeting: Meeting) -> None:
    page = ranking(meeting)
    (card,) = page.ties.values()

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, OrderDialog)
        assert dialog.order() == ("02", "04")
        assert not dialog.yes.isEnabled()
        dialog.list.items.setFocus()
        QTest.keyClick(dialog.list.items, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        assert dialog.order() == ("04", "02")
        dialog.fields_below.ways[acting.VOTE].setChecked(True)
        QTest.keyClicks(dialog.fields_below.reason, "Lebih dahulu mendaftar")
        assert dialog.yes.isEnabled()
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    answering(act)
    QTest.mouseClick(card.order, Qt.MouseButton.LeftButton)
    meeting.settle()
    (settled,) = meeting.acts().ties
    assert settled.order == ("04", "02")
    assert (settled.how, settled.reason) == ("pemungutan suara", "Lebih dahulu mendaftar")
    category = page.category()
    assert category is not None
    assert [row.chip for row in category.rows] == ["Juara I", "Juara II", "Juara III", ""]
    assert [(row.number, row.rank) for row in category.rows][1:3] == [("04", "2"), ("02", "3")]
    (card,) = page.ties.values()
    assert card.words.words.text().startswith("Order by vote of the meeting: DK-04-N  Desa Contoh Air Jernih → DK-02-R")
    assert meeting.window.header.state.text() == "✓ Saved 13:20"
    QTest.mouseClick(card.reopen, Qt.MouseButton.LeftButton)
    meeting.settle()
    assert meeting.acts().ties == ()
    assert next(iter(page.ties.values())).order.isVisible()


def test_the_meeting_lets_them_share_the_place(meeting: Meeting) -> None:
    page = ranking(meeting)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, OrderDialog)
        assert not dialog.list.isVisible()
        QTest.keyClicks(dialog.fields_below.reason, "Sama kuat")
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    answering(act)
    QTest.mouseClick(next(iter(page.ties.values())).share, Qt.MouseButton.LeftButton)
    meeting.settle()
    assert meeting.acts().ties[0].order is None
    category = page.category()
    assert category is not None
    assert [row.chip for row in category.rows] == ["Juara I", "Juara II, shared", "Juara II, shared", ""]


def test_a_dialog_that_is_left_changes_nothing(meeting: Meeting) -> None:
    page = ranking(meeting)
    answering(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    QTest.mouseClick(next(iter(page.ties.values())).order, Qt.MouseButton.LeftButton)
    meeting.settle()
    assert meeting.acts().ties == ()


def test_arrow_keys_walk_the_ranking_and_the_score_card_follows(meeting: Meeting) -> None:
    page = ranking(meeting, "KK")
    assert page.card.nominee.text() == "KK-01-0  Kota Palembang"
    page.rows["01"].setFocus()
    QTest.keyClick(page.rows["01"], Qt.Key.Key_Down)
    assert page.rows["03"].isChecked()
    assert page.rows["03"].hasFocus()
    assert page.card.nominee.text() == "KK-03-W  Kab. Musi Banyuasin"
    assert page.card.total.text() == "85.68"
    assert "the difference from Kota Palembang" in page.card.caption.text()
    QTest.mouseClick(page.rows["05"], Qt.MouseButton.LeftButton)
    assert page.card.nominee.text() == "KK-05-S  Kota Prabumulih"
    seen: list[int] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, JurorDialog)
        seen.append(len(dialog.table.rows_shown.rows))
        dialog.accept()

    answering(act)
    QTest.mouseClick(page.card.details, Qt.MouseButton.LeftButton)
    assert seen[0] >= 9


def test_the_places_on_the_rows_are_those_of_the_decision(meeting: Meeting) -> None:
    meeting.whole()
    chairing = meeting.session.chairing
    outcomes = settle(chairing.case.plan, chairing.tally, chairing.acts)
    page = ranking(meeting, "KK")
    for outcome in outcomes:
        shown = ranking(meeting, outcome.category).category()
        assert shown is not None
        chips = {row.number: row.chip for row in shown.rows if row.chip}
        placed = {number: place.place for place in outcome.places for number in place.numbers}
        assert {number: chip.split()[1].strip(",") for number, chip in chips.items()} == {
            number: ("I", "II", "III")[place - 1] for number, place in placed.items()
        }
    assert page.to_decide.text() == "All categories are ready"


def test_differing_ballots_are_settled_on_the_ranking(app: QApplication, tmp_path: Path) -> None:
    application.use_language(app, "en")
    made = Meeting(tmp_path, made=plenum.plenum(differing=True))
    assert [row.cells[1].text for row in overview(made).table.rows_shown.rows][:2] == [
        "differing ballots",
        "equal totals",
    ]
    page = ranking(made, "KK")
    assert len(page.rulings) == 2

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, RulingDialog)
        choice = next(iter(dialog.choices.values()))
        assert "in ballot N-" in choice.text()
        choice.setChecked(True)
        assert not dialog.yes.isEnabled()
        QTest.keyClicks(dialog.reason.reason, "Lembar terakhir berlaku")
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    for _turn in range(2):
        open_ones = [key for key, button in page.rulings.items() if button.text() == "Choose a value …"]
        answering(act)
        QTest.mouseClick(page.rulings[open_ones[0]], Qt.MouseButton.LeftButton)
        made.settle()
    assert len(made.acts().rulings) == 2
    assert all(button.text() == "Take this back" for button in page.rulings.values())
    assert overview(made).table.rows_shown.rows[0].id == "DK"
    made.end()


def test_technical_notes_say_what_was_computed_and_no_other_page_does(meeting: Meeting) -> None:
    page = meeting.page("notes")
    assert isinstance(page, NotesPage)
    chairing = meeting.session.chairing
    found = insights(chairing.case, chairing.tally, ())
    shown = {row.id: row.cells for row in page.table.rows_shown.rows}
    for entry in found:
        cells = shown[entry.category]
        assert cells[1].text == {"lebar": "wide", "sedang": "middle", "tipis": "thin"}[str(entry.margin)]
        assert cells[3].text == f"{entry.krippendorff_alpha:.3f}"
        assert cells[5].text == f"{entry.icc_3_k:.3f}"
    # Names stand in place of codes and numbers.
    assert "Ratna Kusuma Wijayanti" in shown["KK"][2].text
    assert "PJ-02-0  Hotel Contoh Ampera" in shown["PJ"][2].text
    for other in (overview(meeting), ranking(meeting, "KK")):
        assert "Krippendorff" not in words(other)
        assert "left out" not in words(other)


@pytest.mark.parametrize("key", ["overview", "ranking", "notes"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_pages_are_worked_without_eyes_or_mouse(meeting: Meeting, key: str, size: tuple[int, int]) -> None:
    meeting.window.resize(*size)
    page = ranking(meeting) if key == "ranking" else meeting.page(key)
    QApplication.processEvents()
    # A widget that was shown before it had its place would have opened as a window and taken the keys away; computing
    # the notes may show its progress, which does so rightly.
    assert key == "notes" or meeting.window.isActiveWindow()
    assert accessible.unnamed(page) == []
    assert accessible.without_visible_focus(page) == []
    assert accessible.cut(meeting.window) == []
    assert page.minimumSizeHint().width() <= size[0] - meeting.window.rail.width()
    # So tall that Tab scrolls nothing, which would move what was passed before.
    meeting.window.resize(size[0], 1800)
    QApplication.processEvents()
    assert accessible.out_of_order(page) == []
