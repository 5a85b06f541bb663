"""Twenty people bring a workbook of 10 MB and walk away: the memory of the server comes back to where it was.

The start is measured after one such visitor, so that what reading needs for ever (libraries, pools) is in it.
Streamlit keeps a session for two minutes after its visitor left; after that a new visitor looks in.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
from playwright.sync_api import Browser, expect

from benchmarks._app import server
from benchmarks._bezoeker import PATIENCE, bring, browser, heavy
from benchmarks._meten import Promises
from benchmarks._sessie import Sessie

VISITORS, LEAVE, LIMIT = 20, 150, 20.0


def walk_away(chromium: Browser, port: int, path: Path, *, early: bool) -> None:
    """Bring the file and leave: half of the visitors while it is being read."""
    context = chromium.new_context()
    page = context.new_page()
    bring(page, port, path)
    word = page.get_by_text("stap ") if early else page.get_by_text("Herkend als")
    expect(word.first).to_be_visible(timeout=PATIENCE)
    context.close()


def memory(port: int) -> float:
    """Return the megabytes of the server after a new visitor looked in."""
    with ThreadPoolExecutor(1) as pool:  # a browser that is open has taken the loop of this thread
        pool.submit(asyncio.run, _look_in(port)).result()
    served = [p for p in psutil.Process().children() if "streamlit" in " ".join(p.cmdline())]
    return max(process.memory_info().rss for process in served) / 1e6


async def _look_in(port: int) -> None:
    async with Sessie(port, "gegevens=voorbeeld") as session:
        await session.run()


def main() -> None:
    """Measure and judge."""
    with heavy() as path, server() as port, browser() as chromium:
        first = memory(port)
        walk_away(chromium, port, path, early=False)
        time.sleep(LEAVE)
        start = memory(port)
        for number in range(VISITORS):
            walk_away(chromium, port, path, early=bool(number % 2))
        most = memory(port)
        time.sleep(LEAVE)
        end = memory(port)
    print(
        f"  zonder upload {first:.0f} MB, na de eerste {start:.0f} MB, "
        f"tijdens {most:.0f} MB, na afloop {end:.0f} MB"
    )
    promises = Promises()
    promises.at_most("geheugen erbij na twintig verlaten uploads", end - start, LIMIT, "MB")
    promises.done()


if __name__ == "__main__":
    main()
