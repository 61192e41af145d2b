"""A juror's desk in a real window: the issued sample event, a home of its own, the writer thread, all pages.

`open_window(qtbot, folder, "J1", marks)` gives it with the pact confirmed and `marks` on the disk; the test that uses it
ends with `close()`, which a fixture does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.services.changes import Changes
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.ui.juror import pages
from paritrana_desktop.ui.juror.criterion_card import CriterionCard
from paritrana_desktop.ui.juror.hand_in_page import HandInPage
from paritrana_desktop.ui.juror.marks_page import MarksPage
from paritrana_desktop.ui.juror.pact_page import PactPage
from paritrana_desktop.ui.juror.session import JurorSession
from paritrana_desktop.ui.presenters.rows import RailMark, Tone
from paritrana_desktop.ui.shared.page import Page
from paritrana_desktop.ui.shared.tasks import Tasks
from paritrana_desktop.ui.window import Desk, Window
from tests import issued
from tests.issued import Issued

T = TypeVar("T", bound=Page)


def _fail(problem: BaseException) -> None:
    raise problem


@dataclass(slots=True)
class JurorWindow:
    """The window and what stands behind it."""

    qtbot: QtBot
    folder: Path
    scoring: Scoring
    tasks: Tasks
    window: Window = field(init=False)
    opened: list[Path] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything given to the writer was answered, shown and laid out."""
        self.qtbot.waitUntil(lambda: not self.tasks.busy(), timeout=20_000)
        QApplication.processEvents()

    def page(self, kind: type[T]) -> T:
        """The page in view."""
        self.settle()
        page = self.window.page()
        assert isinstance(page, kind)
        return page

    def marks(self) -> MarksPage:
        """The form, opened if another page is in view."""
        if self.window.key() != pages.MARKS:
            self.window.open(pages.MARKS)
        return self.page(MarksPage)

    def hand_in(self) -> HandInPage:
        """The page for handing in, opened."""
        self.window.open(pages.HAND_IN)
        return self.page(HandInPage)

    def pact(self) -> PactPage:
        """The pact, opened."""
        self.window.open(pages.PACT)
        return self.page(PactPage)

    def card(self, criterion: str) -> CriterionCard:
        """The card of `criterion` in view."""
        form = self.marks().view._form()
        return next(card for card in form.cards() if card.judged.cell.criterion == criterion)

    def state(self) -> str:
        """What the header says."""
        return self.window.header.state.text()

    def give_up(self) -> None:
        """What a failed test left unsaved must not ask anybody when the window closes."""
        page = self.window.page()
        if isinstance(page, MarksPage):
            page.saver.forget()
            page._show_form(anew=True)

    def close(self) -> None:
        """Close the workspace in the thread that opened it, then end the threads."""
        self.settle()
        self.tasks.write(lambda _progress: issued.close_all(), lambda _none: None)
        self.tasks.close()


def open_window(
    qtbot: QtBot,
    folder: Path,
    juror: str = "J1",
    marks: Iterable[Mark] = (),
    *,
    pact: bool = True,
    event: Issued | None = None,
) -> JurorWindow:
    """See the module."""
    tasks = Tasks(_fail)
    made: list[Scoring] = []

    def begin(_progress: object) -> Scoring:
        desk = issued.scoring_of(juror, folder / "home", event)
        if pact and not desk.pact_confirmed:
            desk.confirm_pact()
        if pact:
            desk.put_all(marks)
        return desk

    tasks.write(begin, made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    desk = JurorWindow(qtbot, folder, made[0], tasks)

    def describe() -> Desk:
        return Desk("Paritrana Award Tingkat Provinsi Sumatera Selatan", "Juri", pages.places(session))

    def changed(changes: Changes) -> None:
        desk.window.refresh(changes)

    def say_state(text: str, tone: Tone) -> None:
        desk.window.say_state(text, tone)

    def mark(key: str, mark: RailMark | None) -> None:
        desk.window.mark(key, mark)

    def open_page(key: str) -> None:
        desk.window.open(key)

    session = JurorSession(
        tasks=tasks,
        scoring=made[0],
        changed=changed,
        say_state=say_state,
        mark=mark,
        open_page=open_page,
        open_file=desk.opened.append,
        home=folder,
    )
    desk.window = Window(describe, lambda _look: None)
    qtbot.addWidget(desk.window, before_close_func=lambda _window: desk.give_up())
    desk.window.show()
    qtbot.waitExposed(desk.window)
    desk.window.activateWindow()
    desk.settle()
    return desk
