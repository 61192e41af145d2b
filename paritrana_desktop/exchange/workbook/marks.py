"""A marks workbook to marks, each parsed by the scale of its criterion; all faults at once with their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paritrana_desktop.domain.ballot import Mark, MarkState, NotAMark, check_mark, parse_mark
from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.errors import N_, Refusal, Sentence
from paritrana_desktop.domain.plan import Cell, Plan, Scale
from paritrana_desktop.domain.schema import DoesNotFit, from_plain
from paritrana_desktop.exchange.workbook import forms
from paritrana_desktop.exchange.workbook.fault import Findings, WorkbookFault, fault_from_plain
from paritrana_desktop.exchange.workbook.row import Row
from paritrana_desktop.exchange.workbook.sheet import read_sheets
from paritrana_desktop.exchange.workbook.values import plain_number

_STATES = {
    "berhalangan": MarkState.ABSENT,
    "absent": MarkState.ABSENT,
    "tidak berlaku": MarkState.NOT_APPLICABLE,
    "not applicable": MarkState.NOT_APPLICABLE,
}


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

    A row with neither mark nor state is a blank and gives no mark.

    Raises:
        NotAWorkbook, WorkbookHasPassword, WorkbookTooLarge, WorkbookDefinesEntities, WorkbookDamaged: if the file
            as a whole cannot be read. Everything else that is wrong is in `faults`.
    """
    findings = Findings()
    rows = read_sheets(untrusted_data, (forms.MARKS,), findings, (*forms.GUIDE, *_NAMES_OF_EVENT_SHEETS))[
        forms.MARKS.key
    ]
    if juror is not None:
        rows = [row for row in rows if row.text("juror").upper() == juror]
    marks = _Marking(plan).marks(rows)
    blanks = len(rows) - len(marks)
    faults = findings.all_faults()
    if faults:
        return MarksWorkbook((), faults, findings.all_warnings())
    if blanks:
        said = Sentence(N_("{count} rows have neither a mark nor a state; they stay blank."), {"count": blanks})
        findings.warn(forms.MARKS.names[0], None, None, said)
    return MarksWorkbook(tuple(marks), (), findings.all_warnings())


_NAMES_OF_EVENT_SHEETS = tuple(name for form in forms.EVENT for name in form.names)


class _Marking:
    """Rows to marks under one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._scales = {
            (category.code, leaf.code): (leaf.stage, leaf.scale)
            for category in plan.categories
            for leaf in category.judged()
        }
        self._jurors = {member.code for member in plan.jurors}
        self._asked: dict[tuple[str, str, str], frozenset[Cell]] = {}
        self._seen: dict[tuple[str, Cell], int] = {}

    def marks(self, rows: Sequence[Row]) -> list[MarkRow]:
        found = []
        for row in rows:
            marked = self._mark(row)
            if marked is not None:
                found.append(marked)
        return found

    def _mark(self, row: Row) -> MarkRow | None:
        juror, category = row.code("juror"), row.code("category")
        number, criterion = row.code("number"), row.code("criterion")
        if not (juror and category and number and criterion):
            return None
        if juror not in self._jurors:
            row.fault("juror", N_("There is no member {code} in the panel."), code=juror)
            return None
        if (category, criterion) not in self._scales:
            row.fault("criterion", N_("{category} has no judged criterion {code}."), category=category, code=criterion)
            return None
        stage, scale = self._scales[category, criterion]
        mark = Mark(category, number, criterion, None, MarkState.ABSENT)
        if mark.cell not in self._cells(juror, stage, category):
            row.fault(
                "number",
                N_("No mark is asked of {juror} for {category}-{number}."),
                juror=juror,
                category=category,
                number=number,
            )
            return None
        line = row.line or 0
        if (juror, mark.cell) in self._seen:
            row.fault("mark", N_("This mark stands twice (also in row {row})."), row=self._seen[juror, mark.cell])
            return None
        self._seen[juror, mark.cell] = line
        state = row.choice("state", _STATES, MarkState.SCORED)
        comment = row.text("note")
        if state is not MarkState.SCORED and row.has("mark"):
            row.fault("state", N_("A mark and a state exclude each other; please remove one of them."))
            return None
        if state is MarkState.SCORED and not row.has("mark"):
            return None
        u = None if state is not MarkState.SCORED else _hundredths(row, scale or Scale(0, 10_000, 1))
        return MarkRow(juror, replace(mark, u=u, state=state, comment=comment), line)

    def _cells(self, juror: str, stage: str, category: str) -> frozenset[Cell]:
        key = (juror, stage, category)
        if key not in self._asked:
            sheets = {(of.code, contest.code) for of, contest in self._plan.sheets_of(juror)}
            asked = self._plan.cells(juror, stage, category) if (stage, category) in sheets else ()
            self._asked[key] = frozenset(asked)
        return self._asked[key]


def _hundredths(row: Row, scale: Scale) -> int | None:
    """The mark of a row; a fault says why it is none."""
    cell = row.raw("mark")
    if cell is None:
        return None
    try:
        if isinstance(cell.value, str):
            return parse_mark(row.text("mark"), scale)
        value = row.number("mark")
        if value is None:
            return None
        scaled = value * 100
        if scaled.denominator != 1:
            row.fault(
                "mark", N_("{number} has more than two decimals; a mark has at most two."), number=plain_number(value)
            )
            return None
        if scaled < 0:
            raise NotAMark(typed=plain_number(value))
        check_mark(int(scaled), scale)
        return int(scaled)
    except Refusal as refusal:
        row.fault("mark", refusal.said.text, **refusal.said.values)
        return None


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
