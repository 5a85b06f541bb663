"""Documents: real headings and tables, Dutch, and on every page what it is."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pandas as pd
from docx import Document

from exports.document import Deel, Kop, docx

KOP = Kop(
    "Tabellen", "Limburg · peildatum 31 oktober 2026", "VOORBEELD, verzonnen cijfers", "versie 2 (abc)",
    datetime(2026, 11, 1, tzinfo=UTC),
)  # fmt: skip
TABEL = pd.DataFrame({"gebied": ["Venlo", "Bergen (L.)"], "open": ["1.234", "onbekend"]})


def test_a_document_holds_its_parts_in_order_with_tables_that_are_tables() -> None:
    made = docx(KOP, [Deel("Eerste", ["Een zin."], TABEL, "Bron: x"), Deel("Tweede", ["Niets."])])
    read = Document(io.BytesIO(made))
    assert [p.text for p in read.paragraphs if p.style.name.startswith("Heading")] == ["Eerste", "Tweede"]
    table = read.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["gebied", "open"]
    assert [cell.text for cell in table.rows[2].cells] == ["Bergen (L.)", "onbekend"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "Bron: x" in [p.text for p in read.paragraphs]


def test_every_page_says_what_it_is_and_nobody_is_named() -> None:
    read = Document(io.BytesIO(docx(KOP, [Deel("Eerste", [], TABEL)])))
    section = read.sections[0]
    assert "VOORBEELD" in section.header.paragraphs[0].text
    assert "versie 2" in section.footer.paragraphs[0].text
    about = read.core_properties
    assert (about.author, about.last_modified_by, about.language) == ("", "", "nl-NL")
    assert about.title == "Tabellen"


def test_the_same_input_gives_the_same_content() -> None:
    one, two = (zipfile.ZipFile(io.BytesIO(docx(KOP, [Deel("Eerste", [], TABEL)]))) for _ in range(2))
    assert {name: one.read(name) for name in one.namelist()} == {
        name: two.read(name) for name in two.namelist()
    }


def test_a_cell_is_text_whatever_it_holds() -> None:
    made = docx(KOP, [Deel("Eerste", [], pd.DataFrame({"naam": ["=1+1", "<w:p/>"]}))])
    assert [row.cells[0].text for row in Document(io.BytesIO(made)).tables[0].rows[1:]] == ["=1+1", "<w:p/>"]
