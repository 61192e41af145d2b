"""The empty event workbook: every sheet with its headers, an example row, and what each column means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paritrana_desktop import texts
from paritrana_desktop.domain.errors import N_, Sentence
from paritrana_desktop.exchange.workbook import forms
from paritrana_desktop.exchange.workbook.sheet import COMMENT, Column, SheetForm
from paritrana_desktop.exchange.workbook.writing import make_header, new_book, put_row, put_text, saved, set_widths

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_GUIDE = (
    N_("Fill in the sheets from left to right; each column is explained in its header's comment."),
    N_("Rows that begin with # are examples and are not read. Delete them or leave them."),
    N_("Numbers may be written 85,5 or 85.5; formulas are not accepted, so paste their values."),
    N_("Codes have up to 16 capitals, digits, dots and dashes; all other sheets name things by these codes."),
    N_("All faults are listed at once with sheet, row and column when the workbook is opened in the program."),
)
_AUTHOR = "Paritrana"
_HEIGHT, _WIDTH = 90, 320


def template() -> bytes:
    """The empty event workbook in the language in use (both are read): the same bytes every time."""
    book = new_book()
    guide = book.create_sheet(_name(forms.GUIDE))
    for row, sentence in enumerate(_GUIDE, start=1):
        put_row(guide, row, [texts.say(Sentence(sentence))])
    set_widths(guide, {1: 110})
    for form in forms.EVENT:
        sheet = book.create_sheet(_name(form.names))
        put_row(sheet, 1, [texts.say(Sentence(form.help))])
        if form.keys:
            _keys(sheet, form)
        else:
            _columns(sheet, form)
    return saved(book)


def _name(names: tuple[str, ...]) -> str:
    return names[1] if texts.language() == "en" and len(names) > 1 else names[0]


def _columns(sheet: Worksheet, form: SheetForm) -> None:
    put_row(sheet, 3, [_name(column.names) for column in form.columns])
    make_header(sheet, 3)
    for place, column in enumerate(form.columns, start=1):
        _explain(sheet, 3, place, column)
    examples = [column.example for column in form.columns]
    put_row(sheet, 4, [f"{COMMENT} {examples[0]}", *examples[1:]])
    _quieten(sheet, 4)
    set_widths(sheet, {place: max(14, len(column.names[0]) + 4) for place, column in enumerate(form.columns, start=1)})


def _keys(sheet: Worksheet, form: SheetForm) -> None:
    put_row(sheet, 3, [_name(column.names) for column in form.columns])
    make_header(sheet, 3)
    for place, column in enumerate(form.columns, start=1):
        _explain(sheet, 3, place, column)
    first = next(column for column in form.keys if column.example)
    put_row(sheet, 4, [f"{COMMENT} {_name(first.names)}", first.example, texts.say(Sentence(first.help))])
    _quieten(sheet, 4)
    for row, key in enumerate(form.keys, start=5):
        put_row(sheet, row, [_name(key.names), None, texts.say(Sentence(key.help))])
        if key.example:
            put_text(sheet, row, 4, f"{COMMENT} {key.example}")
            _quieten(sheet, row, first=4)
    set_widths(sheet, {1: 30, 2: 40, 3: 70, 4: 40})


def _explain(sheet: Worksheet, row: int, place: int, column: Column) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415  keeps openpyxl out of the first paint

    said = texts.say(Sentence(column.help))
    if column.required:
        said = f"{said} {texts.say(Sentence(N_('Needed.')))}"
    sheet.cell(row, place).comment = Comment(said, _AUTHOR, _HEIGHT, _WIDTH)


def _quieten(sheet: Worksheet, row: int, first: int = 1) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415  as above

    for cell in sheet[row][first - 1 :]:
        cell.font = Font(italic=True, color="7A8794")
