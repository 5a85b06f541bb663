"""The page Opgave: kinds side by side, the difference between two, and the calculator with its parameters."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from exports import tables as exported
from metrics.key import gemeenten
from model.rules import AREA
from tests.metrics import build
from tests.metrics.ses_files import score_of, statline
from tests.ui import seen
from tests.ui.bring import give, publish
from tests.ui.seen import EXAMPLE, VANDAAG, opened
from ui import data, opgave_rekenhulp
from ui.keuze import Keuze
from ui.opgave_sleutel import Invoer

CODES = gemeenten(build.frames()["gebieden"], "NL01").index.tolist()
PARAMETERS = {
    "totaal": 96000, "inwoners_op": "2023-01-01", "amv_aandeel": "8140/96000", "sterkte": "0", "periode": "",
    "zonder_score": "weigeren", "maximum": None, "krediet": [], "krediet_factor": "1",
    "krediet_op": VANDAAG, "gebied": "NL01",
}  # fmt: skip
SECTIONS = {
    "soorten": ["Soorten opgave naast elkaar", "Stappen van de wet"],
    "verschil": ["Verschil tussen twee soorten of cycli"],
    "rekenhulp": ["Rekenhulp verdeelsleutel", "Vergelijking met gepubliceerde getallen"],
}


def page(sectie: str, **query: str) -> AppTest:
    return opened("opgave", sectie=sectie.capitalize(), **query)


def captions(app: AppTest) -> str:
    return " ".join(seen.read(text.value) for text in app.caption)


def told(app: AppTest) -> str:
    return " ".join(seen.read(text.value) for text in app.markdown)


def finding(app: AppTest) -> str:
    """Return the sentence with the result of the calculator."""
    return next(
        text for text in map(seen.read, (m.value for m in app.markdown)) if text.startswith("Berekend:")
    )


def keuze_of() -> Keuze:
    """Return the choice of a first visitor."""
    version, day = data.head(data.opened(False)), date.fromisoformat(VANDAAG)
    return Keuze(
        False, version.id, version.number, version.fingerprint, day, day, "2024", "indicatief", "", "PV31"
    )


@pytest.mark.parametrize("sectie", SECTIONS)
@pytest.mark.parametrize("query", [{}, {"gegevens": EXAMPLE}, {"groep": "statushouders"}], ids=str)
def test_every_section_is_whole_dutch_and_alone(sectie, query):
    app = page(sectie, **query)
    assert app.title[0].value == "Opgave"
    assert [head.value for head in app.header] == SECTIONS[sectie]  # nothing else is computed
    texts = seen.texts(app)
    assert seen.english(texts) == []
    assert seen.raw(texts) == []


def test_the_area_itself_stands_beside_the_sum_of_what_is_known():
    app = page("soorten")
    own = seen.table(app, "soort opgave", "getal van het gebied zelf").set_index("soort opgave")
    row = own.loc["2024, indicatief (formeel)"]
    assert row["getal van het gebied zelf"] == "5.662 (31 januari 2024)"
    assert row["waarvan amv"] == "471 of 480 (31 januari 2024; bronnen verschillen)"
    # 487 or more (Venlo), about 430 (Sittard-Geleen) and 55 (Simpelveld)
    assert row["som van de gemeenten"] == "circa 972, 3 van 31 gemeenten bekend"


def test_kinds_are_columns_with_their_date_and_a_link_to_their_source():
    app = page("soorten", gegevens=EXAMPLE, gebied="Noord-Limburg")
    heads = ("2024, indicatief (formeel)", "2024, provinciaal verslag (na afspraak)")
    assert len(seen.table(app, "gemeente", *heads)) == 8
    raw = next(table for table in seen.tables(app) if heads[0] in table.columns)
    assert "bronnen?" in raw[heads[0]].iloc[0]
    assert "Vastgesteld op: 2024, indicatief: 31 januari 2024; " in captions(app)


def test_half_years_are_a_list_because_they_do_not_fit_as_columns():
    app = page("soorten", groep="statushouders")
    shown = seen.table(app, "gemeente", "soort opgave", "kant", "getal")
    horst = shown[shown["gemeente"].eq("Horst aan de Maas")]
    assert "eerste helft 2025, netto" in set(horst["soort opgave"])


def test_the_difference_follows_the_choice_and_unknown_stays_unknown():
    app = page("verschil", gegevens=EXAMPLE, gebied="Noord-Limburg")
    old, new = app.selectbox(key="van-asielzoekers"), app.selectbox(key="naar-asielzoekers")
    before = told(app)
    options = dict(zip(old.options, range(len(old.options)), strict=True))
    assert {"2024, indicatief", "2024, verdeelbesluit"} <= set(options)
    old.set_value("2024|indicatief|plekken")
    new.set_value("2024|verdeelbesluit|plekken").run()
    seen.whole(app)
    assert "Van 8 van de 8 gemeenten is bekend welke kant het getal op ging" in told(app)
    shown = seen.table(app, "gemeente", "verschil", "kant")
    first = shown.iloc[0]
    one, two = (int(first[column].replace(".", "")) for column in shown.columns[1:3])
    assert first["verschil"] == f"{two - one:+d}".replace("-", "−")
    assert before != told(app) or old.value == "2024|indicatief|plekken"
    new.set_value("2024|indicatief|plekken").run()
    assert [text.value for text in app.info] == ["Kies twee verschillende soorten."]


def test_the_real_data_know_little_and_the_difference_says_so():
    app = page("verschil")
    assert "gemeenten is bekend welke kant het getal op ging" in told(app)
    shown = seen.table(app, "gemeente", "verschil", "waarom onbekend")
    assert len(shown) == 31
    assert set(shown["verschil"]) == {"onbekend"}


def test_the_calculator_says_what_it_assumes_and_gives_limburg_a_number():
    app = page("rekenhulp", **{"sleutel-cyclus": "2024"})
    assert "gewicht = inwoners × (1 + SES-WOA)" in told(app)
    assert "De officiële formule staat niet in onze bronnen" in told(app)
    assert "Er is geen SES-WOA-score per gemeente geladen" in captions(app)
    # 96.000 over inhabitants of 1-1-2023: the 31 gemeenten of Limburg together 6.083, amv 515
    assert "Limburg krijgt 6.083 van de 96.000 plekken van Nederland, waarvan 515 amv." in told(app)
    assert "Som over 342 gemeenten: 96.000, precies het getal dat is verdeeld." in captions(app)
    shown = seen.table(app, "gemeente", "aandeel vóór afronden", "berekend door de monitor").set_index(
        "gemeente"
    )
    assert shown.loc["Heerlen", ["aandeel vóór afronden", "berekend door de monitor"]].tolist() == [
        "469,57",
        "470",
    ]
    assert "SES-WOA" not in shown.columns
    labels = [button.label for button in app.get("download_button")]
    assert {"Download CSV (berekend)", "Download XLSX (berekend)"} <= set(labels)


def test_the_parameters_change_the_result():
    app = page("rekenhulp", **{"sleutel-cyclus": "2024"})
    app.text_input(key="sleutel-aantal-2024-NL01").set_value("88.000").run()
    assert "van de 88.000 plekken van Nederland" in told(seen.whole(app))
    app.text_input(key="sleutel-amv-2024").set_value("").run()
    assert "waarvan" not in finding(seen.whole(app))
    app.selectbox(key="sleutel-inwoners-2024").set_value(
        app.selectbox(key="sleutel-inwoners-2024").options[0]
    )
    seen.whole(app.run())
    app.text_input(key="sleutel-maximum").set_value("5").run()
    seen.whole(app)
    assert "hoogstens" in seen.table(app, "gemeente", "berekend door de monitor").columns
    app.text_input(key="sleutel-maximum").set_value("4").run()
    warned = [text.value for text in seen.whole(app).warning]
    assert len(warned) == 1
    assert "Kies ten minste 4,9 per 1" in warned[0]
    assert "Zonder uitkomst van de rekenhulp" in told(app)


def test_every_wrong_parameter_is_named_at_once():
    app = page("rekenhulp", **{"sleutel-cyclus": "2024"})
    app.text_input(key="sleutel-aantal-2024-NL01").set_value("veel")
    app.text_input(key="sleutel-amv-2024").set_value("101")
    app.text_input(key="sleutel-maximum").set_value("-1").run()
    found = [seen.read(text.value) for text in seen.whole(app).error]
    assert [text.split(":")[0] for text in found] == [
        "Plekken voor Nederland",
        "Waarvan amv, in procenten (leeg",
        "Hoogstens per 1.000 inwoners (leeg",
    ]


def test_one_province_divides_its_own_number():
    """5.662 over Limburg alone: Heerlen 437, the number that is often quoted (nationally it is 470)."""
    app = page("rekenhulp", **{"sleutel-cyclus": "2024", "sleutel-gebied": "Limburg"})
    assert app.text_input(key="sleutel-aantal-2024-PV31").value == "5.662"
    shown = seen.table(app, "gemeente", "berekend door de monitor").set_index("gemeente")
    assert shown.loc["Heerlen", "berekend door de monitor"] == "437"
    assert "5.662 plekken, waarvan 480 amv, verdeeld over de gemeenten van Limburg" in told(app)


def test_credit_is_counted_from_the_locations_and_stays_in_the_province():
    app = page("rekenhulp", gegevens=EXAMPLE, **{"sleutel-cyclus": "2026"})
    before = finding(app)
    app.multiselect(key="sleutel-krediet").set_value(["oekraine"]).run()
    seen.whole(app)
    assert finding(app) == before
    assert "Krediet: " in captions(app)
    shown = seen.table(app, "gemeente", "zonder krediet", "krediet")
    assert (shown["zonder krediet"] != shown["berekend door de monitor"]).any()


def test_published_numbers_stand_beside_the_result_with_the_arithmetic():
    app = page("rekenhulp", **{"sleutel-cyclus": "2024"})
    words = told(app)
    assert "De helft wijkt hoogstens 7,4 % af. De grootste afwijking is die van Enschede" in words
    assert "Van 10 provincies is een getal gepubliceerd; 9 daarvan zijn exact" in words
    assert "Amsterdam op inwoners alleen: 96.000 × 918.117 / 17.811.291 = 4.948,5" in words.replace("**", "")
    assert "Factor: 4.479 / 4.948,5 = 0,905" in words.replace("**", "")
    shown = seen.table(app, "gebied", "gepubliceerd", "berekend", "afwijking in %").set_index("gebied")
    assert shown.loc["Venlo", ["gepubliceerd", "afwijking", "telt mee"]].tolist() == [
        "minimaal 487",
        "maximaal +70",
        "nee: geen exact getal",
    ]


def test_a_cycle_without_published_numbers_says_so():
    app = page("rekenhulp", **{"sleutel-cyclus": "2026"})
    assert "waarvan" in told(app)
    assert "Van cyclus 2026 is geen aandeel gepubliceerd; dit is dat van cyclus 2024." in captions(app)
    assert "Van 1 provincie is een getal gepubliceerd; geen daarvan is één exact getal" in told(app)


def with_scores(*files: tuple[bytes, str]) -> None:
    """Publish files of the CBS as an analyst does: on the page Gegevens, one after another."""
    app = seen.go(seen.start(), "gegevens")
    for content, name in files:
        publish(give(app, content, name, "text/csv"), note="SES-WOA van het CBS")
        seen.go(app, "gegevens")


def test_a_score_file_that_is_published_feeds_the_calculator():
    with_scores((statline(CODES), "SES_WOA_scores_01012025_120000.csv"))
    app = page("rekenhulp", **{"sleutel-cyclus": "2024"})
    assert app.toggle(key="sleutel-ses").value
    assert app.selectbox(key="sleutel-ses-jaar").options == ["2023 (342 van 342)"]
    shown = seen.table(app, "gemeente", "SES-WOA", "factor").set_index("gemeente")
    score = f"{score_of('GM0917'):+.3f}".replace("-", "−").replace(".", ",")
    assert shown.loc["Heerlen", "SES-WOA"] == score
    with_ses = finding(app)
    app.text_input(key="sleutel-sterkte").set_value("0,5").run()
    half = finding(seen.whole(app))
    app.toggle(key="sleutel-ses").set_value(False).run()
    without = finding(seen.whole(app))
    assert len({with_ses, half, without}) == 3
    assert without.startswith("Berekend: Limburg krijgt 6.083 van de 96.000")


def test_missing_scores_are_named_and_counting_them_by_inhabitants_is_a_choice():
    with_scores((statline([code for code in CODES if code != "GM0917"]), "SES_WOA_scores.csv"))
    app = page("rekenhulp", **{"sleutel-cyclus": "2024"})
    assert not app.toggle(key="sleutel-ses").value  # no year is complete, so it is not chosen by itself
    app.toggle(key="sleutel-ses").set_value(True).run()
    assert seen.read(seen.whole(app).warning[0].value).startswith(
        "Van 1 gemeente ontbreekt de SES-WOA-score van 2023: Heerlen."
    )
    app.selectbox(key="sleutel-zonder").set_value("inwoners").run()
    assert [text.value for text in seen.whole(app).warning] == []
    assert "Zonder score, en daarom alleen met inwoners geteld: 1 gemeente (Heerlen)." in captions(app)
    shown = seen.table(app, "gemeente", "SES-WOA", "factor").set_index("gemeente")
    assert shown.loc["Heerlen", ["SES-WOA", "factor"]].tolist() == ["onbekend", "1,000"]


def test_the_downloads_hold_every_gemeente_and_the_word_berekend():
    keuze = keuze_of()
    invoer = Invoer(json.dumps(PARAMETERS), "2024")
    found = opgave_rekenhulp.computed(keuze, invoer)
    about = opgave_rekenhulp._frame(keuze, invoer, found)
    frame = opgave_rekenhulp.every(keuze, found)
    assert len(frame) == 342
    assert frame["plekken, berekend door de monitor"].sum() == 96000
    content = exported.csv(frame, about).decode("utf-8-sig")
    assert (
        "berekend door de monitor; de officiële formule staat niet in onze bronnen" in content.splitlines()[1]
    )
    book = load_workbook(io.BytesIO(opgave_rekenhulp.book(keuze, invoer, found, about)))
    assert book.sheetnames == ["Toelichting", "Gemeenten", "Provincies", "Parameters"]
    assert book["Gemeenten"].max_row == 343
    words = " ".join(str(cell.value) for cell in book["Toelichting"]["A"] if cell.value)
    assert "De officiële formule staat niet in onze bronnen" in words
    assert [row[1].value for row in book["Parameters"].iter_rows(min_row=2)][:4] == [
        "96.000",
        "Nederland",
        "1 januari 2023",
        "8,479 %",
    ]


@pytest.mark.parametrize("area", ["utrecht", "nederland"])
@pytest.mark.parametrize("sectie", SECTIONS)
def test_every_section_works_for_another_area(area, sectie, monkeypatch):
    monkeypatch.setenv(AREA, area)
    app = page(sectie, **{"sleutel-cyclus": "2024"})
    assert seen.english(seen.texts(app)) == []
    if sectie != "rekenhulp":
        return
    if area == "nederland":
        assert finding(app).startswith("Berekend: 96.000 plekken, waarvan 8.140 amv")
        shown = seen.table(app, "provincie", "berekend door de monitor")
        assert len(shown) == 12
        assert sum(int(text.replace(".", "")) for text in shown["berekend door de monitor"]) == 96000
    else:
        # 96.000 over inhabitants of 1-1-2023: the 26 gemeenten of Utrecht together 7.479
        assert finding(app).startswith("Berekend: Utrecht (provincie) krijgt 7.479 van de 96.000 plekken")
        assert len(seen.table(app, "gemeente", "aandeel vóór afronden")) == 26
