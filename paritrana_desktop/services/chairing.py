"""The chair's or a witness's desk: a plenary file opened on an own laptop, the recount, the meeting's acts, the decision.

The acts are kept as they are entered, so that a laptop that falls asleep in the meeting loses nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from paritrana_desktop.documents.received import Received, received
from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.decision import Acts, Matter, Point, open_points
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.facts import Ruling
from paritrana_desktop.domain.insight import Insight, insight
from paritrana_desktop.domain.panel import Juror, Role
from paritrana_desktop.domain.schema import from_plain, to_plain
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import case as cases
from paritrana_desktop.services import plenary
from paritrana_desktop.services.case import Case
from paritrana_desktop.services.changes import Changes, Part, changed
from paritrana_desktop.services.desk import Clock, Desk, Random
from paritrana_desktop.services.plenary import Decided
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.records import DocumentEntry, StoredDocument
from paritrana_desktop.storage.store import Kind, Store

RECOUNT = "recount"
DECISION = "decision"
_ACTS = "acts"
_FOLDER = "folder"


class DecisionFrozen(Refusal):
    sentence = N_(
        "The decision has been frozen and signed here, so the meeting's acts no longer change. Nothing was changed; "
        "a correction is a new decision that names this one."
    )


class HeldElsewhere(Refusal):
    sentence = N_(
        "This plenary is open in another window of the program. Nothing was changed; please go on there, or close it."
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """A recount that agrees with the count here: whose it is, and the result's code."""

    juror: str
    code: str


def open_plenary(
    home: Home, untrusted_data: bytes, key: OwnKey, reader: Reader, clock: Clock, random: Random
) -> Chairing:
    """The desk for a plenary file sealed to `key`, counted here; the workspace in `home` is made or taken up again.

    Raises:
        CountsDiffer: this machine counts something else than the secretariat says.
    """
    case = plenary.read(reader, untrusted_data, key)
    plenary.owner(case, key)
    path = home.workspace_path(case.event, f"pleno-{case.set[:12]}")
    if path.exists():
        return _taken_up(Desk(Store.open(path), key, clock, random), case)
    desk = Desk(Store.create(path, Kind.CHAIR, clock().isoformat()), key, clock, random)
    with desk.store.transaction():
        desk.store.append_meta("event", case.event)
        desk.store.append_document(
            StoredDocument(plenary.PLENARY, path.stem, canonical.digest(untrusted_data), untrusted_data, desk.now())
        )
        desk.log("open plenary file", case.set)
    return Chairing(desk, case)


def reopen(store: Store, key: OwnKey, reader: Reader, clock: Clock, random: Random) -> Chairing:
    """The desk of a workspace that `open_plenary` made."""
    kept = store.load_document(store.list_documents(plenary.PLENARY)[-1].digest)
    assert kept is not None
    return _taken_up(Desk(store, key, clock, random), plenary.read(reader, kept.data, key))


def _taken_up(desk: Desk, case: Case) -> Chairing:
    if desk.store.read_only:
        desk.store.close()
        raise HeldElsewhere
    return Chairing(desk, case)


class Chairing:
    """A case on the desk, the meeting's acts so far, and the recounts that have come; used by one thread."""

    def __init__(self, desk: Desk, case: Case) -> None:
        """Take up the acts where they were left."""
        self.desk = desk
        self.case = case
        self.me: Juror = case.plan.juror(plenary.owner(case, desk.key))
        self.acts = self._kept_acts()
        self._counted: dict[tuple[Ruling, ...], Tally] = {}
        self.recount_code = fingerprint_code(Prefix.RESULT, plenary.result_of(case))
        """The code of the count before any act of the meeting: what two machines compare."""

    @property
    def tally(self) -> Tally:
        """The count with the meeting's rulings in force."""
        rulings = self.acts.rulings
        if rulings not in self._counted:
            self._counted = {rulings: self.case.tally(rulings)}
        return self._counted[rulings]

    @property
    def may_decide(self) -> bool:
        """Whether this person leads or stands in for the chair; anybody else only counts again."""
        return self.me.role in {Role.CHAIR, Role.DEPUTY} or self.me.code == self.acts.leader

    @property
    def received(self) -> Received:
        """What came in, as the closing list says it, with the meeting's rulings in force."""
        case = self.case
        return received(case.plan, case.view(self.acts.rulings), case.ballots, case.facts, case.stage)

    def keep(self, acts: Acts) -> Changes:
        """Keep the acts as they stand now.

        Raises:
            DecisionFrozen: they no longer change.
            DoesNotFit: a text is longer than a record may hold; nothing was kept.
        """
        if self.decided():
            raise DecisionFrozen
        plain = to_plain(acts)
        from_plain(Acts, plain)
        with self.desk.store.transaction():
            self.desk.store.save_place(_ACTS, canonical.encode(plain).decode())
            self.desk.log("keep acts", self.case.set, "", canonical.fingerprint(plain))
        self.acts = acts
        return changed(Part.ACTS, Part.COUNT)

    def open_points(self) -> tuple[Point, ...]:
        """Everything that still stands between the acts and a decision; empty when it can be frozen."""
        missing = () if self._answers() else (Point(Matter.RECOUNT, plenary.NoSecondCount().said),)
        return (*missing, *open_points(self.case.plan, self.tally, self.acts))

    def recount(self) -> tuple[str, bytes]:
        """Name and bytes of this machine's signed answer; it is kept here as well."""
        name, data, _ = plenary.recount(self.case, self.desk.key)
        self._keep_answer(name, data)
        return name, data

    def take_answer(self, name: str, untrusted_data: bytes) -> Changes:
        """Keep a recount that came from another machine.

        Raises:
            RecountNotGenuine, RecountOfAnotherSet, CountsDiffer: it says nothing about this count.
        """
        plenary.check_answers(self.case, [untrusted_data])
        self._keep_answer(name, untrusted_data)
        return changed(Part.ACTS)

    def answers(self) -> tuple[Answer, ...]:
        """The recounts that have come, this machine's among them."""
        found = {
            recount.juror: recount for recount in (cases.read_recount(data, self.case) for data in self._answers())
        }
        return tuple(
            Answer(juror, fingerprint_code(Prefix.RESULT, recount.result)) for juror, recount in sorted(found.items())
        )

    def decide(self, *, ink: bool, readers: Iterable[str] = ()) -> Decided:
        """Freeze and sign; what came out is kept here, and is the caller's to write where people want it.

        Raises:
            DecisionFrozen: it has been done already; and all that `plenary.decide` raises.
        """
        if self.decided():
            raise DecisionFrozen
        at = self.desk.clock()
        decided = plenary.decide(self.case, self.desk.key, self._answers(), self.acts, at, ink=ink, readers=readers)
        with self.desk.store.transaction():
            for name, data in (
                *((document.name, document.pdf) for document in decided.documents),
                (decided.bundle_name, decided.bundle),
                (decided.archive_name, decided.archive),
            ):
                stored = StoredDocument(DECISION, name, canonical.digest(data), data, at.isoformat())
                self.desk.store.append_document(stored)
            self.desk.log("freeze decision", decided.decision.code, "", decided.decision.result)
        return decided

    def decided(self) -> bool:
        """Whether a decision has been frozen here."""
        return bool(self.documents())

    def documents(self) -> tuple[DocumentEntry, ...]:
        """What the decision put out; nothing before it."""
        return self.desk.store.list_documents(DECISION)

    def document(self, digest: str) -> bytes:
        """The bytes of one of `documents`."""
        kept = self.desk.store.load_document(digest)
        assert kept is not None, digest
        return kept.data

    @property
    def folder(self) -> Path | None:
        """Where the documents were written last."""
        kept = self.desk.store.load_places().get(_FOLDER)
        return Path(kept) if kept else None

    def keep_folder(self, folder: Path) -> Changes:
        """Remember where the documents were written."""
        self.desk.store.save_place(_FOLDER, str(folder))
        return changed(Part.DOCUMENTS)

    def _keep_answer(self, name: str, data: bytes) -> None:
        if data in self._answers():
            return
        with self.desk.store.transaction():
            stored = StoredDocument(RECOUNT, name, canonical.digest(data), data, self.desk.now())
            self.desk.store.append_document(stored)
            self.desk.log("keep recount", name, "", stored.digest)

    def _answers(self) -> list[bytes]:
        entries = (self.desk.store.load_document(entry.digest) for entry in self.desk.store.list_documents(RECOUNT))
        return [entry.data for entry in entries if entry is not None]

    def _kept_acts(self) -> Acts:
        kept = self.desk.store.load_places().get(_ACTS)
        if kept is not None:
            try:
                return from_plain(Acts, canonical.parse(kept.encode()))
            except Refusal:
                # An older form of the acts is no reason to refuse the meeting its desk.
                self.desk.log("acts not readable", self.case.set)
        return first_acts(self.case, self.desk.clock().date())


def first_acts(case: Case, today: dt.date) -> Acts:
    """The acts before anything was entered: the chair leads, everybody who did not say otherwise is yet to be ticked."""
    seats = {juror.role: juror.code for juror in reversed(case.plan.jurors)}
    chair = seats.get(Role.CHAIR) or case.plan.jurors[0].code
    return Acts(leader=chair, basis="", date=today.isoformat(), present=(), absent=(), codes_confirmed=())


def insights(case: Case, tally: Tally, rulings: Iterable[Ruling]) -> tuple[Insight, ...]:
    """What can be said of `tally`, the count of `case` with `rulings` in force; takes a moment."""
    return insight(case.plan, case.view(rulings), tally)
