"""Rules about one number at a time: outside any sensible range, or too many for the inhabitants."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.content.work import Work, looked_up
from model import schemas
from model.inhoud import Regel

#: Columns with numbers that are looked at, per frame; the first is the one that is shown.
_NUMBERS = {
    "cijfers": ("getal", "waarde_min", "waarde_max"),
    "locaties": ("plekken", "plekken_min", "plekken_max", "plekken_amv"),
    "toerekening": ("personen",),
    "inwoners": ("waarde",),
}
#: What those numbers are, where no row says so.
_WHAT = {
    "locaties": "plekken van een locatie",
    "toerekening": "personen van een locatie",
    "inwoners": "aantal inwoners",
}


def outside(work: Work, regel: Regel) -> pd.DataFrame:
    """Name numbers below the lowest or above the highest that can be, in any frame of the delivery."""
    there = [frame for frame in regel.frame if frame == "cijfers" or len(work.frames.get(frame, ()))]
    found = [_outside(work, regel, frame) for frame in there]
    return pd.concat(found, ignore_index=True) if found else work.nieuw.iloc[:0]


def _outside(work: Work, regel: Regel, frame: str) -> pd.DataFrame:
    rows = _frame(work, regel, frame)
    numbers = rows[list(_NUMBERS[frame])].to_numpy(float, na_value=np.nan)
    low, high = regel.grens["laagst"], regel.grens["hoogst"]
    wrong = (numbers < low) | (numbers > high)
    hit = wrong.any(axis=1)
    rows, numbers, wrong = rows[hit], numbers[hit], wrong[hit]
    worst = np.where(wrong, np.abs(numbers), -1.0).argmax(axis=1)
    value = numbers[np.arange(len(rows)), worst]
    return rows.assign(getal=value, waarde=value, laagst=low, hoogst=high, grootte=np.abs(value))


def _frame(work: Work, regel: Regel, frame: str) -> pd.DataFrame:
    """Return the rows of a frame of the delivery, with the file and the area of each."""
    if frame == "cijfers":
        return work.of(work.nieuw, regel)
    rows = work.frames.get(frame, schemas.empty(frame))
    if "koppelgemeente" in rows:
        rows = rows.rename(columns={"koppelgemeente": "gebied_code"})
    niveau = rows["gebied_code"].map(
        dict(zip(work.gebieden["gebied_code"], work.gebieden["niveau"], strict=True))
    )
    rows = rows.assign(bestand=work.files(rows), wat=_WHAT[frame], niveau=niveau.astype("str").fillna(""))
    wanted = [str(level) for level in regel.niveau]
    return rows[rows["niveau"].isin(wanted)] if wanted else rows


def per_thousand(work: Work, regel: Regel) -> pd.DataFrame:
    """Name figures that are more per 1,000 inhabitants than can be expected anywhere."""
    rows = work.of(work.nieuw, regel)
    known = work.inwoners[work.inwoners["waarde"].notna()].sort_values("peildatum", kind="stable")
    people = known.drop_duplicates("gebied_code", keep="last").set_index("gebied_code")["waarde"]
    people = people.astype("Float64").astype(float)
    rows = rows.assign(inwoners=looked_up(rows["gebied_code"], people))
    ratio = 1000 * rows["getal"] / rows["inwoners"].where(rows["inwoners"].gt(0))
    rows = rows.assign(verhouding=ratio.round(1), hoogst=regel.grens["hoogst"], grootte=rows["getal"])
    return rows[ratio.gt(regel.grens["hoogst"])]


def amv_of_site(work: Work, regel: Regel) -> pd.DataFrame:
    """Name sites with more places for amv than places."""
    rows = _frame(work, regel, "locaties")
    over = rows["plekken_amv"].gt(rows["plekken"]).fillna(False).astype(bool)
    rows = rows[over]
    size = (rows["plekken_amv"] - rows["plekken"]).astype(float)
    return rows.assign(
        waarde=rows["plekken"].astype(float), amv=rows["plekken_amv"].astype(float), grootte=size
    )
