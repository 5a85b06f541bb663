"""Write the fixture of the present schema: ``python -m tests.store.schemas.make``. An old one never changes.

Three files: the database as SQL, its stored files as a zip, and the figures of its versions as JSON.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import store
from store.tables import REVISION
from tests.store.samples import LAYOUT, add, correction, new_site, step

FOLDER = Path(__file__).parent


def fill(root: Path) -> store.Store:
    """Return a store with two versions, of which the second is corrected, and a row in every table."""
    monitor = store.open(root, now=lambda: datetime(2026, 11, 21, 12, tzinfo=UTC))
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna", key="knop")
    made = monitor.add_correction(correction(2, "20"), "Bo")
    monitor.publish(
        first.id, [add(monitor, 2).id], "tweede", "Bo", corrections=[made.id], reasons={"feit": "typefout"}
    )
    monitor.prefer("GM0983", "bron", "Anna", "nieuwste")
    monitor.erase(add(monitor, 3).id, "Bo", "namen")
    monitor.add_layout(LAYOUT, "Anna", "lijst")
    monitor.add_alias("Venloo", "GM0983", "Anna", "typefout")
    monitor.add_step(step(), "Bo")
    monitor.add_signal_decision("venster|venlo", "later", date(2027, 1, 1), "eerst de raad", "Bo")
    head = monitor.head()
    assert head is not None
    monitor.record(new_site(), head.id, "derde", "Anna", key="invoer")
    return monitor


def figures(monitor: store.Store) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Return all rows of all frames of all versions, as plain values."""
    return {
        version.id: {
            name: json.loads(frame.to_json(orient="records", date_format="iso"))
            for name, frame in monitor.frames(version.id).items()
            if len(frame)
        }
        for version in monitor.versions()
    }


def write_files(root: Path, target: Path) -> None:
    """Write the stored files of a root into a zip."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in root.glob("*/*/*") if p.is_file()):
            archive.write(path, path.relative_to(root).as_posix())


def build(sql: Path, root: Path) -> None:
    """Make the store of a fixture in a folder: database and files, without opening it."""
    root.mkdir(parents=True, exist_ok=True)
    old = sqlite3.connect(root / "monitor.sqlite")
    old.executescript(sql.read_text("utf-8"))
    old.close()
    with zipfile.ZipFile(sql.with_suffix(".zip")) as archive:
        archive.extractall(root)


def main() -> None:
    """Write the three files."""
    if (FOLDER / f"{REVISION}.sql").exists():
        raise SystemExit(f"{REVISION}.sql bestaat al; een oud schema verandert niet.")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        monitor = fill(root)
        known = json.dumps(figures(monitor), indent=1, ensure_ascii=False)
        monitor.close()
        dump = "\n".join(sqlite3.connect(root / "monitor.sqlite").iterdump()) + "\n"
        write_files(root, FOLDER / f"{REVISION}.zip")
    (FOLDER / f"{REVISION}.json").write_text(known + "\n", encoding="utf-8")
    (FOLDER / f"{REVISION}.sql").write_text(dump, encoding="utf-8")


if __name__ == "__main__":
    main()
