"""What people enter by hand: recorded with the version that has it, never without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from loaders.engine.guard import must_be_confidential
from model.aanleverregels import aanleverregels
from model.frames import Frames
from model.invoer import Invoer, is_vrije_tekst
from model.invoer_toepassen import GESLOTEN, rij
from model.invoer_vouwen import Regel
from model.taal import opsomming
from model.vertrouwelijk import confidential_sources
from store import tables
from store.core import Core, clean, moment
from store.errors import StoreError, UnknownObject
from store.records import StoredEntry

#: An entry of a version to be: one that is recorded, by its id, or one to record with it.
Item = str | Invoer


def fresh(items: Iterable[Item]) -> list[Invoer]:
    """Return the entries that are still to be recorded."""
    return [one for one in items if isinstance(one, Invoer)]


def wanted(connection: Connection, items: Sequence[Item]) -> list[Regel]:
    """Return entries as frames are made with, in the order asked; the new ones get number 0.

    Raises:
        UnknownObject: there is none of an id.
        StoreError: one is named twice.
    """
    ids = [one for one in items if isinstance(one, str)]
    known = {one.id: one.regel for one in _find(connection, tables.entries.c.id.in_(ids))} if ids else {}
    unknown = [one for one in ids if one not in known]
    if unknown:
        raise UnknownObject(f"Invoer {clean(unknown[0])} bestaat niet in deze opslag.")
    if len(known) < len(ids):
        raise StoreError("Dezelfde invoer staat twee keer in de lijst; elke invoer telt één keer.")
    return [known[one] if isinstance(one, str) else Regel(0, one) for one in items]


def append(
    core: Core, connection: Connection, items: Sequence[Item], actor: str, closed: frozenset[Invoer]
) -> tuple[str, ...]:
    """Record the new ones in the transaction of their version; return the ids of all, in order."""
    number = int(connection.execute(select(func.max(tables.entries.c.number))).scalar() or 0)
    out: list[str] = []
    for one in items:
        if isinstance(one, Invoer):
            number += 1
            one = _append(core, connection, number, one, actor, one in closed)
        out.append(one)
    return tuple(out)


def _append(  # noqa: PLR0913 - the fields of a row
    core: Core, connection: Connection, number: int, invoer: Invoer, actor: str, is_vertrouwelijk: bool
) -> str:
    row: dict[str, Any] = {
        "number": number,
        "id": name_of(number, invoer),
        "frame": invoer.frame,
        "object_id": invoer.object_id,
        "is_vertrouwelijk": is_vertrouwelijk,
        "body": invoer.model_dump_json(),
        "actor": actor,
    }
    target = f"{row['id']} {invoer.frame} {invoer.object_id} {invoer.actie}"
    core.append(connection, tables.entries, row, "invoeren", target, invoer.reden)
    return str(row["id"])


def name_of(number: int, invoer: Invoer) -> str:
    """Return the id of an entry: its number, and a hash of all it says, so that it can never change."""
    return f"i{number}-{invoer.hash[:16]}"


def insert(connection: Connection, version: int, ids: Sequence[str]) -> None:
    """Write which entries a version has."""
    if ids:
        rows = [{"version": version, "position": place, "entry_id": one} for place, one in enumerate(ids)]
        connection.execute(tables.version_entries.insert(), rows)


def of_version(connection: Connection, version: int) -> tuple[str, ...]:
    """Return the ids of a version's entries, in order."""
    table = tables.version_entries
    query = select(table.c.entry_id).where(table.c.version == version).order_by(table.c.position)
    return tuple(connection.execute(query).scalars())


def every(connection: Connection) -> list[StoredEntry]:
    """Return all entries that were ever recorded, oldest first."""
    return _find(connection)


def of_object(connection: Connection, frame: str, object_id: str) -> list[StoredEntry]:
    """Return the entries about one object, oldest first, each with the versions that have it."""
    table, listed = tables.entries, tables.version_entries
    mine = (table.c.frame == frame) & (table.c.object_id == object_id)
    query = select(table.c.id, listed.c.version).join(listed, listed.c.entry_id == table.c.id).where(mine)
    versions: dict[str, list[int]] = {}
    for one, version in connection.execute(query.order_by(listed.c.version)):
        versions.setdefault(one, []).append(version)
    return _find(connection, mine, versions)


def same(connection: Connection, ids: Sequence[str], items: Sequence[Item]) -> bool:
    """Return whether the recorded ids say what was asked: the same ids, and new ones that say the same."""
    if len(ids) != len(items):
        return False
    if not fresh(items):
        return tuple(ids) == tuple(items)
    said = [regel.invoer for regel in wanted(connection, ids)]
    asked = zip(ids, said, items, strict=True)
    return all((invoer if isinstance(item, Invoer) else one) == item for one, invoer, item in asked)


def problems(connection: Connection) -> list[str]:
    """Return which entries no longer say what their id says, in Dutch."""
    return [
        f"De inhoud van invoer {one.number} is gewijzigd; zet een reservekopie terug."
        for one in every(connection)
        if name_of(one.number, one.invoer) != one.id
    ]


def at_the_door(before: Frames, after: Frames, made: Sequence[Invoer]) -> frozenset[Invoer]:
    """Hold new entries to what may come in, as files are at their door; return which are confidential.

    Args:
        before: frames without them; may lack the object.
        after: frames with them.
        made: the new entries.

    Raises:
        StoreError: a text that looks like personal data, or an open row that must be confidential.
    """
    free = [one.wordt for edit in made for one in edit.velden if is_vrije_tekst(edit.frame, one.veld)]
    if found := aanleverregels().personal(*free, *(edit.reden for edit in made)):
        raise StoreError(
            f"De tekst lijkt {opsomming(found)} te bevatten. Persoonsgegevens horen niet in de monitor: haal "
            "die weg. Er is niets vastgelegd."
        )
    rows: Frames = {edit.frame: after[edit.frame] for edit in made}
    mine = {
        name: frame[frame["bron_id"].ne(GESLOTEN) & frame["bron_cel"].eq(Regel(0, made[0]).cel)]
        for name, frame in rows.items()
    }
    if reasons := must_be_confidential(mine):
        raise StoreError(
            f"Dit kan niet openbaar worden vastgelegd: {opsomming(reasons)}. Haal het adres weg, of leg de "
            "rij vast als vertrouwelijk."
        )
    return frozenset(one for one in made if _is_closed(before, one) or _is_closed(after, one))


def _is_closed(frames: Frames, one: Invoer) -> bool:
    """Return whether the object of an entry is confidential in these frames."""
    row = rij(frames, one.frame, one.object_id)
    return row is not None and row["bron_id"] in confidential_sources(frames)


def _find(
    connection: Connection,
    where: Any = None,  # noqa: ANN401 - a condition of SQLAlchemy
    versions: dict[str, list[int]] | None = None,
) -> list[StoredEntry]:
    query = select(tables.entries).order_by(tables.entries.c.number)
    if where is not None:
        query = query.where(where)
    return [_entry(row, versions or {}) for row in connection.execute(query).mappings()]


def _entry(row: RowMapping, versions: dict[str, list[int]]) -> StoredEntry:
    return StoredEntry(
        row["number"],
        row["id"],
        Invoer.model_validate_json(row["body"]),
        row["actor"],
        moment(row["created_at"]),
        bool(row["is_vertrouwelijk"]),
        tuple(versions.get(row["id"], ())),
    )
