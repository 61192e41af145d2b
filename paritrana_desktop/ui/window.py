"""The shell: header, rail, and the pages of the roles that this person holds.

The composition root gives the window a function that describes the desk (`Desk`): the event, the role, and for each
page of the rail a factory. Only the page that is shown is built. Whoever changes the language calls `rebuild`, and the
desk is described and built again in the new language. `refresh(changes)` tells all built pages what an operation
touched: the one in view at once, the others when they are next shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.ui.presenters.rows import RailMark, Tone
from paritrana_desktop.ui.shared import style, tokens
from paritrana_desktop.ui.shared.header import Header
from paritrana_desktop.ui.shared.icons import program_icon
from paritrana_desktop.ui.shared.page import Page, Place
from paritrana_desktop.ui.shared.rail import Rail, RailEntry
from paritrana_desktop.ui.shared.settings_menu import MenuEntry, settings_menu
from paritrana_desktop.ui.shared.style import Look

if TYPE_CHECKING:
    from paritrana_desktop.services.changes import Changes


@dataclass(frozen=True, slots=True)
class Desk:
    """What the window shows: the event and stage, the role chip, the pages, and what the settings menu offers first."""

    title: str
    role: str
    places: tuple[Place, ...]
    menu: tuple[MenuEntry, ...] = ()


class Window(QMainWindow):
    """The one window; its signals ask the composition root to act."""

    files_dropped = Signal(object)
    """tuple[Path, …]"""
    help_wanted = Signal(str)
    """The key of the page in view."""
    look_chosen = Signal(object)
    """`style.Look`, already applied; to be remembered."""
    language_chosen = Signal(str)
    """The root calls `texts.use`, `application.use_language` and then `rebuild`."""
    closing = Signal()
    """The window is about to close: the root waits for the writer."""

    def __init__(self, describe: Callable[[], Desk], apply_look: Callable[[Look], None]) -> None:
        """`describe` is called now and by each `rebuild`; `apply_look` by the theme and zoom actions."""
        super().__init__()
        self._describe, self._apply_look = describe, apply_look
        self._desk = Desk("", "", ())
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, list[Changes | None]] = {}
        self._key = ""
        self._state: tuple[str, Tone] = ("", "good")
        self._number_keys: list[QShortcut] = []
        self.setWindowIcon(program_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(*tokens.SMALLEST_WINDOW)
        self.resize(*tokens.WINDOW)
        for keys, zoom in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            QShortcut(QKeySequence(keys), self, lambda zoom=zoom: self.zoom(zoom))
        self.rebuild()

    def rebuild(self) -> None:
        """Describe and build everything again: another event, role or language; the page in view stays if it can."""
        self._desk = self._describe()
        self._let_go()
        self.setWindowTitle(self._desk.title)
        menu = settings_menu(self._desk.menu, self.choose_look, self.zoom, self.language_chosen.emit)
        self.header = Header(self._desk.title, self._desk.role, menu)
        menu.setParent(self.header, menu.windowFlags())
        self.header.help.clicked.connect(lambda _checked=False: self.help_wanted.emit(self._key))
        self.header.say_state(*self._state)
        self.rail = Rail([RailEntry(place.key, place.title, place.group) for place in self._desk.places])
        self.rail.chosen.connect(self.open)
        # One page needs no list of pages.
        self.rail.setVisible(len(self._desk.places) > 1)
        self.stack = QStackedWidget()
        lower = QHBoxLayout()
        lower.setSpacing(0)
        lower.addWidget(self.rail)
        lower.addWidget(self.stack, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(lower, 1)
        self.setCentralWidget(whole)
        self._number_pages()
        for place in self._desk.places:
            self.rail.mark(place.key, place.mark)
        keys = [place.key for place in self._desk.places]
        if keys:
            wanted, self._key = self._key, ""
            self.open(wanted if wanted in keys else keys[0])

    def open(self, key: str) -> None:
        """Show the page `key`, building it the first time; the page in view may refuse to be left."""
        if self._key in self._pages and key != self._key and not self._pages[self._key].leave():
            self.rail.choose(self._key)
            return
        if key not in self._pages:
            place = next(place for place in self._desk.places if place.key == key)
            self._pages[key] = place.make()
            self._stale[key] = [None]
            self.stack.addWidget(_framed(self._pages[key]))
        self._key = key
        self.rail.choose(key)
        self.stack.setCurrentIndex(list(self._pages).index(key))
        self._refresh_shown()
        # A screen reader says the page's name, and Tab leads to its first control; whoever walks the rail stays there.
        held = self.focusWidget()
        if held is None or not self.rail.isAncestorOf(held):
            self._pages[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self) -> Page:
        """The page in view."""
        return self._pages[self._key]

    def key(self) -> str:
        """The key of the page in view."""
        return self._key

    def refresh(self, changes: Changes | None) -> None:
        """Tell the pages what an operation touched; None means everything."""
        for key in self._pages:
            self._stale.setdefault(key, []).append(changes)
        if self._key:
            self._refresh_shown()

    def mark(self, key: str, mark: RailMark | None) -> None:
        """Put a mark on a rail entry whose page may not be built yet."""
        self.rail.mark(key, mark)

    def say_state(self, text: str, tone: Tone = "good") -> None:
        """Show in the header the state that matters most."""
        self._state = (text, tone)
        self.header.say_state(text, tone)

    def refuse(self, error: ParitranaError) -> None:
        """Show what went wrong at the top of the page in view; it stays until it is read."""
        self.page().notice.refuse(error)

    def zoom(self, step: int) -> None:
        """One step larger (1) or smaller (-1), or back to normal (0)."""
        look = style.look()
        self.choose_look({1: look.larger(), -1: look.smaller(), 0: Look(look.theme)}[step])

    def choose_look(self, look: Look) -> None:
        """Apply `look` and have it remembered; what stands in fields and lists stays."""
        self._apply_look(look)
        self.look_chosen.emit(look)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome anywhere in the window."""
        if _dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files to the composition root, which knows what each is."""
        files = _dropped_files(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A page with an unsaved value is asked first; then the writer is waited for."""
        if self._key in self._pages and not self._pages[self._key].leave():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _let_go(self) -> None:
        """Forget the pages built so far; Qt deletes them when it is next idle."""
        old = self.centralWidget()
        if isinstance(old, QWidget):
            # Until then their Python halves must live: what Python collects earlier would answer Qt without its fields.
            going: list[object] = [self._pages, self.header, self.rail, self.stack]
            old.destroyed.connect(lambda _gone=None: going.clear())
        self._pages, self._stale = {}, {}

    def _refresh_shown(self) -> None:
        key = self._key
        page = self._pages[key]
        for changes in self._stale.pop(key, []):
            page.refresh(changes)
        self.rail.mark(key, page.rail_mark)

    def _number_pages(self) -> None:
        for old in self._number_keys:
            old.deleteLater()
        self._number_keys = [
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda key=place.key: self.open(key))
            for number, place in enumerate(self._desk.places[:9], start=1)
        ]


def _framed(page: Page) -> QScrollArea:
    """The page, with bars to reach what a small window or large type leaves no room for."""
    frame = QScrollArea()
    frame.setWidget(page)
    frame.setWidgetResizable(True)
    frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return frame


def _dropped_files(event: QDropEvent) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
