"""The sheets Kategori and Kriteria: contests with their criteria trees, weights adding up at every level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from paritrana_desktop.domain.ballot import plain_mark
from paritrana_desktop.domain.errors import N_
from paritrana_desktop.domain.plan import (
    WHOLE,
    Category,
    CommentRule,
    Criterion,
    CriterionKind,
    Method,
    NoData,
    Scale,
    SpecialAward,
    Stage,
)
from paritrana_desktop.exchange.workbook.notation import read_rubric, read_rule
from paritrana_desktop.exchange.workbook.row import Row
from paritrana_desktop.exchange.workbook.settings import COMMENT_RULES, Settings

MOST_LEVELS = 3
_METHODS = {
    "rata-rata": Method.MEAN,
    "rata rata": Method.MEAN,
    "mean": Method.MEAN,
    "rata-rata terpangkas": Method.TRIMMED_MEAN,
    "rata rata terpangkas": Method.TRIMMED_MEAN,
    "trimmed mean": Method.TRIMMED_MEAN,
    "median": Method.MEDIAN,
    "jumlah peringkat": Method.SUM_OF_RANKS,
    "sum of ranks": Method.SUM_OF_RANKS,
}
_KINDS = {
    "juri": CriterionKind.JUDGED,
    "judged": CriterionKind.JUDGED,
    "data": CriterionKind.MEASURED,
    "measured": CriterionKind.MEASURED,
}
_NO_DATA = {
    "kecualikan": NoData.LEFT_OUT,
    "left out": NoData.LEFT_OUT,
    "batas bawah": NoData.FLOOR,
    "floor": NoData.FLOOR,
    "tak terperingkat": NoData.UNRANKED,
    "tidak terperingkat": NoData.UNRANKED,
    "unranked": NoData.UNRANKED,
}


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category as its row says it, still without criteria and nominees."""

    row: Row
    category: Category


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion as its row says it: once per row, whichever categories it is copied into."""

    row: Row
    categories: tuple[str, ...] | None
    """None: all but special awards."""
    own_stage: str
    weight: int | None
    """None: with a fault."""
    has_rule: bool
    criterion: Criterion


def read_categories(rows: Sequence[Row], settings: Settings) -> tuple[dict[str, CategoryRow], dict[str, SpecialAward]]:
    """The contests and the special awards in the sheet Kategori, both by code."""
    contests: dict[str, CategoryRow] = {}
    awards: dict[str, SpecialAward] = {}
    for row in rows:
        code, name = row.code("code"), row.needed("name")
        if code in contests or code in awards:
            row.fault("code", N_("The code {code} stands twice."), code=code)
        elif row.yes("special", fallback=False):
            awards[code] = SpecialAward(name)
        else:
            contests[code] = CategoryRow(row, _category(row, code, name, settings))
    if rows and not contests:
        rows[0].fault(None, N_("There is no category with a ranking, only special awards."))
    return contests, awards


def _category(row: Row, code: str, name: str, settings: Settings) -> Category:
    decimals = row.whole("decimals", 0, 6)
    return Category(
        code=code,
        name=name,
        places=row.whole("places", 1, 100) or 3,
        method=row.choice("method", _METHODS, Method.MEAN),
        minimum_jurors=row.whole("minimum_jurors", 1, 1000) or settings.minimum_panel,
        decimals=2 if decimals is None else decimals,
        tie_order=row.codes("tie_order") or (),
        criteria=(),
        nominees=(),
    )


def read_criteria(rows: Sequence[Row], stages: Sequence[Stage], settings: Settings) -> tuple[CriterionRow, ...]:
    """The rows of the sheet Kriteria, each read once."""
    known = {stage.code for stage in stages}
    return tuple(_criterion_row(row, known, settings) for row in rows)


def _criterion_row(row: Row, stages: set[str], settings: Settings) -> CriterionRow:
    row.needed("category")
    stage = row.text("stage").upper()
    if stage and stage not in stages:
        row.fault("stage", N_("There is no stage {code}."), code=stage)
        stage = ""
    kind = row.choice("kind", _KINDS, CriterionKind.JUDGED)
    scale = _scale(row)
    weight = row.hundredths("weight", WHOLE)
    if not row.has("weight"):
        row.needed("weight")
    criterion = Criterion(
        code=row.code("code"),
        parent=row.text("parent").upper() or None,
        name=row.needed("name"),
        weight=weight or 0,
        kind=kind,
        stage=stage,
        scale=scale,
        rubric=read_rubric(row, "rubric", scale),
        comment=row.choice("comment", COMMENT_RULES, settings.comment),
        rule=read_rule(row, "rule"),
        no_data=row.choice("no_data", _NO_DATA, NoData.UNRANKED),
    )
    return CriterionRow(row, row.codes("category"), stage, weight, row.has("rule"), criterion)


def _scale(row: Row) -> Scale:
    least, most, step = row.hundredths("minimum"), row.hundredths("maximum"), row.hundredths("step")
    scale = Scale(0 if least is None else least, 10_000 if most is None else most, 1 if step is None else step)
    if scale.step == 0:
        row.fault("step", N_("The step between marks cannot be 0."))
        return replace(scale, step=1)
    if scale.maximum <= scale.minimum:
        row.fault("maximum", N_("The highest mark must be above the lowest."))
        return Scale(0, 10_000, 1)
    if (scale.maximum - scale.minimum) % scale.step:
        row.fault(
            "step",
            N_("In steps of {step} from {minimum} nobody can give {maximum}."),
            step=plain_mark(scale.step),
            minimum=plain_mark(scale.minimum),
            maximum=plain_mark(scale.maximum),
        )
    return scale


def check_named_categories(
    rows: Sequence[CriterionRow], contests: Mapping[str, CategoryRow], awards: Mapping[str, SpecialAward]
) -> None:
    """Note every category that a criterion names in vain."""
    for entry in rows:
        for code in entry.categories or ():
            if code in awards:
                entry.row.fault("category", N_("{code} is a special award; it has no criteria."), code=code)
            elif code not in contests:
                entry.row.fault("category", N_("There is no category {code}."), code=code)


def with_criteria(contest: CategoryRow, rows: Sequence[CriterionRow], stages: Sequence[Stage]) -> Category:
    """The category with its criteria tree; everything that is wrong with the tree is noted."""
    category = contest.category
    own: dict[str, CriterionRow] = {}
    for entry in rows:
        if entry.categories is not None and category.code not in entry.categories:
            continue
        code = entry.criterion.code
        if code in own:
            entry.row.fault(
                "code", N_("The criterion {code} stands twice in {category}."), code=code, category=category.code
            )
        elif code:
            own[code] = entry
    if not own:
        contest.row.fault("code", N_("The category {code} has no criteria."), code=category.code)
    tree = _Tree(category.code, own, stages)
    tree.check_parents()
    tree.check_weights()
    for code in category.tie_order:
        if code not in own:
            contest.row.fault(
                "tie_order", N_("There is no criterion {code} in {category}."), code=code, category=category.code
            )
    return replace(category, criteria=tuple(tree.criterion(code) for code in own))


class _Tree:
    """The criteria of one category while they are checked."""

    def __init__(self, category: str, own: Mapping[str, CriterionRow], stages: Sequence[Stage]) -> None:
        self._category = category
        self._own = own
        self._stages = stages
        self._parents = {entry.criterion.parent for entry in own.values()}

    def check_parents(self) -> None:
        for code, entry in self._own.items():
            parent = entry.criterion.parent
            if parent is not None and parent not in self._own:
                entry.row.fault(
                    "parent", N_("There is no criterion {code} in {category}."), code=parent, category=self._category
                )
            elif len(self._line(code)) > MOST_LEVELS:
                entry.row.fault(
                    "parent", N_("Criteria have at most {most} levels, and none is above itself."), most=MOST_LEVELS
                )

    def _line(self, code: str) -> list[str]:
        """`code` and what is above it, upwards; cut off where it is too long, as a circle is."""
        line = [code]
        while len(line) <= MOST_LEVELS:
            parent = self._own[line[-1]].criterion.parent
            if parent is None or parent not in self._own:
                break
            line.append(parent)
        return line

    def check_weights(self) -> None:
        levels: dict[str | None, list[CriterionRow]] = {}
        for entry in self._own.values():
            levels.setdefault(entry.criterion.parent, []).append(entry)
        for parent, entries in levels.items():
            total = sum(entry.weight or 0 for entry in entries)
            if total == WHOLE or any(entry.weight is None for entry in entries):
                continue
            if parent is None:
                text = N_("In {category} the weights at the top add up to {sum}, not to 100.")
            else:
                text = N_("In {category} the weights under {parent} add up to {sum}, not to 100.")
            entries[0].row.fault("weight", text, category=self._category, parent=parent or "", sum=plain_mark(total))

    def criterion(self, code: str) -> Criterion:
        """The criterion as the plan holds it: scale or rule only where it is a leaf, its stage found."""
        entry = self._own[code]
        leaf = code not in self._parents
        judged = entry.criterion.kind is CriterionKind.JUDGED
        if leaf and not judged and not entry.has_rule:
            entry.row.fault("rule", N_("The measured criterion {code} needs a rule (Rumus)."), code=code)
        if (judged or not leaf) and entry.has_rule:
            entry.row.fault(
                "rule", N_("Only a measured criterion without parts has a rule; {code} is none."), code=code
            )
        if leaf and judged:
            return replace(entry.criterion, stage=self._stage(code, leaf), rule=None)
        return replace(
            entry.criterion,
            stage=self._stage(code, leaf),
            kind=entry.criterion.kind if leaf else CriterionKind.JUDGED,
            scale=None,
            rubric=(),
            comment=CommentRule.NEVER,
            rule=entry.criterion.rule if leaf else None,
            no_data=entry.criterion.no_data if leaf else NoData.UNRANKED,
        )

    def _stage(self, code: str, leaf: bool) -> str:
        """Its own stage, that of the nearest criterion above, or the only one there is."""
        stage = next((self._own[above].own_stage for above in self._line(code) if self._own[above].own_stage), "")
        if not leaf:
            return stage or self._stage_below(code)
        if not stage and len(self._stages) == 1:
            stage = self._stages[0].code
        if not stage:
            if not self._own[code].row.has("stage"):
                self._own[code].row.fault("stage", N_("The stage of {code} is missing."), code=code)
            return self._stages[0].code
        found = next(entry for entry in self._stages if entry.code == stage)
        if found.categories and self._category not in found.categories:
            self._own[code].row.fault(
                "stage",
                N_("The stage {stage} is not for the category {category}."),
                stage=stage,
                category=self._category,
            )
        return stage

    def _stage_below(self, code: str) -> str:
        stages = (
            entry.own_stage for below, entry in self._own.items() if entry.own_stage and code in self._line(below)
        )
        return next(stages, self._stages[0].code)
