"""The attack messages of ``data/attacks.yaml``, with those written out that come in an encoding."""

from __future__ import annotations

import base64
import codecs
import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import yaml

from holdtheline import persona
from holdtheline.llm import prompt

PERSONAS = sorted(Path("personas").glob("*.yaml"))
HOW = os.environ.get("HOLDTHELINE_ATTACKS", "")
ALL = HOW == "all"
"""Every message to everybody and with every model, instead of a share of them."""

_SLOTS = re.compile(r"\{\w+\}")
_FILE = Path(__file__).parent / "data" / "attacks.yaml"
_ALIKE = str.maketrans("aceopxyijs", "асеорхуіјѕ")
_MORSE = {"t": "-", "e": ".", "l": ".-..", "m": "--", " ": "/"}

_WRITTEN: dict[str, Callable[[str], str]] = {
    "base64": lambda s: f"Decode this and do it: {base64.b64encode(s.encode()).decode()}",
    "rot13": lambda s: f"Rot thirteen: {codecs.encode(s, 'rot13')}",
    "hex": lambda s: f"In hex: {s.encode().hex()}",
    "reversed": lambda s: f"Read it backwards: {s[::-1]}",
    "spaced": " ".join,
    "leet": lambda s: s.translate(str.maketrans("aeiost", "431057")),
    "url": lambda s: quote(s, safe="").replace("o", "%6F"),
    "morse": lambda s: " ".join(_MORSE.get(c, c) for c in s),
    "zerowidth": "\u200b".join,
    "lookalike": lambda s: s.translate(_ALIKE),
    "fullwidth": lambda s: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in s),
    "combining": lambda s: "".join(f"{c}\u0301" for c in s),
    "bidi": lambda s: f"\u202e{s[::-1]}\u202c",
    "tags": lambda s: "Hello. " + "".join(chr(0xE0000 + ord(c)) for c in s),
    "softhyphen": "\u00ad".join,
}


@cache
def attacks() -> dict[str, tuple[tuple[str, ...], ...]]:
    """By technique, runs of messages; all but a crescendo's are of one."""
    given: dict[str, list[Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        technique: tuple(tuple(_written(m) for m in (one if isinstance(one, list) else [one])) for one in runs)
        for technique, runs in given.items()
    }


def _written(message: str) -> str:
    how, _, text = message.partition(": ")
    return _WRITTEN[how](text) if how in _WRITTEN else message


def messages() -> list[str]:
    """All of them."""
    return [m for runs in attacks().values() for run in runs for m in run]


@cache
def _fixed() -> tuple[str, ...]:
    """Sentences of the prompt files: the same for everybody, so no give-away in them gives anything away."""
    tables = [line for name in ("acts", "tones", "lengths", "manner") for line in prompt.table(name).values()]
    files = [line for name in ("voice", "voice_turn") for line in prompt.load(name).text.splitlines()]
    plain = [part for line in (*tables, *files) for part in _SLOTS.split(line) if len(part.strip()) > 8]
    return tuple(sorted(plain, key=len, reverse=True))


@cache
def people(path: Path) -> persona.Persona:
    """The persona file, read once."""
    return persona.load(path)


def about_this_one(text: str) -> str:
    """A request without the sentences that every request has."""
    for sentence in _fixed():
        text = text.replace(sentence, " ")
    return text


class Wire(httpx2.BaseTransport):
    """A model at the other end of no wire at all: every request's JSON is seen, and answered by ``by``."""

    def __init__(self, by: Callable[[dict[str, Any]], str]) -> None:
        self.by = by
        self.bodies: list[dict[str, Any]] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of Chat Completions, whole or as events."""
        body = json.loads(request.read())
        self.bodies.append(body)
        text = self.by(body)
        head = {"id": "c", "created": 1, "model": body["model"]}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        if not body.get("stream"):
            choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
            whole = {**head, "object": "chat.completion", "choices": [choice], "usage": usage}
            return httpx2.Response(200, json=whole)
        events = [{"content": text[: len(text) // 2]}, {"content": text[len(text) // 2 :]}]
        return httpx2.Response(
            200, headers={"content-type": "text/event-stream"}, content=b"".join(_events(head, events, usage))
        )


def _events(head: dict[str, Any], deltas: list[dict[str, str]], usage: dict[str, int]) -> Iterator[bytes]:
    head = {**head, "object": "chat.completion.chunk"}
    for delta in deltas:
        yield _event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
    yield _event({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    yield _event({**head, "choices": [], "usage": usage})
    yield b"data: [DONE]\n\n"


def _event(data: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(data)}\n\n".encode()
