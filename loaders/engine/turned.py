"""A sheet on its side, for tables with areas across and years down; every cell keeps its own address."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from model.grid import Column, Sheet


@dataclass(slots=True)
class Turned(Sheet):
    """A sheet whose rows are the columns of ``source``."""

    source: Sheet = field(default_factory=lambda: Sheet("", []))

    def cell(self, row: int, col: int) -> str:
        """Return the address in the sheet as it stands in the file."""
        return self.source.cell(col, row)


def turned(sheet: Sheet) -> Turned:
    """Return the sheet with rows and columns exchanged."""
    columns = [_row(sheet, row) for row in range(sheet.n_rows)]
    return Turned(sheet.name, columns, sheet.first_col, sheet.first_row, sheet.visibility, source=sheet)


def _row(sheet: Sheet, row: int) -> Column:
    """Return one row as a column."""
    percent = [column.percent is not None and bool(column.percent[row]) for column in sheet.columns]
    text = np.empty(len(sheet.columns), dtype=object)
    text[:] = [column.text[row] for column in sheet.columns]
    return Column(
        np.array([column.kind[row] for column in sheet.columns], dtype=np.uint8),
        np.array([column.number[row] for column in sheet.columns], dtype=float),
        text,
        np.array(percent) if any(percent) else None,
    )
