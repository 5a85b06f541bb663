"""The shipped figures: every row taken or named, the known numbers with their cells, sources side by side."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from loaders.load import load
from loaders.loaded import Loaded
from model import schemas
from tests.loaders.grids import balanced, codes
from tests.shared import ROOT, shared

FOLDER = ROOT / "data" / "public"
#: rows in = taken + left out + refused
COUNTS = {
    "limburg_asielopvang.csv": (15, 15, 0, 0),
    "limburg_cijfers.csv": (115, 114, 0, 1),  # a taakstelling without half-year
    "limburg_locaties.csv": (71, 71, 0, 0),
    "limburg_oekraine.csv": (19, 19, 0, 0),
    "limburg_statushouders.csv": (
        19,
        15,
        2,
        2,
    ),  # two percentages in words; no half-year; two gemeenten in one row
    "spreidingswet_2024_gemeenten.csv": (44, 44, 0, 0),
    "spreidingswet_2024_provincies.csv": (17, 17, 0, 0),
    "spreidingswet_2024_verdeelbesluit.csv": (6, 6, 0, 0),
    "spreidingswet_2026.csv": (9, 9, 0, 0),
    "spreidingswet_voortgang_provincies.csv": (13, 13, 0, 0),
}


@cache
def public(name: str, folder: Path = FOLDER) -> Loaded:
    return load((folder / name).read_bytes(), name)


def figures(name: str, **wanted: str) -> pd.DataFrame:
    frame = public(name).frame("cijfers")
    for column, value in wanted.items():
        frame = frame[frame[column].eq(value)]
    return frame


def one(name: str, **wanted: str) -> pd.Series:
    frame = figures(name, **wanted)
    assert len(frame) == 1, frame.to_string()
    return frame.iloc[0]


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_every_row_is_taken_or_named(name: str):
    got = public(name)
    p = got.provenance
    assert (p.rows_in, p.rows_taken, p.rows_dropped, p.rows_refused) == COUNTS[name]
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        assert p.rows_in == sum(1 for _ in csv.reader(handle)) - 1
    assert balanced(got)
    assert not got.is_refused
    assert schemas.check_all(got.frames) == []
    assert len(got.dropped) == p.rows_dropped


def test_all_public_files_are_listed():
    assert {path.name for path in FOLDER.glob("*.csv")} == set(COUNTS)


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_the_untranslated_files_say_the_same(name: str):
    folder = shared("public")
    if folder is None:
        pytest.skip("gedeelde map met de oorspronkelijke bestanden ontbreekt")
    ours, theirs = public(name), public(name, folder)
    assert ours.provenance.rows_taken == theirs.provenance.rows_taken
    for frame in set(ours.frames) - {"bronnen"}:
        left, right = (
            loaded.frames[frame].drop(columns=["bron_id", "toelichting"], errors="ignore")
            for loaded in (ours, theirs)
        )
        pd.testing.assert_frame_equal(left, right)


def test_simpelveld_55_of_which_5_amv():
    for name in ("limburg_cijfers.csv", "spreidingswet_2024_gemeenten.csv"):
        asylum = {"gebied_code": "GM0965", "maat": "opgave", "doelgroep": "asielzoekers"}
        assert one(name, deelgroep="alle", **asylum)["waarde"] == 55
        amv = one(name, deelgroep="amv", **asylum)
        assert (amv["waarde"], amv["soort_opgave"], amv["cyclus"]) == (5, "indicatief", "2024")


def test_the_same_fact_is_the_same_in_two_files():
    columns = [
        "gebied_code", "doelgroep", "deelgroep", "maat", "soort_opgave", "cyclus", "bereik", "aard",
        "eenheid", "vastgesteld_op", "geldt_vanaf", "peildatum", "waarde", "waarde_min", "waarde_max",
        "waarde_status",
    ]  # fmt: skip
    for code in ("GM0965", "GM0983", "GM1883"):
        both = [
            figures(name, gebied_code=code, maat="opgave", soort_opgave="indicatief")[columns].reset_index(
                drop=True
            )
            for name in ("limburg_cijfers.csv", "spreidingswet_2024_gemeenten.csv")
        ]
        pd.testing.assert_frame_equal(*both)


def test_venlo_at_least_487():
    row = one("limburg_cijfers.csv", gebied_code="GM0983", maat="opgave", doelgroep="asielzoekers")
    assert (row["waarde"], row["waarde_min"], row["waarde_max"] is pd.NA) == (487, 487, True)
    assert row["bron_cel"] == "limburg_cijfers.csv!D94"
    assert row["vastgesteld_op"] == pd.Timestamp(2024, 1, 31)
    assert row["geldt_vanaf"] == pd.Timestamp(2025, 7, 1)


def test_sittard_geleen_about_430():
    row = one("limburg_cijfers.csv", gebied_code="GM1883", maat="opgave", doelgroep="asielzoekers")
    assert (row["waarde"], row["waarde_status"]) == (430, "geschat")


def test_horst_6_asked_and_22_housed():
    # 22 housed of 6 asked: voorsprong 16
    second_half = {"gebied_code": "GM1507", "datum_tekst": "2024-H2"}
    assert one("limburg_statushouders.csv", maat="opgave", **second_half)["waarde"] == 6
    housed = one("limburg_statushouders.csv", maat="realisatie", **second_half)
    assert housed["waarde"] == 22
    assert housed["peildatum"] == pd.Timestamp(2024, 12, 3)
    assert (housed["periode_van"], housed["periode_tot"]) == (
        pd.Timestamp(2024, 7, 1),
        pd.Timestamp(2024, 12, 31),
    )
    assert (
        one("limburg_cijfers.csv", gebied_code="GM1507", maat="realisatie", doelgroep="statushouders")[
            "waarde"
        ]
        == 22
    )


def test_peel_en_maas_78_asked_46_housed_32_to_go():
    # 78 − 46 = 32
    rows = figures("limburg_statushouders.csv", gebied_code="GM1894").set_index("maat")["waarde"]
    assert rows.to_dict() == {"opgave": 78, "realisatie": 46, "nog_te_realiseren": 32}


def test_kinds_of_taakstelling_stay_apart():
    kinds = (
        figures("limburg_statushouders.csv", maat="opgave")
        .groupby("soort_opgave")["waarde"]
        .apply(list)
        .to_dict()
    )
    assert kinds["netto"] == [43, 11, 857]
    assert kinds["gecorrigeerd"] == [17, 9, 78, 6, 993]
    assert kinds["onbekend"] == [77, 28, 44, 40, 1576]


def test_achterstand_is_a_negative_saldo_at_the_start_of_the_period():
    row = one("limburg_statushouders.csv", gebied_code="GM0965", maat="saldo")
    assert (row["waarde"], row["peildatum"]) == (-10, pd.Timestamp(2024, 1, 1))


def test_limburg_5662_and_amv_471_and_480_side_by_side():
    name = "spreidingswet_2024_provincies.csv"
    total = figures(name, gebied_code="PV31", deelgroep="alle")
    assert total["waarde"].tolist() == [5662, 5662]
    assert figures(name, gebied_code="PV31", deelgroep="amv")["waarde"].tolist() == [471, 480]
    assert figures(name, gebied_code="PV31")["bron_id"].nunique() == 3
    assert one("limburg_asielopvang.csv", cyclus="2024", maat="opgave", deelgroep="amv")["waarde"] == 471


def test_noord_brabant_14689_and_13444_side_by_side():
    rows = figures("spreidingswet_2024_provincies.csv", gebied_code="PV30")
    assert rows["waarde"].tolist() == [14689, 13444]
    assert rows["bron_id"].nunique() == 2


def test_the_earlier_duty_has_no_cycle():
    rows = figures("limburg_asielopvang.csv", maat="opgave", cyclus="")
    assert rows[["deelgroep", "waarde"]].to_numpy().tolist() == [["alle", 4355], ["amv", 233]]


@pytest.mark.parametrize(
    ("name", "tekst", "expected"),
    [
        ("limburg_cijfers.csv", "100-200", (None, 100, 200, "geschat")),
        ("limburg_oekraine.csv", "15-20", (None, 15, 20, "geschat")),
        ("limburg_cijfers.csv", "330", (330, 330, None, "geschat")),  # note: "ruim 330"
        ("limburg_cijfers.csv", "12", (12, None, None, "geschat")),  # note: "circa 12"
    ],
)
def test_bounds_beside_and_in_the_number(name: str, tekst: str, expected: tuple[object, ...]):
    row = figures(name, tekst=tekst).query("eenheid != 'woningen'").iloc[0]
    got = tuple(
        None if pd.isna(row[c]) else row[c] for c in ("waarde", "waarde_min", "waarde_max", "waarde_status")
    )
    assert got == expected


def test_a_site_is_no_total_and_persons_are_no_places():
    frame = public("limburg_cijfers.csv").frame("cijfers")
    assert frame.loc[frame["locatie"].ne(""), "bereik"].eq("locatie").all()
    asylum = frame["doelgroep"].isin(["asielzoekers", "oekraiense_ontheemden"])
    persons = frame[asylum & frame["eenheid"].eq("personen") & frame["zekerheid"].eq("")]
    assert set(persons["maat"]) == {"bezet", "geregistreerd"}
    assert frame.loc[frame["tekst"].eq("265"), "bereik"].tolist() == ["deel"]  # "twee locaties"


def test_from_until_gives_both_ends_and_holds_from_the_start():
    # "2022-08-10 tot 2022-08-24"
    row = one("limburg_cijfers.csv", gebied_code="GM0994", doelgroep="asielzoekers")
    days = [row[name].date().isoformat() for name in ("geldt_vanaf", "peildatum", "geldig_tot")]
    assert days == ["2022-08-10", "2022-08-10", "2022-08-24"]


def test_vague_dates_stay_unknown_and_a_month_is_its_last_day():
    frame = public("limburg_cijfers.csv").frame("cijfers").set_index("datum_tekst")
    assert frame.loc["2024 (ongedateerd)", "peildatum"].isna().all()
    assert frame.loc["2022-03", "peildatum"].eq(pd.Timestamp(2022, 3, 31)).all()


def test_percentages_never_enter_the_figures():
    got = public("limburg_cijfers.csv")
    shares = got.frame("indicatoren").set_index("gebied_code")["waarde"]
    assert shares.to_dict() == pytest.approx({"GM1640": 0.37, "GM0946": 0.28})
    assert "aandeel" not in set(got.frame("cijfers")["eenheid"])


def test_a_row_about_two_gemeenten_is_refused_with_its_cell():
    issue = next(i for i in public("limburg_statushouders.csv").issues if i.code == "onbekend-gebied")
    assert issue.plaats == "limburg_statushouders.csv!B16"
    assert "Heerlen / Sittard-Geleen" in issue.tekst


def test_sites_keep_their_words_and_read_what_can_be_read():
    sites = public("limburg_locaties.csv").frame("locaties").set_index("capaciteit_tekst")
    assert sites.loc["248 (uitbreiding tot 400 verkend)", "plekken"] == 248
    assert sites.loc["600 (max)", "plekken_max"] == 600
    assert sites.loc["100 tot 200", ["plekken_min", "plekken_max"]].tolist() == [100, 200]
    assert sites.loc["90 woningen", ["plekken", "eenheid"]].tolist() == [90, "woningen"]
    assert sites.loc["600 bewoners (2022-08)", "eenheid"] == "personen"
    unread = sites.loc["12 huizen / ongeveer 48 bewoners per dorp"]
    assert (unread["plekken"] is pd.NA, unread["waarde_status"]) == (True, "onbekend")
    assert sites.loc["onbekend", "waarde_status"].eq("onbekend").all()
    assert codes(public("limburg_locaties.csv")).count("capaciteit-onleesbaar") == 4


def test_every_date_of_a_site_that_gives_no_day_is_named_by_its_cell():
    got = public("limburg_locaties.csv")
    sites = got.frame("locaties")
    named = {issue.plaats.split("!")[1] for issue in got.issues}
    assert codes(got).count("begin-onnauwkeurig") == 20
    assert codes(got).count("einde-onnauwkeurig") == 13
    for side, letter in (("van", "E"), ("tot", "F")):
        lost = sites[
            sites[side].isna() & sites[f"{side}_tekst"].ne("") & ~(sites["is_onbepaald"] & (side == "tot"))
        ]
        assert {letter + cell.split("!D")[1] for cell in lost["bron_cel"]} <= named
    assert len(named) == 20 + 13 + 4 + 1  # begins, ends, capacities, one cell with several dates


def test_what_the_end_says_besides_a_day_is_data_and_nothing_is_worked_out():
    sites = public("limburg_locaties.csv").frame("locaties").set_index("naam")
    assert set(sites.index[sites["is_onbepaald"]]) == {
        "azc Sweikhuizen (Moorheide)", "azc Maastricht (Francois de Veije)",
    }  # fmt: skip
    hall = sites.loc["MHP Maasbree"]
    assert (hall["tot"], hall["verlenging_tot"]) == (pd.Timestamp(2026, 3, 4), pd.Timestamp(2029, 10, 31))
    assert hall["verlenging_status"] == "gevraagd"
    possible = sites.loc["bungalowpark Landsrade"]
    assert (possible["verlenging_status"], possible["tot"] is pd.NaT) == ("mogelijk", True)
    assert possible["van"] == pd.Timestamp(2014, 11, 1), "one year from there is not worked out"
    assert sites.loc["oude basisschool Vaesrade", "is_onbepaald"] is not True, "'onbepaald' may be undecided"
    assert sites["verlenging_tekst"].ne("").sum() == 6


def test_stage_follows_from_the_words_and_certainty_from_the_stage():
    sites = public("limburg_locaties.csv").frame("locaties").set_index("naam")
    assert sites.loc["TGO Simpelveld (adres niet in bron)", ["stadium", "zekerheid"]].tolist() == [
        "besluit",
        "besloten",
    ]
    assert sites.loc["voormalig klooster Bethanie", ["stadium", "zekerheid"]].tolist() == [
        "haalbaarheid",
        "voornemen",
    ]
    assert sites.loc["MHP Maasbree", ["stadium", "zekerheid"]].tolist() == ["open", "open"]
    assert sites.loc["Novotel, Scharn", "stadium"] == "onbekend", "in use in 2023 says nothing about now"


def test_two_files_with_the_same_headers_are_told_apart_by_their_words():
    assert public("limburg_asielopvang.csv").provenance.layout_id == "limburg-asielopvang"
    assert public("limburg_oekraine.csv").provenance.layout_id == "limburg-oekraine"


def test_a_cycle_that_is_only_in_the_file_name_is_asked_without_it():
    content = (FOLDER / "spreidingswet_2024_gemeenten.csv").read_bytes()
    asked = load(content, "opgave.csv")
    assert codes(asked) == ["layout-kiezen"]
    assert asked.is_refused
    chosen = load(content, "opgave.csv", answers={"layout": "spreidingswet-2024-verdeelbesluit"})
    assert set(chosen.frame("cijfers")["soort_opgave"]) == {"verdeelbesluit", "onbekend"}


def test_every_figure_knows_its_source():
    for name in COUNTS:
        got = public(name)
        known = set(got.frame("bronnen")["bron_id"])
        for frame in set(got.frames) - {"bronnen"}:
            assert set(got.frames[frame]["bron_id"]) <= known
            assert got.frames[frame]["bron_cel"].str.startswith(name + "!").all()
