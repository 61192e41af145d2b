"""What held before the first mark, as minutes print it: conflicts of interest, methods, weights, rules for ties."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from paritrana_desktop.documents import labels, names, style
from paritrana_desktop.documents.blocks import subheading
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.tables import Cell, Column, table
from paritrana_desktop.domain.panel import Interest
from paritrana_desktop.domain.plan import Category, Criterion, Plan


def conflicts(plan: Plan, say: Phrases, width: float) -> list[Flowable]:
    """The register of conflicts of interest, each with its effect."""
    if not plan.interests:
        return [style.paragraph(say("conflicts.none"))]
    columns = [
        Column(say("conflicts.juror"), 130),
        Column(say("conflicts.nominee"), 130),
        Column(say("conflicts.kind"), 54, "centre"),
        Column(say("conflicts.effect")),
    ]
    return [table(columns, [_conflict(plan, entry, say) for entry in plan.interests], width)]


def _conflict(plan: Plan, entry: Interest, say: Phrases) -> list[Cell]:
    category = plan.category(entry.category)
    whom = (
        say("conflicts.whole_category", category=category.name)
        if entry.number is None
        else labels.nominee(category, entry.number)
    )
    effect = say(f"conflicts.{entry.kind}_effect")
    if entry.reason:
        effect = say("conflicts.reason", effect=effect, reason=entry.reason.rstrip("."))
    return [names.name(plan.juror(entry.juror), Form.MINUTES), whom, say(f"conflicts.{entry.kind}"), effect]


def method_and_weights(plan: Plan, say: Phrases, width: float) -> list[Flowable]:
    """How totals are made, the method of every category, and the criteria with their weights."""
    columns = [
        Column(say("method.category"), 190),
        Column(say("method.how")),
        Column(say("method.places"), 60, "number"),
    ]
    rows: list[list[Cell]] = [
        [f"{category.name} ({category.code})", say(f"method.{category.method}"), str(category.places)]
        for category in plan.categories
    ]
    parts: list[Flowable] = [style.paragraph(say("method.exact")), table(columns, rows, width), Spacer(1, 5)]
    alike: dict[tuple[Criterion, ...], list[Category]] = {}
    for category in plan.categories:
        alike.setdefault(category.criteria, []).append(category)
    for categories in alike.values():
        parts += _weights(plan, categories, say, width)
    steps = "; ".join(say(f"method.steps.{step}") for step in plan.rules.tie_chain)
    parts += [Spacer(1, 5), style.paragraph(say("method.ties", steps=steps))]
    if plan.rules.absence_effect is not None:
        parts.append(style.paragraph(say(f"method.absence_{plan.rules.absence_effect}")))
    if plan.rules.round_before_ranking:
        parts.append(style.paragraph(say("method.rounded")))
    return parts


def _weights(plan: Plan, categories: list[Category], say: Phrases, width: float) -> list[Flowable]:
    category = categories[0]
    columns = [
        Column(say("method.criterion")),
        Column(say("method.weight"), 56, "number"),
        Column(say("method.kind"), 50, "centre"),
        Column(say("method.stage"), 110),
    ]
    rows: list[list[Cell]] = [
        [
            labels.criterion(category, leaf.code),
            labels.percent(category.weight(leaf.code)),
            say(f"kind.{leaf.kind}"),
            plan.stage(leaf.stage).name,
        ]
        for leaf in category.leaves()
    ]
    named = "; ".join(f"{entry.name} ({entry.code})" for entry in categories)
    return [*subheading(say("method.applies_to", categories=named), 80), table(columns, rows, width)]
