"""A tie in the ranking: what was tried in words, and the two ways in which the meeting may end it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.chair_ties import TieShown
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.notice import Notice


@dataclass(frozen=True, slots=True)
class TieActs:
    """What the buttons do; each gets the tie."""

    order: Callable[[TieShown], object]
    share: Callable[[TieShown], object]
    reopen: Callable[[TieShown], object]


class TieCard(Card):
    """Gold while it is open, calm once it is settled; a tie that the declared steps settled has no buttons."""

    def __init__(self, tie: TieShown, acts: TieActs, *, frozen: bool, parent: QWidget | None = None) -> None:
        """`frozen`: nothing can be changed any more."""
        super().__init__(parent=parent)
        self.words = Notice(closable=False)
        # Told once it has a parent: what is shown without one opens as a window of its own.
        self.content.addWidget(self.words)
        self.words.tell(tie.text, tie.tone)
        self.order = Button(_("Consensus / vote …"), pressed=lambda: acts.order(tie))
        self.share = Button(_("Shared place …"), pressed=lambda: acts.share(tie))
        self.reopen = Button(_("Take this back"), pressed=lambda: acts.reopen(tie))
        chosen = (self.order, self.share) if tie.open else (self.reopen,) if tie.settled else ()
        self.content.addLayout(row(self.order, self.share, self.reopen, None))
        for button in (self.order, self.share, self.reopen):
            if frozen or button not in chosen:
                button.hide()
