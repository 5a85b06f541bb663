"""Supply: which places are there in which month, against which duty, and where a hole opens.

A month's figure is what is open on its last day. What the dates prove is ``plekken``; a place whose begin or
end is not known is never in it and never lost: it stands beside it as ``plekken_mogelijk``, and a location
without a number is counted by head.
"""

from __future__ import annotations

from metrics.supply.against import against_duty
from metrics.supply.causes import places_text
from metrics.supply.duty import duties
from metrics.supply.events import deadlines, events
from metrics.supply.gap import Gat, hole
from metrics.supply.months import behind, monthly
from metrics.supply.pipeline import pipeline
from metrics.supply.presence import PLANNED, presence
from metrics.supply.stays import stays
from metrics.supply.unread import unread
from metrics.supply.words import hole_headline, hole_sentences, hole_title, short_text

__all__ = [
    "PLANNED",
    "Gat",
    "against_duty",
    "behind",
    "deadlines",
    "duties",
    "events",
    "hole",
    "hole_headline",
    "hole_sentences",
    "hole_title",
    "monthly",
    "pipeline",
    "places_text",
    "presence",
    "short_text",
    "stays",
    "unread",
]
