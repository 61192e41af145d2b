"""Facts: signed statements of the secretariat's desk that name ids, never times. A correction is a new fact.

Together with the verified ballots they are the whole state of an event: two machines with the same set agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from paritrana_desktop.domain.plan import Code
from paritrana_desktop.domain.schema import Hex, Length, Text

BallotIds = Annotated[tuple[Hex, ...], Length(5000)]


@dataclass(frozen=True, slots=True)
class Admission:
    """The key that speaks for a juror: by the package's secret (`how` = "package"), or by a person who compared it."""

    kind: Literal["admission"]
    event: Hex
    juror: Code
    certificate: Hex
    how: Text
    reason: Text = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of receiving for a stage (None: the whole event): which ballots count from now on."""

    kind: Literal["closing"]
    event: Hex
    stage: Code | None
    ballots: BallotIds
    early: Text = ""
    """The reason why the count was opened before all had handed in; empty if all had."""
    plan: Hex = "0" * 64
    """The plan in force: what is counted by other rules than these was not closed."""


@dataclass(frozen=True, slots=True)
class Reopening:
    """Receiving goes on: `closing` has no effect any more."""

    kind: Literal["reopening"]
    event: Hex
    closing: Hex
    reason: Text


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Ballots without effect: the undo of a merge."""

    kind: Literal["exclusion"]
    event: Hex
    ballots: BallotIds
    reason: Text


@dataclass(frozen=True, slots=True)
class Ruling:
    """The meeting's choice between differing heads for one cell: the value that stands in `ballot`."""

    kind: Literal["ruling"]
    event: Hex
    juror: Code
    category: Code
    number: Code
    criterion: Code
    ballot: Hex
    reason: Text


@dataclass(frozen=True, slots=True)
class Witness:
    """A juror named to count again on an own machine."""

    kind: Literal["witness"]
    event: Hex
    juror: Code


Fact: TypeAlias = Admission | Closing | Reopening | Exclusion | Ruling | Witness


@dataclass(frozen=True, slots=True)
class Statement:
    """What the envelope of a fact holds; `critical` names what a reader must understand."""

    kind: Literal["statement"]
    critical: Annotated[tuple[Text, ...], Length(0)]
    fact: Fact
    ancestors: Annotated[tuple[Hex, ...], Length(64)] = ()
