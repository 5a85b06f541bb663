"""Provinciaal verslag on the page Opgave: honest without figures, whole with the example, rules that matter."""

from __future__ import annotations

import pandas as pd

from tests.ui.seen import EXAMPLE, english, opened, raw, table, texts

ABOUT = {"sectie": "verslag"}


def test_without_figures_it_says_unknown_and_simulates_nothing() -> None:
    app = opened("opgave", **ABOUT)
    assert set(table(app, "gebied", "open en besloten")["open en besloten"]) == {"onbekend"}
    said = texts(app)
    assert "Geen simulatie: de opgave of het aanbod van het hele gebied is onbekend." in said
    assert any("Simulatie: een som met zelf gekozen regels" in text for text in said)
    assert (english(said), raw(said)) == ([], [])


def test_the_example_closes_in_one_region_and_not_in_another() -> None:
    app = opened("opgave", gegevens=EXAMPLE, **ABOUT)
    rows = table(app, "soort opgave", "sluitend, open en besloten")
    rows = rows[rows["soort opgave"].eq("indicatief") & rows["deel"].eq("alle")].set_index("gebied")
    # Zuid: 2.585 open + 100 besloten = 2.685 of 2.736, so 51 short; with 170 intended 2.855, 119 over
    assert rows.loc["Zuid-Limburg", "verschil"] == "−51"
    assert rows.loc["Zuid-Limburg", "sluitend, open en besloten"] == "▲ nee"
    assert rows.loc["Zuid-Limburg", "verschil met voornemens"] == "+119"
    assert rows.loc["Noord-Limburg", "sluitend, open en besloten"] == "● ja"


def test_a_rule_changes_the_outcome_and_stands_with_it() -> None:
    app = opened("opgave", gegevens=EXAMPLE, opgave="2024 · verdeelbesluit", **ABOUT)
    before = table(app, "gemeente", "extra (simulatie)")
    app = app.selectbox(key="sim_sleutel").set_value("inwoners").run()
    assert not app.exception
    after = table(app, "gemeente", "extra (simulatie)")
    assert not before.equals(after)
    assert _sum(before) == _sum(after)
    assert any("verdeeld naar inwoners" in text for text in texts(app))


def test_a_wrong_number_is_named_and_lays_nobody_free() -> None:
    app = opened("opgave", gegevens=EXAMPLE, **ABOUT)
    app = app.text_input(key="sim_vrij").set_value("veel").run()
    assert any("Vul een getal boven nul in" in error.value for error in app.error)
    assert any("niemand" in text for text in texts(app) if text.startswith("Regels"))


def _sum(rows: pd.DataFrame) -> int:
    known = rows["extra (simulatie)"][rows["extra (simulatie)"].ne("onbekend")]
    return int(known.str.replace(".", "").astype(int).sum())
