"""Which machines have counted, with the code of each: two that agree are what a decision needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from paritrana_desktop.ui.presenters.chair_overview import Machine
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.words import Words


class MachineList(QWidget):
    """A line for each machine: its name, its state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.LARGE_SPACE)
        self._grid.setVerticalSpacing(tokens.TIGHT)
        self._grid.setColumnStretch(2, 1)
        self._shown: tuple[Machine, ...] = ()
        self._words: list[Words] = []

    def show_machines(self, machines: Sequence[Machine]) -> None:
        """Replace the lines."""
        if self._shown == tuple(machines):
            return
        self._shown = tuple(machines)
        for old in self._words:
            old.hide()
            self._grid.removeWidget(old)
            old.deleteLater()
        self._words = []
        for line, machine in enumerate(machines):
            name = Words(machine.name)
            state = Words(machine.state, tone=machine.tone, type="small", strong=True, wrap=False, selectable=True)
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(state, line, 1)
            self._words += [name, state]

    def texts(self) -> tuple[str, ...]:
        """What every line says."""
        return tuple(f"{machine.name}: {machine.state}" for machine in self._shown)
