"""The recap workbook: recomputed by another program, its formulas give the totals and ranks of the count."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest

from paritrana_desktop import paths, texts
from paritrana_desktop.domain.ballot import MarkState, sorted_marks
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.plan import (
    AbsenceEffect,
    Attendance,
    Figure,
    MeasureRule,
    Method,
    NoData,
    Plan,
    Point,
    RuleKind,
    Rules,
    Scale,
    StageAttendance,
)
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.domain.union import View
from paritrana_desktop.exchange.workbook.event import read_event
from paritrana_desktop.exchange.workbook.marks import read_marks
from paritrana_desktop.exchange.workbook.recap import recap
from tests import build
from tests.build import Given
from tests.spreadsheet import Spreadsheet

NEAR = Fraction(1, 10**8)
SUMMARY_HEADER = 5


def check(plan: Plan, view: View, tally: Tally) -> Spreadsheet:
    """Every total and rank of `tally` stands in the recap of `view`, by formula."""
    spreadsheet = Spreadsheet(recap(plan, view, tally))
    name = spreadsheet.book.sheetnames[0]
    row = SUMMARY_HEADER
    for category in tally.categories:
        for standing in category.ranking:
            row += 1
            total, by_formula = spreadsheet.value(name, row, 4), spreadsheet.value(name, row, 5)
            if standing.total is None:
                assert total is None
            else:
                assert abs(total - standing.total) < NEAR, (standing.number, total, standing.total)
            if standing.rank is None:
                assert by_formula is None
            else:
                # The formula knows no tie chain: equal totals have the first of their ranks.
                assert by_formula == min(
                    other.rank for other in category.ranking if other.rank and other.total == standing.total
                )
            assert spreadsheet.value(name, row, 6) == standing.printed
            assert spreadsheet.value(name, row, 7) == standing.rank
    return spreadsheet


def counted(plan: Plan, tables: list[dict[tuple[str, str, str], Given]]) -> tuple[View, Tally]:
    view = build.view_of(plan, build.handed_in(plan, tables))
    return view, count(plan, view)


@pytest.fixture(scope="module")
def sample() -> tuple[Plan, View]:
    folder = paths.resources() / "sample"
    plan = read_event((folder / "acara.xlsx").read_bytes()).plan
    assert plan is not None
    rows = read_marks((folder / "nilai.xlsx").read_bytes(), plan).rows
    ballots = [
        replace(build.ballot(plan, juror.code), marks=sorted_marks(row.mark for row in rows if row.juror == juror.code))
        for juror in plan.jurors
        if juror.scores
    ]
    return plan, build.view_of(plan, ballots)


@pytest.mark.parametrize("stage", [None, "D"])
def test_the_sample_is_recomputed(sample: tuple[Plan, View], stage: str | None) -> None:
    plan, view = sample
    check(plan, view, count(plan, view, stage))


@pytest.mark.parametrize("method", list(Method))
def test_every_method_is_recomputed(method: Method) -> None:
    criteria = (build.judged("A", 50), build.judged("B", 30, "W"), build.measured("C", 20))
    nominees = [build.nominee(f"{number:02}", {"C": str(50 + 7 * number)}) for number in range(1, 6)]
    plan = build.small_plan(
        build.category(criteria, nominees, method=method),
        jurors=8,
        stages=build.stages("D", "W"),
        interests=[build.conflict("J8", "02")],
    )
    tables: list[dict[tuple[str, str, str], Given]] = [
        {
            ("K", f"{number:02}", code): MarkState.ABSENT
            if juror == 3 and code == "B"
            else f"{60 + (7 * juror + 11 * number + ord(code) * number) % 37},5"
            for number in range(1, 6)
            for code in "AB"
        }
        for juror in range(1, 9)
    ]
    view, tally = counted(plan, tables)
    assert any(standing.rank for standing in tally.category("K").ranking)
    check(plan, view, tally)


def test_trees_scales_absences_and_what_is_left_out_are_recomputed() -> None:
    bands = MeasureRule(RuleKind.BANDS, (Point("0", "0"), Point("50", "60"), Point("80", "100")))
    cost = MeasureRule(RuleKind.LINEAR, (Point("12", "0"), Point("-2.5", "100")))
    criteria = (
        build.judged("A", 40, scale=None),
        build.judged("A.1", 30, parent="A", scale=Scale(100, 500, 100)),
        build.judged("A.2", 70, parent="A"),
        build.judged("B", 20, "W"),
        build.measured("C", 10, bands, no_data=NoData.LEFT_OUT),
        build.measured("D", 10, cost, no_data=NoData.FLOOR),
        build.measured("E", 10, MeasureRule(RuleKind.TARGET)),
        build.measured("F", 10, MeasureRule(RuleKind.YES_NO)),
    )
    ratio = Figure("E", numerator="48.26", denominator="52.15", target="95")
    first = build.nominee("01", {"C": "50", "D": "3.5", "F": "1"})
    first = replace(first, figures=(*first.figures, ratio))
    second = replace(first, number="02", figures=(Figure("C"), Figure("E", "120", target="100"), Figure("F", "0")))
    third = replace(first, number="03", attendance=(StageAttendance("W", Attendance.ABSENT, "Sakit"),))
    fourth = replace(first, number="04", eligible=False, reason="Terlambat")
    for effect in AbsenceEffect:
        plan = build.small_plan(
            build.category(criteria, [first, second, third, fourth]),
            stages=build.stages("D", "W"),
            rules=Rules(absence_effect=effect),
        )
        tables: list[dict[tuple[str, str, str], Given]] = [
            {
                ("K", number, code): 1 + (juror + int(number)) % 5 if code == "A.1" else 70 + juror * int(number)
                for number in ("01", "02", "03")
                for code in ("A.1", "A.2", "B")
            }
            for juror in range(1, 6)
        ]
        view, tally = counted(plan, tables)
        assert tally.category("K").standing("02").total is not None
        check(plan, view, tally)


def test_rounding_before_ranking_is_recomputed() -> None:
    plan = build.small_plan(build.category(decimals=0), rules=Rules(round_before_ranking=True))
    tables: list[dict[tuple[str, str, str], Given]] = [
        {("K", number, code): mark for number, mark in (("01", "80,2"), ("02", "80,4"), ("03", 70)) for code in "AB"}
        for _ in range(5)
    ]
    view, tally = counted(plan, tables)
    spreadsheet = Spreadsheet(recap(plan, view, tally))
    assert [spreadsheet.value(spreadsheet.book.sheetnames[0], row, 5) for row in (6, 7, 8)] == [1, 1, 3]


def test_an_incomplete_count_says_so_and_is_recomputed() -> None:
    plan = build.small_plan()
    view = build.view_of(plan, [build.ballot(plan, juror, fill=80) for juror in ("J1", "J2", "J3", "J4")])
    tally = count(plan, view)
    spreadsheet = check(plan, view, tally)
    assert spreadsheet.value(spreadsheet.book.sheetnames[0], 2, 1) == texts._("Provisional: not all marks are in.")


def test_states_are_written_in_words_and_never_as_zero() -> None:
    plan = build.small_plan(
        build.category((build.judged("A", 60), build.judged("B", 40))), interests=[build.conflict("J1", "01")]
    )
    tables: list[dict[tuple[str, str, str], Given]] = [
        {
            ("K", number, code): MarkState.ABSENT if (juror, code) == (2, "B") else 80
            for number in ("01", "02", "03")
            for code in "AB"
        }
        for juror in range(1, 6)
    ]
    view, tally = counted(plan, tables)
    sheet = check(plan, view, tally).book["K"]
    words = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    assert {texts._("recused"), texts._("absent"), "(80)"} <= words


def test_no_text_becomes_a_formula_and_the_bytes_are_the_same_every_time() -> None:
    plan = build.small_plan()
    wicked = replace(plan.category("K").nominee("01"), name="=cmd|'/c calc'!A1")
    plan = build.with_nominee(plan, wicked)
    view = build.view_of(plan, [build.ballot(plan, juror.code, fill=80) for juror in plan.jurors])
    data = recap(plan, view, count(plan, view))
    assert data == recap(plan, view, count(plan, view))
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == wicked.name for cell in cells)
    assert not any(cell.data_type == "f" and "cmd" in str(cell.value) for cell in cells)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any("calc" in part for part in archive.namelist())
