"""The places of the secretariat in the rail, in the order of the work."""

from __future__ import annotations

from functools import partial

from paritrana_desktop.texts import _
from paritrana_desktop.ui.secretary.ballots_page import BallotsPage
from paritrana_desktop.ui.secretary.criteria_page import CriteriaPage
from paritrana_desktop.ui.secretary.documents_page import DocumentsPage
from paritrana_desktop.ui.secretary.event_page import EventPage
from paritrana_desktop.ui.secretary.loaded_page import show_marks
from paritrana_desktop.ui.secretary.log_page import LogPage
from paritrana_desktop.ui.secretary.nominees_page import NomineesPage
from paritrana_desktop.ui.secretary.packages_page import PackagesPage
from paritrana_desktop.ui.secretary.panel_page import PanelPage
from paritrana_desktop.ui.secretary.recap_page import RecapPage
from paritrana_desktop.ui.secretary.session import Session
from paritrana_desktop.ui.shared.page import Place


def places(session: Session) -> tuple[Place, ...]:
    """The pages; the marks of the rail follow as soon as the writer has looked."""
    show_marks(session)
    return (
        Place(EventPage.key, _("Event"), partial(EventPage, session)),
        Place(CriteriaPage.key, _("Categories & criteria"), partial(CriteriaPage, session)),
        Place(NomineesPage.key, _("Nominees"), partial(NomineesPage, session)),
        Place(PanelPage.key, _("Panel"), partial(PanelPage, session)),
        Place(PackagesPage.key, _("Jurors' packages"), partial(PackagesPage, session)),
        Place(BallotsPage.key, _("Files received"), partial(BallotsPage, session)),
        Place(RecapPage.key, _("Recap"), partial(RecapPage, session)),
        Place(DocumentsPage.key, _("Documents"), partial(DocumentsPage, session)),
        Place(LogPage.key, _("Audit log"), partial(LogPage, session)),
    )
