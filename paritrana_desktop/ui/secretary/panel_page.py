"""Tim penilai: the members with full names and seats, and the register of conflicts of interest."""

from __future__ import annotations

from typing import ClassVar

from paritrana_desktop.services.changes import Part
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters import secretary_panel
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.presenters.secretary_panel import CORRECT, PanelShown
from paritrana_desktop.ui.secretary.correcting import correct
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared.cards import Card
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


class PanelPage(LoadedPage[PanelShown]):
    """A member's name can be corrected here; seats and conflicts come with the workbook."""

    key: ClassVar[str] = "panel"
    parts: ClassVar[frozenset[Part]] = frozenset({Part.PLAN, Part.PACKAGES})

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Panel"))
        self.begin()
        self.members = Table(name=_("Members of the panel"))
        self.members.pressed_cell.connect(self._correct)
        self.conflicts = Table(name=_("Conflicts of interest"))
        self.none = Words(_("No conflict of interest is registered."), tone="muted")
        above = Card(tight=True)
        above.content.addWidget(self.members)
        below = Card()
        below.content.addWidget(Words(_("Register of conflicts of interest"), type="section"))
        below.content.addWidget(self.none)
        below.content.addWidget(self.conflicts, 1)
        self.inside.addWidget(above, 5)
        self.inside.addWidget(below, 3)

    def load(self, desk: Desk) -> PanelShown | Missing:
        """The panel."""
        return secretary_panel.load(desk)

    def show_value(self, shown: PanelShown) -> None:
        """Members and register."""
        self.head.say(self.title, shown.summary)
        self.members.show_rows(secretary_panel.columns(), shown.members)
        self.conflicts.show_rows(secretary_panel.conflict_columns(), shown.conflicts)
        self.conflicts.setVisible(bool(shown.conflicts))
        self.none.setVisible(not shown.conflicts)

    def _correct(self, row_id: str, column: str) -> None:
        if self.shown is None or column != CORRECT:
            return
        juror = self.shown.plan.juror(row_id.split("/")[1])
        label = _("Name of {name} without titles").format(name=juror.with_titles())
        correct(self, self.shown.plan, f"{row_id}/name", label, after_issuing=self.shown.after_issuing)
