"""A key at rest: strict JSON inside an age file, locked with the activation code's identity or with a passphrase."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from typing import Final

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.security import activation, identity, seal
from paritrana_desktop.security.identity import OwnKey

FILE_LIMIT: Final = 16 << 10
"""Bytes that a stored key may have; a genuine one has about two thousand."""

_KIND: Final = "paritrana.key.v1"
_PASSPHRASE_LINE: Final = b"paritrana-key scrypt-17-8-1 "
_SALT: Final = 16


class WrongCode(Refusal):
    sentence = N_("This code does not open the key: it belongs to another letter. Compare it with your own letter.")


class WrongPassphrase(Refusal):
    sentence = N_("The passphrase is not right. Nothing was changed; check capital letters and type it once more.")


class KeyFileDamaged(Refusal):
    sentence = N_("The file with your key is damaged. Your marks are safe; fetch the key from its backup.")


def locked_with_code(key: OwnKey, code_identity: str) -> bytes:
    """`key` as an age file that the identity of an activation code opens (`activation.age_identity`)."""
    return seal.seal(_written(key), [seal.recipient_of(code_identity)])


def locked_with_passphrase(key: OwnKey, passphrase: str) -> bytes:
    """`key` as an age file for the identity of `passphrase`, behind one line that holds its salt."""
    salt = os.urandom(_SALT)
    reader = seal.recipient_of(activation.age_identity_of_passphrase(passphrase, salt))
    return _PASSPHRASE_LINE + salt.hex().encode() + b"\n" + seal.seal(_written(key), [reader])


def needs(untrusted_data: bytes) -> seal.Secret:
    """Whether a stored key wants the identity of a code or a passphrase.

    Raises:
        KeyFileDamaged: it is no stored key, or was changed.
        FactorTooHigh: opening it would take hours (`seal`).
    """
    if untrusted_data.startswith(_PASSPHRASE_LINE):
        return "passphrase"
    try:
        return seal.needs(untrusted_data)
    except seal.FactorTooHigh:
        raise
    except Refusal as refusal:
        raise KeyFileDamaged from refusal


def unlock(untrusted_data: bytes, secret: str) -> OwnKey:
    """The key in a stored file; `secret` is an age identity or a passphrase, as `needs` says.

    Raises:
        WrongCode, WrongPassphrase: the file is opened by another one.
        KeyFileDamaged, FactorTooHigh: as `needs`.
    """
    wanted = needs(untrusted_data)
    try:
        if wanted == "code":
            return _read(seal.open_sealed(untrusted_data, secret, FILE_LIMIT))
        if untrusted_data.startswith(_PASSPHRASE_LINE):
            line, _end, sealed = untrusted_data.partition(b"\n")
            salt = _salt(line.removeprefix(_PASSPHRASE_LINE))
            identity_of_passphrase = activation.age_identity_of_passphrase(secret, salt)
            return _read(seal.open_sealed(sealed, identity_of_passphrase, FILE_LIMIT))
        return _read(seal.open_with_passphrase(untrusted_data, secret, FILE_LIMIT))
    except seal.NotForThisKey:
        raise WrongCode if wanted == "code" else WrongPassphrase from None
    except KeyFileDamaged:
        raise
    except Refusal as refusal:
        raise KeyFileDamaged from refusal


def _salt(untrusted_text: bytes) -> bytes:
    try:
        salt = bytes.fromhex(untrusted_text.decode("ascii"))
    except ValueError:
        raise KeyFileDamaged from None
    if len(salt) != _SALT:
        raise KeyFileDamaged
    return salt


def _written(key: OwnKey) -> bytes:
    return canonical.encode(
        {
            "age_identity": key.age_identity,
            "certificate": b64encode(key.certificate).decode(),
            "holder": key.holder,
            "kind": _KIND,
            "private_key": b64encode(key.private_key).decode(),
        }
    )


def _read(untrusted_data: bytes) -> OwnKey:
    try:
        value = canonical.parse(untrusted_data)
        if not isinstance(value, dict):
            raise KeyFileDamaged
        key = OwnKey(
            holder=str(value["holder"]),
            private_key=b64decode(str(value["private_key"])),
            certificate=b64decode(str(value["certificate"])),
            age_identity=str(value["age_identity"]),
        )
        # The same bytes again, and the parts belong together: nothing else can stand in the file.
        proof = identity.sign(key.private_key, untrusted_data)
        whole = _written(key) == untrusted_data and identity.verify(key.certificate, untrusted_data, proof)
        seal.recipient_of(key.age_identity)
    except (canonical.NotStrictJson, identity.WrongKindOfKey, seal.NotAnAgeKey, KeyError, ValueError) as fault:
        raise KeyFileDamaged from fault
    if not whole:
        raise KeyFileDamaged
    return key
