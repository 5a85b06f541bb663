"""Likely causes of a difference between two lists: the tests that ``data/rules/aanlevering.toml`` names.

Each test compares figures that are in the version. It points at a cause, it proves none: the screen says
'waarschijnlijk', and what no test explains stays unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from metrics.deliveries.prepare import known, totals
from model.aanleverregels import Aanleverregels, Oorzaak, Test
from model.frames import Frames
from model.lijsten import Deelgroep, Niveau

ASK = "Oorzaak onbekend: vraag na."


def name_causes(found: pd.DataFrame, frames: Frames, regels: Aanleverregels) -> pd.DataFrame:
    """Return pairs with oorzaak (code), oorzaak_tekst and oorzaak_bron: the first test that holds.

    Args:
        found: pairs with verschil and gelijk, see ``differences.pairs``.
        frames: the version, for amv, toerekening and neighbouring regions.
        regels: the causes, in order.
    """
    code = pd.Series("", index=found.index, dtype="str")
    for cause in regels.oorzaak:
        hit = _TESTS[cause.test](found, frames, cause, regels.venster.dagen).astype("bool")
        hit &= code.eq("") & ~found["gelijk"] & found["doelgroep"].isin([str(g) for g in cause.doelgroep])
        if cause.rol:
            hit &= found["rol_lijst"].isin(cause.rol)
        code = code.mask(hit, cause.code)
    words = {cause.code: cause.tekst for cause in regels.oorzaak}
    says = {cause.code: cause.bron for cause in regels.oorzaak}
    text = code.map(words).fillna(ASK).where(~found["gelijk"], "")
    return found.assign(
        oorzaak=code, oorzaak_tekst=text, oorzaak_bron=code.map(says).fillna("").astype("str")
    )


_Test = Callable[[pd.DataFrame, Frames, Oorzaak, int], pd.Series]


def _other_measure(found: pd.DataFrame, _frames: Frames, cause: Oorzaak, _days: int) -> pd.Series:
    maten = [str(maat) for maat in cause.maten]
    both = found["maat_eigen"].isin(maten) & found["maat_lijst"].isin(maten)
    return both & found["maat_eigen"].ne(found["maat_lijst"])


def _other_unit(found: pd.DataFrame, _frames: Frames, _cause: Oorzaak, _days: int) -> pd.Series:
    return found["eenheid_eigen"].ne(found["eenheid_lijst"])


def _other_kind(found: pd.DataFrame, _frames: Frames, _cause: Oorzaak, _days: int) -> pd.Series:
    return found["soort_opgave_eigen"].ne(found["soort_opgave_lijst"])


def _other_date(found: pd.DataFrame, _frames: Frames, _cause: Oorzaak, _days: int) -> pd.Series:
    return found["datum_eigen"].ne(found["datum_lijst"])


def _first_of_month(found: pd.DataFrame, frames: Frames, cause: Oorzaak, days: int) -> pd.Series:
    return found["datum_lijst"].dt.day.eq(1) & _other_date(found, frames, cause, days)


def _amv(found: pd.DataFrame, frames: Frames, _cause: Oorzaak, days: int) -> pd.Series:
    """Return where the difference is the number of amv of that gemeente at that time, and not 0."""
    rows = totals(frames, found["gebied_code"].unique().tolist())
    rows = rows[rows["deelgroep"].eq(Deelgroep.AMV) & known(rows)]
    hit = _explained(
        found, rows.assign(maat_eigen=rows["maat"]), ["gebied_code", "doelgroep", "maat_eigen"], days
    )
    return hit & found["deelgroep"].eq(Deelgroep.ALLE)


def _credited(found: pd.DataFrame, frames: Frames, _cause: Oorzaak, days: int) -> pd.Series:
    """Return where the difference is the number of persons of that gemeente in a doorstroomvoorziening."""
    rows = frames["toerekening"].rename(columns={"koppelgemeente": "gebied_code", "peildatum": "datum"})
    rows = rows.groupby(["gebied_code", "datum"], as_index=False)["personen"].sum(min_count=1)
    return _explained(found, rows.rename(columns={"personen": "waarde"}), ["gebied_code"], days)


def _neighbour(found: pd.DataFrame, frames: Frames, _cause: Oorzaak, days: int) -> pd.Series:
    """Return where the difference is the figure of the other region in the same veiligheidsregio."""
    beside = _regions_beside(frames["gebieden"])
    rows = totals(frames, list(beside))
    rows = rows[known(rows)].assign(gebied_code=rows["gebied_code"].map(beside), maat_eigen=rows["maat"])
    return _explained(found, rows, ["gebied_code", "doelgroep", "deelgroep", "maat_eigen"], days)


def _regions_beside(gebieden: pd.DataFrame) -> Mapping[str, str]:
    """Return for each region the one it shares a veiligheidsregio with, where that is exactly one."""
    now = gebieden[gebieden["geldig_tot"].isna()]
    regions = now.loc[now["niveau"].eq(Niveau.REGIO), "gebied_code"]
    inside = now[now["niveau"].eq(Niveau.GEMEENTE) & now["ouder_code"].isin(regions)]
    pairs = inside[["ouder_code", "veiligheidsregio_code"]].drop_duplicates()
    shared = pairs.merge(pairs, on="veiligheidsregio_code")
    shared = shared[
        shared["ouder_code_x"].ne(shared["ouder_code_y"]) & shared["veiligheidsregio_code"].ne("")
    ]
    single = shared[~shared["ouder_code_x"].duplicated(keep=False)]
    return dict(zip(single["ouder_code_x"], single["ouder_code_y"], strict=True))


def _explained(found: pd.DataFrame, rows: pd.DataFrame, keys: list[str], days: int) -> pd.Series:
    """Return where the size of the difference is one of these figures, measured within the window."""
    asked = found.loc[found["verschil"].notna() & found["verschil"].ne(0), [*keys, "datum_eigen", "verschil"]]
    both = asked.reset_index().merge(rows[[*keys, "datum", "waarde"]], on=keys)
    near = (both["datum_eigen"] - both["datum"]).dt.days.abs().le(days)
    hit = both.loc[near & both["waarde"].eq(both["verschil"].abs()).fillna(False), "index"]
    return pd.Series(found.index.isin(hit), index=found.index)


_TESTS: Mapping[Test, _Test] = {
    Test.MAAT: _other_measure,
    Test.EENHEID: _other_unit,
    Test.SOORT: _other_kind,
    Test.AMV: _amv,
    Test.TOEREKENING: _credited,
    Test.BUURREGIO: _neighbour,
    Test.EERSTE_DAG: _first_of_month,
    Test.PEILDATUM: _other_date,
}
