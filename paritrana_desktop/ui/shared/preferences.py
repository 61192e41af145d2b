"""What one person prefers, kept in `settings.json` of their home: language, theme, zoom, files opened last."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paritrana_desktop.texts import LANGUAGES, Language
from paritrana_desktop.ui.shared import tokens

_FILE = "settings.json"
_RECENT = 8
_THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Preferences:
    """Nothing here changes a result; a lost or damaged file gives these defaults."""

    language: Language = "id"
    theme: str = "system"
    zoom: int = 100
    recent: tuple[Path, ...] = ()
    """Newest first."""

    def opened(self, path: Path) -> Preferences:
        """The same with `path` as the file opened last."""
        others = tuple(old for old in self.recent if old != path)
        return Preferences(self.language, self.theme, self.zoom, (path, *others)[:_RECENT])


def load(home: Path) -> Preferences:
    """What `home` holds; whatever cannot be read or is not known falls back to its default."""
    try:
        untrusted = json.loads((home / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(untrusted, dict):
        return Preferences()
    untrusted_language = untrusted.get("language")
    untrusted_zoom: Any = untrusted.get("zoom")
    untrusted_theme = untrusted.get("theme")
    untrusted_recent = untrusted.get("recent")
    plain = Preferences()
    return Preferences(
        language=next((known for known in LANGUAGES if known == untrusted_language), plain.language),
        theme=next((known for known in _THEMES if known == untrusted_theme), plain.theme),
        zoom=next((known for known in tokens.ZOOMS if known == untrusted_zoom), plain.zoom),
        recent=tuple(
            Path(name)
            for name in (untrusted_recent if isinstance(untrusted_recent, list) else [])
            if isinstance(name, str) and name and "\0" not in name
        )[:_RECENT],
    )


def save(home: Path, preferences: Preferences) -> None:
    """Replace the file as a whole; raises OSError where the home cannot be written."""
    home.mkdir(parents=True, exist_ok=True)
    written = home / f"{_FILE}.new"
    written.write_text(
        json.dumps(
            {
                "language": preferences.language,
                "theme": preferences.theme,
                "zoom": preferences.zoom,
                "recent": [str(path) for path in preferences.recent],
            },
            indent=2,
            ensure_ascii=False,
        )
        + "\n",
        encoding="utf-8",
    )
    written.replace(home / _FILE)
