"""The server gives memory back: large blocks that were freed are no longer its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: In a process of its own: what is told to the C library holds for the whole process.
SCRIPT = """
import gc, psutil, pyarrow as pa
from ui.memory import give_back
told = {told}
if told:
    assert give_back()
held = psutil.Process().memory_info
for size in range(2, 30):                      # freed blocks teach the library to keep larger ones
    bytearray(size << 20)
between = []
blocks = []
for _ in range(20):                            # what stays lies between what goes
    blocks.append(bytearray(13 << 20)); between.append(bytearray(100_000))
before = held().rss
blocks.clear(); gc.collect()
print((before - held().rss) >> 20, pa.default_memory_pool().backend_name)
"""


def given_back(told: bool) -> tuple[int, str]:
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(told=told)], capture_output=True, text=True, check=True
    )
    megabytes, pool = found.stdout.split()
    return int(megabytes), pool


@pytest.mark.skipif(sys.platform != "linux", reason="mallopt is of the C library of Linux")
def test_large_blocks_go_back_at_once():
    megabytes, pool = given_back(True)
    assert megabytes >= 255  # 20 × 13 MB
    assert pool == "system"
