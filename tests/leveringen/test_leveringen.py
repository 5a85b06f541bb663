"""Forty of forty: what the loader makes of each delivery is what its label says, cell by cell."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from loaders import load, reference
from loaders.loaded import Loaded
from model.taal import woord
from tests.leveringen.maak import Levering, leveringen, lijst

ALLE = leveringen()
NAMEN = dict(zip(reference.gebieden()["gebied_code"], reference.gebieden()["naam"], strict=True))


def lines(text: str) -> list[tuple[str, ...]]:
    """Return a table of a label: its lines in order, cells without spaces around them."""
    return sorted(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())


def day(value: object) -> str:
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}"  # type: ignore[arg-type]


def moment(row: pd.Series) -> str:
    if row["aard"] == "stroom":
        return f"{day(row['periode_van'])} t/m {day(row['periode_tot'])}"
    return day(row["peildatum"]) or day(row["vastgesteld_op"])


def value(row: pd.Series) -> str:
    """Return number, bounds and status as a label writes them."""
    status, known = str(row["waarde_status"]), not pd.isna(row["waarde"])
    parts = [str(row["waarde"]) if known else status]
    for name, words in (("waarde_min", "ten minste"), ("waarde_max", "ten hoogste")):
        if name in row and not pd.isna(row[name]):
            parts.append(f"{words} {row[name]}")
    return ", ".join([*parts, *([status] if known and status != "definitief" else [])])


def figure(row: pd.Series) -> tuple[str, ...]:
    group = woord(row["doelgroep"]) + ("" if row["deelgroep"] == "alle" else f", {row['deelgroep']}")
    kind = row["soort_opgave"]
    said = {"": "", "opgave": "", "onbekend": ", soort onbekend"}.get(kind, f", {kind}")
    assert row["bereik"] == "gemeentetotaal"
    return (NAMEN[row["gebied_code"]], group, row["maat"] + said, moment(row), value(row), row["bron_cel"])


def inhabitants(row: pd.Series) -> tuple[str, ...]:
    return (NAMEN[row["gebied_code"]], day(row["peildatum"]), value(row), row["bron_cel"])


def indicator(row: pd.Series) -> tuple[str, ...]:
    return (NAMEN[row["gebied_code"]], row["naam"], row["periode"], str(row["waarde"]), row["bron_cel"])


def complaints(loaded: Loaded) -> list[str]:
    return [f"{issue.plaats or '-'} {issue.code}" for issue in loaded.issues if issue.ernst != "melding"]


def short(place: str, bestand: str) -> str:
    """Return a cell of a text file, whose only sheet is called after the file, as ``CSV!B3``."""
    return place.replace(f"{bestand}!", "CSV!")


@pytest.fixture(scope="module")
def gelezen() -> dict[str, Loaded]:
    return {one.naam: load.load(one.maak(), one.antwoord.bestand) for one in ALLE}


@pytest.mark.parametrize("one", ALLE, ids=[one.naam for one in ALLE])
def test_levering(one: Levering, gelezen: dict[str, Loaded]):
    loaded, right = gelezen[one.naam], one.antwoord
    for name, text, line in (
        ("cijfers", right.cijfers, figure),
        ("inwoners", right.inwoners, inhabitants),
        ("indicatoren", right.indicatoren, indicator),
    ):
        rows = [line(row) for _, row in loaded.frame(name).iterrows()]
        assert sorted((*row[:-1], short(row[-1], right.bestand)) for row in rows) == lines(text)
    assert Counter(short(text, right.bestand) for text in complaints(loaded)) == Counter(right.meldingen)
    if right.uitkomst != "geweigerd":
        dropped = loaded.dropped
        left = [short(text, right.bestand) for text in dropped["plaats"] + " " + dropped["reden"]]
        assert sorted(left) == sorted(right.weggelaten)
    assert str(loaded.provenance.uitkomst) == right.uitkomst
    p = loaded.provenance
    assert p.rows_in == p.rows_taken + p.rows_dropped + p.rows_refused


def test_there_are_forty_and_each_has_one_name_and_one_answer():
    assert len(ALLE) == 40
    assert len({one.maak for one in ALLE}) == 40
    assert {one.antwoord.afzender for one in ALLE} == {
        "COA", "CBS", "Rijk", "gemeente", "provincie", "veiligheidsregio",
    }  # fmt: skip
    assert len(list(lijst())) == 41


def test_a_label_that_is_wrong_is_noticed(gelezen: dict[str, Loaded]):
    one = next(one for one in ALLE if one.naam == "strict-xlsx")
    changed = one.antwoord.model_copy(update={"cijfers": one.antwoord.cijfers.replace("487", "478", 1)})
    with pytest.raises(AssertionError):
        test_levering(one.model_copy(update={"antwoord": changed}), gelezen)
