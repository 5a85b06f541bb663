"""Which areas a table shows, who their members are, and how many people live there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from model.gebieden import children, members
from model.lijsten import Niveau


def expand(gebieden: pd.DataFrame, codes: Sequence[str] | None, niveau: str) -> list[str]:
    """Return the areas of one level: those named, or those inside the areas named, or all that exist now.

    Args:
        gebieden: the frame of that name.
        codes: areas of any level; None means everything.
        niveau: level wanted. A region asked for at level gemeente gives its gemeenten.
    """
    level = gebieden.set_index("gebied_code")["niveau"]
    if codes is None:
        now = gebieden["geldig_tot"].isna() & gebieden["niveau"].eq(niveau)
        return sorted(gebieden.loc[now, "gebied_code"])
    out: list[str] = []
    for code in codes:
        if level.get(code) == niveau:
            out.append(code)
        elif niveau == Niveau.GEMEENTE:
            out += members(gebieden, code)
        else:
            out += children(gebieden, code, Niveau(niveau))
    return list(dict.fromkeys(out))


def inside(gebieden: pd.DataFrame, code: str) -> list[str]:
    """Return an area and every current area inside it, of any level.

    Args:
        gebieden: the frame of that name.
        code: area of any level.
    """
    levels = (Niveau.PROVINCIE, Niveau.REGIO)
    below = [lower for niveau in levels for lower in children(gebieden, code, niveau)]
    return list(dict.fromkeys([code, *below, *members(gebieden, code)]))


def chain(gebieden: pd.DataFrame, code: str) -> list[str]:
    """Return an area and the current areas that it lies in, from small to large."""
    now = gebieden[gebieden["geldig_tot"].isna()]
    parent = dict(zip(now["gebied_code"], now["ouder_code"], strict=True))
    out = [code]
    while (code := parent.get(code, "")) and code not in out:
        out.append(code)
    return out


def membership(gebieden: pd.DataFrame, codes: Iterable[str]) -> pd.DataFrame:
    """Return gebied_code and lid, a row per area and current gemeente inside it; a gemeente has itself."""
    level = gebieden.set_index("gebied_code")["niveau"]
    pairs = [
        (code, lid)
        for code in codes
        for lid in ([code] if level.get(code) == Niveau.GEMEENTE else members(gebieden, code))
    ]
    return pd.DataFrame(pairs, columns=["gebied_code", "lid"]).astype("str")


def inhabitants(inwoners: pd.DataFrame, links: pd.DataFrame, peildatum: pd.Timestamp) -> pd.DataFrame:
    """Return inhabitants per area on the latest date on or before the peildatum.

    An area's own figure prevails; otherwise it is the sum of its gemeenten, and only when all of them are
    known on one date.

    Returns:
        Index gebied_code; columns inwoners (Int64) and inwoners_peildatum.
    """
    past = inwoners[inwoners["peildatum"].le(peildatum) & inwoners["waarde"].notna()]
    latest = past.sort_values("peildatum", kind="stable").drop_duplicates("gebied_code", keep="last")
    latest = latest.set_index("gebied_code")[["waarde", "peildatum"]]
    latest.columns = pd.Index(["inwoners", "inwoners_peildatum"])
    own = latest.reindex(links["gebied_code"].unique())
    joined = links.join(latest, on="lid")
    by = joined.groupby("gebied_code")
    oldest, newest = by["inwoners_peildatum"].min(), by["inwoners_peildatum"].max()
    complete = by["inwoners"].count().eq(by.size()) & oldest.eq(newest)
    has_own = own["inwoners"].notna()
    return pd.DataFrame(
        {
            "inwoners": own["inwoners"].fillna(by["inwoners"].sum(min_count=1).where(complete)),
            "inwoners_peildatum": own["inwoners_peildatum"].where(has_own, newest.where(complete)),
        }
    )
