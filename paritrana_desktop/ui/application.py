"""The application: fonts, language, theme, and what happens when the program makes a mistake.

```
app = application.start(sys.argv, Look(preferences.theme, preferences.zoom))
application.use_language(app, "id")            # texts.use and Qt's own words
application.catch_mistakes(lambda: window)
```
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from paritrana_desktop import paths, texts
from paritrana_desktop.domain.errors import Fault, ParitranaError
from paritrana_desktop.texts import Language
from paritrana_desktop.ui.shared import style
from paritrana_desktop.ui.shared.dialogs import error_dialog
from paritrana_desktop.ui.shared.garbage import Collector
from paritrana_desktop.ui.shared.icons import program_icon
from paritrana_desktop.ui.shared.style import Look

_log = logging.getLogger("paritrana")


class _QtWords:
    """The translator of Qt's own buttons and dialogs; Qt keeps no reference of its own."""

    installed: QTranslator | None = None


def start(arguments: Sequence[str], look: Look) -> QApplication:
    """The one QApplication, dressed; a second call dresses the one that exists."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        # Before the application exists: it is read only then.
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication(list(arguments))
    app.setApplicationName("paritrana")
    app.setApplicationDisplayName("Paritrana Desktop")
    app.setDesktopFileName("paritrana-desktop")
    app.setWindowIcon(program_icon())
    app.setStyle("Fusion")
    style.apply(app, look)
    if not app.property("follows system"):
        app.setProperty("follows system", True)
        Collector(app)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow_system(app))
    return app


def use_language(app: QApplication, language: Language) -> None:
    """Say everything in `language` from now on, Qt's own words included."""
    texts.use(language)
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian if language == "id" else QLocale.Language.English))
    if _QtWords.installed is not None:
        app.removeTranslator(_QtWords.installed)
        _QtWords.installed = None
    if language == "id":
        words = QTranslator(app)
        if words.load("qtbase_id", str(paths.resources() / "i18n")):
            app.installTranslator(words)
            _QtWords.installed = words
        else:
            _log.error("resources/i18n/qtbase_id.qm is missing: run the set-up again")


def catch_mistakes(parent: Callable[[], QWidget | None]) -> None:
    """Log every exception that nobody caught and show a calm dialog over `parent()` instead of ending."""
    catcher = _Catcher(parent)
    sys.excepthook = catcher.caught
    threading.excepthook = lambda problem: catcher.caught(
        problem.exc_type, problem.exc_value or problem.exc_type(), problem.exc_traceback
    )
    # Kept for the life of the program: the hook is all that refers to it otherwise.
    catcher.setParent(QApplication.instance())


class _Catcher(QObject):
    """Carries a mistake from whatever thread it happened in to a dialog on the main one."""

    happened = Signal(object)

    def __init__(self, parent: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self._parent = parent
        self._dialog: QDialog | None = None
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def caught(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(problem, ParitranaError):
            _log.critical("a mistake that nobody caught", exc_info=(kind, problem, trace))
        self.happened.emit(problem)

    def _show(self, problem: BaseException) -> None:
        # A second mistake while the first is being read is in the log; a tower of dialogs helps nobody.
        if self._dialog is not None and self._dialog.isVisible():
            return
        self._dialog = error_dialog(self._parent(), problem if isinstance(problem, ParitranaError) else Fault())
        self._dialog.open()


def _follow_system(app: QApplication) -> None:
    if style.look().theme == "system":
        style.apply(app, style.look())
