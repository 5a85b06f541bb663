"""What every test of a source layout asks: load the file, and account for all of its rows."""

from __future__ import annotations

import pandas as pd

from loaders.load import load
from loaders.loaded import Loaded
from model import schemas


def loaded(content: bytes, name: str, layout: str, rows: tuple[int, int, int, int], **answers: str) -> Loaded:
    """Load a file; ``rows`` are in, taken, dropped and refused, and the first is the sum of the others."""
    out = load(content, name, answers=answers)
    p = out.provenance
    assert p.layout_id == layout, [str(issue) for issue in out.issues]
    assert (p.rows_in, p.rows_taken, p.rows_dropped, p.rows_refused) == rows, [str(i) for i in out.issues]
    assert p.rows_in == p.rows_taken + p.rows_dropped + p.rows_refused
    assert len(out.dropped) == p.rows_dropped
    assert not schemas.check_all(out.frames)
    return out


def at(frame: pd.DataFrame, cell: str) -> pd.Series:
    """Return the one row that came from a cell."""
    rows = frame[frame["bron_cel"].eq(cell)]
    assert len(rows) == 1, frame["bron_cel"].tolist()
    return rows.iloc[0]


def codes(out: Loaded) -> list[str]:
    """Return the codes of everything that was found."""
    return [issue.code for issue in out.issues]


def reasons(out: Loaded) -> dict[str, int]:
    """Return how many rows were left out, per reason."""
    return {str(key): int(count) for key, count in out.dropped["reden"].value_counts().items()}
