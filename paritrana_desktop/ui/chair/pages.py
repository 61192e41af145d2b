"""The places of the plenary in the rail, in the order of the work; a witness has one."""

from __future__ import annotations

from functools import partial

from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.decision_page import DecisionPage
from paritrana_desktop.ui.chair.documents_page import DocumentsPage
from paritrana_desktop.ui.chair.meeting_page import MeetingPage
from paritrana_desktop.ui.chair.notes_page import NotesPage
from paritrana_desktop.ui.chair.overview_page import OverviewPage
from paritrana_desktop.ui.chair.ranking_page import RankingPage
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.chair.witness_page import WitnessPage
from paritrana_desktop.ui.shared.page import Place


def places(session: Session) -> tuple[Place, ...]:
    """The pages of whoever decides, or the one of a witness."""
    if not session.decides:
        return (Place(WitnessPage.key, _("Recount"), partial(WitnessPage, session)),)
    return (
        Place(OverviewPage.key, _("All categories"), partial(OverviewPage, session)),
        Place(MeetingPage.key, _("Attendance"), partial(MeetingPage, session)),
        Place(RankingPage.key, _("Ranking"), partial(RankingPage, session)),
        Place(DecisionPage.key, _("Decision"), partial(DecisionPage, session)),
        Place(DocumentsPage.key, _("Documents"), partial(DocumentsPage, session)),
        Place(NotesPage.key, _("Technical notes"), partial(NotesPage, session)),
    )
