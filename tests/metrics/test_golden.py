"""Runs the golden cases: sentences with figures in and figures out that a policy officer can check."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics import exchange, fulfilment, pace
from metrics.forecast import chances
from model.frames import Frames
from model.kansen import kansen
from tests.metrics import build, golden_key, pipelines

FOLDER = Path(__file__).parents[1] / "golden"
NAMES = {
    row.naam: row.gebied_code
    for row in build.frames()["gebieden"].itertuples()
    if row.niveau in {"provincie", "regio"} or (row.niveau == "gemeente" and pd.isna(row.geldig_tot))
}
#: Files whose cases have a runner of their own.
ELSEWHERE = {"aanbod", "telregels", "dubbel"}
Case = dict[str, Any]


def cases() -> list[Any]:
    out = []
    for path in sorted(path for path in FOLDER.glob("*.toml") if path.stem not in ELSEWHERE):
        found = tomllib.loads(path.read_text(encoding="utf-8"))["geval"]
        out += [pytest.param(case, id=f"{path.stem}: {case['zin']}") for case in found]
    return out


def row_of(spec: dict[str, Any]) -> dict[str, Any]:
    """Turn a line of a golden case into a row of cijfers."""
    rest = {key: (None if value == "" else value) for key, value in spec.items()}
    half = rest.pop("halfjaar", None)
    if half:
        year, first = half[:4], half.endswith("H1")
        rest["periode_van"] = f"{year}-01-01" if first else f"{year}-07-01"
        rest["periode_tot"] = f"{year}-06-30" if first else f"{year}-12-31"
        date = "vastgesteld_op" if rest["maat"] == "opgave" else "peildatum"
        rest.setdefault(date, rest["periode_van"] if date == "vastgesteld_op" else rest["periode_tot"])
    args = (NAMES[rest.pop("gebied")], rest.pop("maat"), rest.pop("waarde"))
    return build.cijfer(*args, rest.pop("doelgroep", "asielzoekers"), **rest)


def asylum_rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Turn 'opgave 55, amv_opgave 5, …' into rows."""
    code = NAMES[spec["gebied"]]
    return [
        build.cijfer(
            code, key.removeprefix("amv_"), value, deelgroep="amv" if key.startswith("amv_") else "alle"
        )
        for key, value in spec.items()
        if key != "gebied"
    ]


def frames_of(case: Case) -> Frames:
    rows = [row_of(spec) for spec in case.get("cijfers", [])]
    rows += [row for spec in case.get("asiel", []) for row in asylum_rows(spec)]
    frames = build.frames(*rows)
    if "leden" in case:
        gebieden = frames["gebieden"]
        keep = gebieden["niveau"].ne("gemeente") | gebieden["naam"].isin(case["leden"])
        frames["gebieden"] = gebieden[keep & gebieden["geldig_tot"].isna()]
    return frames


def table(case: Case, niveau: str, gebieden: list[str]) -> pd.DataFrame:
    return fulfilment.table(
        frames_of(case),
        gebieden=gebieden,
        niveau=niveau,
        peildatum=pd.Timestamp(case.get("peildatum", build.DAY)),
        soort_opgave=case.get("soort_opgave", "indicatief"),
        cyclus=case.get("cyclus", "2024"),
        rules=build.RULES,
    )


def tabel(case: Case) -> pd.DataFrame:
    codes = [NAMES[row["gebied"]] for row in case["uitkomst"]]
    return table(case, case.get("niveau", "gemeente"), list(dict.fromkeys(codes)))


def tempo(case: Case) -> pd.DataFrame:
    codes = list(dict.fromkeys(NAMES[row["gebied"]] for row in case["cijfers"]))
    return pace.table(frames_of(case), codes, pd.Timestamp(case["peildatum"]), build.RULES)


def tekorten(case: Case) -> pd.DataFrame:
    return pd.DataFrame([pace.shortfalls(tempo(case))])


def afspraak(case: Case) -> pd.DataFrame:
    duties = table(case, "gemeente", [NAMES[name] for name in case["leden"]])
    legs = pd.DataFrame(case["benen"]).assign(doelgroep="asielzoekers")
    return exchange.agreed(duties, legs.assign(van=legs["van"].map(NAMES), naar=legs["naar"].map(NAMES)))


def regiotoets(case: Case) -> pd.DataFrame:
    area = [NAMES[case["gebied"]]]
    regio = table(case, "regio", area)
    return exchange.regional_test(regio, table(case, "gemeente", area))


def rekenbeeld(case: Case) -> pd.DataFrame:
    regio = (
        table(case, "regio", [NAMES[case["gebied"]]])
        .query("deelgroep == 'alle'")
        .set_index("doelgroep", drop=False)
    )
    found = exchange.rekenbeeld(regio.loc["asielzoekers"], regio.loc["oekraiense_ontheemden"], case["ratio"])
    assert "verlaagt geen opgave" in found.label
    return pd.DataFrame([vars(found)])


def kans(case: Case) -> pd.DataFrame:
    rows = [pipelines.stay(n, **site) for n, site in enumerate(map(_site, case["locaties"]))]
    on_time = (1.0, 0.0, 0.0, 0.0, 0.0)
    delay = tuple(case.get("vertraging", on_time))
    assumed = pipelines.assume(case["kansen"], dict.fromkeys(case["kansen"], delay), case.get("verlenging"))
    found = pipelines.draw(
        pipelines.stays(*rows), assumed, case["datum"], aantal=10_000, samenhang=case.get("samenhang", 0.0)
    )
    duties = {NAMES[name]: number for name, number in case["opgaven"].items()}
    return chances(found, pipelines.duties(duties), kansen().openbaar)


def _site(spec: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in spec.items() if name != "gebied"}
    return {"plekken": None} | rest | {"gebied_code": NAMES[spec["gebied"]]}


def verdeelsleutel(case: Case) -> pd.DataFrame:
    return golden_key.run(case, NAMES)


def sleutel_echt(case: Case) -> pd.DataFrame:
    return golden_key.real(case, NAMES)


RUN = {
    "kans": kans,
    "tabel": tabel,
    "tempo": tempo,
    "tekorten": tekorten,
    "afspraak": afspraak,
    "regiotoets": regiotoets,
    "rekenbeeld": rekenbeeld,
    "verdeelsleutel": verdeelsleutel,
    "sleutel_echt": sleutel_echt,
}
KEYS = {"gebied", "doelgroep", "deelgroep"}


def pick(found: pd.DataFrame, expected: dict[str, Any]) -> pd.Series:
    """Return the one row a line of 'uitkomst' is about."""
    if "gebied" in expected:
        found = found[found["gebied_code"].eq(NAMES[expected["gebied"]])]
    for key, default in (("doelgroep", "asielzoekers"), ("deelgroep", "alle")):
        if key in found and "deelgroep" in found:
            found = found[found[key].eq(expected.get(key, default))]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize("case", cases())
def test_golden(case: Case) -> None:
    found = RUN[case["metriek"]](case)
    for expected in case["uitkomst"]:
        row = pick(found, expected)
        for column, value in expected.items():
            if column in KEYS:
                continue
            got = row[column]
            if value == "onbekend" and column not in {"status", "gehaald"}:
                assert pd.isna(got), f"{column}: {got} in plaats van onbekend"
            elif isinstance(value, float):
                assert got == pytest.approx(value, abs=case.get("marge")), column
            else:
                assert got == value, column


def test_there_are_golden_cases() -> None:
    assert {case.values[0]["metriek"] for case in cases()} == set(RUN)
