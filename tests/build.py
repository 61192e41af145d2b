"""Small plans, ballots and views for tests, in few words.

`small_plan()` is one category `K` with nominees 01-03, two judged criteria `A` (60 %) and `B` (40 %) at one stage `D`,
and five jurors J1-J5; every part can be replaced. `ballot(plan, "J1", {("K", "01", "A"): 85, ...})` hands in what it
marks, or every sheet with `fill`. `view_of(plan, ballots)` is the view; ids are digests of the content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from paritrana_desktop.domain.ballot import Ballot, HandedIn, Mark, MarkState, Origin, parse_mark, sorted_marks
from paritrana_desktop.domain.canonical import fingerprint
from paritrana_desktop.domain.facts import Fact
from paritrana_desktop.domain.panel import Interest, InterestKind, Juror
from paritrana_desktop.domain.plan import (
    Category,
    Criterion,
    CriterionKind,
    Figure,
    MeasureRule,
    Method,
    NoData,
    Nominee,
    Occasion,
    Plan,
    Rules,
    Scale,
    SpecialAward,
    Stage,
    StageAttendance,
    Wording,
)
from paritrana_desktop.domain.schema import to_plain
from paritrana_desktop.domain.union import View, view

Given = int | str | MarkState
"""A mark as a test gives it: whole (`85`), as typed (`"85,5"`), or a state."""

PERCENT = Scale(minimum=0, maximum=100_00, step=1)
DEVICE = "0" * 32
EVENT = "e" * 64


def judged(
    code: str, weight: int, stage: str = "D", parent: str | None = None, scale: Scale | None = PERCENT
) -> Criterion:
    """A judged criterion with `weight` in percent of its parent; scale None for one that has criteria below it."""
    return Criterion(code, parent, f"Kriteria {code}", weight * 100, CriterionKind.JUDGED, stage, scale)


def measured(
    code: str,
    weight: int,
    rule: MeasureRule | None = None,
    stage: str = "D",
    no_data: NoData = NoData.UNRANKED,
    parent: str | None = None,
) -> Criterion:
    """A measured criterion with `weight` in percent; without a rule the figure is the points."""
    kind = CriterionKind.MEASURED
    return Criterion(code, parent, f"Kriteria {code}", weight * 100, kind, stage, rule=rule, no_data=no_data)


def nominee(
    number: str, figures: Mapping[str, str] = MappingProxyType({}), attendance: Sequence[StageAttendance] = ()
) -> Nominee:
    """A nominee with figures by criterion, as exact decimal texts."""
    entered = tuple(Figure(code, value=value) for code, value in figures.items())
    return Nominee(number, f"Nomine Contoh {number}", attendance=tuple(attendance), figures=entered)


def category(
    criteria: Sequence[Criterion] = (judged("A", 60), judged("B", 40)),
    nominees: Sequence[Nominee] | int = 3,
    code: str = "K",
    places: int = 3,
    method: Method = Method.MEAN,
    minimum_jurors: int | None = None,
    decimals: int = 2,
    tie_order: Sequence[str] = (),
) -> Category:
    """A category; `nominees` may be just their number."""
    if isinstance(nominees, int):
        nominees = [nominee(f"{number:02}") for number in range(1, nominees + 1)]
    name = f"Kategori {code}"
    order, leaves, entries = tuple(tie_order), tuple(criteria), tuple(nominees)
    return Category(code, name, places, method, minimum_jurors, decimals, order, leaves, entries)


def stages(*codes: str, cut: int | None = None) -> tuple[Stage, ...]:
    """Stages for all categories in this order; `cut` belongs to the first."""
    return tuple(
        Stage(code, f"Tahap {code}", order, (), cut if order == 0 else None) for order, code in enumerate(codes)
    )


def conflict(juror: str, number: str | None = None, code: str = "K") -> Interest:
    """An actual conflict of interest."""
    return Interest(juror, code, number, InterestKind.ACTUAL, "Bekerja di sana")


def small_plan(
    *categories: Category,
    jurors: int | Sequence[Juror] = 5,
    stages: Sequence[Stage] = stages("D"),
    rules: Rules | None = None,
    interests: Sequence[Interest] = (),
    awards: Sequence[SpecialAward] = (),
) -> Plan:
    """A plan of `categories` (the default one if none); jurors may be just their number."""
    if isinstance(jurors, int):
        jurors = [Juror(f"J{number}", f"Juri Contoh {number}") for number in range(1, jurors + 1)]
    return Plan(
        format=1,
        rehearsal=False,
        occasion=Occasion("Acara Contoh", 2024, 2025, sample=True),
        wording=Wording(),
        rules=rules or Rules(),
        stages=tuple(stages),
        categories=categories or (category(),),
        jurors=tuple(jurors),
        interests=tuple(interests),
        awards=tuple(awards),
    )


def ballot(
    plan: Plan,
    juror: str,
    marks: Mapping[tuple[str, str, str], Given] = MappingProxyType({}),
    *,
    fill: Given | None = None,
    sheets: Iterable[tuple[str, str]] | None = None,
    ancestors: Iterable[str] = (),
    seq: int = 1,
) -> Ballot:
    """A ballot that hands in `sheets` ((stage, category); None: all that the plan asks of `juror`).

    Cells of these sheets without an entry in `marks` get `fill`, or stay out if it is None.
    """
    asked = [(stage.code, contest.code) for stage, contest in plan.sheets_of(juror)]
    handed_in = sorted(asked if sheets is None else sheets)
    given: dict[tuple[str, str, str], Given] = {}
    if fill is not None:
        given |= {cell: fill for pair in handed_in for cell in plan.cells(juror, *pair)}
    given |= marks
    return Ballot(
        kind="ballot",
        critical=(),
        event=EVENT,
        plan=plan.digest(),
        juror=juror,
        device=DEVICE,
        seq=seq,
        ancestors=tuple(sorted(ancestors)),
        to=(),
        handed_in=tuple(HandedIn(stage, code, plan.sheet(stage, code)) for stage, code in handed_in),
        marks=sorted_marks(_mark(plan, cell, value) for cell, value in given.items()),
        interests=(),
        enrolment=None,
        origin=Origin.JUROR,
        made_at="2025-08-27T10:00:00+07:00",
        app="test",
        ext={},
    )


def _mark(plan: Plan, cell: tuple[str, str, str], value: Given) -> Mark:
    code, number, criterion = cell
    if isinstance(value, MarkState):
        return Mark(code, number, criterion, None, value)
    scale = plan.category(code).criterion(criterion).scale
    assert scale is not None
    return Mark(code, number, criterion, parse_mark(str(value), scale))


def ballot_id(ballot: Ballot) -> str:
    """An id for `ballot` as its envelope would give: a digest of the content."""
    return fingerprint(to_plain(ballot))


def fact_id(fact: Fact) -> str:
    """An id for `fact`: a digest of the content."""
    return fingerprint(to_plain(fact))


def view_of(plan: Plan, ballots: Iterable[Ballot], facts: Iterable[Fact] = ()) -> View:
    """What `ballots` and `facts` say."""
    by_id = {ballot_id(entry): entry for entry in ballots}
    return view(plan, by_id, {fact_id(fact): fact for fact in facts})


def table(
    code: str, criterion: str, numbers: Sequence[str], *rows: Sequence[Given]
) -> list[dict[tuple[str, str, str], Given]]:
    """Per juror (row) the marks under one criterion, one column for each of `numbers`."""
    return [{(code, number, criterion): value for number, value in zip(numbers, row, strict=True)} for row in rows]


def handed_in(plan: Plan, tables: Sequence[Mapping[tuple[str, str, str], Given]]) -> list[Ballot]:
    """One whole ballot per juror of the plan, from one mapping of marks each; marks of the recused are left out."""
    ballots = []
    for juror, marks in zip(plan.jurors, tables, strict=True):
        asked = {
            tuple(cell)
            for stage, contest in plan.sheets_of(juror.code)
            for cell in plan.cells(juror.code, stage.code, contest.code)
        }
        ballots.append(ballot(plan, juror.code, {cell: value for cell, value in marks.items() if cell in asked}))
    return ballots


def marks_of(plan: Plan, rows: Mapping[str, Sequence[Given]], number: str = "01") -> list[Ballot]:
    """Ballots for one nominee of category `K`: criterion -> one mark per juror of the plan."""
    tables = [{("K", number, code): row[place] for code, row in rows.items()} for place in range(len(plan.jurors))]
    return handed_in(plan, tables)


def with_nominee(plan: Plan, changed: Nominee, code: str = "K") -> Plan:
    """`plan` with the nominee of the same number replaced."""
    contest = plan.category(code)
    entries = tuple(changed if entry.number == changed.number else entry for entry in contest.nominees)
    return with_category(plan, replace(contest, nominees=entries))


def with_category(plan: Plan, changed: Category) -> Plan:
    """`plan` with the category of the same code replaced."""
    return replace(
        plan, categories=tuple(changed if entry.code == changed.code else entry for entry in plan.categories)
    )
