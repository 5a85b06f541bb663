"""Aanlevering: what the page says, what its form keeps, and what it refuses to keep."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import store
from model.aanlevering import SoortStap
from tests.ui import seen
from tests.ui.seen import EXAMPLE, opened, whole
from ui import deliveries_fields, deliveries_step
from ui.deliveries_step import Typed

PAGE = "aanlevering"
TODAY = date(2026, 11, 21)


def fill(app: AppTest, **fields: str) -> AppTest:
    """Fill in the form by the start of each key and click its button."""
    for name, value in fields.items():
        for kind in ("text_input", "text_area", "selectbox"):
            for element in app.get(kind):
                if str(element.key).startswith(f"{name}-stap-"):
                    element.set_value(value)
    button = next(item for item in app.button if item.label == "Leg deze stap vast")
    return whole(button.click().run())


def objection(app: AppTest, **fields: str) -> AppTest:
    full = {"onderwerp": "Een plek te weinig", "tekst": "Wij tellen 56 plekken.", "naam": "analist A"}
    return fill(app, **(full | fields))


def kept() -> list[store.StoredStep]:
    opened_store = store.open()
    try:
        return opened_store.steps()
    finally:
        opened_store.close()


def test_real_figures_are_mostly_unknown_and_never_zero():
    app = opened(PAGE)
    told = [mark.value for mark in app.markdown[:3]]
    assert (
        told[0]
        == "**Asielzoekers**: Van geen van de 31 gemeenten is een cijfer geleverd, ook geen ouder cijfer."
    )
    assert "van 26 niets bekend" in told[1]
    matrix = seen.table(app, "gemeente", "asielzoekers", "statushouders", "Oekraïense ontheemden")
    assert len(matrix) == 31
    assert matrix["asielzoekers"].eq("? onbekend, nooit geleverd").all()
    assert matrix["gemeente"].iloc[-1] == "Horst aan de Maas"  # the newest of what is stale comes last
    assert any("niets te vergelijken" in mark.value for mark in app.markdown)


def test_the_example_shows_dates_sources_and_who_is_missing():
    app = opened(PAGE, gegevens=EXAMPLE)
    matrix = seen.table(app, "gemeente", "asielzoekers").set_index("gemeente")
    cell = matrix.loc["Venlo", "asielzoekers"].replace("\xa0", " ")
    assert re.fullmatch(r"● geleverd.*, 31 okt 2026, gemeente; geladen \d+ \w{3} \d{4}", cell)
    assert matrix.loc["Vaals", "asielzoekers"].replace("\xa0", " ") == "? onbekend, opgegeven op 31 okt 2026"
    assert matrix.loc["Mook en Middelaar", "statushouders"].startswith("▲ verouderd")
    assert matrix.index[0] == "Gulpen-Wittem"


def test_every_state_of_the_matrix_leads_to_its_figure():
    app = opened(PAGE, gegevens=EXAMPLE, gebied="Noord-Limburg")
    matrix = next(f for f in seen.tables(app) if {"gemeente", "asielzoekers"} <= set(f))
    links = [text for text in matrix["asielzoekers"] if "geleverd" in text and "?" in text]
    assert len(links) == 8
    assert all("bronnen?" in text and "cijfer=" in text for text in links)


def test_another_measure_is_counted_by_the_same_rules():
    app = opened(PAGE, gegevens=EXAMPLE, maat="wie er woont (bezet)")
    matrix = next(f for f in seen.tables(app) if "gemeente" in f)
    assert list(matrix.columns) == ["gemeente", "asielzoekers", "Oekraïense ontheemden"]
    assert any("wordt hier niet gevraagd" in mark.value for mark in app.markdown)
    whole(app.selectbox(key="maat").set_value("opgave").run())
    matrix = next(f for f in seen.tables(app) if "gemeente" in f)
    assert len(matrix.columns) == 4
    assert "Rijk; geladen" in matrix["asielzoekers"].iloc[0]


def test_both_figures_stand_side_by_side_with_a_likely_cause():
    found = seen.table(opened(PAGE, gegevens=EXAMPLE), "gemeente zegt", "lijst zegt")
    assert len(found) == 8
    row = found[found["gebied en cijfer"].str.startswith("Gennep")].iloc[0]
    assert row["gemeente zegt"].startswith("100 plekken")
    assert row["lijst zegt"].startswith("80 plekken")
    said = found["verschil en waarschijnlijke oorzaak"]
    assert said[row.name].startswith(
        "**+20; 1 dag ertussen**. Waarschijnlijk: Het verschil is precies het aantal amv."
    )
    unknown = found[said.eq("**−15**. Oorzaak onbekend: vraag na.")]
    assert unknown["gebied en cijfer"].tolist() == ["Venlo, asielzoekers: noodopvang"]


def test_the_filters_choose_area_and_group():
    app = opened(PAGE, gegevens=EXAMPLE, gebied="Noord-Limburg", groep="statushouders")
    matrix = next(f for f in seen.tables(app) if "gemeente" in f)
    assert list(matrix.columns) == ["gemeente", "statushouders"]
    assert len(matrix) == 8
    assert len(seen.table(app, "gemeente zegt", "lijst zegt")) == 1  # Beesel


def test_an_objection_gets_an_answer_a_correction_and_an_end_in_order():
    app = objection(opened(PAGE, gemeente="Simpelveld"))
    assert app.success[0].value == "De stap ‘bezwaar’ is vastgelegd bij Simpelveld."
    first = kept()[0]
    assert (first.stap.gebied_code, first.actor, first.stap.soort) == ("GM0965", "analist A", "bezwaar")
    version = next(s for s in app.selectbox if str(s.key).startswith("versie-stap-")).options[1]
    assert version.startswith("versie 1")
    more = {"bij": first.bezwaar, "naam": "analist B"}
    fill(app, **more, soort=SoortStap.ANTWOORD, tekst="COA zoekt het uit.")
    fill(app, **more, soort=SoortStap.CORRECTIE, tekst="Aangepast.", versie=store.open().head().id)
    found = kept()
    assert [one.stap.soort for one in found] == ["bezwaar", "antwoord", "correctie"]
    assert {one.bezwaar for one in found} == {first.bezwaar}
    assert {one.stap.onderwerp for one in found} == {"Een plek te weinig"}
    shown = seen.table(app, "datum", "stap", "tekst")
    assert shown["stap"].tolist() == ["bezwaar", "antwoord", "correctie"]
    assert shown["tekst"].iloc[-1].startswith("Aangepast. Staat in versie 1")
    assert any(mark.value.startswith("1 bezwaar is open") for mark in app.markdown)
    fill(app, **more, soort=SoortStap.AFGESLOTEN, tekst="Akkoord.")
    assert any(mark.value.startswith("Er is geen open bezwaar") for mark in app.markdown)


def test_an_objection_to_a_figure_leads_to_that_figure():
    app = opened(PAGE, gemeente="Simpelveld")
    facts = next(s for s in app.selectbox if str(s.key).startswith("feit-stap-"))
    label = next(text for text in facts.options if "opgave (indicatief), cyclus 2024: 55 plekken" in text)
    feit = list(deliveries_step._facts(app.session_state["_keuze"], "GM0965"))[facts.options.index(label) - 1]
    objection(app, feit=feit)
    assert kept()[0].stap.feit.startswith("GM0965|asielzoekers|alle|opgave|indicatief|2024|")
    assert any("cijfer=" in mark.value for mark in app.markdown if "dit cijfer" in mark.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"naam": " ", "tekst": "", "datum": "morgen"},
            ("Vul uw naam in.", "Schrijf wat er", "Schrijf de datum"),
        ),
        ({"tekst": "Bel 06-12345678"}, ("een telefoonnummer",)),
        ({"tekst": "a\u202eb"}, ("tekens die niet te lezen zijn",)),
    ],
)
def test_what_is_not_right_is_said_all_at_once_and_nothing_is_kept(fields, said):
    app = objection(opened(PAGE, gemeente="Simpelveld"), **fields)
    text = app.error[0].value.replace("\\", "")
    assert [part for part in said if part not in text] == []
    assert kept() == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"onderwerp": " ", "bezwaar": "", "soort": SoortStap.BEZWAAR}, "Schrijf in een paar woorden"),
        ({"bezwaar": ""}, "Een nieuw bezwaar begint met"),
        ({"versie": "v1-1"}, "hoort een versie"),
        ({"onderwerp": "de heer X"}, "een naam van een persoon"),
    ],
)
def test_each_fault_of_a_step_is_named(fields, said):
    assert said in deliveries_step.faults(typed(**fields), TODAY, TODAY, None)[0]


def typed(**fields: str) -> Typed:
    good = {
        "bezwaar": "bezwaar-1", "soort": SoortStap.ANTWOORD, "doelgroep": "asielzoekers", "feit": "",
        "onderwerp": "x", "datum": "1-6-2026", "tekst": "y", "versie": "", "wie": "analist",
    }  # fmt: skip
    return Typed(**(good | fields))


def test_a_step_lies_between_the_objection_and_today():
    since = date(2026, 6, 1)
    assert deliveries_step.faults(typed(), since, TODAY, since) == []
    assert "vóór het begin" in deliveries_step.faults(typed(), date(2026, 5, 31), TODAY, since)[0]
    assert "na vandaag" in deliveries_step.faults(typed(), date(2026, 11, 22), TODAY, since)[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("mail a.b@gemeente.nl", "een e-mailadres"),
        ("tel 043 123 45 67", "een telefoonnummer"),
        ("V-1234567890", "een nummer van een persoon (bsn of V-nummer)"),
        ("mevrouw De Vries belde", "een naam van een persoon"),
        ("Wij tellen 1.234 plekken op 31-10-2026, in 2025 waren het er 987.", None),
    ],
)
def test_personal_data_in_a_free_text_is_seen(text, what):
    assert deliveries_fields.personal(text) == ([what] if what else [])


def test_a_second_click_of_one_form_adds_nothing():
    app = objection(opened(PAGE, gemeente="Simpelveld"))
    step = kept()[0]
    again = store.open().add_step(step.stap.model_copy(update={"bezwaar": ""}), "analist A")
    assert again.number == step.number
    button = next(item for item in app.button if item.label == "Leg deze stap vast")
    assert next(t for t in app.text_area if str(t.key).startswith("tekst-stap-")).value == ""
    whole(button.click().run())
    assert len(kept()) == 1


def test_free_text_stays_text():
    evil = "**vet** [klik](https://kwaad.nl) <b>x</b> $x$"
    app = objection(opened(PAGE, gemeente="Simpelveld"), tekst=evil, onderwerp=evil)
    cells = [
        str(cell) for frame in seen.tables(app) for cell in frame.to_numpy().ravel() if "vet" in str(cell)
    ]
    labels = [item.label for item in app.expander if "vet" in item.label]
    assert len(cells) >= 2
    assert len(labels) == 1
    for text in (*cells, *labels):
        assert r"\*\*vet\*\*" in text
        assert r"\[klik\]" in text


def test_the_example_has_objections_and_keeps_none():
    app = opened(PAGE, gegevens=EXAMPLE)
    assert any(mark.value.startswith("2 bezwaren zijn open") for mark in app.markdown)
    assert not [item for item in app.button if item.label == "Leg deze stap vast"]


def test_the_reminder_names_the_day_that_was_typed():
    app = opened(PAGE, gemeente="Venlo")
    assert "uiterlijk op 5 december 2026" in app.code[0].value  # 21 november and 14 days
    assert "gemeente Venlo" in app.code[0].value
    field = app.text_input(key="herinnering-uiterlijk")
    whole(field.set_value("1-2-2027").run())
    assert "uiterlijk op 1 februari 2027" in app.code[0].value
    whole(field.set_value("straks").run())
    assert any(deliveries_fields.WRITE_A_DAY in error.value for error in app.error)
    assert not app.code


def test_a_reminder_of_the_example_says_so():
    app = opened(PAGE, gegevens=EXAMPLE, gemeente="Vaals")
    assert app.code[0].value.startswith("VOORBEELD, niet versturen")
    assert "Op 31 oktober 2026 gaf u dit op als onbekend." in app.code[0].value
    whole(app.selectbox(key="gemeente").set_value("Mook en Middelaar").run())
    assert "sinds 1 juli 2026 is het te oud. Op 31 oktober 2026 gaf u dit op" in app.code[0].value
    since = seen.table(app, "laatste cijfer", "ontbreekt sinds")["ontbreekt sinds"].iloc[0]
    assert since == "1 juli 2026 (ander halfjaar); opgegeven als onbekend op 31 oktober 2026"


def test_downloads_are_offered():
    labels = [item.label for item in opened(PAGE, gegevens=EXAMPLE).get("download_button")]
    assert labels.count("Download CSV") == 2
    assert sum("afdruk samenvoegen" in label or "TXT" in label for label in labels) == 2
