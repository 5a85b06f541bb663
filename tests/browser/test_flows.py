"""What people do with the app, in a real browser: read, click, filter, download, upload, publish, go back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, Page, TimeoutError

from tests.browser.harness import Visit
from tests.browser.words import raw_names
from tests.shared import shared
from tests.ui.seen import XLSX, beds, workbook

pytestmark = pytest.mark.browser
PAGES = ("overzicht", "regio", "gemeente", "gegevens", "bronnen")
EXAMPLE = "gegevens=voorbeeld"


def choose(visitor: Visit, key: str, text: str) -> None:
    """Choose in a filter with the keyboard alone: open, walk down to the text, take it."""
    page = visitor.page
    box = page.locator(f".st-key-{key}").get_by_role("combobox")
    box.focus()
    page.keyboard.press("ArrowDown")
    option = page.get_by_role("option", name=text, exact=True)
    option.wait_for()
    for arrow in [""] + ["ArrowDown"] * 6 + ["ArrowUp"] * 12:
        if arrow:
            page.keyboard.press(arrow)
        page.wait_for_timeout(60)
        if option.get_attribute("data-focused"):
            break
    page.keyboard.press("Enter")
    page.wait_for_function(
        "([key, text]) => document.querySelector(`.st-key-${key} input`).value === text", arg=[key, text]
    )
    visitor.settle()


def follow(link: Locator) -> Page:
    """Click on a link in a text and return the page it opens: Streamlit opens it in a tab of its own."""
    with link.page.context.expect_page() as opened:
        link.click()
    return opened.value


def chosen(page: Page, key: str) -> str:
    return page.locator(f".st-key-{key}").get_by_role("combobox").input_value()


def fetched(page: Page, click: Callable[[], None]) -> tuple[str, bytes]:
    """Return the name and the bytes of what a click downloads.

    Streamlit forgets a file when the script runs again between the drawing and the click, which happens on a
    busy machine just after opening a page; a person clicks once more, and so does this.
    """
    try:
        with page.expect_download(timeout=20_000) as waiting:
            click()
    except TimeoutError:
        with page.expect_download() as waiting:
            click()
    download: Download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def clean(visitor: Visit) -> None:
    assert visitor.problems == []
    assert visitor.outside == []
    assert visitor.english() == []


@pytest.mark.parametrize("page_name", PAGES)
def test_a_page_of_the_example_is_whole(visit, page_name):
    visitor = visit()
    area = "&gebied=Noord-Limburg&groep=asielzoekers" if page_name == "regio" else ""
    page = visitor.open(f"/{'' if page_name == 'overzicht' else page_name}?{EXAMPLE}{area}")
    visitor.screenshot(f"{page_name}-voorbeeld-1440")
    assert page.locator("h1:visible").count() == 1
    assert page.locator(".st-key-voorbeeldband").is_visible()
    assert page.get_by_role("link", name="Bronnen", exact=True).count() >= 1
    assert raw_names(page.locator("[data-testid=stMain]").inner_text()) == []
    assert visitor.sideways() <= 0
    assert visitor.axe() == []
    clean(visitor)


@pytest.mark.parametrize("page_name", ["overzicht", "regio", "gemeente"])
def test_the_example_fits_a_phone(visit, page_name):
    visitor = visit(phone=True)
    visitor.open(f"/{'' if page_name == 'overzicht' else page_name}?{EXAMPLE}&gebied=Midden-Limburg")
    visitor.screenshot(f"{page_name}-voorbeeld-390", full_page=True)
    assert visitor.sideways() <= 0
    clean(visitor)


def test_overzicht_answers_without_scrolling(visit):
    visitor = visit()
    page = visitor.open(f"/?{EXAMPLE}")
    picture = page.locator("[data-testid=stVegaLiteChart]").first.bounding_box()
    assert picture["y"] + picture["height"] <= 900
    heads = page.get_by_role("heading", level=3)
    assert heads.count() >= 2
    for head in heads.all():
        box = head.bounding_box()
        assert box["y"] + box["height"] <= 900, head.inner_text()
    labels = [mark.get_attribute("aria-label") for mark in page.locator("[aria-label*=', opgave ']").all()]
    for name in ("Limburg", "Noord-Limburg", "Midden-Limburg", "Zuid-Limburg"):
        assert sum(label.startswith(f"{name}: ") for label in labels) == 3


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("/?" + EXAMPLE, "[aria-label^='Venlo: ']"),
        ("/", "[aria-label^='Venlo: ']"),
        (f"/regio?{EXAMPLE}&gebied=Noord-Limburg&groep=asielzoekers", "[aria-label^='Venlo, open: ']"),
    ],
    ids=["kaart", "kenniskaart", "staaf"],
)
def test_a_click_on_a_gemeente_opens_its_page(visit, address, mark):
    visitor = visit()
    page = visitor.open(address)
    page.locator(mark).first.click()
    page.wait_for_url("**/gemeente?*")
    visitor.settle()
    assert chosen(page, "gemeente") == "Venlo"
    assert page.get_by_role("heading", level=1).inner_text() == "Gemeente"
    assert "gemeente=Venlo" in page.url
    assert ("voorbeeld" in page.url) == ("voorbeeld" in address)
    clean(visitor)


def test_a_click_on_a_region_in_the_cockpit_leads_to_it(visit):
    visitor = visit()
    page = visitor.open(f"/?{EXAMPLE}")
    page.locator("[aria-label^='Zuid-Limburg: ']").first.click()
    there = follow(page.get_by_role("link", name="Naar Zuid-Limburg"))
    there.get_by_role("heading", name="Regio: Zuid-Limburg").wait_for()
    assert there.locator(".st-key-voorbeeldband").is_visible()
    clean(visitor)


def test_a_click_on_a_figure_leads_to_its_cell(visit):
    visitor = visit()
    page = visitor.open("/gemeente?gemeente=Simpelveld")
    page = follow(page.get_by_role("link", name="55", exact=True).first)
    page.get_by_role("heading", name="55 plekken · Simpelveld").first.wait_for()
    page.get_by_text("Begrippen en werkwijze").wait_for()
    text = page.locator("[data-testid=stMain]").inner_text()
    assert "limburg_cijfers.csv" in text
    assert re.search(r"Blad\s+\S+", text)
    assert re.search(r"Cel\s+[A-Z]+\d+", text)
    assert re.search(r"Versie\s+1 \([0-9a-f]{8}\)", text)
    assert page.locator("a[href^='https://www.gemeente.nu/']").count() >= 1
    button = page.get_by_role("button", name="Download het bestand zoals het binnenkwam").first
    name, content = fetched(page, button.click)
    assert name == "limburg_cijfers.csv"
    assert b"Simpelveld" in content
    clean(visitor)


@pytest.mark.parametrize("data", ["", EXAMPLE], ids=["echt", "voorbeeld"])
def test_a_chart_can_be_taken_along(visit, data):
    visitor = visit()
    page = visitor.open(f"/?{data}")
    page.get_by_text("Tabel en downloads").first.click()
    got = {}
    for kind in ("PNG", "SVG", "CSV"):
        button = page.get_by_role("button", name=f"Download {kind}").first
        button.wait_for()
        got[kind] = fetched(page, button.click)
    (png_name, png), (svg_name, svg), (csv_name, table) = got["PNG"], got["SVG"], got["CSV"]

    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20], "big") >= 900  # width in the IHDR block
    assert len(png) > 10_000
    drawn = svg.decode("utf-8")
    assert drawn.lstrip().startswith("<svg")
    words = " ".join(re.sub(r"<[^>]+>", " ", drawn).replace("\xa0", " ").split())
    title = page.evaluate("document.querySelector('[aria-label^=\"Titel: \"]').ariaLabel")[7:]
    for part in (title, "plekken", "Bron: ", "peildatum ", "versie "):
        assert part in words, part
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) > 4
    flat = table.decode("utf-8-sig")
    assert "Limburg" in flat or "Venlo" in flat
    for name in (png_name, svg_name, csv_name):
        assert name.startswith("VOORBEELD_") == bool(data)
        assert "versie-" in name
    assert ("VOORBEELD" in words) == bool(data)
    assert ("VOORBEELD" in flat) == bool(data)
    clean(visitor)


def test_the_template_can_be_taken_along(visit):
    visitor = visit()
    page = visitor.open("/gegevens")
    name, content = fetched(page, page.get_by_role("button", name="Download het sjabloon").click)
    assert name.endswith(".xlsx")
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[:2] == ["Cijfers", "Locaties"]
    assert {"Toerekening", "Toelichting"} <= set(book.sheetnames)
    assert book["Cijfers"].data_validations.dataValidation
    clean(visitor)


def test_a_filtered_view_is_a_link(visit):
    visitor = visit()
    page = visitor.open(f"/?{EXAMPLE}")
    choose(visitor, "gebied", "Midden-Limburg")
    choose(visitor, "opgave", "2024 · verdeelbesluit")
    choose(visitor, "groep", "asielzoekers")
    told = page.locator(".st-key-zin").inner_text()
    assert "Midden-Limburg" in told
    other = visit()
    there = other.open(page.url.removeprefix(other.url))
    assert there.locator(".st-key-zin").inner_text() == told
    for key in ("gegevens", "versie", "peildatum", "opgave", "groep", "gebied"):
        assert chosen(there, key) == chosen(page, key)
    clean(other)
    page.get_by_role("link", name="Regio", exact=True).click()
    page.get_by_role("heading", name="Regio: Midden-Limburg").wait_for()
    visitor.settle()
    clean(visitor)


def test_the_other_set_starts_afresh_also_in_the_address(visit):
    visitor = visit()
    page = visitor.open(f"/bronnen?{EXAMPLE}")
    newest = chosen(page, "versie")
    assert newest.startswith("2 ")
    choose(visitor, "opgave", "2024 · verdeelbesluit")
    choose(visitor, "gegevens", "openbare cijfers")
    assert "opgave=" not in page.url
    choose(visitor, "gegevens", "voorbeeld")
    assert chosen(page, "versie") == newest
    assert "opgave=" not in page.url
    clean(visitor)


def test_a_filter_is_reached_with_the_tab_key(visit):
    visitor = visit()
    page = visitor.open(f"/bronnen?{EXAMPLE}")
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.st-key-gebied')"):
            break
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    choose(visitor, "gebied", "Noord-Limburg")
    page.get_by_text("voor Noord-Limburg en wat erin ligt").wait_for()
    visitor.settle()
    assert chosen(page, "gebied") == "Noord-Limburg"
    clean(visitor)


def give(visitor: Visit, name: str, content: bytes, nth: int = 0, mime: str = XLSX) -> None:
    """Drop a file on the first (figures) or last (boundaries) uploader."""
    field = visitor.page.locator("input[type=file]").nth(nth)
    field.set_input_files({"name": name, "mimeType": mime, "buffer": content})
    visitor.page.get_by_text(name).first.wait_for()
    visitor.settle()


def test_publish_and_take_back(visit, own_server):
    visitor = visit(at=own_server)
    page = visitor.open("/gegevens")

    give(visitor, "brief.txt", b"Geachte heer, mevrouw,\n\ngeen cijfers\n", mime="text/plain")
    page.get_by_text("Geweigerd.").first.wait_for()
    assert page.get_by_role("button", name="Publiceer als nieuwe versie").count() == 0
    clean(visitor)

    visitor.open("/gegevens")
    give(visitor, "venlo.xlsx", workbook(beds("Venlo", 120)))
    page.get_by_text("Herkend als").first.wait_for()
    page.get_by_text("Verschil met de huidige versie").wait_for()
    visitor.settle()
    assert visitor.axe() == []
    page.get_by_label("Uw naam (wordt niet gecontroleerd)").first.fill("A. Analist")
    page.get_by_label("Wat is er nieuw?").fill("Plekken van Venlo")
    page.get_by_role("button", name="Publiceer als nieuwe versie").click()
    page.get_by_text("Versie 2 is gepubliceerd.").wait_for()
    visitor.settle()
    visitor.screenshot("gegevens-gepubliceerd-1440", full_page=True)
    assert chosen(page, "versie").startswith("2 ")
    assert page.get_by_role("button", name="Publiceer als nieuwe versie").count() == 0
    clean(visitor)

    other = visit(at=own_server)
    there = other.open("/gemeente?gemeente=Venlo")
    assert there.get_by_role("link", name="120", exact=True).count() >= 1
    assert chosen(there, "versie").startswith("2 ")

    page.locator(".st-key-terug-naar").get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile("^versie 1 ")).click()
    page.get_by_label("Waarom?").fill("Bij nader inzien")
    page.locator(".st-key-naam-terug input").fill("B. Beheerder")
    page.get_by_role("button", name="Zet versie 1 terug").click()
    page.get_by_text("Versie 1 is teruggezet als versie 3.").wait_for()
    visitor.settle()
    assert chosen(page, "versie").startswith("3 ")
    clean(visitor)
    there = other.open("/gemeente?gemeente=Venlo")
    assert there.get_by_role("link", name="120", exact=True).count() == 0
    clean(other)

    borders = shared("samples", "geo", "limburg_gemeenten_2023.topo.json")
    if borders is None:
        return  # the rest needs boundaries that this repository does not ship
    visitor.open("/gegevens")
    give(visitor, "grenzen.json", borders.read_bytes(), nth=-1, mime="application/json")
    page.locator(".st-key-naam-grenzen input").fill("A. Analist")
    page.locator(".st-key-naam-grenzen input").press("Enter")
    page.get_by_role("button", name="Gebruik deze grenzen").click()
    page.get_by_text("De grenzen zijn geladen.").wait_for()
    clean(visitor)
    visitor.open(f"/?{EXAMPLE}")
    tiles = page.locator("[aria-label^='Venlo: ']").first.evaluate(
        "mark => mark.tagName + mark.getAttribute('d').length"
    )
    page.get_by_text("kaart met grenzen").click()
    visitor.settle()
    page.wait_for_function(
        "document.querySelector(\"[aria-label^='Venlo: ']\")?.getAttribute('d').length > 200"
    )
    assert tiles != ""
    visitor.screenshot("overzicht-grenzen-1440", full_page=True)
    page.locator("[aria-label^='Venlo: ']").first.click()
    page.wait_for_url("**/gemeente?*")
    visitor.settle()
    assert chosen(page, "gemeente") == "Venlo"
    clean(visitor)


def test_an_earlier_version_says_that_it_is_earlier(visit):
    visitor = visit()
    page = visitor.open(f"/bronnen?{EXAMPLE}")
    page.locator(".st-key-versie").get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile("^1 ")).click()
    page.get_by_text(re.compile("^Versie 1 ")).wait_for()
    visitor.settle()
    assert "versie=1" in page.url
    clean(visitor)
