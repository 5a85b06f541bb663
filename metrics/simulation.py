"""A verdeelbesluit that might be: what is missing to the duty, laid on gemeenten that are short.

No source gives the rules of a minister. This tries some, named with the result; it predicts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from metrics import apportion
from model.taal import getal, meervoud
from model.verslagregels import Simulatie

LABEL = "Simulatie: een som met zelf gekozen regels. Zij voorspelt geen besluit van de minister."
GEHAALD, INSPANNING, ONBEKEND = (
    "haalt de eigen opgave",
    "inspanning van de afgelopen jaren",
    "aanbod of opgave onbekend",
)


@dataclass(frozen=True)
class Uitkomst:
    """What a simulated verdeelbesluit gives.

    Attributes:
        gemeenten: gebied_code, naam, opgave, aangeboden, tekort (Int64, missing when unknown), vrij (str: why
            nothing is laid on it; empty when something may be), extra (Int64: places laid on it; missing when
            it cannot be said), na (Int64: aangeboden + extra).
        rest: what is missing to the duty; missing when it is not known; 0 when nothing is.
        verdeeld: sum of ``extra``.
        niet_verdeeld: what nobody may get under these rules.
        tekst: the whole in Dutch, the rules included.
        label: says that it is a simulation.
    """

    gemeenten: pd.DataFrame
    rest: int | None
    verdeeld: int
    niet_verdeeld: int
    tekst: str
    label: str = LABEL


def simulate(spread: pd.DataFrame, opgave: object, aangeboden: object, regels: Simulatie) -> Uitkomst:
    """Return what is laid on which gemeente.

    A gemeente of which duty or offer is unknown is not called short: nothing is laid on it, and it is named.

    Args:
        spread: per gemeente gebied_code, naam, inwoners, opgave, aangeboden (Int64), inspanning_per_1000.
        opgave: duty of the whole area; missing when unknown.
        aangeboden: what is offered in the whole area; missing when unknown.
        regels: the rules that are tried.
    """
    rows = spread.assign(tekort=(spread["opgave"] - spread["aangeboden"]).astype("Int64"))
    rows = rows.assign(vrij=_free(rows, regels))
    rest = None if pd.isna(opgave) or pd.isna(aangeboden) else max(int(opgave) - int(aangeboden), 0)  # type: ignore[call-overload]
    laid = _laid(rows, rest or 0, regels)
    rows = rows.assign(extra=pd.Series(laid, dtype="Int64").reindex(rows["gebied_code"]).to_numpy())
    rows["extra"] = rows["extra"].astype("Int64").where(rows["vrij"].ne(ONBEKEND) & (rest is not None))
    rows = rows.assign(na=(rows["aangeboden"] + rows["extra"]).astype("Int64"))
    done = sum(laid.values())
    columns = ["gebied_code", "naam", "opgave", "aangeboden", "tekort", "vrij", "extra", "na"]
    left = (rest or 0) - done
    return Uitkomst(rows[columns], rest, done, left, _told(rows, rest, done, left, regels))


def _free(rows: pd.DataFrame, regels: Simulatie) -> pd.Series:
    """Return why nothing is laid on a gemeente; an empty text where something may be."""
    text = pd.Series("", index=rows.index, dtype="str")
    if regels.vrij_inspanning is not None:
        done = rows["inspanning_per_1000"].ge(regels.vrij_inspanning).fillna(False)
        text = text.mask(done.astype(bool), INSPANNING)
    if regels.vrij_gehaald or regels.sleutel == "tekort" or regels.hoogstens_tekort:
        text = text.mask(rows["tekort"].le(0).fillna(False).astype(bool), GEHAALD)
    return text.mask(rows["tekort"].isna(), ONBEKEND)


def _laid(rows: pd.DataFrame, rest: int, regels: Simulatie) -> dict[str, int]:
    """Return the places laid on each gemeente that may get some; whole numbers, and as many as fit."""
    mine = rows[rows["vrij"].eq("")]
    out = dict.fromkeys(rows["gebied_code"], 0)
    basis = mine["tekort"] if regels.sleutel == "tekort" else mine["inwoners"]
    weights = {
        code: Fraction(int(value))
        for code, value in zip(mine["gebied_code"], basis, strict=True)
        if not pd.isna(value) and value > 0
    }
    if not rest or not weights:
        return out
    short = dict(zip(mine["gebied_code"], mine["tekort"], strict=True))
    most = {code: max(int(short[code]), 0) for code in weights} if regels.hoogstens_tekort else None
    total = min(rest, sum(most.values())) if most else rest
    return out | apportion.divide(total, weights, most=most)


def _told(rows: pd.DataFrame, rest: int | None, done: int, left: int, regels: Simulatie) -> str:
    """Return the outcome in words, with the rules."""
    if rest is None:
        return "Geen simulatie: de opgave of het aanbod van het hele gebied is onbekend."
    if rest == 0:
        return "Er is niets te verdelen: wat is aangeboden, haalt de opgave."
    count = int(rows["extra"].gt(0).sum())
    unknown = int(rows["vrij"].eq(ONBEKEND).sum())
    basis = "de mate waarin zij tekortkomen" if regels.sleutel == "tekort" else "hun inwoners"
    parts = [
        f"Tot de opgave ontbreken {getal(rest)} plekken.",
        f"Daarvan komen er {getal(done)} bij {meervoud(count, 'gemeente', 'gemeenten')}, naar {basis}.",
    ]
    if left:
        parts.append(f"Voor {getal(left)} plekken is onder deze regels geen gemeente.")
    if unknown:
        parts.append(
            f"Van {meervoud(unknown, 'gemeente', 'gemeenten')} is niet bekend of zij tekortkomt; daar is "
            "niets gelegd."
        )
    return " ".join(parts)
