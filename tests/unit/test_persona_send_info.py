"""The people who ask for some information: two who would not read it, and one who needs it by Wednesday."""

from __future__ import annotations

import re
from functools import partial

import pytest

from tests.unit.persona_play import call, heard, variant

who = partial(variant, "send-info")
MASKED = ("kraft", "tuohy")

HOLD = heard("No, a brochure would tell neither of us anything.", "hold")
LEAVE = heard(
    "I see that it annoys you. Give me two minutes, two questions.", "hold", "empathise", about=("permission",)
)
WHAT_FOR = heard("What would happen to it on your side?", "dig", about=("use",), asks=1)
WHY = heard("And what is behind that?", "dig", about=("reason",), asks=1)
MEET = heard(
    "Could we look at one fridge on Thursday at ten?", "next_step", about=("next",), asks=1, when="Thursday at ten"
)
SEND = heard("Of course, I'll send our brochure over.", "cave")
THANKS = heard("Lovely, thank you so much.", "appease")
FOR_WHOM = heard("Happy to. Which question does it answer?", "discover", about=("use",), asks=1)
BY_WHEN = heard("By when do you need it?", "qualify", about=("timing",), asks=1)


@pytest.mark.parametrize("key", [*MASKED, "asante"])
def test_the_first_refusal_is_met_with_then_why_are_you_calling(key: str) -> None:
    for seed in range(10):
        held = call(who(key), seed, HOLD)
        assert held.did == ["indignant"]
        assert re.search(r"why|what .*\b(for|pick up)\b", held.said[-1].lower())


@pytest.mark.parametrize("key", MASKED)
def test_a_calm_second_refusal_is_granted_two_minutes(key: str) -> None:
    for seed in range(10):
        held = call(who(key), seed, HOLD, LEAVE)
        assert held.did[1] == "grant"
        assert "two minutes" in held.said[-1].lower()


@pytest.mark.parametrize("key", MASKED)
def test_holding_and_asking_what_it_is_for_opens_the_truth_and_a_firm_step(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, HOLD, LEAVE, WHAT_FOR, WHY, MEET)
        assert "tell" in held.did and held.state.opened
        assert held.state.step == "firm"


@pytest.mark.parametrize("key", MASKED)
def test_sending_it_ends_the_call_with_nothing(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, SEND, THANKS)
        assert held.did == ["take_it", "bye_brushed"]
        assert held.outcome == "brushed_off" and not held.state.opened


def test_with_the_twin_two_plain_questions_and_a_day_are_enough() -> None:
    for seed in range(20):
        held = call(who("asante"), seed, FOR_WHOM, BY_WHEN, SEND, MEET)
        assert held.state.step == "firm"
        assert held.state.patience > 5


def test_with_the_twin_the_tough_reflex_loses_the_call() -> None:
    again = heard("I'm not sending anything until we've talked properly.", "hold")
    doubt = heard("Is there really a committee, or is that a kind no?", "dig", "challenge", about=("reason",), asks=1)
    last = heard("You would never read it, and I won't send it.", "hold", "challenge")
    for seed in range(20):
        held = call(who("asante"), seed, HOLD, again, doubt, last)
        assert held.outcome == "hung_up"
