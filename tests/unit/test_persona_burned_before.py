"""The cold one who doesn't say why: two were cheated, one hears a voice, and one is simply like that."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import partial

import pytest

from holdtheline.moves.heard import Heard
from holdtheline.vocabulary import Outcome
from tests.unit.persona_play import heard, variant, whole_call

who = partial(variant, "burned-before")
CHEATED = ("ostrow", "deshpande")
BIASED = "adomako"
TWIN = "dekeyser"
SEEDS = range(30)

CHARMS = (
    heard("Hello there, and how is your day going?", "small_talk", about=("greeting",), asks=1),
    heard("I have heard such good things about the place.", "flatter"),
    heard("Sorry, have I put my foot in it?", "appease"),
    heard("I would feel just the same, honestly.", "appease"),
    heard("We are the friendly ones in this trade.", "pitch", "flatter"),
    heard("Coffee on Tuesday at nine, no pressure at all?", "next_step", about=("next",), when="Tuesday at nine"),
    heard("Thanks so much for bearing with me.", "appease"),
)
ASKS = (
    heard("You had closed the door before I began. Somebody earned that.", "hold", "dig", about=("reason",), asks=1),
    heard("I will not defend my trade. What happened last time?", "hold", "dig", about=("history",), asks=1),
    heard("I would sooner hear it than guess. What happened?", "dig", about=("history",), asks=1),
    heard("Then the short version of it.", "dig", about=("history",), asks=1),
    heard("There is a thing we cannot do, and you should know it.", "candour", about=("limits",)),
    heard("Look at it with me on Wednesday at ten.", "next_step", about=("next",), when="Wednesday at ten"),
)
NAMES_IT = (
    heard("Something about me puts you off, I think.", "hold"),
    heard("Is it how I talk? I am asking, not complaining.", "dig", "hold", about=("grievance",), asks=1),
    heard("I can hear it. Who do I remind you of?", "dig", "hold", about=("grievance",), asks=1),
    heard("Go on, who is it?", "dig", about=("grievance",), asks=1),
    heard("I can do nothing about that, and numbers have no voice.", "candour"),
    heard("The statement and Bea, Wednesday at three.", "next_step", about=("next",), when="Wednesday at three"),
)
PLAIN = (
    heard("How many people do you pay?", "discover", about=("company",), asks=1),
    heard("Until when does the present one run?", "qualify", about=("timing",), asks=1),
    heard("It is 455 a month for that many, and nobody answers after six.", "answer", "candour", about=("price",)),
    heard("A corrected quarter on Thursday at nine.", "next_step", about=("next",), when="Thursday at nine"),
)
SUSPECTS = (
    heard("There is some history behind that tone.", "hold", "dig", about=("history",)),
    heard("Nobody is that short without a reason. What is it?", "challenge", "dig", about=("reason",), asks=1),
    heard("First we talk about who let you down.", "hold", "dig", about=("history",)),
    heard("I do not believe that nothing happened.", "challenge", about=("history",)),
    heard("I am staying until you say it.", "hold"),
)


def outcomes(key: str, rep: tuple[Heard, ...]) -> Counter[Outcome | None]:
    return Counter(whole_call(who(key), seed, *rep).outcome for seed in SEEDS)


def test_the_one_who_is_like_that_opens_like_one_who_was_cheated_and_the_brief_does_not_tell() -> None:
    masked, twin = who("ostrow"), who(TWIN)
    for opening in twin.spoken("pick_up"):
        assert max(SequenceMatcher(None, opening, other).ratio() for other in masked.spoken("pick_up")) > 0.7
    assert (masked.card, masked.situation, masked.difficulty) == (twin.card, twin.situation, twin.difficulty)
    assert masked.you_sell == twin.you_sell


@pytest.mark.parametrize("key", [*CHEATED, BIASED])
def test_charm_opens_nothing_and_gets_no_day(key: str) -> None:
    for seed in SEEDS:
        held = whole_call(who(key), seed, *CHARMS)
        assert not held.state.opened
        assert held.outcome in ("hung_up", "brushed_off", "abandoned")


@pytest.mark.parametrize("key", CHEATED)
def test_who_asks_what_happened_and_does_not_defend_is_told(key: str) -> None:
    calls = [whole_call(who(key), seed, *ASKS) for seed in SEEDS]
    assert sum(bool(held.state.opened) for held in calls) >= 27
    assert sum(held.outcome == "next_step" for held in calls) >= 24


def test_a_voice_that_reminds_is_opened_by_naming_it_and_not_by_asking_for_a_bad_supplier() -> None:
    biased = who(BIASED)
    assert sum("voice" in whole_call(biased, seed, *NAMES_IT).state.opened for seed in SEEDS) >= 27
    history = tuple(
        heard(f"What did the last supplier do, year {n}?", "discover", about=("history",), asks=1) for n in range(5)
    )
    assert not any(whole_call(biased, seed, *history).state.opened for seed in SEEDS)


def test_who_is_only_short_wants_plain_facts_and_a_day() -> None:
    assert outcomes(TWIN, PLAIN)["next_step"] >= 27


def test_who_is_only_short_does_not_stay_to_be_analysed() -> None:
    assert outcomes(TWIN, SUSPECTS)["hung_up"] == len(SEEDS)
