"""The shell of the window: what is shown now, the threads that work for it, and what the person prefers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.texts import LANGUAGES, _
from paritrana_desktop.ui import application
from paritrana_desktop.ui.shared import preferences, style
from paritrana_desktop.ui.shared.settings_menu import MenuEntry
from paritrana_desktop.ui.shared.tasks import Tasks
from paritrana_desktop.ui.window import Desk as Shown
from paritrana_desktop.ui.window import Window

if TYPE_CHECKING:
    from paritrana_desktop.services.reading import Reader

_log = logging.getLogger("paritrana")


class Shell:
    """The one window and what it shows now; everything that touches a file runs in the writer thread."""

    def __init__(self, app: QApplication, home: Path, start: Callable[[], Shown]) -> None:
        """`start` describes what is shown while nothing is open."""
        self._app = app
        self.home = home
        self.preferred = preferences.load(home)
        self._start = start
        self._shown = start
        self._close: Callable[[], object] = _nothing
        self._readers: list[Reader] = []
        self.window = Window(lambda: self._shown(), lambda look: style.apply(app, look))  # noqa: PLW0108  it changes
        self.tasks = Tasks(self._failed, self.window)
        self.window.look_chosen.connect(lambda look: self._prefer(theme=look.theme, zoom=look.zoom))
        self.window.language_chosen.connect(self._choose_language)
        self.window.closing.connect(self._end)

    def reader(self) -> Reader:
        """The limited child for what comes from outside; asked for, and used, in the writer thread."""
        from paritrana_desktop.services.reading import Reader  # noqa: PLC0415  after the first paint

        if not self._readers:
            self._readers.append(Reader())
        return self._readers[0]

    def show(self, describe: Callable[[], Shown], close: Callable[[], object] = lambda: None) -> None:
        """Show another desk; what was open before is closed in the writer thread, after all that it still had to do."""
        before, self._close = self._close, close
        self.tasks.write(lambda _progress: before(), _nothing)
        self._shown = describe
        self.window.say_state("")
        self.window.rebuild()

    def may_leave(self) -> bool:
        """Whether the page in view lets itself be left; it asks where something typed is not saved."""
        return self.window.page().leave()

    def start(self) -> None:
        """Back to the start page."""
        if self.may_leave():
            self.show(self._start)

    def remember(self, path: Path) -> None:
        """Put `path` on top of the files opened last."""
        self._save(self.preferred.opened(path.absolute()))

    def menu(self) -> tuple[MenuEntry, ...]:
        """What the settings menu offers while a desk is open."""
        return (MenuEntry(_("Back to the start page"), self.start),)

    def _end(self) -> None:
        """The window closes: what is still to be written is written, then everything is let go."""
        self.tasks.write(lambda _progress: self._close(), _nothing)
        self.tasks.write(self._end_readers, _nothing)
        self.tasks.close()

    def _end_readers(self, _progress: object) -> None:
        for reader in self._readers:
            reader.close()

    def _choose_language(self, chosen: str) -> None:
        if not self.may_leave():
            return
        language = next(known for known in LANGUAGES if known == chosen)
        application.use_language(self._app, language)
        self._prefer(language=language)
        self.window.rebuild()

    def _prefer(self, **changes: Any) -> None:
        self._save(replace(self.preferred, **changes))

    def _save(self, preferred: preferences.Preferences) -> None:
        self.preferred = preferred
        try:
            preferences.save(self.home, preferred)
        except OSError:
            # A preference that is not kept costs one choice next time; no reason to stop anybody's work.
            _log.info("preferences were not saved in %s", self.home)

    def _failed(self, problem: BaseException) -> None:
        if not isinstance(problem, ParitranaError):
            raise problem
        self.window.refuse(problem)


def _nothing(_value: object = None) -> None:
    return
