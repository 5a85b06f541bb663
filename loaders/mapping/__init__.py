"""Mapping a file that no layout knows: a proposal with reasons, corrected by an analyst, kept as a layout.

``suggest`` looks at the cells and fills in a ``Draft``; ``missing`` says in Dutch what an analyst must still
choose; ``layout_of`` turns a complete draft into a layout and ``toml_of`` into the text of a file for
``data/sources``. Nothing is guessed into a figure: what is only likely is shown, what is unknown is asked.
"""

from loaders.mapping.draft import Clue, Draft, DraftColumn
from loaders.mapping.layout import IncompleteError, answers_of, layout_of
from loaders.mapping.needed import missing
from loaders.mapping.suggest import suggest
from loaders.mapping.toml import toml_of

__all__ = [
    "Clue",
    "Draft",
    "DraftColumn",
    "IncompleteError",
    "answers_of",
    "layout_of",
    "missing",
    "suggest",
    "toml_of",
]
