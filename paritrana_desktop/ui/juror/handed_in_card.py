"""What was handed in: the ballot code, large; the files; and what happens next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from paritrana_desktop.texts import _
from paritrana_desktop.ui.juror.writing import Written
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.words import Words


class HandedInCard(Card):
    """Hidden until there is a ballot."""

    def __init__(self, write_again: Callable[[], object], open_file: Callable[[Path], object]) -> None:
        """`write_again` asks for another folder; `open_file` shows the one that was written to."""
        super().__init__()
        self._folder = Path()
        self.caption = Words(_("Your ballot code"), type="small", tone="muted")
        self.code = Words(type="big", tone="primary", wrap=False, selectable=True)
        self.code.setAccessibleName(_("Your ballot code"))
        self.next = Words()
        self.files = Words(type="small", tone="muted", selectable=True)
        self.folder = Button(_("Show the folder"), pressed=lambda: open_file(self._folder))
        self.again = Button(_("Write the files again …"), pressed=write_again)
        left = QVBoxLayout()
        left.setSpacing(tokens.TIGHT)
        left.addWidget(self.caption)
        left.addWidget(self.code)
        left.addSpacing(tokens.SMALL_SPACE)
        left.addStretch(1)
        left.addLayout(row(self.folder, self.again, None))
        right = QVBoxLayout()
        right.setSpacing(tokens.SMALL_SPACE)
        heading = row(Icon("good", tone="good", size=22), spacing=tokens.SMALL_SPACE)
        heading.addWidget(self.next, 1)
        right.addLayout(heading)
        right.addWidget(self.files, 0, Qt.AlignmentFlag.AlignTop)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(tokens.LARGE_SPACE)
        both.addLayout(left)
        both.addLayout(right, 1)
        self.content.addLayout(both)
        self.folder.hide()
        self.hide()

    def show_code(self, code: str) -> None:
        """The code of the newest ballot; without one there is nothing to show."""
        if code and code != self.code.text():
            self.code.say(code)
            self.next.say(_("Handed in and locked. The files can be written again, for another stick."))
            self.files.say(_("The code stands on every score sheet and on the closing list. Please compare it there."))
            self.folder.hide()
        self.setVisible(bool(code))

    def show_written(self, written: Written) -> None:
        """The files are on their way to the secretariat from here."""
        self._folder = written.folder
        self.code.say(written.code)
        self.next.say(_("Next: hand the ballot file to the secretariat and tell it the code."))
        self.files.say(
            # Each name on a line of its own: a name is never broken.
            "\n".join((_("In {folder}:").format(folder=written.folder), written.ballot, *written.sheets))
        )
        self.folder.show()
        self.show()
