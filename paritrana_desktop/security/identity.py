"""One key per person: making it, signing and verifying with it, and proving admission by a package's secret."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import warnings
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import NameOID, SignatureAlgorithmOID

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.security.seal import new_age_identity, recipient_of

NAME_LIMIT: Final = 64
"""Bytes of UTF-8 that a certificate's common name may have (X.520, `ub-common-name`)."""
SIGNATURE_LENGTH: Final = 64
"""Bytes of a signature: r and s, 32 bytes each, big-endian."""

_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_CERTIFICATE_LIMIT: Final = 4096
_NOT_BEFORE: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_NOT_AFTER: Final = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
_USAGE: Final = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
_EXTENSIONS: Final = {x509.BasicConstraints(ca=False, path_length=None): True, _USAGE: True}
_ECDSA: Final = ec.ECDSA(SHA256())
_UNREADABLE: Final = (
    ValueError,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    UnsupportedAlgorithm,
    InvalidSignature,
    CryptographyDeprecationWarning,
)
# A certificate that is only warned of (a negative number, say) is refused as well.
warnings.filterwarnings("error", r"(?i)(the )?parsed ", CryptographyDeprecationWarning)


class NameMissing(Refusal):
    sentence = N_("A key needs the name of its holder. Please type a name; nothing was made yet.")


class WrongKindOfKey(Refusal):
    sentence = N_(
        "The key in this file is not of the kind that the program makes, so nothing signed with it is used. "
        "Ask the sender to make the file with this program."
    )


@dataclass(frozen=True, slots=True)
class OwnKey:
    """What one person signs and reads with; the secretariat's desk has one too."""

    holder: str
    private_key: bytes = field(repr=False)
    """ECDSA P-256, PKCS#8 DER, not encrypted."""
    certificate: bytes = field(repr=False)
    """X.509 DER, signed by the key itself."""
    age_identity: str = field(repr=False)
    """X25519, `AGE-SECRET-KEY-1…`."""

    @property
    def digest(self) -> str:
        """SHA-256 of the certificate, hexadecimal: the name of this key everywhere."""
        return certificate_digest(self.certificate)

    @property
    def age_recipient(self) -> str:
        """`age1…`: to whom others seal."""
        return recipient_of(self.age_identity)


def create(name: str) -> OwnKey:
    """A new key and age identity for the person called `name` (as typed; it decides nothing).

    Raises:
        NameMissing: the name is blank.
    """
    holder = name.strip()
    if not holder:
        raise NameMissing
    private_key = ec.generate_private_key(ec.SECP256R1())
    return OwnKey(
        holder=holder,
        private_key=private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        certificate=_certificate(holder, private_key),
        age_identity=new_age_identity(),
    )


def _certificate(holder: str, private_key: ec.EllipticCurvePrivateKey) -> bytes:
    common_name = holder.encode()[:NAME_LIMIT].decode("utf-8", "ignore").rstrip()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_NOT_BEFORE)
        .not_valid_after(_NOT_AFTER)
    )
    for extension, critical in _EXTENSIONS.items():
        builder = builder.add_extension(extension, critical)
    return builder.sign(private_key, SHA256()).public_bytes(Encoding.DER)


def certificate_digest(certificate: bytes) -> str:
    """SHA-256 of a certificate's DER bytes, hexadecimal."""
    return hashlib.sha256(certificate).hexdigest()


def public_key(certificate: bytes) -> bytes:
    """The public key in a certificate, DER, the same in all certificates of one key; refuses as `check_certificate`."""
    return _read(certificate)[1].public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def check_certificate(untrusted_certificate: bytes) -> str:
    """The common name in a certificate that `create` could have made.

    Raises:
        WrongKindOfKey: another algorithm or curve, a point off the curve, CA:true, other uses, dates or extensions,
            a signature not by its own key, or bytes after its end.
    """
    return _read(untrusted_certificate)[0]


# The same few certificates come with every ballot of a juror.
@lru_cache(maxsize=1024)
def _read(untrusted_certificate: bytes) -> tuple[str, ec.EllipticCurvePublicKey]:
    if len(untrusted_certificate) > _CERTIFICATE_LIMIT:
        raise WrongKindOfKey
    try:
        certificate = x509.load_der_x509_certificate(untrusted_certificate)
        # Reading the key refuses a point that is not on its curve.
        key = certificate.public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
            raise WrongKindOfKey
        # The zero says that no bit of the signature is unused; the library reads past another number.
        if not _is_plain(certificate) or not untrusted_certificate.endswith(b"\0" + certificate.signature):
            raise WrongKindOfKey
        key.verify(certificate.signature, certificate.tbs_certificate_bytes, _ECDSA)
    except _UNREADABLE:
        raise WrongKindOfKey from None
    return str(next(iter(certificate.subject)).value), key


def _is_plain(certificate: x509.Certificate) -> bool:
    return (
        certificate.version is x509.Version.v3
        and certificate.subject == certificate.issuer
        and [attribute.oid for attribute in certificate.subject] == [NameOID.COMMON_NAME]
        and (certificate.not_valid_before_utc, certificate.not_valid_after_utc) == (_NOT_BEFORE, _NOT_AFTER)
        and {extension.value: extension.critical for extension in certificate.extensions} == _EXTENSIONS
        and certificate.signature_algorithm_oid == SignatureAlgorithmOID.ECDSA_WITH_SHA256
    )


def sign(private_key: bytes, payload: bytes) -> bytes:
    """The ECDSA-SHA-256 signature over `payload`: r and s, 64 bytes, s in the lower half of the order.

    Raises:
        WrongKindOfKey: `private_key` is for another algorithm.
        ValueError: `private_key` is no key.
    """
    key = load_der_private_key(private_key, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise WrongKindOfKey
    r, s = decode_dss_signature(key.sign(payload, _ECDSA))
    return r.to_bytes(32, "big") + min(s, _ORDER - s).to_bytes(32, "big")


def verify(untrusted_certificate: bytes, payload: bytes, untrusted_signature: bytes) -> bool:
    """Whether `untrusted_signature` is the one that `sign` makes over `payload` with the certificate's key.

    False as well for a certificate that `check_certificate` refuses, for another length, and for s in the upper half
    of the order: each signature has one byte form.
    """
    try:
        _read(untrusted_certificate)[1].verify(_der_signature(untrusted_signature), payload, _ECDSA)
    except (WrongKindOfKey, InvalidSignature):
        return False
    return True


def _der_signature(untrusted_signature: bytes) -> bytes:
    if len(untrusted_signature) != SIGNATURE_LENGTH:
        raise InvalidSignature
    r, s = int.from_bytes(untrusted_signature[:32], "big"), int.from_bytes(untrusted_signature[32:], "big")
    if not (1 <= r < _ORDER and 1 <= s <= _ORDER // 2):
        raise InvalidSignature
    return encode_dss_signature(r, s)


def admission_mac(secret: bytes, certificate_digest: str, event: str, juror: str) -> str:
    """The proof, hexadecimal, that whoever holds a package's 32 secret bytes owns the certificate named.

    HMAC-SHA-256 over the canonical JSON of `[certificate digest, event, juror]`.
    """
    statement = canonical.encode([certificate_digest, event, juror])
    return hmac.digest(secret, statement, "sha256").hex()


def admission_holds(secret: bytes, certificate_digest: str, event: str, juror: str, untrusted_mac: str) -> bool:
    """Whether `untrusted_mac` is the `admission_mac` of these, compared in constant time."""
    expected = admission_mac(secret, certificate_digest, event, juror)
    return hmac.compare_digest(expected.encode(), untrusted_mac.encode("utf-8", "replace"))
