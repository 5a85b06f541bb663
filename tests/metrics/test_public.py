"""The rules over the real published figures: what a fresh install may say, and what it may not."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from loaders import load, reference
from metrics import fulfilment, knowledge, pace, sources, validity
from model import schemas
from model.frames import Frames
from tests.metrics.build import HORST, LIMBURG, PEEL_EN_MAAS, RULES, SIMPELVELD, VENLO
from tests.shared import shared

ROOT = Path(__file__).parents[2]
TODAY = pd.Timestamp("2026-11-21")
OPGAVE = 5662


def folder() -> Path:
    """Return where the published figures lie: the shipped copies, else the shared originals."""
    own = ROOT / "data" / "public"
    found = own if any(own.glob("*.csv")) else shared("public")
    if found is None:
        pytest.skip("data/public is leeg en de gedeelde map ontbreekt")
    return found


@cache
def frames() -> Frames:
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in schemas.SCHEMAS}
    for path in sorted(folder().glob("*.csv")):
        for name, frame in load.load(path.read_bytes(), path.name).frames.items():
            parts[name].append(frame)
    out = {n: pd.concat(p, ignore_index=True) if p else schemas.empty(n) for n, p in parts.items()}
    return out | {"gebieden": reference.gebieden(), "inwoners": reference.inwoners()}


def table(niveau: str, gebied: str = LIMBURG, day: object = TODAY, cyclus: str = "2024") -> pd.DataFrame:
    found = fulfilment.table(
        frames(), gebieden=[gebied], niveau=niveau, peildatum=pd.Timestamp(day), soort_opgave="indicatief",
        cyclus=cyclus, rules=RULES,
    )  # fmt: skip
    return found.set_index(["gebied_code", "doelgroep", "deelgroep"])


# The naive rule: of every gemeente the latest realisatie of asielzoekers on or before the date, whatever it
# is. A date is what stands at the front of the cell ("2021-11-08 tot 2022-11-08" is 2021-11-08,
# "2024 (ongedateerd)" is 2024); a cell that starts with a word has no date.
# Gemeente: (line of limburg_cijfers.csv, number).
NAIVE = {
    "Beekdaelen": (7, 450),  # noodopvang that closed on 8-11-2022
    "Beesel": (10, 200),  # four days in a sports hall in 2015, persons
    "Echt-Susteren": (16, 414),  # azc, list of November 2015
    "Gulpen-Wittem": (23, 250),  # emergency site of 2015
    "Heerlen": (28, 412),  # azc, list of November 2015
    "Horst aan de Maas": (29, 150),  # event site, closed early 2023
    "Kerkrade": (38, 80),  # sports hall, one month in 2022, persons
    "Landgraaf": (42, 150),  # announced for three months in 2023
    "Leudal": (44, 600),  # residents of the azc, persons
    "Maasgouw": (50, 0),  # 'not one', undated, persons
    "Maastricht": (51, 800),  # residents, persons
    "Nederweert": (60, 150),  # TGO that ended on 1-10-2025, persons
    "Peel en Maas": (66, 316),  # one site
    "Roerdalen": (74, 0),  # 'not one', undated, persons
    "Roermond": (76, 100),  # closed on 1-7-2023
    "Sittard-Geleen": (84, 300),  # a maximum, one year from June 2023
    "Stein": (87, 50),  # closed on 1-10-2022
    "Valkenburg aan de Geul": (90, 80),  # two weeks in 2022, persons
    "Venlo": (97, 480),  # closed in 2017
    "Venray": (99, 350),  # closed on 1-7-2023
    "Voerendaal": (107, 250),  # closed on 8-7-2025
    "Weert": (115, 0),  # 'not one', undated, persons
}


def naive() -> dict[str, tuple[int, int]]:
    """Return what the naive rule picks: gemeente to (line, number)."""
    best: dict[str, tuple[str, int, int]] = {}
    with (folder() / "limburg_cijfers.csv").open(encoding="utf-8", newline="") as handle:
        for line, row in enumerate(csv.DictReader(handle), 2):
            date = re.match(r"\d{4}(-\d\d){0,2}", row["peildatum_of_periode"])
            if (row["doelgroep"], row["soort"]) != ("asielzoekers", "realisatie") or date is None:
                continue
            if date[0] > best.get(row["gemeente"], ("", 0, 0))[0]:
                best[row["gemeente"]] = (date[0], line, int(row["aantal"]))
    return {name: (line, number) for name, (_, line, number) in best.items()}


def test_the_naive_rule_gives_a_plausible_and_false_5582() -> None:
    # 450 + 200 + 414 + 250 + 412 + 150 + 80 + 150 + 600 + 0 + 800 = 3.506
    # 150 + 316 + 0 + 100 + 300 + 50 + 80 + 480 + 350 + 250 + 0 = 2.076; samen 5.582 = 98,6 % van 5.662
    picked = naive()
    assert picked == NAIVE
    total = sum(number for _, number in picked.values())
    assert total == 5582
    assert round(total / OPGAVE * 100, 1) == 98.6


@pytest.mark.parametrize("day", ["2024-10-31", "2025-07-01", "2026-02-01", TODAY])
def test_our_rule_says_unknown_instead(day: object) -> None:
    row = table("provincie", day=day).loc[(LIMBURG, "asielzoekers", "alle")]
    assert row["opgave"] == OPGAVE
    assert row[["realisatie", "som_realisatie", "verschil", "realisatie_aandeel"]].isna().all()
    assert (row["leden"], row["leden_bekend_realisatie"]) == (31, 0)
    assert (row["status"], row["status_reden"]) == ("onbekend", "realisatie onbekend")


def test_none_of_the_22_rows_holds_as_places_on_any_of_those_days() -> None:
    lines = {line for line, _ in NAIVE.values()}
    for day in ("2024-10-31", "2025-07-01", TODAY):
        held = validity.select(frames()["cijfers"], pd.Timestamp(day), RULES).geldig
        mine = held[held["bron_cel"].str.startswith("limburg_cijfers.csv!") & held["maat"].eq("realisatie")]
        mine = mine[mine["doelgroep"].eq("asielzoekers")]
        assert not lines & set(mine["bron_cel"].str.extract(r"(\d+)$")[0].astype(int))


def test_the_duty_of_simpelveld_and_venlo() -> None:
    found = table("gemeente")
    simpelveld = [
        found.loc[(SIMPELVELD, "asielzoekers", part), "opgave"] for part in ("alle", "amv", "regulier")
    ]
    assert simpelveld == [55, 5, 50]
    venlo = found.loc[(VENLO, "asielzoekers", "alle")]
    assert (venlo["opgave_min"], venlo["opgave_max"]) == (487, pd.NA)
    assert (
        found.xs("asielzoekers", level="doelgroep").xs("alle", level="deelgroep")["opgave"].notna().sum() == 3
    )


def test_figures_in_two_files_count_once_and_keep_both_cells() -> None:
    cells = table("gemeente").loc[(SIMPELVELD, "asielzoekers", "alle"), "bron_cijfers"]
    files = set(sources.provenance(frames(), cells)["bestand"])
    assert {"limburg_cijfers.csv", "spreidingswet_2024_gemeenten.csv"} <= files


def test_statushouders_of_horst_and_peel_en_maas() -> None:
    peel = table("gemeente", day="2023-12-31").loc[(PEEL_EN_MAAS, "statushouders", "alle")]
    assert (peel["opgave"], peel["realisatie"]) == (78, 46)
    horst = table("gemeente", day="2024-12-31").loc[(HORST, "statushouders", "alle")]
    assert (horst["opgave"], horst["realisatie"]) == (6, 22)
    later = pace.table(frames(), [HORST], pd.Timestamp("2025-06-30"), RULES).iloc[0]
    assert (later["netto"], later["saldo_vorig"], later["gecorrigeerd"]) == (43, 16, 27)
    earlier = pace.table(frames(), [SIMPELVELD], pd.Timestamp("2024-06-30"), RULES).iloc[0]
    assert (earlier["netto"], earlier["saldo_vorig"], earlier["gecorrigeerd"]) == (11, -10, 21)


def test_conflicting_sources_stand_side_by_side() -> None:
    found = sources.conflicts(frames())
    by = found.groupby("gebied_code")["waarde"].agg(lambda values: sorted(set(values)))
    assert by["PV31"] == [471, 480]
    assert by["PV30"] == [13444, 14689]
    amv = table("provincie").loc[(LIMBURG, "asielzoekers", "amv")]
    assert amv["opgave"] is pd.NA
    assert amv["conflict"]


def test_a_pledge_of_2024_never_stands_under_2026() -> None:
    for day in ("2025-07-01", TODAY):
        assert (
            table("provincie", day=day, cyclus="2026").loc[(LIMBURG, "asielzoekers", "alle"), "aanbod"]
            is pd.NA
        )
    assert table("provincie", day="2025-07-01").loc[(LIMBURG, "asielzoekers", "alle"), "aanbod"] == 5916


def test_the_first_screen() -> None:
    kaart = knowledge.kenniskaart(frames(), [LIMBURG], TODAY, RULES, cyclus="2024")
    assert knowledge.counts(kaart)["tekst"].iloc[0] == "asielopgave: 1 exact, 2 bij benadering, 28 onbekend"
    assert knowledge.headline(frames(), TODAY, RULES, LIMBURG) == (
        "Voor cyclus 2026 is voor Limburg geen opgave geladen. Laatst bekend: opgave 5.662 (cyclus 2024); "
        "toegezegd 5.406 (1 november 2024), bijgesteld 5.916 (december 2024); "
        "aantal plekken op 1 juli 2025 onbekend."
    )


def test_a_veiligheidsregio_is_not_split_over_regions() -> None:
    group = "oekraiense_ontheemden"
    last = table("veiligheidsregio").loc[("VR23", group, "alle"), "laatst_bekend"]
    assert last.startswith("opgave 2.928 plekken (datum onbekend")
    assert table("regio")["som_opgave"].xs(group, level="doelgroep").isna().all()
