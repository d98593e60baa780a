"""One client for any OpenAI-compatible server: Chat Completions through the ``openai`` package.

Nothing here imports ``openai`` before the first request. Key and address come from the environment, as that package
reads them, and are in no error.
"""

from __future__ import annotations

import os
import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from holdtheline.llm import faults
from holdtheline.llm.errors import ModelError
from holdtheline.llm.faults import Usage
from holdtheline.llm.pump import Pump, TooLate

Message = Mapping[str, str]

ATTEMPTS = 3
"""Requests for one answer, where the server is busy or fails."""

BACKOFF = (0.5, 8.0)
"""Seconds before the second attempt, doubled for each further one; and the longest."""

CONNECT_SECONDS = 5.0
REQUEST_SECONDS = 45.0
"""For one connection; for one request without a byte of an answer, or half of what the caller allows where that is
more: a slow server's answer may take minutes to begin. What the caller allows may be less."""


@dataclass(frozen=True, slots=True)
class Said:
    """A whole answer."""

    text: str
    usage: Usage | None = None


class Stream:
    """An answer as it arrives: iterate for its pieces. ``usage`` is known at the end, where the server tells.

    Raises ModelError while iterating: nothing before ``first`` seconds, not all of it before ``within``, cut off.
    """

    def __init__(
        self,
        pump: Pump[Any],
        first: float,
        within: float,
        late: Callable[[], ModelError],
        count: Callable[[Usage | None], None],
    ) -> None:
        self.usage: Usage | None = None
        self._pump, self._late, self._count = pump, late, count
        now = time.monotonic()
        self._first, self._until = now + min(first, within), now + within

    def __iter__(self) -> Iterator[str]:
        begun = finished = False
        while True:
            try:
                chunk = self._pump.next((self._until if begun else self._first) - time.monotonic())
            except TooLate:
                raise self._late() from None
            if chunk is None:
                self._count(self.usage)
                break
            self.usage = faults.usage_of(chunk) or self.usage
            text, done = faults.piece_of(chunk)
            finished = finished or done
            if text:
                begun = begun or bool(text.strip())
                yield text
        if not begun:
            raise ModelError("empty", "The model's answer was empty.")
        if not finished:
            raise ModelError("cut", "The model's answer broke off in the middle.")

    def close(self) -> None:
        """Enough has been read."""
        self._pump.stop()


class Client:
    """Thread-safe. Remembers, for each model, which parameters the server refused and which answer formats it knows.

    ``parameters``: further request parameters, as configured; none otherwise. ``transport``: how requests travel, an
    httpx2 transport; the usual way over sockets otherwise.
    """

    def __init__(self, parameters: Mapping[str, Any] | None = None, *, transport: Any = None) -> None:
        self.parameters = dict(parameters or {})
        self._transport = transport
        self._used: dict[str, Usage] = {}
        self._lock = threading.Lock()
        self._dropped: dict[str, set[str]] = {}
        self._rungs: dict[str, int] = {}
        self._busy_until = 0.0
        self._connected: Any = None

    def complete(
        self, model: str, messages: Sequence[Message], *, within: float, attempts: int = ATTEMPTS, **more: Any
    ) -> Said:
        """One whole answer, at most ``within`` seconds from now. Raises ModelError."""
        self.connect()
        until = time.monotonic() + within
        body = {"messages": list(messages), **more}

        def work(given_up: threading.Event) -> Iterator[Any]:
            yield self._send(model, body, until, attempts, given_up)

        try:
            answer = Pump(work).next(within)
        except TooLate:
            raise faults.late() from None
        usage = faults.usage_of(answer)
        self._count(model, usage)
        return Said(faults.text_of(answer), usage)

    def stream(
        self, model: str, messages: Sequence[Message], *, first: float, within: float, attempts: int = 2
    ) -> Stream:
        """An answer piece by piece: the first word within ``first`` seconds from now, the last ``within``."""
        self.connect()
        until = time.monotonic() + within
        body = {"messages": list(messages), "stream": True, "stream_options": {"include_usage": True}}

        def work(given_up: threading.Event) -> Iterator[Any]:
            answer = self._send(model, body, until, attempts, given_up)
            begun = False
            try:
                for chunk in answer:
                    yield chunk
                    begun = True
            except Exception as fault:
                raise faults.explained(fault, self._key, begun=begun) from None
            finally:
                answer.close()

        return Stream(Pump(work), first, within, faults.late, lambda usage: self._count(model, usage))

    def used(self, model: str) -> Usage:
        """Tokens that the model's server says it has counted for this client."""
        return self._used.get(model, Usage(0, 0))

    def left_out(self, model: str) -> tuple[str, ...]:
        """Parameters that the model's server refuses."""
        return tuple(sorted(self._dropped.get(model, ())))

    def _count(self, model: str, usage: Usage | None) -> None:
        if usage is not None:
            with self._lock:
                self._used[model] = self.used(model) + usage

    def rung(self, model: str) -> int:
        """How far down the ladder of answer formats (``structured``) this model's server has sent us."""
        return self._rungs.get(model, 0)

    def step_down(self, model: str, refused: int) -> None:
        """The format of rung ``refused`` is not known to the server."""
        with self._lock:
            self._rungs[model] = max(self.rung(model), refused + 1)

    @property
    def _key(self) -> str | None:
        return os.environ.get("OPENAI_API_KEY") or None

    def connect(self) -> Any:
        """Loads the ``openai`` package, a second's work on a quiet machine; no request is made. Its client."""
        with self._lock:
            if self._connected is None:
                import openai

                # A server on this machine often wants no key, but the package insists on one.
                by = openai.DefaultHttpxClient(transport=self._transport) if self._transport else None
                self._connected = openai.OpenAI(api_key=self._key or "none", max_retries=0, http_client=by)
            return self._connected

    def _send(self, model: str, body: Mapping[str, Any], until: float, attempts: int, given_up: threading.Event) -> Any:
        """The server's answer; asks again where that may help and there is time for it."""
        tried = limited = 0
        while True:
            self._wait(max(0.0, self._busy_until - time.monotonic()), until, given_up)
            tried += 1
            request = self._request(model, body)
            try:
                return self._create(model, request, until)
            except Exception as fault:
                refused = self._refused(fault, request)
                if refused is not None:
                    with self._lock:
                        self._dropped.setdefault(model, set()).add(refused)
                    tried -= 1
                    continue
                plain = faults.explained(fault, self._key, has_format="response_format" in request)
                pause = faults.retry_after(fault)
                if pause is None:
                    pause = min(BACKOFF[0] * 2 ** (tried - 1), BACKOFF[1]) * random.uniform(0.75, 1.0)
                elif plain.kind == "limit":
                    self._busy_until = max(self._busy_until, time.monotonic() + pause)  # for all that ask
                    # Told when to come back, nobody has failed: this is no attempt. Many come back, so not all at once.
                    tried, limited = tried - 1, limited + 1
                    pause = max(pause, 0.1 * limited) * random.uniform(1.0, 1.2)
                if tried >= attempts or not faults.may_pass(fault) or time.monotonic() + pause >= until:
                    raise plain from None
                self._wait(pause, until, given_up)

    def _wait(self, seconds: float, until: float, given_up: threading.Event) -> None:
        if time.monotonic() + seconds >= until:
            raise faults.busy()
        if seconds and given_up.wait(seconds):
            raise faults.late()

    def _request(self, model: str, body: Mapping[str, Any]) -> dict[str, Any]:
        dropped = self._dropped.get(model, set())
        return {k: v for k, v in {**self.parameters, **body}.items() if k not in dropped}

    def _create(self, model: str, request: Mapping[str, Any], until: float) -> Any:
        left = max(0.1, until - time.monotonic())
        left = min(left, max(REQUEST_SECONDS, left / 2))
        import httpx2  # the openai package's own transport

        timeout = httpx2.Timeout(left, connect=min(left, CONNECT_SECONDS))
        body, to = {"model": model, **request}, self.connect()
        if body.get("stream"):
            body.pop("stream")
            # As extra body, over an empty list of messages: the package would look through every part of a
            # conversation that is plain JSON already, a third of what a request costs.
            return to.chat.completions.create(model=model, messages=[], stream=True, extra_body=body, timeout=timeout)
        # A whole answer as it comes: to check it part by part against the package's types costs as much again.
        return faults.parsed(to.post("/chat/completions", body=body, cast_to=bytes, options={"timeout": timeout}))

    def _refused(self, fault: Exception, request: Mapping[str, Any]) -> str | None:
        """The one parameter that a 400 complains of, if we can do without it."""
        if getattr(fault, "status_code", None) not in (400, 422):
            return None
        can_go = [k for k in request if k in self.parameters or k == "stream_options"]
        named = str(getattr(fault, "param", None) or "").split(".")[0]
        if named in can_go:
            return named
        said = str(getattr(fault, "message", fault))
        return next((k for k in sorted(can_go, key=len, reverse=True) if re.search(rf"\b{re.escape(k)}\b", said)), None)
