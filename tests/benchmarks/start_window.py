"""From starting the program to the first paint of its window, to a bare PySide6 window; whole processes, offscreen."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from tests.benchmarks.measure import Row, seconds

# Ends the process at the first paint of a window, the same way for both, with a code that nothing else gives.
PAINTED = 42
AT_FIRST_PAINT = f"""
import os
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

class AtFirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            os._exit({PAINTED})
        return False

run = QApplication.exec
def run_until_painted(*_):
    at_first_paint = AtFirstPaint()
    QApplication.instance().installEventFilter(at_first_paint)
    return run()
QApplication.exec = run_until_painted
"""

OURS = """
import sys
from paritrana_desktop.__main__ import main
sys.exit(main())
"""

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
application.exec()
"""


def row(folder: Path) -> Row:
    """Process start to first paint."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}

    def start(program: str, *arguments: str) -> float:
        command = [sys.executable, "-c", AT_FIRST_PAINT + program, *arguments]
        return seconds(partial(until_painted, command, environment))

    return Row("start_window", goal=2.0, ours=partial(start, OURS, "--home", str(folder)), floor=partial(start, BARE))


def until_painted(command: list[str], environment: dict[str, str]) -> None:
    """Run a program until its window is painted; raise RuntimeError if it ends otherwise."""
    done = subprocess.run(command, env=environment, check=False, timeout=60, capture_output=True, text=True)
    if done.returncode != PAINTED:
        raise RuntimeError(f"no window was painted: {done.stderr}")
