"""Random numbers per site: does it open, how late, is its contract extended. Seeded per site, not per row.

Each site has streams of its own, made from the seed and its ``locatie_id``. Another order of rows, another
site more or less, or another stage gives the other sites the same numbers: two results differ only by what
    was changed.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from model.kansen import Aannamen, Stand
from model.lijsten import Verlenging

Drawn = np.ndarray
#: What is drawn of each site; each has a row of random numbers of its own.
OPENS, DELAY, EXTENDS = range(3)
QUESTIONS = 3
#: Columns of ``Plan.rijen`` that say how a stay is drawn.
DRAWN = ["locatie_id", "stadium", "is_gepland", "heeft_verlenging", "verlenging_status"]


@dataclass(frozen=True)
class Worp:
    """How is drawn.

    Attributes:
        aannamen, stand: which assumptions, and which of their three values.
        aantal, zaad: number of draws and seed.
        samenhang: correlation (0 to 1) between sites of one gemeente, per question apart: whether they
            open, how late they are and whether they are extended. The chance of a single site stays what it
            was.
    """

    aannamen: Aannamen
    stand: Stand
    aantal: int
    zaad: int
    samenhang: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a correlation that is none."""
        if not 0 <= self.samenhang <= 1:
            raise ValueError("samenhang ligt tussen 0 en 1")


def generator(worp: Worp, *names: str) -> np.random.Generator:
    """Return random numbers that belong to a name, always the same ones for the same seed."""
    digest = hashlib.blake2b("\x1f".join(names).encode(), digest_size=16).digest()
    words = np.frombuffer(digest, dtype=np.uint32)
    source = np.random.SeedSequence(entropy=worp.zaad, spawn_key=tuple(map(int, words)))
    return np.random.Generator(np.random.SFC64(source))


@lru_cache(maxsize=4096)
def threshold(chance: float) -> float:
    """Return the value below which a standard normal number falls with that chance.

    >>> threshold(0.5), threshold(0.0), threshold(1.0)
    (0.0, -inf, inf)
    """
    if chance <= 0 or chance >= 1:
        return math.copysign(math.inf, chance - 0.5)
    return NormalDist().inv_cdf(chance)


class Gemeente:
    """Draws for the sites of one gemeente; what the sites share is made once, when something needs it."""

    def __init__(self, worp: Worp, code: str) -> None:
        self.worp = worp
        size = (QUESTIONS, worp.aantal)
        self._shared = (
            generator(worp, "gemeente", code).standard_normal(size, dtype=np.float32)
            if worp.samenhang
            else None
        )

    def site(self, name: str) -> Lot:
        """Return the numbers of one site: a row per question, a column per draw.

        Without correlation they are uniform, which is quicker; with it they are normal (a Gaussian copula).
        """
        size, rho = (QUESTIONS, self.worp.aantal), self.worp.samenhang
        if self._shared is None:
            return Lot(generator(self.worp, "locatie", name).random(size, dtype=np.float32), False)
        if rho == 1:
            return Lot(self._shared, True)
        own = generator(self.worp, "locatie", name).standard_normal(size, dtype=np.float32)
        return Lot(own * np.float32(math.sqrt(1 - rho)) + self._shared * np.float32(math.sqrt(rho)), True)


@dataclass(frozen=True)
class Lot:
    """The random numbers of one site, a row per question; low is good luck."""

    getallen: Drawn
    is_normaal: bool

    def happens(self, question: int, chance: float) -> Drawn | bool:
        """Return in which draws something with this chance happens; one answer when there is no doubt."""
        if chance in (0.0, 1.0):
            return chance == 1.0
        return self.getallen[question] < self._limit(chance)

    def which(self, question: int, chances: Sequence[float]) -> Drawn | int:
        """Return the number of the outcome per draw, for outcomes in order with these chances."""
        if max(chances) == 1.0:
            return list(chances).index(1.0)
        numbers = self.getallen[question]
        out = np.zeros(len(numbers), dtype=np.int8)
        for total in list(accumulate(chances))[:-1]:
            out += numbers >= self._limit(total)
        return out

    def _limit(self, chance: float) -> np.float32:
        return np.float32(threshold(chance) if self.is_normaal else chance)


@dataclass(frozen=True)
class Verblijf:
    """When one stay is there, as numbers of moments: from ``begin`` up to, not including, ``eind``.

    Each is one number, or a number per draw. ``eind_zonder`` is the end when an extension that is not
    agreed is not given; ``kan_verlengd`` says whether there is such an extension.
    """

    begin: Drawn
    eind: Drawn
    eind_zonder: Drawn
    kan_verlengd: bool


@dataclass(frozen=True)
class Klok:
    """The moments that are looked at, and where the dates of each stay fall among them.

    Attributes:
        begin: first moment per stay and delay.
        eind, verlengd: first moment after the end per stay and delay, without and with the extension.
    """

    begin: np.ndarray
    eind: np.ndarray
    verlengd: np.ndarray

    def take(self, rows: np.ndarray) -> Klok:
        """Return the same for some of the stays."""
        return Klok(self.begin[rows], self.eind[rows], self.verlengd[rows])


def clock(rows: pd.DataFrame, moments: pd.DatetimeIndex, aannamen: Aannamen, peildatum: pd.Timestamp) -> Klok:
    """Place the dates of the stays among the moments.

    A site that should be open by now and is not, opens today at the earliest. When a site is late none of its
    stays begins before the site itself does; an end stays where it is unless the assumptions move it.
    """
    start = rows["van"].where(~rows["is_te_laat"], peildatum)
    first = start.groupby(rows["locatie_id"]).transform("min")
    last = rows["tot"].where(~rows["zonder_einde"])
    longer = rows["verlenging_tot"].where(rows["heeft_verlenging"]).fillna(last)
    begin, eind, verlengd = [], [], []
    for months in aannamen.maanden:
        late = pd.DateOffset(months=months)
        moves = rows["is_gepland"] & aannamen.einde_schuift_mee
        opens = (start + late).where(moves, np.maximum(start, first + late))
        begin.append(_place(opens.where(rows["is_gepland"], start), moments, "left", 0))
        eind.append(_place((last + late).where(moves, last), moments, "right", len(moments)))
        verlengd.append(_place((longer + late).where(moves, longer), moments, "right", len(moments)))
    return Klok(*(np.stack(part, axis=1) for part in (begin, eind, verlengd)))


def _place(days: pd.Series, moments: pd.DatetimeIndex, side: str, missing: int) -> np.ndarray:
    """Return the number of the moment a day falls on or before (left), or of the first after it (right)."""
    known = days.notna().to_numpy()
    out = np.full(len(days), missing, dtype=np.int16)
    out[known] = moments.searchsorted(pd.DatetimeIndex(days[known]), side=side)
    return out


def stays(rows: pd.DataFrame, klok: Klok, gemeente: Gemeente) -> Iterator[Verblijf]:
    """Yield when each stay of one gemeente is there, in the order of the rows.

    Args:
        rows: the stays of one gemeente.
        klok: where the dates of these stays fall.
        gemeente: the draws.
    """
    for number, row in enumerate(rows[DRAWN].itertuples(index=False)):
        yield _stay(row, klok.take(np.array([number])), gemeente)


def _stay(row: Any, klok: Klok, gemeente: Gemeente) -> Verblijf:  # noqa: ANN401 - a row from itertuples
    if not (row.is_gepland or row.heeft_verlenging):
        return Verblijf(klok.begin[0, 0], klok.eind[0, 0], klok.eind[0, 0], False)
    stage, worp = str(row.stadium), gemeente.worp
    site = gemeente.site(str(row.locatie_id))
    late: Drawn | int = 0
    opens: Drawn | bool = True
    if row.is_gepland:
        late = site.which(DELAY, worp.aannamen.delays(stage, worp.stand))
        opens = site.happens(OPENS, worp.aannamen.opens(stage, worp.stand))
    begin, short, long = (part[0][late] for part in (klok.begin, klok.eind, klok.verlengd))
    chance = worp.aannamen.extends(row.verlenging_status, worp.stand) if row.heeft_verlenging else 0.0
    extended = site.happens(EXTENDS, chance)
    end = _either(extended, long, short)
    soft = chance > 0 and row.verlenging_status != Verlenging.AFGESPROKEN
    nowhere = np.zeros((), dtype=np.int16)
    without = _either(opens, short if soft else end, nowhere)
    return Verblijf(begin, _either(opens, end, nowhere), without, soft)


def _either(when: Drawn | bool, yes: Drawn, no: Drawn) -> Drawn:
    if isinstance(when, bool):
        return yes if when else no
    return np.where(when, yes, no)
