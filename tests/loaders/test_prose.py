"""A letter is refused as a letter; a table that no layout knows still can be mapped."""

from __future__ import annotations

import pytest

from loaders.load import load
from model.lijsten import Uitkomst

LETTER = """Geachte heer, mevrouw,

Hierbij ontvangt u de gegevens over de opvang in onze gemeente. Op dit moment vangen wij
487 personen op, verdeeld over drie locaties; dat is meer dan vorig jaar.

Wij verwachten in het najaar nog 120 plekken te openen, en in 2027 nog eens 60.

Venlo, 12 maart 2026
Met vriendelijke groet,
Gemeente Venlo
"""


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        "Geachte heer, mevrouw,\n\nHierbij de cijfers.\n",
        "Alles gaat goed; wij melden ons.\n",
        "hallo\n",
    ],
    ids=["brief", "kort", "puntkomma", "woord"],
)
@pytest.mark.parametrize("name", ["brief.txt", "brief.csv"])
def test_a_text_without_a_table_is_refused_as_one(text: str, name: str):
    loaded = load(text.encode(), name)
    assert loaded.provenance.uitkomst is Uitkomst.GEWEIGERD
    (issue,) = loaded.issues
    assert issue.code == "geen-tabel"
    assert issue.tekst.startswith("Dit is een tekst zonder tabel")


@pytest.mark.parametrize(
    "text",
    [
        "a;b\n1;2\n",
        "plaats;hoeveel\nVenlo;12\n",
        "plaats;hoeveel\nVenlo;circa 150\nStein;minimaal 12 plekken\n",
        "plaats,wat\nVenlo,1.234\nStein,onbekend\n",
        "Beste collega,\n\nHierbij de cijfers.\n\nplaats;hoeveel\nVenlo;12\nStein;3\nWeert;45\n",
    ],
)
def test_a_table_that_no_layout_knows_can_be_mapped(text: str):
    assert [issue.code for issue in load(text.encode(), "x.csv").issues][-1] == "geen-layout"
