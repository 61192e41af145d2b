"""A special award: to whom, why, with how many votes; or that it is not given."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from paritrana_desktop.domain.decision import AwardGiven
from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.fields import SteadyCombo
from paritrana_desktop.ui.chair.reason_fields import ReasonFields
from paritrana_desktop.ui.chair.tab_order import tab_through
from paritrana_desktop.ui.presenters.chair_decision import AwardShown, NomineeChoice
from paritrana_desktop.ui.shared.dialogs import Question
from paritrana_desktop.ui.shared.style import dress
from paritrana_desktop.ui.shared.words import Words


class AwardDialog(Question):
    """`award` is the answer."""

    def __init__(
        self, parent: QWidget | None, award: AwardShown, nominees: tuple[NomineeChoice, ...], voters: int
    ) -> None:
        """What was entered before stands in the fields; at most `voters` votes."""
        super().__init__(parent, award.name, _("The plenary gives this award outside the ranking."), _("Keep this"))
        self.setMinimumWidth(640)
        self._name = award.name
        self._voters = voters
        given = award.given
        self.give = QRadioButton(_("Given to"))
        self.refuse = QRadioButton(_("Not given this year"))
        group = QButtonGroup(self)
        group.addButton(self.give)
        group.addButton(self.refuse)
        (self.refuse if given is not None and given.number is None else self.give).setChecked(True)
        self.nominee = SteadyCombo(_("Nominee"), lambda _number: self._judge())
        self.nominee.show_choices(
            tuple((entry.number, entry.text) for entry in nominees), (given.number or "") if given is not None else ""
        )
        self.votes = QLineEdit("" if given is None or given.votes is None else str(given.votes))
        self.votes.setAccessibleName(_("Votes"))
        self.votes.setMaximumWidth(96)
        self.reason = ReasonFields(self._judge, reason=given.reason if given is not None else "")
        caption = Words(_("Votes, if there was a vote"), type="small", strong=True)
        caption.setBuddy(self.votes)
        for widget in (self.give, self.nominee, caption, self.votes, self.refuse, self.reason):
            self.fields.addWidget(widget)
        self.why_not = Words(type="small", tone="muted")
        self.fields.addWidget(self.why_not)
        self.give.toggled.connect(lambda _checked: self._judge())
        self.votes.textChanged.connect(lambda _text: self._judge())
        tab_through((self.give, self.nominee, self.votes, self.refuse, self.reason.reason, self.no, self.yes))
        self.give.setFocus()
        self._judge()

    def award(self) -> AwardGiven:
        """What the meeting did, as it will be kept."""
        if self.refuse.isChecked():
            return AwardGiven(self._name, None, self.reason.text(), None)
        typed = self.votes.text().strip()
        votes = int(typed) if typed else None
        return AwardGiven(self._name, str(self.nominee.currentData()), self.reason.text(), votes)

    def _judge(self) -> None:
        given = self.give.isChecked()
        self.nominee.setEnabled(given)
        self.votes.setEnabled(given)
        wrong = self._wrong_votes() if given else ""
        dress(self.votes, refused=bool(wrong))
        why = wrong
        if not why and given and self.nominee.currentIndex() < 0:
            why = _("No nominee has been chosen yet.")
        elif not why and not self.reason.text():
            why = _("The minutes need a reason.")
        self.why_not.say(why, "wrong" if wrong else "muted")
        self.yes.setEnabled(not why)
        self.yes.setAccessibleDescription(why)

    def _wrong_votes(self) -> str:
        """Why what was typed as votes is not taken; what was typed stays."""
        typed = self.votes.text().strip()
        if typed and not (typed.isascii() and typed.isdecimal()):
            return _("Please type the votes in digits.")
        # Python refuses to read thousands of digits as a number.
        if typed and (len(typed) > len(str(self._voters)) or int(typed) > self._voters):
            return _("There are not that many votes.")
        return ""
