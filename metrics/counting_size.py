"""The condition on the number of places: several sites of one gemeente may add up to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from metrics.counting_tally import Tally
from model.lijsten import Telt
from model.taal import getal
from model.telregels import Telregel


def apply(tallies: list[Tally], rule: Telregel, names: Mapping[str, str]) -> None:
    """Change the tallies of sites that are too small for a rule, or may be.

    Args:
        tallies: of all sites, after what counts twice was taken out.
        rule: has the fewest places, and whether sites add up.
        names: of the gemeenten by code.
    """
    groups: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        if tally.uitkomst != Telt.TELT_NIET:
            code = str(tally.site["gebied_code"])
            groups[code if rule.samen else str(tally.site["locatie_id"])].append(tally)
    for members in groups.values():
        _judge(members, rule, names)


def _judge(members: list[Tally], rule: Telregel, names: Mapping[str, str]) -> None:
    least = rule.plekken or 0
    sure = sum(_at_least(tally) for tally in members if tally.uitkomst == Telt.TELT)
    parts = [_at_most(tally) for tally in members]
    most = None if None in parts else sum(part for part in parts if part is not None)
    if sure >= least:
        said = f"{_who(members, names)} {getal(sure)} plekken: ten minste {getal(least)}."
        for tally in members:
            if tally.uitkomst == Telt.TELT:
                tally.reden = f"{tally.reden} {said}"
        return
    if most is not None and most < least:
        for tally in members:
            text = f"{_who(members, names)} {getal(most)} plekken: minder dan {getal(least)}."
            tally.reduce(0, 0, "omvang", text)
        return
    text = f"Of {_subject(members, names)} ten minste {getal(least)} plekken heeft, staat niet vast."
    for tally in members:
        if tally.uitkomst == Telt.TELT:
            tally.become(Telt.ONZEKER, "omvang", text)
        else:
            tally.reden = f"{tally.reden} {text}".strip()


def _at_least(tally: Tally) -> int:
    return min(tally.telt or 0, tally.ten_minste) if tally.ten_minste is not None else 0


def _at_most(tally: Tally) -> int | None:
    """Return the most places that may count; None when nobody can say."""
    if tally.ten_hoogste is None:
        return None
    return min(tally.counted, tally.ten_hoogste) if tally.telt is not None else tally.ten_hoogste


def _subject(members: list[Tally], names: Mapping[str, str]) -> str:
    if len(members) == 1:
        return "de locatie"
    code = str(members[0].site["gebied_code"])
    return f"{names.get(code, code)} met {len(members)} locaties samen"


def _who(members: list[Tally], names: Mapping[str, str]) -> str:
    subject = _subject(members, names)
    return f"{subject[0].upper()}{subject[1:]} heeft"
