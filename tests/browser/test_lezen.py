"""Large files show how far they are, wait their turn, can be stopped and read again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from loaders import reference
from tests.browser.harness import PATIENCE

pytestmark = pytest.mark.browser
LARGE, SMALL = ("eerste.csv", "tweede.csv"), "derde.csv"
MONTHS = 560


@pytest.fixture(scope="module")
def large() -> bytes:
    """191,520 rows with a column of addresses: long to read, and refused, so nothing else takes time."""
    lines = ["gebied_code;doelgroep;maat;peildatum;waarde;eenheid;e-mailadres"]
    for area in reference.records("gemeenten.csv"):
        for month in range(MONTHS):
            day = f"01-{month % 12 + 1:02d}-{1979 + month // 12}"
            lines.append(
                f"{area['code']};asielzoekers;realisatie;{day};{month};plekken;p{month}@voorbeeld.nl"
            )
    return "\r\n".join(lines).encode()


def test_progress_stop_and_again(visit, large):
    visitor = visit()
    page = visitor.open("/gegevens")
    files = [(name, large + name.encode()) for name in LARGE] + [(SMALL, b"a;b\r\n1;2\r\n")]
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').first.set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files]
    )
    bar = page.get_by_text(f"{SMALL} · wacht tot een ander bestand klaar is", exact=False)
    expect(bar).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name=f"Stop met lezen van {SMALL}").click()
    visitor.screenshot("lezen-voortgang")
    expect(page.get_by_text(f"Het lezen van {SMALL} is gestopt. Er is niets bewaard.")).to_be_visible(
        timeout=PATIENCE
    )
    visitor.screenshot("lezen-gestopt")
    page.get_by_role("button", name=f"Lees {SMALL} opnieuw").click()
    for name in (*LARGE, SMALL):
        expect(page.get_by_role("heading", name=name)).to_be_visible(timeout=PATIENCE)
    expect(bar).to_have_count(0)
    assert visitor.english() == []
    assert visitor.problems == []
