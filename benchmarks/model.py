"""What a connected model costs in time: a reply against the plain ``openai`` client, and grading many calls at once.

    python -m benchmarks.model [--replies 20] [--calls 200] [--concurrency 32]

Prints JSON; 0 replies or calls leave that part out. The server is a process of its own on this machine, so it shares
its processors.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.model_page import shown_after
from benchmarks.model_server import FIRST, serving


def plain(model: str) -> tuple[float, float]:
    """Seconds until the plain client has the end of the first sentence, and the whole reply."""
    import openai

    client = openai.OpenAI(api_key="none", max_retries=0)
    messages = [{"role": "user", "content": "Hello?"}]
    heard, first, began = "", 0.0, time.perf_counter()
    for chunk in client.chat.completions.create(model=model, messages=messages, stream=True):  # type: ignore[call-overload]
        heard += (chunk.choices[0].delta.content or "") if chunk.choices else ""
        if not first and heard.startswith(FIRST):
            first = time.perf_counter() - began
    return first, time.perf_counter() - began


def _received(model: str, moments: Any) -> float:
    """Seconds from when the server has sent the first sentence until the plain client has it."""
    began = time.perf_counter()
    first, _ = plain(model)
    return began + first - float(moments.get(timeout=60))


def ours(rounds: int) -> list[tuple[float, float]]:
    """The same for our turn buffer, from when the reply is decided on; the client is warm, as in the app."""
    from holdtheline import persona
    from holdtheline.jobs import Speeches
    from holdtheline.llm.client import Client
    from holdtheline.moves.reader import Reader
    from holdtheline.prospect import engine
    from holdtheline.prospect.llm_voice import LlmVoice
    from holdtheline.transcript import Turn

    prospect = persona.load(Path("personas/send-info.yaml")).variants[0]
    voice, out = LlmVoice(Client(), "m"), []
    voice.warm()
    state, _ = engine.open_call(prospect, 1)
    line = "Hello, it's Ann from the planner people. Have you got two minutes?"
    reply = engine.reply(prospect, state, Reader.default().read(line), [], 1)
    for number in range(rounds + 1):
        speeches, moments = Speeches(), list[float]()
        began = time.perf_counter()

        def say(words: str, to: Speeches = speeches, at: list[float] = moments, since: float = began) -> None:
            to.add("call", 1, words, 9, 0.0, 0.0, False)
            at.append(time.perf_counter() - since)

        voice.word(prospect, reply, [Turn(speaker="rep", text=line)], say)
        if number:  # the first opens the connection
            out.append((moments[0], time.perf_counter() - began))
    return out


def replies(rounds: int) -> dict[str, float]:
    """Medians, in milliseconds; both in turn on the same server at 50 tokens a second."""
    import openai  # noqa: F401 - not to be measured

    with serving(0.05, 50) as running:
        os.environ["OPENAI_BASE_URL"] = running.address
        theirs = [plain("m") for _ in range(rounds + 1)][1:]
        mine = ours(rounds)
        while not running.moments.empty():
            running.moments.get()
        received = [_received("m", running.moments) for _ in range(rounds)]
        drawn = shown_after(rounds, running)
    first = [statistics.median(row[0] for row in rows) for rows in (theirs, mine)]
    whole = [statistics.median(row[1] for row in rows) for rows in (theirs, mine)]
    return {
        "plain_first_sentence_ms": round(first[0] * 1000, 1),
        "ours_first_sentence_ms": round(first[1] * 1000, 1),
        "later_by_ms": round((first[1] - first[0]) * 1000, 1),
        "page_later_by_ms": round((statistics.median(drawn) - statistics.median(received)) * 1000, 1),
        "whole_ratio": round(whole[1] / whole[0], 3),
    }


def grading(calls: int, concurrency: int) -> dict[str, float]:
    """Grading against a server that takes 200 ms: wall time over what the requests alone must take.

    Beside it the plain client with as many of the same requests, on the same server, before and after: what this
    machine can do at this moment. ``processor_ms``: of this process for one request, without those that read.
    """
    from holdtheline import yamlfile
    from holdtheline.grading import verdict
    from holdtheline.grading.llm_grader import LlmGrader
    from holdtheline.grading.task import Task
    from holdtheline.llm.client import Client
    from holdtheline.rubric import Rubric
    from holdtheline.transcript import read_lines

    text = Path("training/data/calls.jsonl").read_text(encoding="utf-8")
    tasks = [Task(call) for call in read_lines(text.split("\n"), "calls")[:calls]]
    rubric = yamlfile.read(Path("rubrics/challenge-over-rapport.yaml"), Rubric)
    bodies = [verdict.messages(verdict.recorded(task), c) for task in tasks for c in rubric.criteria]
    with serving(0.2, 50) as running:
        os.environ["OPENAI_BASE_URL"] = running.address
        client = Client()
        client.connect()
        before = _many(bodies, concurrency)
        began, used = time.perf_counter(), time.process_time()
        graded = list(LlmGrader(client, "m", rubric).grade(tasks, concurrency, len(tasks)))
        wall, used = time.perf_counter() - began, time.process_time() - used
        peers = (before, _many(bodies, concurrency))
    asked = client.used("m").prompt  # the server counts one for each request
    ideal, plainly = 0.2 / concurrency, statistics.mean(p[0] for p in peers)
    return {
        "calls": len(graded),
        "requests": asked,
        "wall_s": round(wall, 2),
        "ideal_s": round(asked * ideal, 2),
        "ratio": round(wall / asked / ideal, 3),
        "plain_client_ratio": round(plainly / ideal, 3),
        "against_plain_client": round(wall / asked / plainly, 3),
        "processor_ms": round(used / asked * 1000, 2),
        "plain_client_processor_ms": round(statistics.mean(p[1] for p in peers) * 1000, 2),
    }


def _many(bodies: list[list[dict[str, str]]], concurrency: int) -> tuple[float, float]:
    """Seconds, and processor seconds, of the plain client for one of many requests."""
    import openai

    client: Any = openai.OpenAI(api_key="none", max_retries=0)
    began, used = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(concurrency) as pool:
        list(pool.map(lambda messages: client.chat.completions.create(model="m", messages=messages), bodies))
    return (time.perf_counter() - began) / len(bodies), (time.process_time() - used) / len(bodies)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=20)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--concurrency", type=int, default=32)
    given = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    found = {"load_average_before": load, **({"reply": replies(given.replies)} if given.replies else {})}
    graded = {"grading": grading(given.calls, given.concurrency)} if given.calls else {}
    print(json.dumps({**found, **graded}, indent=1))


if __name__ == "__main__":
    main()
