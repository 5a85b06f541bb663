"""Versions: one line of history, each an ordered list of uploads, made in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, desc, select

from store import corrections, entries, tables, uploads
from store.core import Core, clean, moment
from store.errors import MixedExample, NothingChanged, StaleVersion, StoreError, UnknownObject
from store.failpoints import fail
from store.records import Upload, Version
from store.wish import Wish


def publish(core: Core, asked: Wish) -> Version:
    """Add a version on top of its base; see ``Store.publish``."""
    with core.db.write() as connection:
        fail("publish.begun")
        version = _publish(core, connection, asked)
    fail("publish.committed")
    return version


def _publish(core: Core, connection: Connection, asked: Wish) -> Version:
    """Do the checks and inserts inside the write lock: nobody else can publish in between."""
    if same := settled(connection, asked):
        return same
    check_together(core, connection, asked.uploads)
    head = newest(connection)
    number = head.number + 1 if head else 1
    corrections.wanted(connection, asked.corrections)
    made = entries.append(core, connection, asked.entries, asked.actor, asked.closed)
    fail("publish.entered")
    fingerprint = fingerprint_of(connection, asked.uploads, asked.corrections, made)
    row: dict[str, Any] = {
        "number": number,
        "id": f"v{number}-{fingerprint[:8]}",
        "parent": asked.base,
        "created_at": core.stamp(),
        "actor": asked.actor,
        "is_verified": False,
        "note": asked.note,
        "fingerprint": fingerprint,
        "is_voorbeeld": core.is_voorbeeld,
        "origin": core.origin,
        "undo_of": asked.undo_of,
        "key": asked.key,
    }
    connection.execute(tables.versions.insert().values(**row))
    fail("publish.inserted")
    places = [
        {"version": number, "position": place, "upload_id": upload}
        for place, upload in enumerate(asked.uploads)
    ]
    connection.execute(tables.version_uploads.insert(), places)
    fail("publish.listed")
    corrections.insert(connection, number, asked.corrections, asked.reasons)
    fail("publish.corrected")
    entries.insert(connection, number, made)
    fail("publish.entries")
    action = "terugzetten" if asked.undo_of else "publiceren"
    core.log(connection, asked.actor, action, row["id"], "geslaagd", asked.note)
    fail("publish.audited")
    return get(connection, row["id"])


def settled(connection: Connection, asked: Wish) -> Version | None:
    """Return the version that an earlier click made of this request, if any.

    Raises:
        StaleVersion: it was prepared on a version that is no longer the newest.
        NothingChanged: the newest version holds exactly these uploads and corrections.
    """
    if asked.key and (same := by_key(connection, asked)):
        return same
    head = newest(connection)
    if (head.id if head else None) != asked.base:
        raise StaleVersion(asked.base, head)
    if head and (head.uploads, head.corrections, head.entries) == asked.content:
        raise NothingChanged(head)
    return None


def by_key(connection: Connection, asked: Wish) -> Version | None:
    """Return the version an earlier click with this key made.

    Raises:
        StoreError: the key was used for other content.
    """
    row = connection.execute(select(tables.versions).where(tables.versions.c.key == asked.key)).mappings()
    found = row.one_or_none()
    if found is None:
        return None
    version = _version(connection, found)
    if not (_same_tail if asked.is_rebased else _same)(connection, version, asked):
        raise StoreError("Deze knop is al gebruikt voor een andere versie. Ververs de pagina.")
    return version


def _same(connection: Connection, version: Version, asked: Wish) -> bool:
    """Return whether a version is what was asked, on the base that was asked."""
    files = (version.uploads, version.corrections, version.parent)
    if files != (asked.uploads, asked.corrections, asked.base):
        return False
    return entries.same(connection, version.entries, asked.entries)


def _same_tail(connection: Connection, version: Version, asked: Wish) -> bool:
    """Return whether a version records what was asked to record, whatever it was built on."""
    made = entries.fresh(asked.entries)
    return entries.same(connection, version.entries[-len(made) :], made)


def check_together(core: Core, connection: Connection, ids: Sequence[str]) -> list[Upload]:
    """Return the uploads, if they may stand in one version of this store.

    Raises:
        UnknownObject: an id is unknown.
        MixedExample: example data in a real store.
        StoreError: two readings of the same bytes, or erased frames.
    """
    found = [uploads.by_id(connection, upload_id) for upload_id in ids]
    strange = [upload.name for upload in found if upload.is_voorbeeld and not core.is_voorbeeld]
    if strange:
        raise MixedExample(
            f"{strange[0]} bevat voorbeeldgegevens. Die staan nooit tussen echte cijfers; "
            "open de voorbeeldopslag om ermee te oefenen."
        )
    gone = [upload.name for upload in found if upload.frames_erased]
    if gone:
        raise StoreError(f"De cijfers van {gone[0]} zijn gewist; laat het bestand weg.")
    seen: dict[str, str] = {}
    for upload in found:
        if upload.sha256 in seen:
            raise StoreError(f"{upload.name} staat er twee keer in, op twee manieren gelezen. Kies er een.")
        seen[upload.sha256] = upload.id
    return found


def kept_corrections(connection: Connection, base: str | None) -> tuple[str, ...]:
    """Return the corrections of the version that a new one builds on; none when there is no such version."""
    query = select(tables.versions.c.number).where(tables.versions.c.id == (base or ""))
    number = connection.execute(query).scalar()
    return () if number is None else corrections.of_version(connection, number)


def kept_entries(connection: Connection, base: str | None) -> tuple[str, ...]:
    """Return the entries of the version that a new one builds on; none when there is no such version."""
    query = select(tables.versions.c.number).where(tables.versions.c.id == (base or ""))
    number = connection.execute(query).scalar()
    return () if number is None else entries.of_version(connection, number)


def fingerprint_of(
    connection: Connection, ids: Sequence[str], corrected: Sequence[str] = (), entered: Sequence[str] = ()
) -> str:
    """Return the hash of an ordered list of uploads with their frames, of the corrections and the entries."""
    query = select(tables.uploads.c.id, tables.uploads.c.sha256, tables.uploads.c.reading)
    rows = {row[0]: list(row) for row in connection.execute(query.where(tables.uploads.c.id.in_(ids)))}
    listed: list[Any] = [rows[upload] for upload in ids]
    content = [listed, list(corrected)] if corrected else listed
    if entered:
        content = [listed, list(corrected), list(entered)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def problems(connection: Connection) -> list[str]:
    """Return which versions or corrections no longer say what their hash says, in Dutch."""
    found = [
        f"De inhoud van correctie {one.id} is gewijzigd; zet een reservekopie terug."
        for one in corrections.every(connection)
        if one.correctie.id != one.id
    ]
    for version_id in ids(connection):
        version = get(connection, version_id)
        made = fingerprint_of(connection, version.uploads, version.corrections, version.entries)
        if made != version.fingerprint:
            found.append(
                f"Versie {version.number} bevat niet meer de bestanden, correcties en invoer waarmee zij is "
                "gepubliceerd; zet een reservekopie terug."
            )
    return found + entries.problems(connection)


def newest(connection: Connection) -> Version | None:
    """Return the newest version by number, not by clock."""
    query = select(tables.versions).order_by(desc(tables.versions.c.number)).limit(1)
    row = connection.execute(query).mappings().one_or_none()
    return _version(connection, row) if row else None


def get(connection: Connection, version_id: str) -> Version:
    """Return one version.

    Raises:
        UnknownObject: there is none of that id.
    """
    query = select(tables.versions).where(tables.versions.c.id == version_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownObject(f"Versie {clean(version_id)} bestaat niet in deze opslag.")
    return _version(connection, row)


def ids(connection: Connection) -> list[str]:
    """Return the ids of all versions, oldest first."""
    return list(connection.execute(select(tables.versions.c.id).order_by(tables.versions.c.number)).scalars())


def _version(connection: Connection, row: RowMapping) -> Version:
    table = tables.version_uploads
    query = select(table.c.upload_id).where(table.c.version == row["number"]).order_by(table.c.position)
    values = {key: value for key, value in row.items() if key not in ("key", "created_at")}
    ids = tuple(connection.execute(query).scalars())
    made = corrections.of_version(connection, row["number"])
    entered = entries.of_version(connection, row["number"])
    when = moment(row["created_at"])
    return Version(**values, created_at=when, uploads=ids, corrections=made, entries=entered)
