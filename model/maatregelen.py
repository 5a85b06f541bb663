"""The frame ``maatregelen``: measures of the uitvoeringsprogramma, their indicator and what came of them."""

from __future__ import annotations

from model.frames import COUNT, DATE, FLAG, TEXT, Column, Schema
from model.lijsten import Deelgroep, Doelgroep, Eigenaar, Maat, MaatregelStatus

COLUMNS = {
    "maatregel_id": Column(TEXT, "key", required=True),
    "titel": Column(TEXT, "name", required=True),
    "doel": Column(TEXT, "what it is for", required=True),
    "gebied_code": Column(TEXT, "area it is meant for", required=True),
    "eigenaar_soort": Column(TEXT, "kind of organisation that carries it out", Eigenaar, required=True),
    "eigenaar": Column(TEXT, "the organisation, never a person"),
    "doelgroep": Column(TEXT, "group of the indicator", Doelgroep),
    "deelgroep": Column(TEXT, "part of the group of the indicator", Deelgroep),
    "indicator_maat": Column(TEXT, "figure that must move; empty when none was agreed", Maat),
    "streefwaarde": Column(COUNT, "value to be reached; missing when none was agreed"),
    "begonnen_op": Column(DATE, "since when; the figures are compared from here"),
    "uiterlijk_op": Column(DATE, "deadline"),
    "status": Column(TEXT, "state", MaatregelStatus, required=True),
    "evaluatie": Column(TEXT, "what people say of it; what the figures did is computed beside it"),
    "afgesloten_op": Column(DATE, "when it ended"),
    "is_vertrouwelijk": Column(FLAG, "not for the public edition"),
    "zichtbaar_vanaf": Column(DATE, "not public before this day"),
    "toelichting": Column(TEXT, "note; never public by itself"),
    "bron_id": Column(TEXT, "key into bronnen", required=True),
    "bron_cel": Column(TEXT, "where it was recorded", required=True),
}

SCHEMA = Schema(name="maatregelen", doc="One row is one measure", columns=COLUMNS, key=("maatregel_id",))
check = SCHEMA.check
