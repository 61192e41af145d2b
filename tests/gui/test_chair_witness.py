"""A witness counts again: one page, the code, the own ballot; nobody else's marks, nothing to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from paritrana_desktop.services import plenary
from paritrana_desktop.ui import application
from paritrana_desktop.ui.chair.witness_page import WitnessPage
from tests import plenum
from tests.gui import accessible
from tests.gui.meeting import Meeting
from tests.gui.person import answering, choosing


@pytest.fixture
def witness(tmp_path: Path, app: QApplication) -> Iterator[Meeting]:
    application.use_language(app, "en")
    made = Meeting(tmp_path, "J4")
    yield made
    made.end()


def test_a_witness_sees_the_recount_and_no_marks(witness: Meeting) -> None:
    page = witness.window.page()
    assert isinstance(page, WitnessPage)
    assert witness.window.header.role.text() == "Recount witness"
    assert not witness.window.rail.isVisible()
    assert page.agrees.text() == "✓ This machine counts the same as the secretariat"
    assert page.code.text() == witness.session.chairing.recount_code
    strips = {strip.juror: strip.codes for strip in witness.session.chairing.received.strips}
    assert page.own_codes.text() == "\n".join(strips["J4"])
    shown = "\n".join(label.text() for label in witness.window.findChildren(QLabel))
    for juror, codes in strips.items():
        assert juror == "J4" or not any(code in shown for code in codes)
    # No total and no nominee anywhere.
    assert not re.search(r"\d\d[.,]\d\d\b", shown)
    for category in witness.session.chairing.case.plan.categories:
        for nominee in category.nominees:
            assert nominee.name not in shown


def test_the_answer_is_signed_kept_and_written(witness: Meeting, tmp_path: Path) -> None:
    page = witness.window.page()
    assert isinstance(page, WitnessPage)
    assert not page.answered.isVisible()
    target = tmp_path / "hitung-ulang-J4.paritrana-hitung"
    answering(choosing(target))
    QTest.mouseClick(page.write.button, Qt.MouseButton.LeftButton)
    witness.settle()
    assert page.answered.isVisible()
    assert [answer.juror for answer in witness.wait(witness.session.chairing.answers)] == ["J4"]
    chair = plenum.chairing_at("J2", tmp_path / "ketua.paritrana")
    ((recount, _data),) = plenary.check_answers(chair.case, [target.read_bytes()])
    assert recount.juror == "J4"
    chair.desk.store.close()


def test_the_page_is_worked_without_eyes_or_mouse(witness: Meeting) -> None:
    page = witness.window.page()
    assert accessible.unnamed(page) == []
    assert accessible.out_of_order(page) == []
    assert accessible.without_visible_focus(page) == []
