"""Packages: what one juror gets from the secretariat, and what comes with every plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.plan import Code, Plan
from paritrana_desktop.domain.schema import Hex, Length, Shaped, Text, Within, from_plain, to_plain
from paritrana_desktop.domain.sound import PlanNotSound, check_plan
from paritrana_desktop.exchange.container import Container

SUFFIX = ".paritrana-paket"
PLAN = "plan.json"
INVITATION = "invitation.json"

AgeRecipient = Annotated[str, Shaped("age1[0-9a-z]{20,80}")]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is for one juror alone: the secret that admits the juror's key, and to whom ballots are sealed."""

    kind: Literal["invitation"]
    critical: Annotated[tuple[Text, ...], Length(0)]
    juror: Code
    secret: Hex
    recipient: AgeRecipient
    rev: Annotated[int, Within(1, 1_000_000)]
    prev: Hex | None
    """Digest of the plan before this revision."""


@dataclass(frozen=True, slots=True)
class Package:
    """A juror's package as read."""

    event: str
    plan: Plan
    invitation: Invitation


def members(plan: Plan, invitation: Invitation) -> dict[str, bytes]:
    """The container members of a package."""
    return {PLAN: plan_bytes(plan), INVITATION: canonical.encode(to_plain(invitation))}


def read(container: Container) -> Package:
    """The package in a verified container.

    Raises:
        PlanNotSound: its plan does not hold together, or has no such juror.
        NotStrictJson, DoesNotFit, MemberRefused: it is not exactly a package.
    """
    invitation = from_plain(Invitation, canonical.parse(container[INVITATION]))
    plan = read_plan(container[PLAN])
    check_plan(plan)
    if invitation.juror not in {juror.code for juror in plan.jurors}:
        raise PlanNotSound(what=invitation.juror)
    return Package(container.manifest.event, plan, invitation)


def plan_bytes(plan: Plan) -> bytes:
    """The plan's canonical bytes, whose SHA-256 is its digest."""
    return canonical.encode(to_plain(plan))


# The same few plans are read again and again; being one object, they are also compared in no time.
@lru_cache(maxsize=8)
def read_plan(untrusted_data: bytes) -> Plan:
    """The plan in `untrusted_data`, strictly."""
    return from_plain(Plan, canonical.parse(untrusted_data))
