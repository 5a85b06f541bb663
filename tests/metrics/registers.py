"""Rows of the registers and of sites for tests: what is not named is the plain case."""

from __future__ import annotations

from typing import Any

import pandas as pd

from model import schemas
from model.frames import DATE, Frames
from model.lijsten import ZEKERHEID_PER_STADIUM, Stadium
from tests.metrics import build

Row = dict[str, Any]
PLAIN: dict[str, Row] = {
    "knelpunten": {
        "soort": "vergunning",
        "tekst": "De vergunning laat op zich wachten.",
        "eigenaar_soort": "coa",
        "status": "open",
    },
    "maatregelen": {
        "titel": "Versnellen",
        "doel": "Sneller bouwen",
        "eigenaar_soort": "provincie",
        "status": "loopt",
    },
    "locaties": {
        "type": "azc",
        "doelgroep": "asielzoekers",
        "stadium": "open",
        "eenheid": "plekken",
        "waarde_status": "definitief",
    },
}
KEYS = {"knelpunten": "knelpunt_id", "maatregelen": "maatregel_id", "locaties": "locatie_id"}


def register(name: str, *rows: Row) -> pd.DataFrame:
    """Return a checked frame; each row gets an id and a cell of its own unless it names one."""
    records = [_record(name, number, row) for number, row in enumerate(rows, 1)]
    frame = pd.DataFrame(records)
    for column, spec in schemas.SCHEMAS[name].columns.items():
        if spec.dtype == DATE and column in frame:
            frame[column] = pd.to_datetime(frame[column])
    frame = schemas.conform(name, frame)
    assert schemas.check(name, frame) == []
    return frame


def _record(name: str, number: int, row: Row) -> Row:
    own = {KEYS[name]: f"{name[0]}{number}", "bron_id": "bron-1", "bron_cel": f"{name}!A{number + 1}"}
    record = own | PLAIN[name] | row
    if name == "locaties":
        record.setdefault("naam", f"Locatie {number}")
        record.setdefault("zekerheid", ZEKERHEID_PER_STADIUM.get(Stadium(record["stadium"]), ""))
        if record.get("plekken") is None:
            record["waarde_status"] = "onbekend"
    return record


def frames(*figures: Row, **registers: list[Row]) -> Frames:
    """Return the frames of a version with these figures, and these rows per register."""
    made = {name: register(name, *rows) for name, rows in registers.items() if rows}
    return build.frames(*figures, **made)
