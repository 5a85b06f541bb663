"""A row entered by hand: asked in Dutch, checked at once, published on its own, with its history."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

import store
from model.invoer_maken import nieuw, wijzig
from tests.ui import seen
from tests.ui.bring import button, give, numbers, publish, with_site
from tests.ui.seen import opened


def _page() -> None:
    """What a page with sites does: one form for a new one, one for the first that is there."""
    import streamlit as st

    from ui import clock, data, filters, invoer

    keuze = filters.draw(clock.today())
    filters.message()
    fields = [
        invoer.Field("naam", "Naam van de locatie"),
        invoer.Field("gebied_code", "Gemeente", opties={"GM0983": "Venlo", "GM0889": "Beesel"}),
        invoer.Field("type", begin="azc"),
        invoer.Field("stadium"),
        invoer.Field("plekken"),
        invoer.Field("van", "Open vanaf"),
        invoer.Field("is_onbepaald", "Er is geen einddatum afgesproken"),
        invoer.Field("toelichting", is_lang=True),
        invoer.Field("is_vertrouwelijk", "Vertrouwelijk"),
        invoer.Field("eenheid", begin="plekken", is_vast=True),
    ]
    which = st.query_params.get("rij", "")
    rows = data.frame(keuze, "locaties")
    found = rows[rows["locatie_id"].eq(which)].to_dict("records")
    row = found[0] if found else None
    invoer.form(keuze, "locaties", row, fields, key="proef")
    if row is not None:
        with st.expander("Weghalen"):
            invoer.remove(keuze, "locaties", row, key="proef")
    invoer.history(keuze, "locaties", which, fields)


def page(**query: str) -> AppTest:
    app = AppTest.from_function(_page, default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    return seen.whole(app.run())


def fill(
    app: AppTest, reden: str = "Besluit van het college", wie: str = "A. Analist", **fields: object
) -> AppTest:
    """Fill in boxes by the column they are for."""
    for box in [*app.text_input, *app.text_area, *app.selectbox, *app.checkbox]:
        column = str(box.key).rpartition("-")[2]
        if str(box.key).startswith("invoer-") and column in fields:
            box.set_value(fields[column])
        if str(box.key).startswith("reden-proef-") and "-weg-" not in box.key:
            box.set_value(reden)
        if str(box.key).startswith("naam-proef-") and "-weg-" not in box.key:
            box.set_value(wie)
    return app


def send(app: AppTest) -> AppTest:
    return seen.whole(button(app, "Leg deze").click().run())


NEW = {"naam": "Kazerne Noord", "gebied_code": "GM0983", "stadium": "besluit"}


def test_a_new_site_is_published_with_its_source_and_its_history() -> None:
    app = send(fill(page(), **NEW, plekken="1.250", van="3-5-2027"))
    assert [message.value for message in app.success] == ["Dit staat in versie 2."]
    opened_store = store.open()
    head = opened_store.head()
    site = opened_store.frames(head.id)["locaties"].iloc[-1]
    assert (site["naam"], site["plekken"], str(site["van"].date())) == ("Kazerne Noord", 1250, "2027-05-03")
    assert (site["zekerheid"], site["waarde_status"], site["eenheid"]) == (
        "besloten",
        "definitief",
        "plekken",
    )
    assert (site["bron_cel"], site["is_onbepaald"]) == ("invoer 1", False)
    assert head.note == "Locatie Kazerne Noord toegevoegd. Besluit van het college"
    assert all(box.value == "" for box in app.text_input)  # the next form begins empty

    app = page(rij=site["locatie_id"])
    app = send(fill(app, plekken="onbekend", van="1-9-2027", reden="Het college belde"))
    assert numbers() == [1, 2, 3]
    line = seen.table(app, "wanneer", "door", "wat", "waarom")
    assert line["wat"].tolist()[0] == (
        "plekken: 1.250 → onbekend; open vanaf: 3 mei 2027 → 1 september 2027; "
        "status van de waarde: definitief → onbekend"
    )
    assert (
        line["wat"].tolist()[1].startswith("toegevoegd: naam van de locatie: Kazerne Noord; gemeente: Venlo")
    )
    assert line["door"].tolist() == ["A. Analist", "A. Analist"]
    assert line["waarom"].tolist() == ["Het college belde", "Besluit van het college"]
    assert line["stand"].tolist() == ["geldt sinds versie 3", "geldt sinds versie 2"]
    said = seen.texts(app)
    assert (seen.english(said), seen.raw([text for text in said if "csv" not in text])) == ([], [])
    there = opened("bronnen")
    assert any("ingevoerd in de monitor" in text.lower() for text in seen.texts(there))


def test_all_problems_are_shown_at_once_and_nothing_is_kept() -> None:
    wrong = {"plekken": "veel", "van": "morgen", "toelichting": "bel 06-12345678"}
    app = send(fill(page(), reden=" ", wie="", **wrong))
    said = app.error[0].value.replace("\\", "")
    for part in (
        "Naam van de locatie: vul dit in",
        "Gemeente: vul dit in",
        "Stadium: vul dit in",
        "‘veel’ is geen aantal",
        "‘morgen’ is geen datum",
        "Toelichting: de tekst lijkt een telefoonnummer te bevatten",
        "Schrijf waarom.",
        "Vul uw naam in.",
    ):
        assert part in said, part
    assert numbers() == [1]
    values = [box.value for box in app.text_input]
    assert "veel" in values  # what was typed is still there
    assert send(fill(page(), naam="Hoeve", plekken="-5")).error
    assert numbers() == [1]


@pytest.fixture
def site() -> str:
    """A site of a file, in version 2."""
    publish(give(opened("gegevens"), with_site(100), "venlo.xlsx"))
    return "venlo-1"


def test_a_row_of_a_file_says_where_it_came_from(site: str) -> None:
    app = page(rij=site)
    assert any(text.startswith("Deze rij komt uit venlo.xlsx, Locaties!") for text in seen.texts(app))
    app = send(fill(app, plekken="120"))
    assert seen.table(app, "wat")["wat"].tolist() == ["plekken: 100 → 120"]
    assert store.open().head().note == "Locatie Klooster: plekken gewijzigd. Besluit van het college"
    app = send(fill(page(rij=site)))
    assert [message.value for message in app.info] == ["Er is niets veranderd, dus er is niets vastgelegd."]
    assert numbers() == [1, 2, 3]


def test_a_site_that_is_there_already_is_asked_about(site: str) -> None:
    app = send(fill(page(), **{**NEW, "naam": "klooster"}))
    assert "al een locatie ‘klooster’" in app.error[0].value.replace("\\", "")
    assert numbers() == [1, 2]
    next(box for box in app.checkbox if box.key.startswith("eigen-")).set_value(True)
    send(app)
    assert numbers() == [1, 2, 3]


def test_who_comes_second_is_told_and_overwrites_nothing(site: str) -> None:
    mine = page(rij=site)
    other = store.open()
    head = other.head()
    row = other.frames(head.id)["locaties"].query("locatie_id == @site").iloc[0].to_dict()
    other.record(
        wijzig("locaties", row, {"plekken": "90"}, "nieuw contract"), head.id, "Klooster", "C. Collega"
    )
    app = send(fill(mine, plekken="120"))
    said = app.error[0].value.replace("\\", "")
    assert "C. Collega publiceerde versie 3" in said
    assert "plekken was 100, is nu 90" in said
    assert any(text == "U vulde in: Plekken: 120." for text in seen.texts(app))
    assert numbers() == [1, 2, 3]
    app = seen.whole(button(app, "Bekijk versie 3").click().run())
    assert next(box for box in app.text_input if box.key.endswith("-plekken")).value == "90"
    app = send(fill(app, plekken="120"))
    assert numbers() == [1, 2, 3, 4]


def test_work_on_another_row_goes_on_top(site: str) -> None:
    mine = page(rij=site)
    other = store.open()
    made = nieuw("locaties", {**NEW, "type": "azc"}, "besluit", "zaad")
    other.record(made, other.head().id, "Kazerne", "C. Collega")
    send(fill(mine, plekken="120"))
    frames = other.frames(other.head().id)["locaties"].set_index("locatie_id")
    assert frames.loc[site, "plekken"] == 120
    assert made.object_id in frames.index


def test_a_confidential_row_is_kept_and_shown_nowhere() -> None:
    app = send(fill(page(), **NEW, plekken="80", is_vertrouwelijk=True))
    assert [message.value for message in app.success] == ["Bewaard in versie 2; niets ervan is te zien."]
    head = store.open().head()
    assert head.note == "Invoer die niet openbaar is"
    name = store.open().frames(head.id)["locaties"]["locatie_id"].iloc[-1]
    for shown in (
        page(rij=name),
        opened("bronnen"),
        opened("gegevens"),
        opened("gemeente", gemeente="Venlo"),
    ):
        assert not any("Kazerne" in text or "VERTROUWELIJK" in text for text in seen.texts(shown))


def test_an_address_of_a_home_for_amv_is_refused_when_open() -> None:
    app = send(fill(page(), **{**NEW, "naam": "Dorpsstraat 12"}, type="amv_opvang"))
    assert "altijd vertrouwelijk" in app.error[0].value
    assert numbers() == [1]


def test_a_mistake_is_taken_out_and_can_come_back() -> None:
    send(fill(page(), **NEW))
    name = store.open().frames(store.open().head().id)["locaties"]["locatie_id"].iloc[-1]
    app = page(rij=name)
    for box in app.text_input:
        if "-weg-" in str(box.key):
            box.set_value("dubbel ingevoerd")
    app = seen.whole(button(app, "Haal deze locatie weg").click().run())
    assert numbers() == [1, 2, 3]
    kept = store.open()
    assert name not in set(kept.frames(kept.head().id)["locaties"]["locatie_id"])
    kept.undo(kept.versions()[1].id, kept.head().id, "toch niet", "Bo")
    assert name in set(kept.frames(kept.head().id)["locaties"]["locatie_id"])


def test_the_example_says_that_nothing_changes() -> None:
    app = page(gegevens=seen.EXAMPLE)
    assert any(text.startswith("In het voorbeeld verandert niets") for text in seen.texts(app))
    assert not any(one.label.startswith("Leg deze") for one in app.button)


# a newer edition of the file --------------------------------------------------------------------------------


def enter(site: str, plekken: str = "120") -> None:
    """Change the site of the file by hand."""
    send(fill(page(rij=site), plekken=plekken))


def bring(content: bytes) -> AppTest:
    return give(opened("gegevens"), content, "venlo.xlsx")


def choice(app: AppTest) -> object:
    return next(box for box in app.radio if box.label == "Wat gebeurt ermee?")


def places() -> dict[str, int]:
    kept = store.open()
    rows = kept.frames(kept.head().id)["locaties"]
    return {row["locatie_id"]: row["plekken"] for row in rows.to_dict("records") if row["naam"] == "Klooster"}


def test_an_edit_that_still_fits_a_newer_file_is_kept(site: str) -> None:
    enter(site)
    app = publish(bring(with_site(100)), why="klopt")
    assert not [box for box in app.radio if box.label == "Wat gebeurt ermee?"]
    assert places() == {site: 120}


@pytest.mark.parametrize(("chosen", "left"), [("vervalt", 130), ("zet", 120)])
def test_an_edit_on_another_value_is_named_and_decided(site: str, chosen: str, left: int) -> None:
    enter(site)
    app = bring(with_site(130))
    assert "past niet meer bij het nieuwe bestand" in app.warning[0].value
    said = " ".join(seen.texts(app))
    assert "plekken: 100 → 120 (Besluit van het college). Nu: plekken: er staat 130 en niet 100" in said
    assert not any(one.label.startswith("Publiceer als") for one in app.button)  # first a choice
    assert [str(one) for one in choice(app).options] == [
        "Laat deze invoer vervallen",
        "Zet de ingevoerde waarden op de rij van het nieuwe bestand",
    ]
    seen.whole(choice(app).set_value(chosen).run())
    publish(app, why="klopt")
    assert numbers() == [1, 2, 3, 4]
    assert places() == {site: left}
    told = store.open().history("locaties", site)
    assert [one.versies for one in told] == ([(3,)] if chosen == "vervalt" else [(3,), (4,)])


def test_a_site_that_left_the_file_can_be_kept_as_one_of_its_own(site: str) -> None:
    enter(site)
    app = bring(seen.workbook(seen.beds("Venlo", 40)))
    assert [str(one) for one in choice(app).options] == [
        "Laat deze invoer vervallen",
        "Bewaar haar als een eigen rij, naast wat in het bestand staat",
    ]
    seen.whole(choice(app).set_value("eigen").run())
    publish(app, why="klopt")
    assert places() == {site: 120}
    app = page(rij=site)
    assert seen.table(app, "stand")["stand"].tolist()[0] == "geldt sinds versie 4"
