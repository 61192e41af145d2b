"""The question before receiving is closed: who is missing, and why it is closed all the same."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from paritrana_desktop.texts import _, ngettext, number
from paritrana_desktop.ui.presenters.secretary_ballots import BallotsShown
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Scrolled
from paritrana_desktop.ui.shared.dialogs import Question
from paritrana_desktop.ui.shared.words import Words

_REASON_HEIGHT = 84
_LIST_HEIGHT = 150


class ClosingDialog(Question):
    """Closing early needs a reason; the button says so until there is one."""

    yes: Button

    def __init__(self, parent: QWidget | None, shown: BallotsShown) -> None:
        """`shown` as the board has it."""
        super().__init__(
            parent,
            _("Close receiving for {what}?").format(what=shown.closing),
            _(
                "From now on the ballots received count, and the count is opened. Files that come later are kept and "
                "listed, without effect."
            ),
            _("Close receiving"),
            icon="caution",
        )
        self.setMinimumWidth(600)
        self._early = bool(shown.waiting)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(_("Reason for closing early"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_REASON_HEIGHT)
        self.why_not = Words(type="small", tone="muted")
        if shown.differences:
            text = ngettext(
                "{count} mark still differs between two ballots of one juror.",
                "{count} marks still differ between two ballots of one juror.",
                shown.differences,
            )
            self.fields.addWidget(Words(text.format(count=number(shown.differences, 0)), tone="wrong", strong=True))
        if self._early:
            self._ask_why(shown)
        else:
            self.fields.addWidget(Words(_("✓ Everything asked of the jurors has come in."), tone="good", strong=True))
        self.field.textChanged.connect(self._typed)
        self._typed()

    def reason(self) -> str:
        """The reason as typed; empty where none is needed."""
        return self.field.toPlainText().strip() if self._early else ""

    def _ask_why(self, shown: BallotsShown) -> None:
        count = len(shown.waiting)
        text = ngettext("{count} juror is missing:", "{count} jurors are missing:", count)
        self.fields.addWidget(Words(text.format(count=number(count, 0)), strong=True))
        missing = Scrolled()
        missing.content.setSpacing(2)
        for line in shown.waiting:
            missing.content.addWidget(Words(line, type="small"))
        missing.setMaximumHeight(_LIST_HEIGHT)
        self.fields.addWidget(missing)
        caption = Words(_("Reason for closing early (printed in the minutes)"), type="small", strong=True)
        caption.setBuddy(self.field)
        self.fields.addWidget(caption)
        self.fields.addWidget(self.field)
        self.fields.addWidget(self.why_not)
        self.field.setFocus()

    def _typed(self) -> None:
        lacks = self._early and not self.field.toPlainText().strip()
        self.yes.setEnabled(not lacks)
        self.why_not.say(_("Please give the reason first.") if lacks else "")
        self.yes.setAccessibleDescription(self.why_not.text())
