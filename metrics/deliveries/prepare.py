"""Figures of the areas asked for, with who published them, in which role, and when they were loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics.known import figures, moments
from metrics.validity import dates
from model.aanleverregels import Aanleverregels
from model.frames import Frames
from model.lijsten import Bereik


def totals(frames: Frames, codes: Sequence[str]) -> pd.DataFrame:
    """Return the rows of cijfers that are the total of one of these areas, plus ``datum``."""
    rows = frames["cijfers"]
    rows = rows[rows["gebied_code"].isin(list(codes)) & rows["bereik"].eq(Bereik.GEMEENTETOTAAL)]
    return rows.assign(datum=dates(rows))


def known(rows: pd.DataFrame) -> pd.Series:
    """Return which rows hold a number, a bound or a range."""
    return rows["waarde"].notna() | rows["waarde_min"].notna() | rows["waarde_max"].notna()


def sourced(
    rows: pd.DataFrame, bronnen: pd.DataFrame, regels: Aanleverregels, geladen: Mapping[str, pd.Timestamp]
) -> pd.DataFrame:
    """Return figures with their source.

    Args:
        rows: rows of cijfers plus ``datum``.
        bronnen: the frame of that name.
        regels: roles of publishers.
        geladen: day on which each upload was brought in, by ``upload_id``.

    Returns:
        The rows plus uitgever (title or file where no publisher is named), rol (code), geladen_op, bron
        (cell), waarde_tekst and moment.
    """
    used = bronnen[bronnen["bron_id"].isin(rows["bron_id"].unique())].drop_duplicates("bron_id")
    about = used.set_index("bron_id")
    who = about["uitgever"].where(about["uitgever"].ne(""), about["titel"])
    role = [
        regels.role(uitgever, layout).code for uitgever, layout in about[["uitgever", "layout_id"]].values
    ]
    upload = about["upload_id"].to_dict()
    days = [geladen.get(upload.get(key, ""), pd.NaT) for key in rows["bron_id"]]
    out = rows.assign(
        uitgever=rows["bron_id"].map(who.where(who.ne(""), about["bestand"])).fillna("").astype("str"),
        rol=rows["bron_id"].map(pd.Series(role, index=about.index, dtype="str")).fillna("").astype("str"),
        geladen_op=pd.Series(days, index=rows.index, dtype="datetime64[us]"),
        bron=(rows["bron_id"] + "#" + rows["bron_cel"]).astype("str"),
    )
    return out.assign(waarde_tekst=figures(out), moment=moments(out))
