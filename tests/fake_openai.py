"""A model server of the tests' own: real HTTP on loopback, real Chat Completions, every fault on request.

Give it answers (one a request, in order; the last one is repeated) or a function that makes one from the request.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What to do with one request.

    ``text`` in pieces of ``piece`` letters, ``pause`` seconds apart, after ``delay`` seconds; ``status`` other than
    200: an error with ``message``, ``param``, ``code``, ``headers``. ``cut``: the connection breaks after that many
    pieces. ``raw``: these bytes instead of an answer. ``finish``: the reason given at the end, None for none.
    ``drip``: also an answer that is not streamed comes slowly, byte by byte.
    """

    text: str = ""
    status: int = 200
    message: str = ""
    param: str | None = None
    code: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    pause: float = 0.0
    piece: int = 7
    cut: int | None = None
    raw: bytes | None = None
    refusal: str | None = None
    finish: str | None = "stop"
    drip: bool = False


def say(text: str, **more: Any) -> Answer:
    """A good answer."""
    return Answer(text=text, **more)


def error(status: int, message: str = "no", **more: Any) -> Answer:
    """An error as the makers of the protocol word it."""
    return Answer(status=status, message=message, **more)


class FakeOpenAI:
    """``bodies``: every request's JSON, oldest first; ``seen``: those with their headers and paths."""

    def __init__(self) -> None:
        self.bodies: list[Body] = []
        self.seen: list[tuple[str, Mapping[str, str], Body]] = []
        self.answers: list[Answer] = [say("All right.")]
        self.by: Callable[[Body], Answer] | None = None
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def will(self, *answers: Answer) -> None:
        """The next answers, in order; the last one also to all that come after."""
        self.by, self.answers = None, list(answers)

    def prompts(self) -> list[str]:
        """All text of each request, as one string a request."""
        return [json.dumps(b, ensure_ascii=False) for b in self.bodies]

    def _next(self, path: str, headers: Mapping[str, str], body: Body) -> Answer:
        with self.lock:
            self.bodies.append(body)
            self.seen.append((path, headers, body))
            if self.by is None:
                return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return self.by(body)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None:
                return

            def do_POST(self) -> None:
                with fake.lock:
                    fake.at_once += 1
                    fake.most_at_once = max(fake.most_at_once, fake.at_once)
                try:
                    body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                    answer = fake._next(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
                    time.sleep(answer.delay)
                finally:
                    with fake.lock:  # before the answer goes out: whoever gets it may ask again at once
                        fake.at_once -= 1
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has gone
                    _respond(self, body, answer)

        return Handler


@contextmanager
def serving() -> Iterator[FakeOpenAI]:
    """A running server."""
    fake = FakeOpenAI()
    thread = threading.Thread(target=fake.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.server.shutdown()
        fake.server.server_close()


def _respond(to: BaseHTTPRequestHandler, body: Body, answer: Answer) -> None:
    if answer.raw is not None:
        _send(to, 200, answer.raw, {"Content-Type": "text/html"})
    elif answer.status != 200:
        fault = {"message": answer.message, "type": "invalid_request_error", "param": answer.param, "code": answer.code}
        _send(to, answer.status, json.dumps({"error": fault}).encode(), answer.headers)
    elif body.get("stream"):
        _stream(to, body, answer)
    else:
        _whole(to, body, answer)


def _send(to: BaseHTTPRequestHandler, status: int, data: bytes, headers: Mapping[str, str]) -> None:
    to.send_response(status)
    for name, value in {"Content-Type": "application/json", **headers, "Content-Length": str(len(data))}.items():
        to.send_header(name, value)
    to.end_headers()
    to.wfile.write(data)


def _usage(body: Body, text: str) -> Body:
    prompt = sum(len(m["content"].split()) for m in body["messages"])
    return {"prompt_tokens": prompt, "completion_tokens": len(text.split()), "total_tokens": prompt}


def _whole(to: BaseHTTPRequestHandler, body: Body, answer: Answer) -> None:
    message = {"role": "assistant", "content": answer.text or None, "refusal": answer.refusal}
    data = {
        "id": "chat-1",
        "object": "chat.completion",
        "created": 1,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": answer.finish}],
        "usage": _usage(body, answer.text),
    }
    whole = json.dumps(data).encode()
    if not answer.drip:
        _send(to, 200, whole, {})
        return
    to.send_response(200)
    to.send_header("Content-Type", "application/json")
    to.send_header("Content-Length", str(len(whole)))
    to.end_headers()
    for byte in whole:
        to.wfile.write(bytes([byte]))
        to.wfile.flush()
        time.sleep(answer.pause)


def _stream(to: BaseHTTPRequestHandler, body: Body, answer: Answer) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "text/event-stream")
    to.end_headers()
    head = {"id": "chat-1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}

    def event(delta: Body, end: str | None = None, **more: Any) -> None:
        choices = [{"index": 0, "delta": delta, "finish_reason": end}]
        to.wfile.write(b"data: " + json.dumps({**head, "choices": choices, **more}).encode() + b"\n\n")
        to.wfile.flush()

    event({"role": "assistant", "content": ""})
    for number, start in enumerate(range(0, len(answer.text), answer.piece)):
        if answer.cut is not None and number >= answer.cut:
            to.connection.close()
            return
        event({"content": answer.text[start : start + answer.piece]})
        time.sleep(answer.pause)
    if answer.refusal:
        event({"refusal": answer.refusal})
    if answer.finish:
        event({}, answer.finish)
    if (body.get("stream_options") or {}).get("include_usage"):
        last = {**head, "choices": [], "usage": _usage(body, answer.text)}
        to.wfile.write(b"data: " + json.dumps(last).encode() + b"\n\n")
    to.wfile.write(b"data: [DONE]\n\n")
    to.wfile.flush()
