"""The marks workbook: each row parsed by its criterion's scale, blanks left blank, every fault with its address."""

from __future__ import annotations

import pytest

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Mark, MarkState
from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.plan import Plan, Scale, Stage
from paritrana_desktop.domain.schema import DoesNotFit, to_plain
from paritrana_desktop.exchange.workbook.marks import MarkRow, MarksWorkbook, marks_from_plain, read_marks
from tests import build, workbooks
from tests.workbooks import Value

HALVES = Scale(0, 100_00, 50)


@pytest.fixture
def plan() -> Plan:
    criteria = (build.judged("A", 60, scale=HALVES), build.judged("B", 20, "W"), build.measured("C", 20))
    stages = (Stage("D", "Dokumen", 1, ()), Stage("W", "Wawancara", 2, ()))
    return build.small_plan(build.category(criteria), stages=stages, interests=[build.conflict("J2", "01")])


def read(plan: Plan, *rows: list[Value], juror: str | None = None) -> MarksWorkbook:
    return read_marks(workbooks.xlsx(workbooks.marks(*rows)), plan, juror)


def said(plan: Plan, *rows: list[Value]) -> str:
    marks = read(plan, *rows)
    assert not marks.rows or not marks.faults
    return "\n".join(str(fault.located()) for fault in marks.faults)


@pytest.mark.parametrize(
    ("typed", "u"), [(85, 8500), (85.5, 8550), ("85,5", 8550), ("85.5", 8550), (" 85 ", 8500), (0, 0), ("100", 100_00)]
)
def test_marks_are_read_however_they_are_typed(plan: Plan, typed: Value, u: int) -> None:
    assert read(plan, ["J1", "K", "01", "A", typed]).rows == (MarkRow("J1", Mark("K", "01", "A", u), 2),)


def test_states_comments_and_blanks(plan: Plan) -> None:
    marks = read(
        plan,
        ["J1", "K", "01", "A", None, "berhalangan", "sakit"],
        ["J1", "K", "02", "A", None, "not applicable"],
        ["J1", "K", "03", "A", None, None],
        ["j1", "k", "03", "b", "77,25", None, "Baik"],
    )
    assert [row.mark for row in marks.rows] == [
        Mark("K", "01", "A", None, MarkState.ABSENT, "sakit"),
        Mark("K", "02", "A", None, MarkState.NOT_APPLICABLE),
        Mark("K", "03", "B", 7725, MarkState.SCORED, "Baik"),
    ]
    assert [str(warning.said) for warning in marks.warnings] == [
        "1 rows have neither a mark nor a state; they stay blank."
    ]


def test_rows_of_other_jurors_are_left_alone(plan: Plan) -> None:
    rows: list[list[Value]] = [["J1", "K", "01", "A", 85], ["J3", "K", "99", "A", "apa saja"]]
    assert [row.juror for row in read(plan, *rows, juror="J1").rows] == ["J1"]
    assert read(plan, *rows).faults


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (["J9", "K", "01", "A", 85], "A", "There is no member J9"),
        (["J1", "X", "01", "A", 85], "D", "X has no judged criterion A"),
        (["J1", "K", "01", "C", 85], "D", "K has no judged criterion C"),
        (["J1", "K", "09", "A", 85], "C", "No mark is asked of J1 for K-09"),
        (["J2", "K", "01", "A", 85], "C", "No mark is asked of J2 for K-01"),
        (["J1", "K", "01", "A", 101], "E", "101 is outside the scale from 0 to 100"),
        (["J1", "K", "01", "A", -0.5], "E", "“-0,5” is not a mark"),
        (["J1", "K", "01", "A", 85.25], "E", "85,25 falls between the steps"),
        (["J1", "K", "01", "B", 85.125], "E", "more than two decimals"),
        (["J1", "K", "01", "A", "1.234"], "E", "is not a mark"),
        (["J1", "K", "01", "A", "87%"], "E", "is not a mark"),
        (["J1", "K", "01", "A", "delapan"], "E", "is not a mark"),
        (["J1", "K", "01", "A", "=80+5"], "E", "holds a formula"),
        (["J1", "K", "01", "A", True], "E", "no number"),
        (["J1", "K", "01", "A", 85, "berhalangan"], "F", "exclude each other"),
        (["J1", "K", "01", "A", None, "libur"], "F", "Possible: berhalangan, tidak berlaku"),
        (["J1", "K", None, "A", 85], "C", "“Nomor” is empty"),
    ],
)
def test_faults_have_their_address(plan: Plan, row: list[Value], column: str, expected: str) -> None:
    assert expected in said(plan, row)
    assert [(fault.row, fault.column) for fault in read(plan, row).faults] == [(2, column)]


def test_a_mark_that_stands_twice_is_refused_with_both_rows(plan: Plan) -> None:
    assert "row 3, column E: This mark stands twice (also in row 2)." in said(
        plan, ["J1", "K", "01", "A", 85], ["J1", "K", "01", "A", 85]
    )


def test_a_workbook_without_the_sheet_is_a_fault(plan: Plan) -> None:
    marks = read_marks(workbooks.xlsx(workbooks.event()), plan)
    assert [str(fault.located()) for fault in marks.faults] == ["Sheet “Nilai”: This sheet is missing."]


def test_marks_cross_a_pipe(plan: Plan) -> None:
    for marks in (read(plan, ["J1", "K", "01", "A", 85, None, "Baik"]), read(plan, ["J9", "K", "01", "A", 85])):
        plain = canonical.parse(canonical.encode(to_plain(marks)))
        assert marks_from_plain(plain) == marks
    broken: list[Plain] = [
        None,
        {},
        {"rows": {}, "faults": [], "warnings": []},
        {"rows": [1], "faults": [], "warnings": []},
    ]
    for value in broken:
        with pytest.raises(DoesNotFit):
            marks_from_plain(value)


def test_a_large_workbook_is_read_in_seconds() -> None:
    import time

    plan = build.small_plan(build.category(nominees=500))
    rows: list[list[Value]] = [
        [f"J{juror}", "K", f"{number:02}", criterion, 80 + number % 7, None, "Catatan juri"]
        for juror in range(1, 6)
        for number in range(1, 501)
        for criterion in ("A", "B")
    ]
    data = workbooks.xlsx(workbooks.marks(*rows))
    start = time.perf_counter()
    marks = read_marks(data, plan)
    assert time.perf_counter() - start < 8
    assert len(marks.rows) == 5000
