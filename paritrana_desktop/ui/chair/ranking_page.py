"""Peringkat: one category at a time, every juror's total as a dot, ties in words, the score card of the chosen nominee."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from paritrana_desktop.domain.decision import TieSettled
from paritrana_desktop.services import acting
from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.foot import DecideFoot
from paritrana_desktop.ui.chair.loaded_page import LoadedPage
from paritrana_desktop.ui.chair.order_dialog import OrderDialog, OrderQuestion
from paritrana_desktop.ui.chair.rank_row import RankRow
from paritrana_desktop.ui.chair.ruling_dialog import RulingDialog
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.chair.tab_order import tab_through
from paritrana_desktop.ui.chair.tie_card import TieActs, TieCard
from paritrana_desktop.ui.presenters import chair_ranking
from paritrana_desktop.ui.presenters.chair_differences import DifferenceShown
from paritrana_desktop.ui.presenters.chair_ranking import CategoryShown, RankingShown
from paritrana_desktop.ui.presenters.chair_state import RANKING, State
from paritrana_desktop.ui.presenters.chair_ties import TieShown
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, Scrolled, row
from paritrana_desktop.ui.shared.category_strip import CategoryStrip
from paritrana_desktop.ui.shared.notice import Notice
from paritrana_desktop.ui.shared.page import TitleRow
from paritrana_desktop.ui.shared.score_card import ScoreCardPane
from paritrana_desktop.ui.shared.style import px
from paritrana_desktop.ui.shared.words import Chip, Words

_ROOM_FOR_HEAD = 1040


class RankingPage(LoadedPage[RankingShown]):
    """The strip chooses the category, the rows the nominee of the score card."""

    key: ClassVar[str] = RANKING

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Ranking"))
        self.strip = CategoryStrip(self._show_category)
        self.method = Chip(" ")
        self.to_decide = Words(type="small", tone="muted", hug=True)
        self.head = TitleRow("", chips=(self.method,), actions=(self.to_decide,))
        self.list = Scrolled()
        self.list.content.setSpacing(6)
        self.card = ScoreCardPane()
        self.foot = DecideFoot(session)
        self.rows: dict[str, RankRow] = {}
        self.ties: dict[str, TieCard] = {}
        self.rulings: dict[str, Button] = {}
        self._held: QWidget | None = None
        self._built: CategoryShown | None = None
        self._chosen: dict[str, str] = {}
        left = QVBoxLayout()
        left.setSpacing(tokens.SPACE)
        left.addWidget(self.strip)
        left.addWidget(self.head)
        left.addWidget(self.list, 1)
        left.addWidget(self.foot)
        both = QHBoxLayout()
        both.setSpacing(tokens.SPACE)
        both.addLayout(left, 1)
        both.addWidget(self.card)
        self.content.addLayout(both, 1)
        session.in_view.show = self._lead_to

    def present(self, state: State) -> RankingShown:
        """Every category."""
        return chair_ranking.load(state)

    def show_value(self, shown: RankingShown) -> None:
        """The category and nominee in view stay."""
        self.to_decide.say(shown.to_decide)
        self.foot.show_state(shown.recount, shown.refused, recounted=shown.recounted)
        self.strip.current = self.session.in_view.category or self.strip.current
        self.strip.show_categories([(entry.code, entry.tab, entry.spoken) for entry in shown.categories])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel stands beneath the title where there is no room beside it."""
        super().resizeEvent(event)
        category = self.category()
        if category is not None:
            self._say_head(category)

    def category(self) -> CategoryShown | None:
        """The category in view."""
        if self.shown is None:
            return None
        return next((entry for entry in self.shown.categories if entry.code == self.strip.current), None)

    def _lead_to(self, category: str) -> None:
        """Another page leads to a category; before the first answer of the writer it waits to be shown."""
        if self.shown is not None:
            self.strip.choose(category)

    def _show_category(self, code: str) -> None:
        self.session.in_view.category = code
        category = self.category()
        if category is None:
            return
        self.method.say(category.method)
        self._say_head(category)
        if self._built != category:
            self._rebuild(category)
        numbers = [entry.number for entry in category.rows]
        if numbers:
            chosen = self._chosen.get(code, "")
            self.rows[chosen if chosen in numbers else numbers[0]].setChecked(True)
        self._show_card(category)

    def _say_head(self, category: CategoryShown) -> None:
        beside = self.width() >= px(_ROOM_FOR_HEAD)
        self.head.say(category.title, "" if beside else category.panel)
        self.head.note.say(category.panel if beside else "")
        self.to_decide.setVisible(beside)

    def _rebuild(self, category: CategoryShown) -> None:
        focused = next((entry for entry, shown in self.rows.items() if shown.hasFocus()), "")
        if self._held is not None:
            self._held.hide()
            self.list.content.removeWidget(self._held)
            self._held.deleteLater()
        self._built = category
        self._held = QWidget()
        column = QVBoxLayout(self._held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        group = QButtonGroup(self._held)
        self.rows = {entry.number: RankRow(entry) for entry in category.rows}
        for number, shown in self.rows.items():
            group.addButton(shown)
            shown.toggled.connect(partial(self._choose, category, number))
            column.addWidget(shown)
        frozen = self.shown is not None and self.shown.frozen
        acts = TieActs(self._order, self._share, self._reopen)
        self.ties = {tie.id: TieCard(tie, acts, frozen=frozen) for tie in category.ties}
        for card in self.ties.values():
            column.addWidget(card)
        self.rulings = {}
        for difference in category.differences:
            column.addWidget(self._difference(difference, frozen=frozen))
        for note in category.notes:
            column.addWidget(Words(note, type="small", tone="muted"))
        self.list.content.addWidget(self._held)
        if focused in self.rows:
            self.rows[focused].setFocus()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes down the page and then to the score card, whatever was built last."""
        stops: list[QWidget] = [*self.strip.findChildren(Button), *self.rows.values()]
        for card in self.ties.values():
            stops += [card.order, card.share, card.reopen]
        stops += [*self.rulings.values(), self.foot.decide.button, self.card.details]
        tab_through(stops)

    def _choose(self, category: CategoryShown, number: str, checked: bool) -> None:
        if checked:
            self._chosen[category.code] = number
            self.list.ensureWidgetVisible(self.rows[number])
            self._show_card(category)

    def _show_card(self, category: CategoryShown) -> None:
        number = next((entry for entry, shown in self.rows.items() if shown.isChecked()), None)
        if number is None:
            self.card.show_card(None)
        else:
            self.card.show_card(category.cards[number].card, category.cards[number].jurors)

    def _difference(self, difference: DifferenceShown, *, frozen: bool) -> Card:
        card = Card()
        words = Notice(closable=False)
        card.content.addWidget(words)
        words.tell(difference.text, "good" if difference.ruled else "wrong")
        if difference.ruled:
            button = Button(_("Take this back"), pressed=partial(self._take_back, difference))
        else:
            button = Button(_("Choose a value …"), pressed=partial(self._rule, difference))
        button.setEnabled(not frozen)
        self.rulings[difference.id] = button
        card.content.addLayout(row(button, None))
        return card

    def _order(self, tie: TieShown) -> None:
        dialog = OrderDialog(self, order_question(tie))
        if dialog.exec():
            self._settle(tie, TieSettled(tie.category, dialog.order(), dialog.how(), dialog.reason()))

    def _share(self, tie: TieShown) -> None:
        names = "\n".join(contender.text for contender in tie.contenders)
        text = _("These nominees share the place:")
        dialog = OrderDialog(self, OrderQuestion(tie.title, f"{text}\n{names}", _("Share the place"), ()))
        if dialog.exec():
            self._settle(tie, TieSettled(tie.category, None, dialog.how(), dialog.reason()))

    def _settle(self, tie: TieShown, settled: TieSettled) -> None:
        self.keep(partial(acting.with_tie, settled=settled, part=tie.part))

    def _reopen(self, tie: TieShown) -> None:
        self.keep(partial(acting.without_tie, category=tie.category, part=tie.part))

    def _rule(self, difference: DifferenceShown) -> None:
        dialog = RulingDialog(self, difference)
        if dialog.exec():
            self.keep(partial(acting.with_ruling, ruling=dialog.ruling()))

    def _take_back(self, difference: DifferenceShown) -> None:
        self.keep(partial(acting.without_ruling, ruling=difference.unruled))


def order_question(tie: TieShown) -> OrderQuestion:
    """What is asked where the meeting puts equal nominees in order."""
    text = _("Put the nominees in the order on which the meeting agreed; the first takes the higher place.")
    return OrderQuestion(tie.title, text, _("Keep this order"), tie.contenders)
