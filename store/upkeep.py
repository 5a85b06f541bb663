"""Erasing on request, re-hashing everything, and clearing what a crash left behind."""

from __future__ import annotations

import logging

from sqlalchemy import Connection, select

from model.issue import Issue
from model.lijsten import Ernst
from store import chain, tables, uploads, versions
from store.core import TEXT_MAX, Core, named, required
from store.errors import StoreError
from store.failpoints import fail
from store.files import Files

log = logging.getLogger(__name__)


def erase(core: Core, upload_id: str, actor: str, reason: str, *, with_frames: bool) -> None:
    """Erase the bytes of a file; see ``Store.erase``."""
    actor = named(actor)
    reason = required(reason, "Schrijf waarom dit bestand wordt gewist.", TEXT_MAX)
    with core.db.write() as connection:
        upload = uploads.by_id(connection, upload_id)
        head = versions.newest(connection)
        same = {row.id for row in uploads.readings(connection, upload.sha256)}
        if with_frames and head and same & set(head.uploads):
            raise StoreError(
                f"De cijfers van {upload.name} staan in de nieuwste versie. "
                "Publiceer eerst een versie zonder dit bestand."
            )
        row = {"sha256": upload.sha256, "upload_id": upload.id, "with_frames": with_frames}
        moment = core.stamp()
        connection.execute(
            tables.tombstones.insert().values(**row, actor=actor, reason=reason, created_at=moment)
        )
        fail("erase.row")
        core.log(connection, actor, "wissen", upload.id, "geslaagd", reason)
    fail("erase.committed")
    _remove_erased(core)
    fail("erase.removed")


def _remove_erased(core: Core) -> None:
    """Remove every file that a tombstone covers; also finishes what a crash interrupted.

    The removing itself happens under the write lock: no upload can come to share such a file meanwhile.
    """
    with core.db.read() as connection:
        originals, parts = _covered(connection)
    if not any(map(core.originals.has, originals)) and not any(map(core.parts.has, parts)):
        return
    with core.db.write() as connection:
        originals, parts = _covered(connection)
        for sha256 in originals:
            core.originals.remove(sha256)
        for sha256 in parts:
            core.parts.remove(sha256)


def _covered(connection: Connection) -> tuple[set[str], set[str]]:
    """Return the hashes of originals and of parts that tombstones cover and no living upload shares."""
    files, rows, tombs = tables.upload_files, tables.uploads, tables.tombstones
    stones = connection.execute(select(tombs.c.sha256, tombs.c.with_frames)).all()
    if not stones:
        return set(), set()
    gone = {row[0] for row in stones}
    whole = {row[0] for row in stones if row[1]}
    query = select(rows.c.sha256, files.c.role, files.c.sha256).join(rows, rows.c.id == files.c.upload_id)
    dead, alive = set[str](), set[str]()
    for owner, role, part in connection.execute(query):
        is_dead = owner in whole or (owner in gone and role == "aside")
        (dead if is_dead else alive).add(part)
    return gone, dead - alive


def sweep(core: Core, now: float | None = None) -> list[str]:
    """Finish erasures and remove files without a row that are older than a day; return their names.

    Runs under the write lock, so that no upload can be adopting such a file at the same moment.
    """
    _remove_erased(core)
    with core.db.read() as connection:
        originals = set(connection.execute(select(tables.uploads.c.sha256)).scalars())
        parts = set(connection.execute(select(tables.upload_files.c.sha256)).scalars())
    strays = [*core.originals.strays(originals, now), *core.parts.strays(parts, now)]
    if not strays:
        return []
    names = []
    with core.db.write() as connection:
        originals = set(connection.execute(select(tables.uploads.c.sha256)).scalars())
        parts = set(connection.execute(select(tables.upload_files.c.sha256)).scalars())
        for path in strays:
            if path.name not in originals | parts:
                path.unlink(missing_ok=True)
                names.append(path.name)
        core.log(connection, "Monitor", "opruimen", f"{len(names)} losse bestanden", "geslaagd")
    log.warning("%s losse bestanden opgeruimd: %s", len(names), ", ".join(names))
    return names


def verify(core: Core, expected: chain.Head | None = None) -> list[Issue]:
    """Re-hash every stored file and check database, audit and versions; an empty list means whole."""
    found = [_problem("database", "opslag-beschadigd", text) for text in core.db.problems()]
    with core.db.read() as connection:
        broken = chain.problems(connection, expected)
        found += [_problem("logboek", "logboek-gewijzigd", text) for text in broken]
        found += [_problem("versies", "versie-gewijzigd", text) for text in versions.problems(connection)]
    return found + _files(core)


def _files(core: Core) -> list[Issue]:
    """Return which stored files are gone or changed."""
    with core.db.read() as connection:
        originals, parts = held(connection)
    found = [issue for sha256, what in originals.items() for issue in _hashed(core.originals, sha256, what)]
    return found + [issue for sha256, what in parts.items() for issue in _hashed(core.parts, sha256, what)]


def held(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return the originals and the parts that must be there, each hash with what it is for a message."""
    files, rows, tombs = tables.upload_files, tables.uploads, tables.tombstones
    stones = connection.execute(select(tombs.c.sha256, tombs.c.with_frames)).all()
    gone, whole = {row[0] for row in stones}, {row[0] for row in stones if row[1]}
    owners = connection.execute(select(rows.c.sha256, rows.c.name).order_by(rows.c.number)).all()
    originals = {sha256: f"Het bestand {name}" for sha256, name in owners if sha256 not in gone}
    query = select(files.c.sha256, files.c.role, files.c.name, rows.c.name, rows.c.sha256)
    listed = connection.execute(query.join(rows, rows.c.id == files.c.upload_id).order_by(rows.c.number))
    parts = {
        sha256: f"Het onderdeel {name} van {upload}"
        for sha256, role, name, upload, owner in listed
        if owner not in whole and not (owner in gone and role == "aside")
    }
    return originals, parts


def _hashed(files: Files, sha256: str, what: str) -> list[Issue]:
    try:
        files.get(sha256, what)
    except StoreError as error:
        return [_problem(what, "bestand-beschadigd", str(error))]
    return []


def _problem(source: str, code: str, text: str) -> Issue:
    return Issue(bron=source, code=code, ernst=Ernst.FOUT, tekst=text)
