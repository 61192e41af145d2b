"""What every decision of a meeting needs in a dialog: how it was reached, and why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from paritrana_desktop.services.acting import CONSENSUS, VOTE, written
from paritrana_desktop.texts import _
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.cards import row
from paritrana_desktop.ui.shared.style import px
from paritrana_desktop.ui.shared.words import Words

_LINES = 76


class ReasonFields(QWidget):
    """`how` is one of two; the reason is asked for, because the minutes print it."""

    def __init__(
        self,
        changed: Callable[[], object],
        *,
        ask_how: bool = False,
        how: str = CONSENSUS,
        reason: str = "",
        caption: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`changed` is called whenever the reason is another one."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL_SPACE)
        self.ways = {CONSENSUS: QRadioButton(_("By consensus")), VOTE: QRadioButton(_("By a vote"))}
        group = QButtonGroup(self)
        for kept, way in self.ways.items():
            group.addButton(way)
            way.setChecked(kept == how)
        column.addLayout(row(*self.ways.values(), None, spacing=tokens.WIDE_SPACE))
        if not ask_how:
            for way in self.ways.values():
                way.hide()
        words = Words(caption or _("Reason, as the minutes will print it"), type="small", strong=True)
        self.reason = QPlainTextEdit(reason)
        self.reason.setAccessibleName(words.text())
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(px(_LINES))
        self.reason.textChanged.connect(changed)
        words.setBuddy(self.reason)
        column.addWidget(words)
        column.addWidget(self.reason)

    def text(self) -> str:
        """The reason as it will be kept."""
        return written(self.reason.toPlainText())

    def how(self) -> str:
        """How the meeting settled it, as records say it."""
        return next(kept for kept, way in self.ways.items() if way.isChecked())
