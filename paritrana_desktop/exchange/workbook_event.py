"""An event workbook to a plan: all faults at once, each with its sheet, row and column, or a plan that fits its schema."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import DoesNotFit, from_plain
from paritrana_desktop.exchange import workbook_forms as forms
from paritrana_desktop.exchange.workbook_fault import Findings, WorkbookFault, fault_from_plain
from paritrana_desktop.exchange.workbook_sheet import read_sheets


@dataclass(frozen=True, slots=True)
class Contact:
    """How a member of the panel is called by phone; stays in the workspace."""

    juror: str
    phone: str


@dataclass(frozen=True, slots=True)
class EventWorkbook:
    """What an event workbook says: a plan and no faults, or faults and no plan."""

    plan: Plan | None
    contacts: tuple[Contact, ...]
    faults: tuple[WorkbookFault, ...]
    warnings: tuple[WorkbookFault, ...]


def read_event(untrusted_data: bytes) -> EventWorkbook:
    """The event that a workbook describes; for the limited child, since the bytes come from outside.

    Raises:
        NotAWorkbook, WorkbookHasPassword, WorkbookTooLarge, WorkbookDefinesEntities, WorkbookDamaged: if the file
            as a whole cannot be read. Everything else that is wrong is in `faults`.
    """
    findings = Findings()
    rows = read_sheets(untrusted_data, forms.EVENT, findings, forms.GUIDE)
    del rows
    return EventWorkbook(None, (), findings.all_faults(), findings.all_warnings())


def event_from_plain(untrusted_value: Plain) -> EventWorkbook:
    """The result that `schema.to_plain` made plain for the way out of the reading child.

    Raises:
        DoesNotFit: if it is anything else.
    """
    names = {"plan", "contacts", "faults", "warnings"}
    if not isinstance(untrusted_value, dict) or untrusted_value.keys() != names:
        raise DoesNotFit(place="EventWorkbook")
    plan, contacts, faults, warnings = (untrusted_value[name] for name in ("plan", "contacts", "faults", "warnings"))
    if not isinstance(contacts, list) or not isinstance(faults, list) or not isinstance(warnings, list):
        raise DoesNotFit(place="EventWorkbook")
    return EventWorkbook(
        None if plan is None else from_plain(Plan, plan),
        tuple(from_plain(Contact, entry) for entry in contacts),
        tuple(map(fault_from_plain, faults)),
        tuple(map(fault_from_plain, warnings)),
    )
