"""A juror's desk: open the package, mark, hand in. Every mark is on disk before it is acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from paritrana_desktop import __version__
from paritrana_desktop.documents import score_sheet
from paritrana_desktop.documents.rendered import SignedBy
from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import (
    MOST_ANCESTORS,
    Ballot,
    CommentMissing,
    Enrolment,
    HandedIn,
    Mark,
    Origin,
    Worksheet,
    check_mark,
    sorted_marks,
)
from paritrana_desktop.domain.codes import Prefix, fingerprint_code, nominee_label, read_activation_code
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.panel import Interest
from paritrana_desktop.domain.plan import Cell, Plan
from paritrana_desktop.domain.schema import from_plain, to_plain
from paritrana_desktop.exchange import ballot_file, envelope, package
from paritrana_desktop.exchange.package import Invitation, Package
from paritrana_desktop.security import activation, identity, seal
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import certificates, keys, signing
from paritrana_desktop.services.changes import Changes, Part, changed
from paritrana_desktop.services.desk import Clock, Desk, Random, certificate_text, key_code
from paritrana_desktop.services.reading import FileRefused, Reader
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.records import Revision, StoredBallot, StoredDocument
from paritrana_desktop.storage.store import Kind, Store

_INVITATION = "invitation"
_INVITATION_LIMIT = 16 * 1024
_PACT = "pact"
_LOCKED = "locked"


class NotFromSecretariat(Refusal):
    sentence = N_(
        "This package was not signed by the secretariat that it names. It was not used; please ask for it again."
    )


class CodeOfAnotherPackage(Refusal):
    sentence = N_(
        "The code was typed without a mistake, but it does not open this package: the letter and the package belong to "
        "different persons or events. Nothing was changed; please ask the secretariat which package goes with your letter."
    )


class OlderPackage(Refusal):
    sentence = N_(
        "This package is older than the one on this laptop (revision {found}, here is {known}). It was not used."
    )


class OtherBytesSameRevision(Refusal):
    sentence = N_(
        "Two different packages carry the same revision number {rev}. The new one was not used; "
        "please call the secretariat before you go on."
    )


class PactNotConfirmed(Refusal):
    sentence = N_("Please confirm the integrity pact and your interests first.")


class NotComplete(Refusal):
    sentence = N_("{number} marks are still missing in {category}. Nothing was handed in.")


class NothingToHandIn(Refusal):
    sentence = N_("There is nothing to hand in.")


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A signed PDF with what was handed in for one category."""

    name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class HandedInFiles:
    """What a juror hands over: the sealed ballot file and the score sheets, with the ballot's code on both."""

    juror: str
    ballot_name: str
    ballot: bytes
    sheets: tuple[ScoreSheet, ...]
    code: str
    complete: bool
    """Whether everything asked of this juror is handed in now."""


def read_package(reader: Reader, untrusted_data: bytes, code: str) -> Package:
    """The package that the activation `code` opens, signed by the secretariat that it names.

    Raises:
        MistypedCode, CodeOfWrongLength, OtherKindOfCode: the code cannot be right, whatever the package.
        CodeOfAnotherPackage: the code is a right one, but not for this package.
        NotFromSecretariat, FileRefused, FileUnreadable, ReadingTookTooLong: nothing of the package was used.
    """
    secret = activation.age_identity(read_activation_code(code))
    try:
        container = reader.container(untrusted_data, "package", age_identity=secret)
    except FileRefused as refusal:
        if refusal.why == seal.NotForThisKey.__name__:
            raise CodeOfAnotherPackage from None
        raise
    if certificates.digest(container.manifest.signer) != container.manifest.event:
        raise NotFromSecretariat
    return package.read(container)


def open_package(
    home: Home,
    found: Package,
    unlock: Callable[[str], OwnKey],
    clock: Clock,
    random: Random,
) -> Scoring:
    """The juror's desk for a package as read, in this `home`; a newer revision replaces the plan, marks stay.

    `unlock` gives this home's key; its argument is the name for a new one.
    """
    juror = found.plan.juror(found.invitation.juror)
    key = unlock(juror.with_titles())
    path = home.workspace_path(found.event, juror.code)
    if path.exists():
        store = Store.open(path)
        desk = Desk(store, key, clock, random)
    else:
        store = Store.create(path, Kind.JUROR, clock().isoformat())
        desk = Desk(store, key, clock, random)
    try:
        _take_revision(desk, found)
    except Refusal:
        store.close()
        raise
    return Scoring(desk, home.device_id())


def _take_revision(desk: Desk, found: Package) -> None:
    rev, digest = found.invitation.rev, found.plan.digest()
    held = desk.store.load_revisions()
    if held and rev < held[-1].rev:
        raise OlderPackage(found=rev, known=held[-1].rev)
    if held and rev == held[-1].rev:
        if digest != held[-1].digest:
            raise OtherBytesSameRevision(rev=rev)
        return
    sealed = seal.seal(canonical.encode(to_plain(found.invitation)), [desk.key.age_recipient])
    with desk.store.transaction():
        if not held:
            desk.store.append_meta("event", found.event)
            desk.store.append_meta("juror", found.invitation.juror)
        desk.store.append_revision(
            Revision(rev, found.invitation.prev, digest, package.plan_bytes(found.plan), desk.now())
        )
        desk.store.append_document(StoredDocument(_INVITATION, f"{rev}", canonical.digest(sealed), sealed, desk.now()))
        desk.log("open package", f"revision {rev}", held[-1].digest if held else "", digest)


class Scoring:
    """One juror's marks for one event, in one workspace; used by one thread."""

    def __init__(self, desk: Desk, device: str) -> None:
        """Load the plan and the marks of the workspace at `desk`."""
        self.desk = desk
        self._device = device
        self.plan = package.read_plan(desk.store.load_revisions()[-1].plan)
        self.event = desk.store.load_meta()["event"]
        self.juror = self.plan.juror(desk.store.load_meta()["juror"])
        held = desk.store.load_marks()
        owed = {cell for stage, category in self.sheets for cell in self.plan.cells(self.juror.code, stage, category)}
        self.worksheet = Worksheet(
            self.plan,
            self.juror.code,
            {cell: mark for cell, mark in held.items() if cell in owed},
            # A later revision may ask nothing more of this juror where something was handed in before.
            frozenset(self._locked()),
        )

    @property
    def sheets(self) -> tuple[tuple[str, str], ...]:
        """The (stage, category) pairs asked of this juror, in order."""
        return tuple((stage.code, category.code) for stage, category in self.plan.sheets_of(self.juror.code))

    @property
    def interests(self) -> tuple[Interest, ...]:
        """What the register says of this juror."""
        return tuple(entry for entry in self.plan.interests if entry.juror == self.juror.code)

    @property
    def pact_confirmed(self) -> bool:
        """Whether pact and interests were confirmed on this laptop."""
        return _PACT in self.desk.store.load_places()

    def confirm_pact(self) -> Changes:
        """Record that this juror confirmed the integrity pact and the interests as registered."""
        with self.desk.store.transaction():
            self.desk.store.save_place(_PACT, self.desk.now())
            self.desk.log("confirm pact", self.juror.code, "", canonical.fingerprint(to_plain(self.interests)))
        return changed(Part.PLAN)

    def put(self, mark: Mark) -> Changes:
        """Put `mark` on disk and into the worksheet; `Worksheet.check` says what is refused."""
        if not self.pact_confirmed:
            raise PactNotConfirmed
        after = self.worksheet.put(mark)
        with self.desk.store.transaction():
            self.desk.store.append_mark(mark, self.desk.now())
        self.worksheet = after
        return Changes(frozenset({Part.MARKS}))

    def put_all(self, marks: Iterable[Mark]) -> Changes:
        """Put `marks` on disk by one transaction: all of them, or none."""
        if not self.pact_confirmed:
            raise PactNotConfirmed
        after = self.worksheet
        wanted = tuple(marks)
        for mark in wanted:
            after = after.put(mark)
        with self.desk.store.transaction():
            for mark in wanted:
                self.desk.store.append_mark(mark, self.desk.now())
        self.worksheet = after
        return Changes(frozenset({Part.MARKS}))

    def clear(self, cell: Cell) -> Changes:
        """Make `cell` blank again; its history stays."""
        after = self.worksheet.clear(cell)
        with self.desk.store.transaction():
            self.desk.store.append_mark(cell, self.desk.now())
        self.worksheet = after
        return Changes(frozenset({Part.MARKS}))

    @property
    def place(self) -> str:
        """Where this juror last was, as `keep_place` was told; empty at first."""
        return self.desk.store.load_places().get("place", "")

    def keep_place(self, place: str) -> None:
        """Remember where this juror is, to come back there."""
        self.desk.store.save_place("place", place)

    def reopen(self, sheets: Iterable[tuple[str, str]], reason: str) -> Changes:
        """Unlock `sheets` (stage, category) for a next ballot; the one handed in stays what it was."""
        opened = frozenset(sheets)
        locked = self.worksheet.locked - opened
        with self.desk.store.transaction():
            self._keep_locked(locked)
            self.desk.log("reopen", " ".join(f"{stage}/{category}" for stage, category in sorted(opened)), "", reason)
        self.worksheet = Worksheet(self.plan, self.juror.code, self.worksheet.marks, locked)
        return changed(Part.MARKS)

    def hand_in(self, sheets: Iterable[tuple[str, str]]) -> HandedInFiles:
        """Lock `sheets` (stage, category), together with all handed in before, and make the next ballot.

        Raises:
            NotComplete, CommentMissing: nothing is handed in.
        """
        locked = self.worksheet.locked | frozenset(sheets)
        self._check_complete(locked)
        ballot = self._ballot(locked)
        signed = ballot_file.write(ballot, self.desk.sign, self.desk.key.digest)
        data = envelope.encode(signed)
        with self.desk.store.transaction():
            self.desk.store.append_ballot(StoredBallot(signed.id, data, self.juror.code, self.desk.now(), ""))
            self._keep_locked(locked)
            self.desk.log(
                "hand in", signed.id, "", " ".join(f"{stage}/{category}" for stage, category in sorted(locked))
            )
        self.worksheet = self.worksheet.lock(locked)
        return self._files(ballot, data, signed.id)

    @property
    def ballot_code(self) -> str:
        """The code of the newest ballot, `N-…`; empty before the first."""
        stored = self.desk.store.load_ballots()
        return fingerprint_code(Prefix.BALLOT, stored[-1].id) if stored else ""

    def last_handed_in(self) -> HandedInFiles | None:
        """The files of the newest ballot once more, for another stick; None before the first."""
        stored = self.desk.store.load_ballots()
        if not stored:
            return None
        signed = envelope.decode(stored[-1].envelope, envelope.BALLOT)
        return self._files(ballot_file.read(signed), stored[-1].envelope, signed.id)

    def _check_complete(self, locked: frozenset[tuple[str, str]]) -> None:
        if not self.pact_confirmed:
            raise PactNotConfirmed
        for stage, category in sorted(locked):
            blanks = self.worksheet.blanks(stage, category)
            if blanks:
                raise NotComplete(number=len(blanks), category=self.plan.category(category).name)
            for cell in self.plan.cells(self.juror.code, stage, category):
                _check_scale(self.plan, self.worksheet.marks[cell])
            for cell in self.worksheet.uncommented(stage, category):
                criterion = self.plan.category(category).criterion(cell.criterion)
                raise CommentMissing(nominee=nominee_label(category, cell.number), criterion=criterion.name)

    def _ballot(self, locked: frozenset[tuple[str, str]]) -> Ballot:
        invitation = self._invitation()
        key = self.desk.key
        earlier = self.desk.store.load_ballots()
        mac = identity.admission_mac(bytes.fromhex(invitation.secret), key.digest, self.event, self.juror.code)
        return Ballot(
            kind="ballot",
            critical=(),
            event=self.event,
            plan=self.plan.digest(),
            juror=self.juror.code,
            device=self._device,
            seq=len(earlier) + 1,
            ancestors=tuple(sorted(stored.id for stored in earlier[-MOST_ANCESTORS:])),
            to=(invitation.recipient, key.age_recipient),
            handed_in=_handed_in(self.plan, locked),
            marks=sorted_marks(self.worksheet.marks.values()),
            interests=self.interests,
            enrolment=Enrolment(certificate_text(key), key.age_recipient, mac),
            origin=Origin.JUROR,
            made_at=self.desk.now(),
            app=__version__,
            ext={},
        )

    def _files(self, ballot: Ballot, data: bytes, ballot_id: str) -> HandedInFiles:
        code = fingerprint_code(Prefix.BALLOT, ballot_id)
        at = self.desk.clock()
        signed_by = SignedBy("juri", key_code(self.desk.key.digest), at)
        categories = dict.fromkeys(entry.category for entry in ballot.handed_in)
        sheets = tuple(
            ScoreSheet(
                f"lembar-nilai-{self.juror.code}-{category}-{ballot.seq}.pdf",
                signing.certified(
                    score_sheet.render(self.plan, ballot, code, category, signed_by=signed_by), self.desk.key, at
                ),
            )
            for category in categories
        )
        return HandedInFiles(
            juror=self.juror.code,
            ballot_name=f"nilai-{self.juror.code}-{ballot.seq}{ballot_file.SUFFIX}",
            ballot=seal.seal(data, ballot.to),
            sheets=sheets,
            code=code,
            complete={(entry.stage, entry.category) for entry in ballot.handed_in} == set(self.sheets),
        )

    def _invitation(self) -> Invitation:
        newest = self.desk.store.load_document(self.desk.store.list_documents(_INVITATION)[-1].digest)
        assert newest is not None
        plain = seal.open_sealed(newest.data, self.desk.key.age_identity, _INVITATION_LIMIT)
        return from_plain(Invitation, canonical.parse(plain))

    def _locked(self) -> set[tuple[str, str]]:
        """What is handed in and still asked as it was: where criteria changed since, the juror hands in anew."""
        kept = canonical.parse(self.desk.store.load_places().get(_LOCKED, "[]").encode())
        assert isinstance(kept, list)
        entries = [from_plain(HandedIn, entry) for entry in kept]
        asked = set(self.sheets)
        return {
            (entry.stage, entry.category)
            for entry in entries
            if (entry.stage, entry.category) in asked and entry.sheet == self.plan.sheet(entry.stage, entry.category)
        }

    def _keep_locked(self, locked: frozenset[tuple[str, str]]) -> None:
        self.desk.store.save_place(_LOCKED, canonical.encode(to_plain(_handed_in(self.plan, locked))).decode())


def _check_scale(plan: Plan, mark: Mark) -> None:
    # A scale may have changed since the mark was given.
    scale = plan.category(mark.category).criterion(mark.criterion).scale
    if mark.u is not None and scale is not None:
        check_mark(mark.u, scale)


def _handed_in(plan: Plan, locked: Iterable[tuple[str, str]]) -> tuple[HandedIn, ...]:
    return tuple(HandedIn(stage, category, plan.sheet(stage, category)) for stage, category in sorted(locked))


def key_for_juror(home: Home, code: str, ask: keys.Ask | None) -> Callable[[str], OwnKey]:
    """How a juror's key is had: the home's own, or a new one under the passphrase that `ask` gives, else the code."""

    def unlock(name: str) -> OwnKey:
        if home.read_key() is not None:
            return keys.unlock(home, lambda kind: code if kind is keys.SecretKind.CODE or ask is None else ask(kind))
        if ask is not None:
            return keys.create_with_passphrase(home, name, ask(keys.SecretKind.NEW_PASSPHRASE))
        return keys.create_with_code(home, name, code)

    return unlock
