"""The board of files received: four findings, and juror by category with signs that are also said in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.panel import InterestKind, Juror
from paritrana_desktop.domain.plan import Category, Plan
from paritrana_desktop.domain.union import SheetState, SheetView
from paritrana_desktop.services import collection, preparation
from paritrana_desktop.services.collection import State
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.storage.records import StoredBallot
from paritrana_desktop.texts import _, moment, ngettext, number
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row, Tone
from paritrana_desktop.ui.presenters.secretary_missing import Missing, not_issued
from paritrana_desktop.ui.presenters.secretary_words import seat

ACT = "act"
_NAMED = 2
_NOT_IN = {SheetState.MISSING, SheetState.OTHER_CRITERIA}


@dataclass(frozen=True, slots=True)
class Finding:
    """One of the four cards."""

    figure: str
    caption: str
    tone: Tone = "primary"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, and what to write."""

    name: str
    telephone: str
    message: str


@dataclass(frozen=True, slots=True)
class StageChoice:
    """A stage that the board can be narrowed to; an empty code means the whole event."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class BallotsShown:
    """What the board shows for one choice of stage."""

    stages: tuple[StageChoice, ...]
    stage: str
    cards: tuple[Finding, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    contacts: Mapping[str, Contact]
    note: str
    closed: bool
    anything: bool
    """Whether any file has come in."""
    waiting: tuple[str, ...]
    """Who is missing and what, a line each, for the question before the closing."""
    differences: int
    closing: str
    """What would be closed, for the question."""


def load(desk: Desk, stage: str = "") -> BallotsShown | Missing:
    """The board of `stage` (empty: the whole event)."""
    if not desk.store.load_revisions():
        return not_issued()
    now = collection.state(desk)
    codes = {entry.code for entry in now.plan.stages}
    wanted = stage if stage in codes else ""
    sheets = [sheet for sheet in now.view.sheets.values() if wanted in {"", sheet.stage}]
    stages = (StageChoice("", _("All stages")), *(StageChoice(s.code, s.name) for s in now.plan.stages_until(None)))
    jurors = [juror for juror in now.plan.jurors if juror.scores]
    boards = {juror.code: _Line(now, juror, [s for s in sheets if s.juror == juror.code], wanted) for juror in jurors}
    waiting = collection.waiting(now, wanted or None)
    telephones = preparation.contacts(desk)
    differences = sum(len(sheet.differences) for sheet in sheets)
    closed = any(closing.stage in {None, wanted or None} for closing in now.view.closings.values())
    return BallotsShown(
        stages=stages,
        stage=wanted,
        cards=_cards(now, waiting, sheets, wanted, closed=closed),
        columns=_columns(now.plan),
        rows=tuple(line.row(closed=closed) for line in sorted(boards.values(), key=lambda line: line.urgency)),
        contacts={code: line.contact(telephones.get(code, "")) for code, line in boards.items()},
        note=_note(now),
        closed=closed,
        anything=bool(now.stored),
        waiting=tuple(f"{now.plan.juror(code).with_titles()}: {boards[code].missing()}" for code in waiting),
        differences=differences,
        closing=now.plan.stage(wanted).name if wanted else _("the whole event"),
    )


def _cards(
    now: State, waiting: tuple[str, ...], sheets: list[SheetView], stage: str, *, closed: bool
) -> tuple[Finding, ...]:
    owed = sum(1 for sheet in sheets for _cell in now.plan.cells(sheet.juror, sheet.stage, sheet.category))
    there = sum(len(sheet.marks) for sheet in sheets)
    seats = [seat(now.plan.juror(code)) for code in waiting]
    differing = [sheet for sheet in sheets if sheet.differences]
    count = sum(len(sheet.differences) for sheet in differing)
    names = ", ".join(dict.fromkeys(now.plan.juror(sheet.juror).name for sheet in differing))
    opened = now.open_for(stage or None)
    return (
        Finding(
            ngettext("{count} juror awaited", "{count} jurors awaited", len(waiting)).format(
                count=number(len(waiting), 0)
            ),
            _some(seats) or _("everything has come in"),
            "primary" if waiting else "good",
        ),
        Finding(_("{done} of {total}").format(done=number(there, 0), total=number(owed, 0)), _("marks have come in")),
        Finding(
            ngettext("{count} difference", "{count} differences", count).format(count=number(count, 0)),
            _("ballots of {names} differ").format(names=names) if names else _("no two ballots differ"),
            "wrong" if count else "primary",
        ),
        Finding(_("Count open"), _("receiving is closed"), "good")
        if opened
        else Finding(
            _("Count sealed"),
            _("another stage is not closed yet") if closed else _("opened by the closing"),
        ),
    )


def _some(seats: list[str]) -> str:
    """The first two, and how many more: the board names them all."""
    if len(seats) <= _NAMED:
        return ", ".join(seats)
    named = ", ".join(seats[:_NAMED])
    return _("{seats} and {count} more").format(seats=named, count=number(len(seats) - _NAMED, 0))


def _columns(plan: Plan) -> tuple[Column, ...]:
    return (
        Column("juror", _("Juror"), grow=True, width=180),
        *(Column(category.code, category.code, align="center", spoken=category.name) for category in plan.categories),
        Column("at", _("Last file")),
        Column("code", _("Ballot code")),
        Column(ACT, "", width=40),
    )


def _note(now: State) -> str:
    parts = []
    if now.view.late:
        count = len(now.view.late)
        parts.append(
            ngettext(
                "{count} file came after the closing: it is kept, without effect.",
                "{count} files came after the closing: they are kept, without effect.",
                count,
            ).format(count=number(count, 0))
        )
    if now.view.missing_ancestors:
        parts.append(_("Earlier ballots that were named never arrived; the newer ones hold everything."))
    if now.view.clash:
        parts.append(_("Two closing lists name different ballots: one of them must be reopened."))
    return " ".join(parts)


class _Line:
    """One juror's line of the board."""

    def __init__(self, now: State, juror: Juror, sheets: list[SheetView], stage: str) -> None:
        self._now, self._juror, self._stage = now, juror, stage
        self._by_category: dict[str, list[SheetView]] = {}
        for sheet in sheets:
            self._by_category.setdefault(sheet.category, []).append(sheet)
        self._stored: StoredBallot | None = next((b for b in reversed(now.stored) if b.juror == juror.code), None)
        self._sheets = sheets
        states = {sheet.state for sheet in sheets}
        place = now.plan.jurors.index(juror)
        # Missing first, then what must be asked, then what is done; inside each in the order of the panel.
        if self._stored is None and sheets:
            self.urgency = (0, place)
        elif SheetState.DIFFERENT in states:
            self.urgency = (1, place)
        elif states & _NOT_IN:
            self.urgency = (2, place)
        else:
            self.urgency = (3, place)

    def row(self, *, closed: bool) -> Row:
        stored = self._stored
        act = "" if closed else {0: _("Contact"), 1: _("Ask"), 2: _("Contact")}.get(self.urgency[0], "")
        name = self._juror.with_titles()
        return Row(
            self._juror.code,
            (
                Cell(name, under=seat(self._juror)),
                *(self._cell(category) for category in self._now.plan.categories),
                Cell(moment(dt.datetime.fromisoformat(stored.received_at))) if stored else Cell(_("none yet"), "muted"),
                Cell(fingerprint_code(Prefix.BALLOT, stored.id)) if stored else Cell("—", "muted"),
                Cell(act, "link", spoken=_("Write to {name}").format(name=name)) if act else Cell(""),
            ),
        )

    def missing(self) -> str:
        """The categories that this juror still owes, by name."""
        plan = self._now.plan
        owed = [sheet for sheet in self._sheets if sheet.state in _NOT_IN]
        if len(owed) == len(self._sheets):
            return _("all categories")
        if len({sheet.stage for sheet in self._sheets}) <= 1:
            codes = {sheet.category for sheet in owed}
            return ", ".join(category.name for category in plan.categories if category.code in codes)
        stages = dict.fromkeys(sheet.stage for sheet in owed)
        return "; ".join(
            f"{plan.stage(stage).name} ({', '.join(sheet.category for sheet in owed if sheet.stage == stage)})"
            for stage in stages
        )

    def contact(self, telephone: str) -> Contact:
        """Whom to call, and a message to copy."""
        name = self._juror.with_titles()
        event = self._now.plan.occasion.name
        if self.urgency[0] == 1:
            text = _(
                "Dear {name}, two of your ballot files for {event} differ. Please open the program, check your marks "
                "and hand in once more; the newest file then counts. Thank you."
            ).format(name=name, event=event)
        else:
            text = _(
                "Dear {name}, for {event} your marks are still awaited for: {missing}. Please hand them in with the "
                "program and send us the ballot file. Thank you."
            ).format(name=name, event=event, missing=self.missing())
        return Contact(name, telephone, text)

    def _cell(self, category: Category) -> Cell:
        plan, code = self._now.plan, self._juror.code
        sheets = self._by_category.get(category.code, [])
        actual = [n for n in category.nominees if plan.interest(code, category.code, n.number) is InterestKind.ACTUAL]
        if not sheets:
            if actual:
                return Cell(
                    _("conflict"),
                    "muted",
                    spoken=_("{category}: conflict of interest, does not score").format(category=category.name),
                )
            return Cell("·", "muted", spoken=_("{category}: not asked").format(category=category.name))
        differing = sum(len(sheet.differences) for sheet in sheets)
        if differing:
            said = _("{category}: {count} marks differ between two ballots").format(
                category=category.name, count=differing
            )
            return Cell(f"≠ {differing}", "wrong", spoken=said)
        done = [sheet for sheet in sheets if sheet.state is SheetState.DONE]
        conflict = _("conflict") if actual else ""
        if len(done) == len(sheets):
            marked = len({cell.number for sheet in sheets for cell in sheet.marks})
            said = _("{category}: complete, {count} nominees").format(category=category.name, count=marked)
            return Cell(f"✓ {marked}", "good", under=conflict, spoken=said)
        if any(sheet.state is SheetState.OTHER_CRITERIA for sheet in sheets):
            said = _("{category}: what is judged has changed; the juror must confirm").format(category=category.name)
            return Cell(_("confirm"), "caution", spoken=said)
        if done:
            owed = ", ".join(plan.stage(sheet.stage).name for sheet in sheets if sheet not in done)
            said = _("{category}: {done} of {total} stages, still awaited: {owed}").format(
                category=category.name, done=len(done), total=len(sheets), owed=owed
            )
            return Cell(f"{len(done)}/{len(sheets)}", "caution", under=conflict, spoken=said)
        said = _("{category}: nothing has come in").format(category=category.name)
        return Cell("—", "muted", under=conflict, spoken=said)
