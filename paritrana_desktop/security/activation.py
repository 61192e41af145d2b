"""From what a person types to the age identity that it stands for: the code on a juror's letter, or a passphrase."""

from __future__ import annotations

import unicodedata
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_INFO: Final = b"paritrana-paket-v1"
_CHARACTERS: Final = 16
_PREFIX: Final = "age-secret-key-"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def age_identity(code: str) -> str:
    """The `AGE-SECRET-KEY-1…` identity of an activation code.

    HKDF-SHA-256 (RFC 5869, no salt, info `paritrana-paket-v1`, 32 bytes) over the code's 16 characters, as
    `domain.codes.read_activation_code` returns them: upper case, without prefix and dashes.
    """
    if len(code) != _CHARACTERS:
        raise ValueError(len(code))
    secret = HKDF(algorithm=SHA256(), length=32, salt=None, info=_INFO).derive(code.encode("ascii"))
    return _bech32(_PREFIX, secret).upper()


def age_identity_of_passphrase(passphrase: str, salt: bytes) -> str:
    """The `AGE-SECRET-KEY-1…` identity of a passphrase (in NFC) with 16 bytes of `salt`.

    scrypt (RFC 7914) with N = 2^17, r = 8, p = 1: a third of a second and 128 MB, the same on every machine. age's own
    passphrase mode measures the machine that locks, and refuses on a slower or busier one what a fast one made.
    """
    secret = Scrypt(salt=salt, length=32, n=1 << 17, r=8, p=1).derive(unicodedata.normalize("NFC", passphrase).encode())
    return _bech32(_PREFIX, secret).upper()


def _bech32(prefix: str, data: bytes) -> str:
    """`data` in the Bech32 of BIP 173, lower case."""
    bits = len(data) * 8
    padded = (bits + 4) // 5
    number = int.from_bytes(data, "big") << padded * 5 - bits
    values = [number >> 5 * place & 31 for place in reversed(range(padded))]
    widened = [ord(character) >> 5 for character in prefix] + [0] + [ord(character) & 31 for character in prefix]
    checksum = _polymod([*widened, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [checksum >> 5 * place & 31 for place in reversed(range(6))]
    return prefix + "1" + "".join(_BECH32[value] for value in values)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            if top >> place & 1:
                check ^= generator
    return check
