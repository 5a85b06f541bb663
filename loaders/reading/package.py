"""A packed file (xlsx, xlsb, ods are zip files): checked against the limits before any reader sees it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from loaders.reading.findings import Finding, Refused, finding, megabytes
from loaders.reading.limits import Limits

_MARKUP = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
#: a document type can only stand before the first element
_PLAIN_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*)*<[A-Za-z_]")
_DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)")
_NESTED = (".zip", ".xlsx", ".xlsm", ".xlsb", ".ods", ".jar", ".7z", ".rar", ".gz")
_EMBEDDED = ("xl/embeddings/", "Object ", "ObjectReplacements/")


Begin = Callable[[zipfile.ZipFile, bytes], dict[int, "Future[Any]"]]


@dataclass(slots=True)
class Package:
    """The parts of a packed file, unpacked and within the limits; ``early``: work begun per sheet."""

    content: bytes
    parts: dict[str, bytes]
    early: dict[int, Future[Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def get(self, name: str) -> bytes:
        """Return a part by name, whatever the case of the name; empty when it is not there."""
        if name in self.parts:
            return self.parts[name]
        lower = name.lower().lstrip("/")
        return next((data for key, data in self.parts.items() if key.lower() == lower), b"")

    def repacked(self, changed: Mapping[str, bytes] | None = None) -> bytes:
        """Return the parts as a new, uncompressed package, some of them changed."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
            for name, data in (self.parts | dict(changed or {})).items():
                target.writestr(name, data)
        return buffer.getvalue()


def unpack(content: bytes, limits: Limits, begin: Begin | None = None) -> Package:
    """Return the parts of a packed file, or refuse it before unpacking too much.

    Args:
        content: the file.
        limits: size, ratio and number of parts.
        begin: called once the table of contents is judged, to start slow work beside the unpacking.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_directory(infos, limits)
            early = begin(archive, content) if begin else {}
            package = Package(content, {info.filename: archive.read(info) for info in infos}, early)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise Refused("beschadigd", wat="het uitpakken mislukt") from error
    if not package.parts:
        raise Refused("beschadigd", wat="er zit niets in")
    if b"encryption-data" in package.parts.get("META-INF/manifest.xml", b""):
        raise Refused("wachtwoord")
    for name, data in package.parts.items():
        _check_part(package, name, data)
    return package


def _check_directory(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Judge the table of contents; nothing has been unpacked yet."""
    if len(infos) > limits.parts:
        raise Refused("te-veel-onderdelen", is_=len(infos), mag=limits.parts)
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked:
        raise Refused("uitgepakt-te-groot", is_=megabytes(total), mag=megabytes(limits.unpacked))
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
            raise Refused("onveilig-onderdeel")
        if name.lower() in seen:
            raise Refused("dubbel-onderdeel", deel=name)
        seen.add(name.lower())
        if info.flag_bits & 1:
            raise Refused("wachtwoord")
        packed = max(info.compress_size, 1)
        if info.file_size > limits.ratio_from and info.file_size > limits.ratio * packed:
            raise Refused("te-sterk-ingepakt", deel=name, is_=info.file_size // packed, mag=limits.ratio)


def _check_part(package: Package, name: str, data: bytes) -> None:
    lower = name.lower()
    if data.startswith(b"PK\x03\x04") or lower.endswith(_NESTED):
        if not name.startswith(_EMBEDDED):
            raise Refused("pakket-in-pakket", deel=name)
        package.findings.append(finding("ingesloten-bestand", deel=name))
    if lower.endswith((".xml", ".rels", ".vml")):
        if not _PLAIN_START.match(data) and _MARKUP.search(data):
            raise Refused("xml-opdracht", deel=name)
        if not lower.startswith(("customxml/", "docprops/", "xl/ctrlprops/")):
            _check_utf8(name, data)
    is_macro = lower.endswith("vbaproject.bin") or (
        lower.startswith("basic/") and not lower.endswith("-lc.xml")
    )
    if is_macro and not any(item.code == "macro" for item in package.findings):
        package.findings.append(finding("macro"))


def _check_utf8(name: str, data: bytes) -> None:
    """Refuse parts in another encoding: searching bytes would not see what is in them."""
    declared = _DECLARED.match(data[:300])
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:200]:
        raise Refused("geen-utf8", deel=name)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise Refused("geen-utf8", deel=name)
    try:
        data.isascii() or data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("beschadigd", wat=f"onleesbare tekens in {name}") from error


def kind(package: Package) -> tuple[str, str]:
    """Return (kind, Dutch name) by what the package says it holds."""
    types = package.get("[Content_Types].xml")
    mimetype = package.parts.get("mimetype", b"")
    names = package.parts.keys()
    if b"opendocument.spreadsheet" in mimetype or (not types and "content.xml" in names):
        return "ods", "een OpenDocument-spreadsheet (.ods)"
    if b"sheet.binary" in types or "xl/workbook.bin" in names:
        return "xlsb", "een binair Excel-bestand (.xlsb)"
    if b"spreadsheetml" in types or "xl/workbook.xml" in names:
        return "xlsx", "een Excel-bestand (.xlsx)"
    if b"opendocument" in mimetype:
        return "", "een ander OpenDocument-bestand"
    if any(name.endswith(".iwa") for name in names) or "index.apxl" in names:
        return "", "een Apple Numbers-bestand"
    if b"wordprocessingml" in types:
        return "", "een Word-document"
    if b"presentationml" in types:
        return "", "een presentatie"
    return "", "een ingepakt bestand (zip)"
