"""The start page: what to do while no event is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, Scrolled, row
from paritrana_desktop.ui.shared.dialogs import choose_file, choose_files
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.page import Page
from paritrana_desktop.ui.shared.style import dress, px
from paritrana_desktop.ui.shared.words import Words

OPENED = "*.paritrana *.paritrana-paket *.paritrana-pleno *.paritrana-keputusan"
# Widths of the page, in pixels at zoom 100.
_ROOM_FOR_RECENT = 960
_ROOM_FOR_TWO = 640
CHECKED = "*.pdf *.paritrana-nilai *.paritrana-paket *.paritrana-keputusan"


@dataclass(frozen=True, slots=True)
class Recent:
    """A file opened before: where it is, and what it is called in words (`Workspace`, `Juror's package`)."""

    path: Path
    kind: str


@dataclass(frozen=True, slots=True)
class StartActions:
    """What the composition root does when the person has chosen."""

    open_file: Callable[[Path], object]
    new_event: Callable[[Path], object]
    """Gets the event workbook."""
    empty_workbook: Callable[[], object]
    sample: Callable[[], object]
    check: Callable[[tuple[Path, ...]], object]
    dropped: Callable[[tuple[Path, ...]], object]


class StartPage(Page):
    """Four calm choices, a place to drop files, and the files opened last."""

    def __init__(self, actions: StartActions, recent: tuple[Recent, ...] = ()) -> None:
        """`recent` newest first; files that are gone are left out by the caller."""
        super().__init__(_("Start"))
        self._actions = actions
        self.drop = DropArea(_("Drop a file here, or anywhere in this window"), actions.dropped)
        self.open = Button(_("Open a file …"), kind="primary", pressed=self._open, keys="Ctrl+O")
        self.new = Button(_("Choose the workbook …"), pressed=self._new, keys="Ctrl+N")
        self.empty = Button(_("Save an empty workbook"), kind="link", pressed=actions.empty_workbook)
        self.check = Button(_("Choose documents …"), pressed=self._check, keys="Ctrl+K")
        self.sample = Button(_("Open the sample event"), pressed=actions.sample)
        self._choices = self._four_choices()
        self._grid = QGridLayout()
        self._grid.setSpacing(tokens.SPACE)
        # Before the layouts get their window: Tab walks in the order in which widgets come into it.
        self._arrange(2)
        left = QVBoxLayout()
        left.setSpacing(tokens.SPACE)
        left.addLayout(self._grid)
        left.addWidget(self.drop)
        left.addStretch(1)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(tokens.LARGE_SPACE)
        self._halves.addLayout(left, 2)
        self._halves.addWidget(_recent(recent, actions.open_file), 1)
        inside = Scrolled()
        inside.content.setContentsMargins(
            tokens.LARGE_SPACE, tokens.LARGE_SPACE, tokens.LARGE_SPACE, tokens.SMALL_SPACE
        )
        inside.content.addWidget(Words(_("What would you like to do?"), type="title"))
        inside.content.addWidget(
            Words(_("Everything stays on this computer. No network is needed at any step."), tone="muted")
        )
        inside.content.addSpacing(tokens.SPACE)
        inside.content.addLayout(self._halves)
        self.content.addWidget(inside, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside one another where there is room for it, at this size of type; else below one another."""
        super().resizeEvent(event)
        room = event.size().width()
        beside = room >= px(_ROOM_FOR_RECENT)
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._arrange(2 if beside or room >= px(_ROOM_FOR_TWO) else 1)

    def _arrange(self, columns: int) -> None:
        for place, card in enumerate(self._choices):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _four_choices(self) -> tuple[Card, ...]:
        return (
            _choice(
                "open",
                _("Go on with a file"),
                _("A workspace of the secretariat, a juror's package, a plenary file or a decision."),
                self.open,
            ),
            _choice(
                "new-event",
                _("Prepare a new event"),
                _("From an event workbook with categories, criteria, nominees and the panel."),
                self.new,
                self.empty,
            ),
            _choice(
                "check-document",
                _("Check a document"),
                _("Whether a PDF, a score file or a decision is genuine and unchanged."),
                self.check,
            ),
            _choice(
                "sample",
                _("Try the sample event"),
                _("A complete fictional event to look around in. Nothing in it counts."),
                self.sample,
            ),
        )

    def _open(self) -> None:
        file = choose_file(self, _("Open a file"), OPENED)
        if file is not None:
            self._actions.open_file(file)

    def _new(self) -> None:
        file = choose_file(self, _("Event workbook"), "*.xlsx")
        if file is not None:
            self._actions.new_event(file)

    def _check(self) -> None:
        files = choose_files(self, _("Documents to check"), CHECKED)
        if files:
            self._actions.check(files)


class DropArea(QFrame):
    """A dashed frame that takes dropped files and says so."""

    def __init__(self, text: str, dropped: Callable[[tuple[Path, ...]], object], parent: QWidget | None = None) -> None:
        """`dropped` gets the local files."""
        super().__init__(parent)
        self._dropped = dropped
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.WIDE_SPACE, tokens.WIDE_SPACE, tokens.WIDE_SPACE, tokens.WIDE_SPACE)
        line.setSpacing(tokens.SPACE)
        line.addStretch(1)
        line.addWidget(Icon("drop", tone="muted", size=24))
        line.addWidget(Words(text, tone="muted", hug=True))
        line.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that the files would be taken."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            dress(self, over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went on."""
        super().dragLeaveEvent(event)
        dress(self, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        dress(self, over=False)
        files = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
        self._dropped(files)


def _recent(recent: tuple[Recent, ...], open_file: Callable[[Path], object]) -> Card:
    card = Card()
    card.content.setContentsMargins(*[tokens.WIDE_SPACE] * 4)
    card.content.setSpacing(2)
    card.content.addWidget(Words(_("Opened last"), type="section"))
    card.content.addSpacing(tokens.TIGHT)
    if not recent:
        nothing = _("Files that you open are listed here, so that you find them again.")
        card.content.addWidget(Words(nothing, tone="muted"))
    for file in recent:
        name = file.path.name
        button = Button(name, kind="link", pressed=partial(open_file, file.path), spoken=f"{file.kind}: {name}")
        button.setToolTip(str(file.path))
        card.content.addLayout(row(button, None))
        card.content.addWidget(Words(f"{file.kind} · {file.path.parent}", type="small", tone="muted"))
        card.content.addSpacing(tokens.SMALL_SPACE)
    card.content.addStretch(1)
    return card


def _choice(icon: str, title: str, text: str, *buttons: Button) -> Card:
    card = Card()
    card.content.setContentsMargins(*[tokens.WIDE_SPACE] * 4)
    heading = row(Icon(icon, tone="primary", size=26), Words(title, type="section"), spacing=tokens.SPACE)
    card.content.addLayout(heading)
    card.content.addWidget(Words(text, tone="muted"), 0, Qt.AlignmentFlag.AlignTop)
    card.content.addSpacing(tokens.TIGHT)
    for button in buttons:
        card.content.addLayout(row(button, None))
    card.content.addStretch(1)
    return card
