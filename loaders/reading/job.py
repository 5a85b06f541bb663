"""What the fenced child does with one file: recognise its kind, read it, and write the answer."""

from __future__ import annotations

import io
from collections.abc import Callable

import pyarrow as pa

from loaders.reading import biff, csvfile, fast, ods, package, wire, xls, xlsb, xlsx
from loaders.reading.findings import Finding, Refused, finding, other_kind
from loaders.reading.kinds import extension, sniff
from loaders.reading.limits import Limits
from model.grid import Workbook

Result = tuple[Workbook | None, list[Finding], str]


def warm() -> None:
    """Touch every reader once, so that no child pays for loading them."""
    from openpyxl import Workbook as Book

    book = Book()
    book.active["A1"] = 1
    buffer = io.BytesIO()
    book.save(buffer)
    everything = Limits(10**7, 10**8, 100, 10**6, 1000, 10**5, 200, 20, 2**30, 20_000, 10**5)
    sink = io.BytesIO()
    with pa.PythonFile(sink, "w") as file:
        wire.encode(file, *read(buffer.getvalue(), "warm.xlsx", everything))
    read(b"a;b\n1;2\n", "warm.csv", everything)


def answer(content: bytes, name: str, limits: Limits, sink: int, *_extra: object) -> None:
    """Read a file and write the result to a descriptor."""
    result = read(content, name, limits)
    with open(sink, "wb", closefd=False) as raw, pa.PythonFile(raw, "w") as file:  # noqa: PTH123 - a descriptor
        wire.encode(file, *result)


def read(content: bytes, name: str, limits: Limits) -> Result:
    """Return (workbook, findings, kind); whatever a reader throws becomes a refusal."""
    kind = sniff(content)[0]
    try:
        return _read(content, name, limits)
    except Refused as refused:
        return None, [refused.finding, *refused.others], kind
    except MemoryError:
        raise
    except BaseException as error:  # a panic of the Rust reader is a BaseException
        if "password" in type(error).__name__.lower():
            return None, [finding("wachtwoord")], kind
        return None, [finding("beschadigd", wat=_reason(error))], kind


def _reason(error: BaseException) -> str:
    """Return a short Dutch reason; the words of a library are of no use to the reader and may name paths."""
    return {"BadZipFile": "het inpakken is niet afgerond", "error": "de inhoud is niet uit te pakken"}.get(
        type(error).__name__, "de inhoud is niet te lezen"
    )


def _read(content: bytes, name: str, limits: Limits) -> Result:
    family = sniff(content)[0]
    if family == "tekst":
        workbook, findings = csvfile.read(content, name, limits)
        return workbook, _other_name(name, ("csv", "txt", "tsv"), "een CSV-bestand") + findings, "csv"
    if family == "ole":
        soort = biff.other(content)
        if soort:
            raise other_kind(name, soort)
        workbook, findings = xls.read(content, limits)
        return workbook, _other_name(name, ("xls", "xlt"), "een oud Excel-bestand (.xls)") + findings, "xls"
    parts = package.unpack(content, limits, lambda archive, data: fast.begin(archive, data, limits))
    kind, soort = package.kind(parts)
    readers: dict[str, Callable[[package.Package, Limits], tuple[Workbook, list[Finding]]]] = {
        "xlsx": xlsx.read,
        "xlsb": xlsb.read,
        "ods": ods.read,
    }
    if kind not in readers:
        raise other_kind(name, soort)
    workbook, findings = readers[kind](parts, limits)
    known = {"xlsx": ("xlsx", "xlsm", "xltx", "xltm")}.get(kind, (kind,))
    return workbook, _other_name(name, known, soort) + parts.findings + findings, kind


def _other_name(name: str, known: tuple[str, ...], soort: str) -> list[Finding]:
    if extension(name) in known or "." not in name:
        return []
    return [finding("ander-type-gelezen", naam=name, soort=soort)]
