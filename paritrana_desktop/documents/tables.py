"""Tables: repeated heads, no row left alone on a page, numbers one below the other by their comma."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from reportlab.platypus import Flowable, Table

from paritrana_desktop.documents import style

Align = Literal["left", "centre", "right", "number"]
Cell: TypeAlias = "str | Flowable | Sequence[Flowable]"

PAD = 3
_SIZE = 9
_LEADING = 11
_LEAST_CODE = 110


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
    figures that never wrap.
    """
    cells: list[list[Any]] = [[_head(column) for column in columns]]
    commands: list[tuple[Any, ...]] = list(_RULES)
    for at, row in enumerate(rows, start=1):
        bold = at - 1 in strong
        cells.append([_cell(cell, column, bold=bold) for cell, column in zip(row, columns, strict=False)])
        if len(row) < len(columns):
            cells[-1] += [""] * (len(columns) - len(row))
            commands.append(("SPAN", (len(row) - 1, at), (-1, at)))
        if bold:
            commands.append(("FONT", (0, at), (-1, at), style.BOLD, _SIZE, _LEADING))
    for place, column in enumerate(columns):
        if column.align == "number":
            commands += _aligned(place, [row[place] if place < len(row) else "" for row in rows])
    commands += _kept_together(len(rows))
    style.register_fonts()
    return Table(cells, colWidths=_widths(columns, width), repeatRows=1, splitInRow=1, style=commands, hAlign="LEFT")


_RULES: tuple[tuple[Any, ...], ...] = (
    ("FONT", (0, 1), (-1, -1), style.REGULAR, _SIZE, _LEADING),
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


def _cell(cell: Cell, column: Column, *, bold: bool) -> str | Flowable | list[Flowable]:
    if not isinstance(cell, str):
        return cell if isinstance(cell, Flowable) else list(cell)
    if column.align == "number":
        return cell
    if bold:
        return style.paragraph(cell, "cell_strong" if column.align == "left" else "cell_centre_strong")
    return style.paragraph(cell, {"left": "cell", "centre": "cell_centre"}.get(column.align, "cell_right"))


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
