"""What someone who looks at a page notices of a workbook of 10 MB that another brings: at most twice as slow.

A visitor on Overzicht changes a filter every half second, in turns alone and while a browser brings the
workbook in a new session, until its content was judged and the difference with what stands is on the page.
Two workbooks: 61,560 rows with long remarks, and 194,940 rows with short ones.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from pathlib import Path

from playwright.sync_api import expect

from benchmarks._app import server
from benchmarks._bezoeker import LONG, MANY, PATIENCE, bring, browser, heavy
from benchmarks._meten import Promises, percentile
from benchmarks._sessie import Sessie

CLICKS, BETWEEN, TIMES, LIMIT = 40, 0.5, 4, 2.0
KEYS = ("groep", "gebied")
READY = "Publiceer als nieuwe versie"
SIZES = {"61.560 rijen": LONG, "194.940 rijen": MANY}


def upload(port: int, path: Path, done: list[float]) -> None:
    """Bring the workbook and wait until the page says what became of it and what it would change."""
    with browser() as chromium:
        page = chromium.new_context().new_page()
        start = time.perf_counter()
        bring(page, port, path)
        expect(page.get_by_text("Herkend als")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("button", name=READY)).to_be_visible(timeout=PATIENCE)
        done.append(time.perf_counter() - start)


async def look(session: Sessie, chance: random.Random, goes_on: threading.Thread | None) -> list[float]:
    """Click and time each answer, a number of times or as long as the other is busy."""
    times: list[float] = []
    while goes_on.is_alive() if goes_on else len(times) < CLICKS:
        key = chance.choice(KEYS)
        session.choose(key, chance.choice(session.options(key)))
        times.append((await session.run()).seconds)
        await asyncio.sleep(BETWEEN)
    return times


async def measure(port: int, path: Path) -> tuple[list[float], list[float], list[float]]:
    """Return the times of clicks alone, of clicks beside the uploads, and of the uploads."""
    alone: list[float] = []
    beside: list[float] = []
    uploads: list[float] = []
    chance = random.Random(1)
    async with Sessie(port, "gegevens=voorbeeld") as session:
        await session.run()
        await look(session, chance, None)
        for _ in range(TIMES):  # in turns, so that a machine that is busy with other work hinders both alike
            alone += await look(session, chance, None)
            busy = threading.Thread(target=upload, args=(port, path, uploads))
            busy.start()
            beside += await look(session, chance, busy)
            busy.join()
    return alone, beside, uploads


def judge(promises: Promises, name: str, size: tuple[int, int]) -> None:
    """Measure with one workbook and judge."""
    with heavy(size) as path, server() as port:
        print(f"  werkboek van {path.stat().st_size / 1e6:.1f} MB, {name}")
        alone, beside, uploads = asyncio.run(measure(port, path))
    for what, times in (("klik, alleen", alone), ("klik, naast een upload", beside)):
        p50, p95 = (percentile(times, share) * 1e3 for share in (0.5, 0.95))
        print(f"  {what:<44} p50 {p50:6.1f} ms   p95 {p95:7.1f} ms   n = {len(times)}")
    print(f"  van bestand kiezen tot verschil: {', '.join(f'{one:.1f} s' for one in uploads)}")
    for share, word in ((0.95, "p95"), (0.5, "p50")):
        ratio = percentile(beside, share) / percentile(alone, share)
        promises.at_most(f"{word} naast een upload van {name}", ratio, LIMIT)


def main() -> None:
    """Measure and judge."""
    promises = Promises()
    for name, size in SIZES.items():
        judge(promises, name, size)
    promises.done()


if __name__ == "__main__":
    main()
