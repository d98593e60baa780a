"""Linear models that are to give a turn and the same turn in other words the same score.

Beside its errors a model pays for every difference between the two, so it leans on what stays when the words change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize
from sklearn.linear_model import Ridge

from training.data import Labelled

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Rows = Any
"""A sparse or a dense matrix."""

ROUNDS, CLOSE = 30, 1e-4
"""Steps of the optimiser at most, and how little a step must gain for it to stop."""
FREE = 10.0
"""Size of the column that stands for what is added to every score: the larger, the less the ridge shrinks it."""


@dataclass(frozen=True)
class Examples:
    """Turns to learn from.

    ``rows``: their features; ``apart``: those of a turn in other words less those of the turn itself; ``labels``: a
    column a move, 0 or 1; ``weight``: of each row.
    """

    rows: Rows
    apart: Rows
    labels: Array
    weight: Array

    @classmethod
    def of(cls, rows: Rows, pairs: Ints, labels: Array, weight: Array) -> Examples:
        """``pairs``: positions of a turn in other words and of the turn itself, two columns."""
        return cls(rows, rows[pairs[:, 0]] - rows[pairs[:, 1]], labels, weight)

    def seen(self, columns: Ints) -> Examples:
        """The same with these features only."""
        return Examples(self.rows[:, columns], self.apart[:, columns], self.labels, self.weight)


def wordings(calls: Sequence[Labelled], owner: Ints) -> Ints:
    """Pairs of positions: a turn in other words, and the turn itself. ``owner``: the call of each turn, in order."""
    itself = {one.call.id: i for i, one in enumerate(calls) if one.of is None}
    rows: dict[int, list[int]] = {}
    for row, call in enumerate(owner):
        rows.setdefault(int(call), []).append(row)
    found = [
        pair
        for call, mine in rows.items()
        if (of := calls[call].of) is not None and itself.get(of) in rows
        for pair in zip(mine, rows[itself[of]], strict=True)
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def logistic(learn: Examples, strength: float, same: float) -> Array:
    """Weights of a logistic regression, a column a move; beside them stood an intercept, which is not returned.

    ``strength``: inverse strength of the penalty on weights; ``same``: what half the square of a difference in log odds
    costs, beside the loss of one example.
    """
    rows, apart = learn.rows, learn.apart
    turned, turned_apart = (part.T.tocsr() if sp.issparse(part) else part.T for part in (rows, apart))
    width = rows.shape[1]
    found = np.zeros((width, learn.labels.shape[1]))
    for column in range(found.shape[1]):

        def loss(at: Array, wanted: Array = learn.labels[:, column]) -> tuple[float, Array]:
            scores, differ = rows @ at[:width] + at[width], apart @ at[:width]
            missed = learn.weight * (1 / (1 + np.exp(-scores)) - wanted)
            slope = strength * (turned @ missed + same * (turned_apart @ differ)) + at[:width]
            cost = learn.weight @ (np.logaddexp(0, scores) - wanted * scores) + same / 2 * differ @ differ
            return strength * cost + at[:width] @ at[:width] / 2, np.append(slope, strength * missed.sum())

        options = {"maxiter": ROUNDS, "ftol": CLOSE}
        found[:, column] = minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", options=options).x[:width]
    return found


def ridge(learn: Examples, penalty: float, same: float) -> Array:
    """Weights of a ridge regression, a column a move; beside them stood an intercept, which is not returned.

    ``same``: what a squared difference costs beside a squared error.
    """
    count, pairs = learn.rows.shape[0], learn.apart.shape[0]
    free = sp.csr_matrix(np.repeat([FREE, 0.0], [count, pairs])[:, None])
    both = sp.hstack([sp.vstack([learn.rows, learn.apart]), free]).tocsr()
    wanted = np.vstack([learn.labels, np.zeros((pairs, learn.labels.shape[1]))])
    model = Ridge(alpha=penalty, solver="sparse_cg", tol=1e-4, fit_intercept=False)
    model.fit(both, wanted, sample_weight=np.concatenate([learn.weight, np.full(pairs, same)]))
    found: Array = np.atleast_2d(model.coef_).T[:-1]
    return found
