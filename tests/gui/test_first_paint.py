"""The window is on screen before anything heavy is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("sqlalchemy", "babel", "cryptography", "pyrage", "reportlab", "pyhanko", "openpyxl", "alembic", "pikepdf")
# What the house itself may have loaded by then.
LIGHT = ("ui", "texts", "paths", "domain")

CHILD = """
import json, sys
from paritrana_desktop.ui import application
from paritrana_desktop.ui.everyone.start import StartActions, StartPage
from paritrana_desktop.ui.shared import preferences, style
from paritrana_desktop.ui.shared.page import Place
from paritrana_desktop.ui.shared.style import Look
from paritrana_desktop.ui.window import Desk, Window

app = application.start(["paritrana"], Look("light"))
application.use_language(app, "id")
application.catch_mistakes(lambda: window)
act = lambda *anything: None
start = StartActions(act, act, act, act, act, act)
desk = Desk("Paritrana Desktop", "", (Place("start", "Mulai", lambda: StartPage(start)),))
window = Window(lambda: desk, lambda look: style.apply(app, look))
window.show()
app.processEvents()
image = window.grab().toImage()
painted = {image.pixelColor(x, y).name() for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
print(json.dumps({"modules": sorted(sys.modules), "painted": len(painted)}))
"""


def test_first_paint_loads_only_the_window_texts_and_paths() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", CHILD], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT
    )
    seen = json.loads(ran.stdout)
    assert seen["painted"] > 5
    modules = [name.split(".") for name in seen["modules"]]
    assert {name[0] for name in modules}.isdisjoint(HEAVY)
    own = {name[1] for name in modules if name[0] == "paritrana_desktop" and len(name) > 1}
    assert own <= set(LIGHT)
    assert "PySide6.QtNetwork" not in seen["modules"]
