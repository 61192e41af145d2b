"""Where a juror is: which nominee and criterion; kept as text, and found again even if the plan has changed since."""

from __future__ import annotations

from paritrana_desktop.domain.plan import Cell, NomineeId
from paritrana_desktop.ui.presenters.juror_state import JurorState


def text(cell: Cell) -> str:
    """How the place is kept."""
    return "/".join(cell)


def start(state: JurorState) -> tuple[NomineeId | None, Cell | None]:
    """Where to go on: the place that was kept, else the first gap, else the first nominee."""
    asked = state.asked()
    for nominee, cells in asked.items():
        for cell in cells:
            if text(cell) == state.place:
                return nominee, cell
    for nominee, cells in asked.items():
        for cell in cells:
            if cell not in state.worksheet.marks:
                return nominee, cell
    first = next(iter(asked), None)
    return first, asked[first][0] if first else None
