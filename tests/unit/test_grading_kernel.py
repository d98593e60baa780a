"""Scores from the calls learned from."""

from __future__ import annotations

import numpy as np
import pytest

from holdtheline.grading.kernel import FARTHEST, NARROW, Kernel, even, likeness, without
from holdtheline.grading.levels import Levels

COLUMNS = 4


def kernel(last: float = 1.0, drift: int = 0) -> Kernel:
    """Two known calls, a score of 3 for the first and of 1 for the second.

    ``last``: how steady the last feature is; ``drift``: how many of the first features wordings move.
    """
    plain = np.ones(COLUMNS, dtype=np.float32)
    steady = np.array([1, 1, 1, last], dtype=np.float32)
    weights = np.array([[1.0], [-1.0]], dtype=np.float32)
    moved = np.eye(COLUMNS, dtype=np.float32)[:, :drift]
    known = without(np.array([steady, -steady]), moved)
    return Kernel(0 * plain, plain, steady, moved, known, weights, np.array([2.0], dtype=np.float32))


def score(found: Kernel, *row: float) -> float:
    return float(found.predict(np.array(row, dtype=np.float32))[0])


def test_a_call_scores_as_those_that_it_is_like() -> None:
    one = kernel()
    assert score(one, 1, 1, 1, 1) == pytest.approx(3, abs=0.01)
    assert score(one, -1, -1, -1, -1) == pytest.approx(1, abs=0.01)
    assert score(one, 0, 0, 0, 0) == pytest.approx(2)
    assert 2 < score(one, 0.3, 0.3, 0.3, 0.3) < score(one, 0.6, 0.6, 0.6, 0.6)


def test_what_is_like_nothing_known_scores_the_middle() -> None:
    assert score(kernel(), 2.5, -2.5, 2.5, -2.5) == pytest.approx(2, abs=0.01)


def test_one_odd_feature_counts_for_no_more_than_the_farthest() -> None:
    assert score(kernel(), 1e6, 1, 1, 1) == score(kernel(), FARTHEST, 1, 1, 1)


def test_a_feature_that_hangs_on_wording_counts_for_less() -> None:
    lost = [score(one, 1, 1, 1, 1) - score(one, 1, 1, 1, -1) for one in (kernel(), kernel(0.3), kernel(0.0))]
    assert lost[0] > 3 * lost[1] > 0 == lost[2]


def test_what_wordings_move_counts_for_nothing() -> None:
    assert score(kernel(drift=1), 1, 1, 1, 1) == pytest.approx(score(kernel(drift=1), -1, 1, 1, 1))
    assert score(kernel(), 1, 1, 1, 1) > score(kernel(), -1, 1, 1, 1) + 0.1


def test_likeness_is_one_for_the_same_and_falls_with_the_mean_square_distance() -> None:
    rows = np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    found = likeness(rows, rows)
    assert np.diag(found) == pytest.approx(1)
    assert found == pytest.approx(found.T)
    assert found[0, 1] == pytest.approx(np.exp(-NARROW)) and found[0, 2] == pytest.approx(np.exp(-NARROW / 2))


def test_the_shipped_kernel_is_the_sum_that_was_learned() -> None:
    levels = Levels.default()
    shipped = levels.kernel
    assert shipped.known.shape == (len(shipped.weights), len(levels.names))
    assert shipped.weights.shape[1] == len(levels.criteria)
    assert (shipped.steady >= 0).all() and (shipped.steady <= 1).all()
    row = (shipped.mean + 0.3 * shipped.scale).astype(np.float32)
    own = without(even(row, shipped.mean, shipped.scale, shipped.steady)[None, :], shipped.drift)
    learned = likeness(own.astype(np.float64), shipped.known.astype(np.float64)) @ shipped.weights + shipped.bias
    assert shipped.predict(row) == pytest.approx(learned[0], abs=2e-3)
