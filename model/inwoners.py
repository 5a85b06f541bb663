"""The frame ``inwoners``: inhabitants of an area on a date."""

from __future__ import annotations

from model.frames import COUNT, DATE, TEXT, Column, Schema
from model.lijsten import WaardeStatus

COLUMNS = {
    "gebied_code": Column(TEXT, "code", required=True),
    "peildatum": Column(DATE, "date the number holds for", required=True),
    "waarde": Column(COUNT, "inhabitants; missing when unknown"),
    "waarde_status": Column(TEXT, "definitief or voorlopig", WaardeStatus, required=True),
    "bron_id": Column(TEXT, "key into bronnen", required=True),
    "bron_cel": Column(TEXT, "Tabel 1!D12", required=True),
}

SCHEMA = Schema(
    name="inwoners",
    doc="One row is the number of inhabitants of one area on one date",
    columns=COLUMNS,
    key=("gebied_code", "peildatum", "bron_id", "bron_cel"),
)
check = SCHEMA.check
