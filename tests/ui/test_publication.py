"""From a file to a version and back: one click is one version, nobody is overwritten, nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import store
from tests.ui import seen
from tests.ui.bring import (
    GOOD,
    another_publishes,
    button,
    give,
    labels,
    numbers,
    publish,
    take_back,
    venlo,
    with_site,
)
from tests.ui.seen import beds, go, opened, workbook


def test_publish_then_undo_loses_nothing():
    app = publish(give(opened("gegevens"), workbook(beds("Venlo", 120))))
    assert [message.value for message in app.success] == ["Versie 2 is gepubliceerd."]
    assert app.selectbox(key="versie").value == 2
    assert app.caption[-1].value.startswith("Versie 2 ")
    history = seen.table(app, "versie", "door", "toelichting")
    assert list(history["versie"]) == ["2", "1"]
    assert list(history["door"])[0] == "A. Analist"
    assert list(history["toelichting"])[0] == "Plekken van Venlo"
    assert "Publiceer als nieuwe versie" not in labels(app)

    new, old = opened("gemeente", gemeente="Venlo"), opened("gemeente", gemeente="Venlo")
    assert venlo(new) == "120"
    seen.whole(old.selectbox(key="versie").set_value(1).run())
    assert venlo(old) == "onbekend"

    take_back(app, 1)
    assert [message.value for message in app.success] == ["Versie 1 is teruggezet als versie 3."]
    kept = store.open()
    first, second, third = kept.versions()
    assert (third.number, third.undo_of, third.parent) == (3, first.id, second.id)
    assert third.fingerprint == first.fingerprint != second.fingerprint
    assert kept.frames(third.id)["cijfers"].equals(kept.frames(first.id)["cijfers"])
    assert venlo(opened("gemeente", gemeente="Venlo")) == "onbekend"


def test_a_row_that_is_not_visible_yet_is_on_no_page_and_in_no_download():
    later = {"Zichtbaar vanaf": date(2026, 12, 24)}
    publish(give(opened("gegevens"), workbook(beds("Venlo", 777, **later), beds("Beesel", 120))))
    app = opened("gegevens")
    seen.whole(app.selectbox(key="terug-naar").set_value(1).run())
    assert list(seen.table(app, "gebied", "cijfer", "wijziging")["gebied"]) == ["Beesel"]
    assert not any("777" in text for text in seen.texts(app))
    assert venlo(opened("gemeente", gemeente="Venlo")) == "onbekend"
    upload = store.open().head().uploads[-1]
    bron = store.open().upload_frames(upload)["cijfers"]["bron_id"].iloc[0]
    app = opened("bronnen", cijfer=f"{bron}#Cijfers!N3")
    assert app.subheader[0].value.startswith("120 ")
    assert not any(label.startswith("Download het bestand") for label in downloads(app))
    assert any("nog niet openbaar" in caption.value for caption in app.caption)
    shipped = opened("bronnen", cijfer=asked_of("Simpelveld"))
    assert any(label.startswith("Download het bestand") for label in downloads(shipped))


def test_the_new_version_tells_what_changed_since_the_one_before():
    app = publish(give(opened("gegevens"), workbook(beds("Venlo", 487))))
    go(app, "bronnen")
    assert any("Venlo" in text for text in seen.texts(app))
    assert app.caption[-1].value.startswith("Versie 2 ")


def test_a_file_with_sites_is_shown_and_published_and_a_newer_one_takes_its_place():
    app = give(opened("gegevens"), with_site(100), "januari.xlsx")
    assert list(seen.table(app, "gebied", "locatie", "plekken")["locatie"]) == ["Klooster"]
    assert "Naast de cijfers: **1 nieuw (locaties)**." in [mark.value for mark in app.markdown]
    publish(app)
    app = give(opened("gegevens"), with_site(150), "februari.xlsx")
    if not any(button.label == "Publiceer als nieuwe versie" for button in app.button):
        assert any("welk bestand het nieuwe vervangt" in error.value for error in app.error)
    old = store.open().head().uploads[-1]
    seen.whole(app.multiselect[0].set_value([old]).run())
    assert "Naast de cijfers: **1 nieuw en 1 vervallen (locaties)**." in [mark.value for mark in app.markdown]
    publish(app)
    sites = store.open().frames(store.open().head().id)["locaties"]
    assert sites[sites["naam"].eq("Klooster")]["plekken"].tolist() == [150]


def test_files_that_do_not_go_together_are_refused_in_words():
    content = workbook(beds("Venlo", 120))
    publish(give(opened("gegevens"), content, "een.xlsx"))
    app = give(opened("gegevens"), content, "een.xlsx")
    seen.whole(app.multiselect[0].set_value([]).run())
    assert "Publiceer als nieuwe versie" not in labels(app)
    assert any("Kies hierboven welk bestand" in error.value for error in app.error)
    assert numbers() == [1, 2]


def test_a_second_click_gives_no_second_version():
    app = publish(give(opened("gegevens"), workbook(beds("Venlo", 120))))
    assert numbers() == [1, 2]
    seen.whole(app.run())
    seen.whole(app.run())
    assert numbers() == [1, 2]


def test_the_same_file_again_changes_nothing_and_says_so():
    content = workbook(beds("Venlo", 120))
    publish(give(opened("gegevens"), content))
    app = give(opened("gegevens"), content)
    assert any("verandert geen cijfer" in message.value for message in app.info)
    publish(app)
    assert numbers() == [1, 2]
    assert app.error[0].value != ""
    assert seen.english(seen.texts(app)) == []


def test_a_stale_publication_is_refused_with_the_difference_and_can_be_put_on_top():
    app = give(opened("gegevens"), workbook(beds("Venlo", 120)))
    another_publishes()
    publish(app)
    assert any("Een ander heeft intussen gepubliceerd" in message.value for message in app.warning)
    assert any("C. Collega maakte op" in seen.read(message.value) for message in app.warning)
    assert numbers() == [1, 2]
    assert store.open().head().note == "Beesel"
    between = seen.table(app, "gebied", "wijziging", "nieuw")
    assert between[["gebied", "wijziging", "nieuw"]].to_numpy().tolist() == [
        ["Beesel", "nieuw", "40 plekken"]
    ]
    assert "Wat er veranderde tussen versie 1 en versie 2" in [box.label for box in app.expander]
    assert app.text_input(key="toelichting").value == "Plekken van Venlo"  # what was typed is still there
    seen.whole(button(app, "Publiceer bovenop versie 2").click().run())
    assert numbers() == [1, 2, 3]
    names = {store.open().upload(item).name for item in store.open().head().uploads}
    assert {"beesel.xlsx", GOOD} <= names
    assert seen.english(seen.texts(app)) == []


def test_a_third_publication_in_between_is_seen_as_well():
    app = give(opened("gegevens"), workbook(beds("Venlo", 120)))
    another_publishes()
    publish(app)
    another_publishes("Roermond", "roermond.xlsx")
    seen.whole(button(app, "Publiceer bovenop versie 2").click().run())
    assert numbers() == [1, 2, 3]
    assert labels(app).count("Publiceer bovenop versie 3") == 1
    seen.whole(button(app, "Publiceer bovenop versie 3").click().run())
    assert numbers() == [1, 2, 3, 4]


def test_a_stale_undo_is_refused_with_the_difference():
    app = publish(give(opened("gegevens"), workbook(beds("Venlo", 120))))
    seen.whole(app.selectbox(key="terug-naar").set_value(1).run())
    another_publishes()
    app.text_input(key="naam-terug").set_value("B. Beheerder")
    app.text_input(key="waarom-terug").set_value("Bij nader inzien")
    seen.whole(button(app, "Zet versie 1").click().run())
    assert any("Een ander heeft intussen gepubliceerd" in message.value for message in app.warning)
    assert numbers() == [1, 2, 3]
    assert store.open().head().note == "Beesel"
    seen.whole(button(app, "Zet versie 1 terug bovenop versie 3").click().run())
    assert numbers() == [1, 2, 3, 4]
    versions = store.open().versions()
    assert versions[3].fingerprint == versions[0].fingerprint


def test_a_large_change_is_not_published_without_a_reason_and_the_reason_is_kept():
    publish(give(opened("gegevens"), workbook(beds("Venlo", 100), beds("Beesel", 40)), "een.xlsx"))
    app = give(opened("gegevens"), workbook(beds("Venlo", 160), beds("Beesel", 45)), "een.xlsx")
    boxes = [box for box in app.text_input if box.label.startswith("Waarom klopt dit?")]
    assert len(boxes) == 1  # Venlo +60 of 100; Beesel +5 is small
    publish(app)
    assert numbers() == [1, 2]
    said = [seen.read(message.value) for message in app.error]
    assert [text for text in said if "Venlo" in text and "waarom" in text]
    publish(app, why="Er is een gebouw bijgekomen")
    assert numbers() == [1, 2, 3]
    kept = store.open()
    assert list(kept.reasons(kept.head().id).values()) == ["Er is een gebouw bijgekomen"]
    assert next(iter(kept.reasons(kept.head().id))).startswith("GM0983|")
    reasons = seen.table(app, "versie", "gebied", "reden")
    assert reasons[["versie", "gebied", "reden"]].to_numpy().tolist() == [
        ["3", "Venlo", "Er is een gebouw bijgekomen"]
    ]


def test_alike_changes_share_a_reason_and_one_may_have_its_own():
    rows = [beds("Venlo", 100), beds("Beesel", 200)]
    publish(give(opened("gegevens"), workbook(*rows), "een.xlsx"))
    app = give(opened("gegevens"), workbook(beds("Venlo", 300), beds("Beesel", 20)), "een.xlsx")
    boxes = [box for box in app.text_input if box.label.startswith("Waarom klopt dit?")]
    assert [box.label for box in boxes] == ["Waarom klopt dit? Geldt voor deze 2 cijfers."]
    own = next(box for box in app.text_input if box.label.startswith("Venlo, "))
    assert seen.read(own.label) == "Venlo, 1 november 2026: van 100 plekken naar 300 plekken"
    own.set_value("Tweede gebouw")
    publish(app, why="Nieuwe telling")
    kept = store.open()
    by_area = {fact.split("|")[0]: why for fact, why in kept.reasons(kept.head().id).items()}
    assert by_area == {"GM0983": "Tweede gebouw", "GM0889": "Nieuwe telling"}


def test_replacing_a_file_says_what_goes_and_what_is_left_of_it():
    may, june = {"Peildatum": date(2026, 5, 1)}, {"Peildatum": date(2026, 6, 1)}
    publish(
        give(opened("gegevens"), workbook(beds("Venlo", 20, **may), beds("Beesel", 10, **may)), "coa.xlsx")
    )
    app = give(opened("gegevens"), workbook(beds("Venlo", 21, **june)), "coa.xlsx")
    texts = seen.texts(app)
    assert any(
        text.startswith("Dit verdwijnt uit de nieuwe versie: **coa.xlsx** (geladen op") for text in texts
    )
    assert any(text.startswith("1 cijfer vervalt, maar hetzelfde cijfer staat er nog") for text in texts)
    assert any(text.startswith("1 cijfer vervalt zonder dat er iets voor") for text in texts)
    difference = seen.table(app, "gebied", "wijziging")
    assert dict(zip(difference["gebied"], difference["wijziging"], strict=True)).get("Beesel") == "vervallen"
    assert "vervallen, er is een ander moment" in set(difference["wijziging"])
    counts = seen.table(app, "gebied", "nog aanwezig", "ongewijzigd").set_index("gebied")
    assert counts.loc["Venlo", ["nieuw", "vervallen"]].tolist() == ["1", "1"]


@pytest.mark.parametrize(("note", "actor"), [("", "A. Analist"), ("Een zin", ""), ("  ", "  ")])
def test_a_version_needs_a_name_and_a_reason(note, actor):
    app = publish(give(opened("gegevens"), workbook(beds("Venlo", 120))), note, actor)
    assert len(app.error) == 1
    assert seen.english([app.error[0].value]) == []
    assert numbers() == [1]


def test_markdown_in_a_name_or_note_stays_text():
    app = publish(
        give(opened("gegevens"), workbook(beds("Venlo", 120)), "[x](http:evil) _a_.xlsx"),
        "**vet** <b>x</b> [klik](http://evil)",
        "$a$ :smile:",
    )
    history = next(frame for frame in seen.tables(app) if "toelichting" in frame)
    assert (
        history["toelichting"]
        .iloc[0]
        .startswith(r"\*\*vet\*\* \<b\>x\</b\> \[klik\]\(http\://evil\)".replace("\\/", "/"))
    )
    assert history["door"].iloc[0] == r"\$a\$ \:smile\:"


def downloads(app: AppTest) -> list[str]:
    return [button.label for button in app.get("download_button")]


def asked_of(gemeente: str) -> str:
    """Return the cell of a published figure of a gemeente."""
    rows = store.open().frames(store.open().head().id)["cijfers"]
    code = {"Simpelveld": "GM0965"}[gemeente]
    row = rows[rows["gebied_code"].eq(code)].iloc[0]
    return f"{row['bron_id']}#{row['bron_cel']}"
