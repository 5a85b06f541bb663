"""A layout as the text of a file for ``data/sources``."""

from __future__ import annotations

from typing import Any

import tomli_w

from loaders.layouts import Layout, shared_words


def toml_of(layout: Layout) -> str:
    """Return a layout as TOML; ``layouts.parse`` makes the same layout of it.

    Words that every layout knows are left out; they come back when it is parsed.
    """
    data = layout.model_dump(mode="json", exclude_defaults=True)
    words = _own_words(layout)
    data.pop("woorden", None)
    simple = {key: value for key, value in data.items() if key != "blad"}
    text = tomli_w.dumps(simple | ({"woorden": words} if words else {}) | {"blad": data["blad"]})
    title = "".join(char for char in " ".join(layout.titel.split()) if char.isprintable())
    return f"# {title}\n# Gemaakt door zelf te koppelen; zie docs/nieuwe-bron.md.\n{text}"


def _own_words(layout: Layout) -> dict[str, dict[str, Any]]:
    """Return the words that are not among those all layouts share."""
    shared = shared_words()
    own = {
        field: {word: value for word, value in words.items() if shared.get(field, {}).get(word) != value}
        for field, words in layout.woorden.items()
    }
    return {field: words for field, words in own.items() if words}
