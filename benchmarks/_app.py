"""A server on a free port, with a data folder of its own, that is gone afterwards."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: After the first day of every rule in `inhoud.toml`: on an earlier day a page has less to do.
TODAY = "2026-12-01"


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def server(
    script: str | Path = "serve.py",
    health: str = "/gezond",
    *,
    data: Path | None = None,
    extra: Mapping[str, str] | None = None,
) -> Iterator[int]:
    """Run an app with `streamlit run` and yield its port.

    Args:
        script: the app of this repository, or the path of a script to compare with.
        health: address that answers once the app can be used.
        data: data folder; a new empty one when None.
        extra: further variables of its environment.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="meting-") as folder:
        log = Path(folder) / "server.log"
        place = str(data or f"{folder}/data")
        environment = os.environ | {"MONITOR_DATA": place, "MONITOR_VANDAAG": TODAY} | dict(extra or {})
        environment |= {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
        with log.open("wb") as out:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait(f"http://127.0.0.1:{port}{health}", process, log)
            yield port
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path, patience: float = 90) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"de server startte niet:\n{log.read_text('utf-8', 'replace')[-3000:]}")
