"""Decisions about signals, with who and why: rows that are only added, outside versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, select

from model.signaalbesluit import Signaalbesluit
from store import tables
from store.core import Core, moment, named
from store.errors import StoreError
from store.failpoints import fail
from store.records import StoredDecision


def add(  # noqa: PLR0913 - the fields of a decision
    core: Core, signaal_id: str, besluit: str, tot: date | None, notitie: str, actor: str, key: str | None
) -> StoredDecision:
    """Record a decision; see ``Store.add_signal_decision``."""
    actor = named(actor)
    fields = {"signaal_id": signaal_id, "besluit": besluit, "tot": tot, "notitie": notitie}
    try:
        made = Signaalbesluit.model_validate({**fields, "sleutel": key or ""})
    except ValidationError as error:
        texts = [str(one.get("ctx", {}).get("error", "")) for one in error.errors()]
        known = "; ".join(dict.fromkeys(text for text in texts if text))
        raise StoreError(
            f"Dit besluit kan niet worden vastgelegd: {known or 'schrijf een toelichting'}."
        ) from error
    with core.db.write() as connection:
        if made.sleutel and (same := _by_key(connection, made)):
            return same
        row: dict[str, Any] = {"signaal_id": made.signaal_id, "sleutel": made.sleutel or None}
        row |= {"body": made.model_dump_json(), "actor": actor}
        target = f"{made.signaal_id} {made.besluit}"
        kept = core.append(connection, tables.signal_decisions, row, "signaal", target, made.notitie)
    fail("record.committed")
    return StoredDecision(kept["number"], made, actor, kept["created_at"])


def every(core: Core) -> list[StoredDecision]:
    """Return all decisions in the order in which they were recorded."""
    return [_decision(row) for row in core.rows(tables.signal_decisions)]


def _by_key(connection: Connection, made: Signaalbesluit) -> StoredDecision | None:
    """Return the decision that an earlier click with this key made.

    Raises:
        StoreError: the key was used for another decision.
    """
    table = tables.signal_decisions
    row = connection.execute(select(table).where(table.c.sleutel == made.sleutel)).mappings().one_or_none()
    if row is None:
        return None
    found = _decision({**row, "created_at": moment(row["created_at"])})
    if found.besluit != made:
        raise StoreError("Deze knop is al gebruikt voor een ander besluit. Ververs de pagina.")
    return found


def _decision(row: dict[str, Any]) -> StoredDecision:
    besluit = Signaalbesluit.model_validate_json(row["body"])
    return StoredDecision(row["number"], besluit, row["actor"], row["created_at"])
