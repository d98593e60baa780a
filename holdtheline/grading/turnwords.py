"""The words of each rep turn and of the prospect's turns around it, as named features."""

from __future__ import annotations

from itertools import pairwise

from holdtheline.grading.callread import CallRead
from holdtheline.moves.features import tokens
from holdtheline.moves.normalise import plain

BLOCKS = {"r": 1.0, "p": 0.7, "n": 0.7}
"""Families: the rep's turn, the prospect's turn before it, the one after it."""

MOST_TOKENS = 400
"""Words of one turn that are looked at."""


def around(read: CallRead) -> list[list[str]]:
    """For each rep turn: words and word pairs of the three turns, each as often as it is there."""
    theirs = {number: text for number, text, _ in read.prospect}
    out: list[list[str]] = []
    for turn in read.turns:
        names: list[str] = []
        for family, text in (
            ("r", turn.text),
            ("p", theirs.get(turn.number - 1, "")),
            ("n", theirs.get(turn.number + 1, "")),
        ):
            found = tokens(plain(text))[:MOST_TOKENS]
            names += [family + token for token in found]
            names += [f"{family}{a} {b}" for a, b in pairwise(found)]
        out.append(names)
    return out
