"""Who delivered what, which figures differ and why, objections in order, and what a reminder says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from metrics.deliveries import differences, objections, overview, reminder
from model import schemas
from model.aanlevering import Stap, voorbeeld
from model.aanleverregels import Aanleverregels, aanleverregels
from tests.metrics.build import HORST, MIDDEN, NOORD, RULES, VENLO, VENRAY, cijfer, frames

REGELS = aanleverregels()
DAY = pd.Timestamp("2025-06-30")
LOADED = pd.Timestamp("2025-07-04")
WHO = {
    "bron-gemeente": "Gemeente Venlo", "bron-coa": "COA", "bron-rijk": "CBS", "bron-pers": "De Krant",
    "bron-vr": "Veiligheidsregio Limburg-Noord", "bron-1": "Gemeente Venlo",
}  # fmt: skip


def row(gebied: str, maat: str, waarde: int | None, bron: str = "gemeente", **rest: Any) -> dict[str, Any]:
    """Return a figure of a publisher: gemeente, coa, rijk, pers or vr."""
    return cijfer(gebied, maat, waarde, **rest) | {"bron_id": f"bron-{bron}"}


def version(*rows: dict[str, Any], **others: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return frames with the publishers of ``WHO``; all of it was loaded on one day."""
    about = pd.DataFrame(
        [
            {"bron_id": key, "uitgever": name, "bestand": f"{key}.xlsx", "sha256": "0" * 64, "upload_id": "u"}
            for key, name in WHO.items()
        ]
    )
    return frames(*rows, bronnen=schemas.conform("bronnen", about), **others)


def delivered(
    *rows: dict[str, Any], maat: str = "realisatie", codes: tuple[str, ...] = (VENLO,)
) -> pd.DataFrame:
    return overview.table(version(*rows), codes, maat, DAY, RULES, REGELS, {"u": LOADED})


def state(*rows: dict[str, Any], group: str = "asielzoekers") -> dict[str, Any]:
    """Return the row of Venlo for one group."""
    found = delivered(*rows)
    return found[found["doelgroep"].eq(group)].iloc[0].to_dict()


# delivered, stale, unknown --------------------------------------------------------------------------


def test_every_gemeente_and_group_has_a_row_also_without_any_figure():
    found = delivered(codes=(VENLO, HORST))
    assert len(found) == 2 * 3
    assert set(found["stand"]) == {"onbekend"}
    assert set(found["reden"]) == {overview.NEVER}
    assert found[["peildatum", "geladen_op", "ontbreekt_sinds", "maanden_oud"]].isna().all(axis=None)
    assert set(found["waarde_tekst"]) == {""}


def test_zero_places_are_delivered_and_are_not_unknown():
    found = state(row(VENLO, "realisatie", 0))
    assert (found["stand"], found["waarde_tekst"]) == ("geleverd", "0 plekken")


def test_a_delivery_shows_the_date_of_the_figure_and_the_day_it_was_loaded():
    """Measured 31 March, looked at on 30 June: 31 March plus 3 months is 30 June, so 3 months old."""
    found = state(row(VENLO, "realisatie", 40, peildatum="2025-03-31"))
    assert found["stand"] == "geleverd"
    assert found["peildatum"] == pd.Timestamp("2025-03-31")
    assert found["geladen_op"] == LOADED
    assert (found["maanden_oud"], found["grens"]) == (3, "12 maanden")
    assert (found["uitgever"], found["rol"]) == ("Gemeente Venlo", "gemeente")


@pytest.mark.parametrize(("day", "expected"), [("2024-06-30", "geleverd"), ("2024-06-29", "verouderd")])
def test_a_stock_is_stale_after_twelve_months(day, expected):
    """30 June 2025 minus 12 months is 30 June 2024: that day still holds, the day before does not."""
    found = state(row(VENLO, "realisatie", 40, peildatum=day))
    assert found["stand"] == expected
    since = found["ontbreekt_sinds"]
    assert pd.isna(since) if expected == "geleverd" else since == pd.Timestamp("2025-06-29")


def test_a_count_of_an_earlier_half_year_is_missing_since_that_half_year_ended():
    """Second half of 2024 delivered; on 30 June 2025 it is missing since 1 January 2025."""
    old = {"periode_van": "2024-07-01", "periode_tot": "2024-12-31", "peildatum": "2024-12-31"}
    found = state(row(VENLO, "realisatie", 12, doelgroep="statushouders", **old), group="statushouders")
    assert (found["stand"], found["ontbreekt_sinds"]) == ("verouderd", pd.Timestamp("2025-01-01"))
    assert found["grens"] == "het halfjaar"


def test_a_press_report_is_no_delivery_and_gives_way_to_an_older_one():
    press = row(VENLO, "realisatie", 45, "pers")
    assert state(press)["stand"] == "bericht"
    found = state(press, row(VENLO, "realisatie", 40, peildatum="2025-05-01"))
    assert (found["stand"], found["waarde_tekst"]) == ("geleverd", "40 plekken")


def test_the_newest_delivery_counts_whoever_made_it():
    found = state(row(VENLO, "realisatie", 40, peildatum="2025-05-01"), row(VENLO, "realisatie", 43, "coa"))
    assert (found["waarde_tekst"], found["rol"]) == ("43 plekken", "coa")


def test_who_says_unknown_is_unknown_with_the_day_on_which_it_was_said():
    found = state(row(VENLO, "realisatie", None, peildatum="2025-05-31"))
    assert (found["stand"], found["gezegd_op"]) == ("onbekend", pd.Timestamp("2025-05-31"))


def test_one_site_a_part_and_another_unit_are_no_delivery_of_the_total():
    rows = (
        row(VENLO, "realisatie", 40, bereik="locatie", locatie="een locatie"),
        row(VENLO, "realisatie", 5, deelgroep="amv"),
        row(VENLO, "realisatie", 12, eenheid="woningen"),
        row(VENLO, "bezet", 38, eenheid="personen"),
    )
    assert state(*rows)["stand"] == "onbekend"


def test_a_figure_of_tomorrow_is_not_known_today():
    assert state(row(VENLO, "realisatie", 40, peildatum="2025-07-01"))["stand"] == "onbekend"


def test_two_sources_with_two_numbers_on_one_day_are_said():
    found = state(row(VENLO, "realisatie", 40), row(VENLO, "realisatie", 43, "coa"))
    assert found["bronnen_verschillen"]
    same = state(row(VENLO, "realisatie", 40), row(VENLO, "realisatie", 40, "coa"))
    assert not same["bronnen_verschillen"]
    assert same["bron_cijfers"].count("#") == 2


def test_the_sentence_counts_and_the_worst_come_first():
    rows = (
        row(VENLO, "realisatie", 40),
        row(HORST, "realisatie", 20, "coa"),
        row(VENRAY, "realisatie", 30, peildatum="2023-01-01"),
    )
    found = delivered(*rows, codes=(VENLO, HORST, VENRAY, "GM0889"))
    mine = found[found["doelgroep"].eq("asielzoekers")]
    assert overview.counted(mine) == (
        "Van 4 gemeenten is van 2 een geldig cijfer geleverd, 1 door de gemeente zelf. "
        "Verder is van 1 een verouderd cijfer en van 1 niets bekend."
    )
    assert overview.worst_first(mine) == ["GM0889", VENRAY, HORST, VENLO]
    nobody = delivered(codes=(VENLO, HORST))
    assert overview.counted(nobody[nobody["doelgroep"].eq("asielzoekers")]) == (
        "Van geen van de 2 gemeenten is een cijfer geleverd, ook geen ouder cijfer."
    )


@settings(max_examples=12, deadline=None)
@given(
    some.lists(
        some.tuples(
            some.sampled_from([VENLO, HORST, VENRAY]),
            some.one_of(some.none(), some.integers(0, 500)),
            some.sampled_from(["gemeente", "coa", "pers"]),
            some.dates(date(2023, 1, 1), date(2025, 12, 31)),
        ),
        max_size=8,
    ),
    some.randoms(use_true_random=False),
)
def test_states_follow_from_the_rows_and_not_from_their_order(drawn, shuffled):
    """Each gemeente has one state; delivered only with a number at most a year old; order does not matter."""
    rows = [
        row(code, "realisatie", value, bron, peildatum=pd.Timestamp(day), bron_cel=f"Blad1!A{n}")
        for n, (code, value, bron, day) in enumerate(drawn)
    ]
    codes = (VENLO, HORST, VENRAY)
    found = delivered(*rows, codes=codes)
    mixed = list(rows)
    shuffled.shuffle(mixed)
    columns = ["gebied_code", "stand", "waarde_tekst", "peildatum"]
    clear = ~found["bronnen_verschillen"]
    pd.testing.assert_frame_equal(
        found.loc[clear, columns], delivered(*mixed, codes=codes).loc[clear, columns]
    )
    asylum = found[found["doelgroep"].eq("asielzoekers")].set_index("gebied_code")["stand"]
    for code in codes:
        numbers = [(b, pd.Timestamp(d)) for c, v, b, d in drawn if c == code and v is not None]
        fresh = {b for b, d in numbers if pd.Timestamp("2024-06-30") <= d <= DAY}
        stale = any(d < pd.Timestamp("2024-06-30") for _, d in numbers)
        expected = "verouderd" if stale else "onbekend"
        expected = "bericht" if fresh else expected
        assert asylum[code] == ("geleverd" if fresh - {"pers"} else expected)


# differences ----------------------------------------------------------------------------------------


def compared(
    *rows: dict[str, Any], codes: tuple[str, ...] = (VENLO,), **others: pd.DataFrame
) -> pd.DataFrame:
    return differences.pairs(version(*rows, **others), codes, DAY, REGELS, {"u": LOADED})


def test_both_sides_stand_with_value_date_source_and_the_difference():
    """42 − 45 = −3: the gemeente counts three less; its date is 29 days later (1 June to 30 June)."""
    one = compared(row(VENLO, "realisatie", 42), row(VENLO, "realisatie", 45, "coa", peildatum="2025-06-01"))
    assert len(one) == 1
    found = one.iloc[0]
    assert (found["waarde_tekst_eigen"], found["waarde_tekst_lijst"]) == ("42 plekken", "45 plekken")
    assert (found["uitgever_eigen"], found["uitgever_lijst"]) == ("Gemeente Venlo", "COA")
    assert (found["verschil"], found["dagen"], found["oorzaak"]) == (-3, 29, "peildatum")
    assert found["geladen_op_lijst"] == LOADED


def test_on_one_day_without_a_clue_the_cause_is_unknown():
    found = compared(row(VENLO, "realisatie", 42), row(VENLO, "realisatie", 45, "coa")).iloc[0]
    assert (found["oorzaak"], found["oorzaak_tekst"]) == ("", "Oorzaak onbekend: vraag na.")


def test_equal_figures_agree_and_need_no_cause():
    earlier = row(VENLO, "realisatie", 42, "coa", peildatum="2025-06-01")
    found = compared(row(VENLO, "realisatie", 42), earlier).iloc[0]
    assert found["oorzaak"] == ""
    assert (found["gelijk"], found["oorzaak_tekst"], found["verschil"]) == (True, "", 0)


@pytest.mark.parametrize(("day", "count"), [("2025-05-16", 1), ("2025-05-15", 0)])
def test_the_window_is_forty_five_days(day, count):
    """30 June minus 45 days is 16 May."""
    found = compared(row(VENLO, "realisatie", 42), row(VENLO, "realisatie", 45, "coa", peildatum=day))
    assert len(found) == count


def test_a_stock_and_a_flow_are_never_compared():
    stock = row(VENLO, "realisatie", 12, "coa", doelgroep="statushouders", aard="stand")
    stock |= {"periode_van": None, "periode_tot": None}
    assert compared(row(VENLO, "realisatie", 10, doelgroep="statushouders"), stock).empty


def test_the_press_and_two_lists_are_no_pair():
    assert compared(row(VENLO, "realisatie", 1, "pers"), row(VENLO, "realisatie", 2, "coa")).empty
    assert compared(row(VENLO, "realisatie", 1, "rijk"), row(VENLO, "realisatie", 2, "coa")).empty


def test_other_half_years_kinds_and_cycles_of_a_duty_are_no_pair():
    half = {"periode_van": "2024-07-01", "periode_tot": "2024-12-31"}
    own = row(VENLO, "realisatie", 10, doelgroep="statushouders")
    assert compared(own, row(VENLO, "realisatie", 9, "coa", doelgroep="statushouders", **half)).empty
    duty = row(VENLO, "opgave", 487)
    assert compared(duty, row(VENLO, "opgave", 470, "rijk", soort_opgave="verdeelbesluit")).empty
    assert compared(duty, row(VENLO, "opgave", 470, "rijk", cyclus="2026")).empty
    assert len(compared(duty, row(VENLO, "opgave", 470, "rijk", vastgesteld_op="2024-12-23"))) == 1


def test_netto_beside_gecorrigeerd_is_named():
    """Horst: netto 43, and 43 − 16 = 27 corrected; the difference is the voorsprong of 16."""
    found = compared(
        row(HORST, "opgave", 43, doelgroep="statushouders", soort_opgave="netto"),
        row(HORST, "opgave", 27, "rijk", doelgroep="statushouders"),
        codes=(HORST,),
    ).iloc[0]
    assert (found["verschil"], found["oorzaak"]) == (16, "netto-gecorrigeerd")


def test_a_figure_is_laid_beside_its_own_kind_before_another():
    rows = [
        row(HORST, "opgave", 43, bron, doelgroep="statushouders", soort_opgave="netto")
        for bron in ("gemeente", "rijk")
    ]
    rows += [row(HORST, "opgave", 27, bron, doelgroep="statushouders") for bron in ("gemeente", "rijk")]
    found = compared(*rows, codes=(HORST,))
    assert found["soort_opgave_eigen"].tolist() == found["soort_opgave_lijst"].tolist()
    assert found["gelijk"].all()


def test_the_number_of_amv_explains_a_difference_of_exactly_that_size():
    """300 − 275 = 25 = the amv; 300 − 276 = 24 is something else."""
    amv = row(VENLO, "realisatie", 25, deelgroep="amv")
    for other, cause in ((275, "amv"), (276, "")):
        found = compared(amv, row(VENLO, "realisatie", 300), row(VENLO, "realisatie", other, "coa"))
        assert found.set_index("deelgroep").loc["alle", "oorzaak"] == cause


def test_persons_in_a_doorstroomvoorziening_explain_a_difference_of_exactly_that_size():
    """Story E: Venlo has 40 persons in Horst; COA 52 beside 12 of the gemeente."""
    credit = pd.DataFrame(
        {"locatie_id": ["a", "b"], "koppelgemeente": VENLO, "personen": [25, 15], "peildatum": DAY}
    )
    credit = schemas.conform("toerekening", credit.assign(bron_id="bron-1", bron_cel="Blad1!A2"))
    own = row(VENLO, "realisatie", 12, doelgroep="statushouders")
    for other, cause in ((52, "doorstroom"), (51, "")):
        found = compared(
            own, row(VENLO, "realisatie", other, "coa", doelgroep="statushouders"), toerekening=credit
        )
        assert found.iloc[0]["oorzaak"] == cause


def test_coa_counts_on_the_first_of_the_month():
    own = row(VENLO, "realisatie", 12, doelgroep="statushouders", peildatum="2025-06-15")
    for day, bron, cause in (
        ("2025-06-01", "coa", "coa-eerste"),
        ("2025-06-02", "coa", "peildatum"),
        ("2025-06-01", "rijk", "peildatum"),
    ):
        other = row(VENLO, "realisatie", 10, bron, doelgroep="statushouders", peildatum=day)
        assert compared(own, other).iloc[0]["oorzaak"] == cause


def test_persons_in_the_brp_and_persons_in_goo_are_two_things():
    group = {"doelgroep": "oekraiense_ontheemden", "eenheid": "personen"}
    found = compared(
        row(VENLO, "bezet", 200, **group), row(VENLO, "geregistreerd", 260, "rijk", **group)
    ).iloc[0]
    assert (found["verschil"], found["oorzaak"]) == (-60, "goo-brp")


def test_places_and_persons_are_not_subtracted():
    found = compared(row(VENLO, "realisatie", 300), row(VENLO, "bezet", 280, "coa", eenheid="personen")).iloc[
        0
    ]
    assert pd.isna(found["verschil"])
    assert found["oorzaak"] == "plekken-personen"


def test_a_region_beside_its_veiligheidsregio_is_named():
    """Noord 500 by its own count, 800 on the list; Midden has 300: the list gives all of Limburg-Noord."""
    group = {"doelgroep": "oekraiense_ontheemden"}
    rows = (
        row(NOORD, "realisatie", 500, **group), row(NOORD, "realisatie", 800, "vr", **group),
        row(MIDDEN, "realisatie", 300, **group),
    )  # fmt: skip
    found = compared(*rows, codes=(NOORD,)).iloc[0]
    assert (found["verschil"], found["oorzaak"]) == (-300, "veiligheidsregio-corop")


def test_a_bound_holds_every_number_inside_it():
    low = {"waarde_min": 330}
    own = row(VENLO, "realisatie", 330, **low)
    assert compared(own, row(VENLO, "realisatie", 350, "coa")).iloc[0]["gelijk"]
    found = compared(own, row(VENLO, "realisatie", 300, "coa")).iloc[0]
    assert not found["gelijk"]
    assert pd.isna(found["verschil"])


def test_only_the_newest_pair_of_a_figure_is_shown():
    rows = [
        row(VENLO, "realisatie", value, bron, peildatum=day)
        for day, value in (("2025-04-30", 40), ("2025-05-31", 41), ("2025-06-30", 42))
        for bron in ("gemeente", "coa")
    ]
    found = compared(*rows)
    assert found["datum_lijst"].tolist() == [DAY]
    assert differences.told(found) == "Van 1 paar cijfers verschillen er 0."
    assert "niets te vergelijken" in differences.told(compared())


@settings(max_examples=12, deadline=None)
@given(some.integers(0, 999), some.integers(0, 999), some.integers(0, 60))
def test_own_minus_list_whatever_the_numbers(own, other, days):
    when = DAY - pd.Timedelta(days=days)
    found = compared(row(VENLO, "realisatie", own), row(VENLO, "realisatie", other, "coa", peildatum=when))
    assert len(found) == (days <= 45)
    for pair in found.itertuples():
        assert pair.verschil == own - other
        assert pair.gelijk == (own == other)
        assert (pair.oorzaak == "peildatum") == (days > 0 and own != other)
        assert (pair.oorzaak_tekst == "") == pair.gelijk


# objections -----------------------------------------------------------------------------------------


def steps(*given_: tuple[str, str, str], bezwaar: str = "b-1") -> pd.DataFrame:
    """Return steps of one objection: kind, day, version."""
    rows = [
        (n, bezwaar, VENLO, "asielzoekers", "te laag", "", kind, day, "tekst", versie, "iemand", DAY)
        for n, (kind, day, versie) in enumerate(given_, 1)
    ]
    frame = pd.DataFrame(rows, columns=list(objections.STEPS))
    return frame.assign(datum=pd.to_datetime(frame["datum"]))


def test_an_open_objection_ages_and_waits_for_the_next_step():
    """From 1 June to 30 June is 29 days."""
    found = objections.table(steps(("bezwaar", "2025-06-01", ""), ("antwoord", "2025-06-10", "")), DAY).iloc[
        0
    ]
    assert (found["staat"], found["dagen"], found["stappen"]) == ("open", 29, 2)
    assert found["wacht_op"] == "een correctie of afsluiting"


def test_a_closed_objection_stops_ageing_and_names_the_version_of_its_correction():
    """Opened 1 June, closed 21 June: it took 20 days."""
    done = (
        ("bezwaar", "2025-06-01", ""),
        ("correctie", "2025-06-20", "v3-abc"),
        ("afgesloten", "2025-06-21", ""),
    )
    found = objections.table(steps(*done), DAY).iloc[0]
    assert (found["staat"], found["dagen"], found["versie"]) == ("gesloten", 20, "v3-abc")
    again = objections.table(steps(*done, ("bezwaar", "2025-06-25", "")), DAY).iloc[0]
    assert (again["staat"], again["dagen"]) == ("open", 29)


def test_an_answer_that_is_recorded_after_the_end_opens_nothing():
    """Closed on 21 June after 20 days; an answer of 5 June or of 25 June comes in later."""
    done = (("bezwaar", "2025-06-01", ""), ("afgesloten", "2025-06-21", ""))
    for day in ("2025-06-05", "2025-06-25"):
        found = objections.table(steps(*done, ("antwoord", day, "")), DAY).iloc[0]
        assert (found["staat"], found["wacht_op"], found["dagen"]) == ("gesloten", "niemand: afgesloten", 20)
    same_day = (("bezwaar", "2025-06-01", ""), ("ingetrokken", "2025-06-01", ""))
    assert objections.table(steps(*same_day), DAY).iloc[0]["staat"] == "gesloten"
    assert objections.table(steps(*same_day, ("bezwaar", "2025-06-01", "")), DAY).iloc[0]["staat"] == "open"


def test_open_ones_come_first_and_steps_are_in_the_order_in_which_they_happened():
    late = steps(("bezwaar", "2025-06-05", ""), ("antwoord", "2025-06-02", ""), bezwaar="b-2")
    closed = steps(("bezwaar", "2025-01-01", ""), ("ingetrokken", "2025-01-02", ""))
    both = pd.concat([closed, late])
    found = objections.table(both, DAY)
    assert found["bezwaar"].tolist() == ["b-2", "b-1"]
    assert objections.ordered(late)["soort"].tolist() == ["antwoord", "bezwaar"]
    assert objections.told(found) == "1 bezwaar is open sinds 2 juni 2025 (28 dagen); 1 bezwaar is gesloten."
    assert objections.told(objections.table(steps(), DAY)) == "Er is geen bezwaar vastgelegd."


def test_the_example_has_open_and_closed_objections():
    found = {step.bezwaar for step in voorbeeld()}
    assert len(found) == 3
    assert all(step.bezwaar for step in voorbeeld())


@pytest.mark.parametrize(
    "wrong",
    [
        {"soort": "antwoord"}, {"onderwerp": " "}, {"tekst": ""}, {"tekst": "a\u202eb"},
        {"gebied_code": "Venlo"}, {"doelgroep": "iedereen"}, {"versie": "v2-1"}, {"tekst": "x" * 2001},
        {"extra": "1"},
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_is_refused(wrong):
    good = {
        "gebied_code": VENLO, "doelgroep": "asielzoekers", "onderwerp": "te laag", "soort": "bezwaar",
        "datum": "2025-06-01", "tekst": "tekst",
    }  # fmt: skip
    assert Stap.model_validate(good).bezwaar == ""
    with pytest.raises(ValueError, match=r"\w"):
        Stap.model_validate(good | wrong)


# reminder -------------------------------------------------------------------------------------------


def test_a_reminder_asks_for_what_is_missing_and_for_nothing_else():
    old = {"periode_van": "2024-07-01", "periode_tot": "2024-12-31", "peildatum": "2024-12-31"}
    rows = delivered(
        row(VENLO, "realisatie", 40), row(VENLO, "realisatie", 12, doelgroep="statushouders", **old)
    )
    lacking = reminder.missing(rows, REGELS)
    assert lacking["doelgroep"].tolist() == ["statushouders", "oekraiense_ontheemden"]
    text = reminder.letter("Venlo", lacking, DAY.date(), date(2025, 7, 14), REGELS)
    assert "uiterlijk op 14 juli 2025" in text
    assert "12 personen (tweede helft 2024); sinds 1 januari 2025 is het te oud." in text
    assert "Asielzoekers" not in text
    assert "gemeente Venlo" in text
    assert "geen 0" in text
    assert reminder.letter("Venlo", lacking.head(0), DAY.date(), date(2025, 7, 14), REGELS) == reminder.EMPTY


def test_a_duty_is_asked_of_nobody():
    assert reminder.missing(delivered(maat="opgave"), REGELS).empty


def test_all_reminders_of_an_area_by_name_and_only_where_something_is_missing():
    full = [
        row(HORST, "realisatie", 1, doelgroep=g)
        for g in ("asielzoekers", "statushouders", "oekraiense_ontheemden")
    ]
    found = reminder.letters(
        delivered(*full, codes=(VENRAY, VENLO, HORST)), DAY.date(), date(2025, 7, 14), REGELS
    )
    assert found["naam"].tolist() == ["Venlo", "Venray"]
    assert found["aantal"].tolist() == [3, 3]
    assert reminder.together(found).count("Onderwerp:") == 2


# rules ----------------------------------------------------------------------------------------------


def test_roles_are_data_and_the_press_is_the_rest():
    roles = {
        name: REGELS.role(name).code
        for name in ("Gemeente Venlo", "Gemeente.nu", "COA", "Provincie Limburg", "")
    }
    assert list(roles.values()) == ["gemeente", "pers", "coa", "provincie", "pers"]
    assert REGELS.role("", "sjabloon").code == "bestand"
    assert REGELS.role("", "sjabloon-gemeente").code == "gemeente"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("rol", []),
        ("oorzaak", [{"code": "x", "test": "raden", "tekst": "t", "bron": "b"}]),
        ("oorzaak", [{"code": "x", "test": "peildatum", "rol": ["niemand"], "tekst": "t", "bron": "b"}]),
        ("venster", {"dagen": -1, "reden": "r"}),
    ],
)
def test_rules_that_cannot_be_are_refused(part, value):
    good = REGELS.model_dump(mode="json")
    assert Aanleverregels.model_validate(good) == REGELS
    with pytest.raises(ValueError, match=r"\w"):
        Aanleverregels.model_validate(good | {part: value})
