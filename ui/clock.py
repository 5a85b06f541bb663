"""What day it is. Metrics never ask; they are told."""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def today() -> date:
    """Return the date in Amsterdam, or the one in ``MONITOR_VANDAAG`` (tests and demonstrations)."""
    fixed = os.environ.get("MONITOR_VANDAAG")
    return date.fromisoformat(fixed) if fixed else datetime.now(AMSTERDAM).date()


def local(moment: datetime) -> datetime:
    """Return a stored moment as the time on a Dutch clock."""
    return moment.astimezone(AMSTERDAM)
