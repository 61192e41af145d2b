"""Whether a plan that came from outside holds together, so that nothing that works with it meets a hole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.plan import Category, CriterionKind, Plan


class PlanNotSound(Refusal):
    sentence = N_(
        "The plan in this file does not hold together ({what}). It was not used; please ask the secretariat for a new file."
    )


def check_plan(plan: Plan) -> None:
    """Refuse `plan` unless all its codes differ and name something, and every criterion has its place.

    Raises:
        PlanNotSound: naming the first code that does not.
    """
    for what in _holes(plan):
        raise PlanNotSound(what=what)


def _holes(plan: Plan) -> Iterator[str]:
    stages = {stage.code for stage in plan.stages}
    categories = {category.code for category in plan.categories}
    if not stages or not categories or not plan.jurors:
        yield "-"
    yield from _twice(stage.code for stage in plan.stages)
    yield from _twice(category.code for category in plan.categories)
    yield from _twice(juror.code for juror in plan.jurors)
    jurors = {juror.code for juror in plan.jurors}
    for stage in plan.stages:
        yield from sorted(set(stage.categories) - categories)
    for juror in plan.jurors:
        yield from sorted(set(juror.categories) - categories)
    for entry in plan.interests:
        yield from sorted({entry.juror} - jurors)
    for category in plan.categories:
        yield from _holes_in(category, stages)


def _holes_in(category: Category, stages: set[str]) -> Iterator[str]:
    parents = {criterion.code: criterion.parent for criterion in category.criteria}
    yield from _twice(criterion.code for criterion in category.criteria)
    yield from _twice(nominee.number for nominee in category.nominees)
    yield from sorted(set(category.tie_order) - parents.keys())
    for criterion in category.criteria:
        if not _reaches_the_top(criterion.code, parents):
            yield criterion.code
    for leaf in category.leaves():
        scale = leaf.scale
        if leaf.stage not in stages or (leaf.kind is CriterionKind.JUDGED and scale is None):
            yield leaf.code
        if scale is not None and scale.minimum > scale.maximum:
            yield leaf.code
    for nominee in category.nominees:
        yield from sorted({entry.stage for entry in nominee.attendance} - stages)


def _reaches_the_top(code: str | None, parents: Mapping[str, str | None]) -> bool:
    for _ in parents:
        if code is None or code not in parents:
            return code is None
        code = parents[code]
    # Whoever has not arrived by now goes round in a circle.
    return code is None


def _twice(codes: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield code
        seen.add(code)
