"""Which places count: three tests that stay separate, each with its reason and the rule behind it.

``telt`` is said only when dates, kind, stage and capacity are known and pass; what is not known is
``onzeker``, with what is missing. What a source (Rijk, COA) says itself of a site prevails, and the answer of
the rule stands beside it. Joint and successive sites count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd

from metrics import counting_once, counting_size
from metrics.counting_site import judge, sentence, window
from metrics.counting_tally import Tally
from metrics.overlap_once import ORDER
from metrics.overlap_pairs import Row
from metrics.supply.stays import registered
from model.frames import Frames
from model.lijsten import Telt
from model.rules import Rules
from model.taal import woord
from model.telregels import Telregel

COLUMNS = {
    "locatie_id": "str", "gebied_code": "str", "naam": "str", "type": "str", "doelgroep": "str",
    "toets": "str", "cyclus": "str", "uitkomst": "str", "plekken": "Int64", "plekken_amv": "Int64",
    "plekken_telt_niet": "Int64", "plekken_onzeker": "Int64",
    "amv_telt_niet": "Int64", "amv_onzeker": "Int64", "capaciteit": "Int64",
    "reden": "str", "grond": "str", "regel": "str", "regel_zin": "str", "zeker": "str",
    "uitkomst_regel": "str", "verklaard": "str", "bron": "str", "bron_id": "str", "bron_cel": "str",
}  # fmt: skip
SUMS = ("telt", "telt_niet", "onzeker")


def tests(frames: Frames, cyclus: str, rules: Rules, peildatum: pd.Timestamp) -> pd.DataFrame:
    """Return for every site whether its places count for each test of a cycle.

    Args:
        frames: a version's frames; uses locaties, bestemmingen and gebieden.
        cyclus: round of the Spreidingswet; a cycle without a rule gives only the tests of every cycle.
        rules: dated rules.
        peildatum: day on which the question is asked; what should have opened by then and did not is onzeker.

    Returns:
        One row per site and test, in order of test, gemeente and site:
        locatie_id, gebied_code, naam, type, doelgroep; toets (venster, duurzaam, langjarig), cyclus;
        uitkomst (telt, telt_niet, onzeker); plekken (Int64: that count; 0 when telt_niet, missing when
        onzeker or unknown) and plekken_amv (of which amv); plekken_telt_niet and plekken_onzeker (Int64, the
        other places of the site) and amv_*; capaciteit (all places of the site: the three together, missing
        when unknown); reden (Dutch sentences with the date or number that decided), grond (short code of the
        condition), regel (id), regel_zin, zeker (how sure the rule is), uitkomst_regel (what the rule says),
        verklaard (what a source says; it prevails), bron (reference of the rule), bron_id and bron_cel (of
        the site).
    """
    day = pd.Timestamp(peildatum)
    of_site: dict[str, list[Row]] = defaultdict(list)
    for row in registered(frames).sort_values(ORDER, kind="stable").to_dict("records"):
        of_site[str(row["locatie_id"])].append(row)
    sites = frames["locaties"].sort_values(["gebied_code", "locatie_id"], kind="stable").to_dict("records")
    names = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["naam"].to_dict()
    out = [
        row
        for rule in rules.tellen.of_cycle(cyclus)
        for row in _rule_rows(sites, of_site, rule, rules, day, cyclus, names)
    ]
    return pd.DataFrame(out, columns=list(COLUMNS)).astype(COLUMNS)


def _rule_rows(
    sites: Sequence[Row], of_site: dict[str, list[Row]], rule: Telregel, rules: Rules, day: pd.Timestamp,
    cyclus: str, names: dict[str, str],
) -> list[dict[str, Any]]:  # fmt: skip
    tallies = {}
    for site in sites:
        key = str(site["locatie_id"])
        judged = judge(site, of_site[key], rule, rules, day)
        tallies[key] = _stated(Tally.of(site, of_site[key], judged), rule, rules, day, cyclus)
    counting_once.apply(list(tallies.values()), of_site, rules, window(rule, rules, day))
    if rule.plekken:
        counting_size.apply(list(tallies.values()), rule, names)
    return [
        _row(tally, rule, cyclus, sentence(rule, *window(rule, rules, day))) for tally in tallies.values()
    ]


def _stated(tally: Tally, rule: Telregel, rules: Rules, day: pd.Timestamp, cyclus: str) -> Tally:
    """Let what a source says of a site prevail, in the cycle that it is about."""
    said = str(tally.site["telt_verklaard"])
    about = str(tally.site["telt_cyclus"]) or rules.current_cycle(day.date()).code
    if not rule.verklaring or not said or about != cyclus:
        return tally
    why = str(tally.site["telt_reden"])
    told = f"De bron zelf zegt: {woord(said)}{f' ({why})' if why else ''}."
    own = f" Volgens de regel: {woord(tally.uitkomst)}. {tally.reden}"
    tally.verklaard = said
    tally.become(Telt(said), "verklaring", (told + own).strip())
    return tally


def _row(tally: Tally, rule: Telregel, cyclus: str, said: str) -> dict[str, Any]:
    site = tally.site
    return {
        **{name: site[name] for name in ("locatie_id", "gebied_code", "naam", "type", "doelgroep")},
        **{name: site[name] for name in ("bron_id", "bron_cel")},
        **tally.columns(),
        "toets": str(rule.toets),
        "cyclus": rule.cyclus or cyclus,
        "regel": rule.id,
        "regel_zin": said,
        "zeker": rule.zeker,
        "bron": rule.bron,
    }


def totals(found: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return how many places count, do not count and are uncertain per area and test, to the unit.

    Args:
        found: see ``tests``.
        links: gebied_code and lid, see ``metrics.areas.membership``.

    Returns:
        Per gebied_code and toets: telt, telt_niet, onzeker and the same with ``_amv`` (Int64, inside the
        first three); locaties, locaties_telt, locaties_telt_niet, locaties_onzeker and locaties_onbekend
        (their capacity is unknown, so they are in no sum). An area of which no site is loaded has missing
        sums: nobody said that it has none.
    """
    rows = links.merge(
        _parts(found), left_on="lid", right_on="gebied_code", suffixes=("", "_lid"), how="inner"
    )
    parts = [*SUMS, *(f"{name}_amv" for name in SUMS)]
    counts = [f"locaties_{name}" for name in (*SUMS, "onbekend")]
    by = rows.groupby(["gebied_code", "toets"], sort=False)
    sums = by[parts].sum(min_count=1).astype("Int64")
    seen = by[counts].sum().astype("Int64").assign(locaties=by.size().astype("Int64"))
    wanted = pd.MultiIndex.from_product(
        [links["gebied_code"].unique(), found["toets"].unique()], names=["gebied_code", "toets"]
    )
    out = sums.join(seen).reindex(wanted)
    return out.fillna(dict.fromkeys(["locaties", *counts], 0)).reset_index()


def _parts(found: pd.DataFrame) -> pd.DataFrame:
    """Return the three parts of every site as numbers to add; an unknown capacity stays missing."""
    known = found["capaciteit"].notna()
    amv = found[["plekken_amv", "amv_telt_niet", "amv_onzeker"]].notna().any(axis=1)
    return found.assign(
        telt=found["plekken"].fillna(0).where(known),
        telt_niet=found["plekken_telt_niet"].fillna(0).where(known),
        onzeker=found["plekken_onzeker"].fillna(0).where(known),
        telt_amv=found["plekken_amv"].fillna(0).where(amv),
        telt_niet_amv=found["amv_telt_niet"].fillna(0).where(amv),
        onzeker_amv=found["amv_onzeker"].fillna(0).where(amv),
        **{f"locaties_{name}": found["uitkomst"].eq(name).astype("int64") for name in SUMS},
        locaties_onbekend=(~known).astype("int64"),
    )
