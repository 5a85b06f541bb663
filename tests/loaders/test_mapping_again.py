"""A layout made by hand knows the same kind of file next time, and takes no file that is another's."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import areas, reading
from loaders.engine import match
from loaders.engine.issues import Findings
from loaders.layouts import parse, shipped
from loaders.mapping import IncompleteError, answers_of, layout_of, missing, suggest, toml_of
from loaders.mapping.draft import ROLES
from model.grid import Workbook
from tests.loaders import workbooks as cbs
from tests.loaders import workbooks_opgave as opgave
from tests.loaders import workbooks_regio as regio
from tests.loaders.grids import codes, run, sheet
from tests.loaders.mapping_files import BARE, BEDS, FILES, File, chosen, own_layouts
from tests.shared import ROOT

DELIVERIES = {
    **{path.name: path.read_bytes() for path in sorted((ROOT / "data" / "public").glob("*.csv"))},
    **{path.name: path.read_bytes() for path in sorted((ROOT / "data" / "example").glob("*2026-09.xlsx"))},
    "breed.xlsx": opgave.wide(),
    "breed_woorden.xlsx": opgave.wide("woorden"),
    "twee_koppen.xlsx": opgave.wide_two_levels(),
    "taakstelling.xlsx": opgave.taakstelling(),
    "taakstelling_lang.xlsx": opgave.taakstelling_long(),
    "maatwerk_20230101.xlsx": cbs.cbs_maatwerk(),
    "ses.csv": cbs.statline_ses(),
    "inwoners.csv": cbs.statline_inhabitants(),
    "oud.csv": cbs.statline_old(),
    "grafiek.csv": cbs.cbs_chart(),
    "odata.csv": cbs.odata(),
    "ind.csv": regio.limburg_semicolon(),
    "werkblad.xlsx": regio.limburg_by_hand(),
    "swing.xlsx": regio.swing(),
    "swing_gedraaid.xlsx": regio.swing_transposed(),
    "strepen.csv": regio.swing_bars(),
}


@cache
def cells(name: str) -> Workbook:
    workbook = reading.read(DELIVERIES[name], name).workbook
    assert workbook is not None
    return workbook


def layout_for(workbook: Workbook, name: str, *own: object) -> str:
    """Return the layout that a file gets beside the shipped ones, or the codes of what is asked."""
    found = Findings(name)
    fit = match.choose([*shipped(), *own], workbook, name, {}, found)
    return fit.layout.id if fit else " ".join(issue.code for issue in found.issues)


@pytest.mark.parametrize("name", sorted(DELIVERIES))
def test_no_layout_of_ours_takes_a_shipped_delivery(name: str):
    assert layout_for(cells(name), name, *own_layouts()) == layout_for(cells(name), name)


@pytest.mark.parametrize("name", sorted(FILES))
def test_only_its_own_layout_takes_a_file(name: str):
    file = FILES[name]
    mine = next(layout for layout in own_layouts() if layout.id.startswith(f"eigen-{name}"))
    got = layout_for(file.workbook, file.name, *own_layouts())
    # where nothing in the file says what the figures are, a person chooses
    assert got == ("layout-kiezen" if mine.vraag_zonder_bestandsnaam else mine.id)
    assert layout_for(file.workbook, file.name) == "geen-layout"


def test_which_layouts_ask():
    asking = [layout.id.split("-")[1] for layout in own_layouts() if layout.vraag_zonder_bestandsnaam]
    assert asking == ["lagen", "kaal"]


def test_the_next_delivery_is_known_with_other_figures_period_name_and_order():
    layout = parse(toml_of(layout_of(chosen(FILES["bedden"]))))
    rows = [
        ("Overzicht van de regio",), ("Opvang Oekraïense ontheemden, stand per 1 oktober 2026",), (),
        ("Opmerking", "Gemeente", "Bezette bedden ", "GEREALISEERDE BEDDEN 1)"),
        (None, "Venlo", 251, 310), (None, "Roermond", 80, 81),
    ]  # fmt: skip
    got = run(layout, sheet(rows, "Q4"), name="heel_anders.xlsx")
    assert not got.is_refused
    frame = got.frame("cijfers").set_index("bron_cel")
    assert frame.loc["Q4!D5", ["gebied_code", "maat", "waarde"]].tolist() == ["GM0983", "realisatie", 310]
    assert set(frame["peildatum"].dt.strftime("%d-%m-%Y")) == {"01-10-2026"}


@pytest.mark.parametrize(
    "rows",
    [
        [("Opvang asielzoekers, stand per 1 juli 2026",), *BEDS[1:]],
        [*BEDS[:2], ("Gemeente", "Gerealiseerde bedden", "Opmerking"), ("Venlo", 1, "")],
        [*BEDS[:2], ("Gemeente", "Gerealiseerde plekken", "Bezette plekken"), ("Venlo", 1, 2)],
        BARE,
    ],
    ids=["andere-groep", "kolom-weg", "andere-eenheid", "kaal"],
)
def test_a_file_that_says_something_else_is_not_taken(rows: list):
    assert codes(run(layout_of(chosen(FILES["bedden"])), sheet(rows))) == ["geen-layout"]


@pytest.mark.parametrize(
    ("title", "note"),
    [("Opvang asielzoekers, stand per 1 juli 2026", "eerst Oekraïense ontheemden"),
     ("Oekraïense ontheemden en asielzoekers, stand per 1 juli 2026", "")],
)  # fmt: skip
def test_a_remark_or_a_second_group_does_not_make_it_the_same_file(title: str, note: str):
    rows = [(title,), (), BEDS[2], ("Venlo", 300, 250, note), ("Weert", 120, 90, None)]
    got = run(layout_of(chosen(FILES["bedden"])), sheet(rows))
    assert got.is_refused
    assert set(codes(got)) == {"geweigerd-door-layout", "niets-genomen"}


def test_a_group_that_stands_in_the_name_of_the_sheet_or_file_is_held_on_to():
    by_sheet = layout_of(chosen(File(BARE, "a_20260701.xlsx", "Bezetting asielzoekers")))
    assert (
        layout_for(Workbook("xlsx", [sheet(BARE, "Bezetting asielzoekers")]), "b.xlsx", by_sheet)
        == by_sheet.id
    )
    assert layout_for(Workbook("xlsx", [sheet(BARE, "Ontheemden")]), "b.xlsx", by_sheet) == "geen-layout"
    by_name = layout_of(chosen(File(BARE, "bezetting_asielzoekers_20260701.xlsx")))
    book = Workbook("xlsx", [sheet(BARE)])
    assert layout_for(book, "bezetting asielzoekers 20261001.xlsx", by_name) == by_name.id
    assert layout_for(book, "aantallen.xlsx", by_name) == "layout-kiezen"


def test_a_layout_for_a_file_that_another_fits_as_well_asks_each_time():
    book, name = cells("taakstelling.xlsx"), "taakstelling.xlsx"
    draft = suggest(book, name, areas.default(), province="PV31").model_copy(update={"vraag_altijd": True})
    for column in draft.values:
        if column.velden.get("maat") == "saldo":
            fields = column.velden | {"teken": "1", "wanneer": "begin"}
            draft = draft.with_column(column.model_copy(update={"velden": fields}))
        elif not column.velden.get("maat"):
            draft = draft.with_column(column.model_copy(update={"rol": "negeer"}))
    assert missing(draft) == []
    own = layout_of(draft)
    assert layout_for(book, name, own) in {"taakstelling", "layout-kiezen"}


TEXT = st.text(st.characters(categories=("L", "N", "P", "Zs", "S")), max_size=24).map(str.strip)
HEADERS = st.sampled_from(
    ["Opgave asielzoekers", "Bezetting", "Gehuisvest 2026-H1", "Bedden (ontheemden)", "re:x", "Realisatie 1)"]
)


@st.composite
def files(draw: st.DrawFn) -> File:
    """A title, one to four columns with odd headers, two gemeenten, odd words around it."""
    heads = draw(st.lists(HEADERS | TEXT, min_size=1, max_size=4, unique_by=str.casefold))
    numbers = st.integers(0, 500) | st.sampled_from([None, "geheim", "1.234"])
    rows = [(name, *(draw(numbers) for _ in heads)) for name in ("Venlo", "Weert", "Simpelveld")]
    title = draw(TEXT | st.sampled_from(["Bezetting ontheemden per 1-7-2026", "Statushouders 2026-H1"]))
    return File([(title,), ("Gemeente", *heads), *rows], draw(TEXT) + ".xlsx", draw(TEXT) or "Blad1")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files(), st.data())
def test_what_is_mapped_goes_round_and_knows_its_own_file(file: File, data: st.DataObject):
    draft = suggest(file.workbook, file.name, areas.default(), province="PV31")
    assert [column.rol in ROLES for column in draft.kolommen] == [True] * len(draft.kolommen)
    fields = {"doelgroep": "oekraiense_ontheemden", "maat": data.draw(st.sampled_from(["bezet", "opgave"]))}
    columns = tuple(
        c if c.rol != "waarde" else c.model_copy(update={"velden": {**fields, "eenheid": "bedden"}})
        for c in draft.kolommen
    )
    draft = draft.model_copy(
        update={"kolommen": columns, "titel": "Proef", "velden": {}, "periode": "1-7-2026"}
    )
    lacking = missing(draft)
    assert all(text.endswith(".") for text in lacking)
    if lacking:
        with pytest.raises(IncompleteError):
            layout_of(draft)
        return
    layout = layout_of(draft)
    assert parse(toml_of(layout)) == layout
    got = run(
        layout, *file.workbook.sheets, name=file.name, answers=answers_of(draft) | {"layout": layout.id}
    )
    assert got.provenance.layout_id == layout.id, [str(issue) for issue in got.issues]
    assert got.provenance.rows_in == 3
