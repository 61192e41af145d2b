"""Background work: one writer in order, results on the main thread, cancelling, closing."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.ui.shared.progress_dialog import ProgressDialog
from paritrana_desktop.ui.shared.tasks import SHOW_AFTER_MS, Cancelled, Progress, Tasks


class Full(Refusal):
    sentence = "The disk is full. Nothing was saved."


@pytest.fixture
def problems() -> list[BaseException]:
    """What no job handled itself."""
    return []


@pytest.fixture
def tasks(app: QApplication, qtbot: QtBot, problems: list[BaseException]) -> Iterator[Tasks]:
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = Tasks(problems.append, over)
    yield made
    made.close()
    app.processEvents()


def test_the_writer_is_one_thread_and_answers_in_order(tasks: Tasks, qtbot: QtBot, tmp_path: Path) -> None:
    # A SQLite connection refuses every thread but the one that opened it: a real test of who owns the store.
    opened: list[sqlite3.Connection] = []
    answers: list[object] = []

    def open_store(_progress: Progress) -> str:
        opened.append(sqlite3.connect(tmp_path / "store"))
        opened[0].execute("CREATE TABLE mark (u INTEGER)")
        return "open"

    def put(u: int) -> int:
        with opened[0]:
            opened[0].execute("INSERT INTO mark VALUES (?)", (u,))
        return u

    tasks.write(open_store, answers.append)
    for u in range(50):
        tasks.write(lambda _progress, u=u: put(u), answers.append)  # type: ignore[misc]  # a default binds u
    tasks.write(lambda _progress: opened[0].execute("SELECT count(*) FROM mark").fetchone()[0], answers.append)
    qtbot.waitUntil(lambda: len(answers) == 52)
    assert answers == ["open", *range(50), 50]
    tasks.write(lambda _progress: opened[0].close(), answers.append)
    qtbot.waitUntil(lambda: not tasks.busy())


def test_work_runs_beside_the_main_thread_and_is_shown_on_it(tasks: Tasks, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def work(_progress: Progress) -> threading.Thread:
        return threading.current_thread()

    def show(worker: threading.Thread) -> None:
        threads.extend((worker, threading.current_thread()))

    tasks.compute(work, show)
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_refusal_goes_to_whoever_asked_else_to_the_window(
    tasks: Tasks, qtbot: QtBot, problems: list[BaseException]
) -> None:
    def refuse(_progress: Progress) -> None:
        raise Full

    own: list[BaseException] = []
    done: list[object] = []
    tasks.write(refuse, done.append, own.append)
    tasks.write(refuse, done.append)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert [type(problem) for problem in own] == [Full]
    assert [type(problem) for problem in problems] == [Full]
    assert done == []


def test_the_result_for_a_page_that_is_gone_is_dropped_but_the_work_is_done(tasks: Tasks, qtbot: QtBot) -> None:
    page = QObject()
    may_go_on = threading.Event()
    worked: list[bool] = []
    shown: list[object] = []

    def work(_progress: Progress) -> None:
        may_go_on.wait(10)
        worked.append(True)

    tasks.write(work, shown.append, owner=page)
    page.deleteLater()
    qtbot.wait(20)
    may_go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert worked == [True]
    assert shown == []


def dialogs() -> list[ProgressDialog]:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ProgressDialog) and widget.isVisible()
    ]


def test_short_work_shows_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[object] = []
    tasks.compute(lambda _progress: time.sleep(0.02), done.append, what="Menghitung")
    qtbot.waitUntil(lambda: done == [None])
    qtbot.wait(SHOW_AFTER_MS + 50)
    assert dialogs() == []


def test_long_work_shows_how_many_of_how_many_and_can_be_cancelled(
    tasks: Tasks, qtbot: QtBot, problems: list[BaseException]
) -> None:
    kept: list[int] = []

    def work(progress: Progress) -> None:
        for item in range(1000):
            progress(item, 1000)
            kept.append(item)
            time.sleep(0.01)

    done: list[object] = []
    tasks.compute(work, done.append, what="Menggabungkan berkas")
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialog = dialogs()[0]
    qtbot.waitUntil(lambda: "1.000" in dialog.figures.text())
    assert dialog.line.accessibleName() == dialog.figures.text()
    assert dialog.windowTitle() == "Menggabungkan berkas"
    QTest.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert 0 < len(kept) < 1000
    assert done == []
    assert problems == []
    assert dialogs() == []


def test_escape_cancels_and_what_cannot_be_stopped_has_no_button(tasks: Tasks, qtbot: QtBot) -> None:
    may_end = threading.Event()
    done: list[object] = []
    tasks.write(lambda _progress: may_end.wait(10), done.append, what="Menyimpan", cancellable=False)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialog = dialogs()[0]
    assert not dialog.button.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    may_end.set()
    qtbot.waitUntil(lambda: done == [True])
    assert dialogs() == []


def test_closing_waits_for_the_writer_and_gives_up_the_workers(tasks: Tasks, qtbot: QtBot) -> None:
    committed: list[int] = []

    def commit(_progress: Progress) -> None:
        time.sleep(0.05)
        committed.append(1)

    def compute(progress: Progress) -> None:
        while True:
            progress.check()
            time.sleep(0.005)

    for _turn in range(4):
        tasks.write(commit, lambda _none: None)
    tasks.compute(compute, lambda _none: None)
    qtbot.wait(10)
    tasks.close()
    assert committed == [1, 1, 1, 1]


def test_progress_tells_only_as_often_as_eyes_can_follow() -> None:
    reports: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: reports.append((done, total)))
    for item in range(10_000):
        progress(item, 10_000)
    progress(10_000, 10_000)
    assert len(reports) < 500
    assert reports[-1] == (10_000, 10_000)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress(1, 2)
    assert progress.cancelled()
