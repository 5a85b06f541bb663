"""What may not come in: columns with personal data, and files that mix confidential with open rows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict

from loaders.engine.cells import head_texts, texts
from loaders.engine.issues import Findings, quoted
from loaders.engine.text import pattern, simple
from model.grid import Kind, Sheet, Workbook

RULES = Path(__file__).parents[2] / "data" / "rules" / "persoonsgegevens.toml"
CONFIDENTIAL = "VERTROUWELIJK_"
_HEAD, _SAMPLE = 30, 400


class Rules(BaseModel):
    """Headers and cell patterns that point at persons; ``aandeel``: share of filled cells that must fit."""

    model_config = ConfigDict(frozen=True)
    kop: tuple[str, ...]
    cel: dict[str, str]
    aandeel: float
    minstens: int


@cache
def rules(path: Path = RULES) -> Rules:
    """Read the patterns."""
    return Rules.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def personal(workbook: Workbook, found: Findings) -> bool:
    """Return whether a column looks like personal data, also on hidden sheets; each is named."""
    before = len(found.issues)
    for sheet in workbook.sheets:
        if sheet.columns:
            _headers(sheet, found)
            _contents(sheet, found)
    return len(found.issues) > before


def _headers(sheet: Sheet, found: Findings) -> None:
    for row, line in enumerate(head_texts(sheet, _HEAD)):
        for col, text in enumerate(line):
            if text and len(text) <= 60 and any(pattern(p).search(simple(text)) for p in rules().kop):
                _refuse(sheet.cell(row, col), f"Kolom {quoted(text)}", found)


def _contents(sheet: Sheet, found: Findings) -> None:
    for col, column in enumerate(sheet.columns):
        rows = np.flatnonzero((column.kind == Kind.TEKST) | (column.kind == Kind.GETAL))[:_SAMPLE]
        if len(rows) < rules().minstens:
            continue
        words = texts(column, rows)
        for what, text in rules().cel.items():
            hits = words.mask(_looks_like(what, re.compile(text, re.IGNORECASE))).sum()
            if hits >= rules().aandeel * len(words):
                _refuse(sheet.cell(int(rows[0]), col), f"De kolom met {quoted('…')} lijkt {what}", found)


def _looks_like(what: str, form: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda word: form.fullmatch(str(word)) is not None and (what != "bsn" or eleven_test(str(word)))


def eleven_test(text: str) -> bool:
    """Return whether nine digits pass the test of a burgerservicenummer.

    >>> eleven_test("111222333"), eleven_test("123456789")
    (True, False)
    """
    digits = [int(char) for char in text if char.isdigit()]
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    return len(digits) == 9 and sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


def _refuse(place: str, what: str, found: Findings) -> None:
    text = (
        f"{what} lijkt op persoonsgegevens. Die horen niet in de monitor: het bestand is geweigerd. "
        "Haal de kolom weg en lever het bestand opnieuw aan."
    )
    found.fout("persoonsgegevens", text, place)


def is_confidential(name: str) -> bool:
    """Return whether a file is named as confidential."""
    return Path(name.replace("\\", "/")).name.startswith(CONFIDENTIAL)


def mixed(name: str, marked: dict[str, list[str]], found: Findings) -> bool:
    """Return whether a file mixes: confidential rows in an open file, or open rows in a confidential one.

    Args:
        name: of the file.
        marked: cells of rows marked ``ja`` and of rows marked ``nee``.
        found: gets the issue.
    """
    if is_confidential(name) and marked["nee"]:
        text = (
            f"Dit bestand heet {CONFIDENTIAL}…, maar {len(marked['nee'])} rij(en) zijn openbaar. "
            "Een bestand is helemaal vertrouwelijk of helemaal niet: splits het in twee bestanden."
        )
        found.fout("openbaar-in-vertrouwelijk-bestand", text, marked["nee"][0])
        return True
    if not is_confidential(name) and marked["ja"]:
        text = (
            f"{len(marked['ja'])} rij(en) zijn vertrouwelijk, maar het bestand heet niet {CONFIDENTIAL}…. "
            "Zet die rijen in een eigen bestand met die naam, of haal de markering weg."
        )
        found.fout("vertrouwelijk-in-open-bestand", text, marked["ja"][0])
        return True
    return False
