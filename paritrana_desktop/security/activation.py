"""From the activation code on a juror's letter to the age identity that opens the package."""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

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
