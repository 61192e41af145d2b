"""The form: nominees with their state at the left, the chosen one's criteria at the right; every mark saves itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.domain.errors import ParitranaError
from paritrana_desktop.domain.plan import Cell, NomineeId
from paritrana_desktop.services.changes import Changes, Part
from paritrana_desktop.texts import _, ngettext, say
from paritrana_desktop.ui.juror.criterion_card import CriterionCard
from paritrana_desktop.ui.juror.marks_view import Acts, MarksView
from paritrana_desktop.ui.juror.place_keeper import PlaceKeeper
from paritrana_desktop.ui.juror.saver import Saver
from paritrana_desktop.ui.juror.session import JurorSession
from paritrana_desktop.ui.presenters import juror_form, juror_list, juror_place, juror_state
from paritrana_desktop.ui.presenters.juror_list import Entry
from paritrana_desktop.ui.presenters.juror_state import JurorState
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.dialogs import confirm
from paritrana_desktop.ui.shared.notice import EmptyState, Notice
from paritrana_desktop.ui.shared.page import Page


@dataclass(frozen=True, slots=True)
class Ways:
    """Where this page leads."""

    pact: Callable[[], object]
    hand_in: Callable[[], object]


class MarksPage(Page):
    """See the module; what stands on screen is the state that the writer answered, plus what is on its way."""

    def __init__(self, session: JurorSession, key: str, ways: Ways) -> None:
        """`key` of this page in the rail."""
        super().__init__(_("Give marks"))
        self.session, self._key, self._ways = session, key, ways
        self._state: JurorState | None = None
        self._current: NomineeId | None = None
        self._open_category = ""
        self._wish: Cell | None = None
        self._led = False
        self.saver = Saver(session.tasks, session.scoring, self)
        self.saver.saved.connect(self._saved)
        self.saver.refused.connect(self._show_trouble)
        self._place = PlaceKeeper(session, self)
        self.trouble = Notice(closable=False)
        self.save_now = Button(_("Save now"), pressed=self.saver.retry)
        inside = self.trouble.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.addWidget(self.save_now)
        self.view = MarksView(Acts(self._parse, self._connect, self._walk))
        self.view.list.chose.connect(self._chose)
        self.stack = QStackedWidget()
        self.confirm_first = Button(_("Read and confirm the pact"), kind="primary", pressed=ways.pact)
        for widget in (QWidget(), self.view, *_instead(self.confirm_first)):
            self.stack.addWidget(widget)
        self.content.addWidget(self.trouble)
        self.content.addWidget(self.stack, 1)

    def refresh(self, changes: Changes | None) -> None:
        """Ask the writer what is true now; it answers after everything given to it before."""
        if changes is None or changes.touches(Part.PLAN, Part.MARKS, Part.BALLOTS):
            scoring = self.session.scoring
            self.session.tasks.write(
                lambda _progress: juror_state.load(scoring), self._arrived, self._failed, owner=self
            )

    def go_to(self, cell: Cell) -> None:
        """Show the nominee of `cell` with the cursor in its mark, as soon as the page knows its state."""
        self._wish = cell
        if self._state is not None:
            self._follow_wish()

    def leave(self) -> bool:
        """What is not saved is never left behind without a question."""
        if not self.view.take_all():
            if not confirm(
                self,
                _("Leave without this text?"),
                _("What stands in the red field cannot be saved as it is. Everything saved before is whole."),
                _("Leave without it"),
            ):
                return False
            self._show_form(anew=True)
        if self.saver.failed:
            if not confirm(
                self,
                _("Leave without saving?"),
                _("Marks that could not be saved are lost if you leave. Everything saved before is whole."),
                _("Leave without them"),
                caution=True,
            ):
                return False
            self.saver.forget()
            self._show_trouble()
        self._place.keep()
        return True

    # -- Showing

    def _arrived(self, state: JurorState) -> None:
        first = self._state is None or not self._state.pact_confirmed
        self._state = state
        self.stack.setCurrentIndex(3 if not state.sheets else 1 if state.pact_confirmed else 2)
        if self.stack.currentWidget() is not self.view:
            # Once; whoever comes back without confirming is told what is missing here.
            if not state.pact_confirmed and not self._led:
                self._led = True
                self._ways.pact()
            return
        if first or self._current not in state.asked():
            self._current, cell = juror_place.start(state)
            self._wish = self._wish or cell
            self._open_category = self._current.category if self._current else ""
        self._show_list()
        self._show_form()
        if first:
            self.view.list.reveal_current()
        self._follow_wish()

    def _show_list(self) -> None:
        assert self._state is not None
        unsaved = frozenset(NomineeId(cell.category, cell.number) for cell in self.saver.failed)
        self.view.list.show_entries(juror_list.entries(self._state, self._open_category, self._current, unsaved))

    def _show_form(self, *, anew: bool = False) -> None:
        """`anew`: also in place of what was typed and refused."""
        if self._state is None or self._current is None:
            return
        form = juror_form.form(self._state.ahead(self.saver.wanted), self._current)
        self.view.show_form(form, self.saver.failed, anew=anew)
        self.view.show_neighbours(
            before=juror_list.beside(self._state, self._current, -1) is not None,
            after=juror_list.beside(self._state, self._current, 1) is not None,
        )

    # -- Moving

    def _chose(self, entry: Entry) -> None:
        if entry.nominee is None:
            self._open_category = "" if entry.open else entry.category
            self._show_list()
        else:
            self._go(juror_list.nominee_id(entry))

    def _walk(self, step: int) -> None:
        assert self._state is not None
        nominee = juror_list.beside(self._state, self._current, step)
        if nominee is not None:
            self._go(nominee)
        elif step > 0 and self.view.take_all():
            self._ways.hand_in()

    def _go(self, nominee: NomineeId, cell: Cell | None = None) -> None:
        """Show `nominee`, unless a field here holds what is not a mark: it keeps the cursor and says why."""
        assert self._state is not None
        if nominee != self._current:
            if not self.view.take_all():
                return
            self.notice.clear()
            self._current = nominee
            self._open_category = nominee.category
            self._show_list()
            self._show_form()
            self.view.list.reveal_current()
        target = cell or juror_form.first_blank(juror_form.form(self._state.ahead(self.saver.wanted), nominee))
        if target is not None:
            self.view.go_to(target)

    def _follow_wish(self) -> None:
        wish, self._wish = self._wish, None
        held = self.window().focusWidget()
        # Whoever walks the rail stays there.
        if wish is not None and (held is None or held is self or self.isAncestorOf(held) or not held.isVisible()):
            self._go(NomineeId(wish.category, wish.number), wish)

    # -- Saving

    def _connect(self, card: CriterionCard) -> None:
        card.put.connect(self._put)
        card.commented.connect(self._comment)
        card.cleared.connect(self._clear)
        card.entered.connect(lambda cell: self._entered(card, cell))
        card.locked_touched.connect(self.notice.refuse)

    def _entered(self, card: CriterionCard, cell: Cell) -> None:
        self._place.entered(cell)
        # Whoever comes back to this page goes on typing here.
        self.setFocusProxy(card.field.line)

    def _parse(self, cell: Cell, typed: str) -> Mark | None:
        assert self._state is not None
        held = self.saver.latest(cell, self._state.worksheet)
        return juror_form.parse(self._state, cell, typed, held.comment if held else "")

    def _put(self, mark: Mark) -> None:
        self.saver.put(mark)
        self._show_form()

    def _clear(self, cell: Cell) -> None:
        assert self._state is not None
        if self.saver.latest(cell, self._state.worksheet) is not None:
            self.saver.clear(cell)
        self._show_form()

    def _comment(self, cell: Cell, comment: str) -> None:
        assert self._state is not None
        held = self.saver.latest(cell, self._state.worksheet)
        if held is not None and held.comment != comment:
            self._put(juror_form.with_comment(held, comment))

    def _saved(self, changes: Changes, at: dt.datetime) -> None:
        if not self.saver.failed:
            self.session.say_state(juror_state.saved(at), "good")
        self._show_trouble()
        self.session.changed(changes)

    def _show_trouble(self) -> None:
        """The red bar stays while anything is not on the disk."""
        failed = self.saver.failed
        if not failed:
            self.trouble.hide()
            return
        count = ngettext("{n} mark is not saved.", "{n} marks are not saved.", len(failed)).format(n=len(failed))
        self.trouble.tell(f"{count} {say([*failed.values()][-1])}", "wrong")
        self.session.say_state(_("✗ Not saved"), "wrong")
        self._show_list()
        self._show_form()

    def _failed(self, problem: BaseException) -> None:
        if not isinstance(problem, ParitranaError):
            raise problem
        self.notice.refuse(problem)


def _instead(confirm_first: Button) -> tuple[EmptyState, EmptyState]:
    """What stands in place of the form: before the pact, and where nothing is asked."""
    return (
        EmptyState(
            "check-document",
            _("First the integrity pact"),
            _("Marks can be given once you have confirmed the pact and your interests."),
            confirm_first,
        ),
        EmptyState(
            "info",
            _("No marks are asked of you"),
            _("In this event you take part in the plenary only. Nothing has to be done here."),
        ),
    )
