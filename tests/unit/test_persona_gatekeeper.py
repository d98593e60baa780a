"""The assistants: two who keep the door for a reason they don't give, and one who does the buying herself."""

from __future__ import annotations

from functools import partial

import pytest

from tests.unit.persona_play import call, variant

who = partial(variant, "gatekeeper")
MASKED = ("odom", "furlong")
SEEDS = range(12)

PLAINLY = (
    "Good morning. You don't know me and nor does your boss. It's a sales call. I'll ask one thing, then throw me out."
)
JUDGE = "May I tell you the reason I think it deserves the time, and you judge whether it does?"
YOUR_WAY = "I won't go around you. How does something like this get decided there?"
WORTH_IT = (
    "What do you think, is it worth the time at all? If it isn't, say so and I'll go. What would you need to see?"
)
LAST_ONE = "What happened with the last one that got through?"
PAGE = "Then you get one page from me on Thursday at noon, with the price and what it can't do. Would that do?"

FLATTERY = "What a lovely voice you have! I bet the whole place would fall over without you."
CHARM = "You're clearly the one who really runs things. How was your weekend?"
EXPECTED = "He's expecting my call, and it's personal. You'd be in trouble if you didn't put me through today."


@pytest.mark.parametrize("key", MASKED)
def test_each_truth_has_words_enough_that_give_it_away(key: str) -> None:
    assert all(len(truth.words) >= 5 for truth in who(key).truths)


@pytest.mark.parametrize("key", MASKED)
def test_plain_dealing_and_asking_their_judgement_earns_the_way_in(key: str) -> None:
    for seed in SEEDS:
        held = call(who(key), seed, PLAINLY, JUDGE, YOUR_WAY, WORTH_IT, LAST_ONE, PAGE)
        assert "tell" in held.did
        assert held.did[-1] == "step_accept" and held.state.step == "firm"


@pytest.mark.parametrize("key", MASKED)
def test_no_slot_is_given_to_a_stranger(key: str) -> None:
    for seed in SEEDS:
        held = call(who(key), seed, "Could I have ten minutes with your boss on Tuesday at ten?")
        assert held.did == ["step_refuse"] and held.state.step == "refused"


@pytest.mark.parametrize("key", MASKED)
def test_butter_and_tricks_end_the_call(key: str) -> None:
    for seed in SEEDS:
        held = call(who(key), seed, FLATTERY, CHARM, EXPECTED, FLATTERY.upper(), EXPECTED + " Now.")
        assert held.outcome == "hung_up" and not held.state.opened


def test_asking_who_chooses_and_a_day_are_enough_for_the_one_who_buys() -> None:
    for seed in SEEDS:
        held = call(
            who("roche"),
            seed,
            "Then I won't ask you to put me through. It's about visitor sign-in. Who chooses that sort of thing?",
            "Good, then it's you I wanted. How do people sign in now?",
            "When do you need it by?",
            "Could I come on Thursday at ten and put one on the front door?",
        )
        assert held.did[-1] == "step_accept" and held.state.step == "firm"


def test_pressing_on_to_the_boss_loses_the_one_who_buys() -> None:
    for seed in SEEDS:
        held = call(
            who("roche"),
            seed,
            "I appreciate that, but it's something I need to take up with him directly. I won't discuss it with you.",
            "No, I won't put it in writing. I'm not going to be brushed off. Who really decides?",
            "I don't think that's the real reason. Somebody above you can say no. Who is it really?",
            "I'm not moving until I know who signs.",
            "I won't be put off. He would want to hear this himself.",
        )
        assert held.outcome == "hung_up"
