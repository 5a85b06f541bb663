"""Uploads: bytes, what was read from them, and who brought them. Nothing here ever changes a row."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
from sqlalchemy import Connection, RowMapping, select

from loaders.loaded import Loaded
from model.frames import Frames
from model.issue import Issue
from model.lijsten import Uitkomst
from store import tables
from store.core import Core, clean, moment, named
from store.errors import ErasedFile, RefusedUpload, StoreError, UnknownObject
from store.failpoints import fail
from store.files import require_room
from store.frames import Tables, content_hash, from_parquet, says_example, to_parquet, valid
from store.records import Upload

#: Layout of the upload that holds data/reference: real facts, also beside example data.
REFERENCE = "referentie"
#: Name, role, hash and rows of a Parquet file of an upload.
Part = dict[str, Any]


def add(
    core: Core, content: bytes, name: str, actor: str, loaded: Loaded, answers: Mapping[str, Any] | None
) -> Upload:
    """Store a file with its frames; see ``Store.add_upload``."""
    actor = named(actor)
    name = clean(name, 400) or "naamloos"
    sha256 = hashlib.sha256(content).hexdigest()
    provenance = _provenance(core, loaded, sha256, name, actor)
    upload_id, reading, frames = identify(core, content, loaded)
    with core.db.read() as connection:
        _refuse_erased(connection, sha256)
        if found := _row(connection, upload_id):
            return _upload(connection, found)
    require_room(core.root, len(content))

    def write() -> list[Part]:
        core.originals.put(content)
        return _put_parts(core, frames, loaded)

    parts = write()
    fail("upload.files")
    row = {
        "id": upload_id,
        "sha256": sha256,
        "name": name,
        "size": len(content),
        "actor": actor,
        "is_verified": False,
        "layout_id": str(provenance["layout_id"]),
        "layout_titel": str(provenance["layout_title"]),
        "uitkomst": str(provenance["uitkomst"]),
        "origin": core.origin,
        "is_voorbeeld": _is_example(frames),
        "reading": reading,
        "issue_counts": _json(Counter(str(issue.ernst) for issue in loaded.issues)),
        "provenance": _json(provenance),
        "answers": _json(dict(answers or {})),
    }
    return _insert(core, row, parts, write)


def identify(core: Core, content: bytes, loaded: Loaded) -> tuple[str, str, Frames]:
    """Return the upload id of a file, the hash of its frames, and the frames as they would be stored.

    Sources are marked as fictional when they say so themselves, and in an example store all of them, except
    the shipped areas and inhabitants, which are real.
    """
    frames = valid(loaded.frames)
    if "bronnen" in frames and loaded.provenance.layout_id != REFERENCE:
        bronnen = frames["bronnen"]
        mark = core.is_voorbeeld | bronnen["is_voorbeeld"] | says_example(bronnen)
        frames["bronnen"] = bronnen.assign(is_voorbeeld=mark.astype("bool"))
    reading = content_hash(frames)
    return f"{hashlib.sha256(content).hexdigest()[:16]}-{reading[:8]}", reading, frames


def _insert(core: Core, row: dict[str, Any], parts: list[Part], write: Callable[[], object]) -> Upload:
    """Write the rows of one upload; the files are on the disk already."""
    with core.db.write() as connection:
        fail("upload.begun")
        _refuse_erased(connection, row["sha256"])
        if found := _row(connection, row["id"]):
            return _upload(connection, found)
        if not core.originals.has(row["sha256"]) or not all(core.parts.has(part["sha256"]) for part in parts):
            write()  # an old stray that we adopted was swept in between; it cannot be while we hold the lock
        connection.execute(tables.uploads.insert().values(**row, created_at=core.stamp()))
        fail("upload.row")
        if parts:
            rows = [{**part, "upload_id": row["id"]} for part in parts]
            connection.execute(tables.upload_files.insert(), rows)
        core.log(connection, row["actor"], "upload", f"{row['id']} {row['name']}", row["uitkomst"])
        fail("upload.rows")
        upload = _upload(connection, _require_row(connection, row["id"]))
    fail("upload.committed")
    return upload


def by_id(connection: Connection, upload_id: str) -> Upload:
    """Return one upload.

    Raises:
        UnknownObject: there is none of that id.
    """
    return _upload(connection, _require_row(connection, upload_id))


def readings(connection: Connection, sha256: str | None = None) -> list[Upload]:
    """Return all uploads in order of arrival, or the readings of one file only."""
    query = select(tables.uploads).order_by(tables.uploads.c.number)
    if sha256 is not None:
        query = query.where(tables.uploads.c.sha256 == sha256)
    return [_upload(connection, row) for row in connection.execute(query).mappings().all()]


def original(core: Core, upload_id: str) -> bytes:
    """Return the bytes as uploaded, checked against their hash."""
    with core.db.read() as connection:
        row = _require_row(connection, upload_id)
        _refuse_erased(connection, row["sha256"])
    return core.originals.get(row["sha256"], f"Het bestand {row['name']}")


def tables_of(core: Core, connection: Connection, upload_id: str) -> Tables:
    """Return the frames of one upload as tables, each file checked against its hash."""
    row = _require_row(connection, upload_id)
    tomb = _tombstone(connection, row["sha256"])
    if tomb is not None and tomb["with_frames"]:
        raise ErasedFile(_erased_text(row["name"], tomb))
    return {
        part["name"]: _read(core, part, row["name"])
        for part in parts_of(connection, upload_id)
        if part["role"] == "frame"
    }


def aside(core: Core, upload_id: str, name: str) -> pd.DataFrame:
    """Return the ``issues`` or ``dropped`` rows that were kept beside the frames."""
    with core.db.read() as connection:
        row = _require_row(connection, upload_id)
        _refuse_erased(connection, row["sha256"])
        found = [
            part
            for part in parts_of(connection, upload_id)
            if part["role"] == "aside" and part["name"] == name
        ]
    return _read(core, found[0], row["name"]).to_pandas() if found else pd.DataFrame()


def parts_of(connection: Connection, upload_id: str) -> list[RowMapping]:
    """Return the rows of an upload's Parquet files, by name."""
    table = tables.upload_files
    query = select(table).where(table.c.upload_id == upload_id).order_by(table.c.role, table.c.name)
    return list(connection.execute(query).mappings())


def _read(core: Core, part: RowMapping, name: str) -> pa.Table:
    return from_parquet(core.parts.get(part["sha256"], f"Het onderdeel {part['name']} van {name}"))


def _put_parts(core: Core, frames: Frames, loaded: Loaded) -> list[Part]:
    issues = pd.DataFrame([issue.model_dump(mode="json") for issue in loaded.issues])
    found = [("frame", name, frame) for name, frame in frames.items()]
    found += [("aside", "issues", issues), ("aside", "dropped", loaded.dropped.astype("str"))]
    return [
        {"role": role, "name": name, "sha256": core.parts.put(to_parquet(frame)), "rows": len(frame)}
        for role, name, frame in found
        if len(frame)
    ]


def _provenance(core: Core, loaded: Loaded, sha256: str, name: str, actor: str) -> dict[str, Any]:
    """Return how the file was read, after refusing what may not become data."""
    provenance = loaded.provenance.as_dict()
    if provenance["sha256"] != sha256:
        raise StoreError(f"{name}: de gelezen cijfers horen bij andere inhoud. Laad het bestand opnieuw.")
    if provenance["uitkomst"] == Uitkomst.GEWEIGERD:
        first = next((str(issue) for issue in loaded.issues), "")
        core.refuse(actor, "upload", f"{sha256[:16]} {name}", "het bestand is geweigerd bij het lezen")
        raise RefusedUpload(f"{name} is geweigerd en niet opgeslagen. {first}".strip())
    return provenance


def _is_example(frames: Frames) -> bool:
    return "bronnen" in frames and bool(frames["bronnen"]["is_voorbeeld"].any())


def _json(value: Any) -> str:  # noqa: ANN401 - whatever the loaders give
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _row(connection: Connection, upload_id: str) -> RowMapping | None:
    query = select(tables.uploads).where(tables.uploads.c.id == upload_id)
    return connection.execute(query).mappings().one_or_none()


def _require_row(connection: Connection, upload_id: str) -> RowMapping:
    row = _row(connection, upload_id)
    if row is None:
        raise UnknownObject(f"Upload {clean(upload_id)} bestaat niet in deze opslag.")
    return row


def _tombstone(connection: Connection, sha256: str) -> RowMapping | None:
    table = tables.tombstones
    query = select(table).where(table.c.sha256 == sha256).order_by(table.c.with_frames.desc(), table.c.number)
    return connection.execute(query).mappings().first()


def _refuse_erased(connection: Connection, sha256: str) -> None:
    tomb = _tombstone(connection, sha256)
    if tomb is not None:
        raise ErasedFile(_erased_text("Dit bestand", tomb))


def _erased_text(name: str, tomb: RowMapping) -> str:
    return f"{name} is gewist door {tomb['actor']} op {tomb['created_at'][:10]}: {tomb['reason']}"


def _upload(connection: Connection, row: RowMapping) -> Upload:
    tomb = _tombstone(connection, row["sha256"])
    rows = {p["name"]: int(p["rows"]) for p in parts_of(connection, row["id"]) if p["role"] == "frame"}
    plain = ("id", "number", "sha256", "name", "size", "actor", "is_verified", "layout_id", "layout_titel")
    return Upload(
        **{key: row[key] for key in (*plain, "origin", "is_voorbeeld")},
        created_at=moment(row["created_at"]),
        uitkomst=Uitkomst(row["uitkomst"]),
        frames=rows,
        issues=json.loads(row["issue_counts"]),
        provenance=json.loads(row["provenance"]),
        answers=json.loads(row["answers"]),
        is_erased=tomb is not None,
        frames_erased=bool(tomb and tomb["with_frames"]),
    )


def issues(core: Core, upload_id: str) -> list[Issue]:
    """Return what the loaders found in a file."""
    frame = aside(core, upload_id, "issues")
    return [Issue.model_validate(row) for row in frame.to_dict("records")]
