"""The stays that supply is made of: the register with every place in it once."""

from __future__ import annotations

import pandas as pd

from metrics.overlap_once import once
from metrics.supply import stays as register
from model.frames import Frames
from model.rules import Rules


def stays(frames: Frames, *, tot: pd.Timestamp | None = None, rules: Rules | None = None) -> pd.DataFrame:
    """Return one row per stay of a location for a group, in which no place is counted twice on any day.

    Args:
        frames: a version's frames; uses locaties and bestemmingen.
        tot: stays that begin later are left out, after what is double was taken out.
        rules: which names and plans are the same places; the shipped rules when None.

    Returns:
        See ``metrics.supply.stays.stays``, plus plekken_bron (Int64, as published) and dubbel (Dutch: why the
        places or days differ from it; empty when they do not). Where the rows do not decide whether a place
        is double its number is missing, and ``plekken_reden`` says why.
    """
    rows = once(register.stays(frames), rules)
    undecided = rows["plekken"].isna() & rows["plekken_bron"].notna()
    rows = rows.assign(plekken_reden=rows["plekken_reden"].mask(undecided, rows["dubbel"]))
    return rows if tot is None else rows[~rows["van"].gt(tot)].reset_index(drop=True)
