"""Make the example workbooks in this folder from the story in ``verhaal.toml``.

Run in the root of the repository::

    python -m data.example.maak_voorbeeld [FOLDER]

The same story gives the same bytes: nothing depends on the clock, the machine or the order of a generator.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.example import groepen, registers
from data.example.verhaal import HERE, Row, Story
from loaders import layouts, template
from loaders.engine.rules import CLOSED
from loaders.layouts import Blad
from model.taal import woord

EPOCH = (1980, 1, 1, 0, 0, 0)
NOTE = (
    "VOORBEELD: alle getallen en locaties in dit bestand zijn verzonnen. "
    "Alleen de namen en codes van gemeenten en regio's zijn echt. Gebruik niets hiervan als feit."
)


def workbook(story: Story) -> bytes:
    """Return the story as a filled-in template."""
    book = load_workbook(io.BytesIO(template.workbook()))
    layout = next(item for item in layouts.shipped() if item.id == template.LAYOUT)
    rows = {"cijfers": groepen.rows(story), "locaties": story.site_rows(), "toerekening": story.credit_rows()}
    rows |= {"knelpunten": registers.knelpunt_rows(story), "maatregelen": registers.measure_rows(story)}
    for blad in layout.blad:
        _fill(book[blad.titel], blad, rows.get(blad.frame, ()))
    notes = book["Toelichting"]
    notes.insert_rows(1, 2)
    notes["A1"] = NOTE
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _fill(sheet: Worksheet, blad: Blad, rows: Iterable[Row]) -> None:
    """Write rows under the header, each value in the column of its role."""
    columns = {kolom.rol: number for number, kolom in enumerate(blad.kolom, 1)}
    for line, row in enumerate(rows, 2):
        for rol, value in row.items():
            if value in (None, ""):
                continue
            cell = sheet.cell(line, columns[rol], _shown(rol, value))
            if isinstance(value, date):
                cell.number_format = "dd-mm-yyyy"


def _shown(rol: str, value: object) -> object:
    """Return the word that the template's own list offers for a code."""
    return woord(value) if rol in CLOSED and isinstance(value, str) else value


def timeless(content: bytes) -> bytes:
    """Return a workbook without the moment it was made: one fixed time in the zip and in its properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, data, compresslevel=9)
    return out.getvalue()


def editions() -> dict[str, Story]:
    """Return the story of every workbook, by file name, oldest first."""
    ends = Story(date(2026, 1, 31), first_edition=False).facts["werkboeken"]
    return {f"VOORBEELD_{end:%Y-%m}.xlsx": Story(end, first_edition=end != ends[-1]) for end in ends}


def main(folder: Path = HERE) -> None:
    """Write every workbook."""
    for name, story in editions().items():
        (folder / name).write_bytes(workbook(story))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
