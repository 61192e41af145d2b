"""A small spreadsheet for tests: it recomputes the formulas of a workbook exactly, as somebody else's program would.

It knows only the few functions that the recap uses, keeps numbers as fractions, and fails on anything else.
"""

from __future__ import annotations

import io
import statistics
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import range_boundaries

from paritrana_desktop.domain.rounding import rounded

Value = Any
"""A number, a text, a truth value, None for an empty cell, or a list of these for a range."""

_ORDER: tuple[tuple[str, ...], ...] = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"))
_INFIX: dict[str, Callable[[Value, Value], Value]] = {
    "=": lambda one, other: one == other,
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    "&": lambda one, other: f"{one}{other}",
    "+": lambda one, other: _number(one) + _number(other),
    "-": lambda one, other: _number(one) - _number(other),
    "*": lambda one, other: _number(one) * _number(other),
    "/": lambda one, other: _number(one) / _number(other),
}


def _number(value: Value) -> Fraction:
    if value is None:
        return Fraction(0)
    assert isinstance(value, int | Fraction), f"#VALUE! {value!r}"
    return Fraction(value)


def _numbers(arguments: list[Value]) -> list[Fraction]:
    """The numbers among arguments and ranges; texts and empty cells in ranges are passed over, as spreadsheets do."""
    found: list[Fraction] = []
    for argument in arguments:
        for value in argument if isinstance(argument, list) else [argument]:
            if isinstance(value, Fraction | int):
                found.append(Fraction(value))
            else:
                assert isinstance(argument, list), f"#VALUE! {value!r}"
    return found


def _count_if(cells: list[Value], criterion: Value) -> Fraction:
    text = str(criterion)
    operator = next((sign for sign in (">", "<") if text.startswith(sign)), "=")
    wanted = Fraction(text.removeprefix(operator))
    return Fraction(sum(_INFIX[operator](value, wanted) for value in _numbers([cells])))


_FUNCTIONS: dict[str, Callable[[list[Value]], Value]] = {
    "SUM": lambda arguments: sum(_numbers(arguments), Fraction(0)),
    "AVERAGE": lambda arguments: statistics.mean(_numbers(arguments)),
    "MEDIAN": lambda arguments: statistics.median(_numbers(arguments)),
    "MAX": lambda arguments: max(_numbers(arguments)),
    "MIN": lambda arguments: min(_numbers(arguments)),
    "COUNT": lambda arguments: Fraction(len(_numbers(arguments))),
    "COUNTIF": lambda arguments: _count_if(*arguments),
    "ROUND": lambda arguments: rounded(_number(arguments[0]), int(arguments[1])),
    "IF": lambda arguments: arguments[1] if arguments[0] else arguments[2],
}


class Spreadsheet:
    """A workbook whose cells can be asked for what they come to."""

    def __init__(self, workbook: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(workbook))
        self._known: dict[tuple[str, int, int], Value] = {}

    def value(self, sheet: str, row: int, column: int) -> Value:
        key = (sheet, row, column)
        if key not in self._known:
            cell = self.book[sheet].cell(row, column)
            value: Value = cell.value
            if cell.data_type == "f":
                value = _Formula(self, sheet, str(value)).value()
            elif isinstance(value, int | float):
                value = Fraction(repr(value))
            self._known[key] = value
        return self._known[key]

    def range(self, sheet: str, address: str) -> Value:
        if "!" in address:
            name, address = address.rsplit("!", 1)
            sheet = name.strip("'")
        left, top, right, bottom = (bound or 0 for bound in range_boundaries(address.replace("$", "")))
        assert all((left, top, right, bottom)), address
        cells = [self.value(sheet, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return cells if ":" in address else cells[0]


class _Formula:
    """One formula read from left to right."""

    def __init__(self, spreadsheet: Spreadsheet, sheet: str, formula: str) -> None:
        self._spreadsheet = spreadsheet
        self._sheet = sheet
        self._tokens = [token for token in Tokenizer(formula).items if token.type != Token.WSPACE]
        self._at = 0

    def value(self) -> Value:
        value = self._infix(0)
        assert self._at == len(self._tokens), self._tokens[self._at].value
        return value

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _infix(self, level: int) -> Value:
        if level == len(_ORDER):
            return self._operand()
        value = self._infix(level + 1)
        while (token := self._next()) is not None and token.type == Token.OP_IN and token.value in _ORDER[level]:
            self._at += 1
            value = _INFIX[token.value](value, self._infix(level + 1))
        return value

    def _operand(self) -> Value:
        token = self._tokens[self._at]
        self._at += 1
        if token.type == Token.OP_PRE:
            return -_number(self._operand())
        if token.type == Token.FUNC:
            return _FUNCTIONS[token.value.rstrip("(")](self._arguments())
        if token.type == Token.PAREN:
            value = self._infix(0)
            self._at += 1
            return value
        assert token.type == Token.OPERAND, token.value
        if token.subtype == Token.NUMBER:
            return Fraction(token.value)
        if token.subtype == Token.TEXT:
            return token.value[1:-1]
        return self._spreadsheet.range(self._sheet, token.value)

    def _arguments(self) -> list[Value]:
        arguments = [self._infix(0)]
        while self._tokens[self._at].type == Token.SEP:
            self._at += 1
            arguments.append(self._infix(0))
        self._at += 1
        return arguments
