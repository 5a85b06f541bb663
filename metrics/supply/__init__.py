"""Supply: which places are there in which month, against which duty, and where a hole opens.

A month's figure is what is open on its last day. What the dates prove is ``plekken``; a place whose begin or
end is not known is never in it and never lost: it stands beside it as ``plekken_mogelijk``, and a location
without a number is counted by head.
"""

from __future__ import annotations

from metrics.supply.months import behind, monthly
from metrics.supply.presence import presence
from metrics.supply.stays import stays

__all__ = ["behind", "monthly", "presence", "stays"]
