"""What every part of the store works with: database, files, clock, and the audit line of a write."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, desc, select

from store import chain, tables
from store.database import Database
from store.errors import StoreError
from store.failpoints import fail
from store.files import Files
from store.records import AuditLine

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
ACTOR_MAX, TEXT_MAX = 200, 4_000


@dataclass(frozen=True)
class Core:
    """The parts of one store.

    Attributes:
        originals: uploaded bytes; ``parts``: Parquet files made from them.
        origin: where writes come from: ``app``, ``meegeleverd``, ``terminal``.
        is_voorbeeld: whether this store holds fictional data only.
        now: the clock, in UTC.
    """

    root: Path
    db: Database
    originals: Files
    parts: Files
    origin: str
    is_voorbeeld: bool
    now: Callable[[], datetime]

    def stamp(self) -> str:
        """Return the moment as it is stored."""
        return self.now().astimezone(UTC).isoformat(timespec="microseconds")

    def log(  # noqa: PLR0913 - the fields of an audit line
        self, connection: Connection, actor: str, action: str, target: str, result: str, reason: str = ""
    ) -> None:
        """Add an audit line in the transaction of the write it describes."""
        row = {"created_at": self.stamp(), "origin": self.origin, "action": action, "result": result}
        words = {"actor": clean(actor), "object": clean(target), "reason": clean(reason, TEXT_MAX)}
        chain.add(connection, {**row, **words})

    def append(  # noqa: PLR0913 - a row and the fields of its audit line
        self, connection: Connection, table: Table, row: dict[str, Any], action: str, target: str, reason: str
    ) -> dict[str, Any]:
        """Add one row that someone recorded, with its audit line; return it with its number and moment."""
        stamp = self.stamp()
        done = connection.execute(table.insert().values(**row, created_at=stamp))
        fail("record.row")
        self.log(connection, row["actor"], action, target, "geslaagd", reason)
        fail("record.audited")
        return {**row, "number": int(done.inserted_primary_key[0]), "created_at": moment(stamp)}  # type: ignore[index]

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """Return every row that someone recorded, oldest first, moments as moments."""
        with self.db.read() as connection:
            found = connection.execute(select(table).order_by(table.c.number)).mappings().all()
        return [{**row, "created_at": moment(row["created_at"])} for row in found]

    def refuse(self, actor: str, action: str, target: str, reason: str) -> None:
        """Log an attempt that was refused, in a transaction of its own."""
        with self.db.write() as connection:
            self.log(connection, actor, action, target, "geweigerd", reason)

    def audit(self, most: int = 500) -> list[AuditLine]:
        """Return the newest audit lines, newest first."""
        query = select(tables.audit).order_by(desc(tables.audit.c.number)).limit(most)
        with self.db.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [AuditLine(**{**row, "created_at": moment(row["created_at"])}) for row in rows]


def moment(text: str) -> datetime:
    """Return a stored moment."""
    return datetime.fromisoformat(text)


def clean(text: str, most: int = ACTOR_MAX) -> str:
    r"""Return one line without control characters, so that no name can forge a line of the log.

    >>> clean("An\nna\x1b[31m")
    'An na [31m'
    """
    return _CONTROL.sub(" ", text).strip()[:most]


def required(text: str, message: str, most: int = ACTOR_MAX) -> str:
    """Return a cleaned text that may not be empty.

    Raises:
        StoreError: with the message, when nothing is left.
    """
    found = clean(text, most)
    if not found:
        raise StoreError(message)
    return found


def named(actor: str) -> str:
    """Return the actor's name; every write has one."""
    return required(actor, "Vul uw naam in: bij elke wijziging staat wie haar deed.")
