"""A visitor without a browser: the websocket that Streamlit's page uses, with its own messages.

A session opens `/_stcore/stream`, asks for a run with a `BackMsg.rerun_script` and reads `ForwardMsg`s until
`script_finished`. Widgets are found by their key in the first run; a filter change is a rerun with their new
state.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.VegaLiteChart_pb2 import VegaLiteChart
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 90


@dataclass
class Run:
    """One run of the script as a visitor sees it."""

    seconds: float = 0.0
    bytes: int = 0
    deltas: int = 0
    charts: int = 0
    errors: list[str] = field(default_factory=list)


class Sessie:
    """One visitor; use it with ``async with``."""

    def __init__(self, port: int, query: str = "", page: str = "") -> None:
        self.address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self.origin = f"http://127.0.0.1:{port}"
        self.query = query
        self.page = page
        self.selects: dict[str, Selectbox] = {}
        self.chosen: dict[str, str] = {}
        self.page_hash = ""
        self.seen: dict[str, ForwardMsg] = {}
        self.charts: list[VegaLiteChart] = []
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Sessie:
        self._socket = await connect(
            self.address, subprotocols=["streamlit"], origin=self.origin, max_size=None, compression=None,
            open_timeout=PATIENCE, ping_interval=None,
        )  # fmt: skip
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    def choose(self, key: str, text: str) -> None:
        """Choose an option of a select box, as it reads on the screen."""
        box = self.selects[key]
        if text not in box.options:
            raise ValueError(f"{key} kent {text!r} niet; wel: {list(box.options)}")
        self.chosen[key] = text
        if name := box.query_param_key:
            self.query = urlencode(dict(parse_qsl(self.query)) | {name: text})

    def options(self, key: str) -> list[str]:
        """Return what can be chosen."""
        return list(self.selects[key].options)

    async def run(self) -> Run:
        """Run the script once with the widgets as they stand, and wait for its end."""
        message = BackMsg()
        client = message.rerun_script
        client.query_string = self.query
        client.page_script_hash = self.page_hash
        client.page_name = self.page
        client.cached_message_hashes.extend(self.seen)
        for key, text in self.chosen.items():
            client.widget_states.widgets.append(WidgetState(id=self.selects[key].id, string_value=text))
        done = Run()
        self.charts = []
        start = time.perf_counter()
        await self._send(message)
        await asyncio.wait_for(self._until_finished(done), PATIENCE)
        done.seconds = time.perf_counter() - start
        return done

    async def _send(self, message: BackMsg) -> None:
        if self._socket is None:
            raise RuntimeError("de sessie is niet open")
        await self._socket.send(message.SerializeToString())

    async def _until_finished(self, done: Run) -> None:
        if self._socket is None:
            raise RuntimeError("de sessie is niet open")
        running = False
        while True:
            data = await self._socket.recv(decode=False)
            done.bytes += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                message = self.seen[message.ref_hash]
                kind = message.WhichOneof("type")
            elif message.metadata.cacheable:
                self.seen[message.hash] = message
            if kind == "new_session":
                running = True
                self.page_hash = message.new_session.page_script_hash
            elif kind == "delta":
                self._delta(message, done)
            elif kind == "script_finished" and running:
                if message.script_finished not in (
                    ForwardMsg.FINISHED_SUCCESSFULLY,
                    ForwardMsg.FINISHED_EARLY_FOR_RERUN,
                ):
                    done.errors.append(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return

    def _delta(self, message: ForwardMsg, done: Run) -> None:
        done.deltas += 1
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            key = element.selectbox.id.rsplit("-", 1)[-1]
            self.selects[key] = element.selectbox
        elif kind == "vega_lite_chart":
            done.charts += 1
            self.charts.append(element.vega_lite_chart)
        elif kind == "exception":
            done.errors.append(element.exception.message)
        elif kind == "alert" and "meld dan storing" in element.alert.body:
            done.errors.append(element.alert.body)
