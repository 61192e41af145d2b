"""The chair's or a witness's desk: a plenary file opened on an own laptop, the recount, the meeting's acts, the decision.

The acts are kept as they are entered, so that a laptop that falls asleep in the meeting loses nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.decision import Acts, NotReady, settle
from paritrana_desktop.domain.errors import Refusal, Sentence
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
from paritrana_desktop.storage.records import StoredDocument
from paritrana_desktop.storage.store import Kind, Store

RECOUNT = "recount"
DECISION = "decision"
_ACTS = "acts"


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
    path = home.workspace_path(case.event, f"pleno-{case.set[:12]}")
    if path.exists():
        desk = Desk(Store.open(path), key, clock, random)
    else:
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
    return Chairing(Desk(store, key, clock, random), plenary.read(reader, kept.data, key))


class Chairing:
    """A case on the desk, the meeting's acts so far, and the recounts that have come; used by one thread."""

    def __init__(self, desk: Desk, case: Case) -> None:
        """Take up the acts where they were left."""
        self.desk = desk
        self.case = case
        self.me: Juror = case.plan.juror(plenary.owner(case, desk.key))
        self.acts = self._kept_acts()

    @property
    def tally(self) -> Tally:
        """The count with the meeting's rulings in force."""
        return self.case.tally(self.acts.rulings)

    @property
    def recount_code(self) -> str:
        """The code of the count before any act of the meeting: what two machines compare."""
        return fingerprint_code(Prefix.RESULT, plenary.result_of(self.case))

    def keep(self, acts: Acts) -> Changes:
        """Keep the acts as they stand now."""
        with self.desk.store.transaction():
            self.desk.store.save_place(_ACTS, canonical.encode(to_plain(acts)).decode())
            self.desk.log("keep acts", self.case.set, "", canonical.fingerprint(to_plain(acts)))
        self.acts = acts
        return changed(Part.ACTS, Part.COUNT)

    def open_points(self) -> tuple[Sentence, ...]:
        """Everything that still stands between the acts and a decision, in words; empty when it can be frozen."""
        problems: tuple[Sentence, ...] = ()
        if not self.answers():
            problems = (plenary.NoSecondCount().said,)
        try:
            settle(self.case.plan, self.tally, self.acts)
        except NotReady as refusal:
            problems = (*problems, *refusal.problems)
        return problems

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
        """Freeze and sign; what came out is kept here, and is the caller's to write where people want it."""
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
        return bool(self.desk.store.list_documents(DECISION))

    def _keep_answer(self, name: str, data: bytes) -> None:
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


def with_present(acts: Acts, juror: str) -> Acts:
    """`acts` with `juror` present, and no longer absent."""
    absent = tuple(entry for entry in acts.absent if entry.juror != juror)
    return replace(acts, present=tuple(sorted({*acts.present, juror})), absent=absent)
