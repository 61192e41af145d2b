"""The open file: its transactions and its rows. All that a `Store` can do stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Executable, RowMapping

from paritrana_desktop.storage.connection import in_words


class Session:
    """One open workspace; it belongs to the thread that opened it."""

    def __init__(self, engine: Engine) -> None:
        """Connect to the file of `engine`."""
        self._engine = engine
        with in_words():
            self._connection = engine.connect()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is saved together when it ends, or nothing of it; inside another one it joins that one.

        Raises:
            NotSaved: nothing of it was saved (full disk, read-only, gone, busy).
        """
        if self._connection.in_transaction():
            yield
            return
        with in_words(), self._connection.begin():
            yield

    def disconnect(self) -> None:
        """Close the file; what was not in a finished transaction is undone."""
        self._connection.close()
        self._engine.dispose()

    def _read(self, query: Executable) -> Sequence[RowMapping]:
        with self.transaction():
            return self._connection.execute(query).mappings().all()

    def _write(self, statement: Executable, *rows: dict[str, Any]) -> None:
        if rows:
            with self.transaction():
                self._connection.execute(statement, rows)

    def _raw(self) -> Connection:
        """The connection, for the parts of this room that look at the file as a whole."""
        return self._connection
