"""What opens and closes when, and the deadlines of the cycles, for the time line under the supply."""

from __future__ import annotations

import pandas as pd

from metrics.supply.presence import NEVER, presence
from model.rules import Rules

OPENS, CLOSES = "opent", "sluit"
COLUMNS = [
    "datum", "gebeurtenis", "locatie_id", "naam", "gebied_code", "doelgroep", "type", "zekerheid", "plekken",
    "datum_reden", "verlenging_tot", "verlenging_status", "bron_id", "bron_cel",
]  # fmt: skip


def events(
    stays: pd.DataFrame, van: pd.Timestamp, tot: pd.Timestamp, *, verlenging: bool, peildatum: pd.Timestamp
) -> pd.DataFrame:
    """Return the days on which stays begin and end, in order.

    Args:
        stays: see ``stays``.
        van: first day wanted.
        tot: last day wanted.
        verlenging: see ``presence``.
        peildatum: see ``presence``.

    Returns:
        datum (opent: first day; sluit: last day), gebeurtenis ('opent' or 'sluit'), and from the stay
        locatie_id, naam, gebied_code, doelgroep, type, zekerheid, plekken (Int64), datum_reden (why the
        period is not certain), verlenging_*, bron_id and bron_cel. Days that are not known are not there.
    """
    rows = presence(stays, peildatum, verlenging=verlenging)
    opens = rows.assign(datum=rows["van"], gebeurtenis=OPENS)
    closes = rows.assign(datum=rows["einde"].where(rows["einde"].lt(NEVER)), gebeurtenis=CLOSES)
    out = pd.concat([opens, closes], ignore_index=True)
    out = out[out["datum"].between(van, tot)]
    return out.sort_values(["datum", "gebeurtenis", "naam"], kind="stable")[COLUMNS].reset_index(drop=True)


def deadlines(rules: Rules, van: pd.Timestamp, tot: pd.Timestamp) -> pd.DataFrame:
    """Return the dated steps of the cycles of the Spreidingswet in a period.

    Returns:
        datum, cyclus, naam (of the step) and zeker (how sure its date is), in order of date.
    """
    rows = [(pd.Timestamp(s.datum), c.code, s.naam, s.zeker) for c in rules.cyclus for s in c.stap]
    out = pd.DataFrame(rows, columns=["datum", "cyclus", "naam", "zeker"])
    return out[out["datum"].between(van, tot)].sort_values("datum", kind="stable").reset_index(drop=True)
