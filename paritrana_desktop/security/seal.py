"""age files: a gate on their header before anything is decrypted, sealing to readers, and opening.

The header decides how much work decryption costs: two thousand stanzas in 312 kB took 130 s, an unterminated one of
400 kB took 56 s, and a passphrase stanza can ask for hours. So it is read here first, as plain bytes.
Form of the header: https://age-encryption.org/v1 .
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import pyrage  # type: ignore[import-untyped]  # it ships no types

from paritrana_desktop.domain.errors import N_, Fault, Refusal, Sentence

Secret = Literal["code", "passphrase"]
"""What opens an age file: an age identity (mostly made from an activation code), or a passphrase."""

BALLOT_LIMIT: Final = 8 << 20
"""Bytes that a ballot file may have."""
CONTAINER_LIMIT: Final = 128 << 20
"""Bytes that a package or bundle may have."""
HEADER_LIMIT: Final = 8 << 10
"""Bytes that an age header may have, its last line included."""
STANZA_LIMIT: Final = 8
"""Stanzas that a header may have; age adds one of its own (`…-grease`), so seven readers fit."""
FACTOR_LIMIT: Final = 20
"""The highest scrypt work factor: 2 to this power, one gigabyte and some seconds."""

_MAGIC = b"age-encryption.org/v1\n"
_ANY_VERSION = re.compile(rb"age-encryption\.org/v(\d{1,9})\r?\n")
_MAC_LENGTH = 44
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_STANZA = re.compile(rb"-> ([!-~]+)((?: [!-~]+)*)")
_FACTOR = re.compile(rb" [A-Za-z0-9+/]{22} ([1-9]\d{0,2})")


class EmptyFile(Refusal):
    sentence = N_("This file is empty. Nothing was changed; ask the sender to send it once more.")


class NotAScoreFile(Refusal):
    sentence = N_(
        "This is {kind}, not a sealed file of this program. Nothing was changed; choose the file that the program made."
    )


class TooLarge(Refusal):
    sentence = N_(
        "This file is larger than any genuine one ({most} MiB at most). It was not opened, and nothing was changed."
    )


class Armoured(Refusal):
    sentence = N_(
        "This sealed file was turned into text on its way. Ask the sender for the original file, sent as a document."
    )


class NewerVersion(Refusal):
    sentence = N_("This file was sealed by a newer version of the program. Update this program, then open it again.")


class HeaderTooLong(Refusal):
    sentence = N_(
        "The head of this sealed file never ends, as no genuine file has it. It was not opened, and nothing was changed."
    )


class TooManyReaders(Refusal):
    sentence = N_("This file is sealed for more readers than the program allows ({most} at most). It was not opened.")


class UnknownLock(Refusal):
    sentence = N_("This file is sealed in a way that the program does not use ({lock}). It was not opened.")


class PassphraseFile(Refusal):
    sentence = N_("This is a passphrase file, such as the backup of a key, and not what is needed here.")


class NotAPassphraseFile(Refusal):
    sentence = N_("This file is sealed for certain readers, and no passphrase opens it.")


class FactorTooHigh(Refusal):
    sentence = N_(
        "Opening this passphrase file would take hours (work factor {factor}, at most {most} is allowed). "
        "It was not opened."
    )


class NotForThisKey(Refusal):
    sentence = N_(
        "This file is not encrypted for you: it was made for another secretariat, event or person, "
        "or its head was damaged on the way. Nothing was changed; ask the sender to check and send it once more."
    )


class Damaged(Refusal):
    sentence = N_(
        "This sealed file was changed or cut off on its way. Nothing was changed here; "
        "ask the sender to send the original once more, as a document."
    )


class NotAnAgeKey(Fault):
    """A recipient or identity is not in age's written form."""


_KINDS: Final = (
    (b"%PDF-", N_("a PDF document")),
    (b"\xff\xd8\xff", N_("a JPEG picture")),
    (b"\x89PNG\r\n\x1a\n", N_("a PNG picture")),
    (b"GIF8", N_("a GIF picture")),
    (b"MZ", N_("a Windows program")),
    (b"\x7fELF", N_("a Linux program")),
    (b"SQLite format 3\0", N_("a database")),
    (b"\xd0\xcf\x11\xe0", N_("an old Office document")),
)
_ZIPPED: Final = (
    (b"word/", N_("a Word document")),
    (b"xl/", N_("an Excel workbook")),
    (b"ppt/", N_("a PowerPoint presentation")),
)


@dataclass(frozen=True, slots=True)
class Header:
    """What an age header says in clear: the stanza types in order, and the scrypt work factor if there is one."""

    stanzas: tuple[str, ...]
    factor: int | None


def kind_of(untrusted_data: bytes) -> Sentence:
    """What `untrusted_data` looks like from its content, as a phrase: "a PDF document"."""
    for magic, phrase in _KINDS:
        if untrusted_data.startswith(magic):
            return Sentence(phrase)
    if untrusted_data.startswith(b"PK\x03\x04"):
        for folder, phrase in _ZIPPED:
            if folder in untrusted_data:
                return Sentence(phrase)
        return Sentence(N_("a zip archive"))
    return Sentence(N_("a text file") if _is_text(untrusted_data[:4096]) else N_("an unknown kind of file"))


def _is_text(untrusted_head: bytes) -> bool:
    if untrusted_head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    # The cut may have gone through a character.
    text = untrusted_head.decode("utf-8", "replace").rstrip("�")
    return "�" not in text and all(character.isprintable() or character in "\t\r\n\f\ufeff" for character in text)


def read_header(untrusted_data: bytes) -> Header:
    """The gate: the header of an age file, read without decrypting anything.

    Raises:
        EmptyFile, NotAScoreFile, Armoured, NewerVersion: it is no age file of the known version.
        HeaderTooLong, TooManyReaders, UnknownLock, FactorTooHigh, Damaged: no genuine file has such a header.
    """
    _check_start(untrusted_data)
    head, end, _rest = untrusted_data[: HEADER_LIMIT - _MAC_LENGTH].partition(b"\n--- ")
    if not end:
        raise HeaderTooLong if len(untrusted_data) > HEADER_LIMIT else Damaged
    stanzas = [line for line in head.split(b"\n")[1:] if line.startswith(b"-> ")]
    if len(stanzas) > STANZA_LIMIT:
        raise TooManyReaders(most=STANZA_LIMIT - 1)
    matches = [_STANZA.fullmatch(line) for line in stanzas]
    found = [(match[1].decode(), match[2]) for match in matches if match]
    if len(found) != len(stanzas) or not found:
        raise Damaged
    kinds = tuple(kind for kind, _arguments in found)
    if "scrypt" in kinds:
        return Header(kinds, _factor(found))
    _check_readers(kinds)
    return Header(kinds, None)


def _check_start(untrusted_data: bytes) -> None:
    if not untrusted_data:
        raise EmptyFile
    if untrusted_data.startswith(_MAGIC):
        return
    version = _ANY_VERSION.match(untrusted_data)
    if version:
        raise NewerVersion if int(version[1]) > 1 else Damaged
    if _ARMOUR in untrusted_data[:256]:
        raise Armoured
    raise NotAScoreFile(kind=kind_of(untrusted_data))


def _check_readers(kinds: tuple[str, ...]) -> None:
    for kind in kinds:
        if kind != "X25519" and not kind.endswith("-grease"):
            raise UnknownLock(lock=kind[:40])
    if "X25519" not in kinds:
        raise UnknownLock(lock=kinds[0][:40])


def _factor(found: list[tuple[str, bytes]]) -> int:
    # age itself demands that scrypt stands alone, so that nobody but who knows the passphrase made the file.
    match = _FACTOR.fullmatch(found[0][1])
    if len(found) != 1 or match is None:
        raise Damaged
    factor = int(match[1])
    if factor > FACTOR_LIMIT:
        raise FactorTooHigh(factor=factor, most=FACTOR_LIMIT)
    return factor


def needs(untrusted_data: bytes) -> Secret:
    """Which kind of secret opens this age file. Raises what `read_header` raises."""
    return "code" if read_header(untrusted_data).factor is None else "passphrase"


def new_age_identity() -> str:
    """A new X25519 identity, `AGE-SECRET-KEY-1…`."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(age_identity: str) -> str:
    """The `age1…` recipient that belongs to an `AGE-SECRET-KEY-1…` identity."""
    return str(_identity(age_identity).to_public())


def seal(data: bytes, recipients: Iterable[str]) -> bytes:
    """`data` encrypted to `recipients` (`age1…`, one to seven); each call gives other bytes.

    Raises:
        TooManyReaders: no one could open the file again.
        NotAnAgeKey: a recipient is not in age's written form.
    """
    names = list(dict.fromkeys(recipients))
    if len(names) >= STANZA_LIMIT:
        raise TooManyReaders(most=STANZA_LIMIT - 1)
    try:
        readers = [pyrage.x25519.Recipient.from_str(name) for name in names]
    except pyrage.RecipientError:
        raise NotAnAgeKey from None
    return bytes(pyrage.encrypt(data, readers))


def open_sealed(untrusted_data: bytes, age_identity: str, limit: int) -> bytes:
    """The content of an age file sealed to `age_identity`; at most `limit` bytes are looked at.

    Raises:
        TooLarge: before anything else.
        PassphraseFile: it is locked by a passphrase.
        NotForThisKey, Damaged: it cannot be opened.
        Refusal: what `read_header` raises.
    """
    if len(untrusted_data) > limit:
        raise TooLarge(most=limit >> 20)
    if needs(untrusted_data) == "passphrase":
        raise PassphraseFile
    try:
        return bytes(pyrage.decrypt(untrusted_data, [_identity(age_identity)]))
    except pyrage.DecryptError as error:
        # age says so in words only; a test holds it to them.
        raise NotForThisKey if str(error) == "No matching keys found" else Damaged from None


def seal_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """`data` locked by `passphrase` (in NFC); takes one to two seconds and up to 512 MB, as age itself measures."""
    return bytes(pyrage.passphrase.encrypt(data, unicodedata.normalize("NFC", passphrase)))


def open_with_passphrase(untrusted_data: bytes, passphrase: str, limit: int) -> bytes:
    """The content of a passphrase file; takes as long as it took to lock.

    Raises:
        TooLarge, NotAPassphraseFile: before any work.
        NotForThisKey: another passphrase.
        Damaged: the passphrase is right but the content was changed.
        Refusal: what `read_header` raises.
    """
    if len(untrusted_data) > limit:
        raise TooLarge(most=limit >> 20)
    if needs(untrusted_data) == "code":
        raise NotAPassphraseFile
    try:
        return bytes(pyrage.passphrase.decrypt(untrusted_data, unicodedata.normalize("NFC", passphrase)))
    except pyrage.DecryptError as error:
        raise NotForThisKey if str(error) == "Decryption failed" else Damaged from None


def _identity(age_identity: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(age_identity)
    except pyrage.IdentityError:
        raise NotAnAgeKey from None
