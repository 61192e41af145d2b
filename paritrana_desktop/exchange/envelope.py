"""Signed envelopes: DSSE (Dead Simple Signing Envelope, v1.0) with one signature, read strictly.

What is signed is the pre-authentication encoding (PAE) of a type and a body; its SHA-256 is the envelope's id, by
which everything else names it. Signing and verifying are passed in: keys live in another room.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.errors import N_, Refusal

BALLOT = "application/vnd.paritrana.ballot.v1+json"
FACT = "application/vnd.paritrana.fact.v1+json"
MANIFEST = "application/vnd.paritrana.manifest.v1+json"
RECOUNT = "application/vnd.paritrana.recount.v1+json"
DECISION = "application/vnd.paritrana.decision.v1+json"
TYPES = frozenset({BALLOT, FACT, MANIFEST, RECOUNT, DECISION})

Sign = Callable[[bytes], bytes]
"""The 64-byte signature (r‖s) over some bytes."""

_SIGNATURE_SIZE = 64


class NotSigned(Refusal):
    sentence = N_("This file is not signed, or not in the one form that the program writes. It was not used.")


class WrongNumberOfSignatures(Refusal):
    sentence = N_("This file carries {number} signatures; exactly one is expected. It was not used.")


class UnknownType(Refusal):
    sentence = N_(
        "This file says it is of a kind that this version does not know. Please update the program; nothing was changed."
    )


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed body; `key_hint` is only a hint, never trusted."""

    payload_type: str
    body: bytes
    key_hint: str
    signature: bytes

    @property
    def signed_bytes(self) -> bytes:
        """What the signature is made over."""
        return pae(self.payload_type, self.body)

    @property
    def id(self) -> str:
        """SHA-256 of the signed bytes: the envelope's name everywhere."""
        return canonical.digest(self.signed_bytes)


def pae(payload_type: str, body: bytes) -> bytes:
    """DSSE's pre-authentication encoding of `body`."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(body), body)


def signed(payload_type: str, body: bytes, sign: Sign, key_hint: str) -> Envelope:
    """`body` in an envelope signed by `sign`."""
    return Envelope(payload_type, body, key_hint, sign(pae(payload_type, body)))


def encode(envelope: Envelope) -> bytes:
    """The envelope's canonical bytes."""
    return canonical.encode(
        {
            "payloadType": envelope.payload_type,
            "payload": base64.b64encode(envelope.body).decode(),
            "signatures": [{"keyid": envelope.key_hint, "sig": base64.b64encode(envelope.signature).decode()}],
        }
    )


def decode(untrusted_data: bytes, *allowed: str) -> Envelope:
    """The envelope in `untrusted_data`, of one of the `allowed` types; its signature is not yet verified.

    Raises:
        NotSigned: unless it is exactly an envelope (stricter than DSSE: no key besides the three).
        WrongNumberOfSignatures: unless there is one signature.
        UnknownType: if the type is not allowed here.
    """
    value = canonical.parse(untrusted_data)
    if not isinstance(value, dict) or value.keys() != {"payloadType", "payload", "signatures"}:
        raise NotSigned
    untrusted_type, untrusted_signatures = value["payloadType"], value["signatures"]
    if not isinstance(untrusted_signatures, list):
        raise NotSigned
    if len(untrusted_signatures) != 1:
        raise WrongNumberOfSignatures(number=len(untrusted_signatures))
    if untrusted_type not in allowed or not isinstance(untrusted_type, str):
        raise UnknownType
    entry = untrusted_signatures[0]
    if not isinstance(entry, dict) or entry.keys() != {"keyid", "sig"} or not isinstance(entry["keyid"], str):
        raise NotSigned
    signature = _base64(entry["sig"])
    if len(signature) != _SIGNATURE_SIZE:
        raise NotSigned
    return Envelope(untrusted_type, _base64(value["payload"]), entry["keyid"], signature)


def _base64(untrusted_text: object) -> bytes:
    if not isinstance(untrusted_text, str):
        raise NotSigned
    try:
        data = base64.b64decode(untrusted_text, validate=True)
    except (binascii.Error, ValueError):
        raise NotSigned from None
    # Spare bits in the last character would let two texts mean the same bytes.
    if base64.b64encode(data).decode() != untrusted_text:
        raise NotSigned
    return data
