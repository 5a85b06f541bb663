"""Collecting issues: each problem with its cell, and after the first ones of a kind only their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from model.issue import Issue
from model.lijsten import Ernst
from model.taal import meervoud

Choices = Iterable[tuple[str, str]]
#: Of one code, so many issues are named one by one; the rest is counted in one more.
MOST = 25


@dataclass
class Findings:
    """Issues about one file, and the rows that were left out."""

    bron: str
    issues: list[Issue] = field(default_factory=list)
    dropped: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, code: str, ernst: Ernst, tekst: str, plaats: str = "", aantal: int = 1) -> None:
        """Add one issue."""
        self.issues.append(
            Issue(bron=self.bron, plaats=plaats, code=code, ernst=ernst, tekst=tekst, aantal=aantal)
        )

    def fout(self, code: str, tekst: str, plaats: str = "", vraag: str = "", keuzes: Choices = ()) -> None:
        """Add an issue that refuses a row or the file; an answer to ``vraag`` may take it away."""
        self.issues.append(
            Issue(
                bron=self.bron, plaats=plaats, code=code, ernst=Ernst.FOUT, tekst=tekst,
                vraag=vraag, keuzes=tuple(keuzes),
            )
        )  # fmt: skip

    def ask(self, code: str, tekst: str, vraag: str, keuzes: Choices) -> None:
        """Add a question: the file is refused until someone answers it."""
        self.fout(code, tekst, vraag=vraag, keuzes=keuzes)

    def waarschuwing(self, code: str, tekst: str, plaats: str = "", aantal: int = 1) -> None:
        """Add an issue that must be seen."""
        self.add(code, Ernst.WAARSCHUWING, tekst, plaats, aantal)

    def drop(self, plaats: str, reden: str, tekst: str) -> None:
        """Count a row as left out."""
        self.dropped.append((plaats, reden, tekst))

    def drop_all(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Count many rows as left out."""
        self.dropped.extend(rows)


def summed(issues: Sequence[Issue], most: int = MOST) -> list[Issue]:
    """Return the issues with those beyond the first of a code replaced by one that counts them.

    The first issue with a choice always stays: each question must be seen to be answered.
    """
    seen: dict[tuple[str, str], int] = {}
    rest: dict[tuple[str, str], list[Issue]] = {}
    asked: set[str] = {""}
    kept: list[Issue] = []
    for issue in issues:
        key = (issue.code, issue.ernst)
        seen[key] = seen.get(key, 0) + 1
        is_new = bool(issue.keuzes) and issue.vraag not in asked
        asked.add(issue.vraag)
        if seen[key] <= most or is_new:
            kept.append(issue)
        else:
            rest.setdefault(key, []).append(issue)
    return [*kept, *(_counted(group) for group in rest.values())]


def _counted(group: list[Issue]) -> Issue:
    first, count = group[0], sum(issue.aantal for issue in group)
    text = (
        f"Hetzelfde nog {meervoud(count, 'keer', 'keer')}, voor het eerst in {first.plaats or 'dit bestand'}."
    )
    return first.model_copy(update={"tekst": text, "aantal": count, "vraag": "", "keuzes": ()})


def quoted(text: object, most: int = 60) -> str:
    """Return a cell's text between quotes, cut when long.

    >>> quoted("abc"), quoted("x" * 80)[-4:]
    ("'abc'", "xx…'")
    """
    bare = str(text)
    return f"'{bare}'" if len(bare) <= most else f"'{bare[: most - 1]}…'"
