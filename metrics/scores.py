"""Inputs of the key: inhabitants on a day and the SES-WOA score of a year, with what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from metrics.groups import joined
from metrics.validity import FIRMNESS
from model.lijsten import WaardeStatus
from model.sleutelregels import SesRegels
from model.taal import getal

#: Why a gemeente has no score.
NONE, DIFFER, BEYOND = "geen score in de bestanden", "bronnen verschillen", "geen mogelijke score"
UNSAID = "onbekend volgens de bron"


def people(inwoners: pd.DataFrame, codes: Sequence[str], peildatum: pd.Timestamp) -> pd.DataFrame:
    """Return the inhabitants of gemeenten on exactly one day; a definitive number goes before another.

    Args:
        inwoners: the frame of that name.
        codes: gemeenten wanted.
        peildatum: the day.

    Returns:
        Index gebied_code in the order of ``codes``; inwoners (Int64, missing when unknown), status and
        bron_cijfers.
    """
    rows = inwoners[inwoners["peildatum"].eq(peildatum) & inwoners["waarde"].notna()]
    ranked = rows.assign(_rang=rows["waarde_status"].map(FIRMNESS).fillna(-1))
    last = ranked.sort_values("_rang", kind="stable").drop_duplicates("gebied_code", keep="last")
    last = last.set_index("gebied_code").reindex(pd.Index(codes, name="gebied_code", dtype="str"))
    cells = (last["bron_id"] + "#" + last["bron_cel"]).fillna("")
    return pd.DataFrame(
        {
            "inwoners": last["waarde"].astype("Int64"),
            "status": last["waarde_status"].fillna(WaardeStatus.ONBEKEND.value).astype("str"),
            "bron_cijfers": cells.astype("str"),
        }
    )


def days(inwoners: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Return the days of which inhabitants are loaded, newest first, and of how many gemeenten.

    Returns:
        peildatum, bekend (gemeenten with a number), leden.
    """
    rows = inwoners[inwoners["gebied_code"].isin(codes) & inwoners["waarde"].notna()]
    count = rows.groupby("peildatum")["gebied_code"].nunique().sort_index(ascending=False)
    return pd.DataFrame({"peildatum": count.index, "bekend": count.array, "leden": len(codes)})


def ses(indicatoren: pd.DataFrame, rules: SesRegels) -> pd.DataFrame:
    """Return the total SES-WOA score per gemeente and year from the files of the CBS that are loaded.

    A definitive score goes before a provisional one. Where scores of the same standing differ (two tables,
    or a district with the name of its gemeente in a file without codes) there is no score, and the reason
    names them; so does a score that cannot be.

    Args:
        indicatoren: the frame of that name.
        rules: headers of the score and its bounds.

    Returns:
        gebied_code, periode (year; empty when the file names none), score (Float64), status, reden,
        bron_cijfers; one row per gemeente and year.
    """
    headed = [
        indicatoren[c].str.contains(rules.patroon, case=False, regex=True) for c in ("naam", "indicator")
    ]
    rows = indicatoren[headed[0] | headed[1]]
    rows = rows[rows["gebied_code"].str.startswith("GM")]
    year = rows["periode"].str.extract(r"((?:19|20)\d{2})", expand=False).fillna("")
    rows = rows.assign(periode=year.astype("str"), cel=rows["bron_id"] + "#" + rows["bron_cel"])
    by = ["gebied_code", "periode"]
    cells = rows.groupby(by)["cel"].agg(joined).rename("bron_cijfers")
    known = rows[rows["waarde"].notna()].assign(rang=rows["waarde_status"].map(FIRMNESS).fillna(-1))
    firm = known[known["rang"].eq(known.groupby(by)["rang"].transform("max"))]
    firm = firm.drop_duplicates([*by, "waarde"]).sort_values([*by, "waarde"])
    about = firm.groupby(by)["waarde"].agg(["first", "last", "size"])
    about["status"] = firm.groupby(by)["waarde_status"].first()
    out = cells.to_frame().join(about).reset_index()
    reason = pd.Series([_reason(row, rules) for row in out.itertuples()], index=out.index, dtype="str")
    return pd.DataFrame(
        {
            "gebied_code": out["gebied_code"].astype("str"),
            "periode": out["periode"].astype("str"),
            "score": out["first"].where(reason.eq("")).astype("Float64"),
            "status": out["status"].fillna(WaardeStatus.ONBEKEND.value).astype("str"),
            "reden": reason,
            "bron_cijfers": out["bron_cijfers"].astype("str"),
        }
    )


def _reason(row: Any, rules: SesRegels) -> str:  # noqa: ANN401 - a row from itertuples
    """Return why there is no score, or an empty text; ``first`` is the lowest, ``last`` the highest."""
    if pd.isna(row.first):
        return UNSAID
    if row.size > 1:
        return f"{DIFFER}: {getal(row.first, 3)} en {getal(row.last, 3)}"
    if not rules.laagst <= row.first <= rules.hoogst:
        return f"{BEYOND}: {getal(row.first, 3)}"
    return ""


def years(found: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Return the years of which scores are loaded, newest first, and of how many gemeenten.

    Args:
        found: see ``ses``.
        codes: the gemeenten that the key is about.

    Returns:
        periode, bekend, leden.
    """
    mine = found[found["gebied_code"].isin(codes) & found["score"].notna()]
    count = mine.groupby("periode")["gebied_code"].nunique().sort_index(ascending=False)
    return pd.DataFrame({"periode": count.index.astype("str"), "bekend": count.array, "leden": len(codes)})


def of_year(found: pd.DataFrame, codes: Sequence[str], periode: str) -> pd.DataFrame:
    """Return the scores of one year, a row per gemeente; who is not in the files has a reason too.

    Returns:
        Index gebied_code in the order of ``codes``; score (Float64), status, reden, bron_cijfers.
    """
    index = pd.Index(codes, name="gebied_code", dtype="str")
    mine = found[found["periode"].eq(periode)].set_index("gebied_code").reindex(index)
    absent = mine["reden"].isna()
    return mine.assign(
        status=mine["status"].fillna(WaardeStatus.ONBEKEND.value),
        reden=mine["reden"].mask(absent, NONE),
        bron_cijfers=mine["bron_cijfers"].fillna(""),
    ).drop(columns="periode")
