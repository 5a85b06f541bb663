"""Layouts, aliases, corrections, reasons and steps; a hash chain through the audit. All append-only.

Frozen: written out here, the hash as well, so that it makes the same tables and chain for ever.
"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import append_only, unguarded

revision = "0002"
down_revision = "0001"

MOMENT = sa.String(40)
FIELDS = ("number", "created_at", "actor", "origin", "action", "object", "result", "reason")


def _text(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _recorded(name: str, *columns: sa.Column) -> None:
    """Make a table of things that people record, with who and when."""
    op.create_table(
        name,
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        *columns,
        *_text("actor"),
        sa.Column("created_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )


def upgrade() -> None:
    _recorded("layouts", sa.Column("id", sa.String(100), nullable=False), *_text("titel", "toml", "note"))
    op.create_index("ix_layouts_id", "layouts", ["id"])
    _recorded("aliases", *_text("spelling", "code", "reason"))
    _recorded(
        "corrections",
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        *_text("body"),
    )
    op.create_index("ix_corrections_sha256", "corrections", ["sha256"])
    _recorded(
        "steps",
        sa.Column("bezwaar", sa.String(40), nullable=False),
        sa.Column("sleutel", sa.String(64), unique=True),
        *_text("body"),
    )
    op.create_index("ix_steps_bezwaar", "steps", ["bezwaar"])
    op.create_table(
        "version_corrections",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("correction_id", sa.String(32), sa.ForeignKey("corrections.id"), nullable=False),
        sa.UniqueConstraint("version", "correction_id"),
    )
    op.create_table(
        "version_reasons",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), primary_key=True),
        sa.Column("fact_key", sa.Text, primary_key=True),
        *_text("reason"),
    )
    append_only(
        "layouts", "aliases", "corrections", "steps", "version_corrections", "version_reasons"
    )  # fmt: skip
    _chain()


def _chain() -> None:
    """Give every audit line that is there the hash of itself and of the line before it."""
    op.add_column("audit", sa.Column("hash", sa.String(64), nullable=False, server_default=""))
    bind = op.get_bind()
    columns = ", ".join(FIELDS)
    rows = bind.execute(sa.text(f"SELECT {columns} FROM audit ORDER BY number")).all()  # noqa: S608
    previous, hashes = "", []
    for row in rows:
        content = json.dumps([previous, *row], ensure_ascii=False)
        previous = hashlib.sha256(content.encode()).hexdigest()
        hashes.append({"hash": previous, "number": row[0]})
    if hashes:
        with unguarded("audit"):
            bind.execute(sa.text("UPDATE audit SET hash = :hash WHERE number = :number"), hashes)
