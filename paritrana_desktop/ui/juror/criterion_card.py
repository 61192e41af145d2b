"""The card of one judged criterion: name and weight, rubric bands, the mark, its state, a comment.

A card shows whatever criterion it is given, so that going from nominee to nominee builds nothing. Keys inside it:
Alt+B absent, Alt+T not applicable, Alt+K blank again, Alt+C comment; the same stand in its menu.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QSizePolicy

from paritrana_desktop.domain.ballot import Locked, Mark, MarkState
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.texts import _, say
from paritrana_desktop.ui.presenters.juror_form import Judged, parse_comment
from paritrana_desktop.ui.presenters.rows import Tone
from paritrana_desktop.ui.shared.buttons import Button, without_mnemonic
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.mark_field import BandButtons, MarkField
from paritrana_desktop.ui.shared.style import px
from paritrana_desktop.ui.shared.words import Chip, Words

_IDLE_MS = 1500


class CriterionCard(Card):
    """Says what the juror did through its signals; what is stored comes back through `show_judged`."""

    put = Signal(object)
    """`Mark` to be saved."""
    commented = Signal(object, str)
    """`Cell` and the comment for its mark."""
    cleared = Signal(object)
    """`Cell` to be blank again."""
    left = Signal(int)
    """Enter or an arrow key: on to the next (1) or previous (-1) card."""
    entered = Signal(object)
    """`Cell` in which the cursor now stands."""
    locked_touched = Signal(object)
    """The refusal to show: somebody typed where everything is handed in."""

    def __init__(self, judged: Judged, parse: Callable[[Cell, str], Mark | None]) -> None:
        """`parse` turns what was typed for a cell into a mark, None for blank, or raises a Refusal."""
        super().__init__()
        self.judged = judged
        self.name = Words(judged.name, type="section", hug=True)
        self.weight = Words(judged.weight, type="small", tone="muted", wrap=False)
        self.state = Chip(tone="muted")
        self.field = MarkField(lambda typed: parse(self.judged.cell, typed), name=judged.spoken, placeholder=_("blank"))
        self.bands = BandButtons([level.text for level in judged.levels], name=judged.name)
        self.anchor = Words(type="small")
        self.comment_link = Button(
            _("+ comment"),
            kind="link",
            tone="muted",
            small=True,
            spoken=_("{criterion}: write a comment").format(criterion=judged.name),
            pressed=self.write_comment,
        )
        self.more = Button(
            _("more …"),
            kind="link",
            tone="muted",
            small=True,
            spoken=_("{criterion}: absent, not applicable, blank again").format(criterion=judged.name),
            pressed=self._open_menu,
        )
        self.comment = _Comment(_("{criterion}: comment for the panel").format(criterion=judged.name))
        self.comment_reason = Words(type="small", tone="wrong", strong=True)
        self._lay_out()
        self._connect()
        self._add_keys()
        self.show_judged(judged)

    def show_judged(self, judged: Judged, *, anew: bool = False) -> None:
        """Show another cell, or what is stored in this one now; what is being typed in it stays, unless `anew`."""
        fresh = anew or judged.cell != self.judged.cell
        moved = judged.active != self.judged.active
        self.judged = judged
        self.field.line.setReadOnly(judged.locked)
        self.field.line.setPlaceholderText("" if judged.state else _("blank"))
        if fresh or not self.is_edited():
            self.field.show_value(judged.value)
        self.state.say(judged.state)
        self.bands.show_active(judged.active)
        # Where the cursor is, a band that was clicked to read its anchor stays in view.
        held = QApplication.focusWidget()
        if fresh or moved or held is None or not self.isAncestorOf(held):
            self._show_level(judged.active)
        if fresh or not self.comment.is_edited():
            self.comment.show_text(judged.comment)
            being_written = self.comment.hasFocus() and not fresh
            self.comment.setVisible(bool(judged.comment) or judged.comment_needed or being_written)
            self._say_about_comment(_("This mark needs a comment.") if judged.comment_needed else "", "caution")
        self.comment.setReadOnly(judged.locked)
        for widget in (self.comment_link, self.more):
            widget.setVisible(not judged.locked)

    def take(self) -> bool:
        """Hand over what stands in the fields; False where it is refused, which is then said beside it."""
        if not self.field.take():
            self.field.line.setFocus()
            return False
        return self._take_comment()

    def is_edited(self) -> bool:
        """Whether the mark was typed in and not handed over yet, or refused by the parser."""
        return self.field.line.isModified()

    def write_comment(self) -> None:
        """Open the comment; it is stored with its mark, so a blank asks for the mark first."""
        if self.judged.locked:
            self.locked_touched.emit(Locked())
        elif not self.field.take():
            self.field.line.setFocus()
        elif not self.judged.filled and not self.field.line.text().strip():
            self._say_about_comment(_("Give the mark first; the comment is saved with it."), "muted")
            self.field.take_focus()
        else:
            self.comment.show()
            self.comment.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_state(self, state: MarkState) -> None:
        """Absent, or not applicable, in place of a mark."""
        if self.judged.locked:
            self.locked_touched.emit(Locked())
            return
        self.field.show_value("")
        self.put.emit(Mark(*self.judged.cell, None, state, comment=self.judged.comment))

    def clear(self) -> None:
        """Blank again: neither a mark nor a state."""
        if self.judged.locked:
            self.locked_touched.emit(Locked())
            return
        self.field.show_value("")
        self.cleared.emit(self.judged.cell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key in a locked field says why nothing happens; the cursor's place is told."""
        if watched is self.field.line:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if self.judged.locked and event.text().strip():
                    self.locked_touched.emit(Locked())
                    return True
            elif event.type() == QEvent.Type.FocusIn:
                self._show_level(self.judged.active)
                self.entered.emit(self.judged.cell)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        heading = row(self.name, self.weight, self.state)
        heading.addWidget(self.field, 1)
        foot = row()
        foot.addWidget(self.anchor, 1)
        foot.addWidget(self.comment_link)
        foot.addWidget(self.more)
        self.content.addLayout(heading)
        self.content.addWidget(self.bands)
        self.content.addLayout(foot)
        self.content.addWidget(self.comment)
        self.content.addWidget(self.comment_reason)
        self.bands.setVisible(bool(self.judged.levels))
        self.field.line.installEventFilter(self)

    def _connect(self) -> None:
        self.field.committed.connect(self._committed)
        self.field.entered.connect(lambda: self.left.emit(1))
        self.field.stepped.connect(self.left)
        self.bands.chosen.connect(self._chose_level)
        self.comment.finished.connect(self._take_comment)

    def _add_keys(self) -> None:
        self.menu = QMenu(self)
        for text, keys, act in (
            (_("Absent: I could not judge this"), "Alt+B", lambda: self.put_state(MarkState.ABSENT)),
            (_("Not applicable to this nominee"), "Alt+T", lambda: self.put_state(MarkState.NOT_APPLICABLE)),
            (_("Blank again"), "Alt+K", self.clear),
            (_("Write a comment"), "Alt+C", self.write_comment),
        ):
            action = QAction(without_mnemonic(text), self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=act: act())
            # In the menu the keys are shown; on the card they work.
            self.addAction(action)
            self.menu.addAction(action)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _committed(self, mark: Mark | None) -> None:
        self.field.line.setModified(False)
        if mark is None:
            self.cleared.emit(self.judged.cell)
        elif mark.u == self.judged.u:
            # The same mark typed another way (85.5 for 85,5): nothing to save, shown as always.
            self.field.show_value(self.judged.value)
        else:
            self.put.emit(mark)

    def _chose_level(self, level: int) -> None:
        self._show_level(level)
        shown = self.anchor.text()
        self.field.take_focus()
        self.anchor.say(shown)

    def _show_level(self, level: int | None) -> None:
        self.anchor.say(self.judged.levels[level].anchor if level is not None else "")

    def _take_comment(self) -> bool:
        if not self.comment.is_edited():
            return True
        try:
            comment = parse_comment(self.comment.toPlainText())
        except Refusal as refusal:
            self._say_about_comment(say(refusal), "wrong")
            self.comment.setFocus()
            return False
        self.comment.show_text(comment)
        self.commented.emit(self.judged.cell, comment)
        return True

    def _say_about_comment(self, text: str, tone: Tone) -> None:
        self.comment_reason.say(text, tone)
        self.comment_reason.setVisible(bool(text))


class _Comment(QPlainTextEdit):
    """Two lines that grow by scrolling; Tab goes on. `finished` comes when the focus leaves or nothing more is typed."""

    finished = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown = ""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self.finished)
        self.setAccessibleName(name)
        self.setPlaceholderText(_("Comment for the panel; it is printed on your score sheet"))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(68))
        self.hide()
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        self._shown = text
        if self.toPlainText() != text:
            self.setPlainText(text)
        self._idle.stop()

    def is_edited(self) -> bool:
        return self.toPlainText() != self._shown

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt draws only the text anew; the border must show the focus too.
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        self.finished.emit()

    def _changed(self) -> None:
        if self.is_edited():
            self._idle.start()
