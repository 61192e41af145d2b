"""Preferences: kept as a whole, and a damaged file is no reason not to start."""

from __future__ import annotations

from pathlib import Path

import pytest

from paritrana_desktop.ui.shared import preferences
from paritrana_desktop.ui.shared.preferences import Preferences


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    kept = Preferences("en", "dark", 150, (Path("/media/usb/J3.paritrana-paket"), Path("berkas ñ.paritrana")))
    preferences.save(tmp_path / "home", kept)
    assert preferences.load(tmp_path / "home") == kept
    assert [file.name for file in (tmp_path / "home").iterdir()] == ["settings.json"]


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert preferences.load(tmp_path) == Preferences("id", "system", 100, ())


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 5000,
        b'{"language": "fr", "theme": ["dark"], "zoom": "150", "recent": "x"}',
        b'{"language": {}, "zoom": 1e400, "recent": [1, null, "", "a\\u0000b"]}',
        b'{"zoom": 100000}',
    ],
)
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(written)
    assert preferences.load(tmp_path) == Preferences()


def test_what_is_right_in_a_damaged_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"language": "en", "zoom": 3}', encoding="utf-8")
    assert preferences.load(tmp_path) == Preferences("en")


def test_the_file_opened_last_stands_first_and_once() -> None:
    kept = Preferences()
    for number in range(12):
        kept = kept.opened(Path(str(number)))
    kept = kept.opened(Path("9"))
    assert [path.name for path in kept.recent] == ["9", "11", "10", "8", "7", "6", "5", "4"]


def test_a_home_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"a file where the home should be")
    with pytest.raises(OSError, match="home"):
        preferences.save(tmp_path / "home", Preferences())
