"""The sentence that a quote shows is the one that says what was done."""

from __future__ import annotations

import pytest

from holdtheline.grading.bare import count
from holdtheline.grading.quotes import LOWERS, RAISES
from holdtheline.grading.sentences import Sentences
from holdtheline.moves.reader import Reader
from holdtheline.transcript import Transcript, Turn


def shown(criterion: str, before: str, said: str) -> str:
    """What is quoted for the criterion from the last of three turns."""
    call = Transcript(
        id="c",
        turns=[
            Turn(speaker="rep", text="Hello, it's Ines from Loam. You asked for a price on the sensors."),
            Turn(speaker="prospect", text=before),
            Turn(speaker="rep", text=said),
        ],
    )
    read = count(call).read
    found = Sentences(call, read, Reader.default()).quote(read.turns[-1], {**LOWERS[criterion], **RAISES[criterion]})
    assert found is not None
    return found.quote


@pytest.mark.parametrize(
    ("criterion", "before", "said", "quote"),
    [
        (
            "truth",
            "Just send it over and we'll see.",
            "Okay. Let me put the order form away. What don't you know yet that you would have to know?",
            "What don't you know yet that you would have to know?",
        ),
        (
            "next_step",
            "That could work for us.",
            "Good to hear. Then let us meet on Tuesday at ten with Marta and decide on the pilot. Greet the dog.",
            "Then let us meet on Tuesday at ten with Marta and decide on the pilot.",
        ),
        (
            "respect",
            "It isn't for me to say.",
            "That is why I asked. With all respect, you are only there for the coffee, and this is too technical "
            "for you. The seal is forty euro.",
            "With all respect, you are only there for the coffee, and this is too technical for you.",
        ),
        (
            "challenge",
            "We are fine as we are.",
            "I have heard that often. You say you are fine, but you lost two trucks in March, so what is fine "
            "costing you? I have my notes here somewhere.",
            "You say you are fine, but you lost two trucks in March, so what is fine costing you?",
        ),
    ],
)
def test_the_sentence_that_did_it_is_shown(criterion: str, before: str, said: str, quote: str) -> None:
    assert shown(criterion, before, said) == quote


def test_a_turn_of_one_sentence_is_shown_whole() -> None:
    assert (
        shown("truth", "Send it over.", "Who else would have to say yes to it")
        == "Who else would have to say yes to it"
    )


def test_no_words_to_read_no_scores() -> None:
    assert Reader.default().by_words([]) == []
    assert len(Reader.default().by_words(["who decides", "", "qqqq"])) == 3
