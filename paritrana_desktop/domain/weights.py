"""The weights that hold for one nominee: what a criterion left out weighed goes to its siblings, in proportion."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from paritrana_desktop.domain.plan import WHOLE, Category, Criterion


def effective(category: Category, left_out: frozenset[str] = frozenset()) -> dict[str, Fraction]:
    """Leaf code -> its part of the whole (0-1) when the leaves `left_out` do not apply; these are not in the answer.

    A parent all of whose children are left out is left out itself.
    """
    below: dict[str | None, list[Criterion]] = {}
    for criterion in category.criteria:
        below.setdefault(criterion.parent, []).append(criterion)

    def applies(criterion: Criterion) -> bool:
        children = below.get(criterion.code)
        if children is None:
            return criterion.code not in left_out
        return any(child.weight and applies(child) for child in children)

    def parts(parent: str | None, whole: Fraction) -> Iterator[tuple[str, Fraction]]:
        siblings = below.get(parent, [])
        applying = [criterion for criterion in siblings if applies(criterion)]
        declared = sum(criterion.weight for criterion in siblings)
        remaining = sum(criterion.weight for criterion in applying)
        for criterion in applying:
            part = whole * Fraction(criterion.weight * declared, WHOLE * remaining) if remaining else Fraction(0)
            if criterion.code in below:
                yield from parts(criterion.code, part)
            else:
                yield criterion.code, part

    return dict(parts(None, Fraction(1)))
