"""The set-up does each thing once, asks for what it may not do, and the checks stop at the first red."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev

SCRIPT = Path(dev.__file__)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in place of `.venv`."""
    monkeypatch.setattr(dev, "VENV", tmp_path)
    return tmp_path


@pytest.fixture
def path_of_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it but what a test puts there; root's rights are gone."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return tmp_path


def put_tool(folder: Path, name: str, code: int) -> None:
    tool = folder / name
    tool.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    tool.chmod(0o755)


@pytest.mark.usefixtures("environment")
def test_a_step_is_done_again_only_for_another_state() -> None:
    done: list[int] = []
    for state in (b"one", b"one", b"two", b"two", b"one"):
        dev.once("step", state, lambda: done.append(1))
    assert len(done) == 3


def test_a_step_that_fails_is_tried_again(environment: Path) -> None:
    def work() -> None:
        dev.fail("no")

    with pytest.raises(SystemExit):
        dev.once("step", b"state", work)
    assert list(environment.iterdir()) == []


def test_the_state_of_files_is_what_they_say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    (tmp_path / "a.po").write_text("one")
    before = dev.content("*.po", "*.ts")
    os.utime(tmp_path / "a.po", (1, 1))
    assert dev.content("*.po", "*.ts") == before
    (tmp_path / "a.ts").write_text("two")
    assert dev.content("*.po", "*.ts") != before


def test_a_library_that_is_not_there_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"})
    monkeypatch.setattr(dev, "TEST_TOOLS", {"sh": "dash", "no-such-tool": "tool-package"})
    assert dev.missing_packages(for_tests=False) == ["libnowhere9"]
    assert dev.missing_packages(for_tests=True) == ["libnowhere9", "tool-package"]


def test_without_rights_the_exact_command_is_said(path_of_tools: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_tool(path_of_tools, "apt-get", 0)
    put_tool(path_of_tools, "sudo", 1)
    with pytest.raises(SystemExit) as ended:
        dev.add_system_packages(["libegl1", "qpdf"])
    assert "sudo apt-get install -y --no-install-recommends libegl1 qpdf" in str(ended.value)
    assert capsys.readouterr().out == ""


def test_without_apt_the_packages_are_named(path_of_tools: Path) -> None:
    assert list(path_of_tools.iterdir()) == []
    with pytest.raises(SystemExit, match="libegl1 qpdf"):
        dev.add_system_packages(["libegl1", "qpdf"])


def test_where_sudo_asks_nothing_the_packages_are_installed(
    path_of_tools: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("apt-get", "sudo"):
        put_tool(path_of_tools, name, 0)
    dev.add_system_packages(["libegl1"])
    assert "Debian packages libegl1" in capsys.readouterr().out


@pytest.mark.parametrize(("variable", "screen"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("OTHER", False)])
def test_a_screen_is_seen_by_its_name(monkeypatch: pytest.MonkeyPatch, variable: str, screen: bool) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, ":0")
    assert dev.has_screen() is screen


def test_the_checks_stop_at_the_first_red(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(dev, "set_up", lambda **_: None)
    monkeypatch.setattr(dev, "PYTHON", "/bin/false")
    assert dev.test([]) == 1
    assert [line.partition(",")[0] for line in capfd.readouterr().out.splitlines()] == ["== format: FAILED"]


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "polish"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert all(f"  {name} " in done.stdout for name in ("run", "test", "shots", "bench", "build"))


def test_the_script_needs_the_standard_library_only() -> None:
    done = subprocess.run([sys.executable, "-S", "-I", SCRIPT, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
