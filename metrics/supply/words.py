"""The hole in a sentence: how deep, from when, whether it closes, what makes it, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.supply.causes import places_text
from metrics.supply.gap import Gat
from model.taal import getal, is_unknown, maand, meervoud, opsomming

#: Locations named in the sentence; the others are in the table.
NAMED = 3


def short_text(row: Mapping[str, Any]) -> str:
    """Return how many places are short: one number, or a range when places may be there.

    Args:
        row: tekort, tekort_min.

    >>> short_text({"tekort": 350, "tekort_min": 350}), short_text({"tekort": 350, "tekort_min": 0})
    ('350 plekken', '0 tot 350 plekken')
    >>> short_text({"tekort": 350, "tekort_min": pd.NA})
    'hoogstens 350 plekken'
    """
    most, least = row["tekort"], row["tekort_min"]
    if is_unknown(most):
        return "een onbekend aantal plekken"
    if is_unknown(least):
        return f"hoogstens {places_text(most)}"
    return places_text(most) if least == most else f"{getal(least)} tot {places_text(most)}"


def hole_sentences(gat: Gat, naam: str) -> list[str]:
    """Return the hole of an area in Dutch sentences, the first run of months first.

    Args:
        gat: see ``hole``.
        naam: name of the area.
    """
    if gat.bekend == 0:
        return [f"Voor {naam} is in geen van deze maanden zowel het aanbod als de opgave bekend."]
    if gat.perioden.empty:
        months = meervoud(gat.bekend, "maand", "maanden")
        return [f"{naam} heeft in alle {months} waarvan het bekend is genoeg plekken voor de opgave."]
    out = [_run(run, gat.oorzaken, naam) for run in gat.perioden.to_dict("records")]
    if gat.bekend < gat.maanden:
        unknown = meervoud(gat.maanden - gat.bekend, "maand", "maanden")
        out.append(f"Van {unknown} is het tekort niet bekend, omdat de opgave of het aanbod niet bekend is.")
    return out


def hole_headline(gat: Gat, naam: str) -> str:
    """Return the deepest hole of an area in one or two sentences, without the locations that make it.

    Args:
        gat: see ``hole``.
        naam: name of the area.
    """
    if gat.bekend == 0 or gat.perioden.empty:
        return hole_sentences(gat, naam)[0]
    deepest = gat.perioden.sort_values("tekort", ascending=False, kind="stable").iloc[0].to_dict()
    return " ".join([_how_deep(deepest, naam), *_unsure(deepest)])


def _run(run: dict[str, Any], causes: pd.DataFrame, naam: str) -> str:
    mine = causes[causes["vanaf"].eq(run["van"])]
    return " ".join([_how_deep(run, naam), *_unsure(run), _made_by(mine)])


def _how_deep(run: dict[str, Any], naam: str) -> str:
    """Say from when to when places are short and how many; 'kan' where it may turn out that none are."""
    until = f"tot en met {'ten minste ' if run['loopt_door'] else ''}{maand(run['tot'])}"
    when = f"in {maand(run['van'])}" if run["maanden"] == 1 else f"van {maand(run['van'])} {until}"
    sure = not is_unknown(run["tekort_min"]) and run["tekort_min"] > 0
    verb = f"komt {naam} {when} plekken tekort" if sure else f"kan {naam} {when} plekken tekort komen"
    deep = f"het meest in {maand(run['diepste_maand'])}: {short_text(run)} bij een opgave van"
    return f"Volgens de geladen locaties {verb}, {deep} {getal(run['opgave'])}."


def _unsure(run: dict[str, Any]) -> list[str]:
    """Say why a shortage is a range, or what the intentions in it are worth."""
    out = []
    if is_unknown(run["tekort_min"]):
        out.append("Van een of meer locaties is het aantal plekken niet bekend.")
    elif run["tekort_min"] != run["tekort"]:
        may = places_text(run["mogelijk"])
        out.append(f"Van {may} is niet bekend of ze er dan zijn.")
    if not is_unknown(run["tekort_hard"]) and run["tekort_hard"] > run["tekort"]:
        out.append(f"Zonder de voornemens is het tekort {places_text(run['tekort_hard'])}.")
    return out


def _made_by(causes: pd.DataFrame) -> str:
    closes, late = (causes[causes["oorzaak"].eq(name)] for name in ("sluit", "opening_te_laat"))
    parts = []
    if len(closes):
        parts.append(f"Er sluiten zonder volledige opvolger: {_named(closes)}.")
    if len(late):
        parts.append(f"Te laat zijn: {_named(late)}.")
    return " ".join(parts) or "Geen locatie die sluit of te laat is maakt dit tekort; het was er al."


def _named(rows: pd.DataFrame) -> str:
    shown = rows.head(NAMED)
    said = [f"{r.naam} ({places_text(r.plekken)})" for r in shown.itertuples()]
    rest = len(rows) - len(shown)
    return opsomming([*said, meervoud(rest, "andere locatie", "andere locaties")] if rest else said)


def hole_title(gat: Gat, naam: str) -> str:
    """Return the finding about the hole of an area in a few words, for the title of a picture.

    Args:
        gat: see ``hole``.
        naam: name of the area.
    """
    if gat.bekend == 0:
        return f"{naam}: of er plekken tekort zijn, is onbekend"
    if gat.perioden.empty:
        return f"{naam}: in alle bekende maanden genoeg plekken voor de opgave"
    deepest = gat.perioden.sort_values("tekort", ascending=False, kind="stable").iloc[0]
    return f"{naam}: {short_text(deepest)} tekort in {maand(deepest['diepste_maand'])}"
