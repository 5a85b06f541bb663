"""Write the dump of the present schema: ``python -m tests.store.schemas.make``. An old one never changes."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import store
from store.tables import REVISION
from tests.store.samples import add


def dump() -> str:
    """Return the SQL of a store with two versions, a preference and an erased upload."""
    with tempfile.TemporaryDirectory() as folder:
        monitor = store.open(Path(folder), now=lambda: datetime(2026, 11, 21, 12, tzinfo=UTC))
        first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna", key="knop")
        monitor.publish(first.id, [add(monitor, 2).id], "tweede", "Bo")
        monitor.prefer("GM0983", "bron", "Anna", "nieuwste")
        monitor.erase(add(monitor, 3).id, "Bo", "namen")
        monitor.close()
        return "\n".join(sqlite3.connect(Path(folder) / "monitor.sqlite").iterdump()) + "\n"


if __name__ == "__main__":
    target = Path(__file__).with_name(f"{REVISION}.sql")
    if target.exists():
        raise SystemExit(f"{target.name} bestaat al; een oud schema verandert niet.")
    target.write_text(dump(), encoding="utf-8")
