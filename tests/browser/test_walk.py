"""A walk past every page of the app, on a wide screen and on a phone."""

from pathlib import Path

import pytest

from tests.browser.harness import ROOT
from tests.browser.words import raw_names

pytestmark = pytest.mark.browser
PAGES = sorted(path.stem for path in Path(ROOT, "pages").glob("*.py") if not path.stem.startswith("_"))
START = "overzicht"


def address(name: str) -> str:
    return "/" if name == START else f"/{name}"


@pytest.mark.skipif(PAGES != [], reason="there are pages")
def test_there_are_pages_to_walk():
    pytest.fail("pages/ is empty: the walk would prove nothing")


@pytest.mark.parametrize("name", PAGES)
def test_page_is_whole_on_a_wide_screen(visit, name):
    visitor = visit()
    page = visitor.open(address(name))
    visitor.screenshot(f"{name}-1440")
    assert visitor.problems == []
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.locator("h1:visible").count() == 1
    assert page.locator('[data-testid="stSidebarNav"], [data-testid="stTopNavLinkContainer"]').count() >= 1
    assert visitor.english() == []
    assert raw_names(page.locator('[data-testid="stMain"]').inner_text()) == []
    assert visitor.axe() == []
    assert visitor.outside == []
    assert visitor.problems == []


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_a_phone(visit, name):
    visitor = visit(phone=True)
    page = visitor.open(address(name))
    visitor.screenshot(f"{name}-390", full_page=True)
    assert visitor.problems == []
    assert page.locator("h1:visible").count() == 1
    assert visitor.sideways() <= 0
    assert visitor.english() == []
    assert visitor.problems == []


def test_an_unknown_address_says_so_in_dutch(visit):
    visitor = visit()
    visitor.open("/bestaat-niet")
    assert visitor.english() == []
