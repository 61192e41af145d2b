"""What the form looks like: the list at the left, at the right the nominee's head, the cards, previous and next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.texts import _
from paritrana_desktop.ui.juror.category_form import CategoryForm, Parse
from paritrana_desktop.ui.juror.criterion_card import CriterionCard
from paritrana_desktop.ui.juror.nominee_list import NomineeList
from paritrana_desktop.ui.presenters.juror_form import Form
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card
from paritrana_desktop.ui.shared.page import FootRow, TitleRow
from paritrana_desktop.ui.shared.words import Words

_LIST_WIDTH = 322


@dataclass(frozen=True, slots=True)
class Acts:
    """What the view asks of its page."""

    parse: Parse
    connect: Callable[[CriterionCard], object]
    """Gets every card that is built."""
    walk: Callable[[int], object]
    """To the previous (-1) or next (1) nominee."""


class MarksView(QWidget):
    """Builds one form for each category, the first time that it is shown."""

    def __init__(self, acts: Acts) -> None:
        """Empty until `show_form`."""
        super().__init__()
        self._acts = acts
        self._forms: dict[str, CategoryForm] = {}
        self._category = ""
        self.list = NomineeList()
        self.head = TitleRow("")
        self.note = Words()
        self._stack = QStackedWidget()
        self.previous = Button(_("‹ Previous"), pressed=lambda: acts.walk(-1))
        self.next = Button(_("Next nominee ›"), kind="primary", pressed=lambda: acts.walk(1))
        for button, keys, step in ((self.previous, "Ctrl+Up", -1), (self.next, "Ctrl+Down", 1)):
            # A button's own shortcut acts a tenth of a second later, and what is typed meanwhile would go astray.
            shortcut = QShortcut(QKeySequence(keys), self, lambda step=step: acts.walk(step))
            button.setToolTip(shortcut.key().toString(QKeySequence.SequenceFormat.NativeText))
        self._lay_out()

    def show_form(self, form: Form, failed: Mapping[Cell, ParitranaError], *, anew: bool = False) -> None:
        """Show `form`, and beside each of its `failed` cells why it is not saved.

        What is being typed is left alone, unless `anew`.
        """
        self.head.say(form.title, form.under)
        self.note.say(form.note)
        self.note.setVisible(bool(form.note))
        self._category = form.nominee.category
        cards = self._form()
        cards.show_form(form, anew=anew)
        self._stack.setCurrentWidget(cards)
        for cell, error in failed.items():
            card = cards.card(cell)
            if card is not None and not card.is_edited():
                card.field.refuse(error)

    def show_neighbours(self, *, before: bool, after: bool) -> None:
        """Whether there is a nominee before and after this one."""
        self.previous.setEnabled(before)
        self.next.rename(_("Next nominee ›") if after else _("Hand in ›"))

    def go_to(self, cell: Cell) -> None:
        """Put the cursor into the mark of `cell`."""
        self._form().go_to(cell)

    def card(self, cell: Cell) -> CriterionCard | None:
        """The card of `cell`, where its nominee is shown."""
        return self._form().card(cell)

    def take_all(self) -> bool:
        """Hand over everything typed; False, with the cursor in the first such field, where something is refused."""
        if not self._category:
            return True
        refused = [card for card in reversed(list(self._form().cards())) if not card.take()]
        return not refused

    def _form(self) -> CategoryForm:
        if self._category not in self._forms:
            form = CategoryForm(self._acts.parse, self._made)
            form.finished.connect(self._to_next)
            self._forms[self._category] = form
            self._stack.addWidget(form)
        return self._forms[self._category]

    def _made(self, card: CriterionCard) -> None:
        # A new card would be the last stop of the Tab key; the buttons below it are.
        self.setTabOrder(card.comment, self.previous)
        self.setTabOrder(self.previous, self.next)
        self._acts.connect(card)

    def _to_next(self) -> None:
        self.next.setFocus()

    def _lay_out(self) -> None:
        side = Card(tight=True, width=_LIST_WIDTH)
        side.content.setContentsMargins(tokens.TIGHT, tokens.SMALL_SPACE, tokens.TIGHT, tokens.SMALL_SPACE)
        side.content.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(tokens.SPACE)
        right.addWidget(self.head)
        right.addWidget(self.note)
        right.addWidget(self._stack, 1)
        hint = _("Enter: next criterion · Ctrl+↓: next nominee")
        right.addWidget(FootRow(left=(self.previous,), hint=hint, right=(self.next,)))
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(tokens.SPACE)
        both.addWidget(side)
        both.addLayout(right, 1)
