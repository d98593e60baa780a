"""Fits kernel ridge regressions that are to give a call and its other wordings the same score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from holdtheline.grading.kernel import Kernel, even, likeness, without
from training.data import Labelled

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

SHRINK = 0.3
"""Penalty of the ridge."""
SAME = 20.0
"""What a level of difference between a call and its other wording costs, beside a level of error: flat from 2 to 80."""


def wordings(calls: Sequence[Labelled], call: Ints, named: Mask) -> Ints:
    """Pairs of rows: a call in other words, and the call itself. ``call`` and ``named``: of each row."""
    itself = {one.call.id: i for i, one in enumerate(calls) if one.of is None}
    rows = {(int(c), bool(n)): row for row, (c, n) in enumerate(zip(call, named, strict=True))}
    found = [
        (row, rows[itself[of], n]) for (c, n), row in rows.items() if (of := calls[c].of) is not None and of in itself
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def kind(wording: Labelled) -> str:
    """How a call in other words was made: `terse` or `padded`."""
    return wording.call.id.rpartition(" ")[2]


def _drift(apart: npt.NDArray[np.float32], kinds: Sequence[str]) -> npt.NDArray[np.float32]:
    """What the rows of ``apart`` have in common, for each of the ``kinds`` they are of, at right angles."""
    of_row = np.array(kinds)
    means = [apart[of_row == one].mean(axis=0) for one in sorted(set(kinds))]
    if not means:
        return np.zeros((apart.shape[1], 0), dtype=np.float32)
    found: npt.NDArray[np.float32] = np.linalg.qr(np.array(means, dtype=np.float32).T)[0].astype(np.float32)
    return found


@dataclass(frozen=True)
class Likeness:
    """Rows of calls and how alike they are. ``pairs``: see ``wordings``; the rest as in Kernel."""

    mean: Array
    scale: Array
    steady: Array
    drift: Array
    known: Array
    alike: Array
    pairs: Ints

    @classmethod
    def of(cls, rows: Array, scale: Array, pairs: Ints, kinds: Sequence[str]) -> Likeness:
        """From features as they are. ``scale``: of each feature; ``kinds``: how each pair's wording was made.

        A feature is as steady as little of its variance lies between a call and the same call in other words. What
        calls of one kind of wording have moved by on the average is left out.
        """
        mean = rows.mean(axis=0)
        plain = even(rows, mean, scale, np.ones(len(scale)))
        apart = plain[pairs[:, 0]] - plain[pairs[:, 1]]
        within = (apart**2).mean(axis=0) / 2 if len(pairs) else np.zeros(len(scale))
        steady = np.sqrt(np.clip(1 - within / (plain.var(axis=0) + 1e-9), 0, 1))
        as_kept = [part.astype(np.float32) for part in (mean, scale, steady)]
        steadied = even(rows.astype(np.float32), *as_kept)
        drift = _drift(steadied[pairs[:, 0]] - steadied[pairs[:, 1]], kinds)
        known = without(steadied, drift).astype(np.float16).astype(np.float64)
        kept = [part.astype(np.float64) for part in (*as_kept, drift)]
        return cls(*kept, known, likeness(known, known), pairs)

    def solve(self, y: Array, weight: Array, use: Mask) -> tuple[Array, float]:
        """A weight for each row (0 for those not to ``use``), and what is added to all scores."""
        at = np.flatnonzero(use)
        middle = float(np.average(y[at], weights=weight[at]))
        place = np.full(len(use), -1)
        place[at] = np.arange(len(at))
        left, right = place[self.pairs[use[self.pairs].all(axis=1)]].T
        cost = np.diag(weight[at])
        for a, b, sign in ((left, left, 1), (right, right, 1), (left, right, -1), (right, left, -1)):
            np.add.at(cost, (a, b), sign * SAME)
        inside = cost @ self.alike[np.ix_(at, at)] + SHRINK * np.eye(len(at))
        found = np.zeros(len(use))
        found[at] = np.linalg.solve(inside, weight[at] * (y[at] - middle))
        return found, middle

    def kernel(self, weights: Array, bias: Array) -> Kernel:
        """What scores calls, from one column of ``weights`` a criterion."""
        parts = (self.mean, self.scale, self.steady, self.drift, self.known, weights, bias)
        return Kernel(*(part.astype(np.float32) for part in parts))
