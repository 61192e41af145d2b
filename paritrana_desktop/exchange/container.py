"""The container of all files that hold several parts: a stored-only zip that has exactly one possible form.

Its first member is a signed manifest that lists every other member with size and SHA-256. A reader verifies the
manifest, reads each member, and finally rebuilds the container and demands equal bytes, so nothing can hide in
the zip's many freedoms. Member names are labels, never paths on a disk.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.schema import Hex, Length, Text, Within, from_plain, to_plain
from paritrana_desktop.exchange import envelope
from paritrana_desktop.exchange.envelope import Sign

LIMIT = 128 * 1024 * 1024
MOST_MEMBERS = 2000
MANIFEST_NAME = "manifest.json"

Content = Literal["package", "plenary", "decision", "archive"]
Verify = Callable[[bytes, bytes, bytes], bool]
"""(certificate in DER, signed bytes, signature) -> whether it holds."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}(/[a-z0-9][a-z0-9._-]{0,63}){0,3}", re.ASCII)
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.ASCII)
_END = struct.Struct("<4s4H2IH")
"""The record at the end of a zip without a comment."""
_LARGEST_ENTRY = 46 + 260
"""Bytes of a directory entry with the longest name and nothing else."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


class NotAContainer(Refusal):
    sentence = N_("This file is not a package of the program, or was changed on its way. It was not used.")


class MemberRefused(Refusal):
    sentence = N_(
        "The package holds a part that is not as its list says ({name}). It was not used; please get it again."
    )


class BadManifestSignature(Refusal):
    sentence = N_("The signature of this package does not hold. It was not used; please get it again from its sender.")


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of a manifest."""

    name: Annotated[str, Length(260)]
    size: Annotated[int, Within(0, LIMIT)]
    sha256: Hex


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a container holds and for which event; `signer` is the Base64 of a DER certificate."""

    kind: Literal["manifest"]
    critical: Annotated[tuple[Text, ...], Length(0)]
    content: Content
    event: Hex
    signer: Annotated[str, Length(4000)]
    members: Annotated[tuple[Member, ...], Length(MOST_MEMBERS)]


@dataclass(frozen=True, slots=True)
class Container:
    """A container as read: its manifest, verified, and its members by name."""

    manifest: Manifest
    signed: bytes
    """The manifest's envelope."""
    members: Mapping[str, bytes]

    def __getitem__(self, name: str) -> bytes:
        """The member called `name`; MemberRefused if there is none."""
        if name not in self.members:
            raise MemberRefused(name=name)
        return self.members[name]


def pack(content: Content, event: str, signer: str, members: Mapping[str, bytes], sign: Sign) -> bytes:
    """The container of `members` in name order, its manifest signed by `sign` with certificate `signer`."""
    entries = tuple(Member(name, len(data), canonical.digest(data)) for name, data in sorted(members.items()))
    manifest = Manifest("manifest", (), content, event, signer, entries)
    signed = envelope.signed(envelope.MANIFEST, canonical.encode(to_plain(manifest)), sign, "")
    return _build(envelope.encode(signed), {entry.name: members[entry.name] for entry in entries})


def unpack(untrusted_data: bytes, certificate_of: Callable[[str], bytes], verify: Verify) -> Container:
    """The container in `untrusted_data`, verified against the certificate that its manifest names.

    `certificate_of` turns the manifest's signer into DER and refuses a certificate of the wrong kind. Whether that
    signer is the right one is for the caller to say.

    Raises:
        NotAContainer, MemberRefused, BadManifestSignature: nothing of it may be used.
    """
    if len(untrusted_data) > LIMIT or not _has_plain_end(untrusted_data):
        raise NotAContainer
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted_data)) as untrusted_zip:
            untrusted = _read_members(untrusted_zip, len(untrusted_data))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        raise NotAContainer from None
    if next(iter(untrusted), None) != MANIFEST_NAME:
        raise NotAContainer
    found = confirmed(untrusted.pop(MANIFEST_NAME), untrusted, certificate_of, verify)
    if _build(found.signed, untrusted) != untrusted_data:
        raise NotAContainer
    return found


def confirmed(
    untrusted_manifest: bytes, untrusted: Mapping[str, bytes], certificate_of: Callable[[str], bytes], verify: Verify
) -> Container:
    """The container of a manifest's envelope and the members `untrusted`, by name in their order.

    Raises:
        NotAContainer, MemberRefused, BadManifestSignature: nothing of it may be used.
    """
    signed = envelope.decode(untrusted_manifest, envelope.MANIFEST)
    manifest = from_plain(Manifest, canonical.parse(signed.body))
    if not verify(certificate_of(manifest.signer), signed.signed_bytes, signed.signature):
        raise BadManifestSignature
    names = [entry.name for entry in manifest.members]
    if names != sorted(set(names)) or names != list(untrusted):
        raise MemberRefused(name=MANIFEST_NAME)
    for entry in manifest.members:
        data = untrusted[entry.name]
        if len(data) != entry.size or canonical.digest(data) != entry.sha256 or not allowed_name(entry.name):
            raise MemberRefused(name=ascii(entry.name)[:80])
    # One possible form: nothing that the signature does not cover, and nothing written another way.
    if (
        signed.key_hint
        or canonical.encode(to_plain(manifest)) != signed.body
        or envelope.encode(signed) != untrusted_manifest
    ):
        raise NotAContainer
    return Container(manifest, untrusted_manifest, untrusted)


def allowed_name(name: str) -> bool:
    """Whether `name` may label a member: small letters, digits and dots, at most four levels, no device names."""
    return bool(_NAME.fullmatch(name)) and not any(
        _RESERVED.fullmatch(part) or part.endswith(".") for part in name.split("/")
    )


def _has_plain_end(untrusted_data: bytes) -> bool:
    """Whether the zip's last record is as we write it; otherwise its directory could have millions of entries to read."""
    if len(untrusted_data) < _END.size:
        return False
    magic, disk, first, here, count, size, start, comment = _END.unpack(untrusted_data[-_END.size :])
    return (
        (magic, disk, first, here, comment) == (b"PK\x05\x06", 0, 0, count, 0)
        and count <= MOST_MEMBERS + 1
        and size <= count * _LARGEST_ENTRY
        and start + size + _END.size == len(untrusted_data)
    )


def _read_members(untrusted_zip: zipfile.ZipFile, size: int) -> dict[str, bytes]:
    untrusted_infos = untrusted_zip.infolist()
    # Overlapping members could otherwise multiply a small file into a large one.
    if len(untrusted_infos) > MOST_MEMBERS + 1 or sum(info.file_size for info in untrusted_infos) > size:
        raise NotAContainer
    members: dict[str, bytes] = {}
    for info in untrusted_infos:
        if info.compress_type != zipfile.ZIP_STORED or info.flag_bits or info.filename in members:
            raise NotAContainer
        with untrusted_zip.open(info) as stream:
            data = stream.read(info.file_size + 1)
        if len(data) != info.file_size:
            raise NotAContainer
        members[info.filename] = data
    return members


def _build(manifest: bytes, members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in ((MANIFEST_NAME, manifest), *members.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3  # the same bytes on every platform
            info.external_attr = 0
            archive.writestr(info, data)
    return buffer.getvalue()
