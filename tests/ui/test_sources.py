"""Bronnen: a figure leads to its cell, and sources that disagree stand side by side."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.ui import seen
from tests.ui.seen import EXAMPLE, opened


def asked(link: str) -> str:
    """Return the cell that a link on a page asks for."""
    address = re.search(r"\]\((.*)\)$", link)[1]
    return parse_qs(urlsplit(address).query)["cijfer"][0]


def test_sources_that_disagree_stand_side_by_side():
    table = seen.table(opened("bronnen"), "gebied", "waarde", "voorkeur")
    limburg = table[table["gebied"].eq("Limburg") & table["cijfer"].str.contains("amv")]
    assert {"471 plekken", "480 plekken"} <= set(limburg["waarde"])
    brabant = table[table["gebied"].eq("Noord-Brabant")]
    assert {"14.689 plekken", "13.444 plekken"} <= set(brabant["waarde"])
    assert len(limburg["cijfer"].unique()) == 1


def test_a_figure_leads_to_its_cell():
    table = next(f for f in seen.tables(opened("gemeente", gemeente="Simpelveld")) if "opgave formeel" in f)
    cell = asked(table.loc[table["doelgroep"].eq("asielzoekers"), "opgave formeel"].iloc[0])
    app = opened("bronnen", cijfer=cell)
    assert app.subheader[0].value.replace("\\", "") == "55 plekken · Simpelveld"
    facts, file = (frame.iloc[:, 0].map(seen.read) for frame in seen.tables(app)[:2])
    assert file["Bestand"] == "limburg_cijfers.csv"
    assert re.fullmatch(r"[A-Z]+[0-9]+", file["Cel"])
    assert file["Versie"].startswith("1 (")
    assert file["Blad"] != ""
    assert "Geladen" in file
    assert facts["Uitgever"] != ""
    assert "https://www.gemeente.nu/" in seen.tables(app)[0].loc["Adres"].iloc[0]


@pytest.mark.parametrize(
    ("page", "query"), [("gemeente", {"gemeente": "Beesel"}), ("regio", {"gebied": "Noord-Limburg"})]
)
def test_a_realisatie_leads_to_the_realisatie_and_not_to_the_opgave_beside_it(page, query):
    query |= {"gegevens": EXAMPLE}
    tables = [f for f in seen.tables(opened(page, **query)) if {"realisatie", "verschil"} <= set(f)]
    linked = [str(text) for frame in tables for text in frame["realisatie"] if "cijfer=" in str(text)]
    assert linked
    for text in (linked[0], linked[-1]):
        app = opened("bronnen", cijfer=asked(text), **query)
        number = seen.read(text).split("]")[0]
        assert app.subheader[0].value.replace("\\", "").startswith(f"{number} ")
        assert "realisatie" in app.markdown[1].value


def test_a_verschil_leads_to_both_its_cells():
    frame = next(f for f in seen.tables(opened("overzicht", gegevens=EXAMPLE)) if "nu" in f)
    app = opened("bronnen", cijfer=asked(frame["verschil"].iloc[0]), gegevens=EXAMPLE)
    told = " ".join(mark.value for mark in app.markdown)
    assert ", opgave" in told
    assert ", realisatie" in told


def test_a_link_holds_the_address_of_this_reader_and_not_of_the_one_before():
    for kind in ("0,7", "0,8"):
        app = opened("overzicht", gegevens=EXAMPLE, verhouding=kind)
        frame = next(f for f in seen.tables(app) if "nu" in f)
        assert parse_qs(urlsplit(frame["gemeente"].iloc[0]).query)["verhouding"][0].startswith(kind)


def test_every_kind_of_link_on_the_pages_finds_its_figure():
    for page, query in (("overzicht", {}), ("regio", {}), ("regio", {"gegevens": EXAMPLE})):
        links = {
            cell
            for frame in seen.tables(opened(page, **query))
            for column in frame
            for cell in frame[column].astype(str)
            if "cijfer=" in cell
        }
        assert links
        for link in sorted(links)[:2]:
            app = opened("bronnen", cijfer=asked(link), **query)
            assert not app.warning, link
            assert any("·" in head.value for head in app.subheader)


@pytest.mark.parametrize("cell", ["niets", "abc#Blad1!A1", "%", "a#b|c#d"])
def test_a_figure_that_is_not_there_says_so(cell):
    app = opened("bronnen", cijfer=cell)
    assert app.warning[0].value.startswith("Dit cijfer staat niet in de gekozen versie.")
    assert seen.table(app, "gebied", "waarde", "voorkeur") is not None


def test_the_figures_of_an_area_can_be_paged():
    app = opened("bronnen", gegevens=EXAMPLE)
    first = seen.table(app, "gebied", "periode of peildatum", "waarde")
    seen.whole(app.number_input(key="bladzijde").set_value(2).run())
    second = seen.table(app, "gebied", "periode of peildatum", "waarde")
    assert len(first) == len(second) == 100
    assert not first.equals(second)


def test_words_and_rules_are_explained():
    app = opened("bronnen")
    words = set(seen.table(app, "begrip", "wat het betekent")["begrip"])
    assert {"opgave", "amv"} <= {word.lower() for word in words}
    assert len(seen.table(app, "cyclus", "stap", "datum")) >= 2
