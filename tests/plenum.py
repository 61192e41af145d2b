"""The sample event as it lies before the plenary: every juror's signed ballot, the closing, the sealed plenary file.

Made from the same parts as the product makes it, without the packages, letters and score sheets that other tests look
at, so it takes about a second; once for a run. `plenary_file()` opens with the keys of `READERS`.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from paritrana_desktop import paths
from paritrana_desktop.domain.ballot import Ballot, Enrolment, HandedIn, Mark, Origin, sorted_marks
from paritrana_desktop.domain.decision import Acts
from paritrana_desktop.domain.facts import Admission
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange import ballot_file, container, envelope, package, plenary_file
from paritrana_desktop.exchange.workbook.event import read_event
from paritrana_desktop.exchange.workbook.marks import read_marks
from paritrana_desktop.security import identity, seal
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import acts_form, certificates, chairing, collection, plenary
from paritrana_desktop.services.case import Case
from paritrana_desktop.services.chairing import Chairing
from paritrana_desktop.services.desk import Desk, certificate_text
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.records import Revision, StoredBallot
from paritrana_desktop.storage.store import Kind, Store

SAMPLE = paths.resources() / "sample"
READERS = ("J1", "J2", "J4")
"""The chair, the deputy who leads the sample's meeting, and a witness."""
AFTERNOON = dt.datetime(2025, 8, 27, 13, 20, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def clock() -> dt.datetime:
    """The same moment always: 27 August 2025, 13.20 WIB."""
    return AFTERNOON


@dataclass(frozen=True, slots=True)
class Plenum:
    """A plenary file, and the keys of the event and of every juror."""

    plan: Plan
    event: OwnKey
    keys: dict[str, OwnKey]
    file: bytes


@cache
def sample_plan() -> Plan:
    """The plan of the sample workbook."""
    read = read_event((SAMPLE / "acara.xlsx").read_bytes())
    assert read.plan is not None, read.faults
    return read.plan


@cache
def _sample_marks() -> tuple[tuple[str, Mark], ...]:
    rows = read_marks((SAMPLE / "nilai.xlsx").read_bytes(), sample_plan()).rows
    return tuple((row.juror, row.mark) for row in rows)


@cache
def _keys() -> tuple[OwnKey, dict[str, OwnKey]]:
    plan = sample_plan()
    jurors = {juror.code: identity.create(juror.with_titles()) for juror in plan.jurors if juror.scores}
    return identity.create("Sekretariat"), jurors


@cache
def plenum(*, differing: bool = False, without: tuple[str, ...] = ()) -> Plenum:
    """The sample event closed; `differing`: J5 handed in twice, with two marks apart; `without`: who handed nothing in."""
    plan = sample_plan()
    event, jurors = _keys()
    with Store.create(Path(mkdtemp()) / "acara.paritrana", Kind.SECRETARIAT, clock().isoformat()) as store:
        desk = Desk(store, event, clock, secrets.token_bytes)
        store.append_meta("event", event.digest)
        store.append_revision(Revision(1, None, plan.digest(), package.plan_bytes(plan), desk.now()))
        for juror in (code for code in jurors if code not in without):
            collection.append_fact(desk, Admission("admission", event.digest, juror, jurors[juror].digest, "package"))
            marks = [mark for owner, mark in _sample_marks() if owner == juror]
            _hand_in(desk, plan, juror, jurors[juror], marks)
            if differing and juror == "J5":
                _hand_in(desk, plan, juror, jurors[juror], _two_apart(marks), device="2" * 32)
        collection.close(desk, None, "Rapat tidak dapat ditunda" if without else "")
        _name, file = plenary.write(desk, None, READERS)
    return Plenum(plan, event, jurors, file)


def _hand_in(desk: Desk, plan: Plan, juror: str, key: OwnKey, marks: Iterable[Mark], device: str = "1" * 32) -> None:
    sheets = sorted((stage.code, category.code) for stage, category in plan.sheets_of(juror))
    ballot = Ballot(
        kind="ballot",
        critical=(),
        event=desk.key.digest,
        plan=plan.digest(),
        juror=juror,
        device=device,
        seq=1,
        ancestors=(),
        to=(desk.key.age_recipient, key.age_recipient),
        handed_in=tuple(HandedIn(stage, category, plan.sheet(stage, category)) for stage, category in sheets),
        marks=sorted_marks(marks),
        interests=tuple(entry for entry in plan.interests if entry.juror == juror),
        enrolment=Enrolment(certificate_text(key), key.age_recipient, "0" * 64),
        origin=Origin.JUROR,
        made_at=desk.now(),
        app="0",
        ext={},
    )
    signed = ballot_file.write(ballot, lambda payload: identity.sign(key.private_key, payload), key.digest)
    desk.store.append_ballot(StoredBallot(signed.id, envelope.encode(signed), juror, desk.now(), ""))


def _two_apart(marks: list[Mark]) -> list[Mark]:
    judged = [mark for mark in marks if mark.category == "KK" and mark.u is not None]
    changed = {mark.cell: replace(mark, u=(mark.u or 0) - 500) for mark in judged[:2]}
    return [changed.get(mark.cell, mark) for mark in marks]


def sample_acts(chair: Chairing) -> Acts:
    """What the sample's meeting did, whole."""
    return acts_form.read((SAMPLE / "acts.json").read_bytes(), chair.case.event, chair.case.ballots)


def chairing_of(juror: str, folder: Path, reader: Reader, made: Plenum | None = None) -> Chairing:
    """The desk of `juror` for the plenary file, opened in the home `folder`; the caller closes its store."""
    found = made or plenum()
    return chairing.open_plenary(Home(folder), found.file, found.keys[juror], reader, clock, secrets.token_bytes)


def chairing_at(juror: str, path: Path, made: Plenum | None = None) -> Chairing:
    """The same in a workspace at `path`, with the case as it was read once for all of them."""
    found = made or plenum()
    desk = Desk(Store.create(path, Kind.CHAIR, clock().isoformat()), found.keys[juror], clock, secrets.token_bytes)
    return Chairing(desk, _case(found.file, found.event.age_identity))


@cache
def _case(file: bytes, age_identity: str) -> Case:
    packed = seal.open_sealed(file, age_identity, container.LIMIT)
    return plenary.checked(plenary_file.read(container.unpack(packed, certificates.der, identity.verify)))
