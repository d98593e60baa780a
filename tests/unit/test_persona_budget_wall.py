"""The people with one number: two whose number rests on something they don't say, and one with a hard limit."""

from __future__ import annotations

from functools import partial

import pytest

from tests.unit.persona_play import call, variant

who = partial(variant, "budget-wall")
MASKED = ("sarkisian", "drummond")
FIGURE = {"sarkisian": "forty-two hundred", "drummond": "thirty-four thousand"}


@pytest.mark.parametrize("key", MASKED)
def test_asking_twice_what_the_number_rests_on_opens_the_truth(key: str) -> None:
    lines = (
        "I can't do that number, and I won't pretend there's another one underneath.",
        f"I'm not asking you to move. Where does the {FIGURE[key]} come from?",
        "That's very exact. What is it made of, and who said it first?",
        "Then it isn't the price. Shall we put it on one page on Thursday at ten?",
    )
    opened = [call(who(key), seed, *lines).state for seed in range(10)]
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
        held = call(who(key), seed, *lines)
        assert not held.state.opened and held.state.step not in ("firm", "order")
        assert "take_it" in held.did


def test_with_the_twin_taking_the_limit_as_meant_and_cutting_scope_is_enough() -> None:
    lines = (
        "Where does the thirty-nine hundred come from?",
        "Okay, then it's a limit and I believe you. What could come out?",
        "I'll write down what's in and what's out. Shall we go over it Tuesday at nine?",
    )
    ends = [call(who("gill"), seed, *lines).state.step for seed in range(10)]
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
        assert call(who("gill"), seed, *lines).state.step != "firm"
