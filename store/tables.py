"""The tables, in SQL that SQLite and PostgreSQL share. Migrations make them; this file describes them.

Moments are ISO text in UTC (``2026-11-21T13:05:59.123456+00:00``): both databases keep them to the digit.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

#: Revision that this code needs; a test holds it to the newest migration.
REVISION = "0001"
metadata = MetaData()

uploads = Table(
    "uploads",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("is_verified", Boolean, nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("layout_id", Text, nullable=False),
    Column("layout_titel", Text, nullable=False),
    Column("uitkomst", String(20), nullable=False),
    Column("origin", Text, nullable=False),
    Column("is_voorbeeld", Boolean, nullable=False),
    Column("reading", String(64), nullable=False),
    Column("issue_counts", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    Column("answers", Text, nullable=False),
)

#: Parquet files of an upload: role ``frame``, or ``aside`` (issues and dropped rows: they quote cells).
upload_files = Table(
    "upload_files",
    metadata,
    Column("upload_id", String(32), ForeignKey("uploads.id"), primary_key=True),
    Column("role", String(10), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("rows", Integer, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, unique=True),
    Column("parent", String(32), ForeignKey("versions.id"), unique=True),
    Column("created_at", String(40), nullable=False),
    Column("actor", Text, nullable=False),
    Column("is_verified", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("is_voorbeeld", Boolean, nullable=False),
    Column("origin", Text, nullable=False),
    Column("undo_of", String(32), ForeignKey("versions.id")),
    Column("key", String(200), unique=True),
)

version_uploads = Table(
    "version_uploads",
    metadata,
    Column("version", Integer, ForeignKey("versions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("upload_id", String(32), ForeignKey("uploads.id"), nullable=False),
    UniqueConstraint("version", "upload_id"),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("upload_id", String(32), ForeignKey("uploads.id"), nullable=False),
    Column("with_frames", Boolean, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("fact_key", Text, nullable=False, index=True),
    Column("bron_id", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("created_at", String(40), nullable=False),
    Column("actor", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("object", Text, nullable=False),
    Column("result", String(40), nullable=False),
    Column("reason", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
