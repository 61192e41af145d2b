"""Packages: the check list before issuing, and what each juror gets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from paritrana_desktop.exchange import package
from paritrana_desktop.services import preparation
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, moment
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row
from paritrana_desktop.ui.presenters.secretary_missing import Missing, no_plan
from paritrana_desktop.ui.presenters.secretary_readiness import ReadyLine, blocked, readiness
from paritrana_desktop.ui.presenters.secretary_words import seat


@dataclass(frozen=True, slots=True)
class PackagesShown:
    """What the page shows; `refused` says why nothing can be issued (empty: it can)."""

    checks: tuple[ReadyLine, ...]
    refused: str
    first: bool
    """Whether nothing has been issued yet."""
    action: str
    state: str
    rows: tuple[Row, ...]
    files: tuple[str, ...]
    """Names of the files that issuing writes."""


def load(desk: Desk) -> PackagesShown | Missing:
    """What can be issued, and to whom."""
    plan = preparation.draft(desk)
    if plan is None:
        return no_plan()
    checks = readiness(plan)
    issued = desk.store.load_revisions()
    known = desk.store.load_secrets()
    receivers = preparation.receivers(plan)
    names = [(f"paket-{juror.code}{package.SUFFIX}", f"surat-{juror.code}.pdf") for juror in receivers]
    rows = tuple(
        Row(
            juror.code,
            (
                Cell(juror.with_titles(), under=seat(juror)),
                Cell(packed, under=letter),
                _code(juror.code in known, bool(issued)),
            ),
        )
        for juror, (packed, letter) in zip(receivers, names, strict=True)
    )
    if not issued:
        state = _("Nothing has been issued yet.")
    else:
        at = moment(dt.datetime.fromisoformat(issued[-1].at))
        fresh = issued[-1].digest == plan.digest()
        state = (
            _("Revision {rev} was issued on {at}. Issuing again makes the same packages with the same codes.")
            if fresh
            else _(
                "The plan changed since revision {rev} of {at}. Issuing makes the next revision; the codes stay the same."
            )
        ).format(rev=issued[-1].rev, at=at)
    action = _("Issue the packages again …") if issued else _("Issue the packages …")
    return PackagesShown(
        checks, blocked(checks), not issued, action, state, rows, tuple(name for pair in names for name in pair)
    )


def columns() -> tuple[Column, ...]:
    """The columns of the receivers."""
    return (
        Column("juror", _("Juror"), grow=True, width=150),
        Column("package", _("Package and letter")),
        Column("code", _("State")),
    )


def _code(known: bool, issued: bool) -> Cell:
    if known and issued:
        return Cell(_("✓ issued"), "good")
    return Cell(_("not issued yet"), "muted")
