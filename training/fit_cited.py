"""Fits which turns decided a level on the turns that the labels name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from holdtheline.grading.callread import CallRead
from holdtheline.grading.cited import Cited, turn_rows, with_levels
from training.data import Labelled

Array = npt.NDArray[np.float64]

STRENGTH = 0.005
"""Inverse strength of the penalty; flat from 0.003 to 0.01."""


def fit_cited(calls: Sequence[Labelled], reads: Sequence[CallRead], places: Array, criteria: Sequence[str]) -> Cited:
    """A regression for each criterion, on calls whose labels name turns for it.

    ``places``: held-out levels as fractions, one row a call, one column a criterion.
    """
    found = [_one(calls, reads, places, k, criterion) for k, criterion in enumerate(criteria)]
    stacked = [np.array([one[part] for one in found], dtype=np.float32).T.copy() for part in range(4)]
    return Cited(stacked[0], stacked[1], stacked[2], stacked[3])


def _one(
    calls: Sequence[Labelled], reads: Sequence[CallRead], places: Array, k: int, criterion: str
) -> tuple[Array, Array, Array, float]:
    inputs, labels, weight = [], [], list[float]()
    for call, read, place in zip(calls, reads, places, strict=True):
        if named := call.evidence.get(criterion):
            inputs.append(with_levels(turn_rows(read), place.astype(np.float32), k))
            labels += [turn.number in named for turn in read.turns]
            weight += [call.weight] * len(read.turns)
    rows = np.vstack(inputs).astype(np.float64)
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit((rows - mean) / spread, labels, sample_weight=weight)
    return mean, spread, model.coef_[0], float(model.intercept_[0])
