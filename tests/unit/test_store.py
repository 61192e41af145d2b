"""The workspace file: what is appended stays, what is replaced is replaced, and a foreign file is not touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paritrana_desktop.domain.ballot import Mark, MarkState
from paritrana_desktop.domain.canonical import digest, fingerprint
from paritrana_desktop.domain.errors import Fault, ParitranaError
from paritrana_desktop.domain.plan import CategoryCode, Cell, CriterionCode, NomineeId, Number
from paritrana_desktop.storage import tables
from paritrana_desktop.storage.connection import PRAGMAS, Damaged, OpenForReading, RuleBroken
from paritrana_desktop.storage.content import content_digest
from paritrana_desktop.storage.files import NotAFile, NotFound
from paritrana_desktop.storage.log import NO_HEAD, LogEntry
from paritrana_desktop.storage.records import (
    DocumentEntry,
    Draft,
    Revision,
    StoredBallot,
    StoredDocument,
    StoredFact,
)
from paritrana_desktop.storage.sheet import MarkEntry
from paritrana_desktop.storage.store import (
    AlreadyThere,
    EmptyFile,
    Kind,
    NewerWorkspace,
    NotAWorkspace,
    Store,
    StructureChanged,
)

AT = "2026-07-14T09:00:00+07:00"
LATER = "2026-07-14T09:05:00+07:00"
MARK = Mark("K", "01", "A", 8550, comment="bagus", evidence="hlm. 3")
BALLOT = StoredBallot("b" * 64, b"\x00envelope\xff", "J1", AT, "nilai (1).txt")
FACT = StoredFact("f" * 64, b"fact", AT)
REVISION = Revision(1, None, digest(b"{}"), b"{}", AT)
DOCUMENT = StoredDocument("package", "J1", digest(b"paket"), b"paket", AT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lomba desa.paritrana"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.create(path, Kind.SECRETARIAT, AT) as opened:
        yield opened


def fill(store: Store) -> None:
    """Put something into every table."""
    store.append_mark(MARK, AT)
    store.append_ballot(BALLOT)
    store.append_fact(FACT)
    store.append_revision(REVISION)
    store.append_document(DOCUMENT)
    store.append_secret("J1", b"sealed")
    store.append_log(AT, "Sekretaris", "issue")
    store.save_draft(Draft(b"{}", b"{}"))
    store.save_private_note(NomineeId(CategoryCode("K"), Number("01")), "tanya lagi")
    store.save_place("form", "K-01")


def change(path: Path, *statements: str) -> None:
    """Do to the file what another program could do."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


# -- The file --


@pytest.mark.parametrize("kind", Kind)
def test_a_workspace_says_what_it_is(path: Path, kind: Kind) -> None:
    with Store.create(path, kind, AT) as store:
        store.append_meta("event", "e" * 64)
    with Store.open(path) as store:
        assert store.kind is kind
        assert store.load_meta() == {"kind": kind, "created": AT, "event": "e" * 64}
        assert not store.read_only
        with pytest.raises(RuleBroken):
            store.append_meta("event", "d" * 64)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("read_only", [False, True])
def test_every_connection_has_the_safe_settings(store: Store, path: Path, read_only: bool) -> None:
    with store if not read_only else Store.open(path, read_only=True) as opened:
        for name, value in PRAGMAS.items():
            assert opened._raw().exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
    assert PRAGMAS["synchronous"] == 3  # EXTRA


def test_a_setting_that_does_not_take_is_no_connection(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.create(path, Kind.JUROR, AT).close()
    monkeypatch.setitem(PRAGMAS, "synchronous", 7)
    with pytest.raises(Fault, match="synchronous"):
        Store.open(path)


def test_every_table_is_strict_and_holds_no_floats(store: Store) -> None:
    connection = store._raw()
    found = connection.exec_driver_sql("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").all()
    assert {name for name, strict in found if strict} == set(tables.metadata.tables)
    for name in tables.metadata.tables:
        kinds = {row.type for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")}
        assert kinds <= {"TEXT", "INTEGER", "BLOB"}


@pytest.mark.parametrize("table", [table.name for table in tables.APPEND_ONLY])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = {column}",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_what_was_appended_is_neither_changed_nor_deleted(store: Store, table: str, statement: str) -> None:
    fill(store)
    before = content_digest(store)
    column = tables.metadata.tables[table].columns.keys()[-1]
    with pytest.raises(RuleBroken), store.transaction():
        store._raw().exec_driver_sql(statement.format(table=table, column=column))
    assert content_digest(store) == before


def test_a_transaction_is_whole_or_undone(store: Store) -> None:
    before = content_digest(store)

    def cut_off() -> None:
        with store.transaction():
            store.append_ballot(BALLOT)
            with store.transaction():
                store.append_log(AT, "Sekretaris", "receive")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert content_digest(store) == before
    with store.transaction():
        store.append_ballot(BALLOT)
        store.append_log(AT, "Sekretaris", "receive")
    assert store.load_ballots() == (BALLOT,)
    assert len(store.load_log()) == 1


def test_an_inner_failure_undoes_the_whole_transaction(store: Store) -> None:
    def issue() -> None:
        with store.transaction():
            store.append_log(AT, "Sekretaris", "issue")
            store.append_revision(REVISION)

    issue()
    with pytest.raises(RuleBroken):
        issue()
    assert len(store.load_log()) == 1


def test_a_store_belongs_to_one_thread(store: Store) -> None:
    raised: list[BaseException] = []

    def elsewhere() -> None:
        try:
            store.append_mark(MARK, AT)
        except ParitranaError as error:
            raised.append(error)

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert [type(error) for error in raised] == [Fault]


# -- Two programs --


def test_the_second_program_reads_only_and_knows_who_writes(store: Store, path: Path) -> None:
    with Store.open(path) as second:
        assert second.read_only
        assert " @ " in second.holder
        store.append_mark(MARK, AT)
        assert second.load_marks() == {MARK.cell: MARK}
        with pytest.raises(OpenForReading):
            second.append_mark(MARK, AT)
    store.close()
    with Store.open(path) as third:
        assert not third.read_only


def test_a_lock_left_by_a_program_that_died_holds_nobody_up(path: Path) -> None:
    Store.create(path, Kind.JUROR, AT).close()
    path.with_name(path.name + ".lock").write_text("nobody @ nowhere")
    with Store.open(path) as store:
        assert not store.read_only


def test_what_a_lock_file_says_is_shown_without_control_characters(store: Store, path: Path) -> None:
    path.with_name(path.name + ".lock").write_bytes(b"a\x1b[2J\n\xff" + b"b" * 10_000)
    with Store.open(path) as second:
        assert second.holder.startswith("a[2J\ufffdb")
        assert len(second.holder) < 200
    assert not store.read_only


def test_an_existing_file_is_not_replaced(store: Store, path: Path) -> None:
    store.append_mark(MARK, AT)
    before = content_digest(store)
    with pytest.raises(AlreadyThere):
        Store.create(path, Kind.JUROR, AT)
    store.close()
    with pytest.raises(AlreadyThere):
        Store.create(path, Kind.JUROR, AT)
    with Store.open(path) as again:
        assert content_digest(again) == before


# -- Files that are no workspace --


def other_sqlite(path: Path) -> None:
    change(path, "CREATE TABLE t (x)", "PRAGMA application_id = 1")


def newer(path: Path) -> None:
    Store.create(path, Kind.JUROR, AT).close()
    change(path, f"PRAGMA user_version = {tables.SCHEMA + 1}")


def planted(statement: str) -> Callable[[Path], None]:
    def plant(path: Path) -> None:
        Store.create(path, Kind.JUROR, AT).close()
        change(path, statement)

    return plant


def damaged(path: Path) -> None:
    with Store.create(path, Kind.JUROR, AT) as store:
        fill(store)
    data = bytearray(path.read_bytes())
    data[4096:8192] = b"\x55" * 4096
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    with Store.create(path, Kind.JUROR, AT) as store:
        fill(store)
    path.write_bytes(path.read_bytes()[:5000])


def without_kind(path: Path) -> None:
    Store.create(path, Kind.JUROR, AT).close()
    change(path, "DROP TRIGGER meta_is_never_deleted", "DELETE FROM meta", tables.triggers("meta")[1])


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda path: path.write_bytes(b""), EmptyFile),
        (lambda path: path.write_bytes(b"0123456789"), NotAWorkspace),
        (lambda path: path.write_text("catatan rapat\n" * 1000), NotAWorkspace),
        (lambda path: path.mkdir(), NotAFile),
        (lambda _path: None, NotFound),
        (other_sqlite, NotAWorkspace),
        (newer, NewerWorkspace),
        (damaged, Damaged),
        (cut_short, Damaged),
        (without_kind, Damaged),
        (planted("CREATE TRIGGER x AFTER INSERT ON mark BEGIN DELETE FROM place; END"), StructureChanged),
        (planted("CREATE VIEW x AS SELECT 1"), StructureChanged),
        (planted("CREATE TABLE x (y)"), StructureChanged),
        (planted("DROP TRIGGER mark_is_never_changed"), StructureChanged),
        (planted("ALTER TABLE mark ADD COLUMN x TEXT"), StructureChanged),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_sound_workspace_is_named_and_not_touched(
    path: Path, make: Callable[[Path], None], refusal: type[ParitranaError], read_only: bool
) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(refusal):
        Store.open(path, read_only=read_only)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [file.name for file in path.parent.iterdir()] in ([path.name], [])


# -- What it holds --


def test_marks_keep_what_was_last_said(store: Store) -> None:
    zero = Mark("K", "02", "A", 0)
    absent = Mark("K", "03", "A", None, MarkState.ABSENT)
    changed = Mark("K", "01", "A", 9000)
    for mark in (MARK, zero, absent, changed):
        store.append_mark(mark, AT)
    assert store.load_marks() == {MARK.cell: changed, zero.cell: zero, absent.cell: absent}
    store.append_mark(MARK.cell, LATER)
    assert store.load_marks() == {zero.cell: zero, absent.cell: absent}
    assert store.mark_history(MARK.cell) == (MarkEntry(MARK, AT), MarkEntry(changed, AT), MarkEntry(None, LATER))
    assert store.mark_history(Cell(CategoryCode("K"), Number("09"), CriterionCode("A"))) == ()
    store.append_mark(MARK, LATER)
    assert store.load_marks()[MARK.cell] == MARK


def test_a_mark_without_a_value_is_not_scored(store: Store) -> None:
    with pytest.raises(RuleBroken):
        store.append_mark(Mark("K", "01", "A", None, MarkState.SCORED), AT)
    with pytest.raises(RuleBroken):
        store.append_mark(Mark("K", "01", "A", 100, MarkState.ABSENT), AT)


@settings(max_examples=25)
@given(comment=st.text(st.characters(exclude_categories=["Cs"]), max_size=50), u=st.integers(0, 1_000_000_000))
def test_a_mark_comes_back_as_it_went(tmp_path_factory: pytest.TempPathFactory, comment: str, u: int) -> None:
    mark = Mark("K", "01", "A", u, comment=comment)
    with Store.create(tmp_path_factory.mktemp("one") / "k.paritrana", Kind.JUROR, AT) as store:
        store.append_mark(mark, AT)
        assert store.load_marks() == {mark.cell: mark}


def test_the_draft_notes_and_places_are_replaced(store: Store) -> None:
    nominee = NomineeId(CategoryCode("K"), Number("01"))
    assert store.load_draft() is None
    for version in (b"1", b"2"):
        store.save_draft(Draft(version, b"{}"))
        store.save_private_note(nominee, version.decode())
        store.save_place("form", version.decode())
    assert store.load_draft() == Draft(b"2", b"{}")
    assert store.load_private_notes() == {nominee: "2"}
    assert store.load_places() == {"form": "2"}


def test_ballots_and_facts_come_once_and_stay_in_order(store: Store) -> None:
    second = StoredBallot("a" * 64, b"other", "J1", LATER, "")
    assert store.append_ballot(BALLOT)
    assert store.append_ballot(second)
    assert not store.append_ballot(StoredBallot(BALLOT.id, BALLOT.envelope, "J1", LATER, "again"))
    assert store.load_ballots() == (BALLOT, second)
    assert store.append_fact(FACT)
    assert not store.append_fact(FACT)
    assert store.load_facts() == (FACT,)


def test_revisions_secrets_and_documents(store: Store) -> None:
    second = Revision(2, REVISION.digest, digest(b"[]"), b"[]", LATER)
    store.append_revision(REVISION)
    store.append_revision(second)
    assert store.load_revisions() == (REVISION, second)
    store.append_secret("J1", b"first")
    store.append_secret("J2", b"other")
    store.append_secret("J1", b"second")
    assert store.load_secrets() == {"J1": b"second", "J2": b"other"}
    store.append_document(DOCUMENT)
    assert store.list_documents("letter") == ()
    entry = DocumentEntry("package", "J1", DOCUMENT.digest, 5, AT)
    assert store.list_documents() == store.list_documents("package") == (entry,)
    assert store.load_document(DOCUMENT.digest) == DOCUMENT
    assert store.load_document("0" * 64) is None


@pytest.mark.parametrize(
    ("table", "tampering", "load"),
    [
        ("revision", "UPDATE revision SET plan = x'00'", lambda store: store.load_revisions()),
        ("document", "UPDATE document SET data = x'00'", lambda store: store.load_document(DOCUMENT.digest)),
    ],
)
def test_bytes_that_are_no_longer_what_they_were_are_refused(
    path: Path, store: Store, table: str, tampering: str, load: Callable[[Store], object]
) -> None:
    fill(store)
    store.close()
    change(path, f"DROP TRIGGER {table}_is_never_changed", tampering, tables.triggers(table)[0])
    with Store.open(path) as again, pytest.raises(Damaged):
        load(again)


# -- The log and the digest --


def log_of_four(store: Store) -> None:
    assert store.log_head() == NO_HEAD
    for number in range(4):
        entry = store.append_log(AT, "Sekretaris", "correct", f"K-0{number}", "lama", "baru")
        assert store.log_head() == entry.hash
    assert store.check_log() is None


@pytest.mark.parametrize(
    ("statements", "first_broken"),
    [
        (["UPDATE log SET new = 'lain' WHERE seq = 2"], 2),
        (["UPDATE log SET at = '' WHERE seq = 4"], 4),
        (["DELETE FROM log WHERE seq = 1"], 1),
        (["DELETE FROM log WHERE seq = 3"], 3),
        (["DELETE FROM log WHERE seq = 3", "UPDATE log SET seq = 3 WHERE seq = 4"], 3),
        (
            [
                "UPDATE log SET seq = 9 WHERE seq = 2",
                "UPDATE log SET seq = 2 WHERE seq = 3",
                "UPDATE log SET seq = 3 WHERE seq = 9",
            ],
            2,
        ),
    ],
)
def test_the_log_names_the_first_entry_that_was_tampered_with(
    path: Path, store: Store, statements: list[str], first_broken: int
) -> None:
    log_of_four(store)
    store.close()
    triggers = tables.triggers("log")
    names = ("log_is_never_changed", "log_is_never_deleted")
    change(path, *(f"DROP TRIGGER {name}" for name in names), *statements, *triggers)
    with Store.open(path) as again:
        assert again.check_log() == first_broken


def forge(path: Path, deletion: str, entry: LogEntry, changes: dict[str, str | int]) -> None:
    """Put `entry` with `changes`, and a hash that fits it, in place of those that `deletion` takes away."""
    forged = asdict(entry) | changes
    del forged["hash"]
    forged["hash"] = fingerprint(forged)
    drop, make = "DROP TRIGGER log_is_never_deleted", tables.triggers("log")[1]
    change(path, drop, deletion, make)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", tuple(forged.values()))


def test_a_changed_entry_with_a_new_hash_does_not_fit_the_next(path: Path, store: Store) -> None:
    log_of_four(store)
    entry = store.load_log()[1]
    store.close()
    forge(path, "DELETE FROM log WHERE seq = 2", entry, {"new": "lain"})
    with Store.open(path) as again:
        assert again.check_log() == 3


def test_a_gap_in_a_chain_made_anew_shows(path: Path, store: Store) -> None:
    log_of_four(store)
    log = store.load_log()
    store.close()
    forge(path, "DELETE FROM log WHERE seq > 2", log[3], {"prev": log[1].hash})
    with Store.open(path) as again:
        assert again.check_log() == 3


def test_entries_removed_at_the_end_show_in_the_head(path: Path, store: Store) -> None:
    log_of_four(store)
    head = store.log_head()
    store.close()
    change(path, "DROP TRIGGER log_is_never_deleted", "DELETE FROM log WHERE seq = 4", tables.triggers("log")[1])
    with Store.open(path) as again:
        assert again.check_log() is None
        assert again.log_head() != head


def test_the_content_digest_follows_the_content_alone(path: Path, store: Store) -> None:
    seen = {content_digest(store)}
    fill(store)
    seen.add(content_digest(store))
    store.save_place("form", "K-02")
    seen.add(content_digest(store))
    store.append_mark(MARK, AT)
    seen.add(content_digest(store))
    assert len(seen) == 4
    store.save_place("a", "1")
    store.save_place("b", "2")
    last = content_digest(store)
    store.close()
    # The same rows, laid out in another order.
    change(path, "DELETE FROM place WHERE name = 'a'", "INSERT INTO place VALUES ('a', '1')", "VACUUM")
    with Store.open(path) as again:
        assert content_digest(again) == last
