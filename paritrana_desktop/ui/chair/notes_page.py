"""Catatan teknis: how far the jurors agree and how wide the margin is; here and nowhere else."""

from __future__ import annotations

from typing import ClassVar

from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.loaded_page import LoadedPage
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.presenters import chair_notes
from paritrana_desktop.ui.presenters.chair_notes import NotesShown
from paritrana_desktop.ui.presenters.chair_state import NOTES, State
from paritrana_desktop.ui.shared.cards import Card
from paritrana_desktop.ui.shared.page import TitleRow
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


class NotesPage(LoadedPage[State]):
    """The statistics are computed beside the writer, because they take a moment."""

    key: ClassVar[str] = NOTES

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Technical notes"))
        under = _("For the panel alone: none of this changes a score, and none of it is shown on the projector.")
        self.content.addWidget(TitleRow(self.title, under=under))
        self.table = Table(name=self.title)
        card = Card(tight=True)
        card.content.addWidget(self.table)
        self.content.addWidget(card, 1)
        explained = _(
            "α, W and ICC(3,k) say how far the jurors' judged totals agree: 1 is full agreement, 0 none. The margin is "
            "thin where leaving out one juror, or moving one weight by less than two points, changes the first place; "
            "wide where neither one juror nor five points do."
        )
        self.content.addWidget(Words(explained, type="small", tone="muted"))

    def present(self, state: State) -> State:
        """All that the statistics need."""
        return state

    def show_value(self, shown: State) -> None:
        """Compute, then show."""
        self.session.tasks.compute(
            lambda _progress: chair_notes.load(shown),
            self._show_notes,
            self.failed,
            what=_("Computing the statistics"),
            cancellable=False,
            owner=self,
        )

    def _show_notes(self, notes: NotesShown) -> None:
        self.table.show_rows(chair_notes.columns(), notes.rows)
