"""The secretariat before the first mark: template, new, issue."""

from __future__ import annotations

import argparse
from pathlib import Path

from paritrana_desktop.cli.context import Context, Outcome, fault_line
from paritrana_desktop.exchange.workbook.fault import WorkbookFault
from paritrana_desktop.services import keys, preparation
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.services.preparation import IssuedPackage, WorkbookHasFaults
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.files import make_folder, read_file, refuse_existing, write_file
from paritrana_desktop.storage.store import Kind, Store

WORKBOOK_LIMIT = 64 * 1024 * 1024


def template(_context: Context, options: argparse.Namespace) -> Outcome:
    """Write the empty event workbook."""
    from paritrana_desktop.exchange.workbook import template as workbook_template  # noqa: PLC0415  openpyxl is slow to load

    refuse_existing(options.out)
    write_file(options.out, workbook_template.template())
    return Outcome({"template": str(options.out)}, (str(options.out),))


def new(context: Context, options: argparse.Namespace) -> Outcome:
    """Make a workspace from an event workbook; all faults are named at once."""
    refuse_existing(options.out)
    untrusted = read_file(options.workbook, WORKBOOK_LIMIT)
    with Reader() as reader:
        read = reader.event_workbook(untrusted)
    if read.faults or read.plan is None:
        raise WorkbookHasFaults(read.faults)
    key = keys.create_event_key(context.home, read.plan.occasion.name, context.ask(keys.SecretKind.NEW_PASSPHRASE))
    with Store.create(options.out, Kind.SECRETARIAT, context.clock().isoformat()) as store:
        desk = Desk(store, key, context.clock, context.random)
        preparation.found(desk, read)
    warnings = [fault_form(fault) for fault in read.warnings]
    value = {"workspace": str(options.out), "plan": read.plan.digest(), "event": key.digest, "warnings": warnings}
    return Outcome(value, (str(options.out), *(fault_line(fault) for fault in read.warnings)))


def issue(context: Context, options: argparse.Namespace) -> Outcome:
    """Write a package and a letter for each juror."""
    make_folder(options.out)
    with context.secretariat(options.event) as desk:
        packages = preparation.issue(desk)
    written = [_write_package(options.out, issued) for issued in packages]
    lines = tuple(f"{entry['juror']}  {entry['package']}  {entry['letter']}" for entry in written)
    return Outcome({"packages": written}, lines)


def _write_package(folder: Path, issued: IssuedPackage) -> dict[str, str]:
    package, letter = folder / issued.package_name, folder / issued.letter_name
    write_file(package, issued.package)
    write_file(letter, issued.letter)
    return {"juror": issued.juror, "package": str(package), "letter": str(letter), "code": issued.code}


def fault_form(fault: WorkbookFault) -> dict[str, object]:
    """A fault for scripts."""
    return {"sheet": fault.sheet, "row": fault.row, "column": fault.column, "text": str(fault.said)}
