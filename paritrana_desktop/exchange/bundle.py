"""Decision bundles: *short* for the public (PDFs, totals, codes), *full* for the archive and the inspectorate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.decision import Decision
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import from_plain, to_plain
from paritrana_desktop.exchange.container import Container
from paritrana_desktop.exchange.package import PLAN, plan_bytes, read_plan
from paritrana_desktop.exchange.plenary_file import under

SUFFIX = ".paritrana-keputusan"
RECORD = "decision.json"
TOTALS = "totals.json"
DOCUMENTS = "documents"
EVENT_CERTIFICATE = "event-certificate.txt"
LOG = "log.json"
FORMAT = "format.md"
ADMISSIONS = "admissions"


@dataclass(frozen=True, slots=True)
class Standing:
    """What proves that a signer may speak: the event's certificate (Base64) and its statements on the signer's key."""

    event_certificate: str
    admissions: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A decision with its documents; envelopes and plan are empty in the short form."""

    event: str
    signer: str
    decision: Decision
    record: bytes
    totals: bytes
    documents: Mapping[str, bytes]
    plan: Plan | None
    earlier: tuple[Plan, ...]
    ballots: Mapping[str, bytes]
    facts: Mapping[str, bytes]
    recounts: Mapping[str, bytes]
    event_certificate: str
    """Base64 of the DER form."""
    admissions: Mapping[str, bytes]
    """The event's signed statements on whose key signs, by id."""
    log: bytes | None


def record_bytes(decision: Decision) -> bytes:
    """The decision record's canonical bytes: also the one attachment of the decision's PDF."""
    return canonical.encode(to_plain(decision))


def short_members(
    decision: Decision, totals: Plain, documents: Mapping[str, bytes], standing: Standing, description: bytes
) -> dict[str, bytes]:
    """The members for the public: no juror's marks in them; `description` says how all of it is to be read."""
    return {
        FORMAT: description,
        EVENT_CERTIFICATE: standing.event_certificate.encode(),
        **{f"{ADMISSIONS}/{name}": data for name, data in standing.admissions.items()},
        RECORD: record_bytes(decision),
        TOTALS: canonical.encode(totals),
        **{f"{DOCUMENTS}/{name}": data for name, data in documents.items()},
    }


def full_members(
    short: Mapping[str, bytes],
    plan: Plan,
    earlier: Iterable[Plan],
    envelopes: Mapping[str, Mapping[str, bytes]],
    log: bytes,
) -> dict[str, bytes]:
    """The members for the archive; `envelopes` holds `ballots`, `facts` and `recounts` by id."""
    return {
        **short,
        PLAN: plan_bytes(plan),
        **{f"plans/{old.digest()}": plan_bytes(old) for old in earlier},
        LOG: log,
        **{f"{folder}/{name}": data for folder, held in envelopes.items() for name, data in held.items()},
    }


def read(container: Container) -> Bundle:
    """The bundle in a verified container."""
    full = container.manifest.content == "archive"
    documents = {
        name.removeprefix(f"{DOCUMENTS}/"): data
        for name, data in container.members.items()
        if name.startswith(f"{DOCUMENTS}/")
    }
    return Bundle(
        event=container.manifest.event,
        signer=container.manifest.signer,
        decision=from_plain(Decision, canonical.parse(container[RECORD])),
        record=container[RECORD],
        totals=container[TOTALS],
        documents=documents,
        plan=read_plan(container[PLAN]) if full else None,
        earlier=tuple(read_plan(data) for data in under(container, "plans").values()),
        ballots=under(container, "ballots"),
        facts=under(container, "facts"),
        recounts=under(container, "recounts"),
        event_certificate=container[EVENT_CERTIFICATE].decode("ascii", "replace"),
        admissions=under(container, ADMISSIONS),
        log=container[LOG] if full else None,
    )
