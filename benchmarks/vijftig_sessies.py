"""Fifty visitors at once, one click each per ten seconds: how long a run of the script takes.

Each visitor sits on Overzicht with the example data and changes a filter. The time is from sending the click
to the end of the run as the visitor sees it, so waiting for others counts.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field

import psutil

from benchmarks._app import server
from benchmarks._meten import Promises, percentile
from benchmarks._sessie import Sessie

VISITORS, SECONDS, BETWEEN = 50, 60.0, 10.0
ARRIVAL = 15.0
QUERY = "gegevens=voorbeeld"
KEYS = ("groep", "gebied")
LIMIT = 60.0


@dataclass
class Tally:
    """What all visitors saw together."""

    first: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def visitor(number: int, port: int, tally: Tally) -> None:
    """Arrive, look, and click every ten seconds or so."""
    chance = random.Random(number)
    await asyncio.sleep(ARRIVAL * number / VISITORS)
    async with Sessie(port, QUERY) as session:
        tally.first.append((await session.run()).seconds)
        await asyncio.sleep(ARRIVAL * (1 - number / VISITORS))
        end = asyncio.get_running_loop().time() + SECONDS
        await asyncio.sleep(chance.uniform(0, BETWEEN))
        while asyncio.get_running_loop().time() < end:
            key = chance.choice(KEYS)
            session.choose(key, chance.choice(session.options(key)))
            run = await session.run()
            tally.clicks.append(run.seconds)
            tally.errors += run.errors
            await asyncio.sleep(chance.uniform(0.8, 1.2) * BETWEEN)


async def all_visitors(port: int) -> Tally:
    """Let the first visitor see every view once, then let fifty of them in."""
    tally = Tally()
    async with Sessie(port, QUERY) as first:
        await first.run()
        seen = []
        for group in first.options("groep"):
            for area in first.options("gebied"):
                first.choose("groep", group)
                first.choose("gebied", area)
                seen.append((await first.run()).seconds)
    print(f"  {len(seen)} weergaven voor het eerst: mediaan {percentile(seen, 0.5) * 1e3:.0f} ms, "
          f"langste {max(seen) * 1e3:.0f} ms")  # fmt: skip
    await asyncio.gather(*(visitor(number, port, tally) for number in range(VISITORS)))
    return tally


def main() -> None:
    """Measure and judge."""
    with server() as port:
        tally = asyncio.run(all_visitors(port))
        mine = [p for p in psutil.Process().children(recursive=True) if p.is_running()]
        memory = max(p.memory_info().rss for p in mine) / 1e6
    if tally.errors:
        raise SystemExit(f"fouten bij bezoekers: {tally.errors[:5]}")
    for name, values in (("eerste weergave", tally.first), ("klik", tally.clicks)):
        p50, p95 = (percentile(values, share) * 1e3 for share in (0.5, 0.95))
        print(
            f"  {name:<44} p50 {p50:6.1f} ms   p95 {p95:7.1f} ms   "
            f"langste {max(values) * 1e3:7.1f} ms   n = {len(values)}"
        )
    print(f"  {VISITORS} bezoekers, {SECONDS:.0f} s, geheugen van de server {memory:.0f} MB")
    promises = Promises()
    promises.at_most("een klik, p50", percentile(tally.clicks, 0.5) * 1e3, LIMIT, "ms")
    promises.done()


if __name__ == "__main__":
    main()
