"""The calculator against what was published: how far it is off, and the factor a published number implies."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from metrics import areas, distribution, duties, interval
from metrics.distribution import Verdeling
from model.frames import Frames
from model.gebieden import children
from model.lijsten import Deelgroep, Doelgroep, Niveau, SoortOpgave, WaardeStatus
from model.sleutelregels import Sleutelregels
from model.taal import ONBEKEND, getal, meervoud, procent

COLUMNS = (
    "gebied_code", "naam", "niveau", "soort_opgave", "inwoners", "gepubliceerd", "gepubliceerd_tekst",
    "berekend", "verschil", "verschil_tekst", "afwijking", "afwijking_tekst", "op_inwoners", "factor",
    "factor_tekst", "telt_mee", "reden", "bron_cijfers",
)  # fmt: skip
#: A kind that a source does not name may be the same as the one compared with, so shown, not counted.
KINDS = (SoortOpgave.ONBEKEND,)


def compare(
    frames: Frames,
    found: Verdeling,
    plain: Verdeling,
    cyclus: str,
    peildatum: pd.Timestamp,
    rules: Sleutelregels,
    *,
    soort: str = SoortOpgave.INDICATIEF,
    preferences: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return every published number of a cycle beside what the key gives, gemeenten first, then provinces.

    Args:
        frames: a version's frames.
        found: what the chosen key gives.
        plain: what inhabitants alone give, of the same total and day.
        cyclus: round of the Spreidingswet.
        peildatum: what was set later is left out.
        rules: the rules of the key.
        soort: kind of duty to compare with.
        preferences: recorded choices of source.

    Returns:
        The columns of ``COLUMNS``. ``verschil`` is computed − published (Int64; missing at a bound or a
        conflict) and ``afwijking`` that as a share of the published number. ``op_inwoners`` is the exact
        share by inhabitants alone before rounding, ``factor`` published / that (Float64). ``telt_mee`` says
        whether a row enters the median: one exact number of the kind asked for.
    """
    links = _links(frames, found)
    both = distribution.sums(found.gemeenten, links).set_index("gebied_code")
    alone = links.merge(plain.gemeenten[["gebied_code", "quotum"]], left_on="lid", right_on="gebied_code")
    shares = alone.groupby("gebied_code_x")["quotum"].sum(min_count=1)
    codes = links["gebied_code"].drop_duplicates().tolist()
    rows = duties.table(frames, codes, Doelgroep.ASIELZOEKERS, peildatum, rules.zijden, preferences)
    mine = rows["ronde"].eq(cyclus) & rows["soort_opgave"].isin([soort, *KINDS])
    rows = rows[mine & rows["deelgroep"].eq(Deelgroep.ALLE)]
    level = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")["niveau"]
    rows = rows.assign(
        niveau=rows["gebied_code"].map(level),
        berekend=rows["gebied_code"].map(both["plekken"]).astype("Int64"),
        inwoners=rows["gebied_code"].map(both["inwoners"]).astype("Int64"),
        op_inwoners=rows["gebied_code"].map(shares).astype("Float64"),
    )
    return _errors(rows, soort)


def _links(frames: Frames, found: Verdeling) -> pd.DataFrame:
    """Return the gemeenten, regions and provinces of the calculation with their gemeenten."""
    gebieden = frames["gebieden"]
    provinces = found.provincies["gebied_code"].tolist()
    regions = [code for province in provinces for code in children(gebieden, province, Niveau.REGIO)]
    return areas.membership(gebieden, [*found.gemeenten["gebied_code"], *regions, *provinces])


def _errors(rows: pd.DataFrame, soort: str) -> pd.DataFrame:
    computed = pd.DataFrame(
        {
            "waarde": rows["berekend"],
            "waarde_min": pd.array([pd.NA] * len(rows), dtype="Int64"),
            "waarde_max": pd.array([pd.NA] * len(rows), dtype="Int64"),
            "waarde_status": WaardeStatus.BEREKEND.value,
        },
        index=rows.index,
    )
    clear = rows[list(interval.ENDS)].mask(rows["is_strijdig"])
    gap = interval.difference(computed, clear.astype(rows[list(interval.ENDS)].dtypes.to_dict()))
    value = clear["waarde"].astype("Int64")
    exact = gap["verschil"].notna() & ~gap["is_circa"]
    counts = exact & rows["soort_opgave"].eq(soort)
    share = (gap["verschil"] / value.where(value.gt(0))).astype("Float64")
    factor = (value / rows["op_inwoners"].where(rows["op_inwoners"].gt(0))).astype("Float64")
    out = rows.assign(
        gepubliceerd=value,
        gepubliceerd_tekst=rows["waarde_tekst"],
        verschil=gap["verschil"],
        verschil_tekst=gap["verschil_tekst"],
        afwijking=share,
        factor=factor,
        telt_mee=counts.astype("bool"),
    )
    out = out.assign(
        afwijking_tekst=_shares(rows["berekend"], clear),
        factor_tekst=[_said(row, getal(row.factor, 3)) for row in out.itertuples()],
        reden=[_why(row, soort) for row in out.itertuples()],
    )
    rank = {Niveau.GEMEENTE: 0, Niveau.REGIO: 1, Niveau.PROVINCIE: 2}
    out = out.assign(_rang=out["niveau"].map(rank)).sort_values(["_rang", "naam"], kind="stable")
    return out[list(COLUMNS)].reset_index(drop=True)


def _shares(computed: pd.Series, published: pd.DataFrame) -> list[str]:
    """Return in words how far each is off; against a bound it is a bound the other way round."""
    low, high = interval.ends(published.astype({"waarde_status": "str"}))
    soft = published["waarde_status"].eq(WaardeStatus.GESCHAT)
    ends = [(computed / end.where(end.gt(0)) - 1).astype("Float64") for end in (high, low)]
    return [_share(*row) for row in zip(*ends, soft, strict=True)]


def _share(least: object, most: object, soft: object) -> str:
    """Return one error: a percentage, or between which it lies.

    >>> _share(0.105, 0.105, False), _share(None, 0.144, False), _share(0.1, 0.2, True)
    ('+10,5 %', 'maximaal +14,4 %', 'circa +10,0 % tot +20,0 %')
    """
    about = "circa " if soft else ""
    if pd.isna(least) and pd.isna(most):
        return ONBEKEND
    if pd.isna(least) or pd.isna(most):
        word, known = ("maximaal", most) if pd.isna(least) else ("minimaal", least)
        return f"{about}{word} {signed(known)}"
    return about + (signed(least) if least == most else f"{signed(least)} tot {signed(most)}")


def signed(share: object) -> str:
    """Return a share as a percentage with its sign.

    >>> signed(0.105), signed(-0.394), signed(None)
    ('+10,5 %', '−39,4 %', 'onbekend')
    """
    if pd.isna(share):
        return ONBEKEND
    return f"{getal(float(share) * 100, 1, plus=True)} %"  # type: ignore[arg-type]


def _said(row: object, text: str) -> str:
    """Return a figure that rests on an estimate or a lower bound with that word."""
    words = str(row.gepubliceerd_tekst).split()[0]  # type: ignore[attr-defined]
    return f"{words} {text}" if words in {"circa", "minimaal", "maximaal"} and text != ONBEKEND else text


def _why(row: object, soort: str) -> str:
    """Return why a row does not enter the median."""
    if row.telt_mee:  # type: ignore[attr-defined]
        return ""
    if row.is_strijdig:  # type: ignore[attr-defined]
        return "bronnen verschillen"
    if row.soort_opgave != soort:  # type: ignore[attr-defined]
        return "de bron noemt de soort opgave niet"
    return "geen exact getal"


def summary(rows: pd.DataFrame, niveau: str, een: str, meer: str) -> str:
    """Return in words how far the key is off for one level: the median, the largest, and over how many.

    Args:
        rows: see ``compare``.
        niveau: level.
        een: word for one area.
        meer: word for several.
    """
    mine = rows[rows["niveau"].eq(niveau)]
    counted = mine[mine["telt_mee"] & mine["afwijking"].notna()]
    start = f"Van {meervoud(mine['gebied_code'].nunique(), een, meer)} is een getal gepubliceerd"
    if counted.empty:
        return f"{start}; geen daarvan is één exact getal, dus de afwijking is onbekend."
    size = counted["afwijking"].abs()
    most = counted.loc[size.idxmax()]
    case = (
        f"{most['naam']}: berekend {getal(most['berekend'])}, gepubliceerd {most['gepubliceerd_tekst']} "
        f"({signed(most['afwijking'])})."
    )
    if len(counted) == 1:
        return f"{start}; één daarvan is exact en telt mee. {case}"
    return (
        f"{start}; {getal(len(counted))} daarvan zijn exact en tellen mee. De helft wijkt hoogstens "
        f"{procent(size.median(), 1)} af. De grootste afwijking is die van {case}"
    )
