"""Files with a SES-WOA score for every gemeente, in the forms of the CBS; the scores are made up."""

from __future__ import annotations

from collections.abc import Sequence

from tests.loaders.workbooks import text
from tests.metrics import build

NAMES = build.frames()["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
PARTS = ("SES-WOA/Totaalscore/Gemiddelde score (Getal)", "SES-WOA/Welvaart/Gemiddelde score (Getal)")


def score_of(code: str) -> float:
    """Return a fictional score between −0,3 and 0,3 that follows from the code.

    >>> -0.3 <= score_of("GM0917") <= 0.3
    True
    """
    return (int(code[2:]) * 37 % 601 - 300) / 1000


def statline(codes: Sequence[str], *, year: str = "2023", shift: float = 0, unknown: str = "") -> bytes:
    """Return a StatLine export with codes, wijken between the gemeenten, and other scores too."""
    head = ("Perioden", "Wijken en buurten", "Regiocode (gemeente, wijk, buurt) (code)")
    head = (*head, "Particuliere huishoudens (Aantal)", *PARTS, "Spreiding/Spreiding totaal/Waarde (Getal)")
    rows = []
    for code in codes:
        score = "       ." if code == unknown else f"{score_of(code) + shift:8.3f}"
        rows.append((year, NAMES[code], f"{code:<10}", "   11200", score, "   0.999", "   0.715"))
        rows.append((year, NAMES[code], f"WK{code[2:]}00  ", "    4100", "   0.050", "   0.999", "   0.7"))
    return text((head, *rows), quote=True, encoding="utf-8-sig")


def statline_copied(codes: Sequence[str]) -> bytes:
    """Return a table copied from the page: Dutch notation, provisional year, source line."""
    head = ("Wijken en buurten", "Perioden", "Particuliere huishoudens (Aantal)")
    head = (*head, "SES-WOA Totaalscore Gemiddelde score (Getal)")
    rows = [(NAMES[c], "2023*", "11.200", f"{score_of(c):.3f}".replace(".", ",")) for c in codes]
    return text((head, *rows, ("Bron: CBS", "", "", "")), "\t")


def odata(codes: Sequence[str]) -> bytes:
    """Return a table of the CBS API: padded codes, year as 2023JJ00, numbered columns."""
    head = ("", "ID", "WijkenEnBuurten", "Perioden", "ParticuliereHuishoudens_1", "GemiddeldeScore_29")
    head = (*head, "GemiddeldeScore_31")
    rows = [(i, i, f"{code:<10}", "2023JJ00", 11200, score_of(code), 0.999) for i, code in enumerate(codes)]
    return text((head, *rows), ",")
