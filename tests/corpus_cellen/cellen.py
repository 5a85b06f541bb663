"""Cells in one form that two readers can be compared in: (sheet, address, kind, value).

Kinds: ``getal`` and ``procent`` (a float of 15 significant digits, which is what LibreOffice writes),
``tekst``, ``datum`` (ISO 8601, a time of day lies on 1899-12-30), ``bool``, ``fout`` (the error as text) and
``formule`` (no stored value). Empty cells are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from model.grid import Column, Kind, Sheet, Workbook

FOLDER = Path(__file__).parent
Cell = tuple[str, str, str, Any]
#: larger files keep a count, a hash and so many cells of either end
WHOLE, END = 300, 50


def of_workbook(workbook: Workbook) -> list[Cell]:
    """Return the filled cells that we read, sheet by sheet and row by row."""
    return [cell for sheet in workbook.sheets for cell in _of_sheet(sheet)]


def _of_sheet(sheet: Sheet) -> Iterator[Cell]:
    columns = [(j, item) for j, item in enumerate(sheet.columns) if (item.kind != Kind.LEEG).any()]
    for i in range(sheet.n_rows):
        for j, item in columns:
            if item.kind[i] != Kind.LEEG:
                kind, value = _one(item, i)
                yield sheet.name, sheet.cell(i, j).rpartition("!")[2], kind, value


def _one(item: Column, i: int) -> tuple[str, Any]:
    kind = Kind(item.kind[i])
    if kind == Kind.GETAL:
        percent = item.percent is not None and bool(item.percent[i])
        return "procent" if percent else "getal", rounded(float(item.number[i]))
    if kind == Kind.BOOL:
        return "bool", bool(item.number[i])
    return kind.name.lower(), str(item.text[i])


def rounded(number: float) -> float:
    """Return a number with fifteen significant digits.

    >>> rounded(0.1 + 0.2)
    0.3
    """
    return float(f"{number:.15g}")


def digest(cells: list[Cell]) -> str:
    """Return the SHA-256 of a list of cells."""
    lines = "".join(json.dumps(cell, ensure_ascii=False) + "\n" for cell in cells)
    return hashlib.sha256(lines.encode()).hexdigest()


def expected(name: str) -> dict[str, Any] | None:
    """Return what is known of a corpus file, None when it has no expected cells."""
    path = FOLDER / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def kept(cells: list[Cell]) -> dict[str, Any]:
    """Return the part of the JSON that holds the cells: all of them, or count, hash and both ends."""
    known: dict[str, Any] = {"aantal": len(cells), "sha256": digest(cells)}
    if len(cells) <= WHOLE:
        return known | {"cellen": cells}
    return known | {"eerste": cells[:END], "laatste": cells[-END:]}


def differences(known: dict[str, Any], ours: list[Cell], most: int = 10) -> list[str]:
    """Return in words where our cells are not those of the independent reader."""
    if (known["aantal"], known["sha256"]) == (len(ours), digest(ours)):
        return []
    pairs = [(known.get("cellen", known.get("eerste", [])), ours if "cellen" in known else ours[:END])]
    if "laatste" in known:
        pairs.append((known["laatste"], ours[-END:]))
    found = [text for theirs, mine in pairs for text in _between(theirs, mine)]
    found.append(f"aantal {known['aantal']}, gelezen {len(ours)}, sha256 van de lijst anders")
    return found[:most]


def _between(theirs: list[Any], mine: list[Cell]) -> list[str]:
    wanted = {(cell[0], cell[1]): tuple(cell[2:]) for cell in theirs}
    got = {(cell[0], cell[1]): cell[2:] for cell in mine}
    return [
        f"{sheet}!{address}: verwacht {wanted.get((sheet, address))}, gelezen {got.get((sheet, address))}"
        for sheet, address in dict.fromkeys([*wanted, *got])
        if wanted.get((sheet, address)) != got.get((sheet, address))
    ]
