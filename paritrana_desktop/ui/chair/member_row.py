"""One panel member at the meeting: present or absent with the reason, and the ballot code that was compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.fields import KeptLine
from paritrana_desktop.ui.presenters.chair_meeting import MemberShown
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.words import Words


@dataclass(frozen=True, slots=True)
class MemberActs:
    """What a line lets people enter; each gets the member's code first."""

    present: Callable[[str], object]
    absent: Callable[[str, str], object]
    """With the reason, which may be empty yet."""
    compared: Callable[[str, bool], object]


class MemberRow(QWidget):
    """Name and seat, two ways to be recorded, the code; below them the reason of who is absent."""

    def __init__(self, member: MemberShown, acts: MemberActs, parent: QWidget | None = None) -> None:
        """The line of `member`, whose values may change."""
        super().__init__(parent)
        self._code, self._acts = member.code, acts
        self.name = Words(member.name, strong=True)
        self.seat = Words(member.seat, type="small", tone="muted")
        self.present = QRadioButton(_("Present"))
        self.present.setAccessibleName(_("{name}: present").format(name=member.name))
        self.absent = QRadioButton(_("Absent"))
        self.absent.setAccessibleName(_("{name}: absent").format(name=member.name))
        self._ways = QButtonGroup(self)
        for way in (self.present, self.absent):
            self._ways.addButton(way)
        self.reason = KeptLine(_("Reason why {name} is absent").format(name=member.name), self._keep_reason)
        self.reason.setPlaceholderText(_("Reason for the absence"))
        self.code = QCheckBox()
        self.note = Words(type="small", tone="muted")
        self.present.clicked.connect(lambda _checked: acts.present(self._code))
        self.absent.clicked.connect(lambda _checked: self._record_absent())
        self.code.clicked.connect(lambda checked: acts.compared(self._code, checked))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, tokens.TIGHT, 0, tokens.TIGHT)
        grid.setHorizontalSpacing(tokens.SPACE)
        grid.setVerticalSpacing(tokens.TIGHT)
        grid.setColumnStretch(0, 1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.seat)
        grid.addLayout(names, 0, 0)
        grid.addWidget(self.present, 0, 1)
        grid.addWidget(self.absent, 0, 2)
        grid.addWidget(self.code, 0, 3)
        grid.addWidget(self.note, 0, 3)
        grid.addWidget(self.reason, 1, 0, 1, 4)
        self.show_member(member)

    def show_member(self, member: MemberShown) -> None:
        """Show what is kept of this member."""
        # An exclusive group would keep one of the two chosen where neither has been.
        self._ways.setExclusive(False)
        self.present.setChecked(member.present)
        self.absent.setChecked(member.absent)
        self._ways.setExclusive(True)
        self.reason.show_value(member.reason)
        self.reason.setVisible(member.absent)
        codes = "\n".join(member.codes)
        self.code.setText(codes)
        self.code.setAccessibleName(
            _("{name}: code {code} agrees with the signed strip").format(name=member.name, code=" ".join(member.codes))
        )
        self.code.setChecked(member.confirmed)
        self.code.setVisible(bool(codes))
        self.note.say(member.note)
        self.note.setVisible(not codes)

    def align(self, width: int) -> None:
        """Keep a column of `width` pixels for the code, so that the codes of all stand under one another."""
        for narrow in (self.code, self.note):
            narrow.setFixedWidth(width)

    def _record_absent(self) -> None:
        self._acts.absent(self._code, self.reason.text())
        self.reason.show()
        self.reason.setFocus()

    def _keep_reason(self, text: str) -> None:
        if self.absent.isChecked():
            self._acts.absent(self._code, text)
