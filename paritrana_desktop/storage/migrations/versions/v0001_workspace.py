"""The first tables of a workspace. Like every migration it stays as it is; triggers are made by `upgrade`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _table("meta", _key("name"), _text("value"))
    _table(
        "revision",
        _key("rev", sa.Integer),
        sa.Column("prev", sa.Text),
        _text("digest"),
        _bytes("plan"),
        _text("at"),
    )
    _table("package_secret", _number(), _text("juror"), _bytes("sealed"))
    _table(
        "mark",
        _number(),
        *map(_text, ("category", "nominee", "criterion")),
        sa.Column("u", sa.Integer),
        *map(_text, ("state", "comment", "evidence", "at")),
        sa.CheckConstraint("state IN ('scored', 'absent', 'not_applicable', 'blank')", name="known_state"),
        sa.CheckConstraint("(state = 'scored') = (u IS NOT NULL)", name="scored_has_a_mark"),
    )
    _table("ballot", _number(), _id(), _bytes("envelope"), *map(_text, ("juror", "received_at", "file_name")))
    _table("fact", _number(), _id(), _bytes("envelope"), _text("at"))
    _table("document", _number(), *map(_text, ("kind", "name", "digest")), _bytes("data"), _text("at"))
    _table(
        "log",
        _key("seq", sa.Integer),
        *map(_text, ("at", "who", "action", "subject", "old", "new", "prev", "hash")),
    )
    _table(
        "draft",
        _key("id", sa.Integer),
        _bytes("plan"),
        _bytes("contacts"),
        sa.CheckConstraint("id = 1", name="one_draft"),
    )
    _table("private_note", _key("category"), _key("nominee"), _text("note"))
    _table("place", _key("name"), _text("value"))


def _table(name: str, *parts: sa.Column[object] | sa.CheckConstraint) -> None:
    op.create_table(name, *parts, sqlite_strict=True)


def _key(name: str, kind: type[sa.Text | sa.Integer] = sa.Text) -> sa.Column[object]:
    return sa.Column(name, kind, primary_key=True, nullable=False, autoincrement=False)


def _number() -> sa.Column[object]:
    return sa.Column("seq", sa.Integer, primary_key=True)


def _id() -> sa.Column[object]:
    return sa.Column("id", sa.Text, nullable=False, unique=True)


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=False)


def _bytes(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.LargeBinary, nullable=False)
