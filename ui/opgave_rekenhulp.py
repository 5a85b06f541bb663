"""Opgave, calculator: what the key gives, as a sentence, a table and downloads, said to be computed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.kader import Kader
from exports import tables as exported
from exports import werkmap
from exports.naam import bestandsnaam
from metrics import areas, distribution
from metrics.distribution import Verdeling
from metrics.key import Sleutel, SleutelError
from model import taal
from ui import chart, data, figures, opgave, opgave_sleutel, tables
from ui.deliveries_fields import whole
from ui.downloads import XLSX
from ui.keuze import Keuze
from ui.links import plain
from ui.opgave_sleutel import Invoer
from ui.overview import sources

COMPUTED = "berekend door de monitor"
#: Words above the columns of a downloaded table.
COLUMNS = {
    "gebied_code": "gebiedscode", "naam": "gemeente", "provincie": "provincie", "inwoners": "inwoners",
    "inwoners_status": "status inwoners", "score": "SES-WOA-score", "score_status": "status score",
    "score_reden": "waarom geen score", "factor": "factor op inwoners", "gewicht": "gewicht",
    "quotum": "aandeel vóór afronden", "plekken": f"plekken, {COMPUTED}", "amv": "waarvan amv, berekend",
    "per_1000": "plekken per 1.000 inwoners", "maximum": "hoogstens", "is_begrensd": "op het maximum",
    "krediet": "krediet", "zonder_krediet": "plekken zonder krediet", "bron_cijfers": "cellen",
}  # fmt: skip


@figures.cached
def _computed(keuze: Keuze, tekst: str, cyclus: str) -> Verdeling | str:
    try:
        return distribution.compute(data.frames(keuze), Invoer(tekst, cyclus).sleutel, opgave.rules())
    except SleutelError as error:
        return str(error)


def computed(keuze: Keuze, invoer: Invoer) -> Verdeling | str:
    """Return what the key gives, or in Dutch why it gives nothing."""
    return _computed(whole(keuze), invoer.tekst, invoer.cyclus)


def show(keuze: Keuze) -> Invoer | None:
    """Draw the assumption, the parameters and the result; return the parameters when there is a result."""
    rules = opgave.rules()
    st.markdown(
        f"**Rekenaanname**: {plain(rules.formule)}, over alle gemeenten samen. "
        f"{rules.voorbehoud.capitalize()}: {plain(rules.waarom)}."
    )
    invoer = opgave_sleutel.show(keuze)
    if invoer is None:
        return None
    found = computed(keuze, invoer)
    if isinstance(found, str):
        st.warning(plain(found))
        return None
    _result(keuze, invoer, found)
    return invoer


def _result(keuze: Keuze, invoer: Invoer, found: Verdeling) -> None:
    shown = _areas(keuze, found)
    own = shown[shown["gebied_code"].eq(keuze.gebied)]
    with st.container(key="zin-sleutel"):
        st.markdown(plain(_sentence(keuze, invoer.sleutel, own)))
    for text in found.opmerkingen:
        st.caption(plain(text))
    _table(keuze, invoer.sleutel, found, shown)
    st.caption(plain(f"{opgave.rules().afronding} {_check(found, invoer.sleutel)}"))
    _downloads(keuze, invoer, found)


def _areas(keuze: Keuze, found: Verdeling) -> pd.DataFrame:
    """Return the sums of the chosen area and of its parts, as far as they lie in the calculation."""
    gebieden = data.frame(keuze, "gebieden")
    links_ = areas.membership(gebieden, list(dict.fromkeys([keuze.gebied, *figures.parts_shown(keuze)])))
    return distribution.sums(found.gemeenten, links_)


def _sentence(keuze: Keuze, sleutel: Sleutel, own: pd.DataFrame) -> str:
    total, whose = taal.getal(sleutel.totaal), data.naam(keuze, sleutel.gebied)
    name = data.naam(keuze, keuze.gebied)
    if own.empty:
        return f"Berekend: {total} plekken verdeeld over {whose}. {name} ligt daar niet helemaal in."
    row = own.iloc[0]
    amv = "" if taal.is_unknown(row["amv"]) else f", waarvan {taal.getal(row['amv'])} amv"
    if sleutel.gebied == keuze.gebied:
        return f"Berekend: {total} plekken{amv}, verdeeld over de gemeenten van {name}."
    return f"Berekend: {name} krijgt {taal.getal(row['plekken'])} van de {total} plekken van {whose}{amv}."


def _check(found: Verdeling, sleutel: Sleutel) -> str:
    """Return in words that the sums are exact."""
    total = int(found.gemeenten["plekken"].sum())
    same = "precies" if total == sleutel.totaal else "niet"
    who = taal.meervoud(len(found.gemeenten), "gemeente", "gemeenten")
    return f"Som over {who}: {taal.getal(total)}, {same} het getal dat is verdeeld."


def _table(keuze: Keuze, sleutel: Sleutel, found: Verdeling, shown: pd.DataFrame) -> None:
    """Draw what the area is shown by; gemeenten with the steps of the calculation, larger areas as sums."""
    inside = [code for code in figures.parts_shown(keuze) if code in set(shown["gebied_code"])]
    codes = inside or found.gemeenten["gebied_code"].tolist()
    page = tables.page_of(codes, "rekenhulp")
    by = found.gemeenten.set_index("gebied_code")
    if all(code in by.index for code in page):
        rows = steps(by.loc[page], sleutel)
    else:
        sums = shown.set_index("gebied_code").loc[page]
        rows = pd.DataFrame(
            {
                "inwoners": [taal.getal(value) for value in sums["inwoners"]],
                COMPUTED: [taal.getal(value) for value in sums["plekken"]],
                "waarvan amv": [taal.getal(value) for value in sums["amv"]],
            }
        )
    rows.insert(
        0,
        figures.shown_words(keuze)[0] if inside else "gemeente",
        [plain(data.naam(keuze, code)) for code in page],
    )
    with st.container(key="smal-rekenhulp"):
        st.table(rows, hide_index=True, border="horizontal")


def steps(rows: pd.DataFrame, sleutel: Sleutel) -> pd.DataFrame:
    """Return the steps of the calculation of gemeenten as text; only those that the chosen key has."""
    columns = {"inwoners": [taal.getal(value) for value in rows["inwoners"]]}
    if sleutel.sterkte:
        columns["SES-WOA"] = [taal.getal(value, 3, plus=True) for value in rows["score"]]
        columns["factor"] = [taal.getal(value, 3) for value in rows["factor"]]
    columns["aandeel vóór afronden"] = [taal.getal(value, 2) for value in rows["quotum"]]
    if sleutel.krediet:
        columns["zonder krediet"] = [taal.getal(value) for value in rows["zonder_krediet"]]
        columns["krediet"] = [
            taal.getal(value) if not taal.is_unknown(value) else "geen" for value in rows["krediet"]
        ]
    if sleutel.maximum is not None:
        columns["hoogstens"] = [
            f"{taal.getal(row.maximum)}{' (bereikt)' if row.is_begrensd else ''}" for row in rows.itertuples()
        ]
    columns[COMPUTED] = [taal.getal(value) for value in rows["plekken"]]
    columns["waarvan amv"] = [taal.getal(value) for value in rows["amv"]]
    columns["per 1.000 inwoners"] = [taal.getal(value, 2) for value in rows["per_1000"]]
    return pd.DataFrame(columns)


def parameters(keuze: Keuze, sleutel: Sleutel) -> pd.DataFrame:
    """Return the parameters of a result in words, for the files that leave."""
    said = {
        "verdeeld getal": taal.getal(sleutel.totaal),
        "verdeeld over": data.naam(keuze, sleutel.gebied),
        "inwoners op": taal.datum(sleutel.inwoners_op),
        "aandeel amv": taal.procent(sleutel.amv_aandeel, 3),
        "SES-WOA": f"jaar {sleutel.periode}, sterkte {taal.getal(sleutel.sterkte, 2)}"
        if sleutel.sterkte
        else "niet meegeteld",
        "hoogstens per 1.000 inwoners": taal.getal(sleutel.maximum, 2)
        if sleutel.maximum is not None
        else "geen maximum",
        "krediet": taal.opsomming([taal.woord(kind) for kind in sleutel.krediet]) or "geen",
    }
    if sleutel.krediet:
        said["krediet per plek"] = taal.getal(sleutel.krediet_factor, 2)
    return pd.DataFrame({"wat": list(said), "waarde": list(said.values())})


def _downloads(keuze: Keuze, invoer: Invoer, found: Verdeling) -> None:
    """Draw the downloads of every gemeente of the calculation; the word berekend stands in name and table."""
    about = _frame(keuze, invoer, found)
    subject = f"berekend_verdeelsleutel_{invoer.cyclus}_{data.naam(keuze, invoer.sleutel.gebied)}"
    with st.container(horizontal=True):
        for word, mime, make in (
            ("CSV", "text/csv", lambda: exported.csv(every(keuze, found), about)),
            ("XLSX", XLSX, lambda: book(keuze, invoer, found, about)),
        ):
            st.download_button(
                f"Download {word} (berekend)",
                data=make,
                file_name=bestandsnaam(subject, about, word),
                mime=mime,
                key=f"rekenhulp-{word}",
                on_click="ignore",
            )


def _frame(keuze: Keuze, invoer: Invoer, found: Verdeling) -> Kader:
    name = data.naam(keuze, invoer.sleutel.gebied)
    title = f"Verdeelsleutel {name}, cyclus {invoer.cyclus}: {COMPUTED}"
    source = f"{COMPUTED}; {opgave.rules().voorbehoud}. Invoer: {sources(keuze, found.gemeenten)}"
    return chart.kader(keuze, title, "Berekende plekken, geen gepubliceerd getal", "plekken", source)


def every(keuze: Keuze, found: Verdeling) -> pd.DataFrame:
    """Return all gemeenten of a result as numbers, with words above the columns."""
    rows = found.gemeenten
    rows = rows.assign(
        provincie=[data.naam(keuze, code) for code in rows["provincie_code"]],
        inwoners_status=rows["inwoners_status"].map(taal.woord),
        score_status=[taal.woord(code) if code else "" for code in rows["score_status"]],
    )
    return rows[list(COLUMNS)].rename(columns=COLUMNS)


def book(keuze: Keuze, invoer: Invoer, found: Verdeling, about: Kader) -> bytes:
    """Return a result as a workbook: gemeenten, provinces and parameters."""
    provinces = found.provincies.rename(
        columns={
            "gebied_code": "gebiedscode",
            "naam": "provincie",
            "plekken": COLUMNS["plekken"],
            "amv": COLUMNS["amv"],
        }
    )
    sheets = {
        "Gemeenten": every(keuze, found),
        "Provincies": provinces,
        "Parameters": parameters(keuze, invoer.sleutel),
    }
    rules = opgave.rules()
    lines = [f"{COMPUTED.capitalize()}: {rules.formule}. {rules.voorbehoud.capitalize()}.", rules.afronding]
    return werkmap.xlsx(sheets, about, [*lines, *found.opmerkingen])
