"""The sheets Knelpunten and Maatregelen: what is filled in arrives, what cannot be is named."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from loaders.load import load
from loaders.loaded import Loaded
from model import schemas
from tests.loaders.grids import codes
from tests.loaders.test_template import SITE, book, fill, saved

KNELPUNT: dict[str, Any] = {
    "Gebied": "Horst aan de Maas", "Soort_knelpunt": "aansluiting op het stroomnet",
    "Wat_is_er_aan_de_hand": "Er is geen plek op het stroomnet.", "Wie_is_aan_zet": "netbeheerder",
    "Gemeld_op": date(2026, 1, 5),
}  # fmt: skip
MAATREGEL: dict[str, Any] = {
    "Maatregel": "Sneller bouwen", "Doel": "Meer plekken", "Gebied": "Noord-Limburg",
    "Wie_voert_uit": "ministerie van Volkshuisvesting",
}  # fmt: skip


def loaded(
    *knelpunten: dict[str, Any], maatregelen: tuple[dict[str, Any], ...] = (), name: str = "x.xlsx"
) -> Loaded:
    made = book()
    fill(made["Locaties"], 2, **SITE)
    for row, cells in enumerate(knelpunten, 2):
        fill(made["Knelpunten"], row, **(KNELPUNT | cells))
    for row, cells in enumerate(maatregelen, 2):
        fill(made["Maatregelen"], row, **(MAATREGEL | cells))
    return load(saved(made), name)


def test_what_is_filled_in_arrives():
    whole = {
        "Plekken_die_ervan_afhangen": 90,
        "Locatie": "Kasteel",
        "Stand": "in behandeling",
        "Knelpunt_id": "k-1",
    }
    goal = {"Cijfer_dat_moet_veranderen": "realisatie", "Doelgroep": "asielzoekers", "Streefwaarde": 500}
    got = loaded(whole, {"Gebied": "Limburg"}, maatregelen=(goal | {"Stand": "loopt"}, {"Gebied": "Venlo"}))
    assert codes(got) == []
    assert schemas.check_all(got.frames) == []
    rows = got.frame("knelpunten")
    assert rows["gebied_code"].tolist() == ["GM1507", "PV31"]
    assert rows["knelpunt_id"].iloc[0] == "k-1"
    assert rows["knelpunt_id"].iloc[1].startswith("PV31-")
    assert rows["locatie_id"].tolist() == [got.frame("locaties")["locatie_id"].iloc[0], ""]
    assert rows["plekken"].tolist() == [90, pd.NA]
    assert rows["status"].tolist() == ["in_behandeling", "open"]
    assert rows["soort"].unique().tolist() == ["netaansluiting"]
    assert rows["bron_cel"].tolist() == ["Knelpunten!G2", "Knelpunten!G3"]
    measures = got.frame("maatregelen")
    assert measures["status"].tolist() == ["loopt", "gepland"]
    assert measures["streefwaarde"].tolist() == [500, pd.NA]
    assert measures[["gebied_code", "eigenaar_soort", "indicator_maat"]].iloc[0].tolist() == [
        "CR37", "ministerie_wonen", "realisatie",
    ]  # fmt: skip


def test_the_same_row_gives_the_same_id_and_a_repeat_gets_a_number():
    first, again = loaded({}).frame("knelpunten"), loaded({}, {}).frame("knelpunten")
    name = first["knelpunt_id"].iloc[0]
    assert again["knelpunt_id"].tolist() == [name, f"{name}-2"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"Stand": "opgelost"}, "einde-ontbreekt"),
        ({"Afgesloten_op": date(2026, 2, 1)}, "einde-te-veel"),
        ({"Stand": "opgelost", "Afgesloten_op": date(2026, 1, 4)}, "einde-voor-begin"),
        ({"Plekken_die_ervan_afhangen": -3}, "negatief"),
        ({"Wie_is_aan_zet": "de buurman"}, "onbekend-woord"),
        ({"Gemeld_op": None}, "gemeld-op-ontbreekt"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_cell(row, code):
    got = loaded(row, {"Gebied": "Venlo"})
    assert codes(got) == [code]
    assert got.issues[0].plaats.startswith("Knelpunten!")
    assert got.frame("knelpunten")["gebied_code"].tolist() == ["GM0983"]
    assert got.provenance.rows_refused == 1


def test_a_site_that_is_not_in_the_file_is_named_and_the_knelpunt_stays():
    got = loaded({"Locatie": "Kasteeltje"})
    assert codes(got) == ["onbekende-locatie"]
    assert got.frame("knelpunten")["locatie_id"].tolist() == [""]


def test_a_measure_that_ended_before_it_began_is_refused():
    got = loaded(
        maatregelen=(
            {"Begonnen_op": date(2026, 3, 1), "Afgesloten_op": date(2026, 2, 1), "Stand": "gestopt"},
        )
    )
    assert codes(got) == ["einde-voor-begin"]


def test_a_confidential_file_may_hold_knelpunten():
    made = book()
    fill(made["Knelpunten"], 2, Vertrouwelijk="ja", **KNELPUNT)
    got = load(saved(made), "VERTROUWELIJK_x.xlsx")
    assert codes(got) == []
    assert got.frame("knelpunten")["is_vertrouwelijk"].all()
    assert "vertrouwelijk-in-open-bestand" in codes(load(saved(made), "x.xlsx"))


def test_lists_offer_the_states_of_each_register():
    made = load_workbook(io.BytesIO(saved(book())))
    words = ["|".join(str(c.value) for c in column if c.value) for column in made["Lijsten"].iter_cols()]
    assert any("in behandeling|opgelost" in text for text in words)
    assert any("gepland|loopt|afgerond" in text for text in words)


def test_a_name_of_a_region_and_a_veiligheidsregio_is_the_region():
    assert loaded({"Gebied": "Zuid-Limburg"}).frame("knelpunten")["gebied_code"].tolist() == ["CR39"]
