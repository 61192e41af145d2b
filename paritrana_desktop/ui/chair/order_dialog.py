"""An order that the meeting chooses: of nominees with equal totals, or where it departs from the scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from paritrana_desktop.services.acting import CONSENSUS
from paritrana_desktop.texts import _, number
from paritrana_desktop.ui.chair.reason_fields import ReasonFields
from paritrana_desktop.ui.chair.tab_order import tab_through
from paritrana_desktop.ui.presenters.chair_ties import Contender
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.dialogs import Question
from paritrana_desktop.ui.shared.style import colour, font, px
from paritrana_desktop.ui.shared.words import Words

_SHOWN, _ITEM = 6, 36
_BOTH_BUTTONS = 2 * tokens.CONTROL + tokens.SMALL_SPACE


@dataclass(frozen=True, slots=True)
class OrderQuestion:
    """What is asked; `contenders` in the order that is proposed."""

    title: str
    text: str
    yes: str
    contenders: tuple[Contender, ...]
    how: str = CONSENSUS
    reason: str = ""
    ask_how: bool = True
    must_differ: int = 0
    """How many of the first must not stay as proposed; 0: they may."""


class OrderDialog(Question):
    """The list is put in order by buttons or Ctrl+arrows; `order`, `fields.how` and `fields.text` are the answer."""

    def __init__(self, parent: QWidget | None, asked: OrderQuestion) -> None:
        """Nothing can be accepted without a reason."""
        super().__init__(parent, asked.title, asked.text, asked.yes)
        self._asked = asked
        self.setMinimumWidth(640)
        self.list = OrderList(asked.contenders, self._judge)
        if not asked.contenders:
            self.list.hide()
        self.fields_below = ReasonFields(self._judge, ask_how=asked.ask_how, how=asked.how, reason=asked.reason)
        self.why_not = Words(type="small", tone="muted")
        self.fields.addWidget(self.list)
        self.fields.addWidget(self.fields_below)
        self.fields.addWidget(self.why_not)
        inside = (self.list.items, self.list.up, self.list.down) if asked.contenders else ()
        ways = tuple(self.fields_below.ways.values()) if asked.ask_how else ()
        stops = (*inside, *ways, self.fields_below.reason)
        tab_through((*stops, self.no, self.yes))
        stops[0].setFocus()
        self._judge()

    def order(self) -> tuple[str, ...]:
        """The numbers in the order chosen."""
        return self.list.order()

    def how(self) -> str:
        """How it was reached, as records say it."""
        return self.fields_below.how()

    def reason(self) -> str:
        """Why, as it will be kept."""
        return self.fields_below.text()

    def _judge(self) -> None:
        # The list calls this while it is being built.
        if not hasattr(self, "why_not"):
            return
        first = self._asked.must_differ
        proposed = tuple(contender.number for contender in self._asked.contenders)
        why = ""
        if first and self.order()[:first] == proposed[:first]:
            why = _("The order of the places is still that of the scores.")
        elif not self.reason():
            why = _("The minutes need a reason.")
        self.why_not.say(why)
        self.yes.setEnabled(not why)
        self.yes.setAccessibleDescription(why)


class OrderList(Card):
    """Nominees in an order; buttons and Ctrl+Up, Ctrl+Down move the current one."""

    def __init__(
        self, contenders: Sequence[Contender], changed: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """`changed` is called after every move."""
        super().__init__(tight=True, parent=parent)
        self._changed = changed
        self._names = {contender.number: contender.text for contender in contenders}
        self.items = _Items(self.move_current)
        self.items.setAccessibleName(_("Order"))
        self.items.setWordWrap(True)
        for contender in contenders:
            entry = QListWidgetItem(contender.text)
            entry.setData(Qt.ItemDataRole.UserRole, contender.number)
            entry.setSizeHint(QSize(0, px(_ITEM)))
            self.items.addItem(entry)
        self.items.setCurrentRow(0)
        self.items.setFont(font(tokens.BODY))
        self.items.setFixedHeight(max(px(_ITEM) * min(_SHOWN, len(contenders)), px(_BOTH_BUTTONS)))
        self.content.setContentsMargins(*[tokens.SMALL_SPACE] * 4)
        self.up = Button(_("Up"), pressed=lambda: self.move_current(-1))
        self.down = Button(_("Down"), pressed=lambda: self.move_current(1))
        buttons = QVBoxLayout()
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        buttons.addStretch(1)
        line = row(self.items)
        line.addLayout(buttons)
        self.content.addLayout(line)
        self._renumber()

    def order(self) -> tuple[str, ...]:
        """The numbers from the first to the last."""
        return tuple(str(self.items.item(place).data(Qt.ItemDataRole.UserRole)) for place in range(self.items.count()))

    def move_current(self, step: int) -> None:
        """Move the current nominee one place up (-1) or down (1)."""
        place = self.items.currentRow()
        if not 0 <= place + step < self.items.count():
            return
        entry = self.items.takeItem(place)
        self.items.insertItem(place + step, entry)
        self.items.setCurrentRow(place + step)
        self._renumber()

    def _renumber(self) -> None:
        for place, wanted in enumerate(self.order()):
            self.items.item(place).setText(f"{number(place + 1, 0)}.  {self._names[wanted]}")
        self._changed()


class _Items(QListWidget):
    def __init__(self, move: Callable[[int], object]) -> None:
        super().__init__()
        self._move = move

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        current = self.currentItem()
        if self.hasFocus() and current is not None:
            with QPainter(self.viewport()) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(colour("primary"), 2))
                painter.drawRoundedRect(self.visualItemRect(current).adjusted(1, 1, -1, -1), 4, 4)
