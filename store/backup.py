"""Backup and restore of a store on SQLite, while it is in use; the same for the terminal and for a timer.

A backup is a folder: the database as it stood at one moment, the files that this database knows, and a
manifest with the hash of everything. It gets its name only when it is whole, and overwrites nothing.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import shutil
import time
from pathlib import Path

from sqlalchemy import Connection, create_engine

from store import chain, manifest, upkeep, versions
from store.core import Core
from store.errors import CorruptFile, StoreError, dutch
from store.failpoints import fail
from store.files import DAY, Files, sync
from store.manifest import DATABASE, Bestand, Manifest
from store.opening import EXAMPLE, STAGE, open_store
from store.store import Store
from store.tables import REVISION

TEMP = ".monitor-reservekopie-"
TRIES = 3
SPARE = 16 * 1024 * 1024
log = logging.getLogger(__name__)
POSTGRESQL = (
    "Deze opslag staat in PostgreSQL; dit commando maakt daar geen reservekopie van. Doe het in deze "
    "volgorde: maak een kopie van de database met pg_dump (--format=custom) en kopieer daarna de mappen "
    "uploads en frames. Bestanden daarin veranderen nooit; wat er na de dump bij komt, hindert niet. "
    "Terugzetten: pg_restore in een lege database, de mappen terug, en dan python -m store verify."
)


def backup(store: Store, target: Path, actor: str = "Beheer") -> Manifest:
    """Copy a store to a folder that does not exist yet or is empty; people may go on working.

    Args:
        store: the store; uploads and versions that come in meanwhile are in it whole or not at all.
        target: where; not inside the store itself.
        actor: who, for the audit.

    Returns:
        The manifest, as it is written in the folder.

    Raises:
        StoreError: PostgreSQL, a folder in use, no room, no rights, or damage in the store.
    """
    core, target = store.core, target.absolute()
    if not core.db.is_sqlite:
        raise StoreError(POSTGRESQL)
    if target.resolve().is_relative_to(core.root):
        raise StoreError("Kies een map buiten de gegevens zelf, het liefst op een andere schijf.")
    _require_empty(target, "De map voor de reservekopie is niet leeg; kies een nieuwe map.")
    with dutch():
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target.parent)
        made = _tried(core, target)
    with core.db.write() as connection:
        core.log(
            connection, actor, "reservekopie", target.name, "geslaagd", f"{len(made.bestanden)} bestanden"
        )
    return made


def _tried(core: Core, target: Path) -> Manifest:
    """Make a backup; a file that someone erases while we copy is no longer asked for by the next snapshot."""
    for _ in range(TRIES - 1):
        try:
            return _backup(core, target)
        except CorruptFile as error:
            log.warning("reservekopie opnieuw begonnen: %s", error)
    return _backup(core, target)


def _backup(core: Core, target: Path) -> Manifest:
    temp = target.parent / f"{TEMP}{secrets.token_hex(6)}"
    try:
        temp.mkdir()
        made = _fill(core, temp)
        manifest.check(temp, made)
        fail("backup.manifest")
        temp.rename(target)
        sync(target.parent)
        fail("backup.renamed")
        return made
    except BaseException:
        shutil.rmtree(temp, ignore_errors=True)
        raise


def _fill(core: Core, temp: Path) -> Manifest:
    """Write database, files and manifest into a folder; the database decides which files belong to it."""
    core.db.copy_to(temp / DATABASE)
    fail("backup.database")
    engine = create_engine(f"sqlite:///{temp / DATABASE}")
    try:
        with engine.connect() as connection:
            originals, parts = upkeep.held(connection)
            facts = _facts(core, connection)
    finally:
        engine.dispose()
    _require_room(core, temp, originals, parts)
    listed = [_listed(DATABASE, temp / DATABASE)]
    for source, name, wanted in ((core.originals, "uploads", originals), (core.parts, "frames", parts)):
        copy = Files(temp / name)
        for sha256, what in sorted(wanted.items()):
            copy.put(source.get(sha256, what))
            listed.append(_listed(f"{name}/{sha256[:2]}/{sha256}", copy.path(sha256)))
    fail("backup.files")
    made = Manifest.model_validate({**facts, "gemaakt_op": core.stamp(), "bestanden": listed})
    made.write(temp)
    return made


def _facts(core: Core, connection: Connection) -> dict[str, object]:
    head, newest = chain.head(connection), versions.newest(connection)
    return {
        "schema": REVISION,
        "soort": EXAMPLE if core.is_voorbeeld else "echt",
        "versie": newest.id if newest else "",
        "vingerafdruk": newest.fingerprint if newest else "",
        "logboek_regels": head.count,
        "logboek_kop": head.hash,
    }


def _listed(name: str, path: Path) -> Bestand:
    with path.open("rb") as handle:
        sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
        return Bestand(naam=name, sha256=sha256, grootte=path.stat().st_size)


def _require_room(core: Core, temp: Path, originals: dict[str, str], parts: dict[str, str]) -> None:
    paths = [core.originals.path(sha256) for sha256 in originals] + [core.parts.path(one) for one in parts]
    size = sum(path.stat().st_size for path in paths if path.is_file())
    if shutil.disk_usage(temp).free < size + SPARE:
        raise StoreError("Op de schijf voor de reservekopie is te weinig ruimte; er is geen kopie gemaakt.")


def _require_empty(folder: Path, sentence: str) -> None:
    with dutch():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(sentence)


def _clear(folder: Path) -> None:
    """Remove what backups left here that were killed more than a day ago."""
    for path in folder.glob(f"{TEMP}*"):
        if path.is_dir() and path.stat().st_mtime < time.time() - DAY:
            shutil.rmtree(path)
            log.warning("afgebroken reservekopie %s verwijderd", path.name)


def restore(source: Path, root: Path, actor: str = "Beheer") -> Manifest:
    """Put a backup back in an empty place; the store is there when it is whole, or not at all.

    Args:
        source: folder of a backup.
        root: ``MONITOR_DATA`` of the store to be: new, empty, or left by a restore that was interrupted.
        actor: who, for the audit.

    Raises:
        StoreError: no whole backup, a place in use, no room, no rights.
    """
    source, root = source.resolve(), root.absolute()
    made = manifest.read(source)
    manifest.check(source, made)
    stage = root / STAGE
    if not (stage.is_dir() and not (root / DATABASE).exists()):
        _require_empty(
            root, "Terugzetten kan alleen in een lege map. Verplaats de oude gegevens eerst, of geef --to op."
        )
    with dutch():
        shutil.rmtree(stage, ignore_errors=True)
        _copy(source, stage, made)
        fail("restore.copied")
        _prove(stage, made, actor)
        _move(stage, root)
        fail("restore.done")
    return made


def _copy(source: Path, stage: Path, made: Manifest) -> None:
    stage.mkdir(parents=True)
    if shutil.disk_usage(stage).free < made.size + SPARE:
        raise StoreError("Er is te weinig ruimte om de reservekopie terug te zetten; er is niets veranderd.")
    for item in made.bestanden:
        content = (source / item.naam).read_bytes()
        target = stage / item.naam
        if item.naam == DATABASE:
            target.write_bytes(content)
            sync(target)
        else:
            Files(target.parents[1]).put(content)
    manifest.check(stage, made)


def _prove(stage: Path, made: Manifest, actor: str) -> None:
    """Open the copy as the app would, migrating it where needed, and hold it to its manifest."""
    store = open_store(
        stage, f"sqlite:///{stage / DATABASE}", origin="terminal", is_voorbeeld=made.soort == EXAMPLE
    )
    try:
        problems = store.verify(made.head)
        if problems:
            raise StoreError(f"De reservekopie is niet heel: {problems[0]}. Er is niets teruggezet.")
        head = store.head()
        if (head.id if head else "") != made.versie:
            raise StoreError("De reservekopie bevat een andere versie dan haar lijst zegt; niets teruggezet.")
        with store.core.db.write() as connection:
            store.core.log(
                connection, actor, "reservekopie terugzetten", made.versie, "geslaagd", made.gemaakt_op
            )
    finally:
        store.close()


def _move(stage: Path, root: Path) -> None:
    """Move everything to its place, the database last: without it there is no store."""
    for name in ("uploads", "frames"):
        shutil.rmtree(root / name, ignore_errors=True)
        (stage / name).rename(root / name)
    sync(root)
    fail("restore.moved")
    (stage / DATABASE).rename(root / DATABASE)
    sync(root)
    shutil.rmtree(stage)
