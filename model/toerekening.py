"""The frame ``toerekening``: persons in a doorstroomvoorziening by the gemeente they are linked to.

Credit is counted in persons by koppelgemeente, never as a share of the dwellings of the host.
"""

from __future__ import annotations

from model.frames import COUNT, DATE, TEXT, Column, Schema

COLUMNS = {
    "locatie_id": Column(TEXT, "site", required=True),
    "koppelgemeente": Column(TEXT, "gemeente that is credited", required=True),
    "personen": Column(COUNT, "persons; missing when unknown"),
    "peildatum": Column(DATE, "date the number holds for", required=True),
    "bron_id": Column(TEXT, "key into bronnen", required=True),
    "bron_cel": Column(TEXT, "Toerekening!C4", required=True),
}

SCHEMA = Schema(
    name="toerekening",
    doc="Persons per site, koppelgemeente and date",
    columns=COLUMNS,
    key=("locatie_id", "koppelgemeente", "peildatum"),
)
check = SCHEMA.check
