"""Forgotten widgets are freed on the main thread, whichever thread makes Python look for garbage."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


class Forgotten(QWidget):
    """Refers to itself, so that only the collector can free it; says in which thread it was freed."""

    freed_in: list[int] = []  # noqa: RUF012  shared on purpose

    def __init__(self) -> None:
        super().__init__()
        self.itself = self

    def __del__(self) -> None:
        self.freed_in.append(threading.get_ident())


def allocate() -> int:
    """Enough objects to make Python collect, were it allowed to."""
    kept = [[number] for number in range(200_000)]
    return len(kept)


def test_a_worker_never_frees_a_widget(app: QApplication, qtbot: QtBot) -> None:
    assert app is QApplication.instance()
    assert not gc.isenabled()
    Forgotten.freed_in.clear()
    for _widget in range(20):
        Forgotten()
    with ThreadPoolExecutor(1) as worker:
        worker.submit(allocate).result()
    assert Forgotten.freed_in == []
    gc.collect(0)
    qtbot.waitUntil(lambda: len(Forgotten.freed_in) == 20, timeout=5000)
    assert set(Forgotten.freed_in) == {threading.get_ident()}
