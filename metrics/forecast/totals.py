"""Places per gemeente, moment and draw, and which of them hang on what is not sure yet.

Everything is an array over the draws, or a table (moments × draws) of one gemeente at a time: memory does
not grow with the number of sites. Where nothing is in doubt the arrays have one column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from metrics.forecast.draw import Gemeente, Klok, Verblijf, Worp, stays
from model.kansen import NOG_NIET_OPEN
from model.lijsten import ZEKERHEID_PER_STADIUM, Zekerheid

#: Posts of 'wat als dit niet doorgaat' beside the stages; they overlap, so nobody may add them.
VERLENGING, NIET_BESLOTEN, NIET_OPEN = "verlenging", "niet_besloten", "niet_open"
POSTEN = (*(str(stage) for stage in NOG_NIET_OPEN), VERLENGING, NIET_BESLOTEN, NIET_OPEN)
UNDECIDED = {str(stage) for stage in NOG_NIET_OPEN if ZEKERHEID_PER_STADIUM.get(stage) != Zekerheid.BESLOTEN}


@dataclass(frozen=True)
class Post:
    """What hangs on one post on the day asked for.

    Attributes:
        plekken: places of each site in it, by site, whenever it opens.
        valt_weg: places that would not be there that day, per draw.
    """

    plekken: dict[str, int]
    valt_weg: np.ndarray

    def __add__(self, other: Post) -> Post:
        """Return the same post of two areas together."""
        return Post(self.plekken | other.plekken, self.valt_weg + other.valt_weg)


@dataclass(frozen=True)
class Deelsom:
    """The places of one gemeente, or of several added up.

    Attributes:
        per_moment: places per moment and draw (int32).
        leden: gemeenten in it that have a site in the draw.
        locaties: sites in the draw.
        onzeker: sites that are there on the day asked for in some draws and not in others.
        posten: what hangs on each post that occurs.
    """

    per_moment: np.ndarray
    leden: frozenset[str] = frozenset()
    locaties: frozenset[str] = frozenset()
    onzeker: frozenset[str] = frozenset()
    posten: dict[str, Post] = field(default_factory=dict)

    def plus(self, other: Deelsom) -> Deelsom:
        """Return the sum per draw; the draws of two gemeenten belong together by their number.

        The table of this one is used for the sum, so that none is made anew for every gemeente.
        """
        posten = dict(self.posten)
        for name, post in other.posten.items():
            posten[name] = posten[name] + post if name in posten else post
        return Deelsom(
            np.add(self.per_moment, other.per_moment, out=self.per_moment),
            self.leden | other.leden,
            self.locaties | other.locaties,
            self.onzeker | other.onzeker,
            posten,
        )


def empty(moments: int, draws: int) -> Deelsom:
    """Return the sum of no sites at all."""
    return Deelsom(np.zeros((moments, draws), dtype=np.int32))


def of_gemeente(rows: pd.DataFrame, klok: Klok, worp: Worp, moments: int, at: int) -> Deelsom:
    """Draw the sites of one gemeente.

    Args:
        rows: its stays.
        klok: where their dates fall among the moments.
        worp: how is drawn.
        moments: number of moments.
        at: number of the moment of the day asked for; negative when none was.
    """
    code = str(rows["gebied_code"].iloc[0])
    drawn = list(stays(rows, klok, Gemeente(worp, code)))
    records = list(zip(rows["locatie_id"], rows["stadium"], rows["plekken"].tolist(), strict=True))
    there = [present(stay, at) for stay in drawn]
    doubtful = {site for (site, _, _), now in zip(records, there, strict=True) if _in_doubt(now)}
    return Deelsom(
        per_moment(zip((places for _, _, places in records), drawn, strict=True), moments, worp.aantal),
        frozenset({code}),
        frozenset(site for site, _, _ in records),
        frozenset(doubtful),
        _posts(records, drawn, there, at),
    )


def per_moment(stays: Iterable[tuple[int, Verblijf]], moments: int, draws: int) -> np.ndarray:
    """Return places per moment and draw: a stay adds its places when it begins and takes them back later."""
    sure = np.zeros((moments + 1, 1), dtype=np.int32)
    steps: np.ndarray | None = None
    number = np.arange(draws, dtype=np.int64)
    for places, stay in stays:
        for moment, change in ((np.minimum(stay.begin, stay.eind), places), (stay.eind, -places)):
            if np.ndim(moment) == 0:
                sure[moment] += change
                continue
            if steps is None:
                steps = np.zeros((moments + 1, draws), dtype=np.int32)
            steps.reshape(-1)[moment.astype(np.int64) * draws + number] += change
    total = sure if steps is None else np.add(steps, sure, out=steps)
    return np.cumsum(total[:-1], axis=0, dtype=np.int32, out=total[:-1])


def present(stay: Verblijf, at: int) -> np.ndarray:
    """Return in which draws a stay is there at a moment; one answer where there is no doubt."""
    return np.asarray((stay.begin <= at) & (at < stay.eind))


def _in_doubt(there: np.ndarray) -> bool:
    return bool(there.any() and not there.all())


def _posts(
    records: list[tuple[str, str, int]], drawn: list[Verblijf], there: list[np.ndarray], at: int
) -> dict[str, Post]:
    """Return what hangs on each stage that is not open, on extensions, and on all that is undecided."""
    out: dict[str, Post] = {}
    for (site, stage, places), stay, now in zip(records, drawn, there, strict=True):
        longer = now & (np.asarray(stay.eind_zonder) <= at)
        lost: dict[str, np.ndarray] = {}
        if stage in NOG_NIET_OPEN:
            lost = {stage: now, NIET_OPEN: now}
        if stay.kan_verlengd:
            lost[VERLENGING] = longer
        if stage in UNDECIDED or stay.kan_verlengd:
            lost[NIET_BESLOTEN] = now if stage in UNDECIDED else longer
        for name, mask in lost.items():
            post = Post({site: places}, np.multiply(mask, places, dtype=np.int32))
            out[name] = out[name] + post if name in out else post
    return out
