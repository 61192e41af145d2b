"""Two commands on a fresh machine: `python3 packaging/dev.py run` starts the program, `test` runs every check.

Each call first does the set-up that is still missing: system libraries (Debian), `.venv`, what the lock file names,
the project itself, the catalogue. Standard library only, since on a fresh machine there is nothing else.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
LOCK = "packaging/requirements.lock"
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

# What Qt loads, and the Debian package that has it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    # Only for a screen; a machine that has none today may get one.
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Other programs that look at our files: the tests ask them for a second opinion.
TEST_TOOLS = {"age": "age", "pdfsig": "poppler-utils", "pdftotext": "poppler-utils", "qpdf": "qpdf"}


def fail(message: str) -> NoReturn:
    """End with `message` and exit code 1."""
    sys.exit(f"dev.py: {message}")


def tool(name: str) -> str:
    """The path of a program in `.venv`."""
    return str(VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name)


PYTHON = tool("python")


def call(*command: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run `command` in the project's folder; `quiet` keeps what it says for the caller and gives it no input."""
    # These two would lead Python past `.venv`.
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    sys.stdout.flush()
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        check=False,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL if quiet else None,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
    )


def need(what: str, *command: str) -> None:
    """Do one step of the set-up and say so; if it fails, show all that it said and end here."""
    print(f"set-up: {what}")
    done = call(*command, quiet=True)
    if done.returncode != 0:
        print(done.stdout)
        fail(f"this did not work: {shlex.join(command)}")


# -- Set-up -----------------------------------------------------------------------------------------------------------


def set_up(*, for_tests: bool = False) -> None:
    """Do what is missing; take no time when nothing is."""
    if sys.version_info < OLDEST_PYTHON:
        fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if sys.platform.startswith("linux"):
        add_system_packages(missing_packages(for_tests=for_tests))
    # A folder that was moved, or a new Python, makes the old environment useless.
    once("machine", f"{sys.version} {ROOT}".encode(), make_environment)
    once("packages", content(LOCK, "pyproject.toml"), install_packages)
    once("catalogue", content("resources/i18n/*.po", "resources/i18n/*.ts"), compile_catalogue)


def once(name: str, state: bytes, work: Callable[[], None]) -> None:
    """Do `work` unless it was done for this very `state`; a stamp in the environment remembers it."""
    digest = hashlib.sha256(state).hexdigest()
    stamp = VENV / f"{name}.stamp"
    if not stamp.exists() or stamp.read_text() != digest:
        work()
        stamp.write_text(digest)


def content(*patterns: str) -> bytes:
    """The bytes of all files that match, in a fixed order."""
    return b"\0".join(path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern)))


def make_environment() -> None:
    """Make `.venv` anew."""
    need("Python environment in .venv", sys.executable, "-m", "venv", "--clear", str(VENV))


def install_packages() -> None:
    """Install exactly what the lock file names, checked by hash, then this project so that edits take effect at once."""
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
    need("packages of the lock file (about a minute)", *pip, "--require-hashes", "-r", LOCK)
    need("this project", *pip, "--no-build-isolation", "--no-deps", "-e", ".")


def compile_catalogue() -> None:
    """Compile the phrases for the program."""
    need("catalogue", PYTHON, "packaging/catalogue.py", "compile")


def missing_packages(*, for_tests: bool) -> list[str]:
    """The Debian packages that this machine still lacks."""
    missing = {package for library, package in LIBRARIES.items() if not loads(library)}
    if importlib.util.find_spec("ensurepip") is None:
        missing.add("python3-venv")
    if for_tests:
        missing |= {package for tool, package in TEST_TOOLS.items() if shutil.which(tool) is None}
    return sorted(missing)


def loads(library: str) -> bool:
    """Whether the system finds `library` and all that it needs in turn."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def add_system_packages(packages: list[str]) -> None:
    """Install `packages` by apt where that is permitted; otherwise say the exact command and end."""
    if not packages:
        return
    install = ("apt-get", "install", "-y", "--no-install-recommends", *packages)
    if shutil.which("apt-get") is None:
        fail(f"please install these first (their Debian names): {' '.join(packages)}")
    if os.geteuid() == 0:
        as_root: tuple[str, ...] = ("env", "DEBIAN_FRONTEND=noninteractive")
    elif shutil.which("sudo") and call("sudo", "-n", "true", quiet=True).returncode == 0:
        as_root = ("sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive")
    else:
        wish = f"sudo apt-get update && sudo {shlex.join(install)}"
        fail(f"some system packages are missing. Please run this, then try again:\n\n  {wish}\n")
    need("list of Debian packages", *as_root, "apt-get", "update", "-qq")
    need(f"Debian packages {' '.join(packages)}", *as_root, *install, "-qq")


# -- Commands ---------------------------------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Start the program with the sample event; without a screen, do the whole round and say where its PDFs are."""
    set_up()
    if has_screen():
        return call(PYTHON, "-m", "paritrana_desktop", "--sample", *arguments).returncode
    out = Path(tempfile.mkdtemp(prefix="paritrana-demo-"))
    print("There is no screen here, so no window can open. This is the whole round on the sample event instead.")
    code = call(PYTHON, "-m", "paritrana_desktop", "demo", "--out", str(out), *arguments).returncode
    documents = sorted(out.rglob("*.pdf"))
    print(f"{len(documents)} PDFs:", *documents, sep="\n  ")
    return code


def has_screen() -> bool:
    """Whether a window can open, or Qt was told in so many words where to draw."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def test(arguments: list[str]) -> int:
    """Run every check in turn, quickest first; stop at the first that fails. `arguments` go to pytest."""
    set_up(for_tests=True)
    checks = (
        ("format", (PYTHON, "-m", "ruff", "format", "--check", "--quiet", ".")),
        ("lint", (PYTHON, "-m", "ruff", "check", "--quiet", ".")),
        ("house", (tool("lint-imports"), "--no-logo")),
        ("translations", (PYTHON, "packaging/catalogue.py", "check")),
        ("types", (PYTHON, "-m", "mypy")),
        ("tests", (PYTHON, "-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal", *arguments)),
    )
    for name, command in checks:
        start = time.monotonic()
        code = call(*command).returncode
        print(f"== {name}: {'FAILED' if code else 'ok'}, {time.monotonic() - start:.1f} s")
        if code:
            return code
    return 0


def shots(arguments: list[str]) -> int:
    """Make a picture of every screen and document."""
    set_up()
    return call(PYTHON, "packaging/shots.py", *arguments).returncode


def bench(arguments: list[str]) -> int:
    """Measure speed as ratios to bare libraries on the same machine."""
    set_up()
    return call(PYTHON, "-m", "tests.benchmarks", *arguments).returncode


def build(arguments: list[str]) -> int:
    """Build what users install: so far the wheel, into `dist/`."""
    parser = argparse.ArgumentParser(prog="dev.py build")
    parser.add_argument("what", choices=["wheel"])
    parser.parse_args(arguments)
    set_up()
    return call(PYTHON, "-m", "hatchling", "build", "-t", "wheel").returncode


COMMANDS = (run, test, shots, bench, build)


def main() -> int:
    """Do what the first word says, with the words after it."""
    usage = "\n".join(f"  {command.__name__:6} {command.__doc__}" for command in COMMANDS)
    chosen = next((command for command in COMMANDS if sys.argv[1:2] == [command.__name__]), None)
    if chosen is None:
        print(f"usage: python3 packaging/dev.py COMMAND [ARGUMENTS]\n{usage}")
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    try:
        return chosen(sys.argv[2:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
