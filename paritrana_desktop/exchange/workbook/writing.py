"""Workbooks out: text that can never become a formula, a calm look, and the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEADER_FILL = "E8EEF4"
_WIDEST = 60
_MOST_CHARACTERS = 32_767


def new_book() -> Workbook:
    """An empty workbook without sheets."""
    import openpyxl  # noqa: PLC0415  keeps openpyxl out of the first paint

    book = openpyxl.Workbook()
    del book["Sheet"]
    return book


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write `text` as text, whatever it looks like; an empty text leaves the cell empty."""
    if not text:
        return
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)[:_MOST_CHARACTERS]
    # openpyxl takes what begins with = for a formula; the quote prefix keeps it text when someone edits the cell.
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def column_letter(column: int) -> str:
    """The letter of a column, from 1."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  as above

    return get_column_letter(column)


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, shown_as: str | None = None) -> None:
    """Write a formula of our own making; text from elsewhere never comes in here."""
    cell = sheet.cell(row, column, formula)
    if shown_as is not None:
        cell.number_format = shown_as


def put_row(sheet: Worksheet, row: int, values: Sequence[str | int | float | None]) -> None:
    """Write `values` from column A on: texts as text, numbers as numbers, None as nothing."""
    for column, value in enumerate(values, start=1):
        if isinstance(value, str):
            put_text(sheet, row, column, value)
        elif value is not None:
            sheet.cell(row, column, value)


def make_header(sheet: Worksheet, row: int, freeze: bool = True) -> None:
    """Let `row` look like a header and, if so wanted, keep it in sight."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415  as above

    for cell in sheet[row]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    if freeze:
        sheet.freeze_panes = f"A{row + 1}"


def set_widths(sheet: Worksheet, widths: Mapping[int, int] | None = None) -> None:
    """Column widths in characters: as given by column number, else by the longest text."""
    for column in range(1, sheet.max_column + 1):
        longest = max(len(str(sheet.cell(row, column).value or "")) for row in range(1, sheet.max_row + 1))
        width = (widths or {}).get(column, min(_WIDEST, max(8, longest + 2)))
        sheet.column_dimensions[column_letter(column)].width = width


def saved(book: Workbook) -> bytes:
    """The bytes of `book`, without the time at which they were made."""
    first = io.BytesIO()
    book.save(first)
    second = io.BytesIO()
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            member = zipfile.ZipInfo(part.filename, _FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return second.getvalue()
