"""The prompts, to the letter: a change of one word in any of them shows as a diff of ``tests/golden/``.

HOLDTHELINE_WRITE=1 writes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from holdtheline import yamlfile
from holdtheline.grading import feedback, verdict
from holdtheline.grading.brief import Brief
from holdtheline.grading.scorecard import CriterionScore
from holdtheline.grading.task import Task
from holdtheline.llm import prompt
from holdtheline.moves.reader import Reader
from holdtheline.prospect import engine
from holdtheline.prospect.voice_prompt import telling
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript, Turn
from tests.unit import people

GOLDEN = Path(__file__).parents[1] / "golden"
RUBRIC = yamlfile.read(Path("rubrics/challenge-over-rapport.yaml"), Rubric)
TASK = Task(
    Transcript(
        id="c1",
        turns=(
            Turn(speaker="prospect", text="Just send me something."),
            Turn(speaker="rep", text="No, I won't just send something.\nWho else decides about this?"),
            Turn(speaker="prospect", text="Only me."),
            Turn(speaker="rep", text="How was the last such purchase decided?"),
        ),
    ),
    brief=Brief("parcel audits", "400 a month", ("Found 3 percent for a shoe shop",), ("No air freight",)),
)


def voice() -> list[dict[str, str]]:
    prospect = people.masked()
    turns = [Turn(speaker="prospect", text="Hill and Co."), Turn(speaker="rep", text="Who else decides?")]
    state, _ = engine.open_call(prospect, 1)
    reply = engine.reply(prospect, state, Reader.default().read("Who else decides?"), [], 1)
    return telling(prospect, reply, turns, "m", "it is too long (90 words)", "Nobody else.").messages()


def judge(criterion: str) -> Callable[[], list[dict[str, str]]]:
    return lambda: verdict.messages(verdict.recorded(TASK), RUBRIC.criterion(criterion))


def better() -> list[dict[str, str]]:
    return feedback.messages(verdict.recorded(TASK), RUBRIC.criterion("truth"), CriterionScore(level=1))


REQUESTS: dict[str, Callable[[], list[dict[str, str]]]] = {
    "voice": voice,
    **{f"judge-{c.id}": judge(c.id) for c in RUBRIC.criteria},
    "feedback": better,
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_reads_as_it_did(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompt, "marker", lambda: "lines-0123456789ab")
    told = "\n".join(f"=== {m['role']}\n{m['content']}\n" for m in REQUESTS[name]())
    _same(GOLDEN / f"request-{name}.txt", told)


def test_every_prompt_file_is_as_it_was() -> None:
    files = sorted(p.name for p in resources.files("holdtheline.llm").joinpath("prompts").iterdir())
    told = "".join(f"{prompt.load(name.removesuffix('.md')).hash} {name}\n" for name in files if name.endswith(".md"))
    _same(GOLDEN / "prompts.txt", told)


def _same(path: Path, told: str) -> None:
    if os.environ.get("HOLDTHELINE_WRITE"):
        path.write_text(told, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == told, f"{path.name} (HOLDTHELINE_WRITE=1 writes it anew)"
