"""What an operation touched, so that pages refresh only that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of a workspace that pages show."""

    PLAN = "plan"
    PACKAGES = "packages"
    MARKS = "marks"
    BALLOTS = "ballots"
    COUNT = "count"
    ACTS = "acts"
    DOCUMENTS = "documents"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Changes:
    """The parts that an operation touched."""

    parts: frozenset[Part]

    def touches(self, *parts: Part) -> bool:
        """Whether one of `parts` was touched."""
        return not self.parts.isdisjoint(parts)


def changed(*parts: Part) -> Changes:
    """`parts` were touched, and the log with them."""
    return Changes(frozenset({*parts, Part.LOG}))


EVERYTHING = Changes(frozenset(Part))
