"""The conditions on days: there between two dates, and there long enough."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics import counting_span as spans
from metrics.counting_span import NEVER, Span
from metrics.overlap_pairs import Row
from model.lijsten import Stadium, Telt
from model.rules import Rules
from model.taal import datum, woord
from model.telregels import Telregel


@dataclass(frozen=True)
class Step:
    """Answer of one condition, its ground and the sentence that names the date or number."""

    uitkomst: Telt
    grond: str
    tekst: str = ""


@dataclass(frozen=True)
class Question:
    """One rule about one site: the site, what it does for the group, and the days that matter.

    ``first`` and ``last`` are the days between which the places must be there; None without such days.
    """

    site: Row
    uses: tuple[Row, ...]
    spans: tuple[Span, ...]
    rule: Telregel
    rules: Rules
    peildatum: pd.Timestamp
    first: pd.Timestamp | None
    last: pd.Timestamp | None


def present(asked: Question) -> Step:
    """Return whether the places are there on every day that the rule asks for."""
    first, last = asked.first, asked.last
    if not asked.uses:
        return Step(Telt.TELT, "venster")
    if first is None or last is None:
        return _still_there(asked)
    if asked.rule.op_peildatum and asked.site["stadium"] == Stadium.GESLOTEN and pd.isna(asked.site["tot"]):
        return Step(Telt.TELT_NIET, "einde", "De locatie is gesloten.")
    days = spans.days_of_change(asked.spans, first, last)
    if all(any(item.surely(day) for item in asked.spans) for day in days):
        periods = " en ".join(spans.words(u, s) for u, s in zip(asked.uses, asked.spans, strict=True))
        return Step(Telt.TELT, "venster", f"De plekken zijn er {periods}; nodig is {_needed(asked)}.")
    if all(any(item.perhaps(day) for item in asked.spans) for day in days):
        why = "; ".join(_doubts(asked, first, last)) or "de perioden sluiten misschien niet aan"
        return Step(Telt.ONZEKER, "venster", f"{why[0].upper()}{why[1:]}; nodig is {_needed(asked)}.")
    return _absent(asked, first, last)


def _doubts(asked: Question, first: pd.Timestamp, last: pd.Timestamp) -> list[str]:
    """Return why a side is not sure, as far as it matters for these days."""
    out = []
    for item in asked.spans:
        if item.begin_waarom and item.start_zeker > first:
            out.append(item.begin_waarom)
        if item.eind_waarom and item.eind_zeker < last:
            out.append(item.eind_waarom)
    return list(dict.fromkeys(out))


def _absent(asked: Question, first: pd.Timestamp, last: pd.Timestamp) -> Step:
    start, end = min(s.start_kan for s in asked.spans), max(s.eind_kan for s in asked.spans)
    whom = f" voor {woord(asked.rules.tellen.doelgroep)}" if asked.site["is_flexibel"] else ""
    if start > first:
        text = f"De plekken zijn er{whom} pas vanaf {datum(start)}; nodig is {_needed(asked)}."
        return Step(Telt.TELT_NIET, "begin", text)
    if end < last:
        text = f"De plekken zijn er{whom} tot en met {datum(end)}; nodig is {_needed(asked)}."
        return Step(Telt.TELT_NIET, "einde", text)
    return Step(
        Telt.TELT_NIET,
        "venster",
        f"De plekken zijn er{whom} met een onderbreking; nodig is {_needed(asked)}.",
    )


def _needed(asked: Question) -> str:
    if asked.first is None or asked.last is None or asked.first == asked.last:
        return f"op {datum(asked.first)}"
    return f"van {datum(asked.first)} tot en met {datum(asked.last)}"


def _still_there(asked: Question) -> Step:
    """Return that a site which has gone counts for nothing, when a rule names no days."""
    end = max(item.eind_kan for item in asked.spans)
    if end < asked.peildatum or asked.site["stadium"] == Stadium.GESLOTEN:
        since = "" if end in {NEVER, asked.peildatum} else f" op {datum(end)}"
        return Step(Telt.TELT_NIET, "einde", f"De locatie is gesloten{since}.")
    return Step(Telt.TELT, "venster")


def years(asked: Question) -> Step:
    """Return whether the places are available as long as the rule asks."""
    rule = asked.rule
    if rule.jaren is None or not asked.uses:
        return Step(Telt.TELT, "duur")
    periods = " en ".join(spans.words(u, s) for u, s in zip(asked.uses, asked.spans, strict=True))
    available = f"De plekken zijn beschikbaar {periods}"
    sure, perhaps = (spans.longest(asked.spans, sure=how) for how in (True, False))
    forever = any(item.eind_zeker == NEVER for item in asked.spans)
    if forever or spans.lasts(sure, rule.jaren):
        return Step(Telt.TELT, "duur", f"{available}: ten minste {rule.jaren} jaar.")
    least = rule.jaren_ten_minste or rule.jaren
    if not spans.lasts(perhaps, least):
        return Step(Telt.TELT_NIET, "duur", f"{available}: korter dan {least} jaar.")
    why = list(dict.fromkeys(text for s in asked.spans for text in (s.begin_waarom, s.eind_waarom) if text))
    if spans.lasts(perhaps, rule.jaren) and why:
        text = f"Of de plekken {rule.jaren} jaar beschikbaar zijn, staat niet vast: {'; '.join(why)}."
        return Step(Telt.ONZEKER, "duur", text)
    text = f"{available}: korter dan {rule.jaren} jaar. Of dat langjarig is, zegt geen bron."
    return Step(Telt.ONZEKER, "duur", text)
