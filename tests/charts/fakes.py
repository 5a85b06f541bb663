"""Small made-up frames for the chart tests; the names are real, the numbers are not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from charts.kader import Kader
from model import taal

KADER = Kader(
    titel="Noord-Limburg heeft 62 % van zijn opgave; Venlo en Peel en Maas dragen het grootste verschil",
    ondertitel="Opvangplekken voor asielzoekers per gemeente, indicatieve opgave cyclus 2024",
    eenheid="plekken",
    bron="Provincie Limburg, realisatie 2025-H1; verdeling cyclus 2024",
    peildatum="2025-07-01",
    versie="12 (3 november 2026)",
    voorbeeld=False,
)
VOORBEELD = Kader(**{**KADER.__dict__, "voorbeeld": True, "noot": "Onbekend is nooit nul."})


def zekerheid(rows: list[tuple[str, str, int | None, dict[str, int | None]]]) -> pd.DataFrame:
    """One area per row: code, name, duty, parts."""
    records = [
        {
            "gebied_code": code,
            "naam": name,
            "deel": part,
            "waarde": value,
            "waarde_tekst": taal.getal(value),
            "opgave": duty,
            "opgave_tekst": taal.getal(duty),
        }
        for code, name, duty, parts in rows
        for part, value in parts.items()
    ]
    columns = ["gebied_code", "naam", "deel", "waarde", "waarde_tekst", "opgave", "opgave_tekst"]
    return pd.DataFrame(records, columns=columns).astype({"waarde": "Int64", "opgave": "Int64"})


NOORD = zekerheid(
    [
        ("GM0983", "Venlo", 487, {"open": 240, "besloten": 60, "voornemen": 100, "gat": 87}),
        ("GM1894", "Peel en Maas", 240, {"open": 78, "gat": 162}),
        ("GM1507", "Horst aan de Maas", 229, {"open": 250, "besloten": 30}),
        ("GM0984", "Venray", 228, {"open": 118, "besloten": 80, "voornemen": 30}),
        ("GM0907", "Gennep", 89, {"open": 70, "voornemen": 12, "gat": 7}),
        ("GM0893", "Bergen (L.)", 66, {"open": None, "onbekend": 66}),
        ("GM0889", "Beesel", None, {"open": 40}),
        ("GM0944", "Mook en Middelaar", None, {"onbekend": None}),
    ]
)

KLASSEN = ("1 tot en met 60", "61 tot en met 120", "121 tot en met 200", "201 tot en met 300", "meer dan 300")


def tegels(count: int | None = None) -> pd.DataFrame:
    """The tiles of Limburg with a made-up class; every seventh is unknown."""
    reference = Path(__file__).parents[2] / "data" / "reference"
    tiles = pd.read_csv(reference / "tegelkaart_limburg.csv").head(count if count is not None else 31)
    names = pd.read_csv(reference / "gemeenten.csv").set_index("code")["naam"]
    tiles["naam"] = [names[code] for code in tiles["gebied_code"]]
    index = pd.Series(range(len(tiles)))
    tiles["klasse"] = ["onbekend" if i % 7 == 3 else KLASSEN[i % 5] for i in index]
    tiles["waarde_tekst"] = ["onbekend" if i % 7 == 3 else taal.getal(i * 17 + 20) for i in index]
    tiles["kennis"] = ["onbekend" if i % 3 else ("bij_benadering" if i % 2 else "exact") for i in index]
    return tiles


def cockpit() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Three groups, three regions, with surplus, shortage and unknown: the parts and how they stand."""
    noord = {"open": 1020, "besloten": 160, "voornemen": 130, "gat": 82}
    plan = {
        ("asielzoekers", "plekken"): [
            ("CR37", "Noord-Limburg", 1392, noord, "achter"),
            ("CR38", "Midden-Limburg", 1260, {"open": 872, "voornemen": 60, "gat": 328}, "achter"),
            ("CR39", "Zuid-Limburg", 2328, {"open": 2344, "besloten": 120}, "op_schema"),
        ],
        ("statushouders", "personen"): [
            ("CR37", "Noord-Limburg", 214, {"open": 206, "gat": 8}, "bijna"),
            ("CR38", "Midden-Limburg", 190, {"open": None, "onbekend": 190}, "onbekend"),
            ("CR39", "Zuid-Limburg", 402, {"open": 310, "gat": 92}, "achter"),
        ],
        ("oekraiense_ontheemden", "bedden"): [
            ("CR37", "Noord-Limburg", 1100, {"open": 1130}, "op_schema"),
            ("CR38", "Midden-Limburg", None, {"open": 640, "gat": None}, "onbekend"),
            ("CR39", "Zuid-Limburg", None, {"open": None, "onbekend": None}, "onbekend"),
        ],
    }
    frames, stand = [], []
    for (group, unit), areas in plan.items():
        for code, name, duty, parts, status in areas:
            frames.append(zekerheid([(code, name, duty, parts)]).assign(doelgroep=group, eenheid=unit))
            done = parts["open"]
            gap = None if done is None or duty is None else done - duty
            stand.append((group, code, status, gap))
    columns = ["doelgroep", "gebied_code", "status", "verschil"]
    judged = pd.DataFrame(stand, columns=columns).astype({"verschil": "Int64"})
    return pd.concat(frames, ignore_index=True), judged
