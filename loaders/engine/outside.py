"""Fields that stand outside the table: in a title, a footer, the name of the sheet or of the file."""

from __future__ import annotations

from loaders.engine.rows import Rows
from loaders.engine.tables import Table
from loaders.engine.text import pattern


def outside(table: Table, rows: Rows, name: str) -> dict[str, str]:
    """Return the fields found by the layout's ``vondst`` entries; the first find of a field stays."""
    places = {
        "boven": rows.above,
        "onder": rows.below,
        "bladnaam": [table.sheet.name],
        "bestandsnaam": [name],
    }
    out: dict[str, str] = {}
    for vondst in table.blad.vondst:
        for text in places[vondst.waar]:
            match = pattern(vondst.patroon).search(text)
            if match:
                out = {k: v.strip() for k, v in match.groupdict().items() if v} | out
    return out
