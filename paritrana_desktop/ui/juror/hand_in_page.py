"""Handing in: what is complete and what is missing, the juror's own order, one button; then the ballot code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.services.changes import Changes, Part
from paritrana_desktop.services.scoring import HandedInFiles, NothingToHandIn
from paritrana_desktop.texts import _, ngettext
from paritrana_desktop.ui.juror.handed_in_card import HandedInCard
from paritrana_desktop.ui.juror.session import JurorSession
from paritrana_desktop.ui.juror.writing import Written, write_into
from paritrana_desktop.ui.presenters import juror_hand_in, juror_state
from paritrana_desktop.ui.presenters.juror_hand_in import Sheet
from paritrana_desktop.ui.presenters.juror_state import JurorState
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import MainAction
from paritrana_desktop.ui.shared.cards import Card
from paritrana_desktop.ui.shared.dialogs import ask_text, choose_folder, confirm
from paritrana_desktop.ui.shared.page import FootRow, Page, TitleRow
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words

_ORDER_WIDTH = 340


class HandInPage(Page):
    """One line for each category and stage; at the right the own order in the one that is chosen."""

    def __init__(self, session: JurorSession, key: str, lead_to: Callable[[Cell], object]) -> None:
        """`key` of this page in the rail; `lead_to` shows the form with the cursor in a cell."""
        super().__init__(_("Hand in marks"))
        self.session, self._key, self._lead_to = session, key, lead_to
        self._state: JurorState | None = None
        self._left_out: frozenset[Sheet] = frozenset()
        self._ready: tuple[Sheet, ...] = ()
        self.head = TitleRow(self.title)
        self.handed_in = HandedInCard(self._write_again, session.open_file)
        self.sheets = Table(name=_("Categories and stages"))
        self.sheets.pressed_cell.connect(self._act)
        self.sheets.chosen_row.connect(lambda _row: self._show_order())
        self.order_title = Words(type="section")
        self.order = Table(name=_("Your own order"), dense=True)
        self.action = MainAction(_("Hand in marks"), pressed=self._hand_in, keys="Ctrl+Return")
        left = Card(tight=True)
        left.content.addWidget(self.sheets)
        right = Card(tight=True)
        right.setMinimumWidth(_ORDER_WIDTH)
        title = QVBoxLayout()
        title.setContentsMargins(tokens.SPACE, tokens.SMALL_SPACE, tokens.SPACE, 0)
        title.addWidget(self.order_title)
        title.addWidget(
            Words(_("The weighted mean of your own marks, without measured figures."), type="small", tone="muted")
        )
        right.content.addLayout(title)
        right.content.addWidget(self.order, 1)
        both = QHBoxLayout()
        both.setSpacing(tokens.SPACE)
        both.addWidget(left, 3)
        both.addWidget(right, 2)
        self.content.addWidget(self.head)
        self.content.addWidget(self.handed_in)
        self.content.addLayout(both, 1)
        self.content.addWidget(FootRow(right=(self.action,)))

    def refresh(self, changes: Changes | None) -> None:
        """Load where everything stands."""
        if changes is None or changes.touches(Part.PLAN, Part.MARKS, Part.BALLOTS):
            scoring = self.session.scoring
            self.session.tasks.write(lambda _progress: juror_state.load(scoring), self._show, self._failed, owner=self)

    def _show(self, state: JurorState) -> None:
        self._state = state
        shown = juror_hand_in.hand_in(state, self._left_out)
        self._ready = shown.ready
        self.head.say(self.title, shown.summary)
        self.sheets.show_rows(shown.columns, shown.rows)
        if self.sheets.current_id() is None and shown.rows:
            self.sheets.choose(shown.rows[0].id)
        self._show_order()
        self.handed_in.show_code(state.ballot_code)
        if shown.refusal:
            self.action.refuse(shown.refusal)
        else:
            self.action.allow()
        self.session.mark(self._key, shown.mark)

    def _show_order(self) -> None:
        row = self.sheets.current_id()
        if self._state is None or row is None:
            return
        sheet = juror_hand_in.sheet_of(row)
        self.order_title.say(juror_hand_in.order_title(self._state, sheet))
        self.order.show_rows(*juror_hand_in.own_order(self._state, sheet))

    def _act(self, row: str, column: str) -> None:
        assert self._state is not None
        sheet = juror_hand_in.sheet_of(row)
        locked = sheet in self._state.worksheet.locked
        if column == "act" and locked:
            self._reopen(sheet)
        elif column == "act" and self._state.worksheet.blanks(*sheet):
            self._be_absent(sheet)
        elif column == "act" and self._state.worksheet.complete(*sheet):
            self._left_out ^= {sheet}
            self._show(self._state)
        else:
            gap = juror_hand_in.first_gap(self._state, sheet)
            if gap is not None and not locked:
                self._lead_to(gap)

    def _be_absent(self, sheet: Sheet) -> None:
        assert self._state is not None
        marks = juror_hand_in.absent_marks(self._state, sheet)
        if confirm(
            self,
            ngettext("Mark {n} blank as absent?", "Mark {n} blanks as absent?", len(marks)).format(n=len(marks)),
            _(
                "You say that you could not judge these. They are left out of the mean, never a zero; you can change it."
            ),
            _("Mark as absent"),
        ):
            scoring = self.session.scoring
            self._write(lambda: scoring.put_all(marks), self.session.changed)

    def _reopen(self, sheet: Sheet) -> None:
        reason = ask_text(
            self,
            _("Reopen a sheet that was handed in?"),
            _("The ballot handed in stays what it is. Your next ballot replaces it; please tell the secretariat."),
            _("Reopen"),
            label=_("Reason"),
        )
        if reason:
            scoring = self.session.scoring
            self._write(lambda: scoring.reopen([sheet], reason), self.session.changed)

    def _hand_in(self) -> None:
        ready = self._ready
        folder = choose_folder(self, _("Where to put the ballot file and the score sheets"), self.session.home)
        if folder is None:
            return
        scoring = self.session.scoring
        self.action.refuse(_("Handing in …"))
        self._write(lambda: scoring.hand_in(ready), lambda files: self._handed_in(files, folder), what=_("Handing in"))

    def _handed_in(self, files: HandedInFiles, folder: Path) -> None:
        # Locked from here on, whether or not the stick takes the files: they can be written again.
        self.session.changed(juror_hand_in.HANDED_IN)
        self._put_files(lambda: write_into(folder, files))

    def _write_again(self) -> None:
        folder = choose_folder(self, _("Where to put the ballot file and the score sheets"), self.session.home)
        if folder is None:
            return
        scoring = self.session.scoring

        def again() -> Written:
            files = scoring.last_handed_in()
            if files is None:
                raise NothingToHandIn
            return write_into(folder, files)

        self._put_files(again)

    def _put_files(self, work: Callable[[], Written]) -> None:
        self._write(work, self.handed_in.show_written, what=_("Writing files"))

    def _write(self, work: Callable[[], object], done: Callable[..., object], *, what: str = "") -> None:
        self.notice.clear()
        self.session.tasks.write(lambda _progress: work(), done, self._failed, what=what, cancellable=False, owner=self)

    def _failed(self, problem: BaseException) -> None:
        if self._state is not None:
            self._show(self._state)
        if not isinstance(problem, ParitranaError):
            raise problem
        self.notice.refuse(problem)
