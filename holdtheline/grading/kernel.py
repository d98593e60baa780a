"""Scores from the calls learned from: the more a call is like one of them, the more that one's levels count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from holdtheline.moves.weightfile import Floats, Weights

FARTHEST = 2.5
"""Spreads from its mean that a feature is taken to be at most: one odd feature must not move a level by itself."""
NARROW = 2.0
"""How fast likeness falls with distance: by ``exp(-NARROW)`` where features are a spread apart on the average."""
PARTS = ("mean", "scale", "steady", "drift", "known", "weights", "bias")


def likeness(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """How alike rows are (rows of ``one`` by rows of ``other``): 1 for the same, towards 0 for the farthest."""
    return _alike((one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1) - 2 * one @ other.T, one.shape[1])


def _alike(squares: npt.NDArray[Any], features: int) -> npt.NDArray[Any]:
    """Likeness from squared distances; rounding may have taken one below 0."""
    alike: npt.NDArray[Any] = np.exp(-NARROW / features * np.maximum(squares, 0))
    return alike


def even(rows: npt.NDArray[Any], mean: npt.NDArray[Any], scale: npt.NDArray[Any], steady: npt.NDArray[Any]) -> Any:
    """Features brought to one scale, within FARTHEST, those that hang on wording made smaller."""
    return np.clip((rows - mean) / scale, -FARTHEST, FARTHEST) * steady


def without(rows: npt.NDArray[Any], drift: npt.NDArray[Any]) -> Any:
    """Rows without what lies along the columns of ``drift``, which stand at right angles and have length 1."""
    return rows - rows @ drift @ drift.T


@dataclass(frozen=True)
class Kernel:
    """Kernel ridge regression, one column of ``weights`` a criterion.

    ``mean`` and ``scale`` bring features to one scale; ``steady`` (0 to 1) is how little each changes when a call is
    said in other words. ``drift``: the ways in which calls move when they are said tersely or at length, a column
    each, which do not count. ``known``: the calls learned from, after ``even`` and ``without``.
    """

    mean: Floats
    scale: Floats
    steady: Floats
    drift: Floats
    known: Floats
    weights: Floats
    bias: Floats

    @classmethod
    def from_weights(cls, kept: Weights) -> Kernel:
        """From the arrays that training wrote. Raises WeightsError where one is missing."""
        return cls(**{part: kept.floats(part) for part in PARTS})

    def predict(self, row: Floats) -> Floats:
        """Score of each criterion for a row of features."""
        own = without(even(row, self.mean, self.scale, self.steady), self.drift)
        alike = _alike(self._squares - 2 * (self.known @ own) + own @ own, own.size)
        found: Floats = (alike @ self.weights + self.bias).astype(np.float32)
        return found

    @cached_property
    def _squares(self) -> Floats:
        found: Floats = (self.known**2).sum(axis=1)
        return found
