"""Mapping by hand: what is proposed and why, what is asked, and what the figures become."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from loaders import areas
from loaders.layouts import parse
from loaders.mapping import IncompleteError, answers_of, layout_of, missing, suggest, toml_of
from loaders.mapping.layout import slug
from loaders.mapping.words import meaning, words
from model.grid import Workbook
from model.lijsten import Uitkomst
from tests.loaders.grids import balanced, codes, run, sheet
from tests.loaders.mapping_files import BARE, BEDS, FILES, HOUSED, LEVELS, LONG, File, chosen, proposal

FACT = [
    "gebied_code",
    "doelgroep",
    "deelgroep",
    "maat",
    "soort_opgave",
    "cyclus",
    "aard",
    "eenheid",
    "waarde",
]

ASIEL, STATUS = {"doelgroep": "asielzoekers"}, {"doelgroep": "statushouders"}


def figures(file: File) -> pd.DataFrame:
    """Return the figures of a file by the layout that its mapping gives."""
    draft = chosen(file)
    layout = layout_of(draft)
    got = run(
        layout, *file.workbook.sheets, name=file.name, answers=answers_of(draft) | {"layout": layout.id}
    )
    assert not got.is_refused, [str(issue) for issue in got.issues]
    assert balanced(got)
    return got.frame("cijfers").set_index("bron_cel")


def facts(frame: pd.DataFrame, cell: str) -> tuple[object, ...]:
    return tuple(frame.loc[f"Blad1!{cell}", FACT])


def roles(file: File) -> list[str]:
    return [column.rol for column in proposal(file).kolommen]


def test_beds_under_a_title():
    frame = figures(FILES["bedden"])
    assert len(frame) == 6  # 3 gemeenten × 2 columns; the total is left out
    group = ("oekraiense_ontheemden", "alle")
    assert facts(frame, "B4") == ("GM0983", *group, "realisatie", "", "", "stand", "bedden", 300)
    assert facts(frame, "C6") == ("GM0965", *group, "bezet", "", "", "stand", "personen", 55)
    assert set(frame["peildatum"]) == {pd.Timestamp("2026-07-01")}


def test_the_total_of_a_mapped_file_is_checked():
    rows = [*BEDS[:-1], ("Totaal", 481, 395)]  # 300 + 120 + 60 = 480
    layout = layout_of(chosen(FILES["bedden"]))
    got = run(layout, sheet(rows))
    assert [issue.plaats for issue in got.issues if issue.code == "totaal-wijkt-af"] == ["Blad1!B7"]


def test_a_half_year_is_a_flow_and_a_shortage_gets_its_sign():
    frame = figures(FILES["gehuisvest"])
    group = ("statushouders", "alle")
    assert facts(frame, "C3") == ("GM0983", *group, "opgave", "netto", "", "stroom", "personen", 30)
    assert facts(frame, "D4") == ("GM0988", *group, "realisatie", "", "", "stroom", "personen", 13)
    # "Achterstand 10" is a saldo of −10; "Achterstand −1" is ahead by 1; both at the end of the half-year
    assert facts(frame, "E3") == ("GM0983", *group, "saldo", "", "", "stand", "personen", -10)
    assert frame.loc["Blad1!E4", "waarde"] == 1
    assert frame.loc["Blad1!E4", "peildatum"] == pd.Timestamp("2026-06-30")
    flow = frame.loc["Blad1!C3"]
    assert (flow["periode_van"], flow["periode_tot"]) == (
        pd.Timestamp("2026-01-01"),
        pd.Timestamp("2026-06-30"),
    )


def test_two_rows_of_header_and_a_date_in_the_file_name():
    frame = figures(FILES["lagen"])
    assert facts(frame, "B3")[3:] == ("opgave", "indicatief", "2026", "stand", "plekken", 487)
    assert facts(frame, "C3")[1:7] == ("asielzoekers", "alle", "realisatie", "", "", "stand")
    assert facts(frame, "E4")[1:] == (
        "oekraiense_ontheemden", "alle", "bezet", "", "", "stand", "personen", 5,
    )  # fmt: skip
    assert set(frame["peildatum"]) == {pd.Timestamp("2026-07-01")}
    assert frame.loc["Blad1!B3", "vastgesteld_op"] == pd.Timestamp("2026-07-01")


def test_periods_in_headers_stay_apart():
    frame = figures(FILES["halfjaren"])
    assert frame.loc["Blad1!B2", "periode_tot"] == pd.Timestamp("2025-12-31")
    assert frame.loc["Blad1!C2", "periode_tot"] == pd.Timestamp("2026-06-30")
    assert set(frame["maat"]) == {"realisatie"}


def test_a_long_table_says_it_per_row():
    assert roles(FILES["lang"]) == ["gebied", "doelgroep", "maat", "peildatum", "waarde", "eenheid"]
    frame = figures(FILES["lang"])
    assert facts(frame, "E3") == (
        "GM0988", "oekraiense_ontheemden", "alle", "bezet", "", "", "stand", "personen", 34,
    )  # fmt: skip
    assert frame.loc["Blad1!E4", "gebied_code"] == "GM0888"  # Beek lies in Limburg


def test_a_saldo_among_other_measures_asks_its_sign_and_keeps_a_minus():
    draft = proposal(FILES["lang"])
    assert "hoe een achterstand in kolom E" in missing(draft)[0]
    turned = draft.with_column(draft.kolommen[4].model_copy(update={"velden": {"teken": "-1"}}))
    assert "een min voor een achterstand" in missing(turned)[0]


def test_what_many_columns_lack_is_said_once():
    rows = [("Gemeente", "Aantal", "Anders"), ("Venlo", 1, 2), ("Weert", 3, 4)]
    assert "Kies de doelgroep van de kolommen B en C." in missing(proposal(File(rows)))


def test_every_proposal_has_a_reason_and_a_word_for_how_sure_it_is():
    for file in FILES.values():
        for column in proposal(file).kolommen:
            for clue in column.clues:
                assert clue.reden
                assert clue.zekerheid in {"zeker", "waarschijnlijk", "misschien"}


def test_what_only_looks_alike_is_shown_and_never_filled_in():
    draft = proposal(File([("Opvang statushuoders",), ("Gemeente", "Aantal"), ("Venlo", 1), ("Weert", 2)]))
    assert draft.velden == {}
    clue = next(clue for clue in draft.clues if clue.veld == "doelgroep")
    assert (clue.waarde, clue.zekerheid) == ("statushouders", "misschien")
    assert "lijkt op ‘statushouders’" in clue.reden


def test_a_title_with_two_groups_proposes_none():
    told = meaning("Opvang asielzoekers en ontheemden", "boven", words())
    assert told["doelgroep"].waarde == ""
    assert "‘asielzoekers’" in told["doelgroep"].reden
    rows = [("Stand per 1-7-2026: asielzoekers en ontheemden",), *BARE]
    assert "doelgroep" not in proposal(File(rows)).velden


def test_title_and_file_name_that_disagree_propose_nothing():
    rows = [("Bezetting asielzoekers",), *BARE]
    draft = proposal(File(rows, "statushouders.xlsx"))
    assert "doelgroep" not in draft.velden
    assert any("maar" in clue.reden for clue in draft.clues if clue.veld == "doelgroep")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, ["de doelgroep", "wat is geteld", "de eenheid", "de peildatum of de periode"]),
        ({"velden": ASIEL | {"maat": "opgave"}, "periode": "1-7-2026"}, ["soort opgave", "ronde"]),
        ({"velden": STATUS | {"maat": "realisatie"}, "periode": "1-7-2026"}, ["gaat over een periode"]),
        ({"velden": ASIEL | {"maat": "bezet"}, "periode": "2026-H1"}, ["stand op een dag"]),
        ({"velden": ASIEL | {"maat": "bezet"}, "periode": "ooit"}, ["‘ooit’"]),
        ({"velden": STATUS | {"maat": "saldo"}, "periode": "1-7-2026"}, ["een min of zonder"]),
        (
            {"velden": STATUS | {"maat": "bezet", "deelgroep": "amv"}, "periode": "1-7-2026"},
            ["alleen bij asielzoekers"],
        ),
        (
            {
                "velden": STATUS | {"maat": "opgave", "soort_opgave": "verdeelbesluit"},
                "periode": "2026-H1",
            },
            ["past niet bij statushouders"],
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_no_layout_is_made(changes: dict, says: list[str]):
    draft = proposal(File(BARE)).model_copy(update=changes)
    found = missing(draft)
    assert len(found) == len(says)
    for text, part in zip(found, says, strict=True):
        assert part in text
    with pytest.raises(IncompleteError) as error:
        layout_of(draft)
    assert error.value.missing == found


def test_a_sheet_without_areas_or_headers_says_so():
    draft = proposal(File([("x",), ("appel",), ("peer",)]))
    assert missing(draft)[:2] == [
        "Kies de kolom met de gemeenten (of andere gebieden).",
        "Kies ten minste één kolom met cijfers.",
    ]


def test_columns_with_the_same_header_are_named():
    rows = [("Gemeente", "Bezetting", "Bezetting"), ("Venlo", 1, 2), ("Weert", 3, 4)]
    found = missing(proposal(File(rows, "asielzoekers_20260701.xlsx")))
    assert found == [
        "Kolommen B en C hebben dezelfde kop ‘Bezetting’. Kies meer kopregels of geef ze in het bestand "
        "een eigen kop."
    ]


def test_a_period_typed_by_hand_is_no_part_of_the_layout():
    draft = chosen(FILES["kaal"])
    layout = layout_of(draft)
    assert "2026-H1" not in toml_of(layout)
    assert answers_of(draft) == {"veld:periode": "2026-H1"}
    asked = run(layout, sheet(BARE), name="volgende.xlsx", answers={"layout": layout.id})
    assert asked.is_refused
    assert [issue.vraag for issue in asked.issues] == ["veld:periode"]
    wrong = run(layout, sheet(BARE), answers={"layout": layout.id, "veld:periode": "31-2-2026"})
    assert codes(wrong) == ["periode-geven"]
    good = run(layout, sheet(BARE), answers={"layout": layout.id, "veld:periode": "2026-H2"})
    assert set(good.frame("cijfers")["periode_van"]) == {pd.Timestamp("2026-07-01")}


def test_an_answer_goes_before_the_title():
    layout = layout_of(chosen(FILES["bedden"]))
    got = run(layout, sheet(BEDS), answers={"veld:periode": "1-8-2026"})
    assert set(got.frame("cijfers")["peildatum"]) == {pd.Timestamp("2026-08-01")}


def test_a_stock_without_a_day_is_refused_row_by_row():
    rows = [("Huisvesting statushouders 2e helft 2026",), *HOUSED[1:]]
    draft = chosen(FILES["gehuisvest"])
    bare = draft.with_column(
        draft.kolommen[4].model_copy(update={"velden": {"maat": "saldo", "teken": "-1"}})
    )
    layout = layout_of(bare.model_copy(update={"gevonden": {"peildatum": "1-7-2026", "periode": "2026-H1"}}))
    got = run(layout, sheet(rows))
    assert set(codes(got)) >= {"geweigerd-door-layout"}
    assert not got.frame("cijfers")["maat"].eq("saldo").any()


def test_the_round_of_a_duty_is_asked_per_file():
    draft = chosen(FILES["lagen"])
    layout = layout_of(draft)
    got = run(layout, sheet(LEVELS), name="week_20261001.xlsx", answers={"layout": layout.id})
    question = next(issue for issue in got.issues if issue.vraag)
    assert question.vraag == "veld:cyclus"
    assert [code for code, _ in question.keuzes] == ["2024", "2026"]


def test_a_word_and_a_mark_of_the_source_are_learned():
    rows = [*LONG, ("Stein", "gasten", "bezetting", "1-7-2026", "pm", "personen")]
    draft = chosen(File(rows, kolommen={"E": {"teken": "1"}}))
    plain = run(layout_of(draft), sheet(rows))
    assert "onbekend-woord" in codes(plain) or "geen-getal" in codes(plain)
    learned = draft.model_copy(
        update={
            "woorden": {"doelgroep": {"gasten": "oekraiense_ontheemden"}},
            "markeringen": {"onbekend": ("pm",)},
        }
    )
    frame = run(layout_of(learned), sheet(rows)).frame("cijfers").set_index("bron_cel")
    row = frame.loc["Blad1!E5"]
    assert (row["doelgroep"], row["waarde_status"]) == ("oekraiense_ontheemden", "onbekend")
    assert pd.isna(row["waarde"])
    again = parse(toml_of(layout_of(learned)))
    assert again.woorden["doelgroep"]["gasten"] == "oekraiense_ontheemden"


def test_a_total_and_a_footer_of_the_file_are_learned():
    rows = [*BARE[:-1], ("Alles bij elkaar", 420), ("Geteld door de regio", None), ("Stein", 99)]
    draft = chosen(File(rows, "asielzoekers bezetting 20260701.xlsx")).model_copy(
        update={"totaal": ("Alles bij elkaar",), "voet": ("Geteld door de regio",)}
    )
    got = run(layout_of(draft), sheet(rows), name="asielzoekers bezetting 20260701.xlsx")
    assert got.provenance.uitkomst is Uitkomst.AANVAARD
    assert got.dropped["reden"].tolist() == ["voet", "voet", "totaal"]


def test_real_dates_codes_and_percentages():
    rows = [
        ("Code", "Naam", "Datum", "Bezetting (personen)", "Bezetting %"),
        ("GM0983", "Venlo", date(2026, 7, 1), 12, 0.5), ("GM0988", "Weert", date(2026, 7, 1), 13, 0.7),
    ]  # fmt: skip
    draft = proposal(File(rows, "asielzoekers.xlsx"))
    assert [c.rol for c in draft.kolommen] == ["gebied_code", "gebied_naam", "peildatum", "waarde", "negeer"]
    assert missing(draft) == []


def test_the_header_and_the_sheet_can_be_chosen():
    book = Workbook("xlsx", [sheet([("Leeswijzer",), ("niets",)], "Uitleg"), sheet(BEDS, "Cijfers")])
    known = areas.default()
    draft = suggest(book, "x.xlsx", known, province="PV31")
    assert (draft.bladnaam, draft.kopregel) == ("Cijfers", 2)
    other = suggest(book, "x.xlsx", known, province="PV31", sheet="Uitleg")
    assert other.bladnaam == "Uitleg"
    higher = suggest(book, "x.xlsx", known, province="PV31", top=0, levels=3)
    assert (higher.kopregel, higher.kopregels) == (0, 3)
    assert higher.kolommen[1].kop.endswith("Gerealiseerde bedden")


def test_a_hidden_sheet_is_never_proposed():
    book = Workbook("xlsx", [sheet(BEDS, "Geheim", "verborgen")])
    with pytest.raises(ValueError, match="zichtbaar"):
        suggest(book, "x.xlsx", areas.default())


def test_the_name_of_a_layout_is_our_own():
    assert slug("Breed") == "eigen-breed"
    assert slug("???") == "eigen-bestand"


@pytest.mark.parametrize(
    "head",
    ["re:bezetting", "Bezetting [asiel] (+/-) 2026-H1", "Bezetting_asiel 1-7-2026", "Bezetting asiel 1)"],
)
def test_a_header_is_taken_literally(head: str):
    rows = [("Gemeente", head), ("Venlo", 1), ("Weert", 2)]
    fields = {"doelgroep": "statushouders", "maat": "realisatie", "eenheid": "personen", "aard": "stroom"}
    draft = proposal(File(rows)).model_copy(update={"velden": fields, "periode": "2026-H1"})
    draft = draft.with_column(draft.kolommen[1].model_copy(update={"rol": "waarde", "velden": {}}))
    layout = layout_of(draft)
    answers = {"layout": layout.id, "veld:periode": "2026-H1"}
    assert run(layout, sheet(rows), answers=answers).provenance.rows_taken == 2
    other = head.replace("Bezetting", "Bezet ting").replace("re:bezetting", "bezetting")
    assert codes(run(layout, sheet([("Gemeente", other), *rows[1:]]), answers=answers)) == ["geen-layout"]


@pytest.mark.parametrize(
    "rows", [[("Venlo",)], [(None, 1)], [("Gemeente", "Aantal")], [("a",), ("b",), ("c",)]]
)
@pytest.mark.parametrize(("top", "levels"), [(None, None), (0, 3), (5, 2), (99, 5)])
def test_a_tiny_sheet_and_any_choice_of_header_give_a_draft(rows: list, top: int | None, levels: int | None):
    book = Workbook("xlsx", [sheet(rows)])
    draft = suggest(book, "x.csv", areas.default(), top=top, levels=levels)
    assert draft.kopregel + draft.kopregels <= max(len(rows), 1)
    assert missing(draft)
