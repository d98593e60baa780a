"""Which turns decided a level, learned from the turns that the labels name: a chance for each turn and criterion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from holdtheline.grading.callread import CallRead, RepTurn
from holdtheline.grading.features import AGREED, COOLED, MOVED, ORDER, PUSHED
from holdtheline.grading.turnwords import around
from holdtheline.moves.linear import Linear
from holdtheline.moves.weightfile import Floats

FLOOR = 0.01
"""Probabilities are kept this far from 0 and 1 before their odds are taken."""

MIDDLE, WIDTH = 2.0, 1.3
"""Middle and spread of the levels as labelled, over all criteria."""


def turn_rows(read: CallRead) -> Floats:
    """A row for each rep turn: what it does, alone and beside the call's other turns, where it stands, and what the
    prospect did before and after it."""
    moves = np.array([[turn.moves[m] for m in ORDER] for turn in read.turns], dtype=np.float32)
    clipped = np.clip(moves, FLOOR, 1 - FLOOR)
    odds = np.log(clipped / (1 - clipped))
    nothing = np.zeros((1, moves.shape[1]), dtype=np.float32)
    return np.hstack(
        [
            odds,
            (odds - odds.mean(axis=0)) / (odds.std(axis=0) + 0.3),
            _place(read),
            moves,
            moves / (moves.max(axis=0) + 0.02),
            np.vstack([nothing, moves[:-1]]),
            np.vstack([moves[1:], nothing]),
            np.tile(moves.mean(axis=0), (len(moves), 1)),
        ]
    ).astype(np.float32)


TURNED = 2 * len(ORDER) + 15
"""The first columns of ``turn_rows``: what they mean for a criterion turns with the level."""


def _place(read: CallRead) -> Floats:
    count = len(read.turns)
    mean = sum(turn.words for turn in read.turns) / count
    return np.array([_standing(turn, i, count, mean) for i, turn in enumerate(read.turns)], dtype=np.float32)


def _standing(turn: RepTurn, index: int, count: int, mean: float) -> list[float]:
    return [
        index / max(1, count - 1),
        min(index, 12) / 12,
        min(count - 1 - index, 12) / 12,
        min(count, 16) / 16,
        float(np.log1p(turn.words)),
        turn.words / max(1.0, mean),
        min(turn.questions, 4),
        turn.echo,
        float(bool(turn.before & PUSHED)),
        float(bool(turn.after & MOVED)),
        float(bool(turn.after & AGREED)),
        float(bool(turn.after & COOLED)),
        float("short" in turn.after),
        float("long" in turn.after),
        float("short" in turn.before),
    ]


def logistic(odds: Floats) -> Floats:
    """1 / (1 + exp(-odds)), by way of tanh: no overflow however far out the odds lie."""
    out: Floats = ((1.0 + np.tanh(odds / 2)) / 2).astype(np.float32)
    return out


def with_levels(rows: Floats, places: Floats, criterion: int, spoken: Floats) -> Floats:
    """Rows for one criterion: with every criterion's place (0 to 4), what turns with this one's level, and what the
    words around each turn say (``spoken``, one column a criterion)."""
    level = (places[criterion] - MIDDLE) / WIDTH
    by_words = spoken[:, criterion : criterion + 1]
    return np.hstack([rows, rows[:, :TURNED] * level, np.tile(places, (len(rows), 1)), by_words]).astype(np.float32)


FARTHEST = 4.0
"""Spreads from its mean that an input of the networks is taken to be at most."""


@dataclass(frozen=True)
class Nets:
    """For each criterion some small neural networks side by side as one: a hidden layer, and the mean of their odds.

    ``inside``: criteria by inputs by hidden nodes; ``inner``: criteria by hidden nodes, as is ``outside``; ``outer``: a
    number a criterion.
    """

    inside: Floats
    inner: Floats
    outside: Floats
    outer: Floats

    def odds(self, scaled: Floats, criterion: int) -> Floats:
        """Log odds of each row of ``scaled`` inputs."""
        hidden = np.clip(scaled, -FARTHEST, FARTHEST) @ self.inside[criterion] + self.inner[criterion]
        found: Floats = np.maximum(hidden, 0) @ self.outside[criterion] + self.outer[criterion]
        return found


@dataclass(frozen=True)
class Cited:
    """One logistic regression a criterion (columns), over ``with_levels``; ``mean`` and ``spread`` likewise.

    ``words``: a ridge over the words of the turn and around it, one column a criterion. ``nets`` see what the
    regressions see; the odds of the two are averaged.
    """

    mean: Floats
    spread: Floats
    weights: Floats
    bias: Floats
    words: Linear
    nets: Nets

    def spoken(self, read: CallRead) -> Floats:
        """What the words of each rep turn (rows), and around it, say for each criterion (columns)."""
        parts = self.words.parts(self.words.vocabulary.rows(around(read)))
        return (np.array(parts, dtype=np.float32) + self.words.bias).astype(np.float32)

    def chances(self, read: CallRead, places: Floats) -> Floats:
        """Chance that each rep turn (rows) is among those that decided each criterion (columns).

        ``places``: each criterion's level as a fraction, 0 to 4.
        """
        rows, spoken = turn_rows(read), self.spoken(read)
        odds = np.empty((len(rows), len(places)), dtype=np.float32)
        for k in range(len(places)):
            scaled = (with_levels(rows, places, k, spoken) - self.mean[:, k]) / self.spread[:, k]
            odds[:, k] = (scaled @ self.weights[:, k] + self.bias[k] + self.nets.odds(scaled, k)) / 2
        return logistic(odds)
