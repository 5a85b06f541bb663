"""First schema: uploads, versions, tombstones, preferences, audit; all append-only.

Frozen: written out here and not taken from store/tables.py, so that it makes the same tables for ever.
"""

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import append_only

revision = "0001"
down_revision = None

MOMENT = sa.String(40)


def _text(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _serial() -> sa.Column:
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=True)


def upgrade() -> None:
    _uploads()
    _versions()
    op.create_table(
        "tombstones",
        _serial(),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("upload_id", sa.String(32), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("with_frames", sa.Boolean, nullable=False),
        *_text("actor", "reason"),
        sa.Column("created_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tombstones_sha256", "tombstones", ["sha256"])
    op.create_table(
        "preferences",
        _serial(),
        *_text("fact_key", "bron_id", "actor", "reason"),
        sa.Column("created_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_preferences_fact_key", "preferences", ["fact_key"])
    op.create_table(
        "audit",
        _serial(),
        sa.Column("created_at", MOMENT, nullable=False),
        *_text("actor", "origin"),
        sa.Column("action", sa.String(40), nullable=False),
        *_text("object"),
        sa.Column("result", sa.String(40), nullable=False),
        *_text("reason"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    append_only(
        "uploads",
        "upload_files",
        "versions",
        "version_uploads",
        "tombstones",
        "preferences",
        "audit",
        "settings",
    )


def _uploads() -> None:
    op.create_table(
        "uploads",
        _serial(),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        *_text("name"),
        sa.Column("size", sa.BigInteger, nullable=False),
        *_text("actor"),
        sa.Column("is_verified", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        *_text("layout_id", "layout_titel"),
        sa.Column("uitkomst", sa.String(20), nullable=False),
        *_text("origin"),
        sa.Column("is_voorbeeld", sa.Boolean, nullable=False),
        sa.Column("reading", sa.String(64), nullable=False),
        *_text("issue_counts", "provenance", "answers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_uploads_sha256", "uploads", ["sha256"])
    op.create_table(
        "upload_files",
        sa.Column("upload_id", sa.String(32), sa.ForeignKey("uploads.id"), primary_key=True),
        sa.Column("role", sa.String(10), primary_key=True),
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
    )
    op.create_index("ix_upload_files_sha256", "upload_files", ["sha256"])


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("parent", sa.String(32), sa.ForeignKey("versions.id"), unique=True),
        sa.Column("created_at", MOMENT, nullable=False),
        *_text("actor"),
        sa.Column("is_verified", sa.Boolean, nullable=False),
        *_text("note"),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("is_voorbeeld", sa.Boolean, nullable=False),
        *_text("origin"),
        sa.Column("undo_of", sa.String(32), sa.ForeignKey("versions.id")),
        sa.Column("key", sa.String(200), unique=True),
    )
    op.create_table(
        "version_uploads",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("upload_id", sa.String(32), sa.ForeignKey("uploads.id"), nullable=False),
        sa.UniqueConstraint("version", "upload_id"),
    )
