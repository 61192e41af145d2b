"""Certificates as files carry them: Base64 of the DER form, of the program's own kind only."""

from __future__ import annotations

import base64
import binascii

from paritrana_desktop.security import identity


def der(untrusted_text: str) -> bytes:
    """The DER bytes of a certificate in Base64; WrongKindOfKey for any that this program does not make."""
    try:
        certificate = base64.b64decode(untrusted_text, validate=True)
    except (binascii.Error, ValueError):
        raise identity.WrongKindOfKey from None
    identity.check_certificate(certificate)
    return certificate


def digest(untrusted_text: str) -> str:
    """SHA-256 of the DER form: the key's name everywhere."""
    return identity.certificate_digest(der(untrusted_text))
