"""The frame ``indicatoren``: regional statistics that are neither inhabitants nor asylum figures.

They give context (SES-WOA, dwellings short, satisfaction) and never enter a sum of duties or places.
"""

from __future__ import annotations

from model.frames import DATE, SHARE, TEXT, Column, Schema
from model.lijsten import WaardeStatus

COLUMNS = {
    "gebied_code": Column(TEXT, "code", required=True),
    "indicator": Column(TEXT, "code or header of the indicator as published", required=True),
    "naam": Column(TEXT, "name in words"),
    "periode": Column(TEXT, "period as published: 2025, m6y2025, 2023JJ00"),
    "peildatum": Column(DATE, "last day of the period, when it can be read"),
    "waarde": Column(SHARE, "the number; missing when unknown"),
    "waarde_tekst": Column(TEXT, "the value when it is a word"),
    "eenheid": Column(TEXT, "unit as published"),
    "waarde_status": Column(TEXT, "how firm the value is", WaardeStatus, required=True),
    "bron_id": Column(TEXT, "key into bronnen", required=True),
    "bron_cel": Column(TEXT, "Blad1!F27", required=True),
}

SCHEMA = Schema(
    name="indicatoren",
    doc="One row is one value of one indicator",
    columns=COLUMNS,
    key=("bron_id", "bron_cel", "indicator"),
)
check = SCHEMA.check
