"""A name that nobody knows is asked once, with what was written; the answer holds for the whole file."""

from __future__ import annotations

import pytest

from loaders.area_issues import issue_for
from loaders.areas import default
from loaders.loaded import Loaded
from model.issue import Issue
from tests.loaders.grids import BREED, balanced, codes, run, sheet

HEAD = ("Gemeente", "Opgave", "Plekken open")


def asked(loaded: Loaded) -> list[Issue]:
    return [issue for issue in loaded.issues if issue.vraag]


def test_unknown_name_carries_what_was_written_and_the_best_candidate_first():
    got = run(BREED, sheet([HEAD, ("Horst a/d Maas noord", 20, 1), ("Venlo", 10, 2)]))
    (issue,) = asked(got)
    assert (issue.code, issue.plaats) == ("onbekend-gebied", "Blad1!A2")
    assert issue.vraag == "alias:Horst a/d Maas noord"
    assert issue.keuzes[0] == ("GM1507", "Horst aan de Maas (GM1507)")


def test_answer_takes_the_row_and_a_kept_alias_does_the_same():
    rows = sheet([HEAD, ("Hotst", 20, 1), ("Venlo", 10, 2), ("Totaal", 30, 3)])
    answered = run(BREED, rows, answers={"alias:Hotst": "GM1507"})
    kept = run(BREED, rows, aliases={"hotst": "GM1507"})
    for got in (answered, kept):
        assert set(got.frame("cijfers")["gebied_code"]) == {"GM1507", "GM0983"}
        assert codes(got) == []
        assert balanced(got)


def test_answer_goes_before_a_kept_alias():
    rows = sheet([HEAD, ("De Peel", 20, 1)])
    got = run(BREED, rows, aliases={"De Peel": "GM1507"}, answers={"alias:De Peel": "GM1894"})
    assert got.frame("cijfers")["gebied_code"].tolist() == ["GM1894", "GM1894"]


def test_alias_to_a_code_that_does_not_exist_is_said_and_leaves_the_name_unknown():
    got = run(BREED, sheet([HEAD, ("Hotst", 20, 1), ("Venlo", 10, 2)]), aliases={"Hotst": "GM9999"})
    assert codes(got) == ["alias-onbekend", "onbekend-gebied"]
    assert got.frame("cijfers")["gebied_code"].tolist() == ["GM0983", "GM0983"]


def test_same_unknown_name_on_many_rows_is_counted_and_no_question_gets_lost():
    rows = [HEAD, *[("Hotst", n, n) for n in range(60)], ("Roermund-Oost", 1, 1), ("Venlo", 10, 2)]
    got = run(BREED, sheet(rows))
    assert {issue.vraag for issue in asked(got)} == {"alias:Hotst", "alias:Roermund-Oost"}
    # 61 refused rows: 25 named, the other question named too, 35 counted in one
    assert sum(issue.aantal for issue in got.issues if issue.code == "onbekend-gebied") == 61
    assert len([issue for issue in got.issues if issue.code == "onbekend-gebied"]) == 27


@pytest.mark.parametrize("text", ["GM9999", "9999 Venlo", "", "0983 Roermond"])
def test_a_code_is_never_given_another_meaning(text: str):
    issue = issue_for(default().resolve(text), "bestand")
    assert issue is not None
    assert issue.vraag == ""
    assert issue.keuzes == ()


def test_ambiguous_name_offers_each_area_it_fits():
    issue = issue_for(default().resolve("Bergen"), "bestand")
    assert issue is not None
    assert issue.vraag == "alias:Bergen"
    assert {code for code, _ in issue.keuzes} == {"GM0893", "GM0373"}


def test_alias_of_a_province_row_and_its_gemeenten_counts_in_the_check_of_the_total():
    layout = BREED.replace("tussenkop = true", "provincierijen = true")
    rows = [HEAD, ("Mestreechterland", 30, 3), ("Hotst", 20, 1), ("Venlo", 10, 2)]
    aliases = {"Hotst": "GM1507", "Mestreechterland": "PV31"}
    good = run(layout, sheet(rows), aliases=aliases)
    assert codes(good) == []
    assert good.dropped["reden"].tolist() == ["totaal"]
    wrong = run(layout, sheet([HEAD, ("Mestreechterland", 31, 3), *rows[2:]]), aliases=aliases)
    assert codes(wrong) == ["totaal-wijkt-af"]
