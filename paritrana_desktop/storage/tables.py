"""The tables of a workspace, the same for secretariat, juror and chair; only what is named so can be replaced."""

from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine

from paritrana_desktop.domain.ballot import MarkState

APPLICATION_ID: Final = 0x50415249
"""“PARI”: tells a workspace from every other SQLite file."""

SCHEMA: Final = 1
"""The number of the newest migration, kept as `user_version` and as Alembic's revision `0001`."""

BLANK: Final = "blank"
"""The state of a cell that was cleared; the other states are those of `MarkState`."""

metadata = MetaData()


def _column(name: str, kind: type[TypeEngine[str] | TypeEngine[int] | TypeEngine[bytes]]) -> Column[object]:
    return Column(name, kind, nullable=False)


def _key(name: str, kind: type[TypeEngine[str] | TypeEngine[int]] = Text) -> Column[object]:
    return Column(name, kind, primary_key=True, nullable=False, autoincrement=False)


def _number() -> Column[object]:
    """The order in which rows came; SQLite gives it."""
    return Column("seq", Integer, primary_key=True)


def _table(name: str, *parts: Column[object] | CheckConstraint) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


_STATES = ", ".join(f"'{state}'" for state in [*MarkState, BLANK])

# -- Appended, never changed --

meta = _table("meta", _key("name"), _column("value", Text))
revision = _table(
    "revision",
    _key("rev", Integer),
    Column("prev", Text),
    _column("digest", Text),
    _column("plan", LargeBinary),
    _column("at", Text),
)
package_secret = _table("package_secret", _number(), _column("juror", Text), _column("sealed", LargeBinary))
mark = _table(
    "mark",
    _number(),
    _column("category", Text),
    _column("nominee", Text),
    _column("criterion", Text),
    Column("u", Integer),
    _column("state", Text),
    _column("comment", Text),
    _column("evidence", Text),
    _column("at", Text),
    CheckConstraint(f"state IN ({_STATES})", name="known_state"),
    CheckConstraint("(state = 'scored') = (u IS NOT NULL)", name="scored_has_a_mark"),
)
ballot = _table(
    "ballot",
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _column("envelope", LargeBinary),
    _column("juror", Text),
    _column("received_at", Text),
    _column("file_name", Text),
)
fact = _table(
    "fact",
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _column("envelope", LargeBinary),
    _column("at", Text),
)
document = _table(
    "document",
    _number(),
    _column("kind", Text),
    _column("name", Text),
    _column("digest", Text),
    _column("data", LargeBinary),
    _column("at", Text),
)
log = _table(
    "log",
    _key("seq", Integer),
    _column("at", Text),
    _column("who", Text),
    _column("action", Text),
    _column("subject", Text),
    _column("old", Text),
    _column("new", Text),
    _column("prev", Text),
    _column("hash", Text),
)

APPEND_ONLY: Final = (meta, revision, package_secret, mark, ballot, fact, document, log)

# -- Replaceable --

draft = _table(
    "draft",
    _key("id", Integer),
    _column("plan", LargeBinary),
    _column("contacts", LargeBinary),
    CheckConstraint("id = 1", name="one_draft"),
)
private_note = _table("private_note", _key("category"), _key("nominee"), _column("note", Text))
place = _table("place", _key("name"), _column("value", Text))

# -- Alembic's own; made here so that a new workspace does not need Alembic --

alembic_version = _table("alembic_version", _key("version_num"))


def schema_sql() -> tuple[str, ...]:
    """The statements that make the whole schema; SQLite keeps them word for word, so they also recognise it."""
    made = [str(CreateTable(table).compile(dialect=dialect())).lstrip() for table in metadata.sorted_tables]
    return (*made, *(trigger for table in APPEND_ONLY for trigger in triggers(table.name)))


def triggers(table: str) -> tuple[str, str]:
    """The statements that make `table` append-only."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return (
        f"CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table} {refuse}",
    )
