"""Those who say that they decide: two for whom somebody else does, and one who really does."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import partial

import pytest

from holdtheline.moves.heard import Heard
from holdtheline.prospect.check import check
from tests.unit.persona_play import Call, heard, load, variant, whole_call

who = partial(variant, "hidden-authority")
MASKED = ("loretta", "gethin")
TWIN = "wyatt"
SEEDS = range(50)

BELIEVES = (
    heard("Lovely to reach the boss, how is your day?", "small_talk", "flatter", about=("greeting",), asks=1),
    heard("You must be so good at this.", "flatter"),
    heard("Of course, I quite understand.", "appease"),
    heard("Shall we say a coffee on Tuesday at nine?", "next_step", about=("next",), asks=1, when="Tuesday at nine"),
    heard("Only if it suits, no pressure at all.", "appease", "cave"),
    heard("I will look in again some day.", "vague_follow_up"),
)
LAST_TIME = heard(
    "When something this size came in before, whose yes did it take?", "qualify", about=("process",), asks=1
)
STAYS = heard("I will not leave it lying there, it would die there.", "hold", "candour")
LIVES_WITH_IT = heard("And whose trouble is it if it goes wrong?", "dig", about=("who_decides",), asks=1)
NO_SHAME = heard(
    "Most places have somebody like that. Whose is it here?", "dig", "empathise", about=("who_decides",), asks=1
)
DAY_ALONE = heard("Then we talk on Thursday at ten.", "next_step", about=("next",), when="Thursday at ten")
DAY_TOGETHER = heard(
    "Thursday at ten, and they sit with us.",
    "next_step",
    about=("next",),
    when="Thursday at ten",
    brings="they sit with us",
)
KEEPS_FACE = (LAST_TIME, STAYS, LIVES_WITH_IT, NO_SHAME)
MOCKS = (
    heard("So you are only the errand runner there.", "attack", about=("who_decides",)),
    heard("Ask your mummy for permission, then.", "attack", about=("who_decides",)),
    heard("Whose pen is it, come on?", "pressure", "qualify", about=("who_decides",), asks=1),
)
ONE_CHECK = heard("Nobody else on the paper, then?", "qualify", about=("who_decides",), asks=1)
DISCOVERS = heard("What goes wrong at the moment?", "discover", about=("problem",), asks=1)
ORDER = heard("Shall I write the order up now?", "next_step", about=("next",), asks=1, orders=True)
DOUBTS = (
    ONE_CHECK,
    heard("I cannot quite believe that. Whose is it?", "dig", "challenge", about=("who_decides",), asks=1),
    heard("I would sooner wait until I know.", "hold", about=("who_decides",)),
    heard("There is always a father somewhere.", "challenge", about=("who_decides",)),
    heard("Let us get that person on the line.", "hold", "next_step", about=("who_decides",)),
)


def calls(key: str, *rep: Heard) -> list[Call]:
    """One call for each seed in which the rep says these turns and hangs up."""
    return [whole_call(who(key), seed, *rep) for seed in SEEDS]


def test_nothing_is_found_wanting_and_nothing_is_given_away() -> None:
    assert not check(load("hidden-authority"), "hidden-authority.yaml")


@pytest.mark.parametrize("key", [*MASKED, TWIN])
def test_everyone_has_a_large_stock_of_lines(key: str) -> None:
    assert len(set(who(key).every_line())) >= 250


@pytest.mark.parametrize("key", MASKED)
def test_every_telling_is_the_whole_truth(key: str) -> None:
    truth = who(key).truths[0]
    for told in truth.tell:
        assert sum(word.lower() in told.lower() for word in truth.words) >= 2, told


def test_the_one_who_decides_opens_almost_word_for_word_like_a_masked_one() -> None:
    masked = who("loretta").spoken("pick_up")
    for opening in who(TWIN).spoken("pick_up"):
        assert max(SequenceMatcher(None, opening, other).ratio() for other in masked) > 0.85


@pytest.mark.parametrize("key", MASKED)
def test_who_believes_the_title_learns_nothing_and_gets_nothing_firm(key: str) -> None:
    for held in calls(key, *BELIEVES):
        assert not held.state.opened
        assert held.outcome in ("brushed_off", "soft_next_step", "hung_up")


@pytest.mark.parametrize("key", MASKED)
def test_who_asks_how_it_was_decided_and_keeps_their_face_is_told(key: str) -> None:
    assert sum(bool(held.state.opened) for held in calls(key, *KEEPS_FACE)) >= 45


@pytest.mark.parametrize("key", MASKED)
def test_a_day_counts_only_with_the_one_who_decides(key: str) -> None:
    alone = calls(key, *KEEPS_FACE, DAY_ALONE)
    together = calls(key, *KEEPS_FACE, DAY_TOGETHER)
    assert not [held for held in alone if held.outcome == "next_step"]
    assert sum(held.outcome == "next_step" for held in together) >= 45


@pytest.mark.parametrize("key", MASKED)
def test_mockery_closes_them(key: str) -> None:
    for held in calls(key, *MOCKS, *KEEPS_FACE):
        assert not held.state.opened


def test_who_really_decides_takes_one_check_then_a_question_and_a_day_or_an_order() -> None:
    day = calls(TWIN, ONE_CHECK, DISCOVERS, DAY_ALONE)
    order = calls(TWIN, DISCOVERS, ORDER)
    assert sum(held.outcome == "next_step" for held in day) >= 45
    assert sum(held.outcome == "committed" for held in order) >= 45


def test_who_really_decides_leaves_when_doubted_again_and_again() -> None:
    assert {held.outcome for held in calls(TWIN, *DOUBTS)} == {"hung_up"}


def test_who_really_decides_gives_no_day_to_a_rep_who_asked_nothing_about_the_docks() -> None:
    assert not [held for held in calls(TWIN, ONE_CHECK, DAY_ALONE) if held.outcome == "next_step"]


@pytest.mark.parametrize("key", [*MASKED, TWIN])
def test_no_line_is_said_twice(key: str) -> None:
    for rep in (BELIEVES, (*KEEPS_FACE, DAY_ALONE, DAY_TOGETHER), DOUBTS):
        for held in calls(key, *rep):
            assert len(set(held.said)) == len(held.said)


@pytest.mark.parametrize("key", [*MASKED, TWIN])
def test_the_story_fits_any_call(key: str) -> None:
    """It is told after every call, so it says what was going on and nothing of what the rep did."""
    story = who(key).story
    assert 80 <= len(story.split()) <= 150
    for done in ("All it takes is", "goes away pleased", "this one", "they asked"):
        assert done not in story
