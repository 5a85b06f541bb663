"""What every measurement shares: interleaved pairs, medians, and whether a promise is kept."""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from typing import NoReturn

Task = Callable[[], object]


def seconds(task: Task) -> float:
    """Return how long a task takes, with the garbage of earlier tasks out of the way."""
    gc.collect()
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def pairs(ours: Task, baseline: Task, count: int) -> tuple[list[float], list[float]]:
    """Run two tasks in turn, so that a busy machine hinders both alike; who goes first alternates."""
    mine, theirs = [], []
    for turn in range(count):
        for task, times in ((ours, mine), (baseline, theirs))[:: 1 if turn % 2 else -1]:
            times.append(seconds(task))
    return mine, theirs


def show(name: str, times: Iterable[float]) -> float:
    """Print median and range in milliseconds; return the median in seconds."""
    values = sorted(times)
    middle = statistics.median(values)
    print(
        f"  {name:<44} {middle * 1e3:9.1f} ms   "
        f"({values[0] * 1e3:.1f} – {values[-1] * 1e3:.1f}, n = {len(values)})"
    )
    return middle


def percentile(values: Iterable[float], share: float) -> float:
    """Return a percentile by nearest rank.

    >>> percentile([1, 2, 3, 4], 0.5), percentile([1, 2, 3, 4], 0.95)
    (2, 4)
    """
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]


class Promises:
    """The promises of one script; leaving with `done` tells the shell whether all were kept."""

    def __init__(self) -> None:
        self.kept = True

    def at_most(self, what: str, value: float, limit: float, unit: str = "×") -> None:
        """Hold a value to an upper limit."""
        self._say(value <= limit, f"{what}: {value:.2f} {unit}, belofte hoogstens {limit:g} {unit}")

    def at_least(self, what: str, value: float, limit: float, unit: str = "×") -> None:
        """Hold a value to a lower limit."""
        self._say(value >= limit, f"{what}: {value:.2f} {unit}, belofte minstens {limit:g} {unit}")

    def _say(self, kept: bool, text: str) -> None:
        self.kept &= kept
        print(f"  {'gehaald     ' if kept else 'NIET GEHAALD'} {text}")

    def done(self) -> NoReturn:
        """Say how busy the machine was and leave, with status 1 when a promise was broken."""
        print(f"  machine: {os.cpu_count()} processors, belasting nu {os.getloadavg()[0]:.1f}")
        sys.exit(0 if self.kept else 1)
