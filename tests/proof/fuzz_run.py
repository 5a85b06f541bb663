"""Fuzzing the parse-and-clean function: ``recognise`` on cells made from bytes, until the time is up.

Run by hand: ``python -m tests.proof.fuzz_run --minuten 5 --uit /tmp/fuzz``. Guided by coverage (atheris)
where its wheel is installed, else by chance from a seed. Prints one line of JSON; keeps what went wrong.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import signal
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType

SLOWEST = 20.0
_SEEDS = 400


@dataclass
class Score:
    """What a run found: how many inputs, where it fell over, and the slowest input in seconds of
    processor time."""

    inputs: int = 0
    seconds: float = 0.0
    guided: bool = False
    slowest: float = 0.0
    uncaught: int = 0
    wrong: int = 0
    places: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)


class TooSlow(BaseException):
    """One input took more than 20 seconds of processor time; the clock would measure the neighbours too."""


def _alarm(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow


class Runner:
    """Feeds inputs, counts, and keeps those that went wrong."""

    def __init__(self, out: Path, seconds: float) -> None:
        from tests.proof.fuzz_check import check

        self.check = check
        self.out, self.end = out, time.monotonic() + seconds
        self.start, self.told = time.monotonic(), time.monotonic()
        self.score = Score()
        signal.signal(signal.SIGVTALRM, _alarm)

    def one(self, data: bytes) -> None:
        """Try one input; nothing it does ends the run."""
        if time.monotonic() > self.end:
            self.finish()
        before = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, SLOWEST)
        try:
            outcome, wrong = self.check(data)
            self.score.outcomes[outcome] = self.score.outcomes.get(outcome, 0) + 1
            if wrong:
                self._keep(data, wrong)
                self.score.wrong += 1
        except BaseException as error:
            self.score.uncaught += 1
            last = traceback.extract_tb(error.__traceback__)[-1]
            self._keep(data, f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        self.score.inputs += 1
        self.score.slowest = max(self.score.slowest, round(time.process_time() - before, 3))
        now = time.monotonic()
        if now - self.told > 60:
            self.told = now
            self._write("lopend")

    def _keep(self, data: bytes, where: str) -> None:
        seen = self.score.places.get(where, 0)
        self.score.places[where] = seen + 1
        if not seen:
            (self.out / f"geval-{len(self.score.places)}.bin").write_bytes(data)
            sys.stderr.write(f"{where}\n{traceback.format_exc()}\n")

    def _write(self, what: str) -> str:
        self.score.seconds = round(time.monotonic() - self.start, 1)
        text = json.dumps(asdict(self.score))
        (self.out / f"{what}.json").write_text(text, encoding="utf-8")
        return text

    def finish(self) -> None:
        """Write the score and stop at once: the guided engine has no other way out."""
        sys.stdout.write(self._write("uitkomst") + "\n")
        sys.stdout.flush()
        os._exit(0)


def guided(runner: Runner, seed: int) -> bool:
    """Fuzz with atheris; returns False when it is not there."""
    try:
        import atheris
    except ImportError:
        return False
    runner.score.guided = True
    folder = runner.out / "corpus"
    folder.mkdir(exist_ok=True)
    chance = random.Random(seed)
    for number in range(_SEEDS):  # whole workbooks to start from, not grown byte by byte
        (folder / f"begin-{number:03}").write_bytes(chance.randbytes(chance.choice((400, 1500, 3000))))
    options = [
        "-max_len=4096",
        f"-artifact_prefix={runner.out}/",
        "-report_slow_units=600",
        "-len_control=0",
        "-timeout=100000",
        "-verbosity=0",
        f"-seed={seed + 1}",
    ]
    atheris.Setup([sys.argv[0], str(folder), *options], runner.one)
    atheris.Fuzz()
    return True


def by_chance(runner: Runner, seed: int) -> None:
    """Fuzz with random bytes."""
    chance = random.Random(seed)
    while True:
        runner.one(chance.randbytes(chance.choice((200, 800, 3000))))


def main() -> None:
    """Run for the minutes that were asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minuten", type=float, default=60)
    parser.add_argument("--uit", type=Path, required=True)
    parser.add_argument("--zaad", type=int, default=0)
    parser.add_argument("--toeval", action="store_true", help="zonder atheris")
    asked = parser.parse_args()
    asked.uit.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.CRITICAL)
    if not asked.toeval:
        _instrument()
    runner = Runner(asked.uit, asked.minuten * 60)
    if asked.toeval or not guided(runner, asked.zaad):
        by_chance(runner, asked.zaad)


def _instrument() -> None:
    """Let atheris see which lines of ours an input reaches."""
    try:
        import atheris
    except ImportError:
        return
    with atheris.instrument_imports(include=["loaders"]):
        import loaders.load  # noqa: F401


if __name__ == "__main__":
    main()
