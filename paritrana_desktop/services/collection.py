"""Collecting: a verdict for each file that comes in, one transaction for the good ones, the closing, the count.

The desk is the secretariat's. It cannot alter a ballot: it stores the bytes that the juror signed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from paritrana_desktop.documents import closing_list
from paritrana_desktop.documents.received import Received, received
from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Ballot
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.errors import N_, Refusal, Sentence
from paritrana_desktop.domain.facts import Admission, Closing, Fact, Statement
from paritrana_desktop.domain.insight import Insight, insight
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import to_plain
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.domain.union import SheetState, SheetView, View, view
from paritrana_desktop.exchange import envelope
from paritrana_desktop.services import certificates, preparation, signed_ballot
from paritrana_desktop.services.admission import Gate
from paritrana_desktop.services.case import Case, read_statement
from paritrana_desktop.services.changes import Changes, Part, changed
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.signed_ballot import SignedBallot
from paritrana_desktop.storage.records import StoredBallot, StoredDocument, StoredFact

CLOSING = "closing"
"""The kind under which a closing list is kept among the documents."""
_NAME_LIMIT, _REASON_LIMIT = 200, 1000
"""Characters of a file's name, and of what is said of it, in the log."""
_A_DAY, _A_YEAR = dt.timedelta(days=1), dt.timedelta(days=366)
Progress = Callable[[int, int], None]
"""(done, of how many); raises to cancel."""


class Sealed(Refusal):
    sentence = N_("The count is sealed until receiving is closed. Close it first; opening it earlier needs a reason.")


class UnknownStage(Refusal):
    sentence = N_("This event has no stage {stage}. It has: {stages}. Nothing was changed.")


class AlreadyClosed(Refusal):
    sentence = N_("Receiving has been closed already. Nothing was changed.")


class StillWaiting(Refusal):
    sentence = N_("{number} jurors have not handed in everything yet ({jurors}). To close all the same, give a reason.")


class KeptBallotChanged(Refusal):
    sentence = N_(
        "A ballot of {juror} in this workspace is no longer as its juror signed it: the file was damaged or altered. "
        "Nothing is counted; please go back to a backup, or take in the jurors' files into a new copy."
    )


class LookedAtBefore(Refusal):
    sentence = N_(
        "Other files have been taken in since these were looked at. Nothing was changed; please choose these once more."
    )


class MergeVerdict(StrEnum):
    """What became of a file."""

    NEW = "new"
    KNOWN = "known"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    LATE = "late"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file as read, once; its name is a hint for people."""

    name: str
    untrusted_data: bytes


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What becomes of one file, in words."""

    name: str
    verdict: MergeVerdict
    juror: str | None
    reason: Sentence
    ballot: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """Verdicts for a batch of files, and what merging them would add; nothing is written yet."""

    verdicts: tuple[FileVerdict, ...]
    ballots: tuple[StoredBallot, ...]
    admissions: tuple[Admission, ...]
    digests: tuple[str, ...]
    """SHA-256 of each file as read."""
    view: View
    """The view as it would be."""

    @property
    def refused(self) -> bool:
        """Whether one of the files was refused."""
        return any(verdict.verdict is MergeVerdict.REFUSED for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class State:
    """All that has been taken in so far, under the plan in force."""

    plan: Plan
    ballots: Mapping[str, Ballot]
    facts: Mapping[str, Fact]
    stored: tuple[StoredBallot, ...]
    view: View

    def open_for(self, stage: str | None) -> bool:
        """Whether the count for `stage` (None: the whole event) has been opened by a closing."""
        if any(closing.stage is None for closing in self.view.closings.values()):
            return True
        return all(
            any(closing.stage == wanted.code for closing in self.view.closings.values())
            for wanted in self.plan.stages_until(stage)
        )


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing: the list to be signed strip by strip, and what it says."""

    name: str
    pdf: bytes
    received: Received


def state(desk: Desk) -> State:
    """Everything taken in so far, each ballot verified again: the workspace lies on a disk that others may reach.

    Raises:
        KeptBallotChanged: one is no longer as its juror signed it; nothing is counted.
    """
    plan = preparation.issued_plan(desk)
    stored = desk.store.load_ballots()
    ballots = {entry.id: _kept(entry) for entry in stored}
    facts = _facts(desk)
    return State(plan, ballots, facts, stored, view(plan, ballots, facts))


@lru_cache(maxsize=4096)
def _look(envelope_bytes: bytes) -> SignedBallot:
    # The same bytes are the same ballot, so each is verified once in the life of the program.
    return signed_ballot.read(envelope_bytes)


def _kept(entry: StoredBallot) -> Ballot:
    try:
        look = _look(entry.envelope)
    except Refusal:
        raise KeptBallotChanged(juror=entry.juror) from None
    if look.id != entry.id:
        raise KeptBallotChanged(juror=entry.juror)
    return look.ballot


def _facts(desk: Desk) -> dict[str, Fact]:
    return dict(read_statement(entry.envelope, desk.key.certificate) for entry in desk.store.load_facts())


def inspect(desk: Desk, reader: Reader, files: Iterable[IncomingFile], progress: Progress | None = None) -> Preview:
    """A verdict for each of `files`, in their order; nothing is written."""
    incoming = [IncomingFile(_shown(file.name), file.untrusted_data) for file in files]
    now = state(desk)
    for plan in preparation.revisions(desk):
        reader.know(plan)
    gate = Gate(desk.key.digest, now.facts.values(), now.ballots.values(), preparation.admission_secrets(desk))
    ballots = dict(now.ballots)
    added: dict[str, StoredBallot] = {}
    found: list[FileVerdict | tuple[str, SignedBallot]] = []
    looks = reader.ballots((file.untrusted_data for file in incoming), desk.key.digest, desk.key.age_identity)
    for done, (file, look) in enumerate(zip(incoming, looks, strict=True), 1):
        if progress is not None:
            progress(done, len(incoming))
        try:
            read = gate.admit(look)
        except Refusal as refusal:
            found.append(FileVerdict(file.name, MergeVerdict.REFUSED, None, refusal.said))
            continue
        if read.id in ballots:
            said = Sentence(N_("The secretariat already has this ballot. Nothing changes."))
            found.append(FileVerdict(file.name, MergeVerdict.KNOWN, read.ballot.juror, said, read.id))
            continue
        ballots[read.id] = read.ballot
        added[read.id] = StoredBallot(read.id, read.envelope, read.ballot.juror, desk.now(), file.name)
        found.append((file.name, read))
    after = view(now.plan, ballots, now.facts)
    judge = _Judge(after, ballots, desk.clock())
    return Preview(
        verdicts=tuple(entry if isinstance(entry, FileVerdict) else judge.verdict(*entry) for entry in found),
        ballots=tuple(added.values()),
        admissions=tuple(gate.new),
        digests=tuple(canonical.digest(file.untrusted_data) for file in incoming),
        view=after,
    )


def merge(desk: Desk, preview: Preview) -> Changes:
    """Take in what `preview` found good, by one transaction; each file leaves a line in the log.

    Raises:
        LookedAtBefore: another batch has since admitted another key for one of these jurors; nothing was changed.
    """
    with desk.store.transaction():
        admitted = {fact.juror: fact.certificate for fact in _facts(desk).values() if isinstance(fact, Admission)}
        for admission in preview.admissions:
            if admitted.setdefault(admission.juror, admission.certificate) != admission.certificate:
                raise LookedAtBefore
            append_fact(desk, admission)
        desk.store.append_ballots(preview.ballots)
        desk.log_all(
            (
                "refuse file" if verdict.verdict is MergeVerdict.REFUSED else "take in file",
                _shown(verdict.name),
                str(verdict.verdict),
                _shown(f"{digest} {verdict.reason}", _REASON_LIMIT),
            )
            for verdict, digest in zip(preview.verdicts, preview.digests, strict=True)
        )
    return changed(Part.BALLOTS, Part.COUNT)


def append_fact(desk: Desk, fact: Fact) -> str:
    """Sign `fact` with the event's key and keep it; the result is its id."""
    body = canonical.encode(to_plain(Statement("statement", (), fact)))
    signed = envelope.signed(envelope.FACT, body, desk.sign, desk.key.digest)
    desk.store.append_fact(StoredFact(signed.id, envelope.encode(signed), desk.now()))
    desk.log(fact.kind, signed.id, "", canonical.encode(to_plain(fact)).decode()[:500])
    return signed.id


def waiting(now: State, stage: str | None) -> tuple[str, ...]:
    """The jurors who still owe a sheet for `stage` (None: any stage), in the panel's order."""
    open_states = {SheetState.MISSING, SheetState.OTHER_CRITERIA}
    owing = {
        juror for (juror, at, _), sheet in now.view.sheets.items() if stage in {None, at} and sheet.state in open_states
    }
    return tuple(juror.code for juror in now.plan.jurors if juror.code in owing)


def check_stage(plan: Plan, stage: str | None) -> None:
    """Refuse a stage that `plan` does not have."""
    if stage is not None and stage not in {entry.code for entry in plan.stages}:
        raise UnknownStage(stage=stage, stages=", ".join(entry.code for entry in plan.stages))


def close(desk: Desk, stage: str | None, early: str = "") -> tuple[Closed, Changes]:
    """Close receiving for `stage` (None: the whole event): from now on the ballots listed count, and are counted.

    Raises:
        StillWaiting: jurors are missing and no reason for closing `early` is given.
        AlreadyClosed: nothing was changed.
    """
    now = state(desk)
    check_stage(now.plan, stage)
    if any(closing.stage in {None, stage} for closing in now.view.closings.values()):
        raise AlreadyClosed
    owing = waiting(now, stage)
    if owing and not early.strip():
        raise StillWaiting(number=len(owing), jurors=", ".join(owing))
    # A ballot holds all stages handed in so far, so one that is late for an earlier stage belongs to this one.
    listed = tuple(
        sorted(
            name
            for name, ballot in now.ballots.items()
            if stage is None or any(entry.stage == stage for entry in ballot.handed_in)
        )
    )
    reason = early.strip() if owing else ""
    with desk.store.transaction():
        append_fact(desk, Closing("closing", desk.key.digest, stage, listed, reason, now.plan.digest()))
    after = state(desk)
    strips = received(after.plan, after.view, after.ballots, after.facts, stage)
    rendered = closing_list.render(after.plan, strips, stage=stage)
    name = f"daftar-penutupan-{stage}.pdf" if stage else "daftar-penutupan.pdf"
    # Kept, so that the list can be printed once more if the stick it was meant for was full.
    desk.store.append_document(StoredDocument(CLOSING, name, canonical.digest(rendered.pdf), rendered.pdf, desk.now()))
    return Closed(name, rendered.pdf, strips), changed(Part.BALLOTS, Part.COUNT, Part.DOCUMENTS)


def counted(desk: Desk, stage: str | None = None) -> tuple[Plan, Tally, tuple[Insight, ...]]:
    """The plan, the count and what can be said of it, once a closing has opened it.

    Raises:
        Sealed: receiving has not been closed.
        UnknownStage: the plan has no such stage.
    """
    now = state(desk)
    check_stage(now.plan, stage)
    if not now.open_for(stage):
        raise Sealed
    tally = count(now.plan, now.view, stage)
    return now.plan, tally, insight(now.plan, now.view, tally)


def case(desk: Desk, stage: str | None = None) -> Case:
    """Everything that the count of `stage` rests on, once a closing has opened it."""
    now = state(desk)
    check_stage(now.plan, stage)
    if not now.open_for(stage):
        raise Sealed
    named = {ballot.plan for ballot in now.ballots.values()} - {now.plan.digest()}
    owners = {
        ballot.juror: certificates.der(ballot.enrolment.certificate)
        for ballot in now.ballots.values()
        if ballot.enrolment is not None
    }
    return Case(
        event=desk.key.digest,
        plan=now.plan,
        earlier=tuple(plan for plan in preparation.revisions(desk) if plan.digest() in named),
        stage=stage,
        ballots=now.ballots,
        facts=now.facts,
        envelopes={
            "ballots": {entry.id: entry.envelope for entry in now.stored},
            "facts": {entry.id: entry.envelope for entry in desk.store.load_facts()},
        },
        certificates=owners,
        log=desk.store.log_head(),
        recipient=desk.key.age_recipient,
        event_certificate=desk.key.certificate,
    )


def _shown(untrusted_text: str, most: int = _NAME_LIMIT) -> str:
    """What came from outside, for people and the log: nothing that cannot be shown, or turns the line around."""
    return "".join(character if character.isprintable() else "\ufffd" for character in untrusted_text[:most])


class _Judge:
    """What each new ballot of a batch means, once all of them are there."""

    def __init__(self, after: View, ballots: Mapping[str, Ballot], now: dt.datetime) -> None:
        self._after = after
        self._now = now
        self._ballots = ballots
        self._by_juror: dict[str, dict[str, Ballot]] = defaultdict(dict)
        for name, ballot in ballots.items():
            self._by_juror[ballot.juror][name] = ballot
        self._headed: dict[str, list[SheetView]] = defaultdict(list)
        for sheet in after.sheets.values():
            for head in sheet.heads:
                self._headed[head].append(sheet)

    def verdict(self, name: str, read: SignedBallot) -> FileVerdict:
        """What becomes of the file `name`."""
        verdict = FileVerdict(name, MergeVerdict.NEW, read.ballot.juror, self._news(read), read.id)
        if not read.ballot.handed_in:
            said = Sentence(N_("A backup without anything handed in: it is kept and does not count."))
            return replace(verdict, reason=said)
        if read.id in self._after.late:
            said = Sentence(N_("Received after the closing: it is kept and listed, without effect."))
            return replace(verdict, verdict=MergeVerdict.LATE, reason=said)
        sheets = self._headed[read.id]
        number = sum(len(sheet.differences) for sheet in sheets)
        if number:
            said = Sentence(
                N_(
                    "{number} marks differ from another ballot of this juror. "
                    "The juror hands in once more, or the meeting rules."
                ),
                {"number": number},
            )
            return replace(verdict, verdict=MergeVerdict.CONFLICT, reason=said)
        own = self._by_juror[read.ballot.juror].values()
        if not sheets and any(read.id in later.ancestors for later in own if later.handed_in):
            said = Sentence(N_("A newer ballot of this juror is already here; this one is kept without effect."))
            return replace(verdict, verdict=MergeVerdict.SUPERSEDED, reason=said)
        if any(sheet.state is SheetState.OTHER_CRITERIA for sheet in sheets):
            said = Sentence(
                N_("Scored before the criteria changed: the juror opens the newest package and hands in again.")
            )
            return replace(verdict, reason=said)
        return verdict

    def _news(self, read: SignedBallot) -> Sentence:
        ballot = read.ballot
        others = {name: other for name, other in self._by_juror[ballot.juror].items() if name != read.id}
        if any((other.device, other.seq) == (ballot.device, ballot.seq) for other in others.values()):
            return Sentence(
                N_(
                    "Taken in, but two different ballots carry the same device and number: a copied folder? Ask the juror."
                )
            )
        missing = [ancestor for ancestor in ballot.ancestors if ancestor not in self._ballots]
        before = [other.seq for other in others.values() if other.device == ballot.device and other.seq < ballot.seq]
        last = max(before, default=0)
        if ballot.seq - last - 1 > len(missing):
            return Sentence(
                N_("Taken in, but its number {seq} follows {last}: were there others in between? Ask the juror."),
                {"seq": ballot.seq, "last": last},
            )
        if missing:
            return Sentence(
                N_("Taken in. An earlier ballot of this juror never arrived ({code}); this one holds everything."),
                {"code": fingerprint_code(Prefix.BALLOT, missing[0])},
            )
        if not -_A_YEAR < dt.datetime.fromisoformat(ballot.made_at) - self._now < _A_DAY:
            return Sentence(
                N_("Taken in. The clock of the juror's laptop said {day}, which decides nothing."),
                {"day": ballot.made_at[:10]},
            )
        return Sentence(N_("Taken in: {number} marks."), {"number": len(ballot.marks)})
