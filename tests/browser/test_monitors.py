"""Other areas in a real browser: the app for Utrecht and for the whole country, by a variable alone."""

from collections.abc import Callable, Iterator

import pytest

from model.rules import AREA
from tests.browser.harness import Server, Visit
from tests.browser.words import raw_names

pytestmark = pytest.mark.browser
#: What stands on the first screen of each.
FIRST = {
    "utrecht": ("Monitor Asielopgave Utrecht", "2 exact, 0 bij benadering, 24 onbekend"),
    "nederland": ("Monitor Asielopgave Nederland", "342 onbekend"),
}


AREAS = [pytest.param(area, marks=pytest.mark.xdist_group(area)) for area in sorted(FIRST)]


@pytest.fixture(scope="module", params=AREAS)
def elsewhere(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp(request.param)
    running = Server(
        data=folder / "var", log=folder / "server.log", environment={AREA: request.param}
    ).start()
    yield running
    running.stop()


def test_the_first_screen_is_about_that_area(visit: Callable[..., Visit], elsewhere: Server) -> None:
    area = elsewhere.environment[AREA]
    visitor = visit(at=elsewhere)
    page = visitor.open("/")
    visitor.screenshot(f"{area}-overzicht-1440", full_page=True)
    title, known = FIRST[area]
    assert title in page.title()
    text = page.locator('[data-testid="stMain"]').inner_text()
    assert known in text
    assert "Limburgse" not in text
    assert page.get_by_role("button", name="Bekijk voorbeeld").count() == 0
    assert visitor.axe() == []
    assert visitor.english() == []
    assert visitor.problems == []


def test_the_region_page_fits_a_phone(visit: Callable[..., Visit], elsewhere: Server) -> None:
    area = elsewhere.environment[AREA]
    visitor = visit(phone=True, at=elsewhere)
    page = visitor.open("/regio")
    visitor.screenshot(f"{area}-regio-390", full_page=True)
    heads = page.get_by_role("heading").all_inner_texts()
    assert ("Provincies" if area == "nederland" else "Gemeenten") in heads
    assert visitor.sideways() <= 0
    assert raw_names(page.locator('[data-testid="stMain"]').inner_text()) == []
    assert visitor.english() == []
    assert visitor.problems == []
