"""The answer of a lookup, and the Dutch issue that says what an analyst should do about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from loaders import reference
from loaders.area_text import read_code, split_code
from model.issue import Issue
from model.lijsten import Ernst, Niveau
from model.taal import opsomming

LEVEL_WORDS: dict[str, str] = {
    Niveau.GEMEENTE: "een gemeente",
    Niveau.REGIO: "een regio",
    Niveau.PROVINCIE: "een provincie",
    Niveau.VEILIGHEIDSREGIO: "een veiligheidsregio",
    Niveau.COROP: "een COROP-gebied",
    Niveau.LANDSDEEL: "een landsdeel",
    Niveau.LAND: "het hele land",
}


#: A question whose answer is the code that a written name stands for: ``alias:<name>``.
ALIAS = "alias:"


@dataclass(frozen=True)
class Match:
    """What a cell means.

    Attributes:
        tekst: the cell as text.
        code, naam, niveau: of the area; empty when there is no single answer.
        status: see ``loaders/areas.py``.
        note: Dutch remark to show beside the figure, empty when there is nothing to say.
        candidates: codes to choose from when there is no single answer.
        oude_code: of the gemeente that ended, when its successor is the answer.
    """

    tekst: str = ""
    code: str = ""
    naam: str = ""
    niveau: str = ""
    status: str = "onbekend"
    note: str = ""
    candidates: tuple[str, ...] = ()
    oude_code: str = ""

    def row(self) -> dict[str, Any]:
        """Return the match as one record."""
        return asdict(self)


def issue_for(match: Match, bron: str, plaats: str = "") -> Issue | None:
    """Return the issue that goes with a match, or None when the area was simply found.

    Args:
        match: answer of ``Areas.resolve``.
        bron: name of the file.
        plaats: cell, such as ``Blad1!A27``.
    """
    code, ernst, text = _TEXTS.get(match.status, _found)(match)
    if not code:
        return None
    asked = question(match)
    choices = tuple((option, f"{_name(option)} ({option})") for option in match.candidates) if asked else ()
    return Issue(
        bron=bron, plaats=plaats, code=code, ernst=ernst, tekst=text, vraag=asked, keuzes=choices
    )  # fmt: skip


def question(match: Match) -> str:
    """Return under which name one can say which area a written name means; '' when there is no such name.

    A code cannot stand for another area; a code beside a name that contradicts it is an error in the file.

    >>> question(Match("Venlo-Oost")), question(Match("GM9999")), question(Match("9999 Venlo"))
    ('alias:Venlo-Oost', '', '')
    """
    named = match.status in {"onbekend", "dubbelzinnig"} and bool(match.tekst)
    return (
        f"{ALIAS}{match.tekst}" if named and not (read_code(match.tekst) or split_code(match.tekst)) else ""
    )


def _found(match: Match) -> tuple[str, Ernst, str]:
    return "", Ernst.MELDING, ""


def _ambiguous(match: Match) -> tuple[str, Ernst, str]:
    if "horen niet bij elkaar" in match.note:
        text = f"{_cell(match)}: {match.note}; verbeter de code of de naam"
        return "code-past-niet-bij-naam", Ernst.FOUT, text
    what = opsomming([_described(code, match) for code in match.candidates])
    if len(match.candidates) == 1:
        text = f"{_cell(match)} is niet zeker {what}; schrijf de volledige naam of de code"
    elif len({_niveau(code) for code in match.candidates}) > 1:
        text = f"{_cell(match)} past op {what}; noem het niveau of kies er een"
    else:
        text = f"{_cell(match)} past op {what}; noem de provincie of kies er een"
    return "dubbelzinnig-gebied", Ernst.FOUT, text


def _unknown(match: Match) -> tuple[str, Ernst, str]:
    if not match.tekst:
        return "onbekend-gebied", Ernst.FOUT, "De cel met het gebied is leeg; vul een naam of code in"
    because = f" ({match.note})" if match.note else ""
    text = f"{_cell(match)} is geen bekend gebied{because}"
    if match.candidates:
        names = opsomming([f"{_name(code)} ({code})" for code in match.candidates], "of")
        text = f"{text}; bedoelt u {names}? Verbeter de cel of leg een alias vast"
        return "onbekend-gebied", Ernst.FOUT, text
    return "onbekend-gebied", Ernst.FOUT, f"{text}; verbeter de cel of leg een alias vast"


def _other(match: Match) -> tuple[str, Ernst, str]:
    what = match.note or "geen gemeente"
    return "geen-gemeente", Ernst.MELDING, f"{_cell(match)}: {what}; deze rij telt niet mee bij de gemeenten"


def _successor(match: Match) -> tuple[str, Ernst, str]:
    text = f"{match.note}; het cijfer is bij {match.naam} ({match.code}) gezet, controleer of dat klopt"
    return "opgeheven-gemeente", Ernst.WAARSCHUWING, text


def _split(match: Match) -> tuple[str, Ernst, str]:
    text = f"{match.note}; verdeel het cijfer zelf en lever het per huidige gemeente aan"
    return "gesplitste-gemeente", Ernst.FOUT, text


_TEXTS = {
    "dubbelzinnig": _ambiguous,
    "onbekend": _unknown,
    "geen-gemeente": _other,
    "opvolger": _successor,
    "gesplitst": _split,
}


def _cell(match: Match) -> str:
    text = match.tekst if len(match.tekst) <= 60 else match.tekst[:57] + "..."
    return f"'{text}'"


@cache
def _areas() -> dict[str, dict[str, str]]:
    frame = reference.gebieden().set_index("gebied_code")
    return frame[["naam", "niveau", "ouder_code"]].to_dict("index")


def _niveau(code: str) -> str:
    row = _areas().get(code)
    return row["niveau"] if row else code[:2]


def _name(code: str) -> str:
    row = _areas().get(code)
    return row["naam"] if row else code


def _described(code: str, match: Match) -> str:
    """Return a candidate with what tells it from the others: its province, or its level."""
    rows = _areas()
    if len({_niveau(other) for other in match.candidates}) > 1:
        return f"{code} ({_level_name(code)})"
    above = code
    while above in rows and rows[above]["niveau"] != Niveau.PROVINCIE:
        above = rows[above]["ouder_code"]
    return f"{code} ({_name(above) if above else _name(code)})"


def _level_name(code: str) -> str:
    named = {"LD": Niveau.LANDSDEEL, "CR": Niveau.COROP}
    level = _areas()[code]["niveau"] if code in _areas() else named.get(code[:2], Niveau.LAND)
    return LEVEL_WORDS[level].split(" ", 1)[1].removeprefix("hele ")
