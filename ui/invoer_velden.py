"""The fields of a form about one row of a register: drawn in Dutch, read back as the texts of an edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from model import taal
from model.correctie import NO, YES
from model.frames import COUNT, DATE, FLAG, Column
from model.invoer import is_vrije_tekst
from model.schemas import SCHEMAS
from ui.deliveries_fields import WRITE_A_DAY, day, personal, written
from ui.links import plain

#: What a row of a register is called, and the columns that may hold its title.
NAMES = {
    "locaties": "Locatie",
    "bestemmingen": "Bestemming",
    "toerekening": "Toerekening",
    "knelpunten": "Knelpunt",
    "maatregelen": "Maatregel",
}
TITLES = ("naam", "titel", "tekst")
MOST_TITLE = 60
#: What an empty choice says.
EMPTY = "onbekend of niet van toepassing"
CHOOSE = "Kies …"


@dataclass(frozen=True)
class Field:
    """One field that a form asks.

    Attributes:
        veld: column of the register.
        label: as the reader sees it; the word for the column when empty.
        hulp: help beside it.
        opties: what can be chosen, code → text, where the schema has no closed list: gemeenten, sites.
        begin: text of a new row as edits write it: ``100``, ``2027-01-31``, a code; fills in a field that is
            not asked as well (``is_vast``).
        is_vast: not asked: a new row gets ``begin``, a row that is there keeps what it has.
        is_lang: a box of several lines.
        is_verplicht: must be filled in, also where the schema would take it empty.
    """

    veld: str
    label: str = ""
    hulp: str = ""
    opties: Mapping[str, str] | None = None
    begin: str = ""
    is_vast: bool = False
    is_lang: bool = False
    is_verplicht: bool = False

    @property
    def naam(self) -> str:
        """Return the label."""
        text = self.label or taal.woord(self.veld)
        return text[:1].upper() + text[1:]


def shown(frame: str, field: Field, text: str) -> str:
    """Return a value of an edit as a reader sees it: Dutch numbers, days and words; missing is unknown.

    >>> shown("locaties", Field("plekken"), "1250"), shown("locaties", Field("van"), "2027-01-31")
    ('1.250', '31 januari 2027')
    """
    column = SCHEMAS[frame].columns[field.veld]
    if not text:
        return taal.ONBEKEND
    if column.dtype == DATE:
        return taal.datum(text)
    if column.dtype == COUNT:
        return taal.getal(int(text))
    if column.values is not None:
        return taal.woord(text)
    return (field.opties or {}).get(text, text)


def called(frame: str, row: Mapping[str, str]) -> str:
    """Return a row in a few words.

    >>> called("locaties", {"naam": "Kazerne"})
    'Locatie Kazerne'
    """
    title = next((row[name] for name in TITLES if row.get(name)), "")
    short = title if len(title) <= MOST_TITLE else f"{title[: MOST_TITLE - 1]}…"
    return f"{NAMES[frame]} {short}".strip()


def ask(
    frame: str, fields: Sequence[Field], now: Mapping[str, str], key: str, *, is_new: bool
) -> dict[str, str]:
    """Draw the fields and return what was typed or chosen, as it stands in the boxes.

    Args:
        frame: register.
        fields: in the order of the screen; what says which row it is, is not asked of a row that is there.
        now: the row as edits write it; empty for a new one.
        key: of this form and this row.
        is_new: whether the row is to be made.
    """
    typed = {}
    asked = [one for one in fields if not one.is_vast and (is_new or one.veld not in SCHEMAS[frame].key)]
    left, right = st.columns(2, gap="large")
    half = (len(asked) + 1) // 2
    for place, field in enumerate(asked):
        start = field.begin if is_new else now.get(field.veld, "")
        with left if place < half else right:
            typed[field.veld] = _draw(SCHEMAS[frame].columns[field.veld], field, start, f"{key}-{field.veld}")
    return typed


def _draw(column: Column, field: Field, start: str, key: str) -> str:
    """Draw one field; return its text as typed, or the code that was chosen."""
    label, hulp = plain(field.naam) + (" *" if _must(column, field) else ""), field.hulp or None
    if column.dtype == FLAG:
        return YES if st.checkbox(plain(field.naam), value=start == YES, key=key, help=hulp) else NO
    options = _options(column, field)
    if options is not None:
        return _choose(label, options, start, key, hulp, must=_must(column, field))
    if column.dtype == DATE:
        text = written(date.fromisoformat(start)) if start else ""
        return st.text_input(label, text, key=key, help=hulp, placeholder="dag-maand-jaar, of leeg: onbekend")
    if column.dtype == COUNT:
        text = taal.getal(int(start)) if start else ""
        return st.text_input(label, text, key=key, help=hulp, placeholder="getal, of leeg: onbekend")
    lines = field.is_lang or "\n" in start
    draw: Callable[..., str] = st.text_area if lines else st.text_input
    return draw(label, start, key=key, help=hulp)


def _must(column: Column, field: Field) -> bool:
    return column.required or field.is_verplicht


def _options(column: Column, field: Field) -> dict[str, str] | None:
    """Return what can be chosen in a field; None when anything can be typed."""
    if field.opties is not None:
        return dict(field.opties)
    if column.values is not None:
        return {str(value): taal.woord(value) for value in column.values}
    return None


def _choose(  # noqa: PLR0913 - what a select box is made of
    label: str, options: dict[str, str], start: str, key: str, hulp: str | None, *, must: bool
) -> str:
    """Draw a choice; a value that stands there and is in no list stays what it is."""
    every = ([] if must else [""]) + [start] * (bool(start) and start not in options) + list(options)
    found = st.selectbox(
        label,
        every,
        index=every.index(start) if start in every else None,
        format_func=lambda code: options.get(code, code) or EMPTY,
        placeholder=CHOOSE,
        key=key,
        help=hulp,
    )
    return found or ""


def read(
    frame: str, fields: Sequence[Field], typed: Mapping[str, str], now: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Return what was typed as texts of an edit, and everything that is wrong with it in Dutch.

    What was left as it stood is not judged: nobody has to mend what a source wrote to change another field.
    """
    texts, problems = {}, []
    for field in fields:
        if field.veld not in typed:
            continue
        column = SCHEMAS[frame].columns[field.veld]
        text, problem = _read(column, field, typed[field.veld])
        if text != now.get(field.veld, "") or not now:
            texts[field.veld] = text
            problems += [f"{field.naam}: {problem}"] if problem else _private(frame, field, text)
    return texts, problems


def _read(column: Column, field: Field, typed: str) -> tuple[str, str]:
    """Return one text of an edit, or what is wrong with it."""
    text = typed.strip()
    if column.dtype in (DATE, COUNT) and text.lower() == taal.ONBEKEND:
        text = ""
    if not text:
        return "", "vul dit in." if _must(column, field) else ""
    if column.dtype == DATE:
        when = day(text)
        return (when.isoformat(), "") if when else (text, f"‘{text}’ is geen datum. {WRITE_A_DAY}")
    if column.dtype == COUNT:
        number = taal.lees_getal(text.replace("−", "-"))
        if number is None or not number.is_integer() or number < 0:
            return text, f"‘{text}’ is geen aantal. Schrijf bijvoorbeeld 471, 1.250 of onbekend."
        return str(int(number)), ""
    return text, ""


def _private(frame: str, field: Field, text: str) -> list[str]:
    found = personal(text) if is_vrije_tekst(frame, field.veld) else []
    return (
        [f"{field.naam}: de tekst lijkt {taal.opsomming(found)} te bevatten. Haal die weg."] if found else []
    )
