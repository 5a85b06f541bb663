"""Pages with 342 gemeenten over ten years, against the same pages of Limburg on the same data.

Two servers on one copy each of the same store; a visitor on each page changes the group in both, in turn. It
is a choice that was made before that is compared; how long the very first time takes is printed beside it.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks._app import server
from benchmarks._landelijk import fill
from benchmarks._meten import Promises, show
from benchmarks._sessie import Sessie
from model.rules import AREA
from ui.frame import PAGES

KEY, CHOICES = "groep", ("asielzoekers", "statushouders")
PAIRS, LIMIT = 12, 1.5


async def first(visitors: Sequence[Sessie], page: str) -> None:
    """Open the page in both and make every choice for the first time; print how long that takes."""
    times: list[list[float]] = [[], []]
    for choice in ("", *CHOICES):
        for visitor, mine in zip(visitors, times, strict=True):
            if choice:
                visitor.choose(KEY, choice)
            run = await visitor.run()
            if run.errors:
                raise SystemExit(f"{page}: {run.errors}")
            mine.append(run.seconds)
    for name, mine in zip(("heel Nederland", "Limburg"), times, strict=True):
        show(f"{page}, {name}, allereerste keer", mine)


async def compare(page: str, ports: Sequence[int]) -> float:
    """Return the ratio of the medians of one page."""
    async with Sessie(ports[0], page=page) as whole, Sessie(ports[1], page=page) as part:
        await first((whole, part), page)
        times: list[list[float]] = [[], []]
        for turn in range(PAIRS):
            for visitor, mine in zip((whole, part), times, strict=True):
                visitor.choose(KEY, CHOICES[turn % 2])
                run = await visitor.run()
                if run.errors:
                    raise SystemExit(f"{page}: {run.errors}")
                mine.append(run.seconds)
    middle = [show(f"{page}, {name}", mine) for name, mine in zip(("342", "31"), times, strict=True)]
    return middle[0] / middle[1]


def main() -> None:
    """Measure and judge."""
    with tempfile.TemporaryDirectory(prefix="landelijk-") as folder:
        one, two = Path(folder) / "een", Path(folder) / "twee"
        fill(one)
        shutil.copytree(one, two)
        with server(data=one, extra={AREA: "nederland"}) as whole, server(data=two) as part:
            ratios = {page: asyncio.run(compare(page, (whole, part))) for page, _ in PAGES}
    promises = Promises()
    for page, ratio in ratios.items():
        promises.at_most(f"{page}: 342 tegen 31 gemeenten", ratio, LIMIT)
    print(f"  middelste van alle pagina's: {statistics.median(ratios.values()):.2f} ×")
    promises.done()


if __name__ == "__main__":
    main()
