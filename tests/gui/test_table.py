"""The table: rows keep their ids, links act, nothing is cut, and Qt's own tester finds no fault in the model."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paritrana_desktop.ui.presenters.rows import Cell, Column, Row
from paritrana_desktop.ui.shared import style
from paritrana_desktop.ui.shared.style import Look
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.table_model import TableModel
from tests.gui import accessible, gallery

COLUMNS, ROWS = gallery.board()


@pytest.fixture
def table(app: QApplication, qtbot: QtBot) -> Table:
    assert app.styleSheet()
    made = Table(name="Juri dan kategori")
    qtbot.addWidget(made)
    made.resize(1150, 500)
    made.show_rows(COLUMNS, ROWS)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_qt_finds_no_fault_in_the_model() -> None:
    model = TableModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(COLUMNS, ROWS)
    model.show(COLUMNS, ROWS[1:3])
    model.show((), ())
    model.show(COLUMNS[:2], tuple(Row(row.id, row.cells[:2]) for row in ROWS))
    assert tester.model() is model
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_two_rows_with_one_id_or_a_missing_cell_are_our_mistake() -> None:
    model = TableModel()
    with pytest.raises(AssertionError):
        model.show(COLUMNS, (ROWS[0], ROWS[0]))
    with pytest.raises(AssertionError):
        model.show(COLUMNS[:1], ROWS)


def test_the_current_row_follows_its_id_not_its_place(table: Table) -> None:
    chosen: list[str] = []
    table.chosen_row.connect(chosen.append)
    table.choose("J3")
    assert chosen == ["J3"]
    table.show_rows(COLUMNS, tuple(reversed(ROWS)))
    assert table.current_id() == "J3"
    assert table.currentIndex().row() == 1
    # A new row above must not make another one current, and nobody chose anything.
    new = dataclasses.replace(ROWS[0], id="J9")
    table.show_rows(COLUMNS, (new, *ROWS))
    assert table.current_id() == "J3"
    assert chosen == ["J3"]
    table.show_rows(COLUMNS, ROWS[:2])
    assert table.current_id() is None


def test_a_link_acts_by_mouse_enter_and_double_click(table: Table) -> None:
    pressed: list[tuple[str, str]] = []
    table.pressed_cell.connect(lambda row, column: pressed.append((row, column)))
    last = len(COLUMNS) - 1
    link = table.visualRect(table.rows_shown.index(1, last)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=link)
    assert pressed == [("J1", "act")]
    plain = table.visualRect(table.rows_shown.index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=plain)
    assert pressed == [("J1", "act")]
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert pressed == [("J1", "act")] * 2
    without_link = table.visualRect(table.rows_shown.index(3, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=without_link)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=without_link)
    assert pressed[2:] == [("J3", "juror")]


def test_the_keyboard_walks_rows_and_tab_leaves(table: Table) -> None:
    table.setFocus()
    table.choose("J0")
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_id() == "J1"
    assert accessible.tab_stops(table) == [table]
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\t")
    assert copied[0] == "Nama Keenam"
    assert len(copied) == len(COLUMNS)


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_columns_are_as_wide_as_what_they_hold(table: Table, app: QApplication, zoom: int) -> None:
    style.apply(app, Look("light", zoom))
    QApplication.processEvents()
    metrics = table.fontMetrics()
    for place, column in enumerate(COLUMNS):
        if not column.grow:
            longest = max(metrics.horizontalAdvance(row.cells[place].text) for row in ROWS)
            assert table.columnWidth(place) >= longest + 16
    for row in range(len(ROWS)):
        assert table.rowHeight(row) >= 2 * metrics.height()


def test_what_is_left_goes_to_the_column_that_grows(table: Table) -> None:
    assert sum(table.columnWidth(place) for place in range(len(COLUMNS))) == table.viewport().width()
    table.resize(1350, 500)
    QApplication.processEvents()
    assert sum(table.columnWidth(place) for place in range(len(COLUMNS))) == table.viewport().width()


def test_text_that_grows_wraps_instead_of_being_cut(table: Table) -> None:
    columns = (Column("name", "Nama", grow=True, width=100), Column("mark", "Nilai", "right"))
    long = "Universitas Contoh Palembang Bagian Selatan yang namanya panjang sekali"
    table.resize(300, 300)
    table.show_rows(columns, (Row("a", (Cell(long), Cell("85,96"))), Row("b", (Cell("pendek"), Cell("1")))))
    assert table.rowHeight(0) > table.rowHeight(1)


def test_signs_are_spoken_as_words(table: Table) -> None:
    model = table.rows_shown
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 1), role) == "belum ada"
    assert model.data(model.index(0, 0), role) == "Nama Kelima Serikat pekerja"
    assert model.headerData(1, Qt.Orientation.Horizontal, role) == "Kategori Kab"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert accessible.spoken_name(table) == "Juri dan kategori"


def test_tones_and_chips_are_painted_in_the_palette_in_use(table: Table) -> None:
    columns = (Column("place", "Juara", width=200),)
    table.show_rows(columns, (Row("a", (Cell("Juara I", "gold", chip=True),)), Row("b", (Cell("≠ 1", "wrong"),))))
    image = table.viewport().grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(210) for y in range(120)}
    assert style.palette().gold_soft.lower() in seen
    assert style.palette().gold.lower() in seen
