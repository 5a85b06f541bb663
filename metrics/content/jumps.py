"""Rules that hold a figure against the earlier ones of the same gemeente and measure.

The earlier figures are those of earlier moments, in the version that stands and in the delivery itself, and
the standing figure of the same moment when the delivery changes it. With enough of them the distance to their
median is measured in robust standard deviations (1.4826 times the median absolute deviation, with a floor,
because a series that never moved has none); with fewer the last one is the yardstick.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.content.work import TOLD, Work, as_text, told
from model.inhoud import Regel

_ROBUST = 1.4826
_FACTORS = (10, 100, 1000)
#: 8.5 times is within 15 % of 10 times, whatever binary fractions say.
_TINY = 1e-9


def jumps(work: Work, regel: Regel) -> pd.DataFrame:
    """Name figures far from the earlier ones of their own series."""
    limit = regel.grens
    rows, earlier = _with_earlier(work, regel)
    count = np.isfinite(earlier).sum(axis=1)
    centre = _median(earlier)
    spread = _ROBUST * _median(np.abs(earlier - centre[:, None]))
    scale = np.maximum(spread, np.maximum(limit["vloer"], limit["vloer_deel"] * np.abs(centre)))
    value, last = rows["getal"].to_numpy(float), rows["vorige"].to_numpy(float)
    enough = count >= limit["minstens"]
    step = np.where(enough, np.abs(value - centre), np.abs(value - last))
    odd = np.where(enough, step / scale > limit["z"], step >= limit["relatief"] * np.maximum(np.abs(last), 1))
    hit = odd & (step >= limit["absoluut"]) & (np.abs(value - last) >= limit["absoluut"])
    rows = rows.assign(verschil=np.abs(value - last), grootte=np.abs(value - last))
    return _said(rows[hit])


def factors(work: Work, regel: Regel) -> pd.DataFrame:
    """Name figures that are about 10, 100 or 1,000 times the earlier ones, or that part of them."""
    limit = regel.grens
    rows, earlier = _with_earlier(work, regel)
    value, centre = rows["getal"].to_numpy(float), _median(earlier)
    big, small = np.maximum(value, centre), np.minimum(value, centre)
    ratio = np.divide(big, small, out=np.full(len(rows), np.nan), where=small > 0)
    times = np.zeros(len(rows))
    for factor in _FACTORS:
        near = np.abs(ratio / factor - 1) <= limit["speling"] + _TINY
        times = np.where(near, factor, times)
    words = np.where(value > centre, "keer zo groot als", "keer zo klein als")
    keer = [f"{int(n)} {word}" for n, word in zip(times, words, strict=True)]
    rows = rows.assign(keer=keer, vorige=centre, grootte=np.abs(value - centre))
    return _said(rows[(times > 0) & (big >= limit["vanaf"])])


def _said(rows: pd.DataFrame) -> pd.DataFrame:
    return as_text(rows.assign(vorig_moment=told(rows)))


def _with_earlier(work: Work, regel: Regel) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the new or changed figures that have an earlier one not too old, and those earlier ones.

    A figure that stands in the version already with the same number comes right after it, so it is no change.

    Returns:
        Rows of the delivery with ``vorige`` (the last earlier number) and its moment, and per row an array of
        the earlier numbers, the last first, NaN where there are fewer.
    """
    series = work.series
    code, value = series["reeks"].to_numpy(), series["getal"].to_numpy(float)
    at = np.arange(1, len(series))
    at = at[series["nieuw"].to_numpy()[1:] & (code[1:] == code[:-1]) & (value[1:] != value[:-1])]
    rows = work.of(series.iloc[at], regel)
    oldest = rows["wanneer"] - pd.DateOffset(months=int(regel.grens["maanden"]))
    place = rows.index.to_numpy()
    place = place[series["wanneer"].to_numpy()[place - 1] >= oldest.to_numpy()]
    earlier = np.full((len(place), int(regel.grens["momenten"])), np.nan)
    for back in range(1, earlier.shape[1] + 1):
        then = np.maximum(place - back, 0)
        own = (place >= back) & (code[then] == code[place])
        earlier[own, back - 1] = value[then[own]]
    before = series.iloc[place - 1].set_index(place)
    old = {f"{name}_vorig": before[name] for name in TOLD}
    return series.iloc[place].assign(vorige=before["getal"], **old), earlier


def _median(values: np.ndarray) -> np.ndarray:
    """Return the median of the finite numbers of each row, NaN where there are none."""
    ordered = np.sort(values, axis=1)  # NaN goes last
    count = np.isfinite(values).sum(axis=1)
    low, high = np.maximum((count - 1) // 2, 0), count // 2
    rows = np.arange(len(values))
    high = np.minimum(high, values.shape[1] - 1)
    return (ordered[rows, low] + ordered[rows, high]) / 2
