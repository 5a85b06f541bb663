"""What of the register cannot be placed in time or has no number: named, location by location."""

from __future__ import annotations

import pandas as pd

from metrics.supply.presence import NO_SUPPLY, presence
from model.frames import TEXT
from model.taal import woord

COLUMNS = [
    "locatie_id", "naam", "gebied_code", "doelgroep", "type", "stadium", "plekken", "reden", "van_tekst",
    "tot_tekst", "capaciteit_tekst", "bron_id", "bron_cel",
]  # fmt: skip


def unread(stays: pd.DataFrame, *, peildatum: pd.Timestamp, verlenging: bool = False) -> pd.DataFrame:
    """Return every stay whose period or number is not certain, or that supplies nothing, with the reason.

    Args:
        stays: see ``stays``.
        peildatum: see ``presence``.
        verlenging: see ``presence``.

    Returns:
        From the stay locatie_id, naam, gebied_code, doelgroep, type, stadium, plekken (Int64), van_tekst,
        tot_tekst, capaciteit_tekst (as published), bron_id, bron_cel; reden (Dutch): what is not known of its
        dates, its number and its group, or why it is no supply. In order of gebied_code and naam.
    """
    rows = presence(stays, peildatum, verlenging=verlenging)
    none = stays[stays["stadium"].isin(NO_SUPPLY)]
    none = none.assign(datum_reden=("telt niet als aanbod: " + none["stadium"].map(woord)).astype(TEXT))
    out = pd.concat([rows, none], ignore_index=True)
    nobody = pd.Series("doelgroep onbekend", index=out.index, dtype=TEXT).where(out["doelgroep"].eq(""), "")
    parts = zip(out["datum_reden"], out["plekken_reden"], nobody, strict=True)
    said = ["; ".join(part for part in three if part) for three in parts]
    out = out.assign(reden=pd.Series(said, index=out.index, dtype=TEXT))
    out = out[out["reden"].ne("")].sort_values(["gebied_code", "naam", "van"], kind="stable")
    return out[COLUMNS].reset_index(drop=True)
