"""A secretariat's desk for tests: the sample event in a real workspace, behind real tasks, with the window that shows it.

`Secretariat` opens the store in the writer thread. `prepared`, `issued` and `collected` bring the event as far; the
jurors' part of it is done by the services in homes of their own, once for a run.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

from paritrana_desktop import paths
from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.exchange import package
from paritrana_desktop.exchange.workbook.event import EventWorkbook, read_event
from paritrana_desktop.exchange.workbook.marks import read_marks
from paritrana_desktop.security import identity
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import collection, preparation, scoring
from paritrana_desktop.services.changes import EVERYTHING, Changes
from paritrana_desktop.services.collection import IncomingFile
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.services.preparation import IssuedPackage
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.scoring import HandedInFiles
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.store import Kind, Store
from paritrana_desktop.ui.secretary.pages import places
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared import style
from paritrana_desktop.ui.shared.progress_dialog import ProgressDialog
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.tasks import Tasks
from paritrana_desktop.ui.window import Desk as Shown
from paritrana_desktop.ui.window import Window

MORNING = dt.datetime(2025, 8, 27, 10, 42, tzinfo=dt.timezone(dt.timedelta(hours=7)))
SAMPLE = paths.resources() / "sample"
T = TypeVar("T")


def clock() -> dt.datetime:
    """The same moment always: 27 August 2025, 10.42 WIB."""
    return MORNING


@cache
def event_key() -> OwnKey:
    """The key of the event, made once."""
    return identity.create("Sekretariat")


@cache
def sample_event() -> EventWorkbook:
    """The sample workbook as read."""
    return read_event((SAMPLE / "acara.xlsx").read_bytes())


@cache
def packages() -> dict[str, IssuedPackage]:
    """One package for each juror, as the desk of `issued` has issued them."""
    with Store.create(Path(mkdtemp()) / "acara.paritrana", Kind.SECRETARIAT, clock().isoformat()) as store:
        desk = Desk(store, event_key(), clock, _the_same_chance())
        preparation.found(desk, sample_event())
        return {made.juror: made for made in preparation.issue(desk)}


def _the_same_chance() -> Callable[[int], bytes]:
    # Codes and secrets of packages must be those of `packages` in every desk; keys have their own chance.
    count = iter(range(1, 1_000_000))
    return lambda length: next(count).to_bytes(length, "big")


def handed_in(juror: str, only: tuple[str, ...] = (), shift: int = 0) -> HandedInFiles:
    """What `juror` hands in: all sheets or those of the stages `only`; marks of category KK moved by `shift`."""
    return _handed_in(juror, only, shift)


@cache
def _handed_in(juror: str, only: tuple[str, ...], shift: int) -> HandedInFiles:
    made = packages()[juror]
    home = Home(Path(mkdtemp()))
    with Reader() as reader:
        found = scoring.read_package(reader, made.package, made.code)
    work = scoring.open_package(home, found, lambda name: _key_of(juror, name), clock, secrets.token_bytes)
    try:
        work.confirm_pact()
        # One transaction: a commit for each of ninety marks is what other tests look at.
        with work.desk.store.transaction():
            for mark in sample_marks(juror):
                work.put(_shifted(mark, shift))
        return work.hand_in([sheet for sheet in work.sheets if not only or sheet[0] in only])
    finally:
        work.desk.store.close()


@cache
def _key_of(juror: str, name: str) -> OwnKey:
    del juror
    return identity.create(name)


def _shifted(mark: Mark, shift: int) -> Mark:
    return replace(mark, u=mark.u + shift) if shift and mark.u is not None and mark.category == "KK" else mark


@cache
def _all_marks() -> tuple[tuple[str, Mark], ...]:
    plan = sample_event().plan
    assert plan is not None
    return tuple((row.juror, row.mark) for row in read_marks((SAMPLE / "nilai.xlsx").read_bytes(), plan).rows)


def sample_marks(juror: str) -> list[Mark]:
    """The marks of `juror` in the sample event."""
    return [mark for owner, mark in _all_marks() if owner == juror]


class Secretariat:
    """One workspace with its tasks; `session` is what pages get."""

    def __init__(self, folder: Path) -> None:
        """Make an empty workspace in `folder`."""
        self.folder = folder
        self.problems: list[BaseException] = []
        self.window: Window | None = None
        self.over = QWidget()
        self.tasks = Tasks(self.problems.append, self.over)
        self.reader = Reader()
        self.opened: list[str] = []
        desk = self.wait(lambda: Desk(self._create(), event_key(), clock, _the_same_chance()))
        self.session = Session(
            self.tasks,
            desk,
            self.reader,
            changed=self._changed,
            mark=lambda key, mark: self.window.mark(key, mark) if self.window else None,
            open_page=lambda key: self.window.open(key) if self.window else self.opened.append(key),
            home=folder,
        )

    def _create(self) -> Store:
        return Store.create(self.folder / "acara.paritrana", Kind.SECRETARIAT, clock().isoformat())

    def _changed(self, changes: Changes) -> None:
        if self.window is not None:
            self.window.refresh(changes)

    def wait(self, work: Callable[[], T]) -> T:
        """Do `work` in the writer thread and wait for it."""
        found: list[T] = []
        failed: list[BaseException] = []
        self.tasks.write(lambda _progress: work(), found.append, failed.append)
        while not found and not failed:
            QTest.qWait(2)
        if failed:
            raise failed[0]
        return found[0]

    def settle(self) -> None:
        """Wait until nothing is under way and everything is shown."""
        QTest.qWait(1)
        while self.tasks.busy():
            QTest.qWait(2)
        QApplication.processEvents()
        assert not self.problems, self.problems

    def prepared(self) -> Secretariat:
        """The sample workbook is imported."""
        desk = self.session.desk
        self.wait(lambda: preparation.found(desk, sample_event()))
        return self

    def issued(self) -> Secretariat:
        """Packages are out; they are those of `packages`."""
        packages()
        self.prepared()
        made = self.wait(lambda: preparation.issue(self.session.desk))
        assert [entry.code for entry in made] == [entry.code for entry in packages().values()]
        return self

    def collected(self, *jurors: str, only: tuple[str, ...] = (), shift: int = 0) -> Secretariat:
        """The files of `jurors` are taken in, after `issued`."""
        files = [IncomingFile(made.ballot_name, made.ballot) for made in (handed_in(j, only, shift) for j in jurors)]
        desk = self.session.desk

        def take_in() -> None:
            collection.merge(desk, collection.inspect(desk, self.reader, files))

        self.wait(take_in)
        if self.window is not None:
            self.window.refresh(EVERYTHING)
        return self

    def closed(self, stage: str | None = None, early: str = "") -> Secretariat:
        """Receiving is closed."""
        self.wait(lambda: collection.close(self.session.desk, stage, early))
        if self.window is not None:
            self.window.refresh(EVERYTHING)
        return self

    def show(self, key: str = "event") -> Window:
        """The window with all pages of the secretariat, at `key`, everything loaded."""
        if self.window is None:
            self.window = Window(
                lambda: Shown(
                    "Paritrana Award Tingkat Provinsi Sumatera Selatan 2025", "Sekretariat", places(self.session)
                ),
                lambda look: style.apply(QApplication.instance(), look),  # type: ignore[arg-type]
            )
            self.window.show()
        self.window.open(key)
        self.settle()
        return self.window

    def end(self) -> None:
        """Close everything, the store in its own thread."""
        if self.window is not None:
            self.window.close()
        self.wait(self.session.desk.store.close)
        self.reader.close()
        self.tasks.close()
        # Python would end what nobody owns any more at a moment of its own choosing.
        for owned in (self.window, self.over):
            if owned is not None:
                shiboken6.delete(owned)


EVERYBODY = ("J1", "J2", "J3", "J4", "J5", "J6", "J7", "J8", "J9")
PACKAGE_SUFFIX = package.SUFFIX


class Answers:
    """Answers modal dialogs in turn, as a person would: each step gets the dialog that is open then.

    A dialog for which there is no step is closed and kept in `unasked`, so that a test fails instead of waiting.
    """

    def __init__(self, *steps: Callable[[QDialog], object]) -> None:
        """Begin to look out for the first dialog."""
        self.steps = list(steps)
        self.unasked: list[str] = []
        self._timer = QTimer(QApplication.instance())
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def done(self) -> bool:
        """Whether every step had its dialog, and every dialog its step."""
        self._timer.stop()
        return not self.steps and not self.unasked

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or isinstance(dialog, ProgressDialog) or dialog.property("answered"):
            return
        dialog.setProperty("answered", True)
        if self.steps:
            went_wrong = True
            try:
                self.steps.pop(0)(dialog)
                went_wrong = False
            finally:
                if went_wrong:
                    # A dialog that nobody answers would hold the test for ever.
                    dialog.reject()
        else:
            self.unasked.append(dialog.windowTitle())
            dialog.reject()


def choose(path: Path) -> Callable[[QDialog], object]:
    """Type `path` into Qt's own file dialog and accept."""

    def step(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog), dialog
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(str(path))
        dialog.accept()

    return step


def press(text: str) -> Callable[[QDialog], object]:
    """Press the button of that name in the dialog."""

    def step(dialog: QDialog) -> None:
        button = next(b for b in dialog.findChildren(QPushButton) if b.accessibleName() == text)
        assert button.isEnabled(), text
        button.click()

    return step


def texts_of(table: Table) -> dict[str, list[str]]:
    """Row id -> the texts of its cells."""
    return {row.id: [cell.text for cell in row.cells] for row in table.rows_shown.rows}
