"""Rules about time: dates that cannot be, files that are old, and stock and flow mixed up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import groups
from metrics.content.work import Work, looked_up
from model.inhoud import Regel
from model.lijsten import Aard, Maat

_WORDS = {"stand": "een stand op een dag", "stroom": "een aantal over een periode"}
_CELLS = 3


def future(work: Work, regel: Regel) -> pd.DataFrame:
    """Name figures that hold for a day that is still to come."""
    rows = work.of(work.nieuw, regel)
    day = rows[regel.kolom]
    ahead = (day - work.today).dt.days
    return rows.assign(dag=day, grootte=ahead.astype(float))[ahead.gt(regel.grens["dagen"])]


def old(work: Work, regel: Regel) -> pd.DataFrame:
    """Name what a delivery brings when the version already holds something much newer."""
    rows = work.of(work.rows, regel)
    rows = rows[rows["datum"].notna() & ~rows["datum"].gt(work.today)]
    rows = rows.assign(groep=groups.codes(rows, ["doelgroep", "maat", "niveau", "soort_opgave"]))
    mine = rows[rows["nieuw"]].sort_values(["bestand", "bron_cel"], kind="stable")
    by = mine.groupby(["bestand", "groep"])["datum"]
    newest = looked_up(mine["groep"], rows[~rows["nieuw"]].groupby("groep")["datum"].max())
    late = by.transform("max").lt(newest - pd.DateOffset(months=int(regel.grens["maanden"])))
    mine = mine.assign(nieuwste=newest, maanden=regel.grens["maanden"], aantal=by.transform("size"))
    mine = mine[late & mine["datum"].eq(by.transform("max"))]
    gap = (mine["nieuwste"] - mine["datum"]).dt.days.astype(float)
    return mine.assign(grootte=gap, heel=True).drop_duplicates(["bestand", "groep"])


def period(work: Work, regel: Regel) -> pd.DataFrame:
    """Name periods and days that cannot be meant: too long, halves that begin in another month."""
    rows = work.of(work.nieuw, regel)
    first, last = rows["periode_van"], rows["periode_tot"]
    days = (last - first).dt.days + 1
    year, limit = rows["datum"].dt.year, work.today.year + regel.grens["jaren_vooruit"]
    ends_month = (last + pd.Timedelta(days=1)).dt.day.eq(1)
    half = days.between(150, 215)
    early = rows["peildatum"].lt(first) & rows["maat"].ne(Maat.OPGAVE)  # a task is announced before it starts
    reasons = [
        (year.lt(regel.grens["eerste_jaar"]), "het jaartal ligt ver in het verleden"),
        (year.gt(limit), "het jaartal ligt ver in de toekomst"),
        (days.gt(regel.grens["dagen"]), "de periode is langer dan een jaar"),
        (
            first.notna() & (first.dt.day.ne(1) | ~ends_month),
            "de periode begint of eindigt midden in een maand",
        ),
        (half & ~first.dt.month.isin([1, 7]), "een halfjaar begint op 1 januari of 1 juli"),
        (early, "de peildatum ligt voor het begin van de periode"),
    ]
    masks = [mask.fillna(False).to_numpy(bool) for mask, _ in reasons]
    why = np.select(masks, [text for _, text in reasons], default="")
    return rows.assign(waarom=why, grootte=rows["getal"].abs().fillna(0.0))[why != ""]


def mixed(work: Work, regel: Regel) -> pd.DataFrame:
    """Name figures that come as a stock where the same figure elsewhere is a flow, or the other way round.

    What most rows of the figure are is taken as right; on a tie what the standing version holds.
    """
    rows = work.of(work.rows, regel)
    kind = groups.codes(rows, ["doelgroep", "maat", "soort_opgave", "eenheid"])
    rows = rows.assign(groep=kind, vloeit=rows["aard"].eq(Aard.STROOM))
    weight = np.where(rows["nieuw"], 1.0, 1.001)
    signed = pd.Series(np.where(rows["vloeit"], weight, -weight), index=rows.index)
    flows = signed.groupby(rows["groep"]).transform("sum").gt(0)
    odd = rows[rows["nieuw"] & rows["vloeit"].ne(flows)].sort_values(["bestand", "bron_cel"], kind="stable")
    by = odd.groupby(["bestand", "groep"])["bron_cel"]
    one = odd.assign(aantal=by.transform("size")).drop_duplicates(["bestand", "groep"])
    cells = by.agg(lambda cells: ", ".join(cells.head(_CELLS))).rename("cellen").reset_index()
    one = one.merge(cells, on=["bestand", "groep"])
    other = one["vloeit"].map({True: "stand", False: "stroom"}).map(_WORDS)
    now = one["aard"].map(_WORDS)
    size = one["aantal"].astype(float)
    return one.assign(bron_cel=one["cellen"], andere=other, nu=now, grootte=size, heel=True)
