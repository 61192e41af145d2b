"""A juror's part of a workspace: marks, private notes, and the place to go on from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import RowMapping, select
from sqlalchemy.dialects.sqlite import insert

from paritrana_desktop.domain.ballot import Mark, MarkState
from paritrana_desktop.domain.plan import CategoryCode, Cell, CriterionCode, NomineeId, Number
from paritrana_desktop.storage import tables
from paritrana_desktop.storage.session import Session


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """What a cell held from `at` on; None: it was cleared."""

    mark: Mark | None
    at: str


_APPEND = tables.mark.insert()
_ALL = select(tables.mark).order_by(tables.mark.c.seq)
_note = insert(tables.private_note)
_PUT_NOTE = _note.on_conflict_do_update(set_={"note": _note.excluded.note})
_place = insert(tables.place)
_PUT_PLACE = _place.on_conflict_do_update(set_={"value": _place.excluded.value})


class Sheet(Session):
    """What a juror types: marks are appended, notes and places replaced."""

    def append_mark(self, mark: Mark | Cell, at: str) -> None:
        """Save `mark`, or that the cell is blank again; it is on the disk when this returns."""
        cell, value = (mark.cell, mark) if isinstance(mark, Mark) else (mark, None)
        self._write(
            _APPEND,
            {
                "category": cell.category,
                "nominee": cell.number,
                "criterion": cell.criterion,
                "u": value.u if value else None,
                "state": str(value.state) if value else tables.BLANK,
                "comment": value.comment if value else "",
                "evidence": value.evidence if value else "",
                "at": at,
            },
        )

    def load_marks(self) -> dict[Cell, Mark]:
        """The mark that each cell holds now; cleared cells are not in it."""
        marks: dict[Cell, Mark] = {}
        for row in self._read(_ALL):
            entry = _entry(row)
            if entry.mark:
                marks[_cell(row)] = entry.mark
            else:
                marks.pop(_cell(row), None)
        return marks

    def mark_history(self, cell: Cell) -> tuple[MarkEntry, ...]:
        """All that `cell` ever held, oldest first."""
        column = tables.mark.c
        of_cell = (
            column.category == cell.category,
            column.nominee == cell.number,
            column.criterion == cell.criterion,
        )
        return tuple(_entry(row) for row in self._read(_ALL.where(*of_cell)))

    def save_private_note(self, nominee: NomineeId, note: str) -> None:
        """Keep the juror's own note on `nominee`; it never enters a ballot."""
        self._write(_PUT_NOTE, {"category": nominee.category, "nominee": nominee.number, "note": note})

    def load_private_notes(self) -> dict[NomineeId, str]:
        """The juror's own notes."""
        rows = self._read(select(tables.private_note))
        return {NomineeId(CategoryCode(row["category"]), Number(row["nominee"])): row["note"] for row in rows}

    def save_place(self, name: str, value: str) -> None:
        """Remember where `name` (a page, a form) was left."""
        self._write(_PUT_PLACE, {"name": name, "value": value})

    def load_places(self) -> Mapping[str, str]:
        """Where things were left, by name."""
        return {row["name"]: row["value"] for row in self._read(select(tables.place))}


def _cell(row: RowMapping) -> Cell:
    return Cell(CategoryCode(row["category"]), Number(row["nominee"]), CriterionCode(row["criterion"]))


def _entry(row: RowMapping) -> MarkEntry:
    if row["state"] == tables.BLANK:
        return MarkEntry(None, row["at"])
    state = MarkState(row["state"])
    return MarkEntry(
        Mark(row["category"], row["nominee"], row["criterion"], row["u"], state, row["comment"], row["evidence"]),
        row["at"],
    )
