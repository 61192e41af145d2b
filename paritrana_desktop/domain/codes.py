"""Codes that people read, type and compare: activation codes, fingerprints, and numbers with a check character.

The alphabet is Douglas Crockford's Base 32 (no I, L, O, U). Check characters follow the hybrid system of
ISO/IEC 7064, "MOD M+1,M": every single wrong character and nearly every swap of neighbours is caught. Numbers of
nominees use M = 36 (digits and letters), activation codes M = 32.
"""

from __future__ import annotations

from enum import StrEnum

from paritrana_desktop.domain.errors import N_, Refusal

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_BITS_OF_ACTIVATION = 75
_CHARACTERS_OF_ACTIVATION = 16
_CHARACTERS_OF_FINGERPRINT = 20
_FORGIVEN = str.maketrans("OIL", "011", " -\t\r\n")


class Prefix(StrEnum):
    """The letter that tells one kind of code from another."""

    ACTIVATION = "A"
    BALLOT = "N"
    KEY = "K"
    RESULT = "H"


class OtherKindOfCode(Refusal):
    sentence = N_("This is a code that begins with {found}-, but here the code that begins with {wanted}- is needed.")


class MistypedCode(Refusal):
    sentence = N_("The code was not typed correctly: one or more characters differ. Please compare it with the letter.")


class CodeOfWrongLength(Refusal):
    sentence = N_("A code has {wanted} characters after its first letter; this one has {found}. Please compare it.")


def check_character(text: str, alphabet: str) -> str:
    """The ISO/IEC 7064 hybrid check character over `text`, whose characters are all in `alphabet`."""
    size = len(alphabet)
    product = size
    for character in text:
        product = (product + alphabet.index(character)) % size or size
        product = product * 2 % (size + 1)
    return alphabet[(size + 1 - product) % size]


def nominee_label(category: str, number: str) -> str:
    """`KK-03-X`: a printed number carries its category and a check character over both."""
    significant = "".join(character for character in (category + number).upper() if character in ALPHANUMERIC)
    return f"{category}-{number}-{check_character(significant, ALPHANUMERIC)}"


def activation_code(random_bits: int) -> str:
    """The code on a juror's letter, from 75 random bits: `A-7KQF-2M8D-9XTA-04HW`."""
    if not 0 <= random_bits < 1 << _BITS_OF_ACTIVATION:
        raise ValueError(random_bits)
    body = _base32(random_bits, _CHARACTERS_OF_ACTIVATION - 1)
    return _grouped(Prefix.ACTIVATION, body + check_character(body, CROCKFORD))


def read_activation_code(typed: str) -> str:
    """The 16 characters of an activation code as typed, forgiving case, spaces, dashes, O for 0, I and L for 1."""
    characters = _read(typed, Prefix.ACTIVATION, _CHARACTERS_OF_ACTIVATION)
    if check_character(characters[:-1], CROCKFORD) != characters[-1]:
        raise MistypedCode
    return characters


def fingerprint_code(prefix: Prefix, digest: str) -> str:
    """The first 100 bits of a hexadecimal SHA-256 `digest` as 20 characters: `H-7KQF-2M8D-9XTA-04HW-PZ3C`."""
    return _grouped(prefix, _base32(int(digest[:25], 16), _CHARACTERS_OF_FINGERPRINT))


def read_fingerprint_code(typed: str, prefix: Prefix) -> str:
    """A fingerprint as typed, in its printed form."""
    return _grouped(prefix, _read(typed, prefix, _CHARACTERS_OF_FINGERPRINT))


def _read(typed: str, prefix: Prefix, length: int) -> str:
    characters = typed.strip().upper().translate(_FORGIVEN)
    if len(characters) == length + 1:
        if characters[0] != prefix:
            raise OtherKindOfCode(found=characters[0], wanted=prefix)
        characters = characters[1:]
    if len(characters) != length:
        for other, other_length in ((Prefix.ACTIVATION, _CHARACTERS_OF_ACTIVATION), *_FINGERPRINTS):
            if other != prefix and characters[:1] == other and len(characters) == other_length + 1:
                raise OtherKindOfCode(found=other, wanted=prefix)
        # With a dash behind it, the first letter is known not to be part of what is counted.
        first = typed.strip()[1:2] == "-" and characters[:1] == prefix
        raise CodeOfWrongLength(wanted=length, found=len(characters) - first)
    if any(character not in CROCKFORD for character in characters):
        raise MistypedCode
    return characters


_FINGERPRINTS = tuple((kind, _CHARACTERS_OF_FINGERPRINT) for kind in (Prefix.BALLOT, Prefix.KEY, Prefix.RESULT))


def _base32(number: int, length: int) -> str:
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(length)))


def _grouped(prefix: Prefix, characters: str) -> str:
    return "-".join((prefix, *(characters[start : start + 4] for start in range(0, len(characters), 4))))
