"""Answers in a fixed shape, from servers that know how to hold to one and from those that don't.

The ladder: a strict JSON schema, an object with its schema beside it (as llama.cpp's Python server knows it), any JSON
object, plain text with the object in it. A server that refuses a rung is asked for the next one, and not again for it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from holdtheline.llm.client import Client, Message
from holdtheline.llm.errors import ModelError
from holdtheline.llm.faults import Usage

T = TypeVar("T", bound=BaseModel)

RUNGS = ("json_schema", "object_schema", "json_object", "plain")


def ask(
    client: Client,
    model: str,
    messages: Sequence[Message],
    shape: type[T],
    *,
    within: float,
    count: Callable[[Usage], None] | None = None,
) -> T:
    """An answer of that shape, with one request to mend an answer that has another. Raises ModelError.

    ``messages`` must describe the shape in words too, for servers that are not told it otherwise. ``count`` gets the
    tokens of each answer, where the server tells.
    """
    until = time.monotonic() + within
    said = _say(client, model, messages, shape, until, count)
    try:
        return _read(said, shape)
    except ValueError as fault:
        mend = f"That was not the JSON object asked for ({fault}). Answer with that object only."
        again = [*messages, {"role": "assistant", "content": said[:2000]}, {"role": "user", "content": mend}]
    try:
        return _read(_say(client, model, again, shape, until, count), shape)
    except ValueError:
        raise ModelError("garbage", "The model's answer was not in the shape asked for, twice.") from None


def _say(
    client: Client,
    model: str,
    messages: Sequence[Message],
    shape: type[BaseModel],
    until: float,
    count: Callable[[Usage], None] | None,
) -> str:
    while True:
        rung = client.rung(model)
        try:
            said = client.complete(model, messages, within=until - time.monotonic(), **_format(rung, shape))
            if count is not None and said.usage is not None:
                count(said.usage)
            return said.text
        except ModelError as fault:
            if fault.kind != "format":
                raise
            client.step_down(model, rung)


def _format(rung: int, shape: type[BaseModel]) -> dict[str, Any]:
    name = RUNGS[min(rung, len(RUNGS) - 1)]
    if name == "plain":
        return {}
    if name == "json_object":
        return {"response_format": {"type": "json_object"}}
    if name == "object_schema":
        return {"response_format": {"type": "json_object", "schema": _schema(shape)}}
    schema = {"name": shape.__name__.lower(), "strict": True, "schema": _schema(shape)}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


@cache
def _schema(shape: type[BaseModel]) -> dict[str, Any]:
    return shape.model_json_schema()


def _read(said: str, shape: type[T]) -> T:
    """The first JSON object in the text that has the shape. Raises ValueError, saying what is wrong."""
    fault = "there is no JSON object in it"
    for found in objects_in(said):
        try:
            return shape.model_validate(found, strict=True)
        except ValidationError as wrong:
            first = wrong.errors(include_url=False, include_input=False)[0]
            fault = f"{'.'.join(map(str, first['loc'])) or 'the object'}: {first['msg']}"
    raise ValueError(fault)


def objects_in(text: str) -> list[dict[str, Any]]:
    """The JSON objects that stand in a text, whatever is around them."""
    decoder, found, at = json.JSONDecoder(), [], text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            end = at + 1
        else:
            if isinstance(value, dict):
                found.append(value)
        at = text.find("{", end)
    return found
