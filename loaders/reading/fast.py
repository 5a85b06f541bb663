"""Large sheets column by column, faster than cell by cell; None when that would lose anything.

fastexcel gives one type per column. The first rows (titles, headers) are therefore read apart, cell by cell,
and the columns below them are only believed when there are as many texts, numbers and booleans as in the raw
XML; otherwise the caller reads the sheet cell by cell.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeAlias

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import python_calamine
from openpyxl.utils import column_index_from_string

from loaders.reading import cells, ooxml
from loaders.reading.facts import Facts
from loaders.reading.findings import Refused
from loaders.reading.limits import Limits
from loaders.reading.ooxml import SheetPart
from loaders.reading.package import Package
from model.grid import Column, Kind, Sheet

#: it warns about every empty column; what it makes of columns is checked here against the raw XML anyway
logging.getLogger("fastexcel").setLevel(logging.ERROR)
#: a cell takes at least so many bytes of XML
BYTES_PER_CELL = 30
#: rows read cell by cell before the columns start
HEAD = 20
_SAMPLE = 1_000
_FRAME = re.compile(r"xl/workbook\.xml|xl/_rels/workbook\.xml\.rels", re.IGNORECASE)
_PEEK_BYTES = 500_000
_PEEK_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]+)"([^>]*)>(?:<f[^>]*>[^<]*</f>)?<(?:v|is)>')
_LARGEST_FRAME = 1_000_000
_MS = 86_400_000
_MARCH_1900 = -25_508 * _MS
_TEXT = re.compile(r"^Expected \w+ but got 'String\(\"(.*)\"\)'$", re.DOTALL)
_ERROR = re.compile(r"^Expected \w+ but got 'Error\(\w+\)'$")
_NUMBER = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE]-?[0-9]+)?$"
Read: TypeAlias = tuple[pa.RecordBatch, list[fastexcel.CellError]]
Body: TypeAlias = "Future[Read]"
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def begin(archive: zipfile.ZipFile, content: bytes, limits: Limits) -> dict[int, Body]:
    """Start reading the large sheets, beside the unpacking and checking of the parts.

    The reader works outside Python, so this takes no time from the checks; what it finds is used only when
    the file passes them.
    """
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    wanted = [name for name in sizes if name.lower() == "[content_types].xml" or _FRAME.fullmatch(name)]
    parts = {name: archive.read(name) for name in wanted if sizes[name] < _LARGEST_FRAME}
    large = limits.fast_from * BYTES_PER_CELL
    if max(sizes.values(), default=0) < large or any(b"<!" in data for data in parts.values()):
        return {}
    try:
        sheets = ooxml.book(Package(content, parts)).sheets
    except (Refused, SyntaxError):  # the checks will say what is wrong with it
        return {}
    beside = ThreadPoolExecutor(max_workers=1)
    return {
        index: beside.submit(_body, content, index, _peek(archive, part.part))
        for index, part in enumerate(sheets)
        if part.is_worksheet and sizes.get(part.part, 0) >= large
    }


def _peek(archive: zipfile.ZipFile, part: str) -> tuple[int, ...]:
    """Return the columns that mix numbers and texts in the first rows: read as numbers, with texts apart."""
    with archive.open(part) as file:
        start = file.read(_PEEK_BYTES)
    kinds: dict[bytes, set[bool]] = {}
    for letters, row, rest in _PEEK_CELL.findall(start):
        if int(row) > HEAD and b't="b"' not in rest and b't="e"' not in rest:
            kinds.setdefault(letters, set()).add(b't="s' in rest or b't="i' in rest)
    mixed = [
        column_index_from_string(letters.decode()) for letters, found in kinds.items() if len(found) == 2
    ]
    return tuple(sorted(number - 1 for number in mixed)) if b"A" in kinds else ()


def _body(content: bytes, index: int, floats: tuple[int, ...] = ()) -> Read:
    """Return the rows below the head, and the cells that did not fit the type of their column."""
    source = fastexcel.read_excel(content).load_sheet(
        index,
        header_row=None,
        skip_rows=HEAD,
        schema_sample_rows=_SAMPLE,
        dtype_coercion="coerce",
        dtypes=dict.fromkeys(floats, "float") if floats else None,
    )
    batch, errors = source.to_arrow_with_errors()
    return batch, errors.errors if errors else []


def sheet(package: Package, index: int, part: SheetPart, xml: bytes, early: Body, raw: Facts) -> Sheet | None:
    """Return the sheet from its body and the facts, or None when it must be read cell by cell."""
    try:
        batch, errors = early.result()
        found = _assembled(package, index, part, xml, (batch, errors), raw)
        mixed = _mixed(batch) if found is None else ()
        if mixed:  # numbers with a text here and there: read those columns as numbers, the texts come apart
            found = _assembled(package, index, part, xml, _body(package.content, index, mixed), raw)
    except fastexcel.FastExcelError:  # the other route will say what is wrong, or manage
        return None
    return found


def _mixed(batch: pa.RecordBatch) -> tuple[int, ...]:
    """Return the text columns that hold both numbers, as a number is written, and something else."""
    found = []
    for i, array in enumerate(batch.columns):
        if pa.types.is_string(array.type):
            numeric = pc.match_substring_regex(array, _NUMBER)
            if pc.any(numeric).as_py() and not pc.all(numeric).as_py():
                found.append(i)
    return tuple(found)


def _assembled(
    package: Package, index: int, part: SheetPart, xml: bytes, read: Read, raw: Facts
) -> Sheet | None:
    """Join head and body; None when the result does not agree with the facts."""
    batch, errors = read
    top = _head(package, index, part, xml)
    if top is None or top.first_col != 1 or batch.num_columns < len(top.columns):
        return None
    cells.stretch(top, HEAD, batch.num_columns)
    cells.stretch(top, 1, 1)
    columns = [_column(array) for array in batch.columns]
    known = [item for item in columns if item is not None]
    if len(known) != len(columns) or not _put_texts(known, errors):
        return None
    joined = [_joined(above, below) for above, below in zip(top.columns, known, strict=True)]
    result = Sheet(part.name, joined, 1, 1, part.visibility)
    return _trimmed(result) if _agrees(result, raw) else None


def _head(package: Package, index: int, part: SheetPart, xml: bytes) -> Sheet | None:
    """Return the first rows, read by calamine from a copy of the package in which the others are left out."""
    end = next((row.start() for row in _rows(xml) if int(row[1]) > HEAD), None)
    if end is None:
        return None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name, data in package.parts.items():
            if name == part.part:
                target.writestr(name, xml[:end] + b"</sheetData></worksheet>")
            elif not name.startswith(("xl/worksheets/sheet", "xl/media/")):
                target.writestr(name, data)
    source = python_calamine.load_workbook(io.BytesIO(buffer.getvalue())).get_sheet_by_index(index)
    if source.start is None:
        return None
    return Sheet(part.name, cells.columns(source.to_python()), source.start[0] + 1, source.start[1] + 1)


def _rows(xml: bytes) -> Iterable[re.Match[bytes]]:
    return re.finditer(rb"<row\b[^>]*?\br=\"(\d+)\"", xml)


def _column(array: pa.Array) -> Column | None:
    """Return a body column; None for a type we do not take from here."""
    kind = array.type
    filled = array.is_valid().to_numpy(zero_copy_only=False)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        text = array.cast(pa.string()).fill_null("").dictionary_encode()
        filled = pc.not_equal(text.dictionary, "").to_numpy(zero_copy_only=False)[text.indices.to_numpy()]
        return Column(_kinds(filled, Kind.TEKST), np.full(len(array), np.nan), text)
    if pa.types.is_float64(kind) or pa.types.is_int64(kind):
        return Column(_kinds(filled, Kind.GETAL), _numbers(array), _no_text(len(array)))
    if pa.types.is_boolean(kind):
        return Column(_kinds(filled, Kind.BOOL), _numbers(array), _no_text(len(array)))
    if pa.types.is_null(kind):
        return Column(_kinds(filled, Kind.LEEG), np.full(len(array), np.nan), _no_text(len(array)))
    if pa.types.is_timestamp(kind) or pa.types.is_date32(kind):
        return _moments(array.cast(pa.timestamp("ms")), filled)
    return None


def _moments(array: pa.Array, filled: np.ndarray) -> Column | None:
    """Return a column of dates; times of day and dates before March 1900 go the other route."""
    encoded = array.cast(pa.int64()).fill_null(0).dictionary_encode()
    unique, places = encoded.dictionary.to_numpy(), encoded.indices.to_numpy()
    stamps = unique[places]
    if (stamps[filled] < _MARCH_1900).any():
        return None
    number = np.where(filled, stamps / _MS, np.nan)
    words = ["", *(cells.iso(stamp / _MS) for stamp in unique.tolist())]
    codes = np.where(filled, places + 1, 0).astype(np.int32)
    return Column(_kinds(filled, Kind.DATUM), number, pa.DictionaryArray.from_arrays(codes, words))


def _kinds(filled: np.ndarray, kind: Kind) -> np.ndarray:
    return np.where(filled, kind, Kind.LEEG).astype(np.uint8)


def _numbers(array: pa.Array) -> np.ndarray:
    return np.array(array.cast(pa.float64()).fill_null(np.nan).to_numpy(zero_copy_only=False))


def _no_text(n: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(np.zeros(n, np.int32), [""])


def _put_texts(columns: list[Column], errors: list) -> bool:
    """Put texts among numbers back in place; False when something else did not fit."""
    texts: dict[int, dict[int, str]] = {}
    for error in errors:
        found = _TEXT.match(error.detail)
        if found:
            row, col = error.offset_position
            texts.setdefault(col, {})[row] = _unescaped(found[1])
        elif not _ERROR.match(error.detail):
            return False
    for col, items in texts.items():
        cells.thaw(columns[col])
        for row, text in items.items():
            columns[col].kind[row] = Kind.TEKST if text else Kind.LEEG
            columns[col].text[row] = text
    return True


def _unescaped(text: str) -> str:
    r"""Undo the way Rust writes a text in a message.

    >>> _unescaped('n.v.t. \\"x\\" \\u{200b}|'), _unescaped("a\\nb")
    ('n.v.t. "x" \u200b|', 'a\nb')
    """

    def char(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else _ESCAPES.get(found[2], found[2])

    return re.sub(r"\\(?:u\{([0-9a-f]+)\}|(.))", char, text)


def _joined(above: Column, below: Column) -> Column:
    kind, number = np.concatenate([above.kind, below.kind]), np.concatenate([above.number, below.number])
    if not isinstance(below.text, pa.DictionaryArray):
        return Column(kind, number, np.concatenate([above.text, below.text]))
    words = below.text.dictionary.to_pylist()
    codes = np.arange(len(words), len(words) + len(above), dtype=np.int32)
    text = pa.DictionaryArray.from_arrays(
        np.concatenate([codes, below.text.indices.to_numpy().astype(np.int32)]),
        pa.concat_arrays([below.text.dictionary.cast(pa.string()), pa.array(above.text, type=pa.string())]),
    )
    return Column(kind, number, text)


def _agrees(result: Sheet, raw: Facts) -> bool:
    """Compare with the counts in the raw XML: no cell changed kind or was dropped."""
    counts = np.zeros(len(Kind), dtype=np.int64)
    for item in result.columns:
        counts += np.bincount(item.kind, minlength=len(Kind))
    numbers = int(counts[Kind.GETAL] + counts[Kind.DATUM])
    return (numbers, int(counts[Kind.TEKST]), int(counts[Kind.BOOL])) == (
        raw.numbers,
        raw.texts,
        raw.booleans,
    )


def _trimmed(result: Sheet) -> Sheet:
    """Leave out the empty rows at the top that the head was stretched with."""
    filled = np.zeros(HEAD, dtype=bool)
    for item in result.columns:
        filled |= item.kind[:HEAD] != Kind.LEEG
    first = int(np.argmax(filled)) if filled.any() else 0
    if first:
        for item in result.columns:
            item.kind, item.number, item.text = item.kind[first:], item.number[first:], item.text[first:]
        result.first_row = 1 + first
    return result
