"""Numbers and dates as a Dutch reader writes them; unknown is a word."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import lijsten, schemas, taal


@pytest.mark.parametrize(
    ("args", "text"),
    [
        ((1234.5, 1), "1.234,5"),
        ((0,), "0"),
        ((-0.4,), "0"),
        ((2.5,), "3"),  # half up, as on paper; round() would give 2
        ((pd.NA,), "onbekend"),
        ((float("nan"),), "onbekend"),
        ((float("inf"),), "onbekend"),
    ],
)
def test_getal(args, text):
    assert taal.getal(*args) == text


@given(st.integers(-(10**9), 10**9))
def test_a_number_reads_back(number):
    back = taal.getal(number).replace(".", "").replace("−", "-")
    assert int(back) == number


@pytest.mark.parametrize(
    ("args", "text"),
    [
        ((None, 487, None), "minimaal 487"),
        ((487, 487, None), "minimaal 487"),
        ((300, None, 300), "maximaal 300"),
        ((None, 150, 200), "150 tot 200"),
        ((430, None, None, "geschat"), "circa 430"),
        ((None, None, None, "geheim"), "geheim"),
        ((None, None, None, "nvt"), "n.v.t."),
        ((None, None, None, "onbekend"), "onbekend"),
        ((0, None, None), "0"),
    ],
)
def test_a_bound_is_never_shown_as_exact(args, text):
    assert taal.waarde(*args) == text


def test_dates_and_lists():
    assert taal.datum(pd.NaT) == "onbekend"
    assert taal.halfjaar("2024-06-30") == "eerste helft 2024"
    assert taal.opsomming(["Weert"]) == "Weert"
    assert taal.opsomming([]) == ""
    assert taal.bekend_van(27, 31) == "27 van 31 gemeenten bekend"


@pytest.mark.parametrize(
    "name", ["Doelgroep", "Deelgroep", "Maat", "SoortOpgave", "Zekerheid", "Bereik", "Aard", "Eenheid"]
)
def test_every_value_of_a_closed_list_has_a_dutch_word(name):
    for value in getattr(lijsten, name):
        assert "_" not in taal.woord(value)


@pytest.mark.parametrize(
    "name",
    ["WaardeStatus", "Niveau", "LocatieType", "Stadium", "Status", "Ernst", "Lezen", "Uitkomst", "Editie"],
)
def test_every_state_has_a_dutch_word(name):
    for value in getattr(lijsten, name):
        assert "_" not in taal.woord(value)


def test_every_column_of_every_frame_has_a_dutch_word():
    hidden = {
        "upload_id",
        "layout_id",
        "is_voorbeeld",
        "ouder_code",
        "opvolger_code",
        "veiligheidsregio_code",
    }
    for schema in schemas.SCHEMAS.values():
        for column in set(schema.columns) - hidden:
            assert "_" not in taal.woord(column)
