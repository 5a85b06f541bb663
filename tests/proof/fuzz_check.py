"""What must hold for any cells at all: one of the outcome classes, and every row accounted for."""

from __future__ import annotations

import re

from loaders.engine.issues import Findings
from loaders.load import recognise
from loaders.loaded import Loaded, Provenance
from model import schemas
from model.lijsten import Lezen, Uitkomst
from tests.proof.fuzz_grids import workbook

_TRACE = re.compile(r"Traceback|site-packages|\.py\b|line \d+")


def check(data: bytes) -> tuple[str, str]:
    """Recognise what some bytes make; return the outcome, and what is wrong with it ('' when nothing is)."""
    book, name, answers = workbook(data)
    origin = Provenance(name or "bestand", "ab" * 32, len(data), kind=book.kind, lezen=Lezen.EXACT)
    loaded = recognise(book, origin, Findings(name or "bestand"), answers=answers)
    return str(loaded.provenance.uitkomst), wrong_with(loaded)


def wrong_with(loaded: Loaded) -> str:
    """Return what a result breaks, or ''."""
    p = loaded.provenance
    if p.uitkomst not in set(Uitkomst):
        return "geen uitkomst"
    if any(issue.code == "interne-fout" for issue in loaded.issues):
        return "interne fout"
    if late := next((issue for issue in loaded.issues if issue.plaats.startswith("rij ")), None):
        return f"pas het schema zag het: {late.tekst}"  # no cell, so nobody can act on it
    if p.rows_in != p.rows_taken + p.rows_dropped + p.rows_refused or min(p.rows_taken, p.rows_dropped) < 0:
        return "rijen kloppen niet"
    if loaded.is_refused and (loaded.frames or not any(i.ernst == "fout" for i in loaded.issues)):
        return "geweigerd zonder reden of met cijfers"
    if any(_TRACE.search(issue.tekst.replace(str(p.name), "")) for issue in loaded.issues):
        return "spoor van de fout in beeld"
    return "cijfers passen niet in hun schema" if schemas.check_all(loaded.frames) else ""
