"""Cells to numbers: the notation is decided per column, never per cell.

``read_column(column, spec)`` reads a whole column of a grid. Texts are taken apart once per unique text
(``loaders/cell_text.py``), all numbers of the column together decide the notation (or the layout does), and
only then does any text become a number. A cell that can be read two ways is never read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from loaders import bounds, numbers
from loaders.bounds import Bound, Value, from_note, from_texts
from loaders.cell_text import MARKERS, Markers, Parts, take_apart
from model.grid import Column, Kind
from model.issue import Issue
from model.lijsten import Ernst, WaardeStatus

__all__ = ["MARKERS", "FOUTEN", "Markers", "Spec", "Value", "Values", "bound_from_note", "bound_from_texts",
           "notation_issue", "read_column", "read_texts"]  # fmt: skip

bound_from_note = from_note
bound_from_texts = from_texts

#: Stable error codes and what an analyst should do about each.
FOUTEN = {
    "geen-getal": "Dit is geen leesbaar getal. Zet er alleen een getal of een bereik, of laat het vak leeg.",
    "dubbelzinnige-notatie": "Dit getal is op twee manieren te lezen. Kies de notatie van de kolom.",
    "breuk-in-aantal": "Een aantal heeft geen decimalen. Controleer het getal en de notatie van de kolom.",
    "te-groot": "Dit getal is te groot voor deze kolom. Controleer het getal.",
    "negatief": "Dit aantal is negatief en dat kan hier niet. Controleer het getal.",
    "procent-in-aantal": "Dit is een percentage in een kolom met aantallen. Zet er het aantal.",
    "datum-in-getal": "Dit is een datum in een kolom met getallen. Maak er een gewoon getal van.",
    "foutwaarde": "Deze cel bevat een Excel-fout. Herstel de formule en bewaar het bestand opnieuw.",
    "formule-zonder-waarde": "Deze formule heeft geen bewaarde uitkomst. Open en bewaar het in Excel.",
}
#: Above this a number that is no count is refused; floats count to here without loss.
_LARGEST_ANY = 1e15
_KIND_ERRORS = {
    Kind.BOOL: "geen-getal",
    Kind.DATUM: "datum-in-getal",
    Kind.FOUT: "foutwaarde",
    Kind.FORMULE: "formule-zonder-waarde",
}


@dataclass(frozen=True)
class Spec:
    """What a column should hold.

    Attributes:
        notation: ``nl``, ``en``, or ``auto`` to let the column decide.
        unit: ``aantal`` (whole numbers), ``getal`` (any number), ``aandeel`` (a bare 0.12 is a fraction) or
            ``procent`` (a bare 12 is per hundred). Cells with a percent sign or format are converted.
        signed: whether negative numbers are allowed.
        largest: absolute value above which a whole number is refused.
        markers: texts with a meaning of their own.
    """

    notation: str = "auto"
    unit: str = "aantal"
    signed: bool = False
    largest: float = 1e9
    markers: Markers = MARKERS


@dataclass
class Values:
    """A column of values, one entry per cell; see ``bounds.Value`` for the fields.

    ``notation`` is what was decided; ``ask`` lists texts that only a person can read (``1.234``);
    ``contradicts`` says that the column holds both notations, or another one than its layout declares.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    status: np.ndarray
    exact: np.ndarray
    error: np.ndarray
    unit: np.ndarray
    note: np.ndarray
    assumed: np.ndarray
    notation: str = ""
    contradicts: bool = False
    ask: list[str] = field(default_factory=list)


_FIELDS: dict[str, type] = {
    "value": float, "low": float, "high": float, "exact": bool, "assumed": bool,
    "status": object, "error": object, "unit": object, "note": object,
}  # fmt: skip


def _assemble(cells: Sequence[Value]) -> dict[str, np.ndarray]:
    return {
        name: np.array([getattr(cell, name) for cell in cells], dtype=kind) for name, kind in _FIELDS.items()
    }


def _number(sign: int, body: str, notation: str, spec: Spec) -> tuple[float, str]:
    """Return one number and its error code."""
    number = numbers.parse(body, notation)
    if number is None:
        ambiguous = "." in body or "," in body
        return np.nan, "dubbelzinnige-notatie" if ambiguous else "geen-getal"
    number = sign * number + 0.0
    return number, _check(number, spec)


def _check(number: float, spec: Spec) -> str:
    """Return the error code of a number that does not fit its column."""
    largest = spec.largest if spec.unit == "aantal" else _LARGEST_ANY
    if not np.isfinite(number) or abs(number) > largest:
        return "te-groot"
    if spec.unit == "aantal" and abs(number - round(number)) > 1e-9:
        return "breuk-in-aantal"
    return "negatief" if number < 0 and not spec.signed else ""


def _scale(number: float, spec: Spec, percent: bool) -> float:
    """Return the number in the unit of the column."""
    return round(number / 100, 12) if percent and spec.unit == "aandeel" else number


def _finish(parts: Parts, notation: str, spec: Spec) -> Value:
    """Turn a text that was taken apart into a value, in the decided notation."""
    if parts.marker is not None:
        return Value(status=parts.marker)
    unknown = Value(status=WaardeStatus.ONBEKEND)
    if not parts.numbers:
        return replace(unknown, error="geen-getal")
    if parts.percent and spec.unit in {"aantal", "getal"}:
        return replace(unknown, error="procent-in-aantal")
    read = [_number(sign, body, notation, spec) for sign, body in parts.numbers]
    error = next((error for _, error in read if error), "")
    if error:
        return replace(unknown, error=error)
    amounts = [_scale(number, spec, parts.percent) for number, _ in read]
    return _with_bounds(amounts, parts, spec)


def _with_bounds(amounts: list[float], parts: Parts, spec: Spec) -> Value:
    """Return one number with its bound words, or a range."""
    if len(amounts) == 2:
        low, high = amounts
        if low >= high:
            return Value(status=WaardeStatus.ONBEKEND, error="geen-getal")
        return Value(low=low, high=high, status=WaardeStatus.GESCHAT, unit=parts.unit, note=parts.note)
    kind = Bound.MINDER_DAN if parts.bound is Bound.KLEIN and spec.unit != "aantal" else parts.bound
    made = replace(bounds.apply(amounts[0], kind), unit=parts.unit, note=parts.note)
    if parts.provisional and made.status is WaardeStatus.DEFINITIEF:
        made = replace(made, status=WaardeStatus.VOORLOPIG)
    return replace(made, exact=made.exact and not parts.note)


def _decide(parts: Sequence[Parts], spec: Spec) -> tuple[str, bool]:
    """Return the notation of a column and whether its numbers contradict it."""
    found, contradicts = numbers.decide([body for part in parts for _, body in part.numbers])
    if spec.notation == "auto":
        return found, contradicts
    return spec.notation, contradicts or found not in ("", spec.notation)


def read_texts(texts: Sequence[str], spec: Spec = Spec()) -> Values:  # noqa: B008 - frozen
    """Read a column of texts; see ``Values``.

    >>> values = read_texts(["1.234", "ruim 330", "12,5", "."], Spec(unit="getal"))
    >>> values.notation, values.value.tolist()
    ('nl', [1234.0, 330.0, 12.5, nan])
    """
    codes, unique = pd.factorize(np.asarray(texts, dtype=object))
    parts = [take_apart(text, spec.markers) for text in unique]
    notation, contradicts = _decide(parts, spec)
    certain = bool(notation) and not contradicts
    cells, ask = [], []
    for text, part in zip(unique, parts, strict=True):
        both = any(numbers.evidence(body) == numbers.BOTH for _, body in part.numbers)
        cell = _finish(part, notation or numbers.NL, spec)
        separators = any(c in ".," for _, body in part.numbers for c in body)
        if (both and not certain) or (contradicts and separators):
            cell = Value(status=WaardeStatus.ONBEKEND, error="dubbelzinnige-notatie")
            ask.append(str(text))
        cells.append(replace(cell, assumed=True) if both and _only_declared(parts, spec) else cell)
    arrays = {name: array[codes] for name, array in _assemble(cells).items()}
    return Values(**arrays, notation=notation, contradicts=contradicts, ask=ask)


def _only_declared(parts: Sequence[Parts], spec: Spec) -> bool:
    """Return whether nothing in the column itself supports the declared notation."""
    return spec.notation != "auto" and not numbers.decide([b for p in parts for _, b in p.numbers])[0]


def read_column(column: Column, spec: Spec = Spec()) -> Values:  # noqa: B008 - frozen
    """Read a column of a grid: numbers as they are, texts by ``read_texts``, anything else as an error."""
    is_text = column.kind == Kind.TEKST
    texts = read_texts(column.text[is_text], spec)
    empty = Value(status=spec.markers.empty)
    arrays: dict[str, np.ndarray] = {
        name: np.full(len(column), getattr(empty, name), dtype=dtype) for name, dtype in _FIELDS.items()
    }
    for name in _FIELDS:
        arrays[name][is_text] = getattr(texts, name)
    _place_numbers(column, spec, arrays)
    for kind, error in _KIND_ERRORS.items():
        arrays["error"][column.kind == kind] = error
    return Values(**arrays, notation=texts.notation, contradicts=texts.contradicts, ask=texts.ask)


def _place_numbers(column: Column, spec: Spec, arrays: dict[str, np.ndarray]) -> None:
    """Fill the cells that already are numbers, with the same checks as texts."""
    mask = column.kind == Kind.GETAL
    number = column.number[mask]
    percent = np.zeros(len(number), bool) if column.percent is None else column.percent[mask]
    number = np.where(percent & (spec.unit == "procent"), np.round(number * 100, 10), number) + 0.0
    missing = np.isin(number, list(spec.markers.missing_numbers))
    codes, unique = pd.factorize(number, use_na_sentinel=False)
    error = np.array([_check(amount, spec) for amount in unique], dtype=object)[codes]
    error[percent & (spec.unit in {"aantal", "getal"})] = "procent-in-aantal"
    error[missing] = ""
    good = (error == "") & ~missing
    status = np.where(good, WaardeStatus.DEFINITIEF, WaardeStatus.ONBEKEND).astype(object)
    arrays["value"][mask] = np.where(good, number, np.nan)
    for name, cells in (("status", status), ("exact", good), ("error", error)):
        arrays[name][mask] = cells


NOTATIONS = (("nl", "1.234,5 (Nederlandse notatie)"), ("en", "1,234.5 (Engelse notatie)"))


def notation_issue(bron: str, plaats: str, kolom: str, values: Values) -> Issue:
    """Return the question that only a person can answer, with the answers and an example of both readings."""
    example = next(iter(values.ask), "1.234")
    if values.contradicts:
        why = f"Kolom {kolom} mengt punten en komma's op twee manieren"
    else:
        why = f"In kolom {kolom} is {example} op twee manieren te lezen"
    text = f"{why}. Kies nl (1.234,5) of en (1,234.5), of maak de kolom eenduidig."
    count = max(len(values.ask), 1)
    return Issue(
        bron=bron,
        plaats=plaats,
        code="notatie-kiezen",
        ernst=Ernst.FOUT,
        tekst=text,
        aantal=count,
        vraag="notatie",
        keuzes=NOTATIONS,
    )
