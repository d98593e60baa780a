"""A model's server for measuring: a process of its own that speaks Chat Completions at a steady pace."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

FIRST = "Well, I can hear that you have thought about it."
SAID = f"{FIRST} We do it by hand, as we always have. And what is it to you?"
"""Three sentences, in words of one token or so."""


@dataclass(frozen=True)
class Model:
    """A running server. ``moments``: when it had sent the end of the first sentence, for each answer that it streamed
    (``time.perf_counter``, which has one zero for all processes of a Linux machine)."""

    address: str
    moments: Any


@contextmanager
def serving(delay: float, tokens_a_second: float) -> Iterator[Model]:
    """A server that waits ``delay`` seconds before each answer and streams at that pace."""
    context = multiprocessing.get_context("spawn")
    ports: Any = context.Queue()
    moments: Any = context.Queue()
    process = context.Process(target=_run, args=(ports, moments, delay, 1 / tokens_a_second), daemon=True)
    process.start()
    try:
        yield Model(f"http://127.0.0.1:{ports.get(timeout=60)}/v1", moments)
    finally:
        process.terminate()
        process.join(10)


def _run(ports: Any, moments: Any, delay: float, pause: float) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
                body = json.loads(await reader.readexactly(length))
                await asyncio.sleep(delay)
                await (_stream(writer, moments, pause) if body.get("stream") else _whole(writer, body))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def main() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        ports.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


async def _stream(writer: asyncio.StreamWriter, moments: Any, pause: float) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    words = SAID.split(" ")
    for number, word in enumerate(words):
        text = word if number == 0 else f" {word}"
        _event(writer, {"content": text}, None)
        await writer.drain()
        if number == len(FIRST.split(" ")) - 1:
            moments.put(time.perf_counter())
        await asyncio.sleep(pause)
    _event(writer, {}, "stop")
    _chunk(writer, b"data: [DONE]\n\n")
    writer.write(b"0\r\n\r\n")
    await writer.drain()


def _event(writer: asyncio.StreamWriter, delta: dict[str, str], end: str | None) -> None:
    choice = {"index": 0, "delta": delta, "finish_reason": end}
    data = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    _chunk(writer, f"data: {json.dumps(data)}\n\n".encode())


def _chunk(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


async def _whole(writer: asyncio.StreamWriter, body: dict[str, Any]) -> None:
    user = body["messages"][1]["content"]
    line = next(s for s in user.splitlines() if s.startswith("[") and "] REP: " in s)
    quote = {"turn": int(line[1 : line.index("]")]), "quote": line.split("] REP: ", 1)[1]}
    told = {"level": 2, "quotes": [quote], "why": "So."}
    if "\nJudge: " not in user:
        told = {**quote, "better_line": "What would have to change before you looked at it?", "why": "It asks."}
    message = {"role": "assistant", "content": json.dumps(told)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    data = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
    text = json.dumps(data).encode()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(text) + text)
    await writer.drain()
