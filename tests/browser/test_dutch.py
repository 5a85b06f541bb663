"""`static/nl.js` in a bare page: what it translates and what it must leave alone."""

import pytest

from tests.browser.harness import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.set_content("<main></main>")
    page.add_script_tag(path=ROOT / "static" / "nl.js")
    yield page
    page.close()


def shown(page, html):
    """Put html on the page after the script started, as Streamlit does, and read back what is there."""
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", html)
    page.wait_for_timeout(50)
    return page.evaluate("document.querySelector('main').innerHTML")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<b>Close</b>", "<b>Sluiten</b>"),
        ("<b> No results </b>", "<b> Niets gevonden </b>"),
        ("<b>25MB per file • XLSX, CSV</b>", "<b>25 MB per bestand • XLSX, CSV</b>"),
        ("<b>File must be 25.0MB or smaller.</b>", "<b>Het bestand is te groot: hoogstens 25.0MB.</b>"),
        ("<b>2.2MB</b>", "<b>2,2 MB</b>"),
        ("<b>Press Enter to apply</b>", "<b>Druk op Enter</b>"),
        ('<i aria-label="Clear value"></i>', '<i aria-label="Wissen"></i>'),
        ('<i aria-roledescription="rect mark container"></i>', '<i aria-roledescription="groep: vak"></i>'),
        ('<i aria-label="upload icon"></i>', '<i aria-label="pictogram"></i>'),
        (
            "<i aria-label=\"X-axis titled 'Plekken' for a linear scale with values from 0 to 2\"></i>",
            '<i aria-label="As: Plekken"></i>',
        ),
        (
            "<b>The page that you have requested does not seem to exist. Running the app's main page.</b>",
            "<b>Deze pagina bestaat niet. U ziet de eerste pagina.</b>",
        ),
    ],
)
def test_english_becomes_dutch(page, before, after):
    assert shown(page, before) == after


@pytest.mark.parametrize(
    "html",
    [
        '<div data-testid="stMarkdownContainer"><p>Close</p></div>',
        '<table data-testid="stTable"><tbody><tr><td>Open</td></tr></tbody></table>',
        '<div role="gridcell">Range</div>',
        "<textarea>Close</textarea>",
        "<b>Close to Venlo</b>",
        "<b>constructor</b>",
    ],
)
def test_our_own_and_the_readers_words_stay(page, html):
    assert shown(page, html) == html


def test_a_text_that_changes_later_is_translated_too(page):
    shown(page, "<b>Even</b>")
    page.evaluate("document.querySelector('b').firstChild.nodeValue = 'Loading...'")
    page.evaluate("document.querySelector('b').setAttribute('title', 'Fullscreen')")
    page.wait_for_timeout(50)
    assert page.inner_html("main") == '<b title="Groot tonen">Laden…</b>'
