"""What every window test stands on: the application dressed as the product dresses it, light, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from paritrana_desktop.ui import application
from paritrana_desktop.ui.shared.dialogs import Choosing
from paritrana_desktop.ui.shared.style import Look


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The one application; each test gets it light, at zoom 100, in Indonesian, with file dialogs of Qt's own."""
    _delete_what_is_due()
    application.start([], Look("light"))
    application.use_language(qapp, "id")
    native, Choosing.native = Choosing.native, False
    yield qapp
    Choosing.native = native


def _delete_what_is_due() -> None:
    # What an earlier test left to `deleteLater` would otherwise be dressed again after Python collected half of it.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
