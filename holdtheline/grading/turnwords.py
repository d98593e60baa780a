"""The words of each rep turn and of the prospect's turns around it, as named features."""

from __future__ import annotations

from itertools import chain, pairwise, repeat

import numpy as np

from holdtheline.grading.callread import CallRead
from holdtheline.moves.features import damped, tokens
from holdtheline.moves.linear import Row, Vocabulary
from holdtheline.moves.normalise import plain

BLOCKS = {"r": 1.0, "p": 0.7, "n": 0.7}
"""Families: the rep's turn, the prospect's turn before it, the one after it."""

MOST_TOKENS = 400
"""Words of one turn that are looked at."""


def around(read: CallRead) -> list[list[tuple[str, list[str]]]]:
    """For each rep turn: the families, each with the words and word pairs of its turn, as often as they are there."""
    theirs = {number: _said(text) for number, text, _ in read.prospect}
    nothing: list[str] = []
    return [
        [
            ("r", _said(turn.text)),
            ("p", theirs.get(turn.number - 1, nothing)),
            ("n", theirs.get(turn.number + 1, nothing)),
        ]
        for turn in read.turns
    ]


def _said(text: str) -> list[str]:
    found = list(tokens(plain(text))[:MOST_TOKENS])
    return [*found, *map(" ".join, pairwise(found))]


class Known:
    """The words that a model knows, by family: for looking them up without a name for each."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._size = max(1, len(vocabulary.index))
        self._of: dict[str, dict[str, int]] = {family: {} for family in BLOCKS}
        for name, place in vocabulary.index.items():
            self._of[name[0]][name[1:]] = place

    def rows(self, read: CallRead) -> list[Row]:
        """For each rep turn: places and damped counts of the words in it and around it."""
        every = around(read)
        found = [
            np.fromiter(chain.from_iterable(map(self._of[f].get, names, repeat(-1)) for f, names in turn), np.int64)
            for turn in every
        ]
        known = [places[places >= 0] for places in found]
        # One number for turn and word: all turns are counted at once.
        ends = [self._size * (turn + 1) for turn in range(len(every))]
        places = np.concatenate([mine + end - self._size for mine, end in zip(known, ends, strict=True)])
        keys, counts = np.unique(places, return_counts=True)
        values = np.array(damped(range(1, int(counts.max(initial=0)) + 1)), dtype=np.float32).take(counts - 1)
        cuts = np.searchsorted(keys, ends[:-1])
        return list(zip(np.split(keys % self._size, cuts), np.split(values, cuts), strict=True))
