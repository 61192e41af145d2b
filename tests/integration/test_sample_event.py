"""The sample event as shipped: made from its tables, complete, and with exactly the two ties that it promises."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from paritrana_desktop import paths
from paritrana_desktop.domain.ballot import MarkState, Worksheet, sorted_marks
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.decision import AbsentMember, Acts, AwardGiven, TieSettled, settle
from paritrana_desktop.domain.panel import InterestKind, Role, Status
from paritrana_desktop.domain.plan import Attendance, Plan, RuleKind, TieStep
from paritrana_desktop.domain.schema import from_plain, to_plain
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.exchange.workbook.event import read_event
from paritrana_desktop.exchange.workbook.marks import MarkRow, read_marks
from tests import build

SAMPLE = paths.resources() / "sample"


@pytest.fixture(scope="module")
def plan() -> Plan:
    event = read_event((SAMPLE / "acara.xlsx").read_bytes())
    assert event.plan is not None, [str(fault.located()) for fault in event.faults]
    assert not event.warnings, [str(warning.located()) for warning in event.warnings]
    return event.plan


@pytest.fixture(scope="module")
def marks(plan: Plan) -> tuple[MarkRow, ...]:
    workbook = read_marks((SAMPLE / "nilai.xlsx").read_bytes(), plan)
    assert not workbook.faults
    assert not workbook.warnings
    return workbook.rows


@pytest.fixture(scope="module")
def tally(plan: Plan, marks: tuple[MarkRow, ...]) -> Tally:
    ballots = [
        replace(
            build.ballot(plan, juror.code),
            marks=sorted_marks(row.mark for row in marks if row.juror == juror.code),
        )
        for juror in plan.jurors
        if juror.scores
    ]
    return count(plan, build.view_of(plan, ballots))


def test_the_event_has_what_it_promises(plan: Plan) -> None:
    assert from_plain(Plan, to_plain(plan)) == plan
    assert plan.occasion.sample
    assert "CONTOH – bukan bobot resmi" in plan.occasion.printed_title
    assert [category.code for category in plan.categories] == ["KK", "DK", "KU", "PJ", "TM", "TN", "PD", "UK"]
    assert [award.name for award in plan.awards] == ["Penghargaan Khusus Inovasi Perlindungan Pekerja Rentan"]
    assert [stage.code for stage in plan.stages] == ["D", "W"]
    assert sum(len(category.nominees) for category in plan.categories) == 23
    seats = [juror for juror in plan.jurors if juror.scores]
    assert len(seats) == 9
    assert [juror.role for juror in seats[:3]] == [Role.CHAIR, Role.DEPUTY, Role.SECRETARY]
    others = {(juror.role, juror.status) for juror in plan.jurors if not juror.scores}
    assert others == {(Role.MEMBER, Status.DELEGATE), (Role.OPERATOR, Status.REGULAR)}
    rules = {leaf.rule.rule for category in plan.categories for leaf in category.leaves() if leaf.rule is not None}
    assert rules == set(RuleKind)
    assert plan.interest("J8", "PD", "01") is InterestKind.ACTUAL
    assert plan.interest("J4", "PJ", "02") is InterestKind.POTENTIAL
    assert plan.category("UK").nominee("03").attendance_at("W") is Attendance.ABSENT
    coverage = plan.category("KK").nominee("03").figure("K1")
    assert coverage is not None
    assert coverage.exact() == Fraction("48.26") / Fraction("52.15") * 100
    assert any(figure.claim for nominee in plan.category("KK").nominees for figure in nominee.figures)
    assert all(
        figure.source and figure.date and figure.entered_by and figure.entered_by != figure.checked_by
        for category in plan.categories
        for nominee in category.nominees
        for figure in nominee.figures
    )


def test_every_juror_marks_everything_asked(plan: Plan, marks: tuple[MarkRow, ...]) -> None:
    for juror in (juror.code for juror in plan.jurors if juror.scores):
        worksheet = Worksheet(plan, juror)
        for row in marks:
            if row.juror == juror:
                worksheet = worksheet.put(row.mark)
        assert all(worksheet.complete(stage.code, category.code) for stage, category in plan.sheets_of(juror))
    absent = {(row.juror, row.mark.criterion) for row in marks if row.mark.state is MarkState.ABSENT}
    assert {juror for juror, _ in absent} == {"J5"}
    assert {plan.category("KK").criterion(code).stage for _, code in absent if code.startswith("K6.")} == {"W"}
    scored = [row.mark.u for row in marks if row.mark.u is not None]
    assert len(set(scored)) > 30
    assert sum(u % 100 == 50 for u in scored) > 50


def test_one_tie_is_settled_by_the_chain_and_one_only_by_the_meeting(tally: Tally) -> None:
    ties = {category.code: category.ties for category in tally.categories if category.ties}
    assert set(ties) == {"UK", "DK"}
    (settled,), (left_open,) = ties["UK"], ties["DK"]
    assert (settled.group, settled.open, settled.matters) == (("01", "02"), False, True)
    assert (settled.trials[-1].step, settled.trials[-1].criterion, settled.trials[-1].separated) == (
        TieStep.CRITERIA,
        "U3",
        True,
    )
    assert (left_open.group, left_open.open, left_open.matters) == (("02", "04"), True, True)
    assert {trial.step for trial in left_open.trials} == {TieStep.CRITERIA, TieStep.HEAD_TO_HEAD, TieStep.COUNT_BACK}
    assert not any(trial.separated for trial in left_open.trials)
    assert [blocker.code for blocker in tally.blocking] == ["tie"]
    assert tally.complete


def test_the_acts_settle_everything(plan: Plan, tally: Tally) -> None:
    given: dict[str, Any] = json.loads((SAMPLE / "acts.json").read_text(encoding="utf-8"))
    acts = Acts(
        leader=given["leader"],
        basis=given["basis"],
        date=given["date"],
        present=tuple(given["present"]),
        absent=tuple(AbsentMember(juror, reason) for juror, reason in given["absent"].items()),
        codes_confirmed=tuple(given["codes_confirmed"]),
        ties=tuple(
            TieSettled(tie["category"], tuple(tie["order"]), tie["how"], tie["reason"]) for tie in given["ties"]
        ),
        awards=tuple(AwardGiven(**award) for award in given["awards"]),
    )
    assert plan.juror(acts.leader).role is Role.DEPUTY
    outcomes = {outcome.category: outcome.places for outcome in settle(plan, tally, acts)}
    assert [place.numbers for place in outcomes["DK"]] == [("01",), ("04",), ("02",)]
    assert [place.numbers for place in outcomes["UK"]] == [("01",), ("02",)]


def test_what_is_shipped_is_what_the_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "packaging"))
    import sample

    try:
        event = sample.event_workbook()
        assert contents(event) == contents((SAMPLE / "acara.xlsx").read_bytes())
        assert contents(sample.marks_workbook(event)) == contents((SAMPLE / "nilai.xlsx").read_bytes())
        assert sample.acts() == (SAMPLE / "acts.json").read_bytes()
        assert hashlib.sha256(event).digest() == hashlib.sha256(sample.event_workbook()).digest()
    finally:
        for name in ("sample", "sample_event", "sample_marks"):
            sys.modules.pop(name, None)


def contents(workbook: bytes) -> list[tuple[str, list[tuple[object, ...]]]]:
    """What stands in every cell; the bytes around it depend on the compressor of the machine."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets]
