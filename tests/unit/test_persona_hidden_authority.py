"""Those who say that they decide: two for whom somebody else does, and one who really does."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.moves.heard import Heard
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.check import check
from holdtheline.vocabulary import NEEDED_ACTS, Outcome

MASKED = ("loretta", "gethin")
TWIN = "wyatt"
SEEDS = range(50)
FILE = Path(__file__).parents[2] / "personas" / "hidden-authority.yaml"


@cache
def people() -> Persona:
    return persona.load(FILE)


def heard(
    text: str,
    *made: str,
    about: tuple[str, ...] = (),
    asks: int = 0,
    when: str | None = None,
    brings: str | None = None,
    orders: bool = False,
) -> Heard:
    return Heard(
        text=text,
        made=made,
        moves=dict.fromkeys(made, 0.9),
        topics=dict.fromkeys(about, 0.9),
        about=about,
        asks=asks,
        words=len(text.split()),
        when=when,
        brings=brings,
        orders=orders,
    )


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


def talk(who: Prospect, rep: tuple[Heard, ...], seed: int) -> tuple[Outcome | None, bool, list[str]]:
    """Outcome, whether the truth came out, and all lines of a call in which the rep says these turns and hangs up."""
    state, first = engine.open_call(who, seed)
    said = [first or ""]
    for turn in rep:
        reply = engine.reply(who, state, turn, said, seed)
        state = reply.state
        said.append(reply.text)
        if state.over:
            break
    return engine.hang_up(who, state).outcome, bool(state.opened), said


def calls(key: str, *rep: Heard) -> list[tuple[Outcome | None, bool, list[str]]]:
    return [talk(people().variant(key), rep, seed) for seed in SEEDS]


def test_two_are_masked_and_one_means_it() -> None:
    assert {v.key: v.twin for v in people().variants} == {"loretta": False, "gethin": False, "wyatt": True}


def test_nothing_is_found_wanting_and_nothing_is_given_away() -> None:
    assert not check(people(), FILE.name)


@pytest.mark.parametrize("key", [*MASKED, TWIN])
def test_everyone_has_lines_for_whatever_comes(key: str) -> None:
    who = people().variant(key)
    assert not [act for act in NEEDED_ACTS if len(set(who.spoken(act))) < 3]
    assert len(set(who.every_line())) >= 250


@pytest.mark.parametrize("key", MASKED)
def test_no_line_outside_the_truth_names_the_one_who_decides(key: str) -> None:
    who = people().variant(key)
    after = {line for t in who.truths for line in t.tell}
    after |= {line for a in who.answers if a.needs for line in a.says}
    after |= {line for q in who.asks if q.needs for line in q.says}
    words = [w.lower() for t in who.truths for w in t.words]
    assert not [s for s in who.every_line() if s not in after and any(w in s.lower() for w in words)]


@pytest.mark.parametrize("key", MASKED)
def test_every_telling_is_the_whole_truth(key: str) -> None:
    truth = people().variant(key).truths[0]
    for told in truth.tell:
        assert sum(word.lower() in told.lower() for word in truth.words) >= 2, told


def test_the_one_who_decides_opens_almost_word_for_word_like_a_masked_one() -> None:
    masked = people().variant("loretta").spoken("pick_up")
    for opening in people().variant(TWIN).spoken("pick_up"):
        assert max(SequenceMatcher(None, opening, other).ratio() for other in masked) > 0.85


@pytest.mark.parametrize("key", MASKED)
def test_who_believes_the_title_learns_nothing_and_gets_nothing_firm(key: str) -> None:
    for outcome, opened, _ in calls(key, *BELIEVES):
        assert not opened
        assert outcome in ("brushed_off", "soft_next_step", "hung_up")


@pytest.mark.parametrize("key", MASKED)
def test_who_asks_how_it_was_decided_and_keeps_their_face_is_told(key: str) -> None:
    assert sum(opened for _, opened, _ in calls(key, *KEEPS_FACE)) >= 45


@pytest.mark.parametrize("key", MASKED)
def test_a_day_counts_only_with_the_one_who_decides(key: str) -> None:
    alone = calls(key, *KEEPS_FACE, DAY_ALONE)
    together = calls(key, *KEEPS_FACE, DAY_TOGETHER)
    assert not [outcome for outcome, _, _ in alone if outcome == "next_step"]
    assert sum(outcome == "next_step" for outcome, _, _ in together) >= 45


@pytest.mark.parametrize("key", MASKED)
def test_mockery_closes_them(key: str) -> None:
    for _, opened, _ in calls(key, *MOCKS, *KEEPS_FACE):
        assert not opened


def test_who_really_decides_takes_one_check_then_a_question_and_a_day_or_an_order() -> None:
    day = calls(TWIN, ONE_CHECK, DISCOVERS, DAY_ALONE)
    order = calls(TWIN, DISCOVERS, ORDER)
    assert sum(outcome == "next_step" for outcome, _, _ in day) >= 45
    assert sum(outcome == "committed" for outcome, _, _ in order) >= 45


def test_who_really_decides_leaves_when_doubted_again_and_again() -> None:
    assert {outcome for outcome, _, _ in calls(TWIN, *DOUBTS)} == {"hung_up"}


def test_who_really_decides_gives_no_day_to_a_rep_who_asked_nothing_about_the_docks() -> None:
    assert not [outcome for outcome, _, _ in calls(TWIN, ONE_CHECK, DAY_ALONE) if outcome == "next_step"]


@pytest.mark.parametrize("key", [*MASKED, TWIN])
def test_no_line_is_said_twice(key: str) -> None:
    for rep in (BELIEVES, (*KEEPS_FACE, DAY_ALONE, DAY_TOGETHER), DOUBTS):
        for _, _, said in calls(key, *rep):
            assert len(set(said)) == len(said)


@pytest.mark.parametrize("key", [*MASKED, TWIN])
def test_the_story_fits_any_call(key: str) -> None:
    """It is told after every call, so it says what was going on and nothing of what the rep did."""
    story = people().variant(key).story
    assert 80 <= len(story.split()) <= 150
    for done in ("All it takes is", "goes away pleased", "this one", "they asked"):
        assert done not in story
