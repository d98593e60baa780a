"""The second rubric: graded offline from the moves that its file names, and plain about what moves cannot tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from holdtheline.cli import commands as cli
from holdtheline.grading.by_moves import CONFIDENCE
from holdtheline.grading.offline import grade
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript, to_line
from holdtheline.vocabulary import MOVES
from holdtheline.yamlfile import read

FILE = Path(__file__).parents[2] / "rubrics" / "discovery-call.yaml"
RUBRIC = read(FILE, Rubric)


def _call(id: str, *lines: str) -> Transcript:
    turns = [{"speaker": ("prospect", "rep")[i % 2], "text": text} for i, text in enumerate(lines)]
    return Transcript.model_validate({"id": id, "turns": turns})


ASKS = _call(
    "asks",
    "Yes, workshop.",
    "How do you know today which car is due for what?",
    "We've a board in the hall.",
    "And when two cars are due at once, what happens then?",
    "One waits. It was five days, last week.",
    "Why five, what was in the way?",
    "The part wasn't ordered. Nobody had looked.",
    "Who looks at it when you're not there, and who decides what is bought for it?",
    "My sister, she has the purse.",
    "Then let's meet on Tuesday at nine, you, your sister and I, with last week's list, to see what it cost.",
    "Tuesday at nine, fine.",
)
TELLS = _call(
    "tells",
    "Yes, workshop.",
    "We make the best planning software in the country, with a beautiful app and a dashboard.",
    "Hm.",
    "It has forty reports, automatic reminders, and all the big garages love it.",
    "I see.",
    "We also offer free training and our support team has won three awards.",
    "I'd have to think.",
    "No problem, I'll send you a brochure and check back some time.",
    "Do that.",
)


def test_every_criterion_that_needs_no_model_names_known_moves() -> None:
    for criterion in RUBRIC.criteria:
        named = {**criterion.earns, **criterion.loses, **{h.missed: 1.0 for h in criterion.hints}}
        assert bool(criterion.earns) != criterion.needs_model
        assert set(named) <= set(MOVES)
        assert all(0 < w <= 1 for w in (*criterion.earns.values(), *criterion.loses.values()))


def test_asking_beats_telling_on_every_criterion_that_has_a_level() -> None:
    asks, tells = grade(ASKS, RUBRIC), grade(TELLS, RUBRIC)
    for criterion in RUBRIC.criteria:
        high, low = asks.criteria[criterion.id], tells.criteria[criterion.id]
        if criterion.needs_model:
            assert high.level is None
            continue
        assert (high.level or 0) > (low.level or 0), criterion.id
        assert high.confidence == CONFIDENCE
        assert high.evidence
    assert (tells.criteria["restraint"].level or 0) <= 1


def test_what_moves_cannot_tell_is_null_with_the_reason_and_so_is_the_overall() -> None:
    card = grade(ASKS, RUBRIC)
    assert card.criteria["heard"].level is None
    assert "language model" in card.criteria["heard"].why
    assert card.status == "partial"
    assert card.overall is None
    assert card.passed is None
    assert "needs_coach" in card.flags


def test_the_command_line_takes_it_by_name_and_names_its_hash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "calls.jsonl"
    file.write_text(f"{to_line(ASKS)}\n{to_line(TELLS)}\n", encoding="utf-8")
    assert cli.code(["grade", str(file), "--rubric", "discovery-call"]) == 0
    cards = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [c["id"] for c in cards] == ["asks", "tells"]
    assert {c["rubric"] for c in cards} == {"discovery-call"}
    assert {c["rubric_hash"] for c in cards} == {RUBRIC.hash}


def test_rubrics_check_covers_it_and_names_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.code(["rubrics", "check"]) == 0
    found = {one["id"]: one["hash"] for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert found["discovery-call"] == RUBRIC.hash
    broken = tmp_path / "broken.yaml"
    broken.write_text(FILE.read_text(encoding="utf-8").replace("{restraint: 0}", "{restrained: 0}"), encoding="utf-8")
    assert cli.code(["rubrics", "check", str(broken)]) == 1
    said = capsys.readouterr()
    assert "restrained" in said.out + said.err


def test_another_wording_is_another_version() -> None:
    changed = RUBRIC.model_copy(update={"intro": "Other words."})
    assert changed.hash != RUBRIC.hash
    assert grade(ASKS, changed).rubric_hash == changed.hash


@pytest.mark.parametrize("criterion", [c.id for c in RUBRIC.criteria if not c.needs_model])
def test_every_criterion_has_a_better_line(criterion: str) -> None:
    assert RUBRIC.criterion(criterion).hints
