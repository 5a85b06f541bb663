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
REVISION = "0003"
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
    Column("hash", String(64), nullable=False, server_default=""),
)

#: A layout that an analyst made; an empty ``toml`` withdraws it.
layouts = Table(
    "layouts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(100), nullable=False, index=True),
    Column("titel", Text, nullable=False),
    Column("toml", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
)

#: A spelling of an area; an empty ``code`` withdraws it.
aliases = Table(
    "aliases",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("spelling", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
)

#: ``body`` is the correction as JSON; its id is a hash of it.
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
)

version_corrections = Table(
    "version_corrections",
    metadata,
    Column("version", Integer, ForeignKey("versions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("correction_id", String(32), ForeignKey("corrections.id"), nullable=False),
    UniqueConstraint("version", "correction_id"),
)

version_reasons = Table(
    "version_reasons",
    metadata,
    Column("version", Integer, ForeignKey("versions.number"), primary_key=True),
    Column("fact_key", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

#: Steps of objections; ``body`` is the step as JSON, ``sleutel`` the key of the button that made it.
steps = Table(
    "steps",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("bezwaar", String(40), nullable=False, index=True),
    Column("sleutel", String(64), unique=True),
    Column("body", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
)

#: What people enter by hand; ``body`` is the edit as JSON, ``id`` its number and a hash of it.
entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("frame", String(40), nullable=False),
    Column("object_id", Text, nullable=False, index=True),
    Column("is_vertrouwelijk", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
)

version_entries = Table(
    "version_entries",
    metadata,
    Column("version", Integer, ForeignKey("versions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("entry_id", String(32), ForeignKey("entries.id"), nullable=False),
    UniqueConstraint("version", "entry_id"),
)

#: Decisions about signals, outside versions; ``body`` is the decision as JSON.
signal_decisions = Table(
    "signal_decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("signaal_id", String(200), nullable=False, index=True),
    Column("sleutel", String(64), unique=True),
    Column("body", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
