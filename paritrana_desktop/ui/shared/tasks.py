"""Background work: workers compute, one writer thread commits, the main thread only shows.

```
tasks.write(lambda progress: scoring.put(store, …), done=self._saved, owner=self)
tasks.compute(lambda progress: count(plan, ballots), done=self._show, what=_("Counting"), owner=self)
```

`work` runs in another thread, gets a `Progress` and returns a frozen value; `done` and `failed` run on the main
thread, in the order in which work finished. The writer is one thread for the life of the program, so whatever `work`
opens there (the store) may be used there and nowhere else; its jobs run in the order in which they were given. A
`Progress` is called as `progress(done, total)`, which also ends the work with `Cancelled` once the person cancelled.
After 300 ms a job that has a `what` shows a dialog with how many of how many.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from paritrana_desktop.ui.shared.progress_dialog import ProgressDialog

T = TypeVar("T")
SHOW_AFTER_MS = 300
_REPORT_EVERY_S = 0.05


class Cancelled(Exception):
    """Work was given up between two items because the person cancelled it; nothing of it was kept."""


class Progress:
    """What work reports through; safe to call as often as there are items."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        """`report` carries the figures to the main thread."""
        self._report = report
        self._wish = Event()
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` items are finished; raises `Cancelled` where the person has cancelled."""
        self.check()
        now = time.monotonic()
        if done >= total or now - self._last >= _REPORT_EVERY_S:
            self._last = now
            self._report(done, total)

    def check(self) -> None:
        """Raise `Cancelled` where the person has cancelled."""
        if self._wish.is_set():
            raise Cancelled

    def cancelled(self) -> bool:
        """Whether the person has cancelled, for work that would rather ask."""
        return self._wish.is_set()

    def cancel(self) -> None:
        """The person cancelled; the work learns of it at its next item."""
        self._wish.set()


class Job(Generic[T]):
    """One piece of work under way; `cancel` gives it up."""

    def __init__(
        self,
        tasks: Tasks,
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
        owner: QObject | None,
        beside: bool,
    ) -> None:
        """Made by `Tasks`; `beside` says that the writer does not do it, so that it can be given up at the end."""
        self.beside = beside
        self._done, self._failed, self._owner = done, failed, owner
        self.progress = Progress(lambda done, total: tasks.arrived.emit(lambda: self._show(done, total)))
        self.finished = False
        self.dialog: ProgressDialog | None = None
        self.figures = (0, 0)

    def cancel(self) -> None:
        """Ask the work to stop at its next item; `done` and `failed` will not be called once it has."""
        self.progress.cancel()

    def settle(self, future: Future[T]) -> None:
        """On the main thread: close the dialog and hand over the result, unless its page is gone."""
        self.finished = True
        if self.dialog is not None:
            self.dialog.finish()
            self.dialog = None
        if future.cancelled() or (self._owner is not None and not isValid(self._owner)):
            return
        problem = future.exception()
        if problem is None:
            self._done(future.result())
        elif not isinstance(problem, Cancelled):
            self._failed(problem)

    def _show(self, done: int, total: int) -> None:
        self.figures = (done, total)
        if self.dialog is not None and not self.finished:
            self.dialog.show_figures(done, total)


class Tasks(QObject):
    """The writer and the workers of one window."""

    arrived = Signal(object)
    """Carries a callable from any thread to the main one; nothing else connects to it."""

    def __init__(self, failed: Callable[[BaseException], object], over: QWidget | None = None) -> None:
        """`failed` is told of what no job handles itself; progress dialogs stand over the widget `over`."""
        super().__init__(over)
        self._failed, self._over = failed, over
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._workers = ThreadPoolExecutor(2, thread_name_prefix="worker")
        self._jobs: dict[Future[Any], Job[Any]] = {}
        self._closed = False
        self.arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
        *,
        what: str = "",
        cancellable: bool = True,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Run `work` in the writer thread, after everything given before.

        `what` names the work for the person (empty: never shows a dialog); `owner` is the page whose end makes the
        result pointless. The work itself is never lost with it.
        """
        return self._submit(self._writer, work, done, failed, what, cancellable, owner)

    def compute(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
        *,
        what: str = "",
        cancellable: bool = True,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Run `work` beside the writer: it must not touch the store."""
        return self._submit(self._workers, work, done, failed, what, cancellable, owner)

    def busy(self) -> bool:
        """Whether any job is unfinished or its result not yet shown."""
        return bool(self._jobs)

    def close(self) -> None:
        """Wait until everything given to the writer is committed; workers give up, and no page hears any more."""
        self._closed = True
        for job in self._jobs.values():
            if job.beside:
                job.cancel()
        self._workers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _submit(
        self,
        executor: ThreadPoolExecutor,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None,
        what: str,
        cancellable: bool,
        owner: QObject | None,
    ) -> Job[T]:
        job: Job[T] = Job(self, done, failed or self._failed, owner, executor is self._workers)
        future = executor.submit(work, job.progress)
        self._jobs[future] = job
        future.add_done_callback(lambda finished: self.arrived.emit(lambda: self._settle(finished)))
        if what:
            QTimer.singleShot(SHOW_AFTER_MS, self, lambda: self._show_dialog(job, what, cancellable))
        return job

    def _run(self, message: Callable[[], None]) -> None:
        # A result that comes after the end would have pages begin new work.
        if not self._closed:
            message()

    def _settle(self, future: Future[Any]) -> None:
        self._jobs.pop(future).settle(future)

    def _show_dialog(self, job: Job[Any], what: str, cancellable: bool) -> None:
        if job.finished:
            return
        job.dialog = ProgressDialog(what, job.cancel if cancellable else None, self._over)
        job.dialog.show_figures(*job.figures)
        job.dialog.open()
