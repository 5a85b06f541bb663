"""What a file does not say and its layout may not assume: asked once per file, kept with the upload.

A layout that an analyst made holds no date and no cycle of its own, because next time those are others. They
stand in the file, or they are answered for this file alone (``veld:periode``, ``veld:cyclus``).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from loaders import periods
from loaders.engine.cells import texts
from loaders.engine.issues import Choices, Findings, quoted
from loaders.engine.tables import Table
from loaders.engine.text import simple
from loaders.layouts import Layout
from model.lijsten import Maat
from model.rules import rules

FIELD = "veld:"
_TIMES = frozenset({"periode", "peildatum"})
_MOMENTS = _TIMES | {"periode_van", "vastgesteld_op"}
_QUESTIONS = {
    "periode": "Dit bestand zegt niet over welke dag of periode de cijfers gaan. Vul die in.",
    "cyclus": "Dit bestand zegt niet bij welke ronde van de Spreidingswet de opgave hoort. Kies de ronde.",
}


def complete(
    layout: Layout,
    table: Table,
    stated: Mapping[str, str],
    answers: Mapping[str, str],
    found: Findings,
) -> tuple[dict[str, str], bool]:
    """Return the fields of a table with the answers about this file, and whether the file must wait for one.

    Args:
        layout: says what it asks for when the file does not say it.
        table: says which columns there are.
        stated: fields found outside the table.
        answers: of the analyst; an answer goes before what the title says.
        found: gets the question, or what is wrong with the answer.
    """
    out, waits = dict(stated), False
    for field in layout.vraag:
        given = answers.get(FIELD + field, "").strip()
        if given and field == "periode":
            out = {name: text for name, text in out.items() if name not in _TIMES}
            out |= when(given)
            waits |= _wrong(given, table, found)
        elif given:
            out[field] = given
        elif not _said(field, table, stated) and _matters(field, table, layout):
            place = table.sheet.cell(table.top, table.columns[0].col)
            found.fout(f"{field}-geven", _QUESTIONS[field], place, FIELD + field, _choices(field))
            waits = True
    return out, waits


def when(text: str) -> dict[str, str]:
    """Return the field that a day or period fills: a day is a peildatum, anything longer a period.

    >>> when("1-7-2026"), when("2026-H1")
    ({'peildatum': '1-7-2026'}, {'periode': '2026-H1'})
    """
    return {"peildatum" if periods.parse(text).precision == "dag" else "periode": text}


def _wrong(text: str, table: Table, found: Findings) -> bool:
    error = periods.parse(text).error
    if error:
        place = table.sheet.cell(table.top, table.columns[0].col)
        found.fout("periode-geven", f"{quoted(text)}: {periods.FOUTEN[error]}", place, f"{FIELD}periode")
    return bool(error)


def _said(field: str, table: Table, stated: Mapping[str, str]) -> bool:
    """Return whether a title, a header or a column of the file says a field."""
    names: frozenset[str] = _MOMENTS if field == "periode" else frozenset({field})
    in_headers = all(names & {*column.velden, *column.kolom.velden} for column in table.values)
    return bool(names & set(stated)) or any(table.role(name) for name in names) or in_headers


def _matters(field: str, table: Table, layout: Layout) -> bool:
    """Return whether a field is needed: a round only where the column of measures holds a duty."""
    column = table.role("maat") if field == "cyclus" else None
    if column is None:
        return True
    cells = table.sheet.columns[column.col]
    held = texts(cells, np.arange(table.start, len(cells))).used()
    names = {simple(word): value for word, value in layout.woorden.get("maat", {}).items()}
    return any(names.get(simple(str(word)), str(word)) == Maat.OPGAVE for word in held.values)


def _choices(field: str) -> Choices:
    return tuple((cycle.code, cycle.naam) for cycle in rules().cyclus) if field == "cyclus" else ()
