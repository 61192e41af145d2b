"""What is wrong or odd in a workbook, with its address: collected, never thrown one at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.errors import N_, Said, Sentence
from paritrana_desktop.domain.schema import DoesNotFit

MOST_FAULTS = 500
"""Beyond these a list helps nobody; the rest is counted in one last entry."""
_NESTED = 4


@dataclass(frozen=True, slots=True)
class WorkbookFault:
    """A fault or warning; `row` counts from 1, `column` is its letter, each None where it concerns more than that."""

    sheet: str
    row: int | None
    column: str | None
    said: Sentence

    def located(self) -> Sentence:
        """The whole sentence with sheet, row and column, as far as known."""
        values: dict[str, Said] = {"sheet": self.sheet, "said": self.said}
        if self.row is None:
            return Sentence(N_("Sheet “{sheet}”: {said}"), values)
        if self.column is None:
            return Sentence(N_("Sheet “{sheet}”, row {row}: {said}"), values | {"row": self.row})
        text = N_("Sheet “{sheet}”, row {row}, column {column}: {said}")
        return Sentence(text, values | {"row": self.row, "column": self.column})


@dataclass(slots=True)
class Findings:
    """The list being collected while a workbook is read."""

    order: list[str] = field(default_factory=list)
    """Names of the sheets as they stand in the workbook."""
    faults: list[WorkbookFault] = field(default_factory=list)
    warnings: list[WorkbookFault] = field(default_factory=list)

    def fault(self, sheet: str, row: int | None, column: str | None, said: Sentence) -> None:
        """Note something that keeps the workbook from being used."""
        self.faults.append(WorkbookFault(sheet, row, column, said))

    def warn(self, sheet: str, row: int | None, column: str | None, said: Sentence) -> None:
        """Note something odd that the workbook can be used with."""
        self.warnings.append(WorkbookFault(sheet, row, column, said))

    def all_faults(self) -> tuple[WorkbookFault, ...]:
        """All faults in the order of the workbook."""
        return self._ordered(self.faults)

    def all_warnings(self) -> tuple[WorkbookFault, ...]:
        """All warnings in the order of the workbook."""
        return self._ordered(self.warnings)

    def _ordered(self, found: list[WorkbookFault]) -> tuple[WorkbookFault, ...]:
        # A row copied into several categories may be found wrong once for each.
        once = list({(fault.sheet, fault.row, fault.column, str(fault.said)): fault for fault in found}.values())
        sheets = list(dict.fromkeys([*self.order, *(fault.sheet for fault in once)]))
        once.sort(key=lambda fault: (sheets.index(fault.sheet), fault.row or 0, _column(fault)))
        if len(once) > MOST_FAULTS:
            rest = Sentence(N_("{count} more faults are not listed."), {"count": len(once) - MOST_FAULTS})
            return (*once[:MOST_FAULTS], WorkbookFault(once[MOST_FAULTS].sheet, None, None, rest))
        return tuple(once)


def _column(fault: WorkbookFault) -> tuple[int, str]:
    column = fault.column or ""
    return len(column), column


def fault_from_plain(untrusted_value: Plain) -> WorkbookFault:
    """The fault that `schema.to_plain` made plain for the way out of the reading child.

    Raises:
        DoesNotFit: if it is anything else.
    """
    if not isinstance(untrusted_value, dict) or untrusted_value.keys() != {"sheet", "row", "column", "said"}:
        raise DoesNotFit(place="WorkbookFault")
    sheet, row, column = untrusted_value["sheet"], untrusted_value["row"], untrusted_value["column"]
    known = isinstance(sheet, str) and isinstance(row, int | None) and isinstance(column, str | None)
    if not known:
        raise DoesNotFit(place="WorkbookFault")
    return WorkbookFault(
        cast("str", sheet), cast("int | None", row), cast("str | None", column), _sentence(untrusted_value["said"])
    )


def _sentence(untrusted_value: Plain, depth: int = 0) -> Sentence:
    if not isinstance(untrusted_value, dict) or untrusted_value.keys() != {"text", "values"} or depth > _NESTED:
        raise DoesNotFit(place="Sentence")
    text, values = untrusted_value["text"], untrusted_value["values"]
    if not isinstance(text, str) or not isinstance(values, dict):
        raise DoesNotFit(place="Sentence.text")
    said: dict[str, Said] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            said[name] = _sentence(value, depth + 1)
        elif isinstance(value, str | int):
            said[name] = value
        else:
            raise DoesNotFit(place="Sentence.values")
    return Sentence(text, said)
