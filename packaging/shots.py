"""A picture of every screen and document, taken from the running program: how the look is judged.

    packaging/shots.py --out DIR [--screen NAME]

Each screen is shown in the real application (offscreen, with a home and an event of its own) in Indonesian and English,
light and dark, 1366 x 768: `NAME-LANGUAGE-THEME.png`; each page of each kind of document of the
sample round is `KIND-page-NUMBER.png`.

To add a screen, write it as `stage.py` says and add it to `SCREENS`, those of a juror and of the chair to `shots_juror.py` and `shots_chair.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from paritrana_desktop import paths
from paritrana_desktop.domain.errors import Sentence
from paritrana_desktop.exchange.workbook.event import EventWorkbook
from paritrana_desktop.exchange.workbook.fault import WorkbookFault
from paritrana_desktop.security import identity
from paritrana_desktop.services import collection, desk, scoring
from paritrana_desktop.services.collection import IncomingFile
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.scoring import HandedInFiles
from paritrana_desktop.storage.home import Home
from paritrana_desktop.texts import LANGUAGES, Language
from paritrana_desktop.ui import application
from paritrana_desktop.ui.presenters import secretary_verdicts
from paritrana_desktop.ui.secretary.ballots_page import BallotsPage
from paritrana_desktop.ui.secretary.closing_dialog import ClosingDialog
from paritrana_desktop.ui.secretary.contact_dialog import ContactDialog
from paritrana_desktop.ui.secretary.findings_dialog import FindingsDialog
from paritrana_desktop.ui.secretary.recap_page import RecapPage
from paritrana_desktop.ui.secretary.verdicts_dialog import VerdictsDialog
from paritrana_desktop.ui.shared import style
from paritrana_desktop.ui.shared.style import Look, Theme
from shots_chair import CHAIR
from shots_juror import JUROR
from stage import Screen, Stage, at_desk, issued, opened, sample

ROOT = Path(__file__).resolve().parent.parent
THEMES: tuple[Theme, ...] = ("light", "dark")
PAPER_DPI = 96


def start(stage: Stage) -> QWidget:
    """The start page, with files opened before."""
    shell = stage.once(opened).shell
    for name in ("J3.paritrana-paket", "Paritrana Award 2024.paritrana"):
        file = stage.folder / name
        file.touch()
        shell.remember(file)
    shell.start()
    return shell.window


def handed_in(
    stage: Stage, juror: str, folder: str = "", stages: Sequence[str] = ("D", "W"), changed: int = 0
) -> HandedInFiles:
    """What `juror` hands in for `stages` with the sample's marks, of which the first is `changed` by hundredths."""
    made, home = stage.once(issued)[juror], Home(stage.folder / f"juror-{juror}{folder}")
    with Reader() as reader:
        found = scoring.read_package(reader, made.package, made.code)
        rows = reader.marks_workbook((paths.resources() / "sample" / "nilai.xlsx").read_bytes(), found.plan, juror).rows
    key = stage.keys.setdefault(juror, identity.create(juror))
    work = scoring.open_package(home, found, lambda _name: key, desk.local_clock, secrets.token_bytes)
    marks = [row.mark for row in rows]
    first = marks[0]
    marks[0] = replace(first, u=(first.u or 0) + changed)
    with work.desk.store.transaction():
        work.confirm_pact()
        for mark in marks:
            work.put(mark)
        files = work.hand_in([sheet for sheet in work.sheets if sheet[0] in stages])
    work.desk.store.close()
    return files


def take_in(stage: Stage, files: Sequence[HandedInFiles]) -> None:
    """Merge `files` at the secretariat's desk."""
    incoming = [IncomingFile(made.ballot_name, made.ballot) for made in files]
    at_desk(
        stage,
        lambda session: collection.merge(session.desk, collection.inspect(session.desk, session.reader, incoming)),
    )


def received(stage: Stage) -> None:
    """Some ballots are in: one juror in part, one twice with one mark that differs."""
    files = [handed_in(stage, juror) for juror in ("J1", "J2", "J4", "J6", "J8")]
    take_in(stage, [*files, handed_in(stage, "J6", "-lain", changed=100), handed_in(stage, "J3", stages=("D",))])


def closed(stage: Stage) -> None:
    """All is in, one mark still differs, and receiving is closed."""
    stage.once(received)
    take_in(stage, [handed_in(stage, juror) for juror in ("J5", "J7", "J9")])
    take_in(stage, [handed_in(stage, "J3", "-lengkap")])
    at_desk(stage, lambda session: collection.close(session.desk, None))


def of_desk(key: str, *needs: Callable[[Stage], object]) -> Callable[[Stage], QWidget]:
    """How to come to the page `key` of the secretariat's desk, after what it `needs`."""

    def show(stage: Stage) -> QWidget:
        window = stage.once(sample)
        for need in needs:
            stage.once(need)
        window.open(key)
        stage.settle()
        return window

    return show


def over_board(make: Callable[[Stage, BallotsPage], QDialog]) -> Callable[[Stage], QWidget]:
    """How to come to a dialog over the board of files received."""

    def show(stage: Stage) -> QWidget:
        of_desk("ballots", received)(stage)
        page = stage.once(sample).page()
        assert isinstance(page, BallotsPage)
        dialog = make(stage, page)
        dialog.open()
        return dialog

    return show


def verdicts(stage: Stage, page: BallotsPage) -> QDialog:
    """New, known and refused files."""
    good, known = handed_in(stage, "J7", "-periksa"), handed_in(stage, "J1", "-periksa")
    folder = stage.folder / "files"
    folder.mkdir(exist_ok=True)
    (folder / good.ballot_name).write_bytes(good.ballot)
    (folder / known.ballot_name).write_bytes(known.ballot)
    (folder / "nilai-J9-1.paritrana-nilai").write_bytes(good.ballot[:-40])
    (folder / "catatan.paritrana-nilai").write_bytes(b"")
    shown = at_desk(
        stage,
        lambda session: secretary_verdicts.inspect(session.desk, session.reader, [folder], lambda _done, _all: None),
    )
    return VerdictsDialog(page, shown)


def closing(_stage: Stage, page: BallotsPage) -> QDialog:
    """Who is missing, and why it is closed all the same."""
    assert page.shown is not None
    return ClosingDialog(page, page.shown)


def contact(_stage: Stage, page: BallotsPage) -> QDialog:
    """A message to a juror who is awaited."""
    assert page.shown is not None
    return ContactDialog(page, page.shown.contacts["J5"])


def faults(stage: Stage) -> QWidget:
    """A workbook with faults."""
    window = stage.once(sample)
    window.open("event")
    rows = [(sheet, row, column) for sheet in ("Kriteria", "Nomine") for row, column in ((5, "E"), (9, "B"), (14, "C"))]
    said = Sentence("The criterion {code} stands twice in {category}.", {"code": "K3.1", "category": "KK"})
    found = tuple(WorkbookFault(sheet, row, column, said) for sheet, row, column in rows)
    dialog = FindingsDialog(window.page(), "acara.xlsx", EventWorkbook(None, (), found, ()))
    dialog.open()
    return dialog


def tie(stage: Stage) -> QWidget:
    """A category in which the meeting has something to settle."""
    of_desk("recap", closed)(stage)
    window = stage.once(sample)
    page = window.page()
    assert isinstance(page, RecapPage)
    page.categories.choose("DK")
    return window


SECRETARIAT = (
    *(Screen(f"secretary-{key}", of_desk(key)) for key in ("event", "criteria", "nominees", "panel", "packages")),
    Screen("secretary-not-issued", of_desk("ballots")),
    Screen("secretary-faults", faults),
    Screen("secretary-ballots", of_desk("ballots", received)),
    Screen("secretary-verdicts", over_board(verdicts)),
    Screen("secretary-contact", over_board(contact)),
    Screen("secretary-closing", over_board(closing)),
    Screen("secretary-sealed", of_desk("recap", received)),
    Screen("secretary-recap", of_desk("recap", closed)),
    Screen("secretary-tie", tie),
    Screen("secretary-documents", of_desk("documents", closed)),
    Screen("secretary-log", of_desk("log", closed)),
)

# A desk is opened in the one window, so the screens of one desk stand together.
SCREENS: tuple[Screen, ...] = (Screen("start", start), *SECRETARIAT, *JUROR, *CHAIR)


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
