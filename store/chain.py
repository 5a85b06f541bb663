"""The audit as a chain: every line carries a hash of the line before it and of itself.

Whoever changes, removes, moves or adds a line in between breaks the chain from there on. Taking lines off the
end leaves a whole, shorter chain: that is found by who wrote down the last hash, as every backup does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, desc, select

from store import tables

FIELDS = ("number", "created_at", "actor", "origin", "action", "object", "result", "reason")


@dataclass(frozen=True)
class Head:
    """The last line of the audit: how many lines there are, and the hash of the last."""

    count: int
    hash: str


def link(previous: str, row: Mapping[str, Any]) -> str:
    """Return the hash of a line: over the hash before it and its own fields, in order."""
    content = json.dumps([previous, *(row[name] for name in FIELDS)], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def add(connection: Connection, row: dict[str, Any]) -> None:
    """Add a line at the end; the caller holds the write lock, so nobody else adds one in between."""
    table = tables.audit
    last = connection.execute(select(table.c.number, table.c.hash).order_by(desc(table.c.number)).limit(1))
    number, previous = last.one_or_none() or (0, "")
    line = {**row, "number": number + 1}
    connection.execute(table.insert().values(**line, hash=link(previous, line)))


def head(connection: Connection) -> Head:
    """Return how long the chain is and where it ends."""
    hashes = list(connection.execute(select(tables.audit.c.hash).order_by(tables.audit.c.number)).scalars())
    return Head(len(hashes), hashes[-1] if hashes else "")


def problems(connection: Connection, expected: Head | None = None) -> list[str]:
    """Return what is wrong with the chain, in Dutch; an empty list means whole.

    Args:
        connection: a connection that reads.
        expected: an earlier end of the chain, kept elsewhere; it must still stand at its place.
    """
    rows = connection.execute(select(tables.audit).order_by(tables.audit.c.number)).mappings().all()
    previous, found = "", []
    for row in rows:
        if row["hash"] != link(previous, dict(row)):
            found.append(
                f"Regel {row['number']} van het logboek past niet bij de regel ervoor: "
                "er is een regel gewijzigd, weggehaald, verplaatst of tussengevoegd."
            )
        previous = row["hash"]
    if expected is not None and expected.count:
        kept = rows[expected.count - 1]["hash"] if len(rows) >= expected.count else ""
        if kept != expected.hash:
            found.append(
                f"Het logboek telt {len(rows)} regels en regel {expected.count} is niet de regel die eerder "
                "is genoteerd: er zijn regels weggehaald of vervangen."
            )
    return found
