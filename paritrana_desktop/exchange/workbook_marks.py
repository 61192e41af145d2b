"""A marks workbook to marks, each parsed by the scale of its criterion; all faults at once with their addresses."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import DoesNotFit, from_plain
from paritrana_desktop.exchange import workbook_forms as forms
from paritrana_desktop.exchange.workbook_fault import Findings, WorkbookFault, fault_from_plain
from paritrana_desktop.exchange.workbook_sheet import read_sheets


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One mark with the juror whom the row names and the row's number."""

    juror: str
    mark: Mark
    row: int


@dataclass(frozen=True, slots=True)
class MarksWorkbook:
    """What a marks workbook says; `rows` is empty if there are faults."""

    rows: tuple[MarkRow, ...]
    faults: tuple[WorkbookFault, ...]
    warnings: tuple[WorkbookFault, ...]


def read_marks(untrusted_data: bytes, plan: Plan, juror: str | None = None) -> MarksWorkbook:
    """The marks in a workbook under `plan`, of one `juror` if given (other rows are then not looked at).

    Raises:
        NotAWorkbook, WorkbookHasPassword, WorkbookTooLarge, WorkbookDefinesEntities, WorkbookDamaged: if the file
            as a whole cannot be read. Everything else that is wrong is in `faults`.
    """
    findings = Findings()
    rows = read_sheets(untrusted_data, (forms.MARKS,), findings, forms.GUIDE)
    del rows, plan, juror
    return MarksWorkbook((), findings.all_faults(), findings.all_warnings())


def marks_from_plain(untrusted_value: Plain) -> MarksWorkbook:
    """The result that `schema.to_plain` made plain for the way out of the reading child.

    Raises:
        DoesNotFit: if it is anything else.
    """
    if not isinstance(untrusted_value, dict) or untrusted_value.keys() != {"rows", "faults", "warnings"}:
        raise DoesNotFit(place="MarksWorkbook")
    rows, faults, warnings = (untrusted_value[name] for name in ("rows", "faults", "warnings"))
    if not isinstance(rows, list) or not isinstance(faults, list) or not isinstance(warnings, list):
        raise DoesNotFit(place="MarksWorkbook")
    return MarksWorkbook(
        tuple(from_plain(MarkRow, entry) for entry in rows),
        tuple(map(fault_from_plain, faults)),
        tuple(map(fault_from_plain, warnings)),
    )
