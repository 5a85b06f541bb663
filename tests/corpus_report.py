"""Prints how every file of the corpus ends: ``python -m tests.corpus_report``.

One line per file: what is wrong with it, what is allowed, how it ended, in how many seconds, how many cells
were compared with those of the independent reader (``tests/corpus_cellen``), and the first thing said about
it. Below it the totals of the score card. Every file is read in the fenced child process, as an upload is.
"""

from __future__ import annotations

import csv
import math
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders import reading
from loaders.reading import Reading
from tests.corpus_cellen import cellen
from tests.shared import shared

SLOWEST = 20.0
#: what no screen may show: a trace, a path, the name of a library or of a Python error
_RAW = re.compile(r"Traceback|/work|site-packages|calamine|openpyxl|fastexcel|xlrd|\w+Error\b|line \d+")
_LINE = "{:<44} {:<22} {:<13} {:<13} {:>6} {:>7}  {}"


@dataclass(frozen=True, slots=True)
class Line:
    """How one file ended."""

    name: str
    fault: str
    allowed: list[str]
    result: Reading
    compared: int
    wrong: list[str]

    @property
    def is_allowed(self) -> bool:
        """Whether the label allows how it ended."""
        return self.result.lezen.value in self.allowed

    @property
    def silent_wrong(self) -> bool:
        """Whether cells are wrong and nothing was said about it."""
        return bool(self.wrong) and self.result.lezen.value == "exact"

    @property
    def crashed(self) -> bool:
        """Whether the reader could not be started or gave no reason."""
        codes = {issue.code for issue in self.result.issues}
        return "lezer-weg" in codes or (self.result.workbook is None and not codes)

    @property
    def raw_trace(self) -> bool:
        """Whether a text shows what is no business of the reader."""
        return any(_RAW.search(issue.tekst) for issue in self.result.issues)


def lines(listing: Path) -> Iterator[Line]:
    """Read every file of the list and yield how it ended."""
    with listing.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        name = row["bestand"]
        result = reading.read((listing.parent / name).read_bytes(), name)
        known = cellen.expected(name)
        ours = cellen.of_workbook(result.workbook) if known and result.workbook else []
        wrong = cellen.differences(known, ours) if known and result.workbook else []
        yield Line(name, row["storing"], row["lezen_mag"].split("|"), result, len(ours), wrong)


def show(line: Line) -> str:
    """Return the line of the table."""
    issue = next(iter(line.result.issues), None)
    said = "; ".join(line.wrong[:1]) or (f"{issue.code}: {issue.tekst}" if issue else "-")
    mark = "" if line.is_allowed else "NIET TOEGESTAAN "
    allowed = "|".join(word[:6] for word in line.allowed)
    return _LINE.format(
        line.name.partition("__")[2][:44],
        line.fault[:22],
        allowed[:13],
        line.result.lezen.value,
        f"{line.result.seconds:.2f}",
        line.compared or "-",
        (mark + said)[:110],
    )


def totals(found: list[Line]) -> list[str]:
    """Return the totals in words."""
    seconds = sorted(line.result.seconds for line in found)
    p50, p95 = _share(seconds, 0.5), _share(seconds, 0.95)
    allowed = sum(line.is_allowed for line in found)
    accepted = [line for line in found if line.result.workbook is not None]
    return [
        f"toegestaan      {allowed} van {len(found)} ({100 * allowed / len(found):.1f} %)",
        f"gelezen         {len(accepted)}, daarvan {sum(line.compared > 0 for line in accepted)} vergeleken "
        f"({sum(line.compared for line in found)} cellen)",
        f"stil fout       {sum(line.silent_wrong for line in found)}",
        f"fout, gezegd    {sum(bool(line.wrong) and not line.silent_wrong for line in found)}",
        f"gecrasht        {sum(line.crashed for line in found)}",
        f"blijven hangen  {sum(line.result.seconds > SLOWEST for line in found)}",
        f"ruwe fouttekst  {sum(line.raw_trace for line in found)}",
        f"seconden        p50 {p50:.2f}  p95 {p95:.2f}  max {seconds[-1]:.2f}",
    ]


def _share(values: list[float], share: float) -> float:
    """Return the value below which a share of the sorted values lies (nearest rank)."""
    return values[math.ceil(len(values) * share) - 1]


def main() -> int:
    """Print the table; 1 when anything forbidden happened."""
    listing = shared("corpus", "corpus.csv")
    if listing is None:
        print("Het corpus is hier niet: zet MONITOR_SHARED.")
        return 2
    reading.warm()
    print(_LINE.format("bestand", "storing", "mag", "uitkomst", "s", "cellen", "eerste bevinding"))
    found = []
    for line in lines(listing):
        found.append(line)
        print(show(line), flush=True)
    print("", *totals(found), sep="\n")
    bad = any(
        line.silent_wrong or line.crashed or line.raw_trace or line.result.seconds > SLOWEST for line in found
    )
    return int(bad or sum(line.is_allowed for line in found) < 0.99 * len(found))


if __name__ == "__main__":
    sys.exit(main())
