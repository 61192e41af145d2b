"""The base of the secretariat's pages: asks a presenter in the writer thread, shows the frozen answer or what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.services.changes import Changes, Part
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.ui.presenters import secretary_marks
from paritrana_desktop.ui.presenters.rows import RailMark
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.notice import EmptyState
from paritrana_desktop.ui.shared.page import Page, TitleRow
from paritrana_desktop.ui.shared.tasks import Progress

Shown = TypeVar("Shown")
Result = TypeVar("Result")


class LoadedPage(Page, Generic[Shown]):
    """A page that shows one frozen value; subclasses fill `inside` and implement `load` and `show_value`."""

    key: ClassVar[str] = ""
    """The page's key in the rail."""
    parts: ClassVar[frozenset[Part]] = frozenset(Part)
    """What an operation must touch for this page to load again."""

    def __init__(self, session: Session, title: str) -> None:
        """Nothing is loaded yet."""
        super().__init__(title)
        self.session = session
        self.shown: Shown | None = None
        self.full = QWidget()
        self.inside = QVBoxLayout(self.full)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(tokens.SPACE)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.full)
        self.next_step: Button | None = None
        self._instead: EmptyState | None = None

    def begin(self, *actions: QWidget, under: str = "") -> None:
        """Lay out the title with its actions, then the content."""
        self._acting: Sequence[QWidget] = actions
        self.head = TitleRow(self.title, under=under, actions=actions)
        self.content.addWidget(self.head)
        self.content.addWidget(self.stack, 1)

    def load(self, desk: Desk) -> Shown | Missing:
        """What there is to show; runs in the writer thread."""
        raise AssertionError(desk)

    def show_value(self, shown: Shown) -> None:
        """Show it."""
        raise AssertionError(shown)

    def refresh(self, changes: Changes | None) -> None:
        """Load again if an operation touched what is shown here."""
        if changes is None or changes.touches(*self.parts):
            desk = self.session.desk
            self.session.tasks.write(
                lambda _progress: (self.load(desk), secretary_marks.load(desk)),
                lambda loaded: self._arrived(*loaded),
                self.failed,
                owner=self,
            )

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

    def changed(self, changes: Changes) -> None:
        """Tell the window what an operation touched, and put the marks of the rail right."""
        self.session.changed(changes)
        show_marks(self.session)

    def failed(self, problem: BaseException) -> None:
        """Say what was refused; what is nobody's refusal is a mistake, and goes where mistakes go."""
        if not isinstance(problem, ParitranaError):
            raise problem
        self.notice.refuse(problem)

    def _arrived(self, value: Shown | Missing, marks: Mapping[str, RailMark | None]) -> None:
        # The window reads the page's own mark whenever it shows the page.
        self.rail_mark = marks.get(self.key)
        _put(self.session, marks)
        if isinstance(value, Missing):
            self._show_missing(value)
            return
        self.shown = value
        self.stack.setCurrentWidget(self.full)
        for action in self._acting:
            action.show()
        self.show_value(value)

    def _show_missing(self, missing: Missing) -> None:
        for action in self._acting:
            action.hide()
        if self._instead is not None:
            self.stack.removeWidget(self._instead)
            self._instead.deleteLater()
        self.next_step = Button(missing.button, kind="primary", pressed=lambda: self.session.open_page(missing.page))
        self._instead = EmptyState(missing.icon, missing.title, missing.text, self.next_step)
        self.stack.addWidget(self._instead)
        self.stack.setCurrentWidget(self._instead)


def show_marks(session: Session) -> None:
    """Put the marks of the rail right."""
    session.tasks.write(lambda _progress: secretary_marks.load(session.desk), lambda marks: _put(session, marks))


def _put(session: Session, marks: Mapping[str, RailMark | None]) -> None:
    for key, mark in marks.items():
        session.mark(key, mark)
