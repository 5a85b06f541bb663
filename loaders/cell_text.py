"""One text of a number column, taken apart: marker, sign, numbers, bound word, percent, unit word, remark.

Nothing is read as a number here: that waits until the whole column has decided its notation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders import bounds
from loaders.bounds import Bound
from loaders.numbers import BODY, clean
from model.lijsten import WaardeStatus


@dataclass(frozen=True)
class Markers:
    """Texts with a meaning of their own; a layout may replace any of them. Compared without case.

    ``zero`` is empty by default: a dash is nil in some tables and missing in others, so a layout must say so.
    """

    missing: frozenset[str] = frozenset(
        {"", ".", "..", "...", "-", "--", "?", "onbekend", "niet bekend", "niet genoemd", "niet opgegeven",
         "geen opgave", "nog niet bekend", "n.b.", "nb", "na", "n/a", "#n/a", "nan", "null", "none",
         "-99995", "-99996", "-99997", "-99999", "-99999999", "volgt", "pm", "p.m."}
    )  # fmt: skip
    secret: frozenset[str] = frozenset({"x", "geheim", "vertrouwelijk", "*", "<", "secret"})
    nvt: frozenset[str] = frozenset({"n.v.t.", "n.v.t", "nvt", "niet van toepassing", "n.a."})
    zero: frozenset[str] = frozenset({"nul"})
    missing_numbers: frozenset[float] = frozenset({-99995.0, -99996.0, -99997.0, -99999.0, -99999999.0})
    empty: WaardeStatus = WaardeStatus.ONBEKEND


MARKERS = Markers()


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in a cell. ``numbers`` holds (sign, digits), twice for a range; none: not understood."""

    marker: WaardeStatus | None = None
    numbers: tuple[tuple[int, str], ...] = ()
    bound: Bound = Bound.GEEN
    percent: bool = False
    provisional: bool = False
    unit: str = ""
    note: str = ""


@dataclass
class _Rest:
    """What is left of the text while parts are taken off."""

    text: str
    found: dict[str, object] = field(default_factory=dict)


_REMARK = re.compile(
    r"(?P<head>.*[0-9].*?) ?\((?P<remark>[^()]*[A-Za-z][^()]*)\)|"
    r"(?P<head2>.*[0-9] ?[a-z]+) ?\((?P<remark2>[^()]+)\)"
)
_FOOTNOTE = re.compile(r"(?:(?<= )[0-9]{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+\)?)$")
_UNIT = re.compile(
    r" ?(?P<unit>opvangplekken|opvangplaatsen|plekken|plaatsen|bedden|personen|bewoners|mensen|woningen|"
    r"huizen|appartementen|studio's|inwoners|amv'?s?|pl\.|pers\.)$",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"(?P<low>{BODY}) ?(?:-|tot(?: en met)?|t/m|a|à|en) ?(?P<high>{BODY})", re.IGNORECASE)
_BEHIND = re.compile(r"(?P<head>.*[0-9]) ?(?:(?P<plus>\+)|(?P<word>max\.?|maximaal|min\.|minimaal))")
_AMOUNT = re.compile(rf"(?P<open>\()?(?:\+ ?|(?P<minus>- ?))?(?P<body>{BODY})(?P<after>-)?(?P<close>\))?")


def take_apart(raw: str, markers: Markers = MARKERS) -> Parts:
    """Take one cell text apart.

    >>> take_apart("€ 1.234,-").numbers, take_apart("90 (max)").bound, take_apart("15 tot 20").numbers
    (((1, '1.234'),), <Bound.MAXIMAAL: 'maximaal'>, ((1, '15'), (1, '20')))
    """
    text = clean(str(raw))
    if text.isascii() and text.isdigit():
        return Parts(numbers=((1, text),))
    marker = _marker(text.casefold(), markers)
    if marker:
        return marker
    rest = _Rest(text)
    for step in (_take_mark, _take_remark, _take_currency, _take_unit, _take_percent, _take_bound):
        step(rest)
    return Parts(numbers=_numbers(rest), **rest.found)  # type: ignore[arg-type]


def _marker(text: str, markers: Markers) -> Parts | None:
    if text in markers.zero:
        return Parts(numbers=((1, "0"),))
    for words, status in (
        (markers.missing, WaardeStatus.ONBEKEND),
        (markers.secret, WaardeStatus.GEHEIM),
        (markers.nvt, WaardeStatus.NVT),
    ):
        if text in words:
            return Parts(marker=status)
    return None


def _take_mark(rest: _Rest) -> None:
    """Take off ``*`` (voorlopig) and footnote marks such as ``1)`` after a space."""
    text = _FOOTNOTE.sub("", rest.text).strip()
    stripped = text.rstrip("* ")
    if stripped != text:
        rest.found["provisional"] = True
    rest.text = stripped or text


def _take_remark(rest: _Rest) -> None:
    """Take off a remark in brackets behind the number; a bound word in it counts."""
    match = _REMARK.fullmatch(rest.text)
    if not match:
        return
    rest.text = (match["head"] or match["head2"]).strip()
    remark = (match["remark"] or match["remark2"]).strip()
    rest.found["note"] = remark
    if re.match("(?:nader )?voorlopig", remark, re.IGNORECASE):
        rest.found["provisional"] = True
    rest.found["bound"] = bounds.word(remark)


def _take_currency(rest: _Rest) -> None:
    """Take off the euro sign and the dash that stands for no cents."""
    text = re.sub(r"^(-? ?)(?:€|EUR ) ?", r"\1", rest.text)
    if text != rest.text:
        text = re.sub(r",(?:-{1,2}|=)$", "", text)
    rest.text = text.strip()


def _take_unit(rest: _Rest) -> None:
    match = _UNIT.search(rest.text)
    if match and match.start():
        rest.found["unit"] = match["unit"]
        rest.text = rest.text[: match.start()].strip()


def _take_percent(rest: _Rest) -> None:
    text = re.sub(r" ?(?:%|procent)$", "", rest.text)
    rest.found["percent"] = text != rest.text
    rest.text = text.strip()


def _take_bound(rest: _Rest) -> None:
    """Take off bound words in front, and the few that stand behind."""
    kind, text = bounds.take(rest.text)
    behind = _BEHIND.fullmatch(text)
    if behind:
        text = behind["head"].strip()
        kind = Bound.MEER_DAN if behind["plus"] else bounds.word(behind["word"])
    rest.text = text
    if kind:
        rest.found["bound"] = kind


def _numbers(rest: _Rest) -> tuple[tuple[int, str], ...]:
    """Return the one number that is left, or both ends of a range; nothing when it is anything else."""
    text = re.sub(r"^tussen (?:de )?", "", rest.text, flags=re.IGNORECASE)
    spread = _RANGE.fullmatch(text)
    if spread:
        return ((1, spread["low"].strip()), (1, spread["high"].strip()))
    match = _AMOUNT.fullmatch(text)
    if not match or bool(match["open"]) != bool(match["close"]):
        return ()
    signs = [bool(match[name]) for name in ("open", "minus", "after")]
    return ((-1 if any(signs) else 1, match["body"].strip()),) if sum(signs) <= 1 else ()
