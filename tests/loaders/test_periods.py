"""Dates and periods: every spelling in the sources, and nothing guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.periods import FOUTEN, from_filename, parse, parse_column, parse_texts
from model.grid import Column, Kind
from model.taal import datum, halfjaar, maand


def d(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# text, first day, last day, reference date, precision, form
SPELLINGS = [
    ("2023-12-05", "2023-12-05", "2023-12-05", "2023-12-05", "dag", "moment"),
    ("2023-12-05 14:30", "2023-12-05", "2023-12-05", "2023-12-05", "dag", "moment"),
    ("1-7-2022", "2022-07-01", "2022-07-01", "2022-07-01", "dag", "moment"),
    ("01.07.2022", "2022-07-01", "2022-07-01", "2022-07-01", "dag", "moment"),
    ("13/04/2024", "2024-04-13", "2024-04-13", "2024-04-13", "dag", "moment"),
    ("04/04/2024", "2024-04-04", "2024-04-04", "2024-04-04", "dag", "moment"),
    ("20230101", "2023-01-01", "2023-01-01", "2023-01-01", "dag", "moment"),
    ("maandag 2 september 2024", "2024-09-02", "2024-09-02", "2024-09-02", "dag", "moment"),
    ("per 1 december 2015", "2015-12-01", "2015-12-01", "2015-12-01", "dag", "moment"),
    ("1 juni (2025)", "2025-06-01", "2025-06-01", "2025-06-01", "dag", "moment"),
    ("raadsbesluit donderdag 5 november (2015)", "2015-11-05", "2015-11-05", "2015-11-05", "dag", "moment"),
    ("raadsmotie 2022-10-19", "2022-10-19", "2022-10-19", "2022-10-19", "dag", "moment"),
    ("2022-04-07 (CBS)", "2022-04-07", "2022-04-07", "2022-04-07", "dag", "moment"),
    ("2026-03-04 (verlenging t/m 2029-10-31)", "2026-03-04", "2026-03-04", "2026-03-04", "dag", "moment"),
    ("2024-02", "2024-02-01", "2024-02-29", "2024-02-29", "maand", "moment"),
    ("02-2024", "2024-02-01", "2024-02-29", "2024-02-29", "maand", "moment"),
    ("oktober 2022", "2022-10-01", "2022-10-31", "2022-10-31", "maand", "moment"),
    ("okt. 2022", "2022-10-01", "2022-10-31", "2022-10-31", "maand", "moment"),
    ("begin juli 2023 (sloop)", "2023-07-01", "2023-07-31", "2023-07-31", "maand", "moment"),
    ("2022-05 (eind mei)", "2022-05-01", "2022-05-31", "2022-05-31", "maand", "moment"),
    ("m6y2025", "2025-06-01", "2025-06-30", "2025-06-30", "maand", "moment"),
    ("2023MM12", "2023-12-01", "2023-12-31", "2023-12-31", "maand", "moment"),
    ("2023KW02", "2023-04-01", "2023-06-30", "", "kwartaal", "moment"),
    ("3e kwartaal 2023", "2023-07-01", "2023-09-30", "", "kwartaal", "moment"),
    ("2023-H2", "2023-07-01", "2023-12-31", "", "halfjaar", "moment"),
    ("2023-H2 (stand 2023-12-05)", "2023-07-01", "2023-12-31", "2023-12-05", "halfjaar", "moment"),
    ("2023-H1 (voor 1 juli 2023)", "2023-01-01", "2023-06-30", "", "halfjaar", "moment"),
    ("2017-I", "2017-01-01", "2017-06-30", "", "halfjaar", "moment"),
    ("2017-II", "2017-07-01", "2017-12-31", "", "halfjaar", "moment"),
    ("periode 2017-I", "2017-01-01", "2017-06-30", "", "halfjaar", "moment"),
    ("2018 - 2", "2018-07-01", "2018-12-31", "", "halfjaar", "moment"),
    ("1e helft 2023", "2023-01-01", "2023-06-30", "", "halfjaar", "moment"),
    ("eerste helft 2023", "2023-01-01", "2023-06-30", "", "halfjaar", "moment"),
    ("tweede helft van 2022", "2022-07-01", "2022-12-31", "", "halfjaar", "moment"),
    ("2e halfjaar 2024", "2024-07-01", "2024-12-31", "", "halfjaar", "moment"),
    ("2018", "2018-01-01", "2018-12-31", "", "jaar", "moment"),
    ("2018 (heel jaar)", "2018-01-01", "2018-12-31", "", "jaar", "moment"),
    ("2023JJ00", "2023-01-01", "2023-12-31", "", "jaar", "moment"),
    ("2022 (ongedateerd; week met 68.730 personen)", "2022-01-01", "2022-12-31", "", "jaar", "moment"),
    ("circa 1995", "1995-01-01", "1995-12-31", "", "jaar", "moment"),
    ("2016-2020", "2016-01-01", "2020-12-31", "", "jaar", "moment"),
    ("2022/2023 (ongedateerd)", "2022-01-01", "2023-12-31", "", "jaar", "moment"),
    ("raadsbesluit (historisch, 2015/2016)", "2015-01-01", "2016-12-31", "", "jaar", "moment"),
    ("2022 (najaar)", "2022-09-01", "2022-11-30", "", "seizoen", "moment"),
    ("2020 (zomer/najaar)", "2020-06-01", "2020-11-30", "", "seizoen", "moment"),
    ("zomer 2022 (verwachting)", "2022-06-01", "2022-08-31", "", "seizoen", "moment"),
    ("gepland begin 2024", "2024-01-01", "2024-03-31", "", "seizoen", "moment"),
    ("Begroting 2023-2026 (najaar 2022)", "2022-09-01", "2022-11-30", "", "seizoen", "moment"),
    ("eind 2023, max. 2 jaar", "2023-10-01", "", "", "seizoen", "vanaf"),
    ("2022-08-10 tot 2022-10-19 (verlengd)", "2022-08-10", "2022-10-19", "2022-08-10", "dag", "tijdvak"),
    ("2022-07-13 t/m 2022-10-01", "2022-07-13", "2022-10-01", "2022-07-13", "dag", "tijdvak"),
    ("2023-01 tot 2023-04", "2023-01-01", "2023-04-30", "2023-01-31", "maand", "tijdvak"),
    ("2022-07 tot 2024-07-01", "2022-07-01", "2024-07-01", "2022-07-31", "maand", "tijdvak"),
    ("2022-07-29 voor 2 weken", "2022-07-29", "2022-08-12", "2022-07-29", "dag", "tijdvak"),
    ("2023-06-12, max. 1 jaar", "2023-06-12", "", "2023-06-12", "dag", "vanaf"),
    ("2024-06-26 (besluit burgemeester), in principe 2 jaar", "2024-06-26", "", "2024-06-26", "dag", "vanaf"),
    ("per 1 juni (2025) voor max. 5 jaar", "2025-06-01", "", "2025-06-01", "dag", "vanaf"),
    ("2022-10 (collegevoorstel), 3+3 maanden", "2022-10-01", "", "2022-10-31", "maand", "vanaf"),
    ("vanaf 2022-06-01", "2022-06-01", "", "2022-06-01", "dag", "vanaf"),
    ("vanaf november 2022", "2022-11-01", "", "2022-11-30", "maand", "vanaf"),
    ("tot eind 2017", "", "2017-12-31", "", "onbekend", "tot"),
]  # fmt: skip
UNKNOWN = [
    "", "onbekend", "ongedateerd", "ongedateerd (na 2022-10)", "onbekend halfjaar (ongedateerd)",
    "vanaf 1 oktober (jaar niet genoemd)", "1 oktober (jaar niet genoemd)", "na zomer 2023", "na 2022-10-17",
    "na 2024-06-26 (startdatum niet genoemd)", "onbepaalde tijd", "permanent", "15 jaar", "max. 1 jaar",
    "max. 2 weken per persoon", "6 maanden; half november 2022 met half jaar verlengd (voornemen)",
    "spreidingswet cyclus 2024 (bericht 2024-05-05)",
]  # fmt: skip
REFUSED = [
    ("03/04/2024", "dubbelzinnige-datum"),
    ("01-01-23", "dubbelzinnige-datum"),
    ("2018-2", "dubbelzinnige-datum"),
    ("31-02-2024", "onmogelijke-datum"),
    ("2024-13", "onmogelijke-datum"),
    ("13/13/2024", "onmogelijke-datum"),
    ("03-14-2024", "onmogelijke-datum"),
    ("1-1", "jaar-ontbreekt"),
    ("1 juli", "jaar-ontbreekt"),
    ("45000", "datum-zonder-opmaak"),
    ("dinsdag 2 september 2024", "weekdag-klopt-niet"),
    ("2023-12-05 tot 2023-01-01", "periode-omgekeerd"),
    ("2015-07; heropend na besluit 2015-09-01; bewonersleeg 2017-05-01", "meer-dan-een-datum"),
    ("binnenkort", "geen-datum"),
    ("Venlo", "geen-datum"),
]


@pytest.mark.parametrize(("text", "van", "tot", "peildatum", "precision", "vorm"), SPELLINGS)
def test_each_spelling(text: str, van: str, tot: str, peildatum: str, precision: str, vorm: str) -> None:
    found = parse(text)
    assert (found.van, found.tot, found.peildatum) == (d(van), d(tot), d(peildatum))
    assert (found.precision, found.vorm, found.error, found.tekst) == (precision, vorm, "", text)


@pytest.mark.parametrize("text", UNKNOWN)
def test_unknown_dates_stay_unknown_without_being_an_error(text: str) -> None:
    found = parse(text)
    assert (found.van, found.tot, found.peildatum, found.precision, found.error) == (
        None, None, None, "onbekend", "",
    )  # fmt: skip


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_cannot_be_read_is_named(text: str, code: str) -> None:
    found = parse(text)
    assert (found.error, found.van, found.tot, found.peildatum) == (code, None, None, None)
    assert code in FOUTEN


def test_provisional_marks() -> None:
    assert [parse(t).is_voorlopig for t in ("2022*", "2022**", "2022")] == [True, True, False]


def test_dates_of_messages_are_kept_apart_from_the_reference_date() -> None:
    assert parse("2025-H1 (aankondiging 2024-12-03)").bericht == date(2024, 12, 3)
    assert parse("spreidingswet cyclus 2024 (bericht 2024-09)").bericht == date(2024, 9, 30)


@pytest.mark.parametrize(
    ("text", "duration"),
    [("2 weken", (2, "week", True)), ("max. 2 jaar", (2, "jaar", False)), ("15 jaar", (15, "jaar", True)),
     ("3 maanden, max. 3 verlenging", (3, "maand", True)), ("in principe 2 jaar", (2, "jaar", False))],
)  # fmt: skip
def test_durations(text: str, duration: tuple[int, str, bool]) -> None:
    assert parse(text).duur == duration


def test_a_flow_counts_until_the_end_of_its_period_unless_the_text_says_otherwise() -> None:
    assert parse("2023-H2", aard="stroom").peildatum == date(2023, 12, 31)
    assert parse("2023-H2 (stand 2023-12-05)", aard="stroom").peildatum == date(2023, 12, 5)
    assert parse("2023-H2", aard="stand").peildatum is None
    assert parse("2018-2", aard="stroom").van == date(2018, 7, 1)


def test_a_year_from_the_table_completes_a_date() -> None:
    assert parse("1-7", jaar=2023).peildatum == date(2023, 7, 1)
    assert parse("1 juli", jaar=2023).peildatum == date(2023, 7, 1)


def test_the_column_decides_slashed_dates() -> None:
    assert [p.van for p in parse_texts(["03/04/2024", "13/04/2024"])] == [date(2024, 4, 3), date(2024, 4, 13)]
    assert [p.van for p in parse_texts(["03/04/2024", "04/13/2024"])] == [date(2024, 3, 4), date(2024, 4, 13)]
    undecided = parse_texts(["03/04/2024", "13/04/2024", "04/13/2024"])
    assert [p.error for p in undecided] == ["dubbelzinnige-datum", "", ""]
    assert parse("03/04/2024", volgorde="dmy").van == date(2024, 4, 3)


def test_cells_of_each_kind() -> None:
    column = Column(
        np.array([Kind.DATUM, Kind.GETAL, Kind.GETAL, Kind.GETAL, Kind.LEEG, Kind.TEKST], np.uint8),
        np.array([19358.0, 2023.0, 45000.0, 20230101.0, np.nan, np.nan]),
        np.array(["2023-01-01T00:00:00", "", "", "", "", "2023-H1"], object),
    )
    found = parse_column(column)
    assert [p.van for p in found[:2]] == [date(2023, 1, 1)] * 2
    assert [p.precision for p in found] == ["dag", "jaar", "onbekend", "dag", "onbekend", "halfjaar"]
    assert found[2].error == "datum-zonder-opmaak"


@pytest.mark.parametrize("value", [date(2024, 9, 2), datetime(2024, 9, 2, 10), pd.Timestamp("2024-09-02")])
def test_real_dates(value: object) -> None:
    assert parse(value).peildatum == date(2024, 9, 2)
    assert parse(pd.NaT).precision == "onbekend"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("voorlopige-bevolkings-gegevens-20230101.xlsx", "2023-01-01"),
        ("overzicht_2024-07-01.csv", "2024-07-01"),
        ("SES_WOA_scores_per_wijk_en_buurt_25042023_160857.csv", ""),
        ("limburg_cijfers.csv", ""),
        ("van-20230101-tot-20230701.csv", ""),
    ],
)
def test_the_day_in_a_file_name(name: str, found: str) -> None:
    period = from_filename(name)
    assert (period.peildatum if period else None) == d(found)


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_dutch_dates_come_back(day: date) -> None:
    texts = (
        datum(day),
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%Y%m%d}",
        f"{day:%d-%m-%Y}",
    )
    for text in texts:
        found = parse(text)
        assert (found.van, found.tot, found.peildatum) == (day, day, day), text


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_dutch_months_and_half_years_come_back_and_hold_their_day(day: date) -> None:
    for text in (maand(day), halfjaar(day), f"{day.year}", f"{day:%Y-%m}"):
        found = parse(text)
        assert found.van is not None
        assert found.tot is not None
        assert found.van <= day <= found.tot
        assert found.van.day == 1
        assert (found.tot + timedelta(days=1)).day == 1


@given(st.text(max_size=25))
def test_any_text_ends_in_a_period_or_a_known_error(text: str) -> None:
    found = parse(text)
    assert found.error in {"", *FOUTEN}
    if found.van and found.tot:
        assert found.van <= found.tot
