"""What the wheel needs beside the sources: the compiled catalogues and `resources/`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface[Any]):
    """Compiles the catalogues, then puts `resources/` into the package; an editable install reads it in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        subprocess.run([sys.executable, str(root / "packaging" / "catalogue.py"), "compile"], check=True)
        if version == "standard":
            build_data["force_include"][str(root / "resources")] = "paritrana_desktop/resources"
            description = root / "packaging" / "verifier" / "FORMAT.md"
            build_data["force_include"][str(description)] = "paritrana_desktop/resources/FORMAT.md"
