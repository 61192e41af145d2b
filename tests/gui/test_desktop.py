"""The program from its start page: every kind of file opens the right desk, and what is wrong is said."""

from __future__ import annotations

import getpass
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from paritrana_desktop import paths, texts
from paritrana_desktop.ui.everyone.start import StartPage
from paritrana_desktop.ui.everyone.unlock import UnlockPage
from paritrana_desktop.ui.juror.open_page import OpenPackagePage
from tests import issued
from tests.gui import accessible
from tests.gui.person import At, answering, choosing, typing

SAMPLE = paths.resources() / "sample"
PASSPHRASE = "sebuah kata sandi panjang"
HEAVY = {"sqlalchemy", "babel", "cryptography", "pyrage", "reportlab", "pyhanko", "openpyxl", "alembic", "pikepdf"}


@pytest.fixture
def at(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[Callable[[str], At]]:
    """Laptops by name; all are closed at the end."""
    open_ones: list[At] = []

    def start(name: str) -> At:
        laptop = At(qtbot, app, tmp_path / name)
        open_ones.append(laptop)
        return laptop

    yield start
    for laptop in open_ones:
        laptop.close()


def test_the_start_page_is_what_a_new_user_sees(at: Callable[[str], At]) -> None:
    laptop = at("home")
    assert isinstance(laptop.page, StartPage)
    assert accessible.unnamed(laptop.window) == []
    assert accessible.out_of_order(laptop.page) == []


def test_a_new_event_is_made_from_a_workbook_and_opens_again(at: Callable[[str], At], tmp_path: Path) -> None:
    laptop = at("home")
    event = tmp_path / "acara.paritrana"
    answering(choosing(SAMPLE / "acara.xlsx"), choosing(event), typing(PASSPHRASE, PASSPHRASE))
    laptop.click("Choose the workbook …")
    laptop.qtbot.waitUntil(lambda: laptop.window.key() == "event", timeout=60_000)
    laptop.settle()
    assert event.exists()
    laptop.desktop.shell.start()
    laptop.settle()
    laptop.desktop.open_file(event)
    laptop.settle()
    laptop.types("bukan kata sandinya")
    asked = laptop.page
    assert isinstance(asked, UnlockPage)
    asked.findChildren(QLineEdit)[0].clear()
    laptop.types(PASSPHRASE)
    assert laptop.window.key() == "event"


def test_the_sample_event_opens_with_one_click_and_again(at: Callable[[str], At]) -> None:
    laptop = at("home")
    for _turn in range(2):
        laptop.click("Open the sample event")
        laptop.qtbot.waitUntil(lambda: laptop.window.key() == "event", timeout=60_000)
        laptop.settle()
        laptop.desktop.shell.start()
        laptop.settle()


def _is_at(laptop: At, key: str) -> bool:
    return laptop.window.key() == key


def test_a_second_program_says_at_once_that_nothing_is_saved(at: Callable[[str], At]) -> None:
    first, second = at("home"), at("home")
    for laptop in (first, second):
        laptop.click("Open the sample event")
        laptop.qtbot.waitUntil(partial(_is_at, laptop, "event"), timeout=60_000)
        laptop.settle()
    assert not first.page.notice.isVisible()
    assert second.page.notice.isVisible()
    assert second.page.notice.property("tone") == "caution"
    assert getpass.getuser() in second.page.notice.words.text()


def test_a_juror_who_opens_twice_is_told_too(at: Callable[[str], At], tmp_path: Path) -> None:
    made = issued.sample().packages["J1"]
    file = tmp_path / "paket.paritrana-paket"
    file.write_bytes(made.package)
    first, second = at("home"), at("home")
    for laptop in (first, second):
        laptop.desktop.open_file(file)
        laptop.settle()
        laptop.types(made.code)
        assert laptop.window.key() == "pact"
    assert not first.page.notice.isVisible()
    assert getpass.getuser() in second.page.notice.words.text()


def test_a_package_under_any_name_asks_for_the_code(at: Callable[[str], At], tmp_path: Path) -> None:
    made = issued.sample().packages["J1"]
    file = tmp_path / "unduhan (1).bin"
    file.write_bytes(made.package)
    laptop = at("home")
    laptop.desktop.open_file(file)
    laptop.settle()
    assert isinstance(laptop.page, OpenPackagePage)
    laptop.types(made.code)
    assert laptop.window.key() == "pact"


def test_a_file_that_cannot_be_opened_is_refused_on_the_page(at: Callable[[str], At], tmp_path: Path) -> None:
    laptop = at("home")
    laptop.desktop.open_file(tmp_path / "tidak-ada.paritrana")
    laptop.settle()
    assert isinstance(laptop.page, StartPage)
    assert any("tidak-ada.paritrana" in words.text() for words in laptop.page.notice.findChildren(QLabel))


def test_the_language_changes_at_once_and_is_remembered(at: Callable[[str], At]) -> None:
    laptop = at("home")
    laptop.window.language_chosen.emit("en")
    laptop.settle()
    assert texts.language() == "en"
    assert laptop.button("Open a file …").text() == "Open a file …"
    assert laptop.desktop.shell.preferred.language == "en"


def test_first_paint_of_the_program_itself_loads_nothing_heavy(tmp_path: Path) -> None:
    child = (
        "import json, sys; from pathlib import Path; from paritrana_desktop.ui import application;"
        "from paritrana_desktop.ui.shared.style import Look; app = application.start(['p'], Look('light'));"
        "application.use_language(app, 'id'); from paritrana_desktop.app.desktop import Desktop;"
        f"d = Desktop(app, Path({str(tmp_path)!r})); d.shell.window.show(); app.processEvents();"
        "d.shell.window.grab(); print(json.dumps(sorted(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, check=True)
    modules = json.loads(ran.stdout)
    assert {name.split(".")[0] for name in modules}.isdisjoint(HEAVY)


def test_what_is_typed_and_refused_is_not_lost_by_going_elsewhere(at: Callable[[str], At], tmp_path: Path) -> None:
    made = issued.sample().packages["J3"]
    file = tmp_path / "paket.paritrana-paket"
    file.write_bytes(made.package)
    laptop = at("home")
    laptop.desktop.open_file(file)
    laptop.settle()
    laptop.types(made.code)
    laptop.click("Confirm and go on")
    laptop.types("101")
    for leave in (laptop.desktop.shell.start, lambda: laptop.window.language_chosen.emit("en")):
        answering(lambda dialog: dialog.reject())
        leave()
        laptop.settle()
        assert laptop.window.key() == "marks"
        assert texts.language() == "id"
    answering(lambda dialog: dialog.accept())
    laptop.desktop.shell.start()
    laptop.settle()
    assert isinstance(laptop.page, StartPage)
