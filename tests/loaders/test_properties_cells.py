"""What must hold for every cell: numbers come back, words mean one thing, no look-alike is a wrong match."""

from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.areas import default
from loaders.values import Spec, read_texts
from model.lijsten import WaardeStatus
from tests.loaders.test_properties import AREAS, CODE, MANY

DUTCH = st.sampled_from(["{}", "{} ", " {}", "€ {}", "€ {},-", "\u00a0{}", "{}*"])


@given(
    st.lists(st.integers(1000, 99_000_000), min_size=1, max_size=6),
    DUTCH,
    st.sampled_from([".", " ", "\u202f", "'"]),
)
@settings(max_examples=150 * MANY)
def test_dutch_numbers_come_back_and_never_a_factor_thousand_off(numbers: list[int], form: str, mark: str):
    texts = [form.format(f"{number:,}".replace(",", mark)) for number in numbers]
    read = read_texts(texts, Spec(notation="nl"))
    assert read.error.tolist() == [""] * len(numbers)
    assert read.value.tolist() == numbers


@given(
    st.integers(1, 9_999_999), st.integers(1, 99), st.sampled_from(["({})", "-{}", "{}-", "–{}", "\u2212 {}"])
)
@settings(max_examples=100 * MANY)
def test_dutch_decimals_and_negatives_come_back(whole: int, cents: int, form: str):
    text = form.format(f"{whole:,}".replace(",", ".") + f",{cents:02}")
    read = read_texts([text], Spec(notation="nl", unit="getal", signed=True))
    assert read.error[0] == ""
    assert math.isclose(read.value[0], -(whole + cents / 100), rel_tol=1e-12)


@given(st.lists(st.integers(1000, 999_999), min_size=1, max_size=4))
@settings(max_examples=60 * MANY)
def test_a_number_that_reads_both_ways_is_never_read_without_saying_so(numbers: list[int]):
    texts = [
        f"{number:,}".replace(",", ".") for number in numbers
    ]  # 12.345: Dutch thousands or English decimals
    auto = read_texts(texts, Spec())
    assert set(auto.error) == {"dubbelzinnige-notatie"}
    assert sorted(set(auto.ask)) == sorted(set(texts))
    assert read_texts(texts, Spec(notation="nl")).assumed.all()


TOKENS = {
    **dict.fromkeys(("n.v.t.", "N.v.t.", "nvt", "niet van toepassing"), WaardeStatus.NVT),
    **dict.fromkeys(("x", "geheim", "*", "<5"), WaardeStatus.GEHEIM),
    **dict.fromkeys((".", "..", "-", "–", "", " ", "?", "NA", "null", "#N/A", "onbekend", "-99997", "pm",
                     "volgt"), WaardeStatus.ONBEKEND),
}  # fmt: skip


@pytest.mark.parametrize(("token", "status"), TOKENS.items())
def test_words_in_a_column_of_numbers_have_one_declared_meaning(token: str, status: WaardeStatus):
    read = read_texts([token], Spec())
    assert math.isnan(read.value[0])
    assert (read.status[0], read.error[0]) == (status, "")


@given(
    st.text(alphabet="abcdefgijklmoqrstuvwyz ", min_size=3, max_size=12)
    .map(str.strip)
    .filter(lambda t: len(t) > 2)
)
@settings(max_examples=100 * MANY)
def test_any_other_word_is_refused_and_never_zero(word: str):
    read = read_texts([word], Spec())
    assert math.isnan(read.value[0])
    assert read.error[0] == "geen-getal" or word.casefold() in {
        "null",
        "nul",
        "volgt",
        "geheim",
        "vertrouwelijk",
    }


@pytest.mark.parametrize(
    ("text", "error"),
    [("2,5", "breuk-in-aantal"), ("-3", "negatief"), ("1E+15", "te-groot"), ("9007199254740993", "te-groot"),
     ("inf", "geen-getal"), ("1E400", "te-groot"), ("12%", "procent-in-aantal")],
)  # fmt: skip
def test_what_is_no_count_is_refused(text: str, error: str):
    assert read_texts([text], Spec(notation="nl")).error[0] == error


def test_minus_zero_is_zero():
    assert math.copysign(1, read_texts(["-0"], Spec()).value[0]) == 1


# --- areas (F29, F30) ---

OLD = [
    (row.naam, row.opvolger_code)
    for row in AREAS[AREAS["geldig_tot"].notna()].itertuples()
    if row.opvolger_code
]
SPACES = st.sampled_from([" ", "\u00a0", "  ", "\u2009", "\u200b "])
HYPHENS = st.sampled_from(["-", "\u2010", "\u2011", "\u2013", " - "])
WRAPS = st.sampled_from(["{}", " {} ", "Gemeente {}", "Gem. {}", "\ufeff{}", "{}\u00a0", "{} 1)", "{}*"])
CASES = st.sampled_from([str, str.upper, str.lower])


@given(st.sampled_from(sorted(CODE)), SPACES, HYPHENS, WRAPS, CASES, st.sampled_from(["NFC", "NFD"]))
@settings(max_examples=150 * MANY, deadline=None)
def test_a_name_that_only_looks_different_is_the_same_gemeente_or_refused(
    name, space, hyphen, wrap, case, form
):
    text = wrap.format(unicodedata.normalize(form, case(name.replace(" ", space).replace("-", hyphen))))
    match = default().resolve(text, niveau="gemeente")
    assert match.code in {CODE[name], ""}
    if not match.code:
        assert match.status in {"dubbelzinnig", "onbekend"}


TWINS = {"a": "а", "e": "е", "o": "о", "i": "і", "c": "с", "p": "р", "x": "х", "y": "у"}


@given(st.sampled_from(sorted(CODE)), st.integers(0, 30))
@settings(max_examples=60 * MANY, deadline=None)
def test_a_letter_of_another_alphabet_is_refused_and_never_matched(name: str, place: int):
    at = place % len(name)
    twin = TWINS.get(name[at].lower())
    if twin is None:
        return
    match = default().resolve(name[:at] + twin + name[at + 1 :], niveau="gemeente")
    assert (match.code, match.status) == ("", "onbekend")


@given(st.sampled_from(OLD))
@settings(max_examples=40 * MANY, deadline=None)
def test_every_ended_gemeente_leads_to_a_successor_or_a_choice(old: tuple[str, str]):
    match = default().resolve(old[0], niveau="gemeente")
    assert match.status in {"opvolger", "gesplitst", "dubbelzinnig", "gevonden"}
    if match.status == "opvolger":
        assert match.oude_code
        assert match.code in set(CODE.values())
