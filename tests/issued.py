"""The sample event, issued: what a juror's tests stand on. Made once for a run; every test gets a home of its own.

`sample()` is the secretariat's side: its plan and one package with its code for each juror. `scoring_of("J1", folder)`
is that juror's desk in a new home, `found("J1")` the package as read; `sample_marks("J1")` are that juror's marks.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from paritrana_desktop import paths
from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.domain.codes import activation_code, read_activation_code
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange import container, package
from paritrana_desktop.exchange.package import Package
from paritrana_desktop.exchange.workbook.event import read_event
from paritrana_desktop.exchange.workbook.marks import read_marks
from paritrana_desktop.security import activation, identity, seal
from paritrana_desktop.services import certificates, keys, preparation, scoring
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.services.preparation import IssuedPackage
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.records import Draft
from paritrana_desktop.storage.store import Kind, Store

MORNING = dt.datetime(2025, 8, 27, 10, 42, tzinfo=dt.timezone(dt.timedelta(hours=7)))
_OPENED: list[Store] = []


@dataclass(frozen=True, slots=True)
class Issued:
    """An event whose packages are made."""

    plan: Plan
    packages: dict[str, IssuedPackage]
    """By juror's code."""


def clock() -> dt.datetime:
    """The same moment always: 27 August 2025, 10.42 WIB."""
    return MORNING


@cache
def sample() -> Issued:
    """The sample event with one package for each juror."""
    read = read_event((paths.resources() / "sample" / "acara.xlsx").read_bytes())
    assert read.plan is not None, read.faults
    return issue(read.plan)


def issue(plan: Plan) -> Issued:
    """`plan` issued by a secretariat of its own."""
    return issue_in(Path(mkdtemp(prefix="paritrana-issued-")) / "acara.paritrana", plan)


def issue_in(path: Path, plan: Plan) -> Issued:
    """`plan` issued by the secretariat whose workspace is at `path`, made with its key beside it if it is new."""
    home = Home(path.parent / "sekretariat")
    code = activation_code(1)
    if path.exists():
        store, key = Store.open(path), keys.unlock(home, lambda _kind: code)
    else:
        store, key = Store.create(path, Kind.SECRETARIAT, clock().isoformat()), keys.create_with_code(home, "S", code)
    with store:
        desk = Desk(store, key, clock, secrets.token_bytes)
        store.save_draft(Draft(package.plan_bytes(plan), b"{}"))
        return Issued(plan, {made.juror: made for made in preparation.issue(desk)})


def found(juror: str, issued: Issued | None = None) -> Package:
    """The package of `juror`, opened with its code."""
    made = (issued or sample()).packages[juror]
    secret = activation.age_identity(read_activation_code(made.code))
    opened = seal.open_sealed(made.package, secret, container.LIMIT)
    return package.read(container.unpack(opened, certificates.der, identity.verify))


def scoring_of(juror: str, folder: Path, issued: Issued | None = None) -> Scoring:
    """The desk of `juror` in the home `folder`, as after opening the package with its code; see `close_all`."""
    home = Home(folder)
    code = (issued or sample()).packages[juror].code
    unlock = scoring.key_for_juror(home, code, None)
    opened = scoring.open_package(home, found(juror, issued), unlock, clock, secrets.token_bytes)
    _OPENED.append(opened.desk.store)
    return opened


def close_all() -> None:
    """Close every workspace that `scoring_of` opened; at the end of each test that used it."""
    while _OPENED:
        _OPENED.pop().close()


def sample_marks(juror: str) -> Iterator[Mark]:
    """The marks of `juror` in the sample event."""
    data = (paths.resources() / "sample" / "nilai.xlsx").read_bytes()
    yield from (row.mark for row in read_marks(data, sample().plan).rows if row.juror == juror)
