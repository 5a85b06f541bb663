"""What people enter by hand, its place in versions, and decisions about signals. All append-only.

Frozen: written out here and not taken from store/tables.py, so that it makes the same tables for ever.
"""

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import append_only

revision = "0003"
down_revision = "0002"

MOMENT = sa.String(40)


def _recorded(name: str, *columns: sa.Column) -> None:
    """Make a table of things that people record, with who and when."""
    op.create_table(
        name,
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        *columns,
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )


def upgrade() -> None:
    _recorded(
        "entries",
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("frame", sa.String(40), nullable=False),
        sa.Column("object_id", sa.Text, nullable=False),
        sa.Column("is_vertrouwelijk", sa.Boolean, nullable=False),
    )
    op.create_index("ix_entries_object_id", "entries", ["object_id"])
    op.create_table(
        "version_entries",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("entry_id", sa.String(32), sa.ForeignKey("entries.id"), nullable=False),
        sa.UniqueConstraint("version", "entry_id"),
    )
    _recorded(
        "signal_decisions",
        sa.Column("signaal_id", sa.String(200), nullable=False),
        sa.Column("sleutel", sa.String(64), unique=True),
    )
    op.create_index("ix_signal_decisions_signaal_id", "signal_decisions", ["signaal_id"])
    append_only("entries", "version_entries", "signal_decisions")
