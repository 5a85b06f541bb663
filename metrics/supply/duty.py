"""The duty by month: which number of the chosen kind asks for places from when to when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from metrics import fulfilment
from model.frames import TEXT, Frames
from model.lijsten import Doelgroep, Toets
from model.rules import Cyclus, Rules

#: Step of a cycle on which the places must be there.
READY = "gereed"
KEY = ["gebied_code", "deelgroep"]
FIGURE = ["opgave", "opgave_min", "opgave_max", "opgave_status", "opgave_bron"]
STEPS = [*KEY, "cyclus", "van", "tot", "van_reden", *FIGURE, "opgave_reden", "zonder_opgave"]
SET, ASSUMED = "vastgesteld", "plekken gereed, volgens de telregel een aanname"
NONE, CONFLICT = "geen opgave van deze soort geladen", "bronnen geven verschillende opgaven"
_DAY = pd.Timedelta(days=1)


def duties(
    frames: Frames,
    gebieden: Sequence[str],
    doelgroep: str,
    *,
    soort_opgave: str | Mapping[str, str],
    peildatum: pd.Timestamp,
    rules: Rules,
    preferences: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return from when to when each duty of a kind asks for places, as it is known on a date.

    The duty of a cycle of the Spreidingswet asks for its places from the day on which they must be there
    (step ``gereed``, else the first day of its counting rule) until the day before the next known one does;
    where neither gives a day it does so from the day it was set. A duty of Oekraïense ontheemden holds from
    its date as long as the rules say. The taakstelling of statushouders is a flow of persons and no number of
    places: it has no rows here.

    Args:
        frames: a version's frames; uses cijfers, gebieden and inwoners.
        gebieden: areas of any level.
        doelgroep: one group.
        soort_opgave: see ``fulfilment.table``.
        peildatum: duties that are set later are not known yet.
        rules: cycles and age limits.
        preferences: recorded choices of source.

    Returns:
        ``STEPS``: a row per area, part and cycle. van and tot are inclusive, tot is missing for the last one;
        van_reden is the name of the step, that it is assumed, or 'vastgesteld'. opgave (Int64) is missing
        where the duty is not known, and opgave_reden says why. zonder_opgave is the next cycle when its duty
        is not loaded, so that this one goes on as the last that is known.
    """
    if doelgroep == Doelgroep.STATUSHOUDERS:
        return pd.DataFrame(columns=STEPS)
    cycles: Sequence[Cyclus | None] = rules.cyclus if doelgroep == Doelgroep.ASIELZOEKERS else [None]
    parts = []
    for cycle in cycles:
        found = _known(
            frames, gebieden, doelgroep, soort_opgave=soort_opgave, cyclus=cycle.code if cycle else "",
            peildatum=peildatum, rules=rules, preferences=preferences,
        )  # fmt: skip
        parts.append(_begun(found, cycle, rules))
    out = _ended(pd.concat(parts, ignore_index=True))
    if doelgroep == Doelgroep.OEKRAINERS:
        months = rules.geldigheid.opgave_zonder_cyclus_maanden
        out = out.assign(tot=out["van"] + pd.DateOffset(months=months))
    return out[STEPS]


def _known(
    frames: Frames,
    gebieden: Sequence[str],
    doelgroep: str,
    *,
    peildatum: pd.Timestamp,
    soort_opgave: str | Mapping[str, str],
    cyclus: str,
    rules: Rules,
    preferences: Mapping[str, str] | None,
) -> pd.DataFrame:
    """Return the duty of areas of several levels, with why it is not known."""
    level = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["niveau"]
    parts = []
    for niveau in dict.fromkeys(level[code] for code in gebieden):
        codes = [code for code in gebieden if level[code] == niveau]
        table = fulfilment.table(
            frames, gebieden=codes, niveau=niveau, peildatum=peildatum, soort_opgave=soort_opgave,
            cyclus=cyclus, rules=rules, doelgroep=doelgroep, preferences=preferences,
        )  # fmt: skip
        parts.append(table)
    out = pd.concat(parts, ignore_index=True)
    unknown = out[["opgave", "opgave_min", "opgave_max"]].isna().all(axis=1)
    reason = pd.Series(NONE, index=out.index, dtype=TEXT).mask(out["conflict"], CONFLICT)
    return out.assign(cyclus=cyclus, opgave_reden=reason.where(unknown, ""))


def _begun(found: pd.DataFrame, cycle: Cyclus | None, rules: Rules) -> pd.DataFrame:
    """Add the day from which the duty asks for its places; a duty that has none is left out."""
    day, why = _ready(cycle, rules) if cycle else (None, SET)
    out = found.assign(van=found["opgave_datum"] if day is None else pd.Timestamp(day), van_reden=why)
    return out[out["van"].notna()].astype({"van": "datetime64[us]"})


def _ready(cycle: Cyclus, rules: Rules) -> tuple[date | None, str]:
    """Return the day on which the places of a cycle must be there, and why that day."""
    step = next((s for s in cycle.stap if s.code == READY), None)
    if step is not None:
        return step.datum, step.naam
    counted = [rule for rule in rules.tellen.of_cycle(cycle.code) if rule.toets == Toets.VENSTER and rule.van]
    return (counted[0].van, ASSUMED) if counted else (None, SET)


def _ended(steps: pd.DataFrame) -> pd.DataFrame:
    """End every duty the day before the next known one of its area and part; the last known one goes on."""
    steps = steps.sort_values([*KEY, "van"], kind="stable")
    told = steps["opgave_reden"].ne(NONE)
    before = told.groupby([steps[name] for name in KEY]).cumsum().gt(0)
    lapsed = ~told & before
    following = steps["cyclus"].where(lapsed).groupby([steps[name] for name in KEY]).shift(-1).fillna("")
    kept = steps.assign(zonder_opgave=following.astype(TEXT))[~lapsed]
    end = kept.groupby(KEY)["van"].shift(-1) - _DAY
    return kept.assign(tot=end).reset_index(drop=True)
