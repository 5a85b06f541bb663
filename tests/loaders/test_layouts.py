"""The layout language and the choice of a layout."""

from __future__ import annotations

import re

import pydantic
import pytest

from loaders.layouts import parse, shipped
from loaders.load import load
from tests.loaders.grids import BREED, codes, run, sheet
from tests.shared import ROOT

HEAD = ("Gemeente", "Opgave")
TABLE = [HEAD, ("Venlo", 487)]


def test_every_shipped_layout_is_valid_and_named_after_its_file():
    assert {"sjabloon", "limburg-cijfers", "spreidingswet-2026"} <= {layout.id for layout in shipped()}
    for layout in shipped():
        assert layout.titel
        assert layout.blad


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('rol = "gebied"', 'rol = "gebeid"', "gebeid"),
        ('kop = ["gemeente", "gemeentenaam"]', 'kop = ["re:(gemeente"]', "patroon"),
        ("tussenkop = true", "tussenkopje = true", "tussenkopje"),
        ('id = "proef"', 'id = "Proef 1"', "id"),
    ],
)
def test_a_mistake_in_a_layout_is_named(old: str, new: str, says: str):
    with pytest.raises(pydantic.ValidationError, match=says):
        parse(BREED.replace(old, new))


def test_no_layout_says_what_was_seen_and_what_comes_nearest():
    got = run(BREED, sheet([("Gemeente", "Aantal"), ("Venlo", 487)]))
    assert got.is_refused
    assert codes(got) == ["geen-layout"]
    text = got.issues[0].tekst
    assert "'Gemeente' en 'Aantal'" in text
    assert "'Proef: breed' (proef)" in text
    assert "'opgave'" in text


def test_two_layouts_that_fit_are_asked_and_the_answer_decides():
    two = [
        parse(BREED),
        parse(BREED.replace('id = "proef"', 'id = "proef-twee"').replace('"indicatief"', '"verslag"')),
    ]
    asked = run(two, sheet(TABLE))
    assert codes(asked) == ["layout-kiezen"]
    assert "(proef) of" in asked.issues[0].tekst
    got = run(two, sheet(TABLE), answers={"layout": "proef-twee"})
    assert got.frame("cijfers")["soort_opgave"].tolist() == ["verslag"]
    assert codes(run(two, sheet(TABLE), answers={"layout": "weg"})) == ["geen-layout"]


def test_the_layout_that_knows_more_columns_wins():
    richer = (
        BREED.replace('id = "proef"', 'id = "rijker"')
        + '\n  [[blad.kolom]]\n  rol = "toelichting"\n  kop = ["nota"]\n'
    )
    table = [(*HEAD, "Nota"), ("Venlo", 487, "x")]
    assert run([parse(BREED), parse(richer)], sheet(table)).provenance.layout_id == "rijker"


def test_the_file_name_decides_between_equals():
    named = parse(BREED.replace('id = "proef"', 'id = "genoemd"\nbestand = "re:besluit"'))
    got = run([parse(BREED), named], sheet(TABLE), name="besluit_2024.xlsx")
    assert got.provenance.layout_id == "genoemd"


LANG = """
id = "lang"
titel = "Proef: lang, met kop in twee lagen"
provincie = "PV31"
notatie = "nl"
velden = { eenheid = "plekken", niveau = "gemeente", soort_opgave = "", cyclus = "" }

[[blad]]
kopregels = 2

  [[blad.kolom]]
  rol = "gebied"
  kop = ["gemeente"]
  verplicht = true

  [[blad.kolom]]
  rol = "waarde"
  kop = ['re:^(?P<doelgroep>asielzoekenden|oekraïners) / (?P<maat>bezet|realisatie)$']
  verplicht = true
"""


def test_groups_in_a_two_level_header_become_fields():
    rows = [
        (None, "Asielzoekenden", None, "Oekraïners", None),
        ("Gemeente", "Realisatie", "Bezet", "Realisatie", "Bezet"),
        ("Venlo", 1, 2, 3, 4),
    ]
    frame = run(LANG, sheet(rows)).frame("cijfers")
    got = frame.set_index(["doelgroep", "maat"])["waarde"].to_dict()
    assert got == {
        ("asielzoekers", "realisatie"): 1, ("asielzoekers", "bezet"): 2,
        ("oekraiense_ontheemden", "realisatie"): 3, ("oekraiense_ontheemden", "bezet"): 4,
    }  # fmt: skip


def test_a_header_may_stand_higher_than_its_column_and_the_total_above_it():
    # 238 + 131 = 369, and the total stands above the header row
    layout = BREED.replace("tussenkop = true", "kop_terug = 10")
    rows = [
        ("Tabel 1",), (None, None, "Opgave "), (), ("Totaal", None, 369), (),
        ("Gemeente",), ("Venlo", None, 238), ("Stein", None, 131),
    ]  # fmt: skip
    got = run(layout, sheet(rows))
    assert got.frame("cijfers")["bron_cel"].tolist() == ["Blad1!C7", "Blad1!C8"]
    assert got.dropped["reden"].tolist() == ["totaal"]
    assert codes(got) == []
    rows[3] = ("Totaal", None, 370)
    assert codes(run(layout, sheet(rows))) == ["totaal-wijkt-af"]


REGELS = (
    BREED
    + """
  [[blad.kolom]]
  rol = "hulp:opmerking"
  kop = ["opmerking"]

  [[blad.regel]]
  als = { maat = "opgave", "hulp:opmerking" = "re:besluit" }
  zet = { soort_opgave = "verdeelbesluit", vastgesteld_op = "stap:verdeelbesluit" }

  [[blad.regel]]
  als = { soort_opgave = "verdeelbesluit" }
  zet = { toelichting = "tekst:zie {hulp:opmerking}" }

  [[blad.regel]]
  als = { "hulp:opmerking" = "re:weg" }
  naar = "weglaten"
  reden = "uitgesloten"

  [[blad.regel]]
  als = { "hulp:opmerking" = "re:fout" }
  naar = "weigeren"
  reden = "De bron trekt dit getal in. Verbeter de rij."
"""
)


def test_rules_set_fields_leave_out_and_refuse():
    rows = [
        (*HEAD, "Opmerking"),
        ("Venlo", 1, "besluit"),
        ("Stein", 2, "weg"),
        ("Beek", 3, "fout"),
        ("Weert", 4, ""),
    ]
    got = run(REGELS, sheet(rows))
    frame = got.frame("cijfers").set_index("gebied_code")
    assert frame["soort_opgave"].to_dict() == {"GM0983": "verdeelbesluit", "GM0988": "indicatief"}
    assert frame.loc["GM0983", "vastgesteld_op"].date().isoformat() == "2024-12-23"
    assert frame.loc["GM0983", "toelichting"] == "zie besluit"
    assert got.dropped["reden"].tolist() == ["uitgesloten"]
    assert codes(got) == ["geweigerd-door-layout"]
    assert got.provenance.rows_refused == 1


def test_fields_outside_the_table():
    layout = (
        BREED.replace("tussenkop = true", "")
        + """
  [[blad.vondst]]
  waar = "boven"
  patroon = 're:stand (?P<peildatum>[0-9-]+)'

  [[blad.vondst]]
  waar = "bladnaam"
  patroon = 're:^(?P<toelichting>Ronde .)$'
"""
    )
    got = run(layout, sheet([("Opgave, stand 1-7-2025",), *TABLE], "Ronde 2")).frame("cijfers").iloc[0]
    assert got["peildatum"].date().isoformat() == "2025-07-01"
    assert got["toelichting"] == "Ronde 2"


def test_only_the_levels_asked_for_are_kept():
    layout = BREED.replace('niveau = "gemeente"', 'cyclus = "2024"').replace(
        "tussenkop = true", 'niveaus = ["gemeente"]'
    )
    got = run(layout, sheet([HEAD, ("Venlo", 487), ("Limburg (PV)", 5662), ("Nederland", 96000)]))
    assert got.frame("cijfers")["gebied_code"].tolist() == ["GM0983"]
    assert got.dropped["reden"].tolist() == ["ander-niveau", "ander-niveau"]


def test_a_sign_may_be_turned_and_a_column_bounds_it():
    layout = BREED.replace(
        'velden = { doelgroep = "asielzoekers", maat = "realisatie" }',
        'teken = -1\n  velden = { doelgroep = "statushouders", maat = "saldo", eenheid = "personen" }',
    )
    frame = run(
        layout, sheet([("Gemeente", "Opgave", "Realisatie"), ("Venlo", None, 10), ("Stein", None, "5-7")])
    ).frame("cijfers")
    assert frame["waarde"].tolist()[0] == -10
    assert frame.iloc[1][["waarde_min", "waarde_max"]].tolist() == [-7, -5]


def test_hidden_and_unknown_sheets_are_named():
    got = run(BREED, sheet(TABLE), sheet([("x",)], "Los"), sheet([("y",)], "Stil", "verborgen"))
    assert sorted(codes(got)) == ["blad-niet-gebruikt", "verborgen-blad"]


def test_a_header_is_named_in_words_and_never_empty():
    odd = BREED.replace('kop = ["gemeente", "gemeentenaam"]', 'kop = ["", "re:^plaats$"]')
    got = run(odd, sheet([("Naam", "Opgave"), ("Venlo", 487)]))
    assert "'een kolom met gebied'" in got.issues[0].tekst
    assert "re:" not in got.issues[0].tekst


def test_the_example_of_the_manual_works_as_it_says():
    # 1200 + 300 = 1500 and "ruim 260" make 1760; amv 35 + 0 = 35
    text = (ROOT / "docs" / "nieuwe-bron.md").read_text(encoding="utf-8")
    table, layout = (re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL)[1] for kind in ("csv", "toml"))
    got = load(table.encode(), "kwartaal.csv", layouts=[parse(layout)])
    p = got.provenance
    assert (p.rows_in, p.rows_taken, p.rows_dropped, p.rows_refused) == (5, 3, 2, 0)
    assert codes(got) == ["notatie-aangenomen"], "1.200 alone could be read otherwise: the layout decides"
    frame = got.frame("cijfers")
    assert frame["peildatum"].dt.date.astype(str).unique().tolist() == ["2025-07-01"]
    assert frame.loc[frame["deelgroep"].eq("alle"), "waarde"].tolist() == [1200, 300, 260]
    assert frame.loc[frame["tekst"].eq("300"), "waarde_max"].tolist() == [300]
    unknown = load(table.encode(), "kwartaal.csv")
    assert codes(unknown) == ["geen-layout"]
    assert "'Gemeente'" in unknown.issues[0].tekst
