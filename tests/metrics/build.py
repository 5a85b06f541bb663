"""Small frames for the tests of metrics: one call is one figure, everything not named is the plain case."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from loaders import reference
from model import schemas
from model.frames import Frames
from model.lijsten import Aard, Eenheid, Maat, SoortOpgave
from model.rules import Rules, rules

SIMPELVELD, VOERENDAAL, LANDGRAAF = "GM0965", "GM0986", "GM0882"
HORST, VENLO, VENRAY, PEEL_EN_MAAS = "GM1507", "GM0983", "GM0984", "GM1894"
GENNEP, BERGEN, MOOK = "GM0907", "GM0893", "GM0944"
NOORD, MIDDEN, ZUID, LIMBURG = "CR37", "CR38", "CR39", "PV31"
DAY = pd.Timestamp("2025-06-30")
UNITS = {
    "asielzoekers": Eenheid.PLEKKEN,
    "statushouders": Eenheid.PERSONEN,
    "oekraiense_ontheemden": Eenheid.PLEKKEN,
}
KINDS = {
    "asielzoekers": SoortOpgave.INDICATIEF,
    "statushouders": SoortOpgave.GECORRIGEERD,
    "oekraiense_ontheemden": SoortOpgave.OPGAVE,
}

RULES: Rules = rules()


def cijfer(
    gebied: str, maat: str, waarde: int | None, doelgroep: str = "asielzoekers", **rest: Any
) -> dict[str, Any]:
    """Return one row of cijfers; statushouders are a flow in the half-year of DAY, the others a stock."""
    flow = doelgroep == "statushouders"
    row: dict[str, Any] = {
        "gebied_code": gebied,
        "doelgroep": doelgroep,
        "deelgroep": "alle",
        "maat": maat,
        "soort_opgave": KINDS[doelgroep] if maat == Maat.OPGAVE else "",
        "cyclus": "2024" if maat == Maat.OPGAVE and doelgroep == "asielzoekers" else "",
        "bereik": "gemeentetotaal",
        "aard": Aard.STROOM if flow else Aard.STAND,
        "waarde": waarde,
        "eenheid": UNITS[doelgroep],
        "waarde_status": "onbekend" if waarde is None else "definitief",
    }
    if flow:
        row |= {"periode_van": "2025-01-01", "periode_tot": "2025-06-30"}
    if maat == Maat.OPGAVE:
        row |= {"vastgesteld_op": "2025-01-01"}
    else:
        row |= {"peildatum": DAY}
    return row | rest


def cijfers(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return checked cijfers; each row gets a cell of its own unless it names one."""
    records = [{"bron_id": "bron-1", "bron_cel": f"Blad1!A{i}"} | row for i, row in enumerate(rows, 2)]
    frame = pd.DataFrame(records)
    for column, spec in schemas.SCHEMAS["cijfers"].columns.items():
        if spec.dtype.startswith("datetime") and column in frame:
            frame[column] = pd.to_datetime(frame[column])
    frame = schemas.conform("cijfers", frame)
    assert schemas.check("cijfers", frame) == []
    return frame


@cache
def _reference() -> tuple[pd.DataFrame, pd.DataFrame]:
    return reference.gebieden(), reference.inwoners()


def frames(*rows: dict[str, Any], **others: pd.DataFrame) -> Frames:
    """Return all frames of a version around some figures; the areas and inhabitants are the shipped ones."""
    gebieden, inwoners = _reference()
    out = {name: schemas.empty(name) for name in schemas.SCHEMAS}
    out |= {"gebieden": gebieden, "inwoners": inwoners}
    return out | {"cijfers": cijfers(*rows) if rows else schemas.empty("cijfers")} | others
