"""The app of `serve.py` with one door more, for tests that publish: `POST /opnieuw` moves it elsewhere.

A start takes seconds of processor time and a move to another data folder a fraction of one, so these tests
share a process. Each still has data of its own, and nothing of an earlier test is remembered: what Streamlit
cached is forgotten, as it is between the tests of pages. The app that people run has no such door.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ui import chart, server, tasks

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds

#: Threads that work for a visitor: the run of a page, and what takes long.
BUSY = {
    "ScriptRunner.scriptThread",
    *(kind.name for kind in (tasks.READING, tasks.CONTENT, tasks.DIFFERENCE)),
}


def _at_rest() -> bool:
    return not any(thread.name in BUSY for thread in threading.enumerate())


def _move(folder: str) -> None:
    """Forget everything and start anew with another folder."""
    chart.clear()
    st.cache_data.clear()
    st.cache_resource.clear()
    os.environ["MONITOR_DATA"] = folder
    server.warm_up()


async def again(request: Request) -> Response:
    """Go on with the folder in the body, once nothing works for a visitor of an earlier test any more."""
    folder = (await request.body()).decode()
    deadline = time.monotonic() + PATIENCE
    while not _at_rest():
        if time.monotonic() > deadline:
            return PlainTextResponse("something still runs for an earlier test", 503)
        await asyncio.sleep(0.01)
    await asyncio.to_thread(_move, folder)
    return PlainTextResponse(folder)


app = st.App(
    ROOT / "app.py",
    middleware=server.MIDDLEWARE,
    routes=[*server.ROUTES, Route("/opnieuw", again, methods=["POST"])],
    lifespan=server.lifespan,
    on_script_error=server.script_error,
)
