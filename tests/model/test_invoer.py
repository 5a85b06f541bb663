"""Edits by hand as data: guards, order, what goes along, what may not be, and what is left alone."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.frames import Frames
from model.invoer import Invoer, Veld, object_id
from model.invoer_kiezen import Besluit, groepen, vervangen
from model.invoer_maken import nieuw, weg, wijzig
from model.invoer_toepassen import Regel, apply, rij
from model.schemas import SCHEMAS, check_all, conform, empty

SITE = {
    "gebied_code": "GM0983", "naam": "Klooster", "type": "azc", "stadium": "open", "zekerheid": "open",
    "plekken": 100, "waarde_status": "definitief", "bron_id": "bron", "bron_cel": "Locaties!A2",
}  # fmt: skip


def register(*rows: dict[str, object], bestand: str = "a.xlsx") -> Frames:
    """Frames with these sites, s1, s2, …"""
    frames = {name: empty(name) for name in SCHEMAS}
    bron = {"bron_id": "bron", "bestand": bestand, "sha256": "ab" * 32}
    frames["bronnen"] = conform("bronnen", pd.DataFrame([bron]))
    sites = [{"locatie_id": f"s{place}", **SITE, **row} for place, row in enumerate(rows, 1)]
    frames["locaties"] = conform("locaties", pd.DataFrame(sites))
    return frames


def made(frames: Frames, *edits: Invoer) -> Frames:
    """Return the frames after edits that all fit."""
    out, missed = apply(frames, [Regel(place, one) for place, one in enumerate(edits, 1)])
    assert missed == []
    assert check_all(out) == []
    return out


def missed(frames: Frames, *edits: Invoer) -> list[str]:
    """Return why edits miss."""
    return [miss.tekst for miss in apply(frames, [Regel(0, one) for one in edits])[1]]


def edit(frames: Frames, name: str = "s1", **waarden: str) -> Invoer:
    """Return an edit of a site."""
    row = rij(frames, "locaties", name)
    assert row is not None
    found = wijzig("locaties", row, waarden, "gebeld")
    assert found is not None
    return found


def new(naam: str = "Kazerne", zaad: str = "a", **waarden: str) -> Invoer:
    """Return the edit that makes a site."""
    given = {"gebied_code": "GM0983", "naam": naam, "type": "azc", "stadium": "besluit"}
    return nieuw("locaties", {**given, **waarden}, "besluit", zaad)


def site(frames: Frames, name: str = "s1") -> dict[str, str]:
    found = rij(frames, "locaties", name)
    assert found is not None
    return found


# what goes along -------------------------------------------------------------------------------------------


def test_places_take_their_bounds_status_and_words_along() -> None:
    """150 to 200 "circa 175" becomes exactly 180: no bound and no word of the source is left of it."""
    about = {"plekken": None, "plekken_min": 150, "plekken_max": 200, "capaciteit_tekst": "circa 175"}
    before = register({**about, "waarde_status": "onbekend"})
    after = site(made(before, edit(before, plekken="180")))
    wanted = {"plekken": "180", "plekken_min": "", "plekken_max": "", "capaciteit_tekst": ""}
    assert {name: after[name] for name in wanted} == wanted
    assert after["waarde_status"] == "definitief"


def test_an_estimate_stays_an_estimate_and_unknown_is_no_zero() -> None:
    before = register({"waarde_status": "geschat"})
    assert site(made(before, edit(before, plekken="90")))["waarde_status"] == "geschat"
    after = made(before, edit(before, plekken=""))
    assert site(after)["waarde_status"] == "onbekend"
    assert after["locaties"]["plekken"].isna().tolist() == [True]


def test_the_stage_takes_the_zekerheid_along_and_its_day_becomes_unknown() -> None:
    before = register({"stadium_sinds": "2026-01-05"})
    after = site(made(before, edit(before, stadium="gesloten")))
    assert (after["zekerheid"], after["stadium_sinds"]) == ("", "")
    told = site(made(before, edit(before, stadium="bouw", stadium_sinds="2026-11-01")))
    assert (told["zekerheid"], told["stadium_sinds"]) == ("besloten", "2026-11-01")


def test_nothing_that_differs_is_no_edit() -> None:
    before = register({})
    assert wijzig("locaties", site(before), {"plekken": "100", "naam": " Klooster "}, "x") is None


# guards and order ------------------------------------------------------------------------------------------


def test_what_was_given_is_left_alone_and_other_frames_are_the_same_objects() -> None:
    before = register({}, {"naam": "Hoeve"})
    kept = {name: frame.copy() for name, frame in before.items()}
    after = made(before, edit(before, plekken="120"), new())
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, kept[name])
        assert name in ("locaties", "bronnen") or after[name] is frame
    assert after["locaties"]["naam"].tolist() == ["Klooster", "Hoeve", "Kazerne"]
    assert after["locaties"]["bron_cel"].tolist() == ["invoer 1", "Locaties!A2", "invoer 2"]


def test_the_second_edit_sees_the_first() -> None:
    before = register({})
    first = edit(before, plekken="120")
    second = edit(made(before, first), plekken="130")
    assert site(made(before, first, second))["plekken"] == "130"
    assert missed(before, second) == ["plekken: er staat 100 en niet 120"]
    assert missed(before, first, first) == ["plekken: er staat 120 en niet 100"]


def test_a_site_that_was_taken_out_and_made_again_has_nothing_of_the_old_one() -> None:
    before = register({"toelichting": "oud", "beheer": "coa"})
    gone = weg("locaties", site(before), "vergissing")
    again = nieuw("locaties", {"locatie_id": "s1", "gebied_code": "GM0983", "naam": "Nieuw", "type": "tgo",
                               "stadium": "open"}, "toch", "z")  # fmt: skip
    after = site(made(before, gone, again))
    assert (after["toelichting"], after["beheer"], after["plekken"], after["naam"]) == ("", "", "", "Nieuw")


def test_periods_are_named_by_their_parts() -> None:
    before = register({})
    flex = [
        nieuw("bestemmingen", {"locatie_id": "s1", "doelgroep": "statushouders", "van": van}, "afspraak", "z")
        for van in ("", "2027-01-01")
    ]
    after = made(before, *flex)
    names = ["s1|statushouders|", "s1|statushouders|2027-01-01"]
    assert [object_id("bestemmingen", row) for row in after["bestemmingen"].to_dict("records")] == names
    assert missed(after, flex[0]) == ["er is al een rij met het kenmerk s1|statushouders|"]


@pytest.mark.parametrize(
    ("waarden", "words"),
    [
        ({"plekken": "50", "plekken_amv": "60"}, "meer plekken voor amv"),
        ({"plekken_min": "90", "plekken_max": "80"}, "ondergrens is hoger"),
        ({"vervangt_locatie": "weg"}, "locatie weg staat niet in deze versie"),
        ({"vervangt_locatie": "s1"}, "vervangt niet zichzelf"),
        ({"is_vertrouwelijk": "ja"}, "alleen met een nieuw bestand"),
        ({"zichtbaar_vanaf": "2027-01-01"}, "alleen met een nieuw bestand"),
    ],
)
def test_what_cannot_be_is_said(waarden: dict[str, str], words: str) -> None:
    before = register({})
    assert words in missed(before, edit(before, **waarden))[0]


def test_dates_that_cannot_be_are_found_by_the_schema() -> None:
    before = register({})
    after, _ = apply(before, [Regel(1, edit(before, van="2027-05-01", tot="2027-01-01"))])
    assert [issue.code for issue in check_all(after)] == ["datums-omgekeerd"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ([("plekken", "100", "veel")], "heel getal"),
        ([("plekken", "100", "-4")], "niet negatief"),
        ([("van", "", "31-1-2027")], "een datum"),
        ([("stadium", "open", "verkocht")], "hoort niet in de lijst"),
        ([("is_flexibel", "nee", "")], "ja of nee"),
        ([("naam", "Klooster", "")], "kan niet leeg"),
        ([("bron_id", "a", "b")], "kan niet worden ingevuld"),
        ([("kamers", "", "4")], "kan niet worden ingevuld"),
        ([("locatie_id", "s1", "s2")], "welke rij het is"),
        ([("plekken", "100", "100")], "gelijk aan de oude"),
        ([("plekken", "100", "1"), ("plekken", "100", "2")], "twee keer"),
        ([("naam", "Klooster", "Kl\u202eooster")], "niet te lezen"),
    ],
)
def test_an_edit_that_says_nothing_is_refused_in_dutch(
    fields: list[tuple[str, str, str]], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Invoer(
            frame="locaties", object_id="s1", reden="x",
            velden=tuple(Veld(veld=veld, was=was, wordt=wordt) for veld, was, wordt in fields),
        )  # fmt: skip


def test_every_field_that_is_missing_or_wrong_is_named_at_once() -> None:
    with pytest.raises(ValueError, match="gebied") as caught:
        nieuw("locaties", {"naam": "Hoeve", "plekken": "veel"}, "x", "z")
    assert all(word in str(caught.value) for word in ("heel getal", "type", "stadium"))


# sites that may be one -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "waarden", "one"),
    [
        ({}, {"naam": "klooster "}, True),
        ({"doelgroep": "asielzoekers"}, {"naam": "Klooster", "doelgroep": "statushouders"}, False),
        ({"doelgroep": "asielzoekers"}, {"naam": "Klooster"}, True),  # an unknown group may be that group
        ({"tot": "2025-12-31"}, {"naam": "Klooster", "van": "2026-01-01"}, False),
        ({"tot": "2026-01-01"}, {"naam": "Klooster", "van": "2026-01-01"}, True),
        ({}, {"naam": "Klooster", "gebied_code": "GM0984"}, False),
        ({"is_vertrouwelijk": True}, {"naam": "Klooster"}, False),  # an answer would tell that it is there
        ({"zichtbaar_vanaf": "2030-01-01"}, {"naam": "Klooster"}, False),
    ],
)
def test_a_site_of_that_name_is_asked_about(there: dict, waarden: dict[str, str], one: bool) -> None:
    before = register(there)
    assert bool(missed(before, new(**waarden))) is one
    own = new(**waarden).model_copy(update={"is_eigen": True})
    assert missed(before, own) == []


# a newer edition -------------------------------------------------------------------------------------------


def decided(frames: Frames, na: Frames, edits: list[Invoer], **choices: Besluit) -> Frames:
    """Return the newer frames with edits, of which those that miss are decided by the id of their object."""
    for _ in range(3):
        lines = [Regel(0, one) for one in edits]
        _, found = apply(na, lines)
        if not found:
            break
        gone = {id(miss.regel) for miss in found}
        after = apply(na, [one for one in lines if id(one) not in gone])[0]
        groups = groepen(found, frames, after)
        sites = [one for one in groups if one.frame == "locaties"] or groups
        missing: dict[str | Invoer, Invoer | None] = {}
        for group in sites:
            for place, miss in enumerate(group.missers):
                made_ = group.mogelijk[choices[group.object_id.split("|")[0]]]
                missing[miss.regel.invoer] = made_ if place == 0 else None
        edits = [one for one in vervangen(edits, missing) if isinstance(one, Invoer)]
    return made(na, *edits)


def test_a_chain_of_edits_is_decided_as_one() -> None:
    """100 → 110 → 120 by hand; the file now says 105: put 120 on it, in one edit."""
    before = register({})
    edits = [edit(before, plekken="110")]
    edits.append(edit(made(before, *edits), plekken="120"))
    na, there = register({"plekken": 105}), made(before, *edits)
    assert site(decided(there, na, edits, s1=Besluit.ZET))["plekken"] == "120"
    assert site(decided(there, na, edits, s1=Besluit.VERVALT))["plekken"] == "105"


def test_what_the_file_says_now_by_itself_can_only_lapse() -> None:
    before = register({})
    first = edit(before, plekken="110")
    na = register({"plekken": 110})
    (group,) = groepen(apply(na, [Regel(0, first)])[1], made(before, first), na)
    assert list(group.mogelijk) == [Besluit.VERVALT]


def test_a_site_that_is_kept_keeps_its_periods_and_one_that_moved_takes_them_along() -> None:
    before = register({}, {"naam": "Hoeve"})
    period = nieuw(
        "bestemmingen", {"locatie_id": "s1", "doelgroep": "statushouders", "plekken": "20"}, "x", "z"
    )
    edits = [edit(before, plekken="110"), period]
    there = made(before, *edits)
    alone = register({"naam": "Hoeve", "locatie_id": "s2"})
    kept = decided(there, alone, edits, s1=Besluit.EIGEN)
    assert site(kept)["plekken"] == "110"
    assert kept["bestemmingen"]["locatie_id"].tolist() == ["s1"]
    moved = decided(there, register({"locatie_id": "x9"}), edits, s1=Besluit.ZET)
    assert site(moved, "x9")["plekken"] == "110"
    assert moved["bestemmingen"]["locatie_id"].tolist() == ["x9"]
    with pytest.raises(KeyError):  # a period without its site can only lapse
        decided(there, alone, edits[1:], s1=Besluit.EIGEN)


def test_what_was_entered_in_confidence_goes_onto_no_open_row() -> None:
    closed = register({"is_vertrouwelijk": True}, bestand="VERTROUWELIJK_a.xlsx")
    first = edit(closed, plekken="110")
    line = Regel(1, first, is_vertrouwelijk=True)
    na = register({"plekken": 90})
    (group,) = groepen(apply(na, [line])[1], made(closed, first), na)
    assert list(group.mogelijk) == [Besluit.VERVALT]
    (group,) = groepen(apply(register(), [line])[1], made(closed, first), register())
    own = group.mogelijk[Besluit.EIGEN]
    assert own is not None
    assert own.wordt["is_vertrouwelijk"] == "ja"


# properties ------------------------------------------------------------------------------------------------

VALUES = st.sampled_from(["", "0", "1", "90", "100", "1250"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["s1", "s2", "s3"]), VALUES), max_size=8))
def test_the_last_edit_of_each_site_is_what_it_says_and_the_rest_is_as_it_was(steps: list) -> None:
    before = register({}, {"naam": "Hoeve"}, {"naam": "Mess"})
    frames, edits, last = before, list[Invoer](), dict.fromkeys(("s1", "s2", "s3"), "100")
    for name, value in steps:
        found = wijzig("locaties", site(frames, name), {"plekken": value}, "x")
        if found is None:
            continue
        edits.append(found)
        frames, last[name] = made(before, *edits), value
    assert {name: site(frames, name)["plekken"] for name in last} == last
    assert frames["locaties"]["naam"].tolist() == ["Klooster", "Hoeve", "Mess"]
    hand = {one.object_id for one in edits}
    assert {name for name in last if site(frames, name)["bron_id"] == "ingevoerd"} == hand


@settings(max_examples=40, deadline=None)
@given(st.permutations([0, 1, 2]))
def test_edits_of_different_objects_may_come_in_any_order(order: list[int]) -> None:
    before = register({}, {"naam": "Hoeve"})
    edits = [edit(before, "s1", plekken="1"), edit(before, "s2", plekken="2"), new()]
    lines = [Regel(7, edits[place]) for place in order]
    one, _ = apply(before, lines)
    other, _ = apply(before, [Regel(7, one_) for one_ in edits])
    pd.testing.assert_frame_equal(one["locaties"], other["locaties"])
