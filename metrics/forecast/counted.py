"""Which stays may count for the duty: what a rule of counting excludes by kind or term is not drawn.

A rule of counting judges the register as it stands. Whether a plan goes on and whether it is there in time is
what is drawn, so only grounds that no draw changes leave a site out: its kind, how long it is there, what a
source says.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from model.lijsten import Telt, Toets

#: Grounds of ``metrics.counting`` that do not hang on what is drawn.
VAST = ("soort", "duur", "verklaring", "omvang")
ONZEKER = "of het telt is onzeker"


@dataclass(frozen=True)
class Telling:
    """What a rule of counting says, for the grounds that no draw changes.

    Attributes:
        telt_niet: reason by locatie_id of sites that do not count.
        onzeker: reason by locatie_id of sites of which that is not known.
    """

    telt_niet: dict[str, str]
    onzeker: dict[str, str]


def telling(tests: pd.DataFrame) -> Telling:
    """Return what the test on the window of a cycle says of each site.

    Args:
        tests: rows of ``metrics.counting.tests``.
    """
    mine = tests[tests["toets"].eq(Toets.VENSTER) & tests["grond"].isin(VAST)]

    def reasons(outcome: str) -> dict[str, str]:
        rows = mine[mine["uitkomst"].eq(outcome)]
        return dict(zip(rows["locatie_id"], rows["reden"], strict=True))

    return Telling(reasons(Telt.TELT_NIET), reasons(Telt.ONZEKER))
