"""What is odd about the content of a delivery: rules from ``data/rules/inhoud.toml``, run on frames.

Nothing is refused here and nothing is changed: every hit is an ``Issue`` with the file, the cell, and a
sentence that says what to do. A figure that is unknown never trips a rule about numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from metrics.content import coverage, jumps, moments, relations, report, sizes, taak
from metrics.content.work import Work
from model import schemas
from model.frames import Frames
from model.inhoud import Inhoud, Regel
from model.issue import Issue

Check = Callable[[Work, Regel], pd.DataFrame]
#: The way of looking that belongs to each soort of rule.
CHECKS: Mapping[str, Check] = {
    "volledig": coverage.missing,
    "zelfde-waarde": coverage.same_value,
    "kopie": coverage.copied,
    "opgeheven": coverage.ended,
    "som": relations.sums,
    "deelgroepen": relations.parts,
    "amv": relations.amv,
    "bereik": sizes.outside,
    "per-duizend": sizes.per_thousand,
    "sprong": jumps.jumps,
    "factor": jumps.factors,
    "gecorrigeerd": taak.corrected,
    "teken-saldo": taak.turned,
    "saldo": taak.balance,
    "boven-opgave": relations.above_duty,
    "boven-plekken": relations.above_beds,
    "toekomst": moments.future,
    "oud": moments.old,
    "periode": moments.period,
    "stand-en-stroom": moments.mixed,
    "amv-locatie": sizes.amv_of_site,
}


def check(
    frames: Frames,
    before: Frames,
    rules: Inhoud,
    today: date | pd.Timestamp,
    *,
    gebieden: pd.DataFrame,
    inwoners: pd.DataFrame | None = None,
) -> list[Issue]:
    """Return everything odd about a delivery, all at once, the biggest first.

    Args:
        frames: what was loaded; a frame may be missing.
        before: the version that stands; ``{}`` when there is none.
        rules: see ``model.inhoud.load_rules``.
        today: day on which is judged; a rule that starts later does not run.
        gebieden: the areas, current and ended.
        inwoners: inhabitants; those of the standing version when None.

    Returns:
        Issues with ``bron`` (file), ``plaats`` (cells), ``code`` (id of the rule) and a Dutch sentence:
        serious ones first, then those about a whole file, then by the number of places or persons at stake.
        Of one rule the largest are named, the rest is counted. The order of rows does not matter.
    """
    day = pd.Timestamp(today)
    people = before.get("inwoners", schemas.empty("inwoners")) if inwoners is None else inwoners
    work = Work(frames, before, rules, day, gebieden, people)
    active = [regel for regel in rules.regel if regel.sinds <= day.date() and _concerns(work, regel)]
    return report.issues([(regel, CHECKS[regel.soort](work, regel)) for regel in active], work)


def _concerns(work: Work, regel: Regel) -> bool:
    """Return whether there is anything for a rule to look at: most deliveries are about one group."""
    beside = any(len(work.frames.get(frame, ())) for frame in regel.frame if frame != "cijfers")
    return beside or ("cijfers" in regel.frame and len(work.nieuw) > 0 and work.has(regel))
