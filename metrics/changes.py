"""What changed between two versions, fact by fact, and in one sentence per region."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from metrics.known import figures, moments
from metrics.validity import FIGURE, dates, fact_key
from model.frames import Frames
from model.gebieden import members
from model.lijsten import Bereik
from model.taal import getal, meervoud, opsomming, woord

NIEUW, VERVALLEN, GEWIJZIGD, GELIJK = "nieuw", "vervallen", "gewijzigd", "gelijk"
COLUMNS = (
    "feit", "gebied_code", "naam", "doelgroep", "deelgroep", "maat", "soort_opgave", "bereik", "locatie",
    "moment", "wijziging", "oud", "nieuw", "oud_tekst", "nieuw_tekst", "verschil",
)  # fmt: skip
WORDS = {NIEUW: "nieuw", GEWIJZIGD: "gewijzigd", VERVALLEN: "vervallen"}


def compare(old: Frames, new: Frames) -> pd.DataFrame:
    """Return every fact of either version, and whether it is new, gone, changed or the same.

    Args:
        old: frames of the earlier version.
        new: frames of the later version.

    Returns:
        The columns of ``COLUMNS``; oud, nieuw and verschil (nieuw − oud) Int64, missing when a side is not
        one number; the biggest change first, then what is new or gone by size.
    """
    left, right = _facts(old["cijfers"]), _facts(new["cijfers"])
    both = left.add_suffix("_oud").join(right.add_suffix("_nieuw"), how="outer")
    out = pd.DataFrame(index=both.index)
    for column in (*_CARRIED, "moment"):
        now, before = (both[f"{column}_{side}"].astype("str") for side in ("nieuw", "oud"))
        out[column] = now.fillna(before)
    for side in ("oud", "nieuw"):
        out[side] = both[f"waarde_{side}"].astype("Int64")
        out[f"{side}_tekst"] = both[f"tekst_{side}"].astype("str").fillna("")
    out["wijziging"] = _kind(out)
    names = pd.concat([new["gebieden"], old["gebieden"]]).drop_duplicates("gebied_code")
    out["naam"] = out["gebied_code"].map(names.set_index("gebied_code")["naam"])
    out["verschil"] = out["nieuw"] - out["oud"]
    return _biggest_first(out.rename_axis("feit").reset_index())[list(COLUMNS)]


_CARRIED = [*FIGURE[:4], "soort_opgave", "bereik", "locatie"]


def _facts(cijfers: pd.DataFrame) -> pd.DataFrame:
    """Return one row per fact: its number, or all its numbers in words where sources differ."""
    rows = cijfers.assign(feit=fact_key(cijfers), datum=dates(cijfers))
    rows = rows.assign(_cel=rows["bron_id"] + rows["bron_cel"]).sort_values(
        ["feit", "waarde", "_cel"], kind="stable"
    )
    rows = rows.drop_duplicates(["feit", "waarde", "waarde_min", "waarde_max", "waarde_status"])
    rows = rows.assign(tekst=figures(rows))
    by = rows.groupby("feit", sort=False)
    one = rows.drop_duplicates("feit").set_index("feit")
    differs = by["waarde"].nunique(dropna=False).gt(1)
    return one[[*_CARRIED]].assign(
        waarde=one["waarde"].where(~differs),
        tekst=one["tekst"].where(~by.size().gt(1), _all_texts(rows)),
        moment=moments(one),
    )


def _all_texts(rows: pd.DataFrame) -> pd.Series:
    """Return the different texts of facts that have more than one row: '471 plekken of 480 plekken'."""
    several = rows[rows["feit"].duplicated(keep=False)]
    return several.groupby("feit", sort=False)["tekst"].agg(lambda texts: " of ".join(dict.fromkeys(texts)))


def _kind(out: pd.DataFrame) -> pd.Series:
    kind = pd.Series(GELIJK, index=out.index, dtype="str")
    kind = kind.mask(out["oud_tekst"].ne(out["nieuw_tekst"]), GEWIJZIGD)
    return kind.mask(out["oud_tekst"].eq(""), NIEUW).mask(out["nieuw_tekst"].eq(""), VERVALLEN)


def _biggest_first(out: pd.DataFrame) -> pd.DataFrame:
    rank = out["wijziging"].map({GEWIJZIGD: 0, NIEUW: 1, VERVALLEN: 1, GELIJK: 2})
    size = out["verschil"].abs().fillna(out["nieuw"].abs()).fillna(out["oud"].abs()).fillna(-1)
    order = out.assign(_rang=rank, _grootte=size).sort_values(
        ["_rang", "_grootte", "feit"], ascending=[True, False, True], kind="stable"
    )
    return order.drop(columns=["_rang", "_grootte"]).reset_index(drop=True)


def followed(changes: pd.DataFrame) -> pd.Series:
    """Return per fact that is gone whether the same figure still stands at another moment.

    What is gone because a newer file takes the place of an older one is mostly followed; what is not, ends.

    Args:
        changes: the frame of ``compare``.

    Returns:
        bool, False for facts that are not gone.
    """
    series = changes["feit"].str.rsplit("|", n=1).str[0]
    gone = changes["wijziging"].eq(VERVALLEN)
    return gone & series.isin(set(series[~gone]))


def counts(changes: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return how many facts are still there, the same, changed, new and gone.

    Args:
        changes: the frame of ``compare``.
        by: columns to count by, such as ``["naam"]`` or ``["doelgroep", "maat"]``.

    Returns:
        The columns of ``by``, then Int64 counts: aanwezig (gelijk + gewijzigd), gelijk, gewijzigd, nieuw,
        vervallen, and anders (gewijzigd + nieuw + vervallen); the group with most differences first.
    """
    kinds = (GELIJK, GEWIJZIGD, NIEUW, VERVALLEN)
    flags = changes[list(by)].assign(**{kind: changes["wijziging"].eq(kind) for kind in kinds})
    out = flags.groupby(list(by), as_index=False, sort=True)[list(kinds)].sum()
    out = out.astype(dict.fromkeys(kinds, "Int64"))
    out.insert(len(by), "aanwezig", out[GELIJK] + out[GEWIJZIGD])
    out["anders"] = out[GEWIJZIGD] + out[NIEUW] + out[VERVALLEN]
    return out.sort_values(["anders", *by], ascending=[False, *[True] * len(by)], kind="stable").reset_index(
        drop=True
    )


def sentences(changes: pd.DataFrame, gebieden: pd.DataFrame, regions: Sequence[str]) -> dict[str, str]:
    """Return one Dutch sentence per region about what changed in it and in its gemeenten.

    Args:
        changes: the frame of ``compare``.
        gebieden: the frame of that name.
        regions: codes of the regions (or a province) to tell about.
    """
    names = gebieden.drop_duplicates("gebied_code").set_index("gebied_code")["naam"]
    out = {}
    for code in regions:
        mine = changes[changes["gebied_code"].isin([code, *members(gebieden, code)])]
        out[code] = f"{names[code]}: {_told(mine[mine['wijziging'].ne(GELIJK)])}."
    return out


def _told(changed: pd.DataFrame) -> str:
    if changed.empty:
        return "geen veranderingen"
    counts = changed["wijziging"].value_counts()
    parts = [f"{getal(counts[kind])} {word}" for kind, word in WORDS.items() if kind in counts]
    total = meervoud(len(changed), "cijfer", "cijfers")
    text = f"{total} anders ({opsomming(parts)})"
    biggest = changed[changed["verschil"].notna() & changed["bereik"].eq(Bereik.GEMEENTETOTAAL)].head(1)
    return text if biggest.empty else f"{text}; grootste verschil {_one(biggest.iloc[0])}"


def _one(row: pd.Series) -> str:
    part = "" if row["deelgroep"] == "alle" else f" ({woord(row['deelgroep'])})"
    what = f"{woord(row['maat'])} {woord(row['doelgroep'])}{part}"
    step = f"van {row['oud_tekst']} naar {row['nieuw_tekst']} ({getal(row['verschil'], plus=True)})"
    return f"{row['naam']}, {what}: {step}"
