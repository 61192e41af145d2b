"""A plenary's desk for window tests: the plenary file of `tests.plenum` opened by one juror, with the window that shows it.

`Meeting(folder)` opens it as J2, the deputy who leads; `page(key)` shows a page, everything loaded; `acts()` are the
acts as they are on the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from paritrana_desktop.domain.decision import Acts
from paritrana_desktop.services.changes import Changes
from paritrana_desktop.ui.chair.pages import places
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.presenters.rows import RailMark, Tone
from paritrana_desktop.ui.shared import style
from paritrana_desktop.ui.shared.page import Page
from paritrana_desktop.ui.shared.tasks import Tasks
from paritrana_desktop.ui.window import Desk, Window
from tests import plenum
from tests.plenum import Plenum

T = TypeVar("T")


class Meeting:
    """One person's laptop in the meeting."""

    def __init__(self, folder: Path, juror: str = "J2", made: Plenum | None = None) -> None:
        """Open the plenary file in a home below `folder`."""
        self.folder, self.juror, self.made = folder, juror, made
        self.problems: list[BaseException] = []
        self.shown_files: list[Path] = []
        self.checked: list[tuple[Path, ...]] = []
        self.tasks = Tasks(self.problems.append)
        chairing = self.wait(lambda: plenum.chairing_at(juror, folder / f"{juror}.paritrana", made))
        self.session = Session(
            tasks=self.tasks,
            chairing=chairing,
            changed=self._changed,
            say_state=self._say_state,
            mark=self._mark,
            open_page=self._open,
            open_file=self.shown_files.append,
            check=self.checked.append,
            home=folder,
        )
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.window = Window(
            lambda: Desk(chairing.case.plan.occasion.name, self.session.role, places(self.session)),
            lambda look: style.apply(app, look),
        )
        self.window.show()
        self.window.activateWindow()
        self.settle()
        while not self.window.isActiveWindow():
            QApplication.processEvents()

    # The session is there before the window that it speaks to.
    def _changed(self, changes: Changes) -> None:
        self.window.refresh(changes)

    def _say_state(self, text: str, tone: Tone) -> None:
        self.window.say_state(text, tone)

    def _mark(self, key: str, mark: RailMark | None) -> None:
        self.window.mark(key, mark)

    def _open(self, key: str) -> None:
        self.window.open(key)

    def page(self, key: str) -> Page:
        """The page `key`, everything loaded."""
        self.window.open(key)
        self.settle()
        return self.window.page()

    def acts(self) -> Acts:
        """The acts as they were kept, read anew from the disk."""
        chairing = self.session.chairing
        kept = self.wait(chairing._kept_acts)
        assert kept == chairing.acts
        return kept

    def keep(self, change: Callable[[Acts], Acts]) -> None:
        """Enter acts without a window."""
        chairing = self.session.chairing
        self.window.refresh(self.wait(lambda: chairing.keep(change(chairing.acts))))
        self.settle()

    def whole(self) -> None:
        """Everything that the sample's meeting did is entered, and this machine's recount."""
        chairing = self.session.chairing
        self.wait(chairing.recount)
        self.keep(lambda _acts: plenum.sample_acts(chairing))

    def wait(self, work: Callable[[], T]) -> T:
        """Do `work` in the writer thread and wait for it."""
        found: list[T] = []
        failed: list[BaseException] = []
        loop = QEventLoop()

        def fail(problem: BaseException) -> None:
            failed.append(problem)
            loop.quit()

        def done(value: T) -> None:
            found.append(value)
            loop.quit()

        self.tasks.write(lambda _progress: work(), done, fail)
        loop.exec()
        if failed:
            raise failed[0]
        return found[0]

    def settle(self) -> None:
        """Wait until nothing is under way and everything is shown."""
        for _turn in range(4000):
            QApplication.processEvents()
            if not self.tasks.busy():
                break
            loop = QEventLoop()
            QTimer.singleShot(5, loop.quit)
            loop.exec()
        QApplication.processEvents()
        assert not self.tasks.busy()
        assert not self.problems, self.problems

    def end(self) -> None:
        """Close everything, the store in its own thread."""
        self.window.close()
        self.settle()
        self.wait(self.session.chairing.desk.store.close)
        self.tasks.close()
