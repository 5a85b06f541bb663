"""Aanlevering in a browser: an objection by keyboard alone, clicked twice, and the page as axe sees it."""

import re

import pytest

pytestmark = pytest.mark.browser
FORM = "Leg een stap vast voor"


def fill(page, label: str, text: str) -> None:
    page.get_by_label(label, exact=False).first.fill(text)
    page.keyboard.press("Tab")


def test_an_objection_by_keyboard_clicked_twice_is_kept_once(visit, own_server):
    visitor = visit(at=own_server)
    page = visitor.open("/aanlevering?gemeente=Venlo")
    summary = page.locator("summary", has_text=FORM)
    summary.focus()
    page.keyboard.press("Enter")
    visitor.settle()
    fill(page, "Onderwerp in een paar woorden", "Een plek te weinig")
    fill(page, "Wat is er gezegd of gedaan", "Wij tellen 56 plekken.")
    fill(page, "Uw naam", "analist A")
    assert page.evaluate("document.activeElement.innerText") == "Leg deze stap vast"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_text("is vastgelegd bij Venlo").wait_for()
    visitor.settle()
    assert page.get_by_text(re.compile("^1 bezwaar is open")).count() == 1
    page.locator("summary", has_text="Een plek te weinig").click()
    visitor.settle()
    assert page.get_by_role("cell", name="Wij tellen 56 plekken.").count() == 1
    visitor.screenshot("aanlevering-bezwaar-1440", full_page=True)
    assert visitor.axe() == []
    assert visitor.english() == []
    assert visitor.problems == []
    visitor.open("/aanlevering?gemeente=Venlo")  # what was kept is there for the next visitor
    assert page.get_by_text(re.compile("^1 bezwaar is open")).count() == 1


@pytest.mark.parametrize("phone", [False, True])
def test_the_example_is_whole_and_can_be_taken_along(visit, phone):
    visitor = visit(phone=phone)
    page = visitor.open("/aanlevering?gegevens=voorbeeld&gemeente=Vaals")
    visitor.screenshot(f"aanlevering-voorbeeld-{390 if phone else 1440}", full_page=True)
    assert visitor.sideways() <= 0
    matrix = page.locator("table").first
    assert matrix.locator("tbody tr").count() == 31
    if phone:  # the whole matrix fits: nothing of the third group is cut off
        assert page.evaluate("document.querySelector('table').getBoundingClientRect().right") <= 390
    with page.expect_download() as started:
        page.get_by_role("button", name="Download als tekst (TXT)").click()
    text = started.value.path().read_text("utf-8")
    assert started.value.suggested_filename.startswith("VOORBEELD_herinneringen-limburg")
    assert "gemeente Vaals" in text
    assert text.startswith("VOORBEELD")
    assert visitor.axe() == []
    assert visitor.english() == []
    assert visitor.problems == []
