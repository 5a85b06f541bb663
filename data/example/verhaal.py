"""The fictional story as rows of the template: sites first, and every figure that can follow from them does.

Places of asielzoekers and Oekraïners on a date are the sites that are open then; besloten and voornemen are
the sites that are that far then. So parts never exceed the whole, and no site counts twice.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from loaders import reference

HERE = Path(__file__).parent
PROVINCE = "PV31"
URL = "https://voorbeeld.invalid"
ASYLUM, HOLDERS, UKRAINE = "asielzoekers", "statushouders", "oekraiense_ontheemden"
Row = dict[str, Any]


def month_ends(first: date, last: date) -> list[date]:
    """Return the last day of every month from first to last.

    >>> month_ends(date(2024, 11, 30), date(2025, 1, 31))[1]
    datetime.date(2024, 12, 31)
    """
    out, day = [], first
    while day <= last:
        out.append(day)
        day = ((day + timedelta(days=1)).replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(
            days=1
        )
    return out


def half_year(day: date) -> str:
    """Return the half-year of a date.

    >>> half_year(date(2026, 10, 31))
    '2026-H2'
    """
    return f"{day.year}-H{1 if day.month <= 6 else 2}"


def divide(total: int, weights: dict[str, float]) -> dict[str, int]:
    """Return whole parts that add up to the total, by largest remainder.

    >>> divide(10, {"a": 1, "b": 1, "c": 1})
    {'a': 4, 'b': 3, 'c': 3}
    """
    exact = {key: total * weight / sum(weights.values()) for key, weight in weights.items()}
    out = {key: int(value) for key, value in exact.items()}
    by_rest = sorted(out, key=lambda key: (out[key] - exact[key], key))
    for key in by_rest[: total - sum(out.values())]:
        out[key] += 1
    return out


@dataclass(frozen=True)
class Site:
    """A made-up site and the dates of its steps; ``None`` is not yet, or not known."""

    naam: str
    gemeente: str
    doelgroep: str
    type: str
    plekken: int
    amv: int
    idee: date | None
    besluit: date | None
    open: date | None
    dicht: date | None
    vervangt: str
    vervallen: bool

    def stage(self, day: date) -> str:
        """Return how far the site is on a day; empty when nobody has thought of it yet."""
        if self.idee is None:
            return "zoekfase"
        if day < self.idee:
            return ""
        if self.dicht and day > self.dicht:
            return "vervallen" if self.vervallen else "gesloten"
        if self.open and day >= self.open:
            return "afbouw" if self.dicht and self.dicht <= day + timedelta(days=270) else "open"
        return self._planned(day)

    def _planned(self, day: date) -> str:
        if self.besluit is None or day < self.besluit:
            return "haalbaarheid"
        steps = ((330, "bouw"), (150, "vergunning"), (60, "bestuursovereenkomst"), (0, "besluit"))
        return next(name for days, name in steps if day >= self.besluit + timedelta(days=days))

    def certainty(self, day: date) -> str:
        """Return open, besloten, voornemen, or nothing."""
        stage = self.stage(day)
        sure = {"open": "open", "afbouw": "open", "haalbaarheid": "voornemen"}
        planned = {"besluit", "bestuursovereenkomst", "vergunning", "bouw"}
        return sure.get(stage, "besloten" if stage in planned else "")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


class Story:
    """The story, told up to and including one month."""

    def __init__(self, until: date, *, first_edition: bool) -> None:
        """Read the story; the first edition still holds the mistakes that the second corrects."""
        self.facts = tomllib.loads((HERE / "verhaal.toml").read_text("utf-8"))
        self.until = until
        self.months = month_ends(self.facts["eerste_maand"], until)
        wrong = self.facts["correcties"]["eerste_werkboek"] if first_edition else []
        self.wrong = {(group, code, day): number for group, code, day, number in wrong}

    @cached_property
    def people(self) -> dict[str, int]:
        """Inhabitants of each gemeente of the province, newest date; the order is that of the rows."""
        inside = set(self.region)
        frame = reference.inwoners().sort_values("peildatum")
        newest = frame.drop_duplicates("gebied_code", keep="last")
        return {r.gebied_code: int(r.waarde) for r in newest.itertuples() if r.gebied_code in inside}

    @cached_property
    def region(self) -> dict[str, str]:
        """Region of each gemeente."""
        frame = reference.indelingen()
        mine = frame[frame["provincie_code"].eq(PROVINCE)].sort_values(["regio_code", "gemeente_code"])
        return dict(zip(mine["gemeente_code"], mine["regio_code"], strict=True))

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of each gemeente."""
        return {row["code"]: row["naam"] for row in reference.records("gemeenten.csv")}

    @cached_property
    def sites(self) -> list[Site]:
        """All sites, numbered per gemeente."""
        number: Counter[str] = Counter()
        out: list[Site] = []
        for group in (ASYLUM, UKRAINE, HOLDERS):
            for code, kind, places, amv, *days, word in self.facts["locaties"][group]:
                number[code] += 1
                name = f"Voorbeeldlocatie {self.names[code]} {number[code]}"
                replaced = out[-1].naam if word == "vervangt" else ""
                steps = [_day(text) for text in days]
                out.append(Site(name, code, group, kind, places, amv, *steps, replaced, word == "vervallen"))
        flow = self.facts["doorstroom"]
        code = flow["gemeente"]
        name = f"Voorbeeldlocatie {self.names[code]} {number[code] + 1}"
        start = flow["open"]
        days = (start - timedelta(days=400), start - timedelta(days=200), start, None)
        return [
            *out,
            Site(name, code, HOLDERS, "doorstroomvoorziening", flow["plekken"], 0, *days, "", False),
        ]

    def chance(self, *key: object, low: float = 0.0, high: float = 1.0) -> float:
        """Return a number that is always the same for the same words: no generator, so no order matters."""
        digest = hashlib.sha256("|".join(map(str, (self.facts["zaad"], *key))).encode()).digest()
        return low + (high - low) * int.from_bytes(digest[:6], "big") / 2**48

    def places(self, group: str, code: str, day: date, sure: str) -> tuple[int, int]:
        """Return the places and the places for amv in a gemeente on a day, of one certainty."""
        mine = [s for s in self.sites if (s.doelgroep, s.gemeente) == (group, code)]
        mine = [s for s in mine if s.certainty(day) == sure]
        return sum(s.plekken for s in mine), sum(s.amv for s in mine)

    def unknown(self, group: str, code: str, day: date) -> bool:
        """Return whether a gemeente does not say its realisatie."""
        hits = [
            e
            for e in self.facts["onbekend"]["realisatie"]
            if (e["doelgroep"], e["gemeente"]) == (group, code)
        ]
        return any(day >= entry.get("vanaf", date.min) for entry in hits)

    def areas(self, values: dict[str, int], *, totals: bool = True) -> Iterator[tuple[str, int]]:
        """Yield the gemeenten and, unless told otherwise, their regions and the province with the sums."""
        yield from values.items()
        if totals:
            sums = Counter[str]()
            for code, value in values.items():
                sums[self.region[code]] += value
            yield from sorted(sums.items())
        yield PROVINCE, sum(values.values())

    def site_rows(self) -> Iterable[Row]:
        """Yield every site that is known by the end of the story."""
        for site in self.sites:
            stage = site.stage(self.until)
            if stage:
                yield {
                    "gebied": self.names[site.gemeente],
                    "naam": site.naam,
                    "type": site.type,
                    "doelgroep": site.doelgroep if site.type != "flexwoningen" else "",
                    "stadium": stage,
                    "waarde": site.plekken or None,
                    "plekken_amv": site.amv if site.doelgroep == ASYLUM and site.plekken else None,
                    "eenheid": "woningen" if site.type == "flexwoningen" else "plekken",
                    "van": site.open,
                    "tot": site.dicht,
                    "verlenging_tekst": "twee keer twee jaar mogelijk"
                    if site.dicht and stage == "open"
                    else "",
                    "vervangt_locatie": site.vervangt,
                    "toelichting": "verzonnen; vervallen omdat het terrein niet beschikbaar bleek"
                    if stage == "vervallen"
                    else "verzonnen",
                    "url": f"{URL}/locaties",
                }

    def credit_rows(self) -> Iterable[Row]:
        """Yield the persons of the doorstroomvoorziening by koppelgemeente."""
        for code, persons in self.facts["doorstroom"]["personen"].items():
            yield {
                "locatie_id": self.sites[-1].naam,
                "gebied": self.names[code],
                "waarde": persons,
                "peildatum": self.until,
                "url": f"{URL}/locaties",
            }
