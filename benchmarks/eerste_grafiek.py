"""The first chart for a second visitor with an empty browser cache, against a hello-world app with one chart.

Both servers have had one visitor already. A new browser context has nothing in its cache; the clock runs from
the navigation until the first chart has something painted.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks._app import server
from benchmarks._meten import Promises, show
from tests.browser import browser as found

VIEWS = {"verse installatie": "/", "voorbeeld, vol": "/?gegevens=voorbeeld"}
TURNS, LIMIT, PATIENCE = 5, 2.0, 90_000
HELLO = """
import streamlit as st

st.title("Hallo")
st.vega_lite_chart(
    {"values": [{"a": "A", "b": 28}, {"a": "B", "b": 55}, {"a": "C", "b": 43}]},
    {"mark": "bar", "encoding": {
        "x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}},
)
"""
PAINTED = """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"] :is(svg, canvas)')]
  .some((mark) => {
    const box = mark.getBoundingClientRect();
    if (box.width < 20 || box.height < 20) return false;
    return mark.tagName.toLowerCase() === 'canvas'
      || mark.querySelector('.mark-rect path, .mark-symbol path, .mark-rule line');
  })"""


def visit(browser: Browser, address: str) -> float:
    """Open a page with an empty cache; return the seconds until its first chart is painted."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_function(PAINTED, polling="raf")
        return time.perf_counter() - start
    finally:
        context.close()


def measure(browser: Browser, ours: int, hello: int) -> dict[str, list[float]]:
    """Visit every view and the hello-world in turn; the first round does not count."""
    addresses = {name: f"http://127.0.0.1:{ours}{path}" for name, path in VIEWS.items()}
    addresses["hallo"] = f"http://127.0.0.1:{hello}/"
    times: dict[str, list[float]] = {name: [] for name in addresses}
    for turn in range(TURNS + 1):
        for name, address in list(addresses.items())[:: 1 if turn % 2 else -1]:
            taken = visit(browser, address)
            if turn:
                times[name].append(taken)
    return times


def main() -> None:
    """Measure and judge."""
    with tempfile.TemporaryDirectory(prefix="meting-") as folder:
        script = Path(folder) / "hallo.py"
        script.write_text(HELLO, "utf-8")
        with server() as ours, server(script, "/_stcore/health") as hello, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found.find(), args=found.FLAGS)
            try:
                times = measure(browser, ours, hello)
            finally:
                browser.close()
    medians = {name: show(name, values) for name, values in times.items()}
    promises = Promises()
    for name in VIEWS:
        promises.at_most(f"eerste grafiek, {name}, tegen hallo", medians[name] / medians["hallo"], LIMIT)
    promises.done()


if __name__ == "__main__":
    main()
