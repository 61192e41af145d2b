"""Small notations inside one cell: the rule of a measured criterion, and a rubric."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from paritrana_desktop.domain.ballot import plain_mark
from paritrana_desktop.domain.errors import N_
from paritrana_desktop.domain.plan import Band, MeasureRule, Point, RuleKind, Scale
from paritrana_desktop.exchange.workbook.row import Row
from paritrana_desktop.exchange.workbook.values import Unreadable, exact_text, number_from_text, plain_number

_WITH_POINTS = re.compile(r"(linear|linier|bands?|pita)\s*\((.*)\)", re.IGNORECASE)
_PLAIN_RULES = {
    "target": RuleKind.TARGET,
    "ya/tidak": RuleKind.YES_NO,
    "yes/no": RuleKind.YES_NO,
}
_BAND = re.compile(
    r"(?:≥|>=)?\s*([0-9]{1,7})(?:[.,]([0-9]{1,2}))?\s*(?:[:=]|[-\N{EN DASH}]\s)?\s*([^\W\d][^:]*?)\s*(?::\s*(.*))?"
)
_FULL = 100


def read_rule(row: Row, key: str) -> MeasureRule | None:
    """The rule in a cell: `linear(0;100)`, `band(0:0;50:60)`, `target`, `ya/tidak`; None if empty, or with a fault."""
    text = row.text(key)
    if not text:
        return None
    plain = _PLAIN_RULES.get(re.sub(r"\s", "", text).casefold())
    if plain is not None:
        return MeasureRule(plain)
    match = _WITH_POINTS.fullmatch(text)
    try:
        if not match:
            possible = "linear(0;100), band(0:0;50:60;80:100), target, ya/tidak"
            row.fault(key, N_("“{text}” is not a rule. Possible: {choices}."), text=text[:60], choices=possible)
            return None
        return _linear(match[2]) if match[1].casefold().startswith("lin") else _bands(match[2])
    except Unreadable as problem:
        row.fault(key, problem.said.text, **problem.said.values)
        return None


def _linear(inside: str) -> MeasureRule:
    figures = [number_from_text(part) for part in inside.split(";")]
    if len(figures) != 2 or figures[0] == figures[1]:  # noqa: PLR2004  a line has two ends
        raise Unreadable(N_("linear(…;…) needs two different figures: those worth 0 and 100 points."))
    return MeasureRule(RuleKind.LINEAR, (Point(exact_text(figures[0]), "0"), Point(exact_text(figures[1]), str(_FULL))))


def _bands(inside: str) -> MeasureRule:
    steps: list[tuple[Fraction, Fraction]] = []
    for part in inside.split(";"):
        bound, colon, worth = part.partition(":")
        if not colon:
            raise Unreadable(N_("“{text}” is not a band. Each is a lower bound and its points: 50:60."), text=part[:40])
        steps.append((number_from_text(bound), number_from_text(worth)))
    if any(earlier[0] >= later[0] for earlier, later in pairwise(steps)):
        raise Unreadable(N_("The lower bounds of the bands must rise."))
    for _figure, points in steps:
        if not 0 <= points <= _FULL:
            raise Unreadable(N_("Points lie between 0 and 100; {number} does not."), number=plain_number(points))
    return MeasureRule(RuleKind.BANDS, tuple(Point(exact_text(figure), exact_text(points)) for figure, points in steps))


def read_rubric(row: Row, key: str, scale: Scale) -> tuple[Band, ...]:
    """The rubric in a cell, highest band first: `90 istimewa: what earns it; 80 baik; …`; faults are noted."""
    bands: dict[int, Band] = {}
    for part in filter(None, (part.strip() for part in row.text(key).split(";"))):
        match = _BAND.fullmatch(part)
        if not match:
            row.fault(
                key,
                N_("“{text}” is not a band of a rubric. Each is a lower bound and a name: 90 istimewa."),
                text=part[:40],
            )
            continue
        lower = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
        if lower > scale.maximum:
            row.fault(key, N_("{text} is above the scale of this criterion."), text=plain_mark(lower))
        elif lower in bands:
            row.fault(key, N_("The bound {text} stands twice in the rubric."), text=plain_mark(lower))
        else:
            bands[lower] = Band(lower, match[3], match[4] or "")
    if bands and min(bands) > scale.minimum:
        row.warn(key, N_("The lowest marks of the scale have no band in the rubric."))
    return tuple(bands[lower] for lower in sorted(bands, reverse=True))
