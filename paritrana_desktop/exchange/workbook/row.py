"""One row of a foreign sheet, read only as what its cells must be; what cannot be read so becomes a fault."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

from paritrana_desktop.domain.errors import N_, Said, Sentence
from paritrana_desktop.domain.plan import CODE_PATTERN
from paritrana_desktop.exchange.workbook.fault import Findings
from paritrana_desktop.exchange.workbook.values import (
    Unreadable,
    clean,
    date_text,
    exact_text,
    normal,
    number_from_cell,
    number_from_text,
    plain_number,
)

T = TypeVar("T")

MOST_TEXT = 2000
ALL = "*"
_YEARS = range(1900, 3000)
YES_NO = {"ya": True, "yes": True, "y": True, "true": True, "tidak": False, "no": False, "t": False, "false": False}


class Raw(NamedTuple):
    """A cell as it came: value, openpyxl's letter for its type, number format, address."""

    value: Any
    kind: str
    shown_as: str
    row: int
    letter: str


class Heading(NamedTuple):
    """Where a known column stands and what it is called there."""

    letter: str
    title: str
    row: int | None = None
    """Of a key: the row in which it stands."""


class Row:
    """One row of a sheet; each method reads a cell as what it must be, or notes a fault and gives the fallback."""

    def __init__(
        self,
        sheet: str,
        number: int | None,
        cells: Mapping[str, Raw],
        columns: Mapping[str, Heading],
        findings: Findings,
    ) -> None:
        """Keep the cells that hold something, by key; `columns` tells where each column of the sheet stands."""
        self.sheet = sheet
        self.line = number
        self._cells = cells
        self._columns = columns
        self._findings = findings

    def fault(self, key: str | None, sentence: str, /, **values: Said) -> None:
        """Note a fault in the cell under `key` (None: in the whole row)."""
        self._findings.fault(self.sheet, *self._address(key), Sentence(sentence, values))

    def warn(self, key: str | None, sentence: str, /, **values: Said) -> None:
        """Note something odd in the cell under `key` (None: in the whole row)."""
        self._findings.warn(self.sheet, *self._address(key), Sentence(sentence, values))

    def _address(self, key: str | None) -> tuple[int | None, str | None]:
        if key is not None and key in self._cells:
            return self._cells[key].row, self._cells[key].letter
        heading = self._columns.get(key or "")
        line = self.line if heading is None or heading.row is None else heading.row
        return line, None if heading is None or line is None else heading.letter

    def has(self, key: str) -> bool:
        """Whether the cell under `key` holds anything."""
        return key in self._cells

    def raw(self, key: str) -> Raw | None:
        """The cell under `key` if it holds a value of its own; a formula or an error is a fault."""
        cell = self._cells.get(key)
        if cell is None:
            return None
        if cell.kind == "f":
            self.fault(key, N_("This cell holds a formula. Please put its value in its place (paste as values)."))
            return None
        if cell.kind == "e":
            self.fault(key, N_("This cell shows an error ({text}). Please correct it."), text=str(cell.value)[:20])
            return None
        return cell

    def text(self, key: str, most: int = MOST_TEXT) -> str:
        """The text of a cell, clean; numbers and days as people write them; empty if there is none."""
        cell = self.raw(key)
        if cell is None:
            return ""
        try:
            text = _as_text(cell)
        except Unreadable as problem:
            self.fault(key, problem.said.text, **problem.said.values)
            return ""
        if len(text) > most:
            self.fault(key, N_("This text has {length} characters; at most {most} fit."), length=len(text), most=most)
            return ""
        return text

    def needed(self, key: str, most: int = MOST_TEXT) -> str:
        """Like `text`, but an empty cell is a fault; a column missing altogether is one of the sheet, not of each row."""
        if self.has(key):
            return self.text(key, most)
        if key in self._columns:
            self.fault(key, N_("“{column}” is empty."), column=self._columns[key].title)
        return ""

    def code(self, key: str) -> str:
        """A code such as `KK` or `03`, in capitals; a fault and empty if there is none or it has another shape."""
        code = self.needed(key).upper()
        if code and not re.fullmatch(CODE_PATTERN, code):
            self.fault(
                key,
                N_(
                    "“{text}” cannot be a code. Codes have up to 16 capitals, digits, dots and dashes, such as KK or 03."
                ),
                text=code[:40],
            )
            return ""
        return code

    def codes(self, key: str) -> tuple[str, ...] | None:
        """Codes by comma; None for `*` or an empty cell: all."""
        text = self.text(key).upper()
        parts = tuple(dict.fromkeys(part.strip() for part in re.split("[,;]", text) if part.strip()))
        if not parts or ALL in parts:
            return None
        for part in parts:
            if not re.fullmatch(CODE_PATTERN, part):
                self.fault(key, N_("“{text}” cannot be a code."), text=part[:40])
        return parts

    def number(self, key: str) -> Fraction | None:
        """The exact number of a cell; None if it is empty, or with a fault if it is no number."""
        cell = self.raw(key)
        if cell is None:
            return None
        try:
            return _as_number(cell)
        except Unreadable as problem:
            self.fault(key, problem.said.text, **problem.said.values)
            return None

    def exact(self, key: str) -> str | None:
        """The exact number of a cell in its one text form."""
        value = self.number(key)
        return None if value is None else exact_text(value)

    def whole(self, key: str, least: int, most: int) -> int | None:
        """A whole number within limits; None if the cell is empty, or with a fault if it is anything else."""
        value = self.number(key)
        if value is None:
            return None
        if value.denominator != 1 or not least <= value <= most:
            self.fault(
                key,
                N_("{number} cannot stand here; a whole number from {least} to {most} is needed."),
                number=plain_number(value),
                least=least,
                most=most,
            )
            return None
        return int(value)

    def hundredths(self, key: str, most: int = 1_000_000_000) -> int | None:
        """A number from 0 with at most two decimals, in hundredths; None if empty, or with a fault."""
        value = self.number(key)
        if value is None:
            return None
        scaled = value * 100
        if scaled.denominator != 1 or not 0 <= scaled <= most:
            self.fault(
                key,
                N_("{number} cannot stand here; a number from 0 to {most} with at most two decimals is needed."),
                number=plain_number(value),
                most=most // 100,
            )
            return None
        return int(scaled)

    def choice(self, key: str, choices: Mapping[str, T], fallback: T) -> T:
        """What the word in a cell stands for; `fallback` if empty, or with a fault that names the choices."""
        cell = self._cells.get(key)
        word = str(cell.value).casefold() if cell is not None and cell.kind == "b" else normal(self.text(key))
        if not word:
            return fallback
        if word not in choices:
            self.fault(
                key,
                N_("“{text}” is not known here. Possible: {choices}."),
                text=word[:40],
                choices=", ".join(_first_names(choices)),
            )
            return fallback
        return choices[word]

    def yes(self, key: str, fallback: bool) -> bool:
        """`ya` or `tidak`."""
        return self.choice(key, YES_NO, fallback)

    def date(self, key: str) -> str:
        """A day as `2025-08-27`, or other words as they are; a bare number that is no year is a fault."""
        cell = self.raw(key)
        if cell is None:
            return ""
        if isinstance(cell.value, int | float) and cell.value not in _YEARS:
            self.fault(
                key, N_("This is a number, not a date. Please format the cell as a date or write the month in words.")
            )
            return ""
        try:
            return date_text(self.text(key))
        except Unreadable as problem:
            self.fault(key, problem.said.text, **problem.said.values)
            return ""


def _first_names(choices: Mapping[str, T]) -> Iterator[str]:
    seen: list[T] = []
    for word, meaning in choices.items():
        if meaning not in seen:
            seen.append(meaning)
            yield word


def _as_text(cell: Raw) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        if "%" in cell.shown_as:
            raise Unreadable(N_("This cell is formatted as a percentage. Please type the number itself, without %."))
        number = number_from_cell(value)
        # A nominee 3 shown as 03 is meant as 03.
        if re.fullmatch("0+", cell.shown_as) and number.denominator == 1 and number >= 0:
            return str(int(number)).zfill(len(cell.shown_as))
        return plain_number(number)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise Unreadable(N_("This cell holds neither text nor a number. Please type it again."))
    return clean(value)


def _as_number(cell: Raw) -> Fraction:
    if isinstance(cell.value, bool | datetime.date | datetime.time | datetime.timedelta):
        raise Unreadable(N_("This cell holds no number but a date or ya/tidak. Please type the number as text."))
    text = _as_text(cell)
    if isinstance(cell.value, int | float):
        return number_from_cell(cell.value)
    return number_from_text(text)
