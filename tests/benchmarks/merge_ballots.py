"""300 ballot files of 90 marks looked at and taken in, to bare libraries that do the least of it with the same files.

Thirty jurors hand in category by category, ten times each, every time a complete snapshot. Ours is `inspect` and
`merge` on a fresh workspace with the limited child running, as it does in the window. The floor opens each file with
pyrage, verifies its one signature with cryptography, reads its JSON with the same refusals (duplicate keys, whole
numbers only), and inserts the same rows with sqlite3 in one transaction: no schema, no plan, no second look.
"""

from __future__ import annotations

import atexit
import base64
import json
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]  # it ships no types
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Ballot
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.security import seal
from paritrana_desktop.services import collection
from paritrana_desktop.services.collection import IncomingFile
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.connection import PRAGMAS
from tests import build, forged
from tests.benchmarks.measure import Row, seconds
from tests.forged import Event

JURORS = 30
CATEGORIES = 10
AT = "2026-07-14T09:00:00+07:00"


def row(folder: Path) -> Row:
    """Seconds for the whole batch."""
    event = forged.issued(plan(), folder)
    files = list(ballot_files(event))
    reader = Reader()
    atexit.register(reader.close)
    turns = count()

    def fresh() -> Path:
        place = folder / str(next(turns))
        place.mkdir()
        return place

    return Row(
        "merge_ballots",
        goal=1.5,
        ours=lambda: ours(event, fresh(), reader, files),
        floor=lambda: floor(event, fresh(), files),
    )


def plan() -> Plan:
    """Ten categories of three nominees and three criteria: 90 marks for each juror."""
    criteria = (build.judged("A", 50), build.judged("B", 30), build.judged("C", 20))
    return build.small_plan(
        *(build.category(criteria, 3, code=f"K{number}") for number in range(CATEGORIES)), jurors=JURORS
    )


def ballot_files(event: Event) -> Iterator[IncomingFile]:
    """Every juror's snapshots, each handing in one category more."""
    for juror in event.plan.jurors:
        earlier: list[Ballot] = []
        for times in range(1, CATEGORIES + 1):
            sheets = [("D", f"K{number}") for number in range(times)]
            marks = {
                (f"K{number}", f"{nominee:02}", code): 60 + (number + nominee) % 40
                for number in range(CATEGORIES)
                for nominee in (1, 2, 3)
                for code in "ABC"
            }
            ballot = forged.honest(event, juror.code, marks, sheets=sheets, ancestors=earlier)
            earlier.append(ballot)
            signed = event.envelope(forged.body_bytes(ballot), event.keys[juror.code])
            yield IncomingFile(f"nilai-{juror.code}-{times}", seal.seal(signed, ballot.to))


def ours(event: Event, folder: Path, reader: Reader, files: list[IncomingFile]) -> float:
    """Through the services, as the window and the command line do it."""
    desk = event.desk(folder)
    with desk.store:
        taken = seconds(lambda: collection.merge(desk, collection.inspect(desk, reader, files)))
        now = collection.state(desk)
    if len(now.ballots) != len(files) or len(now.view.counting) != JURORS:
        raise RuntimeError("not every file was taken in")
    return taken


def floor(event: Event, folder: Path, files: list[IncomingFile]) -> float:
    """The bare libraries, one after the other for each file, then one transaction."""
    with event.desk(folder).store:
        pass
    connection = sqlite3.connect(folder / event.path.name, isolation_level=None)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    reader = pyrage.x25519.Identity.from_str(event.key.age_identity)
    taken = seconds(lambda: bare(connection, reader, files))
    connection.close()
    return taken


def bare(connection: sqlite3.Connection, reader: object, files: list[IncomingFile]) -> None:
    """Open, verify and parse every file, and insert what it becomes."""
    rows = [opened(file.untrusted_data, reader) for file in files]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO ballot (id, envelope, juror, received_at, file_name) VALUES (?, ?, ?, ?, ?)",
        [(name, plain, juror, AT, "nilai") for name, plain, juror in rows],
    )
    first = connection.execute("SELECT max(seq) FROM log").fetchone()[0] + 1
    connection.executemany(
        "INSERT INTO log (seq, at, who, action, subject, old, new, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (first + place, AT, "S", "take in file", "nilai", "new", name, name, name)
            for place, (name, _, _) in enumerate(rows)
        ],
    )
    connection.execute("COMMIT")


def opened(data: bytes, reader: object) -> tuple[str, bytes, str]:
    """Id, content and juror of a ballot file."""
    plain = pyrage.decrypt(data, [reader])
    outer = strict(plain)
    body = base64.b64decode(outer["payload"], validate=True)
    value = strict(body)
    certificate = x509.load_der_x509_certificate(base64.b64decode(value["enrolment"]["certificate"]))
    signature = base64.b64decode(outer["signatures"][0]["sig"])
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    kind = outer["payloadType"].encode()
    signed = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(body), body)
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    return canonical.digest(signed), plain, value["juror"]


def strict(data: bytes) -> Any:
    """JSON without duplicate keys, and with whole numbers only."""
    return json.loads(
        data.decode(), object_pairs_hook=once, parse_float=refused, parse_constant=refused, parse_int=whole
    )


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys differ."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError
    return value


def whole(text: str) -> int:
    """A whole number of at most ten digits."""
    if text == "-0" or len(text) > 10:
        raise ValueError
    return int(text)


def refused(_text: str) -> Any:
    """No other number."""
    raise ValueError
