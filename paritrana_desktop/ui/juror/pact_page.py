"""The integrity pact and the interests: prefilled, confirmed once, before any mark."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.services.changes import Changes, Part
from paritrana_desktop.texts import _
from paritrana_desktop.ui.juror.session import JurorSession
from paritrana_desktop.ui.presenters import juror_pact, juror_state
from paritrana_desktop.ui.presenters.juror_pact import Pact
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import MainAction
from paritrana_desktop.ui.shared.cards import Card, Scrolled, row
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.page import FootRow, Page, TitleRow
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


class PactPage(Page):
    """What the juror states, and what the register says of the juror."""

    def __init__(self, session: JurorSession, key: str, go_on: Callable[[], object]) -> None:
        """`key` of this page in the rail; `go_on` leads to the marks once the pact is confirmed."""
        super().__init__(_("Integrity pact"))
        self.session, self._key, self._go_on = session, key, go_on
        self.head = TitleRow(self.title)
        self.event_key = Words(selectable=True)
        self.statements = Card()
        self.statements.content.setSpacing(tokens.SPACE)
        self.statements.content.addWidget(Words(_("I state"), type="section"))
        self._filled = False
        self.table = Table(name=_("Your interests as registered"))
        self.none = Words(_("No conflict of interest is registered for you."), tone="muted")
        interests = Card()
        interests.content.addWidget(Words(_("Your interests as registered"), type="section"))
        interests.content.addWidget(self.table)
        interests.content.addWidget(self.none)
        interests.content.addWidget(
            Words(
                _("If something is missing or wrong here, tell the secretariat before you confirm."),
                type="small",
                tone="muted",
            )
        )
        compared = row(Icon("key", tone="primary", size=20), spacing=tokens.SMALL_SPACE)
        compared.addWidget(self.event_key, 1)
        inside = Scrolled()
        inside.content.addWidget(self.statements)
        inside.content.addWidget(interests)
        self.confirm = MainAction(_("Confirm and go on"), pressed=self._confirm, keys="Ctrl+Return")
        self.content.addWidget(self.head)
        self.content.addLayout(compared)
        self.content.addWidget(inside, 1)
        self.content.addWidget(FootRow(right=(self.confirm,)))

    def refresh(self, changes: Changes | None) -> None:
        """Load the pact again."""
        if changes is None or changes.touches(Part.PLAN):
            scoring = self.session.scoring
            self.session.tasks.write(
                lambda _progress: juror_pact.pact(juror_state.load(scoring), scoring.event),
                self._show,
                self._failed,
                owner=self,
            )

    def _show(self, pact: Pact) -> None:
        self.head.say(pact.person, pact.seat)
        self.event_key.say(pact.event_key)
        if not self._filled:
            self._filled = True
            for statement in pact.statements:
                self.statements.content.addLayout(_statement(statement))
        self.table.show_rows(pact.columns, pact.interests)
        self.table.setVisible(bool(pact.interests))
        self.none.setVisible(not pact.interests)
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height()
            + sum(self.table.rowHeight(place) for place in range(len(pact.interests)))
            + 2
        )
        if pact.confirmed:
            self.confirm.refuse(_("You confirmed the pact and these interests."))
        else:
            self.confirm.allow()
        self.session.mark(self._key, pact.mark)

    def _confirm(self) -> None:
        scoring = self.session.scoring
        self.session.tasks.write(lambda _progress: scoring.confirm_pact(), self._confirmed, self._failed, owner=self)

    def _confirmed(self, changes: Changes) -> None:
        self.session.changed(changes)
        self._go_on()

    def _failed(self, problem: BaseException) -> None:
        if not isinstance(problem, ParitranaError):
            raise problem
        self.notice.refuse(problem)


def _statement(text: str) -> QHBoxLayout:
    line = row(Icon("good", tone="primary", size=20), spacing=tokens.SPACE)
    line.addWidget(Words(text), 1)
    return line
