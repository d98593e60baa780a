"""The one who shouts from the first line: two over a trifle, one with every reason."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import partial

import pytest

from holdtheline.moves.heard import Heard
from holdtheline.vocabulary import Outcome
from tests.unit.persona_play import heard, variant, whole_call

who = partial(variant, "angry")
MASKED = ("duane", "breda")
TWIN = "tariq"
SEEDS = range(50)

SOOTHES = (
    heard("Hello there, and how is your day going?", "small_talk", about=("greeting",), asks=1),
    heard("Oh no, I am so sorry about all of that.", "appease"),
    heard("Completely right, anybody would be cross.", "appease"),
    heard("You clearly run a wonderful business.", "flatter"),
    heard("Lovely weather for it, at any rate.", "small_talk"),
    heard("Shall we say a chat on Tuesday at nine?", "next_step", about=("next",), when="Tuesday at nine"),
    heard("Sorry once more, I will leave you in peace.", "appease", "cave"),
    heard("Thanks for bearing with me.", "appease"),
)
STANDS = (
    heard("I am staying on the line, and I am not going to shout.", "hold"),
    heard("That did not make anybody this angry. What is behind it?", "hold", "dig", about=("reason",), asks=1),
    heard("I can take the noise. What happened this week?", "hold", "dig", about=("reason",), asks=1),
    heard("You stopped there. What was it?", "dig", about=("reason",), asks=1),
    heard("Say it the short way, then.", "dig", about=("reason",), asks=1),
    heard("It will not mend what happened, it would only show it sooner.", "candour", about=("limits",)),
    heard("Let us look at it together on Wednesday at ten.", "next_step", about=("next",), when="Wednesday at ten"),
)
LISTENS = (
    heard("I do not know yet. What happened?", "discover", about=("grievance",), asks=1),
    heard("That was our mistake, and I am sorry.", "candour", "empathise"),
    heard("What do you need from us first?", "discover", about=("need",), asks=1),
    heard("Ruth stops it today and I ring you at four.", "next_step", about=("next",), when="today at four"),
)
SUSPECTS = (
    heard("I will not be shouted at.", "hold"),
    heard("Nobody is this angry over a letter. What is it really?", "challenge", "dig", about=("reason",), asks=1),
    heard("First we agree how we talk to each other.", "hold"),
    heard("Is the real trouble not how the place is run?", "challenge", about=("problem",), asks=1),
    heard("I am not moving on this one.", "hold"),
)
SHOUTS = (heard("Do not shout at me, you clown.", "attack"), heard("What a nasty little person you are.", "attack"))


def outcomes(key: str, rep: tuple[Heard, ...]) -> Counter[Outcome | None]:
    return Counter(whole_call(who(key), seed, *rep).outcome for seed in SEEDS)


def test_the_one_with_a_reason_opens_almost_word_for_word_like_a_masked_one() -> None:
    masked = who("breda").spoken("pick_up")
    for opening in who(TWIN).spoken("pick_up"):
        assert max(SequenceMatcher(None, opening, other).ratio() for other in masked) > 0.85


def test_the_gallery_card_and_what_the_rep_knows_do_not_tell_them_apart() -> None:
    masked, twin = who("breda"), who(TWIN)
    assert masked.card == twin.card
    assert masked.situation == twin.situation
    assert masked.difficulty == twin.difficulty


@pytest.mark.parametrize("key", MASKED)
def test_who_soothes_learns_nothing_and_gets_nothing(key: str) -> None:
    for seed in SEEDS:
        held = whole_call(who(key), seed, *SOOTHES)
        assert not held.state.opened
        assert held.outcome in ("hung_up", "brushed_off")


@pytest.mark.parametrize("key", MASKED)
def test_who_stays_put_and_asks_what_is_behind_it_is_told(key: str) -> None:
    calls = [whole_call(who(key), seed, *STANDS) for seed in SEEDS]
    assert sum(bool(held.state.opened) for held in calls) >= 45
    assert sum(held.outcome == "next_step" for held in calls) >= 40


@pytest.mark.parametrize("key", [*MASKED, TWIN])
def test_shouting_insults_back_ends_it(key: str) -> None:
    assert outcomes(key, SHOUTS) == {"hung_up": 50}


def test_a_real_grievance_is_settled_by_listening_owning_it_and_a_day() -> None:
    assert outcomes(TWIN, LISTENS)["next_step"] >= 45


def test_a_real_grievance_treated_as_a_mask_ends_the_call() -> None:
    assert outcomes(TWIN, SUSPECTS) == {"hung_up": 50}


def test_a_step_before_anybody_asked_what_happened_is_refused() -> None:
    early = heard("We could meet on Tuesday at nine.", "next_step", about=("next",), when="Tuesday at nine")
    assert outcomes(TWIN, (early,))["next_step"] == 0


@pytest.mark.parametrize("key", [*MASKED, TWIN])
def test_no_line_is_said_twice(key: str) -> None:
    for rep in (SOOTHES, STANDS, LISTENS, SUSPECTS):
        for seed in SEEDS:
            said = whole_call(who(key), seed, *rep).said
            assert len(set(said)) == len(said)
