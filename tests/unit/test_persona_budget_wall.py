"""The people with one number: two whose number rests on something they don't say, and one with a hard limit."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.moves.reader import Reader
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.check import before_opening, check
from holdtheline.prospect.state import State

MASKED = ("sarkisian", "drummond")
FIGURE = {"sarkisian": "forty-two hundred", "drummond": "thirty-four thousand"}


@cache
def file() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "budget-wall.yaml")


@cache
def reader() -> Reader:
    return Reader.default()


def call(who: Prospect, seed: int, *lines: str) -> tuple[State, list[str], list[str]]:
    """State, acts and words after these rep lines; the call may end before the last."""
    state, first = engine.open_call(who, seed)
    said = [first or ""]
    did: list[str] = []
    mine: list[str] = []
    for line in lines:
        heard = reader().read(line, said[-1], mine, len(mine) + 1)
        reply = engine.reply(who, state, heard, said, seed)
        state = reply.state
        mine.append(line)
        said.append(reply.text)
        did.append(reply.directive.act)
        if state.over:
            break
    return state, did, said


def test_two_are_masked_and_one_means_it() -> None:
    assert {v.key: v.twin for v in file().variants} == {"sarkisian": False, "drummond": False, "gill": True}
    assert not file().variant("gill").truths
    assert not [f for f in check(file(), "budget-wall.yaml") if f.kind == "fault"]


def test_the_twin_opens_like_a_masked_one() -> None:
    def words(key: str) -> list[set[str]]:
        named = {"gill", "harjit", "sarkisian", "vic", "forty", "thirty", "two", "nine"}
        return [set(re.findall(r"[\w']+", line.lower())) - named for line in file().variant(key).spoken("pick_up")]

    for twin, masked in zip(words("gill"), words("sarkisian"), strict=True):
        assert len(twin & masked) / len(twin | masked) > 0.8


@pytest.mark.parametrize("key", MASKED)
def test_nothing_said_before_the_gate_gives_the_truth_away(key: str) -> None:
    who = file().variant(key)
    for truth in who.truths:
        early = [*before_opening(who, truth), who.card, who.before, who.situation]
        assert not [(w, line) for w in truth.words for line in early if re.search(rf"\b{w}", line, re.IGNORECASE)]
        assert all(any(w.lower() in tell.lower() for w in truth.words) for tell in truth.tell)


@pytest.mark.parametrize("key", MASKED)
def test_asking_twice_what_the_number_rests_on_opens_the_truth(key: str) -> None:
    lines = (
        "I can't do that number, and I won't pretend there's another one underneath.",
        f"I'm not asking you to move. Where does the {FIGURE[key]} come from?",
        "That's very exact. What is it made of, and who said it first?",
        "Then it isn't the price. Shall we put it on one page on Thursday at ten?",
    )
    opened = [call(file().variant(key), seed, *lines)[0] for seed in range(10)]
    assert all(s.opened for s in opened)
    assert sum(s.step == "firm" for s in opened) >= 8


@pytest.mark.parametrize("key", MASKED)
def test_a_discount_is_taken_and_nothing_is_told(key: str) -> None:
    lines = (
        "Sorry it came in so high. I could take ten percent off?",
        "Okay, I'll match your number, no problem.",
        "Thank you so much!",
    )
    for seed in range(10):
        state, did, _ = call(file().variant(key), seed, *lines)
        assert not state.opened and state.step not in ("firm", "order")
        assert "take_it" in did


@pytest.mark.parametrize("key", MASKED)
def test_the_second_truth_never_comes_before_the_first(key: str) -> None:
    first, second = file().variant(key).truths
    assert second.after == first.id


def test_with_the_twin_taking_the_limit_as_meant_and_cutting_scope_is_enough() -> None:
    lines = (
        "Where does the thirty-nine hundred come from?",
        "Okay, then it's a limit and I believe you. What could come out?",
        "I'll write down what's in and what's out. Shall we go over it Tuesday at nine?",
    )
    ends = [call(file().variant("gill"), seed, *lines)[0].step for seed in range(10)]
    assert ends.count("firm") >= 8


def test_with_the_twin_leaning_on_the_wall_loses_the_call() -> None:
    lines = (
        "No, I can't do that number and I won't pretend I can.",
        "There's always another line. What's the real reason you won't move?",
        "I'd challenge whether that limit is really a limit.",
        "I'm not budging. I don't think you're telling me everything.",
        "Let's meet Thursday at ten with your director, then.",
    )
    for seed in range(10):
        state, _, _ = call(file().variant("gill"), seed, *lines)
        assert state.step != "firm"
