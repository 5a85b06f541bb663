"""The parameters of the key, and what it weighs: inhabitants and SES-WOA per gemeente, as exact fractions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from metrics import areas, scores
from model.frames import Frames
from model.gebieden import members
from model.lijsten import Niveau
from model.sleutelregels import Sleutelregels
from model.taal import meervoud, opsomming

#: How many names a message gives.
MOST_NAMES = 12
#: What to do with a gemeente without a score.
WEIGEREN, INWONERS = "weigeren", "inwoners"


class SleutelError(ValueError):
    """The key cannot be worked out; the text says in Dutch why and what can be done."""


@dataclass(frozen=True)
class Sleutel:
    """All parameters of the calculator.

    Attributes:
        totaal: places to divide.
        inwoners_op: day on which inhabitants are counted.
        amv_aandeel: share of amv inside the total; None when it is unknown.
        sterkte: how strongly the score counts; 0 is inhabitants alone.
        periode: year of the SES-WOA score.
        zonder_score: ``weigeren``, or ``inwoners``: who has no score is counted by inhabitants alone.
        maximum: places per 1,000 inhabitants that a gemeente gets at most; None for no maximum.
        krediet: kinds of locations whose places are taken off the share.
        krediet_factor: how much of such a place is taken off.
        krediet_op: day on which such a location must be there; else the day of the inhabitants.
        gebied: the land, or the one province over whose gemeenten the total is divided.
    """

    totaal: int
    inwoners_op: pd.Timestamp
    amv_aandeel: Fraction | None = None
    sterkte: Fraction = Fraction(0)
    periode: str = ""
    zonder_score: str = WEIGEREN
    maximum: Fraction | None = None
    krediet: tuple[str, ...] = ()
    krediet_factor: Fraction = Fraction(1)
    krediet_op: pd.Timestamp | None = None
    gebied: str = "NL01"


def gemeenten(gebieden: pd.DataFrame, gebied: str) -> pd.DataFrame:
    """Return the current gemeenten inside an area with the province each lies in.

    Returns:
        Index gebied_code; naam and provincie_code.
    """
    inside = pd.Index(members(gebieden, gebied), name="gebied_code", dtype="str")
    now = gebieden[gebieden["geldig_tot"].isna()]
    provinces = now.loc[now["niveau"].eq(Niveau.PROVINCIE), "gebied_code"].tolist()
    links = areas.membership(gebieden, provinces).drop_duplicates("lid").set_index("lid")["gebied_code"]
    about = now.drop_duplicates("gebied_code").set_index("gebied_code").reindex(inside)
    return pd.DataFrame({"naam": about["naam"], "provincie_code": links.reindex(inside).fillna("")})


def inputs(frames: Frames, sleutel: Sleutel, rules: Sleutelregels) -> pd.DataFrame:
    """Return name, province, inhabitants and score of every gemeente.

    Returns:
        Index gebied_code; naam, provincie_code, inwoners (Int64), inwoners_status, score (Float64),
        score_status, score_reden, factor (Float64: what inhabitants are multiplied with) and bron_cijfers.

    Raises:
        SleutelError: a number of inhabitants is missing, or a score where those may not be missing.
    """
    table = gemeenten(frames["gebieden"], sleutel.gebied)
    people = scores.people(frames["inwoners"], list(table.index), sleutel.inwoners_op)
    _require(table, people["inwoners"].notna(), "het inwonertal op de gekozen dag")
    table = table.assign(
        inwoners=people["inwoners"], inwoners_status=people["status"], bron_cijfers=people["bron_cijfers"]
    )
    if not sleutel.sterkte:
        none = {
            "score": pd.array([pd.NA] * len(table), dtype="Float64"),
            "score_status": "",
            "score_reden": "",
        }
        return table.assign(**none, factor=pd.array([1.0] * len(table), dtype="Float64"))
    found = scores.ses(frames["indicatoren"], rules.ses)
    ses = scores.of_year(found, list(table.index), sleutel.periode)
    if sleutel.zonder_score == WEIGEREN:
        _require(table, ses["score"].notna(), f"de SES-WOA-score van {sleutel.periode or 'het gekozen jaar'}")
    return table.assign(
        score=ses["score"],
        score_status=ses["status"],
        score_reden=ses["reden"],
        factor=(1 + ses["score"].fillna(0) * float(sleutel.sterkte)).astype("Float64"),
        bron_cijfers=table["bron_cijfers"] + "|" + ses["bron_cijfers"],
    )


def some(names: list[str]) -> str:
    """Return names as a list in words; of a long one the first.

    >>> some(["Venlo", "Weert"])
    'Venlo en Weert'
    """
    if len(names) <= MOST_NAMES:
        return opsomming(names)
    return opsomming([*names[:MOST_NAMES], f"nog {len(names) - MOST_NAMES}"])


def _require(table: pd.DataFrame, known: pd.Series, what: str) -> None:
    absent = table.loc[~known.to_numpy(dtype=bool), "naam"].tolist()
    if not absent:
        return
    raise SleutelError(
        f"Van {meervoud(len(absent), 'gemeente', 'gemeenten')} ontbreekt {what}: {some(absent)}. "
        "Zonder dat is het aandeel van geen enkele gemeente te berekenen."
    )


def weights(table: pd.DataFrame, sleutel: Sleutel) -> dict[str, Fraction]:
    """Return inhabitants × (1 + strength × score) as exact fractions of the numbers as published.

    Raises:
        SleutelError: a weight falls below zero, or all are zero.
    """
    known = table["score"].notna()
    score = {code: Fraction(str(value)) for code, value in table.loc[known, "score"].items()}
    out = {
        str(code): int(people) * (1 + sleutel.sterkte * score.get(code, Fraction(0)))
        for code, people in table["inwoners"].items()
    }
    below = [table["naam"][code] for code, weight in out.items() if weight < 0]
    if below:
        raise SleutelError(
            f"Bij deze sterkte wordt het gewicht van {some(below)} kleiner dan nul. Kies een lagere sterkte."
        )
    if not any(out.values()):
        raise SleutelError("Bij deze sterkte heeft geen enkele gemeente gewicht. Kies een lagere sterkte.")
    return out


def maxima(table: pd.DataFrame, sleutel: Sleutel) -> dict[str, int]:
    """Return the most places of each gemeente in whole places; nothing without a maximum."""
    if sleutel.maximum is None:
        return {}
    return {
        str(code): math.floor(sleutel.maximum * int(people) / 1000)
        for code, people in table["inwoners"].items()
    }


def assumed(table: pd.DataFrame, sleutel: Sleutel) -> list[str]:
    """Return what a reader must know about the inputs, in Dutch."""
    if not sleutel.sterkte:
        return []
    absent = table.loc[table["score"].isna(), "naam"].tolist()
    if not absent:
        return []
    who = meervoud(len(absent), "gemeente", "gemeenten")
    return [f"Zonder score, en daarom alleen met inwoners geteld: {who} ({some(absent)})."]
