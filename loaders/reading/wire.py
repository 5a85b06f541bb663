"""A read workbook as Arrow IPC, to cross the border between the fence and the caller; never pickle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import ipc

from loaders.reading.findings import Finding
from model.grid import Column, Sheet, Workbook

_META = b"monitor"


def encode(sink: pa.NativeFile, workbook: Workbook | None, findings: Sequence[Finding], kind: str) -> None:
    """Write a result as Arrow streams: one without columns for the whole, then one per sheet."""
    head: dict[str, Any] = {"kind": kind, "findings": [tuple(f) for f in findings], "workbook": None}
    if workbook is not None:
        head["workbook"] = {k: v for k, v in _shallow(workbook).items() if k != "sheets"}
        head["sheets"] = [{k: v for k, v in _shallow(s).items() if k != "columns"} for s in workbook.sheets]
    _write(sink, pa.table({}), head)
    for sheet in workbook.sheets if workbook else []:
        arrays: dict[str, pa.Array] = {}
        for i, column in enumerate(sheet.columns):
            arrays |= _arrays(i, column)
        _write(sink, pa.table(arrays), {"columns": len(sheet.columns)})


def _shallow(thing: Workbook | Sheet) -> dict[str, Any]:
    skipped = "sheets" if isinstance(thing, Workbook) else "columns"
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__ if name != skipped}


def _write(sink: pa.NativeFile, table: pa.Table, meta: dict[str, Any]) -> None:
    table = table.replace_schema_metadata({_META: json.dumps(meta).encode()})
    with ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)


def _arrays(i: int, column: Column) -> dict[str, pa.Array]:
    arrays = {f"k{i}": pa.array(column.kind)}
    if not np.isnan(column.number).all():
        arrays[f"n{i}"] = pa.array(column.number)
    text = column.text
    if isinstance(text, pa.DictionaryArray):
        arrays[f"t{i}"] = text
    elif (text != "").any():
        arrays[f"t{i}"] = pa.array(text, type=pa.string()).dictionary_encode()
    if column.percent is not None:
        arrays[f"p{i}"] = pa.array(column.percent)
    return arrays


def decode(buffer: pa.Buffer) -> tuple[Workbook | None, list[Finding], str]:
    """Return (workbook, findings, kind) of what ``encode`` wrote."""
    source = pa.BufferReader(buffer)
    _, head = _read(source)
    findings = [Finding(*item) for item in head["findings"]]
    if head["workbook"] is None:
        return None, findings, head["kind"]
    sheets = []
    for facts in head["sheets"]:
        table, meta = _read(source)
        sheets.append(Sheet(columns=[_column(table, i) for i in range(meta["columns"])], **facts))
    return Workbook(sheets=sheets, **head["workbook"]), findings, head["kind"]


def _read(source: pa.NativeFile) -> tuple[pa.Table, dict[str, Any]]:
    with ipc.open_stream(source) as reader:
        table = reader.read_all()
    return table, json.loads(table.schema.metadata[_META])


def _column(table: pa.Table, i: int) -> Column:
    n = table.num_rows
    names = set(table.column_names)
    number = _numpy(table[f"n{i}"]) if f"n{i}" in names else np.full(n, np.nan)
    codes, words = _text(table[f"t{i}"]) if f"t{i}" in names else (np.zeros(n, dtype=np.intp), [""])
    text = np.array(words, dtype=object)[codes]
    percent = _numpy(table[f"p{i}"]) if f"p{i}" in names else None
    return Column(_numpy(table[f"k{i}"]), number, text, percent, (codes, words))


def _numpy(chunked: pa.ChunkedArray) -> np.ndarray:
    array = chunked.combine_chunks()
    return np.array(array.to_numpy(zero_copy_only=False))


def _text(chunked: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    array = chunked.combine_chunks()
    return array.indices.to_numpy(zero_copy_only=False).astype(np.intp), array.dictionary.to_pylist()
