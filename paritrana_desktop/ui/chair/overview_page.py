"""Semua kategori: every category on one page, the most urgent first, and which machines have counted."""

from __future__ import annotations

from typing import ClassVar

from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.foot import DecideFoot
from paritrana_desktop.ui.chair.loaded_page import LoadedPage
from paritrana_desktop.ui.chair.machines import MachineList
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.presenters import chair_overview
from paritrana_desktop.ui.presenters.chair_overview import OverviewShown
from paritrana_desktop.ui.presenters.chair_state import OVERVIEW, State
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.notice import Notice
from paritrana_desktop.ui.shared.page import TitleRow
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


class OverviewPage(LoadedPage[OverviewShown]):
    """A category is opened by a click on its name or by Enter."""

    key: ClassVar[str] = OVERVIEW

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("All categories"))
        self.findings = Words(type="small", tone="muted", hug=True)
        self.content.addWidget(TitleRow(self.title, actions=(self.findings,)))
        self.waiting = Notice(closable=False)
        self.content.addWidget(self.waiting)
        self.table = Table(name=self.title)
        self.table.pressed_cell.connect(lambda category, _column: session.open_category(category))
        card = Card(tight=True)
        card.content.addWidget(self.table)
        self.content.addWidget(card, 1)
        counted = Card()
        self.machines = MachineList()
        both = row(Words(_("Recount"), type="section", hug=True), self.machines, spacing=tokens.LARGE_SPACE)
        both.setStretch(1, 1)
        counted.content.addLayout(both)
        self.content.addWidget(counted)
        self.foot = DecideFoot(session)
        self.content.addWidget(self.foot)

    def present(self, state: State) -> OverviewShown:
        """Every category and the recount."""
        return chair_overview.load(state)

    def show_value(self, shown: OverviewShown) -> None:
        """The current row stays current."""
        self.findings.say(shown.to_decide, "good" if shown.ready else "caution")
        if shown.waiting:
            self.waiting.tell("\n".join(shown.waiting), "caution")
        else:
            self.waiting.hide()
        self.table.show_rows(chair_overview.columns(), shown.rows)
        self.machines.show_machines(shown.machines)
        self.foot.show_state(shown.recount, shown.refused, recounted=shown.recounted)
