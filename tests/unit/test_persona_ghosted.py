"""The ones who went silent after asking for a proposal: two who hide an answer, and one who was in hospital."""

from __future__ import annotations

from functools import partial

import pytest

from tests.unit.persona_play import call, variant

who = partial(variant, "ghosted")
MASKED = ("haverkamp", "chandran")
SEEDS = range(12)

WHICH_PILE = "I've written four times and I don't want to be the fifth. Which pile is this in? Either is okay."
WHO_SAID_NO = "When something that urgent goes silent, somebody said no or it never mattered. Which is nearer?"
MY_PART = "I rushed that proposal and never asked who else had to agree. What did I get wrong?"
SAY_NO = "You can tell me no. What changed since I sent it?"
CLOSE = "Then I'll take that as a no and close the file. No hard feelings."

HOW_ARE_YOU = "Hello! How have you been keeping? Great to hear your voice."
NO_WORRIES = "Oh, no worries at all, you must be so busy. Sorry to bother you."
LOVELY = "You're doing an amazing job over there, everyone says so."
CHECK_BACK = "Of course, whatever works for you. I'll check back in a few weeks."
BYE = "Thanks a million. Take care, have a lovely day!"


@pytest.mark.parametrize("key", MASKED)
def test_each_truth_has_words_enough_that_give_it_away(key: str) -> None:
    assert all(len(truth.words) >= 5 for truth in who(key).truths)


@pytest.mark.parametrize("key", MASKED)
def test_making_a_no_safe_and_owning_ones_part_brings_it_out_and_an_honest_no(key: str) -> None:
    for seed in SEEDS:
        held = call(who(key), seed, WHICH_PILE, WHO_SAID_NO, MY_PART, SAY_NO, CLOSE, BYE)
        assert "tell" in held.did
        assert held.outcome == "honest_no"


@pytest.mark.parametrize("key", MASKED)
def test_another_check_in_gets_another_promise(key: str) -> None:
    for seed in SEEDS:
        held = call(who(key), seed, HOW_ARE_YOU, NO_WORRIES, LOVELY, CHECK_BACK, BYE)
        assert held.outcome == "brushed_off" and not held.state.opened


def test_a_no_that_nobody_asked_about_is_only_a_relief() -> None:
    for key in MASKED:
        held = call(who(key), 1, "I'll take that as a no and close the file.")
        assert held.outcome == "brushed_off"


def test_a_kind_question_and_a_day_are_enough_for_the_one_who_was_ill() -> None:
    for seed in SEEDS:
        held = call(
            who("ansah"),
            seed,
            "No chase. Good to hear you. Is everything all right?",
            "I'm sorry to hear that, and glad that you're back. What do you need now, and by when?",
            "Then let's take half an hour on Thursday at ten and fix the start date. Does that suit?",
        )
        assert held.did[-1] == "step_accept" and held.state.step == "firm"


def test_to_look_for_a_plot_loses_the_one_who_was_ill() -> None:
    for seed in SEEDS:
        held = call(
            who("ansah"),
            seed,
            "People don't go silent for eight weeks for no reason. Who said no?",
            "That's a convenient story. I don't buy it. What's really behind it?",
            "No, I won't leave it there. I'm not sending anything until I know the real reason.",
            "You're avoiding the question, and I'm not going to be put off. Who really decides?",
            "I don't believe you. Somebody above you killed it.",
            "I won't be put off again.",
            "No. I'm staying on this line until you tell me the truth.",
        )
        assert held.outcome == "hung_up"
