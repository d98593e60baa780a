"""What is said only to keep talking is not read, and does not move a level."""

from __future__ import annotations

import pytest

from holdtheline.grading.offline import grade
from holdtheline.moves.lean import lean
from tests.adversarial import transcript, written
from tests.unit.test_grading_tricks import RUBRIC
from training.hesitant import hesitant


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Um, so, you know, what does it, er, cost you?", "what does it cost you?"),
        ("Yeah, okay, yeah. And I mean, who, who decides?", "yeah. who decides?"),
        ("It is, like, a lot, if that makes sense.", "it's a lot."),
        ("The thing is, we basically can not do it for less, I suppose.", "we can't do it for less."),
        ("That sounds, em, that sounds hard.", "that sounds hard."),
        ("Okay, so, are you all right?", "are you all right?"),
        ("Well, what we can do is, we can split it.", "we can split it."),
        ("And what I'm saying is that you'd lose it. So there we are.", "you'd lose it."),
        ("My question for you is this: who signs?", "who signs?"),
        ("With that in mind, we are able to do it prior to May.", "we can do it before may."),
        ("I'm going to ring you due to the fact that you have asked.", "i'll call you because you've asked."),
    ],
)
def test_fillers_doubled_words_and_long_forms_go(said: str, left: str) -> None:
    assert lean(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "do you know what it costs?",
        "you know the price.",
        "i'll let you know.",
        "i'll let you know, and you can decide.",
        "i think you know.",
        "the thing is broken.",
        "the point is taken.",
        "the question is whether you want it.",
        "do you know what it is?",
        "i'm going to the shop.",
        "see you tuesday.",
        "look at the numbers.",
        "well done.",
        "what kind of boiler is it?",
        "let me see if i can.",
        "would you like that?",
        "i'd rather you told me.",
        "take the 6 mm one.",
        "uh-huh.",
        "no. sorry.",
        "it's 4.5 million, not 4.6.",
    ],
)
def test_words_that_say_something_stay(said: str) -> None:
    assert lean(said) == said


ASIDES = """
if that makes sense|if this makes any sense|if you see what i mean|you know what i mean|like i said|what it is is|uh|er
what i'm saying is|at the end of the day|the thing is|as a matter of fact|i have to say|i must admit|um
to be honest|to be fair|tbh|honestly|i mean|i suppose|i guess|you know|you see|do you know what|let me think|let's see
as i say|so to speak|as it were|basically|actually|literally|obviously|essentially|anyway|kinda|sorta|kind of|sort of
and that|and stuff|and all that|and so on|and everything|or whatever|or something|or anything like that|erm|em|hmm|like
"""


@pytest.mark.parametrize("aside", ASIDES.strip().replace("\n", "|").split("|"))
def test_each_aside_is_one_where_commas_set_it_off(aside: str) -> None:
    assert lean(f"We measured it, {aside}, on Tuesday.") in (
        "we measured it on tuesday.",
        "we measured it, on tuesday.",
    )


def test_a_word_is_not_the_start_of_the_next() -> None:
    assert lean("I see it. It's late.") == "i see it. it's late."


@pytest.mark.parametrize("said", ["Um.", "mm", "So...", "You know?"])
def test_a_turn_of_fillers_alone_is_left_as_it_is(said: str) -> None:
    assert lean(said) == said.lower()


def test_nothing_in_nothing_out() -> None:
    assert lean("") == ""
    assert lean(" ... ") == "..."


def test_a_hesitant_rep_gets_the_levels_of_a_fluent_one() -> None:
    moved = []
    for one in written():
        slower = [
            (who, hesitant(text, f"{one.id} {at}") if who == "rep" else text)
            for at, (who, text) in enumerate(one.plain)
        ]
        fluent = grade(transcript("fluent", one.persona, one.plain), RUBRIC).criteria
        halting = grade(transcript("halting", one.persona, slower), RUBRIC).criteria
        moved += [score.level != halting[id].level for id, score in fluent.items()]
    assert len(moved) > 180
    assert sum(moved) <= 0.04 * len(moved)
