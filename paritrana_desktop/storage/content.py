"""One digest over all that a workspace holds, however SQLite has laid it out on the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, TypeAlias

from sqlalchemy import Connection

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.storage.connection import in_words
from paritrana_desktop.storage.session import Session

Shape: TypeAlias = Mapping[str, tuple[str, ...]]
"""The columns of each table."""

# The bookkeeping of migrations is about the content, not of it.
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('alembic_version', 'sqlite_sequence')"


def content_digest(store: Session) -> str:
    """SHA-256 over all rows of `store`, as hexadecimal digits."""
    with store.transaction():
        connection = store._raw()  # noqa: SLF001  both are this room's
        return digest(connection, shape(connection))


def shape(connection: Connection) -> Shape:
    """The tables and columns that the file has now, by name."""
    with in_words():
        tables = sorted(connection.exec_driver_sql(_TABLES).scalars())
        return {table: tuple(sorted(_columns(connection, table))) for table in tables}


def digest(connection: Connection, of: Shape) -> str:
    """SHA-256 over the rows of the tables and columns named: the same before and after a migration that adds others.

    The hash goes over lines of canonical JSON: for each table `[name, columns]`, then each row, in the order of
    all its columns; bytes stand as an object with their own SHA-256.
    """
    whole = hashlib.sha256()
    for table, columns in of.items():
        whole.update(_line([table, list(columns)]))
        quoted = ", ".join(f'"{column}"' for column in columns)
        with in_words():
            rows = connection.exec_driver_sql(f'SELECT {quoted} FROM "{table}"')  # noqa: S608  names of the schema
            # Sorted here: the order must not depend on keys that a migration may change.
            for line in sorted(_line([_plain(value) for value in row]) for row in rows):
                whole.update(line)
    return whole.hexdigest()


def _columns(connection: Connection, table: str) -> list[str]:
    return [row.name for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]


def _plain(value: Any) -> Plain:
    return {"sha256": canonical.digest(value)} if isinstance(value, bytes) else value


def _line(value: Plain) -> bytes:
    return canonical.encode(value) + b"\n"
