"""Hand-made grids: what reading would have given, without a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from loaders.engine.issues import Findings
from loaders.layouts import Layout, parse
from loaders.load import recognise
from loaders.loaded import Loaded, Provenance
from model.grid import Column, Kind, Sheet, Workbook
from model.lijsten import Lezen

Row = Sequence[object]


def sheet(rows: Sequence[Row], name: str = "Blad1", visibility: str = "zichtbaar") -> Sheet:
    """Return rows as a sheet: None empty, numbers numbers, dates dates, the rest text."""
    width = max((len(row) for row in rows), default=0)
    columns = [_column([row[col] if col < len(row) else None for row in rows]) for col in range(width)]
    return Sheet(name, columns, visibility=visibility)


def _column(cells: list[object]) -> Column:
    kind = np.zeros(len(cells), dtype=np.uint8)
    number = np.full(len(cells), np.nan)
    text = np.full(len(cells), "", dtype=object)
    for row, value in enumerate(cells):
        if isinstance(value, date):
            kind[row], number[row] = Kind.DATUM, (value - date(1970, 1, 1)).days
            text[row] = value.isoformat()
        elif isinstance(value, int | float):
            kind[row], number[row] = Kind.GETAL, value
        elif value is not None:
            kind[row], text[row] = Kind.TEKST, str(value)
    return Column(kind, number, text)


def run(
    layout: str | Layout | Sequence[Layout], *sheets: Sheet, name: str = "proef.xlsx",
    answers: dict[str, str] | None = None, aliases: dict[str, str] | None = None,
) -> Loaded:  # fmt: skip
    """Recognise sheets with one layout (its TOML text) or several."""
    layouts = (
        [parse(layout)] if isinstance(layout, str) else [layout] if isinstance(layout, Layout) else layout
    )
    origin = Provenance(name, "ab" * 32, 1, kind="xlsx", lezen=Lezen.EXACT)
    return recognise(
        Workbook("xlsx", list(sheets)),
        origin,
        Findings(name),
        layouts=layouts,
        answers=answers,
        aliases=aliases,
    )


def codes(loaded: Loaded) -> list[str]:
    """Return the codes of the issues."""
    return [issue.code for issue in loaded.issues]


def balanced(loaded: Loaded) -> bool:
    """Return whether every row went in or out by name."""
    p = loaded.provenance
    return p.rows_in == p.rows_taken + p.rows_dropped + p.rows_refused


BREED = """
id = "proef"
titel = "Proef: breed"
provincie = "PV31"
notatie = "nl"
velden = { eenheid = "plekken", niveau = "gemeente", peildatum = "2024-07-01" }

[[blad]]
voet = ["re:^bron"]
tussenkop = true

  [[blad.kolom]]
  rol = "gebied"
  kop = ["gemeente", "gemeentenaam"]
  verplicht = true

  [[blad.kolom]]
  rol = "waarde"
  kop = ["opgave"]
  verplicht = true
  velden = { doelgroep = "asielzoekers", maat = "opgave", soort_opgave = "indicatief", cyclus = "2024" }

  [[blad.kolom]]
  rol = "waarde"
  kop = ["plekken open", "realisatie"]
  velden = { doelgroep = "asielzoekers", maat = "realisatie" }

  [[blad.kolom]]
  rol = "peildatum"
  kop = ["peildatum"]

  [[blad.totaal]]
  patroon = "re:^totaal"
  over = "alles"

  [[blad.totaal]]
  patroon = "re:^subtotaal"
  over = "groep"
"""
