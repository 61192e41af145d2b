"""The recount: which machines agree, the own answer as a file, and answers that witnesses bring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.machines import MachineList
from paritrana_desktop.ui.presenters.chair_decision import DecisionShown
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.words import Words


class RecountCard(Card):
    """`show_recount` fills it."""

    def __init__(
        self, recount: Callable[[], object], take: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """`recount` counts and signs here; `take` asks for the answer of another machine."""
        super().__init__(parent=parent)
        self.machines = MachineList()
        self.here = Button(_("Count again on this machine …"), pressed=recount)
        self.take = Button(_("Take in an answer …"), pressed=take)
        self.content.addWidget(Words(_("Recount"), type="section"))
        explained = _("A decision needs the same count on a machine outside the secretariat: this one, or a witness's.")
        self.content.addWidget(Words(explained, type="small", tone="muted"))
        self.content.addWidget(self.machines)
        self.content.addLayout(row(self.here, self.take, None))

    def show_recount(self, shown: DecisionShown) -> None:
        """The machines, and what can still be done."""
        self.machines.show_machines(shown.machines)
        self.here.rename(
            _("Save this machine's answer …") if shown.recounted_here else _("Count again on this machine …")
        )
        for button in (self.here, self.take):
            button.setEnabled(not shown.frozen)
