"""Attendance: leader, basis, day, who is there and why not, quorum, ballot codes; each kept as it is entered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from paritrana_desktop.services import acting
from paritrana_desktop.services.changes import EVERYTHING
from paritrana_desktop.ui import application
from paritrana_desktop.ui.chair.meeting_page import MeetingPage
from paritrana_desktop.ui.presenters import typed_day
from tests.gui import accessible
from tests.gui.meeting import Meeting
from tests.gui.person import answering


@pytest.fixture
def meeting(tmp_path: Path, app: QApplication) -> Iterator[Meeting]:
    application.use_language(app, "en")
    made = Meeting(tmp_path)
    yield made
    made.end()


def attendance(meeting: Meeting) -> MeetingPage:
    page = meeting.page("meeting")
    assert isinstance(page, MeetingPage)
    return page


def test_the_leader_is_chosen_and_so_is_present(meeting: Meeting) -> None:
    page = attendance(meeting)
    assert page.leader.currentData() == "J1"
    page.leader.setFocus()
    QTest.keyClick(page.leader, Qt.Key.Key_Down)
    meeting.settle()
    assert meeting.acts().leader == "J2"
    assert meeting.acts().present == ("J2",)
    assert page.rows["J2"].present.isChecked()
    assert not page.rows["J1"].present.isChecked()
    assert not page.rows["J1"].absent.isChecked()
    assert meeting.window.header.state.text() == "✓ Saved 13:20"


def test_the_wheel_over_a_field_changes_nothing(meeting: Meeting) -> None:
    page = attendance(meeting)
    page.basis.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(page.leader.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.leader, wheel)
    meeting.settle()
    assert page.leader.currentData() == "J1"
    assert meeting.acts().leader == "J1"


def test_the_basis_is_kept_while_it_is_typed(meeting: Meeting, qtbot: QtBot) -> None:
    page = attendance(meeting)
    page.basis.setFocus()
    QTest.keyClicks(page.basis, "Surat Tugas ")
    qtbot.waitUntil(lambda: meeting.session.chairing.acts.basis == "Surat Tugas")
    meeting.settle()
    # The space at the end is still being typed on: the answer of the disk does not take it away.
    assert page.basis.text() == "Surat Tugas "
    QTest.keyClicks(page.basis, "000/2025")
    assert page.leave()
    meeting.settle()
    assert meeting.acts().basis == "Surat Tugas 000/2025"


def test_what_was_typed_last_is_kept_when_the_page_is_left(meeting: Meeting) -> None:
    page = attendance(meeting)
    page.basis.setFocus()
    QTest.keyClicks(page.basis, "Pasal 4")
    meeting.page("overview")
    assert meeting.acts().basis == "Pasal 4"


def test_a_day_is_typed_as_people_write_it(meeting: Meeting) -> None:
    page = attendance(meeting)
    assert page.day.text() == "27 August 2025"
    page.day.setFocus()
    page.day.selectAll()
    QTest.keyClicks(page.day, "28-8-2025")
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    meeting.settle()
    assert meeting.acts().date == "2025-08-28"
    page.basis.setFocus()
    meeting.window.refresh(EVERYTHING)
    meeting.settle()
    assert page.day.text() == "28 August 2025"
    page.day.setFocus()
    page.day.selectAll()
    QTest.keyClicks(page.day, "31-2-2025")
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    assert page.day.reason.isVisible()
    assert "“31-2-2025” is not a day" in page.day.reason.text()
    assert page.day.property("refused")
    meeting.settle()
    assert meeting.acts().date == "2025-08-28"


@pytest.mark.parametrize(
    "typed",
    ["27-8-2025", "27/08/2025", "27.08.2025", "2025-08-27", "27 Agustus 2025", "27 agu 2025", "27 August 2025"],
)
def test_days_are_read(typed: str) -> None:
    assert typed_day.read(typed).isoformat() == "2025-08-27"


@pytest.mark.parametrize("typed", ["", "besok", "27", "27-8", "32-1-2025", "1-13-2025", "1 ag 2025", "27-8-2025 lagi"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(typed_day.NotADay):
        typed_day.read(typed)


def test_members_are_present_or_absent_with_a_reason(meeting: Meeting) -> None:
    page = attendance(meeting)
    assert page.quorum.text() == "☐ No quorum yet: 0 of 9 voting members are present, 5 are needed"
    QTest.mouseClick(page.rows["J1"].absent, Qt.MouseButton.LeftButton)
    meeting.settle()
    reason = page.rows["J1"].reason
    assert reason.isVisible()
    assert reason.hasFocus()
    assert "Attendance or its reason is missing for 9 members." in page.missing.text()
    QTest.keyClicks(reason, "Rapat di Jakarta")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    meeting.settle()
    (absent,) = meeting.acts().absent
    assert (absent.juror, absent.reason) == ("J1", "Rapat di Jakarta")
    QTest.mouseClick(page.all_present, Qt.MouseButton.LeftButton)
    meeting.settle()
    assert [code for code in meeting.acts().present if code.startswith("J")] == [f"J{seat}" for seat in range(2, 10)]
    assert page.quorum.text() == "✓ Quorum: 8 of 9 voting members are present, 5 are needed"
    assert not page.all_present.isEnabled()
    QTest.mouseClick(page.rows["J1"].present, Qt.MouseButton.LeftButton)
    meeting.settle()
    assert meeting.acts().absent == ()
    assert not reason.isVisible()


def test_codes_are_ticked_one_by_one_or_all_after_a_question(meeting: Meeting) -> None:
    page = attendance(meeting)
    strips = {strip.juror: strip.codes for strip in meeting.session.chairing.received.strips}
    for juror, codes in strips.items():
        assert page.rows[juror].code.text() == "\n".join(codes)
    QTest.mouseClick(
        page.rows["J3"].code, Qt.MouseButton.LeftButton, pos=QPoint(14, page.rows["J3"].code.height() // 2)
    )
    meeting.settle()
    assert meeting.acts().codes_confirmed == ("J3",)
    assert page.codes.text() == "1 of 9 codes compared"
    answering(lambda dialog: dialog.reject())
    QTest.mouseClick(page.all_compared, Qt.MouseButton.LeftButton)
    meeting.settle()
    assert meeting.acts().codes_confirmed == ("J3",)

    def agree(dialog: QDialog) -> None:
        dialog.accept()

    answering(agree)
    QTest.mouseClick(page.all_compared, Qt.MouseButton.LeftButton)
    meeting.settle()
    assert len(meeting.acts().codes_confirmed) == 9
    assert not page.all_compared.isEnabled()


def test_a_delegate_has_no_code_to_compare(meeting: Meeting) -> None:
    page = attendance(meeting)
    delegate = next(juror for juror in meeting.session.chairing.case.plan.jurors if not juror.scores)
    shown = page.rows[delegate.code]
    assert not shown.code.isVisible()
    assert shown.note.text() == "does not score"


def test_the_rail_says_what_is_open_and_that_all_is_done(meeting: Meeting) -> None:
    attendance(meeting)
    button = meeting.window.rail._buttons["meeting"]
    assert button.accessibleName() == "Attendance, 3 matters are open"
    meeting.whole()
    assert button.accessibleName() == "Attendance, complete"


def test_what_cannot_be_kept_is_said_and_not_shown_as_kept(meeting: Meeting) -> None:
    page = attendance(meeting)
    chairing = meeting.session.chairing
    meeting.whole()
    meeting.wait(lambda: chairing.decide(ink=True))
    # The page has not heard of it yet.
    page.keep(lambda acts: acting.on_basis(acts, "lain"))
    meeting.settle()
    assert page.notice.isVisible()
    assert "has been frozen" in page.notice.words.text()
    assert meeting.window.header.state.text() == "✗ Not saved"
    assert "lain" not in page.basis.text()
    assert not page.fields.isEnabled()
    assert not page.panel.isEnabled()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_the_page_is_worked_without_eyes_or_mouse(meeting: Meeting, size: tuple[int, int]) -> None:
    meeting.window.resize(*size)
    page = attendance(meeting)
    QTest.mouseClick(page.rows["J1"].absent, Qt.MouseButton.LeftButton)
    meeting.settle()
    assert meeting.window.isActiveWindow()
    assert accessible.unnamed(page) == []
    assert accessible.without_visible_focus(page) == []
    assert page.minimumSizeHint().width() <= size[0] - meeting.window.rail.width()
    assert accessible.cut(meeting.window) == []
    for shown in page.rows.values():
        assert shown.code.width() >= shown.code.sizeHint().width()
    # So tall that Tab scrolls nothing, which would move what was passed before.
    meeting.window.resize(size[0], 1800)
    QApplication.processEvents()
    assert accessible.out_of_order(page) == []
