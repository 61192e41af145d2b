"""What every page of the plenary gets: the desk in its own thread, and how to tell the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from paritrana_desktop.domain.decision import Acts
from paritrana_desktop.services.chairing import Chairing
from paritrana_desktop.services.changes import Changes
from paritrana_desktop.ui.presenters import chair_state
from paritrana_desktop.ui.presenters.rows import RailMark, Tone
from paritrana_desktop.ui.shared.tasks import Tasks


@dataclass(slots=True)
class InView:
    """Where the person is across pages; belongs to the main thread."""

    category: str = ""
    show: Callable[[str], object] = lambda _category: None
    """Shows another category, once the page of the ranking is built."""


@dataclass(frozen=True, slots=True)
class Session:
    """One plenary on one machine; `chairing` belongs to the writer thread of `tasks`."""

    tasks: Tasks
    chairing: Chairing
    changed: Callable[[Changes], object]
    """The window refreshes its pages."""
    say_state: Callable[[str, Tone], object]
    """The window's header shows the state that matters most: `✓ Tersimpan 13.20`."""
    mark: Callable[[str, RailMark | None], object]
    """The window puts a mark on the rail entry of a page."""
    open_page: Callable[[str], object]
    """The window shows the page of this key."""
    open_file: Callable[[Path], object]
    """Shows a file or folder with the system's own program."""
    check: Callable[[tuple[Path, ...]], object]
    """Shows what files are, on the page for checking documents."""
    home: Path
    """The folder where choosing files starts."""
    in_view: InView = field(default_factory=InView)

    @property
    def decides(self) -> bool:
        """Whether this person leads or stands in; a witness only counts again."""
        return self.chairing.may_decide

    @property
    def role(self) -> str:
        """What the chip in the header says."""
        return chair_state.role(self.chairing.me, decides=self.decides)

    def open_category(self, category: str) -> None:
        """Show the ranking of one category."""
        self.in_view.category = category
        self.open_page(chair_state.RANKING)
        self.in_view.show(category)


Change = Callable[[Acts], Acts]
"""One thing entered, changed or taken back; see `services.acting`."""
