"""The plan: what is judged, by which rules, of whom. Frozen before the first mark and named by its digest.

Everything is keyed by codes that people chose; there are no database ids and no times, so the same event prepared
twice has the same digest. Marks and weights are whole hundredths; measured figures are exact decimal texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple, NewType

from paritrana_desktop.domain.canonical import Plain, fingerprint
from paritrana_desktop.domain.once import once
from paritrana_desktop.domain.panel import Interest, InterestKind, Juror
from paritrana_desktop.domain.schema import Length, Shaped, Text, Within, to_plain

CategoryCode = NewType("CategoryCode", str)
CriterionCode = NewType("CriterionCode", str)
StageCode = NewType("StageCode", str)
Number = NewType("Number", str)
"""A nominee's number within its category, as printed: `03`."""

CODE_PATTERN = "[A-Z0-9][A-Z0-9.-]{0,15}"
EXACT_PATTERN = r"-?[0-9]{1,18}(\.[0-9]{1,9})?"
WHOLE = 10_000
"""A weight of 100 %, in hundredths of a percent."""

Code = Annotated[str, Shaped(CODE_PATTERN)]
Exact = Annotated[str, Shaped(EXACT_PATTERN)]
Hundredths = Annotated[int, Within(0, 1_000_000_000)]


class NomineeId(NamedTuple):
    """A nominee is (category, number) everywhere."""

    category: CategoryCode
    number: Number


class Cell(NamedTuple):
    """Where one mark of one juror stands."""

    category: CategoryCode
    number: Number
    criterion: CriterionCode


class Method(StrEnum):
    """How a category's totals come from its jurors'."""

    MEAN = "mean"
    TRIMMED_MEAN = "trimmed_mean"
    MEDIAN = "median"
    SUM_OF_RANKS = "sum_of_ranks"


class CriterionKind(StrEnum):
    """Judged by jurors, or measured by the secretariat."""

    JUDGED = "judged"
    MEASURED = "measured"


class RuleKind(StrEnum):
    """How a measured figure becomes points from 0 to 100."""

    LINEAR = "linear"
    BANDS = "bands"
    TARGET = "target"
    YES_NO = "yes_no"


class NoData(StrEnum):
    """What a measured criterion without a figure means for its nominee."""

    LEFT_OUT = "left_out"
    FLOOR = "floor"
    UNRANKED = "unranked"


class CommentRule(StrEnum):
    """When a mark needs a comment."""

    NEVER = "never"
    ALWAYS = "always"
    EXTREME = "extreme"


class Attendance(StrEnum):
    """How a nominee came to a stage."""

    PRESENT = "present"
    ONLINE = "online"
    REPRESENTED = "represented"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"


OUT_FOR_GOOD = frozenset({Attendance.WITHDRAWN, Attendance.DISQUALIFIED})


class AbsenceEffect(StrEnum):
    """What a nominee's absence from a stage does; chosen before issuing, without a default."""

    ZERO = "zero"
    UNRANKED = "unranked"
    STAGE_LEFT_OUT = "stage_left_out"


class TieStep(StrEnum):
    """One step of the declared tie chain, tried in order among nominees with equal exact totals."""

    CRITERIA = "criteria"
    HEAD_TO_HEAD = "head_to_head"
    COUNT_BACK = "count_back"
    MEETING = "meeting"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Band:
    """A rubric band: from `lower` (hundredths of a mark) up to the next band."""

    lower: Hundredths
    name: Text
    anchor: Text = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Which marks may be given, all in hundredths: `minimum`, `minimum + step`, … `maximum`."""

    minimum: Hundredths
    maximum: Annotated[int, Within(1, 1_000_000_000)]
    step: Annotated[int, Within(1, 1_000_000_000)]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure and the points (0-100) that it gives."""

    figure: Exact
    points: Exact


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """A declared rule: for LINEAR the figures worth 0 and 100 points; for BANDS lower bounds in rising order."""

    rule: RuleKind
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """A node of a category's criteria tree; only leaves are judged or measured."""

    code: Code
    parent: Code | None
    name: Text
    weight: Annotated[int, Within(0, WHOLE)]
    """Hundredths of a percent of the parent (of the whole at the top)."""
    kind: CriterionKind
    stage: Code
    scale: Scale | None = None
    rubric: tuple[Band, ...] = ()
    comment: CommentRule = CommentRule.NEVER
    rule: MeasureRule | None = None
    no_data: NoData = NoData.UNRANKED


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure of a nominee with where it comes from; `value` None with no ratio means: no data."""

    criterion: Code
    value: Exact | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None
    target: Exact | None = None
    unit: Text = ""
    source: Text = ""
    date: Text = ""
    claim: Text = ""
    entered_by: Text = ""
    checked_by: Text = ""

    def exact(self) -> Fraction | None:
        """The figure exactly; a ratio is numerator ÷ denominator × 100."""
        if self.value is not None:
            return Fraction(self.value)
        if self.numerator is None or self.denominator is None or Fraction(self.denominator) == 0:
            return None
        return Fraction(self.numerator) / Fraction(self.denominator) * 100


@dataclass(frozen=True, slots=True)
class StageAttendance:
    """How a nominee came to one stage, with the reason if not in person."""

    stage: Code
    attendance: Attendance
    reason: Text = ""


@dataclass(frozen=True, slots=True)
class Nominee:
    """Who is judged in a category."""

    number: Code
    name: Annotated[str, Length(300)]
    region: Text = ""
    sector: Text = ""
    interview_order: Text = ""
    eligible: bool = True
    reason: Text = ""
    note: Text = ""
    attendance: tuple[StageAttendance, ...] = ()
    figures: tuple[Figure, ...] = ()

    def attendance_at(self, stage: str) -> Attendance:
        """How the nominee came to `stage`; present unless recorded otherwise."""
        return next((entry.attendance for entry in self.attendance if entry.stage == stage), Attendance.PRESENT)

    def figure(self, criterion: str) -> Figure | None:
        """The figure entered for `criterion`, if any."""
        return next((figure for figure in self.figures if figure.criterion == criterion), None)


@dataclass(frozen=True, slots=True)
class Category:
    """A contest of its own: its nominees, criteria tree, places and method."""

    code: Code
    name: Text
    places: Annotated[int, Within(1, 100)]
    method: Method
    minimum_jurors: Annotated[int, Within(1, 1000)] | None
    """None: at least three and half of those assigned."""
    decimals: Annotated[int, Within(0, 6)]
    tie_order: tuple[Code, ...]
    """Criteria compared in turn by the chain's CRITERIA step; empty: by weight, heaviest first."""
    criteria: tuple[Criterion, ...]
    nominees: tuple[Nominee, ...]

    def criterion(self, code: str) -> Criterion:
        """The criterion with `code`; KeyError if there is none."""
        for criterion in self.criteria:
            if criterion.code == code:
                return criterion
        raise KeyError(code)

    def nominee(self, number: str) -> Nominee:
        """The nominee with `number`; KeyError if there is none."""
        for nominee in self.nominees:
            if nominee.number == number:
                return nominee
        raise KeyError(number)

    def children(self, parent: str | None) -> tuple[Criterion, ...]:
        """The criteria right below `parent`, in order."""
        return tuple(criterion for criterion in self.criteria if criterion.parent == parent)

    def leaves(self, stage: str | None = None) -> tuple[Criterion, ...]:
        """The criteria that carry marks or figures, in order; of one `stage` if given."""
        parents = {criterion.parent for criterion in self.criteria}
        return tuple(
            criterion
            for criterion in self.criteria
            if criterion.code not in parents and stage in {None, criterion.stage}
        )

    def judged(self, stage: str | None = None) -> tuple[Criterion, ...]:
        """The leaves that jurors mark."""
        return tuple(leaf for leaf in self.leaves(stage) if leaf.kind is CriterionKind.JUDGED)

    def weight(self, code: str) -> Fraction:
        """The part of the whole that `code` has: the product of the weights up the tree, 0 to 1."""
        criterion = self.criterion(code)
        own = Fraction(criterion.weight, WHOLE)
        return own if criterion.parent is None else own * self.weight(criterion.parent)


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the year with its own criteria (documents, interview)."""

    code: Code
    name: Text
    order: Annotated[int, Within(0, 1000)]
    categories: tuple[Code, ...]
    """Empty: all."""
    cut: Annotated[int, Within(1, 10_000)] | None = None
    """How many nominees go on to the next stage; None: all."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What this award calls things."""

    panel: Text = "tim penilai"
    juror: Text = "juri"
    nominee: Text = "nomine"
    place: Text = "Juara"
    village: Text = "desa/kelurahan"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is declared before the first mark."""

    tie_chain: Annotated[tuple[TieStep, ...], Length(5)] = (
        TieStep.CRITERIA,
        TieStep.HEAD_TO_HEAD,
        TieStep.COUNT_BACK,
        TieStep.MEETING,
    )
    round_before_ranking: bool = False
    quorum: Annotated[int, Within(0, 1000)] = 0
    """Panel members who must be present in the plenary; 0: more than half."""
    absence_effect: AbsenceEffect | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the event is called and by whom it is held."""

    name: Text
    assessed_year: Annotated[int, Within(1900, 2999)]
    held_year: Annotated[int, Within(1900, 2999)]
    organiser: Text = ""
    place: Text = ""
    zone: Literal["WIB", "WITA", "WIT"] = "WIB"
    printed_title: Text = ""
    letterhead: Annotated[tuple[Text, ...], Length(4)] = ()
    basis: Annotated[tuple[Text, ...], Length(20)] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class SpecialAward:
    """An award outside the ranking, given by the plenary."""

    name: Text
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole event as frozen: what every juror's package holds."""

    format: Literal[1]
    rehearsal: bool
    occasion: Occasion
    wording: Wording
    rules: Rules
    stages: tuple[Stage, ...]
    categories: tuple[Category, ...]
    jurors: tuple[Juror, ...]
    interests: tuple[Interest, ...]
    awards: tuple[SpecialAward, ...]
    kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def category(self, code: str) -> Category:
        """The category with `code`; KeyError if there is none."""
        for category in self.categories:
            if category.code == code:
                return category
        raise KeyError(code)

    def juror(self, code: str) -> Juror:
        """The panel member with `code`; KeyError if there is none."""
        for juror in self.jurors:
            if juror.code == code:
                return juror
        raise KeyError(code)

    def stage(self, code: str) -> Stage:
        """The stage with `code`; KeyError if there is none."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise KeyError(code)

    def stages_of(self, category: str) -> tuple[Stage, ...]:
        """The stages in which `category` has criteria, in order."""
        used = {leaf.stage for leaf in self.category(category).leaves()}
        return tuple(sorted((stage for stage in self.stages if stage.code in used), key=lambda stage: stage.order))

    def stages_until(self, stage: str | None) -> tuple[Stage, ...]:
        """All stages in order, up to and with `stage` if given."""
        ordered = sorted(self.stages, key=lambda entry: entry.order)
        last = ordered[-1].order if stage is None else self.stage(stage).order
        return tuple(entry for entry in ordered if entry.order <= last)

    def scoring(self, category: str) -> tuple[Juror, ...]:
        """The panel members who mark `category`, in the panel's order."""
        return tuple(juror for juror in self.jurors if juror.scores and juror.assigned_to(category))

    @once
    def sheets_of(self, juror: str) -> tuple[tuple[Stage, Category], ...]:
        """The (stage, category) pairs that `juror` marks, in order; pairs without a judged criterion are left out."""
        member = self.juror(juror)
        if not member.scores:
            return ()
        return tuple(
            (stage, category)
            for category in self.categories
            if member.assigned_to(category.code)
            for stage in self.stages_of(category.code)
            if category.judged(stage.code) and self.nominees_for(juror, stage.code, category.code)
        )

    def interest(self, juror: str, category: str, number: str) -> InterestKind | None:
        """What the register says of `juror` and this nominee; an actual conflict outweighs a potential one."""
        kinds = {
            entry.kind
            for entry in self.interests
            if entry.juror == juror and entry.category == category and entry.number in {None, number}
        }
        if InterestKind.ACTUAL in kinds:
            return InterestKind.ACTUAL
        return InterestKind.POTENTIAL if kinds else None

    def takes_part(self, nominee: Nominee, stage: str) -> bool:
        """Whether `nominee` is there to be judged at `stage`; who withdrew or was disqualified before is not."""
        if not nominee.eligible or nominee.attendance_at(stage) is Attendance.ABSENT:
            return False
        until = {entry.code for entry in self.stages_until(stage)} if nominee.attendance else set()
        return not any(entry.stage in until and entry.attendance in OUT_FOR_GOOD for entry in nominee.attendance)

    def nominees_for(self, juror: str, stage: str, category: str) -> tuple[Nominee, ...]:
        """Whom `juror` must mark in (stage, category): those who take part and are no actual conflict."""
        return tuple(
            nominee
            for nominee in self.category(category).nominees
            if self.takes_part(nominee, stage)
            and self.interest(juror, category, nominee.number) is not InterestKind.ACTUAL
        )

    @once
    def cells(self, juror: str, stage: str, category: str) -> tuple[Cell, ...]:
        """The marks that `juror` owes in (stage, category), nominee by nominee."""
        nominees, leaves = self.nominees_for(juror, stage, category), self.category(category).judged(stage)
        return tuple(Cell._make((category, nominee.number, leaf.code)) for nominee in nominees for leaf in leaves)

    @once
    def scales(self) -> Mapping[Cell, Scale | None]:
        """Every cell that anybody can mark, with its scale."""
        return {
            Cell._make((category.code, nominee.number, leaf.code)): leaf.scale
            for category in self.categories
            for leaf in category.judged()
            for nominee in category.nominees
        }

    @once
    def digest(self) -> str:
        """SHA-256 of the plan's canonical form: the name of the plan everywhere."""
        return fingerprint(to_plain(self))

    @once
    def sheet(self, stage: str, category: str) -> str:
        """SHA-256 of what a juror judges in (stage, category); a ballot stays valid while it holds."""
        contest = self.category(category)
        nominees: list[Plain] = [{"number": nominee.number, "name": nominee.name} for nominee in contest.nominees]
        criteria: list[Plain] = [
            {
                "code": criterion.code,
                "name": criterion.name,
                "scale": to_plain(criterion.scale),
                "rubric": to_plain(criterion.rubric),
                "comment": to_plain(criterion.comment),
            }
            for criterion in contest.judged(stage)
        ]
        return fingerprint({"stage": stage, "category": category, "nominees": nominees, "criteria": criteria})


def rules_digest(plan: Plan) -> str:
    """SHA-256 of the rules alone: methods, weights, scales, rubrics, ties; no names of nominees or jurors."""
    categories: list[Plain] = []
    for category in plan.categories:
        form = to_plain(category)
        assert isinstance(form, dict)
        form.pop("nominees")
        categories.append(form)
    return fingerprint({"categories": categories, "rules": to_plain(plan.rules), "stages": to_plain(plan.stages)})
