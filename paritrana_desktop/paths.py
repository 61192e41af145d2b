"""Where the program's resources and a person's data live: from source, as a wheel, and when packaged."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of fonts, icons, catalogues, wording, sample and help."""
    packaged = _PACKAGE / "resources"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "resources"


def format_description() -> Path:
    """The byte-for-byte description of all files, a copy of which is in each bundle."""
    packaged = resources() / "FORMAT.md"
    return packaged if packaged.is_file() else _PACKAGE.parent / "packaging" / "verifier" / "FORMAT.md"


def default_home() -> Path:
    """The platform's folder for one person's keys and settings; `--home` replaces it."""
    if sys.platform == "win32":
        root = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Application Support"
    else:
        root = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return root / "paritrana"
