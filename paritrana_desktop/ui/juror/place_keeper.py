"""Remembers where the juror is, a moment after the cursor came to rest there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.ui.juror.session import JurorSession
from paritrana_desktop.ui.presenters import juror_place

_REST_MS = 400


class PlaceKeeper(QObject):
    """Writes at most one place per rest; the writer keeps the order."""

    def __init__(self, session: JurorSession, parent: QObject) -> None:
        """Nothing is remembered yet."""
        super().__init__(parent)
        self._session = session
        self._place = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.keep)

    def entered(self, cell: Cell) -> None:
        """The cursor came to `cell`."""
        self._place = juror_place.text(cell)
        self._rest.start()

    def keep(self) -> None:
        """Write the place now."""
        self._rest.stop()
        place, self._place = self._place, ""
        if place:
            scoring = self._session.scoring
            # A place that cannot be kept harms nothing: a disk in trouble is told where marks are saved.
            self._session.tasks.write(lambda _progress: scoring.keep_place(place), _nothing, _nothing)


def _nothing(_answer: object) -> None:
    pass
