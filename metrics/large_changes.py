"""Which differences between two versions are so large that someone must say why they are right.

Two kinds of limits: a figure of one and the same moment that changes or disappears is judged by
``[verandering]`` in ``drempels.toml``; a step between moments by the rules ``sprong`` and ``factor`` in
``inhoud.toml`` (robust z-score, or a part of the earlier figure when there are few).
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics import changes, content
from metrics.content.work import Work
from metrics.validity import fact_key
from model.frames import Frames
from model.inhoud import Inhoud
from model.rules import Verandering
from model.taal import getal

#: Why a difference is called large, the most telling first.
GEWIJZIGD, ZONDER_GETAL, VERDWENEN, SPRONG = "gewijzigd", "zonder-getal", "verdwenen", "sprong"
WORDS = {
    GEWIJZIGD: "ander getal voor hetzelfde moment",
    ZONDER_GETAL: "had een getal, straks niet meer",
    VERDWENEN: "verdwijnt, en er is geen nieuwer cijfer",
    SPRONG: "grote stap sinds het vorige moment",
}
_STEPS = ("sprong", "factor")


def large(compared: pd.DataFrame, steps: pd.DataFrame, limits: Verandering) -> pd.DataFrame:
    """Return the differences for which a reason must be given, in the order of ``compared``.

    Args:
        compared: the frame of ``metrics.changes.compare``.
        steps: the frame of ``steps``; it may be empty.
        limits: sizes for figures of one and the same moment.

    Returns:
        The columns of ``compared`` plus soort (key of ``WORDS``), groep (differences that one reason may
        explain: the same soort, doelgroep and maat) and eerder (text: the figure it is held against).
    """
    old, new, step = (compared[name].astype("Float64") for name in ("oud", "nieuw", "verschil"))
    big = old.abs().ge(limits.absoluut).fillna(False)
    is_changed = compared["wijziging"].eq(changes.GEWIJZIGD)
    moved = step.abs().ge(limits.absoluut) & step.abs().ge(old.abs() * limits.relatief)
    gone = compared["wijziging"].eq(changes.VERVALLEN) & ~changes.followed(compared)
    soort = pd.Series("", index=compared.index, dtype="str")
    differs = compared["wijziging"].isin([changes.NIEUW, changes.GEWIJZIGD]) & compared["nieuw"].notna()
    soort = soort.mask(differs & compared["feit"].isin(steps["feit"]), SPRONG)
    soort = soort.mask(gone & big, VERDWENEN)
    soort = soort.mask(is_changed & new.isna() & big, ZONDER_GETAL)
    soort = soort.mask(is_changed & moved.fillna(False), GEWIJZIGD)
    earlier = compared["feit"].map(dict(zip(steps["feit"], steps["eerder"], strict=True)))
    out = compared.assign(
        soort=soort,
        groep=soort + "|" + compared["doelgroep"] + "|" + compared["maat"],
        eerder=compared["oud_tekst"].mask(soort.eq(SPRONG), earlier).astype("str").fillna(""),
    )
    return out[out["soort"].ne("")].reset_index(drop=True)


def steps(fresh: Frames, before: Frames, rules: Inhoud, today: date) -> pd.DataFrame:
    """Return the figures of a delivery that are a large step from the earlier ones of their own series.

    Args:
        fresh: frames of the delivery.
        before: frames of the version that stands, with gebieden.
        rules: the rules about content.
        today: rules that start later do not run.

    Returns:
        feit (key of the fact) and eerder (text: '471 plekken (1 mei 2026)'), one row per fact.
    """
    work = Work(fresh, before, rules, pd.Timestamp(today), before["gebieden"], before["inwoners"])
    found = [
        content.CHECKS[regel.soort](work, regel)
        for regel in rules.regel
        if regel.soort in _STEPS and regel.sinds <= today
    ]
    rows = pd.concat([hits for hits in found if len(hits)] or [work.rows.head(0)])
    if rows.empty:
        return pd.DataFrame({"feit": [], "eerder": []}, dtype="str")
    was = rows["vorige"].map(getal) + " " + rows["eenheid"] + " (" + rows["vorig_moment"] + ")"
    return (
        pd.DataFrame({"feit": fact_key(rows), "eerder": was})
        .drop_duplicates("feit")
        .astype("str")
        .reset_index(drop=True)
    )
