"""What people enter by hand, as scenarios that hold on every database; each takes an empty store."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

import store
from loaders.loaded import Loaded
from metrics.disclosure import release
from model.bronnen import bron_id
from model.invoer import Invoer
from model.invoer_kiezen import Besluit, groepen, vervangen
from model.invoer_maken import nieuw, weg, wijzig
from store.frames import merge
from tests.store.samples import add, content, loaded, new_site

TODAY = pd.Timestamp("2026-11-28")


def site(name: str = "Klooster", **fields: object) -> dict[str, object]:
    """A row of locaties as a file gives it."""
    row = {"locatie_id": f"venlo-{name.lower()}", "gebied_code": "GM0983", "naam": name, "type": "azc"}
    row |= {"stadium": "open", "zekerheid": "open", "plekken": 100, "eenheid": "plekken"}
    return {**row, "waarde_status": "definitief", "bron_cel": f"Locaties!A{len(name)}", **fields}


def bring(
    monitor: store.Store, number: int, *rows: dict[str, object], name: str = "locaties.csv"
) -> store.Upload:
    """Add a file with these sites."""
    data = content(number) + name.encode()
    made = loaded(data, number)
    sites = pd.DataFrame(list(rows)).assign(bron_id=bron_id(hashlib.sha256(data).hexdigest()))
    frames = made.frames | {"bronnen": made.frames["bronnen"].assign(bestand=name), "locaties": sites}
    if name.startswith("VERTROUWELIJK_"):
        frames["cijfers"] = frames["cijfers"].assign(is_vertrouwelijk=True)
        frames["locaties"] = frames["locaties"].assign(is_vertrouwelijk=True)
    return monitor.add_upload(data, name, "Anna", Loaded(frames, [], made.dropped, made.provenance))


def row(monitor: store.Store, version: store.Version, name: str, frame: str = "locaties") -> dict:
    """Return one object of a version."""
    rows = monitor.frames(version.id)[frame]
    return rows[rows.iloc[:, 0].eq(name)].iloc[0].to_dict()


def change(monitor: store.Store, version: store.Version, name: str, **waarden: str) -> Invoer:
    """Return the edit that gives a site other values."""
    made = wijzig("locaties", row(monitor, version, name), waarden, "de gemeente belde")
    assert made is not None
    return made


def life(monitor: store.Store) -> None:
    """Make a site, delay it, take that back; every step is a version and none is lost."""
    first = monitor.publish(None, [bring(monitor, 1, site()).id], "eerste", "Anna")
    made = new_site("Kazerne", van="2027-01-01")
    second = monitor.record(made, first.id, "Kazerne erbij", "Bo")
    assert (second.parent, second.note, second.uploads, len(second.entries)) == (
        first.id, "Kazerne erbij", first.uploads, 1
    )  # fmt: skip
    found = row(monitor, second, made.object_id)
    assert (found["plekken"], found["zekerheid"], found["van"]) == (
        100,
        "besloten",
        pd.Timestamp("2027-01-01"),
    )
    assert (found["bron_id"], found["bron_cel"]) == ("ingevoerd", "invoer 1")
    assert found["waarde_status"] == "definitief"
    assert pd.isna(found["plekken_amv"])
    assert pd.isna(found["tot"])
    later = change(monitor, second, made.object_id, van="2027-09-01", plekken="")
    third = monitor.record(later, second.id, "vertraagd", "Anna")
    found = row(monitor, third, made.object_id)
    assert (found["van"], pd.isna(found["plekken"]), found["waarde_status"]) == (
        pd.Timestamp("2027-09-01"), True, "onbekend"
    )  # fmt: skip
    assert found["bron_cel"] == "invoer 2"
    bron = monitor.frames(third.id)["bronnen"].set_index("bron_id").loc["ingevoerd"]
    assert bron["titel"] == "Ingevoerd in de monitor"
    told = monitor.history("locaties", made.object_id)
    assert [(one.number, one.actor, one.versies) for one in told] == [(1, "Bo", (2, 3)), (2, "Anna", (3,))]
    assert [(one.veld, one.was, one.wordt) for one in told[1].invoer.velden] == [
        ("van", "2027-01-01", "2027-09-01"),
        ("plekken", "100", ""),
        ("waarde_status", "definitief", "onbekend"),
    ]
    back = monitor.undo(second.id, third.id, "toch niet", "Bo")
    assert (back.fingerprint, back.entries) == (second.fingerprint, second.entries)
    forth = monitor.undo(third.id, back.id, "toch wel", "Bo")
    assert forth.fingerprint == third.fingerprint != second.fingerprint
    assert row(monitor, forth, made.object_id)["bron_cel"] == "invoer 2"
    with pytest.raises(store.NothingChanged):
        monitor.publish(forth.id, forth.uploads, "nog eens", "Anna")
    gone = monitor.record(
        weg("locaties", row(monitor, forth, made.object_id), "vergissing"), forth.id, "x", "Bo"
    )
    assert monitor.frames(gone.id)["locaties"]["naam"].tolist() == ["Klooster"]
    assert "ingevoerd" not in set(monitor.frames(gone.id)["bronnen"]["bron_id"])
    assert [line.action for line in monitor.audit()[:2]] == ["publiceren", "invoeren"]
    assert monitor.verify() == []


def a_file_row(monitor: store.Store) -> None:
    """A site of a file keeps what nobody entered, and its place; figures stay what they were."""
    first = monitor.publish(
        None, [bring(monitor, 1, site(toelichting="uit de brief"), site("Hoeve")).id], "eerste", "Anna"
    )
    second = monitor.record(change(monitor, first, "venlo-klooster", plekken="120"), first.id, "meer", "Bo")
    was, now = row(monitor, first, "venlo-klooster"), row(monitor, second, "venlo-klooster")
    changed = {name for name, value in now.items() if str(value) != str(was[name])}
    assert changed == {"plekken", "bron_id", "bron_cel"}
    assert monitor.frames(second.id)["locaties"]["naam"].tolist() == ["Klooster", "Hoeve"]
    assert monitor.frames(second.id)["cijfers"].equals(monitor.frames(first.id)["cijfers"])


def others(monitor: store.Store) -> None:
    """Periods, persons, knelpunten and measures; rows that name a site must name one that is there."""
    first = monitor.publish(None, [bring(monitor, 1, site()).id], "eerste", "Anna")
    name, area = {"locatie_id": "venlo-klooster"}, {"gebied_code": "GM0983"}
    persons = {"koppelgemeente": "GM0984", "personen": "7", "peildatum": "2026-11-01"}
    knelpunt = {**area, "soort": "netaansluiting", "tekst": "geen stroom", "eigenaar_soort": "netbeheerder"}
    knelpunt |= {"gemeld_op": "2026-10-01", "status": "open"}
    measure = {**area, "titel": "Versnellen", "doel": "sneller", "eigenaar_soort": "coa", "status": "gepland"}
    made = [
        nieuw("bestemmingen", {**name, "doelgroep": "statushouders", "plekken": "20"}, "afspraak", "a"),
        nieuw("toerekening", {**name, **persons}, "opgave COA", "b"),
        nieuw("knelpunten", {**name, **knelpunt}, "overleg", "c"),
        nieuw("maatregelen", measure, "programma", "d"),
    ]
    second = monitor.record(made, first.id, "van alles", "Bo")
    frames = monitor.frames(second.id)
    for one in made:
        assert len(frames[one.frame]) == 1, one.frame
        assert frames[one.frame]["bron_id"].tolist() == ["ingevoerd"]
    assert frames["bestemmingen"]["van"].isna().tolist() == [True]
    assert len(monitor.history("bestemmingen", "venlo-klooster|statushouders|")) == 1
    lost = nieuw("bestemmingen", {"locatie_id": "weg", "doelgroep": "statushouders"}, "x", "e")
    with pytest.raises(store.EntryMisses, match="de locatie weg staat niet in deze versie"):
        monitor.record(lost, second.id, "x", "Bo")
    with pytest.raises(store.EntryMisses, match="nog andere rijen bij deze locatie .bestemmingen, toe"):
        monitor.record(weg("locaties", row(monitor, second, "venlo-klooster"), "x"), second.id, "x", "Bo")
    assert monitor.head() == second


def all_or_nothing(monitor: store.Store) -> None:
    """One edit that does not fit stops them all, and every one that does not fit is named."""
    first = monitor.publish(None, [bring(monitor, 1, site()).id], "eerste", "Anna")
    right = new_site("Kazerne")
    wrong = [
        wijzig("locaties", site(plekken=90), {"plekken": "95"}, "x"),
        wijzig("locaties", site(locatie_id="weg"), {"plekken": "95"}, "x"),
    ]
    with pytest.raises(store.EntryMisses, match="2 keer past") as caught:
        monitor.record([right, *wrong], first.id, "x", "Bo")
    assert "er staat 100 en niet 90" in str(caught.value)
    assert "staat niet in deze versie" in str(caught.value)
    assert (monitor.head(), monitor.entries()) == (first, [])
    assert (monitor.audit()[0].action, monitor.audit()[0].result) == ("invoeren", "geweigerd")


def rebased(monitor: store.Store) -> None:
    """Another object changed meanwhile: made on top by itself; the same object: told what changed."""
    first = monitor.publish(None, [bring(monitor, 1, site(), site("Hoeve")).id], "eerste", "Anna")
    mine = change(monitor, first, "venlo-klooster", plekken="120")
    other = monitor.record(change(monitor, first, "venlo-hoeve", plekken="60"), first.id, "Hoeve", "Bo")
    made = monitor.record(mine, first.id, "Klooster", "Anna")
    assert (made.parent, len(made.entries)) == (other.id, 2)
    assert monitor.frames(made.id)["locaties"]["plekken"].tolist() == [120, 60]
    with pytest.raises(store.StaleVersion) as caught:
        monitor.record(change(monitor, first, "venlo-klooster", plekken="80"), first.id, "te laat", "Bo")
    assert (caught.value.base, caught.value.head) == (first.id, made)
    assert caught.value.difference == ("Veranderd: plekken was 100, is nu 120.",)
    assert "Anna publiceerde versie 3" in str(caught.value)
    same = monitor.publish(
        made.id, [*made.uploads, add(monitor, 9).id], "een ander bestand", "Bo"
    )  # what came beside it is no reason to stop
    last = monitor.record(change(monitor, made, "venlo-klooster", plekken="130"), made.id, "meer", "Anna")
    assert last.parent == same.id
    assert monitor.verify() == []


def one_click(monitor: store.Store) -> None:
    """A second click is one version, also when others published in between; a key is for one edit."""
    first = monitor.publish(None, [bring(monitor, 1, site()).id], "eerste", "Anna")
    made = new_site("Kazerne")
    second = monitor.record(made, first.id, "erbij", "Bo", key="knop")
    assert monitor.record(made, first.id, "erbij", "Bo", key="knop") == second
    third = monitor.record(new_site("Hoeve", "b"), second.id, "nog een", "Anna", key="knop-2")
    assert monitor.record(made, first.id, "erbij", "Bo", key="knop") == second
    assert monitor.head() == third
    with pytest.raises(store.StoreError, match="al gebruikt"):
        monitor.record(new_site("Iets anders", "c"), third.id, "x", "Bo", key="knop")
    with pytest.raises(store.StaleVersion, match="intussen gemaakt"):
        monitor.record(made, first.id, "erbij", "Bo")
    assert len(monitor.entries()) == 2


def newer_edition(monitor: store.Store) -> None:
    """A newer file: edits that still fit are kept without a word, the others are named and decided."""
    old = bring(monitor, 1, site(), site("Hoeve"), site("Kazerne"), site("Mess"))
    first = monitor.publish(None, [old.id], "eerste", "Anna")
    edits = [
        change(monitor, first, "venlo-klooster", plekken="120"),
        change(monitor, first, "venlo-hoeve", plekken="60"),
        change(monitor, first, "venlo-kazerne", plekken="70"),
        change(monitor, first, "venlo-mess", plekken="80"),
        new_site("School"),
    ]
    head = first
    for number, one in enumerate(edits):
        head = monitor.record(one, head.id, f"nummer {number}", "Bo")
    new = bring(
        monitor, 2, site(), site("Hoeve", plekken=110), site("Kazerne", locatie_id="anders"),
        site("School", locatie_id="school", stadium="haalbaarheid", zekerheid="voornemen"),
    )  # fmt: skip
    with pytest.raises(store.EntryMisses, match="4 keer past") as caught:
        monitor.publish(head.id, [new.id], "nieuwe uitgave", "Anna")
    assert [miss.regel.nummer for miss in caught.value.misses] == [2, 3, 4, 5]
    assert monitor.head() == head
    ids = {one.number: one.id for one in monitor.entries()}
    missed = {ids[miss.regel.nummer] for miss in caught.value.misses}
    kept = [one.regel for one in monitor.entries() if one.id not in missed]
    after = merge([(new.id, monitor.upload_frames(new.id))], entries=kept)
    groups = {one.object_id: one for one in groepen(caught.value.misses, monitor.frames(head.id), after)}
    lists = {name: set(map(str, one.mogelijk)) for name, one in groups.items()}
    assert lists.pop(edits[4].object_id) == {"vervalt", "zet", "eigen"}
    assert lists == {
        "venlo-hoeve": {"vervalt", "zet"},  # there, with another value
        "venlo-kazerne": {"vervalt", "zet", "eigen"},  # there is one of that name
        "venlo-mess": {"vervalt", "eigen"},  # gone
    }
    chosen = {
        ids[2]: groups["venlo-hoeve"].mogelijk[Besluit.ZET],
        ids[3]: groups["venlo-kazerne"].mogelijk[Besluit.ZET],
        ids[4]: groups["venlo-mess"].mogelijk[Besluit.EIGEN],
        ids[5]: groups[edits[4].object_id].mogelijk[Besluit.VERVALT],
    }
    entries = vervangen(head.entries, chosen)
    made = monitor.publish(head.id, [new.id], "nieuwe uitgave", "Anna", key="knop", entries=entries)
    again = monitor.publish(head.id, [new.id], "nieuwe uitgave", "Anna", key="knop", entries=entries)
    assert again == made
    sites = monitor.frames(made.id)["locaties"].set_index("locatie_id")["plekken"].to_dict()
    assert sites == {
        "venlo-klooster": 120, "venlo-hoeve": 60, "anders": 70, "school": 100, "venlo-mess": 80
    }  # fmt: skip
    assert [one.versies for one in monitor.history("locaties", "venlo-mess")] == [(5, 6), (7,)]
    assert monitor.verify() == []


def closed(monitor: store.Store) -> None:
    """What is confidential stays so: by its own mark, by the file it came in, by its site."""
    uploads = [
        bring(monitor, 1, site()).id,
        bring(monitor, 2, site("Kasteel"), name="VERTROUWELIJK_plannen.csv").id,
    ]
    first = monitor.publish(None, uploads, "eerste", "Anna")
    made = [
        new_site("Landgoed", "a", is_vertrouwelijk="ja", stadium="zoekfase"),
        change(monitor, first, "venlo-kasteel", plekken="40"),
        nieuw("bestemmingen", {"locatie_id": "venlo-kasteel", "doelgroep": "statushouders"}, "x", "b"),
        new_site("Hoeve", "c"),
    ]
    second = monitor.record(made, first.id, "invoer", "Bo")
    frames = monitor.frames(second.id)
    public = release(frames, "openbaar", TODAY)
    assert set(public["locaties"]["naam"]) == {"Klooster", "Hoeve"}
    assert public["bestemmingen"].empty
    said = " ".join(
        str(value) for frame in public.values() for column in frame for value in frame[column].tolist()
    )
    for word in ("Landgoed", "Kasteel", "VERTROUWELIJK", "ingevoerd-vertrouwelijk"):
        assert word not in said
    assert frames["bestemmingen"]["bron_id"].tolist() == ["ingevoerd-vertrouwelijk"]
    flags = {one.invoer.object_id: one.is_vertrouwelijk for one in monitor.entries()}
    assert list(flags.values()) == [True, True, True, False]
    with pytest.raises(store.EntryMisses, match="alleen met een nieuw bestand"):
        monitor.record(change(monitor, second, "venlo-kasteel", is_vertrouwelijk="nee"), second.id, "x", "Bo")
    hand = made[0].object_id
    opened = monitor.record(
        change(monitor, second, hand, is_vertrouwelijk="nee", stadium="besluit"), second.id, "open", "Bo"
    )
    assert "Landgoed" in set(release(monitor.frames(opened.id), "openbaar", TODAY)["locaties"]["naam"])
    assert [one.is_vertrouwelijk for one in monitor.history("locaties", hand)] == [True, True]
    with pytest.raises(store.EntryMisses) as caught:
        monitor.publish(opened.id, uploads[:1], "zonder plannen", "Anna")
    assert "Kasteel" not in str(caught.value)
    assert "kasteel" not in str(caught.value)
    assert "invoer 2 (vertrouwelijk)" in str(caught.value)


def at_the_door(monitor: store.Store) -> None:
    """Personal data and an open address of a home for amv come in by hand no more than in a file."""
    first = monitor.publish(None, [bring(monitor, 1, site()).id], "eerste", "Anna")
    for made in (
        new_site(toelichting="bel 06-12345678"),
        new_site(type="amv_opvang", naam="Dorpsstraat 12"),
        new_site(naam="Kerkweg 3", stadium="haalbaarheid"),
    ):
        with pytest.raises(store.StoreError, match=r"Persoonsgegevens|niet openbaar worden vastgelegd"):
            monitor.record(made, first.id, "x", "Bo")
    secret = new_site(type="amv_opvang", naam="Dorpsstraat 12", is_vertrouwelijk="ja")
    monitor.record(secret, first.id, "x", "Bo")
    for actor, note in ((" ", "x"), ("Bo", " ")):
        with pytest.raises(store.StoreError):
            monitor.record(new_site("Hoeve", "z"), first.id, note, actor)
    assert len(monitor.entries()) == 1


def race(monitor: store.Store, *, same: bool) -> None:
    """Two analysts, each with an app server: on two sites both are kept, on one the second is told."""
    first = monitor.publish(None, [bring(monitor, 1, site(), site("Hoeve")).id], "eerste", "Anna")
    other = store.open(monitor.core.root, monitor.core.db.url)
    start, told = threading.Barrier(2), list[tuple[str, int, str]]()
    errors = list[BaseException]()

    def work(mine: store.Store, who: str, name: str, step: int) -> None:
        seen = first
        try:
            for number in range(1, 7):
                start.wait(60)
                plekken = str(1000 * number + step)
                try:
                    seen = mine.record(change(mine, seen, name, plekken=plekken), seen.id, plekken, who)
                    told.append((who, number, "won"))
                except store.StaleVersion as error:
                    told.append((who, number, "stale" if "plekken was" in error.difference[0] else "vaag"))
                start.wait(60)
                head = mine.head()
                assert head is not None
                seen = head
        except BaseException as error:
            errors.append(error)
            start.abort()

    names = ("venlo-klooster", "venlo-klooster") if same else ("venlo-klooster", "venlo-hoeve")
    threads = [
        threading.Thread(target=work, args=(side, who, name, step))
        for side, who, name, step in ((monitor, "Anna", names[0], 1), (other, "Bo", names[1], 2))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert errors == []
    won = [one for one in told if one[2] == "won"]
    assert len(won) == (6 if same else 12)
    assert {one[2] for one in told} == ({"won", "stale"} if same else {"won"})
    assert len(monitor.versions()) == 1 + len(won) == 1 + len(monitor.entries())
    head = monitor.head()
    assert head is not None
    assert len(head.entries) == len(won)
    if not same:
        assert sorted(monitor.frames(head.id)["locaties"]["plekken"].tolist()) == [6001, 6002]
    assert monitor.verify() == []
    other.close()


def race_same(monitor: store.Store) -> None:
    """See ``race``."""
    race(monitor, same=True)


def race_apart(monitor: store.Store) -> None:
    """See ``race``."""
    race(monitor, same=False)


def signals(monitor: store.Store) -> None:
    """Decisions about signals: added, never changed, live, once per click."""
    first = monitor.add_signal_decision("venster|a", "later", date(2027, 1, 1), "eerst de raad", "Bo", "knop")
    assert (
        monitor.add_signal_decision("venster|a", "later", date(2027, 1, 1), "eerst de raad", "Bo", "knop")
        == first
    )
    second = monitor.add_signal_decision("venster|a", "aanvaard", None, "bekend", "Anna")
    assert monitor.signal_decisions() == [first, second]
    assert (first.besluit.tot, second.besluit.besluit, second.actor) == (date(2027, 1, 1), "aanvaard", "Anna")
    assert [line.action for line in monitor.audit()] == ["signaal", "signaal"]
    for args, words in (
        (("a", "later", None, "x", "Bo"), "tot wanneer"),
        (("a", "aanvaard", None, " ", "Bo"), "toelichting"),
        (("a", "onzin", None, "x", "Bo"), "kan niet"),
        (("a", "aanvaard", None, "x", " "), "naam"),
        (("venster|a", "aanvaard", None, "x", "Bo", "knop"), "al gebruikt"),
    ):
        with pytest.raises(store.StoreError, match=words):
            monitor.add_signal_decision(*args)
    assert monitor.head() is None
    assert len(monitor.signal_decisions()) == 2


SCENARIOS: tuple[Callable[[store.Store], None], ...] = (
    life, a_file_row, others, all_or_nothing, rebased, one_click, newer_edition, closed, at_the_door,
    race_same, race_apart, signals,
)  # fmt: skip
