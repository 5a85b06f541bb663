"""A gemeente's figure beside COA's or the Rijk's, with the difference and its likely cause."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from exports import tables
from exports.naam import bestandsnaam
from metrics.deliveries import differences
from model import taal
from model.aanleverregels import aanleverregels
from model.gebieden import children, members
from model.lijsten import Aard, Deelgroep
from ui import chart, data, figures, links
from ui.deliveries_fields import loaded_on, short, whole
from ui.figures import cached
from ui.keuze import Keuze
from ui.links import plain

#: Words above a downloaded table.
COLUMNS = {
    "gebied_code": "gebiedscode", "naam": "gebied", "aard": "stand of stroom", "verschil": "verschil",
    "dagen": "dagen tussen de datums", "gelijk": "gelijk", "oorzaak_tekst": "waarschijnlijke oorzaak",
    "oorzaak_bron": "wie dat zegt",
}  # fmt: skip
SIDES = {"eigen": "gemeente", "lijst": "lijst"}
PART = {
    "maat": "maat", "soort_opgave": "soort opgave", "waarde": "cijfer", "waarde_tekst": "cijfer in woorden",
    "eenheid": "eenheid", "datum": "peildatum", "moment": "periode of peildatum", "geladen_op": "geladen op",
    "uitgever": "uitgever",
}  # fmt: skip
CODED = ("maat", "soort_opgave", "eenheid")


@cached
def _pairs(keuze: Keuze, gebied: str) -> pd.DataFrame:
    frames = data.frames(keuze)
    gebieden = frames["gebieden"]
    codes = [gebied, *children(gebieden, gebied, data.the_rules().monitor.deel), *members(gebieden, gebied)]
    return differences.pairs(frames, codes, keuze.dag, aanleverregels(), loaded_on(keuze))


def pairs(keuze: Keuze) -> pd.DataFrame:
    """Return the pairs of the chosen area and groups; see ``differences.pairs``."""
    found = _pairs(whole(keuze), keuze.gebied)
    return found[found["doelgroep"].isin(figures.groups(keuze))].reset_index(drop=True)


def show(keuze: Keuze) -> None:
    """Draw the pairs that differ, biggest difference first, and say how many agree."""
    found = pairs(keuze)
    st.markdown(differences.told(found))
    rule = aanleverregels().venster
    st.caption(
        f"Naast elkaar staat alleen wat over hetzelfde gaat, met hoogstens {rule.dagen} dagen ertussen "
        "(bij een halfjaar: hetzelfde halfjaar). Een stand en een stroom worden nooit vergeleken. "
        "Een oorzaak is een vermoeden op grond van de cijfers, geen bewijs."
    )
    differ = found[~found["gelijk"]]
    if not differ.empty:
        with st.container(key="smal-verschillen"):
            st.table(_readable(differ), hide_index=True, border="horizontal")
    if not found.empty:
        _rest(keuze, found)


def _rest(keuze: Keuze, found: pd.DataFrame) -> None:
    same = found[found["gelijk"]]
    with st.expander(
        f"Download, bronnen, en {taal.meervoud(len(same), 'paar dat gelijk is', 'paren die gelijk zijn')}"
    ):
        if not same.empty:
            st.table(_readable(same), hide_index=True, border="horizontal")
        said = found[found["oorzaak"].ne("")].drop_duplicates("oorzaak")
        for text, source in said[["oorzaak_tekst", "oorzaak_bron"]].values:
            st.caption(f"{plain(text)} Bron: {plain(source)}.")
        _download(keuze, found)


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return pairs as text: both figures as links to their cells, with date, day of loading and source."""
    return pd.DataFrame(
        {
            "gebied en cijfer": [_about(row) for row in rows.itertuples()],
            "gemeente zegt": [_side(row, "eigen") for row in rows.to_dict("records")],
            "lijst zegt": [_side(row, "lijst") for row in rows.to_dict("records")],
            "verschil en waarschijnlijke oorzaak": [
                f"**{_difference(row)}**{_cause(row)}" for row in rows.itertuples()
            ],
        }
    )


def _about(row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    part = "" if row.deelgroep == Deelgroep.ALLE else f" ({taal.woord(row.deelgroep)})"
    other = f" en {taal.woord(row.maat_lijst)}" if row.maat_lijst != row.maat_eigen else ""
    flow = f", {row.moment_eigen}" if row.aard == Aard.STROOM else ""
    return plain(f"{row.naam}, {taal.woord(row.doelgroep)}{part}: {taal.woord(row.maat_eigen)}{other}{flow}")


def _side(row: dict[str, Any], side: str) -> str:
    figure = links.source(row[f"waarde_tekst_{side}"], row[f"bron_{side}"])
    kind = row[f"soort_opgave_{side}"]
    named = f" ({taal.woord(kind)})" if kind else ""
    when, loaded = short(row[f"datum_{side}"]), short(row[f"geladen_op_{side}"])
    return f"{figure}{named}, {when}, {plain(row[f'uitgever_{side}'])}; geladen {loaded}"


def _difference(row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    if taal.is_unknown(row.verschil):
        return "niet af te trekken"
    days = f"; {taal.meervoud(abs(int(row.dagen)), 'dag', 'dagen')} ertussen" if row.dagen else ""
    return f"{taal.getal(row.verschil, plus=True)}{days}"


def _cause(row: Any) -> str:  # noqa: ANN401 - a row from itertuples
    if row.gelijk:
        return ""
    likely = "Waarschijnlijk: " if row.oorzaak else ""
    return plain(f". {likely}{row.oorzaak_tekst}")


def _download(keuze: Keuze, found: pd.DataFrame) -> None:
    given = found[["gebied_code", "naam", "doelgroep", "deelgroep", "aard"]].rename(columns=COLUMNS)
    for name in ("doelgroep", "deelgroep", "stand of stroom"):
        given[name] = given[name].map(taal.woord)
    for side, word in SIDES.items():
        for name, label in PART.items():
            values = found[f"{name}_{side}"]
            given[f"{label} ({word})"] = values.map(_word) if name in CODED else values
    rest = found[["verschil", "dagen", "gelijk", "oorzaak_tekst", "oorzaak_bron"]].rename(columns=COLUMNS)
    about = chart.kader(
        keuze, "Verschillen met COA en Rijk", "Eigen cijfer naast lijst", "cijfers", _who(found)
    )
    st.download_button(
        "Download CSV",
        data=lambda: tables.csv(pd.concat([given, rest], axis=1), about),
        file_name=bestandsnaam(f"verschillen_{data.naam(keuze, keuze.gebied)}", about, "csv"),
        mime="text/csv",
        key="verschillen-csv",
        on_click="ignore",
    )


def _word(code: str) -> str:
    return taal.woord(code) if code else ""


def _who(found: pd.DataFrame) -> str:
    names = sorted({*found["uitgever_eigen"], *found["uitgever_lijst"]})
    return taal.opsomming(names[:4]) + (" en andere" if len(names) > 4 else "")
