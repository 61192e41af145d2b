"""Lembar penilaian juri: what one juror handed in for one category, every mark of all its stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from reportlab.platypus import Flowable, KeepTogether, Spacer

from paritrana_desktop.documents import blocks, criteria, labels, names, page, style
from paritrana_desktop.documents.criteria import Layout
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.rendered import Paper, Rendered, SignatureBox, SignedBy
from paritrana_desktop.documents.tables import Cell as TableCell
from paritrana_desktop.documents.tables import Column, table
from paritrana_desktop.domain.ballot import Ballot, Mark, MarkState, plain_mark
from paritrana_desktop.domain.panel import Interest, InterestKind, Juror
from paritrana_desktop.domain.plan import Category, CategoryCode, Cell, Criterion, CriterionCode, Nominee, Number, Plan
from paritrana_desktop.domain.rounding import decimal_comma

_NOMINEE = 190
_MARK = 44
_WIDEST = 130


def render(
    plan: Plan, ballot: Ballot, code: str, category: str, *, signed_by: SignedBy | None = None, paper: Paper = Paper.A4
) -> Rendered:
    """The sheet of `category` from `ballot`, whose printed code (`N-…`) is `code`; for ink unless `signed_by` is given.

    Only what the ballot hands in is printed, stage by stage; ValueError if it hands in nothing of the category.
    """
    contest, juror = plan.category(category), plan.juror(ballot.juror)
    handed_in = {entry.stage for entry in ballot.handed_in if entry.category == category}
    stages = [stage.code for stage in plan.stages_of(category) if stage.code in handed_in]
    if not stages:
        raise ValueError(category)
    say = Phrases("score_sheet", plan)
    sheet = page.Sheet(plan, say("name", category=contest.name), code, paper)
    marks = {mark.cell: mark for mark in ballot.marks if mark.category == category}
    owed = [marks[cell] for stage in stages for cell in plan.cells(juror.code, stage, category) if cell in marks]
    places: list[SignatureBox] = []
    story: list[Flowable] = [
        *blocks.letterhead(plan),
        *blocks.title(say.lines("title", event=labels.event_title(plan))),
        blocks.facts(_facts(say, contest, juror, code, owed), sheet.width),
    ]
    for stage in stages:
        story += _stage(plan, say, juror, contest, stage, marks, sheet.width)
    story += _legend(say, owed)
    story += _comments(say, contest, owed, sheet.width)
    # What the register says, and what the juror declared beyond it.
    known = dict.fromkeys((*plan.interests, *ballot.interests))
    closing = _interests(say, contest, [entry for entry in known if _concerns(entry, juror, contest)])
    closing += [Spacer(1, 8), style.paragraph(say("statement")), Spacer(1, 6)]
    signing = blocks.signatory(juror, Form.MINUTES, say, signed=signed_by)
    story.append(KeepTogether([*closing, *blocks.signatures([signing], places, say, sheet.width)]))
    return page.build(sheet, story, places)


def _facts(say: Phrases, contest: Category, juror: Juror, code: str, owed: Sequence[Mark]) -> list[tuple[str, str]]:
    total = decimal_comma(Fraction(sum(mark.u or 0 for mark in owed), 100), 2)
    role = say(f"role.{juror.role}")
    seat = say("constituency", role=role, constituency=juror.constituency) if juror.constituency else ""
    return [
        (say("category"), say("category_value", category=contest.name, code=contest.code)),
        (say("member"), names.name(juror, Form.MINUTES)),
        (say("seat"), seat or say(f"seat.{juror.role}")),
        (say("code"), code),
        (say("control"), say("control_value", marks=len(owed), total=total)),
    ]


def _stage(
    plan: Plan, say: Phrases, juror: Juror, contest: Category, stage: str, marks: Mapping[Cell, Mark], width: float
) -> list[Flowable]:
    judged = contest.judged(stage)
    parts: list[Flowable] = [*blocks.heading(say("stage", stage=plan.stage(stage).name), 110)]
    layouts = criteria.laid_out(judged, width - _NOMINEE, _MARK)
    for at, layout in enumerate(layouts):
        if at:
            parts.append(Spacer(1, 8))
        columns = [
            Column(say("nominee")),
            *(Column(layout.head(criterion), min(layout.width, _WIDEST), "number") for criterion in layout.criteria),
        ]
        rows = [_row(plan, say, juror, contest, nominee, stage, layout, marks) for nominee in contest.nominees]
        parts.append(table(columns, rows, width))
    if not all(layout.named for layout in layouts):
        parts += criteria.legend(contest, judged, say, width)
    return parts


def _row(
    plan: Plan,
    say: Phrases,
    juror: Juror,
    contest: Category,
    nominee: Nominee,
    stage: str,
    layout: Layout,
    marks: Mapping[Cell, Mark],
) -> list[TableCell]:
    named = labels.nominee(contest, nominee.number)
    if not plan.takes_part(nominee, stage):
        attendance = nominee.attendance_at(stage)
        why = say(f"attendance.{attendance}") if nominee.eligible else say("ineligible")
        return [named, say("not_judged", why=why)]
    if plan.interest(juror.code, contest.code, nominee.number) is InterestKind.ACTUAL:
        return [named, say("recused")]
    return [named, *(_mark(say, marks, contest, nominee, criterion) for criterion in layout.criteria)]


def _mark(
    say: Phrases, marks: Mapping[Cell, Mark], contest: Category, nominee: Nominee, criterion: Criterion
) -> TableCell:
    cell = Cell(CategoryCode(contest.code), Number(nominee.number), CriterionCode(criterion.code))
    mark = marks.get(cell)
    if mark is None:
        return say("none")
    return plain_mark(mark.u) if mark.u is not None else say(mark.state)


def _legend(say: Phrases, owed: Sequence[Mark]) -> list[Flowable]:
    used = dict.fromkeys(mark.state for mark in owed if mark.state is not MarkState.SCORED)
    if not used:
        return []
    legend = "; ".join(say(f"{state}_legend") for state in sorted(used))
    return [Spacer(1, 4), style.paragraph(say("marks_legend", legend=legend), "note")]


def _comments(say: Phrases, contest: Category, owed: Sequence[Mark], width: float) -> list[Flowable]:
    rows: list[list[TableCell]] = [
        [labels.nominee(contest, mark.nominee), labels.criterion(contest, mark.criterion), _comment(say, mark)]
        for mark in owed
        if mark.comment.strip() or mark.evidence.strip()
    ]
    if not rows:
        return []
    columns = [Column(say("nominee"), 140), Column(say("criterion"), 115), Column(say("comment"))]
    return [*blocks.heading(say("comments"), 110), table(columns, rows, width)]


def _comment(say: Phrases, mark: Mark) -> str:
    if not mark.evidence.strip():
        return mark.comment
    if not mark.comment.strip():
        return say("only_evidence", evidence=mark.evidence)
    return say("evidence", comment=mark.comment, evidence=mark.evidence)


def _concerns(entry: Interest, juror: Juror, contest: Category) -> bool:
    return entry.juror == juror.code and entry.category == contest.code


def _interests(say: Phrases, contest: Category, entries: Sequence[Interest]) -> list[Flowable]:
    lines = [
        say(
            f"interest_{entry.kind}",
            who=say("whole_category") if entry.number is None else labels.nominee(contest, entry.number),
            reason=entry.reason.rstrip(".") or say("no_reason"),
        )
        for entry in entries
    ]
    body = [style.paragraph(line) for line in lines or [say("no_interests")]]
    return [*blocks.heading(say("interests")), *body]
