"""Sums over the members of an area: unknown members are counted and said, never taken for zero."""

from __future__ import annotations

import pandas as pd

from metrics import groups
from model.lijsten import WaardeStatus


def over_members(parts: pd.DataFrame, links: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the sum of one measure over the members of each area.

    Args:
        parts: one row per gemeente, doelgroep and deelgroep, with ``<measure>`` and its ``_min``, ``_max``,
            ``_status``, ``_datum`` and ``_bron``.
        links: gebied_code and lid, see ``metrics.areas.membership``.
        measure: name of the measure, ``opgave`` or ``realisatie``.

    Returns:
        Index gebied_code, doelgroep, deelgroep; columns leden (all members), leden_bekend (members with a
        number), som (missing when none is known), min, max (missing when a side is open), status
        (berekend, or geschat as soon as one part is), datum (the oldest) and bron.
    """
    rows = links.merge(parts, left_on="lid", right_on="gebied_code", suffixes=("", "_lid"))
    value, low, high = rows[measure], rows[f"{measure}_min"], rows[f"{measure}_max"]
    bounded = low.notna() | high.notna()
    rows = rows.assign(
        waarde=value,
        min=low.where(bounded, value),
        max=high.where(bounded, value),
        geschat=rows[f"{measure}_status"].eq(WaardeStatus.GESCHAT) & value.notna(),
        datum=rows[f"{measure}_datum"].where(value.notna()),
        bron=rows[f"{measure}_bron"].where(value.notna(), ""),
    )
    by = rows.groupby(["gebied_code", "doelgroep", "deelgroep"], sort=False)
    out = pd.DataFrame(
        {
            "leden": by.size().astype("Int64"),
            "leden_bekend": by["waarde"].count().astype("Int64"),
            "som": by["waarde"].sum(min_count=1),
            "min": by["min"].sum(min_count=1).where(by["min"].count().eq(by.size())),
            "max": by["max"].sum(min_count=1).where(by["max"].count().eq(by.size())),
            "datum": by["datum"].min(),
            "bron": by["bron"].agg(groups.joined),
        }
    )
    status = pd.Series(WaardeStatus.BEREKEND.value, index=out.index, dtype="str")
    return out.assign(status=status.mask(by["geschat"].any(), WaardeStatus.GESCHAT.value))


def if_complete(parts: pd.DataFrame, links: pd.DataFrame, measure: str) -> pd.Series:
    """Return the sum of one measure per area, group and part where every member is known; else missing.

    Args:
        parts: one row per gemeente, doelgroep and deelgroep with the measure as Int64.
        links: gebied_code and lid, see ``metrics.areas.membership``.
        measure: column to add up.
    """
    rows = links.merge(parts, left_on="lid", right_on="gebied_code", suffixes=("", "_lid"))
    by = rows.groupby(["gebied_code", "doelgroep", "deelgroep"], sort=False)[measure]
    return by.sum(min_count=1).where(by.count().eq(by.size()))


def complete(sums: pd.DataFrame) -> pd.Series:
    """Return for which areas every member is known, so that the sum is the figure of the area."""
    return sums["leden"].gt(0) & sums["leden"].eq(sums["leden_bekend"])
