"""Tables whose title says which group they are about: read by it, and never as another group."""

from __future__ import annotations

import pytest

from loaders.load import shipped
from loaders.loaded import Loaded
from tests.loaders.grids import balanced, codes, run, sheet

ALL = shipped()
HEAD = ("Gemeente", "Opgave", "Capaciteit", "Bezet")
ROWS = (("Venlo", 400, 390, 380), ("Gennep", 60, 50, 55))


def read(title: str, head: tuple[str, ...] = HEAD, rows: tuple = ROWS, name: str = "x.xlsx") -> Loaded:
    return run(ALL, sheet([(title,), (), head, *rows]), name=name)


def figures(loaded: Loaded) -> list[tuple[str, ...]]:
    names = ["gebied_code", "doelgroep", "maat", "soort_opgave", "eenheid", "waarde"]
    return sorted(map(tuple, loaded.frame("cijfers")[names].astype("str").to_numpy().tolist()))


def test_title_gives_group_and_day():
    got = read("Opvang Oekraïense ontheemden Noord-Limburg, stand per 1 juli 2025")
    assert got.provenance.layout_id == "een-groep"
    assert codes(got) == []
    assert figures(got) == [
        ("GM0907", "oekraiense_ontheemden", "bezet", "", "personen", "55"),
        ("GM0907", "oekraiense_ontheemden", "opgave", "opgave", "plekken", "60"),
        ("GM0907", "oekraiense_ontheemden", "realisatie", "", "plekken", "50"),
        ("GM0983", "oekraiense_ontheemden", "bezet", "", "personen", "380"),
        ("GM0983", "oekraiense_ontheemden", "opgave", "opgave", "plekken", "400"),
        ("GM0983", "oekraiense_ontheemden", "realisatie", "", "plekken", "390"),
    ]
    assert got.frame("cijfers")["peildatum"].dt.strftime("%Y-%m-%d").unique().tolist() == ["2025-07-01"]


def test_title_with_two_groups_refuses_instead_of_choosing():
    got = read("Asielzoekers en Oekraïners, stand per 1 juli 2025")
    assert got.is_refused
    assert "onbekend-woord" in codes(got)
    assert balanced(got)


@pytest.mark.parametrize("head", [("Gemeente", "Realisatie"), ("Gemeente", "Opgave", "Realisatie")])
def test_a_realisatie_without_a_group_is_never_taken_for_statushouders(head: tuple[str, ...]):
    got = read("Overzicht per 1 juli 2025", head, tuple(row[: len(head)] for row in ROWS))
    assert got.is_refused
    assert codes(got)[-1] == "geen-layout"


@pytest.mark.parametrize("title", ["Taakstelling GOO eerste helft 2024", "Taakstelling Oekraïners 2024-H1"])
def test_a_taakstelling_of_another_group_is_refused_and_not_called_statushouders(title: str):
    got = read(title, ("Gemeente", "Taakstelling", "Realisatie"), (("Venlo", 400, 390), ("Gennep", 60, 50)))
    assert got.frame("cijfers").empty
    assert got.is_refused


def test_a_taakstelling_of_statushouders_is_still_theirs():
    got = read("Taakstelling vergunninghouders eerste helft 2024", ("Gemeente", "Taakstelling", "Realisatie"),
               (("Venlo", 40, 39), ("Gennep", 6, 5)))  # fmt: skip
    assert got.provenance.layout_id == "taakstelling-kaal"
    assert set(got.frame("cijfers")["doelgroep"]) == {"statushouders"}
