"""The frame ``bestemmingen``: for which group a location serves in which period, and with how many places.

A doelgroepflexibele location serves one group per period; of flexwoningen only the share for statushouders is
here. A location without rows serves its own ``doelgroep`` from ``van`` to ``tot`` with all its ``plekken``.
"""

from __future__ import annotations

from model.frames import COUNT, DATE, TEXT, Column, Schema
from model.lijsten import Doelgroep

COLUMNS = {
    "locatie_id": Column(TEXT, "site", required=True),
    "doelgroep": Column(TEXT, "group it serves", Doelgroep, required=True),
    "van": Column(DATE, "first day for this group"),
    "tot": Column(DATE, "last day for this group"),
    "plekken": Column(COUNT, "places for this group; missing when unknown"),
    "plekken_amv": Column(COUNT, "of which amv"),
    "bron_id": Column(TEXT, "key into bronnen", required=True),
    "bron_cel": Column(TEXT, "Bestemmingen!C4", required=True),
}

SCHEMA = Schema(
    name="bestemmingen",
    doc="Places per site, group and period",
    columns=COLUMNS,
    key=("locatie_id", "doelgroep", "van"),
)
check = SCHEMA.check
