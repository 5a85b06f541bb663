"""Loading a large workbook, against the bare reader of the same bytes and against pandas.

61,560 rows: 342 gemeenten × 3 groups × 60 months in our own template, nine or ten cells filled per row.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import sys
from collections.abc import Iterator

import pandas as pd
import python_calamine
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from benchmarks._meten import Promises, pairs, seconds, show
from loaders import layouts, load, reading, reference
from loaders.engine import match as engine_match
from loaders.engine.issues import Findings
from loaders.loaded import Provenance
from model import schemas

NAME = "meting.xlsx"
MONTHS = 60
#: Letters of a remark that is different in every row, so that it does not pack.
HASH = 64
#: A remark of letters: numbers in remarks are looked at, and no remark holds a hundred of them.
LETTERS = str.maketrans("0123456789", "ghijklmnop")
GROUPS = (
    ("asielzoekers", "plekken"),
    ("statushouders", "personen"),
    ("oekraiense_ontheemden", "plekken"),
)
PAIRS, SLOW_RUNS = 9, 1
LIMIT, FASTER = 1.5, 5.0


def months(count: int) -> list[dt.date]:
    """Return the ends of the months up to and including October 2026."""
    return [day.date() for day in pd.date_range(end="2026-10-31", periods=count, freq="ME")]


def rows(count: int, remark: int = 0) -> Iterator[dict[str, object]]:
    """Yield one figure per gemeente, group and month; statushouders are counted within their half-year."""
    for number, area in enumerate(reference.records("gemeenten.csv")):
        for group, unit in GROUPS:
            for month, day in enumerate(months(count)):
                row = {
                    "gebied_code": area["code"],
                    "gebied_naam": area["naam"],
                    "doelgroep": group,
                    "deelgroep": "alle",
                    "maat": "realisatie",
                    "peildatum": day,
                    "waarde": (number * 7 + month * 3) % 900,
                    "eenheid": unit,
                    "waarde_status": "definitief",
                }
                if group == "statushouders":
                    row["periode"] = f"{day.year}-H{1 if day.month <= 6 else 2}"
                if remark:
                    parts = (hashlib.sha256(f"{part} {row}".encode()) for part in range(-(-remark // HASH)))
                    text = " ".join(part.hexdigest() for part in parts).translate(LETTERS)
                    row["toelichting"] = text[:remark]
                yield row


def workbook(count: int = MONTHS, *, remark: int = 0) -> bytes:
    """Return the filled-in template as an xlsx file, with a remark of so many letters in every row."""
    blad = next(item for item in layouts.shipped() if item.id == "sjabloon").blad[0]
    roles = [kolom.rol for kolom in blad.kolom]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(blad.titel)
    sheet.append([kolom.kop[0] for kolom in blad.kolom])
    for row in rows(count, remark):
        cells: list[object] = [row.get(role) for role in roles]
        place = roles.index("peildatum")
        cells[place] = WriteOnlyCell(sheet, cells[place])
        cells[place].number_format = "dd-mm-yyyy"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bare(content: bytes) -> int:
    """Read every cell with python-calamine and nothing else."""
    source = python_calamine.load_workbook(io.BytesIO(content))
    return sum(len(source.get_sheet_by_name(name).to_python()) for name in source.sheet_names)


def whole(content: bytes) -> None:
    """Load the file as the app does, and insist on the outcome."""
    loaded = load.load(content, NAME)
    taken, outcome = loaded.provenance.rows_taken, str(loaded.provenance.uitkomst)
    if outcome != "aanvaard" or taken != len(loaded.frame("cijfers")) or taken < MONTHS:
        raise SystemExit(
            f"het werkboek werd niet goed geladen: {outcome}, {taken} rijen, {loaded.issues[:3]}"
        )


def split(content: bytes, times: int = 5) -> None:
    """Print where the time goes; the parts are measured on their own."""
    found = [reading.read(content, NAME) for _ in range(times)]
    show("lezen, in het kind achter het hek", [one.seconds for one in found])
    workbook_ = found[-1].workbook
    if workbook_ is None:
        raise SystemExit("het werkboek werd niet gelezen")
    sha = hashlib.sha256(content).hexdigest()

    def recognise() -> dict[str, pd.DataFrame]:
        about = Provenance(NAME, sha, len(content))
        return load.recognise(workbook_, about, Findings(NAME)).frames

    frames = recognise()
    show("herkennen (met controle)", [seconds(recognise) for _ in range(times)])
    show("  waarvan de layout zoeken", [seconds(lambda: _choose(workbook_)) for _ in range(times)])
    show(
        "  waarvan de controle van het schema",
        [seconds(lambda: schemas.check_all(frames)) for _ in range(times)],
    )


def _choose(book: object) -> object:
    return engine_match.choose(load.shipped(), book, NAME, {}, Findings(NAME))  # type: ignore[arg-type]


def main() -> None:
    """Measure and judge."""
    content = workbook()
    size = len(GROUPS) * MONTHS * len(reference.records("gemeenten.csv"))
    print(f"  {size:,} rijen, {len(content) / 1e6:.1f} MB".replace(",", "."))
    reading.warm()
    whole(content)
    bare(content)
    ours, theirs = pairs(lambda: whole(content), lambda: bare(content), PAIRS)
    mine, base = show("loaders.load", ours), show("python-calamine, kaal", theirs)
    split(content)
    slow = show(
        "pandas.read_excel met openpyxl",
        [seconds(lambda: pd.read_excel(io.BytesIO(content), engine="openpyxl")) for _ in range(SLOW_RUNS)],
    )
    promises = Promises()
    promises.at_most("laden tegen kaal lezen", mine / base, LIMIT)
    promises.at_least("sneller dan pandas", slow / mine, FASTER)
    reading.close()
    promises.done()


if __name__ == "__main__":
    main() if len(sys.argv) == 1 else sys.exit(f"{sys.argv[0]} heeft geen argumenten")
