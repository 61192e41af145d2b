"""Plenary files and archives in which something was swapped, dropped, forged or counted otherwise: each is refused."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Ballot, BallotHasBadMark
from paritrana_desktop.domain.decision import Acts, Decision, Recount, result_fingerprint
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.domain.facts import Admission, Closing, Exclusion, Fact, Ruling, Statement
from paritrana_desktop.domain.panel import Juror, Role
from paritrana_desktop.domain.schema import DoesNotFit, from_plain, to_plain
from paritrana_desktop.exchange import bundle, container, envelope, package, plenary_file
from paritrana_desktop.exchange.container import Content
from paritrana_desktop.exchange.plenary_file import Head
from paritrana_desktop.security import identity, seal
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import case as cases
from paritrana_desktop.services import certificates, collection, plenary, verifying
from paritrana_desktop.services.case import (
    BallotChanged,
    BallotDropped,
    Case,
    CountedOnce,
    FactChanged,
    KeyNotAdmitted,
    KeysContradict,
    NotByTheSecretariat,
    NotClosed,
    OtherResult,
    PlanChangedAfterClosing,
    RecountNotGenuine,
    RecountOfAnotherSet,
    RulingWithoutEffect,
    SignerNotOfPanel,
)
from paritrana_desktop.services.desk import certificate_text
from paritrana_desktop.services.plenary import CountsDiffer, Decided, NoSecondCount, NotOfThisPanel
from paritrana_desktop.services.reading import FileRefused, FileUnreadable, Reader
from paritrana_desktop.services.verifying import Verdict
from tests import build, forged
from tests.forged import Event, honest
from tests.issued import MORNING

Members = dict[str, bytes]
Change = Callable[[Members], object]
CELL = ("K", "01", "A")


def panel() -> tuple[Juror, ...]:
    roles = [Role.CHAIR, Role.DEPUTY, Role.MEMBER, Role.MEMBER, Role.MEMBER]
    return tuple(Juror(f"J{number}", f"Juri Contoh {number}", role=role) for number, role in enumerate(roles, 1))


@cache
def event() -> Event:
    return forged.issued(build.small_plan(jurors=panel()))


def marks(shift: int = 0) -> dict[tuple[str, str, str], build.Given]:
    return {("K", number, code): 95 - 10 * int(number) - shift for number in ("01", "02", "03") for code in "AB"}


def ballots(*, differing: bool = False) -> list[Ballot]:
    made = [honest(event(), juror.code, marks(place)) for place, juror in enumerate(event().plan.jurors)]
    if differing:
        made.append(honest(event(), "J5", {**marks(4), CELL: 50}, seq=2))
    return made


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed event: its plenary file, the members in it, and the case."""

    file: bytes
    members: Members
    case: Case


@cache
def closed(*, differing: bool = False) -> Closed:
    """All ballots taken in by the real road, receiving closed, the plenary file made for J1 and J2."""
    with Reader() as reader, forged.intake(event(), Path(mkdtemp()), reader) as desk:
        desk.taken(*ballots(differing=differing))
        collection.close(desk.desk, None)
        _, file = plenary.write(desk.desk, None, ["J1", "J2"])
        case = plenary.read(reader, file, event().keys["J1"])
    return Closed(file, unsealed(file, event().key), case)


def unsealed(data: bytes, key: OwnKey) -> Members:
    opened = seal.open_sealed(data, key.age_identity, container.LIMIT)
    return dict(container.unpack(opened, certificates.der, identity.verify).members)


def signing(key: OwnKey) -> Callable[[bytes], bytes]:
    return lambda payload: identity.sign(key.private_key, payload)


def packed(content: Content, members: Mapping[str, bytes], key: OwnKey, named: str | None = None) -> bytes:
    """A container of `members`, signed by `key`, sealed to J1."""
    data = container.pack(content, named or event().key.digest, certificate_text(key), members, signing(key))
    return seal.seal(data, [event().keys["J1"].age_recipient])


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def read(reader: Reader, members: Mapping[str, bytes], key: OwnKey | None = None) -> Case:
    """What J1's machine makes of a plenary file with `members`, signed by the event's key unless another is given."""
    return plenary.read(reader, packed("plenary", members, key or event().key), event().keys["J1"])


def refused(reader: Reader, why: type[Refusal], change: Change, key: OwnKey | None = None) -> str:
    """The sentence of `why`, with which the plenary file is refused once `change` was made to its members."""
    members = dict(closed().members)
    change(members)
    with pytest.raises(Refusal) as refusal:
        read(reader, members, key)
    found = refusal.value.why if isinstance(refusal.value, FileRefused) else type(refusal.value).__name__
    assert found == why.__name__, str(refusal.value)
    return str(refusal.value)


def name_of(juror: str) -> str:
    (ballot,) = [entry for entry in ballots() if entry.juror == juror]
    return f"ballots/{event().id(ballot)}"


def fact(content: Fact, key: OwnKey | None = None) -> tuple[str, bytes]:
    """Name and bytes of a member that states `content`, signed by the event's key unless another is given."""
    by = key or event().key
    body = canonical.encode(to_plain(Statement("statement", (), content)))
    signed = envelope.signed(envelope.FACT, body, signing(by), by.digest)
    return f"facts/{signed.id}", envelope.encode(signed)


def facts_of(members: Members, kind: type[Fact]) -> dict[str, Any]:
    """The facts of `kind` among `members`, by name."""
    found = {
        name: cases.read_statement(data, event().key.certificate)[1]
        for name, data in members.items()
        if name.startswith("facts/")
    }
    return {name: entry for name, entry in found.items() if isinstance(entry, kind)}


def put_head(members: Members, **changes: object) -> None:
    head = from_plain(Head, canonical.parse(members[plenary_file.HEAD]))
    members[plenary_file.HEAD] = canonical.encode(to_plain(replace(head, **changes)))  # type: ignore[arg-type]


def counted_anew(members: Members) -> None:
    """Give `members` the head that a secretariat would write over just these ballots and facts."""
    case = cases.from_plenary(
        plenary_file.read(
            container.unpack(
                container.pack(
                    "plenary", event().key.digest, certificate_text(event().key), members, signing(event().key)
                ),
                certificates.der,
                identity.verify,
            )
        )
    )
    put_head(members, set=case.set, result=plenary.result_of(case))


# Plenary files.


def test_the_honest_file_is_counted_again(reader: Reader) -> None:
    case = read(reader, closed().members)
    assert case.tally() == closed().case.tally()
    assert set(case.certificates) == {"J1", "J2", "J3", "J4", "J5"}


def test_a_ballot_swapped_for_another(reader: Reader) -> None:
    """Under the name of the one that J3 signed lies another: J3's own other ballot, and J4's."""
    others = {
        "its own": event().envelope(forged.body_bytes(honest(event(), "J3", fill=99)), event().keys["J3"]),
        "another's": closed().members[name_of("J4")],
        "nonsense": b"{}",
    }
    for name, data in others.items():
        why = BallotChanged if name != "nonsense" else envelope.NotSigned
        refused(reader, why, lambda members, data=data: members.update({name_of("J3"): data}))  # type: ignore[misc]


def test_a_mark_changed_by_the_secretariat(reader: Reader) -> None:
    """With the juror's signature over the old body, with the event's key, and with a key made for it."""
    changed = honest(event(), "J3", fill=99)
    old = envelope.decode(closed().members[name_of("J3")], envelope.BALLOT)
    kept = envelope.encode(replace(old, body=forged.body_bytes(changed)))
    stranger = identity.create("J3")
    own = replace(changed, enrolment=event().enrolment("J3", stranger))

    def swapped(data: bytes) -> Change:
        def change(members: Members) -> None:
            del members[name_of("J3")]
            members[f"ballots/{envelope.decode(data, envelope.BALLOT).id}"] = data

        return change

    refused(reader, BallotChanged, swapped(kept))
    refused(reader, BallotChanged, swapped(event().envelope(forged.body_bytes(changed), event().key)))
    forgery = event().envelope(forged.body_bytes(own), stranger)
    assert "admitted for J3" in refused(reader, KeyNotAdmitted, swapped(forgery))
    # Admitting that key as well does not help: there are two then.
    admission = Admission("admission", event().key.digest, "J3", stranger.digest, "package")

    def both(members: Members) -> None:
        swapped(forgery)(members)
        members.update([fact(admission)])

    assert "two keys for J3" in refused(reader, KeysContradict, both)


def test_a_ballot_that_no_juror_could_hand_in(reader: Reader) -> None:
    wrong = replace(honest(event(), "J3"), marks=tuple(replace(mark, u=200_00) for mark in honest(event(), "J3").marks))
    data = event().envelope(forged.body_bytes(wrong), event().keys["J3"])
    refused(reader, BallotHasBadMark, lambda members: members.update({f"ballots/{event().id(wrong)}": data}))


def test_a_ballot_dropped(reader: Reader) -> None:
    assert "names the ballot N-" in refused(reader, BallotDropped, lambda members: members.pop(name_of("J3")))


def test_a_ballot_dropped_and_the_closing_with_it(reader: Reader) -> None:
    """The set is another one then; and if the secretariat says so, it is another set that is counted and printed."""

    def dropped(members: Members) -> None:
        del members[name_of("J3")]
        ((name, closing),) = facts_of(members, Closing).items()
        del members[name]
        shorter = tuple(ballot for ballot in closing.ballots if f"ballots/{ballot}" != name_of("J3"))
        members.update([fact(replace(closing, ballots=shorter))])

    refused(reader, CountsDiffer, dropped)
    members = dict(closed().members)
    dropped(members)
    counted_anew(members)
    assert "J3" not in read(reader, members).certificates


def test_a_ballot_added(reader: Reader) -> None:
    """After the closing it has no effect, but the set is another one."""
    late = honest(event(), "J3", fill=99, seq=2)
    data = event().envelope(forged.body_bytes(late), event().keys["J3"])
    refused(reader, CountsDiffer, lambda members: members.update({f"ballots/{event().id(late)}": data}))


def test_a_ballot_of_another_event(reader: Reader) -> None:
    other = replace(honest(event(), "J3"), event="0" * 64)
    data = event().envelope(forged.body_bytes(other), event().keys["J3"])
    refused(reader, BallotChanged, lambda members: members.update({f"ballots/{event().id(other)}": data}))


def test_a_fact_forged(reader: Reader) -> None:
    stranger = identity.create("Orang Lain")
    ((closing_name, closing),) = facts_of(closed().members, Closing).items()
    forgeries = {
        "another's signature": fact(closing, stranger),
        "another event": fact(replace(closing, event="0" * 64)),
        "another name": ("facts/" + "0" * 64, closed().members[closing_name]),
    }
    for member in forgeries.values():
        refused(reader, FactChanged, lambda members, member=member: members.update([member]))  # type: ignore[misc]
    changed = closed().members[closing_name].replace(b'"payload":"', b'"payload":"AAAA')
    refused(reader, canonical.NotStrictJson, lambda members: members.update({closing_name: b"x"}))
    refused(reader, FactChanged, lambda members: members.update({closing_name: changed}))
    unknown = envelope.signed(envelope.FACT, b'{"kind":"statement"}', signing(event().key), "")
    refused(reader, DoesNotFit, lambda members: members.update({f"facts/{unknown.id}": envelope.encode(unknown)}))


def test_a_key_that_was_not_admitted(reader: Reader) -> None:
    for name, admission in facts_of(closed().members, Admission).items():
        if admission.juror == "J4":
            assert "J4" in refused(reader, KeyNotAdmitted, lambda members, name=name: members.pop(name))  # type: ignore[misc]


def test_one_key_for_two_jurors(reader: Reader) -> None:
    key = event().keys["J4"]
    borrowed = fact(Admission("admission", event().key.digest, "J9", key.digest, "package"))
    assert "J9" in refused(reader, KeysContradict, lambda members: members.update([borrowed]))


def test_two_certificates_over_one_key(reader: Reader) -> None:
    """J5's admission replaced by one of a second certificate over J4's key, with a ballot signed by it."""
    twin = forged.same_key(event().keys["J4"])
    double = replace(honest(event(), "J5"), enrolment=event().enrolment("J5", twin))

    def change(members: Members) -> None:
        for name, admission in facts_of(members, Admission).items():
            if admission.juror == "J5":
                del members[name]
        ((name, closing),) = facts_of(members, Closing).items()
        del members[name], members[name_of("J5")]
        kept = (*(f for f in closing.ballots if f"ballots/{f}" != name_of("J5")), event().id(double))
        members.update([fact(replace(closing, ballots=tuple(sorted(kept))))])
        members.update([fact(Admission("admission", event().key.digest, "J5", twin.digest, "person"))])
        members[f"ballots/{event().id(double)}"] = event().envelope(forged.body_bytes(double), twin)

    refused(reader, KeysContradict, change)


def test_a_result_that_is_not_the_count(reader: Reader) -> None:
    said = refused(reader, CountsDiffer, lambda members: put_head(members, result="0" * 64))
    assert "secretariat says 000000000000" in said
    refused(reader, CountsDiffer, lambda members: put_head(members, set="0" * 64))


def test_another_plan(reader: Reader) -> None:
    """The weights turned round: the ballots name another plan; with that beside it, the closing still does."""
    turned = build.small_plan(build.category((build.judged("A", 10), build.judged("B", 90))), jurors=panel())
    refused(reader, BallotChanged, lambda members: members.update({package.PLAN: package.plan_bytes(turned)}))

    def beside(members: Members) -> None:
        members[f"plans/{event().plan.digest()}"] = members[package.PLAN]
        members[package.PLAN] = package.plan_bytes(turned)

    refused(reader, PlanChangedAfterClosing, beside)


def test_another_stage(reader: Reader) -> None:
    """A stage that the plan does not have costs the child; nothing of that reaches the program."""
    refused(reader, FileUnreadable, lambda members: put_head(members, stage="Z"))
    assert read(reader, closed().members).stage is None


def test_signed_by_somebody_else(reader: Reader) -> None:
    refused(reader, NotByTheSecretariat, lambda _members: None, identity.create("Sekretariat Palsu"))
    refused(reader, NotByTheSecretariat, lambda _members: None, event().keys["J1"])


def test_for_others_it_is_sealed_and_a_stranger_cannot_witness(reader: Reader) -> None:
    with pytest.raises(FileRefused) as refusal:
        plenary.read(reader, closed().file, event().keys["J3"])
    assert refusal.value.why == seal.NotForThisKey.__name__
    with pytest.raises(NotOfThisPanel):
        plenary.owner(closed().case, identity.create("Orang Lain"))


def test_verifying_says_that_the_count_agrees_only_if_it_does(reader: Reader) -> None:
    members = dict(closed().members)
    put_head(members, result="0" * 64)
    files = [("pleno", closed().file), ("palsu", packed("plenary", members, event().key))]
    honest_file, forgery = verifying.verify(reader, files, event().keys["J1"])
    assert honest_file.verdict is Verdict.VALID
    assert forgery.verdict is Verdict.INVALID
    assert forgery.reason.text == CountsDiffer.sentence


# Recounts.


def recount(by: str = "J2", **changes: object) -> bytes:
    """The answer of the juror `by`, signed by that juror, with `changes` to what it says."""
    key = event().keys[by]
    _, data, _ = plenary.recount(closed().case, key)
    signed = envelope.decode(data, envelope.RECOUNT)
    answer = replace(from_plain(Recount, canonical.parse(signed.body)), **changes)  # type: ignore[arg-type]
    body = canonical.encode(to_plain(answer))
    return envelope.encode(envelope.signed(envelope.RECOUNT, body, signing(key), signed.key_hint))


def test_recounts_that_say_nothing_about_this_count() -> None:
    case = closed().case
    assert plenary.check_answers(case, [recount()])
    forgeries: list[tuple[bytes, type[Refusal]]] = [
        (recount(juror="J3"), RecountNotGenuine),
        (recount(certificate=event().keys["J3"].digest), RecountNotGenuine),
        (recount(juror="J9"), RecountNotGenuine),
        # A juror of the panel with an admitted key, but not named to count again.
        (recount("J3"), RecountNotGenuine),
        (recount(set="0" * 64), RecountOfAnotherSet),
        (recount(plan="0" * 64), RecountOfAnotherSet),
        (recount(event="0" * 64), RecountOfAnotherSet),
        (recount(stage="D"), RecountOfAnotherSet),
        (recount(result="0" * 64), CountsDiffer),
        (recount().replace(b'"sig":"', b'"sig":"AAAA'), envelope.NotSigned),
        (b"{" * 70_000, RecountNotGenuine),
        (closed().members[name_of("J1")], envelope.UnknownType),
    ]
    for data, why in forgeries:
        with pytest.raises(why):
            plenary.check_answers(case, [data])
        with pytest.raises(why):
            plenary.check_answers(case, [recount(), data])
    with pytest.raises(NoSecondCount):
        plenary.check_answers(case, [])


def test_a_recount_by_itself_is_verified(reader: Reader) -> None:
    stranger = envelope.signed(
        envelope.RECOUNT, envelope.decode(recount(), envelope.RECOUNT).body, signing(event().keys["J3"]),
        certificate_text(event().keys["J3"]),
    )  # fmt: skip
    files = [("a", recount()), ("b", envelope.encode(stranger)), ("c", b"{" * 70_000), ("d", b"{}")]
    verdicts = [entry.verdict for entry in verifying.verify(reader, files, None)]
    assert verdicts == [Verdict.VALID] + [Verdict.INVALID] * 3


# Archives.


def acts(**changes: Any) -> Acts:
    everybody = tuple(juror.code for juror in panel())
    made = Acts("J1", "Pasal 1", "2025-08-27", everybody, (), everybody)
    return replace(made, **changes)


@cache
def decided() -> Decided:
    return plenary.decide(closed().case, event().keys["J1"], [recount()], acts(), MORNING)


@cache
def archived() -> Members:
    return unsealed(decided().archive, event().keys["J1"])


def archive_refused(
    reader: Reader, why: type[Refusal], change: Change, key: OwnKey | None = None, named: str | None = None
) -> str:
    """The sentence of `why`, with which the archive is refused once `change` was made and J1 (or `key`) signed it."""
    members = dict(archived())
    change(members)
    data = packed("archive", members, key or event().keys["J1"], named)
    with pytest.raises(FileRefused) as refusal:
        reader.container(data, "archive", age_identity=event().keys["J1"].age_identity)
    assert refusal.value.why == why.__name__, str(refusal.value)
    (verdict,) = verifying.verify(reader, [("arsip", data)], event().keys["J1"])
    assert (verdict.verdict, str(verdict.reason)) == (Verdict.INVALID, str(refusal.value))
    return str(refusal.value)


def put_record(members: Members, change: Callable[[Decision], Decision]) -> None:
    record = from_plain(Decision, canonical.parse(members[bundle.RECORD]))
    members[bundle.RECORD] = canonical.encode(to_plain(change(record)))


def record(**changes: Any) -> Change:
    return lambda members: put_record(members, lambda decision: replace(decision, **changes))


def test_the_honest_archive_and_bundle_are_verified(reader: Reader) -> None:
    files = [("arsip", decided().archive), ("keputusan", decided().bundle)]
    assert [entry.verdict for entry in verifying.verify(reader, files, event().keys["J1"])] == [Verdict.VALID] * 2
    repacked = packed("archive", archived(), event().keys["J1"])
    assert verifying.verify(reader, [("arsip", repacked)], event().keys["J1"])[0].verdict is Verdict.VALID


def test_a_decision_that_the_ballots_do_not_give(reader: Reader) -> None:
    turned = tuple(replace(place, numbers=place.numbers[::-1]) for place in decided().decision.outcomes[0].places[::-1])
    outcome = replace(decided().decision.outcomes[0], places=turned)
    archive_refused(reader, OtherResult, record(result="0" * 64))
    archive_refused(reader, OtherResult, record(plan="0" * 64))
    archive_refused(reader, OtherResult, record(ballots=decided().decision.ballots[1:]))
    archive_refused(reader, OtherResult, record(outcomes=(outcome,)))
    archive_refused(reader, OtherResult, record(rehearsal=True))
    totals = archived()[bundle.TOTALS].replace(b'"rank":1', b'"rank":9')
    archive_refused(reader, OtherResult, lambda members: members.update({bundle.TOTALS: totals}))


def test_ballots_and_facts_of_an_archive(reader: Reader) -> None:
    other = event().envelope(forged.body_bytes(honest(event(), "J3", fill=99)), event().keys["J3"])
    archive_refused(reader, BallotChanged, lambda members: members.update({name_of("J3"): other}))
    archive_refused(reader, BallotDropped, lambda members: members.pop(name_of("J3")))
    ((_, closing),) = facts_of(archived(), Closing).items()
    member = fact(closing, identity.create("Orang Lain"))
    archive_refused(reader, FactChanged, lambda members: members.update([member]))


def test_facts_dropped_from_an_archive_and_added(reader: Reader) -> None:
    """Without the closing nothing may be counted; with another witness it is the same set, with a ballot excluded not."""
    ((name, _),) = facts_of(archived(), Closing).items()
    archive_refused(reader, NotClosed, lambda members: members.pop(name))
    nothing = fact(Exclusion("exclusion", event().key.digest, ("0" * 64,), "Tanpa akibat"))
    archive_refused(reader, RecountOfAnotherSet, lambda members: members.update([nothing]))


def test_the_secretariat_has_no_say_over_a_mark(reader: Reader) -> None:
    ruled = fact(Ruling("ruling", event().key.digest, "J3", *CELL, event().id(ballots()[2]), "Tanpa rapat"))
    refused(reader, FactChanged, lambda members: members.update([ruled]))


def test_recounts_of_an_archive(reader: Reader) -> None:
    ((name, _),) = ((name, data) for name, data in archived().items() if name.startswith("recounts/"))

    def only(data: bytes) -> Change:
        def change(members: Members) -> None:
            members[name] = data
            said = from_plain(Recount, canonical.parse(envelope.decode(data, envelope.RECOUNT).body))
            put_record(members, lambda decision: replace(decision, recounts=(said,)))

        return change

    archive_refused(reader, CountedOnce, lambda members: members.pop(name))
    archive_refused(reader, RecountNotGenuine, record(recounts=()))
    archive_refused(reader, RecountNotGenuine, only(recount(juror="J3")))
    archive_refused(reader, RecountOfAnotherSet, only(recount(set="0" * 64)))
    archive_refused(reader, OtherResult, only(recount(result="0" * 64)))

    def added(members: Members) -> None:
        members["recounts/zz"] = recount("J3")

    archive_refused(reader, RecountNotGenuine, added)


def test_a_decision_by_somebody_who_may_not(reader: Reader) -> None:
    """A reader of the archive makes another decision of it and signs that, as a stranger or as an ordinary member."""
    for key in (identity.create("Orang Lain"), event().keys["J4"]):
        signer = replace(decided().decision.signers[0], certificate=key.digest)
        archive_refused(reader, SignerNotOfPanel, record(signers=(signer,)), key)
        archive_refused(reader, SignerNotOfPanel, record(signers=()), key)
        archive_refused(reader, SignerNotOfPanel, lambda _members: None, key)


def test_a_member_who_may_not_lead_is_no_signer_though_admitted(reader: Reader) -> None:
    """Even with the event's own word that the key is J4's, who was there: the meeting was led by J1."""
    key = event().keys["J4"]
    ((_, admission),) = (entry for entry in facts_of(closed().members, Admission).items() if entry[1].juror == "J4")
    name, data = fact(admission)
    signer = replace(decided().decision.signers[0], certificate=key.digest)

    def as_j4(members: Members) -> None:
        members[f"{bundle.ADMISSIONS}/{name.removeprefix('facts/')}"] = data
        record(signers=(signer,))(members)

    archive_refused(reader, SignerNotOfPanel, as_j4, key)


def test_a_decision_of_another_event(reader: Reader) -> None:
    other = identity.create("Sekretariat Palsu")
    text = base64.b64encode(other.certificate)
    archive_refused(reader, NotByTheSecretariat, record(event=other.digest))
    archive_refused(reader, NotByTheSecretariat, lambda members: members.update({bundle.EVENT_CERTIFICATE: text}))
    archive_refused(reader, NotByTheSecretariat, record(event=other.digest), named=other.digest)


def test_the_documents_of_a_bundle_are_those_of_its_decision(reader: Reader) -> None:
    members = {name: data for name, data in archived().items() if name.startswith(("documents/", "decision", "totals"))}
    members["documents/keputusan.pdf"] = members["documents/rekapitulasi.pdf"]
    key = event().keys["J1"]
    data = container.pack("decision", event().key.digest, certificate_text(key), members, signing(key))
    (verdict,) = verifying.verify(reader, [("keputusan", data)], None)
    assert verdict.verdict is Verdict.INVALID


def test_the_pages_of_an_archive_say_what_its_record_says(reader: Reader) -> None:
    members = dict(archived())
    key = event().keys["J1"]
    honest_one = container.pack("archive", event().key.digest, certificate_text(key), members, signing(key))
    (verdict,) = verifying.verify(reader, [("arsip", honest_one)], None)
    assert verdict.verdict is Verdict.VALID, verdict.reason
    # Genuinely signed by the leader, but it is another document than the record makes.
    members["documents/berita-acara.pdf"] = members["documents/rekapitulasi.pdf"]
    forged_one = container.pack("archive", event().key.digest, certificate_text(key), members, signing(key))
    (verdict,) = verifying.verify(reader, [("arsip", forged_one)], None)
    assert verdict.verdict is Verdict.INVALID
    assert verdict.reason == verifying.PagesDiffer().said


# P11: rulings.


def ruling(ballot: Ballot, cell: tuple[str, str, str] = CELL) -> Ruling:
    return Ruling("ruling", event().key.digest, "J5", *cell, event().id(ballot), "Dibahas dalam rapat")


def test_p11_a_ruling_chooses_between_what_was_handed_in() -> None:
    case = closed(differing=True).case
    *others, first, second = ballots(differing=True)
    for chosen in (first, second):
        cases.check_rulings(case, [ruling(chosen)])
        assert case.tally([ruling(chosen)]).complete
    for wrong in (
        ruling(others[0]),
        ruling(honest(event(), "J5", fill=1)),
        ruling(first, ("K", "02", "A")),
        ruling(first, ("K", "09", "A")),
        replace(ruling(first), juror="J1"),
    ):
        with pytest.raises(RulingWithoutEffect):
            cases.check_rulings(case, [wrong])
    with pytest.raises(RulingWithoutEffect):
        cases.check_rulings(case, [ruling(first), ruling(second)])


def test_p11_no_decision_is_frozen_over_it() -> None:
    case = closed(differing=True).case
    key = event().keys["J2"]
    _, answer, _ = plenary.recount(case, key)
    *_, first, second = ballots(differing=True)
    with pytest.raises(RulingWithoutEffect) as refusal:
        plenary.decide(case, key, [answer], acts(rulings=(ruling(honest(event(), "J5", fill=1)),)), MORNING, ink=True)
    assert "K-01 A of J5" in str(refusal.value)
    made = plenary.decide(case, key, [answer], acts(rulings=(ruling(second),)), MORNING, ink=True)
    assert made.decision.result == result_fingerprint(case.tally([ruling(second)]))
    assert made.decision.result != result_fingerprint(case.tally([ruling(first)]))
