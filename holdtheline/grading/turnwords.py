"""The words of each rep turn and of the prospect's turns around it, as named features."""

from __future__ import annotations

from collections.abc import Sequence

from holdtheline.grading.callread import CallRead
from holdtheline.moves.features import tokens
from holdtheline.moves.lean import lean
from holdtheline.moves.lookup import Said
from holdtheline.moves.normalise import plain

BLOCKS = {"r": 1.0, "p": 0.7, "n": 0.7}
"""Families: the rep's turn, the prospect's turn before it, the one after it."""

MOST_TOKENS = 400
"""Words of one turn that are looked at."""


def around(read: CallRead) -> list[Said]:
    """For each rep turn: the words of its turn and of the prospect's before and after it."""
    theirs = {number: _said(text) for number, text, _ in read.prospect}
    nothing: Sequence[str] = ()
    return [
        Said(
            [
                ("r", tokens(lean(turn.text))[:MOST_TOKENS]),
                ("p", theirs.get(turn.number - 1, nothing)),
                ("n", theirs.get(turn.number + 1, nothing)),
            ]
        )
        for turn in read.turns
    ]


def _said(text: str) -> Sequence[str]:
    return tokens(plain(text))[:MOST_TOKENS]
