"""Rows of whole provinces between rows of gemeenten, also where a gemeente has the province's name.

In a table that is grouped by province a row "Utrecht" or "Groningen" is the gemeente when it follows a
gemeente of that province (or the sub-heading of it), else the province.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.area_index import load_index
from loaders.areas import Areas
from model.lijsten import Niveau


@dataclass(frozen=True)
class Name:
    """What a name can be: the code of a province, and the province of the gemeente with that name."""

    province: str
    is_gemeente: bool
    lies_in: str


def name(text: str, areas: Areas) -> Name:
    """Return what a name can be, by the names and aliases of ``areas``.

    >>> from loaders.areas import default
    >>> [getattr(name(*pair), what) for pair, what in (
    ...     (("Limburg", default()), "province"), (("Utrecht", default()), "is_gemeente"))]
    ['PV31', True]
    """
    province = areas.resolve(text, niveau=Niveau.PROVINCIE)
    gemeente = areas.resolve(text, niveau=Niveau.GEMEENTE)
    entry = load_index().by_code.get(gemeente.code)
    return Name(
        province.code if province.niveau == Niveau.PROVINCIE else "",
        gemeente.niveau == Niveau.GEMEENTE or gemeente.status == "dubbelzinnig",
        entry.provincie if entry and gemeente.niveau == Niveau.GEMEENTE else "",
    )


def find(names: Sequence[str], lone: Sequence[bool], areas: Areas) -> set[int]:
    """Return which rows are a province's own figures; ``lone`` are rows with nothing but a name.

    >>> from loaders.areas import default
    >>> sorted(find(["Limburg", "Beek", "Utrecht", "Baarn", "Utrecht", "Zeist"], [False] * 6, default()))
    [0, 2]
    """
    known = {text: name(text, areas) for text in set(names)}
    kinds = [known[text] for text in names]
    only = {n for n, kind in enumerate(kinds) if kind.province and not kind.is_gemeente and not lone[n]}
    if not only:
        return set()
    both = {n for n, kind in enumerate(kinds) if kind.province and kind.is_gemeente and not lone[n]}
    found = set(only)
    for n in sorted(both):
        before = kinds[n - 1] if n else None
        inside = (
            before is not None and n - 1 not in found and _leads_to(before, lone[n - 1], kinds[n].province)
        )
        if not inside:
            found.add(n)
    return found


def _leads_to(before: Name, is_heading: bool, province: str) -> bool:
    """Return whether the row before says that we are among the gemeenten of a province."""
    return before.province == province if is_heading else before.lies_in == province


def is_heading(text: str, areas: Areas) -> bool:
    """Return whether a row with only this name can be a sub-heading: no gemeente, or also a province.

    >>> from loaders.areas import default
    >>> [is_heading(text, default()) for text in ("Limburg", "Utrecht", "Beek")]
    [True, True, False]
    """
    kind = name(text, areas)
    return bool(kind.province) or not kind.is_gemeente
