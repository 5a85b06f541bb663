"""Fields that stand outside the table: in a title, a footer, the name of the sheet or of the file."""

from __future__ import annotations

from loaders.engine.cells import shown
from loaders.engine.rows import Rows
from loaders.engine.tables import Table
from loaders.engine.text import pattern
from loaders.engine.turned import Turned


def _headers(table: Table) -> list[str]:
    """Return the headers of a table on its side: its title stands among them."""
    if not isinstance(table.sheet, Turned):
        return []
    return [shown(table.sheet, table.top, col) for col in range(len(table.sheet.columns))]


def outside(table: Table, rows: Rows, name: str) -> dict[str, str]:
    """Return the fields found by the layout's ``vondst`` entries; the first find of a field stays."""
    places = {
        "boven": [*rows.above, *_headers(table)],
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
