"""Gegevens: a file is examined, compared, published and taken back; a bad file changes nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

import store
from tests.ui import seen
from tests.ui.bring import GOOD, give, labels, numbers, publish, venlo
from tests.ui.seen import EXAMPLE, XLSX, beds, opened, workbook


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


def test_a_result_that_lies_ahead_is_said_and_errors_come_first():
    rows = [beds("Venlo", 120, Peildatum=date(2027, 11, 1)), beds("Weesp", 5), beds("Stein", "veel")]
    app = give(opened("gegevens"), workbook(*rows))
    found = seen.table(app, "ernst", "cel", "wat er is en wat u kunt doen")
    ahead = found[found["wat er is en wat u kunt doen"].str.contains("na vandaag|toekomst")]
    assert ahead["cel"].str.contains("Cijfers!").all()
    assert len(ahead) >= 1
    marks = [mark.split()[-1] for mark in found["ernst"]]
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


def test_the_example_takes_no_files():
    app = opened("gegevens", gegevens=EXAMPLE)
    assert not any(box.accept_multiple_files for box in app.file_uploader)
    assert "voorbeeld" in app.info[0].value
    assert not any(box.key == "terug-naar" for box in app.selectbox)
