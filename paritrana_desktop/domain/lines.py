"""One nominee's line before any total: whose sheets count at which stage, what applies, and with which weights.

A sheet is (juror, nominee, stage). It counts if it was handed in whole and nothing on it says "absent".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from paritrana_desktop.domain import measure
from paritrana_desktop.domain.ballot import Mark, MarkState
from paritrana_desktop.domain.errors import N_, Sentence
from paritrana_desktop.domain.panel import InterestKind
from paritrana_desktop.domain.plan import (
    AbsenceEffect,
    Attendance,
    Category,
    Criterion,
    CriterionKind,
    NoData,
    Nominee,
    Plan,
)
from paritrana_desktop.domain.union import SheetView, View
from paritrana_desktop.domain.weights import effective

Row = tuple[int | None, ...]
"""One sheet's marks in hundredths, in the order of the stage's judged leaves; None: not applicable."""


@dataclass(frozen=True, slots=True)
class Contest:
    """A category in one count, with what every line of it looks up."""

    category: Category
    absence_effect: AbsenceEffect | None
    stages: tuple[str, ...]
    """The counted stages in which this category has criteria, in order."""
    until: frozenset[str]
    """All counted stages."""
    last: bool
    """Whether no stage of this category is still to come."""
    judged: Mapping[str, tuple[Criterion, ...]]
    """Stage -> judged leaves; stages without any are left out."""
    jurors: tuple[str, ...]
    """The scoring panel, in its order."""
    recused: frozenset[tuple[str, str | None]]
    """(juror, number) of every actual conflict; number None: the whole category."""
    rows: Mapping[tuple[str, str], Mapping[str, Row | None]]
    """(stage, juror) -> number -> the sheet's row; None: absent; a sheet not handed in whole is not there."""

    def leaves(self) -> tuple[Criterion, ...]:
        """The counted leaves, in the category's order."""
        return tuple(leaf for leaf in self.category.leaves() if leaf.stage in self.stages)

    @property
    def minimum(self) -> int:
        """How many jurors must count at each judged stage."""
        if self.category.minimum_jurors is not None:
            return self.category.minimum_jurors
        return max(3, -(-len(self.jurors) // 2))

    def is_recused(self, juror: str, number: str) -> bool:
        """Whether `juror` has an actual conflict with the nominee `number`."""
        return (juror, number) in self.recused or (juror, None) in self.recused


@dataclass(frozen=True, slots=True)
class Unranked:
    """Why a nominee has no rank; `blocks` is the code of the blocker if people must settle it first."""

    said: Sentence
    blocks: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A nominee with all that its total is made of; with `unranked` set the rest may be empty."""

    nominee: Nominee
    unranked: Unranked | None = None
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    """Leaf -> its part of the whole for this nominee; leaves that do not apply are not there."""
    judged: Mapping[str, tuple[Criterion, ...]] = field(default_factory=dict)
    """Stage -> the leaves whose marks count; stages without any are not there."""
    sheets: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    """Stage -> juror -> marks in hundredths under `judged[stage]`; the jurors are the stage's panel."""
    measured: Mapping[str, Fraction] = field(default_factory=dict)
    """Measured leaf -> 0-100."""
    missed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Juror -> the stages at which his sheet does not count; no entry for the recused."""
    recused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def panel(self) -> tuple[str, ...]:
        """The jurors who count for at least one stage, in the panel's order."""
        return tuple(juror for juror, stages in self.missed.items() if any(s not in stages for s in self.judged))

    def full_panel(self) -> tuple[str, ...]:
        """The jurors who count for every stage, in the panel's order."""
        return tuple(juror for juror in self.panel() if not self.missed[juror])


def contest(plan: Plan, view: View, code: str, stage: str | None) -> Contest:
    """Category `code` of `plan` with the sheets of `view`, up to and with `stage` (None: all)."""
    category = plan.category(code)
    until = frozenset(entry.code for entry in plan.stages_until(stage))
    all_stages = [entry.code for entry in plan.stages_of(code)]
    stages = tuple(entry for entry in all_stages if entry in until)
    judged = {entry: leaves for entry in stages if (leaves := category.judged(entry))}
    jurors = tuple(juror.code for juror in plan.scoring(code))
    return Contest(
        category=category,
        absence_effect=plan.rules.absence_effect,
        stages=stages,
        until=until,
        last=len(stages) == len(all_stages),
        judged=judged,
        jurors=jurors,
        recused=frozenset(
            (entry.juror, entry.number)
            for entry in plan.interests
            if entry.category == code and entry.kind is InterestKind.ACTUAL
        ),
        rows={
            (entry, juror): _rows(sheet, leaves)
            for entry, leaves in judged.items()
            for juror in jurors
            if (sheet := view.sheets.get((juror, entry, code))) is not None
        },
    )


def _rows(sheet: SheetView, leaves: tuple[Criterion, ...]) -> dict[str, Row | None]:
    position = {leaf.code: index for index, leaf in enumerate(leaves)}
    found: dict[str, list[Mark | None]] = {}
    for cell, mark in sheet.marks.items():
        marks = found.get(cell.number)
        if marks is None:
            marks = found[cell.number] = [None] * len(leaves)
        marks[position[cell.criterion]] = mark
    rows: dict[str, Row | None] = {}
    for number, marks in found.items():
        whole = [mark for mark in marks if mark is not None]
        if len(whole) == len(marks):
            absent = any(mark.state is MarkState.ABSENT for mark in whole)
            rows[number] = None if absent else tuple([mark.u for mark in whole])
    return rows


def line(contest: Contest, nominee: Nominee) -> Line:
    """What counts for `nominee`; a pure reading of the contest, no total yet."""
    away = [stage for stage in contest.judged if nominee.attendance_at(stage) is Attendance.ABSENT]
    out = _out(contest, nominee, away)
    if out is not None:
        return Line(nominee, out)
    skipped = set(away) if contest.absence_effect is AbsenceEffect.STAGE_LEFT_OUT else set()
    asked = [stage for stage in contest.judged if stage not in away]
    rows, missed, absent = _collect(contest, nominee.number, asked)
    left_out: set[str] = set()
    for leaf, applies in _applicability(contest, rows):
        if applies is None:
            said = Sentence(N_("the jurors do not agree whether “{criterion}” applies"), {"criterion": leaf.name})
            return Line(nominee, Unranked(said, "not_applicable"))
        if not applies:
            left_out.add(leaf.code)
    measured, without = _measured(contest, nominee, skipped)
    for leaf in without:
        if leaf.no_data is NoData.UNRANKED:
            said = Sentence(N_("there are no data for “{criterion}”"), {"criterion": leaf.name})
            return Line(nominee, Unranked(said))
        left_out.add(leaf.code)
    weights = _weights(contest, frozenset(left_out), skipped)
    if not any(weights.values()):
        return Line(nominee, Unranked(Sentence(N_("nothing that is counted applies"))))
    judged = {
        stage: applying
        for stage in asked
        if (applying := tuple(leaf for leaf in contest.judged[stage] if leaf.code not in left_out))
    }
    return Line(
        nominee=nominee,
        weights=weights,
        judged=judged,
        sheets={
            stage: {juror: tuple([u for u in row if u is not None]) for juror, row in rows[stage].items()}
            for stage in judged
        },
        measured=measured,
        missed={juror: frozenset(stages & judged.keys()) for juror, stages in missed.items()},
        recused=tuple(juror for juror in contest.jurors if contest.is_recused(juror, nominee.number)),
        absent=tuple(juror for juror in contest.jurors if juror in absent),
    )


def _out(contest: Contest, nominee: Nominee, away: list[str]) -> Unranked | None:
    """Why `nominee` is out before any mark is looked at."""
    if not nominee.eligible:
        return Unranked(_with_reason(N_("not eligible"), nominee.reason))
    ways = {Attendance.WITHDRAWN: N_("withdrawn"), Attendance.DISQUALIFIED: N_("disqualified")}
    for entry in nominee.attendance:
        if entry.stage in contest.until and entry.attendance in ways:
            return Unranked(_with_reason(ways[entry.attendance], entry.reason or nominee.reason))
    if away and contest.absence_effect is None:
        said = Sentence(N_("absent, and it was not declared what that means"))
        return Unranked(said, "absence_effect")
    if away and contest.absence_effect is AbsenceEffect.UNRANKED:
        reason = next(entry.reason for entry in nominee.attendance if entry.stage == away[0])
        return Unranked(_with_reason(N_("did not come"), reason or nominee.reason))
    return None


def _with_reason(what: str, reason: str) -> Sentence:
    if not reason.strip():
        return Sentence(what)
    return Sentence(N_("{what}: {reason}"), {"what": Sentence(what), "reason": reason.strip()})


def _collect(
    contest: Contest, number: str, asked: list[str]
) -> tuple[dict[str, dict[str, Row]], dict[str, set[str]], set[str]]:
    """Per stage the rows that count; per juror the stages that do not; who was absent."""
    rows: dict[str, dict[str, Row]] = {stage: {} for stage in asked}
    missed: dict[str, set[str]] = defaultdict(set)
    absent: set[str] = set()
    for juror in contest.jurors:
        if contest.is_recused(juror, number):
            continue
        missed[juror] = set()
        for stage in asked:
            held = contest.rows.get((stage, juror), {})
            row = held.get(number)
            if row is not None:
                rows[stage][juror] = row
                continue
            missed[juror].add(stage)
            if number in held:
                absent.add(juror)
    return rows, missed, absent


def _applicability(contest: Contest, rows: Mapping[str, Mapping[str, Row]]) -> Iterator[tuple[Criterion, bool | None]]:
    """Each judged leaf that somebody calls not applicable: False if all do, None if they disagree."""
    for stage, by_juror in rows.items():
        if not any(None in row for row in by_juror.values()):
            continue
        for leaf, column in zip(contest.judged[stage], zip(*by_juror.values(), strict=True), strict=True):
            if None in column:
                yield leaf, (False if all(u is None for u in column) else None)


def _measured(
    contest: Contest, nominee: Nominee, skipped: set[str]
) -> tuple[dict[str, Fraction], tuple[Criterion, ...]]:
    """Leaf -> 0-100, and the leaves without data for which that means more than zero."""
    found: dict[str, Fraction] = {}
    without: list[Criterion] = []
    for leaf in contest.leaves():
        if leaf.kind is not CriterionKind.MEASURED or leaf.stage in skipped:
            continue
        value = measure.points(leaf, nominee.figure(leaf.code))
        if value is not None:
            found[leaf.code] = value
        elif leaf.no_data is NoData.FLOOR:
            found[leaf.code] = Fraction(0)
        else:
            without.append(leaf)
    return found, tuple(without)


def _weights(contest: Contest, left_out: frozenset[str], skipped: set[str]) -> dict[str, Fraction]:
    """The counted weights; those of a skipped stage go to the other counted stages, in proportion."""
    stage_of = {leaf.code: leaf.stage for leaf in contest.leaves()}
    weights = {code: weight for code, weight in effective(contest.category, left_out).items() if code in stage_of}
    if not skipped:
        return weights
    kept = {code: weight for code, weight in weights.items() if stage_of[code] not in skipped}
    remaining = sum(kept.values())
    return {code: weight * sum(weights.values()) / remaining for code, weight in kept.items()} if remaining else {}
