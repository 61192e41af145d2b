"""The form of one category: a card for each criterion, the stages as headings. Built once, shown for any nominee."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.texts import _
from paritrana_desktop.ui.juror.criterion_card import CriterionCard
from paritrana_desktop.ui.presenters.juror_form import Form, Part
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.cards import Scrolled, row
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.words import Words

Parse = Callable[[Cell, str], Mark | None]


class CategoryForm(Scrolled):
    """Scrolls; `cards` are in the order of the criteria."""

    finished = Signal()
    """Enter on the last card."""

    def __init__(self, parse: Parse, made: Callable[[CriterionCard], object]) -> None:
        """`made` gets every card that is built, to connect it."""
        super().__init__()
        self._parse, self._made = parse, made
        self._parts: dict[str, _StagePart] = {}
        self._shown: Form | None = None
        self.figures = Words(type="small", tone="muted")
        self.declared = Words(type="small", tone="caution", strong=True)
        for words in (self.figures, self.declared):
            self.content.addWidget(words)

    def show_form(self, form: Form, *, anew: bool = False) -> None:
        """Show `form`; what is being typed stays, unless `anew`."""
        other = self._shown is None or self._shown.nominee != form.nominee
        self._shown = form
        for words, text in ((self.figures, "\n".join(form.figures)), (self.declared, form.declared)):
            words.say(text)
            words.setVisible(bool(text))
        for part in form.parts:
            if part.stage not in self._parts:
                made = _StagePart(self._parse, self._card)
                self._parts[part.stage] = made
                self.content.addWidget(made)
            self._parts[part.stage].show_part(part, anew=anew)
        stages = {part.stage for part in form.parts}
        for stage, held in self._parts.items():
            held.setVisible(stage in stages)
        if other:
            self.verticalScrollBar().setValue(0)

    def cards(self) -> Iterator[CriterionCard]:
        """The cards in view, in order."""
        for part in self._parts.values():
            if not part.isHidden():
                yield from (card for card in part.cards if not card.isHidden())

    def card(self, cell: Cell) -> CriterionCard | None:
        """The card that shows `cell` now."""
        return next((card for card in self.cards() if card.judged.cell == cell), None)

    def go_to(self, cell: Cell) -> None:
        """Put the cursor into the mark of `cell`."""
        card = self.card(cell)
        if card is not None:
            card.field.take_focus()
            self.ensureWidgetVisible(card, 0, tokens.SPACE)

    def _card(self, card: CriterionCard) -> None:
        card.left.connect(lambda step: self._step(card, step))
        self._made(card)

    def _step(self, card: CriterionCard, step: int) -> None:
        cards = list(self.cards())
        place = cards.index(card) + step
        if 0 <= place < len(cards):
            self.go_to(cards[place].judged.cell)
        elif place == len(cards):
            self.finished.emit()


class _StagePart(QWidget):
    """Heading, lock, and the cards of one stage."""

    def __init__(self, parse: Parse, made: Callable[[CriterionCard], object]) -> None:
        super().__init__()
        self._parse, self._made = parse, made
        self.cards: list[CriterionCard] = []
        self.heading = Words(type="section", hug=True)
        self.lock = Icon("lock", tone="good", size=18)
        self.locked = Words(
            _("Handed in and locked. To change a mark, reopen the sheet under “Hand in”."),
            type="small",
            tone="muted",
            hug=True,
        )
        self.note = Words(tone="muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE)
        self._column.addLayout(row(self.heading, self.lock, self.locked, None))
        self._column.addWidget(self.note)

    def show_part(self, part: Part, *, anew: bool) -> None:
        self.heading.say(part.heading)
        self.heading.setVisible(bool(part.heading))
        self.lock.setVisible(part.locked)
        self.locked.setVisible(part.locked)
        self.note.say(part.note)
        self.note.setVisible(bool(part.note))
        for judged in part.criteria[len(self.cards) :]:
            card = CriterionCard(judged, self._parse)
            self.cards.append(card)
            self._column.addWidget(card)
            self._made(card)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(part.criteria))
            if place < len(part.criteria):
                card.show_judged(part.criteria[place], anew=anew)
