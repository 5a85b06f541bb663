"""Bringing in files in a real browser: refuse, publish, undo, two analysts, impatient clicks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Server, Visit
from tests.ui.seen import XLSX, beds, workbook

pytestmark = pytest.mark.browser
PUBLISH = re.compile("^Publiceer (als|bovenop)")


def give(visitor: Visit, *files: tuple[str, bytes]) -> None:
    """Drop files on the page and wait until each has been read."""
    payload = [{"name": name, "mimeType": XLSX, "buffer": content} for name, content in files]
    visitor.page.locator("input[type=file]").first.set_input_files(payload)
    for name, _ in files:
        visitor.page.get_by_role("heading", name=name).wait_for()
    visitor.settle()


def fill(page: Page, note: str, actor: str = "A. Analist") -> None:
    """Fill in who and why, and a reason for every large change."""
    page.locator(".st-key-naam input").fill(actor)
    page.locator(".st-key-toelichting input").fill(note)
    for box in page.get_by_label("Waarom klopt dit?").all():
        box.fill("Er is een gebouw bijgekomen")


def publish(visitor: Visit, note: str, actor: str = "A. Analist") -> None:
    fill(visitor.page, note, actor)
    visitor.page.get_by_role("button", name=PUBLISH).click()


def published(visitor: Visit) -> list[str]:
    """Return the numbers of the versions in the list, newest first."""
    table = visitor.page.locator("table").filter(has_text="controlegetal").first
    return [row.locator("td").first.inner_text() for row in table.locator("tbody tr").all()]


def clean(visitor: Visit) -> None:
    assert visitor.problems == []
    assert visitor.english() == []
    assert visitor.sideways() <= 0


def personal() -> bytes:
    """Return a sheet with names, birthdays and citizen numbers."""
    rows = "Naam;Geboortedatum;BSN;Gemeente\n"
    rows += "".join(f"Persoon {n};0{n}-01-1990;12345678{n};Venlo\n" for n in range(1, 6))
    return rows.encode()


def test_a_bad_file_names_its_cell_and_what_to_do_and_publishes_nothing(visit, own_server):
    visitor = visit(at=own_server)
    page = visitor.open("/gegevens")
    public_by_law = beds("Venlo", 777, Maat="opgave", Vertrouwelijk="ja") | {"Soort opgave": "indicatief"}
    give(
        visitor,
        ("weerbarstig.xlsx", workbook(beds("Venlo", "veel"))),
        ("personen.csv", personal()),
        ("VERTROUWELIJK_x.xlsx", workbook(public_by_law)),
    )
    lines = page.locator("table").first.inner_text()
    assert lines.count("geweigerd") >= 3
    text = page.locator("[data-testid=stMain]").inner_text()
    assert re.search(r"Cijfers!N2.{0,40}veel", text, re.DOTALL)
    assert "lijkt een burgerservicenummer te staan" in text
    assert "Persoon 1" not in text  # what is personal is not shown again
    assert "dat nooit vertrouwelijk is" in text
    assert text.count("Geweigerd.") == 3
    assert page.get_by_role("button", name=PUBLISH).count() == 0
    assert published(visitor) == ["1"]
    verdict = page.get_by_text("Geweigerd.").first.bounding_box()
    assert verdict["y"] + verdict["height"] <= 900  # without scrolling
    visitor.screenshot("gegevens-geweigerd-1440", full_page=True)
    assert visitor.axe() == []
    clean(visitor)


def test_publish_with_a_reason_and_undo_gives_the_old_figures(visit, own_server):
    visitor = visit(at=own_server)
    page = visitor.open("/gegevens")
    give(visitor, ("coa.xlsx", workbook(beds("Venlo", 100), beds("Beesel", 40))))
    publish(visitor, "Oktober")
    page.get_by_text("Versie 2 is gepubliceerd.").wait_for()
    visitor.settle()
    give(visitor, ("coa.xlsx", workbook(beds("Venlo", 300), beds("Beesel", 41))))
    page.locator(".st-key-naam input").fill("A. Analist")
    page.locator(".st-key-toelichting input").fill("November")
    page.get_by_role("button", name=PUBLISH).click()
    page.get_by_text("Schrijf hieronder bij elke grote verandering").wait_for()
    visitor.settle()
    assert published(visitor) == ["2", "1"]
    assert visitor.axe() == []
    visitor.screenshot("gegevens-reden-1440", full_page=True)
    publish(visitor, "November")
    page.get_by_text("Versie 3 is gepubliceerd.").wait_for()
    visitor.settle()
    page.locator(".st-key-terug-naar").get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile("^versie 2 ")).click()
    page.locator(".st-key-naam-terug input").fill("B. Beheerder")
    page.get_by_label("Waarom?").fill("Bij nader inzien")
    page.get_by_role("button", name="Zet versie 2 terug").click()
    page.get_by_text("Versie 2 is teruggezet als versie 4.").wait_for()
    visitor.settle()
    assert published(visitor) == ["4", "3", "2", "1"]
    table = page.locator("table").filter(has_text="controlegetal").first
    marks = [row.locator("td").last.inner_text() for row in table.locator("tbody tr").all()]
    assert marks[0] == marks[2]
    clean(visitor)


def test_two_analysts_keep_both_versions_and_the_second_decides(visit, own_server: Server):
    first, second = visit(at=own_server), visit(at=own_server)
    first.open("/gegevens")
    second.open("/gegevens")
    give(first, ("venlo.xlsx", workbook(beds("Venlo", 120))))
    give(second, ("beesel.xlsx", workbook(beds("Beesel", 40))))
    fill(second.page, "Beesel", "B. Beheerder")
    publish(first, "Venlo")
    first.page.get_by_text("Versie 2 is gepubliceerd.").wait_for()
    second.page.get_by_role("button", name="Publiceer als nieuwe versie").click()
    second.page.get_by_text("Een ander heeft intussen gepubliceerd.").wait_for()
    second.settle()
    text = second.page.locator("[data-testid=stMain]").inner_text()
    assert "Wat er veranderde tussen versie 1 en versie 2" in text
    assert "120 plekken" in text
    second.screenshot("gegevens-intussen-1440", full_page=True)
    assert second.axe() == []
    second.page.get_by_role("button", name="Publiceer bovenop versie 2").click()
    second.page.get_by_text("Versie 3 is gepubliceerd.").wait_for()
    second.settle()
    assert published(second) == ["3", "2", "1"]
    there = second.open("/gemeente?gemeente=Venlo")
    assert there.get_by_role("link", name="120", exact=True).count() >= 1
    clean(first)
    clean(second)


def test_a_double_click_a_reload_and_going_back_make_one_version(visit, own_server):
    visitor = visit(at=own_server)
    page = visitor.open("/gegevens")
    give(visitor, ("venlo.xlsx", workbook(beds("Venlo", 120))))
    fill(page, "Dubbelklik")
    page.get_by_role("button", name=PUBLISH).dblclick()
    page.get_by_text("Versie 2 is gepubliceerd.").wait_for()
    visitor.settle()
    assert published(visitor) == ["2", "1"]

    give(visitor, ("beesel.xlsx", workbook(beds("Beesel", 40))))
    fill(page, "Verversen")
    page.get_by_role("button", name=PUBLISH).click(no_wait_after=True)
    page.reload()
    visitor.settle()
    after = published(visitor)
    assert after in (["3", "2", "1"], ["2", "1"])  # made or not made, never twice
    page.get_by_role("link", name="Bronnen", exact=True).click()
    page.get_by_role("heading", name="Bronnen", level=1).wait_for()
    visitor.settle()
    page.go_back()
    page.get_by_role("heading", name="Gegevens", level=1).wait_for()
    visitor.settle()
    page.reload()
    visitor.settle()
    assert published(visitor) in (after, ["3", "2", "1"])
    assert page.get_by_role("button", name=PUBLISH).count() == 0


def test_a_correction_is_made_in_the_browser(visit, own_server):
    visitor = visit(at=own_server)
    page = visitor.open("/gegevens")
    page.get_by_text("Een cijfer corrigeren").click()
    page.locator(".st-key-correctie-gebied").get_by_role("combobox").wait_for()
    visitor.settle()
    for key, text in (("gebied", "Simpelveld"), ("cijfer", "asielzoekers: opgave, indicatief")):
        box = page.locator(f".st-key-correctie-{key}").get_by_role("combobox")
        box.click()
        page.keyboard.type(text)
        page.get_by_role("option", name=text, exact=True).click()
        visitor.settle()
    lines = page.locator(".st-key-correctie-regel").get_by_role("combobox")
    if lines.count():
        lines.focus()
        page.keyboard.press("ArrowDown")
        page.get_by_role("option").first.click()
        visitor.settle()
    page.get_by_label(re.compile("^Nieuw getal")).fill("56")
    page.get_by_label(re.compile("^Waarom. Deze zin")).fill("Typefout in de bron")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Publiceer met deze correctie").wait_for()
    visitor.settle()
    visitor.screenshot("gegevens-correctie-1440", full_page=True)
    assert visitor.axe() == []
    page.locator(".st-key-naam-correctie input").fill("A. Analist")
    page.get_by_role("button", name="Publiceer met deze correctie").click()
    page.get_by_text("De correctie staat in versie 2.").wait_for()
    visitor.settle()
    assert page.get_by_text("geldt sinds versie 2").count() >= 1
    clean(visitor)


@pytest.mark.parametrize("state", ["leeg", "geladen"])
def test_the_page_fits_a_phone(visit, own_server, state):
    visitor = visit(phone=True, at=own_server)
    visitor.open("/gegevens")
    if state == "geladen":
        ahead = beds("Beesel", 40, Peildatum=date(2027, 11, 1))
        give(visitor, ("venlo.xlsx", workbook(beds("Venlo", 120), ahead, beds("Atlantis", 5))))
        assert visitor.page.get_by_text("Gelezen, op 1 rij na.").count() == 1
    visitor.screenshot(f"gegevens-{state}-390", full_page=True)
    clean(visitor)
