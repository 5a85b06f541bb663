"""The key calculator: a number divided over gemeenten by inhabitants and SES-WOA, province by province.

Nobody published the formula. What comes out is an assumption worked out (soort ``berekend``): it lives on the
page Opgave and in scenario's, and never becomes a figure of a gemeente.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from metrics import apportion, key
from metrics.credit import credited
from metrics.key import Sleutel, SleutelError
from model.frames import Frames
from model.sleutelregels import Sleutelregels
from model.taal import getal

COLUMNS = (
    "gebied_code", "naam", "provincie_code", "inwoners", "inwoners_status", "score", "score_status",
    "score_reden", "factor", "gewicht", "quotum", "plekken", "amv", "per_1000", "maximum", "is_begrensd",
    "krediet", "zonder_krediet", "bron_cijfers",
)  # fmt: skip


@dataclass(frozen=True)
class Verdeling:
    """What the key gives.

    Attributes:
        gemeenten: the columns of ``COLUMNS``, one row per gemeente, by name: numbers Int64, factor, gewicht,
            quotum (exact share before rounding) and per_1000 Float64.
        provincies: gebied_code, naam, gemeenten, inwoners, plekken, amv (Int64): the sums of their gemeenten.
        opmerkingen: Dutch sentences about what was assumed or left out.
    """

    gemeenten: pd.DataFrame
    provincies: pd.DataFrame
    opmerkingen: tuple[str, ...]


def compute(frames: Frames, sleutel: Sleutel, rules: Sleutelregels) -> Verdeling:
    """Divide a number over gemeenten; a province is the sum of its gemeenten, and all sums are exact.

    Places that a credit takes off are borne by the other gemeenten of the same province, because locations
    elsewhere are not loaded: a province keeps the number that the key gave it.

    Args:
        frames: a version's frames; uses gebieden, inwoners, indicatoren and for a credit locaties.
        sleutel: the parameters.
        rules: the rules of the key.

    Raises:
        SleutelError: inhabitants or scores are missing, the maximum is too low, or a weight falls below zero.
    """
    table = key.inputs(frames, sleutel, rules)
    weights = key.weights(table, sleutel)
    most = key.maxima(table, sleutel)
    base = _divide(sleutel.totaal, weights, most, table)
    quota = apportion.shares(sleutel.totaal, weights, most=most)
    kinds, day = sleutel.krediet, sleutel.krediet_op or sleutel.inwoners_op
    credit, remarks = credited(frames, list(table.index), kinds, sleutel.krediet_factor, day)
    places = base | _after_credit(base, table["provincie_code"], weights, credit, most)
    amv = _amv(places, weights, sleutel)
    table = table.assign(
        gewicht=_floats(weights, table.index),
        quotum=_floats(quota, table.index),
        plekken=_ints(places, table.index),
        amv=_ints(amv, table.index),
        maximum=_ints(most, table.index),
        krediet=_ints({code: math.floor(part) for code, part in credit.items()}, table.index),
        zonder_krediet=_ints(base, table.index),
    )
    table = table.assign(
        per_1000=(table["plekken"] * 1000 / table["inwoners"]).astype("Float64"),
        is_begrensd=table["maximum"].eq(table["plekken"]).fillna(False).astype("bool"),
    )
    return Verdeling(
        table.reset_index()[list(COLUMNS)],
        _provinces(table, frames),
        (*key.assumed(table, sleutel), *remarks),
    )


def sums(table: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return what the key gives areas: the sums over their gemeenten.

    Args:
        table: ``Verdeling.gemeenten``.
        links: gebied_code and lid, see ``metrics.areas.membership``; areas with a gemeente outside the
            calculation are left out.

    Returns:
        gebied_code, gemeenten, inwoners, plekken, amv (Int64), in the order of ``links``.
    """
    joined = links.merge(table, left_on="lid", right_on="gebied_code", how="left", suffixes=("", "_lid"))
    by = joined.groupby("gebied_code", sort=False)
    out = by[["inwoners", "plekken", "amv"]].sum(min_count=1)
    out.insert(0, "gemeenten", by.size().astype("Int64"))
    return out[by["plekken"].count().eq(by.size())].reset_index()


def _divide(
    total: int, weights: Mapping[str, Fraction], most: Mapping[str, int], table: pd.DataFrame
) -> dict[str, int]:
    try:
        return apportion.divide(total, weights, most=most)
    except apportion.UnreachableError as error:
        raise SleutelError(
            f"Onder dit maximum is er samen plaats voor {getal(error.room)} plekken, en er zijn er "
            f"{getal(total)} te verdelen. Kies ten minste {_lowest(total, table['inwoners'])} per 1.000 "
            "inwoners, of laat het maximum leeg."
        ) from error


def _lowest(total: int, people: pd.Series) -> str:
    """Return the lowest maximum per 1,000, in tenths, under which a total fits."""
    tenths = math.ceil(Fraction(total * 10_000, int(people.sum())))
    while sum(tenths * int(one) // 10_000 for one in people) < total:
        tenths += 1
    return getal(tenths / 10, 1)


def _after_credit(
    base: Mapping[str, int],
    provinces: pd.Series,
    weights: Mapping[str, Fraction],
    credit: Mapping[str, Fraction],
    most: Mapping[str, int],
) -> dict[str, int]:
    """Return the places of the gemeenten of provinces where a credit applies; their sum stays the same."""
    out: dict[str, int] = {}
    for province in sorted({provinces[code] for code, part in credit.items() if part > 0}):
        mine = [str(code) for code in provinces.index[provinces.eq(province)]]
        out |= apportion.divide(
            sum(base[code] for code in mine),
            {code: weights[code] for code in mine},
            credit={code: credit.get(code, Fraction(0)) for code in mine},
            most={code: most[code] for code in mine if code in most},
        )
    return out


def _amv(places: Mapping[str, int], weights: Mapping[str, Fraction], sleutel: Sleutel) -> dict[str, int]:
    """Return amv inside the places of each: the same share for all, and together the national number."""
    if sleutel.amv_aandeel is None:
        return {}
    total = math.floor(sleutel.amv_aandeel * sleutel.totaal + Fraction(1, 2))
    parts = {code: Fraction(total * number, max(sleutel.totaal, 1)) for code, number in places.items()}
    return apportion.whole(parts, weights)


def _provinces(table: pd.DataFrame, frames: Frames) -> pd.DataFrame:
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    by = table.groupby("provincie_code", sort=True)
    out = by[["inwoners", "plekken", "amv"]].sum(min_count=1)
    out.insert(0, "gemeenten", by.size().astype("Int64"))
    out.insert(0, "naam", names.reindex(out.index).astype("str"))
    return out.reset_index(names="gebied_code")


def _floats(values: Mapping[str, Fraction], index: Sequence[str] | pd.Index) -> pd.Series:
    return pd.Series([float(values[code]) for code in index], index=index, dtype="Float64")


def _ints(values: Mapping[str, int], index: Sequence[str] | pd.Index) -> pd.Series:
    return pd.Series([values.get(code, pd.NA) for code in index], index=index, dtype="Int64")
