"""The people with a list: two who collect for somebody who makes the same valve, and an engineer with a tender."""

from __future__ import annotations

from functools import partial

import pytest

from tests.unit.persona_play import call, heard, variant

who = partial(variant, "fishing-competitor")
MASKED = ("ferraro", "baptiste")

HOLD = heard("Not below the list, and not before I know whose ceiling it is.", "hold")
NOTICE = heard("You ask and I get no answers. What is behind it?", "challenge", "dig", about=("reason",), asks=1)
FOR_WHOM = heard("What will be done with the answers?", "qualify", about=("use",), asks=1)
PLAINLY = heard("Do you work for somebody who makes valves?", "dig", asks=1)
STOP = heard("What is on the website is yours. I'll leave it there.", "candour", closes="no")
TELL_ALL = [
    heard("The price falls by a fifth at five hundred.", "answer", about=("price",)),
    heard("After that the bigger one comes, in the autumn.", "answer", about=("product",)),
    heard("Our largest customer is a hospital group.", "answer", about=("proof",)),
    heard("The board is made for us abroad.", "answer", "pitch", about=("product",)),
    heard("And a three-year term takes off another tenth.", "answer", about=("price",)),
]
USE = heard("Gladly. What do the questions serve?", "discover", about=("use",), asks=1)
PAPER = heard("Ten years of parts, signed. What comes later nobody can promise.", "answer", "candour")
MEET = heard("Shall we go over it on Tuesday at ten?", "next_step", about=("next",), asks=1, when="Tuesday at ten")


@pytest.mark.parametrize("key", MASKED)
def test_to_notice_and_ask_whose_list_it_is_opens_the_truth(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, HOLD, NOTICE, FOR_WHOM, PLAINLY, STOP)
        assert "tell" in held.did
        assert held.state.let_go


@pytest.mark.parametrize("key", MASKED)
def test_answering_everything_earns_nothing(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, *TELL_ALL)
        assert held.state.respect == 0
        assert "tell" not in held.did and "hint" not in held.did


@pytest.mark.parametrize("key", MASKED)
def test_to_stop_at_what_is_public_is_the_right_end_even_without_a_confession(key: str) -> None:
    for seed in range(10):
        held = call(who(key), seed, HOLD, NOTICE, STOP, STOP)
        assert held.state.let_go and "honest_no" in who(key).right_end


@pytest.mark.parametrize("key", MASKED)
def test_they_will_not_be_met(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, HOLD, NOTICE, FOR_WHOM, MEET)
        assert held.state.step not in ("firm", "order")


def test_with_the_engineer_a_question_an_honest_answer_and_a_day_are_enough() -> None:
    for seed in range(20):
        held = call(who("rahman"), seed, USE, PAPER, MEET)
        assert held.state.step == "firm"
        assert held.state.patience > 5


def test_with_the_engineer_the_tough_reflex_loses_the_call() -> None:
    doubt = heard("And who do you really ring for?", "dig", "challenge", about=("role",), asks=1)
    again = heard("Nothing from me until that is proved.", "hold")
    for seed in range(20):
        held = call(who("rahman"), seed, HOLD, doubt, again, doubt, again)
        assert held.outcome == "hung_up"
