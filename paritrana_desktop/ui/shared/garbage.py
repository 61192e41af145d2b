"""Garbage is collected on the main thread only.

Python collects in whichever thread happens to allocate, and a worker that frees a forgotten widget ends the program:
widgets may be destroyed on the main thread only. So the automatic collection is switched off, and the main thread
looks now and then whether there is something to do.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class Collector(QObject):
    """Collects as often as Python's own thresholds ask for it."""

    def __init__(self, parent: QObject) -> None:
        """Lives as long as `parent`, which lives on the main thread."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(3) if counts[age] > thresholds[age]]
        if due:
            gc.collect(due[-1])
