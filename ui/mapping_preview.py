"""The sheet as it is: its own rows and columns, with their real addresses, hidden ones named."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st
from openpyxl.utils import get_column_letter

from loaders.engine.cells import texts
from loaders.mapping import Draft
from model import taal
from model.grid import Sheet
from ui.links import plain

ROWS, WIDTH, NARROW = 15, 240, 14


def draw(sheet: Sheet, draft: Draft) -> None:
    """Draw the first rows of a sheet; the header that was chosen is marked."""
    last = min(sheet.n_rows, max(ROWS, draft.kopregel + draft.kopregels + 5))
    first = max(0, draft.kopregel - 3) if last > 2 * ROWS else 0
    shown = range(first, last)
    st.table(frame(sheet, draft, shown), border="horizontal")
    hidden = [str(row) for row in sheet.hidden_rows]
    if hidden:
        numbers = taal.opsomming(hidden[:12]) + (" …" if len(hidden) > 12 else "")
        st.caption(f"Verborgen in het bestand, maar wel gelezen: regel {numbers}.")
    if last < sheet.n_rows:
        st.caption(f"Regel {sheet.first_row + first} tot en met {sheet.first_row + last - 1} van "
                   f"{taal.getal(sheet.n_rows + sheet.first_row - 1)} staan hier.")  # fmt: skip


def frame(sheet: Sheet, draft: Draft, shown: range) -> pd.DataFrame:
    """Return rows of a sheet as text, under the letters of its columns and beside the numbers of its rows."""
    rows = np.array(shown, dtype=int)
    hidden_cols, hidden_rows = set(sheet.hidden_cols), set(sheet.hidden_rows)
    width = max(NARROW, WIDTH // max(len(sheet.columns), 1))
    columns = {}
    for col, column in enumerate(sheet.columns):
        mark = " (verborgen)" if sheet.first_col + col in hidden_cols else ""
        cells = list(texts(column, rows).array()) if len(rows) else []
        columns[get_column_letter(sheet.first_col + col) + mark] = [_cell(str(text), width) for text in cells]
    head = range(draft.kopregel, draft.kopregel + draft.kopregels)
    index = [_row(sheet, row, row in head, sheet.first_row + row in hidden_rows) for row in shown]
    return pd.DataFrame(columns, index=index)


def _cell(text: str, width: int) -> str:
    return plain(text if len(text) <= width else f"{text[: width - 1]}…")


def _row(sheet: Sheet, row: int, is_head: bool, is_hidden: bool) -> str:
    marks = [word for word, on in (("kop", is_head), ("verborgen", is_hidden)) if on]
    return f"{sheet.first_row + row}" + (f" · {', '.join(marks)}" if marks else "")
