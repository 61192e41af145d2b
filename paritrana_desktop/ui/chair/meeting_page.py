"""Kehadiran: who leads the plenary on which basis, who is there, and whose ballot codes were compared."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QGridLayout, QWidget

from paritrana_desktop.domain.decision import Acts
from paritrana_desktop.services import acting
from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.fields import DayLine, KeptLine, SteadyCombo
from paritrana_desktop.ui.chair.loaded_page import LoadedPage
from paritrana_desktop.ui.chair.member_row import MemberActs, MemberRow
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.presenters import chair_meeting
from paritrana_desktop.ui.presenters.chair_meeting import MeetingShown, MemberShown
from paritrana_desktop.ui.presenters.chair_state import MEETING, State
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, Rule, Scrolled, row
from paritrana_desktop.ui.shared.dialogs import confirm
from paritrana_desktop.ui.shared.page import TitleRow
from paritrana_desktop.ui.shared.words import Words


class MeetingPage(LoadedPage[MeetingShown]):
    """Everything is kept as it is entered; there is no button to save."""

    key: ClassVar[str] = MEETING

    def __init__(self, session: Session) -> None:
        """Build the widgets; `refresh` fills them."""
        super().__init__(session, _("Attendance"))
        self.quorum = Words(type="small", strong=True, hug=True)
        self.content.addWidget(TitleRow(self.title, actions=(self.quorum,)))
        self.fields = Card()
        self._lay_out_leading()
        self.content.addWidget(self.fields)
        self.rows: dict[str, MemberRow] = {}
        self.members = Scrolled()
        self.members.content.setSpacing(0)
        self.codes = Words(type="small", strong=True, hug=True)
        self.all_present = Button(_("All others are present"), pressed=self._record_rest)
        self.all_compared = Button(_("All codes agree …"), pressed=self._confirm_codes)
        self.panel = Card()
        heading = row(Words(_("Panel"), type="section", hug=True), None, self.all_present, spacing=tokens.SPACE)
        heading.addWidget(self.codes)
        heading.addWidget(self.all_compared)
        self.panel.content.addLayout(heading)
        explained = _(
            "A ballot code is ticked once it was compared with the strip that the juror signed on the closing list."
        )
        self.panel.content.addWidget(Words(explained, type="small", tone="muted"))
        self.panel.content.addWidget(self.members, 1)
        self.content.addWidget(self.panel, 1)
        self.missing = Words(type="small", tone="caution", strong=True)
        self.content.addWidget(self.missing)

    def present(self, state: State) -> MeetingShown:
        """The meeting as entered so far."""
        return chair_meeting.load(state)

    def show_value(self, shown: MeetingShown) -> None:
        """Fields that somebody is typing in are left alone."""
        self.quorum.say(shown.quorum, shown.quorum_tone)
        self.leader.show_choices(tuple((choice.code, choice.name) for choice in shown.leaders), shown.leader)
        self.basis.show_value(shown.basis)
        self.day.show_value(shown.day_in_words)
        self._show_members(shown.members)
        self.codes.say(shown.codes, shown.codes_tone)
        self.missing.say("\n".join(shown.missing))
        self.missing.setVisible(bool(shown.missing))
        self.all_present.setEnabled(any(not (member.present or member.absent) for member in shown.members))
        self.all_compared.setEnabled(any(member.codes and not member.confirmed for member in shown.members))
        for part in (self.fields, self.panel):
            part.setEnabled(not shown.frozen)

    def leave(self) -> bool:
        """What was typed last is kept before another page comes."""
        for line in (self.basis, self.day, *(shown.reason for shown in self.rows.values())):
            line.keep_now()
        return True

    def _lay_out_leading(self) -> None:
        self.leader = SteadyCombo(_("Leader of the meeting"), self._lead)
        self.day = DayLine(_("Day of the meeting"), self._hold)
        self.basis = KeptLine(_("Basis on which the meeting is led"), self._found)
        self.basis.setPlaceholderText(_("Article of the decree, or letter of assignment with number and date"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE)
        grid.setVerticalSpacing(tokens.TIGHT)
        for line, column, across, caption, field in (
            (0, 0, 1, _("Leader of the meeting"), self.leader),
            (0, 1, 1, _("Day of the meeting"), self.day),
            (2, 0, 2, _("Basis on which the meeting is led"), self.basis),
        ):
            words = Words(caption, type="small", strong=True)
            words.setBuddy(field)
            grid.addWidget(words, line, column, 1, across)
            grid.addWidget(field, line + 1, column, 1, across)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        self.fields.content.addLayout(grid)
        self.fields.content.addWidget(self.day.reason)

    def _show_members(self, members: tuple[MemberShown, ...]) -> None:
        if tuple(self.rows) != tuple(member.code for member in members):
            self._build_rows(members)
        for member in members:
            self.rows[member.code].show_member(member)
        widest = max((shown.code.sizeHint().width() for shown in self.rows.values()), default=0)
        for shown in self.rows.values():
            shown.align(widest)

    def _build_rows(self, members: tuple[MemberShown, ...]) -> None:
        acts = MemberActs(self._record_present, self._record_absent, self._record_code)
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        for line, member in enumerate(members):
            self.rows[member.code] = MemberRow(member, acts)
            if line:
                grid.addWidget(Rule(), 2 * line - 1, 0)
            grid.addWidget(self.rows[member.code], 2 * line, 0)
        self.members.content.addWidget(held)

    def _lead(self, juror: str) -> None:
        self.keep(partial(acting.led_by, juror=juror))

    def _hold(self, day: str) -> None:
        self.keep(partial(acting.held_on, day=day))

    def _found(self, basis: str) -> None:
        self.keep(partial(acting.on_basis, basis=basis))

    def _record_present(self, juror: str) -> None:
        self.keep(partial(acting.with_present, juror=juror))

    def _record_absent(self, juror: str, reason: str) -> None:
        self.keep(partial(acting.with_absent, juror=juror, reason=reason))

    def _record_code(self, juror: str, confirmed: bool) -> None:
        self.keep(partial(acting.with_code, juror=juror, confirmed=confirmed))

    def _record_rest(self) -> None:
        if self.shown is None:
            return
        voting = [member.code for member in self.shown.members if not (member.present or member.absent)]

        def change(acts: Acts) -> Acts:
            for juror in voting:
                acts = acting.with_present(acts, juror)
            return acts

        self.keep(change)

    def _confirm_codes(self) -> None:
        if self.shown is None:
            return
        waiting = [member.code for member in self.shown.members if member.codes and not member.confirmed]
        text = _("Every code shown here stands on the closing list, beside the signature of its juror.")
        if not confirm(self, _("Do all codes agree with the signed strips?"), text, _("All codes agree")):
            return

        def change(acts: Acts) -> Acts:
            for juror in waiting:
                acts = acting.with_code(acts, juror, confirmed=True)
            return acts

        self.keep(change)
