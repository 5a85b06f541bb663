"""No pattern of a layout takes long in a long cell: the head is searched, and that is said."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.engine.effort import INFINITE, effort
from loaders.engine.text import bare, fits, head, pattern, simple
from loaders.layouts import parse, shipped
from loaders.load import load
from loaders.mapping import layout_of
from loaders.reading.limits import pattern_power, searched_signs
from model.lijsten import Ernst, Uitkomst
from store.layouts import _texts
from tests.loaders.test_mapping_again import FILES, chosen

MOST = searched_signs()
#: As much as Excel allows in a cell, in shapes that make a careless search grow with the square.
SIGNS = 32_767
LONG = [(unit * SIGNS)[:SIGNS] + "x" for unit in ("a", " ", "1", "1) ", "a ", "- ", "*", "opvang ")]
OWN = """
id = "eigen"
titel = "Eigen lijst"
notatie = "nl"
[velden]
doelgroep = "asielzoekers"
maat = "opgave"
soort_opgave = "indicatief"
cyclus = "2026"
eenheid = "plekken"
vastgesteld_op = "2026-02-27"
[[blad]]
titel = "lijst"
voet = ["re:.{12,}slotregel"]
[[blad.weglaten]]
patroon = 're:\\s*\\S*zonder cijfer$'
reden = "opmerking"
[[blad.kolom]]
rol = "gebied"
kop = ["Waar"]
verplicht = true
[[blad.kolom]]
rol = "waarde"
kop = ["Hoeveel"]
verplicht = true
[[blad.kolom]]
rol = "toelichting"
kop = ["Toelichting"]
"""


def seconds(task, *given) -> float:
    """Return the processor time of a call, so that a busy machine does not matter."""
    start = time.process_time()
    task(*given)
    return time.process_time() - start


@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:4]))
def test_a_cell_as_long_as_excel_allows_takes_no_time(text: str):
    for quadratic in ("re:.{12,}slot", r"re:\s*\S*zonder$", "re:(?:a|opvang).*slot", "slot"):
        assert seconds(fits, quadratic, text) < 0.5
    simple.cache_clear()
    assert seconds(simple, text) + seconds(bare, text) < 0.5


@given(st.integers(0, MOST), st.text("ab 1)", max_size=40))
def test_what_stands_in_the_head_is_found_whatever_follows(before: int, after: str):
    word = "totaal"
    text = "x" * before + word + after * 50
    assert (pattern("re:totaal").search(text) is not None) is (before + len(word) <= MOST)


def test_a_cut_is_no_end():
    text = "x" * (MOST - 6) + "totaal" + " van iets anders"
    assert not fits("re:totaal$", text)
    assert fits("re:totaal", text)
    assert head("kort") == "kort"
    assert head("a" * MOST) == "a" * MOST


def test_a_long_remark_is_kept_whole_and_said_to_be_searched_in_part():
    remark = "a" * 20_000
    loaded = load(f"Waar;Hoeveel;Toelichting\nVenlo;12;{remark}\nStein;3;kort\n".encode(), "x.csv",
                  layouts=[parse(OWN)])  # fmt: skip
    assert loaded.provenance.uitkomst is Uitkomst.AANVAARD
    assert loaded.frame("cijfers")["waarde"].tolist() == [12, 3]
    assert loaded.frame("cijfers")["toelichting"].tolist() == [remark, "kort"]
    (issue,) = loaded.issues
    assert (issue.code, issue.ernst, issue.plaats) == ("lange-cel", Ernst.MELDING, "x.csv!C2")
    assert "20.000 tekens" in issue.tekst
    assert "eerste 1.000" in issue.tekst


def test_own_patterns_on_long_cells_do_not_hold_up_a_file():
    rows = "".join(f"{text.strip()};1;\n" for text in LONG)
    content = f"Waar;Hoeveel;Toelichting\nVenlo;12;\n{rows}".encode()
    assert seconds(lambda: load(content, "x.csv", layouts=[parse(OWN)])) < 3


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("^totaal", 0),
        ("totaal", 1),
        (r"^\s*totaal\s*$", 1),
        (r"^\d+ (\d+) \d+$", 1),
        ("^a*a*b", 2),
        ("^(?=.*opgave)(?=.*2026)", 1),
        (".{12}", 1),
        (".{12,}", 2),
        ("(.+) - (.+)", 3),
        (r"^[^|]*\| \d+ ", 2),
        (r"^(a|b.*)c+", 2),
        ("(ab)+", 2),
        ("(a+)+$", INFINITE),
        ("^(a|ab)*c", INFINITE),
        (r"^(\w+\s?)*$", INFINITE),
        (r"^(.+)\1", INFINITE),
        ("a{1,5000}", 2),
    ],
)
def test_how_much_work_a_pattern_may_be(text: str, power: int):
    assert effort(re.compile(text, re.IGNORECASE)) == power


@pytest.mark.parametrize("name", FILES)
def test_a_layout_made_with_the_form_can_be_kept(name: str):
    made = layout_of(chosen(FILES[name]))
    slow = [text for text in _texts(made.model_dump()) if effort_of(text) > pattern_power()]
    assert slow == []


def effort_of(text: str) -> int:
    return effort(pattern(text).regex) if text.startswith("re:") else 0


def test_no_shipped_pattern_grows_without_measure():
    found = {text for layout in shipped() for text in _texts(layout.model_dump())}
    assert sum(text.startswith("re:") for text in found) > 50
    assert [text for text in found if effort_of(text) > pattern_power()] == []
