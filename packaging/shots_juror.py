"""The screens of a juror: the package, the pact, the form in its states, handing in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from paritrana_desktop import paths
from paritrana_desktop.domain.ballot import Mark, MarkState
from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.exchange.workbook.marks import read_marks
from paritrana_desktop.services.changes import EVERYTHING
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.storage.home import Home
from paritrana_desktop.ui.everyone.unlock import UnlockPage
from paritrana_desktop.ui.juror.hand_in_page import HandInPage
from paritrana_desktop.ui.juror.marks_page import MarksPage
from paritrana_desktop.ui.juror.open_page import OpenPackagePage
from paritrana_desktop.ui.juror.pact_page import PactPage
from paritrana_desktop.ui.juror.writing import write_into
from paritrana_desktop.ui.window import Window
from stage import Screen, Stage, issued, opened

JUROR_CODE = "J4"
OTHER = "J2"
FULL = ("KK", "DK", "KU")
HERE = ("PJ", "02")


def at(criterion: str, category: str = "PJ", nominee: str = "02") -> Cell:
    """Where a mark stands."""
    return Mark(category, nominee, criterion, 0).cell


def package(stage: Stage) -> Path:
    """The file that this juror got from the secretariat."""
    made = stage.once(issued)[JUROR_CODE]
    file = stage.folder / made.package_name
    file.write_bytes(made.package)
    return file


def opening(stage: Stage) -> OpenPackagePage:
    """The question for the code."""
    file = stage.once(package)
    desktop = stage.once(opened)
    desktop.open_file(file)
    stage.wait(lambda: isinstance(desktop.shell.window.page(), OpenPackagePage), "the question for the code")
    page = desktop.shell.window.page()
    assert isinstance(page, OpenPackagePage)
    activate(page)
    return page


def activate(page: QWidget) -> None:
    """The cursor shows in an active window only; offscreen, nobody else makes it so after a dialog was closed."""
    page.window().activateWindow()
    page.setFocus()


def typed_code(stage: Stage) -> QWidget:
    """A code that is being typed."""
    page = stage.once(opening)
    QTest.keyClicks(page.code.line, stage.once(issued)[JUROR_CODE].code.lower().replace("-", "")[:13])
    return page.window()


def other_code(stage: Stage) -> QWidget:
    """A right code, but of another letter."""
    page = stage.once(opening)
    page.code.line.clear()
    QTest.keyClicks(page.code.line, stage.once(issued)[OTHER].code)
    QTest.keyClick(page.code.line, Qt.Key.Key_Return)
    stage.settle()
    return page.window()


def desk(stage: Stage) -> Window:
    """This juror's desk, at the pact."""
    page = stage.once(opening)
    window = stage.once(opened).shell.window
    page.code.line.clear()
    QTest.keyClicks(page.code.line, stage.once(issued)[JUROR_CODE].code)
    QTest.keyClick(page.code.line, Qt.Key.Key_Return)
    stage.wait(lambda: isinstance(window.page(), PactPage), "the pact")
    stage.settle()
    return window


def form(stage: Stage) -> MarksPage:
    """The form with some categories complete and one begun."""
    window = stage.once(desk)
    page = window.page()
    assert isinstance(page, PactPage)
    page.confirm.button.click()
    stage.wait(lambda: isinstance(window.page(), MarksPage), "the form")
    marks = window.page()
    assert isinstance(marks, MarksPage)
    activate(marks)
    rows = read_marks((paths.resources() / "sample" / "nilai.xlsx").read_bytes(), marks.session.scoring.plan).rows
    mine = [row.mark for row in rows if row.juror == JUROR_CODE]
    begun = [mark for mark in mine if mark.category in FULL or (mark.category, mark.nominee) == ("PJ", "01")]
    do(stage, marks, lambda scoring: scoring.put_all([*begun, Mark(*at("B4"), 82_00)]))
    return marks


def do(stage: Stage, page: MarksPage, work: Callable[[Scoring], object]) -> None:
    """Do `work` in the writer thread and show what it changed."""
    scoring = page.session.scoring
    page.session.tasks.write(lambda _progress: work(scoring), lambda _done: page.session.changed(EVERYTHING))
    stage.settle()


def typed(stage: Stage, criterion: str, text: str) -> QWidget:
    """Type `text` into the mark of `criterion` and press Enter."""
    page = stage.once(form)
    page.go_to(at(criterion))
    card = page.view.card(at(criterion))
    assert card is not None
    QTest.keyClicks(card.field.line, text)
    QTest.keyClick(card.field.line, Qt.Key.Key_Return)
    stage.settle()
    return page.window()


def marks(stage: Stage) -> QWidget:
    """The form as a juror works in it."""
    typed(stage, "B5", "85,5")
    stage.once(form).go_to(at("B5"))
    return stage.once(form).window()


def refused(stage: Stage) -> QWidget:
    """A text that is no mark."""
    return typed(stage, "B6", "1.234")


def explained(stage: Stage) -> QWidget:
    """A comment, and a criterion that could not be judged."""
    typed(stage, "B5", "85,5")
    page = stage.once(form)
    card = page.view.card(at("B6"))
    assert card is not None
    card.put_state(MarkState.ABSENT)
    stage.settle()
    page.go_to(at("B5"))
    card = page.view.card(at("B5"))
    assert card is not None
    card.write_comment()
    QTest.keyClicks(card.comment, "Laporan CSR hlm. 14")
    return page.window()


def tree(stage: Stage) -> QWidget:
    """A category with a tree of criteria and two stages."""
    page = stage.once(form)
    page.go_to(at("K3.1", "KK", "03"))
    return page.window()


def page_for_handing_in(stage: Stage) -> HandInPage:
    """The page for handing in, opened."""
    window = stage.once(form).window()
    assert isinstance(window, Window)
    window.open("hand-in")
    stage.settle()
    page = window.page()
    assert isinstance(page, HandInPage)
    return page


def hand_in(stage: Stage) -> QWidget:
    """What is complete and what is missing."""
    return page_for_handing_in(stage).window()


def handed_in(stage: Stage) -> QWidget:
    """The ballot code and the files."""
    page = page_for_handing_in(stage)
    folder = stage.folder / "flashdisk"
    folder.mkdir(exist_ok=True)
    scoring = page.session.scoring
    sheets = [sheet for sheet in scoring.sheets if scoring.worksheet.complete(*sheet)]
    page.session.tasks.write(lambda _progress: write_into(folder, scoring.hand_in(sheets)), page.handed_in.show_written)
    page.session.changed(EVERYTHING)
    stage.settle()
    return page.window()


def locked(stage: Stage) -> QWidget:
    """A category that was handed in; somebody typed all the same."""
    page = stage.once(form)
    window = page.window()
    assert isinstance(window, Window)
    window.open("marks")
    page.go_to(at("K3.1", "KK", "03"))
    stage.settle()
    card = page.view.card(at("K3.1", "KK", "03"))
    assert card is not None
    QTest.keyClicks(card.field.line, "5")
    return window


def unlock(stage: Stage) -> QWidget:
    """Opening the workspace again another day."""
    page = stage.once(form)
    desktop = stage.once(opened)
    path = Home(stage.folder / "home").workspace_path(page.session.scoring.event, JUROR_CODE)
    desktop.open_file(path)
    stage.wait(lambda: isinstance(desktop.shell.window.page(), UnlockPage), "the question for the secret")
    activate(desktop.shell.window.page())
    return desktop.shell.window


JUROR = (
    Screen("juror-opening", typed_code),
    Screen("juror-other-code", other_code),
    Screen("juror-pact", lambda stage: stage.once(desk)),
    Screen("juror-marks", marks),
    Screen("juror-refused", refused),
    Screen("juror-comment", explained),
    Screen("juror-tree", tree),
    Screen("juror-hand-in", hand_in),
    Screen("juror-handed-in", handed_in),
    Screen("juror-locked", locked),
    Screen("juror-unlock", unlock),
)
