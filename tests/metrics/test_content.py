"""The rules about content: the data they stand in, the order of what they say, and what never happens."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from loaders import load, reference
from metrics import content
from metrics.content.report import shown
from model import schemas
from model.frames import Frames
from model.inhoud import ROW, SOORTEN, Inhoud, Regel, load_rules
from model.lijsten import SOORTEN_PER_DOELGROEP, Ernst
from model.rules import FOLDER
from tests.metrics.build import HORST, LIMBURG, NOORD, SIMPELVELD, VENLO, cijfers, frames
from tests.metrics.contents import ALL_31, GEBIEDEN, INWONERS, RULES, TODAY, bed, check, mens, plek, source
from tests.shared import shared

ROOT = Path(__file__).parents[2]

# ---- the data ----


def test_every_soort_has_a_check_and_a_rule_and_the_other_way_round():
    assert set(content.CHECKS) == set(SOORTEN) == {regel.soort for regel in RULES.regel}


@pytest.mark.parametrize("regel", RULES.regel, ids=lambda regel: regel.id)
def test_a_rule_says_in_dutch_what_to_do_and_why_it_is_there(regel: Regel):
    assert regel.ernst in {Ernst.WAARSCHUWING, Ernst.MELDING}
    assert re.search(r"Verbeter|Vraag|Kijk|Controleer|Herstel|Tel het|Draai|Vul|Haal|Bekijk", regel.tekst)
    assert not re.search(
        r"\b(the|is not|value|row|column)\b|_", re.sub(r"\{\w+\}", "", regel.tekst + regel.titel)
    )
    assert len(regel.reden) >= 20
    assert regel.tekst.endswith((".", ".{ook}"))


BASE = {
    "id": "x", "soort": "oud", "titel": "x", "ernst": "melding", "grens": {"maanden": 12},
    "tekst": "een zin van meer dan twintig tekens", "sinds": "2026-11-22", "reden": "daarom en daarom",
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"soort": "bestaat-niet"}, {"grens": {}}, {"grens": {"maanden": 1, "z": 2}}, {"ernst": "fout"},
        {"tekst": "een zin met een {vreemd} woord erin"}, {"id": "Met Hoofdletters"}, {"maat": ["onzin"]},
        {"grenzen": {}}, {"sinds": "gisteren"}, {"tekst": "kort"},
    ],
)  # fmt: skip
def test_a_rule_that_cannot_run_is_refused_when_it_is_read(wrong: dict):
    Regel.model_validate(BASE)
    with pytest.raises(ValidationError):
        Regel.model_validate(BASE | wrong)


@pytest.mark.parametrize(
    "wrong", [{"regel": [BASE, BASE]}, {"regel": [BASE | {"wint_van": ["y"]}]}, {"meest": 0}]
)
def test_a_set_of_rules_that_contradicts_itself_is_refused(wrong: dict):
    whole = {"provincie": "PV31", "meest": 25, "regel": [BASE]}
    assert Inhoud.model_validate(whole).rule("x").titel == "x"
    with pytest.raises(KeyError):
        Inhoud.model_validate(whole).rule("y")
    with pytest.raises(ValidationError):
        Inhoud.model_validate(whole | wrong)


def test_the_province_comes_from_the_monitor(tmp_path: Path):
    for path in FOLDER.glob("*.toml"):
        text = path.read_text("utf-8").replace('provincie = "PV31"', 'provincie = "PV26"')
        (tmp_path / path.name).write_text(text, "utf-8")
    assert load_rules(tmp_path).provincie == "PV26"
    assert load_rules().provincie == "PV31"
    assert tomllib.loads((FOLDER / "inhoud.toml").read_text("utf-8"))["meest"] == RULES.meest


def test_a_rule_does_not_run_before_its_day():
    rows = [bed(VENLO, 10_001)]
    assert check(rows, rules="te-groot-voor-een-gemeente", today=pd.Timestamp("2026-11-21")) == []
    assert len(check(rows, rules="te-groot-voor-een-gemeente", today=pd.Timestamp("2026-11-22"))) == 1


# ---- what is said, and in which order ----


def test_serious_first_then_whole_files_then_the_biggest():
    rows = [bed(code, 12) for code in ALL_31[:20]]
    rows += [plek(VENLO, 20_000), plek(HORST, 30_000), plek(LIMBURG, 50_000)]
    places = [plek(code, 50 + n, peildatum="2025-05-31") for n, code in enumerate(ALL_31)]
    rows += places
    found = check(rows, [row | {"peildatum": "2025-04-30"} for row in places])
    order = [issue.code for issue in found]
    assert order[:2] == ["overal-hetzelfde-getal", "gemeenten-ontbreken"]
    sizes = [issue.tekst for issue in found if "te groot" in issue.tekst]
    assert [re.search(r"[\d.]+ is te groot", text).group() for text in sizes] == [
        "50.000 is te groot", "30.000 is te groot", "20.000 is te groot",
    ]  # fmt: skip
    assert [issue.ernst for issue in found] == sorted(
        (issue.ernst for issue in found), key=["fout", "waarschuwing", "melding"].index
    )


def test_a_mention_comes_after_every_warning():
    places = [plek(code, 50 + n, peildatum="2025-05-31") for n, code in enumerate(ALL_31)]
    before = [row | {"peildatum": "2025-04-30"} for row in places]
    found = check([*places, bed(VENLO, 10_001)], before)
    assert [issue.ernst for issue in found] == ["waarschuwing", "melding"]
    assert found[-1].code == "plekken-gelijk-aan-vorige-keer"


def test_of_one_rule_the_largest_are_named_and_the_rest_is_counted():
    rows = [bed(VENLO, 10_001 + n, peildatum=f"2025-06-{n + 1:02d}") for n in range(30)]
    found = check(rows, rules="te-groot-voor-een-gemeente")
    assert len(found) == 26
    assert "10.030" in found[0].tekst
    assert (
        found[-1].tekst
        == "Te groot voor een gemeente: nog 5 keer, het grootste in Blad1!A6. Bekijk ook deze cellen."
    )
    assert sum(issue.aantal for issue in found) == 30


def test_each_issue_names_its_own_file():
    both = pd.concat([source("een.xlsx"), source("twee.xlsx", "bron-2")], ignore_index=True)
    new = {"cijfers": cijfers(bed(VENLO, 10_001), bed(HORST, 10_002, bron_id="bron-2")), "bronnen": both}
    assert [issue.bron for issue in check(new, rules="te-groot-voor-een-gemeente")] == [
        "twee.xlsx",
        "een.xlsx",
    ]


def test_a_delivery_without_figures_and_a_version_that_is_not_there():
    assert content.check({}, {}, RULES, TODAY, gebieden=GEBIEDEN) == []
    assert check(frames()) == []
    one = content.check({"cijfers": cijfers(bed(VENLO, 10_001))}, {}, RULES, TODAY, gebieden=GEBIEDEN)
    assert [issue.code for issue in one] == ["te-groot-voor-een-gemeente"]
    with_people = content.check(
        {"cijfers": cijfers(bed(SIMPELVELD, 2_000))}, {"inwoners": INWONERS}, RULES, TODAY, gebieden=GEBIEDEN
    )
    assert [issue.code for issue in with_people] == ["te-veel-per-inwoner-opvang"]


def test_numbers_and_days_are_shown_in_dutch():
    assert [shown(value) for value in (1234, 1234.0, 2.5, pd.NaT, "x")] == [
        "1.234",
        "1.234",
        "2,5",
        "onbekend",
        "x",
    ]


# ---- what never happens ----

AREAS = [VENLO, HORST, SIMPELVELD, NOORD, LIMBURG, "GM0951", "NL01", "VR24"]
PARTS = ["alle", "amv", "regulier"]
DAYS = ["2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01", "2026-11-30", None]
PERIODS = [("2024-07-01", "2024-12-31"), ("2025-01-01", "2025-06-30"), ("2024-01-01", "2025-03-05")]
NUMBERS = st.one_of(st.none(), st.sampled_from([0, 1, 10, 43, 430, 5_000, 10**9]), st.integers(0, 2_000))


@st.composite
def figures(draw: st.DrawFn, known: bool = True) -> dict:
    """Return any row that the schema of cijfers allows."""
    groep = draw(st.sampled_from(list(SOORTEN_PER_DOELGROEP)))
    maat = draw(st.sampled_from(["opgave", "realisatie", "bezet", "saldo", "aanbod", "nog_te_realiseren"]))
    value = draw(NUMBERS) if known else None
    low = draw(st.sampled_from([None, 0, 5])) if known and value is None else None
    flow = draw(st.booleans())
    first, last = draw(st.sampled_from(PERIODS)) if flow else (None, None)
    return {
        "gebied_code": draw(st.sampled_from(AREAS)), "doelgroep": str(groep), "maat": maat,
        "deelgroep": draw(st.sampled_from(PARTS)) if groep == "asielzoekers" else "alle",
        "soort_opgave": str(draw(st.sampled_from(SOORTEN_PER_DOELGROEP[groep]))) if maat == "opgave" else "",
        "cyclus": "", "bereik": draw(st.sampled_from(["gemeentetotaal", "deel"])),
        "aard": "stroom" if flow else "stand", "periode_van": first, "periode_tot": last,
        "peildatum": draw(st.sampled_from(DAYS)), "vastgesteld_op": draw(st.sampled_from(DAYS)),
        "waarde": value, "waarde_min": low, "eenheid": "plekken",
        "waarde_status": "definitief" if value is not None else "geschat" if low is not None else "onbekend",
    }  # fmt: skip


ROWS = st.lists(figures(), max_size=12)
#: Rules that are not about a number: who is missing, what ended, and dates.
ABOUT_ROWS = {
    "gemeenten-ontbreken", "gemeente-bestaat-niet-meer", "datum-in-de-toekomst",
    "opgave-nog-niet-vastgesteld", "ouder-dan-wat-er-staat", "periode-kan-niet",
    "stand-en-stroom-door-elkaar",
}  # fmt: skip


def celled(rows: list[dict]) -> list[dict]:
    return [row | {"bron_cel": f"Blad1!B{n}"} for n, row in enumerate(rows, 2)]


def nothing_falls(new: list[dict], old: list[dict]) -> None:
    new, old = celled(new), celled(old)
    said = check(new, old)
    assert check(new[::-1], old[::-1]) == said
    assert all(issue.plaats for issue in said)
    assert not [i.tekst for i in said if re.search(r"\{|<NA>|NaT|\bnan\b", i.tekst)]


def unknown_is_silent(new: list[dict], old: list[dict]) -> None:
    assert {issue.code for issue in check(celled(new), celled(old))} <= ABOUT_ROWS


UNKNOWN = st.lists(figures(known=False), max_size=10)


@settings(max_examples=8, deadline=None)
@given(ROWS, ROWS)
def test_no_rule_falls_and_the_order_of_rows_does_not_matter(new: list[dict], old: list[dict]):
    nothing_falls(new, old)


@settings(max_examples=6, deadline=None)
@given(UNKNOWN, ROWS)
def test_an_unknown_never_trips_a_rule_about_numbers(new: list[dict], old: list[dict]):
    unknown_is_silent(new, old)


@pytest.mark.proof
@settings(max_examples=400, deadline=None)
@given(ROWS, ROWS, UNKNOWN)
def test_the_same_in_many_more_versions(new: list[dict], old: list[dict], unknown: list[dict]):
    nothing_falls(new, old)
    unknown_is_silent(unknown, old)


@settings(max_examples=4, deadline=None)
@given(ROWS)
def test_the_same_delivery_again_is_not_old_and_brings_no_new_jump(rows: list[dict]):
    steps = {regel.id for regel in RULES.regel if regel.soort in {"sprong", "factor", "oud"}}
    rows = celled(rows)
    assert not {issue.code for issue in check(rows, rows)} & steps


# ---- what the shipped figures get to hear ----


@cache
def public() -> Frames:
    own = ROOT / "data" / "public"
    folder = own if any(own.glob("*.csv")) else shared("public")
    if folder is None:
        pytest.skip("data/public is leeg en de gedeelde map ontbreekt")
    loaded = [load.load(path.read_bytes(), path.name).frames for path in sorted(folder.glob("*.csv"))]
    names = {name for part in loaded for name in part}
    return {
        name: schemas.conform(name, pd.concat([p[name] for p in loaded if name in p], ignore_index=True))
        for name in names
    }


def test_the_shipped_figures_raise_no_false_alarm():
    """Whole and file by file against the whole: real figures, looked at by hand, trip nothing."""
    version = public() | {"gebieden": reference.gebieden(), "inwoners": reference.inwoners()}
    assert (
        content.check(public(), {}, RULES, TODAY, gebieden=version["gebieden"], inwoners=version["inwoners"])
        == []
    )
    assert content.check(public(), version, RULES, TODAY, gebieden=version["gebieden"]) == []


def test_a_year_of_all_gemeenten_is_judged_whole():
    now = GEBIEDEN[GEBIEDEN["geldig_tot"].isna() & GEBIEDEN["niveau"].eq("gemeente")]["gebied_code"]
    rows = [mens(code, 5 + n % 40, peildatum="2025-06-30") for n, code in enumerate(now)]
    assert len(rows) == 342
    assert check(rows, rules="gemeenten-ontbreken") == []
    assert {"gebied", "wat", "wanneer", "waarde"} <= ROW
