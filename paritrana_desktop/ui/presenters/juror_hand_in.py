"""Handing in: what is complete in each category and stage, the juror's own order there, and what was handed in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from paritrana_desktop.domain.ballot import Mark, MarkState
from paritrana_desktop.domain.panel import InterestKind
from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.services.changes import Part, changed
from paritrana_desktop.texts import _, ngettext, number
from paritrana_desktop.ui.presenters import rows
from paritrana_desktop.ui.presenters.juror_state import JurorState, named, own_total, why_left_out
from paritrana_desktop.ui.presenters.rows import Column, RailMark, Row

Sheet = tuple[str, str]
"""A (stage, category) pair."""


HANDED_IN = changed(Part.MARKS, Part.BALLOTS)
"""What handing in touches."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """What the page shows before the button is pressed."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    """One for each (stage, category), by `row_id`."""
    ready: tuple[Sheet, ...]
    """Complete, not handed in, and not left out by the juror."""
    refusal: str
    """Why the button cannot be pressed; empty if it can."""
    summary: str
    mark: RailMark | None


def row_id(sheet: Sheet) -> str:
    """The id of a row: no code holds a slash."""
    return "/".join(sheet)


def sheet_of(row: str) -> Sheet:
    """The pair that a row was built from."""
    stage, category = row.split("/")
    return stage, category


def hand_in(state: JurorState, left_out: frozenset[Sheet]) -> HandIn:
    """Where every sheet of this juror stands; `left_out` are those that the juror wants to hand in later."""
    sheets = state.sheets
    complete = [sheet for sheet in sheets if state.worksheet.complete(*sheet)]
    waiting = [sheet for sheet in complete if sheet not in state.worksheet.locked]
    ready = tuple(sheet for sheet in waiting if sheet not in left_out)
    locked = [sheet for sheet in sheets if sheet in state.worksheet.locked]
    columns = (
        Column("category", _("Category"), grow=True, width=130),
        Column("marks", _("Marks"), align="right"),
        Column("state", _("State")),
        Column("act", _("What to do")),
    )
    return HandIn(
        columns=columns,
        rows=tuple(_row(state, sheet, left_out) for sheet in sheets),
        ready=ready,
        refusal=_refusal(state, ready, waiting),
        summary=_("{complete} of {all} sheets are complete, {locked} handed in").format(
            complete=len(complete), all=len(sheets), locked=len(locked)
        ),
        mark=_mark(sheets, locked, waiting),
    )


def first_gap(state: JurorState, sheet: Sheet) -> Cell | None:
    """Where the juror has to go on in `sheet`: the first blank, else the first mark without its comment."""
    blanks = state.worksheet.blanks(*sheet)
    return next(iter((*blanks, *state.worksheet.uncommented(*sheet))), None)


def order_title(state: JurorState, sheet: Sheet) -> str:
    """`Your order: Kabupaten/Kota, Dokumen`."""
    stage, code = sheet
    return _("Your order: {category}, {stage}").format(
        category=state.plan.category(code).name, stage=state.plan.stage(stage).name
    )


def absent_marks(state: JurorState, sheet: Sheet) -> tuple[Mark, ...]:
    """Every blank of `sheet` as absent: for a juror who missed the day."""
    return tuple(Mark(*cell, None, MarkState.ABSENT) for cell in state.worksheet.blanks(*sheet))


def own_order(state: JurorState, sheet: Sheet) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """The nominees of `sheet` as this juror's own marks order them; equal totals share a rank."""
    stage, code = sheet
    category = state.plan.category(code)
    totals: dict[str, Fraction | None] = {}
    for nominee in state.plan.nominees_for(state.juror, stage, code):
        cells = [cell for cell in state.plan.cells(state.juror, stage, code) if cell.number == nominee.number]
        marks = [state.worksheet.marks[cell] for cell in cells if cell in state.worksheet.marks]
        totals[nominee.number] = own_total(category, marks) if len(marks) == len(cells) else None
    counted = sorted((total for total in totals.values() if total is not None), reverse=True)
    ordered = sorted(category.nominees, key=lambda one: (-(totals.get(one.number) or Fraction(-1)), one.number))
    made = []
    for nominee in ordered:
        total = totals.get(nominee.number)
        if total is None:
            rank = rows.Cell("–", "muted")
            shown = rows.Cell(_unranked(state, sheet, nominee.number), "muted")
        else:
            rank = rows.Cell(str(counted.index(total) + 1), strong=True)
            shown = rows.Cell(number(total), strong=True, under=_("equal") if counted.count(total) > 1 else "")
        made.append(Row(nominee.number, (rank, rows.Cell(named(category, nominee)), shown)))
    columns = (
        Column("rank", _("Rank"), align="right", width=40),
        Column("nominee", _("Nominee"), grow=True, width=100),
        Column(
            "total",
            _("Your mean"),
            align="right",
            spoken=_("Weighted mean of your own marks, without measured figures"),
        ),
    )
    return columns, tuple(made)


def _row(state: JurorState, sheet: Sheet, left_out: frozenset[Sheet]) -> Row:
    stage, code = sheet
    owed = len(state.worksheet.owed(stage, code))
    blanks = len(state.worksheet.blanks(stage, code))
    return Row(
        row_id(sheet),
        (
            rows.Cell(state.plan.category(code).name, strong=True, under=state.plan.stage(stage).name),
            rows.Cell(_("{done} of {all}").format(done=owed - blanks, all=owed)),
            _state(state, sheet, blanks),
            _action(state, sheet, left_out),
        ),
    )


def _state(state: JurorState, sheet: Sheet, blanks: int) -> rows.Cell:
    comments = len(state.worksheet.uncommented(*sheet))
    if sheet in state.worksheet.locked:
        if blanks or comments:
            return rows.Cell(_("changed by a newer package"), "caution")
        return rows.Cell(_("✓ handed in"), "good", spoken=_("handed in and locked"))
    if blanks:
        return rows.Cell(ngettext("{n} mark missing", "{n} marks missing", blanks).format(n=blanks), "link")
    if comments:
        return rows.Cell(ngettext("{n} comment missing", "{n} comments missing", comments).format(n=comments), "link")
    return rows.Cell(_("✓ complete"), "good")


def _action(state: JurorState, sheet: Sheet, left_out: frozenset[Sheet]) -> rows.Cell:
    if sheet in state.worksheet.locked:
        return rows.Cell(_("Reopen …"), "link")
    if not state.worksheet.complete(*sheet):
        return rows.Cell(_("I was absent …") if state.worksheet.blanks(*sheet) else "", "link")
    return rows.Cell(_("Include"), "link") if sheet in left_out else rows.Cell(_("Leave out"), "link")


def _refusal(state: JurorState, ready: tuple[Sheet, ...], waiting: list[Sheet]) -> str:
    if not state.pact_confirmed:
        return _("Please confirm the integrity pact first")
    if ready:
        return ""
    if waiting:
        return _("Every complete sheet is left out")
    if set(state.sheets) <= state.worksheet.locked:
        return _("Everything has been handed in")
    if state.worksheet.locked:
        return _("What is left is not complete yet")
    return _("No sheet is complete yet")


def _mark(sheets: tuple[Sheet, ...], locked: list[Sheet], waiting: list[Sheet]) -> RailMark | None:
    if sheets and len(locked) == len(sheets):
        return RailMark("✓", "good", _("everything has been handed in"))
    if waiting:
        spoken = ngettext("{n} sheet is ready to be handed in", "{n} sheets are ready to be handed in", len(waiting))
        return RailMark(str(len(waiting)), "caution", spoken.format(n=len(waiting)))
    return None


def _unranked(state: JurorState, sheet: Sheet, nominee: str) -> str:
    stage, code = sheet
    category = state.plan.category(code)
    why = why_left_out(state.plan, category.nominee(nominee), stage)
    if why:
        return why
    if state.plan.interest(state.juror, code, nominee) is InterestKind.ACTUAL:
        return _("not scoring")
    cells = [cell for cell in state.plan.cells(state.juror, stage, code) if cell.number == nominee]
    marks = [state.worksheet.marks[cell] for cell in cells if cell in state.worksheet.marks]
    if not marks:
        return _("none yet")
    if len(marks) < len(cells):
        return _("partly")
    return _("absent") if any(mark.state is MarkState.ABSENT for mark in marks) else _("not applicable")
