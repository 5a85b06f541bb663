"""The shipped reference data is complete, adds up to the published totals and keeps its cells."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from loaders import reference
from model import schemas
from model.gebieden import children, members
from model.lijsten import Niveau


@pytest.mark.parametrize("name", ["gebieden", "inwoners", "bronnen"])
def test_frames_fit_their_schema(name: str) -> None:
    frame = getattr(reference, name)()
    assert len(frame) > 0
    assert schemas.check(name, frame) == []


@pytest.mark.parametrize(
    ("date", "status", "nederland", "limburg"),
    [
        ("2023-01-01", "voorlopig", 17_811_291, 1_128_367),
        ("2024-01-01", "definitief", 17_942_942, 1_133_255),
        ("2025-10-01", "voorlopig", 18_121_550, 1_138_386),
    ],
)
def test_inhabitants_add_up_to_the_published_total(
    date: str, status: str, nederland: int, limburg: int
) -> None:
    # Published: 17.811.291 (total row of the CBS workbook of 1-1-2023), 17.942.942 and 1.133.255 (1-1-2024).
    # The sums of 1-10-2025 and of Limburg in 2023 are our own and guard against a slip.
    inwoners = reference.inwoners()
    now = inwoners[inwoners["peildatum"].eq(pd.Timestamp(date))]
    assert len(now) == 342
    assert set(now["waarde_status"]) == {status}
    assert now["waarde"].notna().all()
    assert int(now["waarde"].sum()) == nederland
    inside = now["gebied_code"].isin(members(reference.gebieden(), "PV31"))
    assert int(now.loc[inside, "waarde"].sum()) == limburg


def test_every_number_points_at_the_cell_it_stands_in() -> None:
    with (reference.ROOT / "gemeenten.csv").open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    for row in reference.inwoners().itertuples():
        file, address = str(row.bron_cel).split("!")
        assert file == "gemeenten.csv"
        cells = lines[int(address[1:]) - 1]
        assert cells[0] == row.gebied_code
        assert int(cells[ord(address[0]) - ord("A")]) == row.waarde


def test_sources_of_inhabitants_exist() -> None:
    assert set(reference.inwoners()["bron_id"]) == set(reference.bronnen()["bron_id"])
    assert set(reference.bronnen()["licentie"]) == {"CC BY 4.0"}


@pytest.mark.parametrize(
    ("area", "number"),
    [
        ("CR37", 8),
        ("CR38", 7),
        ("CR39", 16),
        ("PV31", 31),
        ("VR23", 15),
        ("VR24", 16),
        ("PV26", 26),
        ("NL01", 342),
    ],
)
def test_members_of_an_area(area: str, number: int) -> None:
    assert len(members(reference.gebieden(), area)) == number


def test_limburg_noord_is_noord_plus_midden() -> None:
    gebieden = reference.gebieden()
    assert set(members(gebieden, "VR23")) == {*members(gebieden, "CR37"), *members(gebieden, "CR38")}
    assert children(gebieden, "PV31", Niveau.REGIO) == ["CR37", "CR38", "CR39"]
    assert len(children(gebieden, "NL01", Niveau.PROVINCIE)) == 12


def test_names_in_the_indeling_are_those_of_the_gemeenten() -> None:
    naam = {row["code"]: row["naam"] for row in reference.records("gemeenten.csv")}
    indeling = reference.indelingen()
    assert [naam[code] for code in indeling["gemeente_code"]] == indeling["gemeente_naam"].tolist()
    assert indeling["gemeente_code"].is_unique


def test_ended_gemeenten_lead_to_living_ones() -> None:
    gebieden = reference.gebieden().set_index("gebied_code")
    ended = gebieden[gebieden["geldig_tot"].notna()]
    assert gebieden.loc["GM0962", "opvolger_code"] == "GM1954"
    assert gebieden.loc["GM0962", "geldig_tot"] == pd.Timestamp("2018-12-31")
    assert gebieden.loc["GM1954", "geldig_vanaf"] == pd.Timestamp("2019-01-01")
    assert gebieden.loc["GM0788", "opvolger_code"] == "", "Haaren was divided: no single successor"
    successors = ended["opvolger_code"][ended["opvolger_code"].ne("")]
    assert gebieden.loc[successors, "geldig_tot"].isna().all()


def test_every_alias_and_herindeling_points_at_an_area_that_exists() -> None:
    known = {
        *reference.gebieden()["gebied_code"],
        *(r["code"] for r in reference.records("overige_gebieden.csv")),
    }
    assert {row["code"] for row in reference.records("aliassen.csv")} <= known
    assert {row["soort"] for row in reference.records("aliassen.csv")} == {
        "alias",
        "dubbelzinnig",
        "toevoeging",
    }
    assert {row["nieuwe_code"] for row in reference.records("herindelingen.csv")} <= known


def test_shares_of_a_divided_gemeente_never_pass_the_whole() -> None:
    shares: dict[str, float] = {}
    for row in reference.records("herindelingen.csv"):
        if row["aandeel"]:
            shares[row["oude_code"]] = shares.get(row["oude_code"], 0.0) + float(row["aandeel"])
    assert max(shares.values()) <= 1.001


def test_a_broken_record_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "stuk.csv").write_text("a,b\n1,2\n3,4,5\n", encoding="utf-8")
    monkeypatch.setattr(reference, "ROOT", folder)
    with pytest.raises(ValueError, match=r"stuk.csv: regel 3"):
        reference.records("stuk.csv")
