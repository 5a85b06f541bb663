"""Overzicht: how the province stands, and what is not known; the first screen is honest."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import cockpit, kaart
from loaders.reference import tegels
from metrics import classes, views
from metrics import sources as publishers
from metrics.measures import KEY
from model import taal
from model.gebieden import members
from model.lijsten import Deelgroep, Doelgroep, Maat, Status
from ui import borders, chart, data, figures, filters, knelpunten, links, timeline
from ui.chart import Figuur
from ui.keuze import Keuze
from ui.links import plain


def sentence(keuze: Keuze) -> None:
    """Draw the finding in one sentence, with the next deadline only where the data are about that round."""
    with st.container(key="zin"):
        st.markdown(f"{_countdown(keuze)}{figures.headline(keuze, keuze.gebied)}")


def _countdown(keuze: Keuze) -> str:
    """Return how many days are left until the next step of the cycle whose duty is shown."""
    cycle = data.the_rules().cycle(keuze.cyclus)
    step = cycle.next_step(keuze.vandaag) if cycle else None
    if step is None:
        return ""
    days = taal.meervoud((step.datum - keuze.vandaag).days, "dag", "dagen")
    return f"Nog {days} tot het {step.naam} (cyclus {keuze.cyclus}). "


@figures.cached
def is_filled(keuze: Keuze) -> bool:
    """Return whether any region can be set against its duty; without that there are no bars to draw."""
    regions = figures.regions(keuze)
    return bool((regions["verschil"].notna() & regions["deelgroep"].eq(Deelgroep.ALLE)).any())


def body(keuze: Keuze) -> None:
    """Draw the cockpit where there are figures to draw, and what is known of whom where there are not."""
    if is_filled(keuze):
        _cockpit(keuze)
    else:
        _first_screen(keuze)


def _cockpit(keuze: Keuze) -> None:
    clicked = chart.show(cockpit_figure, keuze, select=kaart.KEUZE)
    if clicked:
        name = data.naam(keuze, clicked)
        st.markdown(f"[Naar {plain(name)}]({links.address('regio', gebied=name)})")
    left, middle, third, right = st.columns([3, 3, 4, 4], gap="medium")
    with left:
        since(keuze)
    with middle:
        shortages(keuze)
    with third:
        st.subheader("Drie knelpunten", anchor=False)
        knelpunten.few(keuze, keuze.gebied)
    with right:
        groep = keuze.groep or str(Doelgroep.ASIELZOEKERS)
        links.follow(keuze, chart.show(map_figure, keuze, groep, borders.choice(), select=kaart.KEUZE))


def _first_screen(keuze: Keuze) -> None:
    left, right = st.columns([5, 6], gap="large")
    with left:
        links.follow(keuze, chart.show(knowledge_figure, keuze, _kind(keuze), select=kaart.KEUZE))
    with right:
        st.subheader("Wat wel bekend is", anchor=False)
        known(keuze, keuze.gebied)
        with st.container(horizontal=True):
            if st.button("Laad bestand", icon=":material/upload_file:", type="primary"):
                st.switch_page("pages/gegevens.py")
            if data.the_rules().monitor.heeft_voorbeeld:
                st.button("Bekijk voorbeeld", icon=":material/visibility:", on_click=filters.show_example)
    st.subheader("Locaties in de tijd", anchor=False)
    timeline.show(keuze, keuze.gebied)


def _kind(keuze: Keuze) -> str:
    names = dict(figures.kenniskaart(keuze)[["soort", "soort_naam"]].drop_duplicates().values)
    return st.selectbox(
        "Wat is bekend over", list(names), format_func=names.__getitem__, key="kennis", bind="query-params"
    )


def cockpit_figure(keuze: Keuze) -> Figuur:
    """Return the three groups with the province and its regions, side by side."""
    table = pd.concat([figures.province(keuze), figures.regions(keuze)], ignore_index=True)
    table = table.drop_duplicates(KEY)  # an area without parts is its own only part
    table = table[table["deelgroep"].eq(Deelgroep.ALLE) & table["doelgroep"].isin(figures.groups(keuze))]
    parts = pd.concat([views.certainty(figures.totals(table, groep)) for groep in figures.groups(keuze)])
    words = data.the_rules().monitor.deel_woord
    title = finding(figures.totals(figures.regions(keuze), figures.groups(keuze)[0]), *words)
    kader = chart.kader(
        keuze,
        title,
        f"Realisatie en opgave per doelgroep en {data.the_rules().monitor.deel_woord[0]}",
        "plekken of personen",
        sources(keuze, table),
    )
    return Figuur(
        cockpit.beeld(parts, table, _months(keuze)),
        kader,
        _cockpit_table(table),
        "overzicht",
        figures.numbers(table),
    )


def _months(keuze: Keuze) -> dict[str, str]:
    """Return how far the half-year of the statushouders is, as it is counted for the province."""
    months = figures.paced(keuze, [data.the_rules().monitor.provincie])["maanden"].iloc[0]
    if taal.is_unknown(months):
        return {}
    whole = data.the_rules().tempo.maanden_per_halfjaar
    return {str(Doelgroep.STATUSHOUDERS): f"na {taal.getal(months)} van {whole} maanden"}


def _cockpit_table(table: pd.DataFrame) -> pd.DataFrame:
    columns = ("opgave", "realisatie", "besloten", "voornemen", "verschil", "realisatie_aandeel")
    shown = {name: views.texts(table, name) for name in columns}
    words = {"doelgroep": table["doelgroep"].map(taal.woord), "naam": table["naam"]}
    return pd.DataFrame({**words, **shown, "status": table["status"].map(taal.woord)})


def finding(regions: pd.DataFrame, one: str = "regio", more: str = "regio’s") -> str:
    """Return the finding about the regions in words: who is behind, and of whom it is not known."""
    behind = regions[regions["status"].eq(Status.ACHTER)].sort_values("verschil")
    group = taal.woord(regions["doelgroep"].iloc[0]) if len(regions) else ""
    if len(behind):
        names = [
            f"{r.naam} {taal.getal(r.verschil)}"
            for r in behind.itertuples()
            if not taal.is_unknown(r.verschil)
        ]
        return f"Achter op de opgave {group}: {taal.opsomming(names)}"
    unknown = regions[regions["status"].eq(Status.ONBEKEND)]
    if len(unknown):
        return f"Van {taal.meervoud(len(unknown), one, more)} is de stand {group} onbekend"
    return f"Geen {one} staat achter op de opgave {group}"


def sources(keuze: Keuze, table: pd.DataFrame) -> str:
    """Return the publishers behind a table, in words for the foot of an image."""
    ids = {cell.split("#")[0] for cells in table["bron_cijfers"] for cell in cells.split("|") if cell}
    names = publishers.names(data.frame(keuze, "bronnen"), ids)
    more = f" en {taal.getal(len(names) - 4)} andere" if len(names) > 4 else ""
    return (
        taal.opsomming(names) if not more else ", ".join(names[:4]) + more
    ) or "geen cijfers voor deze keuze"


def map_figure(keuze: Keuze, groep: str, grenzen: str) -> Figuur:
    """Return the map of the gemeenten: the share of the duty of one group that is there.

    Args:
        keuze: the filters.
        groep: the group.
        grenzen: id of a boundary file for the geographic map; empty for tiles.
    """
    table = figures.totals(figures.gemeenten(keuze), groep)
    limits = data.the_rules().kaart.grenzen
    values = views.map_values(table, "realisatie_aandeel")
    values = values.assign(klasse=classes.classify(values["waarde"], limits))
    tiles = _tiles(keuze).merge(values, on="gebied_code")
    known = int(values["bekend"].sum())
    title = f"{str(taal.woord(groep)).capitalize()}: {taal.bekend_van(known, len(values))}"
    kader = chart.kader(keuze, title, "Realisatie als deel van de opgave", "procent", sources(keuze, table))
    shown = table.assign(
        opgave=views.texts(table, "opgave"),
        realisatie=views.texts(table, "realisatie"),
        realisatie_aandeel=views.texts(table, "realisatie_aandeel"),
    )
    columns = ["naam", "opgave", "realisatie", "realisatie_aandeel"]
    beeld = kaart.tegels(tiles, classes.words(limits), hoogte=30)
    if grenzen:
        shapes = borders.loaded(grenzen, tuple(sorted(values["gebied_code"])))
        beeld = kaart.geografisch(values, classes.words(limits), shapes)
    return Figuur(beeld, kader, shown[columns], f"kaart_{groep}", figures.numbers(table))


def _tiles(keuze: Keuze) -> pd.DataFrame:
    """Return the tiles of the gemeenten of the chosen area."""
    frame = tegels(data.the_rules().monitor.tegelkaart)
    inside = members(data.frame(keuze, "gebieden"), keuze.gebied)
    mine = frame[frame["gebied_code"].isin(inside)]
    return mine.assign(**{side: mine[side] - mine[side].min() for side in ("kolom", "rij")})


def knowledge_figure(keuze: Keuze, soort: str) -> Figuur:
    """Return the kenniskaart: of whom a figure is known exactly, about, or not."""
    kinds = figures.kenniskaart(keuze)
    mine = kinds[kinds["soort"].eq(soort)]
    counts = mine["kennis"].value_counts()
    parts = [f"{taal.getal(counts.get(code, 0))} {word}" for code, (_, word) in kaart.KENNIS.items()]
    tiles = _tiles(keuze).merge(mine, on="gebied_code")
    title = f"{mine['soort_naam'].iloc[0].capitalize()}: {', '.join(parts)}"
    unit = mine["eenheid"].iloc[0] or "plekken"
    kader = chart.kader(keuze, title, "Wat van welke gemeente bekend is", unit, sources(keuze, mine))
    shown = mine[["naam", "waarde_tekst", "laatst_bekend"]].rename(columns={"waarde_tekst": "waarde"})
    return Figuur(kaart.kennis(tiles, hoogte=34), kader, shown, f"kenniskaart_{soort}")


def known(keuze: Keuze, gebied: str, most: int = 12) -> None:
    """Draw the last known figures of an area, each a link to its cell."""
    rows = figures.last_known(keuze, gebied, most)
    if rows.empty:
        st.markdown("Er is nog geen cijfer geladen voor dit gebied.")
        return
    cells = rows["bron_id"] + "#" + rows["bron_cel"]
    shown = pd.DataFrame(
        {
            "gebied": [plain(data.naam(keuze, code)) for code in rows["gebied_code"]],
            "cijfer": [plain(short(row)) for row in rows.to_dict("records")],
            "wanneer": [plain(text) for text in rows["moment"]],
            "waarde": [links.source(t, c) for t, c in zip(rows["waarde_met_eenheid"], cells, strict=True)],
        }
    )
    st.table(shown, hide_index=True, border="horizontal")


def short(row: dict) -> str:
    """Return what a figure is, in few words."""
    part = taal.woord("amv") if row["deelgroep"] == "amv" else taal.woord(row["doelgroep"])
    kind = (
        f" {taal.woord(row['soort_opgave'])}" if row["soort_opgave"] not in {"", "onbekend", "opgave"} else ""
    )
    is_task = row["doelgroep"] == Doelgroep.STATUSHOUDERS and row["maat"] == Maat.OPGAVE
    measure = "taakstelling" if is_task else taal.woord(row["maat"])
    cycle = f" {row['cyclus']}" if row["cyclus"] else ""
    sure = f", {taal.woord(row['zekerheid'])}" if row["zekerheid"] else ""
    return f"{part}: {measure}{kind}{cycle}{sure}"


def since(keuze: Keuze) -> None:
    """Draw what changed since the version before, one sentence per region."""
    st.subheader("Sinds de vorige versie", anchor=False)
    sentences = figures.told(keuze)
    if not sentences:
        st.markdown("Dit is de eerste versie; er is nog niets om mee te vergelijken.")
    for text in sentences:
        st.markdown(plain(text))


def shortages(keuze: Keuze, most: int = 5) -> None:
    """Draw the gemeenten with the largest known shortage, and how many are unknown."""
    groep = figures.groups(keuze)[0]
    st.subheader(f"Grootste tekorten {taal.woord(groep)}", anchor=False)
    short_of, unknown = _shortages(keuze, groep, most)
    if not short_of:
        st.markdown("Van geen enkele gemeente is een tekort bekend.")
    else:
        rows = [(links.gemeente(n), links.source(v, cells), now) for n, v, cells, now in short_of]
        shown = pd.DataFrame(rows, columns=["gemeente", "verschil", "nu"])
        st.table(shown, hide_index=True, border="horizontal")
    if unknown:
        st.caption(f"Van {taal.meervoud(unknown, 'gemeente', 'gemeenten')} is het verschil onbekend.")


@figures.cached
def _shortages(keuze: Keuze, groep: str, most: int) -> tuple[list[tuple[str, str, str, str]], int]:
    """Return name, verschil, its cells and the state of the largest shortages, and how many are unknown.

    Links are made outside: they hold the reader's own address, and this is shared by all.
    """
    table = figures.totals(figures.gemeenten(keuze), groep)
    short_of = table[table["verschil"].lt(0).fillna(False)].sort_values("verschil").head(most)
    texts = {name: views.texts(short_of, name) for name in ("verschil", "realisatie", "opgave")}
    now = texts["realisatie"] + " van " + texts["opgave"]
    cells = [links.both(row) for row in short_of.itertuples()]
    rows = list(zip(short_of["naam"], texts["verschil"], cells, now, strict=True))
    return rows, int(table["verschil"].isna().sum())
