"""The cards of the decision's page that list things: what is open, departures from the scores, special awards."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.chair_decision import AwardShown, DecisionShown, DepartureShown, OpenPoint
from paritrana_desktop.ui.presenters.chair_state import DECISION
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.words import Words


class ListCard(Card):
    """A title, and lines that are made anew whenever what they show changes."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent=parent)
        self.content.addWidget(Words(title, type="section"))
        self._place = QVBoxLayout()
        self.content.addLayout(self._place)
        self._held: QWidget | None = None

    def refill(self) -> QVBoxLayout:
        """An empty column in place of the lines so far."""
        if self._held is not None:
            # Hidden at once: a widget without a layout would stay where it was until the event loop ends it.
            self._held.hide()
            self._place.removeWidget(self._held)
            self._held.deleteLater()
        self._held = QWidget()
        column = QVBoxLayout(self._held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL_SPACE)
        self._place.addWidget(self._held)
        return column


class PointsCard(ListCard):
    """What still blocks; each point leads to where it is dealt with."""

    def __init__(self, lead_to: Callable[[OpenPoint], object]) -> None:
        """`lead_to` is called for points of other pages."""
        super().__init__(_("Still open"))
        self._lead_to = lead_to
        self.links: list[Button] = []

    def show_points(self, shown: DecisionShown) -> None:
        """Good news where there is nothing."""
        column = self.refill()
        self.links = []
        if shown.frozen or not shown.points:
            text = shown.frozen or _("Nothing is open any more.")
            column.addWidget(Words(f"✓ {text}", tone="good", strong=True))
        for point in shown.points:
            line = row(Icon("caution", tone="caution", size=20), Words(point.text))
            line.setStretch(1, 1)
            if point.page != DECISION:
                spoken = f"{_('Go there')}: {point.text}"
                link = Button(_("Go there"), kind="link", spoken=spoken, pressed=partial(self._lead_to, point))
                line.addWidget(link)
                self.links.append(link)
            column.addLayout(line)


class DeparturesCard(ListCard):
    """Where the meeting departs from the scores, each with both orders."""

    def __init__(self, depart: Callable[[], object], follow: Callable[[str], object]) -> None:
        """`depart` asks for another one; `follow` gets the category in which the scores shall hold again."""
        super().__init__(_("Departures from the scores"))
        self._follow = follow
        self.depart = Button(_("Depart from the scores …"), pressed=depart)
        self.content.addLayout(row(self.depart, None))
        self.undo: dict[str, Button] = {}

    def show_departures(self, shown: DecisionShown) -> None:
        """All of them, or that there is none."""
        column = self.refill()
        self.undo = {}
        if not shown.departures:
            column.addWidget(Words(_("None: the places follow the scores."), tone="muted"))
        for departure in shown.departures:
            self._add(column, departure)
            self.undo[departure.category].setEnabled(not shown.frozen)
        self.depart.setEnabled(not shown.frozen)

    def _add(self, column: QVBoxLayout, departure: DepartureShown) -> None:
        column.addWidget(Words(departure.title, strong=True))
        column.addWidget(Words(departure.by_scores, type="small", tone="muted"))
        column.addWidget(Words(departure.by_meeting, type="small"))
        column.addWidget(Words(departure.reason, type="small"))
        again = _("Follow the scores again")
        undo = Button(
            again,
            kind="link",
            spoken=f"{departure.title}: {again}",
            pressed=partial(self._follow, departure.category),
        )
        self.undo[departure.category] = undo
        column.addLayout(row(undo, None))


class AwardsCard(ListCard):
    """The special awards, each with what the meeting did about it."""

    def __init__(self, enter: Callable[[AwardShown], object]) -> None:
        """`enter` asks for what the meeting did."""
        super().__init__(_("Special awards"))
        self._enter = enter
        self.buttons: dict[str, Button] = {}

    def show_awards(self, shown: DecisionShown) -> None:
        """All of them, or that there is none."""
        column = self.refill()
        self.buttons = {}
        if not shown.awards:
            column.addWidget(Words(_("This event has none."), tone="muted"))
        for award in shown.awards:
            text = _("Change …") if award.done else _("Enter …")
            enter = Button(text, spoken=f"{award.name}: {text}", pressed=partial(self._enter, award))
            enter.setEnabled(not shown.frozen)
            self.buttons[award.name] = enter
            names = QVBoxLayout()
            names.setSpacing(tokens.TIGHT)
            names.addWidget(Words(award.name, strong=True))
            names.addWidget(Words(award.text, type="small", tone="" if award.done else "caution"))
            line = QHBoxLayout()
            line.setSpacing(tokens.SPACE)
            line.addLayout(names, 1)
            line.addWidget(enter)
            column.addLayout(line)
