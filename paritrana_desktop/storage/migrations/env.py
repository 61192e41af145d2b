"""Alembic's entry: runs the migrations on the connection, and in the transaction, that `upgrade` hands over."""

from __future__ import annotations

from alembic import context

from paritrana_desktop.storage import tables

connection = context.config.attributes["connection"]
# Made before Alembic would make its own, which would not be STRICT.
tables.alembic_version.create(connection, checkfirst=True)
context.configure(connection=connection, render_as_batch=True)
context.run_migrations()
