"""What there is to say about a difference, computed once: the rows that differ, and the counts over all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from metrics import changes
from metrics.changes import GELIJK, GEWIJZIGD, NIEUW, VERVALLEN
from model.taal import woord

FOLLOWED = "vervallen, er is een ander moment"
#: Columns to filter by have few different texts; as categories they are compared as numbers.
_WAYS = ("naam", "soort", "wijziging")


@dataclass(frozen=True)
class Verschil:
    """The difference between two sets of figures.

    Attributes:
        rows: the facts that differ, the biggest change first: the columns of ``metrics.changes.COLUMNS`` plus
            soort (which figure: 'statushouders: opgave'); wijziging says ``FOLLOWED`` for what is gone while
            the same figure stands at another moment. naam, soort and wijziging are categories.
        totals: number of facts per wijziging, also those that are the same.
        per_gebied: counts by naam; the frame of ``metrics.changes.counts``.
        per_soort: the same by soort, which stands in its column naam.
        followed: number of facts that are gone and followed.
    """

    rows: pd.DataFrame
    totals: Mapping[str, int]
    per_gebied: pd.DataFrame
    per_soort: pd.DataFrame
    followed: int

    @property
    def gone(self) -> int:
        """Return how many facts are gone."""
        return self.totals[VERVALLEN]


def told(compared: pd.DataFrame) -> Verschil:
    """Return what there is to say about the frame of ``metrics.changes.compare``."""
    followed = changes.followed(compared)
    soort = _words(compared["doelgroep"]) + ": " + _words(compared["maat"])
    rows = compared.assign(soort=soort, wijziging=compared["wijziging"].mask(followed, FOLLOWED))
    differs = compared["wijziging"].ne(GELIJK)
    found = compared["wijziging"].value_counts()
    return Verschil(
        rows[differs].reset_index(drop=True).astype(dict.fromkeys(_WAYS, "category")),
        {kind: int(found.get(kind, 0)) for kind in (GELIJK, GEWIJZIGD, NIEUW, VERVALLEN)},
        changes.counts(compared, ["naam"]),
        changes.counts(compared.assign(naam=soort), ["naam"]),
        int(followed.sum()),
    )


def _words(codes: pd.Series) -> pd.Series:
    return codes.map({code: woord(code) for code in codes.unique()}).astype("str")
