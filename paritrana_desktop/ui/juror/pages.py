"""The juror's pages, and how one leads to another."""

from __future__ import annotations

from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.texts import _
from paritrana_desktop.ui.juror.hand_in_page import HandInPage
from paritrana_desktop.ui.juror.marks_page import MarksPage, Ways
from paritrana_desktop.ui.juror.pact_page import PactPage
from paritrana_desktop.ui.juror.session import JurorSession
from paritrana_desktop.ui.shared.page import Place

PACT = "pact"
MARKS = "marks"
HAND_IN = "hand-in"


def places(session: JurorSession) -> tuple[Place, ...]:
    """Marks and handing in, where a juror goes on every time; then the pact, to which the first visit leads."""
    made = _Pages(session)
    return (
        Place(MARKS, _("Give marks"), made.marks),
        Place(HAND_IN, _("Hand in marks"), made.hand_in),
        Place(PACT, _("Integrity pact"), made.pact),
    )


class _Pages:
    """Builds the pages and lets one lead to a place on another."""

    def __init__(self, session: JurorSession) -> None:
        self._session = session
        self._form: MarksPage | None = None

    def pact(self) -> PactPage:
        return PactPage(self._session, PACT, lambda: self._session.open_page(MARKS))

    def marks(self) -> MarksPage:
        ways = Ways(lambda: self._session.open_page(PACT), lambda: self._session.open_page(HAND_IN))
        self._form = MarksPage(self._session, MARKS, ways)
        return self._form

    def hand_in(self) -> HandInPage:
        return HandInPage(self._session, HAND_IN, self._lead_to)

    def _lead_to(self, cell: Cell) -> None:
        self._session.open_page(MARKS)
        assert self._form is not None
        self._form.go_to(cell)
