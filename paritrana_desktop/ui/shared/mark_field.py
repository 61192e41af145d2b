"""The mark field and the row of rubric bands above or below it.

```
field = MarkField(parse, name=_("Interview, 20 %"))      # parse: text -> value, raises a Refusal
field.committed.connect(self._save)                       # the parsed value, when it differs from what was shown
field.show_value("85,5")                                  # what is stored; "" shows the placeholder
bands = BandButtons(("< 60 sangat kurang", "≥ 60 kurang", …))
bands.chosen.connect(…)                                   # show the anchor and call field.take_focus()
```
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from paritrana_desktop.domain.errors import ParitranaError, Refusal
from paritrana_desktop.texts import say
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.style import dress
from paritrana_desktop.ui.shared.words import Words

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MarkField(QWidget):
    """A line for one mark; what the parser refuses stays as typed, with the reason beside it, and is not committed.

    `committed(value)` comes on Enter or when the focus leaves, only for a value that differs from the last one;
    `entered()` follows Enter on an accepted value (the page moves to the next criterion); `stepped(-1 | 1)` comes on
    the arrow keys, after the value was taken.
    """

    committed = Signal(object)
    refused = Signal(str)
    entered = Signal()
    stepped = Signal(int)

    def __init__(
        self,
        parse: Callable[[str], object],
        *,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`parse` turns what was typed into a value or raises a `Refusal`; `name` is spoken."""
        super().__init__(parent)
        self._parse = parse
        self._shown = ""
        self.line = QLineEdit()
        self.line.setProperty("kind", "mark")
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.setPlaceholderText(placeholder)
        # A mark is typed; a file or word that is let go here belongs elsewhere.
        self.line.setAcceptDrops(False)
        self.line.setAccessibleName(name)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._edited)
        self.reason = Words(type="small", tone="wrong", strong=True)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.reason.hide()
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE)
        row.addWidget(self.reason, 1)
        row.addWidget(self.line, 0, Qt.AlignmentFlag.AlignRight)

    def show_value(self, text: str) -> None:
        """Show a stored value as people write it; takes away what was refused."""
        self._shown = text
        self.line.setText(text)
        self._say_reason("")

    def take_focus(self) -> None:
        """Put the cursor into the field with its text selected, so that typing replaces it."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def take(self) -> bool:
        """Commit what stands in the field now; False where it is refused."""
        typed = self.line.text()
        if typed == self._shown:
            self._say_reason("")
            return True
        try:
            value = self._parse(typed)
        except Refusal as refusal:
            self.refuse(refusal)
            return False
        self._say_reason("")
        self._shown = typed
        self.committed.emit(value)
        return True

    def refuse(self, error: ParitranaError) -> None:
        """Say beside the field why its text was not taken; the text stays as it was typed."""
        reason = say(error)
        self._say_reason(reason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, reason))
        self.refused.emit(reason)

    def holds_refused(self) -> bool:
        """Whether the field shows a text that is not stored."""
        return bool(self.line.property("refused"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, arrows, Escape and the focus leaving."""
        if watched is self.line:
            if event.type() == QEvent.Type.FocusOut:
                self.take()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.take():
                self.entered.emit()
            return True
        if key in _STEPS:
            if self.take():
                self.stepped.emit(_STEPS[key])
            return True
        if key == Qt.Key.Key_Escape and self.line.text() != self._shown:
            self.show_value(self._shown)
            return True
        return False

    def _edited(self, _text: str) -> None:
        # The old reason no longer speaks of what stands there; the new text is judged when it is finished.
        self._say_reason("")

    def _say_reason(self, reason: str) -> None:
        self.reason.say(reason)
        self.reason.setVisible(bool(reason))
        self.line.setAccessibleDescription(reason)
        dress(self.line, refused=bool(reason))


class BandButtons(QWidget):
    """The bands of a rubric side by side; a click names the band and proposes no number.

    Where the row is too narrow for the words, the bands stand in several rows of equal columns.
    """

    chosen = Signal(int)

    def __init__(self, bands: Sequence[str], *, name: str = "", parent: QWidget | None = None) -> None:
        """`bands` from the lowest to the highest; `name` of the criterion is spoken before each."""
        super().__init__(parent)
        self._buttons: list[Button] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        for index, band in enumerate(bands):
            button = Button(band, spoken=f"{name}: {band}" if name else band, pressed=partial(self.chosen.emit, index))
            button.setProperty("kind", "band")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._buttons.append(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._arrange(len(self._buttons))

    def show_active(self, index: int | None) -> None:
        """Mark the band in which the stored mark lies, or none."""
        for number, button in enumerate(self._buttons):
            active = number == index
            dress(button, active=active)
            button.setAccessibleDescription("✓" if active else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as the longest band leaves room for."""
        super().resizeEvent(event)
        widest = max((button.minimumSizeHint().width() for button in self._buttons), default=1)
        self._arrange(max(1, min(len(self._buttons), (event.size().width() + 6) // (widest + 6))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns or not self._buttons:
            return
        self._columns = columns
        for index, button in enumerate(self._buttons):
            self._grid.addWidget(button, index // columns, index % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
