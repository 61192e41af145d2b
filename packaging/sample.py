"""Make the sample event under `resources/sample/`: event workbook, marks of all jurors, acts of the plenary.

Run it after a change in `sample_event.py` or `sample_marks.py`; what it writes is committed and shipped.
"""

from __future__ import annotations

import json
from pathlib import Path

import sample_event
import sample_marks
from paritrana_desktop.exchange.workbook.event import read_event
from paritrana_desktop.exchange.workbook.writing import make_header, new_book, put_row, saved, set_widths

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sample"
_TITLES = 2


def event_workbook() -> bytes:
    """The sample's event workbook, with the caption over every header."""
    return _workbook(sample_event.SHEETS)


def marks_workbook(untrusted_event: bytes) -> bytes:
    """The marks of all jurors for the event in `untrusted_event`."""
    event = read_event(untrusted_event)
    assert event.plan is not None, [str(fault.located()) for fault in event.faults]
    return _workbook({"Nilai": [sample_marks.HEADER, *sample_marks.marks(event.plan)]})


def acts() -> bytes:
    """What the plenary does, as `decide --acts` takes it."""
    return json.dumps(sample_event.ACTS, ensure_ascii=False, indent=2).encode() + b"\n"


def _workbook(tables: dict[str, sample_event.Table]) -> bytes:
    book = new_book()
    for name, table in tables.items():
        sheet = book.create_sheet(name)
        put_row(sheet, 1, [sample_event.CAPTION])
        for row, values in enumerate(table, start=_TITLES + 1):
            put_row(sheet, row, values)
        make_header(sheet, _TITLES + 1)
        set_widths(sheet)
    return saved(book)


def main() -> None:
    """Write the three files and say so."""
    event = event_workbook()
    for name, content in (("acara.xlsx", event), ("nilai.xlsx", marks_workbook(event)), ("acts.json", acts())):
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(content)
        print(FOLDER / name)


if __name__ == "__main__":
    main()
