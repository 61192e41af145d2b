"""The score card of one nominee: total, criteria with bars that add up, and what each juror gave.

```
card = ScoreCardPane()
card.show_card(score_card(plan, tally, "03", against="07"), juror_rows(plan, tally, "03"))
card.show_card(None)                       # nothing chosen yet
```
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLayout, QSizePolicy, QVBoxLayout, QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.rows import Column, Row
from paritrana_desktop.ui.presenters.score_card import CriterionLine, ScoreCard
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, Scrolled, row
from paritrana_desktop.ui.shared.painted import BarLine
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words

_WIDTH = 330
_INDENT = 12

JurorRows = tuple[Sequence[Column], Sequence[Row]]


class ScoreCardPane(Card):
    """A side pane; `details` opens the table by juror."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing chosen."""
        super().__init__(width=_WIDTH, parent=parent)
        self._jurors: JurorRows = ((), ())
        self.setAccessibleName(_("Score card"))
        self.nominee = Words(type="section", selectable=True)
        self.total = Words(type="big", tone="primary", selectable=True)
        self.caption = Words(type="small", tone="muted")
        self.body = Scrolled()
        self.body.content.setSpacing(tokens.TIGHT)
        self.sum = Words(type="small", tone="good", strong=True, selectable=True)
        self.notes = Words(type="small", tone="muted")
        self.details = Button(_("Details by juror"), pressed=self._open_details)
        self.details.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for words in (self.nominee, self.total, self.caption):
            self.content.addWidget(words)
        self.content.addWidget(self.body, 1)
        self.content.addWidget(self.sum)
        self.content.addWidget(self.notes)
        self.content.addWidget(self.details)
        self.show_card(None)

    def show_card(self, card: ScoreCard | None, jurors: JurorRows = ((), ())) -> None:
        """Show another nominee; None says that one should be chosen."""
        self._jurors = jurors
        _clear(self.body.content)
        self.nominee.say(card.nominee if card else _("Score card"))
        self.total.say(card.total if card else "")
        self.caption.say(card.caption if card else _("Choose a nominee to see how the total came about."))
        self.sum.say(card.sum if card else "")
        self.notes.say("\n".join(card.notes) if card else "")
        self.total.setVisible(card is not None)
        self.sum.setVisible(bool(card and card.sum))
        self.notes.setVisible(bool(card and card.notes))
        self.details.setVisible(bool(jurors[1]))
        if card is not None:
            for line in card.lines:
                self._add(line, card)

    def _add(self, line: CriterionLine, card: ScoreCard) -> None:
        above = line.level == 0
        name = Words(line.name, type="body" if above else "small", tone="" if above else "muted")
        points = Words(line.points, type="body" if above else "small", wrap=False, align="right")
        figures = row(_INDENT * line.level, name, points)
        figures.setStretchFactor(name, 1)
        if line.gap:
            figures.addWidget(Words(line.gap, type="small", tone="muted", wrap=False, width=52, align="right"))
        if above and self.body.content.count():
            self.body.content.addSpacing(tokens.SMALL_SPACE)
        self.body.content.addLayout(figures)
        if above:
            self.body.content.addWidget(BarLine(line.reached, line.most, card.widest))
            self.body.content.addWidget(Words(line.detail, type="small", tone="muted"))
        else:
            name.setToolTip(line.detail)

    def _open_details(self) -> None:
        JurorDialog(self.nominee.text(), self._jurors, self.window()).exec()


class JurorDialog(QDialog):
    """What each juror gave one nominee, as a table that adds up."""

    def __init__(self, nominee: str, jurors: JurorRows, parent: QWidget | None = None) -> None:
        """`jurors` as `presenters.score_card.juror_rows` makes them."""
        super().__init__(parent)
        self.setWindowTitle(_("Details by juror"))
        self.setModal(True)
        self.resize(760, 520)
        self.table = Table(name=_("Details by juror"), dense=True)
        self.table.show_rows(*jurors)
        card = Card(tight=True)
        card.content.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.LARGE_SPACE] * 4)
        column.setSpacing(tokens.SPACE)
        column.addWidget(Words(nominee, type="section"))
        column.addWidget(card, 1)
        column.addLayout(row(None, Button(_("Close"), kind="primary", pressed=self.accept)))


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            # Hidden at once: a widget without a layout would stay where it was until the event loop ends it.
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _clear(inner)
