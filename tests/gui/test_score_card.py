"""The score card pane: figures that add up, and the table by juror behind its button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paritrana_desktop.domain.count import count
from paritrana_desktop.ui.presenters.score_card import juror_rows, score_card
from paritrana_desktop.ui.shared.painted import BarLine
from paritrana_desktop.ui.shared.score_card import JurorDialog, ScoreCardPane
from tests import build

# A screen that is none cannot keep a window to its smallest size, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


@pytest.mark.usefixtures("app")
def test_the_pane_shows_a_nominee_and_its_jurors(qtbot: QtBot) -> None:
    plan = build.small_plan()
    tables = [
        {("K", f"0{number}", code): 60 + 10 * number for number in (1, 2, 3) for code in "AB"} for _juror in plan.jurors
    ]
    tally = count(plan, build.view_of(plan, build.handed_in(plan, tables))).category("K")
    pane = ScoreCardPane()
    qtbot.addWidget(pane)
    pane.show()
    assert not pane.details.isVisible()
    pane.show_card(score_card(plan, tally, "03", against="02"), juror_rows(plan, tally, "03"))
    assert pane.total.text() == "90,00"
    assert "90,0000" in pane.sum.text()
    # Qt shows what was added, and ends what was taken away, once it is back in its loop.
    qtbot.waitUntil(lambda: [bar.isVisible() for bar in pane.findChildren(BarLine)] == [True, True])
    seen: list[str] = []

    def read_and_close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, JurorDialog)
        seen.extend(row.id for row in dialog.table.rows_shown.rows)
        dialog.accept()

    QTimer.singleShot(50, read_and_close)
    pane.details.click()
    assert seen == ["J1", "J2", "J3", "J4", "J5", "sum"]
    pane.show_card(score_card(plan, tally, "01"))
    assert pane.total.text() == "70,00"
    # Qt shows what was added, and ends what was taken away, once it is back in its loop.
    qtbot.waitUntil(lambda: [bar.isVisible() for bar in pane.findChildren(BarLine)] == [True, True])
