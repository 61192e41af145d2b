"""Jejak audit: who did what, and whether the chain of entries holds."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QPlainTextEdit

from paritrana_desktop.services.changes import Part
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters import secretary_log
from paritrana_desktop.ui.presenters.secretary_log import LogShown
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared.cards import Card
from paritrana_desktop.ui.shared.notice import Notice
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words

_DETAIL_HEIGHT = 150


class LogPage(LoadedPage[LogShown]):
    """Read-only; the chain is computed again whenever the page loads."""

    key: ClassVar[str] = "log"
    parts: ClassVar[frozenset[Part]] = frozenset({Part.LOG})

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Audit log"))
        self.begin()
        self.chain = Notice(closable=False)
        self.entries = Table(name=_("Entries of the log"))
        self.entries.chosen_row.connect(self._choose)
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setAccessibleName(_("The whole entry"))
        self.detail.setTabChangesFocus(True)
        self.detail.setFixedHeight(_DETAIL_HEIGHT)
        above = Card(tight=True)
        above.content.addWidget(self.entries)
        self.inside.addWidget(self.chain)
        self.inside.addWidget(above, 1)
        self.inside.addWidget(Words(_("The whole entry"), type="small", strong=True))
        self.inside.addWidget(self.detail)

    def load(self, desk: Desk) -> LogShown:
        """All entries."""
        return secretary_log.load(desk)

    def show_value(self, shown: LogShown) -> None:
        """The newest entry first; the one chosen stays."""
        self.chain.tell(shown.chain, shown.chain_tone)
        self.entries.show_rows(secretary_log.columns(), shown.rows)
        current = self.entries.current_id()
        if current is None and shown.rows:
            self.entries.choose(shown.rows[0].id)
        elif current is not None:
            self._choose(current)

    def _choose(self, row_id: str) -> None:
        if self.shown is not None:
            self.detail.setPlainText(self.shown.details[row_id])
