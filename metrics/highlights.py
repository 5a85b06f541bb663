"""The figures of an area that a reader meets first: the last known per kind, its own before its parts."""

from __future__ import annotations

import pandas as pd

from metrics import sources
from metrics.measures import is_netto_twin
from model.frames import Frames
from model.gebieden import members
from model.lijsten import Bereik, Doelgroep, Maat

KINDS = (Maat.OPGAVE, Maat.AANBOD, Maat.REALISATIE)
FIGURE = ["gebied_code", "doelgroep", "deelgroep", "maat", "soort_opgave", "cyclus", "zekerheid", "eenheid"]


def latest(frames: Frames, gebied: str, most: int, tot: pd.Timestamp) -> pd.DataFrame:
    """Return the last known totals of an area and of its gemeenten.

    Where two sources give different numbers for the same fact both are there.

    Args:
        frames: a version's frames.
        gebied: province, region or gemeente.
        tot: the date asked for; what is set or measured later is not known yet.
        most: number of rows; at most half of them are of the area itself when it has gemeenten.

    Returns:
        See ``sources.described``; the area itself first, then its gemeenten, the newest first.
    """
    codes = list(dict.fromkeys([gebied, *members(frames["gebieden"], gebied)]))
    rows = frames["cijfers"]
    mine = rows["gebied_code"].isin(codes) & rows["bereik"].eq(Bereik.GEMEENTETOTAAL) & ~is_netto_twin(rows)
    found = sources.described(rows[mine & rows["maat"].isin([str(kind) for kind in KINDS])], frames)
    found = found[found["datum"].le(tot)]
    last = found.groupby(FIGURE)["datum"].transform("max").eq(found["datum"])
    found = found[last].drop_duplicates(["feit", "waarde", "waarde_min", "waarde_max"])
    groups = {str(groep): i for i, groep in enumerate(Doelgroep)}
    order = found.assign(_deel=found["gebied_code"].ne(gebied), _groep=found["doelgroep"].map(groups))
    order = order.sort_values(["_deel", "datum", "_groep"], ascending=[True, False, True], kind="stable")
    own, parts = order[~order["_deel"]], order[order["_deel"]]
    shown = pd.concat([own.head(max(most // 2, most - len(parts))), parts]).head(most)
    return shown.drop(columns=["_deel", "_groep"]).reset_index(drop=True)
