"""The CMS message in a PDF signature: one form, made here, and read back only if it is that form, byte for byte.

ETSI EN 319 142 (PAdES B-B): SHA-256, ECDSA P-256, one certificate, and three signed attributes: content type, digest
of the document, digest of the certificate. Nothing else fits in, so nobody can add to it or write it differently.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from asn1crypto import algos, cms, core, tsp, x509  # type: ignore[import-untyped]  # it ships no types

from paritrana_desktop.security import identity
from paritrana_desktop.security.identity import OwnKey

ROOM = 1024
"""Bytes that a message has beside its certificate, with room to spare."""


class NotOurForm(ValueError):
    """The bytes are no message that `sign` makes."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is in a message: who signed which digest."""

    certificate: bytes
    document_digest: bytes
    signature: bytes
    """r and s, 32 bytes each."""


def sign(document_digest: bytes, key: OwnKey) -> bytes:
    """The message, DER, in which `key` signs the SHA-256 `document_digest`."""
    attributes = _attributes(key.certificate, document_digest)
    signature = identity.sign(key.private_key, attributes.dump())
    return _encode(Message(key.certificate, document_digest, signature), attributes)


def read(untrusted_contents: bytes) -> Message:
    """The genuine message at the beginning of `untrusted_contents`, the rest of which is zeros.

    Raises:
        NotOurForm: it is written in any other way, or the signature is not by the certificate in it.
    """
    try:
        message = _decode(untrusted_contents)
        attributes = _attributes(message.certificate, message.document_digest)
        der = _encode(message, attributes)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as fault:
        raise NotOurForm from fault
    if der.ljust(len(untrusted_contents), b"\0") != untrusted_contents:
        raise NotOurForm
    if not identity.verify(message.certificate, attributes.dump(), message.signature):
        raise NotOurForm
    return message


def _attributes(certificate: bytes, document_digest: bytes) -> cms.CMSAttributes:
    named = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate).digest()})
    return cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [document_digest]},
            {"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2({"certs": [named]})]},
        ]
    )


def _encode(message: Message, attributes: cms.CMSAttributes) -> bytes:
    certificate = x509.Certificate.load(message.certificate, strict=True)
    r, s = int.from_bytes(message.signature[:32], "big"), int.from_bytes(message.signature[32:], "big")
    algorithm = algos.DigestAlgorithm({"algorithm": "sha256", "parameters": core.Null()})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
            ),
            "digest_algorithm": algorithm,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": algos.DSASignature({"r": r, "s": s}).dump(),
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [algorithm],
            "encap_content_info": {"content_type": "data"},
            "certificates": [cms.CertificateChoices("certificate", certificate)],
            "signer_infos": [signer],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": content}).dump())


def _decode(untrusted_contents: bytes) -> Message:
    content = cms.ContentInfo.load(untrusted_contents)["content"]
    signer = content["signer_infos"][0]
    attributes = {attribute["type"].native: attribute["values"][0] for attribute in signer["signed_attrs"]}
    signature = algos.DSASignature.load(signer["signature"].native, strict=True)
    return Message(
        certificate=bytes(content["certificates"][0].chosen.dump()),
        document_digest=bytes(attributes["message_digest"].native),
        signature=b"".join(signature[part].native.to_bytes(32, "big") for part in ("r", "s")),
    )
