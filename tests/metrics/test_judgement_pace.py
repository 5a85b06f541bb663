"""Statushouders are judged on the months that have passed, not on a half-year that still runs."""

import pandas as pd

from metrics.judgement import judge
from model.rules import rules


def row(realisatie, until, groep="statushouders"):
    frame = {
        "gebied_code": ["PV31"],
        "doelgroep": [groep],
        "deelgroep": ["alle"],
        "inwoners": [1_133_255],
        "opgave_conflict": [False],
        "realisatie_conflict": [False],
        "realisatie_datum": [pd.Timestamp(until)],
    }
    for name, value in (("opgave", 936), ("realisatie", realisatie)):
        frame |= {name: [value], f"{name}_min": [None], f"{name}_max": [None]}
    out = pd.DataFrame(frame)
    numbers = [
        c for c in out if c.startswith(("opgave", "realisatie")) and not c.endswith(("conflict", "datum"))
    ]
    return out.astype({**dict.fromkeys(numbers, "Int64"), "inwoners": "Int64"})


def test_after_four_of_six_months():
    # 936 x 4/6 = 624; 587 / 624 = 94 %: bijna. Against the whole task it would be 63 %: achter.
    judged = judge(row(587, "2026-10-31"), rules()).iloc[0]
    assert judged["status"] == "bijna"
    assert round(judged["realisatie_aandeel"], 3) == 0.627
    assert judged["verschil"] == -349


def test_at_the_end_the_whole_task_counts():
    assert judge(row(587, "2026-12-31"), rules()).iloc[0]["status"] == "achter"


def test_before_the_first_month_has_passed_the_whole_task_counts():
    # 15 July: no month has passed; dividing by 0 would make anyone infinitely ahead
    assert judge(row(10, "2026-07-15"), rules()).iloc[0]["status"] == "achter"


def test_other_groups_are_never_judged_on_months():
    assert judge(row(587, "2026-10-31", "asielzoekers"), rules()).iloc[0]["status"] == "achter"


def asylum(realisatie, amv):
    """Return a gemeente of 60 places of which 5 amv, with what is there."""
    rows = []
    for part, duty, done in (("alle", 60, realisatie), ("amv", 5, amv)):
        rows.append(
            row(done, "2026-10-31", "asielzoekers").assign(
                gebied_code="GM0944", deelgroep=part, opgave=pd.array([duty], dtype="Int64")
            )
        )
    return judge(pd.concat(rows, ignore_index=True), rules()).set_index("deelgroep")


def test_amv_short_withholds_only_a_good_word():
    # 62 of 60 looks done, but 3 of 5 amv: no word. 0 of 60 is behind whatever amv does.
    assert asylum(62, 3).loc["alle", "status"] == "onbekend"
    assert asylum(62, 5).loc["alle", "status"] == "op_schema"
    assert asylum(0, 0).loc["alle", "status"] == "achter"
