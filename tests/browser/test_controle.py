"""Controleer mijn bestand in a real browser: drop a file, read the verdict, take copy and text along."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from tests.browser.test_flows import clean, fetched, give
from tests.ui.seen import beds, workbook

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True], ids=["breed", "telefoon"])
def test_a_file_is_checked_and_the_findings_are_taken_along(visit, phone):
    visitor = visit(phone=phone)
    page = visitor.open("/controle")
    page.get_by_text("Er wordt niets opgeslagen.").first.wait_for()
    give(visitor, "venlo.xlsx", workbook(beds("Venlo", 120), beds("Stein", "veel")))
    page.get_by_text("Gelezen, op 1 rij na.").wait_for()
    visitor.settle()
    visitor.screenshot(f"controle-{'390' if phone else '1440'}", full_page=True)
    assert visitor.sideways() <= 0
    assert visitor.axe() == []
    name, content = fetched(page, page.get_by_role("button", name="Download een kopie met de cellen").click)
    assert name == "bevindingen_venlo.xlsx"
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[:2] == ["Bevindingen", "Cijfers"]
    assert "geen leesbaar getal" in book["Cijfers"]["N3"].comment.text
    name, text = fetched(page, page.get_by_role("button", name="Download de bevindingen als tekst").click)
    assert name == "bevindingen_venlo.txt"
    assert "Cijfers!N3" in text.decode("utf-8-sig")
    assert page.get_by_role("button", name="Publiceer als nieuwe versie").count() == 0
    clean(visitor)


def test_what_was_checked_is_not_on_another_page_and_not_in_another_session(visit):
    visitor = visit()
    page = visitor.open("/controle")
    give(visitor, "venlo.xlsx", workbook(beds("Venlo", 120)))
    page.get_by_text("Aanvaard.").first.wait_for()
    visitor.settle()
    page.get_by_role("link", name="Gegevens", exact=True).click()
    page.get_by_role("heading", name="Gegevens", exact=True).wait_for()
    visitor.settle()
    assert page.get_by_text("venlo.xlsx").count() == 0
    other = visit().open("/controle")
    assert other.get_by_text("venlo.xlsx").count() == 0
    clean(visitor)


def test_a_template_for_a_source_can_be_taken_along(visit):
    visitor = visit()
    page = visitor.open("/controle")
    button = page.get_by_role("button", name="Download sjabloon voor Limburg")
    button.wait_for()
    name, content = fetched(page, button.click)
    assert name.startswith("sjabloon_statushouders_limburg_20")
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Invullen", "Uitleg"]
    assert book["Invullen"].protection.sheet
    clean(visitor)
