"""Spellings of areas that analysts decided on: who, when and why, never overwritten."""

from __future__ import annotations

from loaders.area_index import load_index
from loaders.area_text import key
from store import tables
from store.core import TEXT_MAX, Core, clean, named, required
from store.errors import StoreError
from store.failpoints import fail
from store.records import Alias


def add(core: Core, spelling: str, code: str, actor: str, reason: str) -> Alias:
    """Record what a spelling means; see ``Store.add_alias``."""
    row = {
        "spelling": required(spelling, "Vul in hoe de naam in het bestand staat.", 400),
        "code": clean(code),
        "reason": clean(reason, TEXT_MAX),
        "actor": named(actor),
    }
    if not key(row["spelling"]):
        raise StoreError("Deze naam bevat geen letters of cijfers; hij kan geen gebied aanduiden.")
    if row["code"] and row["code"] not in load_index().by_code:
        raise StoreError(f"Er is geen gebied met de code {row['code']}; kies een gebied uit de lijst.")
    action = "schrijfwijze vastleggen" if row["code"] else "schrijfwijze intrekken"
    with core.db.write() as connection:
        target = f"{row['spelling']} {row['code']}"
        made = core.append(connection, tables.aliases, row, action, target, row["reason"])
    fail("record.committed")
    return Alias(**made)


def history(core: Core) -> list[Alias]:
    """Return every choice ever made, oldest first."""
    return [Alias(**row) for row in core.rows(tables.aliases)]


def current(core: Core) -> dict[str, str]:
    """Return spelling → code as it holds now; spellings that the loaders hold for equal are one."""
    latest = {key(alias.spelling): alias for alias in history(core)}
    return {alias.spelling: alias.code for alias in latest.values() if alias.code}
