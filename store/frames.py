"""Frames as Parquet, their content hash, and the frames of several uploads as one."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from model import invoer_toepassen
from model.correctie import Correctie, apply
from model.frames import COUNT, DATE, FLAG, SHARE, FrameError, Frames
from model.invoer_vouwen import Regel
from model.schemas import SCHEMAS, check_all, conform
from store.errors import CorrectionMisses, EntryMisses, StoreError

#: Frames of an upload as they lie on the disk.
Tables = dict[str, pa.Table]


def to_parquet(frame: pd.DataFrame) -> bytes:
    """Return a frame as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    pq.write_table(_table(frame), buffer, compression="zstd")
    return buffer.getvalue()


def from_parquet(content: bytes) -> pa.Table:
    """Return the table in a Parquet file."""
    return pq.read_table(io.BytesIO(content))


def content_hash(frames: Frames) -> str:
    """Return a hash of what the frames say, not of how a library happens to write them.

    The same figures give the same hash with another release of pandas or pyarrow, in any order of the dict.
    """
    digest = hashlib.sha256()
    for name in sorted(frames):
        frame = frames[name]
        digest.update(json.dumps([name, list(frame.columns), len(frame)]).encode())
        for column in frame.columns:
            digest.update(_column_bytes(frame[column]))
    return digest.hexdigest()


def _column_bytes(values: pd.Series) -> bytes:
    dtype = str(values.dtype)
    missing = values.isna().to_numpy()
    if dtype == DATE:
        return missing.tobytes() + values.fillna(pd.Timestamp(0)).astype("int64").to_numpy().tobytes()
    if dtype in (COUNT, SHARE):
        plain = values.fillna(0).to_numpy(dtype="int64" if dtype == COUNT else "float64")
        return missing.tobytes() + plain.tobytes()
    if dtype == FLAG:
        return values.to_numpy().tobytes()
    return json.dumps(values.astype("object").tolist(), ensure_ascii=False).encode()


def valid(frames: Frames) -> Frames:
    """Return the frames that have rows, in the shape of their schemas.

    Raises:
        StoreError: a frame is unknown or breaks its schema: the file is not stored.
    """
    try:
        shaped = {name: conform(name, frame) for name, frame in frames.items() if len(frame)}
    except (KeyError, FrameError) as error:
        raise StoreError(f"Het bestand geeft gegevens die niet in het model passen: {error}.") from error
    _require(shaped, "Het bestand geeft gegevens die niet in het model passen")
    return shaped


def says_example(bronnen: pd.DataFrame) -> pd.Series:
    """Return which sources call themselves an example, by publisher or by name of the file.

    The publisher stands in the cells, so renaming or saving the file again does not make it real.
    """
    words = (bronnen[column].str.strip().str.upper() for column in ("uitgever", "bestand"))
    publisher, file = (word.str.startswith("VOORBEELD") for word in words)
    return publisher | file


def merge(
    parts: Iterable[tuple[str, Frames]],
    corrections: Iterable[Correctie] = (),
    entries: Iterable[Regel] = (),
) -> Frames:
    """Return frames from memory as one set, exactly as ``join`` does for stored ones: for a preview.

    Raises:
        StoreError: two parts share a key.
        CorrectionMisses: a correction does not fit.
        EntryMisses: what was entered by hand does not fit.
    """
    return join([(upload_id, tables_of(frames)) for upload_id, frames in parts], corrections, entries)


def tables_of(frames: Frames) -> Tables:
    """Return frames from memory as ``join`` takes them."""
    return {name: _table(conform(name, frame)) for name, frame in frames.items()}


def join(
    parts: Iterable[tuple[str, Tables]],
    corrections: Iterable[Correctie] = (),
    entries: Iterable[Regel] = (),
) -> Frames:
    """Return the frames of several uploads as one set, every frame present, in the order of the uploads.

    Tables are joined before they become frames: a version of forty files costs four times less that way. A
    column that an older table does not have is missing there, as its schema says.

    Args:
        parts: upload id and its tables; ``bronnen`` gets the id in ``upload_id``.
        corrections: made in this order, before the whole is checked.
        entries: what people entered by hand, made after the corrections.

    Raises:
        StoreError: two uploads share a key.
        CorrectionMisses: a correction does not fit.
        EntryMisses: what was entered by hand does not fit.
    """
    pieces: dict[str, list[pa.Table]] = {name: [] for name in SCHEMAS}
    for upload_id, tables in parts:
        for name, table in tables.items():
            pieces[name].append(_signed(table, upload_id) if name == "bronnen" else table)
    merged = {
        name: conform(name, pa.concat_tables(found, promote_options="permissive").to_pandas())
        if found
        else SCHEMAS[name].empty()
        for name, found in pieces.items()
    }
    merged, misses = apply(merged, corrections)
    if misses:
        raise CorrectionMisses(misses)
    merged, missed = invoer_toepassen.apply(merged, entries)
    if missed:
        raise EntryMisses(missed)
    _require(merged, "Deze bestanden gaan niet samen in één versie")
    return merged


def _table(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, preserve_index=False)


def _signed(table: pa.Table, upload_id: str) -> pa.Table:
    """Return the table of sources with the id of the upload they came in."""
    place = table.schema.get_field_index("upload_id")
    return table.set_column(
        place, table.schema.field(place), pa.array([upload_id] * len(table), table.schema.types[place])
    )


def _require(frames: Frames, sentence: str) -> None:
    issues = check_all(frames)
    if issues:
        more = f" (en nog {len(issues) - 1})" if len(issues) > 1 else ""
        raise StoreError(f"{sentence}: {issues[0]}{more}")
