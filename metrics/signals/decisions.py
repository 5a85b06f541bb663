"""What people decided about signals: accepted as known, or to be seen again later.

A decision is about a signal with its figures. When the figures change it no longer fits and the signal comes
back; so it does the day after the last on which it should keep quiet.
"""

from __future__ import annotations

import pandas as pd

from model.signaalbesluit import Besluit

NIEUW, AANVAARD, LATER, TERUG = "nieuw", "aanvaard", "later", "terug"
#: Columns of the decisions: sleutel is ``key(signaal_id, afdruk)``, op is when it was recorded.
DECISIONS = ("nummer", "sleutel", "besluit", "tot", "notitie", "wie", "op")
_MARK = "@"


def key(signaal_id: str, afdruk: str) -> str:
    """Return under which name a decision about a signal with these figures is kept.

    >>> key("amv-te-kort|CR38||amv", "0a1b")
    'amv-te-kort|CR38||amv@0a1b'
    """
    return f"{signaal_id}{_MARK}{afdruk}"


def with_decisions(signals: pd.DataFrame, decisions: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return the signals with where each stands.

    Args:
        signals: the frame of ``find``.
        decisions: columns ``DECISIONS``; nummer only grows, tot datetime (last day on which it keeps
            quiet; missing when it has no end).
        today: the day that is compared with tot.

    Returns:
        The signals plus stand (nieuw, terug, aanvaard or later), and besluit, tot, notitie, wie and op of the
        last decision about it (empty or missing when there is none).
    """
    last = decisions.sort_values("nummer", kind="stable")
    about = [name.rpartition(_MARK)[0] for name in last["sleutel"]]
    last = last.assign(signaal_id=pd.Series(about, index=last.index, dtype="str"))
    last = last.assign(tot=pd.to_datetime(last["tot"]))
    last = last.drop_duplicates("signaal_id", keep="last").drop(columns="nummer")
    out = signals.merge(last, on="signaal_id", how="left")
    same = out["sleutel"].eq(out["signaal_id"] + _MARK + out["afdruk"])
    holds = same & out["besluit"].isin([Besluit.AANVAARD, Besluit.LATER]) & ~out["tot"].lt(today)
    stand = pd.Series(NIEUW, index=out.index, dtype="str").mask(out["sleutel"].notna(), TERUG)
    stand = stand.mask(out["besluit"].eq(Besluit.INGETROKKEN), NIEUW)
    texts = {name: out[name].fillna("").astype("str") for name in ("besluit", "notitie", "wie")}
    return out.assign(stand=stand.mask(holds, texts["besluit"]), **texts).drop(columns="sleutel")
