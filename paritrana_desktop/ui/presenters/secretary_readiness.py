"""Whether an event can be issued, in words: what is in order, what is odd, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paritrana_desktop.domain.panel import InterestKind, Role
from paritrana_desktop.domain.plan import WHOLE, Category, CriterionKind, Plan
from paritrana_desktop.texts import _, ngettext, number
from paritrana_desktop.ui.presenters.rows import Tone

_FEWEST_JURORS = 3


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """One finding: `good`, `caution` (allowed, but is it meant?) or `wrong` (nothing is issued before it is mended)."""

    tone: Tone
    text: str


def readiness(plan: Plan) -> tuple[ReadyLine, ...]:
    """Everything to know before issuing, what is wrong first."""
    found = [*_weights(plan), *_nominees(plan), *_figures(plan), *_panel(plan), *_rules(plan)]
    return tuple(sorted(found, key=lambda line: ("wrong", "caution", "good").index(line.tone)))


def blocked(lines: tuple[ReadyLine, ...]) -> str:
    """The first reason why nothing can be issued; empty if there is none."""
    return next((line.text for line in lines if line.tone == "wrong"), "")


def _weights(plan: Plan) -> Iterator[ReadyLine]:
    wrong = [category.name for category in plan.categories if not _adds_up(category)]
    if wrong:
        names = ", ".join(wrong)
        yield ReadyLine("wrong", _("Weights do not add up to 100 %: {categories}").format(categories=names))
        return
    count = sum(len(category.leaves()) for category in plan.categories)
    yield ReadyLine(
        "good",
        _("{categories} categories with {criteria} criteria; all weights add up to 100 %").format(
            categories=number(len(plan.categories), 0), criteria=number(count, 0)
        ),
    )


def _adds_up(category: Category) -> bool:
    parents = {criterion.parent for criterion in category.criteria}
    sums = [sum(child.weight for child in category.children(parent)) for parent in parents]
    return bool(sums) and all(total == WHOLE for total in sums)


def _nominees(plan: Plan) -> Iterator[ReadyLine]:
    empty = [category.name for category in plan.categories if not category.nominees]
    if empty:
        yield ReadyLine("wrong", _("No nominees: {categories}").format(categories=", ".join(empty)))
    count = sum(len(category.nominees) for category in plan.categories)
    if count:
        yield ReadyLine("good", ngettext("{count} nominee", "{count} nominees", count).format(count=number(count, 0)))


def _figures(plan: Plan) -> Iterator[ReadyLine]:
    there = 0
    for category in plan.categories:
        for leaf in category.leaves():
            if leaf.kind is not CriterionKind.MEASURED:
                continue
            eligible = [nominee for nominee in category.nominees if nominee.eligible]
            without = [nominee.number for nominee in eligible if nominee.figure(leaf.code) is None]
            there += len(eligible) - len(without)
            if without:
                said = _("No figure for {criterion}, {category}: {numbers}")
                yield ReadyLine(
                    "caution",
                    said.format(criterion=leaf.name, category=category.name, numbers=", ".join(without)),
                )
    yield ReadyLine("good", _("{count} measured figures with their sources").format(count=number(there, 0)))


def _panel(plan: Plan) -> Iterator[ReadyLine]:
    scoring = [juror for juror in plan.jurors if juror.scores]
    yield ReadyLine(
        "good" if scoring else "wrong",
        _("{members} panel members, of whom {scoring} score").format(
            members=number(len(plan.jurors), 0), scoring=number(len(scoring), 0)
        ),
    )
    if not any(juror.role in {Role.CHAIR, Role.DEPUTY} for juror in plan.jurors):
        yield ReadyLine(
            "caution", _("Nobody in the panel is chair or deputy, so nobody can sign the decision digitally")
        )
    for category in plan.categories:
        jurors = plan.scoring(category.code)
        needed = category.minimum_jurors or max(_FEWEST_JURORS, -(-len(jurors) // 2))
        short = [
            nominee.number
            for nominee in category.nominees
            if nominee.eligible
            and sum(plan.interest(j.code, category.code, nominee.number) is not InterestKind.ACTUAL for j in jurors)
            < needed
        ]
        if category.judged() and short:
            said = _("{category} needs {needed} jurors for each nominee; fewer are left for {numbers}")
            yield ReadyLine("caution", said.format(category=category.name, needed=needed, numbers=", ".join(short)))
    actual = sum(entry.kind is InterestKind.ACTUAL for entry in plan.interests)
    yield ReadyLine(
        "good",
        _("Conflicts of interest: {actual} actual, {potential} potential").format(
            actual=actual, potential=len(plan.interests) - actual
        ),
    )


def _rules(plan: Plan) -> Iterator[ReadyLine]:
    if plan.rules.absence_effect is None:
        yield ReadyLine("wrong", _("What it means when a nominee does not come has not been chosen"))
