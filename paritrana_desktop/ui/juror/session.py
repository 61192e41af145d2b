"""What every page of a juror gets: the desk in its own thread, and how to tell the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from paritrana_desktop.services.changes import Changes
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.ui.presenters.rows import RailMark, Tone
from paritrana_desktop.ui.shared.tasks import Tasks


@dataclass(frozen=True, slots=True)
class JurorSession:
    """One open event at a juror's; `scoring` belongs to the writer thread of `tasks`."""

    tasks: Tasks
    scoring: Scoring
    changed: Callable[[Changes], object]
    """The window refreshes its pages."""
    say_state: Callable[[str, Tone], object]
    """The window's header shows the state that matters most: `✓ Tersimpan 10.42`."""
    mark: Callable[[str, RailMark | None], object]
    """The window puts a mark on the rail entry of a page."""
    open_page: Callable[[str], object]
    """The window shows the page of this key (`pages.MARKS` …)."""
    open_file: Callable[[Path], object]
    """Shows a file or folder with the system's own program."""
    home: Path
    """The folder where choosing one starts."""
