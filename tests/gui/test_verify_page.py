"""Checking documents: files are chosen or dropped, each gets a verdict in words with sign, key and comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paritrana_desktop.services import verifying
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.verifying import Verified
from paritrana_desktop.ui import application
from paritrana_desktop.ui.everyone.start import DropArea
from paritrana_desktop.ui.everyone.verify_page import VerifyPage
from paritrana_desktop.ui.shared import style
from paritrana_desktop.ui.shared.page import Place
from paritrana_desktop.ui.shared.tasks import Tasks
from paritrana_desktop.ui.window import Desk, Window
from tests import plenum
from tests.gui import accessible
from tests.gui.person import answering, choosing

Show = Callable[..., VerifyPage]


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that a decision puts out."""
    folder = tmp_path_factory.mktemp("keputusan")
    desk = plenum.chairing_at("J2", folder.parent / "pleno.paritrana")
    desk.recount()
    desk.keep(plenum.sample_acts(desk))
    desk.decide(ink=False)
    for entry in desk.documents():
        (folder / entry.name).write_bytes(desk.document(entry.digest))
    desk.desk.store.close()
    return folder


def settle(tasks: Tasks) -> None:
    for _turn in range(4000):
        QApplication.processEvents()
        if not tasks.busy():
            break
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()
    QApplication.processEvents()
    assert not tasks.busy()


@pytest.fixture
def show(app: QApplication) -> Iterator[Show]:
    application.use_language(app, "en")
    problems: list[BaseException] = []
    tasks = Tasks(problems.append)
    windows: list[Window] = []
    with Reader() as reader:

        def verify(paths: tuple[Path, ...]) -> tuple[Verified, ...]:
            read = [(path.name, path.read_bytes()) for path in paths]
            return verifying.verify(reader, read, None, verifying.read_beside(paths))

        def make(*files: Path) -> VerifyPage:
            place = Place("check", "Check", lambda: VerifyPage(tasks, verify, files))
            window = Window(lambda: Desk("Check", "", (place,)), lambda look: style.apply(app, look))
            windows.append(window)
            window.show()
            window.activateWindow()
            settle(tasks)
            page = window.page()
            assert isinstance(page, VerifyPage)
            return page

        yield make
        for window in windows:
            window.close()
        tasks.close()
    assert not problems


def rows(page: VerifyPage) -> dict[str, tuple[str, ...]]:
    return {row.cells[0].text: tuple(cell.text for cell in row.cells[1:]) for row in page.table.rows_shown.rows}


def test_documents_of_a_decision_are_valid_by_a_whole_key(show: Show, decided: Path) -> None:
    page = show(*sorted(decided.iterdir()))
    shown = rows(page)
    assert len(shown) == 5
    for name in ("keputusan.pdf", "rekapitulasi.pdf", "berita-acara.pdf"):
        verdict, reason, by, compared = shown[name]
        assert verdict == "✓ valid"
        assert "byte for byte the one of the decision beside it" in reason
        assert by.startswith("K-")
        assert len(by) == len("K-7KQF-2M8D-9XTA-04HW-PZ3C")
        assert compared == "the decision beside it"
    assert shown["keputusan.paritrana-keputusan"][0] == "✓ valid"
    assert shown["arsip.paritrana-keputusan"][0] == "☐ sealed"
    assert page.summary.words.text() == "Nothing wrong was found; 1 file is encrypted for somebody else."
    assert page.summary.property("tone") == "caution"


def test_a_changed_byte_and_a_foreign_file_are_told(show: Show, decided: Path, tmp_path: Path) -> None:
    data = bytearray((decided / "keputusan.pdf").read_bytes())
    data[len(data) // 2] ^= 1
    changed, foreign = tmp_path / "keputusan.pdf", tmp_path / "foto.jpg"
    changed.write_bytes(data)
    foreign.write_bytes(b"\xff\xd8\xff")
    page = show(changed, foreign)
    shown = rows(page)
    assert shown["keputusan.pdf"][0] == "✗ not valid"
    assert shown["foto.jpg"][:2] == (
        "✗ not valid",
        "This is not a file of the program, so nothing can be said of it.",
    )
    assert page.summary.property("tone") == "wrong"
    assert page.summary.words.text() == "2 of 2 files are not what they should be."


def test_files_are_chosen_or_dropped(show: Show, decided: Path) -> None:
    page = show()
    assert page.stack.currentWidget() is page.empty
    answering(choosing(decided / "keputusan.pdf"))
    QTest.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    settle(page._tasks)
    assert list(rows(page)) == ["keputusan.pdf"]
    assert page.summary.words.text() == "The file is genuine and unchanged."
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(decided / "rekapitulasi.pdf"))])
    drop = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    area = page.findChild(DropArea)
    assert area is not None
    area.dropEvent(drop)
    settle(page._tasks)
    assert list(rows(page)) == ["rekapitulasi.pdf"]


def test_a_file_that_is_gone_is_said_calmly(app: QApplication, show: Show, tmp_path: Path) -> None:
    del app
    page = show()
    from paritrana_desktop.storage.files import read_file

    page._verify = lambda paths: verifying.verify(_none(), [(path.name, read_file(path, 1000)) for path in paths], None)
    page.take_files((tmp_path / "hilang.pdf",))
    settle(page._tasks)
    assert page.notice.isVisible()
    assert "hilang.pdf" in page.notice.words.text()


def _none() -> Reader:
    return Reader()


@pytest.mark.parametrize("filled", [False, True])
def test_the_page_is_worked_without_eyes_or_mouse(show: Show, decided: Path, *, filled: bool) -> None:
    page = show(*(decided / name for name in ("keputusan.pdf", "rekapitulasi.pdf") if filled))
    page.window().resize(1024, 700)
    QApplication.processEvents()
    assert accessible.unnamed(page) == []
    assert accessible.out_of_order(page) == []
    assert accessible.without_visible_focus(page) == []
    assert page.minimumSizeHint().width() <= 1024
