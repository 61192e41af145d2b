"""Criteria as columns: by name where the names fit, else by code with a legend; too many go into several tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from reportlab.platypus import Flowable, Spacer

from paritrana_desktop.documents import labels, style
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.tables import PAD, Column, table
from paritrana_desktop.domain.ballot import plain_mark
from paritrana_desktop.domain.plan import Category, Criterion

_HEAD_SIZE = 8
_WIDEST = 520
_LONGEST_NAME = 48
"""Characters that a head may hold before its lines make it taller than a row of the table is worth."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which criteria stand in one table, how wide each is, and whether their names fit as heads."""

    criteria: tuple[Criterion, ...]
    width: float
    named: bool

    def head(self, criterion: Criterion) -> str:
        """The words over a criterion's column."""
        return criterion.name if self.named else criterion.code


def laid_out(criteria: Sequence[Criterion], room: float, least: float) -> tuple[Layout, ...]:
    """`criteria` spread over as many tables as `room` points need, when a column has `least` points or more."""
    most = max(1, int(room // least))
    tables = -(-len(criteria) // most)
    rest = iter(criteria)
    layouts = []
    for at in range(tables):
        part = tuple(islice(rest, len(criteria) // tables + (at < len(criteria) % tables)))
        each = room / len(part)
        layouts.append(Layout(part, each, all(_fits(criterion.name, each) for criterion in criteria)))
    return tuple(layouts)


def legend(category: Category, criteria: Sequence[Criterion], say: Phrases, width: float) -> list[Flowable]:
    """What the codes over the columns mean, with weight, kind and stage."""
    columns = [
        Column(say("criteria.code"), 52),
        Column(say("criteria.name")),
        Column(say("criteria.weight"), 50, "number"),
        Column(say("criteria.kind"), 46),
        Column(say("criteria.scale"), 70, "centre"),
    ]
    rows = [
        [
            criterion.code,
            labels.criterion(category, criterion.code),
            labels.percent(category.weight(criterion.code)),
            say(f"kind.{criterion.kind}"),
            scale(criterion, say),
        ]
        for criterion in criteria
    ]
    return [Spacer(1, 6), table(columns, rows, min(width, _WIDEST))]


def scale(criterion: Criterion, say: Phrases) -> str:
    """`0–100`: which marks may be given; a dash for measured figures."""
    if criterion.scale is None:
        return say("none")
    lower, upper = (plain_mark(bound) for bound in (criterion.scale.minimum, criterion.scale.maximum))
    return f"{lower}–{upper}"


def _fits(name: str, width: float) -> bool:
    longest = max((style.width(word, style.BOLD, _HEAD_SIZE) for word in name.split()), default=0.0)
    return longest <= width - 2 * PAD and len(name) <= _LONGEST_NAME
