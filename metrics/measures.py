"""From figures that hold on a date to one row per area, group and part: the wide frame before arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from metrics.validity import Selection, is_exact
from model.lijsten import (
    SOORTEN_PER_DOELGROEP,
    Deelgroep,
    Doelgroep,
    Eenheid,
    Maat,
    SoortOpgave,
    WaardeStatus,
    Zekerheid,
)

KEY = ["gebied_code", "doelgroep", "deelgroep"]
#: Kind of duty of a group when the reader has not chosen one of its own kinds.
DEFAULT_KIND = {
    Doelgroep.ASIELZOEKERS: SoortOpgave.INDICATIEF,
    Doelgroep.STATUSHOUDERS: SoortOpgave.GECORRIGEERD,
    Doelgroep.OEKRAINERS: SoortOpgave.OPGAVE,
}
UNITS = {
    Doelgroep.ASIELZOEKERS: (Eenheid.PLEKKEN,),
    Doelgroep.STATUSHOUDERS: (Eenheid.PERSONEN,),
    Doelgroep.OEKRAINERS: (Eenheid.PLEKKEN, Eenheid.BEDDEN),
}
#: Measures of the wide frame: maat, zekerheid.
MEASURES = {
    "opgave": (Maat.OPGAVE, ""),
    "realisatie": (Maat.REALISATIE, ""),
    "besloten": (Maat.AANBOD, Zekerheid.BESLOTEN),
    "voornemen": (Maat.AANBOD, Zekerheid.VOORNEMEN),
    "aanbod": (Maat.AANBOD, ""),
    "bezet": (Maat.BEZET, ""),
}
DETAILED = ("opgave", "realisatie")


@dataclass(frozen=True)
class Choice:
    """Which duty is looked at.

    Attributes:
        soort_opgave: kind per group, or one kind that is used for the groups that know it.
        cyclus: round of the Spreidingswet; only rows of asielzoekers carry one.
    """

    soort_opgave: str | Mapping[str, str] = ""
    cyclus: str = ""

    def kind(self, doelgroep: Doelgroep) -> str:
        """Return the kind of duty for a group."""
        if isinstance(self.soort_opgave, Mapping):
            wanted = self.soort_opgave.get(doelgroep, "")
        else:
            wanted = self.soort_opgave
        known = {*SOORTEN_PER_DOELGROEP[doelgroep], SoortOpgave.BEREKEND}
        return wanted if wanted in known else DEFAULT_KIND[doelgroep].value


def of_choice(rows: pd.DataFrame, choice: Choice) -> pd.Series:
    """Return which rows belong to the chosen kind of duty and cycle; rows that name none belong to all.

    A taakstelling whose kind its source does not name stands in for the corrected one and says so.
    """
    right = pd.Series(False, index=rows.index, dtype="bool")
    for group in Doelgroep:
        kinds = [choice.kind(group), ""]
        if choice.kind(group) == SoortOpgave.GECORRIGEERD:
            kinds.append(SoortOpgave.ONBEKEND)
        right |= rows["doelgroep"].eq(group) & rows["soort_opgave"].isin(kinds)
    is_asylum_duty = rows["maat"].eq(Maat.OPGAVE) & rows["doelgroep"].eq(Doelgroep.ASIELZOEKERS)
    same_cycle = rows["cyclus"].eq(choice.cyclus) | (rows["cyclus"].eq("") & ~is_asylum_duty)
    return right & (same_cycle | rows["doelgroep"].ne(Doelgroep.ASIELZOEKERS))


def is_netto_twin(rows: pd.DataFrame) -> pd.Series:
    """Return which tasks of an unnamed kind stand beside a netto task of the same area and half-year.

    Those are most likely the netto task once more, so they cannot stand in for the corrected one.
    """
    place = pd.MultiIndex.from_frame(rows[["gebied_code", "doelgroep", "periode_van", "periode_tot"]])
    netto = place[rows["soort_opgave"].eq(SoortOpgave.NETTO)]
    return rows["soort_opgave"].eq(SoortOpgave.ONBEKEND) & place.isin(netto)


def units(rows: pd.DataFrame) -> dict[str, str]:
    """Return the one unit per group that these figures are shown in: its usual one, or the one most used."""
    out = {}
    for group, allowed in UNITS.items():
        mine = rows.loc[rows["doelgroep"].eq(group) & rows["maat"].ne(Maat.BEZET), "eenheid"]
        out[group.value] = max(allowed, key=lambda unit: (mine.eq(unit).sum(), -allowed.index(unit))).value
    return out


def grid(codes: list[str], doelgroep: str | None = None) -> pd.DataFrame:
    """Return a row for every area, group and part, so that what is unknown is a row and not a gap."""
    parts = [(g.value, Deelgroep.ALLE.value) for g in Doelgroep]
    parts[1:1] = [(Doelgroep.ASIELZOEKERS.value, d.value) for d in (Deelgroep.AMV, Deelgroep.REGULIER)]
    rows = [(code, g, d) for code in codes for g, d in parts if doelgroep in (None, g)]
    return pd.DataFrame(rows, columns=KEY).astype("str")


def wide(selection: Selection, keys: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return the figures that hold, one row per area, group and part, one column per measure.

    Args:
        selection: what holds on the date.
        keys: the rows wanted, see ``grid``.
        choice: kind of duty and cycle.

    Returns:
        ``keys`` plus eenheid, soort_opgave, conflict and per measure the value; for opgave and realisatie
        also ``_min``, ``_max``, ``_status``, ``_datum``, ``_bron``.
    """
    held = selection.geldig
    rows = held[of_choice(held, choice) & ~is_netto_twin(held)]
    unit = units(rows)
    fits = rows["eenheid"].eq(rows["doelgroep"].map(unit)) | rows["maat"].eq(Maat.BEZET)
    rows = rows[fits].assign(_zacht=rows["soort_opgave"].eq(SoortOpgave.ONBEKEND))
    place = pd.Index(_place(keys))
    rows = rows.assign(_plek=place.get_indexer(_place(rows)))
    rows = rows[rows["_plek"].ge(0)].sort_values(["_zacht", "datum"], ascending=[True, False], kind="stable")
    parts = [_measure(rows, name, *MEASURES[name]).reindex(keys.index) for name in MEASURES]
    out = pd.concat([keys.assign(eenheid=keys["doelgroep"].map(unit).astype("str")), *parts], axis=1)
    disputed = selection.conflicten[of_choice(selection.conflicten, choice)]
    for name in DETAILED:
        out[f"{name}_conflict"] = place.isin(_place(disputed[disputed["maat"].eq(MEASURES[name][0])]))
    return _defaults(out)


def _place(rows: pd.DataFrame) -> pd.Series:
    return rows["gebied_code"] + "|" + rows["doelgroep"] + "|" + rows["deelgroep"]


def _measure(rows: pd.DataFrame, name: str, maat: str, zekerheid: str) -> pd.DataFrame:
    """Return one measure by place: the first row of each, named kinds and newer figures come first."""
    mine = rows[rows["maat"].eq(maat) & rows["zekerheid"].eq(zekerheid)].drop_duplicates("_plek")
    columns = {"waarde": name, "bron_cijfers": f"{name}_bron"}
    if name in DETAILED:
        columns |= {f"waarde_{end}": f"{name}_{end}" for end in ("min", "max", "status")}
        columns |= {"datum": f"{name}_datum"}
    if name == "opgave":
        columns |= {"soort_opgave": "soort_opgave"}
    return mine.set_index("_plek")[list(columns)].rename(columns=columns)


def _defaults(out: pd.DataFrame) -> pd.DataFrame:
    """Say 'onbekend' where there is no figure, and leave texts empty instead of missing."""
    for name in MEASURES:
        out[f"{name}_bron"] = out[f"{name}_bron"].fillna("").astype("str")
    for name in DETAILED:
        out[f"{name}_status"] = out[f"{name}_status"].fillna(WaardeStatus.ONBEKEND.value).astype("str")
    return out.assign(soort_opgave=out["soort_opgave"].fillna("").astype("str"))


def with_regular(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Fill 'regulier' as alle minus amv where it is not published and both are exact.

    Args:
        table: wide frame with one row per area, group and part.
        name: ``opgave`` or ``realisatie``.
    """
    parts = table[table["doelgroep"].eq(Doelgroep.ASIELZOEKERS)]
    if not parts.loc[parts["deelgroep"].eq(Deelgroep.AMV), name].notna().any():
        return table
    by = {d: parts[parts["deelgroep"].eq(d)].set_index("gebied_code") for d in Deelgroep}
    whole, amv, rest = by[Deelgroep.ALLE], by[Deelgroep.AMV], by[Deelgroep.REGULIER]
    value = whole[name] - amv[name].reindex(whole.index)
    both = is_exact(whole, name) & is_exact(amv, name).reindex(whole.index, fill_value=False)
    use = (
        both & value.ge(0).fillna(False) & rest[name].isna() & rest[f"{name}_status"].eq("onbekend")
        & ~rest[f"{name}_conflict"]
    )  # fmt: skip
    codes = use.index[use.astype(bool)]
    if codes.empty:
        return table
    hit = table["doelgroep"].eq(Doelgroep.ASIELZOEKERS) & table["deelgroep"].eq(Deelgroep.REGULIER)
    hit &= table["gebied_code"].isin(codes)
    at = table.loc[hit, "gebied_code"]
    out = table.copy()
    out.loc[hit, name] = at.map(value)
    out.loc[hit, f"{name}_status"] = WaardeStatus.BEREKEND.value
    oldest = pd.concat([whole[f"{name}_datum"], amv[f"{name}_datum"]], axis=1).min(axis=1)
    out.loc[hit, f"{name}_datum"] = at.map(oldest)
    out.loc[hit, f"{name}_bron"] = at.map(whole[f"{name}_bron"] + "|" + amv[f"{name}_bron"])
    return out
