"""The shipped facts in ``data/reference`` as frames: areas, inhabitants, their sources, and the tile maps.

Every number keeps the cell it came from (``gemeenten.csv!G12``). What each file holds, where it came from and
what was checked stands in ``data/reference/README.md``.
"""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from pathlib import Path

import pandas as pd

from model import schemas
from model.bronnen import bron_id
from model.lijsten import Niveau

ROOT = Path(__file__).parents[1] / "data" / "reference"
LAND = "NL01"
Row = dict[str, str]


@cache
def records(name: str) -> tuple[Row, ...]:
    """Return the records of one reference file, each with its line number under the key ``regel``.

    Raises:
        ValueError: a record has another number of fields than the header.
    """
    with (ROOT / name).open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        header = next(reader)
        rows = [(reader.line_num, values) for values in reader]
    wrong = [line for line, values in rows if len(values) != len(header)]
    if wrong:
        raise ValueError(f"{name}: regel {wrong[0]} heeft een ander aantal velden dan de kop")
    return tuple({**dict(zip(header, values, strict=True)), "regel": str(line)} for line, values in rows)


def cell(name: str, column: str, line: str) -> str:
    """Return the spreadsheet address of a value in a reference file.

    >>> cell("gemeenten.csv", "naam", "12")
    'gemeenten.csv!B12'
    """
    return f"{name}!{chr(ord('A') + list(records(name)[0]).index(column))}{line}"


@cache
def _sha256(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def bronnen() -> pd.DataFrame:
    """Return the sources of the shipped inhabitants, one row per publication (schema ``bronnen``)."""
    keep = ("uitgever", "titel", "url", "gepubliceerd_op", "geraadpleegd_op", "bestand", "licentie")
    rows = [
        {key: row[key] for key in keep} | {"sha256": _sha256(row["bestand"]), "bron_id": _bron_id(row)}
        for row in records("bronnen.csv")
    ]
    frame = pd.DataFrame(rows).drop_duplicates("bron_id")
    for column in ("gepubliceerd_op", "geraadpleegd_op"):
        frame[column] = pd.to_datetime(frame[column].replace("", None))
    return schemas.conform("bronnen", frame)


def _bron_id(row: Row) -> str:
    return bron_id(_sha256(row["bestand"]), row["url"])


def inwoners() -> pd.DataFrame:
    """Return inhabitants per gemeente on each shipped date (schema ``inwoners``)."""
    rows = []
    for bron in records("bronnen.csv"):
        name, column = bron["bestand"], bron["kolom"]
        rows += [
            {
                "gebied_code": row["code"],
                "peildatum": bron["peildatum"],
                "waarde": int(row[column]) if row[column] else None,
                "waarde_status": bron["waarde_status"],
                "bron_id": _bron_id(bron),
                "bron_cel": cell(name, column, row["regel"]),
            }
            for row in records(name)
        ]
    return schemas.conform("inwoners", pd.DataFrame(rows))


def indelingen() -> pd.DataFrame:
    """Return which gemeente lies in which region, for every province that has an indeling.

    Columns: regio_code, regio_naam, gemeente_code, gemeente_naam, provincie_code, bron_cel (all str).
    """
    provincie = {row["code"]: row["provincie_code"] for row in records("gemeenten.csv")}
    keep = ("regio_code", "regio_naam", "gemeente_code", "gemeente_naam")
    rows = []
    for path in sorted((ROOT / "indelingen").glob("*.csv")):
        name = f"indelingen/{path.name}"
        rows += [
            {key: row[key] for key in keep}
            | {"provincie_code": provincie[row["gemeente_code"]], "bron_cel": f"{path.name}!A{row['regel']}"}
            for row in records(name)
        ]
    return pd.DataFrame(rows).astype("str")


@cache
def _gebieden() -> pd.DataFrame:
    rows = [*_land_and_provinces(), *_regions(), *_gemeenten(), *_ended()]
    return schemas.conform("gebieden", pd.DataFrame(rows))


def gebieden() -> pd.DataFrame:
    """Return the areas, current and ended since 2003 (schema ``gebieden``).

    An ended gemeente has ``geldig_tot`` (its last day) and ``opvolger_code``; one that was divided over
    several has an empty ``opvolger_code``. ``geldig_vanaf`` is given for gemeenten newly formed in a known
    herindeling only; missing means: not recorded here.
    """
    return _gebieden().copy()


def _area(code: str, naam: str, niveau: Niveau, ouder: str) -> dict[str, object]:
    return {"gebied_code": code, "naam": naam, "niveau": niveau.value, "ouder_code": ouder}


def _land_and_provinces() -> list[dict[str, object]]:
    land = next(row for row in records("overige_gebieden.csv") if row["code"] == LAND)
    rows = [_area(LAND, land["naam"], Niveau.LAND, "")]
    rows += [_area(r["code"], r["naam"], Niveau.PROVINCIE, LAND) for r in records("provincies.csv")]
    for row in records("veiligheidsregios.csv"):
        parent = row["provincie_code"] or LAND
        rows.append(_area(row["code"], row["naam"], Niveau.VEILIGHEIDSREGIO, parent))
    return rows


def _regions() -> list[dict[str, object]]:
    regions = indelingen().drop_duplicates("regio_code")
    return [_area(r.regio_code, r.regio_naam, Niveau.REGIO, r.provincie_code) for r in regions.itertuples()]


def _region_of() -> dict[str, str]:
    frame = indelingen()
    return dict(zip(frame["gemeente_code"], frame["regio_code"], strict=True))


def _gemeenten() -> list[dict[str, object]]:
    region = _region_of()
    start = {
        row["nieuwe_code"]: row["ingangsdatum"]
        for row in records("herindelingen.csv")
        if row["opvolger_is_nieuw"] == "ja"
    }
    return [
        _area(row["code"], row["naam"], Niveau.GEMEENTE, region.get(row["code"], row["provincie_code"]))
        | {"veiligheidsregio_code": row["veiligheidsregio_code"], "geldig_vanaf": start.get(row["code"])}
        for row in records("gemeenten.csv")
    ]


def _ended() -> list[dict[str, object]]:
    """One row per ended gemeente; region and veiligheidsregio only where all successors share it."""
    region = _region_of()
    safety = {row["code"]: row["veiligheidsregio_code"] for row in records("gemeenten.csv")}
    province = {row["code"]: row["provincie_code"] for row in records("gemeenten.csv")}
    parts: dict[str, list[Row]] = {}
    for row in records("herindelingen.csv"):
        parts.setdefault(row["oude_code"], []).append(row)
    rows = []
    for code, pieces in parts.items():
        first, successors = pieces[0], [piece["nieuwe_code"] for piece in pieces]
        parent = {region.get(new, first["oude_provincie_code"]) for new in successors}
        safe = {safety[new] for new in successors if province[new] == first["oude_provincie_code"]}
        rows.append(
            _area(
                code,
                first["oude_naam"],
                Niveau.GEMEENTE,
                parent.pop() if len(parent) == 1 else first["oude_provincie_code"],
            )
            | {
                "veiligheidsregio_code": safe.pop() if len(safe) == 1 else "",
                "geldig_tot": pd.Timestamp(first["ingangsdatum"]) - pd.Timedelta(days=1),
                "opvolger_code": successors[0] if first["is_deel"] == "nee" else "",
            }
        )
    return rows


def tegels(name: str) -> pd.DataFrame:
    """Return a tile map: one tile per gemeente, column and row counted from the north-west.

    Args:
        name: ``limburg`` or ``nederland``, with or without ``tegelkaart_`` before it.

    Returns:
        Columns gebied_code (str), kolom and rij (int64), bron_cel (str).

    Raises:
        FileNotFoundError: there is no tile map of that name.
    """
    file = f"tegelkaart_{name.removeprefix('tegelkaart_')}.csv"
    frame = pd.DataFrame(records(file))
    frame["bron_cel"] = [f"{file}!A{line}" for line in frame.pop("regel")]
    return frame.astype({"gebied_code": "str", "kolom": "int64", "rij": "int64", "bron_cel": "str"})
