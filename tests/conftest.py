"""What every test stands on: no screen, no network, a home of its own, Indonesian, and warnings that count."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from typing import Any

# Before anything imports Qt: the tests need no screen and leave the user's look alone.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ.pop("QT_SCALE_FACTOR", None)

import hypothesis  # after the environment, which pytest-qt reads
import pytest

from paritrana_desktop import texts

# How long an example takes depends on who else uses the machine, so no test may fail for it.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True, derandomize=True)
hypothesis.settings.load_profile("house")


def _refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    # An audit hook also sees what libraries do below Python's `socket` module; local pipes between processes stay.
    if event == "socket.getaddrinfo" or (event == "socket.connect" and isinstance(arguments[1], tuple)):
        raise RuntimeError(f"a test reached for the network: {event} {arguments[1:]}")


sys.addaudithook(_refuse_the_network)


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys, settings and caches of a test land in a folder of that test."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    """Each test starts in the default language, whatever the one before it chose."""
    texts.use("id")
    yield
    texts.use("id")


@pytest.fixture(autouse=True)
def _log_warnings_count(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test; one that expects it looks at `caplog` and ends with `caplog.clear()`."""
    yield
    said = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not said, "logged: " + "; ".join(f"{record.name}: {record.getMessage()}" for record in said)
