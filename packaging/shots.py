"""A picture of every screen and document, taken from the running program: how the look is judged.

    packaging/shots.py --out DIR [--screen NAME]

Each screen is shown in the real application (offscreen, with a home and an event of its own) in Indonesian and English,
light and dark, 1366 x 768: `NAME-LANGUAGE-THEME.png`; each page of each kind of document of the
sample round is `KIND-page-NUMBER.png`.

To add a screen, write a function that takes a `Stage`, brings the window there and returns what to photograph (the
window, or a dialog that stands over it), and add it to `SCREENS`. What several screens need (an event with ballots
in it) is a function of its own, asked for with `stage.once(function)`: it runs once for each language.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from paritrana_desktop.app.desktop import Desktop
from paritrana_desktop.texts import LANGUAGES, Language
from paritrana_desktop.ui import application
from paritrana_desktop.ui.shared import style, tokens
from paritrana_desktop.ui.shared.style import Look, Theme
from paritrana_desktop.ui.window import Window

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
THEMES: tuple[Theme, ...] = ("light", "dark")
PAPER_DPI = 96
PATIENCE_S = 60.0


@dataclass(slots=True)
class Stage:
    """One run of the application in one language, with a home of its own below `folder`."""

    app: QApplication
    language: Language
    folder: Path
    _done: dict[Callable[[Stage], Any], Any] = field(default_factory=dict)

    def once(self, step: Callable[[Stage], T]) -> T:
        """What `step` returns; it runs when it is first asked for."""
        if step not in self._done:
            self._done[step] = step(self)
        return cast("T", self._done[step])

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Let the application work until `until` holds; ends the script with `what` where it never does."""
        end = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > end:
                sys.exit(f"shots: waited {PATIENCE_S:.0f} s in vain for {what}")
            self.app.processEvents()
            time.sleep(0.005)

    def settle(self) -> None:
        """Let everything be laid out, and every result of the writer be shown."""
        shell = self.once(opened).shell
        self.wait(lambda: not shell.tasks.busy(), "work to end")
        for _turn in range(3):
            self.app.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: the `name` of its pictures, and how to come to it."""

    name: str
    show: Callable[[Stage], QWidget]


def opened(stage: Stage) -> Desktop:
    """The application as it opens; every other screen starts from here."""
    desktop = Desktop(stage.app, stage.folder / "home")
    desktop.shell.window.resize(*tokens.WINDOW)
    desktop.shell.window.show()
    return desktop


def start(stage: Stage) -> QWidget:
    """The start page, with files opened before."""
    shell = stage.once(opened).shell
    for name in ("J3.paritrana-paket", "Paritrana Award 2024.paritrana"):
        file = stage.folder / name
        file.touch()
        shell.remember(file)
    shell.start()
    return shell.window


def sample(stage: Stage) -> Window:
    """The secretariat's desk with the sample event, nothing issued yet."""
    desktop = stage.once(opened)
    desktop.open_sample()
    window = desktop.shell.window
    stage.wait(lambda: window.key() == "event", "the sample event")
    return window


def of_sample(key: str) -> Callable[[Stage], QWidget]:
    """How to come to the page `key` of the secretariat's desk."""

    def show(stage: Stage) -> QWidget:
        window = stage.once(sample)
        window.open(key)
        return window

    return show


SECRETARIAT = ("event", "criteria", "nominees", "panel", "packages", "ballots", "recap", "documents", "log")

SCREENS: tuple[Screen, ...] = (
    Screen("start", start),
    *(Screen(f"secretary-{key}", of_sample(key)) for key in SECRETARIAT),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; 0 when all were taken."""
    parser = argparse.ArgumentParser(prog="packaging/dev.py shots", description="Pictures of screens and documents.")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--screen", metavar="NAME", help="only this one; `documents` for the documents")
    options = parser.parse_args(arguments)
    chosen = [screen for screen in SCREENS if options.screen in (None, screen.name)]
    if not chosen and options.screen != "documents":
        parser.error(f"no screen is called {options.screen}; there are: {', '.join(screen.name for screen in SCREENS)}")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        app = application.start(["paritrana"], Look("light"))
        for language in LANGUAGES if chosen else ():
            photograph_screens(app, language, Path(scratch) / language, chosen, options.out)
        if options.screen in (None, "documents"):
            photograph_documents(Path(scratch) / "demo", options.out)
    return 0


def photograph_screens(
    app: QApplication, language: Language, folder: Path, screens: Sequence[Screen], out: Path
) -> None:
    """Every one of `screens` in `language`, light and dark."""
    folder.mkdir()
    style.apply(app, Look("light"))
    application.use_language(app, language)
    stage = Stage(app, language, folder)
    for screen in screens:
        subject = screen.show(stage)
        for theme in THEMES:
            style.apply(app, Look(theme))
            stage.settle()
            target = out / f"{screen.name}-{language}-{theme}.png"
            photograph(subject).save(str(target))
            print(target)
        style.apply(app, Look("light"))
        if isinstance(subject, QDialog):
            subject.reject()
    stage.once(opened).shell.window.close()


def photograph(subject: QWidget) -> QImage:
    """A picture of a window, or of a dialog where it stands over its window."""
    behind = subject.parentWidget()
    if not isinstance(subject, QDialog) or behind is None:
        return subject.grab().toImage()
    picture = behind.window().grab().toImage()
    front = subject.grab().toImage()
    with QPainter(picture) as painter:
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 70))
        left, top = (picture.width() - front.width()) // 2, (picture.height() - front.height()) // 2
        painter.drawImage(QPoint(left, top), front)
    return picture


def photograph_documents(folder: Path, out: Path) -> None:
    """Each page of each kind of PDF that a whole round on the sample event makes."""
    command = (sys.executable, "-m", "paritrana_desktop", "--home", str(folder / "home"), "demo", "--out", str(folder))
    ran = subprocess.run((*command, "--json"), check=False, capture_output=True, text=True, cwd=ROOT)
    if ran.returncode:
        sys.exit(f"shots: the demo failed: {ran.stderr.strip()}")
    made = json.loads(ran.stdout)
    # One of each kind: nine jurors' letters differ in names only.
    first = {one["kind"]: one["path"] for one in reversed(made["documents"]) if one["path"].endswith(".pdf")}
    for kind, path in sorted(first.items()):
        document = QPdfDocument()
        document.load(path)
        for page in range(document.pageCount()):
            target = out / f"{kind}-page-{page + 1}.png"
            on_white(document, page).save(str(target))
            print(target)
        document.close()


def on_white(document: QPdfDocument, page: int) -> QImage:
    """One page as it looks on paper."""
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * PAPER_DPI / 72), round(points.height() * PAPER_DPI / 72))
    drawn = document.render(page, size)
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    with QPainter(paper) as painter:
        painter.drawImage(QPoint(0, 0), drawn)
    return paper


if __name__ == "__main__":
    sys.exit(main())
