"""The pictures of the three desks in the README and the help, taken from the running program.

packaging/help_pictures.py          (in the program's environment; writes resources/help/)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DESKS = {"secretary": "secretary-ballots", "juror": "juror-marks", "chair": "chair-ranking"}
"""Picture -> the screen of `shots.py` that it shows, in Indonesian and light."""


def main() -> int:
    """Take the three pictures; 0 when all were taken."""
    with tempfile.TemporaryDirectory() as scratch:
        for picture, screen in DESKS.items():
            shots = [sys.executable, str(ROOT / "packaging" / "shots.py"), "--out", scratch, "--screen", screen]
            subprocess.run(shots, check=True)
            shutil.copyfile(Path(scratch) / f"{screen}-id-light.png", ROOT / "resources" / "help" / f"{picture}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
