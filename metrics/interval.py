"""Numbers that may be exact, estimated or bounded: their difference, and how it reads."""

from __future__ import annotations

import pandas as pd

from metrics.validity import is_bound
from model.lijsten import WaardeStatus
from model.taal import ONBEKEND, getal, is_unknown

ENDS = ("waarde", "waarde_min", "waarde_max", "waarde_status")


def ends(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the lowest and the highest each number can be; missing where that side is open or unknown.

    Args:
        rows: with the columns of ``ENDS``. 'minimaal 487' is 487 and missing, '15 tot 20' is 15 and 20.
    """
    bound = is_bound(rows)
    low = rows["waarde"].mask(bound, rows["waarde_min"])
    return low.astype("Int64"), rows["waarde"].mask(bound, rows["waarde_max"]).astype("Int64")


def difference(new: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """Return new − old: a number where both are exact, bounds where one is bounded, missing where unknown.

    Args:
        new: with the columns of ``ENDS``; same index as ``old``.
        old: the same.

    Returns:
        verschil, verschil_min, verschil_max (Int64), is_circa (bool: one of both is an estimate) and
        verschil_tekst.
    """
    (new_low, new_high), (old_low, old_high) = ends(new), ends(old)
    low, high = new_low - old_high, new_high - old_low
    value = low.where(low.eq(high).fillna(False))
    soft = new["waarde_status"].eq(WaardeStatus.GESCHAT) | old["waarde_status"].eq(WaardeStatus.GESCHAT)
    told = [text(*row) for row in zip(value, low, high, soft, strict=True)]
    return pd.DataFrame(
        {
            "verschil": value.astype("Int64"),
            "verschil_min": low.astype("Int64"),
            "verschil_max": high.astype("Int64"),
            "is_circa": soft.astype("bool"),
            "verschil_tekst": pd.Series(told, index=new.index, dtype="str"),
        }
    )


def text(value: object, low: object, high: object, soft: object = False) -> str:
    """Return a signed difference as a reader should see it.

    >>> text(13, 13, 13), text(None, None, 13), text(None, -5, 4), text(0, 0, 0), text(-30, -30, -30, True)
    ('+13', 'maximaal +13', '−5 tot +4', '0', 'circa −30')
    """
    about = "circa " if soft else ""
    if not is_unknown(value):
        return about + getal(value, plus=True)
    if is_unknown(low) and is_unknown(high):
        return ONBEKEND
    if is_unknown(high):
        return f"{about}minimaal {getal(low, plus=True)}"
    if is_unknown(low):
        return f"{about}maximaal {getal(high, plus=True)}"
    return f"{about}{getal(low, plus=True)} tot {getal(high, plus=True)}"
