"""What one rule of counting says of one site: every condition in turn, the strictest answer prevails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from metrics import counting_span as spans
from metrics.counting_days import Question, Step, present, years
from metrics.counting_span import Span
from metrics.overlap_pairs import Row
from metrics.supply.stays import PLACES
from model.lijsten import Stadium, Telt
from model.rules import Rules
from model.taal import datum, getal, woord
from model.telregels import Telregel

#: No condition gives a more favourable answer than one that came before it.
_STRICT = (Telt.TELT_NIET, Telt.ONZEKER, Telt.TELT)
_NOT_YET = ("besloten", "voornemen", "")


@dataclass(frozen=True)
class Judged:
    """Answer of a rule about one site.

    Attributes:
        uitkomst, grond, reden: the answer, the condition that decided it, and the Dutch sentences.
        zeker, mogelijk: places that surely pass the conditions on dates, and that may; None when unknown.
        amv: of the sure places for amv; None when unknown.
        spans: days of each use for the group of the rule.
    """

    uitkomst: Telt
    grond: str
    reden: str
    zeker: int | None
    mogelijk: int | None
    amv: int | None
    spans: tuple[Span, ...]


Days = tuple[pd.Timestamp | None, pd.Timestamp | None]


def window(rule: Telregel, rules: Rules, peildatum: pd.Timestamp) -> Days:
    """Return the first and last day on which places must be there for a rule."""
    if rule.op_peildatum:
        return peildatum, peildatum
    cycle = rules.cycle(rule.cyclus)
    step = {"van": rule.van, "tot": rule.tot}
    for side, code in (("van", rule.van_stap), ("tot", rule.tot_stap)):
        if code and cycle is not None:
            step[side] = cycle.datum(code)
    first, last = (None if day is None else pd.Timestamp(day) for day in step.values())
    return first, last if last is not None else first


def judge(site: Row, uses: Sequence[Row], rule: Telregel, rules: Rules, peildatum: pd.Timestamp) -> Judged:
    """Return whether the places of one site count for one rule, and why.

    Args:
        site: a row of locaties.
        uses: its rows of ``metrics.supply.stays``, of every group.
        rule: the rule.
        rules: all rules.
        peildatum: day on which the question is asked.
    """
    mine = tuple(use for use in uses if use["doelgroep"] == rules.tellen.doelgroep)
    days = tuple(spans.span(use, rules.tellen, peildatum) for use in mine)
    first, last = window(rule, rules, peildatum)
    asked = Question(site, mine, days, rule, rules, peildatum, first, last)
    steps = [condition(asked) for condition in CONDITIONS]
    sure, perhaps, amv = _places(asked)
    steps.append(_known(asked, sure, perhaps, uses))
    outcome = next(o for o in _STRICT if any(step.uitkomst == o for step in steps))
    deciding = [step for step in steps if step.uitkomst == outcome and (step.tekst or outcome != Telt.TELT)]
    told = _told(outcome, deciding)
    return Judged(outcome, told[0].grond, " ".join(step.tekst for step in told), sure, perhaps, amv, days)


def _told(outcome: Telt, deciding: list[Step]) -> list[Step]:
    """Return the answers that a reader needs: one is enough for no, and no doubt is told twice."""
    told = [step for step in deciding if step.tekst] or [Step(outcome, "soort", "")]
    if outcome == Telt.TELT_NIET:
        return told[:1]
    window_doubted = outcome == Telt.ONZEKER and any(step.grond == "venster" for step in told)
    return [step for step in told if not (window_doubted and step.grond == "duur")]


def _stage(asked: Question) -> Step:
    site, stage = asked.site, asked.site["stadium"]
    if stage == Stadium.VERVALLEN:
        why = f": {site['vervallen_reden']}" if site["vervallen_reden"] else "; de reden is niet bekend"
        return Step(Telt.TELT_NIET, "stadium", f"De locatie is vervallen{why}.")
    if stage == Stadium.ZOEKFASE:
        return Step(Telt.TELT_NIET, "stadium", "De locatie is in de zoekfase: er zijn nog geen plekken.")
    if stage == Stadium.ONBEKEND:
        return Step(Telt.ONZEKER, "stadium", "Het stadium van de locatie is onbekend.")
    if stage == Stadium.GESLOTEN:
        return Step(Telt.TELT, "stadium")
    if asked.rule.op_peildatum and site["zekerheid"] in _NOT_YET:
        return Step(Telt.TELT_NIET, "stadium", f"De locatie is nog niet open (stadium {woord(stage)}).")
    if site["zekerheid"] not in [str(sure) for sure in asked.rules.tellen.zekerheid]:
        return Step(Telt.ONZEKER, "stadium", f"Er is nog geen besluit: het stadium is {woord(stage)}.")
    return Step(Telt.TELT, "stadium")


def _kind(asked: Question) -> Step:
    kind, rule = asked.site["type"], asked.rule
    never = {str(name): text for name, text in asked.rules.tellen.telt_niet.items()}
    if kind in never:
        return Step(Telt.TELT_NIET, "soort", never[kind])
    if kind in [str(name) for name in rule.tijdelijk]:
        text = f"{woord(kind).capitalize()} is tijdelijk. {sentence(rule, asked.first, asked.last)}"
        return Step(Telt.TELT_NIET, "soort", text)
    if kind in [str(name) for name in rule.telt]:
        return Step(Telt.TELT, "soort")
    return Step(Telt.ONZEKER, "soort", "Het soort opvang is onbekend.")


def _group(asked: Question) -> Step:
    if asked.uses:
        return Step(Telt.TELT, "doelgroep")
    group, own = woord(asked.rules.tellen.doelgroep), asked.site["doelgroep"]
    if own in {"", asked.rules.tellen.doelgroep}:
        return Step(Telt.ONZEKER, "doelgroep", f"Of de locatie voor {group} is, is onbekend.")
    return Step(Telt.TELT_NIET, "doelgroep", f"De locatie is voor {woord(own)}, niet voor {group}.")


CONDITIONS: tuple[Callable[[Question], Step], ...] = (_stage, _kind, _group, present, years)


def _places(asked: Question) -> tuple[int | None, int | None, int | None]:
    """Return how many places surely meet the days, how many may, and how many of the sure are for amv."""
    if not asked.uses:
        return 0, 0, 0
    first, last = asked.first, asked.last
    if first is None or last is None:
        sure = _least([[use] for use in asked.uses], "plekken")
        return sure, sure, _least([[use] for use in asked.uses], "plekken_amv")
    days = spans.days_of_change(asked.spans, first, last)
    pairs = list(zip(asked.uses, asked.spans, strict=True))
    on = [[use for use, item in pairs if item.surely(day)] for day in days]
    may = [[use for use, item in pairs if item.perhaps(day)] for day in days]
    return _least(on, "plekken"), _least(may, "plekken"), _least(on, "plekken_amv")


def _least(days: list[list[Row]], column: str) -> int | None:
    """Return the fewest places over some days; None when one of them is unknown."""
    sums = [[use[column] for use in day] for day in days]
    if any(pd.isna(value) for day in sums for value in day):
        return None
    return int(min(sum(day) for day in sums))


def _known(asked: Question, sure: int | None, perhaps: int | None, uses: Sequence[Row]) -> Step:
    """Return that an unknown capacity is never counted, nor one that the site does not have."""
    if not asked.uses:
        return Step(Telt.TELT, "plekken")
    if sure is None or perhaps is None:
        unit = asked.site["eenheid"]
        said = asked.site["capaciteit_tekst"]
        quoted = f" (de bron zegt ‘{said}’)" if said else ""
        if unit and unit not in [str(place) for place in PLACES]:
            return Step(Telt.ONZEKER, "plekken", f"De bron telt {woord(unit)}, geen plekken{quoted}.")
        return Step(Telt.ONZEKER, "plekken", f"Het aantal plekken is onbekend{quoted}.")
    whole = uses[0]["capaciteit"]
    if not pd.isna(whole) and perhaps > whole:
        text = f"De bestemmingen noemen {getal(perhaps)} plekken, meer dan de {getal(whole)} van de locatie."
        return Step(Telt.ONZEKER, "plekken", text)
    return Step(Telt.TELT, "plekken")


def sentence(rule: Telregel, first: pd.Timestamp | None, last: pd.Timestamp | None) -> str:
    """Return the rule itself in a sentence."""
    return rule.zin.format(van=datum(first), tot=datum(last), jaren=rule.jaren, plekken=getal(rule.plekken))
