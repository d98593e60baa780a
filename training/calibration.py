"""Turns held-out scores into probabilities, and places the thresholds from which a move counts as made."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

Array = npt.NDArray[np.float64]


def calibrate(scores: Array, labels: Array) -> tuple[Array, Array, Array]:
    """Slope and offset that turn held-out scores into probabilities, and the threshold with the best F1."""
    count = labels.shape[1]
    slope, offset, threshold = np.ones(count), np.zeros(count), np.full(count, 0.5)
    for k in range(count):
        platt = LogisticRegression(C=100.0).fit(scores[:, [k]], labels[:, k])
        slope[k], offset[k] = platt.coef_[0, 0], platt.intercept_[0]
        p = 1 / (1 + np.exp(-(scores[:, k] * slope[k] + offset[k])))
        tried = np.linspace(0.12, 0.7, 59)
        f1 = np.array([_f1(labels[:, k], p >= t) for t in tried])
        smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, mode="valid")
        threshold[k] = tried[int(smooth.argmax())]
    return slope, offset, threshold


def _f1(truth: Array, guess: npt.NDArray[np.bool_]) -> float:
    hits = float((truth[guess] > 0).sum())
    return 2 * hits / (truth.sum() + guess.sum()) if hits else 0.0
