"""The page: what the window shows right of the rail.

```
class BallotsPage(Page):
    def __init__(self, services: …) -> None:
        super().__init__(_("Files received"))
        self.merge = MainAction(_("Merge files"), pressed=self._merge, keys="Ctrl+Return")
        self.content.addWidget(TitleRow(self.title, actions=(self.merge,)))
        self.content.addWidget(card, 1)

    def refresh(self, changes: Changes | None) -> None: ...
```

`content` is a vertical layout with the page's margins and rhythm; `notice` is already its first line. A page builds
its widgets once and fills them in `refresh`, which is called with None before it is first shown and afterwards with
what an operation touched; after each call the window reads `rail_mark`. Bottom actions go into a `FootRow`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from paritrana_desktop.ui.presenters.rows import RailMark
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.notice import Notice
from paritrana_desktop.ui.shared.words import Chip, Words

if TYPE_CHECKING:
    from paritrana_desktop.services.changes import Changes


class Page(QWidget):
    """Base of all pages; `rail_mark` is what its rail entry shows (None: nothing needs attention)."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """`title` in the reader's language: the accessible name of the page."""
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title = title
        self.rail_mark: RailMark | None = None
        self.notice = Notice()
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(tokens.WIDE_SPACE, 14, tokens.WIDE_SPACE, 14)
        self.content.setSpacing(tokens.SPACE)
        self.content.addWidget(self.notice)

    def refresh(self, changes: Changes | None) -> None:
        """Show what is true now; `changes` says what an operation touched, None means everything."""

    def leave(self) -> bool:
        """Called before another page is shown; False keeps this one (a field still holds a refused value)."""
        return True


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the rail: its key, its title in the reader's language, and how to build it."""

    key: str
    title: str
    make: Callable[[], Page]
    group: str = ""
    """Heading in the rail, where a person holds several roles."""
    mark: RailMark | None = None
    """What the rail shows until the page is built; `Window.mark` changes it."""


class TitleRow(QWidget):
    """A page's title with chips and a note behind it, and its actions at the right."""

    def __init__(
        self,
        title: str,
        *,
        under: str = "",
        chips: Sequence[Chip] = (),
        note: str = "",
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`under` is a muted line beneath the title; `note` a muted one at the right of the chips."""
        super().__init__(parent)
        self.title = Words(title, type="title", hug=True)
        self.under = Words(under, type="small", tone="muted")
        if not under:
            self.under.hide()
        self.note = Words(note, type="small", tone="muted", hug=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL_SPACE)
        line.addWidget(self.title)
        for chip in chips:
            line.addWidget(chip)
        line.addWidget(self.note)
        line.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addLayout(line)
        names.addWidget(self.under)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE)
        row.addLayout(names, 1)
        for action in actions:
            row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, title: str, under: str = "") -> None:
        """Show another title and line beneath it."""
        self.title.say(title)
        self.under.say(under)
        self.under.setVisible(bool(under))


class FootRow(QWidget):
    """The last line of a page: something at the left, a muted hint in the middle, the primary action at the right."""

    def __init__(
        self,
        *,
        left: Sequence[QWidget] = (),
        hint: str = "",
        right: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Any part may be empty."""
        super().__init__(parent)
        self.hint = Words(hint, type="small", tone="muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE)
        for widget in left:
            row.addWidget(widget)
        row.addWidget(self.hint, 1)
        for widget in right:
            row.addWidget(widget)
