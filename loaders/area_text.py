"""What a cell that names an area says: a code, or a name with level words, brackets and parents around it.

This file reads text only; which names exist is known to ``loaders/areas.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from numbers import Real

import ftfy

from model.lijsten import Niveau
from model.taal import is_unknown

_LEVELS: dict[str, tuple[Niveau, ...]] = {
    "gemeente": (Niveau.GEMEENTE,),
    "gem": (Niveau.GEMEENTE,),
    "gm": (Niveau.GEMEENTE,),
    "stad": (Niveau.GEMEENTE,),
    "provincie": (Niveau.PROVINCIE,),
    "prov": (Niveau.PROVINCIE,),
    "pv": (Niveau.PROVINCIE,),
    "veiligheidsregio": (Niveau.VEILIGHEIDSREGIO,),
    "vr": (Niveau.VEILIGHEIDSREGIO,),
    "corop": (Niveau.COROP,),
    "cr": (Niveau.COROP,),
    "regio": (Niveau.REGIO, Niveau.VEILIGHEIDSREGIO, Niveau.COROP),
    "landsdeel": (Niveau.LANDSDEEL,),
    "ld": (Niveau.LANDSDEEL,),
    "land": (Niveau.LAND,),
}
_PREFIX = re.compile(
    r"^(gemeente|gem|provincie|prov|veiligheidsregio|vr|corop(?:-?\s?gebied)?|regio|landsdeel)\b[.:]?\s*(?=\S)",
    re.I,
)
_BRACKET = re.compile(r"^(?P<name>[^()]*\S)\s*\((?P<inside>[^()]+)\)\s*$")
_PARENT = re.compile(r"^(?P<parent>[^:]*\S)\s*:\s*(?P<name>\S.*)$")
_FOOTNOTE = re.compile(r"(?<=\D)\s*(?:\d{1,2}\)(?:\s*\d{1,2}\))*|[*¹²³]+)\s*$")
_TOTAL = re.compile(r"^totaal\s+(?P<a>\S.*)$|^(?P<b>.*\S)\s+totaal$", re.I)
_CODED = re.compile(
    r"^(?P<code>(?:GM\s?\d{1,4}|(?:PV|CR|VR|LD|NL)\s?\d{2}|\d{4}))\s*[-–—:]?\s+(?P<name>\D.*)$"
    r"|^(?P<name2>\D.*?)\s*\(\s*(?P<code2>GM\s?\d{1,4}|(?:PV|CR|VR|LD|NL)\s?\d{2}|\d{4})\s*\)$",
    re.I,
)
_CODES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:(?:19|20)\d\d)?GM\s?(\d{1,4})$"), "GM{:0>4}"),
    (re.compile(r"^(\d{1,4})(?:[.,]0+)?$"), "GM{:0>4}"),
    (re.compile(r"^NL\s?0?[01]$"), "NL01"),
    (re.compile(r"^(PV|CR|VR|LD)\s?(\d{1,2})$"), "{}{:0>2}"),
    (re.compile(r"^(WK|BU)\s?(\d{6,8})$"), "{}{}"),
)


def as_text(value: object) -> str:
    """Return a cell as text: missing and truth values are empty, 935.0 is ``935``.

    >>> as_text(935.0), as_text(None), as_text(" Venlo")
    ('935', '', 'Venlo')
    """
    if isinstance(value, bool) or is_unknown(value):
        return ""
    if isinstance(value, Real):
        number = float(value)
        return str(int(number)) if number.is_integer() else str(number)
    return " ".join(_visible(str(value)).split())


def _visible(text: str) -> str:
    """Return the text without characters that take no room (zero-width, soft hyphen, byte order mark)."""
    return "".join(char for char in text if char.isspace() or unicodedata.category(char) not in ("Cf", "Cc"))


def key(text: str) -> str:
    """Return what remains of a name when case, accents, hyphens, quotes, dots and spaces do not count.

    >>> key("Súdwest‑Fryslân") == key("SUDWEST FRYSLAN"), key("Bergen (L.)")
    (True, 'bergen(l)')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).replace("&", "en")
    kept = (char for char in plain if char.isalnum() or char in "():;|+*")
    return re.sub("aanden?", "ad", "".join(kept))


def read_code(text: str) -> str:
    """Return the code a text consists of, in the form ``GM0935``, or empty text.

    >>> [read_code(t) for t in ("gm0935", "935", "2025GM0114", "nl00", "cr37", "Venlo")]
    ['GM0935', 'GM0935', 'GM0114', 'NL01', 'CR37', '']
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    if not plain.isascii():
        return ""
    for pattern, form in _CODES:
        if found := pattern.match(plain):
            return form.format(*found.groups())
    return ""


def split_code(text: str) -> tuple[str, str] | None:
    """Return code and name of a cell that holds both, or None.

    >>> split_code("LD04 Zuid-Nederland"), split_code("Venlo (GM0983)")
    (('LD04', 'Zuid-Nederland'), ('GM0983', 'Venlo'))
    """
    found = _CODED.match(text)
    if not found:
        return None
    code, name = found["code"] or found["code2"], found["name"] or found["name2"]
    return read_code(code), name


@dataclass(frozen=True)
class Reading:
    """One way to read a cell: the bare name, and what stood around it.

    Attributes:
        name: text that should be a name.
        niveaus: levels that the text itself names, in order of preference; empty when it names none.
        provincie: province code that the text itself names.
        notes: Dutch remarks about what was left out.
        is_totaal: the text calls itself a total.
    """

    name: str
    niveaus: tuple[Niveau, ...] = ()
    provincie: str = ""
    notes: tuple[str, ...] = ()
    is_totaal: bool = False


Province = Callable[[str], str]


def readings(text: str, province: Province) -> Iterable[Reading]:
    """Yield ever simpler readings of a cell, starting with the text as it stands.

    Args:
        text: the cell.
        province: gives the code of a province by its name or bracketed abbreviation, or empty text.
    """
    reading: Reading | None = Reading(text)
    while reading is not None:
        yield reading
        reading = _simpler(reading, province)


def _simpler(reading: Reading, province: Province) -> Reading | None:
    for rule in (_repaired, _without_footnote, _without_total, _without_prefix):
        if simpler := rule(reading):
            return simpler
    return _without_parent(reading, province) or _without_bracket(reading, province)


def _repaired(reading: Reading) -> Reading | None:
    if reading.name.isascii():
        return None
    fixed = as_text(ftfy.fix_text(reading.name))
    return replace(reading, name=fixed) if fixed and key(fixed) != key(reading.name) else None


def _without_footnote(reading: Reading) -> Reading | None:
    name = _FOOTNOTE.sub("", reading.name)
    if not name or name == reading.name:
        return None
    return replace(reading, name=name, notes=(*reading.notes, "voetnootteken weggelaten"))


def _without_total(reading: Reading) -> Reading | None:
    found = _TOTAL.match(reading.name)
    return replace(reading, name=found["a"] or found["b"], is_totaal=True) if found else None


def _without_prefix(reading: Reading) -> Reading | None:
    found = _PREFIX.match(reading.name)
    if not found or reading.niveaus:
        return None
    word = "corop" if found[1].lower().startswith("corop") else found[1].lower()
    return replace(reading, name=reading.name[found.end() :], niveaus=_LEVELS[word])


def _without_parent(reading: Reading, province: Province) -> Reading | None:
    found = _PARENT.match(reading.name)
    if not found or not (code := province(found["parent"])):
        return None
    return replace(reading, name=found["name"], provincie=code)


def _without_bracket(reading: Reading, province: Province) -> Reading | None:
    found = _BRACKET.match(reading.name)
    if not found:
        return None
    inside = found["inside"].strip()
    if levels := _LEVELS.get(key(inside)):
        return replace(reading, name=found["name"], niveaus=levels)
    if code := province(inside):
        return replace(reading, name=found["name"], provincie=code)
    return replace(reading, name=found["name"], notes=(*reading.notes, f"tussen haakjes staat '{inside}'"))
