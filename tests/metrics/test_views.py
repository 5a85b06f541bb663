"""Tidy frames for charts, and the texts they share with tables."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics import fulfilment, views
from model import schemas
from tests.metrics.build import DAY, HORST, LIMBURG, NOORD, RULES, SIMPELVELD, VENLO, cijfer, frames


def wide(*rows: dict, gebieden: tuple[str, ...] = (VENLO,)) -> pd.DataFrame:
    found = fulfilment.table(
        frames(*rows), gebieden=gebieden, niveau="gemeente", peildatum=DAY, soort_opgave="indicatief",
        cyclus="2024", rules=RULES, doelgroep="asielzoekers",
    )  # fmt: skip
    return found[found["deelgroep"].eq("alle")].reset_index(drop=True)


def parts(*rows: dict) -> dict[str, str]:
    found = views.certainty(wide(*rows))
    assert found["deel"].tolist() == list(views.DELEN)
    return dict(zip(found["deel"], found["waarde_tekst"], strict=True))


def offers(besloten: int, voornemen: int) -> list[dict]:
    kinds = {"besloten": besloten, "voornemen": voornemen}
    return [cijfer(VENLO, "aanbod", n, zekerheid=z) for z, n in kinds.items()]


def test_the_rest_of_a_bar_is_what_no_part_fills() -> None:
    # 487 − 100 − 50 − 37 = 300
    found = parts(cijfer(VENLO, "opgave", 487), cijfer(VENLO, "realisatie", 100), *offers(50, 37))
    assert found == {"open": "100", "besloten": "50", "voornemen": "37", "gat": "300", "onbekend": "onbekend"}


def test_without_a_realisatie_the_rest_is_unknown_and_no_shortage() -> None:
    found = parts(cijfer(VENLO, "opgave", 487), *offers(50, 37))
    assert found["gat"] == "onbekend"
    assert found["onbekend"] == "400"
    assert found["open"] == "onbekend"


def test_the_rest_of_a_bound_is_a_bound_and_of_an_estimate_an_estimate() -> None:
    done = cijfer(VENLO, "realisatie", 100)
    assert parts(cijfer(VENLO, "opgave", 487, waarde_min=487), done)["gat"] == "minimaal 387"
    assert parts(cijfer(VENLO, "opgave", 430, waarde_status="geschat"), done)["gat"] == "circa 330"


def test_what_is_computed_from_an_estimate_is_one() -> None:
    # 300 − 430 = −130; 300 / 430 = 69,8 %
    duty, done = cijfer(VENLO, "opgave", 430, waarde_status="geschat"), cijfer(VENLO, "realisatie", 300)
    rows = wide(duty, done)
    assert views.texts(rows, "verschil").tolist() == ["circa −130"]
    assert views.texts(rows, "realisatie_aandeel").tolist() == ["circa 70 %"]
    assert not views.texts(rows, "per_1000").iloc[0].startswith("circa")
    assert views.texts(wide(duty), "verschil").tolist() == ["onbekend"]


@pytest.mark.parametrize(
    ("venlo", "text"),
    [({}, "542"), ({"waarde_min": 487}, "minimaal 542"), ({"waarde_status": "geschat"}, "circa 542")],
)
def test_a_sum_that_holds_a_bound_or_an_estimate_says_so(venlo: dict, text: str) -> None:
    # 487 + 55 = 542
    rows = wide(
        cijfer(VENLO, "opgave", 487, **venlo), cijfer(SIMPELVELD, "opgave", 55), gebieden=(VENLO, SIMPELVELD)
    )
    assert views.sum_text(rows["opgave"].sum(), rows, "opgave") == text
    assert views.sum_text(pd.NA, rows.iloc[:0], "opgave") == "onbekend"


def test_more_places_than_duty_leaves_no_negative_rest() -> None:
    assert parts(cijfer(VENLO, "opgave", 100), cijfer(VENLO, "realisatie", 300))["gat"] == "0"


def test_without_a_duty_there_is_no_rest() -> None:
    found = parts(cijfer(VENLO, "realisatie", 300))
    assert (found["gat"], found["onbekend"]) == ("onbekend", "onbekend")


def test_bars_are_sorted_by_duty_and_unknown_comes_last() -> None:
    rows = [cijfer(HORST, "opgave", 100), cijfer(VENLO, "opgave", 487)]
    found = views.certainty(wide(*rows, gebieden=(SIMPELVELD, HORST, VENLO)))
    assert found["naam"].unique().tolist() == ["Venlo", "Horst aan de Maas", "Simpelveld"]


def test_map_values_say_why_they_are_unknown() -> None:
    rows = [cijfer(VENLO, "opgave", 100), cijfer(VENLO, "realisatie", 45), cijfer(HORST, "opgave", 3)]
    found = views.map_values(wide(*rows, gebieden=(VENLO, HORST)), "realisatie_aandeel").set_index("naam")
    assert found["waarde_tekst"].to_dict() == {"Venlo": "45 %", "Horst aan de Maas": "onbekend"}
    assert found["bekend"].to_dict() == {"Venlo": True, "Horst aan de Maas": False}
    assert found["reden"].to_dict() == {"Venlo": "", "Horst aan de Maas": "realisatie onbekend"}


@pytest.mark.parametrize(
    ("column", "text"),
    [("opgave", "100"), ("verschil", "−55"), ("realisatie_aandeel", "45 %"), ("per_1000", "0,4")],
)
def test_texts(column: str, text: str) -> None:
    # Venlo had 103.789 inwoners op 1-1-2024: 45 / 103.789 x 1.000 = 0,43
    table = wide(cijfer(VENLO, "opgave", 100), cijfer(VENLO, "realisatie", 45))
    assert views.texts(table, column).tolist() == [text]


def test_over_time_has_one_point_per_date_and_none_where_sources_differ() -> None:
    rows = [
        cijfer(VENLO, "realisatie", n, peildatum=d) for n, d in ((100, "2024-01-31"), (120, "2024-02-29"))
    ]
    rows += [cijfer(VENLO, "realisatie", n, peildatum="2024-03-31", bron_id=str(n)) for n in (130, 140)]
    rows += [cijfer(VENLO, "realisatie", 999, peildatum="2024-04-30", bereik="locatie", locatie="azc")]
    found = views.over_time(frames(*rows), [VENLO], "asielzoekers", cyclus="2024")
    assert found["waarde"].tolist() == [100, 120]
    assert found["waarde_tekst"].tolist() == ["100 plekken", "120 plekken"]
    assert views.over_time(frames(*rows), [VENLO], "asielzoekers", tot=pd.Timestamp("2024-02-01"))[
        "waarde"
    ].tolist() == [100]
    assert views.over_time(frames(), [VENLO], "asielzoekers").empty


def test_a_task_stands_at_the_end_of_its_period_and_a_count_on_its_day() -> None:
    rows = [
        cijfer(HORST, "opgave", 6, "statushouders"),
        cijfer(HORST, "realisatie", 22, "statushouders", peildatum="2025-06-03"),
    ]
    found = views.over_time(frames(*rows), [HORST], "statushouders")
    days = dict(zip(found["maat"], found["datum"], strict=True))
    assert days == {"opgave": pd.Timestamp("2025-06-30"), "realisatie": pd.Timestamp("2025-06-03")}


def site(name: str, code: str = VENLO, **rest: object) -> dict:
    plain = {"locatie_id": name, "gebied_code": code, "naam": name, "type": "azc", "stadium": "open"}
    return plain | {"waarde_status": "definitief", "bron_id": "b", "bron_cel": f"A{name}"} | rest


def test_locations_say_what_is_not_known_of_them() -> None:
    rows = [
        site("b", plekken=300, plekken_max=300, van="2024-10-14", tot_tekst="max. 2 jaar"),
        site("a", SIMPELVELD, waarde_status="onbekend", stadium="onbekend"),
    ]
    locaties = pd.DataFrame(rows).assign(van=lambda d: pd.to_datetime(d["van"]))
    data = frames(locaties=schemas.conform("locaties", locaties))
    found = views.locations(data, [LIMBURG])
    assert found["gemeente"].tolist() == ["Simpelveld", "Venlo"]
    assert found["plekken_tekst"].tolist() == ["onbekend", "maximaal 300"]
    assert found["van_bekend"].tolist() == [False, True]
    assert found["tot_bekend"].tolist() == [False, False]
    assert found["type_tekst"].tolist() == ["azc", "azc"]
    assert views.locations(data, [NOORD])["gemeente"].tolist() == ["Venlo"]
    assert views.locations(frames()).empty


def test_the_task_of_the_half_year_that_runs_is_there() -> None:
    # on 3 December 2024 the task of 2024-H2 is 6; the 77 of 2023-H1 is not the last one
    halves = ((77, "2023-01-01", "2023-06-30"), (6, "2024-07-01", "2024-12-31"))
    tasks = [
        cijfer(
            HORST,
            "opgave",
            number,
            doelgroep="statushouders",
            soort_opgave="gecorrigeerd",
            cyclus="",
            aard="stroom",
            eenheid="personen",
            vastgesteld_op=pd.NaT,
            periode_van=pd.Timestamp(first),
            periode_tot=pd.Timestamp(last),
        )
        for number, first, last in halves
    ]
    day = pd.Timestamp("2024-12-03")
    points = views.over_time(frames(*tasks), [HORST], "statushouders", tot=day)
    assert points["waarde"].tolist() == [77, 6]
    assert points["datum"].max() == day
