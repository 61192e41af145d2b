"""The panel: its members with every part of their names, their seats, and their conflicts of interest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, NewType

from paritrana_desktop.domain.schema import Length, Shaped, Text

JurorCode = NewType("JurorCode", str)


class Role(StrEnum):
    """A seat's function in the panel."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"
    OPERATOR = "operator"


class Status(StrEnum):
    """How a person sits in the panel."""

    REGULAR = "regular"
    SUBSTITUTE = "substitute"
    DELEGATE = "delegate"
    TRAINEE = "trainee"


class InterestKind(StrEnum):
    """Potential: declared, still scores. Actual: does not score; left out of the mean, never a zero."""

    POTENTIAL = "potential"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Juror:
    """A member of the panel."""

    code: Annotated[str, Shaped("[A-Z0-9][A-Z0-9.-]{0,15}")]
    name: Annotated[str, Length(200)]
    title_before: Text = ""
    title_after: Text = ""
    role: Role = Role.MEMBER
    status: Status = Status.REGULAR
    replaces: Text = ""
    acting: Text = ""
    """Acting form of the post: Pj, Plt, Plh; empty for the holder."""
    scores: bool = True
    constituency: Text = ""
    post: Text = ""
    agency: Text = ""
    nip: Text = ""
    rank: Text = ""
    categories: tuple[Text, ...] = ()
    """Codes of the categories assigned; empty: all."""

    def assigned_to(self, category: str) -> bool:
        """Whether this member belongs to the panel of `category`."""
        return not self.categories or category in self.categories

    def with_titles(self) -> str:
        """The name as minutes print it: `Dr. Nama Lengkap, M.Si.`."""
        named = f"{self.title_before} {self.name}".strip()
        return f"{named}, {self.title_after}" if self.title_after else named


@dataclass(frozen=True, slots=True)
class Interest:
    """An entry of the conflict register: one juror and one nominee, or a whole category (`number` None)."""

    juror: Text
    category: Text
    number: Text | None
    kind: InterestKind
    reason: Text = ""
