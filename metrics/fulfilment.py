"""Opgave, realisatie and what lies between them, per area and group, on a date: the wide frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics import aggregate, areas, judgement, known, measures
from metrics.groups import joined
from metrics.measures import DETAILED, KEY, MEASURES, Choice
from metrics.validity import Selection, select
from model.frames import Frames
from model.lijsten import Niveau
from model.rules import Rules

#: Columns of cijfers that no arithmetic needs.
UNUSED = {"tekst", "toelichting", "is_vertrouwelijk", "zichtbaar_vanaf", "geldt_vanaf"}
#: Measures without bounds or dates of their own.
SIMPLE = tuple(name for name in MEASURES if name not in DETAILED)
COLUMNS = (
    "gebied_code", "naam", "niveau", "doelgroep", "deelgroep", "eenheid", "inwoners", "inwoners_peildatum",
    "soort_opgave", "opgave", "opgave_min", "opgave_max", "opgave_status", "opgave_datum",
    "realisatie", "realisatie_min", "realisatie_max", "realisatie_status", "realisatie_datum",
    "besloten", "voornemen", "aanbod", "bezet", "verschil", "realisatie_aandeel", "per_1000",
    "status", "status_reden", "leden", "leden_bekend_opgave", "leden_bekend_realisatie",
    "som_opgave", "som_realisatie", "conflict", "laatst_bekend", "bron_cijfers",
    "opgave_bron", "realisatie_bron",
)  # fmt: skip


def table(
    frames: Frames,
    *,
    gebieden: Sequence[str] | None,
    niveau: str,
    peildatum: pd.Timestamp,
    soort_opgave: str | Mapping[str, str],
    cyclus: str,
    rules: Rules,
    doelgroep: str | None = None,
    preferences: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return how areas stand on a date: one row per area, group and part, unknown rows included.

    A figure published for an area itself prevails. For a region, province or country the sum of its gemeenten
    stands beside it (``som_*``, with ``leden_bekend_*`` of ``leden`` known); only when every member is known
    and nothing is published does the sum become the figure, with status berekend.

    Args:
        frames: a version's frames; uses cijfers, gebieden and inwoners.
        gebieden: areas to show, or areas whose parts of that level are shown; None for all of them.
        niveau: gemeente, regio, provincie, veiligheidsregio or land.
        peildatum: the date asked for.
        soort_opgave: one kind, used for the groups that know it, or a kind per group.
        cyclus: round of the Spreidingswet.
        rules: age limits and thresholds.
        doelgroep: one group only.
        preferences: fact key to the chosen source, see ``metrics.validity.fact_key``.

    Returns:
        The columns of ``COLUMNS``: numbers Int64 (missing when unknown), shares Float64, dates datetime64.
    """
    day = pd.Timestamp(peildatum)
    codes = areas.expand(frames["gebieden"], gebieden, niveau)
    links = areas.membership(frames["gebieden"], codes)
    every = list(dict.fromkeys([*codes, *links["lid"]]))
    cijfers = _relevant(frames["cijfers"], every, doelgroep)
    choice = Choice(soort_opgave, cyclus)
    selection = select(cijfers, day, rules, preferences)
    out = _figures(selection, measures.grid(every, doelgroep), choice)
    if niveau != Niveau.GEMEENTE:
        out = with_sums(out, codes, links)
    out = out[out["gebied_code"].isin(codes)].reset_index(drop=True)
    out = _describe(out, frames, links, day)
    out = judgement.judge(_single(out) if niveau == Niveau.GEMEENTE else out, rules)
    out["laatst_bekend"] = known.sentences(out, selection.laatst_bekend, choice)
    return _order(out, codes)


def _relevant(cijfers: pd.DataFrame, codes: list[str], doelgroep: str | None) -> pd.DataFrame:
    mask = cijfers["gebied_code"].isin(codes)
    rows = mask if doelgroep is None else mask & cijfers["doelgroep"].eq(doelgroep)
    return cijfers.loc[rows, [column for column in cijfers.columns if column not in UNUSED]]


def _figures(selection: Selection, keys: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return the wide frame of every area's own figures, with 'regulier' derived where that is exact."""
    return _with_regular(measures.wide(selection, keys, choice))


def with_sums(table: pd.DataFrame, codes: Sequence[str], links: pd.DataFrame) -> pd.DataFrame:
    """Put the sums over members beside the figures of areas, and in their place where that is allowed.

    Args:
        table: own figures of the areas and of all their members.
        codes: the areas that get sums.
        links: gebied_code and lid.
    """
    out = table[table["gebied_code"].isin(codes)].set_index(KEY)
    rows = aggregate.by_member(table, links)
    for name in DETAILED:
        sums = aggregate.over_members(_summable(rows, name), name).reindex(out.index)
        out = out.assign(
            **{f"som_{name}": sums["som"], f"leden_bekend_{name}": sums["leden_bekend"].fillna(0)},
            leden=sums["leden"].fillna(0),
        )
        out = _fill(out, sums, name)
    simple = aggregate.if_complete(rows, SIMPLE).reindex(out.index)
    out = out.assign(**{name: out[name].fillna(simple[name]) for name in SIMPLE})
    return _with_regular(out.reset_index())


def _summable(parts: pd.DataFrame, name: str) -> pd.DataFrame:
    """Leave out task figures whose kind is not known: one kind never sums with another."""
    if name != "opgave":
        return parts
    return parts.assign(opgave=parts["opgave"].where(parts["soort_opgave"].ne("onbekend")))


def _fill(out: pd.DataFrame, sums: pd.DataFrame, name: str) -> pd.DataFrame:
    """Use the sum as the figure where every member is known and the area has no figure of its own."""
    nothing = out[name].isna() & out[f"{name}_min"].isna() & out[f"{name}_max"].isna()
    use = nothing & ~out[f"{name}_conflict"] & aggregate.complete(sums).fillna(False)
    if not use.any():
        return out
    bounded = use & (sums["min"].isna() | sums["max"].isna() | sums["min"].ne(sums["max"])).fillna(True)
    changed = {
        name: out[name].where(~use, sums["som"]),
        f"{name}_min": out[f"{name}_min"].where(~bounded, sums["min"]),
        f"{name}_max": out[f"{name}_max"].where(~bounded, sums["max"]),
        f"{name}_status": out[f"{name}_status"].where(~use, sums["status"]),
        f"{name}_datum": out[f"{name}_datum"].where(~use, sums["datum"]),
        f"{name}_bron": out[f"{name}_bron"].where(~use, sums["bron"]).astype("str"),
    }
    return out.assign(**changed)


def _with_regular(table: pd.DataFrame) -> pd.DataFrame:
    """Derive 'regulier' from total and amv of the same area, where both are exact."""
    for name in DETAILED:
        table = measures.with_regular(table, name)
    return table


def _single(table: pd.DataFrame) -> pd.DataFrame:
    """A gemeente is its own only member."""
    known_ = {f"leden_bekend_{n}": table[n].notna().astype("Int64") for n in DETAILED}
    sums = {f"som_{n}": table[n] for n in DETAILED}
    return table.assign(leden=pd.Series(1, index=table.index, dtype="Int64"), **known_, **sums)


def _describe(table: pd.DataFrame, frames: Frames, links: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Add name, level, inhabitants, conflict and the cells behind the row."""
    about = frames["gebieden"].drop_duplicates("gebied_code").set_index("gebied_code")[["naam", "niveau"]]
    people = areas.inhabitants(frames["inwoners"], links, day)
    out = table.join(about, on="gebied_code").join(people, on="gebied_code")
    cells = out[[f"{name}_bron" for name in MEASURES]]
    return out.assign(
        conflict=out[[f"{n}_conflict" for n in DETAILED]].any(axis=1),
        bron_cijfers=[joined(row) for row in cells.itertuples(index=False)],
    )


def _order(table: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Put areas in the order asked for and columns in theirs."""
    rank = table["gebied_code"].map({code: i for i, code in enumerate(codes)})
    return table.iloc[rank.argsort(kind="stable")][list(COLUMNS)].reset_index(drop=True)
