"""What a reader has chosen: everything a figure on the screen depends on, in one hashable object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Keuze:
    """The state of the filters; the key of every cache.

    Attributes:
        voorbeeld: whether the fictional set is shown.
        versie: id of the version of the data.
        nummer: its number, as people call it.
        fingerprint: hash of everything in it.
        vandaag: today's date, passed in so that metrics stay pure.
        peildatum: date the figures must hold for.
        cyclus: round of the Spreidingswet; empty when the data has none.
        soort: kind of duty for asielzoekers.
        groep: one doelgroep, or empty for all three.
        gebied: province or region.
        voorkeuren: fact and chosen source, where sources contradict each other and someone recorded a choice.
    """

    voorbeeld: bool
    versie: str
    nummer: int
    fingerprint: str
    vandaag: date
    peildatum: date
    cyclus: str
    soort: str
    groep: str
    gebied: str
    voorkeuren: tuple[tuple[str, str], ...] = ()

    @property
    def dag(self) -> pd.Timestamp:
        """The peildatum as metrics want it."""
        return pd.Timestamp(self.peildatum)


#: For Streamlit's caches: one text instead of a walk over every field, which took a quarter of a page's time.
HASH: dict[str | type[Any], Callable[[Any], Any]] = {Keuze: repr}
