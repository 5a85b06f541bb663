"""The provincial report: what is offered, whether it closes per kind of duty, and what is left unknown."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import areas, fulfilment, report
from model.frames import Frames
from tests.metrics.build import DAY, RULES, cijfer, frames
from tests.metrics.build import LANDGRAAF as C
from tests.metrics.build import SIMPELVELD as A
from tests.metrics.build import VOERENDAAL as B


def offer_of(
    gemeente: str, open_: int | None, decided: int | None, intended: int | None, **rest: object
) -> list:
    made = [("realisatie", "", open_), ("aanbod", "besloten", decided), ("aanbod", "voornemen", intended)]
    return [
        cijfer(gemeente, maat, value, zekerheid=sure, cyclus="2024" if maat == "aanbod" else "", **rest)
        for maat, sure, value in made
        if value is not None
    ]


def closed(data: Frames, area: str, kinds: tuple[str, ...] = ("indicatief",)) -> pd.DataFrame:
    """Judge one made-up area that has the three gemeenten as its members."""
    about = {"peildatum": DAY, "cyclus": "2024", "rules": RULES, "doelgroep": "asielzoekers"}
    gemeenten = fulfilment.table(data, gebieden=[A, B, C], niveau="gemeente", soort_opgave=kinds[0], **about)
    links = pd.DataFrame({"gebied_code": [area] * 3, "lid": [A, B, C]}).astype("str")
    duties = {
        kind: fulfilment.table(data, gebieden=[area], niveau="regio", soort_opgave=kind, **about)
        for kind in kinds
    }
    return report.closing(report.offered(duties[kinds[0]], gemeenten, links), duties)


def whole(out: pd.DataFrame, part: str = "alle") -> pd.Series:
    return out[out["deelgroep"].eq(part)].iloc[0]


def test_hard_is_open_and_decided_and_intentions_stand_apart() -> None:
    rows = [*offer_of(A, 100, 50, 30), *offer_of(B, 40, 0, 60), *offer_of(C, 10, 20, 0)]
    row = whole(closed(frames(cijfer("CR39", "opgave", 290), *rows), "CR39"))
    assert row["hard_min"] == 100 + 50 + 40 + 0 + 10 + 20 == 220
    assert row["totaal_min"] == 220 + 30 + 60 + 0 == 310
    assert (row["sluitend_hard"], row["sluitend_totaal"]) == ("onbekend", "ja")
    assert "ten minste 220" in row["reden_hard"]
    assert "ontbreken er 70" in row["reden_hard"]  # 290 − 220


def test_what_the_region_says_of_itself_decides_that_it_is_too_little() -> None:
    rows = offer_of("CR39", 150, 70, 20)
    row = whole(closed(frames(cijfer("CR39", "opgave", 290), *rows), "CR39"))
    assert (row["hard"], row["gat_hard"], row["sluitend_hard"]) == (220, 220 - 290, "nee")
    assert (row["totaal"], row["gat_totaal"], row["sluitend_totaal"]) == (240, -50, "nee")
    assert row["reden_hard"] == "70 plekken te weinig"


def test_one_silent_gemeente_makes_the_sum_a_lower_bound_and_never_a_no() -> None:
    rows = [*offer_of(A, 100, 50, 0), *offer_of(B, 40, 0, 0)]
    row = whole(closed(frames(cijfer("CR39", "opgave", 500), *rows), "CR39"))
    assert pd.isna(row["hard"])
    assert (row["hard_min"], row["leden_bekend"], row["leden"]) == (190, 2, 3)
    assert row["sluitend_hard"] == "onbekend"


def test_a_lower_bound_above_the_duty_is_enough() -> None:
    row = whole(closed(frames(cijfer("CR39", "opgave", 180), *offer_of(A, 100, 90, None)), "CR39"))
    assert (row["hard_min"], row["sluitend_hard"]) == (190, "ja")


def test_nothing_known_is_unknown_not_short() -> None:
    row = whole(closed(frames(cijfer("CR39", "opgave", 180)), "CR39"))
    assert (row["sluitend_hard"], row["reden_hard"]) == ("onbekend", "aanbod onbekend")
    row = whole(closed(frames(*offer_of("CR39", 100, 1, 1)), "CR39"))
    assert (row["sluitend_hard"], row["reden_hard"]) == ("onbekend", "opgave onbekend")


def test_regular_places_do_not_fill_what_amv_lacks() -> None:
    # 300 of 290 in all, but amv 10 of 24: regular has 290 of 266, and its 24 over do not fill the 14 short
    data = frames(
        cijfer("CR39", "opgave", 290), cijfer("CR39", "opgave", 24, deelgroep="amv"),
        *offer_of("CR39", 300, 0, 0), *offer_of("CR39", 10, 0, 0, deelgroep="amv"),
    )  # fmt: skip
    out = closed(data, "CR39")
    assert whole(out, "amv")["sluitend_hard"] == "nee"
    assert whole(out)["sluitend_hard"] == "nee"
    assert whole(out)["reden_hard"] == "amv komt 14 tekort; regulier vult dat niet"


def test_each_kind_of_duty_is_judged_by_itself() -> None:
    data = frames(
        cijfer("CR39", "opgave", 200), cijfer("CR39", "opgave", 260, soort_opgave="verdeelbesluit"),
        *offer_of("CR39", 210, 20, 0),
    )  # fmt: skip
    out = closed(data, "CR39", ("indicatief", "verdeelbesluit"))
    words = out[out["deelgroep"].eq("alle")].set_index("soort_opgave")["sluitend_hard"].to_dict()
    assert words == {"indicatief": "ja", "verdeelbesluit": "nee"}


@settings(deadline=None, max_examples=12)
@given(
    st.lists(st.tuples(*[st.none() | st.integers(0, 500)] * 3), min_size=3, max_size=3), st.integers(1, 2000)
)
def test_more_places_never_open_a_gap(offers: list[tuple], duty: int) -> None:
    names = (A, B, C)
    rows = [row for code, offer in zip(names, offers, strict=True) for row in offer_of(code, *offer)]
    more = [
        row
        for code, offer in zip(names, offers, strict=True)
        for row in offer_of(code, *(None if part is None else part + 25 for part in offer))
    ]
    order = ["nee", "onbekend", "ja"]
    before, after = (
        whole(closed(frames(cijfer("CR39", "opgave", duty), *found), "CR39")) for found in (rows, more)
    )
    for name in ("hard", "totaal"):
        assert order.index(before[f"sluitend_{name}"]) <= order.index(after[f"sluitend_{name}"])
        assert pd.isna(before[f"{name}_min"]) or before[f"{name}_min"] <= after[f"{name}_min"]


@pytest.mark.parametrize("area", ["PV31", "CR38"])
def test_the_real_figures_give_an_answer_and_no_invention(area: str) -> None:
    links = areas.membership(frames()["gebieden"], [area])
    about = {"peildatum": DAY, "cyclus": "2024", "rules": RULES, "soort_opgave": "indicatief"}
    level = "provincie" if area.startswith("PV") else "regio"
    own = fulfilment.table(frames(), gebieden=[area], niveau=level, **about)
    inside = fulfilment.table(frames(), gebieden=[area], niveau="gemeente", **about)
    out = report.closing(report.offered(own, inside, links), {"indicatief": own})
    assert set(out["sluitend_hard"]) == {"onbekend"}


def test_a_bound_is_no_duty_to_judge_by_and_two_sources_are_no_duty_at_all() -> None:
    bound = cijfer("CR39", "opgave", 180, waarde_min=180)
    row = whole(closed(frames(bound, *offer_of("CR39", 500, 0, 0)), "CR39"))
    assert (row["sluitend_hard"], row["reden_hard"]) == (
        "onbekend",
        "van de opgave is alleen een grens bekend",
    )
    two = (cijfer("CR39", "opgave", 471), cijfer("CR39", "opgave", 480, bron_id="bron-2"))
    row = whole(closed(frames(*two, *offer_of("CR39", 500, 0, 0)), "CR39"))
    assert (row["sluitend_hard"], row["reden_hard"]) == ("onbekend", "bronnen noemen verschillende getallen")
