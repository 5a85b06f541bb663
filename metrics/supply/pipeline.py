"""The pipeline: how many locations and places are in which stage, per area."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from model.lijsten import Stadium

COLUMNS = ["gebied_code", "doelgroep", "stadium", "locaties", "plekken", "plekken_onbekend"]


def pipeline(stays: pd.DataFrame, gebieden: Sequence[str], links: pd.DataFrame) -> pd.DataFrame:
    """Return locations and places per area, group and stage, as the register says it now.

    A location with several periods for one group counts once, with the most places it has for it. One that
    serves several groups stands in each of them: groups are never added up.

    Args:
        stays: see ``stays``.
        gebieden: areas wanted.
        links: gebied_code and lid, see ``metrics.areas.membership``.

    Returns:
        gebied_code, doelgroep, stadium (in the order of the stages), locaties, plekken (Int64, missing when
        no number is known) and plekken_onbekend (locations whose number is not known). Only stages that
        occur.
    """
    site = ["gebied_code", "doelgroep", "stadium", "locatie_id"]
    once = stays.groupby(site, sort=False)["plekken"].max().reset_index()
    once = once.assign(plekken_onbekend=once["plekken"].isna().astype("Int64"), locaties=1)
    mine = links[links["gebied_code"].isin(list(gebieden))]
    rows = mine.merge(once, left_on="lid", right_on="gebied_code", suffixes=("", "_lid"))
    by = rows.groupby(["gebied_code", "doelgroep", "stadium"])
    out = by[["locaties", "plekken_onbekend"]].sum().astype("Int64")
    out = out.assign(plekken=by["plekken"].sum(min_count=1)).reset_index()
    area = {code: rank for rank, code in enumerate(gebieden)}
    stage = {stadium.value: rank for rank, stadium in enumerate(Stadium)}
    out = out.assign(_gebied=out["gebied_code"].map(area), _stadium=out["stadium"].map(stage))
    return out.sort_values(["doelgroep", "_gebied", "_stadium"])[COLUMNS].reset_index(drop=True)
