"""What every page of the secretariat gets: the desk in its own thread, and how to tell the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from paritrana_desktop.services.changes import Changes
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.ui.presenters.rows import RailMark
from paritrana_desktop.ui.shared.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Session:
    """One open event at the secretariat; `desk` and `reader` belong to the writer thread of `tasks`."""

    tasks: Tasks
    desk: Desk
    reader: Reader
    changed: Callable[[Changes], object]
    """The window refreshes its pages."""
    mark: Callable[[str, RailMark | None], object]
    """The window puts a mark on the rail entry of a page."""
    open_page: Callable[[str], object]
    """The window shows the page of this key."""
    home: Path
    """The folder where choosing files starts."""
