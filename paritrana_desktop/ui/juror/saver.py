"""Marks on their way to the disk: each is written at once, and what could not be written is kept and tried again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from paritrana_desktop.domain.ballot import Mark, Worksheet
from paritrana_desktop.domain.errors import Fault, ParitranaError
from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.services.changes import Changes
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.ui.shared.tasks import Progress, Tasks


class Saver(QObject):
    """Hands marks to the writer thread; the main thread never waits."""

    saved = Signal(object, object)
    """`Changes` and the time at which the mark was on the disk."""
    refused = Signal()
    """One more mark is not on the disk; `failed` says which and why."""

    def __init__(self, tasks: Tasks, scoring: Scoring, parent: QObject) -> None:
        """`scoring` is touched in the writer thread only."""
        super().__init__(parent)
        self._tasks, self._scoring = tasks, scoring
        self._serial = 0
        self._wanted: dict[Cell, tuple[Mark | None, int]] = {}
        self._failed: dict[Cell, ParitranaError] = {}

    @property
    def wanted(self) -> Mapping[Cell, Mark | None]:
        """What was given and is not known to be on the disk; None is blank again."""
        return {cell: mark for cell, (mark, _serial) in self._wanted.items()}

    @property
    def failed(self) -> Mapping[Cell, ParitranaError]:
        """What could not be written, and why."""
        return self._failed

    def latest(self, cell: Cell, stored: Worksheet) -> Mark | None:
        """What the juror last gave for `cell`, on the disk or on its way."""
        return self._wanted[cell][0] if cell in self._wanted else stored.marks.get(cell)

    def put(self, mark: Mark) -> None:
        """Save `mark`."""
        self._give(mark.cell, mark)

    def clear(self, cell: Cell) -> None:
        """Save that `cell` is blank again."""
        self._give(cell, None)

    def retry(self) -> None:
        """Try everything that failed once more."""
        for cell in tuple(self._failed):
            self._give(cell, self._wanted[cell][0])

    def forget(self) -> None:
        """Give up what failed; what is on the disk stays."""
        for cell in self._failed:
            self._wanted.pop(cell, None)
        self._failed.clear()

    def _give(self, cell: Cell, mark: Mark | None) -> None:
        self._serial += 1
        serial = self._serial
        self._wanted[cell] = (mark, serial)
        scoring = self._scoring

        def work(_progress: Progress) -> tuple[Changes, dt.datetime]:
            changes = scoring.clear(cell) if mark is None else scoring.put(mark)
            return changes, scoring.desk.clock()

        self._tasks.write(
            work,
            lambda done: self._done(cell, serial, *done),
            lambda problem: self._refused(cell, serial, problem),
            owner=self,
        )

    def _done(self, cell: Cell, serial: int, changes: Changes, at: dt.datetime) -> None:
        if cell in self._wanted and self._wanted[cell][1] == serial:
            del self._wanted[cell]
            self._failed.pop(cell, None)
        # The disk takes marks again, so it may take the ones that it refused before.
        self.retry()
        self.saved.emit(changes, at)

    def _refused(self, cell: Cell, serial: int, problem: BaseException) -> None:
        # A newer value for the same cell speaks for itself.
        if cell not in self._wanted or self._wanted[cell][1] != serial:
            return
        error = problem if isinstance(problem, ParitranaError) else Fault()
        self._failed[cell] = error
        self.refused.emit()
        if not isinstance(problem, ParitranaError):
            raise problem
