"""Locaties: the register itself (T4), and whether and why each location counts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics import counting
from model import taal
from model.lijsten import Doelgroep, Eenheid, Telt, Toets
from ui import aanbod, links
from ui.figures import locations
from ui.keuze import Keuze
from ui.links import plain
from ui.tables import page_of

SHAPES = {Telt.TELT: "● telt", Telt.TELT_NIET: "▲ telt niet", Telt.ONZEKER: "? onzeker"}
OTHERS = (Toets.DUURZAAM, Toets.LANGJARIG)
NOT_TESTED = "–"


def register(keuze: Keuze, gebied: str, groep: str) -> None:
    """Draw table T4 of one group in an area: every location that is loaded, and whether it counts.

    Args:
        keuze: the filters.
        gebied: province, region or gemeente.
        groep: the group; a location that does not say whom it serves stands there as well.
    """
    rows = locations(keuze, gebied)
    rows = rows[rows["doelgroep"].isin([groep, ""])]
    if rows.empty:
        st.markdown(f"Er is geen locatie voor {taal.woord(groep)} geladen.")
        return
    is_asylum = groep == Doelgroep.ASIELZOEKERS
    if is_asylum:
        _totals(keuze, gebied)
    part = pd.DataFrame(page_of(rows.to_dict("records"), f"register-{gebied}", 40))
    shown = _table(part)
    if is_asylum:
        shown = pd.concat([shown, _tests(keuze, part["locatie_id"])], axis=1)
    with st.container(key=f"smal-register-{gebied}"):
        st.table(shown, hide_index=True, border="horizontal")


def _table(part: pd.DataFrame) -> pd.DataFrame:
    cells = part["bron_id"] + "#" + part["bron_cel"]
    records = part.to_dict("records")
    return pd.DataFrame(
        {
            "gemeente": [links.gemeente(name) for name in part["gemeente"]],
            "locatie": [plain(name) for name in part["naam"]],
            "soort": list(part["type_tekst"]),
            "stadium": list(part["stadium_tekst"]),
            "plekken": [links.source(t, c) for t, c in zip(_counts(part), cells, strict=True)],
            "van": [_day(row, "van") for row in records],
            "tot en met": [_day(row, "tot") for row in records],
        }
    )


def _counts(rows: pd.DataFrame) -> list[str]:
    """Return the capacity of each location; what is not in places says so."""
    pairs = zip(rows["plekken_tekst"], rows["eenheid"], strict=True)
    plain_units = {"", Eenheid.PLEKKEN}
    return [
        text if unit in plain_units or text == taal.ONBEKEND else f"{text} {taal.woord(unit)}"
        for text, unit in pairs
    ]


def _day(row: dict, side: str) -> str:
    """Return a date in words; where it is vague the words of the source."""
    if taal.is_unknown(row[side]):
        return plain(row[f"{side}_tekst"] or taal.ONBEKEND)
    return taal.datum(row[side])


def _tests(keuze: Keuze, ids: pd.Series) -> pd.DataFrame:
    """Return for each location the outcome of the three tests, and why the first came out so."""
    found = aanbod.counted(keuze)
    found = found[found["locatie_id"].isin(ids)]
    whole = {(row["locatie_id"], row["toets"]): row for row in found.to_dict("records")}
    first = [whole.get((key, Toets.VENSTER)) for key in ids]
    out = {"telt voor de opgave": [NOT_TESTED if row is None else _outcome(row) for row in first]}
    for test in OTHERS:
        rows = [whole.get((key, test)) for key in ids]
        out[str(taal.woord(test))] = [NOT_TESTED if row is None else _outcome(row) for row in rows]
    out["waarom"] = [NOT_TESTED if row is None else plain(row["reden"]) for row in first]
    return pd.DataFrame(out)


def _outcome(row: dict) -> str:
    """Return '● telt: 300', or the shape and the word alone where no number goes with it."""
    said = SHAPES[Telt(row["uitkomst"])]
    if row["uitkomst"] != Telt.TELT or taal.is_unknown(row["plekken"]):
        return said
    return f"{said}: {taal.getal(row['plekken'])}"


def _totals(keuze: Keuze, gebied: str) -> None:
    """Say how many places count for the opgave of the cycle, do not, or may, and by which rule."""
    found = aanbod.counted(keuze)
    mine = found["doelgroep"].isin([str(Doelgroep.ASIELZOEKERS), ""])
    found = found[found["toets"].eq(Toets.VENSTER) & mine]
    if found.empty:
        st.caption("Voor deze cyclus is geen telregel vastgelegd; of een locatie telt, is onbekend.")
        return
    mine = aanbod.links(keuze, gebied)
    whole = counting.totals(found, mine[mine["gebied_code"].eq(gebied)]).iloc[0]
    parts = [
        f"{word} {taal.getal(whole[name])} plekken"
        for name, word in (("telt", "telt"), ("telt_niet", "telt niet"), ("onzeker", "onzeker"))
    ]
    unknown = int(whole["locaties_onbekend"])
    more = ""
    if unknown:
        more = f" Van {taal.meervoud(unknown, 'locatie', 'locaties')} is het aantal onbekend."
    rule = found.iloc[0]
    st.markdown(plain(f"Samen: {'; '.join(parts)}.{more}"))
    st.caption(plain(f"{rule['regel_zin']} Hoe zeker is deze regel: {rule['zeker']}."))
