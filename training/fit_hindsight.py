"""Fits the second reading of whole calls on first readings by models that had not seen those calls."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from holdtheline.moves.hindsight import Hindsight, around
from training.calibration import calibrate
from training.data import Labelled, Turns
from training.steady import Examples, Ints, logistic, wordings

Array = npt.NDArray[np.float64]

STRENGTH = 0.02
"""Inverse strength of the logistic regressions' penalty."""
SAME = 0.3
"""What a difference between a turn and its other wording costs, in log odds."""
OWN = 0.5
"""Weight of the turn's own first score beside what the regression makes of it and its neighbours."""


def fit_hindsight(
    turns: Turns, calls: Sequence[Labelled], scores: Array, folds: npt.NDArray[np.int64]
) -> tuple[Hindsight, Array]:
    """The second reading, and every turn's probabilities from a second reading that did not see its fold.

    ``scores``: first readings, held out by ``folds`` (a number a call).
    """
    weight = np.array([calls[c].weight for c in turns.call])
    own = np.array([calls[c].of is None for c in turns.call])
    mean, spread = scores.mean(axis=0), np.maximum(scores.std(axis=0), 1e-6)
    scaled = (scores - mean) / spread
    inputs = np.vstack([around(scaled[turns.call == c]) for c in np.unique(turns.call)]).astype(np.float64)
    of_turn = folds[turns.call]
    held = np.zeros_like(scores)
    for fold in np.unique(of_turn):
        test = of_turn == fold
        weights, bias = _combined(inputs[~test], turns.labels[~test], weight[~test], wordings(calls, turns.call[~test]))
        held[test] = inputs[test] @ weights + bias
    weights, bias = _combined(inputs, turns.labels, weight, wordings(calls, turns.call))
    slope, offset, threshold = calibrate(held[own], turns.labels[own])
    model = Hindsight(*(a.astype(np.float32) for a in (mean, spread, weights, bias, slope, offset, threshold)))
    return model, 1 / (1 + np.exp(-(held * slope + offset)))


def _combined(inputs: Array, labels: Array, weight: Array, pairs: Ints) -> tuple[Array, Array]:
    """One logistic regression a move, brought to mean 0 and spread 1, plus the turn's own score."""
    middle, width = inputs.mean(axis=0), np.maximum(inputs.std(axis=0), 1e-6)
    count = labels.shape[1]
    weights, bias = np.zeros((inputs.shape[1], count)), np.zeros(count)
    learned = logistic(Examples.of((inputs - middle) / width, pairs, labels, weight), STRENGTH, SAME)
    for k in range(count):
        weights[k, k] = OWN
        if labels[:, k].min() == labels[:, k].max():  # a move that few calls make, in a small set: nothing to learn
            continue
        one = learned[:, k] / width
        found = inputs @ one
        spread = max(float(found.std()), 1e-6)
        weights[:, k] += one / spread
        bias[k] = -found.mean() / spread
    return weights, bias
