"""Keputusan: what still blocks, the recount, departures, special awards; then freeze and sign."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from paritrana_desktop.domain.decision import Departure
from paritrana_desktop.services import acting
from paritrana_desktop.services.changes import EVERYTHING
from paritrana_desktop.texts import _, say
from paritrana_desktop.ui.chair import writing
from paritrana_desktop.ui.chair.award_dialog import AwardDialog
from paritrana_desktop.ui.chair.category_dialog import CategoryDialog
from paritrana_desktop.ui.chair.decision_cards import AwardsCard, DeparturesCard, PointsCard
from paritrana_desktop.ui.chair.loaded_page import LoadedPage
from paritrana_desktop.ui.chair.order_dialog import OrderDialog, OrderQuestion
from paritrana_desktop.ui.chair.recount_card import RecountCard
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.chair.tab_order import tab_through
from paritrana_desktop.ui.chair.writing import Written
from paritrana_desktop.ui.presenters import chair_decision
from paritrana_desktop.ui.presenters.chair_decision import AwardShown, CategoryChoice, DecisionShown, OpenPoint
from paritrana_desktop.ui.presenters.chair_state import DECISION, DOCUMENTS, State
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import MainAction
from paritrana_desktop.ui.shared.cards import Card, Scrolled
from paritrana_desktop.ui.shared.dialogs import choose_file, choose_folder, choose_target, confirm
from paritrana_desktop.ui.shared.page import FootRow, TitleRow
from paritrana_desktop.ui.shared.style import px
from paritrana_desktop.ui.shared.tasks import Progress
from paritrana_desktop.ui.shared.words import Words

_ANSWERS = "*.paritrana-hitung"
_ROOM_FOR_TWO = 1000


class DecisionPage(LoadedPage[DecisionShown]):
    """Nothing can be frozen while anything is open; each open point leads to where it is dealt with."""

    key: ClassVar[str] = DECISION

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Decision"))
        self.content.addWidget(TitleRow(self.title))
        self.points = PointsCard(self._lead_to)
        self.recount = RecountCard(self.count_again, self.take_answer)
        self.departures = DeparturesCard(self.choose_departure, self._follow_scores)
        self.awards = AwardsCard(self._enter_award)
        self.digital = QRadioButton(_("Sign digitally with my key"))
        self.ink = QRadioButton(_("Leave blank blocks for signatures in ink"))
        self.cannot_sign = Words(type="small", tone="muted")
        self.sign = MainAction(_("Decide and sign …"), pressed=self.decide, keys="Ctrl+Return")
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self.points, self.recount)),
            (right, (self.departures, self.awards, self._signature())),
        ):
            column.setSpacing(tokens.SPACE)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        held = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, held)
        self._both.setSpacing(tokens.SPACE)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.addLayout(left, 1)
        self._both.addLayout(right, 1)
        scrolled = Scrolled()
        scrolled.content.addWidget(held)
        self.content.addWidget(scrolled, 1)
        self.content.addWidget(FootRow(right=(self.sign,)))

    def present(self, state: State) -> DecisionShown:
        """Everything between the count and the signature."""
        return chair_decision.load(state)

    def show_value(self, shown: DecisionShown) -> None:
        """What was chosen about the signature stays chosen."""
        self.points.show_points(shown)
        self.recount.show_recount(shown)
        self.departures.show_departures(shown)
        self.awards.show_awards(shown)
        self.digital.setEnabled(not shown.frozen and not shown.cannot_sign)
        self.ink.setEnabled(not shown.frozen)
        if shown.cannot_sign:
            self.ink.setChecked(True)
        elif not self.ink.isChecked():
            self.digital.setChecked(True)
        self.cannot_sign.say(shown.cannot_sign)
        self.cannot_sign.setVisible(bool(shown.cannot_sign))
        if shown.refused:
            self.sign.refuse(shown.refused)
        else:
            self.sign.allow()
        self._order_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them at this size of type, else one."""
        super().resizeEvent(event)
        beside = event.size().width() >= px(_ROOM_FOR_TWO)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def count_again(self) -> None:
        """Sign this machine's answer and write it where a person wants it."""
        chairing = self.session.chairing
        name = f"hitung-ulang-{chairing.me.code}.paritrana-hitung"
        path = choose_target(self, _("Save this machine's answer"), self.session.home / name, _ANSWERS)
        if path is not None:
            self.change(lambda _progress: writing.recount(chairing, path), self._counted)

    def take_answer(self) -> None:
        """Take in the answer that a witness brings."""
        path = choose_file(self, _("Answer of a recount"), _ANSWERS, self.session.home)
        if path is not None:
            self.take_files((path,))

    def take_files(self, files: tuple[Path, ...]) -> None:
        """Files dropped onto the window while this page is in view are answers."""
        chairing = self.session.chairing

        def work(_progress: Progress) -> str:
            return ", ".join(writing.take_answer(chairing, path) for path in files)

        self.change(work, self._taken)

    def choose_departure(self) -> None:
        """Ask for the category, then for the order and the reason."""
        if self.shown is None:
            return
        by_name = {category.name: category for category in self.shown.categories if len(category.order) > 1}
        dialog = CategoryDialog(self, tuple(by_name))
        if dialog.exec():
            self._depart_in(by_name[dialog.name()])

    def decide(self) -> None:
        """The last question, then the folder, then everything at once."""
        if self.shown is None:
            return
        text = _(
            "{summary} Afterwards nothing of it changes any more: a correction is a new decision that names this one."
        ).format(summary=self.shown.summary)
        if not confirm(self, _("Freeze the decision now?"), text, _("Decide and sign"), caution=True):
            return
        folder = choose_folder(self, _("Where shall the documents be written?"), self.session.home)
        if folder is None:
            return
        chairing, ink = self.session.chairing, self.ink.isChecked()
        self.change(
            lambda progress: writing.decide(chairing, folder, progress, ink=ink),
            self._decided,
            what=_("Freezing and signing the decision"),
            cancellable=False,
        )

    def _order_tabs(self) -> None:
        """Tab goes down the left column, then down the right one, whatever was made anew last."""
        stops: list[QWidget] = [
            *self.points.links,
            self.recount.here,
            self.recount.take,
            *self.departures.undo.values(),
            self.departures.depart,
            *self.awards.buttons.values(),
            self.digital,
            self.ink,
            self.sign.button,
        ]
        tab_through(stops)

    def _decided(self, written: Written) -> None:
        if written.problem is not None:
            kept = _("The decision is frozen and kept here: save its documents from the page “Documents”.")
            self.notice.tell(f"{say(written.problem)} {kept}", "wrong")
        self.session.changed(EVERYTHING)
        if written.problem is None:
            self.session.open_page(DOCUMENTS)

    def _counted(self, name: str) -> None:
        self.notice.tell(_("The answer {name} was written; this machine's recount is recorded.").format(name=name))
        self.session.changed(EVERYTHING)

    def _taken(self, names: str) -> None:
        self.notice.tell(_("{name} agrees with the count here and was taken in.").format(name=names))
        self.session.changed(EVERYTHING)

    def _depart_in(self, category: CategoryChoice) -> None:
        text = _(
            "The order that holds now is shown. Put the nominees in the order of the meeting; "
            "the minutes print both orders and the reason."
        )
        asked = OrderQuestion(
            _("Departure in {category}").format(category=category.name),
            text,
            _("Keep this order"),
            category.order,
            ask_how=False,
            must_differ=category.places,
        )
        dialog = OrderDialog(self, asked)
        if dialog.exec():
            departure = Departure(category.code, dialog.order()[: category.places], dialog.reason())
            self.keep(partial(acting.with_departure, departure=departure))

    def _follow_scores(self, category: str) -> None:
        self.keep(partial(acting.without_departure, category=category))

    def _enter_award(self, award: AwardShown) -> None:
        assert self.shown is not None
        dialog = AwardDialog(self, award, self.shown.nominees, self.shown.voters)
        if dialog.exec():
            self.keep(partial(acting.with_award, award=dialog.award()))

    def _lead_to(self, point: OpenPoint) -> None:
        if point.category:
            self.session.open_category(point.category)
        else:
            self.session.open_page(point.page)

    def _signature(self) -> Card:
        card = Card()
        card.content.addWidget(Words(_("Signature"), type="section"))
        group = QButtonGroup(self)
        for way in (self.digital, self.ink):
            group.addButton(way)
            card.content.addWidget(way)
        card.content.addWidget(self.cannot_sign)
        return card
