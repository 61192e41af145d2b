"""The house stands, and each of its rules is seen to bite on a violation planted in a copy."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.house import rules

ROOT = Path(__file__).resolve().parent.parent.parent

# A file to plant, what it says, and what the import contracts must answer.
CONTRACT_BREACHES = [
    ("storage/planted.py", "import paritrana_desktop.services", "paritrana_desktop.storage is not allowed to import"),
    (
        "security/planted.py",
        "import paritrana_desktop.documents",
        "paritrana_desktop.security is not allowed to import",
    ),
    ("domain/planted.py", "import paritrana_desktop.paths", "paritrana_desktop.domain is not allowed to import"),
    ("texts_planted.py", "", "paritrana_desktop.texts_planted"),
    ("ui/juror/planted.py", "import paritrana_desktop.ui.chair", "paritrana_desktop.ui.juror is not allowed to import"),
    (
        "ui/shared/planted.py",
        "import paritrana_desktop.ui.window",
        "paritrana_desktop.ui.shared is not allowed to import",
    ),
    ("ui/planted.py", "", "paritrana_desktop.ui.planted"),
    ("services/planted_qt.py", "import PySide6.QtCore", "paritrana_desktop.services.planted_qt -> PySide6"),
    ("services/planted_sql.py", "from sqlalchemy import orm", "paritrana_desktop.services.planted_sql -> sqlalchemy"),
    ("services/planted_alembic.py", "import alembic", "paritrana_desktop.services.planted_alembic -> alembic"),
    ("services/planted_sheet.py", "import openpyxl", "paritrana_desktop.services.planted_sheet -> openpyxl"),
    ("services/planted_paper.py", "import reportlab.pdfgen", "paritrana_desktop.services.planted_paper -> reportlab"),
    ("services/planted_pdf.py", "import pikepdf", "paritrana_desktop.services.planted_pdf -> pikepdf"),
    ("documents/planted.py", "import pyhanko.sign", "paritrana_desktop.documents.planted -> pyhanko"),
    ("exchange/planted_age.py", "import pyrage", "paritrana_desktop.exchange.planted_age -> pyrage"),
    ("exchange/planted_asn1.py", "import asn1crypto", "paritrana_desktop.exchange.planted_asn1 -> asn1crypto"),
    ("exchange/planted_keys.py", "import cryptography.x509", "paritrana_desktop.exchange.planted_keys -> cryptography"),
    ("documents/planted_words.py", "import babel", "paritrana_desktop.documents.planted_words -> babel"),
]

# A file to plant, what it says, and what the syntax check must answer.
SYNTAX_BREACHES = [
    ("services/planted_fetch.py", "import socket", "fetch.py:1: the product has no network: socket"),
    (
        "services/planted_wait.py",
        "async def wait() -> None:\n    import asyncio.locks",
        "wait.py:2: the product has no network",
    ),
    ("exchange/planted_get.py", "from urllib import request", "get.py:1: the product has no network: urllib.request"),
    ("exchange/planted_ask.py", "import http.client as web", "ask.py:1: the product has no network: http.client"),
    ("security/planted_tls.py", "from ssl import SSLContext", "tls.py:1: the product has no network: ssl.SSLContext"),
    ("ui/shared/planted_net.py", "import PySide6.QtNetwork", "net.py:1: the product has no network: PySide6.QtNetwork"),
    ("ui/shared/planted_peer.py", "from PySide6 import QtNetwork as n", "peer.py:1: the product has no network"),
    ("ui/shared/planted_line.py", "from PySide6.QtNetwork import QTcpSocket", "line.py:1: the product has no network"),
    ("ui/shared/planted_all.py", "from PySide6.QtCore import *", "all.py:1: a wildcard hides what is imported"),
    (
        "services/planted_late.py",
        "import importlib\nimportlib.import_module('smtplib')",
        "late.py:2: the product has no network",
    ),
    ("ui/presenters/planted_board.py", "from PySide6.QtCore import Qt", "board.py:1: a presenter knows no Qt"),
    ("ui/presenters/planted_hidden.py", "def f() -> None:\n    import PySide6", "hidden.py:2: a presenter knows no Qt"),
    (
        "services/planted_window.py",
        "import PySide6.QtWidgets",
        "window.py:1: only ui and app may know PySide6.QtWidgets",
    ),
    ("cli_planted.py", "import sqlalchemy", "cli_planted.py:1: only storage may know sqlalchemy"),
    (
        "documents/planted_sheet.py",
        "from openpyxl import Workbook",
        "sheet.py:1: only exchange may know openpyxl.Workbook",
    ),
    ("exchange/planted_paper.py", "import reportlab", "paper.py:1: only documents may know reportlab"),
    ("services/planted_sign.py", "import pyhanko.sign", "sign.py:1: only security may know pyhanko.sign"),
    (
        "services/planted_keys.py",
        "from cryptography import x509",
        "keys.py:1: only security may know cryptography.x509",
    ),
    ("domain/planted_library.py", "import defusedxml", "library.py:1: the core stands alone: defusedxml"),
    ("domain/planted_upward.py", "from .. import texts", "upward.py:1: the core stands alone: paritrana_desktop.texts"),
    ("domain/planted_clock.py", "from time import time", "clock.py:1: the core stands alone: time.time"),
    ("domain/planted_disk.py", "import os.path", "disk.py:1: the core stands alone: os.path"),
    ("services/planted_long.py", "\n" * 501, "long.py:1: 501 lines in a file"),
    (
        "services/planted_deep.py",
        "def deep() -> None:\n" + "    print()\n" * 60,
        "deep.py:1: 61 lines in the function deep",
    ),
    (
        "services/planted_wide.py",
        "class Wide:\n" + "".join(f"    def m{n}(self) -> None: ...\n" for n in range(21)),
        "wide.py:1: 21 methods in the class Wide",
    ),
    ("services/utils.py", "", "utils.py:1: a name that says nothing"),
    ("ui/common/list.py", "", "list.py:1: a name that says nothing: common"),
    (
        "services/planted_greedy.py",
        "try:\n    f()\nexcept (OSError, Exception):\n    f()",
        "greedy.py:3: this catches everything",
    ),
    ("services/planted_bare.py", "try:\n    f()\nexcept:\n    f()", "bare.py:3: this catches everything"),
]


def copy_of_the_product(folder: Path) -> Path:
    """The product and its settings in `folder`, to be spoilt."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    return Path(
        shutil.copytree(ROOT / rules.PACKAGE, folder / rules.PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    )


def plant(package: Path, breaches: list[tuple[str, str, str]]) -> None:
    """Put each file where it does not belong."""
    for name, text, _ in breaches:
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert not path.exists(), f"{name} is a file of the product: plant another"
        path.write_text(text, encoding="utf-8")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the copy in `folder`."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def answer_of_the_contracts(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("contracts")
    package = copy_of_the_product(folder)
    plant(package, CONTRACT_BREACHES)
    done = lint_imports(folder)
    assert done.returncode != 0
    return done.stdout


@pytest.fixture(scope="module")
def answer_of_the_rules(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    package = copy_of_the_product(tmp_path_factory.mktemp("rules"))
    plant(package, SYNTAX_BREACHES)
    return rules.faults(package)


def test_the_product_keeps_the_contracts(tmp_path: Path) -> None:
    copy_of_the_product(tmp_path)
    done = lint_imports(tmp_path)
    assert done.returncode == 0, done.stdout


def test_the_product_keeps_the_rules() -> None:
    assert rules.faults(ROOT / rules.PACKAGE) == []


def test_nothing_is_left_unfinished() -> None:
    files = [path for folder in (rules.PACKAGE, "tests", "packaging") for path in (ROOT / folder).rglob("*.py")]
    assert rules.unfinished(files) == []


@pytest.mark.parametrize(("name", "answer"), [(name, answer) for name, _, answer in CONTRACT_BREACHES])
def test_a_contract_bites(answer_of_the_contracts: str, name: str, answer: str) -> None:
    assert answer in answer_of_the_contracts, name


def test_no_contract_is_without_a_planted_breach(answer_of_the_contracts: str) -> None:
    assert " KEPT" not in answer_of_the_contracts


@pytest.mark.parametrize(("name", "answer"), [(name, answer) for name, _, answer in SYNTAX_BREACHES])
def test_a_rule_bites(answer_of_the_rules: list[str], name: str, answer: str) -> None:
    assert any(fault.startswith(name.rpartition("/")[0]) and answer in fault for fault in answer_of_the_rules), name


@pytest.mark.parametrize(
    "line", ["# TO~DO later", "raise Not~ImplementedError", "@pytest.mark.~skip", "pytest.~xfail('later')"]
)
def test_an_unfinished_mark_is_found(tmp_path: Path, line: str) -> None:
    path = tmp_path / "planted.py"
    # The stroke keeps this file from being found itself.
    mark = line.replace("~", "")
    path.write_text(f"x = 1\n{mark}\n", encoding="utf-8")
    assert rules.unfinished([path]) == [f"planted.py:2: {mark}"]


def test_the_lock_file_names_no_place() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    words = ("://", "file:", "--index-url", "--find-links", "--trusted-host", " @ ")
    assert [word for word in words if word in lock] == []


def test_the_lock_file_has_a_hash_for_each_package() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    entries = lock.replace("\\\n", "").splitlines()
    packages = [entry for entry in entries if entry.strip() and not entry.lstrip().startswith("#")]
    assert packages
    assert [entry for entry in packages if "--hash=sha256:" not in entry] == []
