"""What every test stands on is really there."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from paritrana_desktop import paths, texts

CONFTEST = Path(__file__).resolve().parent.parent / "conftest.py"
PLANTED = """
import logging, warnings
from PySide6.QtCore import qWarning

def test_log(): logging.getLogger("planted").warning("unexpected")
def test_python(): warnings.warn("unexpected")
def test_qt(): qWarning("unexpected")
def test_calm(): pass
"""


def test_a_connection_is_refused() -> None:
    with socket.socket() as unused, pytest.raises(RuntimeError, match="reached for the network"):
        unused.connect(("127.0.0.1", 9))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="reached for the network"):
        socket.getaddrinfo("localhost", 80)


def test_keys_and_settings_land_in_a_folder_of_the_test(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert paths.default_home().is_relative_to(tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("round_number", [1, 2])
def test_each_test_starts_in_indonesian(round_number: int) -> None:
    assert texts.language() == "id", round_number
    texts.use("en")


def test_an_expected_warning_in_the_log_can_be_looked_at(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("ground").warning("expected")
    assert caplog.messages == ["expected"]
    caplog.clear()


def test_any_warning_fails_a_test(tmp_path: Path) -> None:
    for name, original in (("conftest.py", CONFTEST), ("pyproject.toml", CONFTEST.parent.parent / "pyproject.toml")):
        (tmp_path / name).write_bytes(original.read_bytes())
    (tmp_path / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "test_planted.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    red = {
        line.split()[1].rpartition("::")[2] for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))
    }
    assert red == {"test_log", "test_python", "test_qt"}, done.stdout
