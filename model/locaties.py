"""The frame ``locaties``: places of reception, each belonging to the gemeente it stands in."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from model.frames import COUNT, DATE, FLAG, TEXT, Column, Schema
from model.issue import Issue
from model.lijsten import (
    Beheer,
    Doelgroep,
    Eenheid,
    Ernst,
    LocatieType,
    Stadium,
    Telt,
    Verlenging,
    WaardeStatus,
    Zekerheid,
)

COLUMNS = {
    "locatie_id": Column(TEXT, "key; stable for the same row of the same file", required=True),
    "gebied_code": Column(TEXT, "gemeente the site stands in", required=True),
    "naam": Column(TEXT, "name of the site", required=True),
    "type": Column(TEXT, "kind of site", LocatieType, required=True),
    "doelgroep": Column(TEXT, "group it is for; empty when mixed or unknown", Doelgroep),
    "stadium": Column(TEXT, "stage", Stadium, required=True),
    "stadium_sinds": Column(DATE, "since when in this stage"),
    "zekerheid": Column(TEXT, "follows from the stage; empty when none", Zekerheid),
    "besloten_op": Column(DATE, "day of the decision to open it"),
    "beheer": Column(TEXT, "who runs it; empty when unknown", Beheer),
    "is_flexibel": Column(FLAG, "doelgroepflexibel: one group per period, see bestemmingen"),
    "plekken": Column(COUNT, "capacity; missing when unknown"),
    "plekken_min": Column(COUNT, "lower bound"),
    "plekken_max": Column(COUNT, "upper bound"),
    "plekken_amv": Column(COUNT, "of which amv"),
    "eenheid": Column(TEXT, "unit of the capacity", Eenheid),
    "van": Column(DATE, "opens"),
    "tot": Column(DATE, "last day; missing is unknown unless is_onbepaald"),
    "is_onbepaald": Column(FLAG, "the source says that no end was agreed: 'permanent', 'onbepaalde tijd'"),
    "verlenging_tot": Column(DATE, "last day when the extension is used"),
    "verlenging_status": Column(TEXT, "how far the extension is; empty when unknown", Verlenging),
    "van_tekst": Column(TEXT, "start as published"),
    "tot_tekst": Column(TEXT, "end as published"),
    "status_tekst": Column(TEXT, "state as published"),
    "capaciteit_tekst": Column(TEXT, "capacity as published"),
    "verlenging_tekst": Column(TEXT, "extension option as published"),
    "waarde_status": Column(TEXT, "how firm the capacity is", WaardeStatus, required=True),
    "vervangt_locatie": Column(TEXT, "locatie_id it replaces"),
    "plan_code": Column(TEXT, "joint plan of several rows; its places count once"),
    "plan_plekken": Column(COUNT, "places of the whole joint plan; missing when unknown"),
    "telt_verklaard": Column(TEXT, "what a source (Rijk, COA) says of its counting; empty if none", Telt),
    "telt_reden": Column(TEXT, "what that source says, and which one"),
    "telt_cyclus": Column(TEXT, "cycle it says that of; empty: the one that ran when it was asked"),
    "vervallen_reden": Column(TEXT, "why it was dropped"),
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


def _extension_fits(frame: pd.DataFrame) -> Iterable[Issue]:
    """An extension ends after the contract that it extends."""
    bad = frame["verlenging_tot"].lt(frame["tot"])
    if bad.any():
        cells = ", ".join(frame.loc[bad, "bron_cel"].head(5))
        text = "De verlenging eindigt voor het contract eindigt; controleer de datums."
        yield Issue(
            bron="locaties",
            plaats=cells,
            code="verlenging-te-vroeg",
            ernst=Ernst.FOUT,
            tekst=text,
            aantal=int(bad.sum()),
        )


SCHEMA = Schema(
    name="locaties",
    doc="One row is one site",
    columns=COLUMNS,
    key=("locatie_id",),
    rules=(_dates_fit, _extension_fits),
)
check = SCHEMA.check
