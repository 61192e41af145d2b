"""The stage on which pictures are taken: the running application, and how far its event has come.

A screen is a function that takes a `Stage`, brings the window there and returns what to photograph (the window, or a
dialog that stands over it). What several screens need (an event with packages) is a function of its own, asked for
with `stage.once(function)`: it runs once for each language.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from paritrana_desktop.app.desktop import Desktop
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import preparation
from paritrana_desktop.services.changes import EVERYTHING
from paritrana_desktop.services.preparation import IssuedPackage
from paritrana_desktop.texts import Language
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.window import Window

T = TypeVar("T")
PATIENCE_S = 60.0


@dataclass(slots=True)
class Stage:
    """One run of the application in one language, with a home of its own below `folder`."""

    app: QApplication
    language: Language
    folder: Path
    keys: dict[str, OwnKey] = field(default_factory=dict)
    """Juror -> the key of that juror, the same on every laptop."""
    _done: dict[Callable[[Stage], Any], Any] = field(default_factory=dict)

    def once(self, step: Callable[[Stage], T]) -> T:
        """What `step` returns; it runs when it is first asked for."""
        if step not in self._done:
            self._done[step] = step(self)
        return cast("T", self._done[step])

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Let the application work until `until` holds; ends the script with `what` where it never does."""
        end = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > end:
                sys.exit(f"shots: waited {PATIENCE_S:.0f} s in vain for {what}")
            self.app.processEvents()
            time.sleep(0.005)

    def settle(self) -> None:
        """Let everything be laid out, and every result of the writer be shown."""
        shell = self.once(opened).shell
        self.wait(lambda: not shell.tasks.busy(), "work to end")
        for _turn in range(3):
            self.app.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: the `name` of its pictures, and how to come to it."""

    name: str
    show: Callable[[Stage], QWidget]


def opened(stage: Stage) -> Desktop:
    """The application as it opens; every other screen starts from here."""
    desktop = Desktop(stage.app, stage.folder / "home")
    desktop.shell.window.resize(*tokens.WINDOW)
    desktop.shell.window.show()
    return desktop


def sample(stage: Stage) -> Window:
    """The secretariat's desk with the sample event, nothing issued yet."""
    desktop = stage.once(opened)
    desktop.open_sample()
    window = desktop.shell.window
    stage.wait(lambda: window.key() == "event", "the sample event")
    return window


def session_of(stage: Stage) -> Session:
    """What the pages of the secretariat's desk work with."""
    page = stage.once(sample).page()
    assert isinstance(page, LoadedPage)
    session: Session = page.session
    return session


def at_desk(stage: Stage, work: Callable[[Session], T]) -> T:
    """Do `work` where the desk lives, in the writer thread; the pages then show what has changed."""
    session = session_of(stage)
    found: list[T] = []
    session.tasks.write(lambda _progress: work(session), found.append)
    stage.wait(lambda: bool(found), "work at the desk")
    session.changed(EVERYTHING)
    return found[0]


def issued(stage: Stage) -> dict[str, IssuedPackage]:
    """The packages of the sample event, by juror."""
    return {made.juror: made for made in at_desk(stage, lambda session: preparation.issue(session.desk))}
