"""Who counted: one line in a chart is one counter, because two of them never start from the same list."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.validity import dates

PERIOD = ["gebied_code", "doelgroep", "deelgroep", "maat", "periode_van"]


def last_counter(rows: pd.DataFrame, bronnen: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Return the counts within a period by whoever counted last, so that a running count does not jump.

    COA counts who was signed off on the first of the month, a gemeente counts keys: their counts of one
    half-year side by side would draw a line that falls, which no count of persons housed can do.

    Args:
        rows: rows of ``cijfers`` that count within a period.
        bronnen: the frame of that name; a source without a publisher counts for itself.
        until: later counts do not decide.

    Returns:
        Those rows, in the same order. Where several publishers counted on the last date all of theirs stay:
        that is a conflict, and told elsewhere.
    """
    names = bronnen.drop_duplicates("bron_id").set_index("bron_id")["uitgever"]
    who = rows["bron_id"].map(names).astype("str")
    who = who.where(who.fillna("").ne(""), rows["bron_id"])
    told = rows[PERIOD].assign(_wie=who, _datum=dates(rows))
    told = told[told["_datum"].le(until)]
    newest = told["_datum"].eq(told.groupby(PERIOD, dropna=False)["_datum"].transform("max"))
    last = set(told[newest][[*PERIOD, "_wie"]].itertuples(index=False, name=None))
    mine = rows[PERIOD].assign(_wie=who).itertuples(index=False, name=None)
    return rows[np.fromiter((row in last for row in mine), bool, len(rows))]
