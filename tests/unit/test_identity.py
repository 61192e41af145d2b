"""A person's key: what it is, that it signs in one form only, and that it comes back from its file."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache

import pyrage  # type: ignore[import-untyped]  # it ships no types
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from paritrana_desktop.domain import codes
from paritrana_desktop.security import activation, identity, key_file, seal
from paritrana_desktop.security.identity import OwnKey

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PAYLOAD = b"87.50"
PASSPHRASE = "kata sandi yang panjang é"
CODE_IDENTITY = activation.age_identity("7KQF2M8D9XTA04HW")


@cache
def own_key() -> OwnKey:
    return identity.create("  Ni Luh Putu Ayu, S.H.  ")


@cache
def locked_by_passphrase() -> bytes:
    return key_file.locked_with_passphrase(own_key(), PASSPHRASE)


def certificate_of(key: OwnKey) -> x509.Certificate:
    return x509.load_der_x509_certificate(key.certificate)


def test_certificate_is_of_the_one_kind() -> None:
    certificate = certificate_of(own_key())
    assert certificate.subject == certificate.issuer
    assert [attribute.value for attribute in certificate.subject] == ["Ni Luh Putu Ayu, S.H."]
    assert certificate.not_valid_before_utc == dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    assert certificate.not_valid_after_utc == dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert (constraints.critical, constraints.value.ca) == (True, False)
    assert (usage.critical, usage.value.digital_signature, usage.value.content_commitment) == (True, True, True)
    assert len(list(certificate.extensions)) == 2
    assert own_key().digest == hashlib.sha256(own_key().certificate).hexdigest()
    assert identity.check_certificate(own_key().certificate) == "Ni Luh Putu Ayu, S.H."


def test_two_keys_of_one_name_differ() -> None:
    first, second = identity.create("Ketua"), identity.create("Ketua")
    assert len({first.digest, second.digest}) == 2
    assert first.age_identity != second.age_identity
    assert certificate_of(first).serial_number != certificate_of(second).serial_number


def test_secrets_are_not_shown() -> None:
    assert repr(own_key()) == "OwnKey(holder='Ni Luh Putu Ayu, S.H.')"


def test_blank_name_is_refused_and_a_long_one_is_kept() -> None:
    with pytest.raises(identity.NameMissing):
        identity.create(" \t")
    long_name = "Prof. Dr. Ir. H. " + "é" * 60
    key = identity.create(long_name)
    assert key.holder == long_name
    common_name = identity.check_certificate(key.certificate)
    assert long_name.startswith(common_name)
    assert 62 < len(common_name.encode()) <= identity.NAME_LIMIT


def test_signature_is_64_bytes_with_low_s_and_verifies() -> None:
    for number in range(40):
        payload = b"%d" % number
        signature = identity.sign(own_key().private_key, payload)
        assert len(signature) == identity.SIGNATURE_LENGTH
        assert int.from_bytes(signature[32:], "big") <= ORDER // 2
        assert identity.verify(own_key().certificate, payload, signature)
        assert not identity.verify(own_key().certificate, payload + b" ", signature)


def test_signature_is_ordinary_ecdsa() -> None:
    key = load_der_private_key(own_key().private_key, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    r, s = decode_dss_signature(key.sign(PAYLOAD, ec.ECDSA(SHA256())))
    raw = r.to_bytes(32, "big") + min(s, ORDER - s).to_bytes(32, "big")
    assert identity.verify(own_key().certificate, PAYLOAD, raw)


def _high_s(signature: bytes) -> bytes:
    return signature[:32] + (ORDER - int.from_bytes(signature[32:], "big")).to_bytes(32, "big")


@pytest.mark.parametrize(
    "spoil",
    [
        _high_s,
        lambda signature: signature[:-1],
        lambda signature: signature + b"\0",
        lambda signature: b"\0" + signature,
        lambda signature: signature[:32] + b"\0" + signature[32:],
        lambda _signature: b"",
        lambda _signature: bytes(64),
        lambda signature: signature[:32] + bytes(32),
        lambda signature: bytes(32) + signature[32:],
        lambda signature: ORDER.to_bytes(32, "big") + signature[32:],
        lambda signature: signature[32:] + signature[:32],
    ],
)
def test_any_other_form_of_a_signature_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    signature = identity.sign(own_key().private_key, PAYLOAD)
    assert not identity.verify(own_key().certificate, PAYLOAD, spoil(signature))


def test_another_person_of_the_same_name_does_not_verify() -> None:
    namesake = identity.create(own_key().holder)
    assert not identity.verify(namesake.certificate, PAYLOAD, identity.sign(own_key().private_key, PAYLOAD))


# S13: certificates that are nearly right.

Maker = Callable[[], bytes]


def _made(  # the parts of a certificate, each of which a test may spoil
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | None = None,
    *,
    signer: ec.EllipticCurvePrivateKey | None = None,
    ca: bool = False,
    critical: bool = True,
    sign_certificates: bool = False,
    issuer: str = "Juri",
    until: dt.datetime = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
    extra: bool = False,
    weak: bool = False,
    organisation: bool = False,
) -> bytes:
    own = key or ec.generate_private_key(ec.SECP256R1())
    subject = [x509.NameAttribute(NameOID.COMMON_NAME, "Juri")]
    if organisation:
        subject.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Provinsi"))
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=sign_certificates,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    same = issuer == "Juri"
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name(subject))
        .issuer_name(x509.Name(subject if same else [x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=critical)
        .add_extension(usage, critical=True)
    )
    if extra:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    if isinstance(own, ed25519.Ed25519PrivateKey):
        return builder.sign(own, None).public_bytes(Encoding.DER)
    return builder.sign(signer or own, SHA384() if weak else SHA256()).public_bytes(Encoding.DER)


def _off_the_curve() -> bytes:
    certificate = _made()
    point = certificate.index(b"\x03\x42\x00\x04") + 4
    return certificate[: point + 40] + bytes([certificate[point + 40] ^ 1]) + certificate[point + 41 :]


NEARLY: dict[str, Maker] = {
    "RSA": lambda: _made(rsa.generate_private_key(public_exponent=65537, key_size=2048)),
    "Ed25519": lambda: _made(ed25519.Ed25519PrivateKey.generate()),
    "P-384": lambda: _made(ec.generate_private_key(ec.SECP384R1())),
    "secp256k1": lambda: _made(ec.generate_private_key(ec.SECP256K1())),
    "off the curve": _off_the_curve,
    "CA": lambda: _made(ca=True),
    "constraints not critical": lambda: _made(critical=False),
    "may sign certificates": lambda: _made(sign_certificates=True),
    "another issuer": lambda: _made(issuer="Penerbit"),
    "signed by another key": lambda: _made(signer=ec.generate_private_key(ec.SECP256R1())),
    "ends this year": lambda: _made(until=dt.datetime(2026, 12, 31, tzinfo=dt.UTC)),
    "further extension": lambda: _made(extra=True),
    "other digest": lambda: _made(weak=True),
    "organisation in the name": lambda: _made(organisation=True),
    "bytes after the end": lambda: own_key().certificate + b"\0",
    "cut": lambda: own_key().certificate[:-1],
    "empty": bytes,
    "PEM": lambda: certificate_of(own_key()).public_bytes(Encoding.PEM),
    "huge": lambda: b"\x30\x83\x01\x00\x00" + bytes(65536),
}


def test_the_test_itself_makes_good_certificates() -> None:
    assert identity.check_certificate(_made()) == "Juri"


@pytest.mark.parametrize("nearly", NEARLY)
def test_certificate_of_another_kind_is_refused(nearly: str) -> None:
    certificate = NEARLY[nearly]()
    with pytest.raises(identity.WrongKindOfKey):
        identity.check_certificate(certificate)
    assert not identity.verify(certificate, PAYLOAD, identity.sign(own_key().private_key, PAYLOAD))


def test_every_flipped_bit_of_a_certificate_is_refused() -> None:
    # Its own signature covers it all, and a signature has one strict form in DER. Several keys, as some signatures
    # end in zero bits, which could be called unused.
    for number in range(8):
        certificate = identity.create(f"Juri {number}").certificate
        for place in range(len(certificate)):
            spoilt = bytearray(certificate)
            spoilt[place] ^= 1 << (place + number) % 8
            with pytest.raises(identity.WrongKindOfKey):
                identity.check_certificate(bytes(spoilt))


# Admission.


def test_admission_mac_is_hmac_over_the_canonical_list() -> None:
    secret = bytes(range(32))
    statement = f'["{own_key().digest}","LDK-2026","J1"]'.encode()
    expected = hmac.new(secret, statement, hashlib.sha256).hexdigest()
    assert identity.admission_mac(secret, own_key().digest, "LDK-2026", "J1") == expected
    assert identity.admission_holds(secret, own_key().digest, "LDK-2026", "J1", expected)


@pytest.mark.parametrize(
    ("secret", "digest", "event", "juror"),
    [
        (bytes(32), "aa", "E", "J2"),
        (bytes(32), "aa", "E2", "J1"),
        (bytes(32), "ab", "E", "J1"),
        (b"\1" + bytes(31), "aa", "E", "J1"),
        (bytes(32), "a", "aE", "J1"),
    ],
)
def test_admission_holds_for_nothing_else(secret: bytes, digest: str, event: str, juror: str) -> None:
    mac = identity.admission_mac(bytes(32), "aa", "E", "J1")
    assert not identity.admission_holds(secret, digest, event, juror, mac)


@pytest.mark.parametrize("mac", ["", "é", "\ud800", "0" * 64])
def test_a_mac_that_is_none_does_not_hold(mac: str) -> None:
    assert not identity.admission_holds(bytes(32), "aa", "E", "J1", mac)


# The activation code.


def test_code_gives_the_identity_that_hkdf_says() -> None:
    # RFC 5869 by hand, with an empty salt: extract, then one block of expand.
    extracted = hmac.new(bytes(32), b"7KQF2M8D9XTA04HW", hashlib.sha256).digest()
    expected = hmac.new(extracted, b"paritrana-paket-v1\x01", hashlib.sha256).digest()
    assert _bech32_data(CODE_IDENTITY) == expected
    assert str(pyrage.x25519.Identity.from_str(CODE_IDENTITY)) == CODE_IDENTITY


def _bech32_data(written: str) -> bytes:
    alphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
    number = 0
    for character in written.removeprefix("AGE-SECRET-KEY-1")[:-6]:
        number = number << 5 | alphabet.index(character)
    return (number >> 4).to_bytes(32, "big")


@pytest.mark.parametrize("bits", [0, 1, 2**75 - 1, 12345678901234567890123, *(7**n % 2**75 for n in range(20, 60))])
def test_age_reads_every_identity_made_from_a_code(bits: int) -> None:
    code = codes.read_activation_code(codes.activation_code(bits))
    written = activation.age_identity(code)
    assert seal.recipient_of(written) == str(pyrage.x25519.Identity.from_str(written).to_public())
    assert str(pyrage.x25519.Identity.from_str(written)) == written


@pytest.mark.parametrize("code", ["", "7KQF2M8D9XTA04H", "A7KQF2M8D9XTA04HW"])
def test_code_of_another_length_is_our_mistake(code: str) -> None:
    with pytest.raises(ValueError, match=str(len(code))):
        activation.age_identity(code)


# The key at rest.


def test_key_locked_with_the_code_comes_back() -> None:
    locked = key_file.locked_with_code(own_key(), CODE_IDENTITY)
    assert key_file.needs(locked) == "code"
    assert key_file.unlock(locked, CODE_IDENTITY) == own_key()
    assert own_key().private_key not in locked


def test_key_locked_with_a_passphrase_comes_back_and_only_with_it() -> None:
    assert key_file.needs(locked_by_passphrase()) == "passphrase"
    assert key_file.unlock(locked_by_passphrase(), PASSPHRASE) == own_key()
    with pytest.raises(key_file.WrongPassphrase):
        key_file.unlock(locked_by_passphrase(), PASSPHRASE + " ")


def test_passphrase_is_the_same_however_its_accents_are_typed() -> None:
    decomposed = PASSPHRASE.replace("é", "e\u0301")
    assert key_file.unlock(locked_by_passphrase(), decomposed) == own_key()


def test_wrong_code_is_told_from_damage() -> None:
    locked = key_file.locked_with_code(own_key(), CODE_IDENTITY)
    with pytest.raises(key_file.WrongCode):
        key_file.unlock(locked, activation.age_identity("0000000000000000"))
    for damaged in (b"", locked[:40], locked[:-1], locked + b"\n", b"x" + locked, locked * 20):
        with pytest.raises(key_file.KeyFileDamaged):
            key_file.unlock(damaged, CODE_IDENTITY)


def test_damaged_passphrase_file_is_refused() -> None:
    locked = locked_by_passphrase()
    with pytest.raises(key_file.KeyFileDamaged):
        key_file.unlock(locked[:-1] + bytes([locked[-1] ^ 1]), PASSPHRASE)


def _spoilt_contents() -> dict[str, bytes]:
    value = json.loads(pyrage.decrypt(_locked_by_code(), [pyrage.x25519.Identity.from_str(CODE_IDENTITY)]))
    other = identity.create("Lain")
    others = json.loads(
        pyrage.decrypt(
            key_file.locked_with_code(other, CODE_IDENTITY), [pyrage.x25519.Identity.from_str(CODE_IDENTITY)]
        )
    )

    def written(**changes: object) -> bytes:
        return json.dumps({**value, **changes}, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    return {
        "not JSON": b"{",
        "a list": b"[]",
        "empty": b"{}",
        "other key": written(private_key=others["private_key"]),
        "other certificate": written(certificate=others["certificate"]),
        "further entry": written(zusatz=1),
        "other kind": written(kind="paritrana.key.v2"),
        "no base64": written(private_key="*"),
        "no key": written(private_key="AAAA"),
        "no age identity": written(age_identity="AGE-SECRET-KEY-1"),
        "spaces": written().replace(b":", b": "),
    }


def _locked_by_code() -> bytes:
    return key_file.locked_with_code(own_key(), CODE_IDENTITY)


@pytest.mark.parametrize("what", _spoilt_contents())
def test_a_key_file_holds_one_key_and_nothing_else(what: str) -> None:
    locked = seal.seal(_spoilt_contents()[what], [seal.recipient_of(CODE_IDENTITY)])
    with pytest.raises(key_file.KeyFileDamaged):
        key_file.unlock(locked, CODE_IDENTITY)


def test_keys_and_seals_do_not_wait_for_pyhanko() -> None:
    rooms = "activation, identity, key_file, pdf_signature, seal"
    asked = f"import sys; from paritrana_desktop.security import {rooms}; print('pyhanko' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"
