"""A confidential file is taken when its name, its measures and its rows agree; any mixture is refused."""

from __future__ import annotations

import re

import pytest

from loaders.engine import guard
from loaders.loaded import Loaded
from model import schemas
from model.issue import Issue
from tests.loaders.grids import BREED, balanced, run, sheet

HEAD = ("Gemeente", "Opgave", "Plekken open")
MARK = """
  [[blad.kolom]]
  rol = "is_vertrouwelijk"
  kop = ["vertrouwelijk"]
"""
PLANS = BREED.replace(
    'maat = "opgave", soort_opgave = "indicatief", cyclus = "2024"',
    'maat = "aanbod", zekerheid = "voornemen"',
)
VERTROUWELIJK = PLANS + MARK
MARKED = [(*HEAD, "Vertrouwelijk"), ("Venlo", 1, 1, "ja"), ("Stein", 1, 1, "nee")]


def refused(got: Loaded, code: str) -> Issue:
    assert got.is_refused
    assert got.frames == {}
    return next(issue for issue in got.issues if issue.code == code)


def test_confidential_rows_need_a_confidential_file():
    got = run(VERTROUWELIJK, sheet(MARKED))
    issue = refused(got, "vertrouwelijk-in-open-bestand")
    assert balanced(got)
    assert issue.plaats == "Blad1!B2, Blad1!C2"


def test_a_confidential_file_holds_nothing_open():
    got = run(VERTROUWELIJK, sheet(MARKED), name="VERTROUWELIJK_proef.xlsx")
    assert refused(got, "openbaar-in-vertrouwelijk-bestand").plaats == "Blad1!B3, Blad1!C3"


def test_when_name_measures_and_rows_agree_the_file_is_taken():
    whole = run(VERTROUWELIJK, sheet(MARKED[:2]), name="VERTROUWELIJK_proef.xlsx")
    assert not whole.is_refused
    assert len(whole.frame("cijfers")) == 2
    assert whole.frame("cijfers")["is_vertrouwelijk"].all()


def test_every_row_of_a_confidential_file_is_confidential_without_a_column_too():
    got = run(PLANS, sheet([HEAD, ("Venlo", 1, 1)]), name="VERTROUWELIJK_x.xlsx")
    assert len(got.frame("cijfers")) == 2
    assert got.frame("cijfers")["is_vertrouwelijk"].all()
    assert not run(PLANS, sheet([HEAD, ("Venlo", 1, 1)])).frame("cijfers")["is_vertrouwelijk"].any()


def test_a_figure_that_the_law_makes_public_is_not_confidential():
    got = run(BREED, sheet([HEAD, ("Venlo", 487, 1), ("Stein", 55, 1)]), name="VERTROUWELIJK_x.xlsx")
    issue = refused(got, "openbaar-cijfer-in-vertrouwelijk-bestand")
    assert (issue.plaats, issue.aantal) == ("Blad1!B2, Blad1!B3", 2)
    assert not run(BREED, sheet([HEAD, ("Venlo", 487, 1)])).is_refused


@pytest.mark.parametrize("soort", ["indicatief", "verdeelbesluit", "afspraak", "verslag"])
def test_of_the_duties_only_what_is_still_being_agreed_may_be_confidential(soort: str):
    layout = BREED.replace('soort_opgave = "indicatief"', f'soort_opgave = "{soort}"')
    got = run(layout, sheet([HEAD, ("Venlo", 487, 1)]), name="VERTROUWELIJK_x.xlsx")
    assert got.is_refused is (soort in {"indicatief", "verdeelbesluit"})


@pytest.mark.parametrize(
    "name",
    [
        "vertrouwelijk_x.xlsx",
        "Vertrouwelijk plan.xlsx",
        "plan (vertrouwelijk).xlsx",
        "plan-GEHEIM.xlsx",
        "VERTROUWELIJK.xlsx",
    ],
)
def test_a_name_that_only_looks_confidential_is_refused(name: str):
    refused(run(PLANS, sheet([HEAD, ("Venlo", 1, 1)]), name=name), "naam-lijkt-vertrouwelijk")


@pytest.mark.parametrize(
    "name", ["plan.xlsx", "niet-vertrouwelijk.xlsx", "niet vertrouwelijk plan.xlsx", "vertrouwen.xlsx"]
)
def test_an_ordinary_name_is_not(name: str):
    assert not run(PLANS, sheet([HEAD, ("Venlo", 1, 1)]), name=name).is_refused


SITES = """
id = "proef"
titel = "Proef"
provincie = "PV31"
notatie = "nl"
[[blad]]
frame = "locaties"
velden = { niveau = "gemeente", eenheid = "plekken" }
  [[blad.kolom]]
  rol = "gebied"
  kop = ["gemeente"]
  verplicht = true
  [[blad.kolom]]
  rol = "naam"
  kop = ["naam locatie"]
  verplicht = true
  [[blad.kolom]]
  rol = "type"
  kop = ["soort"]
  [[blad.kolom]]
  rol = "stadium"
  kop = ["stadium"]
  [[blad.kolom]]
  rol = "waarde"
  kop = ["plekken"]
  verplicht = true
"""
SITE_HEAD = ("Gemeente", "Naam locatie", "Soort", "Stadium", "Plekken")


@pytest.mark.parametrize(
    ("site", "is_refused"),
    [
        (("Venlo", "Kerkstraat 12", "amv_opvang", "open", 12), True),
        (("Venlo", "huis, 5911 AB", "amv_opvang", "open", 12), True),
        (("Venlo", "amv-huis Venlo", "amv_opvang", "open", 12), False),
        (("Venlo", "Kerkstraat 12", "azc", "open", 300), False),
        (("Venlo", "Molenweg 3", "azc", "haalbaarheid", 300), True),
        (("Venlo", "Molenweg 3", "azc", "zoekfase", 300), True),
        (("Venlo", "Molenweg 3", "azc", "besluit", 300), False),
        (("Venlo", "langs de Molenweg", "azc", "zoekfase", 300), False),
    ],
)
def test_an_address_that_must_be_confidential_is_refused_in_an_open_file(site: tuple, is_refused: bool):
    got = run(SITES, sheet([SITE_HEAD, ("Stein", "hal", "azc", "open", 90), site]))
    assert got.is_refused is is_refused
    if is_refused:
        assert refused(got, "moet-vertrouwelijk").plaats.startswith("Blad1!")
        assert refused(got, "moet-vertrouwelijk").plaats.endswith("3")
    inside = run(SITES, sheet([SITE_HEAD, site]), name="VERTROUWELIJK_x.xlsx")
    assert inside.frame("locaties")["is_vertrouwelijk"].all()
    assert len(inside.frame("locaties")) == 1


def test_the_rules_name_frames_and_words_that_exist():
    for rijen in (*guard.rules().mag, *guard.rules().moet):
        columns = schemas.SCHEMAS[rijen.frame].columns
        for name in ("maat", "soort_opgave", "type", "stadium"):
            if words := getattr(rijen, name):
                assert set(words) <= {str(value) for value in columns[name].values}
    assert set(guard.rules().adres.kolommen) <= set(schemas.SCHEMAS["locaties"].columns)


def test_messages_are_dutch_sentences_with_a_remedy():
    got = run(BREED, sheet([HEAD, ("Venlo", "veel", 1), ("Nergens", 1, 1), ("Stein", -1, 1)]))
    said = [
        *got.issues,
        *run(VERTROUWELIJK, sheet(MARKED), name="x vertrouwelijk.xlsx").issues,
    ]
    assert len(said) >= 5
    for issue in said:
        assert not re.search(r"\b(the|column|row|value|is not)\b", issue.tekst)
        assert re.search(r"[Vv]erbeter|[Kk]ies|[Zz]et|[Cc]ontroleer|[Vv]ul|[Hh]aal|laat", issue.tekst), (
            issue.tekst
        )
