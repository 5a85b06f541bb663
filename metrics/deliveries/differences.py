"""A gemeente's own figure beside the one on a list of COA, the Rijk or another government."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics.deliveries.causes import name_causes
from metrics.deliveries.prepare import known, sourced, totals
from metrics.validity import is_bound
from model.aanleverregels import Aanleverregels
from model.frames import Frames
from model.lijsten import Aard, Maat
from model.taal import getal, meervoud

#: Stock and flow are in the key: the two are never compared.
SAME = ["gebied_code", "doelgroep", "deelgroep", "aard", "zekerheid"]
SIDES = ("eigen", "lijst")
TAKEN = [
    "maat", "soort_opgave", "cyclus", "periode_van", "periode_tot", "waarde", "waarde_min", "waarde_max",
    "waarde_status", "waarde_tekst", "eenheid", "datum", "moment", "geladen_op", "uitgever", "rol", "bron",
]  # fmt: skip
SHOWN = ("maat", "soort_opgave", "waarde", "waarde_tekst", "eenheid", "datum", "moment", "geladen_op",
         "uitgever", "rol", "bron")  # fmt: skip
COLUMNS = (
    "gebied_code", "naam", "doelgroep", "deelgroep", "aard", *(f"{c}_{s}" for s in SIDES for c in SHOWN),
    "verschil", "dagen", "gelijk", "oorzaak", "oorzaak_tekst", "oorzaak_bron",
)  # fmt: skip


def pairs(
    frames: Frames,
    codes: Sequence[str],
    peildatum: pd.Timestamp,
    regels: Aanleverregels,
    geladen: Mapping[str, pd.Timestamp],
) -> pd.DataFrame:
    """Return the newest pair per figure of a gemeente's own number and a list's, with the likely cause.

    Two figures are a pair when they are about the same area, group and part, both stock or both flow, of one
    measure and kind (or of two that ``samen`` lays side by side), in one half-year or cycle, and no further
    apart than the window. The nearest in kind and date is taken; every figure is used once.

    Args:
        frames: a version's frames.
        codes: areas.
        peildatum: the date asked for; what came later is not known yet.
        regels: roles, window, causes.
        geladen: day each upload was brought in, by upload_id.

    Returns:
        ``COLUMNS``, biggest difference first, equal pairs last. verschil (Int64) is own minus list, missing
        when units differ or a side is a bound; dagen (own date minus list date); gelijk: the two do not
        contradict each other; oorzaak is empty where no test explains the difference.
    """
    rows = totals(frames, codes)
    rows = rows[known(rows) & rows["datum"].le(peildatum)]
    rows = sourced(rows, frames["bronnen"], regels, geladen)
    side = rows["rol"].map({rol.code: rol.kant for rol in regels.rol})
    left, right = (rows.loc[side.eq(name), [*SAME, *TAKEN]] for name in SIDES)
    both = left.merge(right, on=SAME, suffixes=("_eigen", "_lijst"))
    both = _newest(_nearest(both[_comparable(both, regels)]))
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    out = _compared(both.assign(naam=both["gebied_code"].map(names).astype("str")))
    out = name_causes(out, frames, regels)
    size = out["verschil"].abs().astype("Float64").fillna(-1.0)
    order = out.assign(_maat=size).sort_values(
        ["gelijk", "_maat", "naam"], ascending=[True, False, True], kind="stable"
    )
    return order[list(COLUMNS)].reset_index(drop=True)


def _comparable(both: pd.DataFrame, regels: Aanleverregels) -> pd.Series:
    """Return which pairs are about the same thing at nearly the same moment."""
    maat, soort = (
        both["maat_eigen"].eq(both["maat_lijst"]),
        both["soort_opgave_eigen"].eq(both["soort_opgave_lijst"]),
    )
    for rule in regels.samen:
        mine = both["doelgroep"].eq(rule.doelgroep)
        maten, soorten = ([str(item) for item in items] for items in (rule.maten, rule.soorten))
        maat |= mine & both["maat_eigen"].isin(maten) & both["maat_lijst"].isin(maten)
        soort |= mine & both["soort_opgave_eigen"].isin(soorten) & both["soort_opgave_lijst"].isin(soorten)
    flow = both["aard"].eq(Aard.STROOM)
    same_period = both["periode_van_eigen"].eq(both["periode_van_lijst"])
    same_period &= both["periode_tot_eigen"].eq(both["periode_tot_lijst"])
    same_cycle = both["cyclus_eigen"].eq(both["cyclus_lijst"])
    duty = both["maat_eigen"].eq(Maat.OPGAVE)
    near = _days(both).abs().le(regels.venster.dagen)
    # a duty is the same duty all through its half-year or cycle, whenever each list set it
    when = near | (duty & same_cycle & (flow | both["cyclus_eigen"].ne("")))
    return maat & soort & same_cycle & (same_period | ~flow) & when


def _days(both: pd.DataFrame) -> pd.Series:
    return (both["datum_eigen"] - both["datum_lijst"]).dt.days


def _nearest(both: pd.DataFrame) -> pd.DataFrame:
    """Keep for every figure its nearest counterpart; both sides are used at most once per publisher."""
    rank = {
        "_maat": both["maat_eigen"].ne(both["maat_lijst"]),
        "_soort": both["soort_opgave_eigen"].ne(both["soort_opgave_lijst"]),
        "_eenheid": both["eenheid_eigen"].ne(both["eenheid_lijst"]),
        "_dagen": _days(both).abs(),
    }
    order = both.assign(**rank).sort_values([*rank, "bron_eigen", "bron_lijst"], kind="stable")
    own = order.drop_duplicates([*SAME, "bron_eigen", "uitgever_lijst"])
    return own.drop_duplicates([*SAME, "bron_lijst", "uitgever_eigen"]).drop(columns=list(rank))


def _newest(both: pd.DataFrame) -> pd.DataFrame:
    """Keep the last pair of each figure; older ones are history."""
    figure = ["gebied_code", "doelgroep", "deelgroep", "maat_eigen", "maat_lijst", "soort_opgave_eigen"]
    figure += ["cyclus_eigen", "uitgever_lijst"]
    order = both.sort_values(["datum_lijst", "datum_eigen", "bron_eigen"], ascending=[False, False, True])
    return order.drop_duplicates(figure).reset_index(drop=True)


def _compared(both: pd.DataFrame) -> pd.DataFrame:
    """Add the difference and whether the two contradict each other; a bound holds every number inside it."""
    unit = both["eenheid_eigen"].eq(both["eenheid_lijst"])
    exact = unit.copy()
    ends = {}
    for side in SIDES:
        part = both[[f"{name}_{side}" for name in ("waarde", "waarde_min", "waarde_max")]]
        part = part.set_axis(["waarde", "waarde_min", "waarde_max"], axis=1).astype("Float64")
        bound = is_bound(part)
        exact &= ~bound
        low, high = (part[f"waarde_{end}"].where(bound, part["waarde"]) for end in ("min", "max"))
        ends[side] = (low.fillna(float("-inf")), high.fillna(float("inf")))
    (low, high), (low_list, high_list) = ends["eigen"], ends["lijst"]
    meet = low.le(high_list) & low_list.le(high)
    difference = (both["waarde_eigen"] - both["waarde_lijst"]).where(exact).astype("Int64")
    return both.assign(
        verschil=difference, dagen=_days(both).astype("Int64"), gelijk=(meet & unit).astype("bool")
    )


def told(found: pd.DataFrame) -> str:
    """Return what the comparison amounts to, in a sentence."""
    if found.empty:
        return (
            "In deze versie staat geen enkel cijfer van een gemeente naast een lijst van COA of het Rijk "
            "over hetzelfde moment. Er valt dus niets te vergelijken."
        )
    differ = found[~found["gelijk"]]
    unknown = int(differ["oorzaak"].eq("").sum())
    first = (
        f"Van {meervoud(len(found), 'paar cijfers', 'paren cijfers')} verschillen er {getal(len(differ))}."
    )
    return f"{first} Van {getal(unknown)} is de oorzaak onbekend." if len(differ) else first
