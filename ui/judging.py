"""What is found in the content of files, and what they would change: pure, so that any process can do it.

Nothing here knows Streamlit or the store on disk: ``ui.helper`` runs it in another process when it is much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from loaders.watch import Watch
from metrics import changes, content, difference, large_changes
from metrics.difference import Verschil
from metrics.disclosure import release
from model.correctie import Correctie
from model.frames import Frames
from model.inhoud import load_rules
from model.invoer_vouwen import Regel
from model.issue import Issue
from model.lijsten import Editie
from model.rules import rules
from store.frames import Tables, join

#: The steps of ``compared``, in order, as a person reads them.
STEPS = ("bestanden samenvoegen", "grote stappen zoeken", "vergelijken")


@dataclass(frozen=True)
class Wish:
    """A version that does not exist yet.

    Attributes:
        parts: id of each upload and its frames as tables, in order.
        corrections: made in this order.
        mine: ``bron_id`` of every source in a file of this session.
        before: what everyone may see of the version that stands.
        today: day on which is judged.
        entries: what was entered by hand, made after the corrections.
    """

    parts: Sequence[tuple[str, Tables]]
    corrections: Sequence[Correctie]
    mine: frozenset[str]
    before: Frames
    today: date
    entries: Sequence[Regel] = ()


@dataclass(frozen=True)
class Outcome:
    """What would change.

    Attributes:
        beside: the frames other than cijfers of the version to be, as this session may see them.
        verschil: how the figures differ, as this session may see them.
        large: the frame of ``metrics.large_changes.large``, of what everyone may see.
    """

    beside: Frames
    verschil: Verschil
    large: pd.DataFrame


def found(frames: Frames, before: Frames, today: date) -> list[Issue]:
    """Return everything odd about the content of a file; see ``metrics.content.check``."""
    return content.check(frames, before, load_rules(), today, gebieden=before["gebieden"])


def compared(wish: Wish, watch: Watch | None = None) -> Outcome:
    """Return what a version to be would change.

    Raises:
        CorrectionMisses: a correction does not fit the version to be.
        EntryMisses: what was entered by hand does not fit it.
        StoreError: the files do not go together.
        Cancelled: through ``watch`` only.
    """
    watch = watch or Watch()
    watch.at(0)
    whole, today = join(wish.parts, wish.corrections, wish.entries), pd.Timestamp(wish.today)
    public = release(whole, Editie.OPENBAAR, today)
    after = _visible(whole, public, wish.mine)
    watch.at(1)
    fresh = {
        name: frame[frame["bron_id"].isin(wish.mine)] for name, frame in public.items() if "bron_id" in frame
    }
    steps = large_changes.steps(fresh, wish.before, load_rules(), wish.today)
    watch.at(2)
    told = changes.compare(wish.before, public)  # a reason is public: none is asked about what is not
    hidden = any(len(after[name]) != len(frame) for name, frame in public.items())
    seen = changes.compare(wish.before, after) if hidden else told
    return Outcome(
        {name: frame.reset_index(drop=True) for name, frame in after.items() if name != "cijfers"},
        difference.told(seen),
        large_changes.large(told, steps, rules().verandering),
    )


def _visible(whole: Frames, public: Frames, mine: frozenset[str]) -> Frames:
    """Return what everyone may see, and all rows of the files of this session."""
    out = dict(public)
    for name, frame in whole.items():
        if "bron_id" in frame:
            out[name] = frame[frame.index.isin(public[name].index) | frame["bron_id"].isin(mine)]
    return out
