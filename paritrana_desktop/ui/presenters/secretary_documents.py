"""Documents: who can receive the plenary file, and what was made so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from paritrana_desktop.domain.errors import N_
from paritrana_desktop.domain.panel import Role
from paritrana_desktop.services import collection
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, moment, number
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row
from paritrana_desktop.ui.presenters.secretary_ballots import StageChoice
from paritrana_desktop.ui.presenters.secretary_missing import Missing, not_issued
from paritrana_desktop.ui.presenters.secretary_words import ROLES, seat

SAVE = "save"
_KINDS: Final = {
    "plenary": N_("plenary file"),
    "closing": N_("closing list"),
    "recap": N_("recap"),
    "minutes": N_("minutes"),
    "decision": N_("decision"),
    "answer": N_("answer of a recount"),
}
_LEADING = {Role.CHAIR, Role.DEPUTY}


@dataclass(frozen=True, slots=True)
class Reader:
    """A juror whose key is known, who can so receive the plenary file."""

    code: str
    name: str
    seat: str
    leads: bool
    """Ticked from the start: chair or deputy."""


@dataclass(frozen=True, slots=True)
class DocumentsShown:
    """What the page shows; `refused` says why no plenary file can be made (empty: it can)."""

    stages: tuple[StageChoice, ...]
    readers: tuple[Reader, ...]
    refused: str
    rows: tuple[Row, ...]


def load(desk: Desk) -> DocumentsShown | Missing:
    """The documents of this event."""
    if not desk.store.load_revisions():
        return not_issued()
    now = collection.state(desk)
    stages = [StageChoice("", _("All stages"))] if now.open_for(None) else []
    stages += [
        StageChoice(entry.code, _("Up to {stage}").format(stage=entry.name))
        for entry in now.plan.stages_until(None)[:-1]
        if now.open_for(entry.code)
    ]
    known = {ballot.juror for ballot in now.ballots.values() if ballot.enrolment is not None}
    readers = tuple(
        Reader(
            juror.code,
            juror.with_titles(),
            ", ".join(dict.fromkeys((_(ROLES[juror.role]), seat(juror)))),
            juror.role in _LEADING,
        )
        for juror in now.plan.jurors
        if juror.code in known
    )
    if not stages:
        refused = _("The count is sealed until receiving is closed")
    elif not readers:
        refused = _("No juror's key is known yet, because no ballot has come in")
    else:
        refused = ""
    rows = tuple(
        Row(
            f"{entry.digest} {place}",
            (
                Cell(moment(dt.datetime.fromisoformat(entry.at))),
                Cell(entry.name, under=f"{_kind(entry.kind)} · {_size(entry.size)}"),
                Cell(_("Save a copy"), "link", spoken=_("Save a copy of {name}").format(name=entry.name)),
            ),
        )
        for place, entry in reversed(list(enumerate(desk.store.list_documents())))
    )
    return DocumentsShown(tuple(stages), readers, refused, rows)


def _kind(kind: str) -> str:
    word = _KINDS.get(kind, kind)
    return _(word)


def _size(size: int) -> str:
    return _("{size} kB").format(size=number(max(1, round(size / 1000)), 0))


def columns() -> tuple[Column, ...]:
    """The columns of the documents made so far."""
    return (
        Column("at", _("Made")),
        Column("name", _("Name and kind"), grow=True, width=140),
        Column(SAVE, "", width=40),
    )
