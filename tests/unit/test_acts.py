"""What a prospect makes of turns without weight: sounds, courtesies, rambles, doubt, and questions that lean."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from holdtheline.moves.heard import Heard
from holdtheline.moves.question import leans
from holdtheline.moves.times import proposed_time
from holdtheline.moves.topics import topics
from holdtheline.moves.wandering import runs_on
from holdtheline.prospect import mind, scripted
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.state import State
from tests.unit.people import masked, twin

MASKED, TWIN = masked(), twin()
LATER = State(patience=6, interest=3, turn=3)
LONG = (
    "Well, the thing about filing is, and my brother says so too, he has a garage, or had one, that nobody ever thinks "
    "of it until the drawer is full, and then they buy another drawer, which is funny if you consider it, since the "
    "drawer was never really what it was about, was it, and so it goes on from year to year, like the weather."
)


def act(heard: Heard, state: State = LATER, who: object = MASKED) -> str:
    _, directive = mind.step(who, state, heard, random.Random(1))  # type: ignore[arg-type]
    return directive.act


def heard(text: str, **moves: float) -> Heard:
    from holdtheline.moves.signs import signs

    made = tuple(m for m, p in moves.items() if p >= 0.35) or (max(moves, key=lambda m: moves[m]),)
    return Heard(text=text, moves=moves, made=made, words=len(text.split()), signs=signs(text), asks=text.count("?"))


def test_who_only_makes_a_sound_is_asked_whether_they_are_there() -> None:
    turns = [act(heard("Mm.", other=0.9), replace(LATER, turn=n)) for n in range(2, 8)]
    assert set(turns) == {"prompt", "silence"}
    assert {act(heard("So.", other=0.9), replace(LATER, turn=n)) for n in range(2, 8)} == {"prompt"}


def test_a_sound_is_no_answer_to_a_question() -> None:
    assert act(heard("Mm.", other=0.9), replace(LATER, awaits="price")) == "unanswered"
    assert act(heard("Yes.", answer=0.8, other=0.5), replace(LATER, awaits="limits")) == "acknowledge"


def test_a_turn_that_may_be_anything_commits_to_nothing() -> None:
    """The likeliest of unlikely readings moved prospects to thank, agree and take offence where nothing was."""
    for move in ("answer", "candour", "empathise", "hold", "cave", "vague_follow_up", "challenge"):
        assert act(heard("The green ones, mostly.", **{move: 0.2, "pitch": 0.1})) == "prompt", move


@pytest.mark.parametrize(("who", "pleased"), [(MASKED, True), (TWIN, False)], ids=["masked", "means it"])
def test_firm_and_frank_words_that_doubt_earn_nothing_with_those_who_mean_it(who: object, pleased: bool) -> None:
    def gained(text: str) -> float:
        state, _ = mind.step(who, LATER, heard(text, hold=0.9, candour=0.5), random.Random(1))  # type: ignore[arg-type]
        return state.respect + state.interest - LATER.respect - LATER.interest

    assert gained("I won't go lower, and I'll say so.") > 0
    assert (gained("I won't. You're not telling me everything.") > 0) is pleased


def test_soothing_is_not_giving_in() -> None:
    assert act(heard("No worries, I completely understand.", appease=0.9, cave=0.6)) == "appeased"
    assert act(heard("Fine, I'll drop it.", cave=0.9, appease=0.4)) == "take_it"


def test_time_is_granted_to_who_asks_for_it() -> None:
    earned = replace(LATER, respect=2, respect_turns=2)
    stays = heard("I'm not going to apologise for ringing.", hold=0.9)
    assert act(stays, earned) != "grant"
    assert act(replace(stays, about=("permission",), topics={"permission": 0.9}), earned) == "grant"


def test_who_is_not_believed_says_so() -> None:
    assert act(heard("I don't think that's the whole truth.", candour=0.6)) == "disbelieved"


def test_a_ramble_is_cut_off_and_earns_nothing() -> None:
    assert runs_on(LONG)
    lost = heard(LONG, challenge=0.5, candour=0.4)
    after, directive = mind.step(MASKED, LATER, lost, random.Random(1))
    assert directive.act == "interrupt" and directive.interrupts
    assert after.respect <= LATER.respect and after.respect_turns == 0
    assert act(heard(LONG, candour=0.9)) != "interrupt", "something surely worth hearing is heard out"


@pytest.mark.parametrize(
    "text",
    [
        LONG + " So what does the drawer hold at your place?",
        "Short and plain. Three people, one drawer. " * 8,
        "Half a sentence that stops, and that is all there is to it.",
    ],
)
def test_what_asks_or_stops_does_not_run_on(text: str) -> None:
    assert not runs_on(text)


def test_interruptions_do_not_run_out() -> None:
    said: list[str] = []
    for n in range(12):
        said.append(scripted.word(MASKED, Directive("interrupt"), said, random.Random(n)))
    assert len(set(said)) == 12
    assert not set(said[3:]) & set(scripted.reserve()), "the shared lines for the act come before the reserve"


@pytest.mark.parametrize(
    "text", ["Why is that?", "And then what happened?", "Who told you to say that?", "Go on, why?"]
)
def test_questions_that_lean_on_what_was_said(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize("text", ["Why is the drawer locked?", "Who signs the invoices?", "What does Carol think?"])
def test_questions_that_stand_alone(text: str) -> None:
    assert not leans(text)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Twenty minutes on Friday at eleven, with whoever signs and with your figures.", "Friday at eleven"),
        ("Half an hour on Tuesday at ten, you and the accountant, over the three bills.", "Tuesday at ten"),
        ("Three hours on Monday were wasted on that.", None),
        ("I'll speak to her now and ring you at four to say that it's done.", "at four"),
        ("How is Wednesday at two, for the two questions we left open the last time?", "Wednesday at two"),
    ],
)
def test_how_long_may_stand_before_the_day(text: str, when: str | None) -> None:
    assert proposed_time(text, None) == when


def test_asking_for_interest_asks_for_a_step_and_not_for_what_is_behind_it() -> None:
    assert "next" in topics("Would you be interested, in general?")


def test_an_order_too_early_is_refused_and_not_taken_for_a_meeting() -> None:
    early = replace(heard("Let's put the order through today.", next_step=0.9), orders=True)
    assert act(early, replace(LATER, respect=3, opened={"merger": 2})) in ("step_refuse", "order")


def test_an_offer_of_service_gets_the_demand_again() -> None:
    offer = heard("Is there anything else I can do for you at all?", discover=0.6)
    assert act(offer) == "mask"
    assert act(offer, replace(LATER, opened={"merger": 2})) == "prompt", "who has said it does not hide again"


def test_the_weather_is_chatted_about_also_in_a_question() -> None:
    weather = heard("It's been a wet spring, hasn't it?", dig=0.6, small_talk=0.4)
    assert act(replace(weather, about=("personal",), topics={"personal": 0.6})) == "chat"


def test_a_question_is_no_admission() -> None:
    assert act(heard("What haven't I asked that I should have?", candour=0.9)) == "dodge"
