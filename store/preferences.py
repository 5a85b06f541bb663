"""Which source people prefer where sources contradict each other: a recorded choice, never overwritten."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from store import tables
from store.core import TEXT_MAX, Core, clean, moment, named, required
from store.errors import StoreError
from store.records import Preference


def prefer(core: Core, fact_key: str, bron_id: str, actor: str, reason: str) -> Preference:
    """Record a choice; see ``Store.prefer``."""
    if not fact_key.strip():
        raise StoreError("Kies eerst het cijfer waarvoor deze bron voorgaat.")
    row: dict[str, Any] = {
        "fact_key": fact_key,
        "bron_id": clean(bron_id),
        "actor": named(actor),
        "reason": required(reason, "Schrijf waarom deze bron voorgaat.", TEXT_MAX),
        "created_at": core.stamp(),
    }
    with core.db.write() as connection:
        done = connection.execute(tables.preferences.insert().values(**row))
        number = int(done.inserted_primary_key[0])  # type: ignore[index]
        core.log(connection, row["actor"], "bron kiezen", f"{fact_key} {bron_id}", "geslaagd", row["reason"])
    return Preference(**{**row, "number": number, "created_at": moment(row["created_at"])})


def history(core: Core) -> list[Preference]:
    """Return every choice ever made, oldest first."""
    table = tables.preferences
    with core.db.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.number)).mappings().all()
    return [Preference(**{**row, "created_at": moment(row["created_at"])}) for row in rows]


def current(core: Core) -> dict[str, Preference]:
    """Return the choice that holds now per fact; withdrawn ones are left out."""
    latest = {choice.fact_key: choice for choice in history(core)}
    return {key: choice for key, choice in latest.items() if choice.bron_id}
