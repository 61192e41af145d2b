"""Ballot files that are none or were damaged, by the whole road into a secretariat's workspace (rows A01-A18).

What a sealed file's head may hold is tested byte by byte in `test_age_files.py`; here it is the desk that must stand:
a verdict in words, one log entry, and nothing else. Where only a sample of places is tried, `PARITRANA_EVERY_BYTE=1`
tries them all.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.exchange import ballot_file
from paritrana_desktop.security import seal
from paritrana_desktop.services import collection
from paritrana_desktop.services.collection import MergeVerdict
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.files import FileTooLarge, NotAFile, read_file
from tests import forged
from tests.forged import Intake, honest

EVERY = bool(os.environ.get("PARITRANA_EVERY_BYTE"))
MAGIC = b"age-encryption.org/v1\n"
STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
MAC = b"--- " + b"A" * 43 + b"\n" + bytes(64)
EVENT = forged.event()


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, reader: Reader) -> Iterator[Intake]:
    with forged.intake(EVENT, tmp_path, reader) as made:
        yield made


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A genuine ballot file."""
    return EVENT.honest_file(honest(EVENT))


def sized(size: int) -> bytes:
    """A genuine ballot file of about `size` bytes: most of it lies in a field that is kept as it is."""
    ballot = forged.plain(honest(EVENT), lambda value: value["ext"].update(filler="x" * (size * 9 // 16)))
    return EVENT.file(ballot, EVENT.keys["J1"])


def all_refused(desk: Intake, files: list[bytes]) -> None:
    before = desk.content()
    arrived = [collection.IncomingFile("nilai.paritrana-nilai", data) for data in files]
    preview = collection.inspect(desk.desk, desk.reader, arrived)
    assert {verdict.verdict for verdict in preview.verdicts} == {MergeVerdict.REFUSED}
    assert all(str(verdict.reason).endswith(".") for verdict in preview.verdicts)
    assert (preview.ballots, preview.admissions) == ((), ())
    collection.merge(desk.desk, preview)
    assert desk.content() == before


def test_the_honest_file_is_taken_in(desk: Intake, whole: bytes) -> None:
    assert desk.merged(whole)[0].verdict is MergeVerdict.NEW
    assert desk.merged(sized(100_000))[0].verdict is not MergeVerdict.REFUSED


def test_a01_empty(desk: Intake) -> None:
    desk.refused(b"", seal.EmptyFile)


def _pdf(path: Path) -> bytes:
    canvas = Canvas(str(path))
    canvas.drawString(100, 100, "Berita acara")
    canvas.save()
    return path.read_bytes()


def _docx(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<x/>")
    return path.read_bytes()


def test_a02_other_files_are_named(desk: Intake, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("other")
    others = {
        "an unknown kind of file": random.Random(2).randbytes(1_000_000),
        "a JPEG picture": b"\xff\xd8\xff\xe0" + bytes(400),
        "a Windows program": b"MZ\x90\0" + bytes(400),
        "a PDF document": _pdf(folder / "a.pdf"),
        "a Word document": _docx(folder / "a.docx"),
        "a database": EVENT.path.read_bytes(),
    }
    for kind, data in others.items():
        assert f"This is {kind}, " in desk.refused(data, seal.NotAScoreFile)


def test_a04_a_sparse_file_of_three_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "nilai.paritrana-nilai"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    with pytest.raises(FileTooLarge):
        read_file(path, ballot_file.LIMIT)


def test_a04_what_is_no_file_is_not_read(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "whole").write_bytes(whole)
    (tmp_path / "link").symlink_to(tmp_path / "whole")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "link", tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(NotAFile):
            read_file(path, ballot_file.LIMIT)


def test_a05_one_byte_too_many(desk: Intake, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("stick") / "nilai.paritrana-nilai"
    path.write_bytes(MAGIC + bytes(ballot_file.LIMIT + 1 - len(MAGIC)))
    with pytest.raises(FileTooLarge):
        read_file(path, ballot_file.LIMIT)
    # Whoever reads it another way meets the same limit in the child.
    preview = collection.inspect(desk.desk, desk.reader, [collection.IncomingFile("nilai", path.read_bytes())])
    assert preview.verdicts[0].reason.text == seal.TooLarge.sentence
    desk.refused(path.read_bytes()[:-1], seal.HeaderTooLong)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(MAGIC + STANZA * 2000 + MAC, seal.HeaderTooLong, id="A06"),
        pytest.param(MAGIC + b"A" * 400_000, seal.HeaderTooLong, id="A07"),
        pytest.param(MAGIC + STANZA * 9 + MAC, seal.TooManyReaders, id="A08"),
        pytest.param(MAGIC + STANZA.replace(b"X25519", b"ssh-rsa") + MAC, seal.UnknownLock, id="A08 lock"),
        pytest.param(MAGIC + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\nAAAA\n" + MAC, seal.PassphraseFile, id="A09"),
        pytest.param(MAGIC + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n" + MAC, seal.FactorTooHigh, id="A10"),
        pytest.param(seal.seal(b"{}", [seal.recipient_of(seal.new_age_identity())]), seal.NotForThisKey, id="A11"),
        pytest.param(
            b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b64encode(MAGIC + STANZA + MAC) + b"\n", seal.Armoured, id="A15"
        ),
        pytest.param(MAGIC.replace(b"v1", b"v2") + STANZA + MAC, seal.NewerVersion, id="A16"),
    ],
)
def test_heads_that_no_genuine_file_has(desk: Intake, data: bytes, why: type[Refusal]) -> None:
    desk.refused(data, why)


def test_a08_four_stanzas_of_which_one_is_grease(desk: Intake) -> None:
    others = [seal.recipient_of(seal.new_age_identity()) for _ in range(2)]
    signed = EVENT.envelope(forged.body_bytes(honest(EVENT)), EVENT.keys["J1"])
    data = seal.seal(signed, [EVENT.key.age_recipient, *others])
    assert len(seal.read_header(data).stanzas) == 4
    assert desk.merged(data)[0].verdict is MergeVerdict.NEW


def test_a11_a_ballot_for_another_secretariat(desk: Intake) -> None:
    other = forged.issued(EVENT.plan)
    desk.refused(other.honest_file(honest(other)), seal.NotForThisKey)


def test_a12_every_single_byte_of_a_small_ballot_file(desk: Intake, whole: bytes) -> None:
    all_refused(desk, [changed(whole, place) for place in range(len(whole))])


@pytest.mark.parametrize("size", [30_000, 200_000])
def test_a12_bytes_of_larger_ballot_files(desk: Intake, size: int) -> None:
    data = sized(size)
    step = 1 if EVERY else size // 60
    # In steps of full chunks, so that the memory of a whole run stays small.
    places = list(range(0, len(data), step))
    for start in range(0, len(places), 200):
        all_refused(desk, [changed(data, place) for place in places[start : start + 200]])


def changed(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :]


def test_a13_cut_off(desk: Intake, whole: bytes) -> None:
    ends = [*range(0, len(whole), 1 if EVERY else 97), *range(len(whole) - 20, len(whole))]
    all_refused(desk, [whole[:end] for end in ends])


def test_a13_last_chunk_cut_off_and_footers_added(desk: Intake, whole: bytes) -> None:
    data = sized(200_000)
    payload = len(data) - data.index(b"\n--- ")
    all_refused(desk, [data[: -(payload % 65_552)], data[:-65_552], whole + b"\n", whole + bytes(100), whole * 2])


def test_a18_the_copy_read_first_is_the_only_one(desk: Intake, whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "nilai.paritrana-nilai"
    path.write_bytes(whole)
    incoming = collection.IncomingFile(path.name, read_file(path, ballot_file.LIMIT))
    preview = collection.inspect(desk.desk, desk.reader, [incoming])
    path.write_bytes(b"swapped")
    collection.merge(desk.desk, preview)
    entry = desk.desk.store.load_log()[-1]
    assert entry.new.startswith(f"{canonical.digest(whole)} ")
    assert desk.view().counting == (EVENT.id(honest(EVENT)),)


def test_a_name_that_is_no_text_is_printed_all_the_same(tmp_path: Path) -> None:
    """On a terminal that knows UTF-8 and nothing else, as most do."""
    path = os.fsencode(tmp_path) + b"/\xff\n.paritrana-nilai"
    Path(os.fsdecode(path)).write_bytes(b"x")
    for options in ([], ["--json"]):
        command = [sys.executable, "-m", "paritrana_desktop", "--home", str(tmp_path / "home"), "verify", *options]
        environment = os.environ | {"PYTHONIOENCODING": "utf-8:strict"}
        said = subprocess.run([*command, path], env=environment, capture_output=True, check=False)
        assert (said.returncode, said.stderr) == (3, b"")
        assert b"\\udcff" in said.stdout
    assert json.loads(said.stdout)["files"][0]["path"] == os.fsdecode(path)
