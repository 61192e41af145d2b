"""The meeting's choice between what differs in two ballots of one juror."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from paritrana_desktop.domain.facts import Ruling
from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.reason_fields import ReasonFields
from paritrana_desktop.ui.chair.tab_order import tab_through
from paritrana_desktop.ui.presenters.chair_differences import DifferenceShown
from paritrana_desktop.ui.shared.dialogs import Question


class RulingDialog(Question):
    """One of the values that stand in a ballot, and why; no other can be entered."""

    def __init__(self, parent: QWidget | None, difference: DifferenceShown) -> None:
        """Nothing is chosen at first."""
        super().__init__(parent, _("Two ballots of one juror differ"), difference.text, _("Keep this value"))
        self._difference = difference
        self.setMinimumWidth(600)
        self.choices: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        for choice in difference.choices:
            button = QRadioButton(choice.text)
            button.toggled.connect(self._judge)
            group.addButton(button)
            self.choices[choice.ballot] = button
            self.fields.addWidget(button)
        self.reason = ReasonFields(self._judge)
        self.fields.addWidget(self.reason)
        tab_through((*self.choices.values(), self.reason.reason, self.no, self.yes))
        self._judge()

    def ruling(self) -> Ruling:
        """The choice as it will be kept."""
        ballot = next(ballot for ballot, button in self.choices.items() if button.isChecked())
        return replace(self._difference.unruled, ballot=ballot, reason=self.reason.text())

    def _judge(self) -> None:
        chosen = any(button.isChecked() for button in self.choices.values())
        self.yes.setEnabled(chosen and hasattr(self, "reason") and bool(self.reason.text()))
