"""Sums over the members of an area: unknown members are counted and said, never taken for zero."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from metrics import groups
from model.lijsten import WaardeStatus


def by_member(parts: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of every member under each area it belongs to.

    Args:
        parts: one row per gemeente, doelgroep and deelgroep.
        links: gebied_code and lid, see ``metrics.areas.membership``.
    """
    return links.merge(parts, left_on="lid", right_on="gebied_code", suffixes=("", "_lid"))


def over_members(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the sum of one measure over the members of each area.

    Args:
        rows: see ``by_member``; has ``<measure>`` and its ``_min``, ``_max``, ``_status``, ``_datum`` and
            ``_bron``.
        measure: name of the measure, ``opgave`` or ``realisatie``.

    Returns:
        Index gebied_code, doelgroep, deelgroep; columns leden (all members), leden_bekend (members with a
        number), som (missing when none is known), min, max (missing when a side is open), status
        (berekend, or geschat as soon as one part is), datum (the oldest) and bron.
    """
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


def if_complete(rows: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """Return the sums of measures per area, group and part where every member is known; else missing.

    Args:
        rows: see ``by_member``; the measures are Int64.
        measures: columns to add up.
    """
    by = rows.groupby(["gebied_code", "doelgroep", "deelgroep"], sort=False)[list(measures)]
    return by.sum(min_count=1).where(by.count().eq(by.size(), axis=0))


def complete(sums: pd.DataFrame) -> pd.Series:
    """Return for which areas every member is known, so that the sum is the figure of the area."""
    return sums["leden"].gt(0) & sums["leden"].eq(sums["leden_bekend"])
