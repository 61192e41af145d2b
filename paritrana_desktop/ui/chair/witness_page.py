"""Hitung ulang: what a witness sees and signs; other jurors' marks are not shown."""

from __future__ import annotations

from typing import ClassVar

from paritrana_desktop.services.changes import EVERYTHING
from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair import writing
from paritrana_desktop.ui.chair.loaded_page import LoadedPage
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.presenters import chair_witness
from paritrana_desktop.ui.presenters.chair_state import RECOUNT, State
from paritrana_desktop.ui.presenters.chair_witness import WitnessShown
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import MainAction
from paritrana_desktop.ui.shared.cards import Card, Rule
from paritrana_desktop.ui.shared.dialogs import choose_target
from paritrana_desktop.ui.shared.page import FootRow, TitleRow
from paritrana_desktop.ui.shared.words import Words


class WitnessPage(LoadedPage[WitnessShown]):
    """Opening the file has counted already: a count that differs never gets as far as this page."""

    key: ClassVar[str] = RECOUNT

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Recount"))
        self.head = TitleRow(self.title)
        self.agrees = Words(type="section", tone="good")
        self.code = Words(type="big", tone="primary", selectable=True)
        self.counted = Words(tone="muted")
        self.own = Words()
        self.own_codes = Words(strong=True, selectable=True)
        self.answered = Words(tone="good", strong=True)
        card = Card()
        card.content.setContentsMargins(*[tokens.LARGE_SPACE] * 4)
        card.content.setSpacing(tokens.SPACE)
        compare = _("Compare this code with the one that the secretariat and the leader of the meeting see.")
        for widget in (
            self.agrees,
            self.code,
            Words(compare),
            self.counted,
            Rule(),
            self.own,
            self.own_codes,
            self.answered,
        ):
            card.content.addWidget(widget)
        hidden = _("You are a witness to the recount: the marks of other jurors are not shown here.")
        self.write = MainAction(_("Save the answer …"), pressed=self.save_answer, keys="Ctrl+Return")
        self.content.addWidget(self.head)
        self.content.addWidget(card)
        self.content.addWidget(Words(hidden, type="small", tone="muted"))
        self.content.addStretch(1)
        self.content.addWidget(FootRow(right=(self.write,)))

    def present(self, state: State) -> WitnessShown:
        """The recount on this machine."""
        return chair_witness.load(state)

    def show_value(self, shown: WitnessShown) -> None:
        """The code, large enough to be read aloud."""
        self.head.say(self.title, shown.name)
        self.agrees.say(_("✓ This machine counts the same as the secretariat"))
        self.code.say(shown.code)
        self.counted.say(shown.counted)
        self.own.say(shown.own)
        self.own_codes.say("\n".join(shown.own_codes))
        self.own_codes.setVisible(bool(shown.own_codes))
        self.answered.say(_("✓ Your answer is signed. Hand the file to the leader of the meeting."))
        self.answered.setVisible(shown.answered)

    def save_answer(self) -> None:
        """Sign the answer and write it where the witness wants it."""
        if self.shown is None:
            return
        path = choose_target(self, _("Save the answer"), self.session.home / self.shown.file_name, "*.paritrana-hitung")
        if path is None:
            return
        chairing = self.session.chairing
        self.change(lambda _progress: writing.recount(chairing, path), self._saved)

    def _saved(self, name: str) -> None:
        self.notice.tell(_("The answer {name} was written.").format(name=name))
        self.session.changed(EVERYTHING)
