"""Objections to figures as dated steps that are only added: bezwaar, antwoord, correctie, end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from model.aanlevering import Stap
from store import tables
from store.core import Core, clean, moment, named
from store.errors import StoreError, UnknownObject
from store.failpoints import fail
from store.records import StoredStep


def add(core: Core, step: Stap, actor: str) -> StoredStep:
    """Record a step; see ``Store.add_step``."""
    actor = named(actor)
    with core.db.write() as connection:
        if step.sleutel and (same := _by_key(connection, step)):
            return same
        full = _placed(connection, step)
        row: dict[str, Any] = {"bezwaar": full.bezwaar, "sleutel": full.sleutel or None}
        row |= {"body": full.model_dump_json(), "actor": actor}
        target = f"{full.bezwaar} {full.soort} {full.gebied_code}"
        made = core.append(connection, tables.steps, row, "bezwaar", target, full.onderwerp)
    fail("record.committed")
    return StoredStep(made["number"], full.bezwaar, full, actor, made["created_at"])


def every(core: Core) -> list[StoredStep]:
    """Return all steps in the order in which they were recorded."""
    return [_step(row) for row in core.rows(tables.steps)]


def _placed(connection: Connection, step: Stap) -> Stap:
    """Return the step with cleaned texts and the id of its objection.

    Raises:
        UnknownObject: there is no objection of that id.
        StoreError: it is about another gemeente or group; or a correction names a version that is not there.
    """
    texts = {"onderwerp": clean(step.onderwerp, 200), "tekst": clean(step.tekst, 2_000)}
    if step.versie and not _exists(connection, step.versie):
        raise UnknownObject(f"Versie {step.versie} bestaat niet in deze opslag.")
    if not step.bezwaar:
        last = connection.execute(select(func.max(tables.steps.c.number))).scalar()
        return step.model_copy(update={**texts, "bezwaar": f"bezwaar-{(last or 0) + 1}"})
    query = select(tables.steps).where(tables.steps.c.bezwaar == step.bezwaar).order_by(tables.steps.c.number)
    first = connection.execute(query).mappings().first()
    if first is None:
        raise UnknownObject(f"Er is geen bezwaar {step.bezwaar}; begin een nieuw bezwaar.")
    begun = Stap.model_validate_json(first["body"])
    if (begun.gebied_code, begun.doelgroep) != (step.gebied_code, step.doelgroep):
        raise StoreError("Dit bezwaar gaat over een andere gemeente of doelgroep; begin een nieuw bezwaar.")
    return step.model_copy(update=texts)


def _exists(connection: Connection, version_id: str) -> bool:
    query = select(tables.versions.c.number).where(tables.versions.c.id == version_id)
    return connection.execute(query).first() is not None


def _by_key(connection: Connection, step: Stap) -> StoredStep | None:
    """Return the step that an earlier click with this key made.

    Raises:
        StoreError: the key was used for another step.
    """
    query = select(tables.steps).where(tables.steps.c.sleutel == step.sleutel)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    found = _step({**row, "created_at": moment(row["created_at"])})
    if (found.stap.soort, found.stap.tekst) != (step.soort, clean(step.tekst, 2_000)):
        raise StoreError("Deze knop is al gebruikt voor een andere stap. Ververs de pagina.")
    return found


def _step(row: dict[str, Any]) -> StoredStep:
    stap = Stap.model_validate_json(row["body"])
    return StoredStep(row["number"], row["bezwaar"], stap, row["actor"], row["created_at"])
