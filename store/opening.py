"""Where a store lives and how it is opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from store import tables
from store.core import Core
from store.database import Database
from store.errors import MixedExample, StoreError
from store.files import Files
from store.store import Store

EXAMPLE = "voorbeeld"
KIND = "soort"
#: Folder in which a backup is put back before it gets its place; see ``store/backup.py``.
STAGE = ".herstel"


def data_root() -> Path:
    """Return the folder for everything users make: ``MONITOR_DATA``, else ``var`` beside the code."""
    return Path(os.environ.get("MONITOR_DATA") or Path(__file__).parents[1] / "var").resolve()


def _utc() -> datetime:
    return datetime.now(UTC)


def open_store(
    root: Path | None = None,
    url: str | None = None,
    *,
    origin: str = "app",
    is_voorbeeld: bool = False,
    now: Callable[[], datetime] = _utc,
) -> Store:
    """Open a store, making or migrating it where needed.

    Args:
        root: folder of the files and, by default, the database; ``data_root()`` when None.
        url: SQLAlchemy address; ``DATABASE_URL``, else SQLite in the root. Several app servers that share
            PostgreSQL must share the root folder as well.
        origin: where the writes of this object come from, for the audit.
        is_voorbeeld: whether this store is for fictional data; a store keeps the kind it was made with.
        now: the clock.

    Raises:
        StoreError: not writable, damaged, or made by newer software.
        MixedExample: an example store opened as a real one, or the other way round.
    """
    root = (root or data_root()).resolve()
    if (root / STAGE).is_dir() and not (root / "monitor.sqlite").exists():
        raise StoreError("Hier is een reservekopie half teruggezet. Voer het terugzetten opnieuw uit.")
    originals, parts = Files(root / "uploads"), Files(root / "frames")
    if url is None and not is_voorbeeld:
        url = os.environ.get("DATABASE_URL")
    database = Database(url or f"sqlite:///{root / 'monitor.sqlite'}")
    core = Core(root, database, originals, parts, origin, is_voorbeeld, now)
    _hold_kind(core)
    store = Store(core)
    store.sweep()
    return store


def _hold_kind(core: Core) -> None:
    """Write down once what kind of store this is, and hold it to that."""
    kind = EXAMPLE if core.is_voorbeeld else "echt"
    query = select(tables.settings.c.value).where(tables.settings.c.name == KIND)
    with core.db.read() as connection:
        found = connection.execute(query).scalar()
    if found is None:
        with core.db.write() as connection:
            found = connection.execute(query).scalar()
            if found is None:
                connection.execute(tables.settings.insert().values(name=KIND, value=kind))
                found = kind
    if found != kind:
        raise MixedExample(
            "Deze opslag is gemaakt voor "
            + ("voorbeeldgegevens" if found == EXAMPLE else "echte gegevens")
            + "; echte en voorbeeldgegevens staan nooit bij elkaar."
        )
