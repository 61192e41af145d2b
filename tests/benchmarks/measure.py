"""What a row of the benchmark is: our time, the floor's, and the ratio that is still good."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured. `ours` and `floor` do it once and return what it took, in the same unit.

    The floor is the least that anyone needs for it on this machine: a bare library, a bare window. Without a floor,
    the goal is a limit for `ours` itself.
    """

    name: str
    goal: float
    ours: Callable[[], float]
    floor: Callable[[], float] | None = None
    rounds: int = 7


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of a row's rounds."""

    name: str
    ours: float
    floor: float | None
    ratio: float | None
    goal: float

    @property
    def is_good(self) -> bool:
        """Whether the ratio, or `ours` where there is no floor, is within the goal."""
        return (self.ours if self.ratio is None else self.ratio) <= self.goal


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(row: Row) -> Result:
    """Run both in turn, so that a busy moment of the machine hits both; the first round only warms up."""
    ours, floors = [], []
    for _ in range(row.rounds + 1):
        ours.append(row.ours())
        if row.floor is not None:
            floors.append(row.floor())
    our_median = median(ours[1:])
    if row.floor is None:
        return Result(row.name, our_median, None, None, row.goal)
    floor_median = median(floors[1:])
    return Result(row.name, our_median, floor_median, our_median / floor_median, row.goal)
