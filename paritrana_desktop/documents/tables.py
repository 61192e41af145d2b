"""Tables: repeated heads, no row left alone on a page, numbers one below the other by their comma."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal, TypeAlias

from reportlab.platypus import Flowable, Paragraph, Table

from paritrana_desktop.documents import style

Align = Literal["left", "centre", "right", "number"]
Cell: TypeAlias = "str | Flowable | Sequence[Flowable]"
Made: TypeAlias = "str | Flowable | list[Flowable]"

PAD = 3
_SIZE = 9
_LEADING = 11
_LEAST_CODE = 110
_SIGN = 3
"""A dash or an abbreviation in a column of figures has no more characters; words wrap."""
_TALLEST = 180.0
"""How tall a row may be, in points: two of them and a head fit on the lowest page."""
_SHORT = 120
"""A text of so many characters is never taller than that, even in the narrowest column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in points (None: an equal part of what is left), and how its cells stand."""

    head: str
    width: float | None = None
    align: Align = "left"


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: float, *, strong: frozenset[int] = frozenset()
) -> Table:
    """A table `width` points wide; rows whose index is in `strong` are bold.

    A row shorter than the columns lets its last cell reach over the rest. Cells of "number" columns are plain
    figures that never wrap. A cell too tall for a page goes on in further rows.
    """
    style.register_fonts()
    widths = _widths(columns, width)
    commands: list[tuple[Any, ...]] = list(_RULES)
    cells: list[list[Any]] = [[_head(column) for column in columns]]
    for row, bold in ((row, at in strong) for at, row in enumerate(rows)):
        made = [_cell(cell, column, bold=bold) for cell, column in zip(row, columns, strict=False)]
        room = [*widths[: len(row) - 1], sum(widths[len(row) - 1 :])] if len(row) < len(columns) else widths
        for part in continued(made, [each - 2 * PAD for each in room]):
            at = len(cells)
            cells.append([*part, *[""] * (len(columns) - len(part))])
            if len(part) < len(columns):
                commands.append(("SPAN", (len(part) - 1, at), (-1, at)))
            if bold:
                commands.append(("FONT", (0, at), (-1, at), style.BOLD, _SIZE, _LEADING))
    for place, column in enumerate(columns):
        if column.align == "number":
            commands += _aligned(place, [row[place] for row in cells[1:]])
    if len(cells) == len(rows) + 1:
        commands += _kept_together(len(rows))
    return Table(cells, colWidths=widths, repeatRows=1, style=commands, hAlign="LEFT")


def continued(row: Sequence[Made], widths: Sequence[float]) -> list[list[Made]]:
    """`row` itself, or as many rows as it takes for none to be taller than a page can hold."""
    if not any(_may_be_tall(cell) for cell in row):
        return [list(row)]
    columns: list[Sequence[Made]] = [
        [cell] if isinstance(cell, str) else _pieces(cell if isinstance(cell, list) else [cell], width)
        for cell, width in zip(row, widths, strict=True)
    ]
    return [list(part) for part in zip_longest(*columns, fillvalue="")]


def _may_be_tall(cell: Made) -> bool:
    flowables = cell if isinstance(cell, list) else [cell]
    return sum(len(part.getPlainText()) for part in flowables if isinstance(part, Paragraph)) > _SHORT


def _pieces(flowables: Sequence[Flowable], width: float) -> list[list[Flowable]]:
    pieces: list[list[Flowable]] = [[]]
    left = _TALLEST
    waiting = list(flowables)
    while waiting:
        part = waiting.pop(0)
        height = part.wrap(width, left)[1]
        if height > left:
            fitting = part.split(width, left)
            if not fitting and left == _TALLEST:
                fitting = [part]
            waiting[:0] = fitting[1:] if fitting else [part]
            pieces[-1] += fitting[:1]
            pieces.append([])
            left = _TALLEST
        else:
            pieces[-1].append(part)
            left -= height
    return [piece for piece in pieces if piece]


_RULES: tuple[tuple[Any, ...], ...] = (
    ("FONT", (0, 0), (-1, -1), style.REGULAR, _SIZE, _LEADING),
    ("BACKGROUND", (0, 0), (-1, 0), style.TINT),
    ("GRID", (0, 0), (-1, -1), 0.4, style.RULE),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, style.SOFT),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("VALIGN", (0, 1), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), PAD),
    ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
)


def code_width(codes: Iterable[str]) -> float:
    """How wide a column must be for none of `codes` to be broken."""
    widest = max((style.width(code, style.BOLD, _SIZE) for code in codes), default=0.0)
    return max(_LEAST_CODE, widest + 2 * PAD + 1)


def _head(column: Column) -> Flowable:
    return style.paragraph(column.head, "head" if column.align == "left" else "head_centre")


def _cell(cell: Cell, column: Column, *, bold: bool) -> Made:
    if not isinstance(cell, str):
        return cell if isinstance(cell, Flowable) else list(cell)
    if column.align == "number" and (len(cell) <= _SIGN or any(map(str.isdigit, cell))):
        return cell
    if bold:
        return style.paragraph(cell, "cell_strong" if column.align == "left" else "cell_centre_strong")
    return style.paragraph(
        cell, {"left": "cell", "centre": "cell_centre", "number": "cell_centre"}.get(column.align, "cell_right")
    )


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    fixed = sum(column.width or 0 for column in columns)
    open_columns = sum(column.width is None for column in columns)
    return [(width - fixed) / open_columns if column.width is None else column.width for column in columns]


def _aligned(place: int, cells: Sequence[Cell]) -> list[tuple[Any, ...]]:
    """Right-aligned, each figure moved left by the width of the decimals that it has fewer than the longest."""
    tails = [_tail(cell) for cell in cells]
    longest = max(tails, default=0.0)
    commands: list[tuple[Any, ...]] = [("ALIGN", (place, 1), (place, -1), "RIGHT")]
    for at, (cell, tail) in enumerate(zip(cells, tails, strict=True), start=1):
        # A dash or a word is no figure: it stands in the middle.
        if isinstance(cell, str) and not cell[:1].isdigit():
            commands.append(("ALIGN", (place, at), (place, at), "CENTER"))
        elif tail < longest:
            commands.append(("RIGHTPADDING", (place, at), (place, at), PAD + longest - tail))
    return commands


def _tail(cell: Cell) -> float:
    if not isinstance(cell, str) or "," not in cell or not cell[:1].isdigit():
        return 0.0
    return style.width("," + cell.rpartition(",")[2], style.REGULAR, _SIZE)


def _kept_together(rows: int) -> list[tuple[Any, ...]]:
    """The first two and the last two rows never part; the head is repeated, so it is never alone."""
    if rows < 2:  # noqa: PLR2004  nothing to keep together
        return []
    return [("NOSPLIT", (0, 0), (-1, min(rows, 2))), ("NOSPLIT", (0, rows - 1), (-1, rows))]
