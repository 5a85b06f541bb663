"""Changing a filter changes what it should, and nothing else."""

from __future__ import annotations

import pytest

from tests.ui import seen
from tests.ui.seen import EXAMPLE, REAL, choose, go, opened

NOORD = {
    "Beesel",
    "Bergen",
    "Gennep",
    "Horst aan de Maas",
    "Mook en Middelaar",
    "Peel en Maas",
    "Venlo",
    "Venray",
}


def duties(app):
    """Return the table of the three groups on Gemeente, by group."""
    return seen.table(app, "doelgroep", "opgave formeel").set_index("doelgroep")


def facts(app):
    """Return the two columns of figures about the statushouders of a half-year."""
    frame = next(frame for frame in seen.tables(app) if "Netto taakstelling" in frame.index)
    return frame.iloc[:, 0].map(seen.read)


def gemeente(name, **query):
    return opened("gemeente", gemeente=name, **query)


def test_simpelveld_55_of_which_5_amv_each_with_its_source():
    app = gemeente("Simpelveld")
    table = next(frame for frame in seen.tables(app) if "opgave formeel" in frame)
    cells = dict(zip(table["doelgroep"], table["opgave formeel"], strict=True))
    amv = next(name for name in cells if name.startswith("waarvan"))
    for name, number in (("asielzoekers", "55"), (amv, "5")):
        assert seen.read(cells[name]) == number
        assert cells[name].startswith(f"[{number}](./bronnen?cijfer=")
        assert "limburg_cijfers.csv" in cells[name]


def test_venlo_has_a_lower_bound_not_a_number():
    table = duties(gemeente("Venlo"))
    assert table.loc["asielzoekers", "opgave formeel"] == "minimaal 487"
    assert table.loc["asielzoekers", "realisatie"] == "onbekend"
    assert table.loc["asielzoekers", "verschil"] == "onbekend"


def test_an_unknown_gemeente_reads_onbekend_and_never_zero():
    table = duties(gemeente("Vaals"))
    assert set(table["opgave formeel"]) == {"onbekend"}
    assert set(table["verschil"]) == {"onbekend"}
    assert all(text.endswith("onbekend") for text in table["stand"])


@pytest.mark.parametrize(
    ("name", "peildatum", "task", "done"),
    [("Horst aan de Maas", "3 december 2024", "6", "22"), ("Peel en Maas", "5 december 2023", "78", "46")],
)
def test_the_half_year_follows_the_peildatum(name, peildatum, task, done):
    app = gemeente(name)
    assert facts(app)["Gehuisvest"] == "onbekend"
    choose(app, "peildatum", peildatum)
    assert facts(app)["Gehuisvest"] == done
    assert task in {facts(app)["Netto taakstelling"], facts(app)["Gecorrigeerde taakstelling"]}
    assert "tweede helft" in app.subheader[0].value
    assert name in seen.charts(app)[0]["description"]


def test_a_region_lists_its_own_gemeenten():
    app = opened("regio")
    assert len(seen.table(app, "gebied", "opgave", "inwoners")) == 31
    choose(app, "gebied", "Noord-Limburg")
    assert app.title[0].value == "Regio: Noord-Limburg"
    table = seen.table(app, "gebied", "opgave", "inwoners")
    assert {name.split(" (")[0] for name in table["gebied"]} == NOORD
    choose(app, "gebied", "Limburg")
    assert len(seen.table(app, "gebied", "opgave", "inwoners")) == 31


def test_a_region_limits_the_choice_of_gemeenten():
    app = opened("gemeente")
    assert len(app.selectbox(key="gemeente").options) == 31
    choose(app, "gebied", "Midden-Limburg")
    assert len(app.selectbox(key="gemeente").options) == 7
    assert app.selectbox(key="gemeente").value in app.selectbox(key="gemeente").options


def test_one_group_shows_one_group():
    app = opened("gemeente")
    assert {"statushouders", "asielzoekers"} <= set(duties(app).index)
    choose(app, "groep", "statushouders")
    assert list(duties(app).index) == ["statushouders"]
    choose(app, "groep", "asielzoekers")
    assert duties(app).index[0] == "asielzoekers"
    assert "statushouders" not in duties(app).index
    assert not any("Statushouders" in head.value for head in app.subheader)


def test_the_kind_of_duty_changes_the_duty_and_not_what_is_realised():
    app = opened("overzicht", gegevens=EXAMPLE)
    texts = app.selectbox(key="opgave").options
    before = seen.table(app, "doelgroep", "opgave", "realisatie")
    choose(app, "opgave", next(text for text in texts if text != texts[0] and "2026" in text))
    after = seen.table(app, "doelgroep", "opgave", "realisatie")
    assert list(before["opgave"]) != list(after["opgave"])
    assert list(before["realisatie"]) == list(after["realisatie"])


def test_an_earlier_peildatum_gives_the_figures_of_that_day():
    app = opened("overzicht", gegevens=EXAMPLE)
    late = seen.table(app, "doelgroep", "opgave", "realisatie")
    dates = app.selectbox(key="peildatum").options
    choose(app, "peildatum", dates[-1])
    assert f"peildatum {dates[-1]}" in app.caption[-1].value
    shown = [frame for frame in seen.tables(app) if {"doelgroep", "opgave", "realisatie"} <= set(frame)]
    assert not shown or list(shown[0]["realisatie"]) != list(late["realisatie"])


def test_an_earlier_version_has_its_own_figures():
    app = opened("bronnen", gegevens=EXAMPLE)
    assert app.caption[-1].value.startswith("Versie 2 ")
    many = next(mark.value for mark in app.markdown if "en wat erin ligt" in mark.value)
    choose(app, "versie", app.selectbox(key="versie").options[-1])
    assert app.caption[-1].value.startswith("Versie 1 ")
    assert many != next(mark.value for mark in app.markdown if "en wat erin ligt" in mark.value)


def test_the_other_set_starts_at_its_own_newest_version_and_date():
    app = opened("overzicht")
    choose(app, "gegevens", EXAMPLE)
    fresh = opened("overzicht", gegevens=EXAMPLE)
    for key in ("versie", "peildatum", "opgave"):
        assert app.selectbox(key=key).value == fresh.selectbox(key=key).value
    choose(app, "gegevens", REAL)
    assert app.caption[-1].value.startswith("Versie 1 (openbare cijfers)")
    assert app.selectbox(key="peildatum").value.isoformat() == seen.VANDAAG


def test_the_choice_stays_on_the_next_page():
    app = choose(opened("overzicht"), "gebied", "Zuid-Limburg")
    go(app, "regio")
    assert app.title[0].value == "Regio: Zuid-Limburg"
    assert app.selectbox(key="gebied").value == "CR39"


def test_a_gemeente_outside_the_address_of_the_area_falls_back():
    app = gemeente("Venlo", gebied="Zuid-Limburg")
    assert len(app.selectbox(key="gemeente").options) == 16
    assert app.selectbox(key="gemeente").value in app.selectbox(key="gemeente").options


@pytest.mark.parametrize(
    ("typed", "error"), [("abc", True), ("0", True), ("-1", True), ("0,5", False), ("1", False)]
)
def test_the_ratio_of_saldering(typed, error):
    app = opened("regio", gegevens=EXAMPLE)
    seen.whole(app.text_input(key="verhouding").set_value(typed).run())
    found = [message.value for message in app.error]
    told = [caption.value for caption in app.caption if caption.value.startswith("Verhouding ")]
    if error:
        assert found == ["Vul bij Verhouding een getal boven nul in, bijvoorbeeld 1 of 0,5."]
        assert told == []
    else:
        assert found == []
        assert len(told) == 1
