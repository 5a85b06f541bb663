"""Which source people prefer where sources contradict each other: a recorded choice, never overwritten."""

from __future__ import annotations

from typing import Any

from store import tables
from store.core import TEXT_MAX, Core, clean, named, required
from store.errors import StoreError
from store.failpoints import fail
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
    }
    with core.db.write() as connection:
        target = f"{fact_key} {row['bron_id']}"
        made = core.append(connection, tables.preferences, row, "bron kiezen", target, row["reason"])
    fail("record.committed")
    return Preference(**made)


def history(core: Core) -> list[Preference]:
    """Return every choice ever made, oldest first."""
    return [Preference(**row) for row in core.rows(tables.preferences)]


def current(core: Core) -> dict[str, Preference]:
    """Return the choice that holds now per fact; withdrawn ones are left out."""
    latest = {choice.fact_key: choice for choice in history(core)}
    return {key: choice for key, choice in latest.items() if choice.bron_id}
