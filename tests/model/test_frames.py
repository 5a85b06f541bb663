"""A frame is refused for exactly what is wrong with it, and for everything at once."""

import pandas as pd
import pytest

from model import cijfers, schemas
from model.frames import FrameError


def figure(**fields):
    """Return a valid one-row frame ``cijfers``: Simpelveld must offer 55 places."""
    row = {
        "gebied_code": "GM0965",
        "doelgroep": "asielzoekers",
        "deelgroep": "alle",
        "maat": "opgave",
        "soort_opgave": "indicatief",
        "cyclus": "2024",
        "bereik": "gemeentetotaal",
        "aard": "stand",
        "vastgesteld_op": pd.Timestamp("2024-01-31"),
        "waarde": 55,
        "eenheid": "plekken",
        "waarde_status": "definitief",
        "bron_id": "abc",
        "bron_cel": "Blad1!F27",
    }
    return schemas.conform("cijfers", pd.DataFrame([row | fields]))


def codes(frame):
    return {issue.code for issue in cijfers.check(frame)}


def test_a_plain_figure_is_valid():
    assert cijfers.check(figure()) == []


@pytest.mark.parametrize("name", schemas.SCHEMAS)
def test_every_frame_has_a_valid_empty_form(name):
    frame = schemas.empty(name)
    assert list(frame.columns) == list(schemas.SCHEMAS[name].columns)
    assert schemas.check(name, frame) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"doelgroep": "vluchtelingen"}, "niet-in-lijst"),
        ({"gebied_code": ""}, "leeg"),
        ({"bron_cel": ""}, "leeg"),
        ({"soort_opgave": ""}, "soort-ontbreekt"),
        ({"soort_opgave": "netto"}, "soort-past-niet"),
        ({"maat": "realisatie"}, "soort-te-veel"),
        ({"maat": "realisatie", "soort_opgave": "", "aard": "stroom"}, "periode-ontbreekt"),
        ({"waarde": -1}, "negatief"),
        ({"waarde": 55, "waarde_min": 60}, "grenzen"),
        ({"waarde_min": 60, "waarde_max": 50, "waarde": None}, "grenzen"),
        ({"waarde": 0, "waarde_status": "onbekend"}, "onbekend-met-waarde"),
        ({"waarde": None}, "waarde-ontbreekt"),
        (
            {"doelgroep": "oekraiense_ontheemden", "soort_opgave": "opgave", "deelgroep": "amv"},
            "deelgroep-past-niet",
        ),
    ],
)
def test_what_is_wrong_is_named(fields, code):
    assert codes(figure(**fields)) == {code}


def test_missing_with_a_reason_is_allowed_and_stays_missing():
    frame = figure(waarde=None, waarde_status="onbekend")
    assert cijfers.check(frame) == []
    assert frame["waarde"].isna().all()


def test_a_corrected_taakstelling_may_be_negative():
    # Horst aan de Maas could have -5 after a voorsprong of 27 on a netto of 22: 22 - 27 = -5
    frame = figure(
        doelgroep="statushouders",
        soort_opgave="gecorrigeerd",
        cyclus="",
        aard="stroom",
        eenheid="personen",
        waarde=-5,
        periode_van=pd.Timestamp("2024-07-01"),
        periode_tot=pd.Timestamp("2024-12-31"),
    )
    assert cijfers.check(frame) == []


def test_all_problems_come_at_once():
    assert codes(figure(doelgroep="vluchtelingen", bron_id="", waarde=-3)) >= {
        "niet-in-lijst",
        "leeg",
        "negatief",
    }


def test_the_same_cell_twice_breaks_the_key():
    frame = pd.concat([figure(), figure()], ignore_index=True)
    assert codes(frame) == {"dubbele-sleutel"}


def test_conform_refuses_a_column_it_does_not_know():
    with pytest.raises(FrameError, match="percentage"):
        schemas.conform("cijfers", pd.DataFrame({"percentage": [1]}))


def test_conform_refuses_text_in_a_number():
    with pytest.raises(FrameError, match="waarde"):
        schemas.conform("cijfers", pd.DataFrame({"waarde": ["circa 50"]}))


def test_require_raises_with_every_issue():
    with pytest.raises(FrameError) as error:
        cijfers.SCHEMA.require(figure(doelgroep="x", bron_id=""))
    assert len(error.value.issues) >= 2


def test_a_closing_before_the_opening_is_refused():
    row = {
        "locatie_id": "l1",
        "gebied_code": "GM0984",
        "naam": "hal",
        "type": "noodopvang",
        "stadium": "open",
        "van": pd.Timestamp("2024-05-01"),
        "tot": pd.Timestamp("2024-04-01"),
        "waarde_status": "onbekend",
        "bron_id": "b",
        "bron_cel": "Locaties!A2",
    }
    issues = schemas.check("locaties", schemas.conform("locaties", pd.DataFrame([row])))
    assert [issue.code for issue in issues] == ["datums-omgekeerd"]
