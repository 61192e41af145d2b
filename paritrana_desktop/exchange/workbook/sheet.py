"""A foreign workbook as sheets of rows: headers found under title rows, unknown names said, nothing evaluated.

Sheets are read by streaming, so that neither a formula nor a style nor an endless sheet costs more than it holds.
"""

from __future__ import annotations

import difflib
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from paritrana_desktop.domain.errors import N_, Said, Sentence
from paritrana_desktop.exchange.workbook import gate
from paritrana_desktop.exchange.workbook.fault import Findings
from paritrana_desktop.exchange.workbook.row import Heading, Raw, Row
from paritrana_desktop.exchange.workbook.values import normal

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_EMPTY_ROWS = 1000
"""Reading a sheet stops after so many rows without content."""
COMMENT = "#"
"""A row whose first cell begins so is a remark or an example."""
_MOST_COLUMNS = 100
_MOST_TITLE_ROWS = 40
_RESEMBLES = 0.8

# What openpyxl, the zip reader and the XML reader below it raise for a part that is not as it should be.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)

Cells = dict[int, Raw]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a key of a sheet of keys and values."""

    key: str
    names: tuple[str, ...]
    """Indonesian, English, and others that are understood."""
    help: str
    """What the template says of it: an English sentence of the catalogue."""
    example: str = ""
    required: bool = False
    repeats: bool = False
    """Whether a key may stand in several rows."""


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet that is looked for, with all that may stand in it."""

    key: str
    names: tuple[str, ...]
    """Indonesian, English, and others that are understood."""
    help: str
    columns: tuple[Column, ...]
    keys: tuple[Column, ...] = ()
    """For a sheet of keys and values: its keys; `columns` are then the two headers."""
    required: bool = False
    most_rows: int = 5000


def read_sheets(
    untrusted_data: bytes, forms: Sequence[SheetForm], findings: Findings, known_besides: Sequence[str] = ()
) -> dict[str, list[Row]]:
    """The rows of each sheet of `forms` by its key; a sheet of keys and values is one row with a cell per key.

    Sheets in `known_besides` pass in silence; other unknown ones are warned of.

    Raises:
        NotAWorkbook, WorkbookHasPassword, WorkbookTooLarge, WorkbookDefinesEntities, WorkbookDamaged.
    """
    for ignored in gate.look_at(untrusted_data):
        findings.warn("-", None, None, ignored)
    try:
        with warnings.catch_warnings():
            # What openpyxl cannot keep (styles, extensions) is of no interest here.
            warnings.simplefilter("ignore")
            return _Reading(findings).all_sheets(untrusted_data, forms, known_besides)
    except _BROKEN as error:
        raise gate.WorkbookDamaged from error


class _Reading:
    """One pass over one workbook."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def all_sheets(
        self, untrusted_data: bytes, forms: Sequence[SheetForm], known_besides: Sequence[str]
    ) -> dict[str, list[Row]]:
        import openpyxl  # noqa: PLC0415  keeps openpyxl out of the first paint

        book = openpyxl.load_workbook(io.BytesIO(untrusted_data), read_only=True, keep_links=False)
        try:
            self._findings.order = book.sheetnames
            chosen = self._choose(book, forms, known_besides)
            return {
                form.key: self._rows(chosen[form.key], form) if form.key in chosen else self._missing(form)
                for form in forms
            }
        finally:
            book.close()

    def _missing(self, form: SheetForm) -> list[Row]:
        if form.required:
            self._findings.fault(form.names[0], None, None, Sentence(N_("This sheet is missing.")))
        return []

    def _choose(
        self, book: Workbook, forms: Sequence[SheetForm], known_besides: Sequence[str]
    ) -> dict[str, ReadOnlyWorksheet]:
        by_name = {normal(name): form.key for form in forms for name in form.names}
        passed = {normal(name) for name in known_besides}
        chosen: dict[str, ReadOnlyWorksheet] = {}
        for sheet in book.worksheets:
            name = normal(sheet.title)
            key = by_name.get(name)
            if key is None:
                if name not in passed:
                    self._unknown(N_("sheet"), sheet.title, (sheet.title, None, None), by_name)
            elif key in chosen:
                self._findings.fault(
                    sheet.title,
                    None,
                    None,
                    Sentence(N_("This sheet stands twice (also as “{other}”)."), {"other": chosen[key].title}),
                )
            else:
                chosen[key] = sheet
                if sheet.sheet_state != "visible":
                    self._findings.warn(
                        sheet.title, None, None, Sentence(N_("This sheet is hidden; it was read all the same."))
                    )
        return chosen

    def _unknown(
        self, what: str, found: str, place: tuple[str, int | None, str | None], known: Mapping[str, str]
    ) -> None:
        near = difflib.get_close_matches(normal(found), known, n=1, cutoff=_RESEMBLES)
        values: dict[str, Said] = {"what": Sentence(what), "found": found[:60]}
        if near:
            said = N_("The {what} “{found}” is not known but resembles “{near}”. Please correct or remove it.")
            self._findings.fault(*place, Sentence(said, values | {"near": near[0]}))
        else:
            self._findings.warn(*place, Sentence(N_("The {what} “{found}” is not known and was ignored."), values))

    def _rows(self, sheet: ReadOnlyWorksheet, form: SheetForm) -> list[Row]:
        title = sheet.title
        lines = list(self._lines(sheet, form))
        start, columns = self._header(title, form, lines)
        if not columns:
            return []
        lines = [line for line in lines[start:] if not _remark(line)]
        if form.keys:
            return [self._keyed(title, form, columns, lines)]
        key_at = {columns[key].letter: key for key in columns}
        rows = []
        for line in lines:
            cells = {key_at[raw.letter]: raw for raw in line.values() if raw.letter in key_at}
            if cells:
                number = next(iter(cells.values())).row
                rows.append(Row(title, number, cells, columns, self._findings))
        if len(rows) > form.most_rows:
            said = Sentence(N_("There are more than {most} rows from here on."), {"most": form.most_rows})
            self._findings.fault(title, rows[form.most_rows].line, None, said)
            return []
        if form.required and not rows:
            self._findings.fault(title, None, None, Sentence(N_("This sheet has no rows.")))
        return rows

    def _lines(self, sheet: ReadOnlyWorksheet, form: SheetForm) -> Iterator[Cells]:
        """The rows that hold anything, until enough or too many empty ones were seen."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415  as above

        letters = [get_column_letter(column) for column in range(1, _MOST_COLUMNS + 1)]
        # The size that a sheet claims need not be true.
        sheet.reset_dimensions()
        empty = held = 0
        for line in cast("Any", sheet).iter_rows(max_col=_MOST_COLUMNS):
            cells: Cells = {}
            for cell in line:
                value = cell.value
                if value is None or (isinstance(value, str) and not value.strip()):
                    continue
                shown_as = cell.number_format if isinstance(value, int | float) else ""
                cells[cell.column] = Raw(value, cell.data_type, shown_as or "", cell.row, letters[cell.column - 1])
            if cells:
                empty, held = 0, held + 1
                yield cells
            else:
                empty += 1
            if empty > MOST_EMPTY_ROWS:
                said = Sentence(N_("Nothing was read below {count} empty rows."), {"count": MOST_EMPTY_ROWS})
                self._findings.warn(sheet.title, None, None, said)
                return
            if held > form.most_rows + _MOST_TITLE_ROWS:
                return

    def _header(self, title: str, form: SheetForm, lines: Sequence[Cells]) -> tuple[int, dict[str, Heading]]:
        """The first line after the header, and where the known columns stand; none if no line looks like a header."""
        by_name = {normal(name): column.key for column in form.columns for name in column.names}
        scores = [
            len({by_name[name] for name in map(_word, line.values()) if name in by_name})
            for line in lines[:_MOST_TITLE_ROWS]
        ]
        best = max(scores, default=0)
        if best < min(2, len(form.columns)):
            expected = ", ".join(column.names[0] for column in form.columns if column.required)
            said = Sentence(N_("No header row was found. Expected columns: {columns}."), {"columns": expected})
            self._findings.fault(title, None, None, said)
            return 0, {}
        index = scores.index(best)
        columns: dict[str, Heading] = {}
        for raw in lines[index].values():
            key = by_name.get(_word(raw))
            if key is None:
                self._unknown(N_("column"), str(raw.value), (title, raw.row, raw.letter), by_name)
            elif key in columns:
                said = Sentence(N_("The column “{column}” stands twice."), {"column": str(raw.value)[:60]})
                self._findings.fault(title, raw.row, raw.letter, said)
            else:
                columns[key] = Heading(raw.letter, str(raw.value)[:60])
        for column in form.columns:
            if column.required and column.key not in columns:
                said = Sentence(N_("The column “{column}” is missing."), {"column": column.names[0]})
                self._findings.fault(title, None, None, said)
        return index + 1, columns

    def _keyed(self, title: str, form: SheetForm, columns: Mapping[str, Heading], lines: Sequence[Cells]) -> Row:
        """A sheet of keys and values as one row with a cell per key; `basis`, `basis 2`, … for a key that repeats."""
        by_name = {normal(name): column for column in form.keys for name in column.names}
        keys = {name: column.key for name, column in by_name.items()}
        cells: dict[str, Raw] = {}
        headings = {
            column.key: Heading(columns["value"].letter if "value" in columns else "", column.names[0])
            for column in form.keys
        }
        for line in lines:
            at = {raw.letter: raw for raw in line.values()}
            named = at.get(columns["key"].letter) if "key" in columns else None
            value = at.get(columns["value"].letter) if "value" in columns else None
            if named is None:
                continue
            column = by_name.get(_word(named))
            if column is not None:
                headings[column.key] = headings[column.key]._replace(row=named.row)
            if column is None:
                self._unknown(N_("key"), str(named.value), (title, named.row, named.letter), keys)
            elif value is not None and column.repeats:
                count = sum(key.split(" ")[0] == column.key for key in cells)
                cells[f"{column.key} {count + 1}" if count else column.key] = value
            elif column.key in cells:
                said = Sentence(N_("The key “{key}” stands twice."), {"key": str(named.value)[:60]})
                self._findings.fault(title, named.row, named.letter, said)
            elif value is not None:
                cells[column.key] = value
        return Row(title, None, cells, headings, self._findings)


def _word(raw: Raw) -> str:
    return normal(raw.value) if isinstance(raw.value, str) and raw.kind != "f" else ""


def _remark(line: Cells) -> bool:
    first = line[min(line)].value
    return isinstance(first, str) and first.lstrip().startswith(COMMENT)
