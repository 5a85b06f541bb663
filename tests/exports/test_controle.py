"""What can be taken along of a check: a safe copy with every named cell marked, and a text to mail back."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from exports import controle, controle_kopie
from exports.controle import Cel, Verslag, cells, text_report
from exports.controle_kopie import FIRST, FIRST_ROWS, marked_copy
from loaders import reading
from loaders.load import load
from loaders.loaded import Loaded
from loaders.reading.cells import columns
from model.grid import Sheet, Workbook
from model.issue import Issue
from model.lijsten import Ernst
from tests.shared import shared

TODAY = date(2026, 11, 22)


def issue(
    plaats: str = "", tekst: str = "Verbeter de cel.", ernst: str = "fout", code: str = "geen-getal"
) -> Issue:
    return Issue(bron="x.xlsx", plaats=plaats, code=code, ernst=ernst, tekst=tekst)


def told(*issues: Issue, name: str = "x.xlsx", **more: object) -> Verslag:
    fields = {"geweigerd": False, "inhoud_fout": False, "layout": "Sjabloon", "gelezen": 3, "genomen": 2,
              "weggelaten": 0, "rijen_geweigerd": 1} | more  # fmt: skip
    return Verslag(bestand=name, issues=tuple(issues), vandaag=TODAY, **fields)  # type: ignore[arg-type]


def of(got: Loaded) -> Verslag:
    made = got.provenance
    return told(*got.issues, name=made.name, geweigerd=got.is_refused, layout=made.layout_title,
                gelezen=made.rows_in, genomen=made.rows_taken, weggelaten=made.rows_dropped,
                rijen_geweigerd=made.rows_refused)  # fmt: skip


def grid(*rows: tuple[object, ...], name: str = "Blad1") -> Workbook:
    return Workbook("xlsx", [Sheet(name, columns(rows))])


def opened(content: bytes) -> Book:
    return load_workbook(io.BytesIO(content))


PARTS = ("vbaProject", "externalLink", "ctrlProp", "embedding", "activeX", "connection", "pivot", "customXml")
#: Formulas and errors in cells, hidden rows and columns, hidden sheets, names, and links to outside.
CELLS = re.compile(r'<f[ >]|hidden="1"|t="e"')
BOOK = re.compile(r'TargetMode="External"|<definedName[ >]|state="(?:veryH|h)idden')


def unsafe(content: bytes) -> list[str]:
    """Return everything in a workbook that may never leave the house."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = " ".join(archive.namelist())
    found = [part for part in PARTS if part in names]
    for name in filter(lambda part: part.endswith((".xml", ".rels", ".vml")), archive.namelist()):
        text = archive.read(name).decode("utf-8")
        found += [f"{name}: {hit}" for hit in BOOK.findall(text)]
        if name.startswith("xl/worksheets/sheet"):
            found += [f"{name}: {hit}" for hit in CELLS.findall(text)]
    return found


# ---- which cells an issue names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plaats", "tekst", "wanted"),
    [
        ("Blad1!C3", "x", [("Blad1", 3, 3)]),
        ("Blad1!A1, Blad1!B2", "x", [("Blad1", 1, 1), ("Blad1", 2, 2)]),
        ("Blad1", "fout in Blad1!AA10 en Mijn Blad1!B1", [("Blad1", 10, 27), ("Mijn Blad1", 1, 2)]),
        ("Mijn Blad1!A1:B2", "x", [("Mijn Blad1", r, k) for r in (1, 2) for k in (1, 2)]),
        ("", "Blad9!A1 is een ander blad, Blad1!A is geen cel", []),
        ("Blad1!ZZZ1", "Blad1!A9999999", []),
        ("", "Blad1!A12345678", []),
    ],
)
def test_cells_are_found_in_place_and_sentence(plaats: str, tekst: str, wanted: list[tuple[str, int, int]]):
    found = cells(issue(plaats, tekst), ["Blad1", "Mijn Blad1", "cijfers.csv"])
    assert found == [Cel(*place) for place in wanted]


def test_a_range_does_not_run_away():
    assert len(cells(issue("Blad1!A1:XFD1048576"), ["Blad1"])) == controle.MOST_IN_RANGE


# ---- the copy --------------------------------------------------------------------------------------------


def test_the_copy_holds_the_cells_at_their_addresses_and_marks_what_is_named():
    book = grid(("Gemeente", "Plekken"), ("Venlo", "veel"), ("Weert", 12.0), (None, True))
    found = (issue("Blad1!B2"), issue("Blad1!B2", "Kijk na.", "waarschuwing", "twijfel"), issue("Blad1!D9"))
    made = opened(marked_copy(book, told(*found)))
    assert made.sheetnames == [FIRST, "Blad1"]
    sheet = made["Blad1"]
    assert [sheet["A2"].value, sheet["B2"].value, sheet["B3"].value, sheet["B4"].value] == [
        "Venlo",
        "veel",
        12,
        True,
    ]
    assert sheet["B2"].fill.fgColor.rgb == "00F6C6C9", "the worst of its issues"
    assert sheet["B2"].comment.text.splitlines() == [
        "▲ FOUT [geen-getal] Verbeter de cel.", "◐ WAARSCHUWING [twijfel] Kijk na.",
    ]  # fmt: skip
    assert sheet["B2"].comment.author == "Monitor Asielopgave"
    assert sheet["D9"].comment is not None, "an empty cell can be what is wrong"
    assert sheet["A2"].fill.fill_type is None
    assert sheet["A2"].comment is None


def test_the_first_sheet_lists_every_finding_with_a_link_that_stays_inside():
    found = (
        issue("Blad 1!B2", ernst="melding"),
        issue("Blad 1!A1"),
        issue("", "Het hele bestand.", "waarschuwing"),
    )
    sheet = opened(marked_copy(grid(("a", "b"), name="Blad 1"), told(*found, name="venlo.xlsx")))[FIRST]
    assert sheet["A1"].value == "Bevindingen bij venlo.xlsx"
    assert sheet["A2"].value == "Gelezen, op 1 rij na. Wat geweigerd is, telt nergens mee en blijft onbekend."
    rows = [
        [cell.value for cell in row] for row in sheet.iter_rows(max_col=7) if isinstance(row[0].value, int)
    ]
    assert [row[1] for row in rows] == ["▲ fout", "◐ waarschuwing", "● melding"]
    assert [row[2:4] for row in rows] == [["Blad 1", "A1"], ["het hele bestand", None], ["Blad 1", "B2"]]
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [link.location for link in links] == ["'Blad 1'!A1", "'Blad 1'!B2"]
    assert all(link.target is None for link in links)


def test_a_file_that_cannot_be_read_gives_the_findings_alone():
    content = b"PK\x03\x04 afgebroken"
    got = load(content, "kapot.xlsx")
    made = opened(marked_copy(reading.read(content, "kapot.xlsx").workbook, of(got)))
    assert made.sheetnames == [FIRST]
    words = [str(cell.value) for row in made[FIRST].iter_rows() for cell in row if cell.value]
    assert "Geweigerd. Van dit bestand kan nog niets worden gebruikt." in words
    assert any("beschadigd" in word for word in words)
    assert any("niet te lezen" in word for word in words)


def hostile() -> bytes:
    """A workbook with formulas, a hidden sheet, a name, an outside link and texts that look like formulas."""
    book = Book()
    sheet = book.active
    sheet.title = "Cijfers"
    for row in (("Gemeente", "Plekken"), ("Venlo", "=1+1"), ("Weert", "veel")):
        sheet.append(row)
    for row, text in enumerate(("=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-2+3", "\tx"), 4):
        sheet.cell(row, 1).value = text
        sheet.cell(row, 1).data_type = "s"
    sheet["D1"].hyperlink = "http://elders.invalid/"
    sheet["D1"] = "klik"
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("Geheim").append(("x", 1))
    book["Geheim"].sheet_state = "veryHidden"
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["_verborgen"] = DefinedName("_verborgen", attr_text="Cijfers!$A$1", hidden=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_nothing_dangerous_of_the_file_comes_along():
    content = hostile()
    assert unsafe(content) != [], "the test must be able to see it"
    read = reading.read(content, "v.xlsx")
    made = marked_copy(read.workbook, told(*read.issues))
    assert unsafe(made) == []
    book = opened(made)
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert [book["Cijfers"].cell(row, 1).value for row in range(4, 9)] == [
        "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-2+3", "\tx",
    ]  # fmt: skip
    assert all(book["Cijfers"].cell(row, 1).data_type == "s" for row in range(4, 9))
    assert all(book["Cijfers"].cell(row, 1).quotePrefix for row in range(4, 9))
    assert book["Cijfers"]["B2"].comment is not None, "a formula without a value"
    words = " ".join(str(cell.value) for row in book[FIRST].iter_rows() for cell in row if cell.value)
    assert "‘Geheim’ was verborgen" in words
    assert "rijen of kolommen verborgen" in words


def test_every_error_cell_is_marked_also_those_that_are_not_named_one_by_one():
    book = Book()
    for row in range(1, 13):
        book.active.append((f"rij {row}", "#N/A"))
    out = io.BytesIO()
    book.save(out)
    read = reading.read(out.getvalue(), "f.xlsx")
    assert [item.code for item in read.issues] == ["foutwaarde"]
    sheet = opened(marked_copy(read.workbook, told(*read.issues)))["Sheet"]
    assert all(sheet.cell(row, 2).comment for row in range(1, 13))


def test_columns_that_look_like_personal_data_are_left_out():
    content = b"Gemeente;Achternaam;Plekken\r\nVenlo;Jansen;4\r\nWeert;Pieters;5\r\n"
    got = load(content, "lijst.csv")
    assert got.is_refused
    sheet = opened(marked_copy(reading.read(content, "lijst.csv").workbook, of(got)))["lijst.csv"]
    assert [cell.value for cell in sheet["A"]] == ["Gemeente", "Venlo", "Weert"]
    assert [cell.value for cell in sheet["B"]] == [None, None, None]
    assert sheet["B1"].comment is not None


@pytest.mark.parametrize(
    "name",
    ["Een naam die veel langer is dan eenendertig tekens.csv", "a/b:[c]*?.csv", "Bevindingen", "'", ""],
)
def test_a_name_that_no_spreadsheet_allows_gets_another_and_that_is_said(name: str):
    place = f"{name}!A1"
    made = opened(marked_copy(grid(("x",), name=name), told(issue(place))))
    assert len(made.sheetnames) == len({item.casefold() for item in made.sheetnames}) == 2
    assert len(made.sheetnames[1]) <= 31
    if name:
        assert made.worksheets[1]["A1"].comment is not None
    assert any("heet in deze kopie" in str(cell.value) for cell in made[FIRST]["A"])


def test_of_a_large_sheet_the_first_rows_and_the_named_ones_are_there_in_place(monkeypatch):
    monkeypatch.setattr(controle_kopie, "MOST_CELLS", 1_000)
    rows = [(f"rij {row}", float(row), float(row)) for row in range(1, 401)]
    made = opened(marked_copy(grid(*rows), told(issue("Blad1!B350"))))
    sheet = made["Blad1"]
    assert [sheet.cell(FIRST_ROWS, 1).value, sheet.cell(350, 2).value] == [f"rij {FIRST_ROWS}", 350]
    assert sheet.cell(FIRST_ROWS + 1, 1).value is None
    assert sheet["B350"].comment is not None
    assert any("van de 400 rijen" in str(cell.value) for cell in made[FIRST]["A"])


def test_dates_percentages_and_old_days_keep_their_meaning():
    book = grid((date(2026, 5, 3), datetime(2026, 5, 3, 14, 5), date(1899, 12, 31), 1e300, -0.5))
    sheet = opened(marked_copy(book, told()))["Blad1"]
    assert sheet["A1"].value == datetime(2026, 5, 3)
    assert sheet["A1"].number_format == "dd-mm-yyyy"
    assert sheet["B1"].value == datetime(2026, 5, 3, 14, 5)
    assert sheet["C1"].value == "1899-12-31"
    assert [sheet["D1"].value, sheet["E1"].value] == [1e300, -0.5]


SIGNS = st.characters(codec="utf-8") | st.sampled_from("=+-@\t\r\n\x00\x0b\x1b\ufffe'\"<>&!")
VALUES = (
    st.none()
    | st.text(SIGNS, max_size=12)
    | st.floats(-9.99e307, 9.99e307)  # the largest that a sheet can hold
    | st.booleans()
    | st.dates()
)
ROWS = st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[VALUES] * width), min_size=1, max_size=6))
NAMES = st.text(SIGNS, min_size=1, max_size=40)
PLACES = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5), st.sampled_from(list(Ernst))), max_size=5)


@settings(max_examples=30, deadline=None)
@given(
    rows=ROWS, name=NAMES, other=NAMES, places=PLACES, hidden=st.booleans(), file=st.text(SIGNS, max_size=30)
)
def test_whatever_stands_in_a_file_the_copy_is_safe_and_marks_every_named_cell(
    rows: list, name: str, other: str, places: list, hidden: bool, file: str
):
    sheets = [Sheet(name, columns(rows))]
    sheets[0].visibility = "verborgen" if hidden else "zichtbaar"
    if other != name:
        sheets.append(Sheet(other, []))
    found = [issue(f"{name}!{'ABCDEF'[col]}{row}", ernst=ernst.value) for row, col, ernst in places]
    content = marked_copy(Workbook("xlsx", sheets), told(*found, name=file))
    assert unsafe(content) == []
    made = opened(content)
    assert len(made.sheetnames) == len(sheets) + 1
    sheet = made.worksheets[1]
    known = [one.name for one in sheets]
    for one in found:
        for cel in cells(one, known):
            target = made.worksheets[1 + known.index(cel.blad)].cell(cel.rij, cel.kolom)
            assert target.comment is not None
            assert target.fill.fill_type == "solid"
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        assert cell.data_type in {"s", "n", "b", "d"}
    for number, value in enumerate(rows[0], 1):
        if isinstance(value, str) and value.isprintable() and value:
            assert sheet.cell(1, number).value == value
        elif isinstance(value, bool):
            assert sheet.cell(1, number).value is value
        elif isinstance(value, float):
            assert sheet.cell(1, number).value == pytest.approx(value, rel=1e-14)


# ---- the text --------------------------------------------------------------------------------------------


def test_the_text_says_verdict_counts_cells_and_what_to_do():
    found = (
        issue("Blad1!B2", "'veel': geen getal. Zet er een getal."),
        issue("", "Kijk na.", "waarschuwing"),
    )
    assert text_report(told(*found, name="venlo.xlsx")).splitlines() == [
        "Controle van venlo.xlsx",
        "Monitor Asielopgave, 22 november 2026",
        "",
        "Oordeel: Gelezen, op 1 rij na. Wat geweigerd is, telt nergens mee en blijft onbekend.",
        "Herkend als: Sjabloon",
        "3 rijen gelezen: 2 genomen, 0 weggelaten, 1 geweigerd.",
        "",
        "Fouten (1): moet anders: zo wordt de rij of het bestand niet gebruikt",
        "1. Blad1!B2",
        "   'veel': geen getal. Zet er een getal.",
        "",
        "Waarschuwingen (1): kijk na: het is gelezen, maar er klopt misschien iets niet",
        "2. het hele bestand",
        "   Kijk na.",
        "",
        "Wat nu?",
        "Verbeter de cellen bij Fouten, bewaar het bestand en controleer het opnieuw.",
        "Wat u leeg laat, is onbekend. Vul nooit 0 in voor iets wat u niet weet.",
        "Deze controle heeft niets opgeslagen.",
    ]


@pytest.mark.parametrize(
    ("fields", "found", "word", "then"),
    [
        ({"geweigerd": True, "layout": ""}, [issue()], "Geweigerd.", "Verbeter"),
        ({"inhoud_fout": True}, [issue()], "Gelezen, maar niet te publiceren.", "Verbeter"),
        ({"rijen_geweigerd": 0}, [issue(ernst="waarschuwing")], "Gelezen met waarschuwingen.", "Bekijk"),
        ({"rijen_geweigerd": 2}, [issue()], "Gelezen, op 2 rijen na.", "Verbeter"),
        ({"rijen_geweigerd": 0}, [issue(ernst="melding")], "Aanvaard.", "U kunt het bestand insturen."),
        ({"rijen_geweigerd": 0}, [], "Aanvaard.", "U kunt het bestand insturen."),
    ],
)
def test_the_verdict_follows_from_what_was_found(fields: dict, found: list[Issue], word: str, then: str):
    verslag = told(*found, **fields)
    assert verslag.oordeel.startswith(word)
    assert verslag.verder.startswith(then)
    assert ("gelezen:" in text_report(verslag)) == bool(verslag.layout)


@given(text=st.text(max_size=60))
def test_the_text_has_no_signs_that_steer_a_screen(text: str):
    said = text_report(told(issue(text, text or "x"), name=text))
    assert all(char.isprintable() or char == "\n" for char in said)
    assert len(said.splitlines()) == 15


# ---- real files ------------------------------------------------------------------------------------------


CORPUS = shared("corpus")


@pytest.mark.proof
@pytest.mark.skipif(CORPUS is None, reason="the corpus is not here")
def test_the_copy_of_every_corpus_file_is_safe():
    wrong = {}
    for path in sorted(item for item in CORPUS.rglob("*") if item.is_file()):
        content = path.read_bytes()
        read = reading.read(content, path.name)
        made = marked_copy(read.workbook, told(*read.issues, name=path.name))
        if faults := unsafe(made):
            wrong[path.name] = faults
        opened(made)
    assert wrong == {}


def test_the_name_of_what_is_taken_along_is_a_plain_one():
    for name in ("a" * 300 + ".xlsx", "../../x", "CON", "=cmd.csv", ".xlsx", "", "VERTROUWELIJK_..xlsx"):
        assert re.fullmatch(
            r"(VERTROUWELIJK_)?bevindingen_[a-z0-9-]{1,80}\.txt", controle.bestandsnaam(name, "txt")
        )
