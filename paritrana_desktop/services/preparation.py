"""Preparing an event: from a workbook to packages and letters. The desk is the secretariat's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from paritrana_desktop.documents import letter
from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.codes import activation_code, read_activation_code
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.facts import Closing
from paritrana_desktop.domain.panel import Juror, Role, Status
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange import container, package
from paritrana_desktop.exchange.package import Invitation
from paritrana_desktop.exchange.workbook.event import EventWorkbook
from paritrana_desktop.exchange.workbook.fault import WorkbookFault
from paritrana_desktop.security import activation, seal
from paritrana_desktop.services.case import read_statement
from paritrana_desktop.services.changes import Changes, Part, changed
from paritrana_desktop.services.desk import Desk, certificate_text, key_code
from paritrana_desktop.storage.records import Draft, Revision

_SECRET_LIMIT = 4096
_BITS = 75


class WorkbookHasFaults(Refusal):
    sentence = N_("The workbook has {number} faults, so it was not used. Please correct them and try again.")

    def __init__(self, faults: tuple[WorkbookFault, ...]) -> None:
        """Keep all faults, so that each can be shown with its place."""
        super().__init__(number=len(faults))
        self.faults = faults


class NoPlanYet(Refusal):
    sentence = N_("This event has no plan yet. Please import an event workbook first.")


class NotIssuedYet(Refusal):
    sentence = N_("No packages have been issued yet. Please issue them first.")


class PlanFrozen(Refusal):
    sentence = N_(
        "Receiving has been closed under the plan issued, so another plan cannot be issued any more. Nothing was changed."
    )


@dataclass(frozen=True, slots=True)
class IssuedPackage:
    """One juror's package with its letter; they travel by different ways."""

    juror: str
    package_name: str
    package: bytes
    letter_name: str
    letter: bytes
    code: str


@dataclass(frozen=True, slots=True)
class _Secret:
    code: str
    admission: str


def found(desk: Desk, read: EventWorkbook) -> Changes:
    """Begin a new event from `read` in the empty workspace at `desk`; the desk's key is the event's from now on."""
    with desk.store.transaction():
        desk.store.append_meta("event", desk.key.digest)
        desk.log("new event", desk.key.digest)
    return import_workbook(desk, read)


def import_workbook(desk: Desk, read: EventWorkbook) -> Changes:
    """Make the plan of `read` the draft of this event.

    Raises:
        WorkbookHasFaults: the draft stays as it was.
    """
    if read.faults or read.plan is None:
        raise WorkbookHasFaults(read.faults)
    old = draft(desk)
    with desk.store.transaction():
        desk.store.save_draft(
            Draft(
                package.plan_bytes(read.plan),
                canonical.encode({contact.juror: contact.phone for contact in read.contacts}),
            )
        )
        desk.log("import workbook", "plan", old.digest() if old else "", read.plan.digest())
    return changed(Part.PLAN)


def correct(desk: Desk, subject: str, old: str, new: str, plan: Plan) -> Changes:
    """Make `plan` the draft, in which the text of `subject` was corrected from `old` to `new`."""
    with desk.store.transaction():
        desk.store.save_draft(Draft(package.plan_bytes(plan), canonical.encode({**contacts(desk)})))
        desk.log("correct", subject, old, new)
    return changed(Part.PLAN)


def draft(desk: Desk) -> Plan | None:
    """The plan as it is being prepared."""
    stored = desk.store.load_draft()
    return package.read_plan(stored.plan) if stored else None


def contacts(desk: Desk) -> Mapping[str, str]:
    """Juror -> telephone number; stays in this workspace."""
    stored = desk.store.load_draft()
    kept = canonical.parse(stored.contacts) if stored else {}
    assert isinstance(kept, dict)
    return {juror: str(number) for juror, number in kept.items()}


def revisions(desk: Desk) -> tuple[Plan, ...]:
    """All plans issued so far, oldest first."""
    return tuple(package.read_plan(revision.plan) for revision in desk.store.load_revisions())


def issued_plan(desk: Desk) -> Plan:
    """The plan that is in force."""
    issued = desk.store.load_revisions()
    if not issued:
        raise NotIssuedYet
    return package.read_plan(issued[-1].plan)


def receivers(plan: Plan) -> tuple[Juror, ...]:
    """Who gets a package: everybody who scores, and whoever may lead the plenary."""
    leading = {Role.CHAIR, Role.DEPUTY}
    return tuple(
        juror for juror in plan.jurors if juror.scores or (juror.role in leading and juror.status is not Status.TRAINEE)
    )


def issue(desk: Desk, progress: Callable[[int, int], None] = lambda _done, _all: None) -> tuple[IssuedPackage, ...]:
    """Freeze the draft as the next revision (if it changed) and make a package and a letter for each juror.

    Every later revision opens with the same code; issuing again prints the same letters.
    """
    plan = draft(desk)
    if plan is None:
        raise NoPlanYet
    issued = desk.store.load_revisions()
    digest = plan.digest()
    if issued and issued[-1].digest != digest and _finally_closed(desk, plan):
        raise PlanFrozen
    rev, prev = (
        (issued[-1].rev, issued[-1].prev)
        if issued and issued[-1].digest == digest
        else ((issued[-1].rev + 1, issued[-1].digest) if issued else (1, None))
    )
    known = _secrets(desk)
    made = {juror.code: known.get(juror.code) or _new_secret(desk) for juror in receivers(plan)}
    packages = []
    for done, juror in enumerate(receivers(plan)):
        progress(done, len(made))
        packages.append(_package(desk, plan, juror.code, made[juror.code], rev, prev))
    with desk.store.transaction():
        if rev > len(issued):
            desk.store.append_revision(Revision(rev, prev, digest, package.plan_bytes(plan), desk.now()))
        for juror_code, secret in made.items():
            if juror_code not in known:
                desk.store.append_secret(juror_code, _sealed(desk, secret))
        desk.log("issue packages", f"revision {rev}", prev or "", digest)
    return tuple(packages)


def _finally_closed(desk: Desk, plan: Plan) -> bool:
    """Whether receiving has been closed for the last stage, so that its totals may be known."""
    facts = (read_statement(entry.envelope, desk.key.certificate)[1] for entry in desk.store.load_facts())
    last = plan.stages_until(None)[-1].code
    return any(isinstance(fact, Closing) and fact.stage in {None, last} for fact in facts)


def admission_secrets(desk: Desk) -> dict[str, bytes]:
    """Juror -> the 32 bytes with which that juror's key is admitted on first use."""
    return {juror: bytes.fromhex(secret.admission) for juror, secret in _secrets(desk).items()}


def _package(desk: Desk, plan: Plan, juror: str, secret: _Secret, rev: int, prev: str | None) -> IssuedPackage:
    invitation = Invitation("invitation", (), juror, secret.admission, desk.key.age_recipient, rev, prev)
    packed = container.pack(
        "package", desk.key.digest, certificate_text(desk.key), package.members(plan, invitation), desk.sign
    )
    reader = seal.recipient_of(activation.age_identity(read_activation_code(secret.code)))
    return IssuedPackage(
        juror=juror,
        package_name=f"paket-{juror}{package.SUFFIX}",
        package=seal.seal(packed, [reader]),
        letter_name=f"surat-{juror}.pdf",
        letter=letter.render(plan, juror, secret.code, key_code(desk.key.digest)).pdf,
        code=secret.code,
    )


def _new_secret(desk: Desk) -> _Secret:
    bits = int.from_bytes(desk.random(10), "big") >> (80 - _BITS)
    return _Secret(activation_code(bits), desk.random(32).hex())


def _sealed(desk: Desk, secret: _Secret) -> bytes:
    plain = canonical.encode({"code": secret.code, "admission": secret.admission})
    return seal.seal(plain, [desk.key.age_recipient])


def _secrets(desk: Desk) -> dict[str, _Secret]:
    found: dict[str, _Secret] = {}
    for juror, sealed in desk.store.load_secrets().items():
        value = canonical.parse(seal.open_sealed(sealed, desk.key.age_identity, _SECRET_LIMIT))
        assert isinstance(value, dict)
        found[juror] = _Secret(str(value["code"]), str(value["admission"]))
    return found
