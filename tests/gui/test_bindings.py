"""The two workarounds for PySide6 6.12.0 work, and are still needed: `ui/__init__.py` and `ui/shared/ownership.py`."""

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

NESTED = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import paritrana_desktop.ui
{first}
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import ownedByPython

app = QApplication([])
owned = []
for kind in (QVBoxLayout, QGridLayout):
    window = QWidget()
    outer = kind(window)
    inner, innermost, buttons = QHBoxLayout(), QHBoxLayout(), (QPushButton(), QPushButton())
    inner.addWidget(buttons[0])
    innermost.addWidget(buttons[1])
    inner.addLayout(innermost)
    outer.addLayout(inner, *((0, 0) if isinstance(outer, QGridLayout) else ()))
    owned += [ownedByPython(button) for button in buttons]
print(any(owned))
"""

LEAVING = """
import gc, os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from paritrana_desktop import texts
from paritrana_desktop.ui import application
from paritrana_desktop.ui.shared.dialogs import confirm
from paritrana_desktop.ui.shared.style import Look

texts.use("en")
app = application.start(["paritrana"], Look("light"))
for _turn in range(5):
    QTimer.singleShot(10, lambda: QApplication.activeModalWidget().accept())
    confirm(None, "Hand in?", "They are locked afterwards.", "Hand in")
    gc.collect()
print("left")
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)


def calls(first: str) -> subprocess.CompletedProcess[str]:
    return run(CALLS.format(first=first))


def test_none_and_true_outlive_many_calls() -> None:
    ran = calls("import paritrana_desktop.ui")
    assert ran.stdout == "alive\n", ran.stderr


def test_without_the_workaround_they_would_not_or_it_can_go() -> None:
    # When this fails, PySide6 or Python no longer needs the workaround: both can be taken out.
    ran = calls("")
    if sys.version_info < (3, 12):
        assert "deallocating" in ran.stderr
    else:
        assert ran.stdout == "alive\n"


def test_widgets_of_nested_layouts_belong_to_their_window() -> None:
    assert run(NESTED.format(first="import paritrana_desktop.ui.shared")).stdout == "False\n"


def test_without_the_workaround_they_would_not_or_it_can_go_too() -> None:
    # When this fails, PySide6 hands them over itself again: `ownership.py` and this test can be taken out.
    assert run(NESTED.format(first="")).stdout == "True\n"


def test_the_program_ends_in_peace_after_dialogs() -> None:
    for _turn in range(3):
        ran = run(LEAVING)
        assert (ran.returncode, ran.stdout) == (0, "left\n"), ran.stderr
