"""Ballots in envelopes that are none, signed by the wrong key, or with the right key in the wrong way (rows S01-S16)."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from paritrana_desktop.domain.ballot import Enrolment, Origin
from paritrana_desktop.domain.canonical import NotStrictJson
from paritrana_desktop.exchange import envelope
from paritrana_desktop.exchange.envelope import NotSigned, UnknownType, WrongNumberOfSignatures
from paritrana_desktop.security import identity, seal
from paritrana_desktop.security.identity import WrongKindOfKey
from paritrana_desktop.services.admission import KeyNotProved, KeyOfAnother, OtherKey
from paritrana_desktop.services.collection import MergeVerdict
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.reading_child import NotToThisSecretariat, OtherEvent, UnknownPlan
from paritrana_desktop.services.signed_ballot import KeyMissing, NotByThisJuror, NotFromAJuror
from tests import forged
from tests.forged import Intake, body_bytes, honest, plain

EVENT = forged.event()
KEY = EVENT.keys["J1"]
BODY = body_bytes(honest(EVENT))
SIGNED = EVENT.envelope(BODY, KEY)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Intake]:
    """One desk for all that is refused: each of them leaves it as it was."""
    with forged.intake(EVENT, tmp_path_factory.mktemp("desk"), reader) as made:
        yield made


@pytest.fixture
def fresh(tmp_path: Path, reader: Reader) -> Iterator[Intake]:
    with forged.intake(EVENT, tmp_path, reader) as made:
        yield made


def altered(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The honest envelope, its JSON changed and sealed."""
    value = json.loads(SIGNED)
    change(value)
    return EVENT.sealed(json.dumps(value).encode())


def signature(data: bytes) -> bytes:
    """The honest envelope with other signature bytes, sealed."""
    return altered(lambda value: value["signatures"][0].update(sig=base64.b64encode(data).decode()))


HONEST_SIGNATURE = base64.b64decode(json.loads(SIGNED)["signatures"][0]["sig"])


def test_the_honest_envelope_is_taken_in(fresh: Intake) -> None:
    assert fresh.merged(EVENT.sealed(SIGNED), altered(lambda _value: None))[0].verdict is MergeVerdict.NEW


def test_s01_no_envelope(desk: Intake) -> None:
    desk.refused(EVENT.sealed(BODY), NotSigned)
    desk.refused(EVENT.sealed(b""), NotStrictJson)
    desk.refused(EVENT.sealed(b"[]"), NotSigned)


@pytest.mark.parametrize("number", [0, 2, 1000])
def test_s02_one_signature_and_no_other_number(desk: Intake, number: int) -> None:
    data = altered(lambda value: value.update(signatures=value["signatures"] * number))
    assert f"carries {number} signatures" in desk.refused(data, WrongNumberOfSignatures)


@pytest.mark.parametrize("signatures", [None, {}, "x", 1])
def test_s02_signatures_that_are_no_list(desk: Intake, signatures: object) -> None:
    desk.refused(altered(lambda value: value.update(signatures=signatures)), NotSigned)


def test_s03_right_hint_other_key(desk: Intake) -> None:
    stranger = identity.create("Orang Lain")
    signed = envelope.signed(
        envelope.BALLOT, BODY, lambda payload: identity.sign(stranger.private_key, payload), KEY.digest
    )
    desk.refused(EVENT.sealed(envelope.encode(signed)), NotByThisJuror)


@pytest.mark.parametrize(
    "hint", ["", "x" * 5000, "\N{RIGHT-TO-LEFT OVERRIDE}", EVENT.key.digest], ids=["none", "long", "bidi", "digest"]
)
def test_s04_the_hint_decides_nothing(fresh: Intake, hint: str) -> None:
    data = altered(lambda value: value["signatures"][0].update(keyid=hint))
    assert fresh.merged(data, EVENT.sealed(SIGNED))[0].verdict is MergeVerdict.NEW
    assert len(fresh.desk.store.load_ballots()) == 1, "the hint is no part of what a ballot is"


def test_s05_signed_by_one_juror_for_another(fresh: Intake) -> None:
    """J2 signs a ballot that says it is J1's: with J2's enrolment, with J1's, and with one made for it."""
    as_j1 = honest(EVENT, "J1")
    own = replace(as_j1, enrolment=EVENT.enrolment("J2"))
    fresh.refused(EVENT.file(own, EVENT.keys["J2"]), KeyNotProved)
    fresh.refused(EVENT.file(as_j1, EVENT.keys["J2"]), NotByThisJuror)
    fresh.taken(honest(EVENT, "J2"))
    said = fresh.refused(EVENT.file(own, EVENT.keys["J2"]), KeyOfAnother)
    assert "ballot of J1" in said
    assert "key of J2" in said
    fresh.taken(as_j1)
    fresh.refused(EVENT.file(own, EVENT.keys["J2"]), KeyOfAnother)


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        envelope.BALLOT.upper(),
        envelope.BALLOT + " ",
        " " + envelope.BALLOT,
        envelope.BALLOT.replace("v1", "v2"),
        envelope.FACT,
        envelope.RECOUNT,
        envelope.MANIFEST,
        "",
    ],
)
def test_s07_another_type(desk: Intake, kind: str) -> None:
    desk.refused(EVENT.sealed(EVENT.envelope(BODY, KEY, kind)), UnknownType)
    # The honest signature under another type is no signature of it either.
    desk.refused(altered(lambda value: value.update(payloadType=kind)), UnknownType)


@pytest.mark.parametrize("kind", [None, 1, [envelope.BALLOT], {}])
def test_s07_a_type_that_is_no_text(desk: Intake, kind: object) -> None:
    desk.refused(altered(lambda value: value.update(payloadType=kind)), UnknownType)


@pytest.mark.parametrize(
    "payload",
    [
        BODY,
        base64.b64encode(BODY),
        envelope.pae(envelope.BALLOT, base64.b64encode(BODY)),
        envelope.pae(envelope.FACT, BODY),
        envelope.pae(envelope.BALLOT, BODY).replace(b"DSSEv1", b"DSSEv2"),
        envelope.pae(envelope.BALLOT, BODY) + b"\n",
        b"",
    ],
    ids=range(7),
)
def test_s08_a_signature_over_something_else(desk: Intake, payload: bytes) -> None:
    desk.refused(signature(identity.sign(KEY.private_key, payload)), NotByThisJuror)


@pytest.mark.parametrize(
    "data",
    [b"", HONEST_SIGNATURE[:-1], HONEST_SIGNATURE + b"\0", b"0D\x02 " + HONEST_SIGNATURE, bytes(72)],
    ids=range(5),
)
def test_s08_a_signature_of_another_length(desk: Intake, data: bytes) -> None:
    desk.refused(signature(data), NotSigned)


def test_s08_a_signature_in_another_form(desk: Intake) -> None:
    r, s = HONEST_SIGNATURE[:32], int.from_bytes(HONEST_SIGNATURE[32:], "big")
    high = (ORDER - s).to_bytes(32, "big")
    for data in (r + high, high + r, bytes(64), b"\xff" * 64, r + bytes(32), bytes(32) + HONEST_SIGNATURE[32:]):
        desk.refused(signature(data), NotByThisJuror)


ENVELOPES: dict[str, Callable[[dict[str, Any]], object]] = {
    "unknown key": lambda value: value.update(note="x"),
    "unknown key in the signature": lambda value: value["signatures"][0].update(cert="x"),
    "no hint": lambda value: value["signatures"][0].pop("keyid"),
    "hint that is no text": lambda value: value["signatures"][0].update(keyid=1),
    "no payload": lambda value: value.pop("payload"),
    "payload that is no text": lambda value: value.update(payload=json.loads(BODY)),
    "payload of another alphabet": lambda value: value.update(
        payload=base64.urlsafe_b64encode(BODY + b"\xff\xfe").decode()
    ),
    "payload that ends too early": lambda value: value.update(payload=value["payload"][:-1]),
    "payload that ends too late": lambda value: value.update(payload=value["payload"] + "="),
    "payload with a line end": lambda value: value.update(payload=value["payload"] + "\n"),
    "payload with a blank": lambda value: value.update(payload=" " + value["payload"]),
    "payload in other letters": lambda value: value.update(payload="é" + value["payload"]),
    "signature that is no text": lambda value: value["signatures"][0].update(sig=None),
}


@pytest.mark.parametrize("name", ENVELOPES)
def test_s11_anything_but_exactly_our_envelope(desk: Intake, name: str) -> None:
    desk.refused(altered(ENVELOPES[name]), NotSigned)


def test_s11_spare_bits_of_base64_are_not_free(desk: Intake) -> None:
    text = json.loads(SIGNED)["signatures"][0]["sig"]
    assert text.endswith("==")
    other = text[:-3] + chr(ord(text[-3]) + 1) + "=="
    assert base64.b64decode(other) == base64.b64decode(text), "another last character, the same bytes"
    desk.refused(altered(lambda value: value["signatures"][0].update(sig=other)), NotSigned)


def test_s11_a_key_twice(desk: Intake) -> None:
    twice = SIGNED.replace(b'{"payload":', b'{"payload":"e30=","payload":')
    desk.refused(EVENT.sealed(twice), NotStrictJson)


# S13: certificates that the program does not make.


def certificate(
    key: CertificateIssuerPrivateKeyTypes,
    *,
    name: str = "Juri",
    authority: bool = False,
    algorithm: SHA256 | None = None,
    until: int = 9999,
) -> bytes:
    """A self-signed certificate like the program's, but for what is asked."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(until, 12, 31, 23, 59, 59, tzinfo=dt.UTC))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, algorithm)
        .public_bytes(Encoding.DER)
    )


def off_the_curve() -> bytes:
    """A P-256 certificate whose point was moved off the curve."""
    data = bytearray(KEY.certificate)
    point = data.index(b"\x03\x42\x00\x04") + 4
    data[point + 40] ^= 1
    return bytes(data)


P256 = ec.generate_private_key(ec.SECP256R1())
CERTIFICATES = {
    "P-384": certificate(ec.generate_private_key(ec.SECP384R1()), algorithm=SHA256()),
    "secp256k1": certificate(ec.generate_private_key(ec.SECP256K1()), algorithm=SHA256()),
    "RSA": certificate(rsa.generate_private_key(65537, 2048), algorithm=SHA256()),
    "Ed25519": certificate(ed25519.Ed25519PrivateKey.generate()),
    "CA:true": certificate(P256, authority=True, algorithm=SHA256()),
    "expires": certificate(P256, until=2030, algorithm=SHA256()),
    "off the curve": off_the_curve(),
    "cut off": KEY.certificate[:-1],
    "longer": KEY.certificate + b"\0",
    "signed by another": KEY.certificate[:-8] + bytes(8),
    "nothing": b"",
    "noise": bytes(range(256)),
}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_s13_another_kind_of_key(desk: Intake, name: str) -> None:
    der = CERTIFICATES[name]
    digest = identity.certificate_digest(der)
    mac = identity.admission_mac(EVENT.secrets["J1"], digest, EVENT.key.digest, "J1")
    enrolment = Enrolment(base64.b64encode(der).decode(), KEY.age_recipient, mac)
    desk.refused(EVENT.file(replace(honest(EVENT), enrolment=enrolment), KEY), WrongKindOfKey)


@pytest.mark.parametrize("text", ["", "!!!!", "=", "x" * 4000, base64.b64encode(KEY.certificate).decode() + "\n"])
def test_s13_a_certificate_that_is_no_base64(desk: Intake, text: str) -> None:
    value = plain(honest(EVENT), lambda value: value["enrolment"].update(certificate=text))
    desk.refused(EVENT.file(value, KEY), WrongKindOfKey)


def test_s13_the_name_in_a_certificate_decides_nothing(fresh: Intake) -> None:
    """Who speaks for a juror is proved by the package's secret; the name is as somebody typed it."""
    other = identity.create("Nama Yang Lain")
    ballot = replace(honest(EVENT), enrolment=EVENT.enrolment("J1", other))
    assert fresh.merged(EVENT.file(ballot, other))[0].verdict is MergeVerdict.NEW


def test_s15_a_rehearsal_is_another_event(desk: Intake) -> None:
    rehearsal = forged.issued(replace(EVENT.plan, rehearsal=True))
    ballot = honest(rehearsal)
    desk.refused(rehearsal.honest_file(ballot), seal.NotForThisKey)
    # The same, sealed for this secretariat.
    desk.refused(EVENT.file(ballot, rehearsal.keys["J1"]), OtherEvent)
    desk.refused(EVENT.file(replace(ballot, event=EVENT.key.digest), rehearsal.keys["J1"]), NotToThisSecretariat)
    named = replace(ballot, event=EVENT.key.digest, to=honest(EVENT).to)
    desk.refused(EVENT.file(named, rehearsal.keys["J1"]), UnknownPlan)


def test_s15_a_ballot_to_nobody(desk: Intake) -> None:
    desk.refused(EVENT.file(replace(honest(EVENT), to=()), KEY), NotToThisSecretariat)


def test_s16_no_enrolment(desk: Intake) -> None:
    desk.refused(EVENT.file(replace(honest(EVENT), enrolment=None), KEY), KeyMissing)


def test_s16_proofs_that_prove_nothing(desk: Intake) -> None:
    own = EVENT.enrolment("J1")
    stranger = identity.create("Orang Lain")
    cases = {
        "the secret of another juror": (EVENT.enrolment("J1", secret=EVENT.secrets["J2"]), KEY),
        "copied from another juror": (replace(own, mac=EVENT.enrolment("J2").mac), KEY),
        "right proof, other certificate": (replace(EVENT.enrolment("J1", stranger), mac=own.mac), stranger),
        "a guessed secret": (EVENT.enrolment("J1", stranger, bytes(32)), stranger),
        "nothing": (replace(own, mac="0" * 64), KEY),
    }
    for name, (enrolment, key) in cases.items():
        said = desk.refused(EVENT.file(replace(honest(EVENT), enrolment=enrolment), key), KeyNotProved)
        assert "J1" in said, name


def test_s16_a_proof_for_another_juror_does_not_serve(desk: Intake) -> None:
    """J2's whole enrolment, which is genuine, in a ballot that J2 signs for J3, and for J2 under J3's name."""
    borrowed = replace(honest(EVENT, "J3"), enrolment=EVENT.enrolment("J2"))
    desk.refused(EVENT.file(borrowed, EVENT.keys["J2"]), KeyNotProved)
    desk.refused(EVENT.file(borrowed, EVENT.keys["J3"]), NotByThisJuror)


def test_s16_once_admitted_the_proof_no_longer_matters(fresh: Intake) -> None:
    first = honest(EVENT)
    fresh.taken(first)
    second = honest(EVENT, ancestors=[first])
    assert second.enrolment is not None
    later = replace(second, enrolment=replace(second.enrolment, mac="0" * 64))
    assert fresh.merged(EVENT.file(later, KEY))[0].verdict is MergeVerdict.NEW
    # And another key stays out, however well it proves itself.
    other = identity.create("Laptop Baru")
    fresh.refused(EVENT.file(replace(second, enrolment=EVENT.enrolment("J1", other)), other), OtherKey)


@pytest.mark.parametrize("origin", [Origin.PAPER, Origin.WORKBOOK])
def test_a_juror_cannot_speak_for_paper(desk: Intake, origin: Origin) -> None:
    """It would be refused on the second machine, so one juror could keep everybody from recounting."""
    desk.refused(EVENT.file(replace(honest(EVENT), origin=origin), KEY), NotFromAJuror)


def test_what_was_only_looked_at_admits_no_key(fresh: Intake) -> None:
    before = fresh.content()
    fresh.looked_at(EVENT.sealed(SIGNED))
    assert fresh.content() == before
    assert fresh.desk.store.load_facts() == ()
