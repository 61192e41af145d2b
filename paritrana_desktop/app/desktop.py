"""The window from the start page on: what each choice there does."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from paritrana_desktop import paths, texts
from paritrana_desktop.app.shell import Shell
from paritrana_desktop.cli.arguments import language_asked, parse_window
from paritrana_desktop.domain.errors import UsageError
from paritrana_desktop.texts import LANGUAGES, _
from paritrana_desktop.ui import application
from paritrana_desktop.ui.everyone.start import Recent, StartActions, StartPage
from paritrana_desktop.ui.shared import preferences
from paritrana_desktop.ui.shared.page import Place
from paritrana_desktop.ui.shared.style import Look, Theme
from paritrana_desktop.ui.window import Desk as Shown

WRONG_USAGE = 2


def open_window(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the exit code."""
    texts.use(language_asked(arguments) or "id")
    try:
        options = parse_window(arguments)
    except UsageError as error:
        print(texts.say(error), file=sys.stderr)  # noqa: T201  before there is a window
        return WRONG_USAGE
    home: Path = options.home or paths.default_home()
    preferred = preferences.load(home)
    theme: Theme = next((known for known in get_args(Theme) if known == preferred.theme), "system")
    app = application.start(["paritrana"], Look(theme, preferred.zoom))
    application.use_language(app, next((known for known in LANGUAGES if known == options.lang), preferred.language))
    desktop = Desktop(app, home)
    application.catch_mistakes(lambda: desktop.shell.window)
    desktop.shell.window.show()
    # What takes libraries to load waits until the window has been seen.
    if options.sample:
        QTimer.singleShot(0, desktop.open_sample)
    elif options.file is not None:
        QTimer.singleShot(0, lambda: desktop.open_file(options.file))
    return app.exec()


class Desktop:
    """The start page and what leads away from it; desks are loaded only when one is opened."""

    def __init__(self, app: QApplication, home: Path) -> None:
        """Show the start page; nothing is opened yet."""
        self._actions = StartActions(
            open_file=self.open_file,
            new_event=self.new_event,
            empty_workbook=self.empty_workbook,
            sample=self.open_sample,
            check=self.check,
            dropped=self.dropped,
        )
        self._home = home
        self.shell = Shell(app, home, self._start)
        self.shell.window.files_dropped.connect(self.dropped)
        self.shell.window.help_wanted.connect(self._help)

    def open_file(self, path: Path) -> None:
        """Open whatever is at `path`: a desk, after its secret was asked for, or a document to check."""
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        if self.shell.may_leave():
            desks.open_file(self.shell, path)

    def new_event(self, workbook: Path) -> None:
        """Make a new event from `workbook`."""
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        if self.shell.may_leave():
            desks.new_event(self.shell, workbook)

    def open_sample(self) -> None:
        """The sample event, at the secretariat's desk."""
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        if self.shell.may_leave():
            desks.open_sample(self.shell)

    def empty_workbook(self) -> None:
        """Write the empty event workbook where the person wants it."""
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        desks.save_empty_workbook(self.shell)

    def check(self, files: tuple[Path, ...] = ()) -> None:
        """The page that says what files are; `files` are checked at once."""
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        if self.shell.may_leave():
            desks.show_check(self.shell, files)

    def dropped(self, files: tuple[Path, ...]) -> None:
        """Files were dropped onto the window: the page in view takes them if it can, else the first is opened."""
        take = getattr(self.shell.window.page(), "take_files", None)
        if take is not None:
            take(files)
        elif len(files) == 1:
            self.open_file(files[0])
        else:
            self.check(files)

    def _start(self) -> Shown:
        preferred = preferences.load(self._home)
        recent = tuple(Recent(path, _kind_words(path)) for path in preferred.recent if path.exists())
        return Shown("Paritrana Desktop", "", (Place("start", _("Start"), lambda: StartPage(self._actions, recent)),))

    def _help(self, key: str) -> None:
        from paritrana_desktop.app import desks  # noqa: PLC0415  after the first paint

        desks.show_help(self.shell, key)


def _kind_words(path: Path) -> str:
    words = {
        ".paritrana": _("Workspace"),
        ".paritrana-paket": _("Juror's package"),
        ".paritrana-pleno": _("Plenary file"),
        ".paritrana-keputusan": _("Decision"),
    }
    return words.get(path.suffix, _("File"))
