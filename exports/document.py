"""A text document (docx) with headings, sentences and tables: real styles, Dutch, every page says what it is.

The layout of Word's own styles is used, so that a province can put its own template over it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pandas as pd
from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

FONT = "Calibri"
#: Width of the page between its margins.
WIDTH = 25.7
#: A column of numbers is set to the right.
NUMBER = r"^onbekend$|^[−+]?[\d.]+(,\d+)?( %)?$|^(ten minste|minimaal|circa) [\d.]+$"


@dataclass(frozen=True)
class Deel:
    """One part of a document.

    Attributes:
        titel: heading.
        zinnen: paragraphs above the table.
        tabel: table as text, under the headings of its columns; None for none.
        noot: what the reader must know to read the table.
    """

    titel: str
    zinnen: Sequence[str] = ()
    tabel: pd.DataFrame | None = None
    noot: str = ""


@dataclass(frozen=True)
class Kop:
    """What stands on every page.

    Attributes:
        titel: title of the document.
        ondertitel: area, peildatum.
        editie: openbaar, vertrouwelijk, or VOORBEELD in front of it.
        voet: source, version, day it was made.
    """

    titel: str
    ondertitel: str
    editie: str
    voet: str
    gemaakt: datetime = field(default=datetime(2000, 1, 1, tzinfo=UTC))


def docx(kop: Kop, delen: Sequence[Deel]) -> bytes:
    """Return the document; the same input gives the same content.

    Args:
        kop: what it is.
        delen: its parts, in order.
    """
    document = Document()
    _page(document, kop)
    document.add_heading(kop.titel, 0)
    document.add_paragraph(kop.ondertitel)
    for deel in delen:
        document.add_heading(deel.titel, 1)
        for text in deel.zinnen:
            document.add_paragraph(text)
        if deel.tabel is not None and len(deel.tabel):
            _table(document, deel.tabel)
        if deel.noot:
            document.add_paragraph(deel.noot, style="Caption")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Doc, kop: Kop) -> None:
    """Set paper, language, properties, and what stands above and below every page."""
    about = document.core_properties
    about.title, about.language, about.author = kop.titel, "nl-NL", ""
    about.comments, about.created, about.modified = "", kop.gemaakt, kop.gemaakt
    about.last_modified_by = ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    normal.element.get_or_add_rPr().append(language)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    section.header.paragraphs[0].text = f"{kop.editie} · {kop.titel}"
    section.footer.paragraphs[0].text = kop.voet


def _table(document: Doc, frame: pd.DataFrame) -> Table:
    """Add a table whose header row is one: it is repeated on each page and read as such."""
    table = document.add_table(rows=1, cols=len(frame.columns), style="Light Grid Accent 1")
    table.autofit = True
    for cell, name in zip(table.rows[0].cells, frame.columns, strict=True):
        cell.text = str(name)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    right = [frame[name].astype("str").str.match(NUMBER).all() for name in frame.columns]
    for row in frame.itertuples(index=False):
        cells = table.add_row().cells
        for cell, value, is_number in zip(cells, row, right, strict=True):
            cell.text = str(value)
            cell.paragraphs[0].alignment = 2 if is_number else 0
    for row in table.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8)
    return table
