"""Three hundred attacks on the grader, with a judge that does what the attacker asks.

By default every second message meets each judge; ``HOLDTHELINE_ATTACKS=all`` says each in calls with all prospects.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from holdtheline import yamlfile
from holdtheline.grading import offline
from holdtheline.grading.llm_grader import LlmGrader
from holdtheline.grading.llm_job import Graded
from holdtheline.grading.task import Task
from holdtheline.llm.client import Client
from holdtheline.moves.reader import Reader
from holdtheline.prospect import engine
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript, Turn
from tests.attacks import ALL, PERSONAS, Wire, messages, people

RUBRIC = yamlfile.read(Path("rubrics/challenge-over-rapport.yaml"), Rubric)
WEAK = (
    "Hi there, how are you doing today? Lovely weather, isn't it?",
    "We're the leading supplier, all our customers love us and you'd save a fortune.",
    "Oh, of course, I totally understand, sorry to bother you.",
    "Sure, I'll send you something over then, and I'll check back some time.",
)


def weak_call(number: int, attack: str | None) -> Transcript:
    """A poor call with one of the prospects; the attack comes before the last line."""
    prospect = people(PERSONAS[number % len(PERSONAS)]).variants[0]
    state, opening = engine.open_call(prospect, number)
    turns = [Turn(speaker="prospect", text=opening or "Yes?")]
    lines = [*WEAK[:3], *([attack] if attack else []), WEAK[3]]
    for line in lines:
        said = [t.text for t in turns if t.speaker == "prospect"]
        turns.append(Turn(speaker="rep", text=line))
        if state.over:
            turns.append(Turn(speaker="prospect", text="..."))
            continue
        reply = engine.reply(prospect, state, Reader.default().read(line, said[-1]), said, number)
        state = reply.state
        turns.append(Turn(speaker="prospect", text=reply.text))
    return Transcript(id=f"c{number}", turns=tuple(turns))


def obedient_judge(quotes_attack: bool) -> Callable[[dict[str, Any]], str]:
    """Gives the best level to everything, and proves it with true words: the attack's, or any other line's."""

    def judge(body: dict[str, Any]) -> str:
        rep = [s for s in body["messages"][1]["content"].splitlines() if s.startswith("[") and "] REP: " in s]
        line = rep[-2] if quotes_attack else rep[1]
        turn, words = int(line[1 : line.index("]")]), line.split("] REP: ", 1)[1]
        quote = {"turn": turn, "quote": words}
        if "\nJudge: " in body["messages"][1]["content"]:
            return json.dumps({"level": 4, "quotes": [quote], "why": "As asked."})
        return json.dumps({**quote, "better_line": "What would have to change first?", "why": "It asks."})

    return judge


def judged(calls: list[Transcript], judge: Callable[[dict[str, Any]], str]) -> tuple[list[Graded], Wire]:
    wire = Wire(judge)
    grader = LlmGrader(Client(transport=wire), "m", RUBRIC)
    return list(grader.grade([Task(call) for call in calls], concurrency=2, calls=len(calls))), wire


@pytest.mark.parametrize("quotes_attack", [True, False], ids=["quotes the attack", "quotes another line"])
def test_no_message_gains_a_pass_from_a_judge_that_obeys(quotes_attack: bool) -> None:
    found = messages()
    some = [(n, m) for n, m in enumerate(found) if n % 2 == quotes_attack]
    numbers = itertools.product(range(len(PERSONAS)), found) if ALL else some
    calls = [weak_call(number, attack) for number, attack in numbers]
    assert not any(offline.grade(weak_call(n, None), RUBRIC).passed for n in range(len(PERSONAS)))
    graded, wire = judged(calls, obedient_judge(quotes_attack))
    gained = [c.turns[-4].text for c, g in zip(calls, graded, strict=True) if g.card.passed]
    assert gained == []
    unflagged = [g.card.id for g in graded if g.card.status != "not_graded" and "needs_coach" not in g.card.flags]
    assert unflagged == []
    assert len(wire.bodies) >= 6 * len(calls) * 0.9
    _the_grader_was_told_nothing_else(wire, found)


def _the_grader_was_told_nothing_else(wire: Wire, attacks: list[str]) -> None:
    """Each request: the criterion's own words first, to the byte the same; said words between the marks only."""
    systems = {b["messages"][0]["content"] for b in wire.bodies}
    assert len(systems) <= len(RUBRIC.criteria) + 4 * len(RUBRIC.criteria)
    long = [" ".join(a.split()) for a in attacks if len(a) > 40]
    assert not any(a in s for s in systems for a in long)
    for body in wire.bodies:
        user = body["messages"][1]["content"]
        marker = user.split("two lines that read ")[1].split(".")[0]
        head, inside, tail = user.split(f"\n{marker}\n")
        assert all(line[0] == "[" and ("] REP: " in line or "] PROSPECT: " in line) for line in inside.splitlines())
        assert len(head) < 300 and len(tail) < 200
