"""The cold one who doesn't say why: two were cheated, one hears a voice, and one is simply like that."""

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
from holdtheline.prospect.check import check
from holdtheline.vocabulary import Outcome

CHEATED = ("ostrow", "deshpande")
BIASED = "adomako"
TWIN = "dekeyser"
SEEDS = range(30)
LATER = (
    *("contradiction", "doubted", "leads_on", "back_firm", "back_reschedule", "back_cool", "back_sore", "back_no"),
    *("voicemail", "reached", "why_quiet", "promise_broken", "lie_remembered"),
)


@cache
def burned() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "burned-before.yaml")


def heard(text: str, *made: str, about: tuple[str, ...] = (), asks: int = 0, when: str | None = None) -> Heard:
    topics = dict.fromkeys(about, 0.9)
    moves = dict.fromkeys(made, 0.9)
    return Heard(
        text=text, made=made, moves=moves, topics=topics, about=about, asks=asks, when=when, words=len(text.split())
    )


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


def talk(who: Prospect, rep: tuple[Heard, ...], seed: int) -> tuple[Outcome | None, list[str], list[str]]:
    """Outcome, opened truths and all lines of a call in which the rep says these turns, then hangs up."""
    state, first = engine.open_call(who, seed)
    said = [first or ""]
    for turn in rep:
        reply = engine.reply(who, state, turn, said, seed)
        state = reply.state
        said.append(reply.text)
        if state.over:
            break
    return engine.hang_up(who, state).outcome, list(state.opened), said


def outcomes(key: str, rep: tuple[Heard, ...]) -> Counter[Outcome | None]:
    return Counter(talk(burned().variant(key), rep, seed)[0] for seed in SEEDS)


def test_three_are_masked_and_one_is_simply_like_that() -> None:
    assert {v.key: v.twin for v in burned().variants} == {k: k == TWIN for k in (*CHEATED, BIASED, TWIN)}


def test_the_file_has_no_fault() -> None:
    """Among the faults: a give-away word in a line that may be said before its truth is out."""
    assert not [str(f) for f in check(burned(), "burned-before.yaml") if f.kind == "fault"]


@pytest.mark.parametrize("key", [*CHEATED, BIASED, TWIN])
def test_everyone_has_a_stock_of_lines_also_for_a_later_call(key: str) -> None:
    who = burned().variant(key)
    assert len(set(who.every_line())) >= 150
    assert not [act for act in LATER if len(set(who.spoken(act))) < 3]


def test_the_one_who_is_like_that_opens_like_one_who_was_cheated_and_the_brief_does_not_tell() -> None:
    masked, twin = burned().variant("ostrow"), burned().variant(TWIN)
    for opening in twin.spoken("pick_up"):
        assert max(SequenceMatcher(None, opening, other).ratio() for other in masked.spoken("pick_up")) > 0.7
    assert (masked.card, masked.situation, masked.difficulty) == (twin.card, twin.situation, twin.difficulty)
    assert masked.you_sell == twin.you_sell


@pytest.mark.parametrize("key", [*CHEATED, BIASED])
def test_charm_opens_nothing_and_gets_no_day(key: str) -> None:
    for seed in SEEDS:
        outcome, opened, _ = talk(burned().variant(key), CHARMS, seed)
        assert not opened
        assert outcome in ("hung_up", "brushed_off", "abandoned")


@pytest.mark.parametrize("key", CHEATED)
def test_who_asks_what_happened_and_does_not_defend_is_told(key: str) -> None:
    calls = [talk(burned().variant(key), ASKS, seed) for seed in SEEDS]
    assert sum(bool(opened) for _, opened, _ in calls) >= 27
    assert sum(outcome == "next_step" for outcome, _, _ in calls) >= 24


def test_a_voice_that_reminds_is_opened_by_naming_it_and_not_by_asking_for_a_bad_supplier() -> None:
    who = burned().variant(BIASED)
    assert sum("voice" in talk(who, NAMES_IT, seed)[1] for seed in SEEDS) >= 27
    history = tuple(
        heard(f"What did the last supplier do, year {n}?", "discover", about=("history",), asks=1) for n in range(5)
    )
    assert not any(talk(who, history, seed)[1] for seed in SEEDS)


@pytest.mark.parametrize("key", [*CHEATED, BIASED])
def test_what_makes_no_sense_before_the_first_truth_waits_for_it(key: str) -> None:
    first, second = burned().variant(key).truths
    assert (first.after, second.after) == (None, first.id)


def test_who_is_only_short_wants_plain_facts_and_a_day() -> None:
    assert outcomes(TWIN, PLAIN)["next_step"] >= 27


def test_who_is_only_short_does_not_stay_to_be_analysed() -> None:
    assert outcomes(TWIN, SUSPECTS)["hung_up"] == len(SEEDS)
