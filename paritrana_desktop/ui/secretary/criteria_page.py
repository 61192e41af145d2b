"""Kategori & kriteria: categories at the left, the criteria tree with its weights at the right."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from paritrana_desktop.services.changes import Part
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters import secretary_criteria
from paritrana_desktop.ui.presenters.secretary_criteria import CriteriaShown
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.secretary.category_list import CategoryList
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.cards import Card
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


class CriteriaPage(LoadedPage[CriteriaShown]):
    """Read-only: a change comes with the corrected workbook."""

    key: ClassVar[str] = "criteria"
    parts: ClassVar[frozenset[Part]] = frozenset({Part.PLAN})

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Categories & criteria"))
        self.begin(under=_("Weights and criteria are changed in the workbook, which is then imported again."))
        self.categories = CategoryList(self._choose)
        self.tree = Table(name=_("Criteria"))
        self.facts = Words(type="small", tone="muted")
        self.name = Words(type="section")
        card = Card()
        card.content.addWidget(self.name)
        card.content.addWidget(self.facts)
        card.content.addWidget(self.tree, 1)
        both = QHBoxLayout()
        both.setSpacing(tokens.SPACE)
        both.addWidget(self.categories)
        both.addWidget(card, 1)
        self.inside.addLayout(both, 1)

    def load(self, desk: Desk) -> CriteriaShown | Missing:
        """All categories."""
        return secretary_criteria.load(desk)

    def show_value(self, shown: CriteriaShown) -> None:
        """The list; its current entry shows its tree."""
        self.categories.show_rows(secretary_criteria.list_columns(), shown.listed)

    def _choose(self, code: str) -> None:
        if self.shown is None:
            return
        category = next(category for category in self.shown.categories if category.code == code)
        self.name.say(category.name)
        self.facts.say(category.facts)
        self.tree.show_rows(secretary_criteria.columns(), category.rows)
