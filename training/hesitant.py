"""The same rep with hesitations and fillers put in: nothing else is changed, so no level should be."""

from __future__ import annotations

import random
import re

OPENERS = (
    *("So, ", "Yeah, so, ", "Um, ", "Right, well, ", "I mean, ", "Okay, so, ", "You know, ", "Well, "),
    *("So the thing is, ", "Honestly, "),
)
ASIDES = (" you know,", " sort of,", " I suppose,", " like,", " basically,", " if that makes sense,")
SHARE = 0.6
"""Of sentences that get an opener, and of those of eight words and more that get an aside."""
_BETWEEN = re.compile(r"(?<=[.!?])\s+")


def hesitant(text: str, seed: str) -> str:
    """The turn with fillers put in; the same ones for the same ``seed``."""
    chance = random.Random(seed)
    said = []
    for sentence in _BETWEEN.split(text):
        opened = chance.choice(OPENERS) + sentence if chance.random() < SHARE and sentence else sentence
        words = opened.split(" ")
        if len(words) > 7 and chance.random() < SHARE:
            at = chance.randrange(3, len(words) - 2)
            words[at] = f"{words[at].rstrip(',')},{chance.choice(ASIDES)}"
        said.append(" ".join(words))
    return " ".join(said)
