"""Makes the expected cells of the corpus with an independent reader: LibreOffice, without a window.

Every file that may be read is converted to flat OpenDocument, which keeps per cell the type and the stored
value and holds all sheets. What comes out was looked at by hand; where LibreOffice is wrong the JSON says so
under ``met_de_hand``: why, and the cells as they should be (``null`` for a cell that should not be there). A
new run keeps those and applies them again. Files that we refuse, and two texts that are no table, have none.

For text tables LibreOffice does not find out encoding and delimiter: those come from ``DIALECTS``, filled in
by looking at the bytes.

Not run by the tests. ``python -m tests.corpus_cellen.maak [FILE …]`` needs soffice and the shared folder.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openpyxl.utils import get_column_letter

from tests.corpus_cellen import cellen
from tests.corpus_cellen.cellen import Cell
from tests.shared import shared

_SPACES = {
    name: f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
}
OFFICE, TABLE, TEXT = _SPACES["office"], _SPACES["table"], _SPACES["text"]
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_INSIDE = {f"{TABLE}{name}" for name in ("table-row-group", "table-rows", "table-header-rows")}
_CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
_DURATION = re.compile(r"(-?)PT(\d+)H(\d+)M([\d.,]+)S")
#: what LibreOffice calls an encoding
UTF8, CP1252, UTF16 = 76, 1, 65_535
#: delimiter as character code and encoding, from looking at the bytes; others are comma and UTF-8
DIALECTS = {
    "exceldatareader__cp1252.csv": (ord(","), CP1252),
    "messytables__spanish_chars.csv": (ord(","), CP1252),
    "csvlint.rb__invalid-byte-sequence.csv": (ord(","), CP1252),
    "exceldatareader__utf16be_bom.csv": (ord(","), UTF16),
    "exceldatareader__utf16le_bom.csv": (ord(","), UTF16),
    "messytables__utf-16le_encoded.csv": (ord(","), UTF16),
    "messytables__weird_head_padding.csv": (ord(";"), UTF8),
}


def main(names: list[str]) -> None:
    """Write the JSON of the named files, or of all that may be read."""
    listing = shared("corpus", "corpus.csv")
    if listing is None:
        sys.exit("The corpus is not here: set MONITOR_SHARED.")
    with listing.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lezen_mag"] != "geweigerd"]
    for row in rows:
        if not names or row["bestand"] in names:
            print(row["bestand"], write(listing.parent / row["bestand"]))


def write(path: Path) -> str:
    """Write the JSON of one file and return how it went."""
    with tempfile.TemporaryDirectory() as folder:
        flat = _convert(path, Path(folder))
        if flat is None:
            return "not read by LibreOffice"
        text = path.suffix in (".csv", ".txt")
        cells = [(path.name if text else sheet, *rest) for sheet, *rest in read_flat(flat)]
    known = cellen.expected(path.name) or {}
    by_hand = known.get("met_de_hand", [])
    cells = corrected(cells, by_hand)
    data = {
        "bestand": path.name,
        "sha256_bestand": hashlib.sha256(path.read_bytes()).hexdigest(),
        "lezer": "LibreOffice 7.4.7.2",
        **cellen.kept(cells),
        **({"met_de_hand": by_hand} if by_hand else {}),
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (cellen.FOLDER / f"{path.name}.json").write_text(_compact(text) + "\n", encoding="utf-8")
    return f"{len(cells)} cells"


def _compact(text: str) -> str:
    """Put every list of single values on one line."""
    return re.sub(r"\[\n\s+([^\[\]{}]*?)\n\s+\]", lambda m: "[" + re.sub(r",\n\s+", ", ", m[1]) + "]", text)


def corrected(cells: list[Cell], by_hand: list[dict[str, Any]]) -> list[Cell]:
    """Return the cells with those put right by hand, in the order of the sheet."""
    changes = {(c[0], c[1]): c for item in by_hand for c in item["cellen"]}
    sheets = list(dict.fromkeys(cell[0] for cell in [*cells, *changes.values()]))
    merged = {(c[0], c[1]): tuple(c) for c in cells} | {key: tuple(c) for key, c in changes.items()}
    return sorted((c for c in merged.values() if c[2] is not None), key=lambda c: _order(sheets, c))


def _order(sheets: list[str], cell: Any) -> tuple[int, int, int, str]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell[1]).groups()  # type: ignore[union-attr]
    return sheets.index(cell[0]), int(digits), len(letters), letters


def _convert(path: Path, folder: Path) -> Path | None:
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    if path.suffix in (".csv", ".txt"):
        delimiter, encoding = DIALECTS.get(path.name, (ord(","), UTF8))
        columns = "/".join(f"{i}/2" for i in range(1, 201))  # every column is text
        command.append(
            f"--infilter=Text - txt - csv (StarCalc):{delimiter},34,{encoding},1,{columns},1033,false,false"
        )
    command += ["--convert-to", "fods", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=False, capture_output=True, timeout=300)
    return next(folder.glob("*.fods"), None)


def read_flat(path: Path) -> Iterator[Cell]:
    """Yield the filled cells of a flat OpenDocument file."""
    root = ElementTree.parse(path).getroot()
    body = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    for table in body.findall(f"{TABLE}table") if body is not None else []:
        if table.get(f"{TABLE}name", "").startswith("'file:"):
            continue  # what LibreOffice remembers of a linked file is no sheet of this one
        row = 1
        for element in _rows(table):
            repeat = int(element.get(f"{TABLE}number-rows-repeated", "1"))
            found = list(_row(element))
            for i in range(repeat if found else 0):
                for col, kind, value in found:
                    yield table.get(f"{TABLE}name", ""), f"{get_column_letter(col)}{row + i}", kind, value
            row += repeat


def _rows(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _INSIDE:
            yield from _rows(child)


def _row(row: ElementTree.Element) -> Iterator[tuple[int, str, Any]]:
    col = 1
    for cell in row:
        if cell.tag in _CELLS:
            repeat = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            found = _value(cell)
            if found is not None:
                for i in range(repeat):
                    yield col + i, *found
            col += repeat


def _value(cell: ElementTree.Element) -> tuple[str, Any] | None:
    kind = cell.get(f"{OFFICE}value-type")
    shown = "\n".join(_text(p) for p in cell.findall(f"{TEXT}p"))
    if cell.get(f"{CALC}value-type") == "error":
        return "fout", shown
    if kind == "string":
        text = cell.get(f"{OFFICE}string-value", shown)
        return ("tekst", text) if text else None
    if kind == "boolean":
        return "bool", cell.get(f"{OFFICE}boolean-value") == "true"
    if kind == "date":
        return "datum", _moment(cell.get(f"{OFFICE}date-value", ""))
    if kind == "time":
        return _time(cell.get(f"{OFFICE}time-value", ""))
    if kind is None:
        return None
    number = cellen.rounded(float(cell.get(f"{OFFICE}value", "nan")))
    return "procent" if kind == "percentage" else "getal", number


def _moment(text: str) -> str:
    """Return a moment as we write it: milliseconds at most, no time at midnight."""
    head, _, fraction = text.replace(",", ".").partition(".")
    try:
        moment = datetime.fromisoformat(head) + timedelta(
            milliseconds=round(float(f"0.{fraction or 0}") * 1000)
        )
    except ValueError:
        return text
    return _iso(moment)


def _iso(moment: datetime) -> str:
    if moment == datetime(moment.year, moment.month, moment.day):
        return moment.date().isoformat()
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")


def _time(text: str) -> tuple[str, Any]:
    """Return a time of day on day zero, and a duration of a day or longer as a number of days."""
    found = _DURATION.fullmatch(text)
    if not found:
        return "tijd", text
    seconds = int(found[2]) * 3600 + int(found[3]) * 60 + float(found[4].replace(",", "."))
    if found[1] or seconds >= 86_400:
        return "getal", cellen.rounded((-1 if found[1] else 1) * seconds / 86_400)
    return "datum", _iso(datetime(1899, 12, 30) + timedelta(milliseconds=round(seconds * 1000)))


def _text(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" " * int(child.get(f"{TEXT}c", "1")))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        else:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


if __name__ == "__main__":
    main(sys.argv[1:])
