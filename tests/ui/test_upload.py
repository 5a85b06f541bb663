"""Gegevens: a file is examined, compared, published and taken back; a bad file changes nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

import store
from model.issue import Issue
from model.lijsten import Ernst
from tests.ui import seen
from tests.ui.bring import GOOD, another_publishes, downloads, give, labels, numbers, publish
from tests.ui.seen import EXAMPLE, XLSX, beds, opened, workbook
from ui import judging


@pytest.fixture(autouse=True)
def a_day_on_which_the_rules_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules about content start the day after the day of the other tests."""
    monkeypatch.setenv("MONITOR_VANDAAG", "2026-11-22")


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
    ahead = found[found["wat er is en wat u kunt doen"].str.contains("die dag komt nog")]
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


def intention(gemeente: str, value: int) -> dict[str, object]:
    """Return a row that may be confidential: places that a gemeente thinks of."""
    return beds(gemeente, value, Maat="aanbod", Zekerheid="voornemen", Vertrouwelijk="ja")


def test_a_confidential_file_is_kept_and_nothing_of_it_is_shown():
    name = "VERTROUWELIJK_venlo.xlsx"
    app = give(opened("gegevens"), workbook(intention("Venlo", 777)), name)
    assert any("Dit bestand is vertrouwelijk" in message.value for message in app.info)
    assert [text for text in seen.texts(app) if "777" in text]  # who brings it, sees it
    assert not any(button.label.startswith("Download het verschil") for button in downloads(app))
    publish(app, "Voornemen")
    assert [message.value for message in app.success] == [
        "Versie 2 is gepubliceerd. Het vertrouwelijke bestand is bewaard; niets ervan is te zien."
    ]
    kept = store.open()
    assert kept.upload(kept.head().uploads[-1]).name == name
    for page, query in (("gegevens", {}), ("bronnen", {}), ("gemeente", {"gemeente": "Venlo"})):
        texts = seen.texts(opened(page, **query))
        assert not [text for text in texts if "777" in text or "VERTROUWELIJK" in text]
    app = give(opened("gegevens"), workbook(intention("Venlo", 800)), name)
    assert not [text for text in seen.texts(app) if "777" in text]
    assert app.multiselect[0].options[-1].startswith("een vertrouwelijk bestand")


DUTY = beds("Venlo", 777, Maat="opgave", Vertrouwelijk="ja") | {"Soort opgave": "indicatief"}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("open.xlsx", [intention("Venlo", 777)]),  # rows that are confidential in an open file
        ("VERTROUWELIJK_x.xlsx", [DUTY]),  # a figure that is public by law
    ],
    ids=["naam", "maat"],
)
def test_confidential_is_refused_when_name_measure_and_rows_disagree(name, rows):
    app = give(opened("gegevens"), workbook(*rows), name)
    assert "Publiceer als nieuwe versie" not in labels(app)
    assert app.error[0].value.startswith("**Geweigerd.**")
    assert numbers() == [1]


def test_the_example_takes_no_files():
    app = opened("gegevens", gegevens=EXAMPLE)
    assert not any(box.accept_multiple_files for box in app.file_uploader)
    assert "voorbeeld" in app.info[0].value
    assert not any(box.key == "terug-naar" for box in app.selectbox)


def test_several_files_begin_with_a_line_each():
    app = opened("gegevens")
    uploader = next(box for box in app.file_uploader if box.accept_multiple_files)
    files = [
        ("goed.xlsx", workbook(beds("Venlo", 120)), XLSX),
        ("kapot.xlsx", b"PK\x03\x04", XLSX),
        ("deels.xlsx", workbook(beds("Beesel", 30), beds("Atlantis", 5)), XLSX),
    ]
    seen.whole(uploader.set_value(files).run())
    lines = seen.table(app, "bestand", "uitkomst", "geweigerd").set_index("bestand")
    assert lines["uitkomst"].tolist() == ["● aanvaard", "▲ geweigerd", "▲ niet alle rijen"]
    assert lines["rijen genomen"].tolist() == ["1", "0", "1"]
    assert lines["geweigerd"].tolist() == ["0", "0", "1"]


def test_what_is_odd_in_the_content_stands_beside_the_cells_and_the_verdict_agrees():
    app = give(opened("gegevens"), workbook(beds("Venlo", 120, Peildatum=date(2027, 11, 1))))
    assert app.warning[0].value.startswith("**Gelezen met waarschuwingen.**")
    assert "Cijfers!" in seen.table(app, "ernst", "cel")["cel"].iloc[0]
    assert not app.success


def test_a_fault_in_the_content_is_shown_and_stops_publishing(monkeypatch):
    cell = {"bron": GOOD, "plaats": "Cijfers!N2", "code": "proef", "tekst": "Dit kan niet. Verbeter de cel."}
    monkeypatch.setattr(judging.content, "check", lambda *_, **__: [Issue(ernst=Ernst.FOUT, **cell)])
    app = give(opened("gegevens"), workbook(beds("Venlo", 120)))
    assert app.error[0].value.startswith("**Gelezen, maar niet te publiceren.**")
    found = seen.table(app, "ernst", "cel", "wat er is en wat u kunt doen").iloc[0]
    assert found.tolist() == ["▲ fout", "Cijfers!N2", "Dit kan niet. Verbeter de cel."]
    assert not any(label.startswith("Publiceer") for label in labels(app))


def test_the_content_is_looked_at_once_per_file_and_version(monkeypatch):
    calls, real = [], judging.content.check
    monkeypatch.setattr(judging.content, "check", lambda *a, **k: calls.append(1) or real(*a, **k))
    app = give(opened("gegevens"), workbook(beds("Venlo", 120)))
    seen.whole(app.run())
    assert len(calls) == 1
    another_publishes()
    seen.whole(app.run())
    assert len(calls) == 2
