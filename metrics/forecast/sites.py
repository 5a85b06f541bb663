"""The chance per named site: confidential, and computed for nobody who may not see it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.forecast.draw import Gemeente, Worp, clock, stays
from metrics.forecast.pipeline import Plan
from metrics.forecast.totals import present
from model.lijsten import Editie


class VertrouwelijkError(PermissionError):
    """Something confidential was asked for an edition that everyone may see."""


def per_site(plan: Plan, datum: pd.Timestamp, worp: Worp, *, editie: str = Editie.OPENBAAR) -> pd.DataFrame:
    """Return the chance that each named site is there on a day; refused unless the edition is confidential.

    No page calls this. A list of chances by name would make a gemeente defend a number that nobody measured.

    Returns:
        locatie_id, gebied_code, naam, stadium, plekken (int64), kans (float64).

    Raises:
        VertrouwelijkError: the edition is not ``vertrouwelijk``.
    """
    if editie != Editie.VERTROUWELIJK:
        raise VertrouwelijkError("een kans per locatie staat alleen in de vertrouwelijke editie")
    rows = plan.rijen
    klok = clock(rows, pd.DatetimeIndex([datum]), worp.aannamen, plan.peildatum)
    shares = np.zeros(len(rows))
    for code, part in rows.groupby("gebied_code", sort=True):
        place = part.index.to_numpy()
        drawn = stays(part, klok.take(place), Gemeente(worp, str(code)))
        shares[place] = [float(present(stay, 0).mean()) for stay in drawn]
    columns = ["locatie_id", "gebied_code", "naam", "stadium", "plekken"]
    return rows[columns].assign(kans=shares)
