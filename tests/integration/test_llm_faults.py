"""Every fault of a model or its server, for the voice and for the grader, in one table (docs/model-faults.md).

The table is what a person saw. It is compared with the file; HOLDTHELINE_WRITE=1 writes it anew.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from holdtheline.grading.llm_grader import LlmGrader
from holdtheline.grading.task import Task
from holdtheline.llm.client import Client
from holdtheline.prospect.llm_voice import LlmVoice
from holdtheline.services.app import App
from holdtheline.settings import Settings
from tests.conftest import PERSONAS, start, talk
from tests.fake_openai import Answer, FakeOpenAI, error, say
from tests.integration.test_llm_grader import RUBRIC, SIX, call, verdict

TABLE = Path("docs/model-faults.md")
FIRST, WHOLE, VERDICT = 8.0, 20.0, 30.0
"""Seconds that voice and grader wait here (90 for a verdict in the program)..."""
FIRST_SLOW, WHOLE_SLOW, VERDICT_SLOW = 0.7, 1.6, 1.5
"""... and where the fault is that nothing comes in time: any other fault has to show on a busy machine too."""

SLACK = 25.0
"""Seconds that a busy machine may add; a hang would be for ever."""


@dataclass(frozen=True)
class Fault:
    """What the server does: to a request for a reply, and to one for a verdict."""

    name: str
    voice: tuple[Answer, ...]
    grader: tuple[Answer, ...]

    @property
    def slow(self) -> bool:
        """Whether the fault is that an answer takes too long."""
        return any(answer.delay or answer.drip for answer in self.voice)


def _both(name: str, *answers: Answer) -> Fault:
    return Fault(name, answers, answers)


_SPOKEN = "I had begun to say something, and it was quite long already. And then"
_FOREIGN = "No tengo tiempo para hablar de eso hoy, lo siento mucho, de verdad."
FAULTS = (
    _both("401, wrong key", error(401, "Incorrect API key provided: sk-abcdefghijklmnop1234")),
    _both("403", error(403)),
    _both("404, no such model", error(404, "The model does not exist")),
    _both("400, request refused", error(400, "no")),
    _both("429, pause too long", error(429, headers={"Retry-After": "40"})),
    _both("429, out of credit", error(429, code="insufficient_quota")),
    Fault("429, short pause", (error(429, headers={"Retry-After": "0.1"}), say("Yes, and what is it about?")),
          (error(429, headers={"Retry-After": "0.1"}), verdict())),
    _both("500, again and again", error(500, headers={"Retry-After": "0"})),
    Fault("500, once", (error(500, headers={"Retry-After": "0"}), say("Yes, and what is it about?")),
          (error(500, headers={"Retry-After": "0"}), verdict())),
    _both("timeout: nothing comes", say("late", delay=4)),
    _both("drips, a letter at a time", say("drop by drop it comes", pause=0.5, piece=1, drip=True)),
    Fault("cut stream", (say(_SPOKEN, cut=8),), (say("{", raw=b'{"choices": [{"mess'),)),
    Fault("cut stream, then well", (say(_SPOKEN, cut=8), say("Who is it for, then?")),
          (say("{", raw=b'{"choices": [{"mess'), verdict())),
    _both("no answer but HTML", say("x", raw=b"<html>down</html>")),
    _both("refusal", say("", refusal="I can't help with that.")),
    _both("content filter", say("I", finish="content_filter")),
    _both("empty", say("")),
    _both("cut at a length limit", say('{"level": 3', finish="length")),
    Fault("broken JSON", (say('{"level": 3'),), (say('{"level": 3'),)),
    Fault("JSON of another shape", (say('{"reply": "Yes?"}'),), (say('{"level": 7, "quotes": [], "why": ""}'),)),
    Fault("wrong language", (say(_FOREIGN),),
          (verdict(2, why="Has preguntado muy bien quién decide, pero no has vuelto sobre ello."),)),
    Fault("wrong role", (say("SALESPERSON: Thank you very much for your time."),),
          (say("REP: Thank you. PROSPECT: You are welcome."),)),
    Fault("fabricated quotes", (say("You said yourself that it costs 12,345 a year."),),
          (verdict(4, {"turn": 2, "quote": "You deserve better than what you have today"}),)),
)  # fmt: skip
SECRETS = ("sk-abcdefghijklmnop1234", "sk-test", "127.0.0.1", "Traceback")


@pytest.fixture(scope="module")
def rows() -> Iterator[dict[tuple[str, str], tuple[str, ...]]]:
    """What was seen, filled by the tests; at the end it must be what the table says."""
    seen: dict[tuple[str, str], tuple[str, ...]] = {}
    yield seen
    if len(seen) < 2 * len(FAULTS):
        return  # only some were run
    told = table(seen)
    if os.environ.get("HOLDTHELINE_WRITE"):
        TABLE.write_text(told, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == told, "the table in docs is not what happens"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.name)
def test_a_call_goes_on(
    fake: FakeOpenAI, data: Path, fault: Fault, rows: dict[tuple[str, str], tuple[str, ...]]
) -> None:
    app = App.open(Settings(data=data, model="fake-model"), pace=0, personas=PERSONAS)
    try:
        first, whole = (FIRST_SLOW, WHOLE_SLOW) if fault.slow else (FIRST, WHOLE)
        app.house.voice = LlmVoice(Client(), "fake-model", first=first, sentence=first, whole=whole)  # type: ignore[misc]
        app.house.voice.warm()
        ann = app.people.sign_in("Ann")
        there = start(app, ann, seed=3)
        fake.will(*fault.voice)
        began = time.monotonic()
        (heard,) = talk(app, ann, there.id, "Hello, it's Ann from the planner people.")
        assert time.monotonic() - began < whole + SLACK, "it hangs"
        view = app.practise.call(ann, there.id)
        assert [t.speaker for t in view.turns] == ["prospect", "rep", "prospect"] and not view.waiting
        assert heard and heard == view.turns[-1].text, "no turn is lost"
        with app.house.database.read() as connection:
            from holdtheline.store import calls

            kept = next(s.directive["voice"] for s in calls.steps_of(connection, there.id) if s.directive)
        assert not any(secret in json.dumps(kept) + heard + str(view.note) for secret in SECRETS)
        assert (view.note is not None) == (kept["trouble"] is not None and kept["by"] != "llm")
        assert not any(bad in heard for bad in ("{", "SALESPERSON", "12,345", "tiempo", "drop"))
        fake.will(say("Hm, and who is that for?"))
        assert talk(app, ann, there.id, "Who else decides about this?")[0], "the call goes on"
        said = {"llm": "the model's words", "scripted": "the written line", "both": "both, joined"}[kept["by"]]
        why = kept["trouble"] or ("; ".join(kept["refused"]) and f"refused: {'; '.join(kept['refused'])}")
        rows["voice", fault.name] = (said, why or "")
    finally:
        app.close()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.name)
def test_no_score_is_made_up(fake: FakeOpenAI, fault: Fault, rows: dict[tuple[str, str], tuple[str, ...]]) -> None:
    if len(fault.grader) > 1:  # the first request fails, and all after it are well

        def first_fails(body: object) -> Answer:
            return fault.grader[0] if len(fake.bodies) == 1 else fault.grader[1]

        fake.by = first_fails
    else:
        fake.will(*fault.grader)
    within = VERDICT_SLOW if fault.slow else VERDICT
    began = time.monotonic()
    Client().connect()
    (found,) = LlmGrader(Client(), "fake-model", RUBRIC, within=within).grade([Task(call())], 6)
    assert time.monotonic() - began < 2 * within + SLACK, "it hangs"
    card = found.card
    told = card.model_dump_json()
    assert not any(secret in told for secret in SECRETS)
    if len(fault.grader) > 1 and not found.failed:
        assert card.status == "graded" and {s.level for s in card.criteria.values()} == {2}
    elif len(fault.grader) > 1:
        assert card.status == "partial" and card.overall is None and card.passed is None
        assert sum(s.level is None for s in card.criteria.values()) == 1 == len(found.failed)
    else:
        assert card.status == "not_graded" and card.reason and card.overall is None and card.passed is None
        assert not any(s.level is not None for s in card.criteria.values())
        assert set(found.failed) in (set(SIX), set())
    seen = {"graded": "graded", "partial": "one criterion not graded", "not_graded": "not graded"}[card.status]
    rows["grader", fault.name] = (seen, card.reason or " ".join(found.failed.values()))


def table(seen: dict[tuple[str, str], tuple[str, ...]]) -> str:
    """The whole document."""
    lines = [
        "# When a model fails: what is seen",
        "",
        "Written by `HOLDTHELINE_WRITE=1 pytest tests/integration/test_llm_faults.py`, and compared with what happens",
        "each time the tests run. A reply is never lost, no call hangs, no number stands in for a failure, and nobody",
        "sees a stack trace. Where the written line took over because the model failed, the page says so once, in the",
        "same words for all: *The model did not answer, so the scripted voice took over. The call goes on as usual.*",
        "What was merely refused is not mentioned to the trainee. *Not graded* comes with a button to try again and",
        "one to grade offline.",
        "",
        "| fault | in a call: heard | kept for the coach | grading | the reason shown |",
        "|---|---|---|---|---|",
    ]
    for fault in FAULTS:
        voice, grader = seen["voice", fault.name], seen["grader", fault.name]
        lines.append(f"| {fault.name} | {voice[0]} | {voice[1]} | {grader[0]} | {grader[1]} |")
    return "\n".join(lines) + "\n"
