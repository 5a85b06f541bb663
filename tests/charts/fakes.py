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


def tempo() -> pd.DataFrame:
    """A half-year with a task of 51 and counts up to the end of October."""
    ends = [pd.Timestamp("2026-06-30"), *pd.date_range("2026-07-01", periods=6, freq="ME")]
    counted = pd.array([0, 5, 12, None, 31, None, None], dtype="Int64")
    line = pd.array([51 * step / 6 for step in range(7)], dtype="Float64")
    return pd.DataFrame({"maand": ends, "realisatie": counted, "lijn": line})


def reeksen() -> tuple[pd.DataFrame, dict[str, str]]:
    """24 months of 31 gemeenten; the fourth has no figures, the sixth misses two months."""
    tiles = tegels()
    names = dict(zip(tiles["gebied_code"], tiles["naam"], strict=True))
    rows = []
    for index, code in enumerate(names):
        rows.append((code, "opgave", pd.Timestamp("2024-01-31"), 60 + index * 9))
        for step, day in enumerate(pd.date_range("2024-01-31", periods=24, freq="ME")):
            if index != 3:
                missing = index == 5 and step in (8, 9)
                rows.append((code, "realisatie", day, None if missing else 40 + index * 8 + step % 5))
    frame = pd.DataFrame(rows, columns=["gebied_code", "maat", "datum", "waarde"]).astype({"waarde": "Int64"})
    return frame.assign(waarde_tekst=[taal.getal(v) for v in frame["waarde"]], eenheid="plekken"), names


def kansen() -> pd.DataFrame:
    """Chances of a region and its gemeenten: likely, unlikely, a lower bound, none, sure."""
    rows = [
        ("Noord-Limburg", 0.41, 0.68, 0.87, False, "", True),
        ("Venlo", 0.55, 0.7, 0.85, False, "", False),
        ("Horst aan de Maas", 1.0, 1.0, 1.0, False, "", False),
        ("Peel en Maas", 0.0, 0.0, 0.02, False, "", False),
        ("Gennep", 0.2, 0.43, 0.6, True, "", False),
        (
            "Mook en Middelaar",
            None,
            None,
            None,
            True,
            "van geen locatie zijn plekken en datums bekend",
            False,
        ),
        ("Beesel", None, None, None, False, "opgave onbekend", False),
    ]
    columns = ["naam", "kans_laag", "kans", "kans_hoog", "is_ondergrens", "reden", "is_samen"]
    return pd.DataFrame(rows, columns=columns)


def kansband() -> pd.DataFrame:
    """Sixty months: first what is open goes, then plans come, less sure as they are later."""
    months = pd.date_range("2026-11-30", periods=60, freq="ME")
    middle = [1900 - 18 * min(n, 12) + 22 * max(0, n - 6) for n in range(60)]
    band = {"p10": [v - 9 * n for n, v in enumerate(middle)], "p50": middle}
    band["p90"] = [v + 7 * n for n, v in enumerate(middle)]
    return pd.DataFrame({"maand": months, **band}).astype(dict.fromkeys(band, "Int64"))


def locaties() -> pd.DataFrame:
    """Locations with known, vague and unknown ends."""
    day, gone = pd.Timestamp, pd.NaT
    columns = "locatie_id naam gemeente doelgroep zekerheid van tot van_tekst tot_tekst plekken_tekst"
    rows = [
        ("a", "azc", "Leudal", "asielzoekers", "open", gone, day("2028-01-01"), "", "", "600"),
        (
            "b",
            "hal",
            "Venray",
            "asielzoekers",
            "open",
            day("2022-09-01"),
            day("2027-06-30"),
            "",
            "",
            "circa 350",
        ),
        ("c", "", "Weert", "asielzoekers", "voornemen", gone, gone, "voorjaar 2027", "", "150 tot 200"),
        ("d", "hotel", "Vaals", "oekraiense_ontheemden", "besloten", day("2026-02-01"), gone, "", "", "120"),
        ("e", "zuid", "Stein", "statushouders", "", gone, gone, "", "", "onbekend"),
    ]
    return pd.DataFrame(rows, columns=columns.split())


def soorten() -> pd.DataFrame:
    """Kinds of duty: far apart, on top of each other, a bound, and one on which sources disagree."""
    rows = [
        ("GM0983", "Venlo", "indicatief", "formeel", 487, 487, "minimaal 487"),
        ("GM0983", "Venlo", "afspraak", "afspraak", 450, None, "450"),
        ("GM0984", "Venray", "indicatief", "formeel", 228, None, "228"),
        ("GM0984", "Venray", "verdeelbesluit", "formeel", 228, None, "228"),
        ("GM0907", "Gennep", "verslag", "afspraak", 89, None, "89"),
        ("GM0907", "Gennep", "verdeelbesluit", "formeel", 66, None, "66"),
        ("GM0907", "Gennep", "verdeelbesluit", "formeel", 70, None, "70"),
        ("GM0893", "Bergen (L.)", "onbekend", "", 66, None, "circa 66"),
    ]
    columns = ["gebied_code", "naam", "soort", "zijde", "waarde", "waarde_min", "waarde_tekst"]
    frame = pd.DataFrame(rows, columns=columns).astype({"waarde": "Int64", "waarde_min": "Int64"})
    empty = pd.array([pd.NA] * len(frame), dtype="Int64")
    return frame.assign(soort_naam="2024, " + frame["soort"], waarde_max=empty)


def gepubliceerd() -> pd.DataFrame:
    """Published numbers beside computed ones: exact, a bound, equal, and one on which sources disagree."""
    rows = [
        ("Amsterdam", 4479, "4.479", 4948, "+10,5 %", 0.905, "0,905", True),
        ("Venlo", 487, "minimaal 487", 557, "maximaal +14,4 %", 0.874, "minimaal 0,874", False),
        ("Vlieland", 7, "7", 7, "0,0 %", 1.006, "1,006", True),
        ("Baarn", 0, "0", 40, "onbekend", 0.0, "0,000", False),
        ("Weert", None, "13.444", 300, "onbekend", None, "onbekend", False),
    ]
    names = "naam gepubliceerd gepubliceerd_tekst berekend afwijking_tekst factor factor_tekst telt_mee"
    frame = pd.DataFrame(rows, columns=names.split())
    return frame.astype({"gepubliceerd": "Int64", "berekend": "Int64", "factor": "Float64"})


def stappen() -> pd.DataFrame:
    """Steps of two cycles, one of which nobody published."""
    rows = [
        ("2024", "raming", "2024-01-31", "gepubliceerd", True),
        ("2024", "einde van het telvenster", "2026-02-01", "afgeleid uit de praktijk", False),
        ("2026", "verdeelbesluit", "2026-12-31", "gepubliceerd", True),
    ]
    frame = pd.DataFrame(rows, columns=["cyclus", "stap", "datum", "zeker", "is_gepubliceerd"])
    return frame.assign(datum=pd.to_datetime(frame["datum"]))


def knelpunten() -> pd.DataFrame:
    """Five knelpunten with owners of every kind; of one the number of places is not known, of one it is 0."""
    rows = [
        ("Venray", "De hal mag niet langer open dan tot en met juni.", "ministerie van Asiel en Migratie",
         "asielzoekers", 350, 151),
        ("Roermond", "De inspectie heeft het plan nog niet beoordeeld.", "COA", "asielzoekers", 260, 123),
        ("Heerlen", "De bijdrage is nog niet toegezegd.", "gemeente Heerlen", "statushouders", 1, 1),
        ("Vaals", "Er wordt nog gezocht.", "gemeente Vaals", "", 0, 20),
        ("Limburg", "Onbekend is wat er daarna gebeurt.", "Rijk", "oekraiense_ontheemden", None, 271),
    ]  # fmt: skip
    names = ["naam", "tekst", "aan_zet", "doelgroep", "plekken", "dagen"]
    return pd.DataFrame(rows, columns=names).astype({"plekken": "Int64", "dagen": "Int64"})


def aanbod() -> pd.DataFrame:
    """Two years of supply against a duty of 687: a hall closes in June 2027, a plan opens in 2028."""
    rows = []
    for month in pd.date_range("2026-10-31", periods=24, freq="ME", unit="us"):
        hall, plan = month <= pd.Timestamp("2027-06-30"), month >= pd.Timestamp("2028-01-31")
        parts = {"open": 337 + 350 * hall, "besloten": 40 * plan, "voornemen": 60 * plan, "mogelijk": 120}
        supply = 337 + 350 * hall + 100 * plan
        short = max(0, 687 - supply)
        rows.append(
            parts
            | {"maand": month, "aanbod": supply, "ander": supply + (350 if not hall else 0), "opgave": 687}
            | {"opgave_tekst": "687", "opgave_reden": "", "tekort": short, "tekort_tekst": f"{short} plekken"}
        )
    numbers = ["open", "besloten", "voornemen", "mogelijk", "aanbod", "ander", "opgave", "tekort"]
    return pd.DataFrame(rows).astype(dict.fromkeys(numbers, "Int64"))


def gebeurtenissen() -> pd.DataFrame:
    """What opens and closes in those years; of one the number is not known."""
    rows = [
        ("2027-06-30", "sluit", "hal", 350, "350 plekken"),
        ("2028-01-15", "opent", "azc", 100, "100 plekken"),
        ("2028-03-01", "opent", "hotel", None, "aantal plekken onbekend"),
    ]
    frame = pd.DataFrame(rows, columns=["datum", "gebeurtenis", "naam", "plekken", "plekken_tekst"])
    return frame.astype({"plekken": "Int64", "datum": "datetime64[us]"})


def termijnen() -> pd.DataFrame:
    """Two deadlines of a cycle."""
    rows = [("2026-12-01", "2026", "provinciaal verslag"), ("2027-07-01", "2026", "plekken gereed")]
    return pd.DataFrame(rows, columns=["datum", "cyclus", "naam"]).astype({"datum": "datetime64[us]"})
