"""From an unknown file to a published figure by hand, and the next file of its kind by itself."""

from __future__ import annotations

import pytest

from tests.browser.test_flows import clean, give
from tests.loaders.mapping_files import BEDS
from tests.loaders.workbooks import workbook

pytestmark = pytest.mark.browser
#: Fictional figures of one sheet, after a sheet that holds no table; one name is misspelled.
FIRST = {"Leeswijzer": [("Deze cijfers zijn verzonnen",)], "Regio": [*BEDS[:-1], ("Vallkenburg", 41, 33)]}
NEXT = [("Opvang Oekraïense ontheemden, stand per 1 november 2026",), *BEDS[1:3], ("Venlo", 317, 251)]
KEEP = "Bewaar deze indeling en lees het bestand"


def publish(visitor, note: str, version: int) -> None:
    page = visitor.page
    form = page.get_by_test_id("stForm").filter(has_text="Publiceer als nieuwe versie")
    form.get_by_label("Uw naam (wordt niet gecontroleerd)").fill("A. Analist")
    form.get_by_label("Wat is er nieuw?").fill(note)
    form.get_by_role("button", name="Publiceer als nieuwe versie").click()
    page.get_by_text(f"Versie {version} is gepubliceerd.").wait_for()
    visitor.settle()


def pick(visitor, label: str, option: str) -> None:
    """Choose in a select box by its label."""
    page = visitor.page
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)  # a long list draws only what is near; typing brings the option there
    page.get_by_role("option", name=option).first.click()
    visitor.settle()


def test_an_unknown_file_is_mapped_published_and_its_next_delivery_recognised(visit, own_server):
    visitor = visit(at=own_server)
    page = visitor.open("/gegevens")
    give(visitor, "opvang_regio.xlsx", workbook(FIRST))
    page.get_by_text("Koppel dit bestand zelf").first.wait_for()
    page.get_by_text("Wat dit geeft").wait_for()
    visitor.settle()
    assert page.get_by_role("combobox", name="Blad").input_value() == "Regio"
    page.get_by_text("3 genomen, 0 weggelaten, 1 geweigerd").wait_for()
    visitor.screenshot("koppelen-1440", full_page=True)
    assert visitor.sideways() <= 0
    assert visitor.axe() == []

    pick(visitor, "Kolom C is", "niet gebruiken")
    page.get_by_text("Dat geeft 3 cijfers").wait_for()
    pick(visitor, "Kolom C is", "cijfers")
    page.get_by_text("Dat geeft 6 cijfers").wait_for()
    visitor.settle()

    form = page.get_by_test_id("stForm").filter(has_text=KEEP)
    form.get_by_label("Uw naam (wordt niet gecontroleerd)").fill("A. Analist")
    form.get_by_label("Voor welke bestanden").fill("Kwartaaltelling van de regio")
    form.get_by_role("button", name=KEEP).click()
    page.get_by_text("Herkend als").first.wait_for()
    visitor.settle()

    pick(visitor, "Vallkenburg", "Valkenburg aan de Geul (Zuid-Limburg, GM0994)")
    named = page.get_by_test_id("stForm").filter(has_text="Leg vast en lees")
    named.get_by_label("Uw naam (wordt niet gecontroleerd)").fill("A. Analist")
    named.get_by_role("button", name="Leg vast en lees het bestand opnieuw").click()
    page.get_by_text("4 rijen gelezen: 4 genomen").wait_for()
    visitor.settle()
    visitor.screenshot("koppelen-bewaard-1440", full_page=True)
    publish(visitor, "Telling van juli", 2)
    clean(visitor)

    other = visit(at=own_server)
    there = other.open("/gemeente?gemeente=Venlo")
    assert there.get_by_role("link", name="300", exact=True).count() >= 1
    clean(other)

    visitor.open("/gegevens")
    give(visitor, "november.xlsx", workbook({"Blad1": NEXT}))
    page.get_by_text("Herkend als Opvang Oekraïense ontheemden").wait_for()
    assert page.get_by_text("Wat dit geeft").count() == 0
    publish(visitor, "Telling van november", 3)
    clean(visitor)
    there = other.open("/gemeente?gemeente=Venlo")
    assert there.get_by_role("link", name="317", exact=True).count() >= 1


def test_mapping_fits_a_phone(visit, own_server):
    visitor = visit(phone=True, at=own_server)
    page = visitor.open("/gegevens")
    give(visitor, "opvang_regio.xlsx", workbook(FIRST))
    page.get_by_text("Wat dit geeft").wait_for()
    visitor.settle()
    visitor.screenshot("koppelen-390", full_page=True)
    assert visitor.sideways() <= 0
    clean(visitor)
