"""The chance of reaching a duty: with a reason where there is none, and what hangs on what."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from metrics import areas, fulfilment, supply
from metrics.forecast import Uitkomst, Vraag, Worp, chances, duty_day, pipeline, prepare, reach, run, what_if
from metrics.forecast.sites import VertrouwelijkError, per_site
from model.kansen import Openbaar, Stand, kansen
from model.lijsten import Editie
from tests.metrics import build, sites
from tests.metrics.build import HORST, LIMBURG, NOORD, RULES, VENLO, VENRAY, cijfer
from tests.metrics.pipelines import DAY, assume, stay, stays

CODES = [VENLO, VENRAY, HORST, NOORD, LIMBURG]
#: Opens for certain chance ½, on time; so what comes out is simple to check.
SOFT = ("besluit", "haalbaarheid")
HALF = assume(dict.fromkeys(SOFT, 0.5), dict.fromkeys(SOFT, (1, 0, 0, 0, 0)))


def duties(*rows: dict[str, Any], niveau: str = "gemeente", gebied: str = NOORD) -> pd.DataFrame:
    """Return the wide frame of an area's gemeenten, or of the area itself."""
    return fulfilment.table(
        build.frames(*rows),
        gebieden=[gebied],
        niveau=niveau,
        peildatum=DAY,
        soort_opgave="indicatief",
        cyclus="2026",
        rules=RULES,
    )


def duty(gebied: str, waarde: int | None, **rest: Any) -> dict[str, Any]:
    return cijfer(gebied, "opgave", waarde, cyclus="2026", vastgesteld_op="2026-02-27", **rest)


def drawn(
    *rows: dict[str, Any], datum: str | None = "2027-07-01", groep: str = "asielzoekers", **rest: Any
) -> Uitkomst:
    plan = prepare(stays(*rows), groep, DAY, **rest)
    links = areas.membership(build.frames()["gebieden"], CODES)
    return run(plan, Vraag(links, 60, pd.Timestamp(datum)), Worp(HALF, Stand.MIDDEN, 10_000, 3))


def row(found: Uitkomst, table: pd.DataFrame, code: str, **rest: Any) -> pd.Series:
    got = chances(found, table, kansen().openbaar, **rest)
    assert list(got.columns) == list(reach.COLUMNS)
    return got.set_index("gebied_code").loc[code]


def test_a_chance_stands_beside_its_places_and_its_error() -> None:
    found = drawn(stay(1, "besluit", 200, van="2027-01-01", gebied_code=VENLO))
    got = row(found, duties(duty(VENLO, 150)), VENLO)
    assert abs(got["kans"] - 0.5) <= 5 * math.sqrt(0.25 / 10_000)
    assert got["kans_fout"] == pytest.approx(0.005, abs=1e-4)
    assert (got["p10"], got["p90"], got["locaties"], got["weggelaten"]) == (0, 200, 1, 0)
    assert got["reden"] == ""
    assert not got["is_ondergrens"]


@pytest.mark.parametrize(
    ("rows", "code", "reason"),
    [
        ([], VENLO, "opgave onbekend"),
        (
            [duty(VENLO, 100), duty(VENLO, 120, bron_id="bron-2")],
            VENLO,
            "bronnen noemen verschillende getallen",
        ),
        ([duty(VENLO, 487, waarde_min=487)], VENLO, "van de opgave is alleen een grens bekend"),
        ([duty(VENLO, 0)], VENLO, "geen opgave om te halen"),
        ([duty(HORST, 100)], HORST, "geen locatie bekend"),
        ([duty(VENRAY, 100)], VENRAY, "van geen locatie zijn plekken, stadium en datums bekend"),
    ],
)  # fmt: skip
def test_without_a_chance_there_is_a_reason(rows: list[Any], code: str, reason: str) -> None:
    found = drawn(stay(1, gebied_code=VENLO), stay(2, "besluit", 80, van=None, gebied_code=VENRAY))
    got = row(found, duties(*rows), code)
    assert pd.isna(got["kans"])
    assert got["reden"] == reason


@pytest.mark.parametrize(
    ("datum", "reason"),
    [
        (None, "de dag waarop de plekken er moeten zijn, is onbekend"),
        ("2025-07-01", "1 juli 2025 is voorbij: dat is geen kans meer, maar een feit"),
        ("2031-11-01", "1 november 2031 ligt verder dan 60 maanden vooruit"),
    ],
)
def test_without_a_day_that_can_be_drawn_there_is_no_chance(datum: str | None, reason: str) -> None:
    got = row(drawn(stay(1, gebied_code=VENLO), datum=datum), duties(duty(VENLO, 50)), VENLO)
    assert pd.isna(got["kans"])
    assert pd.isna(got["p50"])
    assert got["reden"] == reason


def test_a_taakstelling_has_no_chance_because_it_counts_persons() -> None:
    found = drawn(stay(1, gebied_code=VENLO, doelgroep="statushouders"), groep="statushouders")
    got = row(found, duties(duty(VENLO, 50)), VENLO)
    assert got["reden"] == "de taakstelling telt personen, geen plekken"
    assert got["p50"] == 100


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"plekken": None}, "aantal plekken onbekend"),
        ({"van": None}, "openingsdatum onbekend"),
        ({"tot": None}, "einddatum onbekend"),
        ({"stadium": "onbekend"}, "stadium onbekend"),
        ({"doelgroep": ""}, "doelgroep onbekend"),
        ({"van": "2024-01-01", "tot": "2026-11-01"}, "einde voor 28 november 2026, en toch niet gesloten"),
    ],
)
def test_a_site_of_which_too_little_is_known_is_named_and_makes_it_a_lower_bound(
    change: dict[str, Any], reason: str
) -> None:
    base = {"stadium": "besluit", "plekken": 80, "van": "2027-01-01", "gebied_code": VENLO}
    found = drawn(stay(1, gebied_code=VENLO), stay(2, **(base | change)))
    assert found.plan.weggelaten[["locatie_id", "reden"]].values.tolist() == [["L2", reason]]
    table = duties(duty(VENLO, 100))
    got = row(found, table, VENLO)
    assert got["is_ondergrens"]
    assert got["weggelaten"] == 1
    assert got["kans"] == 1.0
    region = row(found, duties(duty(NOORD, 900), niveau="regio"), NOORD)
    assert region["is_ondergrens"]
    assert region["leden_zonder"] == 7  # eight gemeenten in Noord, one with a site in the draw


def test_an_extension_without_a_day_counts_until_the_contract_ends_and_is_a_lower_bound_after_it() -> None:
    site = stay(1, gebied_code=VENLO, tot="2027-03-31", verlenging_status="afgesproken")
    for datum, places, bound in (("2027-03-31", 100, False), ("2027-07-01", 0, True)):
        found = drawn(site, datum=datum)
        assert set(found.gebied[VENLO].totaal) == {places}
        assert row(found, duties(duty(VENLO, 100)), VENLO)["is_ondergrens"] == bound
    assert found.plan.weggelaten["reden"].tolist() == [pipeline.ZONDER_DAG]


def test_an_agreed_extension_gives_an_end_where_there_was_none() -> None:
    site = stay(1, gebied_code=VENLO, tot=None, verlenging_tot="2027-12-31", verlenging_status="afgesproken")
    assert set(drawn(site, datum="2027-12-31").gebied[VENLO].totaal) == {100}
    assert set(drawn(site, datum="2028-01-01").gebied[VENLO].totaal) == {0}


def test_an_unknown_end_stays_only_when_the_reader_says_so() -> None:
    rows = (stay(1, gebied_code=VENLO, tot=None), stay(2, gebied_code=VENLO, tot=None, is_onbepaald=True))
    assert set(drawn(*rows).gebied[VENLO].totaal) == {100}
    assert set(drawn(*rows, open_einde_blijft=True).gebied[VENLO].totaal) == {200}


def test_closed_and_dropped_sites_are_no_gap() -> None:
    rows = (stay(n, stage, None, gebied_code=VENLO) for n, stage in ((1, "gesloten"), (2, "vervallen")))
    found = drawn(*rows)
    assert found.plan.weggelaten.empty
    assert found.plan.rijen.empty


def test_amv_is_drawn_with_the_same_numbers() -> None:
    rows = [stay(1, "besluit", 200, van="2027-01-01", gebied_code=VENLO, plekken_amv=20)]
    whole, part = drawn(*rows), drawn(*rows, deelgroep="amv")
    assert (whole.gebied[VENLO].totaal == 10 * part.gebied[VENLO].totaal).all()
    table = duties(duty(VENLO, 500), duty(VENLO, 20, deelgroep="amv"))
    assert row(part, table, VENLO)["opgave"] == 20
    unknown = drawn(stay(1, gebied_code=VENLO), deelgroep="amv")
    assert unknown.plan.weggelaten["reden"].tolist() == ["aantal amv-plekken onbekend"]


LONGER = {"gebied_code": HORST, "tot": "2027-03-31", "verlenging_tot": "2030-01-01"}


def region_of_two() -> Uitkomst:
    return drawn(
        stay(1, plekken=100, gebied_code=VENLO),
        stay(2, "besluit", 200, van="2027-01-01", gebied_code=VENLO),
        stay(3, "haalbaarheid", 50, van="2027-01-01", gebied_code=VENRAY),
        stay(4, plekken=30, verlenging_status="afgesproken", **LONGER),
        stay(5, plekken=40, verlenging_status="mogelijk", **LONGER),
    )


def test_what_hangs_on_a_stage_is_counted_on_the_same_draws() -> None:
    found = region_of_two()
    table = chances(found, duties(duty(NOORD, 300), niveau="regio"), kansen().openbaar)
    got = what_if(found, table).set_index("post")
    assert list(got.index) == ["haalbaarheid", "besluit", "verlenging", "niet_besloten", "niet_open"]
    assert got["plekken"].to_dict() == {
        "haalbaarheid": 50, "besluit": 200, "verlenging": 40, "niet_besloten": 90, "niet_open": 250,
    }  # fmt: skip
    # without the decided site: at most 100 + 50 + 30 + 40 = 220, so 300 is out of reach
    assert got.loc["besluit", "kans_zonder"] == 0
    # 300 = 100 + 200, or with less luck elsewhere: hardly anything hangs on the intention of 50
    assert 0 <= got.loc["haalbaarheid", "kans"] - got.loc["haalbaarheid", "kans_zonder"] < 0.05
    total = found.gebied[NOORD].totaal
    longer = found.gebied[NOORD].som.posten["verlenging"].valt_weg
    assert set(np.unique(longer)) == {0, 40}  # the agreed extension of 30 does not hang on anything
    assert (total - longer >= 0).all()
    assert (got["p50_zonder"] <= got["p50"]).all()


def test_without_a_duty_the_places_still_say_what_hangs_on_what() -> None:
    found = region_of_two()
    got = what_if(found, chances(found, duties(niveau="regio"), kansen().openbaar))
    assert got["kans_zonder"].isna().all()
    assert got["p50_zonder"].notna().all()


def test_a_gemeente_alone_gets_no_what_if() -> None:
    found = region_of_two()
    assert what_if(found, chances(found, duties(duty(VENLO, 150)), kansen().openbaar)).empty


def test_a_province_may_hide_a_chance_that_rests_on_one_site() -> None:
    found = drawn(stay(1, "besluit", 200, van="2027-01-01", gebied_code=VENLO), stay(2, gebied_code=VENLO))
    table, two = duties(duty(VENLO, 250)), Openbaar(minstens_locaties=2, reden="streng")
    got = chances(found, table, two).set_index("gebied_code").loc[VENLO]
    assert got["reden"] == reach.EEN_LOCATIE
    assert got[["kans", "p10", "p50", "p90"]].isna().all()
    both = drawn(
        stay(1, "besluit", 200, van="2027-01-01", gebied_code=VENLO),
        stay(2, "besluit", 200, van="2027-01-01", gebied_code=VENRAY),
    )
    region = chances(both, duties(duty(NOORD, 300), niveau="regio"), two).iloc[0]
    assert region["kans"] == pytest.approx(0.25, abs=0.03)  # two sites in two gemeenten: shown
    open_ = chances(found, table, two, Editie.VERTROUWELIJK).set_index("gebied_code").loc[VENLO]
    assert open_["kans"] == pytest.approx(0.5, abs=0.03)


def test_a_chance_per_site_is_refused_unless_the_edition_is_confidential() -> None:
    found = region_of_two()
    with pytest.raises(VertrouwelijkError, match="vertrouwelijke editie"):
        per_site(found.plan, found.vraag.datum, found.worp)
    with pytest.raises(VertrouwelijkError):
        per_site(found.plan, found.vraag.datum, found.worp, editie=Editie.OPENBAAR)
    got = per_site(found.plan, found.vraag.datum, found.worp, editie=Editie.VERTROUWELIJK)
    shares = got.set_index("locatie_id")["kans"]
    assert shares["L1"] == 1.0
    assert shares["L2"] == pytest.approx(0.5, abs=0.03)
    assert found.gebied[VENLO].totaal.mean() == pytest.approx(100 + 200 * shares["L2"])


def test_the_day_comes_from_the_figures_then_the_rules_then_an_assumption() -> None:
    asked = ("asielzoekers", "indicatief")
    rows = build.cijfers(duty(VENLO, 100, geldt_vanaf="2027-09-01"))
    assert duty_day(rows, *asked, "2026", RULES).datum == pd.Timestamp("2027-09-01")
    assumed = duty_day(build.cijfers(duty(VENLO, 100)), *asked, "2026", RULES)
    assert (assumed.datum, assumed.is_aanname) == (pd.Timestamp("2027-07-01"), True)
    assert duty_day(rows, *asked, "2024", RULES).datum == pd.Timestamp("2025-07-01")
    other = duty_day(rows, "oekraiense_ontheemden", "opgave", "", RULES)
    assert pd.isna(other.datum)
    assert duty_day(rows, *asked, "2030", RULES).herkomst == "geen bron noemt een dag"


def test_when_nothing_is_in_doubt_the_band_is_the_supply_by_month() -> None:
    agreed = {"verlenging_tot": "2029-05-31", "verlenging_status": "afgesproken"}
    first = {"van": "2024-01-01", "tot": "2027-06-30"}
    found = sites.frames(
        sites.site("a", VENLO, 80, tot="2027-03-31"),
        sites.site("b", VENLO, 55, stadium="afbouw", van=None, tot="2028-01-31"),
        sites.site("c", VENRAY, 40, tot=None, is_onbepaald=True),
        sites.site("d", VENRAY, 30, tot="2027-05-31", **agreed),
        sites.site("e", HORST, 70, stadium="bouw", van="2027-09-15"),
        sites.site("f", HORST, 60, stadium="gesloten", tot="2026-08-31"),
        sites.site("g", HORST, 90, doelgroep="oekraiense_ontheemden"),
        sites.site("h", HORST, 100, is_flexibel=True),
        bestemmingen=[
            first | {"locatie_id": "h", "doelgroep": "oekraiense_ontheemden"},
            {"locatie_id": "h", "doelgroep": "asielzoekers", "van": "2027-07-01", "plekken": 100},
        ],
    )
    stays_ = supply.stays(found)
    links = areas.membership(found["gebieden"], [NOORD, VENLO])
    plan = prepare(stays_, "asielzoekers", sites.DAY)
    sure = assume({"bouw": 1.0}, {"bouw": (1, 0, 0, 0, 0)})
    band = run(plan, Vraag(links, 48, pd.NaT), Worp(sure, Stand.MIDDEN, 100, 1)).band
    last = band["maand"].max()
    rows = supply.monthly(
        stays_, [NOORD, VENLO], links, sites.DAY, last, verlenging=False, peildatum=sites.DAY
    )
    whole = rows[rows["doelgroep"].eq("asielzoekers") & rows["deelgroep"].eq("alle")]
    places = whole.groupby(["gebied_code", "maand"])["plekken"].sum()
    drawn_ = band.set_index(["gebied_code", "maand"])["p50"]
    assert (drawn_ == places.reindex(drawn_.index, fill_value=0)).all()
    assert drawn_[NOORD].nunique() > 4
    assert plan.weggelaten.empty
