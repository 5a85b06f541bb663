"""The frame ``locaties``: places of reception, each belonging to the gemeente it stands in."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from model.frames import COUNT, DATE, FLAG, TEXT, Column, Schema
from model.issue import Issue
from model.lijsten import Doelgroep, Eenheid, Ernst, LocatieType, Stadium, WaardeStatus, Zekerheid

COLUMNS = {
    "locatie_id": Column(TEXT, "key; stable for the same row of the same file", required=True),
    "gebied_code": Column(TEXT, "gemeente the site stands in", required=True),
    "naam": Column(TEXT, "name of the site", required=True),
    "type": Column(TEXT, "kind of site", LocatieType, required=True),
    "doelgroep": Column(TEXT, "group it is for; empty when mixed or unknown", Doelgroep),
    "stadium": Column(TEXT, "stage", Stadium, required=True),
    "zekerheid": Column(TEXT, "follows from the stage; empty when none", Zekerheid),
    "plekken": Column(COUNT, "capacity; missing when unknown"),
    "plekken_min": Column(COUNT, "lower bound"),
    "plekken_max": Column(COUNT, "upper bound"),
    "plekken_amv": Column(COUNT, "of which amv"),
    "eenheid": Column(TEXT, "unit of the capacity", Eenheid),
    "van": Column(DATE, "opens"),
    "tot": Column(DATE, "last day"),
    "van_tekst": Column(TEXT, "start as published"),
    "tot_tekst": Column(TEXT, "end as published"),
    "status_tekst": Column(TEXT, "state as published"),
    "capaciteit_tekst": Column(TEXT, "capacity as published"),
    "verlenging_tekst": Column(TEXT, "extension option as published"),
    "waarde_status": Column(TEXT, "how firm the capacity is", WaardeStatus, required=True),
    "vervangt_locatie": Column(TEXT, "locatie_id it replaces"),
    "is_vertrouwelijk": Column(FLAG, "only a file named VERTROUWELIJK_… may hold such rows"),
    "zichtbaar_vanaf": Column(DATE, "not public before this day"),
    "toelichting": Column(TEXT, "note; never public by itself"),
    "bron_id": Column(TEXT, "key into bronnen", required=True),
    "bron_cel": Column(TEXT, "Locaties!A12", required=True),
}


def _dates_fit(frame: pd.DataFrame) -> Iterable[Issue]:
    """A site does not close before it opens."""
    bad = frame["tot"].lt(frame["van"])
    if bad.any():
        cells = ", ".join(frame.loc[bad, "bron_cel"].head(5))
        text = "De locatie sluit voor zij opent; controleer de datums."
        yield Issue(
            bron="locaties",
            plaats=cells,
            code="datums-omgekeerd",
            ernst=Ernst.FOUT,
            tekst=text,
            aantal=int(bad.sum()),
        )


SCHEMA = Schema(
    name="locaties", doc="One row is one site", columns=COLUMNS, key=("locatie_id",), rules=(_dates_fit,)
)
check = SCHEMA.check
