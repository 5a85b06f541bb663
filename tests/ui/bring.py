"""What an analyst does on Gegevens, for the tests: drop a file, publish, set a version back."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from streamlit.testing.v1.element_tree import Element as DownloadButton

import store
from loaders.load import load
from tests.ui import seen
from tests.ui.seen import XLSX, beds, workbook

GOOD = "venlo_2026.xlsx"


def give(app: AppTest, content: bytes, name: str = GOOD, mime: str = XLSX) -> AppTest:
    """Drop one file on the page."""
    uploader = next(box for box in app.file_uploader if box.label.startswith("Kies een of meer"))
    return seen.whole(uploader.set_value([(name, content, mime)]).run())


def publish(
    app: AppTest, note: str = "Plekken van Venlo", actor: str = "A. Analist", why: str = ""
) -> AppTest:
    """Fill in the form and press its button; ``why`` goes into every box that asks for a reason."""
    app.text_input(key="naam").set_value(actor)
    app.text_input(key="toelichting").set_value(note)
    for box in app.text_input:
        if why and box.label.startswith("Waarom klopt dit?"):
            box.set_value(why)
    return seen.whole(button(app, "Publiceer").click().run())


def button(app: AppTest, start: str) -> Button:
    """Return the button whose text begins so."""
    return next(button for button in app.button if button.label.startswith(start))


def take_back(app: AppTest, number: int) -> AppTest:
    """Set an earlier version back."""
    seen.whole(app.selectbox(key="terug-naar").set_value(number).run())
    app.text_input(key="naam-terug").set_value("B. Beheerder")
    app.text_input(key="waarom-terug").set_value("Bij nader inzien")
    return seen.whole(button(app, f"Zet versie {number} terug").click().run())


def numbers() -> list[int]:
    """Return the numbers of all versions."""
    return [version.number for version in store.open().versions()]


def labels(app: AppTest) -> list[str]:
    """Return what stands on the buttons."""
    return [button.label for button in app.button]


def venlo(app: AppTest) -> str:
    """Return the places of Venlo as its page shows them."""
    table = seen.table(app, "doelgroep", "opgave formeel").set_index("doelgroep")
    return str(table.loc["asielzoekers", "realisatie"])


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


def another_publishes(gemeente: str = "Beesel", name: str = "beesel.xlsx") -> None:
    """A colleague publishes while this analyst is looking."""
    content = workbook(beds(gemeente, 40))
    opened_store = store.open()
    head = opened_store.head()
    kept = opened_store.add_upload(content, name, "C. Collega", load(content, name))
    opened_store.publish(head.id, [*head.uploads, kept.id], gemeente, "C. Collega")


def downloads(app: AppTest) -> list[DownloadButton]:
    """Return the buttons that hand out a file."""
    return list(app.get("download_button"))
