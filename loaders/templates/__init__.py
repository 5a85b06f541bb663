"""Workbooks to send out, one kind per source: made from the layout that reads them back.

``kinds()`` lists them (``data/rules/sjablonen.toml``), ``make(kind, gebieden, code, …)`` makes one.
"""

from loaders.templates.book import make
from loaders.templates.kinds import Sjabloon, file_name, halves, kind, kinds

__all__ = ["Sjabloon", "file_name", "halves", "kind", "kinds", "make"]
