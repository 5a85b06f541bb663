"""Gegevens: a file is examined, compared, published and taken back; a bad file changes nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

import store
from loaders.load import load
from tests.ui import seen
from tests.ui.seen import EXAMPLE, XLSX, beds, go, opened, workbook

GOOD = "venlo_2026.xlsx"


def give(app: AppTest, content: bytes, name: str = GOOD, mime: str = XLSX) -> AppTest:
    """Drop one file on the page."""
    uploader = next(box for box in app.file_uploader if box.label.startswith("Kies een of meer"))
    return seen.whole(uploader.set_value([(name, content, mime)]).run())


def publish(app: AppTest, note: str = "Plekken van Venlo", actor: str = "A. Analist") -> AppTest:
    """Fill in the form and press its button."""
    app.text_input(key="naam").set_value(actor)
    app.text_input(key="toelichting").set_value(note)
    button = next(button for button in app.button if button.label == "Publiceer als nieuwe versie")
    return seen.whole(button.click().run())


def take_back(app: AppTest, number: int) -> AppTest:
    """Set an earlier version back."""
    seen.whole(app.selectbox(key="terug-naar").set_value(number).run())
    app.text_input(key="naam-terug").set_value("B. Beheerder")
    app.text_input(key="waarom-terug").set_value("Bij nader inzien")
    button = next(button for button in app.button if button.label == f"Zet versie {number} terug")
    return seen.whole(button.click().run())


def numbers() -> list[int]:
    return [version.number for version in store.open().versions()]


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def venlo(app: AppTest) -> str:
    table = seen.table(app, "doelgroep", "opgave formeel").set_index("doelgroep")
    return str(table.loc["asielzoekers", "realisatie"])


def test_a_good_file_is_recognised_and_compared_before_anything_changes():
    app = give(opened("gegevens"), workbook(beds("Venlo", 120), beds("Beesel", 30)))
    texts = seen.texts(app)
    assert any("Herkend als **Invulsjabloon Monitor Asielopgave**" in text for text in texts)
    assert any("2 rijen gelezen: 2 genomen" in text for text in texts)
    assert "Herkend: 2 cijfers" in [box.label for box in app.expander]
    difference = seen.table(app, "gebied", "cijfer", "wijziging", "oud", "nieuw")
    assert sorted(difference["gebied"]) == ["Beesel", "Venlo"]
    assert set(difference["wijziging"]) == {"nieuw"}
    assert seen.english(texts) == []
    assert seen.raw(texts) == []
    assert numbers() == [1]


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


def downloads(app: AppTest) -> list[str]:
    return [button.label for button in app.get("download_button")]


def asked_of(gemeente: str) -> str:
    """Return the cell of a published figure of a gemeente."""
    rows = store.open().frames(store.open().head().id)["cijfers"]
    code = {"Simpelveld": "GM0965"}[gemeente]
    row = rows[rows["gebied_code"].eq(code)].iloc[0]
    return f"{row['bron_id']}#{row['bron_cel']}"


def test_the_new_version_tells_what_changed_since_the_one_before():
    app = publish(give(opened("gegevens"), workbook(beds("Venlo", 487))))
    go(app, "bronnen")
    assert any("Venlo" in text for text in seen.texts(app))
    assert app.caption[-1].value.startswith("Versie 2 ")


def test_a_result_that_lies_ahead_is_said_and_errors_come_first():
    rows = [beds("Venlo", 120, Peildatum=date(2027, 11, 1)), beds("Weesp", 5), beds("Stein", "veel")]
    app = give(opened("gegevens"), workbook(*rows))
    said = [seen.read(message.value) for message in app.warning]
    assert any(text.startswith("1 cijfer heeft een peildatum na vandaag (Cijfers!N2)") for text in said)
    marks = [mark.split()[-1] for mark in seen.table(app, "ernst", "cel")["ernst"]]
    assert marks == sorted(marks, key=["fout", "waarschuwing", "melding"].index)
    assert len(set(marks)) >= 2


def test_a_file_that_fits_two_layouts_is_asked_about_and_the_answer_is_kept():
    content = (seen.ROOT / "data" / "public" / "spreidingswet_2024_gemeenten.csv").read_bytes()
    app = give(opened("gegevens"), content, "kopie.csv", "text/csv")
    question = next(box for box in app.selectbox if box.key.startswith("vraag-"))
    assert len(question.options) >= 1
    seen.whole(question.set_value("spreidingswet-2024-gemeenten").run())
    assert any("Herkend als" in text for text in seen.texts(app))
    publish(app)
    assert store.open().uploads()[-1].answers == {"layout": "spreidingswet-2024-gemeenten"}


def with_site(places: int) -> bytes:
    """Return the template with one site of Venlo."""
    book = load_workbook(io.BytesIO(workbook()))
    place = {cell.value: cell.column for cell in book["Locaties"][1]}
    row = {"Locatie-id": "venlo-1", "Gemeente": "Venlo", "Naam locatie": "Klooster", "Soort locatie": "azc"}
    row |= {"Doelgroep": "asielzoekers", "Stadium": "open", "Plekken": places, "Eenheid": "plekken"}
    for header, value in row.items():
        book["Locaties"].cell(2, place[header], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


BAD = [
    ("brief.txt", b"Geachte heer, mevrouw,\n\nHierbij de cijfers.\n", "text/plain"),
    ("leeg.xlsx", b"", XLSX),
    ("kapot.xlsx", b"PK\x03\x04 afgebroken", XLSX),
    ("bom.xlsx", bomb(), XLSX),
    ("plaatje.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, XLSX),
]


@pytest.mark.parametrize(("name", "content", "mime"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_shows_what_is_wrong_and_keeps_the_data(name, content, mime):
    app = give(opened("gegevens"), content, name, mime)
    assert app.error[0].value.startswith("**Geweigerd.**")
    issues = seen.table(app, "ernst", "cel", "wat er is en wat u kunt doen")
    assert issues["ernst"].str.contains("fout").any()
    assert issues["wat er is en wat u kunt doen"].str.len().min() > 20
    assert seen.english(seen.texts(app)) == []
    assert "Publiceer als nieuwe versie" not in labels(app)
    assert numbers() == [1]
    assert store.open().uploads()[-1].name != name


def test_a_bad_file_beside_a_good_one_is_left_out():
    app = opened("gegevens")
    uploader = next(box for box in app.file_uploader if box.accept_multiple_files)
    files = [(GOOD, workbook(beds("Venlo", 120)), XLSX), ("kapot.xlsx", b"PK\x03\x04", XLSX)]
    seen.whole(uploader.set_value(files).run())
    assert [message.value.split(".")[0] for message in app.error] == ["**Geweigerd"]
    publish(app)
    assert numbers() == [1, 2]
    assert {item.name for item in store.open().uploads()} >= {GOOD}
    assert "kapot.xlsx" not in {item.name for item in store.open().uploads()}


def test_a_row_with_an_unknown_gemeente_is_named_by_its_cell():
    app = give(opened("gegevens"), workbook(beds("Venlo", 120), beds("Atlantis", 5)))
    issues = seen.table(app, "ernst", "cel", "wat er is en wat u kunt doen")
    mine = issues[issues["wat er is en wat u kunt doen"].str.contains("Atlantis")]
    assert list(mine["cel"]) == ["Cijfers!B3"]


def test_a_confidential_file_is_not_published():
    app = give(opened("gegevens"), workbook(beds("Venlo", 120)), "VERTROUWELIJK_venlo.xlsx")
    assert "vertrouwelijke rijen" in app.error[0].value
    assert "Publiceer als nieuwe versie" not in labels(app)
    assert numbers() == [1]
    assert venlo(opened("gemeente", gemeente="Venlo")) == "onbekend"


def another_publishes() -> None:
    """A colleague publishes while this analyst is looking."""
    content = workbook(beds("Beesel", 40))
    opened_store = store.open()
    head = opened_store.head()
    kept = opened_store.add_upload(content, "beesel.xlsx", "C. Collega", load(content, "beesel.xlsx"))
    opened_store.publish(head.id, [*head.uploads, kept.id], "Beesel", "C. Collega")


def test_a_stale_publication_is_refused_and_can_be_looked_at_again():
    app = give(opened("gegevens"), workbook(beds("Venlo", 120)))
    another_publishes()
    publish(app)
    assert any("Een ander heeft" in message.value for message in [*app.error, *app.warning])
    assert numbers() == [1, 2]
    assert store.open().head().note == "Beesel"
    seen.whole(app.run())
    publish(app)
    assert numbers() == [1, 2, 3]
    head = store.open().head()
    names = {store.open().upload(item).name for item in head.uploads}
    assert {"beesel.xlsx", GOOD} <= names


def test_a_stale_undo_is_refused():
    app = publish(give(opened("gegevens"), workbook(beds("Venlo", 120))))
    seen.whole(app.selectbox(key="terug-naar").set_value(1).run())
    another_publishes()
    app.text_input(key="naam-terug").set_value("B. Beheerder")
    app.text_input(key="waarom-terug").set_value("Bij nader inzien")
    seen.whole(next(button for button in app.button if button.label.startswith("Zet versie 1")).click().run())
    assert any("Een ander heeft" in message.value for message in app.error)
    assert numbers() == [1, 2, 3]
    assert store.open().head().note == "Beesel"


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


def test_the_example_takes_no_files():
    app = opened("gegevens", gegevens=EXAMPLE)
    assert not any(box.accept_multiple_files for box in app.file_uploader)
    assert "voorbeeld" in app.info[0].value
    assert not any(box.key == "terug-naar" for box in app.selectbox)
