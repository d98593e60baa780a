"""Reads a finished call again: every turn in the light of the turns before and after it.

A rep who flattered twice is likelier to be flattering now, and a sneer is easier to tell when the next turn sneers as
well. The prospect hears turn by turn (`Reader.read`); whoever looks back on a whole call has more to go by.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from holdtheline.moves.weightfile import Floats, Weights

SHRINK = 2
"""Means over few other turns are drawn towards nothing, as if so many turns without any move stood beside them."""

PARTS = ("mean", "spread", "weights", "bias", "slope", "offset", "threshold")


def around(scores: Floats) -> Floats:
    """Five blocks of columns for each turn of one call: its own scores, those of the turn before and after it, the
    mean of all turns before, the mean of all others."""
    count = len(scores)
    nothing = np.zeros((1, scores.shape[1]), dtype=scores.dtype)
    place = np.arange(count, dtype=np.float32)[:, None]
    before = np.vstack([nothing, scores[:-1]])
    after = np.vstack([scores[1:], nothing])
    earlier = np.cumsum(before, axis=0) / (place + SHRINK)
    others = (scores.sum(axis=0) - scores) / (count - 1 + SHRINK)
    return np.hstack([scores, before, after, earlier, others]).astype(np.float32)


@dataclass(frozen=True)
class Hindsight:
    """Linear second reading. ``mean`` and ``spread`` bring the first reading's scores to one scale; ``slope`` and
    ``offset`` calibrate; ``threshold`` is what counts as made."""

    mean: Floats
    spread: Floats
    weights: Floats
    bias: Floats
    slope: Floats
    offset: Floats
    threshold: Floats

    @classmethod
    def from_weights(cls, kept: Weights) -> Hindsight:
        """From the arrays that training wrote. Raises WeightsError where one is missing."""
        return cls(**{part: kept.floats(f"hindsight_{part}") for part in PARTS})

    def probabilities(self, scores: Floats) -> Floats:
        """Probability of each move (columns) in each rep turn (rows) of one call, from the first reading's scores."""
        raw = around((scores - self.mean) / self.spread) @ self.weights + self.bias
        out: Floats = (1.0 / (1.0 + np.exp(-(raw * self.slope + self.offset)))).astype(np.float32)
        return out
