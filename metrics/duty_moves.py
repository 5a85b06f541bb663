"""How one kind of duty differs from another: what moved, by how much, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from metrics import interval
from model.lijsten import Deelgroep, WaardeStatus
from model.taal import ONBEKEND, bekend_van, getal, meervoud

HOGER, LAGER, GELIJK = "hoger", "lager", "gelijk"
STRIJDIG = "bronnen verschillen"


def difference(
    found: pd.DataFrame, codes: Sequence[str], old: str, new: str, deelgroep: str = Deelgroep.ALLE
) -> pd.DataFrame:
    """Return per area how one kind of duty differs from another; what is not known stays unknown.

    Args:
        found: see ``duties.table``.
        codes: the areas; each gets a row.
        old: reeks that is taken off.
        new: reeks from which it is taken.
        deelgroep: alle, amv or regulier.

    Returns:
        gebied_code, oud_tekst, nieuw_tekst, oud_bron, nieuw_bron, verschil, verschil_min, verschil_max
        (Int64), is_circa, verschil_tekst, richting (hoger, lager, gelijk, onbekend) and reden; the largest
        difference first, unknown last.
    """
    rows = found[found["deelgroep"].eq(deelgroep)]
    before, after = (_side(rows[rows["reeks"].eq(kind)], codes) for kind in (old, new))
    out = interval.difference(after, before)
    out = out.assign(
        oud_tekst=before["tekst"],
        nieuw_tekst=after["tekst"],
        oud_bron=before["bron"],
        nieuw_bron=after["bron"],
        richting=_direction(out),
        reden=[_reason(b, a) for b, a in zip(before["tekst"], after["tekst"], strict=True)],
    )
    if old.rpartition("|")[2] != new.rpartition("|")[2]:
        nothing = {name: pd.array([pd.NA] * len(out), dtype="Int64") for name in out.columns[:3]}
        out = out.assign(**nothing, verschil_tekst=ONBEKEND, richting=ONBEKEND, reden="eenheden verschillen")
    size = out["verschil"].fillna(out["verschil_min"]).fillna(out["verschil_max"]).abs()
    return out.iloc[(-size.fillna(-1)).argsort(kind="stable")].reset_index()


def _side(rows: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Return one number per area with its text and cells; a disputed one has every text and no number."""
    index = pd.Index(codes, name="gebied_code", dtype="str")
    by = rows.groupby("gebied_code")
    clear = rows[~rows["is_strijdig"]].set_index("gebied_code")[list(interval.ENDS)].reindex(index)
    tekst = by["waarde_tekst"].agg(" of ".join) if len(rows) else pd.Series(dtype="str")
    bron = by["bron_cijfers"].agg("|".join) if len(rows) else pd.Series(dtype="str")
    clear["waarde_status"] = clear["waarde_status"].fillna(WaardeStatus.ONBEKEND.value)
    disputed = index.isin(rows.loc[rows["is_strijdig"], "gebied_code"])
    said = tekst.reindex(index).fillna(ONBEKEND).astype("str")
    return clear.assign(
        tekst=said.mask(disputed, said + f" ({STRIJDIG})"), bron=bron.reindex(index).fillna("").astype("str")
    )


def _direction(out: pd.DataFrame) -> pd.Series:
    low, high = out["verschil_min"], out["verschil_max"]
    way = pd.Series(ONBEKEND, index=out.index, dtype="str")
    way = way.mask((low.eq(0) & high.eq(0)).fillna(False), GELIJK)
    return way.mask(low.gt(0).fillna(False), HOGER).mask(high.lt(0).fillna(False), LAGER)


def _reason(before: str, after: str) -> str:
    """Return why there is no difference; an empty text when both sides have one number."""
    if STRIJDIG in before or STRIJDIG in after:
        return STRIJDIG
    absent = [word for word, said in (("eerste", before), ("tweede", after)) if said == ONBEKEND]
    return {0: "", 1: f"{absent[0] if absent else ''} getal onbekend", 2: "beide onbekend"}[len(absent)]


def moved(rows: pd.DataFrame, een: str = "gemeente", meer: str = "gemeenten") -> str:
    """Return in one sentence how many areas went up and down, and the sum of what is exactly known.

    Args:
        rows: see ``difference``; of areas of one level.
        een: what one of them is called.
        meer: what several are called.
    """
    counts = rows["richting"].value_counts()
    up, down, same = (int(counts.get(way, 0)) for way in (HOGER, LAGER, GELIJK))
    exact = rows["verschil"].dropna()
    who = meervoud(len(rows), een, meer)
    out = (
        f"Van {getal(up + down + same)} van de {who} is bekend welke kant het getal op ging: "
        f"{getal(up)} hoger, {getal(down)} lager, {getal(same)} gelijk."
    )
    if exact.empty:
        return out
    total = getal(int(exact.sum()), plus=True)
    return f"{out} Samen {total} ({bekend_van(len(exact), len(rows), een, meer)})."
