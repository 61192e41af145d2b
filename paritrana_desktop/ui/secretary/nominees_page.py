"""Nomine: the nominees of a category, and the measured figures of the current one with their sources."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from paritrana_desktop.services.changes import Part
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters import secretary_nominees
from paritrana_desktop.ui.presenters.secretary_criteria import list_columns
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.presenters.secretary_nominees import CORRECT, NomineesShown
from paritrana_desktop.ui.secretary.category_list import CategoryList
from paritrana_desktop.ui.secretary.correcting import correct
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.cards import Card
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


class NomineesPage(LoadedPage[NomineesShown]):
    """A name with a typing mistake can be corrected here; all else comes with the workbook."""

    key: ClassVar[str] = "nominees"
    parts: ClassVar[frozenset[Part]] = frozenset({Part.PLAN, Part.PACKAGES})

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Nominees"))
        self.begin()
        self.categories = CategoryList(self._choose_category)
        self.nominees = Table(name=_("Nominees"))
        self.nominees.chosen_row.connect(self._choose_nominee)
        self.nominees.pressed_cell.connect(self._correct)
        self.figures = Table(name=_("Measured figures"))
        self.whose = Words(type="section")
        self.none = Words(_("No measured criterion has a figure for this nominee."), tone="muted")
        above = Card(tight=True)
        above.content.addWidget(self.nominees)
        below = Card()
        below.content.addWidget(self.whose)
        below.content.addWidget(self.none)
        below.content.addWidget(self.figures, 1)
        right = QVBoxLayout()
        right.setSpacing(tokens.SPACE)
        right.addWidget(above, 1)
        right.addWidget(below, 1)
        both = QHBoxLayout()
        both.setSpacing(tokens.SPACE)
        both.addWidget(self.categories)
        both.addLayout(right, 1)
        self.inside.addLayout(both, 1)

    def load(self, desk: Desk) -> NomineesShown | Missing:
        """All nominees."""
        return secretary_nominees.load(desk)

    def show_value(self, shown: NomineesShown) -> None:
        """The list; its current entry shows its nominees."""
        self.categories.show_rows(list_columns(), shown.listed)

    def _choose_category(self, code: str) -> None:
        if self.shown is None:
            return
        rows = self.shown.nominees[code]
        before = self.nominees.current_id()
        self.nominees.show_rows(secretary_nominees.columns(), rows)
        if before is not None and any(row.id == before for row in rows):
            self._choose_nominee(before)
        elif rows:
            self.nominees.choose(rows[0].id)

    def _choose_nominee(self, row_id: str) -> None:
        if self.shown is None:
            return
        figures = self.shown.figures[row_id]
        self.whose.say(_("Figures of {nominee}").format(nominee=self.shown.names[row_id]))
        self.figures.show_rows(secretary_nominees.figure_columns(), figures)
        self.figures.setVisible(bool(figures))
        self.none.setVisible(not figures)

    def _correct(self, row_id: str, column: str) -> None:
        if self.shown is None or column != CORRECT:
            return
        warning = _("Jurors who have handed in for this category must then confirm with a new ballot.")
        correct(
            self,
            self.shown.plan,
            f"{row_id}/name",
            _("Name of {nominee}").format(nominee=self.shown.names[row_id]),
            after_issuing=self.shown.after_issuing,
            warning=warning,
        )
