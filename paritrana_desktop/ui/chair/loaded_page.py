"""The base of the plenary's pages: asks a presenter in the writer thread, shows the frozen answer, keeps what is entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import ClassVar, Generic, TypeVar

from shiboken6 import isValid

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.services.changes import Changes, Part
from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.session import Change, Session
from paritrana_desktop.ui.presenters import chair_state
from paritrana_desktop.ui.presenters.chair_state import State
from paritrana_desktop.ui.presenters.juror_state import saved
from paritrana_desktop.ui.presenters.rows import RailMark
from paritrana_desktop.ui.shared.page import Page
from paritrana_desktop.ui.shared.tasks import Progress

Shown = TypeVar("Shown")
Result = TypeVar("Result")


class LoadedPage(Page, Generic[Shown]):
    """A page that shows one frozen value; subclasses implement `present` and `show_value`."""

    key: ClassVar[str] = ""
    """The page's key in the rail."""

    def __init__(self, session: Session, title: str) -> None:
        """Nothing is loaded yet."""
        super().__init__(title)
        self.session = session
        self.shown: Shown | None = None

    def present(self, state: State) -> Shown:
        """What there is to show; runs in the writer thread."""
        raise AssertionError(state)

    def show_value(self, shown: Shown) -> None:
        """Show it."""
        raise AssertionError(shown)

    def refresh(self, changes: Changes | None) -> None:
        """Load again if an operation touched the plenary."""
        if changes is None or changes.touches(Part.ACTS, Part.COUNT, Part.DOCUMENTS):
            chairing = self.session.chairing

            def work(_progress: Progress) -> tuple[Shown, Mapping[str, RailMark | None]]:
                state = chair_state.load(chairing)
                return self.present(state), chair_state.marks(state)

            self.session.tasks.write(work, lambda loaded: self._arrived(*loaded), self.failed, owner=self)

    def keep(self, change: Change) -> None:
        """Keep one act as it was entered; the header says when it is on the disk."""
        chairing = self.session.chairing

        def work(_progress: Progress) -> tuple[Changes, dt.datetime]:
            return chairing.keep(change(chairing.acts)), chairing.desk.clock()

        def done(kept: tuple[Changes, dt.datetime]) -> None:
            self.session.say_state(saved(kept[1]), "good")
            self.session.changed(kept[0])

        def failed(problem: BaseException) -> None:
            self.session.say_state(_("✗ Not saved"), "wrong")
            if not isValid(self):
                # The page is gone, but that something was not kept must be read all the same.
                raise problem
            self.failed(problem)
            # What was refused must not stay on the screen as if it were kept.
            self.refresh(None)

        # No owner: what was entered on a page that is already gone is kept and shown all the same.
        self.session.tasks.write(work, done, failed)

    def change(
        self,
        work: Callable[[Progress], Result],
        done: Callable[[Result], object],
        *,
        what: str = "",
        cancellable: bool = True,
    ) -> None:
        """Run `work` at the desk in the writer thread; what goes wrong stands at the top of the page."""
        self.notice.clear()
        self.session.tasks.write(work, done, self.failed, what=what, cancellable=cancellable, owner=self)

    def failed(self, problem: BaseException) -> None:
        """Say what was refused; what is nobody's refusal is a mistake, and goes where mistakes go."""
        if not isinstance(problem, ParitranaError):
            raise problem
        self.notice.refuse(problem)

    def _arrived(self, shown: Shown, marks: Mapping[str, RailMark | None]) -> None:
        # The window reads the page's own mark whenever it shows the page.
        self.rail_mark = marks.get(self.key)
        for key, mark in marks.items():
            self.session.mark(key, mark)
        self.shown = shown
        self.show_value(shown)
