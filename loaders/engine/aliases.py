"""Spellings of areas that an analyst explained: aliases kept from before, and answers about this file."""

from __future__ import annotations

from collections.abc import Mapping

from loaders import areas
from loaders.area_index import load_index
from loaders.area_issues import ALIAS
from loaders.areas import Areas
from loaders.engine.issues import Findings, quoted


def known(aliases: Mapping[str, str] | None, answers: Mapping[str, str], found: Findings) -> Areas:
    """Return the areas with every spelling that was explained; an answer goes before an alias.

    Args:
        aliases: spelling → code, kept from before.
        answers: to questions; those named ``alias:<spelling>`` hold a code.
        found: gets a warning for each code that does not exist; such a spelling stays unknown.
    """
    answered = {name.removeprefix(ALIAS): code for name, code in answers.items() if name.startswith(ALIAS)}
    wanted = {name: code for name, code in {**(aliases or {}), **answered}.items() if name.strip() and code}
    index = load_index()
    for name, code in wanted.items():
        if code not in index.by_code:
            text = f"De alias {quoted(name)} wijst naar {quoted(code)}, en dat gebied bestaat niet."
            found.waarschuwing("alias-onbekend", f"{text} Kies voor deze naam opnieuw een gemeente.")
    good = {name: code for name, code in wanted.items() if code in index.by_code}
    return Areas(index, good) if good else areas.default()
