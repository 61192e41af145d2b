"""The wheel holds all that the program needs, and the program runs from it alone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import paritrana_desktop

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "paritrana_desktop"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the sources as they are, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, stdin=subprocess.DEVNULL)
    [built] = folder.iterdir()
    return built


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_the_wheel_holds_every_module_and_resource(wheel: Path) -> None:
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / PACKAGE).rglob("*.py")}
    resources = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert resources
    assert sources | {(PACKAGE / path).as_posix() for path in resources} <= names(wheel)


def test_the_wheel_holds_compiled_catalogues_and_migrations(wheel: Path) -> None:
    held = names(wheel)
    assert f"{PACKAGE}/resources/i18n/id/LC_MESSAGES/paritrana.mo" in held
    assert any(name.startswith(f"{PACKAGE}/storage/migrations/versions/") for name in held)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {PACKAGE}
    assert not [name for name in names(wheel) if "__pycache__" in name]


def test_the_program_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*pip, str(wheel)], check=True, stdin=subprocess.DEVNULL)
    # Site-packages would bring the editable install of the sources back, so the libraries are named one by one.
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    where = f"import {PACKAGE}, sys; sys.stdout.write({PACKAGE}.__file__)"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(target), *libraries])}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-S", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert Path(run("-c", where)).is_relative_to(target)
    assert paritrana_desktop.__version__ in run("-m", PACKAGE, "--version")
