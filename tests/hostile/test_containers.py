"""Packages and bundles whose zip, manifest or members are not exactly as the program writes them (rows Z01-Z11)."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.canonical import NotStrictJson
from paritrana_desktop.domain.codes import activation_code, read_activation_code
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.domain.schema import DoesNotFit, to_plain
from paritrana_desktop.domain.sound import PlanNotSound
from paritrana_desktop.exchange import container, envelope, package
from paritrana_desktop.exchange.container import (
    MANIFEST_NAME,
    BadManifestSignature,
    Container,
    Manifest,
    Member,
    MemberRefused,
    NotAContainer,
)
from paritrana_desktop.exchange.envelope import NotSigned, UnknownType
from paritrana_desktop.exchange.package import Invitation
from paritrana_desktop.security import activation, identity, seal
from paritrana_desktop.security.identity import OwnKey, WrongKindOfKey
from paritrana_desktop.services import certificates, scoring
from paritrana_desktop.services.desk import certificate_text
from paritrana_desktop.services.reading import SECONDS_PER_FILE, FileRefused, FileUnreadable, Reader, ReadingTookTooLong
from tests import build, forged

EVENT = forged.event()
CODE = activation_code(1)
OPENS = activation.age_identity(read_activation_code(CODE))
INVITATION = Invitation("invitation", (), "J1", "ab" * 32, EVENT.key.age_recipient, 1, None)
MEMBERS = dict(sorted(package.members(EVENT.plan, INVITATION).items()))


def signing(key: OwnKey) -> Callable[[bytes], bytes]:
    return lambda payload: identity.sign(key.private_key, payload)


def packed(members: Mapping[str, bytes] = MEMBERS, key: OwnKey = EVENT.key) -> bytes:
    return container.pack("package", EVENT.key.digest, certificate_text(key), members, signing(key))


def zipped(
    members: Mapping[str, bytes],
    change: Callable[[zipfile.ZipInfo], object] = lambda _info: None,
    comment: bytes = b"",
) -> bytes:
    """`members` in a zip as the program makes it, but for `change`, which is made to each entry."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0
            change(info)
            archive.writestr(info, data)
        archive.comment = comment
    return buffer.getvalue()


def entries(members: Mapping[str, bytes]) -> tuple[Member, ...]:
    return tuple(Member(name, len(data), canonical.digest(data)) for name, data in members.items())


def manifest(members: tuple[Member, ...], key: OwnKey = EVENT.key, hint: str = "") -> bytes:
    """An envelope with a manifest that lists `members`, whatever they are."""
    body = Manifest("manifest", (), "package", EVENT.key.digest, certificate_text(key), members)
    signed = envelope.signed(envelope.MANIFEST, canonical.encode(to_plain(body)), signing(key), hint)
    return envelope.encode(signed)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


HONEST = packed()
PARTS = parts(HONEST)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def opened(reader: Reader, data: bytes) -> Container:
    """What the child reads in `data`, sealed as a package is."""
    sealed = seal.seal(data, [seal.recipient_of(OPENS)])
    return reader.container(sealed, "package", age_identity=OPENS)


def refused(reader: Reader, data: bytes, why: type[Refusal]) -> str:
    """The sentence of `why`, with which the child refuses `data` in time and without dying of it."""
    child, started = reader._child, time.monotonic()
    with pytest.raises(FileRefused) as refusal:
        opened(reader, data)
    assert refusal.value.why == why.__name__, str(refusal.value)
    assert time.monotonic() - started < SECONDS_PER_FILE
    assert child is None or reader._child is child
    return str(refusal.value)


def test_the_honest_container_opens(reader: Reader) -> None:
    assert opened(reader, HONEST).members == MEMBERS
    assert zipped(PARTS) == HONEST, "what the tests change is otherwise as the program makes it"


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_z01_compressed_members(reader: Reader, method: int) -> None:
    refused(reader, zipped(PARTS, lambda info: setattr(info, "compress_type", method)), NotAContainer)


def test_z01_bombs(reader: Reader) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST_NAME, bytes(200 << 20))
    assert len(bomb.getvalue()) < 1 << 20
    refused(reader, bomb.getvalue(), NotAContainer)
    # Inside a stored member it is bytes like any others, and nobody unpacks it.
    members = {**MEMBERS, "zz": bomb.getvalue()}
    assert opened(reader, packed(members)).members["zz"] == bomb.getvalue()


def patched(data: bytes, *changes: tuple[int, bytes]) -> bytes:
    changed = bytearray(data)
    for place, new in changes:
        changed[place : place + len(new)] = new
    return bytes(changed)


@pytest.mark.parametrize("size", [0, 1, 1000, 1 << 30, 0xFFFFFFFF])
def test_z02_sizes_that_lie(reader: Reader, size: int) -> None:
    """The size of the last member, in its own head, in the directory, and in both."""
    local, central = HONEST.rindex(b"PK\x03\x04"), HONEST.rindex(b"PK\x01\x02")
    lie = struct.pack("<I", size)
    for places in (
        (local + 18, local + 22),
        (central + 20, central + 24),
        (local + 18, local + 22, central + 20, central + 24),
    ):
        refused(reader, patched(HONEST, *((place, lie) for place in places)), NotAContainer)


def test_z02_a_member_that_overlaps_another(reader: Reader) -> None:
    central = HONEST.rindex(b"PK\x01\x02")
    refused(reader, patched(HONEST, (central + 42, struct.pack("<I", 0))), NotAContainer)


NAMES = [
    "../../x", "/etc/x", "C:\\x", "..\\x", "a/../b", "a//b", "./a", "a/", ".hidden", "a\nb", "A", "é", "a b",
    "con", "nul.txt", "com1", "lpt9.json", "a/aux/b", "a.", "a. ", "a ", "a" * 65, "a/b/c/d/e", "", "-a", "~",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_z04_names_that_are_none(reader: Reader, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    members = dict(sorted({**MEMBERS, name: b"x"}.items()))
    data = zipped({MANIFEST_NAME: manifest(entries(members)), **members})
    with pytest.raises(FileRefused) as refusal:
        opened(reader, data)
    assert refusal.value.why in {NotAContainer.__name__, MemberRefused.__name__}
    assert list(tmp_path.iterdir()) == []


def test_z04_a_name_with_a_zero_in_it(reader: Reader) -> None:
    members = dict(sorted({**MEMBERS, "a_b": b"x"}.items()))
    listed = tuple(replace(entry, name=entry.name.replace("_", "\0")) for entry in entries(members))
    data = zipped({MANIFEST_NAME: manifest(listed), **members}).replace(b"a_b", b"a\0b")
    refused(reader, data, DoesNotFit)


@pytest.mark.parametrize("name", ["a\\b", "a:b", "a\0b", "nul", "prn.x", "..", ".", "a..", "x/..", "a\u200bb"])
def test_z04_no_such_name_is_ever_allowed(name: str) -> None:
    assert not container.allowed_name(name)


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o060666, 0o010666, 0o104755, 0o100644])
def test_z06_links_devices_and_modes(reader: Reader, mode: int) -> None:
    refused(reader, zipped(PARTS, lambda info: setattr(info, "external_attr", mode << 16)), NotAContainer)


def test_z07_members_and_manifest_differ(reader: Reader) -> None:
    refused(reader, zipped({**PARTS, "zz": b"x"}), MemberRefused)
    refused(reader, zipped({name: data for name, data in PARTS.items() if name != package.PLAN}), MemberRefused)
    other = {**PARTS, package.INVITATION: PARTS[package.INVITATION].replace(b"ab", b"ac")}
    assert package.INVITATION in refused(reader, zipped(other), MemberRefused)
    manifest_first = list(PARTS)
    swapped = {name: PARTS[name] for name in (manifest_first[0], *reversed(manifest_first[1:]))}
    refused(reader, zipped(swapped), MemberRefused)
    refused(reader, zipped(dict(reversed(PARTS.items()))), NotAContainer)


def test_z07_a_manifest_that_lists_twice_or_itself(reader: Reader) -> None:
    listed = entries(MEMBERS)
    for wrong in ((*listed, listed[-1]), tuple(reversed(listed)), ()):
        refused(reader, zipped({MANIFEST_NAME: manifest(wrong), **MEMBERS}), MemberRefused)
    larger = (replace(listed[0], size=listed[0].size + 1), *listed[1:])
    refused(reader, zipped({MANIFEST_NAME: manifest(larger), **MEMBERS}), MemberRefused)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_z07_a_name_twice(reader: Reader) -> None:
    buffer = io.BytesIO(HONEST)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(package.PLAN, b"{}")
    refused(reader, buffer.getvalue(), NotAContainer)


FREEDOMS: dict[str, bytes] = {
    "a date": zipped(PARTS, lambda info: setattr(info, "date_time", (2025, 8, 27, 10, 0, 0))),
    "another system": zipped(PARTS, lambda info: setattr(info, "create_system", 0)),
    "an attribute": zipped(PARTS, lambda info: setattr(info, "external_attr", 1)),
    "an inner attribute": zipped(PARTS, lambda info: setattr(info, "internal_attr", 1)),
    "an extra field": zipped(PARTS, lambda info: setattr(info, "extra", b"\x99\x99\x04\x00abcd")),
    "a member's comment": zipped(PARTS, lambda info: setattr(info, "comment", b"x")),
    "a comment": zipped(PARTS, comment=b"x"),
    "another version": zipped(PARTS, lambda info: setattr(info, "create_version", 45)),
    "something before": b"MZ" + HONEST,
    "something after": HONEST + b"\0",
    "twice": HONEST * 2,
    "nothing": b"",
    "an empty zip": zipped({}),
    "no manifest": zipped(MEMBERS),
    "only a manifest": zipped({MANIFEST_NAME: b""}),
    "cut off": HONEST[:-1],
}


@pytest.mark.parametrize("name", FREEDOMS)
def test_z08_whatever_else_a_zip_may_hold(reader: Reader, name: str) -> None:
    assert FREEDOMS[name] != HONEST
    with pytest.raises(FileRefused) as refusal:
        opened(reader, FREEDOMS[name])
    assert refusal.value.why in {NotAContainer.__name__, NotStrictJson.__name__}


@pytest.mark.parametrize("flag", [0x1, 0x8, 0x20, 0x40, 0x800, 0x2000])
def test_z08_encrypted_and_other_flags(reader: Reader, flag: int) -> None:
    local, central = HONEST.rindex(b"PK\x03\x04"), HONEST.rindex(b"PK\x01\x02")
    bits = struct.pack("<H", flag)
    refused(reader, patched(HONEST, (local + 6, bits), (central + 8, bits)), NotAContainer)
    refused(reader, patched(HONEST, (local + 6, bits)), NotAContainer)


def test_z08_zip64(reader: Reader) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in PARTS.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0
            with archive.open(info, "w", force_zip64=True) as member:
                member.write(data)
    refused(reader, buffer.getvalue(), NotAContainer)


def test_z08_two_thousand_and_one_members(reader: Reader) -> None:
    most = {f"m{number:05}": b"" for number in range(container.MOST_MEMBERS - len(MEMBERS))}
    assert len(opened(reader, packed({**MEMBERS, **most})).members) == container.MOST_MEMBERS
    with pytest.raises(FileRefused) as refusal:
        opened(reader, packed({**MEMBERS, **most, "zz": b""}))
    assert refusal.value.why in {DoesNotFit.__name__, NotAContainer.__name__}


def test_z08_a_directory_of_a_million_entries(reader: Reader) -> None:
    """Fifty megabytes of directory: refused by its last 22 bytes, not after reading it all."""
    entry = HONEST[HONEST.rindex(b"PK\x01\x02") : HONEST.rindex(b"PK\x05\x06")]
    directory = entry * 800_000
    for count in (1, 0xFFFF):
        end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), 0, 0)
        refused(reader, directory + end, NotAContainer)


def test_z11_signed_by_another_key_than_the_events(reader: Reader) -> None:
    stranger = identity.create("Sekretariat Palsu")
    sealed = seal.seal(packed(key=stranger), [seal.recipient_of(OPENS)])
    with pytest.raises(scoring.NotFromSecretariat):
        scoring.read_package(reader, sealed, CODE)


def test_z11_a_signature_that_does_not_hold(reader: Reader) -> None:
    stranger = identity.create("Sekretariat Palsu")
    listed = entries(MEMBERS)
    body = canonical.encode(
        to_plain(Manifest("manifest", (), "package", EVENT.key.digest, certificate_text(EVENT.key), listed))
    )
    forgeries = {
        "other key": envelope.signed(envelope.MANIFEST, body, signing(stranger), ""),
        "nothing": envelope.signed(envelope.MANIFEST, body, lambda _payload: bytes(64), ""),
        "the body alone": envelope.signed(
            envelope.MANIFEST, body, lambda _payload: identity.sign(EVENT.key.private_key, body), ""
        ),
    }
    for name, forged_envelope in forgeries.items():
        data = zipped({MANIFEST_NAME: envelope.encode(forged_envelope), **MEMBERS})
        assert refused(reader, data, BadManifestSignature), name


def test_z11_a_manifest_in_another_form(reader: Reader) -> None:
    listed = entries(MEMBERS)
    honest = manifest(listed)
    signed = envelope.decode(honest, envelope.MANIFEST)
    spaced = envelope.signed(envelope.MANIFEST, signed.body.replace(b'":', b'": '), signing(EVENT.key), "")
    refused(reader, zipped({MANIFEST_NAME: honest + b"\n", **MEMBERS}), NotAContainer)
    refused(reader, zipped({MANIFEST_NAME: honest.replace(b'":', b'": '), **MEMBERS}), NotAContainer)
    refused(reader, zipped({MANIFEST_NAME: envelope.encode(spaced), **MEMBERS}), NotAContainer)
    refused(reader, zipped({MANIFEST_NAME: manifest(listed, hint="x"), **MEMBERS}), NotAContainer)
    refused(reader, zipped({MANIFEST_NAME: signed.body, **MEMBERS}), NotSigned)
    refused(reader, zipped({MANIFEST_NAME: b"[" * 100_000, **MEMBERS}), NotStrictJson)
    ballot = envelope.signed(envelope.BALLOT, signed.body, signing(EVENT.key), "")
    refused(reader, zipped({MANIFEST_NAME: envelope.encode(ballot), **MEMBERS}), UnknownType)


def test_z11_a_signer_that_is_no_certificate(reader: Reader) -> None:
    body = Manifest("manifest", (), "package", EVENT.key.digest, "AAAA", entries(MEMBERS))
    signed = envelope.signed(envelope.MANIFEST, canonical.encode(to_plain(body)), signing(EVENT.key), "")
    refused(reader, zipped({MANIFEST_NAME: envelope.encode(signed), **MEMBERS}), WrongKindOfKey)


def test_every_changed_byte_and_every_cut() -> None:
    """Below the seal, where age would already have caught it: the container stands by itself."""
    step = 1 if os.environ.get("PARITRANA_EVERY_BYTE") else 7
    for place in range(0, len(HONEST), step):
        with pytest.raises(Refusal):
            container.unpack(patched(HONEST, (place, bytes([HONEST[place] ^ 1]))), certificates.der, identity.verify)
        with pytest.raises(Refusal):
            container.unpack(HONEST[:place], certificates.der, identity.verify)


def test_too_large(reader: Reader) -> None:
    with pytest.raises(NotAContainer):
        container.unpack(bytes(container.LIMIT + 1), certificates.der, identity.verify)
    with pytest.raises(FileRefused) as refusal:
        reader.container(bytes(container.LIMIT + 1), "package", age_identity=OPENS)
    assert refusal.value.why == seal.TooLarge.__name__


def test_a_container_of_another_kind(reader: Reader) -> None:
    other = container.pack("plenary", EVENT.key.digest, certificate_text(EVENT.key), MEMBERS, signing(EVENT.key))
    refused(reader, other, NotAContainer)


def test_packages_whose_content_is_not_sound(reader: Reader) -> None:
    circle = build.small_plan(build.category((build.judged("A", 50, parent="B"), build.judged("B", 50, parent="A"))))
    bodies: list[tuple[dict[str, bytes], type[Refusal]]] = [
        (package.members(circle, INVITATION), PlanNotSound),
        (package.members(EVENT.plan, replace(INVITATION, juror="J9")), PlanNotSound),
        ({**MEMBERS, package.PLAN: b"{}"}, DoesNotFit),
        ({**MEMBERS, package.PLAN: b"[" * 100_000}, NotStrictJson),
        ({**MEMBERS, package.INVITATION: b"\xff"}, NotStrictJson),
        ({package.PLAN: MEMBERS[package.PLAN]}, MemberRefused),
        ({package.INVITATION: MEMBERS[package.INVITATION]}, MemberRefused),
    ]
    for members, why in bodies:
        refused(reader, packed(members), why)


def test_a_plan_made_to_fill_the_memory_costs_only_itself(reader: Reader) -> None:
    """Thirty megabytes of empty lists would be gigabytes once read; the child dies of it, and the next file is read."""
    members = {**MEMBERS, package.PLAN: b"[" + b"[]," * 10_000_000 + b"[]]"}
    with pytest.raises((FileUnreadable, ReadingTookTooLong)):
        opened(reader, packed(members))
    assert opened(reader, HONEST).members == MEMBERS
