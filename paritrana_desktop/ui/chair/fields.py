"""Fields that keep what is entered by themselves, and that the wheel of the mouse does not change in passing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.services.acting import LONGEST
from paritrana_desktop.texts import say
from paritrana_desktop.ui.presenters import typed_day
from paritrana_desktop.ui.shared.style import dress
from paritrana_desktop.ui.shared.words import Words

PAUSE_MS = 600
"""How long somebody stops typing before the text is kept."""


class KeptLine(QLineEdit):
    """A line whose text is kept after a pause, on Enter, and when the focus leaves."""

    def __init__(self, name: str, keep: Callable[[str], object], parent: QWidget | None = None) -> None:
        """`name` is spoken; `keep` gets the text."""
        super().__init__(parent)
        self._keep = keep
        self._kept = ""
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self.keep_now)

    def show_value(self, text: str) -> None:
        """Show what is kept; a line that somebody is typing in is left alone."""
        if self.hasFocus() or self._pause.isActive():
            return
        self._kept = text
        self.setText(text)
        # A long text is read from its beginning.
        self.setCursorPosition(0)

    def keep_now(self) -> None:
        """Keep the text as it stands, if it is another one."""
        self._pause.stop()
        if self.text() != self._kept:
            self._kept = self.text()
            self._keep(self._kept)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whatever takes the focus away, a menu or another window: the text is kept."""
        super().focusOutEvent(event)
        self.keep_now()

    def _edited(self, _text: str) -> None:
        self._pause.start()


class SteadyCombo(QComboBox):
    """A choice that only a person makes: `chosen` gets the data of the entry."""

    def __init__(self, name: str, chosen: Callable[[str], object], parent: QWidget | None = None) -> None:
        """`name` is spoken."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(lambda place: chosen(str(self.itemData(place) or "")))

    def show_choices(self, choices: tuple[tuple[str, str], ...], current: str) -> None:
        """(data, text) of every entry, and which one holds."""
        if tuple((str(self.itemData(at)), self.itemText(at)) for at in range(self.count())) != choices:
            self.clear()
            for data, text in choices:
                self.addItem(text, data)
        self.setCurrentIndex(self.findData(current))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it chooses only in a field that has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DayLine(KeptLine):
    """A day as people write it; `reason` says beneath it why a text is no day."""

    def __init__(self, name: str, keep: Callable[[str], object], parent: QWidget | None = None) -> None:
        """`keep` gets the day as records have it, `2025-08-27`."""
        super().__init__(name, self._read, parent)
        self._keep_day = keep
        self.reason = Words(type="small", tone="wrong", strong=True)
        self.reason.hide()

    def show_value(self, text: str) -> None:
        """Show what is kept; takes away what was refused, unless somebody is still at it."""
        super().show_value(text)
        if self.text() == text:
            self._say("")

    def _edited(self, _text: str) -> None:
        # Half a date is no mistake yet: it is judged when the line is left.
        self._say("")

    def _read(self, typed: str) -> None:
        try:
            day = typed_day.read(typed)
        except Refusal as refusal:
            self._say(say(refusal))
            return
        self._say("")
        self._keep_day(day.isoformat())

    def _say(self, reason: str) -> None:
        self.reason.say(reason)
        self.reason.setVisible(bool(reason))
        self.setAccessibleDescription(reason)
        dress(self, refused=bool(reason))
