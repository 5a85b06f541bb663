"""Cells of the marked copy: text that is never a formula, and how serious findings look."""

from __future__ import annotations

import re

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font

from exports.tables import GEVAARLIJK
from model.lijsten import Ernst

MOST_TEXT = 32_767
FILLS = {Ernst.FOUT: "F6C6C9", Ernst.WAARSCHUWING: "FFE9A8", Ernst.MELDING: "CFE2F3"}
EDGES = {Ernst.FOUT: "A4262C", Ernst.WAARSCHUWING: "7A6A00", Ernst.MELDING: "0B4F8A"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FONT = "Calibri"


def clean(text: str) -> str:
    """Return a text without signs that a workbook cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def put(cell: Cell, text: str) -> None:
    """Write a text as text, whatever sign it starts with."""
    cell.value = clean(text)[:MOST_TEXT]
    cell.data_type = "s"
    if text.startswith(GEVAARLIJK):
        cell.quotePrefix = True


def words(cell: Cell, text: str, *, size: int = 11, bold: bool = False, color: str = "14202B") -> None:
    """Write our own words."""
    put(cell, text)
    cell.font = Font(name=_FONT, size=size, bold=bold, color=color)


def link(cell: Cell) -> None:
    """Make the words of a cell look like a link."""
    cell.font = Font(name=_FONT, size=11, underline="single", color="0B4F8A")


def wrap(cell: Cell, *, lines: bool) -> None:
    """Put the words at the top of the cell, over several lines when asked."""
    cell.alignment = Alignment(vertical="top", wrap_text=lines)
