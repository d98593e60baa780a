"""Places the edges between levels where few calls cross them when they are said in other words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
LEVELS = np.arange(5)

MOVED = 0.75
"""What a level of change with the words costs, on the average over calls, beside a QWK of 0 in place of 1."""
LENIENT, FREE = 1.0, 0.05
"""What a level of mean error costs, and how much of it is free."""
LEAST, MISSING = 0.1, 10.0
"""No level is to be given less than a tenth as often as the labels give it; what each call missing to that costs."""
PLACES = 121
"""Places tried, from the lowest score but half a hundredth to the highest but as much, as many calls between each."""
ROUNDS = 6
"""Times that each edge is moved, at most."""


def fit_edges(score: Array, y: Array, chances: Array, apart: Array, start: Array) -> Array:
    """Four edges: levels agree with the labels, and move little with the words.

    ``score``: of each labelled call, held out; ``y``: its label; ``chances``: of each level, by its score: smoother
    than some hundred labels, and what agreement is expected from; ``apart``: scores of calls in other words and of the
    calls themselves, two columns; ``start``: where the search begins.

    What counts is how far levels move, not how many do: two edges laid together would let fewer levels move, each by
    two, and leave one that is never given.
    """
    places = np.quantile(score, np.linspace(0.005, 0.995, PLACES))
    above = score[:, None] >= places
    other, itself = (column[:, None] >= places for column in apart.T)
    mean, variance = y.mean(), y.var()
    shares = np.bincount(y.astype(int), minlength=len(LEVELS)) / len(y)
    likely, square = chances @ LEVELS, chances @ LEVELS**2

    def cost(at: Ints) -> float:
        level = above[:, at].sum(axis=1)
        lenient = level.mean() - mean
        errors = (level**2 - 2 * level * likely + square).mean()
        disagree = errors / (level.var() + variance + lenient**2)  # 1 less QWK
        moved = np.abs(other[:, at].sum(axis=1) - itself[:, at].sum(axis=1)).mean() if len(apart) else 0.0
        given = np.bincount(level, minlength=len(LEVELS)) / len(y)
        missing = np.maximum(LEAST * shares - given, 0).sum()
        return float(disagree + MOVED * moved + LENIENT * max(0.0, abs(lenient) - FREE) + MISSING * missing)

    at = np.clip(np.searchsorted(places, start), 0, PLACES - 1)
    best = cost(at)
    for _ in range(ROUNDS):
        before = best
        for edge in range(len(at)):
            for place in range(at[edge - 1] if edge else 0, (at[edge + 1] if edge < len(at) - 1 else PLACES - 1) + 1):
                tried = at.copy()
                tried[edge] = place
                if (found := cost(tried)) < best:
                    best, at = found, tried
        if best == before:
            break
    return places[at]
