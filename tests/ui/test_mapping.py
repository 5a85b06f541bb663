"""Mapping by hand on the page: proposals, what is missing, the trial, keeping, taking away; unknown names."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

import store
from loaders import areas, reading
from loaders.layouts import parse
from loaders.mapping import suggest
from model.grid import Workbook
from tests.loaders.mapping_files import BARE, BEDS
from tests.loaders.workbooks import Row, saved, workbook
from tests.ui import seen
from tests.ui.seen import XLSX, opened
from ui import mapping_preview

SAVE = "Bewaar deze indeling en lees het bestand"
SPELLED = [*BEDS[:-1], ("Vallkenburg a/d Geul", 40, 30), ("Totaal", 520, 425)]


def give(app: AppTest, rows: list[Row], name: str) -> AppTest:
    """Drop a file of one sheet on the page."""
    uploader = next(box for box in app.file_uploader if box.label.startswith("Kies een of meer"))
    return seen.whole(uploader.set_value([(name, workbook({"Blad1": rows}), XLSX)]).run())


def press(app: AppTest, label: str) -> AppTest:
    return seen.whole(next(button for button in app.button if button.label == label).click().run())


def box(app: AppTest, ending: str):  # noqa: ANN201 - a select box or text field of AppTest
    """Return the one field of the mapping whose key ends so."""
    every = [*app.selectbox, *app.text_input, *app.multiselect]
    return next(one for one in every if (one.key or "").startswith("koppel-") and one.key.endswith(ending))


def keep(app: AppTest, note: str = "kwartaaltelling") -> AppTest:
    box(app, "-door").set_value("A. Analist")
    box(app, "-nota").set_value(note)
    return press(app, SAVE)


def missing(app: AppTest) -> str:
    return next((seen.read(w.value) for w in app.warning if "Nog nodig" in w.value), "")


def test_a_file_is_mapped_kept_and_the_next_one_is_recognised():
    app = give(opened("gegevens"), BEDS, "opvang.xlsx")
    texts = seen.texts(app)
    assert any("3 genomen, 1 weggelaten, 0 geweigerd" in text for text in texts)
    assert any("6 cijfers" in text for text in texts)
    assert any("Datum van deze cijfers: **1 juli 2026**" in text for text in texts)
    assert missing(app) == ""
    grid = next(frame for frame in seen.tables(app) if list(frame.columns) == ["A", "B", "C", "D"])
    assert list(grid.index[:4]) == ["1", "2", "3 · kop", "4"]
    assert seen.read(grid.loc["4", "B"]) == "300"
    first = seen.table(app, "gebied", "waarde", "eenheid", "cel")
    assert list(first.iloc[0][["gebied", "waarde", "eenheid", "cel"]]) == [
        "Venlo",
        "300",
        "bedden",
        "Blad1!B4",
    ]
    assert seen.english(texts) == []
    assert seen.raw([text for text in texts if not text.startswith("Download sjabloon_")]) == []
    assert store.open().layouts() == []

    app = keep(app)
    assert any("Herkend als **Opvang Oekraïense ontheemden**" in text for text in seen.texts(app))
    kept = store.open().layouts()
    assert [(one.id, one.actor, one.note) for one in kept] == [
        ("eigen-opvang-oekraiense-ontheemden", "A. Analist", "kwartaaltelling")
    ]
    assert parse(kept[0].toml).titel == "Opvang Oekraïense ontheemden"
    listed = seen.table(app, "indeling", "versie", "door")
    assert list(listed.iloc[0][["indeling", "versie", "door"]]) == [
        "Opvang Oekraïense ontheemden",
        "1",
        "A. Analist",
    ]

    later = [("Opvang Oekraïense ontheemden, stand per 1 oktober 2026",), *BEDS[1:3], ("Weert", 121, 99)]
    other = give(opened("gegevens"), later, "q4.xlsx")
    assert any("Herkend als **Opvang Oekraïense ontheemden**" in text for text in seen.texts(other))
    assert not any(one.value for one in other.toggle if one.key.startswith("koppel-"))


def test_what_is_missing_is_asked_and_nothing_can_be_kept_until_it_is_there():
    app = give(opened("gegevens"), BARE, "map1.xlsx")
    assert "de doelgroep" in missing(app)
    assert SAVE not in [button.label for button in app.button]
    seen.whole(box(app, "-alle-doelgroep").set_value("statushouders").run())
    seen.whole(box(app, "-alle-maat").set_value("realisatie").run())
    assert "peildatum of de periode" in missing(app)
    seen.whole(box(app, "-periode").set_value("1-7-2026").run())
    assert "gaat over een periode" in missing(app)
    seen.whole(box(app, "-periode").set_value("2026-H1").run())
    assert missing(app) == ""
    app = keep(app)
    assert any("vraagt de monitor of zij past" in message.value for message in app.success)
    assert any("Herkend als" in text for text in seen.texts(app))
    assert "2026-H1" not in store.open().layouts()[0].toml

    other = give(opened("gegevens"), [*BARE, ("Stein", 9)], "map2.xlsx")
    asked = next(one for one in other.selectbox if one.key.startswith("vraag-"))
    other = seen.whole(asked.set_value(store.open().layouts()[0].id).run())
    given = next(field for field in other.text_input if "welke dag of periode" in field.label)
    given.set_value("2026-H2")
    other = press(other, "Lees het bestand met deze periode")
    assert any("4 rijen gelezen: 4 genomen" in text for text in seen.texts(other))


def test_the_choice_of_a_column_changes_the_trial():
    app = give(opened("gegevens"), BEDS, "opvang.xlsx")
    seen.whole(box(app, "-C-rol").set_value("negeer").run())
    assert any("Dat geeft **3 cijfers**" in text for text in seen.texts(app))
    seen.whole(box(app, "-B-eenheid").set_value("plekken").run())
    assert set(seen.table(app, "gebied", "eenheid")["eenheid"]) == {"plekken"}
    seen.whole(box(app, "-kop").set_value(0).run())
    assert missing(app)


def test_a_recognised_file_can_be_mapped_on_request_and_then_asks_each_time():
    rows = [("Peildatum: 1-7-2026",), ("Gemeente", "Realisatie asielzoekers"), ("Venlo", 12), ("Weert", 3)]
    app = give(opened("gegevens"), rows, "breed.xlsx")
    toggle = next(one for one in app.toggle if one.label.startswith("Niet goed herkend"))
    assert toggle.value is False
    app = keep(seen.whole(toggle.set_value(True).run()))
    assert parse(store.open().layouts()[0].toml).vraag_zonder_bestandsnaam


def test_a_layout_is_taken_away_with_a_reason():
    app = keep(give(opened("gegevens"), BEDS, "opvang.xlsx"))
    layout = store.open().layouts()[0].id
    seen.whole(app.selectbox(key="indeling-gekozen").set_value(layout).run())
    press(app, "Trek deze indeling in")
    assert store.open().layouts() != []  # no name, no reason
    app.text_input(key="indeling-door").set_value("B. Beheerder")
    app.text_input(key="indeling-waarom").set_value("Het bestand komt niet meer")
    app = press(app, "Trek deze indeling in")
    assert store.open().layouts() == []
    assert any(toggle.value for toggle in app.toggle if toggle.label == "Koppel dit bestand zelf")
    assert [one.actor for one in store.open().layout_history()] == ["A. Analist", "B. Beheerder"]


def test_an_unknown_name_is_explained_once_and_then_known():
    app = keep(give(opened("gegevens"), SPELLED, "opvang.xlsx"))
    asked = next(one for one in app.selectbox if "Vallkenburg" in one.label)
    assert asked.value is None  # nothing is chosen beforehand
    assert asked.options[0] == "Valkenburg aan de Geul (Zuid-Limburg, GM0994)"
    assert any("3 genomen, 1 weggelaten, 1 geweigerd" in text for text in seen.texts(app))
    press(app, "Leg vast en lees het bestand opnieuw")
    assert store.open().aliases() == {}

    next(one for one in app.selectbox if "Vallkenburg" in one.label).set_value("GM0994")
    next(one for one in app.text_input if one.key.startswith("namen-door")).set_value("A. Analist")
    app = press(app, "Leg vast en lees het bestand opnieuw")
    assert any("4 genomen, 1 weggelaten, 0 geweigerd" in text for text in seen.texts(app))
    (alias,) = store.open().alias_history()
    assert (alias.spelling, alias.code, alias.actor) == ("Vallkenburg a/d Geul", "GM0994", "A. Analist")
    listed = seen.table(app, "naam in bestanden", "betekent", "door")
    assert listed.iloc[0]["betekent"] == "Valkenburg aan de Geul (Zuid-Limburg, GM0994)"

    seen.whole(app.selectbox(key="alias-gekozen").set_value("Vallkenburg a/d Geul").run())
    app.text_input(key="alias-door").set_value("B. Beheerder")
    app.text_input(key="alias-waarom").set_value("Toch niet")
    app = press(app, "Trek deze naam in")
    assert store.open().aliases() == {}
    assert any("1 geweigerd" in text for text in seen.texts(app))


def test_the_sheet_is_shown_with_its_own_addresses_and_what_is_hidden():
    book = load_workbook(io.BytesIO(workbook({"Blad1": [(), *BEDS]})))
    book["Blad1"].row_dimensions[6].hidden = True
    book["Blad1"].column_dimensions["C"].hidden = True
    sheets = reading.read(saved(book), "x.xlsx").workbook.sheets
    draft = suggest(Workbook("xlsx", sheets), "x.xlsx", areas.default(), province="PV31")
    grid = mapping_preview.frame(sheets[0], draft, range(sheets[0].n_rows))
    assert list(grid.columns) == ["A", "B", "C (verborgen)", "D"]
    assert [name for name in grid.index if "·" in name] == ["4 · kop", "6 · verborgen"]
    assert seen.read(grid.loc["6 · verborgen", "A"]) == "Weert"


def test_a_file_with_personal_data_cannot_be_mapped():
    app = give(opened("gegevens"), [("Naam", "BSN"), ("x", 111222333)], "lijst.xlsx")
    assert not [toggle for toggle in app.toggle if toggle.key.startswith("koppel-")]
