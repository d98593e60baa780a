"""A browser tab without a browser: speaks Streamlit's protocol over a WebSocket as its frontend does.

It asks for script runs, sends what widgets were given, keeps the messages that the server may refer to by hash, and
runs the timers of fragments that want to be drawn again. It draws nothing, and does not fetch stylesheets or scripts.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from time import perf_counter
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from benchmarks.exchange import Exchange, trouble
from benchmarks.kept import Kept
from benchmarks.pulse import pulse

_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
PATIENCE = 60.0
"""Seconds after which a page that does not answer counts as failed."""


class PageError(Exception):
    """The page did not do what was asked of it."""


class Page:
    """One tab. ``path``: the page's name ("" for the first one); ``query``: its address after the question mark.

    ``asks``: the address that the page asks now and then, "" for none.
    """

    def __init__(
        self,
        port: int,
        path: str = "",
        query: str = "",
        cookies: Mapping[str, str] | None = None,
        asks: str = "",
    ) -> None:
        self._port, self._asks = port, asks
        self._url = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._path, self._query = path, query
        self._cookies = "; ".join(f"{k}={v}" for k, v in (cookies or {}).items())
        self._socket: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None
        self._asking: asyncio.Task[None] | None = None
        self._drawn_at = 0.0
        self._timers: dict[str, tuple[float, asyncio.Task[None]]] = {}
        self._page_hash = ""
        self._kept = Kept()
        self._exchange: Exchange | None = None
        self._ran = asyncio.Event()
        self._drawn: dict[str, str] = {}
        self.chat_box = ""
        self.buttons: dict[str, str] = {}
        self.bytes_in = 0
        self.messages_in = 0
        self.troubles: list[str] = []

    async def __aenter__(self) -> Page:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def open(self) -> float:
        """Connects and runs the page's script; the seconds that took. Raises PageError."""
        began = perf_counter()
        headers = {"Cookie": self._cookies} if self._cookies else {}
        # A tab that comes back would add its tokens as further names; this one is new.
        self._socket = await connect(
            self._url, subprotocols=[Subprotocol("streamlit")], additional_headers=headers, max_size=None
        )
        self._reading = asyncio.create_task(self._read())
        await self.rerun()
        if self.troubles:
            raise PageError(self.troubles[0])
        took = perf_counter() - began
        if self._asks:
            asking = pulse(self._port, self._asks, self._cookies, lambda: self._drawn_at, self.troubles)
            self._asking = asyncio.create_task(asking)
        return took

    async def close(self) -> None:
        """Leaves, as a tab that is closed."""
        for _, timer in self._timers.values():
            timer.cancel()
        if self._asking is not None:
            self._asking.cancel()
        if self._socket is not None:
            await self._socket.close()
        if self._reading is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading

    async def rerun(self, state: ClientState | None = None) -> float:
        """Asks for a run of the whole script; the seconds until it has run. Raises PageError."""
        self._ran.clear()
        began = perf_counter()
        await self._ask(state or ClientState())
        await self._until(self._ran)
        return perf_counter() - began

    async def say(self, line: str) -> Exchange:
        """Types a line and presses Enter; returns when the reply has been sent in full. Raises PageError."""
        if not self.chat_box:
            raise PageError("the page has no box to speak into")
        state = ClientState()
        typed = state.widget_states.widgets.add(id=self.chat_box)
        typed.chat_input_value.data = line
        self._ran.clear()
        self._exchange = exchange = Exchange(line, perf_counter())
        try:
            await self._ask(state)
            while not exchange.finished:
                await self._until(self._ran)
                self._ran.clear()
        finally:
            self._exchange = None
        if exchange.troubles:
            raise PageError(exchange.troubles[0])
        return exchange

    async def press(self, label: str) -> float:
        """Presses the button of that label; the seconds until the page has been drawn anew. Raises PageError."""
        if label not in self.buttons:
            raise PageError(f"the page has no button {label!r}")
        state = ClientState()
        state.widget_states.widgets.add(id=self.buttons[label], trigger_value=True)
        return await self.rerun(state)

    async def _until(self, event: asyncio.Event) -> None:
        waiting = asyncio.create_task(event.wait())
        reading = self._reading
        assert reading is not None
        try:
            await asyncio.wait({waiting, reading}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
        if event.is_set():
            return
        raise PageError("the connection was lost" if reading.done() else f"no answer within {PATIENCE:g} seconds")

    async def _ask(self, state: ClientState) -> None:
        state.query_string = self._query
        # A new tab knows the page by its address only; afterwards the server has told its hash.
        if self._page_hash:
            state.page_script_hash = self._page_hash
        else:
            state.page_name = self._path
        state.cached_message_hashes.extend(self._kept.hashes())
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en-GB"
        state.context_info.url = self._url.replace("ws:", "http:").replace("/_stcore/stream", f"/{self._path}")
        assert self._socket is not None
        await self._socket.send(BackMsg(rerun_script=state).SerializeToString())

    async def _read(self) -> None:
        assert self._socket is not None
        with contextlib.suppress(ConnectionClosed):
            async for data in self._socket:
                now = perf_counter()
                assert isinstance(data, bytes)
                self.bytes_in += len(data)
                self.messages_in += 1
                self._take(ForwardMsg.FromString(data), now)

    def _take(self, message: ForwardMsg, now: float) -> None:
        kind = message.WhichOneof("type")
        if kind == "ref_hash" or kind == "delta":
            delta = self._kept.whole(message)
            if delta.WhichOneof("type") == "new_element":
                self._element(delta.new_element, now)
        elif kind == "script_finished":
            self._finished(message, now)
        elif kind == "new_session":
            self._begin(message)
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "auto_rerun":
            self._start_timer(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                self._stop_timer(fragment)

    def _begin(self, message: ForwardMsg) -> None:
        self._page_hash = message.new_session.page_script_hash or self._page_hash
        if not message.metadata.run.fragment_ids:
            self._drawn = {}

    def _element(self, element: Element, now: float) -> None:
        kind = element.WhichOneof("type")
        if kind == "chat_input":
            self._drawn[""] = element.chat_input.id
            self.chat_box = element.chat_input.id
        elif kind == "button":
            self._drawn[element.button.label] = element.button.id
            self.buttons[element.button.label] = element.button.id
        elif wrong := trouble(element):
            self.troubles.append(wrong)
        if self._exchange is not None:
            self._exchange.see(element, now)

    def _finished(self, message: ForwardMsg, now: float) -> None:
        if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._kept.age(message.metadata.run.fragment_ids)
        if message.script_finished in _DONE:
            self._drawn_at = now
            # What this run has not drawn stays on a page until now.
            self.buttons = dict(self._drawn)
            self.chat_box = self.buttons.pop("", "")
            if self._exchange is not None:
                self._exchange.finish(now)
            self._ran.set()

    def _start_timer(self, fragment: str, seconds: float) -> None:
        if fragment in self._timers and self._timers[fragment][0] == seconds:
            return
        self._stop_timer(fragment)
        self._timers[fragment] = (seconds, asyncio.create_task(self._tick(fragment, seconds)))

    def _stop_timer(self, fragment: str) -> None:
        if fragment in self._timers:
            self._timers.pop(fragment)[1].cancel()

    async def _tick(self, fragment: str, seconds: float) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(seconds)
                await self._ask(ClientState(fragment_id=fragment, is_auto_rerun=True))
