"""The script that takes the pictures takes them, in both languages and themes, at the size of the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from paritrana_desktop.ui.shared import tokens

ROOT = Path(__file__).resolve().parent.parent.parent


def shots(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "packaging/shots.py", *arguments)
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_a_screen_is_photographed_in_both_languages_and_themes(tmp_path: Path) -> None:
    ran = shots("--out", str(tmp_path / "new"), "--screen", "start")
    assert ran.returncode == 0, ran.stderr
    made = sorted((tmp_path / "new").iterdir())
    assert [file.stem for file in made] == [
        f"start-{tongue}-{theme}" for tongue in ("en", "id") for theme in ("dark", "light")
    ]
    seen = set()
    for file in made:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == tokens.WINDOW
        palette = tokens.DARK if file.stem.endswith("dark") else tokens.LIGHT
        assert picture.pixelColor(700, 740) == QColor(palette.ground)
        seen.add(file.read_bytes())
    # The words differ, not only the colours.
    assert len(seen) == 4


def test_an_unknown_screen_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    ran = shots("--out", str(tmp_path / "new"), "--screen", "nowhere")
    assert ran.returncode == 2
    assert "nowhere" in ran.stderr
    assert "start" in ran.stderr
    assert not (tmp_path / "new").exists()
