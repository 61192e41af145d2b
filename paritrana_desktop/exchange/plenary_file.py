"""Plenary files: the plan, every ballot as its juror signed it, and the facts, for a count on another machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.plan import Code, Plan
from paritrana_desktop.domain.schema import Hex, Length, Text, from_plain, to_plain
from paritrana_desktop.exchange.container import Container
from paritrana_desktop.exchange.package import PLAN, AgeRecipient, plan_bytes, read_plan

SUFFIX = ".paritrana-pleno"
ANSWER_SUFFIX = ".paritrana-hitung"
HEAD = "plenary.json"


@dataclass(frozen=True, slots=True)
class Head:
    """What the secretariat says of the set: its stage, its own count, and to whom the file goes."""

    kind: Literal["plenary"]
    critical: Annotated[tuple[Text, ...], Length(0)]
    stage: Code | None
    to: tuple[Code, ...]
    set: Hex
    result: Hex
    log: Hex
    recipient: AgeRecipient
    """To whom the archive of the decision is sealed: the secretariat's desk."""


@dataclass(frozen=True, slots=True)
class PlenaryFile:
    """A plenary file as read: envelopes by id, not yet verified one by one."""

    event: str
    signer: str
    plan: Plan
    earlier: tuple[Plan, ...]
    """Plans that ballots name besides the one in force."""
    head: Head
    ballots: Mapping[str, bytes]
    facts: Mapping[str, bytes]


def set_digest(plan: str, stage: str | None, ballots: Mapping[str, object], facts: Mapping[str, object]) -> str:
    """SHA-256 of what is counted: the plan, the stage, and the ids of ballots and facts."""
    return canonical.fingerprint(
        {"plan": plan, "stage": stage, "ballots": [*sorted(ballots)], "facts": [*sorted(facts)]}
    )


def members(
    plan: Plan, earlier: Iterable[Plan], head: Head, ballots: Mapping[str, bytes], facts: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The container members of a plenary file; `earlier` are the plans that ballots name besides `plan`."""
    return {
        PLAN: plan_bytes(plan),
        **{f"plans/{old.digest()}": plan_bytes(old) for old in earlier},
        HEAD: canonical.encode(to_plain(head)),
        **{f"ballots/{name}": data for name, data in ballots.items()},
        **{f"facts/{name}": data for name, data in facts.items()},
    }


def read(container: Container) -> PlenaryFile:
    """The plenary file in a verified container."""
    return PlenaryFile(
        container.manifest.event,
        container.manifest.signer,
        read_plan(container[PLAN]),
        tuple(read_plan(data) for data in under(container, "plans").values()),
        from_plain(Head, canonical.parse(container[HEAD])),
        under(container, "ballots"),
        under(container, "facts"),
    )


def under(container: Container, folder: str) -> dict[str, bytes]:
    """The members `folder/<id>` by their id."""
    return {
        name.removeprefix(f"{folder}/"): data
        for name, data in container.members.items()
        if name.startswith(f"{folder}/")
    }
