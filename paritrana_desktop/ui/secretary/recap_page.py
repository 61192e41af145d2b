"""Rekapitulasi: sealed until the closing; then the ranking of each category, and how each total came about."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from paritrana_desktop.services.changes import Part
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, ngettext, number
from paritrana_desktop.ui.presenters import secretary_recap
from paritrana_desktop.ui.presenters.secretary_missing import Missing
from paritrana_desktop.ui.presenters.secretary_recap import CategoryRecap, RecapShown
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.secretary.stage_box import StageBox
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.cards import Card, Scrolled
from paritrana_desktop.ui.shared.category_strip import CategoryStrip
from paritrana_desktop.ui.shared.notice import Notice
from paritrana_desktop.ui.shared.score_card import ScoreCardPane
from paritrana_desktop.ui.shared.style import px
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words

_MOST_BLOCKERS, _BLOCKER_HEIGHT = 5, 22


class RecapPage(LoadedPage[RecapShown]):
    """Nothing here knows a total before the closing: the presenter gives none."""

    key: ClassVar[str] = "recap"
    parts: ClassVar[frozenset[Part]] = frozenset({Part.PLAN, Part.PACKAGES, Part.BALLOTS, Part.COUNT})

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Recap"))
        self._stage: str | None = None
        self.stages = StageBox()
        self.stages.currentIndexChanged.connect(self._choose_stage)
        self.begin(self.stages)
        self.name = Words(type="section")
        self.facts = Words(type="small", tone="muted")
        self.ranking = Table(name=_("Ranking"))
        self.ranking.chosen_row.connect(self._choose_nominee)
        self.categories = CategoryStrip(self._choose_category, self.stages)
        self.ties = Notice(closable=False)
        self.card = ScoreCardPane()
        self.blockers = Card()
        self.blockers_title = Words(type="body", strong=True, tone="wrong")
        self.blockers_text = Words(type="small")
        self.scrolled = Scrolled()
        self.scrolled.content.addWidget(self.blockers_text)
        self.blockers.content.addWidget(self.blockers_title)
        self.blockers.content.addWidget(self.scrolled)
        middle = Card()
        middle.content.addWidget(self.name)
        middle.content.addWidget(self.facts)
        middle.content.addWidget(self.ranking, 1)
        middle.content.addWidget(self.ties)
        between = QVBoxLayout()
        between.setSpacing(tokens.SPACE)
        between.addWidget(middle, 1)
        between.addWidget(self.blockers)
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE)
        across.addLayout(between, 1)
        across.addWidget(self.card)
        self.inside.addWidget(self.categories)
        self.inside.addLayout(across, 1)

    def load(self, desk: Desk) -> RecapShown | Missing:
        """The count as far as it is open."""
        return secretary_recap.load(desk, self._stage)

    def show_value(self, shown: RecapShown) -> None:
        """Blockers, then the categories; the current category shows its ranking."""
        self.stages.show_stages(shown.stages, shown.stage)
        self.head.say(self.title, _("Result code {code}").format(code=shown.fingerprint))
        self.blockers.setVisible(bool(shown.blockers))
        count = len(shown.blockers)
        text = ngettext(
            "{count} matter stands in the way of a decision",
            "{count} matters stand in the way of a decision",
            count,
        )
        self.blockers_title.say(text.format(count=number(count, 0)))
        self.scrolled.setFixedHeight(min(_MOST_BLOCKERS, count + 1) * px(_BLOCKER_HEIGHT) + tokens.TIGHT)
        self.blockers_text.say("\n".join(f"• {blocker}" for blocker in shown.blockers))
        self.categories.show_categories([(c.code, c.tab, c.spoken) for c in shown.categories])

    def _category(self) -> CategoryRecap | None:
        if self.shown is None:
            return None
        code = self.categories.current
        return next((category for category in self.shown.categories if category.code == code), None)

    def _choose_category(self, _code: str) -> None:
        category = self._category()
        if category is None:
            return
        self.name.say(category.title)
        self.facts.say(category.facts)
        before = self.ranking.current_id()
        self.ranking.show_rows(secretary_recap.columns(), category.rows)
        if category.notes:
            self.ties.tell("\n".join(category.notes), "gold")
        else:
            self.ties.hide()
        if before is not None and before in category.cards:
            self._choose_nominee(before)
        elif category.rows:
            self.ranking.choose(category.rows[0].id)
        else:
            self.card.show_card(None)

    def _choose_nominee(self, number: str) -> None:
        category = self._category()
        if category is not None:
            carded = category.cards[number]
            self.card.show_card(carded.card, carded.jurors)

    def _choose_stage(self, _place: int) -> None:
        self._stage = self.stages.stage()
        self.refresh(None)
