"""A few questions to a model, to see what its server can do. Nothing of any trainee is in them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from holdtheline.llm.client import Client
from holdtheline.llm.errors import ModelError
from holdtheline.llm.structured import RUNGS, ask
from holdtheline.services.models import RUNGS as SAYS
from holdtheline.services.models import Found, seconds_since

_TALK = [{"role": "user", "content": "Say good morning in two short sentences, as on the phone."}]
_JUDGE = [
    {
        "role": "user",
        "content": "Is this a question: 'Who else decides?' Answer with one JSON object and nothing else: "
        '{"answer": "yes" or "no", "why": "a few words"}',
    }
]


class Judged(BaseModel):
    """A verdict in small."""

    model_config = ConfigDict(extra="forbid")
    answer: Literal["yes", "no"]
    why: str


def talk(client: Client, model: str, within: float) -> Iterator[Found]:
    """Whether the server answers, whether piece by piece, how soon, and whether it counts its tokens."""
    began, first, pieces = time.monotonic(), "", 0
    try:
        stream = client.stream(model, _TALK, first=within, within=within)
        for _ in stream:
            pieces += 1
            first = first or seconds_since(began)
    except ModelError as fault:
        yield Found("reached", False, str(fault))
        return
    yield Found("reached", True, f"It answers; the whole answer took {seconds_since(began)}.")
    streams = pieces > 1
    yield Found(
        "streaming", streams, f"In {pieces} pieces." if streams else "All at once: prospects will think for longer."
    )
    yield Found("first word", float(first.split()[0]) <= 8.0, f"After {first}.")
    counts = stream.usage is not None
    note = "It counts its tokens." if counts else "It does not count its tokens; they are estimated here."
    yield Found("usage", counts, note)


def verdicts(client: Client, model: str, within: float) -> Iterator[Found]:
    """Whether its answers can be had in a fixed shape, and how they must be asked for."""
    began = time.monotonic()
    try:
        ask(client, model, _JUDGE, Judged, within=within)
    except ModelError as fault:
        yield Found("verdicts", False, f"It cannot be used for grading: {fault}")
        return
    rung = RUNGS[min(client.rung(model), len(RUNGS) - 1)]
    yield Found("verdicts", True, f"{SAYS[rung]} A verdict took {seconds_since(began)}.")
