"""A figure is corrected as data: seen before it is published, listed with its reason, and taken back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

import store
from tests.ui import seen
from tests.ui.bring import another_publishes, button, give, numbers, publish, venlo
from tests.ui.seen import beds, opened, workbook


@pytest.fixture
def published() -> bytes:
    """A file with two figures, in version 2."""
    content = workbook(beds("Venlo", 100), beds("Beesel", 40))
    publish(give(opened("gegevens"), content, "coa.xlsx"))
    return content


def pick(app: AppTest, gebied: str = "Venlo") -> AppTest:
    """Choose the places of a gemeente."""
    seen.whole(next(box for box in app.toggle if box.label == "Een cijfer corrigeren").set_value(True).run())
    seen.whole(app.selectbox(key="correctie-gebied").set_value(gebied).run())
    seen.whole(app.selectbox(key="correctie-cijfer").set_value("asielzoekers: realisatie").run())
    box = next((box for box in app.selectbox if box.key == "correctie-regel"), None)
    if box is not None:
        line = next(place for place, text in enumerate(box.options) if "coa.xlsx" in text)
        seen.whole(box.set_value(line).run())
    return app


def say(app: AppTest, wordt: str, reden: str = "Typefout van COA", op: str = "3-11-2026") -> AppTest:
    """Fill in what the figure must be, why, and to whom it was reported."""
    for box in app.text_input:
        if box.key.startswith("correctie-wordt-"):
            box.set_value(wordt)
        if box.key.startswith("correctie-reden-"):
            box.set_value(reden)
    app.text_input(key="correctie-bij").set_value("COA")
    app.text_input(key="correctie-op").set_value(op)
    return seen.whole(app.run())


def correct(app: AppTest) -> AppTest:
    app.text_input(key="naam-correctie").set_value("A. Analist")
    return seen.whole(button(app, "Publiceer met deze correctie").click().run())


def test_a_figure_is_corrected_shown_and_taken_back(published):
    app = say(pick(opened("gegevens")), "110")
    difference = seen.table(app, "gebied", "oud", "nieuw", "wijziging")
    assert difference[["gebied", "oud", "nieuw", "wijziging"]].to_numpy().tolist() == [
        ["Venlo", "100 plekken", "110 plekken", "gewijzigd"]
    ]
    assert numbers() == [1, 2]
    correct(app)
    assert [message.value for message in app.success] == ["De correctie staat in versie 3."]
    assert not any(
        box.key.startswith("correctie-wordt-") for box in app.text_input
    )  # the form is closed again
    line = seen.table(app, "cijfer", "was → wordt", "reden").iloc[0]
    assert line["was → wordt"] == "100 → 110"
    assert line["cijfer"] == "Venlo, asielzoekers: realisatie, 1 november 2026"
    assert line["cel"] == "coa.xlsx, Cijfers!N2"
    assert (line["reden"], line["gemeld"]) == ("Typefout van COA", "bij COA op 3 november 2026")
    assert line["stand"] == "geldt sinds versie 3"
    assert seen.english(seen.texts(app)) == []
    assert seen.raw([str(text) for text in line]) == []
    assert venlo(opened("gemeente", gemeente="Venlo")) == "110"
    bron = store.open().upload_frames(store.open().head().uploads[-1])["cijfers"]["bron_id"].iloc[0]
    there = opened("bronnen", cijfer=f"{bron}#Cijfers!N2")
    assert there.subheader[0].value.startswith("110 ")
    assert any(text.startswith("**Gecorrigeerd**, was 100: Typefout van COA") for text in seen.texts(there))

    app = opened("gegevens")
    seen.whole(app.toggle(key="correctie-terug").set_value(True).run())
    seen.whole(app.selectbox(key="correctie-weg").set_value(store.open().head().corrections[0]).run())
    app.text_input(key="naam-intrekken").set_value("B. Beheerder")
    app.text_input(key="waarom-intrekken").set_value("COA had gelijk")
    seen.whole(button(app, "Publiceer zonder deze correctie").click().run())
    assert numbers() == [1, 2, 3, 4]
    assert seen.table(app, "cijfer", "was → wordt")["stand"].tolist() == ["vervallen in versie 4"]
    first, last = store.open().versions()[1], store.open().versions()[3]
    assert first.fingerprint == last.fingerprint
    assert venlo(opened("gemeente", gemeente="Venlo")) == "100"


@pytest.mark.parametrize(
    ("wordt", "op", "says"),
    [("veel", "", "geen heel getal"), ("100", "", "gelijk aan de oude"), ("110", "gisteren", "geen datum")],
)
def test_a_correction_that_cannot_be_read_says_why(published, wordt, op, says):
    app = say(pick(opened("gegevens")), wordt, op=op)
    assert says in seen.read(app.error[0].value)
    assert seen.english([app.error[0].value]) == []
    assert numbers() == [1, 2]


def test_a_figure_becomes_unknown_never_zero(published):
    correct(say(pick(opened("gegevens")), "onbekend", "COA trekt het getal in", ""))
    rows = store.open().frames(store.open().head().id)["cijfers"]
    row = rows[rows["gebied_code"].eq("GM0983") & rows["bron_cel"].eq("Cijfers!N2")].iloc[0]
    assert row["waarde"] is not None
    assert rows.loc[row.name, ["waarde"]].isna().all()
    assert row["waarde_status"] == "onbekend"
    app = opened("gegevens")
    assert seen.table(app, "cijfer", "was → wordt")["was → wordt"].tolist() == ["100 → onbekend"]
    seen.whole(app.toggle(key="correctie-terug").set_value(True).run())
    seen.whole(app.selectbox(key="correctie-weg").set_value(store.open().head().corrections[0]).run())
    app.text_input(key="naam-intrekken").set_value("B. Beheerder")
    app.text_input(key="waarom-intrekken").set_value("Toch bekend")
    seen.whole(button(app, "Publiceer zonder deze correctie").click().run())
    assert store.open().head().corrections == ()


def test_a_figure_is_left_out(published):
    app = pick(opened("gegevens"), "Beesel")
    choice = next(box for box in app.radio if box.key.startswith("correctie-actie-"))
    seen.whole(choice.set_value("Het cijfer weglaten").run())
    correct(say(app, ""))
    assert numbers() == [1, 2, 3]
    rows = store.open().frames(store.open().head().id)["cijfers"]
    assert not (rows["bron_cel"].eq("Cijfers!N3") & rows["gebied_code"].eq("GM0889")).any()


def test_a_correction_that_no_longer_fits_is_named_and_may_lapse(published):
    correct(say(pick(opened("gegevens")), "110"))
    app = give(opened("gegevens"), workbook(beds("Venlo", 105), beds("Beesel", 40)), "coa.xlsx")
    assert any("Een correctie past niet meer" in message.value for message in app.warning)
    assert any("Cijfers!N2" in seen.read(message.value) for message in app.warning)
    assert not any(button_.label.startswith("Publiceer als") for button_ in app.button)
    seen.whole(next(box for box in app.checkbox if "vervallen" in box.label).check().run())
    publish(app, "Nieuwe lijst")
    assert numbers() == [1, 2, 3, 4]
    assert store.open().head().corrections == ()


def test_a_correction_on_a_stale_page_is_not_published(published):
    app = say(pick(opened("gegevens")), "110")
    another_publishes("Roermond", "roermond.xlsx")
    correct(app)
    assert numbers() == [1, 2, 3]
    assert store.open().head().corrections == ()
    correct(app)
    assert numbers() == [1, 2, 3, 4]
    head = store.open().head()
    assert "roermond.xlsx" in {store.open().upload(item).name for item in head.uploads}
    assert len(head.corrections) == 1
