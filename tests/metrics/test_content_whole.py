"""Rules about a whole delivery: who is missing, what repeats, what no longer exists."""

from __future__ import annotations

import pandas as pd
import pytest

from model.gebieden import members
from tests.metrics.build import HORST, MIDDEN, NOORD, VENLO, cijfers
from tests.metrics.contents import ALL_31, GEBIEDEN, bed, cells, check, mens, only, plek, source

NAME = GEBIEDEN.set_index("gebied_code")["naam"].to_dict()
MISSING, SAME, COPY, ENDED = (
    "gemeenten-ontbreken", "overal-hetzelfde-getal", "kopie-van-vorige-keer", "gemeente-bestaat-niet-meer"
)  # fmt: skip


def some(codes: list[str], first: int = 100, **rest: object) -> list[dict]:
    """Return a different count for each gemeente."""
    return [bed(code, first + 7 * n, **rest) for n, code in enumerate(codes)]


# ---- who is missing ----


def test_who_is_missing_of_the_31_is_named_and_is_unknown_not_zero():
    [issue] = check(some(ALL_31[:29]), rules=MISSING)
    gone = sorted(NAME[code] for code in ALL_31[29:])
    assert (
        f"van 29 van de 31 gemeenten van Limburg staat er een getal. "
        f"Er is geen getal van {gone[0]} en {gone[1]}." in issue.tekst
    )
    assert "Dat blijft onbekend en wordt geen nul" in issue.tekst
    assert issue.code == MISSING
    assert check(some(ALL_31), rules=MISSING) == []


@pytest.mark.parametrize(("count", "said"), [(18, 0), (19, 1), (30, 1), (31, 0)])
def test_from_six_in_ten_a_delivery_means_the_whole_province(count: int, said: int):
    """0.6 × 31 = 18.6: 18 gemeenten are loose figures, 19 are a province."""
    spread = [code for start in range(3) for code in ALL_31[start::3]]
    zuid = set(members(GEBIEDEN, "CR39"))
    spread = sorted(spread, key=lambda code: code not in zuid)[:count] if count > 18 else spread[:count]
    issues = [i for i in check(some(spread), rules=MISSING) if "van Limburg" in i.tekst]
    assert len(issues) == said


def test_a_region_that_is_mostly_there_names_who_is_missing_of_the_region():
    noord = members(GEBIEDEN, NOORD)
    [issue] = check(some(noord[:7]), rules=MISSING)
    assert (
        f"van 7 van de 8 gemeenten van Noord-Limburg staat er een getal. "
        f"Er is geen getal van {NAME[noord[7]]}." in issue.tekst
    )
    assert check(some(noord), rules=MISSING) == []


@pytest.mark.parametrize(("count", "said"), [(5, 0), (6, 1)])
def test_fewer_than_six_gemeenten_are_loose_figures(count: int, said: int):
    """5 of the 7 of Midden-Limburg are 71 %, but a newspaper names as many."""
    assert len(check(some(members(GEBIEDEN, MIDDEN)[:count]), rules=MISSING)) == said


def test_an_unknown_is_missing_and_a_bound_a_secret_or_does_not_apply_is_an_answer():
    rest = some(ALL_31[:30])
    last = ALL_31[30]
    assert len(check([*rest, bed(last, None)], rules=MISSING)) == 1
    assert check([*rest, bed(last, None, waarde_status="nvt")], rules=MISSING) == []
    assert check([*rest, bed(last, None, waarde_status="geheim")], rules=MISSING) == []
    assert check([*rest, bed(last, None, waarde_min=5, waarde_status="geschat")], rules=MISSING) == []


def test_the_same_absentees_in_many_series_are_said_once_and_others_apart():
    months = [f"2025-{month:02d}-28" for month in range(1, 6)]
    rows = [row for month in months for row in some(ALL_31[:30], peildatum=month)]
    [issue] = check(rows, rules=MISSING)
    assert "28 mei 2025" in issue.tekst
    assert "Zo ook bij 4 andere reeksen in dit bestand." in issue.tekst
    assert issue.aantal == 5
    assert len(check([*rows, *some(ALL_31[:29], maat="bezet")], rules=MISSING)) == 2


def test_who_the_members_were_depends_on_the_date():
    """Beekdaelen exists since 1 January 2019; before it were Nuth, Onderbanken and Schinnen."""
    beekdaelen, old = "GM1954", ["GM0951", "GM0881", "GM0962"]
    others = [code for code in ALL_31 if code != beekdaelen]
    [issue] = check(some(others, peildatum="2018-06-30"), rules=MISSING)
    assert "van 30 van de 33 gemeenten" in issue.tekst
    assert "Nuth, Onderbanken en Schinnen" in issue.tekst
    assert check(some([*others, *old], peildatum="2018-06-30"), rules=MISSING) == []
    [now] = check(some(others, peildatum="2019-06-30"), rules=MISSING)
    assert "Er is geen getal van Beekdaelen." in now.tekst


def test_a_part_of_the_successor_stands_for_the_gemeente_that_went_into_it():
    """Loading gives figures of ended gemeenten the code of their successor, as a part of it."""
    beekdaelen = "GM1954"
    others = some([code for code in ALL_31 if code != beekdaelen], peildatum="2018-06-30")
    assert check([*others, bed(beekdaelen, 9, bereik="deel", peildatum="2018-06-30")], rules=MISSING) == []


def test_another_province_is_another_list():
    utrecht = members(GEBIEDEN, "PV26")
    assert check(some(utrecht[:-1]), rules=MISSING) == []
    there = only(MISSING).model_copy(update={"provincie": "PV26"})
    [issue] = check(some(utrecht[:-1]), rules=there)
    assert f"Er is geen getal van {NAME[utrecht[-1]]}." in issue.tekst
    assert "van 25 van de 26 gemeenten van Utrecht" in issue.tekst


def test_each_file_is_looked_at_by_itself():
    rows = some(ALL_31[:15]) + some(ALL_31[15:], bron_id="bron-2")
    assert not [issue for issue in check(rows, rules=MISSING) if "van Limburg" in issue.tekst]


# ---- the same everywhere ----


def test_the_same_number_everywhere_is_said_once_with_its_first_cells():
    [issue] = check([bed(code, 12) for code in ALL_31], rules=SAME)
    assert "bij alle 31 gemeenten staat 12" in issue.tekst
    assert issue.plaats == "Blad1!A10, Blad1!A11, Blad1!A12"
    assert issue.aantal == 31
    [zero] = check([bed(code, 0) for code in ALL_31], rules=SAME)
    assert "staat 0" in zero.tekst


@pytest.mark.parametrize(("count", "said"), [(7, 0), (8, 1)])
def test_from_eight_gemeenten_on(count: int, said: int):
    assert len(check([bed(code, 12) for code in ALL_31[:count]], rules=SAME)) == said


def test_one_that_differs_or_is_unknown_decides_differently():
    rows = [bed(code, 12) for code in ALL_31[:20]]
    assert check([*rows, bed(ALL_31[20], 13)], rules=SAME) == []
    assert len(check([*rows, bed(ALL_31[20], None)], rules=SAME)) == 1
    assert check([bed(code, None) for code in ALL_31], rules=SAME) == []


# ---- a copy of the last time ----


def earlier(rows: list[dict], **when: str) -> list[dict]:
    return [row | when for row in rows]


def test_a_delivery_that_equals_the_one_before_is_named():
    new = some(ALL_31, maat="bezet", peildatum="2026-10-31")
    old = earlier(new, peildatum="2026-09-30")
    [issue] = check(new, old, COPY)
    assert "alle 31 gemeenten hebben precies het getal van 30 september 2026" in issue.tekst
    assert issue.aantal == 31
    one_moved = [*new[:-1], new[-1] | {"waarde": 1}]
    assert check(one_moved, old, COPY) == []


@pytest.mark.parametrize(("count", "said"), [(7, 0), (8, 1)])
def test_a_copy_needs_eight_gemeenten_with_somebody_in_them(count: int, said: int):
    new = some(ALL_31[:count], maat="bezet", peildatum="2026-10-31")
    empty = [bed(code, 0, "bezet", peildatum="2026-10-31") for code in ALL_31[count:]]
    new = new + empty
    assert len(check(new, earlier(new, peildatum="2026-09-30"), COPY)) == said


def test_only_the_newest_moment_of_a_delivery_is_compared_and_also_inside_it():
    months = ["2026-07-31", "2026-08-31", "2026-09-30"]
    same = [row for month in months for row in some(ALL_31, maat="bezet", peildatum=month)]
    [issue] = check(same, rules=COPY)
    assert "30 september 2026" in issue.tekst
    moved = [row | {"waarde": row["waarde"] + 1} if row["peildatum"] == months[2] else row for row in same]
    assert check(moved, rules=COPY) == []


def test_unknown_is_no_copy_and_the_same_file_again_is_none_either():
    new = [bed(code, None, "bezet", peildatum="2026-10-31") for code in ALL_31]
    assert check(new, earlier(new, peildatum="2026-09-30"), COPY) == []
    again = some(ALL_31, maat="bezet", peildatum="2026-10-31")
    assert check(again, again, COPY) == []


def test_a_half_year_of_people_that_repeats_is_a_copy_and_places_that_stay_are_only_mentioned():
    flow = [mens(code, 10 + n, peildatum="2025-06-30") for n, code in enumerate(ALL_31)]
    before = earlier(flow, periode_van="2024-07-01", periode_tot="2024-12-31", peildatum="2024-12-31")
    [issue] = check(flow, before, "gehuisvest-gelijk-aan-vorige-keer")
    assert "tweede helft 2024" in issue.tekst
    assert check(flow, before, COPY) == []
    places = [plek(code, 50 + n, peildatum="2026-10-31") for n, code in enumerate(ALL_31)]
    [mention] = check(places, earlier(places, peildatum="2026-09-30"), "plekken-gelijk-aan-vorige-keer")
    assert mention.ernst == "melding"


@pytest.mark.parametrize(
    ("rule", "make", "least"),
    [("gehuisvest-gelijk-aan-vorige-keer", mens, 8), ("plekken-gelijk-aan-vorige-keer", plek, 12)],
)
def test_how_many_must_repeat(rule: str, make: object, least: int):
    for count, said in ((least - 1, 0), (least, 1)):
        new = [make(code, 10 + n, peildatum="2025-06-30") for n, code in enumerate(ALL_31[:count])]  # type: ignore[operator]
        old = earlier(new, peildatum="2025-05-31")
        assert len(check(new, old, rule)) == said


# ---- gemeenten that ended ----


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("GM0457", "2023-01-01", "Weesp bestaat niet meer sinds 23 maart 2022; "),
        ("GM0951", "2020-06-30", "Nuth bestaat niet meer sinds 31 december 2018; "),
    ],
)
def test_a_gemeente_that_ended_is_named_with_its_successor_also_at_zero(code: str, day: str, words: str):
    for value in (0, 12):
        [issue] = check([bed(code, value, peildatum=day)], rules=ENDED)
        assert issue.tekst.startswith(words)
        assert "Tel het getal bij " + {"GM0457": "Amsterdam", "GM0951": "Beekdaelen"}[code] in issue.tekst


def test_a_gemeente_may_have_figures_of_its_own_days():
    assert check([bed("GM0951", 12, peildatum="2018-12-31")], rules=ENDED) == []
    assert len(check([bed("GM0951", 12, peildatum="2019-01-01")], rules=ENDED)) == 1
    assert check([bed(VENLO, 12)], rules=ENDED) == []


def test_a_figure_without_a_date_is_of_today():
    assert len(check([bed("GM0951", 12, peildatum=pd.NaT)], rules=ENDED)) == 1


def test_the_file_and_the_cell_are_named():
    new = {"cijfers": cijfers(bed(HORST, 5), bed("GM0951", 0))}
    [issue] = check(new | {"bronnen": source("lijst.xlsx")}, rules=ENDED)
    assert (issue.bron, issue.plaats) == ("lijst.xlsx", "Blad1!A3")
    assert cells(check(new, rules=ENDED)) == ["A3"]
    assert check(new, rules=ENDED)[0].bron == "bestand"
