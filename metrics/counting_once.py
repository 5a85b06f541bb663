"""Counting places once: what a joint plan, a successor or a second row of one site may not count again."""

from __future__ import annotations

import pandas as pd

from metrics.counting_span import EVER, NEVER
from metrics.counting_tally import Tally
from metrics.overlap_once import DUBBEL, NA_ELKAAR, verdict
from metrics.overlap_pairs import Pair, Row, Soort, pairs
from metrics.overlap_plans import Plan, plans, shares
from metrics.overlap_words import pair_sentence
from model.lijsten import Telt
from model.rules import Rules
from model.taal import datum, getal

Days = tuple[pd.Timestamp | None, pd.Timestamp | None]


def apply(tallies: list[Tally], of_site: dict[str, list[Row]], rules: Rules, days: Days) -> None:
    """Change the tallies in which places count that count elsewhere already."""
    known = {str(tally.site["locatie_id"]): tally for tally in tallies}
    group = rules.tellen.doelgroep
    rows = [use for key in sorted(of_site) for use in of_site[key] if use["doelgroep"] == group]
    for pair in pairs(rows, rules.tellen.dubbel):
        old, new = (known[str(rows[n]["locatie_id"])] for n in (pair.oud, pair.nieuw))
        if not _followed(pair, old, new, days):
            _one_of_two(pair, old, new, rows)
    for plan in plans(rows):
        _share(plan, list(dict.fromkeys(str(rows[n]["locatie_id"]) for n in plan.rijen)), known)


def _one_of_two(pair: Pair, old: Tally, new: Tally, rows: list[Row]) -> None:
    """Let one of two rows count: the one that surely counts, else the later."""
    outcome = verdict(pair, rows[pair.oud], rows[pair.nieuw])
    if outcome == NA_ELKAAR or not old.counted or not new.counted:
        return
    less = new if old.uitkomst == Telt.TELT and new.uitkomst != Telt.TELT else old
    said = pair_sentence(pair.soort, outcome, rows[pair.oud], rows[pair.nieuw])
    if outcome == DUBBEL or pair.soort == Soort.VERVANGT:
        less.reduce(0, 0, "dubbel", said)
    else:
        new.reduce(0, new.counted, "dubbel", said)


def _followed(pair: Pair, old: Tally, new: Tally, days: Days) -> bool:
    """Make a successor uncertain that takes over within the window: no source says whether that counts."""
    first, last = days
    if pair.soort != Soort.VERVANGT or first is None or last is None or first == last:
        return False
    if {old.grond, new.grond} != {"einde", "begin"} or not old.judged.spans or not new.judged.spans:
        return False
    before, after = old.judged.spans[-1], new.judged.spans[0]
    joined = EVER < before.eind_zeker < NEVER and after.start_zeker <= before.eind_zeker + pd.Timedelta(
        days=1
    )
    if not (joined and before.surely(first) and after.surely(last)):
        return False
    places = min(old.rest or 0, new.rest or 0)
    new.reduce(0, places, "dubbel", (
        f"De locatie neemt het op {datum(after.start_zeker)} over van {old.site['naam']}. Samen zijn er "
        f"{getal(places)} plekken van {datum(first)} tot en met {datum(last)}; of dat telt, zegt geen bron."
    ))  # fmt: skip
    return True


def _share(plan: Plan, members: list[str], known: dict[str, Tally]) -> None:
    """Let the rows of a joint plan never count more than the plan."""
    found = [known[key] for key in members if known[key].counted]
    if not plan.is_samen or len(found) < 2:
        return
    if plan.plekken is None:
        largest = max(found, key=lambda tally: (tally.counted, tally.site["locatie_id"]))
        why = f"De locatie is deel van plan {plan.code}; hoeveel plekken het hele plan heeft, is onbekend."
        for tally in found:
            if tally is not largest:
                tally.reduce(0, tally.counted, "dubbel", why)
        return
    sure = shares([tally.telt or 0 for tally in found], plan.plekken)
    left = max(plan.plekken - sum(sure), 0)
    may = shares([tally.onzeker or 0 for tally in found], left)
    size = getal(plan.plekken)
    why = f"De locatie is deel van plan {plan.code} van {size} plekken; samen telt het plan één keer."
    for tally, firm, soft in zip(found, sure, may, strict=True):
        if (firm, soft) != (tally.telt, tally.onzeker):
            tally.reduce(firm, soft, "dubbel", why)
