"""How the server gives memory back: what an upload took returns to the machine when its session is gone.

By default the C library keeps freed memory for its own next use, in up to eight pools per processor, and
learns to keep ever larger blocks: after twenty abandoned uploads of 10 MB the server held 220 MB more.
"""

from __future__ import annotations

import ctypes
import logging

import pyarrow as pa

#: Names of ``mallopt`` in the C library of Linux (malloc.h).
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
#: From this size a block is a piece of its own, which goes back as soon as it is freed.
BLOCK_BYTES = 1 << 20
#: Pools of small blocks. Python lets one thread run at a time, so more would only be spread thinner.
POOLS = 2

log = logging.getLogger(__name__)


def give_back() -> bool:
    """Make the C library and Arrow return freed memory; call it before threads start.

    Returns:
        Whether the C library could be told; without it (no Linux, another library) memory is kept as before.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        tell = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):
        log.info("Deze C-bibliotheek kent mallopt niet; vrijgekomen geheugen blijft bij het proces.")
        return False
    return bool(tell(_MMAP_THRESHOLD, BLOCK_BYTES)) and bool(tell(_ARENA_MAX, POOLS))
