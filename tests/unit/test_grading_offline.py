"""The offline grader: what it must say about plain calls."""

from __future__ import annotations

import json

import pytest

from holdtheline.grading.evidence import verify
from holdtheline.grading.offline import grade
from holdtheline.grading.scorecard import Scorecard
from holdtheline.rubric import Adjustment, Rubric
from holdtheline.transcript import Transcript
from holdtheline.yamlfile import validate
from tests.unit.plain_calls import AFFABLE, FIRM, ROOT, RUBRIC, call

CALLS = (ROOT / "training" / "data" / "calls.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("lines", AFFABLE)
def test_the_affable_rep_is_capped_for_caving(lines: tuple[str, ...]) -> None:
    found = grade(call(*lines), RUBRIC)
    assert found.overall is not None
    assert found.overall <= 0.25
    assert "caving" in found.caps
    assert found.passed is False


@pytest.mark.parametrize("firm", FIRM)
def test_the_rep_who_holds_the_line_is_half_the_scale_ahead(firm: tuple[str, ...]) -> None:
    high = grade(call(*firm), RUBRIC).overall
    assert high is not None
    for affable in AFFABLE:
        low = grade(call(*affable), RUBRIC).overall
        assert low is not None
        assert high - low >= 0.5


GAVE_WAY = (
    "Sure, no problem, I'll send it over today. Thanks so much for your time!",
    "Okay, of course, I'll email you the brochure this afternoon then.",
    "Fine, no worries at all, I'll just send the brochure. Have a lovely day!",
)


@pytest.mark.parametrize("last", GAVE_WAY)
def test_who_holds_and_gives_way_in_the_end_has_held_sometimes(last: str) -> None:
    held = (
        "Hi Dana, Sam from Loopline. You asked about missed calls in March; what made you ask?",
        "Oh, just send me some information and I'll look at it.",
        "I'd rather not send anything yet. A brochure won't tell you what forty missed calls a week cost you.",
        "I'm busy. Just email it.",
        "I hear that you're busy. Last time we emailed, nothing happened for five months. What happens to those calls?",
        "They go to voicemail, I suppose. Look, just send it over.",
    )
    level = grade(call(*held, last, "Okay. Bye.", rep_first=True, persona="send-info"), RUBRIC).criteria["ground"].level
    assert level is not None and level <= 2


def shipped(n: int) -> list[Transcript]:
    keep = ("id", "persona", "twin", "turns")
    return [Transcript.model_validate({k: json.loads(line)[k] for k in keep}) for line in CALLS[:: len(CALLS) // n]]


@pytest.fixture(scope="module")
def graded() -> list[tuple[Transcript, Scorecard]]:
    return [(c, grade(c, RUBRIC)) for c in shipped(40)]


def test_every_quote_stands_in_that_rep_turn(graded: list[tuple[Transcript, Scorecard]]) -> None:
    shown = 0
    for one, card in graded:
        for score in card.criteria.values():
            for quote in score.evidence:
                where = verify(one, quote.turn, quote.quote)
                assert where is not None
                assert where.words == quote.quote
                shown += 1
        assert card.priority is None or verify(one, card.priority.turn, card.priority.quote)
    assert shown > 200


def test_levels_that_need_a_quote_have_one(graded: list[tuple[Transcript, Scorecard]]) -> None:
    for _, card in graded:
        for name in ("challenge", "ground", "truth", "next_step"):
            score = card.criteria[name]
            assert not score.level or score.evidence, (card.id, name)
        for score in card.criteria.values():
            assert score.why
            assert "!" not in score.why
            assert (score.level is None) == (score.confidence is None)
        respect = card.criteria["respect"]
        assert respect.level == 3 or respect.evidence


def test_the_priority_names_a_missed_turn_and_a_better_line(graded: list[tuple[Transcript, Scorecard]]) -> None:
    for one, card in graded:
        if card.priority is None:
            assert all(s.level == 4 for s in card.criteria.values() if s.applicable)
            continue
        assert one.turns[card.priority.turn - 1].speaker == "rep"
        assert card.priority.better_line or card.criteria[card.priority.criterion].level == 3
        assert card.criteria[card.priority.criterion].level != 4


def test_a_prospects_own_better_line_wins() -> None:
    found = grade(call(*AFFABLE[0]), RUBRIC)
    assert found.priority is not None
    line = "What would be in it that made you call me back?"
    again = grade(call(*AFFABLE[0]), RUBRIC, better_lines={found.priority.criterion: line})
    assert again.priority is not None
    assert again.priority.better_line == line


def test_grading_twice_gives_the_same_bytes() -> None:
    one = call(*FIRM[0])
    first, second = (json.dumps(grade(one, RUBRIC).to_json()) for _ in range(2))
    assert first == second


def test_the_scorecard_has_the_shape_of_the_contract() -> None:
    data = grade(call(*AFFABLE[0]), RUBRIC).to_json()
    assert list(data) == [
        *("id", "rubric", "rubric_hash", "grader", "model", "prompts", "status", "reason", "overall", "passed"),
        *("caps", "flags", "criteria", "priority"),
    ]
    keys = {"level", "applicable", "evidence", "why", "confidence", "spread", "second"}
    assert all(set(score) == keys for score in data["criteria"].values())
    assert set(data["priority"]) == {"criterion", "turn", "quote", "better_line", "why"}


def test_fewer_than_two_rep_turns_are_not_graded() -> None:
    found = grade(call("Hello?", "Hi, it's Ann."), RUBRIC)
    assert found.status == "not_graded"
    assert found.reason
    assert found.overall is None
    assert found.criteria == {}


def test_gibberish_is_not_graded() -> None:
    found = grade(call("Hello?", "xqz vvkt prrl", "What?", "zzt qwrk hjkl mnbv"), RUBRIC)
    assert found.status == "not_graded"


def test_an_emergency_switches_challenge_off() -> None:
    lines = ("I can't talk, my son is in hospital.", "Then go. This can wait.", "Thank you.", "I hope he's all right.")
    found = grade(call(*lines, persona="personal-emergency", twin=False), RUBRIC)
    assert found.criteria["challenge"].applicable is False
    assert found.criteria["challenge"].level is None
    assert found.overall is not None
    given = grade(call(*lines), RUBRIC, adjustment=Adjustment(off=("challenge", "truth")))
    assert [n for n, s in given.criteria.items() if not s.applicable] == ["challenge", "truth"]


def test_the_wrong_end_fails_whatever_the_levels() -> None:
    best = max((grade(c, RUBRIC, right_end=True) for c in shipped(40)), key=lambda card: card.overall or 0)
    assert best.passed is True
    same = next(c for c in shipped(40) if c.id == best.id)
    assert grade(same, RUBRIC, right_end=False).passed is False


SMALL = """
id: listening
version: 1
title: Listening
intro: Questions before answers.
method: moves
criteria:
  - id: asks
    title: Asks
    asks: Asks about their situation.
    start: 0
    weight: 1
    anchors: [None., One., Two., Several., Every turn asks and follows up.]
    earns: {discover: 1.0, dig: 1.0, qualify: 1.0}
    loses: {pitch: 0.5}
  - id: silence
    title: Silence
    asks: Lets them think.
    start: 0
    weight: 1
    anchors: [a, b, c, d, e]
    needs_model: true
passing: {overall: 0.5, floor: 1}
"""


def test_another_rubric_works_from_its_moves_and_says_what_it_cannot_tell() -> None:
    rubric = validate(SMALL, Rubric, "listening.yaml")
    asking = grade(call("Yes?", "How do you do your counts today?", "By hand.", "Why by hand, what happened?"), rubric)
    telling = grade(
        call("Yes?", "Our platform has a dashboard and a mobile app.", "Hm.", "We offer free support."), rubric
    )
    assert (asking.criteria["asks"].level or 0) >= 3
    assert telling.criteria["asks"].level == 0
    assert asking.status == "partial"
    assert asking.overall is None
    assert asking.criteria["silence"].level is None
    assert "model" in asking.criteria["silence"].why
    assert "needs_coach" in asking.flags
