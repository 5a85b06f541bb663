"""Golden cases of the distribution key: from the words of a case to what the calculator gives."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd

from metrics import distribution, key_check
from metrics.key import Sleutel, SleutelError
from model import schemas
from model.frames import Frames
from model.sleutelregels import sleutelregels
from tests.metrics import build

DAY = pd.Timestamp("2023-01-01")
SES = "SES-WOA/Totaalscore/Gemiddelde score"
Case = dict[str, Any]


def sleutel(case: Case, names: dict[str, str]) -> Sleutel:
    """Return the parameters a case names; what it does not name is the plain key."""
    maximum, amv = case.get("maximum"), case.get("amv_aandeel")
    return Sleutel(
        totaal=case["totaal"],
        inwoners_op=DAY,
        amv_aandeel=None if amv is None else Fraction(amv),
        sterkte=Fraction(case.get("sterkte", "0")),
        periode="2024",
        maximum=None if maximum is None else Fraction(maximum),
        krediet=("oekraine",),
        krediet_factor=Fraction(case.get("krediet_factor", "1")),
        gebied=names[case["gebied"]] if "gebied" in case else "NL01",
    )


def scores(
    *rows: tuple[str, float | None], periode: str = "2024", status: str = "definitief"
) -> pd.DataFrame:
    """Return indicatoren with a SES-WOA score per gemeente, as StatLine heads it."""
    return schemas.conform(
        "indicatoren",
        pd.DataFrame(
            {
                "gebied_code": code,
                "indicator": f"{SES} (Getal)",
                "naam": SES,
                "periode": periode,
                "waarde": value,
                "waarde_status": "onbekend" if value is None else status,
                "bron_id": "cbs",
                "bron_cel": f"ses.csv!F{i}",
            }
            for i, (code, value) in enumerate(rows, 2)
        ),
    )


def inwoners(people: dict[str, int]) -> pd.DataFrame:
    """Return inhabitants of gemeenten on the day of the cases."""
    rows = [
        {"gebied_code": code, "peildatum": DAY, "waarde": number, "waarde_status": "definitief"}
        | {"bron_id": "cbs", "bron_cel": f"inwoners.csv!B{i}"}
        for i, (code, number) in enumerate(people.items(), 2)
    ]
    return schemas.conform("inwoners", pd.DataFrame(rows))


def sites(rows: list[tuple[str, int]]) -> pd.DataFrame:
    """Return open sites for Oekraïners."""
    return schemas.conform(
        "locaties",
        pd.DataFrame(
            {
                "locatie_id": f"l{i}",
                "gebied_code": code,
                "naam": f"locatie {i}",
                "type": "oekraine",
                "doelgroep": "oekraiense_ontheemden",
                "stadium": "open",
                "plekken": places,
                "eenheid": "plekken",
                "van": DAY,
                "waarde_status": "definitief",
                "bron_id": "lijst",
                "bron_cel": f"Blad1!A{i}",
            }
            for i, (code, places) in enumerate(rows, 2)
        ),
    )


def small(case: Case, names: dict[str, str]) -> Frames:
    """Return frames with only the gemeenten of the case, their provinces and the country."""
    mine = {names[one["naam"]]: one for one in case["gemeenten"]}
    frames = build.frames()
    gebieden = frames["gebieden"]
    keep = gebieden["niveau"].ne("gemeente") | gebieden["gebied_code"].isin(mine)
    scored = [(code, one["score"]) for code, one in mine.items() if "score" in one]
    credited = [(code, one["oekraine"]) for code, one in mine.items() if "oekraine" in one]
    out = frames | {"gebieden": gebieden[keep & gebieden["geldig_tot"].isna()]}
    out["inwoners"] = inwoners({code: one["inwoners"] for code, one in mine.items()})
    if scored:
        out["indicatoren"] = scores(*scored)
    if credited:
        out["locaties"] = sites(credited)
    return out


def run(case: Case, names: dict[str, str]) -> pd.DataFrame:
    """Return what the key gives the gemeenten and provinces of a case, or the words with which it refuses."""
    try:
        found = distribution.compute(small(case, names), sleutel(case, names), sleutelregels())
    except SleutelError as error:
        return pd.DataFrame([{"fout": str(error)}])
    return pd.concat([found.gemeenten, found.provincies], ignore_index=True)


def real(case: Case, names: dict[str, str]) -> pd.DataFrame:
    """Return what the key gives all gemeenten, and how far that is from numbers the case gives."""
    rows = [build.cijfer(names[name], "opgave", n) for name, n in case.get("gepubliceerd", {}).items()]
    frames, wanted = build.frames(*rows), sleutel(case, names)
    found = distribution.compute(frames, wanted, sleutelregels())
    checked = key_check.compare(frames, found, found, "2024", build.DAY, sleutelregels())
    about = checked[["gebied_code", "verschil", "afwijking"]].assign(factor=checked["factor"].round(6))
    return found.gemeenten.drop(columns="factor").merge(about, on="gebied_code", how="left")
