"""The one who shouts from the first line: two over a trifle, one with every reason."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.moves.heard import Heard
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.vocabulary import NEEDED_ACTS, Outcome

MASKED = ("duane", "breda")
TWIN = "tariq"
SEEDS = range(50)


@cache
def angry() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "angry.yaml")


def heard(text: str, *made: str, about: tuple[str, ...] = (), asks: int = 0, when: str | None = None) -> Heard:
    topics = dict.fromkeys(about, 0.9)
    moves = dict.fromkeys(made, 0.9)
    return Heard(
        text=text, made=made, moves=moves, topics=topics, about=about, asks=asks, when=when, words=len(text.split())
    )


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


def talk(who: Prospect, rep: tuple[Heard, ...], seed: int) -> tuple[Outcome | None, dict[str, int], list[str]]:
    """Outcome, opened truths and all lines of a call in which the rep says these turns, then hangs up."""
    state, first = engine.open_call(who, seed)
    said = [first or ""]
    for turn in rep:
        reply = engine.reply(who, state, turn, said, seed)
        state = reply.state
        said.append(reply.text)
        if state.over:
            break
    return engine.hang_up(who, state).outcome, dict(state.opened), said


def outcomes(key: str, rep: tuple[Heard, ...]) -> Counter[Outcome | None]:
    return Counter(talk(angry().variant(key), rep, seed)[0] for seed in SEEDS)


def test_two_are_masked_and_one_means_it() -> None:
    assert {v.key: v.twin for v in angry().variants} == {"duane": False, "breda": False, "tariq": True}


@pytest.mark.parametrize("key", [*MASKED, TWIN])
def test_everyone_has_lines_for_whatever_comes(key: str) -> None:
    who = angry().variant(key)
    short = [act for act in NEEDED_ACTS if len(set(who.spoken(act))) < 3]
    assert not short
    assert len(set(who.every_line())) >= 150


def test_the_one_with_a_reason_opens_almost_word_for_word_like_a_masked_one() -> None:
    masked = angry().variant("breda").spoken("pick_up")
    for opening in angry().variant(TWIN).spoken("pick_up"):
        assert max(SequenceMatcher(None, opening, other).ratio() for other in masked) > 0.85


def test_the_gallery_card_and_what_the_rep_knows_do_not_tell_them_apart() -> None:
    masked, twin = angry().variant("breda"), angry().variant(TWIN)
    assert masked.card == twin.card
    assert masked.situation == twin.situation
    assert masked.difficulty == twin.difficulty


@pytest.mark.parametrize("key", MASKED)
def test_nothing_gives_a_truth_away_before_it_opens(key: str) -> None:
    who = angry().variant(key)
    leaks = []
    for truth in who.truths:
        later = {line for a in who.answers if a.needs == truth.id for line in a.says}
        later |= {line for q in who.asks if q.needs == truth.id for line in q.says}
        early = [line for line in who.every_line() if line not in later and line not in truth.tell]
        leaks += [(word, line) for word in truth.words for line in early if word.lower() in line.lower()]
    assert not leaks


@pytest.mark.parametrize("key", MASKED)
def test_every_way_of_telling_a_truth_holds_one_of_its_words(key: str) -> None:
    for truth in angry().variant(key).truths:
        for told in truth.tell:
            assert any(word.lower() in told.lower() for word in truth.words), told


@pytest.mark.parametrize("key", MASKED)
def test_who_soothes_learns_nothing_and_gets_nothing(key: str) -> None:
    for seed in SEEDS:
        outcome, opened, _ = talk(angry().variant(key), SOOTHES, seed)
        assert not opened
        assert outcome in ("hung_up", "brushed_off")


@pytest.mark.parametrize("key", MASKED)
def test_who_stays_put_and_asks_what_is_behind_it_is_told(key: str) -> None:
    calls = [talk(angry().variant(key), STANDS, seed) for seed in SEEDS]
    assert sum(bool(opened) for _, opened, _ in calls) >= 45
    assert sum(outcome == "next_step" for outcome, _, _ in calls) >= 40


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
            said = talk(angry().variant(key), rep, seed)[2]
            assert len(set(said)) == len(said)
