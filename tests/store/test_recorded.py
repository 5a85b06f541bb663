"""Layouts, spellings and steps of objections: added, never changed, each with who and when."""

from __future__ import annotations

import pytest

import store
from loaders.areas import Areas, load_index
from loaders.layouts import parse
from tests.store.samples import LAYOUT, add, step


def test_a_layout_is_kept_replaced_and_withdrawn(monitor: store.Store) -> None:
    first = monitor.add_layout(LAYOUT, "Anna", "lijst van Venlo")
    assert (first.number, first.id, first.titel, first.actor) == (1, "mijn-lijst", "Mijn lijst", "Anna")
    assert monitor.layouts() == [first]
    assert parse(monitor.layouts()[0].toml).id == "mijn-lijst"
    second = monitor.add_layout(LAYOUT.replace("Mijn lijst", "Mijn betere lijst"), "Bo", "")
    assert monitor.layouts() == [second]
    gone = monitor.withdraw_layout("mijn-lijst", "Bo", "vervangen")
    assert gone.is_withdrawn
    assert monitor.layouts() == []
    assert monitor.layout_history() == [first, second, gone]
    assert [line.action for line in monitor.audit()] == [
        "layout intrekken",
        "layout bewaren",
        "layout bewaren",
    ]
    with pytest.raises(store.UnknownObject, match="geen bewaarde layout"):
        monitor.withdraw_layout("mijn-lijst", "Bo", "nog eens")


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("dit is = geen [toml", "regel 1 is geen geldige TOML"),
        ("", "id"),
        (LAYOUT.replace('"gebied"', '"onzin"'), "onbekende rol"),
        (LAYOUT.replace("mijn-lijst", "sjabloon"), "hoort bij de monitor zelf"),
        (LAYOUT + "#" * 200_001, "te lang"),
        (LAYOUT + "[[blad.totaal]]\npatroon = 're:(a+)+$'\n", "zoekt te lang in lange cellen"),
        (LAYOUT + "[[blad.totaal]]\npatroon = 're:.+ - .+ - .+'\n", "zoekt te lang in lange cellen"),
    ],
)
def test_what_is_no_layout_is_refused_and_logged(monitor: store.Store, toml: str, words: str) -> None:
    with pytest.raises(store.StoreError, match=words):
        monitor.add_layout(toml, "Anna", "")
    assert monitor.layouts() == []
    assert monitor.audit()[0].result == "geweigerd"


def test_a_spelling_is_kept_changed_and_withdrawn(monitor: store.Store) -> None:
    first = monitor.add_alias("Venloo", "GM0983", "Anna", "typefout")
    assert (first.number, first.code, first.actor, first.reason) == (1, "GM0983", "Anna", "typefout")
    monitor.add_alias("Weertt", "GM0988", "Bo")
    assert monitor.aliases() == {"Venloo": "GM0983", "Weertt": "GM0988"}
    monitor.add_alias("VENLOO", "GM0957", "Bo")  # the loaders hold these spellings for one
    assert monitor.aliases() == {"VENLOO": "GM0957", "Weertt": "GM0988"}
    assert Areas(load_index(), monitor.aliases()).resolve("venloo").code == "GM0957"
    monitor.add_alias("venloo", "", "Anna", "toch niet")
    assert monitor.aliases() == {"Weertt": "GM0988"}
    assert [one.number for one in monitor.alias_history()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("spelling", "code", "actor", "words"),
    [
        (" ", "GM0983", "Anna", "hoe de naam"),
        ("---", "GM0983", "Anna", "geen letters"),
        ("Venloo", "GM9999", "Anna", "geen gebied met de code GM9999"),
        ("Venloo", "GM0983", "", "naam"),
    ],
)
def test_a_spelling_that_says_nothing_is_refused(
    monitor: store.Store, spelling: str, code: str, actor: str, words: str
) -> None:
    with pytest.raises(store.StoreError, match=words):
        monitor.add_alias(spelling, code, actor)
    assert monitor.alias_history() == []


def test_an_objection_is_a_row_of_steps(monitor: store.Store) -> None:
    version = monitor.publish(None, [add(monitor, 1).id], "eerste", "Anna")
    first = monitor.add_step(step(), "Anna")
    answer = monitor.add_step(step(bezwaar=first.bezwaar, soort="antwoord", datum="2026-11-10"), "Bo")
    other = monitor.add_step(step(gebied_code="GM0988"), "Anna")
    fixed = step(bezwaar=first.bezwaar, soort="correctie", versie=version.id)
    done = monitor.add_step(fixed, "Bo")
    assert first.bezwaar == answer.bezwaar == done.bezwaar != other.bezwaar
    assert first.stap.bezwaar == first.bezwaar
    assert monitor.steps() == [first, answer, other, done]
    assert [line.actor for line in monitor.audit()[:4]] == ["Bo", "Anna", "Bo", "Anna"]


def test_a_second_click_is_one_step(monitor: store.Store) -> None:
    first = monitor.add_step(step(sleutel="knop"), "Anna")
    assert monitor.add_step(step(sleutel="knop"), "Anna") == first
    assert monitor.steps() == [first]
    with pytest.raises(store.StoreError, match="al gebruikt"):
        monitor.add_step(step(sleutel="knop", tekst="iets anders"), "Anna")


def test_a_step_must_belong_somewhere(monitor: store.Store) -> None:
    first = monitor.add_step(step(), "Anna")
    with pytest.raises(store.UnknownObject, match="geen bezwaar bezwaar-9"):
        monitor.add_step(step(bezwaar="bezwaar-9"), "Anna")
    with pytest.raises(store.StoreError, match="andere gemeente"):
        monitor.add_step(step(bezwaar=first.bezwaar, gebied_code="GM0988"), "Anna")
    with pytest.raises(store.UnknownObject, match="Versie v9 bestaat niet"):
        monitor.add_step(step(bezwaar=first.bezwaar, soort="correctie", versie="v9"), "Anna")
    assert monitor.steps() == [first]
