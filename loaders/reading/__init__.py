"""Reading: bytes to cells with addresses, in a fenced process; what the cells mean is not decided here.

``read`` never raises for bad content and never hangs. Only the size and the first bytes are looked at in the
process of the caller; unpacking and parsing happen in a child that may crash, run out of memory or be killed
without harm.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Protocol

import pyarrow as pa

from loaders.reading import wire
from loaders.reading.fence import FENCE
from loaders.reading.findings import Finding, Refused, finding, megabytes, other_kind
from loaders.reading.kinds import sniff
from loaders.reading.limits import Limits
from loaders.reading.limits import limits as default_limits
from loaders.reading.pipe import Answer
from loaders.watch import Watch
from model.grid import Workbook
from model.issue import Issue, worst
from model.lijsten import Ernst, Lezen

__all__ = ["Limits", "Reading", "close", "default_limits", "read", "warm"]

_SMALL = 100_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How reading a file ended.

    Attributes:
        lezen: exact, gewaarschuwd or geweigerd.
        workbook: the cells; None when the file was refused.
        issues: everything there is to say, the most serious first.
        kind: what the content is (xlsx, xls, xlsb, ods, csv), or the Dutch name of what it is instead.
        seconds: time from call to answer.
    """

    lezen: Lezen
    workbook: Workbook | None
    issues: list[Issue] = field(default_factory=list)
    kind: str = ""
    seconds: float = 0.0


class Runner(Protocol):
    """What runs the readers on a file, out of harm's way."""

    def run(self, content: bytes, name: str, limits: Limits, watch: Watch | None = None) -> Answer:
        """Return how it ended."""
        ...


def read(
    content: bytes, name: str, *,
    limits: Limits | None = None, watch: Watch | None = None, runner: Runner = FENCE,
) -> Reading:  # fmt: skip
    """Return the cells of an uploaded file, or why it is refused.

    Args:
        content: the file.
        name: its name, for messages and for the sheet name of a CSV; it does not decide what the file is.
        limits: other limits than those of ``data/rules/limits.toml``.
        watch: lets another thread stop it.
        runner: what reads; only a process that is itself a child has another (``loaders.apart``).

    Raises:
        Cancelled: through ``watch``; nothing else is ever raised.
    """
    start = time.perf_counter()
    workbook, findings, kind = _read(content, name, limits or default_limits(), watch, runner)
    issues = [_issue(item, name) for item in findings]
    issues.sort(key=lambda issue: list(Ernst).index(issue.ernst))
    lezen = {Ernst.FOUT: Lezen.GEWEIGERD, Ernst.WAARSCHUWING: Lezen.GEWAARSCHUWD}.get(
        worst(issues) or Ernst.MELDING, Lezen.EXACT
    )
    kept = None if lezen is Lezen.GEWEIGERD else workbook
    return Reading(lezen, kept, issues, kind, time.perf_counter() - start)


def warm() -> None:
    """Start the reader before the first upload, so that nobody waits for it."""
    FENCE.warm()


def close() -> None:
    """Stop the reader; the next ``read`` starts a new one."""
    FENCE.close()


def _read(
    content: bytes, name: str, limits: Limits, watch: Watch | None, runner: Runner
) -> tuple[Workbook | None, list[Finding], str]:
    try:
        kind = _gate(content, name, limits)
    except Refused as refused:
        return None, [refused.finding], ""
    answer = runner.run(content, name, limits, watch)
    if answer.code in ("lezer-gestopt", "te-veel-geheugen") and len(content) > _SMALL:
        # large sheets are read while they are being checked; without that the checks can say what is wrong
        answer = runner.run(content, name, replace(limits, fast_from=limits.unpacked), watch)
    if answer.code or answer.data is None:
        return None, [finding(answer.code or "lezer-gestopt", mag=f"{limits.seconds:g}")], kind
    try:
        return wire.decode(pa.py_buffer(answer.data))
    except (pa.ArrowException, ValueError, KeyError, TypeError, IndexError):
        return None, [finding("lezer-gestopt")], kind


def _gate(content: bytes, name: str, limits: Limits) -> str:
    """Refuse what needs no unpacking to be refused."""
    if not content:
        raise Refused("leeg-bestand")
    if len(content) > limits.upload:
        raise Refused("te-groot", is_=megabytes(len(content)), mag=megabytes(limits.upload))
    family, soort = sniff(content)
    if family == "ander":
        raise other_kind(name, soort)
    if family == "oud":
        raise Refused("oude-excel")
    return family


def _issue(item: Finding, name: str) -> Issue:
    plaats = item.plaats
    return Issue(
        bron=name or "bestand",
        plaats=plaats,
        code=item.code,
        ernst=Ernst(item.ernst),
        tekst=item.tekst,
        aantal=item.aantal,
    )
