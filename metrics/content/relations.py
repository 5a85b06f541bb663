"""Rules that hold two figures of the same moment against each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics import groups
from metrics.areas import membership
from metrics.content.work import Work, looked_up
from model.inhoud import Regel
from model.lijsten import Aard, Deelgroep, Maat, Niveau, SoortOpgave

_LEVELS = (Niveau.REGIO, Niveau.PROVINCIE, Niveau.VEILIGHEIDSREGIO, Niveau.LAND)


def sums(work: Work, regel: Regel) -> pd.DataFrame:
    """Name published totals of an area that differ from the sum of its gemeenten, or are below what is known.

    A sum of which parts are unknown is only wrong when it is more than the total already.
    """
    facts = work.of(work.facts, regel)
    totals = facts[facts["niveau"].isin(_LEVELS) & facts["getal"].notna()]
    parts = facts[facts["niveau"].eq(Niveau.GEMEENTE)]
    links = _links(work, totals["gebied_code"].unique())
    joined = links.merge(parts[["gebied_code", "soort", "moment", "getal", "nieuw"]], left_on="lid",
                         right_on="gebied_code", suffixes=("", "_lid"))  # fmt: skip
    by = joined.groupby(["gebied_code", "soort", "moment"])
    added = pd.DataFrame(
        {"som": by["getal"].sum(min_count=1), "bekend": by["getal"].count(), "vers": by["nieuw"].any()}
    )
    leden = links.groupby("gebied_code").size()
    rows = totals.merge(added.reset_index(), on=["gebied_code", "soort", "moment"])
    rows = rows.assign(verschil=rows["getal"] - rows["som"], leden=looked_up(rows["gebied_code"], leden))
    complete = rows["bekend"].eq(rows["leden"])
    limit = regel.grens["verschil"]
    counted = rows["soort_opgave"].ne(SoortOpgave.GECORRIGEERD)  # what is unknown may be below zero there
    off = (rows["verschil"].abs().gt(limit) & complete) | (rows["verschil"].lt(-limit) & counted)
    rows = rows[off & (rows["nieuw"] | rows["vers"].astype(bool))]
    delen = [f"{n} van {of} gemeenten" if n < of else f"{of} gemeenten"
             for n, of in zip(rows["bekend"], rows["leden"], strict=True)]  # fmt: skip
    return rows.assign(delen=delen, grootte=rows["verschil"].abs(), verschil=rows["verschil"].abs())


def _links(work: Work, codes: Sequence[str]) -> pd.DataFrame:
    return membership(work.gebieden, sorted(codes))


def parts(work: Work, regel: Regel) -> pd.DataFrame:
    """Name figures for which amv plus regulier is not the whole group."""
    rows = _beside(work, regel, [Deelgroep.ALLE, Deelgroep.AMV, Deelgroep.REGULIER])
    if rows.empty:
        return rows
    rows = rows.assign(som=rows["getal_amv"] + rows["getal_regulier"])
    rows = rows.assign(verschil=(rows["getal"] - rows["som"]).abs())
    return _named(rows[rows["verschil"].gt(regel.grens["verschil"])], "verschil")


def amv(work: Work, regel: Regel) -> pd.DataFrame:
    """Name figures in which amv is more than the whole group that it lies inside."""
    rows = _beside(work, regel, [Deelgroep.ALLE, Deelgroep.AMV])
    if rows.empty:
        return rows
    rows = rows.assign(totaal=rows["getal"], getal=rows["getal_amv"], deelgroep=Deelgroep.AMV.value)
    over = rows["getal"] - rows["totaal"]
    return _named(rows.assign(over=over)[over.gt(regel.grens["verschil"])], "over")


def _beside(work: Work, regel: Regel, names: Sequence[Deelgroep]) -> pd.DataFrame:
    """Return the whole group with the numbers of its parts beside it, where one of them is new."""
    facts = work.of(work.facts, regel)
    keys = [
        "gebied_code",
        "maat",
        "doelgroep",
        "soort_opgave",
        "cyclus",
        "zekerheid",
        "aard",
        "eenheid",
        "moment",
    ]
    facts = facts.assign(paar=groups.codes(facts, keys))
    whole = facts[facts["deelgroep"].eq(names[0])].set_index("paar")
    fresh = whole["nieuw"]
    for name in names[1:]:
        own = facts[facts["deelgroep"].eq(name)].set_index("paar")[["getal", "nieuw", "bron_cel"]]
        whole = whole.join(own.add_suffix(f"_{name}"), how="inner")
        fresh = fresh.reindex(whole.index) | whole[f"nieuw_{name}"]
    return whole[fresh.astype(bool)].reset_index(drop=True)


def _named(rows: pd.DataFrame, size: str) -> pd.DataFrame:
    """Return hits on the cell of the part, which is where the slip mostly is."""
    return rows.assign(bron_cel=rows["bron_cel_amv"], grootte=rows[size].abs())


def above_duty(work: Work, regel: Regel) -> pd.DataFrame:
    """Name what was realised far above every duty that was set by then: the same half-year for a flow."""
    facts = work.facts[work.facts["getal"].notna()]
    done = work.of(facts, regel)
    done = done.reset_index(drop=True).assign(rij=lambda rows: np.arange(len(rows)))
    duties = facts[facts["maat"].eq(Maat.OPGAVE)]
    keys = ["gebied_code", "doelgroep", "deelgroep", "aard", "eenheid"]
    columns = [*keys, "getal", "datum", "periode_van", "periode_tot", "nieuw"]
    pairs = done[[*columns, "rij"]].merge(duties[columns], on=keys, suffixes=("", "_opgave"))
    flow = pairs["aard"].eq(Aard.STROOM)
    same = pairs["periode_van"].eq(pairs["periode_van_opgave"])
    same &= pairs["periode_tot"].eq(pairs["periode_tot_opgave"])
    earlier = ~pairs["datum_opgave"].gt(pairs["datum"])
    pairs = pairs[np.where(flow, same, earlier)]
    by = pairs.groupby("rij")
    done = done.join(
        pd.DataFrame({"opgave": by["getal_opgave"].max(), "vers": by["nieuw_opgave"].any()}), on="rij"
    )
    keer = done["getal"] / done["opgave"].where(done["opgave"].gt(0))
    far = keer.ge(regel.grens["keer"]) & (done["getal"] - done["opgave"]).ge(regel.grens["absoluut"])
    fresh = done["nieuw"] | done["vers"].eq(True)
    return done.assign(keer=keer.round(1), grootte=done["getal"] - done["opgave"])[far & fresh]


def above_beds(work: Work, regel: Regel) -> pd.DataFrame:
    """Name more persons present than there are places at the same moment."""
    facts = work.of(work.facts, regel)
    facts = facts[facts["getal"].notna()]
    keys = ["gebied_code", "doelgroep", "deelgroep", "moment"]
    present = facts[facts["maat"].eq(Maat.BEZET)]
    places = (
        facts[facts["maat"].eq(Maat.REALISATIE)].groupby(keys)["getal"].max().rename("plekken").reset_index()
    )
    fresh = facts.groupby(keys)["nieuw"].any().rename("vers").reset_index()
    rows = present.merge(places, on=keys).merge(fresh, on=keys)
    over = rows["getal"].gt(rows["plekken"] * regel.grens["deel"])
    return rows.assign(grootte=rows["getal"] - rows["plekken"])[over & rows["vers"].astype(bool)]
