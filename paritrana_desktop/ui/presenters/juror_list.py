"""The list at the left of the juror's form: categories with their progress, and the nominees of the one that is open."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.domain.ballot import MarkState
from paritrana_desktop.domain.panel import InterestKind
from paritrana_desktop.domain.plan import Category, CategoryCode, Cell, Nominee, NomineeId, Number
from paritrana_desktop.texts import _, number
from paritrana_desktop.ui.presenters import rows
from paritrana_desktop.ui.presenters.juror_state import JurorState, named, own_total, why_left_out


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a category (`nominee` None), or a nominee of the open one."""

    category: str
    nominee: str | None
    title: str
    state: rows.Cell
    spoken: str
    current: bool = False
    """The nominee whose form is shown."""
    open: bool = False
    """A category whose nominees are listed."""
    done: int = 0
    total: int = 0
    locked: bool = False


def entries(
    state: JurorState,
    open_category: str,
    current: NomineeId | None,
    unsaved: frozenset[NomineeId] = frozenset(),
) -> tuple[Entry, ...]:
    """All categories of this juror, and below `open_category` its nominees; `unsaved` hold a mark not on the disk."""
    asked, unexplained = state.asked(), state.unexplained()
    listed: list[Entry] = []
    for category in state.categories:
        of_category = [cells for nominee, cells in asked.items() if nominee.category == category.code]
        done = sum(_finished(state, cells, unexplained) for cells in of_category)
        is_open = category.code == open_category
        listed.append(_category(state, category, done, len(of_category), is_open=is_open))
        if is_open:
            for nominee in category.nominees:
                cells = next((owed for key, owed in asked.items() if key == (category.code, nominee.number)), ())
                is_current = current == (category.code, nominee.number)
                shown = _marked(state, category, cells, unexplained) if cells else _left_out(state, category, nominee)
                if (category.code, nominee.number) in unsaved:
                    shown = rows.Cell(_("✗ not saved"), "wrong", strong=True)
                listed.append(_nominee(category, nominee, shown, current=is_current))
    return tuple(listed)


def nominee_id(entry: Entry) -> NomineeId:
    """Whom a line stands for."""
    assert entry.nominee is not None
    return NomineeId(CategoryCode(entry.category), Number(entry.nominee))


def beside(state: JurorState, current: NomineeId | None, step: int) -> NomineeId | None:
    """The next (1) or previous (-1) nominee to mark; None at the end."""
    walked = tuple(state.asked())
    if current not in walked:
        return walked[0] if walked else None
    place = walked.index(current) + step
    return walked[place] if 0 <= place < len(walked) else None


def _finished(state: JurorState, cells: tuple[Cell, ...], unexplained: frozenset[Cell]) -> bool:
    return all(cell in state.worksheet.marks and cell not in unexplained for cell in cells)


def _category(state: JurorState, category: Category, done: int, total: int, *, is_open: bool) -> Entry:
    locked = {pair for pair in state.sheets if pair[1] == category.code} <= state.worksheet.locked
    spoken = (
        _("{category}: handed in and locked").format(category=category.name)
        if locked
        else _("{category}: {done} of {total} nominees are complete").format(
            category=category.name, done=done, total=total
        )
    )
    whole, figures = done == total, f"{done}/{total}"
    shown = rows.Cell(f"✓ {figures}", "good", strong=True) if whole else rows.Cell(figures, "muted")
    return Entry(category.code, None, category.name, shown, spoken, False, is_open, done, total, locked)


def _nominee(category: Category, nominee: Nominee, shown: rows.Cell, *, current: bool) -> Entry:
    name = named(category, nominee)
    spoken = f"{name}: {shown.spoken or shown.text}"
    return Entry(category.code, nominee.number, name, shown, spoken, current=current)


def _left_out(state: JurorState, category: Category, nominee: Nominee) -> rows.Cell:
    if state.plan.interest(state.juror, category.code, nominee.number) is InterestKind.ACTUAL:
        return rows.Cell(_("not scoring"), "muted", spoken=_("you do not score: conflict of interest"))
    stages = [stage for stage, code in state.sheets if code == category.code]
    return rows.Cell(next(filter(None, (why_left_out(state.plan, nominee, stage) for stage in stages)), ""), "muted")


def _marked(state: JurorState, category: Category, cells: tuple[Cell, ...], unexplained: frozenset[Cell]) -> rows.Cell:
    marks = [state.worksheet.marks[cell] for cell in cells if cell in state.worksheet.marks]
    if not marks:
        return rows.Cell(_("none yet"), "muted")
    if len(marks) < len(cells):
        return rows.Cell(_("partly"), "caution", chip=True)
    if not _finished(state, cells, unexplained):
        return rows.Cell(_("comment missing"), "caution", chip=True)
    total = own_total(category, marks)
    if total is None:
        absent = any(mark.state is MarkState.ABSENT for mark in marks)
        return rows.Cell(f"✓ {_('absent') if absent else _('not applicable')}", "good", strong=True)
    spoken = _("complete, {total}: the weighted mean of your own marks, without measured figures")
    return rows.Cell(f"✓ {number(total)}", "good", strong=True, spoken=spoken.format(total=number(total)))
