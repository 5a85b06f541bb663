"""A data folder with figures of all 342 gemeenten over ten years, for pages that must bear the whole country.

The figures are made up and live in a temporary folder only.
"""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

import store
from benchmarks.laden import GROUPS, months
from loaders import layouts, reference
from loaders.load import load

YEARS = 10
WHO = "meting"


def figures(years: int = YEARS) -> bytes:
    """Return the figures as a CSV in our own template: duties per gemeente, and counts per month."""
    blad = next(item for item in layouts.shipped() if item.id == "sjabloon").blad[0]
    heads = {kolom.rol: kolom.kop[0] for kolom in blad.kolom}
    frame = pd.DataFrame([*_duties(), *_counts(years)]).rename(columns=heads)
    out = io.StringIO()
    frame.reindex(columns=list(heads.values())).to_csv(out, sep=";", index=False, lineterminator="\n")
    return out.getvalue().encode("utf-8-sig")


def _row(code: str, group: str, unit: str, **rest: object) -> dict[str, object]:
    fixed = {"gebied_code": code, "doelgroep": group, "deelgroep": "alle", "eenheid": unit}
    return {**fixed, "waarde_status": "definitief", **rest}


def _duties() -> list[dict[str, object]]:
    rows = []
    for number, area in enumerate(reference.records("gemeenten.csv")):
        places = 20 + number * 11 % 700
        about = {"maat": "opgave", "soort_opgave": "indicatief", "cyclus": "2026"}
        about |= {"vastgesteld_op": "27-02-2026", "peildatum": "27-02-2026"}
        rows.append(_row(area["code"], GROUPS[0][0], GROUPS[0][1], waarde=places, **about))
        part = _row(area["code"], GROUPS[0][0], GROUPS[0][1], waarde=places // 12, **about)
        rows.append({**part, "deelgroep": "amv"})
    return rows


def _counts(years: int) -> list[dict[str, object]]:
    rows = []
    for number, area in enumerate(reference.records("gemeenten.csv")):
        for group, unit in GROUPS:
            for month, day in enumerate(months(years * 12)):
                row = _row(area["code"], group, unit, maat="realisatie", peildatum=f"{day:%d-%m-%Y}")
                row["waarde"] = (number * 7 + month * 3) % 600
                if group == "statushouders":
                    row["periode"] = f"{day.year}-H{1 if day.month <= 6 else 2}"
                rows.append(row)
    return rows


def fill(folder: Path, years: int = YEARS) -> None:
    """Make a store in a folder that holds the shipped figures and those of the whole country."""
    name, content = "landelijk.csv", figures(years)
    found = load(content, name)
    if found.is_refused:
        raise SystemExit("\n".join(map(str, found.issues[:5])))
    monitor = store.open(folder)
    head = store.seed(monitor)
    upload = monitor.add_upload(content, name, WHO, found)
    monitor.publish(head.id, [*head.uploads, upload.id], "landelijk", WHO)
    monitor.close()
