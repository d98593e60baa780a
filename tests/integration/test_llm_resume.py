"""Grading many calls by a model: killed and begun again, limited by the server, and what tokens it took."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from holdtheline.grading.journal import FileJournal
from holdtheline.grading.llm_grader import LlmGrader
from holdtheline.grading.task import Task
from holdtheline.llm.client import Client
from tests.fake_openai import Answer, FakeOpenAI, error, say
from tests.integration.test_llm_grader import RUBRIC, SIX, call, verdict

CALLS, AT_ONCE = 10, 4
BETTER = json.dumps(
    {
        "turn": 2,
        "quote": "Who else decides about this?",
        "better_line": "Who else would have to say yes before anything happens?",
        "why": "It asks for the people and not for their titles.",
    }
)


def answer(body: dict[str, Any], **more: Any) -> Answer:
    return say(verdict().text if "\nJudge: " in body["messages"][1]["content"] else BETTER, **more)


def asked(fake: FakeOpenAI) -> Counter[str]:
    """How often each thing was asked: criterion and call, without the mark that is new each time."""
    out: Counter[str] = Counter()
    for body in list(fake.bodies):
        system, user = (m["content"] for m in body["messages"][:2])
        marker = user.split("two lines that read ")[1].split(".")[0]
        out[system + user.replace(marker, "")] += 1
    return out


def test_killed_and_begun_again_nothing_is_lost_or_asked_twice(fake: FakeOpenAI, tmp_path: Path) -> None:
    path, data = tmp_path / "calls.jsonl", tmp_path / "data"
    said = [f"That is line number {n} of this call, and who else decides about it?" for n in range(CALLS)]
    lines = [
        call("Yes?", s, "No.", "How was the last one decided? Let us meet on Tuesday.", id=f"c{n}")
        for n, s in enumerate(said)
    ]
    path.write_text("".join(one.model_dump_json() + "\n" for one in lines), encoding="utf-8")
    fake.by = lambda body: say(json.dumps({"level": 2, "quotes": [_true(body)], "why": "So."}), delay=0.05)
    command = [sys.executable, "-m", "holdtheline", "grade", str(path), "--grader", "llm", "--data", str(data)]
    command += ["--concurrency", str(AT_ONCE)]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ))
    until = time.monotonic() + 120
    while len(fake.bodies) < 25 and first.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert first.returncode == -signal.SIGKILL, "it must have been killed at its work"
    time.sleep(0.3)
    before = len(fake.bodies)
    second = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), check=False)
    assert second.returncode == 0, second.stderr
    cards = [json.loads(line) for line in second.stdout.splitlines()]
    assert [c["id"] for c in cards] == [f"c{n}" for n in range(CALLS)] and {c["status"] for c in cards} == {"graded"}
    verdicts = {k: n for k, n in asked(fake).items() if "\n\nJudge: " in k}
    assert len(verdicts) == CALLS * len(SIX)
    assert sum(n - 1 for n in verdicts.values()) <= AT_ONCE, "only what was on its way may be asked again"
    assert len(fake.bodies) - before < CALLS * len(SIX), "what was answered is not asked again"
    assert list((data / "unfinished").iterdir()) == [], "and nothing is kept of finished work"


def _true(body: dict[str, Any]) -> dict[str, Any]:
    return {"turn": 4, "quote": "How was the last one decided?"}


def test_what_failed_is_asked_again_and_nothing_else(fake: FakeOpenAI, tmp_path: Path) -> None:
    def once(journal: FileJournal) -> Any:
        (found,) = LlmGrader(Client(), "m", RUBRIC, journal=journal).grade([Task(call())], AT_ONCE)
        journal.close()
        return found

    title = RUBRIC.criterion("truth").title
    fake.by = lambda body: error(400) if f"Judge: {title}." in body["messages"][1]["content"] else answer(body)
    assert set(once(FileJournal(tmp_path / "j")).failed) == {"truth"}
    with (tmp_path / "j").open("a", encoding="utf-8") as file:
        file.write('{"key": "torn')  # as a power cut may leave it
    there = len(fake.bodies)
    fake.by = answer
    found = once(FileJournal(tmp_path / "j"))
    again = [b["messages"][1]["content"] for b in fake.bodies[there:]]
    assert found.card.status == "graded" and len(again) <= 2 and f"Judge: {title}." in again[0]


def test_a_server_that_limits_is_waited_for_and_every_call_graded(fake: FakeOpenAI) -> None:
    lock, times = threading.Lock(), list[float]()

    def limited(body: dict[str, Any]) -> Answer:
        """At most five requests in any fifth of a second."""
        with lock:
            now = time.monotonic()
            times[:] = [t for t in times if now - t < 0.2]
            if len(times) >= 5:
                return error(429, headers={"Retry-After": "0.2"})
            times.append(now)
        return answer(body)

    fake.by = limited
    found = list(LlmGrader(Client(), "m", RUBRIC).grade([Task(call(id=f"c{n}")) for n in range(6)], 16))
    assert {g.card.status for g in found} == {"graded"} and not any(g.failed for g in found)


def test_a_dead_server_is_not_asked_for_hours(fake: FakeOpenAI) -> None:
    fake.will(error(401))
    found = list(LlmGrader(Client(), "m", RUBRIC).grade([Task(call(id=f"c{n}")) for n in range(20)], 2))
    assert {g.card.status for g in found} == {"not_graded"} and len(fake.bodies) <= 8


def test_the_one_thing_is_in_the_model_s_words_if_these_can_be_trusted(fake: FakeOpenAI) -> None:
    fake.by = answer
    (found,) = LlmGrader(Client(), "m", RUBRIC).grade([Task(call())])
    assert found.card.priority is not None and "say yes before anything happens" in str(found.card.priority.better_line)
    assert found.usage.prompt > 100 and found.usage.completion > 10
    for bad in ({"quote": "You never asked."}, {"better_line": "Save 4,711 a year!"}, {"better_line": "**Ask**"}):
        fake.by = lambda body, bad=bad: (
            answer(body) if "\nJudge: " in body["messages"][1]["content"] else say(json.dumps(json.loads(BETTER) | bad))
        )
        (found,) = LlmGrader(Client(), "m", RUBRIC).grade([Task(call())])
        assert found.card.priority is not None and found.card.priority.better_line != json.loads(BETTER)["better_line"]
        assert "4,711" not in str(found.card.priority) and "**" not in str(found.card.priority)


def test_no_pass_while_a_coach_should_look(fake: FakeOpenAI) -> None:
    """Best levels for an ordinary call: the offline grader is far away, so a coach decides."""
    fake.by = lambda body: verdict(4) if "\nJudge: " in body["messages"][1]["content"] else say(BETTER)
    (found,) = LlmGrader(Client(), "m", RUBRIC).grade([Task(call())])
    card = found.card
    assert card.overall is not None and card.passed is None and "needs_coach" in card.flags
    assert any(s.second is not None and s.level is not None and s.level - s.second >= 2 for s in card.criteria.values())


def test_runs_on_both_sides_of_the_pass_mark_are_for_the_coach(fake: FakeOpenAI) -> None:
    lock, count = threading.Lock(), Counter[str]()

    def wavers(body: dict[str, Any]) -> Answer:
        title = body["messages"][1]["content"].rsplit("Judge: ", 1)[-1]
        with lock:
            count[title] += 1
            return verdict(1 if count[title] % 2 else 2)

    fake.by = wavers
    (found,) = LlmGrader(Client(), "m", RUBRIC, runs=3).grade([Task(call())])
    assert all(s.spread == 1 for s in found.card.criteria.values()) and "needs_coach" in found.card.flags


def test_a_step_that_nobody_mentioned_is_no_level(fake: FakeOpenAI) -> None:
    fake.by = lambda body: verdict(3, {"turn": 4, "quote": "How many people work in the yard?"})
    silent = call("Yes?", "Hello, it is Ann here.", "And?", "How many people work in the yard?")
    (found,) = LlmGrader(Client(), "m", RUBRIC).grade([Task(silent)])
    score = found.card.criteria["next_step"]
    assert score.level is None and "no next step was ever mentioned" in score.why
