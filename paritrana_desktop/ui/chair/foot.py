"""The foot of the plenary's pages: whether two machines agree, and the way to the decision or why it is closed."""

from __future__ import annotations

from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.presenters.chair_state import DECISION
from paritrana_desktop.ui.shared.buttons import MainAction
from paritrana_desktop.ui.shared.page import FootRow
from paritrana_desktop.ui.shared.words import Words


class DecideFoot(FootRow):
    """`show_state` fills it; the button leads to the page where the decision is frozen."""

    def __init__(self, session: Session) -> None:
        """Nothing is known yet."""
        self.recount = Words(type="small", strong=True, selectable=True, hug=True)
        self.decide = MainAction(_("Decide all …"), pressed=lambda: session.open_page(DECISION), keys="Ctrl+Return")
        super().__init__(left=(self.recount,), right=(self.decide,))

    def show_state(self, recount: str, refused: str, *, recounted: bool) -> None:
        """`refused` says why nothing can be frozen yet; empty when it can."""
        self.recount.say(recount, "good" if recounted else "caution")
        if refused:
            self.decide.refuse(refused)
        else:
            self.decide.allow()
