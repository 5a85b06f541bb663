"""Opgave in a real browser: the sections that a walk does not open, on a phone too, and the download."""

import pytest
from openpyxl import load_workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("sectie", ["Verschil", "Rekenhulp"])
@pytest.mark.parametrize("phone", [False, True])
def test_a_section_is_whole(visit, sectie, phone):
    visitor = visit(phone=phone)
    page = visitor.open(f"/opgave?gegevens=voorbeeld&sectie={sectie}")
    visitor.screenshot(f"opgave-{sectie.lower()}-{390 if phone else 1440}", full_page=True)
    assert page.get_by_role("heading", level=2, name=sectie).count() == 1
    assert visitor.sideways() <= 0
    assert visitor.english() == []
    assert visitor.axe() == []
    assert visitor.problems == []


def test_a_parameter_changes_the_address_and_the_workbook_says_berekend(visit, tmp_path):
    visitor = visit()
    page = visitor.open("/opgave?sectie=Rekenhulp&sleutel-cyclus=2024")
    page.get_by_label("Plekken voor Nederland").fill("88.000")
    page.get_by_label("Plekken voor Nederland").press("Enter")
    page.get_by_text("van de 88.000 plekken van Nederland").wait_for()
    assert "88.000" in page.url
    with page.expect_download() as asked:
        page.get_by_role("button", name="Download XLSX (berekend)").click()
    name = asked.value.suggested_filename
    assert name.startswith("berekend-verdeelsleutel-2024-nederland")
    asked.value.save_as(tmp_path / "uit.xlsx")
    rows = load_workbook(tmp_path / "uit.xlsx")["Gemeenten"]
    heads = [cell.value for cell in rows[1]]
    column = heads.index("plekken, berekend door de monitor")
    assert sum(row[column].value for row in rows.iter_rows(min_row=2)) == 88000
    assert visitor.problems == []
