"""The right words in a heap are told from somebody talking."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from holdtheline.moves.stuffing import craft_talk, stuffed
from holdtheline.simulate.trainee import load_cast

CAST = load_cast().scripts


@pytest.mark.parametrize("line", [s for rule in CAST["stuffer"].rules for s in rule.say])
def test_a_heap_of_the_right_words_is_one(line: str) -> None:
    if line.startswith("My honest limitation"):
        assert not stuffed(line), "word play without words of the craft is not caught, and earns little elsewhere"
    else:
        assert stuffed(line)


@pytest.mark.parametrize("who", [n for n in CAST if n not in ("stuffer", "rambler", "injector")])
def test_what_other_trainees_say_is_none(who: str) -> None:
    for rule in CAST[who].rules:
        assert [s for s in rule.say if stuffed(s)] == []


def test_labelled_turns_are_hardly_ever_taken_for_one() -> None:
    path = Path(__file__).parents[2] / "training" / "data" / "calls.jsonl"
    said = [
        turn["text"]
        for line in path.read_text(encoding="utf-8").splitlines()
        for turn in json.loads(line)["turns"]
        if turn["speaker"] == "rep"
    ]
    assert sum(map(stuffed, said)) / len(said) < 0.005


@pytest.mark.parametrize(
    "line",
    [
        "My honesty is that I'm honest about being honest.",
        "I notice a strong emotion and I name it.",
        "Let me dig, let me qualify.",
        "I'm going to challenge the thinking.",
    ],
)
def test_who_says_what_they_are_doing_instead_of_doing_it_talks_of_the_craft(line: str) -> None:
    assert craft_talk(line) >= 1


@pytest.mark.parametrize("line", ["I'd like to dig out last year's bills.", "I'm holding Thursday for you."])
def test_the_same_words_in_their_plain_sense_are_nothing_of_the_kind(line: str) -> None:
    assert craft_talk(line) == 0
