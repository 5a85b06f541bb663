"""Every page, as the first visitor gets it and after another page, with real and with fictional figures."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.browser.words import is_english, raw_names
from tests.ui import seen
from tests.ui.seen import EXAMPLE, PAGES, REAL, go, start
from ui import overview

FILTERS = ["gegevens", "versie", "peildatum", "opgave", "groep", "gebied"]


def check(app: AppTest, data: str) -> None:
    """A page is whole, Dutch, and says what kind of figures it shows."""
    texts = seen.texts(app)
    assert len(app.title) == 1
    assert [box.key for box in app.selectbox][:6] == FILTERS
    assert seen.english(texts) == []
    assert [text for text in texts if is_english(text)] == []
    assert seen.raw(texts) == []
    assert [text for text in texts if raw_names(text)] == []
    marked = any(text.startswith("**VOORBEELD**") for text in texts)
    drawn = ["VOORBEELD" in json.dumps(spec) for spec in seen.charts(app)]
    assert (marked, all(drawn), any(drawn)) == (
        data == EXAMPLE,
        data == EXAMPLE or not drawn,
        data == EXAMPLE and drawn != [],
    )
    footer = app.caption[-1].value
    assert ("VOORBEELD" in footer) == (data == EXAMPLE)
    assert "openbare cijfers" in footer or data == EXAMPLE


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("data", [REAL, EXAMPLE])
def test_a_page_opened_first(page, data):
    app = go(start(gegevens=data), page)
    assert app.title[0].value.startswith(page.capitalize())
    check(app, data)


@pytest.mark.parametrize("data", [REAL, EXAMPLE])
def test_every_page_one_after_another(data):
    app = seen.whole(start(gegevens=data).run())
    assert app.title[0].value == "Overzicht"
    for page in (*PAGES[1:], PAGES[0]):
        go(app, page)
        assert app.title[0].value.startswith(page.capitalize())
        check(app, data)


def test_the_first_screen_is_honest():
    app = go(start(), "overzicht")
    first = app.markdown[0].value
    assert first.startswith("Voor cyclus 2026 is voor Limburg geen opgave geladen.")
    assert "opgave 5.662" in first
    assert "%" not in first
    assert "Nog " not in first  # no countdown above figures of another round
    known = seen.table(app, "gebied", "cijfer", "waarde")
    assert len(known) >= 5
    assert [button.label for button in app.button] == ["Laad bestand", "Bekijk voorbeeld"]
    app.button[1].click().run()
    assert any("VOORBEELD" in mark.value for mark in app.markdown)


def test_the_kenniskaart_counts_every_gemeente():
    told = seen.charts(go(start(), "overzicht"))[0]["description"]
    assert told.startswith("Asielopgave: ")
    counts = [int(word) for word in told.split(".")[0].replace(",", " ").split() if word.isdigit()]
    assert sum(counts) == 31


def test_the_example_fills_the_cockpit():
    app = go(start(gegevens=EXAMPLE), "overzicht")
    assert [head.value for head in app.subheader] == [
        "Sinds de vorige versie",
        "Grootste tekorten asielzoekers",
        "Drie knelpunten",
    ]
    told = seen.charts(app)[0]["description"]
    for name in ("Limburg", "Noord-Limburg", "Midden-Limburg", "Zuid-Limburg"):
        assert name in told


def test_a_bound_is_a_bound_in_every_sentence_of_the_region():
    app = go(start(gebied="Noord-Limburg", groep="asielzoekers"), "regio")
    line = next(text.value for text in app.caption if "als som van" in text.value)
    assert line.startswith("Opgave: minimaal 487 als som van 1 van 8 gemeenten bekend")


@pytest.mark.parametrize("groep", ["statushouders", "asielzoekers"])
def test_the_finding_claims_no_percentage_it_has_not_counted(groep):
    regions = pd.DataFrame({"naam": ["Noord", "Zuid"], "doelgroep": groep, "verschil": [-80, -169]})
    assert overview.finding(regions.assign(status="bijna")) == f"Geen regio staat achter op de opgave {groep}"
    assert overview.finding(regions.assign(status=["bijna", "achter"])).endswith("Zuid −169")


def test_a_group_of_which_nothing_is_known_gets_a_sentence_and_no_empty_chart():
    app = go(start(), "regio")
    told = [mark.value for mark in app.markdown if "van geen enkele gemeente" in mark.value]
    assert [text.split("**")[1] for text in told] == ["Statushouders", "Oekraïense ontheemden"]
    titles = [spec["description"].split(":")[0] for spec in seen.charts(app)]
    assert "Limburg, asielzoekers" in titles
    assert "Limburg, statushouders" not in titles
    app = go(start(gegevens=EXAMPLE), "regio")
    assert not [mark for mark in app.markdown if "van geen enkele gemeente" in mark.value]


def test_a_dashed_line_is_named_only_where_there_is_one():
    for page, dashed in (("regio", False), ("gemeente", True)):
        drawn = [json.dumps(spec) for spec in seen.charts(go(start(gegevens=EXAMPLE), page))]
        assert any("Stippellijn" in spec for spec in drawn) == dashed
