"""What reading a file produces: sheets of typed cells, column by column, each cell with its address.

A column keeps what the file says and nothing more: a number is a number, a text is a text, also when the text
looks like a number. Recognising what a cell means is the work of ``loaders``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from openpyxl.utils import get_column_letter


class Kind(IntEnum):
    """Kinds of cells."""

    LEEG = 0
    GETAL = 1
    TEKST = 2
    BOOL = 3
    DATUM = 4
    FOUT = 5
    FORMULE = 6


@dataclass(slots=True)
class Column:
    """One column of cells.

    Attributes:
        kind: uint8 per cell, a ``Kind``.
        number: float64 per cell. GETAL: the value; BOOL: 0 or 1; DATUM: days since 1970-01-01, the
            fraction is the time; NaN for other kinds.
        text: object array of str. TEKST: the text; DATUM: ISO 8601; FOUT: the error (``#N/A``); else ``""``.
        percent: bool per cell, true where the cell is formatted as a percentage; None when no cell is.
        coded: codes and words with ``words[codes] == text``, where reading has them; spares looking for them.
    """

    kind: np.ndarray
    number: np.ndarray
    text: np.ndarray
    percent: np.ndarray | None = None
    coded: tuple[np.ndarray, list[str]] | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        """Return the number of cells."""
        return len(self.kind)


@dataclass(slots=True)
class Sheet:
    """A sheet, or a CSV file as its only sheet.

    ``first_row`` and ``first_col`` are the 1-based place of the cell at index (0, 0).
    """

    name: str
    columns: list[Column]
    first_row: int = 1
    first_col: int = 1
    visibility: str = "zichtbaar"
    hidden_rows: list[int] = field(default_factory=list)
    hidden_cols: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.columns[0]) if self.columns else 0

    def cell(self, row: int, col: int) -> str:
        """Return the address of the cell at index (row, col).

        >>> Sheet("Blad1", [], first_row=1).cell(26, 5)
        'Blad1!F27'
        """
        return f"{self.name}!{get_column_letter(self.first_col + col)}{self.first_row + row}"


@dataclass(slots=True)
class Workbook:
    """All sheets of a file, in the order of the file.

    ``kind`` is what the content is (xlsx, xls, xlsb, ods or csv), whatever the name of the file says.
    """

    kind: str
    sheets: list[Sheet]
    encoding: str = ""
    delimiter: str = ""
    datum1904: bool = False
