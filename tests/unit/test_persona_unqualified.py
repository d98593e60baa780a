"""The people who ask for another demo: one without money, one without a need, and a small firm about to buy."""

from __future__ import annotations

from functools import partial

import pytest

from tests.unit.persona_play import call, heard, variant

who = partial(variant, "unqualified")
MASKED = ("marchetti", "prosser")

BEFORE = heard("Before I put on another one I have a blunt question.", "hold", "candour")
MONEY = heard("Where would the first year's money come from?", "qualify", about=("budget",), asks=1)
WHY = heard("It has been seen twice. What is really behind a third?", "dig", "challenge", about=("reason",), asks=1)
WHAT_FOR = heard("And what would it settle?", "dig", about=("use",), asks=1)
NO = heard("Then there is nothing for me to sell you, and I'll close the file.", "candour", closes="no")
GLADLY = heard("Of course, another one, with pleasure.", "cave", "appease")
BYE = heard("Thank you so much, have a lovely day.", "appease")
DEMO = heard("Thursday at ten, start to finish?", "next_step", about=("next",), asks=1, when="Thursday at ten")
NEED = heard("What does it have to do for you?", "discover", about=("need",), asks=1)
BY_WHEN = heard("By when?", "qualify", about=("timing",), asks=1)


def test_challenging_is_not_graded_with_the_little_firm() -> None:
    assert "challenge" in who("delgado").grading.off


@pytest.mark.parametrize("key", MASKED)
def test_asking_where_the_money_is_and_why_opens_the_truth_and_ends_in_an_honest_no(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, BEFORE, MONEY, WHY, WHAT_FOR, NO, BYE)
        assert "tell" in held.did[:4]
        assert held.state.let_go


@pytest.mark.parametrize("key", MASKED)
def test_another_demo_gladly_given_ends_with_nothing(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, GLADLY, BYE)
        assert held.did[0] == "take_it"
        assert held.outcome == "brushed_off" and not held.state.opened


@pytest.mark.parametrize("key", MASKED)
def test_a_demo_with_a_day_is_never_a_firm_step(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, NEED, DEMO)
        assert held.state.step not in ("firm", "order")


@pytest.mark.parametrize("key", MASKED)
def test_to_let_go_before_anything_is_known_is_no_honest_no(key: str) -> None:
    for seed in range(10):
        held = call(who(key), seed, NEED, NO)
        assert held.outcome == "brushed_off"


def test_with_the_little_firm_a_question_and_a_day_are_enough() -> None:
    for seed in range(20):
        held = call(who("delgado"), seed, NEED, BY_WHEN, GLADLY, DEMO)
        assert held.state.step == "firm"
        assert held.state.patience > 5


def test_with_the_little_firm_the_tough_reflex_loses_the_call() -> None:
    again = heard("No demo until I know that you can pay for it.", "hold")
    doubt = heard("Is that approved, or is it a hope?", "dig", "challenge", about=("budget",), asks=1)
    last = heard("I doubt that you need it, and I'm not showing it.", "hold", "challenge")
    for seed in range(20):
        held = call(who("delgado"), seed, BEFORE, again, doubt, last, again)
        assert held.outcome == "hung_up"
