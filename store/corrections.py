"""Corrections as they were recorded, and their place in versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from model.correctie import Correctie
from store import tables
from store.core import TEXT_MAX, Core, clean, moment, named, required
from store.errors import StoreError, UnknownObject
from store.failpoints import fail
from store.records import StoredCorrection


def add(core: Core, correctie: Correctie, actor: str) -> StoredCorrection:
    """Record a correction; see ``Store.add_correction``."""
    row = {
        "id": correctie.id,
        "sha256": correctie.sha256,
        "body": correctie.model_dump_json(),
        "actor": named(actor),
    }
    with core.db.write() as connection:
        if found := _find(connection, [correctie.id]):
            return found[0]
        target = f"{correctie.id} {correctie.bron_cel} {correctie.veld}"
        made = core.append(
            connection, tables.corrections, row, "correctie vastleggen", target, correctie.reden
        )
    fail("record.committed")
    return StoredCorrection(made["number"], correctie.id, correctie, made["actor"], made["created_at"])


def every(connection: Connection) -> list[StoredCorrection]:
    """Return all corrections that were ever recorded, oldest first."""
    return _find(connection)


def wanted(connection: Connection, ids: Sequence[str]) -> list[Correctie]:
    """Return corrections by id, in the order asked.

    Raises:
        UnknownObject: there is none of an id.
        StoreError: one is named twice.
    """
    known = {one.id: one.correctie for one in _find(connection, ids)} if ids else {}
    unknown = [one for one in ids if one not in known]
    if unknown:
        raise UnknownObject(f"Correctie {clean(unknown[0])} bestaat niet in deze opslag.")
    if len(known) < len(ids):
        raise StoreError("Een correctie staat twee keer in de lijst; elke correctie telt één keer.")
    return [known[one] for one in ids]


def insert(connection: Connection, version: int, ids: Sequence[str], reasons: Mapping[str, str]) -> None:
    """Write which corrections a version has, and why its large changes are right."""
    if ids:
        rows = [
            {"version": version, "position": place, "correction_id": one} for place, one in enumerate(ids)
        ]
        connection.execute(tables.version_corrections.insert(), rows)
    if reasons:
        why = [{"version": version, "fact_key": key, "reason": text} for key, text in reasons.items()]
        connection.execute(tables.version_reasons.insert(), why)


def of_version(connection: Connection, version: int) -> tuple[str, ...]:
    """Return the ids of a version's corrections, in order."""
    table = tables.version_corrections
    query = select(table.c.correction_id).where(table.c.version == version).order_by(table.c.position)
    return tuple(connection.execute(query).scalars())


def reasons(core: Core, version_id: str) -> dict[str, str]:
    """Return the reasons that were given when a version was published, by figure."""
    table, versions = tables.version_reasons, tables.versions
    query = select(table.c.fact_key, table.c.reason).join(versions, versions.c.number == table.c.version)
    with core.db.read() as connection:
        rows = connection.execute(query.where(versions.c.id == version_id).order_by(table.c.fact_key)).all()
    return {row[0]: row[1] for row in rows}


def cleaned(given: Mapping[str, str] | None) -> dict[str, str]:
    """Return reasons as they are kept.

    Raises:
        StoreError: an empty one: an empty box is not a reason.
    """
    return {
        key: required(text, "Schrijf bij elke grote verandering waarom zij klopt.", TEXT_MAX)
        for key, text in (given or {}).items()
    }


def _find(connection: Connection, ids: Sequence[str] | None = None) -> list[StoredCorrection]:
    table = tables.corrections
    query = select(table).order_by(table.c.number)
    if ids is not None:
        query = query.where(table.c.id.in_(ids))
    return [
        StoredCorrection(
            row["number"],
            row["id"],
            Correctie.model_validate_json(row["body"]),
            row["actor"],
            moment(row["created_at"]),
        )
        for row in connection.execute(query).mappings()
    ]
