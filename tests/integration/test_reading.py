"""The limited child: what it may load and use, and that a file which hangs or kills it costs that file only."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from paritrana_desktop import paths
from paritrana_desktop.documents import decision as decision_sheet
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.exchange import container, package
from paritrana_desktop.exchange.container import BadManifestSignature, MemberRefused
from paritrana_desktop.security import identity, seal
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import collection, signing
from paritrana_desktop.services.channel import HIDDEN_ARGUMENT, Parcel, receive, send
from paritrana_desktop.services.collection import IncomingFile, MergeVerdict
from paritrana_desktop.services.desk import certificate_text
from paritrana_desktop.services.reading import (
    FileRefused,
    FileUnreadable,
    Reader,
    ReaderDidNotStart,
    ReadingTookTooLong,
)
from paritrana_desktop.services.signed_ballot import NotByThisJuror, SignedBallot
from tests import decided, forged, issued
from tests.forged import honest

EVENT = forged.event()
FILES = [EVENT.honest_file(honest(EVENT, juror.code)) for juror in EVENT.plan.jurors]


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader() as made:
        made.know(EVENT.plan)
        yield made


def looks(reader: Reader, files: list[bytes]) -> list[SignedBallot | Refusal]:
    return list(reader.ballots(files, EVENT.key.digest, EVENT.key.age_identity))


def pid(reader: Reader) -> int:
    assert reader._child is not None
    return reader._child.pid


def packed() -> bytes:
    invitation = package.Invitation("invitation", (), "J1", "ab" * 32, EVENT.key.age_recipient, 1, None)
    members = package.members(EVENT.plan, invitation)
    return container.pack("package", EVENT.key.digest, certificate_text(EVENT.key), members, _sign)


def _sign(payload: bytes) -> bytes:
    return identity.sign(EVENT.key.private_key, payload)


def test_one_child_serves_a_batch(reader: Reader) -> None:
    assert all(isinstance(look, SignedBallot) for look in looks(reader, FILES))
    first = pid(reader)
    found = looks(reader, [*FILES, b"", *FILES])
    assert [isinstance(look, SignedBallot) for look in found] == [True] * 5 + [False] + [True] * 5
    assert pid(reader) == first


def test_a_file_that_hangs_costs_only_itself() -> None:
    with Reader(seconds=1) as reader:
        reader.know(EVENT.plan)
        looks(reader, FILES[:1])
        stopped = pid(reader)
        os.kill(stopped, signal.SIGSTOP)
        started = time.monotonic()
        first, *others = looks(reader, FILES)
        assert isinstance(first, ReadingTookTooLong)
        assert 1 <= time.monotonic() - started < 8
        assert all(isinstance(look, SignedBallot) for look in others), "the next child knows the plan again"
        assert pid(reader) != stopped
        assert not Path(f"/proc/{stopped}").exists(), "it was waited for, so it is no zombie"


def test_a_large_file_that_nobody_takes_off_the_pipe() -> None:
    """The child stops reading in the middle of a question: the writing end is freed as well."""
    with Reader(seconds=1) as reader:
        reader.know(EVENT.plan)
        looks(reader, FILES[:1])
        os.kill(pid(reader), signal.SIGSTOP)
        first, second = looks(reader, [bytes(8 << 20), FILES[0]])
        assert isinstance(first, ReadingTookTooLong)
        assert isinstance(second, SignedBallot)


def test_a_child_killed_from_outside_costs_one_file(reader: Reader) -> None:
    looks(reader, FILES[:1])
    killed = pid(reader)
    os.kill(killed, signal.SIGSTOP)
    threading.Timer(0.3, os.kill, (killed, signal.SIGKILL)).start()
    first, *others = looks(reader, FILES)
    assert isinstance(first, FileUnreadable)
    assert all(isinstance(look, SignedBallot) for look in others)
    assert not Path(f"/proc/{killed}").exists()


def test_killed_again_and_again_the_batch_goes_on(reader: Reader) -> None:
    found = []
    for number, look in enumerate(reader.ballots(FILES * 4, EVENT.key.digest, EVENT.key.age_identity)):
        found.append(look)
        if number % 5 == 2:
            os.kill(pid(reader), signal.SIGKILL)
    lost = [look for look in found if not isinstance(look, SignedBallot)]
    assert len(found) == 20
    assert all(isinstance(look, FileUnreadable) for look in lost)
    assert len(lost) <= 4


def test_a_lost_file_leaves_the_workspace_as_it_was(reader: Reader, tmp_path: Path) -> None:
    desk = EVENT.desk(tmp_path)
    with desk.store:
        looks(reader, FILES[:1])
        os.kill(pid(reader), signal.SIGKILL)
        preview = collection.inspect(desk, reader, [IncomingFile(str(place), data) for place, data in enumerate(FILES)])
        collection.merge(desk, preview)
        verdicts = [verdict.verdict for verdict in preview.verdicts]
        assert verdicts == [MergeVerdict.REFUSED] + [MergeVerdict.NEW] * 4
        assert "damaged or was made to do harm" in str(preview.verdicts[0].reason)
        assert desk.store.load_log()[-5].action == "refuse file"


def test_a_batch_that_is_cancelled_leaves_a_reader_that_works(reader: Reader, tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, _of: int) -> None:
        if done == 2:
            raise Cancelled

    desk = EVENT.desk(tmp_path)
    with desk.store:
        files = [IncomingFile("nilai", data) for data in FILES]
        with pytest.raises(Cancelled):
            collection.inspect(desk, reader, files, cancel)
        assert not collection.inspect(desk, reader, files).refused


def test_the_end_of_a_reader_is_the_end_of_its_child() -> None:
    with Reader() as reader:
        reader.know(EVENT.plan)
        looks(reader, FILES[:1])
        child = pid(reader)
    assert not Path(f"/proc/{child}").exists()
    reader.close()


def test_memory_is_bounded_and_does_not_creep(reader: Reader) -> None:
    limits = []
    for _ in range(3):
        looks(reader, FILES)
        (line,) = [
            line
            for line in Path(f"/proc/{pid(reader)}/limits").read_text(encoding="ascii").splitlines()
            if line.startswith("Max address space")
        ]
        limits.append(int(line.split()[3]))
    assert max(limits) - min(limits) < 1 << 20
    size = int(Path(f"/proc/{pid(reader)}/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    assert size < limits[0] < size + (400 << 20)


def test_a_program_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("paritrana_desktop", "json", "pyrage", "cryptography", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Reader() as reader:
        reader.know(EVENT.plan)
        assert all(isinstance(look, SignedBallot) for look in looks(reader, FILES))
    assert not (tmp_path / "ran").exists()


# The child by itself, spoken to over its pipes.


def spoken(program: str, *questions: tuple[Mapping[str, Any], tuple[bytes, ...]]) -> tuple[list[Parcel], int, str]:
    """Answers, exit code and standard error of a child started by `program`, whose standard input is closed at the end."""
    with subprocess.Popen(
        [sys.executable, "-P", "-c", program, HIDDEN_ARGUMENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        answers = [receive(child.stdout)]
        for head, blobs in questions:
            send(child.stdin, Parcel(head, blobs))
            answers.append(receive(child.stdout))
        child.stdin.close()
        said = child.stderr.read().decode()
    return answers, child.returncode, said


START = "import sys; from paritrana_desktop.__main__ import main; sys.exit(main())"


def everything() -> list[tuple[dict[str, Any], tuple[bytes, ...]]]:
    """One question of each kind, with real files."""
    sample = paths.resources() / "sample"
    opens, event, recipient = EVENT.key.age_identity, EVENT.key.digest, EVENT.key.age_recipient
    meeting = decided.case()
    pdf = signing.certified(decision_sheet.render(meeting.plan, meeting.decision), EVENT.key, issued.MORNING)
    workbook_plan = package.plan_bytes(issued.sample().plan)
    sealed = seal.seal(packed(), [recipient])
    return [
        ({"op": "plan"}, (package.plan_bytes(EVENT.plan),)),
        ({"op": "ballot", "identity": opens, "event": event, "recipient": recipient}, (FILES[0],)),
        ({"op": "own_ballot", "identity": opens}, (FILES[0],)),
        ({"op": "container", "contents": ["package"], "identity": opens}, (sealed,)),
        ({"op": "event_workbook"}, ((sample / "acara.xlsx").read_bytes(),)),
        ({"op": "marks_workbook", "juror": "J1"}, ((sample / "nilai.xlsx").read_bytes(), workbook_plan)),
        ({"op": "pdf"}, (pdf,)),
        ({"op": "record"}, (pdf,)),
    ]


def test_the_child_ends_with_its_input_and_loads_neither_storage_nor_windows() -> None:
    tell = "import atexit, json, sys; atexit.register(lambda: sys.stderr.write(json.dumps(sorted(sys.modules)))); "
    answers, code, said = spoken(tell + START, *everything())
    assert [answer.head.get("refused") for answer in answers] == [None] * 9
    assert code == 0
    loaded = set(json.loads(said))
    assert {"pyrage", "cryptography", "pyhanko", "openpyxl"} <= loaded, "each kind of file was really read"
    rooms = (f"paritrana_desktop.{room}" for room in ("storage", "ui", "app", "cli", "documents"))
    forbidden = ("PySide6", "sqlalchemy", "alembic", "reportlab", *rooms)
    assert [name for name in loaded if name.startswith(forbidden)] == []


def test_the_child_works_where_memory_cannot_be_limited() -> None:
    """As on Windows: there is no module `resource`."""
    answers, code, _ = spoken("import sys; sys.modules['resource'] = None; " + START, *everything()[:3])
    assert [answer.head.get("refused") for answer in answers] == [None] * 4
    assert code == 0


def test_the_child_works_where_the_limit_is_refused() -> None:
    refuse = (
        "import resource\ndef refuse(*_): raise ValueError('not allowed')\nresource.setrlimit = refuse\n"
        "import sys; from paritrana_desktop.__main__ import main; sys.exit(main())"
    )
    answers, code, _ = spoken(refuse, *everything()[:3])
    assert [answer.head.get("refused") for answer in answers] == [None] * 4
    assert code == 0


# A child that is not what it should be.


@pytest.fixture
def pretending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program in the place of the interpreter that starts the child."""

    def replace_child(body: str) -> None:
        script = tmp_path / "child"
        script.write_text(f"#!{sys.executable}\n{body}", encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(script))

    return replace_child


def test_a_child_that_does_not_start_is_no_fault_of_the_file(
    pretending: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for body in ("raise SystemExit(1)", "print('nonsense' * 1000)"):
        pretending(body)
        with Reader() as reader, pytest.raises(ReaderDidNotStart):
            looks(reader, FILES)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Reader() as reader, pytest.raises(ReaderDidNotStart):
        looks(reader, FILES)


TALKING = """
import sys
from paritrana_desktop.services.channel import Parcel, receive, send
send(sys.stdout.buffer, Parcel({"ready": True}))
while True:
    question = receive(sys.stdin.buffer)
    if question.head["op"] == "plan":
        send(sys.stdout.buffer, Parcel({}))
        continue
"""


@pytest.mark.parametrize(
    "answer",
    [
        "    sys.stdout.buffer.write(b'x' * 100); sys.stdout.buffer.flush()",
        "    sys.stdout.buffer.write(bytes(8)); sys.stdout.buffer.flush()",
        "    sys.stdout.buffer.write(b'\\0' * 7 + b'\\2{}'); sys.stdout.buffer.flush()",
        "    sys.exit()",
    ],
)
def test_a_child_that_talks_nonsense_costs_the_file(pretending: Callable[[str], None], answer: str) -> None:
    pretending(TALKING + answer)
    with Reader() as reader:
        reader.know(EVENT.plan)
        assert [type(look) for look in looks(reader, FILES[:2])] == [FileUnreadable] * 2


def test_a_child_that_was_taken_over_cannot_change_a_ballot(pretending: Callable[[str], None]) -> None:
    """The parent verifies the signature again over what it is given."""
    signed = EVENT.envelope(forged.body_bytes(honest(EVENT)), EVENT.keys["J2"])
    pretending(TALKING + f"    send(sys.stdout.buffer, Parcel({{}}, ({signed!r},)))")
    with Reader() as reader:
        reader.know(EVENT.plan)
        assert [type(look) for look in looks(reader, FILES[:2])] == [NotByThisJuror] * 2


def test_a_child_that_was_taken_over_cannot_change_a_member(pretending: Callable[[str], None]) -> None:
    found = container.unpack(packed(), base64.b64decode, lambda *_: True)
    names = list(found.members)
    blobs = [found.signed, *(data + b" " for data in found.members.values())]
    pretending(TALKING + f"    send(sys.stdout.buffer, Parcel({{'names': {names!r}}}, {blobs!r}))")
    with Reader() as reader, pytest.raises(MemberRefused):
        reader.container(packed(), "package")


def test_a_child_that_was_taken_over_cannot_forge_a_manifest(pretending: Callable[[str], None]) -> None:
    """It names the event's certificate, but the signature is another key's."""
    stranger = identity.create("Orang Lain")
    forged_one = container.pack(
        "package", EVENT.key.digest, certificate_text(EVENT.key), {"x": b"x"}, lambda _: _by(stranger)
    )
    found = container.unpack(forged_one, base64.b64decode, lambda *_: True)
    pretending(TALKING + f"    send(sys.stdout.buffer, Parcel({{'names': ['x']}}, ({found.signed!r}, b'x')))")
    with Reader() as reader, pytest.raises(BadManifestSignature):
        reader.container(packed(), "package")


def _by(key: OwnKey) -> bytes:
    return identity.sign(key.private_key, b"something else")


def test_a_refusal_says_what_the_child_says(reader: Reader) -> None:
    (look,) = looks(reader, [b"%PDF-1.7"])
    assert isinstance(look, FileRefused)
    assert look.why == seal.NotAScoreFile.__name__
    assert "a PDF document" in str(look) == str(look.said)
