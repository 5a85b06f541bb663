"""Objections as dated steps: what each is about, its steps in order, whether it is open, and for how long."""

from __future__ import annotations

import pandas as pd

from model.aanlevering import SLUIT, SoortStap
from model.taal import datum, meervoud

OPEN, GESLOTEN = "open", "gesloten"
STEPS = (
    "nummer", "bezwaar", "gebied_code", "doelgroep", "onderwerp", "feit", "soort", "datum", "tekst", "versie",
    "wie", "vastgelegd_op",
)  # fmt: skip
#: Who has to act next, after the last step.
WAITS = {
    SoortStap.BEZWAAR: "een antwoord",
    SoortStap.ANTWOORD: "een correctie of afsluiting",
    SoortStap.CORRECTIE: "afsluiting",
    SoortStap.INGETROKKEN: "niemand: ingetrokken",
    SoortStap.AFGESLOTEN: "niemand: afgesloten",
}


def ordered(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of each objection in the order in which they happened, then as they were recorded.

    Args:
        steps: columns ``STEPS``; datum and vastgelegd_op datetime, nummer a number that only grows.
    """
    return steps.sort_values(["bezwaar", "datum", "nummer"], kind="stable").reset_index(drop=True)


def table(steps: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return a row per objection: open ones first, the oldest first.

    An objection is closed by 'ingetrokken' or 'afgesloten' until a later 'bezwaar' opens it again; an answer
    that is recorded afterwards does not. Steps of one day follow the order in which they were recorded.

    Args:
        steps: columns ``STEPS``.
        today: the day on which open objections are aged.

    Returns:
        bezwaar, gebied_code, doelgroep, onderwerp, feit, staat (open or gesloten), sinds (day of its first
        step), laatst (day of its last), stappen (Int64), wacht_op (Dutch), dagen (Int64: how long it is open,
        or how long it took), versie (of its last correction, or empty).
    """
    columns = [
        "bezwaar", "gebied_code", "doelgroep", "onderwerp", "feit", "staat", "sinds", "laatst", "stappen",
        "wacht_op", "dagen", "versie",
    ]  # fmt: skip
    rows = [_one(key, group, today) for key, group in steps.groupby("bezwaar", sort=False)]
    out = pd.DataFrame(rows, columns=columns).astype({"stappen": "Int64", "dagen": "Int64"})
    out = out.assign(_open=out["staat"].ne(OPEN))
    return (
        out.sort_values(["_open", "sinds", "bezwaar"], kind="stable")
        .drop(columns="_open")
        .reset_index(drop=True)
    )


def _one(key: object, steps: pd.DataFrame, today: pd.Timestamp) -> dict[str, object]:
    happened = steps.sort_values(["datum", "nummer"])
    first, last = steps.sort_values("nummer").iloc[0], happened.iloc[-1]
    asked = happened["soort"].eq(SoortStap.BEZWAAR).cumsum()
    ending = happened[happened["soort"].isin(SLUIT) & asked.eq(asked.max())]
    closed = not ending.empty
    last = ending.iloc[-1] if closed else last
    begin, end = steps["datum"].min(), last["datum"]
    corrected = happened.loc[happened["versie"].ne(""), "versie"]
    return {
        "bezwaar": key,
        **{name: first[name] for name in ("gebied_code", "doelgroep", "onderwerp", "feit")},
        "staat": GESLOTEN if closed else OPEN,
        "sinds": begin,
        "laatst": steps["datum"].max(),
        "stappen": len(steps),
        "wacht_op": WAITS[SoortStap(last["soort"])],
        "dagen": ((end if closed else today) - begin).days,
        "versie": "" if corrected.empty else corrected.iloc[-1],
    }


def told(found: pd.DataFrame) -> str:
    """Return how many objections there are and how old the oldest open one is, in a sentence.

    Args:
        found: the frame of ``table``.
    """
    waiting = found[found["staat"].eq(OPEN)]
    closed = len(found) - len(waiting)
    if found.empty:
        return "Er is geen bezwaar vastgelegd."
    ended = f"{meervoud(closed, 'bezwaar is', 'bezwaren zijn')} gesloten" if closed else ""
    if waiting.empty:
        return f"Er is geen open bezwaar; {ended}."
    oldest = waiting.iloc[0]
    age = meervoud(int(oldest["dagen"]), "dag", "dagen")
    count = meervoud(len(waiting), "bezwaar is", "bezwaren zijn")
    which = "" if len(waiting) == 1 else ", het oudste"
    since = f"{which} sinds {datum(oldest['sinds'])} ({age})"
    return f"{count} open{since}{'; ' + ended if ended else ''}."
