"""The tally: what the count says, with every step kept. A value only; `count.py` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from paritrana_desktop.domain.errors import Sentence
from paritrana_desktop.domain.plan import TieStep


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One leaf criterion of one nominee: mean of its counting marks (0-100) and its points in the total."""

    code: str
    weight: Fraction
    """Part of the whole, 0-1, after any renormalisation for this nominee."""
    mean: Fraction | None
    points: Fraction | None
    """None where the method does not add up by criterion (median, sum of ranks)."""
    measured: bool


@dataclass(frozen=True, slots=True)
class JurorTotal:
    """One juror's total for one nominee (0-100, measured points included)."""

    code: str
    total: Fraction
    counted: bool
    """Whether the method used it (a trimmed or partly absent juror is shown, not used)."""
    rank: Fraction | None = None
    """Average rank inside this juror's own order; for sum of ranks only."""
    share: Fraction = Fraction(0)
    """What this juror adds to the nominee's total; the shares of all jurors sum to it exactly (mean)."""


@dataclass(frozen=True, slots=True)
class TieTrial:
    """One step of the tie chain as it was tried: what each nominee had, and whether that separated them."""

    step: TieStep
    criterion: str | None
    values: Mapping[str, Fraction]
    separated: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A group of nominees with equal exact totals and what became of it."""

    group: tuple[str, ...]
    trials: tuple[TieTrial, ...]
    unsettled: tuple[tuple[str, ...], ...]
    """The parts of the group that still share a rank and that only the meeting can separate."""
    matters: bool
    """Whether a place, or who goes on, depends on it."""

    @property
    def open(self) -> bool:
        """Whether the meeting has something to settle here."""
        return bool(self.unsettled)


@dataclass(frozen=True, slots=True)
class Standing:
    """One nominee's line in the ranking."""

    number: str
    name: str
    rank: int | None
    reason: Sentence | None
    """Why there is no rank."""
    total: Fraction | None
    printed: str
    """The total in Indonesian form, rounded once, with more decimals where rounding would hide a difference."""
    panel: tuple[str, ...]
    """Jurors whose marks count for this nominee."""
    recused: tuple[str, ...]
    absent: tuple[str, ...]
    """Jurors left out of at least one stage because they were absent from it."""
    criteria: tuple[CriterionScore, ...]
    jurors: tuple[JurorTotal, ...]
    tie: Tie | None

    @property
    def ranked(self) -> bool:
        """Whether this nominee takes part in the ranking."""
        return self.rank is not None


@dataclass(frozen=True, slots=True)
class CategoryTally:
    """One category: its nominees from the first rank down, unranked ones last by number."""

    code: str
    method: str
    complete: bool
    """All marks owed by the panel are in."""
    ranking: tuple[Standing, ...]
    notes: tuple[Sentence, ...] = ()
    """What a reader must know to compare the totals; blocks nothing."""

    def standing(self, number: str) -> Standing:
        """The line of nominee `number`; KeyError if there is none."""
        for standing in self.ranking:
            if standing.number == number:
                return standing
        raise KeyError(number)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The groups with equal totals, each once, in the order of the ranking."""
        seen: dict[tuple[str, ...], Tie] = {}
        for standing in self.ranking:
            if standing.tie is not None:
                seen.setdefault(standing.tie.group, standing.tie)
        return tuple(seen.values())


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that stands in the way of a decision."""

    code: str
    """`missing`, `outdated`, `difference`, `closings`, `few_jurors`, `not_applicable`, `absence_effect`, `method`, `tie`: for programs."""
    said: Sentence
    category: str | None = None
    juror: str | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """A whole count of a plan's ballots, up to one stage or over all."""

    plan: str
    stage: str | None
    ballots: tuple[str, ...]
    """Ids of the ballots that count, sorted."""
    jurors: tuple[str, ...]
    """Whose ballots those are, sorted."""
    rulings: tuple[str, ...]
    """Ids of the rulings in force, sorted."""
    complete: bool
    blocking: tuple[Blocker, ...]
    categories: tuple[CategoryTally, ...]

    def category(self, code: str) -> CategoryTally:
        """The tally of category `code`; KeyError if there is none."""
        for category in self.categories:
            if category.code == code:
                return category
        raise KeyError(code)
