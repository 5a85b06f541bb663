"""What loading gave, as Arrow streams with JSON beside them, to go from process to process; never pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import ipc

from loaders.loaded import Loaded, Provenance, dropped_frame
from model import schemas
from model.issue import Issue
from model.lijsten import Lezen, Uitkomst

_META = b"monitor"


def pack_frames(sink: pa.NativeFile, head: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]) -> None:
    """Write frames as ``pack_tables`` does; indexes do not go along."""
    made = {name: pa.Table.from_pandas(frame, preserve_index=False) for name, frame in frames.items()}
    pack_tables(sink, head, made)


def pack_tables(sink: pa.NativeFile, head: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> None:
    """Write tables by name, after a head that may hold anything JSON can say."""
    _write(sink, pa.table({}), {"head": head, "tables": list(tables)})
    for table in tables.values():
        _write(sink, table, {})


def unpack_frames(buffer: pa.Buffer) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """Return the head and the frames that were packed; texts stay where they lie.

    Raises:
        ValueError: it was something else.
    """
    head, tables = unpack_tables(buffer)
    return head, {name: table.to_pandas() for name, table in tables.items()}


def unpack_tables(buffer: pa.Buffer) -> tuple[dict[str, Any], dict[str, pa.Table]]:
    """Return the head and the tables that were packed.

    Raises:
        ValueError: it was something else.
    """
    source = pa.BufferReader(buffer)
    _, said = _read(source)
    return said["head"], {name: _read(source)[0] for name in said["tables"]}


def pack(sink: pa.NativeFile, loaded: Loaded) -> None:
    """Write a result: everything that is no frame, then the frames."""
    head = {
        "provenance": loaded.provenance.as_dict(),
        "issues": [issue.model_dump(mode="json") for issue in loaded.issues],
        "dropped": loaded.dropped.to_numpy().tolist(),
    }
    pack_frames(sink, head, loaded.frames)


def unpack(buffer: pa.Buffer) -> Loaded:
    """Return what ``pack`` wrote, with the dtypes of the schemas.

    Raises:
        ValueError: it was something else.
    """
    head, found = unpack_frames(buffer)
    made = head["provenance"]
    provenance = Provenance(
        **{**made, "lezen": Lezen(made["lezen"]), "uitkomst": Uitkomst(made["uitkomst"])},
    )
    frames = {name: schemas.conform(name, frame) for name, frame in found.items()}
    issues = [Issue.model_validate(item) for item in head["issues"]]
    dropped = dropped_frame([tuple(row) for row in head["dropped"]])
    return Loaded(frames, issues, dropped, provenance)


def _write(sink: pa.NativeFile, table: pa.Table, meta: dict[str, Any]) -> None:
    kept = {**(table.schema.metadata or {}), _META: json.dumps(meta).encode()}
    table = table.replace_schema_metadata(kept)
    with ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)


def _read(source: pa.NativeFile) -> tuple[pa.Table, dict[str, Any]]:
    with ipc.open_stream(source) as reader:
        table = reader.read_all()
    return table, json.loads(table.schema.metadata[_META])
