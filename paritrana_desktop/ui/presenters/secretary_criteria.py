"""Categories with their criteria trees: weights, kinds, stages, scales, rubrics, rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from paritrana_desktop.domain.errors import N_
from paritrana_desktop.domain.plan import (
    WHOLE,
    Band,
    Category,
    CommentRule,
    Criterion,
    CriterionKind,
    MeasureRule,
    Plan,
    Scale,
)
from paritrana_desktop.services import preparation
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, mark, ngettext, number
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row
from paritrana_desktop.ui.presenters.score_card import percent
from paritrana_desktop.ui.presenters.secretary_missing import Missing, no_plan
from paritrana_desktop.ui.presenters.secretary_words import METHODS, RULES, exact_figure

_INDENT = "\N{EM SPACE}"
_COMMENTS = {CommentRule.ALWAYS: N_("comment required"), CommentRule.EXTREME: N_("comment for extreme marks")}


@dataclass(frozen=True, slots=True)
class CategoryShown:
    """One category: its line in the list, what holds for it as a whole, and its tree."""

    code: str
    name: str
    facts: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CriteriaShown:
    """What the page shows."""

    categories: tuple[CategoryShown, ...]
    listed: tuple[Row, ...]


def load(desk: Desk) -> CriteriaShown | Missing:
    """All categories of the plan as it is prepared."""
    plan = preparation.draft(desk)
    if plan is None:
        return no_plan()
    return CriteriaShown(tuple(_category(plan, entry) for entry in plan.categories), category_list(plan))


def list_columns() -> tuple[Column, ...]:
    """The columns of the list of categories."""
    return (Column("category", _("Category"), grow=True, width=150),)


def category_list(plan: Plan) -> tuple[Row, ...]:
    """The categories with their number of nominees."""
    return tuple(Row(entry.code, (Cell(entry.name, under=_under(entry)),)) for entry in plan.categories)


def _under(category: Category) -> str:
    count = len(category.nominees)
    nominees = ngettext("{count} nominee", "{count} nominees", count).format(count=number(count, 0))
    return f"{category.code} · {nominees}"


def columns() -> tuple[Column, ...]:
    """The columns of a criteria tree."""
    return (
        Column("criterion", _("Criterion"), grow=True, width=140),
        Column("weight", _("Weight"), align="right", spoken=_("Weight within the criterion above")),
        Column("whole", _("Effective"), align="right", spoken=_("Weight of the whole")),
        Column("kind", _("Kind, stage")),
        Column("scale", _("Scale or rule"), grow=True, width=140),
    )


def _category(plan: Plan, category: Category) -> CategoryShown:
    minimum = (
        _("at least half of the panel and three")
        if category.minimum_jurors is None
        else ngettext("at least {count} juror", "at least {count} jurors", category.minimum_jurors).format(
            count=category.minimum_jurors
        )
    )
    places = ngettext("{count} place", "{count} places", category.places).format(count=category.places)
    return CategoryShown(
        category.code,
        category.name,
        " · ".join((places, _(METHODS[category.method]), minimum)),
        (*_rows(plan, category, None, 0), _sum(category)),
    )


def _rows(plan: Plan, category: Category, parent: str | None, level: int) -> Iterator[Row]:
    for criterion in category.children(parent):
        children = category.children(criterion.code)
        yield Row(
            criterion.code,
            (
                Cell(f"{_INDENT * level}{criterion.name}", strong=level == 0, under=_INDENT * level + criterion.code),
                Cell(percent(Fraction(criterion.weight, WHOLE))),
                Cell(percent(category.weight(criterion.code)), "muted" if children else ""),
                _group(children) if children else Cell(_kind(criterion), under=plan.stage(criterion.stage).name),
                Cell("", "muted") if children else _scale(criterion),
            ),
        )
        yield from _rows(plan, category, criterion.code, level + 1)


def _group(children: tuple[Criterion, ...]) -> Cell:
    total = percent(Fraction(sum(child.weight for child in children), WHOLE))
    return Cell(_("{count} parts").format(count=len(children)), "muted", under=_("sum {sum}").format(sum=total))


def _kind(criterion: Criterion) -> str:
    return _("judged") if criterion.kind is CriterionKind.JUDGED else _("measured")


def _scale(criterion: Criterion) -> Cell:
    if criterion.kind is CriterionKind.MEASURED:
        return Cell(_rule(criterion.rule))
    scale = _scale_text(criterion.scale)
    bands = "; ".join(f"≥ {mark(band.lower)} {band.name}" for band in reversed(_rising(criterion)))
    comment = _(_COMMENTS[criterion.comment]) if criterion.comment in _COMMENTS else ""
    return Cell(scale, under="; ".join(part for part in (bands, comment) if part))


def _rising(criterion: Criterion) -> list[Band]:
    return sorted(criterion.rubric, key=lambda band: band.lower)


def _scale_text(scale: Scale | None) -> str:
    if scale is None:
        return "—"
    return _("{minimum} to {maximum}, steps of {step}").format(
        minimum=mark(scale.minimum), maximum=mark(scale.maximum), step=mark(scale.step)
    )


def _rule(rule: MeasureRule | None) -> str:
    if rule is None:
        return _("the figure is the points")
    pairs = "; ".join(
        _("{figure} gives {points}").format(figure=exact_figure(p.figure), points=exact_figure(p.points))
        for p in rule.points
    )
    return f"{_(RULES[rule.rule])}: {pairs}" if pairs else _(RULES[rule.rule])


def _sum(category: Category) -> Row:
    total = percent(Fraction(sum(child.weight for child in category.children(None)), WHOLE))
    blank = Cell("")
    return Row("sum", (Cell(_("Sum"), strong=True), Cell(total, strong=True), blank, blank, blank))
