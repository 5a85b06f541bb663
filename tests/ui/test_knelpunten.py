"""Page Knelpunten: signals with their links, decisions about them, the register, and the measures."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import store
from model.signaalbesluit import Besluit
from tests.ui import seen
from tests.ui.seen import EXAMPLE, choose, opened, whole
from ui import knelpunten_besluit

PAGE = "knelpunten"
TODAY = date(2026, 11, 21)
OLD = "Het laatste cijfer van Horst aan de Maas over statushouders"


def sentences(app: AppTest) -> list[str]:
    """Return the signals that ask for attention or keep quiet, as read."""
    return [
        text for frame in seen.tables(app) if "signaal" in frame for text in frame["signaal"].map(seen.read)
    ]


def decide(app: AppTest, signal: str, besluit: Besluit, tot: str = "", **words: str) -> AppTest:
    """Fill in the form about one signal and press its button."""
    box = next(item for item in app.selectbox if str(item.key).startswith("signaal-besluit"))
    choice = next(text for text in box.options if signal in text)
    box.select(choice)
    said = {"tot": tot, "notitie": "Bekend, komt in januari.", "naam": "analist A"} | words
    next(item for item in app.selectbox if str(item.key).startswith("besluit-besluit")).set_value(besluit)
    for item in [*app.text_input, *app.text_area]:
        name = str(item.key).split("-besluit-")[0]
        if name in said and "-besluit-" in str(item.key):
            item.set_value(said[name])
    return whole(next(item for item in app.button if item.label == "Leg dit besluit vast").click().run())


def kept() -> list:
    return store.open().signal_decisions()


def headings(app: AppTest) -> list[str]:
    return [head.value for head in app.subheader]


def test_signals_stand_under_their_heading_with_a_link():
    app = opened(PAGE)
    assert any("7 signalen, waarvan 1 dringend" in mark.value for mark in app.markdown)
    assert headings(app) == [
        "▲ Bronnen spreken elkaar tegen (1)",
        "◐ Cijfer is oud (5)",
        "◐ Termijn nadert (1)",
    ]
    first = next(frame for frame in seen.tables(app) if "signaal" in frame).iloc[0]
    assert "471 plekken en 480 plekken" in seen.read(first["signaal"])
    assert "./bronnen?" in first["verder"]
    assert "cijfer=" in first["verder"]


def test_the_filters_of_the_frame_choose_the_signals():
    app = opened(PAGE, gegevens=EXAMPLE)
    every = len(sentences(app))
    choose(app, "gebied", "Midden-Limburg")
    mine = sentences(app)
    assert 0 < len(mine) < every
    assert not [text for text in mine if "Venray" in text or "Maastricht" in text]
    choose(app, "groep", "statushouders")
    assert {text.split(" ")[-1] for text in headings(app)} >= {"(5)"}
    assert not [text for text in sentences(app) if "asielzoekers" in text]


def test_an_accepted_signal_stands_apart_and_can_be_taken_back():
    app = decide(opened(PAGE), OLD, Besluit.AANVAARD)
    assert app.success[0].value.startswith("Het signaal is aanvaard.")
    assert "Aanvaard (1)" in headings(app)
    assert "◐ Cijfer is oud (4)" in headings(app)
    quiet = seen.table(app, "signaal", "besluit (naam niet gecontroleerd)")
    assert OLD in quiet["signaal"].iloc[0]
    assert "Bekend, komt in januari." in quiet.iloc[0, 1]
    assert [one.actor for one in kept()] == ["analist A"]
    app = decide(app, OLD, Besluit.INGETROKKEN)
    assert "◐ Cijfer is oud (5)" in headings(app)
    assert [str(one.besluit.besluit) for one in kept()] == ["aanvaard", "ingetrokken"]


def test_a_signal_that_was_put_off_comes_back_after_its_day(monkeypatch: pytest.MonkeyPatch):
    app = decide(opened(PAGE), OLD, Besluit.LATER, "1-12-2026")
    assert "Later opnieuw bekijken (1)" in headings(app)
    monkeypatch.setenv("MONITOR_VANDAAG", "2026-12-02")
    app = opened(PAGE)
    assert "Later opnieuw bekijken (1)" not in headings(app)
    assert any("1 signaal is terug" in mark.value for mark in app.markdown)
    told = next(text for text in sentences(app) if OLD in text)
    assert "Terug: later op" in told


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_kept():
    app = decide(opened(PAGE), OLD, Besluit.LATER, notitie="Bel mevrouw De Vries", naam=" ")
    said = app.error[0].value
    for part in ("Vul uw naam in", "tot en met welke dag", "een naam van een persoon"):
        assert part in said
    assert kept() == []


@pytest.mark.parametrize(
    ("stand", "besluit", "tot", "said"),
    [
        ("nieuw", Besluit.AANVAARD, "", []),
        ("nieuw", Besluit.AANVAARD, "1-1-2027", []),
        ("nieuw", Besluit.LATER, "20-11-2026", ["voor vandaag"]),
        ("nieuw", Besluit.LATER, "morgen", ["dag-maand-jaar"]),
        ("nieuw", Besluit.INGETROKKEN, "", ["geen besluit om in te trekken"]),
        ("aanvaard", Besluit.INGETROKKEN, "1-1-2027", ["vult geen dag in"]),
        ("later", Besluit.INGETROKKEN, "", []),
    ],
)
def test_what_a_decision_needs(stand, besluit, tot, said):
    row = pd.Series({"stand": stand, "afdruk": "a"}, name="s")
    found = knelpunten_besluit.faults(row, besluit, tot, "bekend", "analist", TODAY)
    assert len(found) == len(said)
    for text, part in zip(found, said, strict=True):
        assert part in text


def test_a_second_click_adds_nothing():
    app = decide(opened(PAGE), OLD, Besluit.AANVAARD)
    one = kept()[0].besluit
    store.open().add_signal_decision(
        one.signaal_id, one.besluit, one.tot, one.notitie, "analist A", one.sleutel
    )
    assert len(kept()) == 1
    whole(next(item for item in app.button if item.label == "Leg dit besluit vast").click().run())
    assert len(kept()) == 1


def test_the_register_is_sorted_by_places_with_every_owner_alike():
    app = opened(PAGE, gegevens=EXAMPLE)
    assert "11 knelpunten staan open, samen voor ten minste 1.170 plekken" in app.markdown[1].value.replace(
        "\\", ""
    )
    rows = seen.table(app, "plekken", "aan zet", "wachttijd en stand")
    assert rows["plekken"].tolist() == [
        "350", "260", "250", "120", "100", "90", "60", "40", "onbekend", "onbekend", "onbekend",
    ]  # fmt: skip
    assert rows["aan zet"].tolist()[:3] == ["Ministerie van Asiel en Migratie", "COA", "Netbeheerder"]
    assert (
        rows["wachttijd en stand"].iloc[2] == "wacht 206 dagen · ▲ 46 dagen te laat, moest 15 september 2026"
    )
    owners = seen.table(app, "aan zet", "knelpunten").set_index("aan zet")
    assert owners.loc["COA", "plekken"] == "360"
    assert owners.loc["Provincie Limburg", "plekken"] == "120"  # a knelpunt in Leudal waits for the province


def test_an_earlier_peildatum_shows_the_register_as_it_stood():
    app = opened(PAGE, gegevens=EXAMPLE, peildatum="30 april 2026")
    rows = seen.table(app, "plekken", "aan zet", "wachttijd en stand")
    assert any("bezwaar" in text and "Peel en Maas" in text for text in rows["knelpunt"])
    assert not any("medewerkers" in text for text in rows["knelpunt"])


def test_measures_say_since_and_never_who_caused_it():
    app = opened(PAGE, gegevens=EXAMPLE)
    rows = seen.table(app, "maatregel", "stand", "sinds het begin")
    assert len(rows) == 6
    assert rows["stand"].iloc[0].startswith("▲ te laat: 31 dagen")
    told = " ".join(rows["sinds het begin"])
    assert "van 4.670 plekken op 28 februari 2026 naar 4.730 plekken op 31 oktober 2026: +60" in told
    assert "niet even ver geteld" in told
    assert "nog niet begonnen" in told


def test_the_chart_names_the_owner_and_says_what_is_unknown():
    told = seen.charts(opened(PAGE, gegevens=EXAMPLE))[0]["description"]
    assert "de meeste plekken wachten op COA (360)" in told
    assert "Rijk, Limburg · wacht 271 dagen" in told
    assert "aantal plekken onbekend" in told


def test_region_gemeente_and_overview_name_their_knelpunten():
    region = " ".join(seen.texts(opened("regio", gegevens=EXAMPLE, gebied="Midden-Limburg")))
    assert "260 plekken** · COA · 123 dagen" in region
    assert "Netbeheerder" not in region
    mine = " ".join(seen.texts(opened("gemeente", gegevens=EXAMPLE, gemeente="Vaals")))
    assert "40 plekken** · Gemeente Vaals · 47 dagen" in mine
    assert "Nog 2 knelpunten gaan over Limburg en Zuid-Limburg als geheel" in mine
    three = " ".join(seen.texts(opened("overzicht", gegevens=EXAMPLE)))
    assert three.count(" plekken** · ") == 3
    assert "Nog 8 knelpunten" in three


def test_the_example_keeps_no_decisions():
    app = opened(PAGE, gegevens=EXAMPLE)
    assert not [item for item in app.button if item.label == "Leg dit besluit vast"]
