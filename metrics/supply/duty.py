"""The duty by month: which number of the chosen kind asks for places from when to when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics import fulfilment
from model.frames import TEXT, Frames
from model.lijsten import Doelgroep
from model.rules import Cyclus, Rules

#: Step of a cycle on which the places must be there.
READY = "gereed"
KEY = ["gebied_code", "deelgroep"]
FIGURE = ["opgave", "opgave_min", "opgave_max", "opgave_status", "opgave_bron"]
STEPS = [*KEY, "cyclus", "van", "tot", "van_reden", *FIGURE, "opgave_reden"]
SET = "vastgesteld"
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
    (step ``gereed``) until the day before the next one does; where no source gives that day it does so from
    the day it was set. A duty of Oekraïense ontheemden holds from its date as long as the rules say. The
    taakstelling of statushouders is a flow of persons and no number of places: it has no rows here.

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
        van_reden is the name of the step, or 'vastgesteld'. opgave (Int64) is missing where the duty is not
        known, and opgave_reden says why.
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
        parts.append(_begun(found, cycle))
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


def _begun(found: pd.DataFrame, cycle: Cyclus | None) -> pd.DataFrame:
    """Add the day from which the duty asks for its places; a duty that has none is left out."""
    step = next((s for s in cycle.stap if s.code == READY), None) if cycle else None
    begin = found["opgave_datum"] if step is None else pd.Timestamp(step.datum)
    out = found.assign(van=begin, van_reden=SET if step is None else step.naam)
    return out[out["van"].notna()].astype({"van": "datetime64[us]"})


def _ended(steps: pd.DataFrame) -> pd.DataFrame:
    """End every duty the day before the next one of its area and part begins."""
    steps = steps.sort_values([*KEY, "van"], kind="stable")
    following = steps.groupby(KEY)["van"].shift(-1)
    return steps.assign(tot=following - _DAY).reset_index(drop=True)
