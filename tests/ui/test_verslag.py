"""Provinciaal verslag on the page Opgave: honest without figures, whole with the example."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

import store
from loaders.load import load
from tests.ui.seen import EXAMPLE, english, opened, raw, table, texts

ABOUT = {"sectie": "Verslag"}


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


def test_a_rule_changes_the_outcome_and_stands_with_it(own_data: Path) -> None:
    # Limburg lacks 1.000 − 400 = 600; Venlo is short 400 with 103.000 people, Venray 200 with 44.000
    _publish(own_data, ("Limburg", 1000, 400), ("Venlo", 600, 200), ("Venray", 400, 200))
    app = opened("opgave", opgave="2026 · indicatief", **ABOUT)
    assert _laid(app) == {"Venlo": "400", "Venray": "200"}
    app = app.selectbox(key="sim_sleutel").set_value("inwoners").run()
    app = app.checkbox(key="sim_hoogstens").uncheck().run()
    assert not app.exception
    found = _laid(app)
    assert found != {"Venlo": "400", "Venray": "200"}
    assert sum(map(int, found.values())) == 600
    assert any("verdeeld naar inwoners" in text for text in texts(app))
    assert any("hoogstens het eigen tekort: nee" in text for text in texts(app))


def _laid(app: AppTest) -> dict[str, str]:
    rows = table(app, "gemeente", "extra (simulatie)")
    rows = rows[rows["extra (simulatie)"].ne("onbekend")]
    return dict(zip(rows["gemeente"], rows["extra (simulatie)"], strict=True))


def _publish(folder: Path, *areas: tuple[str, int, int]) -> None:
    """Publish a duty and what is open for areas; nothing is decided."""
    heads = "Gebiedscode Gebied Doelgroep Maat Soort_opgave Cyclus Zekerheid Peildatum Vastgesteld_op Waarde"
    lines = [f"{heads} Eenheid".replace(" ", ";").replace("_", " ")]
    for name, duty, places in areas:
        code, area = ("PV31", "") if name == "Limburg" else ("", name)
        start = f"{code};{area};asielzoekers"
        lines += [
            f"{start};opgave;indicatief;2026;;;27-02-2026;{duty};plekken",
            f"{start};realisatie;;;;01-11-2026;;{places};plekken",
            f"{start};aanbod;;2026;besloten;01-11-2026;;0;plekken",
        ]
    content = "\n".join(lines).encode()
    read = load(content, "aanbod.csv")
    assert not read.is_refused, read.issues
    monitor = store.open(folder)
    head = monitor.head()
    assert head
    upload = monitor.add_upload(content, "aanbod.csv", "Anna", read)
    monitor.publish(head.id, [*head.uploads, upload.id], "aanbod", "Anna")


def test_a_wrong_number_is_named_and_lays_nobody_free() -> None:
    app = opened("opgave", gegevens=EXAMPLE, **ABOUT)
    app = app.text_input(key="sim_vrij").set_value("veel").run()
    assert any("Vul een getal boven nul in" in error.value for error in app.error)
    assert any("niemand" in text for text in texts(app) if text.startswith("Regels"))
