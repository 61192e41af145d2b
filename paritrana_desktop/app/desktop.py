"""The window's composition: from the start page to the desk of whoever opens a file, and back."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from paritrana_desktop import paths, texts
from paritrana_desktop.cli.arguments import parse_window
from paritrana_desktop.domain.errors import ParitranaError, UsageError
from paritrana_desktop.texts import LANGUAGES, _
from paritrana_desktop.ui import application
from paritrana_desktop.ui.everyone.start import Recent, StartActions, StartPage
from paritrana_desktop.ui.shared import preferences, style
from paritrana_desktop.ui.shared.page import Place
from paritrana_desktop.ui.shared.settings_menu import MenuEntry
from paritrana_desktop.ui.shared.style import Look, Theme
from paritrana_desktop.ui.shared.tasks import Tasks
from paritrana_desktop.ui.window import Desk as Shown
from paritrana_desktop.ui.window import Window

if TYPE_CHECKING:
    from paritrana_desktop.app.opening import Found
    from paritrana_desktop.services.reading import Reader

_log = logging.getLogger("paritrana")
WRONG_USAGE = 2


def open_window(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the exit code."""
    try:
        options = parse_window(arguments)
    except UsageError as error:
        print(texts.say(error), file=sys.stderr)  # noqa: T201  before there is a window
        return WRONG_USAGE
    home: Path = options.home or paths.default_home()
    preferred = preferences.load(home)
    app = application.start(["paritrana"], _look(preferred))
    language = next((known for known in LANGUAGES if known == options.lang), preferred.language)
    application.use_language(app, language)
    desktop = Desktop(app, home)
    application.catch_mistakes(lambda: desktop.window)
    desktop.window.show()
    # What takes libraries to load waits until the window has been seen.
    if options.sample:
        QTimer.singleShot(0, desktop.open_sample)
    elif options.file is not None:
        QTimer.singleShot(0, lambda: desktop.open_file(options.file))
    return app.exec()


class Desktop:
    """The one window and what it shows now; everything that touches a file runs in the writer thread."""

    def __init__(self, app: QApplication, home: Path) -> None:
        """Show the start page; nothing is opened yet."""
        self._app = app
        self.home = home
        self._preferences = preferences.load(home)
        self._show: Callable[[], Shown] = self._start
        self._close: Callable[[], object] = _nothing
        self._readers: list[Reader] = []
        self.window = Window(self._describe, lambda look: style.apply(app, look))
        self.tasks = Tasks(self._failed, self.window)
        self.window.files_dropped.connect(self.dropped)
        self.window.look_chosen.connect(lambda look: self._prefer(theme=look.theme, zoom=look.zoom))
        self.window.language_chosen.connect(self._choose_language)
        self.window.help_wanted.connect(self._help)
        self.window.closing.connect(self.end)

    def reader(self) -> Reader:
        """The limited child for what comes from outside; asked for, and used, in the writer thread."""
        from paritrana_desktop.services.reading import Reader  # noqa: PLC0415  after the first paint

        if not self._readers:
            self._readers.append(Reader())
        return self._readers[0]

    def show(self, describe: Callable[[], Shown], close: Callable[[], object]) -> None:
        """Show another desk; what was open before is closed in the writer thread, after all that it still had to do."""
        before, self._close = self._close, close
        self.tasks.write(lambda _progress: before(), _nothing)
        self._show = describe
        self.window.say_state("")
        self.window.rebuild()

    def start(self) -> None:
        """Back to the start page."""
        self.show(self._start, _nothing)

    def open_file(self, path: Path) -> None:
        """Open whatever is at `path`: a desk, after its secret was asked for, or a document to check."""
        from paritrana_desktop.app import opening  # noqa: PLC0415  after the first paint
        from paritrana_desktop.storage.home import Home  # noqa: PLC0415

        home = Home(self.home)
        self.tasks.write(lambda _progress: opening.look_at(home, path), self._found, what=_("Opening"))

    def new_event(self, workbook: Path) -> None:
        """Make a new event from `workbook`, after asking where it goes and for a passphrase."""
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        desks.new_event(self, workbook)

    def open_sample(self) -> None:
        """The sample event, at the secretariat's desk."""
        from paritrana_desktop.app import desks, opening  # noqa: PLC0415  after the first paint
        from paritrana_desktop.storage.home import Home  # noqa: PLC0415

        home = Home(self.home)
        self.tasks.write(
            lambda _progress: opening.sample(home, self.reader()),
            lambda desk: desks.show_secretariat(self, desk),
            what=_("Opening the sample event"),
        )

    def check(self, files: tuple[Path, ...] = ()) -> None:
        """The page that says what files are; `files` are checked at once."""
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        desks.show_check(self, files)

    def dropped(self, files: tuple[Path, ...]) -> None:
        """Files were dropped onto the window: the page in view takes them if it can, else the first is opened."""
        take = getattr(self.window.page(), "take_files", None)
        if take is not None:
            take(files)
        elif len(files) == 1:
            self.open_file(files[0])
        else:
            self.check(files)

    def remember(self, path: Path) -> None:
        """Put `path` on top of the files opened last."""
        self._save(self._preferences.opened(path.absolute()))

    def menu(self) -> tuple[MenuEntry, ...]:
        """What the settings menu offers while a desk is open."""
        return (MenuEntry(_("Close this event"), self.start),)

    def end(self) -> None:
        """The window closes: what is still to be written is written, then everything is let go."""
        self.tasks.write(lambda _progress: self._close(), _nothing)
        self.tasks.write(self._end_readers, _nothing)
        self.tasks.close()

    def _end_readers(self, _progress: object) -> None:
        for reader in self._readers:
            reader.close()

    def _describe(self) -> Shown:
        return self._show()

    def _start(self) -> Shown:
        recent = tuple(Recent(path, _kind_words(path)) for path in self._preferences.recent if path.exists())
        actions = StartActions(
            open_file=self.open_file,
            new_event=self.new_event,
            empty_workbook=self._empty_workbook,
            sample=self.open_sample,
            check=self.check,
            dropped=self.dropped,
        )
        place = Place("start", _("Start"), lambda: StartPage(actions, recent))
        return Shown(_("Paritrana Desktop"), "", (place,))

    def _found(self, found: Found) -> None:
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        desks.show_found(self, found)

    def _empty_workbook(self) -> None:
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        desks.save_empty_workbook(self)

    def _help(self, key: str) -> None:
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        desks.show_help(self, key)

    def _choose_language(self, chosen: str) -> None:
        language = next(known for known in LANGUAGES if known == chosen)
        application.use_language(self._app, language)
        self._prefer(language=language)
        self.window.rebuild()

    def _prefer(self, **changes: Any) -> None:
        self._save(replace(self._preferences, **changes))

    def _save(self, preferred: preferences.Preferences) -> None:
        self._preferences = preferred
        try:
            preferences.save(self.home, preferred)
        except OSError:
            # A preference that is not kept costs one choice next time; no reason to stop anybody's work.
            _log.info("preferences were not saved in %s", self.home)

    def _failed(self, problem: BaseException) -> None:
        if not isinstance(problem, ParitranaError):
            raise problem
        self.window.refuse(problem)


def _look(preferred: preferences.Preferences) -> Look:
    theme: Theme = next((known for known in get_args(Theme) if known == preferred.theme), "system")
    return Look(theme, preferred.zoom)


def _nothing(_value: object = None) -> None:
    return


def _kind_words(path: Path) -> str:
    words = {
        ".paritrana": _("Workspace"),
        ".paritrana-paket": _("Juror's package"),
        ".paritrana-pleno": _("Plenary file"),
        ".paritrana-keputusan": _("Decision"),
    }
    return words.get(path.suffix, _("File"))
