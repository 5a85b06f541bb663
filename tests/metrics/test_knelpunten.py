"""The register on a day: order, days, owners, and sums that count a site once."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import knelpunten
from metrics.areas import inside
from tests.metrics.build import LIMBURG, NOORD, VENLO, VENRAY, ZUID
from tests.metrics.registers import frames

DAY = pd.Timestamp("2026-06-15")


def table(*rows: dict[str, Any], day: pd.Timestamp = DAY, **rest: Any) -> pd.DataFrame:
    filled = [{"gebied_code": VENLO, "gemeld_op": "2026-01-01"} | row for row in rows]
    return knelpunten.table(frames(knelpunten=filled, **rest), day)


def test_most_places_first_and_unknown_last_but_named():
    found = table({"plekken": 40}, {"plekken": None}, {"plekken": 250}, {"plekken": 0})
    assert found["knelpunt_id"].tolist() == ["k3", "k1", "k4", "k2"]
    assert found["plekken"].isna().tolist() == [False, False, False, True]


def test_days_count_from_the_question_and_stop_at_the_end():
    """1 January to 15 June is 165 days; 1 March to 15 June is 106; 1 January to 11 January is 10."""
    found = table(
        {},
        {"gevraagd_op": "2026-03-01"},
        {"status": "opgelost", "afgesloten_op": "2026-01-11"},
        {"gevraagd_op": "2026-09-01"},  # will be asked: until then it waits since it was raised
    ).set_index("knelpunt_id")
    assert found["dagen"].to_dict() == {"k1": 165, "k2": 106, "k3": 10, "k4": 165}
    assert found["sinds_wat"].to_dict() == {"k1": "gemeld", "k2": "gevraagd", "k3": "gemeld", "k4": "gemeld"}


def test_late_is_after_the_day_and_for_what_ended_until_its_end():
    found = table(
        {"uiterlijk_op": "2026-06-15"},
        {"uiterlijk_op": "2026-06-14"},
        {"uiterlijk_op": "2026-02-01", "status": "vervallen", "afgesloten_op": "2026-02-11"},
        {},
    ).set_index("knelpunt_id")
    late = found["dagen_te_laat"]
    assert late.dropna().to_dict() == {"k2": 1, "k3": 10}
    assert late.isna()[["k1", "k4"]].all()


def test_the_register_is_as_it_stood_on_the_day():
    """On 1 February: not yet raised is not there, solved in March was open."""
    rows = (
        {"gemeld_op": "2026-02-02"},
        {"status": "opgelost", "afgesloten_op": "2026-03-01", "uitkomst": "Er ligt een kabel."},
        {"status": "opgelost", "afgesloten_op": "2026-01-20", "uitkomst": "Kan toch."},
    )
    found = table(*rows, day=pd.Timestamp("2026-02-01")).set_index("knelpunt_id")
    assert found["status"].to_dict() == {"k2": "open", "k3": "opgelost"}
    assert found["uitkomst"].to_dict() == {"k2": "", "k3": "Kan toch."}
    assert found.loc["k2", "dagen"] == 31


def test_every_owner_is_named_as_an_organisation():
    found = table(
        {"eigenaar_soort": "gemeente"},
        {"eigenaar_soort": "regio", "gebied_code": NOORD},
        {"eigenaar_soort": "coa"},
        {"eigenaar_soort": "rijk", "eigenaar": "Rijksvastgoedbedrijf"},
        {"eigenaar_soort": "ministerie_asiel"},
        {"eigenaar_soort": "provincie"},  # of Venlo: that is Limburg
        {"eigenaar_soort": "regio"},
        {"eigenaar_soort": "gemeente", "gebied_code": NOORD},  # which one is not said
    ).set_index("knelpunt_id")
    assert found["aan_zet"].to_dict() == {
        "k1": "gemeente Venlo",
        "k2": "regio Noord-Limburg",
        "k3": "COA",
        "k4": "Rijksvastgoedbedrijf",
        "k5": "ministerie van Asiel en Migratie",
        "k6": "provincie Limburg",
        "k7": "regio Noord-Limburg",
        "k8": "gemeente",
    }


def test_places_of_one_site_count_once():
    """A site of 250 with two knelpunten (250 and 100), one of 40 elsewhere, one unknown: 250 + 40 = 290."""
    site = {"locatie_id": "l1"}
    sites = [{"gebied_code": VENLO, "locatie_id": "l1", "plekken": 250}]
    found = table(
        site | {"plekken": 250},
        site | {"plekken": 100, "eigenaar_soort": "netbeheerder"},
        {"plekken": 40},
        {"plekken": None},
        locaties=sites,
    )
    assert knelpunten.places(found) == 290
    owners = knelpunten.per_owner(found).set_index("aan_zet")
    assert owners["plekken"].to_dict() == {"COA": 290, "netbeheerder": 100}  # not 390: one site
    assert owners.loc["COA", ["aantal", "plekken_onbekend"]].tolist() == [3, 1]
    assert found["locatie"].iloc[0] == "Locatie 1"


def test_an_owner_of_whom_nothing_is_known_has_no_number():
    owners = knelpunten.per_owner(table({"plekken": None}, {"plekken": None, "uiterlijk_op": "2026-02-01"}))
    assert owners["plekken"].isna().all()
    assert owners[["aantal", "plekken_onbekend", "te_laat", "langst"]].iloc[0].tolist() == [2, 2, 1, 165]


def test_what_ended_counts_for_nobody():
    done = {"status": "opgelost", "afgesloten_op": "2026-02-01", "plekken": 500}
    assert knelpunten.per_owner(table(done)).empty
    assert knelpunten.told(table(done), "Venlo") == "Voor Venlo staat geen open knelpunt in het register."


def test_the_sentence_says_at_least_when_a_number_is_missing():
    found = table(
        {"plekken": 250}, {"plekken": None, "eigenaar_soort": "gemeente", "gemeld_op": "2025-12-16"}
    )
    assert knelpunten.told(found, "Limburg") == (
        "Limburg: 2 knelpunten staan open, samen voor ten minste 250 plekken "
        "(van 1 knelpunt is het aantal onbekend). Het langst wacht gemeente Venlo: "
        "181 dagen, sinds 16 december 2025."
    )
    whole = table({"plekken": 250}, {"plekken": 40, "eigenaar_soort": "gemeente"})
    told = knelpunten.told(whole, "Limburg")
    assert "samen voor 290 plekken. Aan zet zijn vooral COA (250) en gemeente Venlo (40)." in told
    assert "is onbekend" in knelpunten.told(table({"plekken": None}), "Limburg")


def test_an_area_holds_everything_inside_it():
    made = frames(
        knelpunten=[{"gebied_code": c, "gemeld_op": "2026-01-01"} for c in (LIMBURG, NOORD, VENLO, ZUID)]
    )
    codes = lambda area: set(  # noqa: E731
        knelpunten.table(made, DAY, inside(made["gebieden"], area))["gebied_code"]
    )
    assert codes(LIMBURG) == {LIMBURG, NOORD, VENLO, ZUID}
    assert codes(NOORD) == {NOORD, VENLO}
    assert codes(VENRAY) == set()


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "plekken": st.one_of(st.none(), st.integers(0, 500)),
            "locatie_id": st.sampled_from(["", "", "l1", "l2"]),
            "eigenaar_soort": st.sampled_from(["coa", "gemeente", "rijk"]),
            "gemeld_op": st.sampled_from(["2026-01-01", "2026-06-15", "2026-07-01"]),
            "uiterlijk_op": st.sampled_from([None, "2026-06-01", "2026-08-01"]),
        }
    ),
    max_size=8,
)


@settings(max_examples=20, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_sums_stay_between_the_largest_and_the_naive_sum_in_any_order(rows, random):
    found = table(*rows)
    known = found["plekken"].dropna()
    total = knelpunten.places(found)
    if known.empty:
        assert pd.isna(total)
        return
    assert known.max() <= total <= known.sum()
    assert knelpunten.per_owner(found)["plekken"].dropna().max() <= total
    order = list(range(len(found)))
    random.shuffle(order)
    mixed = found.iloc[order]
    assert knelpunten.places(mixed) == total
    pd.testing.assert_frame_equal(knelpunten.per_owner(mixed), knelpunten.per_owner(found))
