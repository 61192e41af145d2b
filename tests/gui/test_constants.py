"""The interpreter outlives a day of Qt calls: see the workaround in `ui/__init__.py`."""

from __future__ import annotations

import subprocess
import sys

CALLS = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
{first}
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QWidget

class Carrier(QObject):
    happened = Signal(object)

app = QApplication([])
widget, model, carrier = QWidget(), QStandardItemModel(1, 1), Carrier()
carrier.happened.connect(lambda _what: None)
for _turn in range(100_000):
    widget.setEnabled(True)
    model.data(model.index(0, 0))
    carrier.happened.emit(None)
print("alive")
"""


def calls(first: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CALLS.format(first=first)], capture_output=True, text=True, timeout=60, check=False
    )


def test_none_and_true_outlive_many_calls() -> None:
    ran = calls("import paritrana_desktop.ui")
    assert ran.stdout == "alive\n", ran.stderr


def test_without_the_workaround_they_would_not_or_it_can_go() -> None:
    # When this fails, PySide6 or Python no longer needs the workaround, and both can be taken out.
    ran = calls("")
    if sys.version_info < (3, 12):
        assert "deallocating" in ran.stderr
    else:
        assert ran.stdout == "alive\n"
