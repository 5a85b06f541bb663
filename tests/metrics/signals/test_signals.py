"""Signals as a whole: nothing from unknown alone, no order in the rows, decisions, areas, and the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from metrics import signals
from metrics.maatregelen import Blik
from metrics.signals import decisions
from model.frames import Frames
from model.signaalbesluit import Signaalbesluit
from model.signalen import Signaalregels, signaalregels
from tests.metrics import build
from tests.metrics.build import BERGEN, GENNEP, LIMBURG, NOORD, VENLO, VENRAY, ZUID, cijfer
from tests.metrics.registers import frames

DAY = pd.Timestamp("2025-06-20")
BLIK = Blik(build.RULES, "indicatief", "2024", {})
#: Without the steps of the law: they come near whatever the figures are.
RULES = Signaalregels(regel=tuple(r for r in signaalregels().regel if r.id != "stap-nadert"))
ROOT = Path(__file__).parents[3]


def find(made: Frames, day: pd.Timestamp = DAY, gebied: str = NOORD) -> pd.DataFrame:
    return signals.find(made, gebied, day, RULES, BLIK)


def figure(code: str, maat: str, value: int | None, group: str, when: str) -> dict[str, Any]:
    """Return a figure that holds on DAY, or is too old; ``when`` is its peildatum."""
    rest: dict[str, Any] = {} if maat == "opgave" else {"peildatum": when}
    return cijfer(code, maat, value, group, **rest)


FIGURES = st.lists(
    st.builds(
        figure,
        st.sampled_from([VENLO, VENRAY, GENNEP]),
        st.sampled_from(["opgave", "realisatie", "bezet"]),
        st.integers(0, 300),
        st.sampled_from(["asielzoekers", "statushouders", "oekraiense_ontheemden"]),
        st.sampled_from(["2025-05-31", "2025-04-30", "2024-01-31"]),
    ),
    max_size=8,
)
SITES = st.lists(
    st.fixed_dictionaries(
        {
            "gebied_code": st.sampled_from([VENLO, VENRAY]),
            "plekken": st.one_of(st.none(), st.integers(1, 400)),
            "tot": st.one_of(st.none(), st.sampled_from(["2025-09-30", "2026-03-31", "2029-01-01"])),
            "plan_code": st.sampled_from(["", "samen"]),
            "plan_plekken": st.one_of(st.none(), st.just(100)),
        }
    ),
    max_size=4,
)
WAITING = st.lists(
    st.fixed_dictionaries(
        {
            "gebied_code": st.sampled_from([VENLO, NOORD]),
            "plekken": st.one_of(st.none(), st.integers(1, 400)),
            "gemeld_op": st.sampled_from(["2025-01-01", "2025-06-01"]),
            "uiterlijk_op": st.sampled_from(["2025-06-01", "2025-07-01", None]),
        }
    ),
    max_size=3,
)


def unknown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"waarde": None, "waarde_status": "onbekend"} for row in rows]


@settings(max_examples=6, deadline=None)
@given(FIGURES, SITES)
def test_nothing_comes_from_unknown_alone(figures, sites):
    """No number, no last day, no signal; whatever else is said."""
    silent = [site | {"plekken": None, "tot": None} for site in sites]
    assert find(frames(*unknown(figures), locaties=silent)).empty


@settings(max_examples=6, deadline=None)
@given(FIGURES)
def test_a_realisatie_that_becomes_unknown_adds_nothing(figures):
    """Who is not behind with a number is not behind without one."""
    hidden = [row if row["maat"] == "opgave" else unknown([row])[0] for row in figures]
    assert set(find(frames(*hidden))["kop"]) <= {"Bronnen spreken elkaar tegen"}  # of two duties


@settings(max_examples=6, deadline=None)
@given(FIGURES, SITES, WAITING, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(figures, sites, waiting, random):
    made = frames(*figures, locaties=sites, knelpunten=waiting)
    mixed = dict(made)
    for name in ("cijfers", "locaties", "knelpunten"):
        order = list(range(len(made[name])))
        random.shuffle(order)
        mixed[name] = made[name].iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(find(made), find(mixed))


def waiting_frames(**change: Any) -> Frames:
    row = {
        "gebied_code": VENLO,
        "plekken": 250,
        "gemeld_op": "2025-01-01",
        "soort": "netaansluiting",
    } | change
    return frames(knelpunten=[row])


def decided(found: pd.DataFrame, *made: tuple[str, str | None]) -> pd.DataFrame:
    """Return the signals after these decisions about the first of them."""
    first = found.iloc[0]
    rows = [
        {
            "nummer": number, "sleutel": decisions.key(first["signaal_id"], first["afdruk"]), "besluit": what,
            "tot": until, "notitie": "bekend", "wie": "analist", "op": DAY,
        }
        for number, (what, until) in enumerate(made, 1)
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(decisions.DECISIONS))
    return frame.assign(tot=pd.to_datetime(frame["tot"]))


def stand(found: pd.DataFrame, made: pd.DataFrame, today: str = "2025-06-20") -> str:
    return str(signals.with_decisions(found, made, pd.Timestamp(today))["stand"].iloc[0])


def test_an_accepted_signal_comes_back_when_its_figures_change():
    """Days go on without a word; another number of places is a change."""
    before = find(waiting_frames())
    accepted = decided(before, ("aanvaard", None))
    assert stand(before, decided(before)) == "nieuw"
    assert stand(before, accepted) == "aanvaard"
    assert stand(find(waiting_frames(), DAY + pd.Timedelta(days=40)), accepted) == "aanvaard"
    assert stand(find(waiting_frames(plekken=300)), accepted) == "terug"
    assert stand(find(waiting_frames(plekken=None)), accepted) == "terug"
    assert stand(find(waiting_frames(eigenaar_soort="rijk")), accepted) == "terug"


def test_a_signal_that_was_put_off_comes_back_the_day_after_its_last():
    found = find(waiting_frames())
    later = decided(found, ("later", "2025-07-01"))
    assert [stand(found, later, day) for day in ("2025-07-01", "2025-07-02")] == ["later", "terug"]
    for_now = decided(found, ("aanvaard", "2025-07-01"))
    assert [stand(found, for_now, day) for day in ("2025-07-01", "2025-07-02")] == ["aanvaard", "terug"]


def test_the_last_decision_counts_whatever_the_order_of_the_rows():
    found = find(waiting_frames())
    both = decided(found, ("aanvaard", None), ("ingetrokken", None))
    assert stand(found, both) == stand(found, both[::-1]) == "nieuw"
    assert stand(found, decided(found, ("ingetrokken", None), ("aanvaard", None))) == "aanvaard"


def test_a_long_id_of_a_knelpunt_still_fits_the_store():
    found = find(waiting_frames(knelpunt_id="k" * 300))
    name = decisions.key(found["signaal_id"].iloc[0], found["afdruk"].iloc[0])
    made = Signaalbesluit(signaal_id=name, besluit="aanvaard", notitie="bekend")
    assert made.signaal_id == name


def test_a_decision_about_another_signal_changes_nothing():
    found = find(waiting_frames())
    other = decided(found, ("aanvaard", None)).assign(sleutel="knelpunt-wacht-lang|GM0984||k1@0")
    got = signals.with_decisions(found, other, DAY)
    assert got[["stand", "notitie"]].to_numpy().tolist() == [["nieuw", ""]]


def test_an_area_shows_what_is_in_it_and_what_also_is_about_it():
    made = frames(
        knelpunten=[
            {"gebied_code": code, "gemeld_op": "2025-01-01", "doelgroep": group}
            for code, group in ((LIMBURG, ""), (NOORD, ""), (VENLO, "statushouders"), (ZUID, "asielzoekers"))
        ],
        locaties=[
            {
                "gebied_code": code,
                "plekken": 200,
                "plan_code": "samen",
                "plan_plekken": 300,
                "stadium": "besluit",
            }
            for code in (VENLO, build.SIMPELVELD)
        ],
    )
    found = find(made, gebied=LIMBURG)
    assert len(found) == 5
    gebieden = made["gebieden"]
    codes = lambda area, group="": sorted(signals.inside(found, gebieden, area, group)["gebied_code"])  # noqa: E731
    assert codes(NOORD) == sorted(
        [NOORD, VENLO, LIMBURG]
    )  # the plan of Venlo and Simpelveld is about Limburg
    assert codes(VENLO) == sorted([VENLO, LIMBURG])
    assert codes(ZUID, "statushouders") == []
    assert codes(LIMBURG, "statushouders") == sorted([LIMBURG, NOORD, VENLO])


def test_a_signal_leads_to_a_page_that_shows_it():
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")} | {"knelpunten"}
    assert {regel.pagina for regel in signaalregels().regel} <= pages
    found = find(waiting_frames())
    assert found[["pagina", "filters"]].iloc[0].tolist() == ["knelpunten", f"knelpunt=k1&gemeente={VENLO}"]
    rows = [cijfer(BERGEN, "opgave", 66), cijfer(BERGEN, "realisatie", 10, peildatum="2025-06-01")]
    found = find(frames(*rows))
    assert found[["pagina", "filters"]].iloc[0].tolist() == [
        "gemeente",
        f"groep=asielzoekers&gemeente={BERGEN}",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"soort": "gevoel"}, "bestaat niet"),
        ({"grens": {}}, "grenzen"),
        ({"lijst": "cijfers"}, "past niet"),
        ({"ernst": "fout"}, "geen fout"),
        ({"tekst": "Er is iets met {het weer} in {gebied}."}, "vult niemand in"),
        ({"wint_van": ["onbekend"]}, "is er niet"),
    ],
)
def test_a_rule_that_cannot_work_fails_when_it_is_read(change, said):
    good = signaalregels().rule("knelpunt-wacht-lang").model_dump(mode="json")
    with pytest.raises(ValidationError, match=said):
        Signaalregels.model_validate({"regel": [good | change]})


def test_two_rules_with_one_id_are_refused():
    good = signaalregels().rule("knelpunt-wacht-lang").model_dump(mode="json")
    with pytest.raises(ValidationError, match="dezelfde id"):
        Signaalregels.model_validate({"regel": [good, good]})


def test_a_limit_is_data():
    """The same knelpunt, 170 days old: with a limit of 200 days nobody is reminded."""
    text = signaalregels().rule("knelpunt-wacht-lang")
    patient = Signaalregels(regel=(text.model_copy(update={"grens": {"dagen": 200}}),))
    assert signals.find(waiting_frames(), NOORD, DAY, patient, BLIK).empty
    assert len(find(waiting_frames())) == 1
