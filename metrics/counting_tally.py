"""How the places of one site are divided over telt, telt niet and onzeker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics.counting_site import Judged
from metrics.overlap_pairs import Row
from model.lijsten import Telt, WaardeStatus


@dataclass
class Tally:
    """Places of one site under one rule.

    Attributes:
        site: row of locaties.
        uitkomst, grond, reden: the answer so far.
        regel: what the rule itself says; a statement of a source does not change it.
        telt, onzeker, rest: places that count, may count, and do not; None when the capacity is unknown.
        amv: of all places for amv, None when unknown; amv_telt: of the places that count.
        verklaard: what a source says of the site.
        ten_minste, ten_hoogste: what the capacity surely is and at most is, None when nobody says.
        judged: the answers on dates, for sites that follow each other.
    """

    site: Row
    uitkomst: Telt
    grond: str
    reden: str
    regel: Telt
    telt: int | None
    onzeker: int | None
    rest: int | None
    amv: int | None
    amv_telt: int | None
    judged: Judged
    verklaard: str = ""
    ten_minste: int | None = None
    ten_hoogste: int | None = None

    @classmethod
    def of(cls, site: Row, uses: Sequence[Row], judged: Judged) -> Tally:
        """Return the places of a site as a rule divides them."""
        whole = uses[0]["capaciteit"] if uses else pd.NA
        total = None if pd.isna(whole) else int(whole)
        said = uses[0]["plekken_amv"] if len(uses) == 1 else site["plekken_amv"]
        amv = None if pd.isna(said) else int(said)
        low, high = _bounds(uses[0] if uses else site)
        out = cls(
            site, judged.uitkomst, judged.grond, judged.reden, judged.uitkomst,
            None, None, None, amv, judged.amv, judged, ten_minste=low, ten_hoogste=high,
        )  # fmt: skip
        out._divide(total)
        return out

    def _divide(self, total: int | None) -> None:
        sure, perhaps = self.judged.zeker, self.judged.mogelijk
        whole = perhaps if total is None else total
        if whole is None:
            return
        may = whole if perhaps is None else min(perhaps, whole)
        if self.uitkomst == Telt.TELT_NIET:
            self.telt, self.onzeker, self.rest = 0, 0, whole
        elif self.uitkomst == Telt.ONZEKER:
            self.telt, self.onzeker, self.rest = 0, may, whole - may
        else:
            firm = min(sure or 0, may)
            self.telt, self.onzeker, self.rest = firm, may - firm, whole - may

    @property
    def counted(self) -> int:
        """Return the places that count or may count, as far as known."""
        return (self.telt or 0) + (self.onzeker or 0)

    def become(self, uitkomst: Telt, grond: str, reden: str) -> None:
        """Give the site another answer for all the places that the rule was about."""
        about = self.counted or (self.rest or 0)
        known = self.telt is not None
        whole = about + (self.rest or 0) if self.counted else about
        self.uitkomst, self.grond, self.reden = uitkomst, grond, reden
        if not known:
            return
        self.telt = about if uitkomst == Telt.TELT else 0
        self.onzeker = about if uitkomst == Telt.ONZEKER else 0
        self.rest = whole - self.telt - self.onzeker
        if uitkomst == Telt.TELT and self.telt == whole:
            self.amv_telt = self.amv

    def reduce(self, telt: int, onzeker: int, grond: str, why: str) -> None:
        """Let fewer places count, because they count elsewhere; the rest does not count here."""
        whole = self.counted + (self.rest or 0)
        if telt != self.telt and telt:
            self.amv_telt = 0 if self.amv_telt == 0 else None
        self.telt, self.onzeker, self.rest = telt, onzeker, whole - telt - onzeker
        if not telt:
            self.uitkomst = Telt.ONZEKER if onzeker else Telt.TELT_NIET
            self.grond = grond
            self.reden = why
        else:
            self.reden = f"{self.reden} {why}"

    def columns(self) -> dict[str, Any]:
        """Return the columns of ``metrics.counting`` that the division gives."""
        counts = pd.NA if self.uitkomst == Telt.ONZEKER else _na(self.telt)
        if self.uitkomst == Telt.TELT_NIET:
            counts = 0
        total = pd.NA if self.telt is None else self.counted + (self.rest or 0)
        own = self.regel if self.verklaard else self.uitkomst
        return {
            "uitkomst": str(self.uitkomst), "uitkomst_regel": str(own), "grond": self.grond,
            "reden": self.reden, "verklaard": self.verklaard, "plekken": counts,
            "plekken_onzeker": _na(self.onzeker), "plekken_telt_niet": _na(self.rest), "capaciteit": total,
            **self._amv(),
        }  # fmt: skip

    def _amv(self) -> dict[str, Any]:
        """Return where the amv places are; unknown when part of the site counts and nobody says which."""
        names = ("plekken_amv", "amv_onzeker", "amv_telt_niet")
        parts = (self.telt, self.onzeker, self.rest)
        if self.amv is None or self.telt is None:
            return dict.fromkeys(names, pd.NA)
        filled = [name for name, part in zip(names, parts, strict=True) if part]
        if len(filled) == 1 or not self.amv:
            return {name: self.amv if name in filled else 0 for name in names}
        if self.amv_telt is not None and self.telt and len(filled) == 2:
            rest = next(name for name in filled if name != "plekken_amv")
            left = self.amv - self.amv_telt
            return dict.fromkeys(names, 0) | {"plekken_amv": self.amv_telt, rest: left}
        return {name: pd.NA if name in filled else 0 for name in names}


def _na(value: int | None) -> Any:
    return pd.NA if value is None else value


def _bounds(row: Row) -> tuple[int | None, int | None]:
    """Return what the capacity surely is and at most is; an estimate says neither."""
    value, low, high = (row[name] for name in ("plekken", "plekken_min", "plekken_max"))
    if row["waarde_status"] == WaardeStatus.GESCHAT and pd.isna(low) and pd.isna(high):
        return None, None
    if pd.isna(low) and pd.isna(high):
        return (None, None) if pd.isna(value) else (int(value), int(value))
    return (None if pd.isna(low) else int(low)), (None if pd.isna(high) else int(high))
