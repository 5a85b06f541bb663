"""Cells to numbers: every spelling of the sources, the notation per column, and no factor-1,000 errors."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values import FOUTEN, Markers, Spec, bound_from_texts, notation_issue, read_column, read_texts
from model.grid import Column, Kind
from model.lijsten import WaardeStatus as S
from model.taal import getal

NAN = math.nan
ANY = Spec(unit="getal", signed=True)


COUNT = Spec()


def one(text: str, spec: Spec = COUNT) -> tuple[float, float, float, S, str]:
    values = read_texts([text], spec)
    return values.value[0], values.low[0], values.high[0], values.status[0], values.error[0]


def same(left: tuple, right: tuple) -> bool:
    return all(a == b or (a != a and b != b) for a, b in zip(left, right, strict=True))


# text, value, min, max, status
UNDERSTOOD = [
    ("55", 55, NAN, NAN, S.DEFINITIEF),
    ("0", 0, NAN, NAN, S.DEFINITIEF),
    ("-0", 0, NAN, NAN, S.DEFINITIEF),
    ("+16", 16, NAN, NAN, S.DEFINITIEF),
    ("  457400", 457400, NAN, NAN, S.DEFINITIEF),
    ("1.234.567", 1234567, NAN, NAN, S.DEFINITIEF),
    ("1,234,567", 1234567, NAN, NAN, S.DEFINITIEF),
    ("17 811 291", 17811291, NAN, NAN, S.DEFINITIEF),
    ("17\u00a0811\u00a0291", 17811291, NAN, NAN, S.DEFINITIEF),
    ("1\u202f234", 1234, NAN, NAN, S.DEFINITIEF),
    ("1\u2009234", 1234, NAN, NAN, S.DEFINITIEF),
    ("1'234", 1234, NAN, NAN, S.DEFINITIEF),
    ("1’234", 1234, NAN, NAN, S.DEFINITIEF),
    ("€ 5", 5, NAN, NAN, S.DEFINITIEF),
    ("€ 5,-", 5, NAN, NAN, S.DEFINITIEF),
    ("123*", 123, NAN, NAN, S.VOORLOPIG),
    ("123**", 123, NAN, NAN, S.VOORLOPIG),
    ("123 (voorlopig)", 123, NAN, NAN, S.VOORLOPIG),
    ("1234 1)", 1234, NAN, NAN, S.DEFINITIEF),
    ("12²", 12, NAN, NAN, S.DEFINITIEF),
    ("150-200", NAN, 150, 200, S.GESCHAT),
    ("150–200", NAN, 150, 200, S.GESCHAT),
    ("15 tot 20", NAN, 15, 20, S.GESCHAT),
    ("100 tot 200", NAN, 100, 200, S.GESCHAT),
    ("15 tot en met 20", NAN, 15, 20, S.GESCHAT),
    ("400 a 450", NAN, 400, 450, S.GESCHAT),
    ("400 à 450 (verwacht)", NAN, 400, 450, S.GESCHAT),
    ("tussen de 40 en 50", NAN, 40, 50, S.GESCHAT),
    ("ca. 150-200", NAN, 150, 200, S.GESCHAT),
    ("ruim 330", 330, 330, NAN, S.GESCHAT),
    ("bijna 400", 400, NAN, 400, S.GESCHAT),
    ("circa 150", 150, NAN, NAN, S.GESCHAT),
    ("ca. 50", 50, NAN, NAN, S.GESCHAT),
    ("ongeveer 30", 30, NAN, NAN, S.GESCHAT),
    ("zo'n 50", 50, NAN, NAN, S.GESCHAT),
    ("zo’n 50", 50, NAN, NAN, S.GESCHAT),
    ("+/- 40", 40, NAN, NAN, S.GESCHAT),
    ("± 40", 40, NAN, NAN, S.GESCHAT),
    ("60 (ongeveer, personen)", 60, NAN, NAN, S.GESCHAT),
    ("150 (verwacht)", 150, NAN, NAN, S.GESCHAT),
    ("minimaal 487", 487, 487, NAN, S.DEFINITIEF),
    ("ten minste 20", 20, 20, NAN, S.DEFINITIEF),
    ("tenminste 20", 20, 20, NAN, S.DEFINITIEF),
    (">= 20", 20, 20, NAN, S.DEFINITIEF),
    ("maximaal 600", 600, NAN, 600, S.DEFINITIEF),
    ("maximaal circa 40", 40, NAN, 40, S.DEFINITIEF),
    ("tot 150", 150, NAN, 150, S.DEFINITIEF),
    ("90 (max)", 90, NAN, 90, S.DEFINITIEF),
    ("40 (max; 32 bewoners)", 40, NAN, 40, S.DEFINITIEF),
    ("meer dan 300", NAN, 300, NAN, S.GESCHAT),
    (">300", NAN, 300, NAN, S.GESCHAT),
    ("300+", NAN, 300, NAN, S.GESCHAT),
    ("minder dan 50", NAN, NAN, 50, S.GESCHAT),
    ("< 50", NAN, NAN, 50, S.GESCHAT),
    ("<5", NAN, NAN, 4, S.GEHEIM),
    ("90 woningen", 90, NAN, NAN, S.DEFINITIEF),
    ("525 (175 studio's)", 525, NAN, NAN, S.DEFINITIEF),
    ("248 (uitbreiding tot 400 verkend)", 248, NAN, NAN, S.DEFINITIEF),
    ("150 (was 200 bedoeld)", 150, NAN, NAN, S.DEFINITIEF),
    ("600 bewoners (2022-08)", 600, NAN, NAN, S.DEFINITIEF),
]
MARKED = [
    *((text, S.ONBEKEND) for text in ("", " ", ".", "       .", "-", "–", "onbekend", "Onbekend", "NA",
                                      "null", "-99997", "niet genoemd", "?")),
    *((text, S.GEHEIM) for text in ("x", "X", "geheim", "*")),
    *((text, S.NVT) for text in ("n.v.t.", "N.v.t.", "nvt", "niet van toepassing")),
]  # fmt: skip
REFUSED = [
    ("(5)", "negatief"),
    ("5-", "negatief"),
    ("−5", "negatief"),
    ("12,5", "breuk-in-aantal"),
    ("12.75", "breuk-in-aantal"),
    ("1.234", "dubbelzinnige-notatie"),
    ("1,234", "dubbelzinnige-notatie"),
    ("1.234-1.300", "dubbelzinnige-notatie"),
    ("1.2345.678", "dubbelzinnige-notatie"),
    ("12%", "procent-in-aantal"),
    ("12,5 %", "procent-in-aantal"),
    ("1E+15", "te-groot"),
    ("9007199254740993", "te-groot"),
    ("12 34", "geen-getal"),
    ("12341)", "geen-getal"),
    ("5 (1)", "geen-getal"),
    ("1-1", "geen-getal"),
    ("20-10", "geen-getal"),
    ("(5", "geen-getal"),
    ("--5", "geen-getal"),
    ("inf", "geen-getal"),
    ("0x10", "geen-getal"),
    ("1_000", "geen-getal"),
    ("١٢", "geen-getal"),
    ("½", "geen-getal"),
    ("enkele tientallen", "geen-getal"),
    ("412 naar 700 (besluit 2015)", "geen-getal"),
    ("12 huizen / ongeveer 48 bewoners per dorp", "geen-getal"),
    ("ongeveer 40 + circa 60 (later circa 150 samen)", "geen-getal"),
]


@pytest.mark.parametrize(("text", "value", "low", "high", "status"), UNDERSTOOD)
def test_each_spelling_of_a_number(text: str, value: float, low: float, high: float, status: S) -> None:
    assert same(one(text), (value, low, high, status, ""))


@pytest.mark.parametrize(("text", "status"), MARKED)
def test_each_marker_keeps_its_meaning_and_is_no_zero(text: str, status: S) -> None:
    assert same(one(text), (NAN, NAN, NAN, status, ""))


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_cannot_be_read_is_named(text: str, code: str) -> None:
    assert same(one(text), (NAN, NAN, NAN, S.ONBEKEND, code))
    assert code in FOUTEN


@pytest.mark.parametrize(
    ("column", "notation", "numbers"),
    [
        (["1.234", "1.234.567"], "nl", [1234, 1234567]),
        (["1.234", "0,5"], "nl", [1234, 0.5]),
        (["1.234", "1.234,5"], "nl", [1234, 1234.5]),
        (["1,234", "1,234.5"], "en", [1234, 1234.5]),
        (["1.234", "0.170"], "en", [1.234, 0.17]),
        (["11.200", "0,170"], "nl", [11200, 0.17]),
        (["-0.100", "1.010"], "en", [-0.1, 1.01]),
        (["3.287829263603153", "4"], "en", [3.287829263603153, 4]),
        (["-0,0369037368", "28"], "nl", [-0.0369037368, 28]),
        (["1.5e-05", "2"], "en", [1.5e-05, 2]),
        (["55", "66"], "", [55, 66]),
    ],
)
def test_the_column_decides_the_notation(column: list[str], notation: str, numbers: list[float]) -> None:
    values = read_texts(column, ANY)
    assert values.notation == notation
    assert values.value.tolist() == numbers
    assert not values.ask


def test_a_column_that_proves_nothing_asks_and_the_layout_may_answer() -> None:
    column = ["11.200", "48.900", "77"]
    asked = read_texts(column, Spec())
    assert asked.error.tolist() == ["dubbelzinnige-notatie", "dubbelzinnige-notatie", ""]
    assert asked.ask == ["11.200", "48.900"]
    declared = read_texts(column, Spec(notation="nl"))
    assert declared.value.tolist() == [11200, 48900, 77]
    assert declared.assumed.tolist() == [True, True, False]
    issue = notation_issue("a.csv", "a.csv!B2", "Inwoners", asked)
    assert (issue.code, issue.aantal) == ("notatie-kiezen", 2)
    assert "11.200" in issue.tekst


@pytest.mark.parametrize("spec", [ANY, Spec(notation="nl", unit="getal"), Spec(notation="en", unit="getal")])
def test_a_column_in_two_notations_is_never_read(spec: Spec) -> None:
    values = read_texts(["1,5", "2.5", "1.234", "7"], spec)
    assert values.contradicts
    assert values.error.tolist() == ["dubbelzinnige-notatie"] * 3 + [""]


def test_a_declared_notation_that_the_column_contradicts_is_not_believed() -> None:
    values = read_texts(["1.234", "0.5"], Spec(notation="nl", unit="getal"))
    assert values.error.tolist() == ["dubbelzinnige-notatie"] * 2


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("12%", "aandeel", 0.12), ("12,5 %", "aandeel", 0.125), ("0,12", "aandeel", 0.12),
     ("12%", "procent", 12),
     ("12", "procent", 12.0)],
)  # fmt: skip
def test_percentages_by_declared_unit(text: str, unit: str, value: float) -> None:
    assert one(text, Spec(unit=unit))[0] == value


@pytest.mark.parametrize("text", ["(5)", "5-", "-5", "−5", "– 5"])
def test_negatives_where_they_are_allowed(text: str) -> None:
    assert one(text, Spec(signed=True))[0] == -5


def test_amounts_may_be_larger_than_counts() -> None:
    assert one("2.500.000.000", Spec(unit="getal"))[0] == 2.5e9
    assert one("2.500.000.000")[4] == "te-groot"
    assert one("12E+20", Spec(unit="getal"))[4] == "geen-getal"
    assert one("1,2E+20", Spec(unit="getal"))[4] == "te-groot"


def test_a_dash_is_zero_only_when_the_layout_says_so() -> None:
    markers = Markers(missing=frozenset({""}), zero=frozenset({"-"}))
    assert one("-", Spec(markers=markers))[0] == 0


def column(*cells: tuple[Kind, float, str], percent: list[bool] | None = None) -> Column:
    kinds, numbers, texts = zip(*cells, strict=True)
    return Column(
        np.array(kinds, np.uint8),
        np.array(numbers, float),
        np.array(texts, object),
        None if percent is None else np.array(percent),
    )


def test_a_column_of_cells_by_kind() -> None:
    values = read_column(
        column(
            (Kind.GETAL, 12.0, ""),
            (Kind.GETAL, 1.234, ""),
            (Kind.GETAL, -3.0, ""),
            (Kind.GETAL, 1e15, ""),
            (Kind.GETAL, np.inf, ""),
            (Kind.GETAL, -99997.0, ""),
            (Kind.TEKST, NAN, "ruim 330"),
            (Kind.LEEG, NAN, ""),
            (Kind.BOOL, 1.0, ""),
            (Kind.DATUM, 19000.0, "2022-01-08"),
            (Kind.FOUT, NAN, "#N/A"),
            (Kind.FORMULE, NAN, ""),
        )
    )
    assert values.error.tolist() == [
        "", "breuk-in-aantal", "negatief", "te-groot", "te-groot", "", "", "", "geen-getal", "datum-in-getal",
        "foutwaarde", "formule-zonder-waarde",
    ]  # fmt: skip
    assert values.value[[0, 6]].tolist() == [12, 330]
    assert np.isnan(np.delete(values.value, [0, 6])).all()
    assert values.status[[5, 7]].tolist() == [S.ONBEKEND, S.ONBEKEND]


def test_percent_cells_are_fractions_in_the_file() -> None:
    cells = column((Kind.GETAL, 0.12, ""), (Kind.GETAL, -0.021, ""), percent=[True, True])
    assert read_column(cells, Spec(unit="aandeel", signed=True)).value.tolist() == [0.12, -0.021]
    assert read_column(cells, Spec(unit="procent", signed=True)).value.tolist() == [12, -2.1]
    assert set(read_column(cells).error) == {"procent-in-aantal"}


@pytest.mark.parametrize(
    ("value", "note", "expected"),
    [
        (487, '"minimaal 487"', (487, 487, NAN, S.DEFINITIEF)),
        (487, '""minimaal 487 plekken"", waarvan amv onbekend', (487, 487, NAN, S.DEFINITIEF)),
        (300, '"maximaal 300"', (300, NAN, 300, S.DEFINITIEF)),
        (430, "APPROXIMATE: 'indicatief ongeveer 430 plekken'", (430, NAN, NAN, S.GESCHAT)),
        (200, '"meer dan 200, wellicht richting 300"', (NAN, 200, NAN, S.GESCHAT)),
        (3100, "ruim 3.100 gevluchte mensen", (3100, 3100, NAN, S.GESCHAT)),
        (300, 'personen (ondergrens: "meer dan 300")', (NAN, 300, NAN, S.GESCHAT)),
        (3100, 'personen ("ruim")', (3100, 3100, NAN, S.GESCHAT)),
        (650, 'plekken ("maximaal")', (650, NAN, 650, S.DEFINITIEF)),
        (200, "plekken (circa)", (200, NAN, NAN, S.GESCHAT)),
        (200, "approximate", (200, NAN, NAN, S.GESCHAT)),
        (300, "lower bound", (300, 300, NAN, S.DEFINITIEF)),
    ],
)  # fmt: skip
def test_a_bound_word_next_to_the_same_number(value: float, note: str, expected: tuple) -> None:
    found = bound_from_texts(value, note)
    assert found is not None
    assert same((found.value, found.low, found.high, found.status), expected)


@pytest.mark.parametrize(
    ("value", "note"),
    [
        (487, "minimaal 500 plekken"),
        (48, "minimaal 487"),
        (525, "175 studio's"),
        (9, "bericht 2023-12-05"),
        (38000, "'circa' for the last two; multi-year places only"),
        (243, "circa 14 per 1000 inwoners"),
        (700, "uitbreiding van 412 naar 700; historisch"),
        (NAN, "minimaal 487"),
        (55, ""),
    ],
)
def test_other_numbers_and_words_in_a_note_change_nothing(value: float, note: str) -> None:
    assert bound_from_texts(value, note) is None


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_dutch_numbers_come_back_or_are_asked_about(numbers: list[int]) -> None:
    """Never a factor 1,000: what ``getal`` writes is read as the same number, or not read at all."""
    for notation in ("auto", "nl"):
        values = read_texts([getal(n) for n in numbers], Spec(notation=notation))
        for got, error, number in zip(values.value, values.error, numbers, strict=True):
            assert got == number if not error else (notation == "auto" and error == "dubbelzinnige-notatie")


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8), st.integers(0, 4))
def test_dutch_decimals_come_back_or_are_asked_about(numbers: list[float], decimals: int) -> None:
    texts = [getal(n, decimals) for n in numbers]
    values = read_texts(texts, ANY)
    for got, error, text in zip(values.value, values.error, texts, strict=True):
        expected = float(text.replace(".", "").replace(",", ".").replace("−", "-"))
        assert got == expected if not error else error == "dubbelzinnige-notatie"


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8), st.integers(0, 4))
def test_english_decimals_come_back_or_are_asked_about(numbers: list[float], decimals: int) -> None:
    texts = [f"{n:,.{decimals}f}" for n in numbers]
    values = read_texts(texts, ANY)
    for got, error, text in zip(values.value, values.error, texts, strict=True):
        expected = float(text.replace(",", ""))
        assert got == expected if not error else error == "dubbelzinnige-notatie"


@given(st.text(max_size=20))
def test_any_text_ends_in_a_value_a_marker_or_a_known_error(text: str) -> None:
    values = read_texts([text], ANY)
    understood = values.status[0] in set(S) and values.error[0] in {"", *FOUTEN}
    assert understood
    if values.error[0]:
        assert math.isnan(values.value[0])
