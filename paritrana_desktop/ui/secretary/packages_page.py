"""Paket juri: the check list, and issuing packages and letters into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.services import preparation
from paritrana_desktop.services.changes import Part, changed
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.storage.files import write_file
from paritrana_desktop.texts import _, number, say
from paritrana_desktop.ui.presenters import secretary_packages
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.presenters.secretary_packages import PackagesShown
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.ready_list import ReadyList
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import MainAction
from paritrana_desktop.ui.shared.cards import Card, Scrolled
from paritrana_desktop.ui.shared.dialogs import choose_folder, confirm
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.tasks import Progress
from paritrana_desktop.ui.shared.words import Words


@dataclass(frozen=True, slots=True)
class Written:
    """How far the files of an issue came; the issue itself is kept in any case."""

    files: int
    total: int
    problem: Refusal | None = None


class PackagesPage(LoadedPage[PackagesShown]):
    """Issuing again makes the same packages with the same codes, or the next revision."""

    key: ClassVar[str] = "packages"
    parts: ClassVar[frozenset[Part]] = frozenset({Part.PLAN, Part.PACKAGES})

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Jurors' packages"))
        self.issue = MainAction(_("Issue the packages …"), pressed=self.choose_place, keys="Ctrl+Return")
        self.begin(self.issue)
        self.jurors = Table(name=_("Who receives a package"))
        self.checks = ReadyList()
        left = Card(tight=True)
        left.content.addWidget(self.jurors)
        right = Card(width=320)
        right.content.addWidget(Words(_("Before issuing"), type="section"))
        scrolled = Scrolled()
        scrolled.content.addWidget(self.checks)
        right.content.addWidget(scrolled, 1)
        right.content.addWidget(
            Words(
                _(
                    "Package and letter travel by different ways: the package by stick or chat, the letter with the "
                    "code on paper, in the juror's own hand."
                ),
                type="small",
                tone="muted",
            )
        )
        both = QHBoxLayout()
        both.setSpacing(tokens.SPACE)
        both.addWidget(left, 1)
        both.addWidget(right)
        self.inside.addLayout(both, 1)

    def load(self, desk: Desk) -> PackagesShown | Missing:
        """Check list and receivers."""
        return secretary_packages.load(desk)

    def show_value(self, shown: PackagesShown) -> None:
        """The check list decides whether the button can be pressed."""
        self.head.say(self.title, shown.state)
        self.jurors.show_rows(secretary_packages.columns(), shown.rows)
        self.checks.show_lines(shown.checks)
        self.issue.button.rename(shown.action)
        if shown.refused:
            self.issue.refuse(shown.refused)
        else:
            self.issue.allow()

    def choose_place(self) -> None:
        """Ask before the first issue, for the folder, and where files of these names stand there already."""
        assert self.shown is not None
        if self.shown.first and not confirm(
            self,
            _("Issue the packages now?"),
            _(
                "With the first packages the rules of this event are fixed. Whatever is changed later becomes a new "
                "revision, and its packages are issued to the jurors again."
            ),
            _("Issue"),
            caution=True,
        ):
            return
        folder = choose_folder(self, _("Folder for packages and letters"), self.session.home)
        if folder is None:
            return
        there = [name for name in self.shown.files if (folder / name).exists()]
        if there and not confirm(
            self,
            _("Replace the files in this folder?"),
            _("{count} files with these names are already in {folder}. They will be replaced.").format(
                count=number(len(there), 0), folder=folder.name
            ),
            _("Replace"),
            caution=True,
        ):
            return
        self.issue_into(folder)

    def issue_into(self, folder: Path) -> None:
        """Issue, and write every package and letter into `folder`."""
        desk = self.session.desk
        self.change(
            lambda progress: _issue(desk, folder, progress),
            lambda written: self._issued(folder, written),
            what=_("Issuing packages and letters"),
        )

    def _issued(self, folder: Path, written: Written) -> None:
        values = {
            "count": number(written.files, 0),
            "total": number(written.total, 0),
            "folder": str(folder),
        }
        if written.problem is not None:
            done = _("{count} of {total} files were written. Issue again into another folder: the codes stay the same.")
            self.notice.tell(f"{say(written.problem)} {done.format(**values)}", "wrong")
        elif written.files < written.total:
            text = _("Stopped: {count} of {total} files were written. Issue again: the codes stay the same.")
            self.notice.tell(text.format(**values), "caution")
        else:
            text = _("{count} packages and {count} letters were written to {folder}.")
            self.notice.tell(text.format(count=number(written.total // 2, 0), folder=folder))
        self.changed(changed(Part.PACKAGES, Part.BALLOTS, Part.COUNT))


def _issue(desk: Desk, folder: Path, progress: Progress) -> Written:
    """Issue in one transaction, then write; a cancel between two files keeps what is written."""
    plan = preparation.draft(desk)
    if plan is None:
        raise preparation.NoPlanYet
    receivers = len(preparation.receivers(plan))
    total = 2 * receivers
    made = preparation.issue(desk, lambda done, _all: progress(done, receivers + total))
    files = [
        pair for juror in made for pair in ((juror.package_name, juror.package), (juror.letter_name, juror.letter))
    ]
    for done, (name, data) in enumerate(files):
        if progress.cancelled():
            return Written(done, total)
        try:
            write_file(folder / name, data)
        except Refusal as problem:
            return Written(done, total, problem)
        if not progress.cancelled():
            progress(receivers + done + 1, receivers + total)
    return Written(total, total)
