"""Corrections in versions: the guard at publishing, the trace, undo, and the ones that are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import store
from model.correctie import apply
from store.shipped_corrections import shipped_corrections
from tests.store.samples import add, content, correction, loaded


def test_a_correction_holds_from_the_version_that_names_it(monitor: store.Store) -> None:
    first = monitor.publish(None, [add(monitor, 471).id], "eerste", "Anna")
    made = monitor.add_correction(correction(471, "417"), "Bo")
    assert monitor.frames(first.id)["cijfers"]["waarde"].tolist() == [471]  # recording changes nothing
    second = monitor.publish(first.id, first.uploads, "hersteld", "Bo", corrections=[made.id])
    assert second.corrections == (made.id,)
    assert first.corrections == ()
    figure = monitor.frames(second.id)["cijfers"].iloc[0]
    assert figure["waarde"] == 417
    assert "waarde was 471" in figure["toelichting"]
    found = next(one for one in monitor.corrections() if one.id in figure["toelichting"])
    assert (found.actor, found.correctie.reden) == ("Bo", "typefout in de bron")
    assert monitor.frames(first.id)["cijfers"]["waarde"].tolist() == [471]
    third = monitor.publish(second.id, [*second.uploads, add(monitor, 2).id], "erbij", "Anna")
    assert third.corrections == (made.id,)  # kept unless told otherwise
    assert store.open(monitor.core.root).frames(third.id)["cijfers"]["waarde"].tolist() == [417, 2]
    assert monitor.verify() == []


def test_undo_gives_exactly_the_old_figures_both_ways(monitor: store.Store) -> None:
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    made = monitor.add_correction(correction(1), "Bo")
    second = monitor.publish(first.id, first.uploads, "hersteld", "Bo", corrections=[made.id])
    third = monitor.undo(first.id, second.id, "toch niet", "Anna")
    fourth = monitor.undo(second.id, third.id, "toch wel", "Anna")
    assert (third.corrections, fourth.corrections) == ((), (made.id,))
    assert (third.fingerprint, fourth.fingerprint) == (first.fingerprint, second.fingerprint)
    fresh = store.open(monitor.core.root)
    for old, new in ((first, third), (second, fourth)):
        for name, frame in fresh.frames(old.id).items():
            assert_frame_equal(fresh.frames(new.id)[name], frame)


def test_a_correction_that_no_longer_fits_stops_publishing(monitor: store.Store) -> None:
    """A newer edition of the file: the correction belonged to the old one, and that is said."""
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    made = [monitor.add_correction(correction(1, wordt), "Bo").id for wordt in ("7", "8")]
    second = monitor.publish(first.id, first.uploads, "hersteld", "Bo", corrections=made[:1])
    newer = add(monitor, 2)
    with pytest.raises(store.CorrectionMisses, match="nieuwere uitgave") as caught:
        monitor.publish(second.id, [newer.id], "nieuw bestand", "Anna")
    assert made[0] in str(caught.value)
    assert "Publiceer zonder deze correctie" in str(caught.value)
    with pytest.raises(store.CorrectionMisses, match=r"er staat 7 en niet 1") as caught:
        monitor.publish(second.id, second.uploads, "nog een", "Anna", corrections=made)
    assert [miss.correctie.id for miss in caught.value.misses] == made[1:]
    assert monitor.head() == second
    assert (monitor.audit()[0].action, monitor.audit()[0].result) == ("publiceren", "geweigerd")
    third = monitor.publish(second.id, [newer.id], "nieuw bestand", "Anna", corrections=[])
    assert monitor.frames(third.id)["cijfers"]["waarde"].tolist() == [2]


def test_every_miss_is_named(monitor: store.Store) -> None:
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    asked = [correction(1, bron_cel="A!A1"), correction(1, was="5"), correction(1)]
    ids = [monitor.add_correction(one, "Bo").id for one in asked]
    with pytest.raises(store.CorrectionMisses, match="2 correcties passen niet") as caught:
        monitor.publish(first.id, first.uploads, "hersteld", "Bo", corrections=ids)
    assert [one.id in str(caught.value) for one in asked] == [True, True, False]


def test_a_correction_may_not_break_the_model(monitor: store.Store) -> None:
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    made = monitor.add_correction(correction(1, "-4"), "Bo")
    with pytest.raises(store.StoreError, match="niet negatief"):
        monitor.publish(first.id, first.uploads, "hersteld", "Bo", corrections=[made.id])
    assert monitor.head() == first


def test_the_list_of_corrections_is_part_of_a_version(monitor: store.Store) -> None:
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    one = monitor.add_correction(correction(1), "Bo").id
    second = monitor.publish(first.id, first.uploads, "hersteld", "Bo", key="knop", corrections=[one])
    assert second.fingerprint != first.fingerprint
    again = monitor.publish(first.id, first.uploads, "hersteld", "Bo", key="knop", corrections=[one])
    assert again == second
    with pytest.raises(store.StoreError, match="al gebruikt"):
        monitor.publish(first.id, first.uploads, "hersteld", "Bo", key="knop", corrections=[])
    with pytest.raises(store.NothingChanged):
        monitor.publish(second.id, second.uploads, "nog eens", "Bo")
    with pytest.raises(store.UnknownObject, match="Correctie c-weg bestaat niet"):
        monitor.publish(second.id, second.uploads, "x", "Bo", corrections=["c-weg"])
    with pytest.raises(store.StoreError, match="twee keer"):
        monitor.publish(second.id, second.uploads, "x", "Bo", corrections=[one, one])


def test_the_same_correction_twice_is_one(monitor: store.Store) -> None:
    first = monitor.add_correction(correction(1), "Anna")
    assert monitor.add_correction(correction(1), "Bo") == first
    assert monitor.corrections() == [first]
    with pytest.raises(store.StoreError, match="naam"):
        monitor.add_correction(correction(2), " ")


def test_reasons_stay_with_their_version(monitor: store.Store) -> None:
    why = {"GM0983|realisatie": "nieuwe locatie\x1b[31m open", "PV31|opgave": "besluit"}
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna", reasons=why)
    second = monitor.publish(first.id, [add(monitor, 2).id], "tweede", "Anna")
    expected = {"GM0983|realisatie": "nieuwe locatie [31m open", "PV31|opgave": "besluit"}
    assert (monitor.reasons(first.id), monitor.reasons(second.id)) == (expected, {})
    with pytest.raises(store.StoreError, match="waarom zij klopt"):
        monitor.publish(second.id, [add(monitor, 3).id], "derde", "Anna", reasons={"feit": " "})


def test_who_is_first_decides_also_about_corrections(monitor: store.Store) -> None:
    first = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    made = monitor.add_correction(correction(1), "Bo").id
    second = monitor.publish(first.id, first.uploads, "hersteld", "Bo", corrections=[made])
    with pytest.raises(store.StaleVersion) as caught:
        monitor.publish(first.id, [*first.uploads, add(monitor, 2).id], "te laat", "Anna")
    assert caught.value.head == second


# shipped ----------------------------------------------------------------------------------------------------


def _folder(tmp_path: Path, *numbers: int) -> Path:
    place = tmp_path / "public"
    place.mkdir(exist_ok=True)
    for number in numbers:
        (place / f"venlo-{number}.csv").write_bytes(content(number))
    return place


def _load(data: bytes, _name: str) -> object:
    return loaded(data, int(data.split(b";")[-1]))


def test_shipped_corrections_are_made_in_the_first_version(monitor: store.Store, tmp_path: Path) -> None:
    known = [correction(1, "9")]
    first = store.seed(monitor, _folder(tmp_path, 1, 2), load=_load, known=known)
    assert monitor.frames(first.id)["cijfers"]["waarde"].tolist() == [9, 2]
    assert first.corrections == (known[0].id,)
    assert monitor.corrections()[0].actor == "Monitor"
    assert store.proposal(monitor, tmp_path / "public", load=_load, known=known) is None


def test_a_release_with_a_correction_that_misses_is_broken(monitor: store.Store, tmp_path: Path) -> None:
    with pytest.raises(store.CorrectionMisses):
        store.seed(monitor, _folder(tmp_path, 1), load=_load, known=[correction(1, was="5")])
    assert monitor.head() is None


def test_a_newer_release_offers_its_corrections_and_takes_its_own_back(
    monitor: store.Store, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, 1, 2)
    first = store.seed(monitor, folder, load=_load, known=[correction(1, "9")])
    mine = monitor.add_correction(correction(2, "20"), "Anna")
    second = monitor.publish(
        first.id, first.uploads, "eigen", "Anna", corrections=[*first.corrections, mine.id]
    )
    offer = store.proposal(monitor, folder, load=_load, known=[correction(1, "11")])
    assert offer is not None
    assert [one.wordt for one in offer.fresh] == ["11"]
    third = store.accept(monitor, offer, "Anna", "nieuwe uitgave")
    assert third.corrections == (mine.id, correction(1, "11").id)
    assert monitor.frames(third.id)["cijfers"]["waarde"].tolist() == [11, 20]
    back = monitor.undo(second.id, third.id, "terug", "Anna")
    assert store.proposal(monitor, folder, load=_load, known=[correction(1, "9")]) is None
    assert back.corrections == second.corrections


def test_the_shipped_file_can_be_read_and_explains_itself(tmp_path: Path) -> None:
    assert shipped_corrections() == ()  # none is known now; the next test shows how one is read
    file = tmp_path / "corrections.toml"
    body = correction(1).model_dump(mode="json", exclude_none=True)
    lines = "\n".join(f'{key} = "{value}"' for key, value in body.items())
    file.write_text(f"[[correctie]]\n{lines}\n")
    assert shipped_corrections(file) == (correction(1),)
    for broken in ("[[correctie]]\nwas = 3\n", "x = ", f"[[correctie]]\n{lines}\nextra = 1\n"):
        file.write_text(broken)
        with pytest.raises(store.StoreError, match=r"corrections\.toml klopt niet"):
            shipped_corrections(file)


def test_every_shipped_correction_fits_the_shipped_files(tmp_path: Path) -> None:
    if not shipped_corrections():
        pytest.skip("there is no shipped correction")
    monitor = store.open(tmp_path)
    first = store.seed(monitor, known=[])
    assert apply(monitor.frames(first.id), shipped_corrections())[1] == []
