"""The figures that grade the grader."""

import numpy as np
import pytest

from holdtheline.grading.agreement import adjacent, baselines, exact, figures, interval, mean_error, paired, qwk


def test_kappa_is_one_for_agreement_zero_for_a_constant_and_negative_for_reversal() -> None:
    truth = np.array([0, 1, 2, 3, 4] * 4)
    assert qwk(truth, truth) == 1.0
    assert qwk(truth, np.full_like(truth, 2)) == pytest.approx(0.0)
    assert qwk(truth, 4 - truth) == pytest.approx(-1.0)


def test_kappa_matches_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(1)
    truth, guess = rng.integers(0, 5, 60), rng.integers(0, 5, 60)
    wanted = metrics.cohen_kappa_score(truth, guess, labels=range(5), weights="quadratic")
    assert qwk(truth, guess) == pytest.approx(wanted)


def test_a_level_not_given_counts_as_the_worst_answer() -> None:
    truth, guess = paired([0, 1, 4, None, 3], [None, 1, None, 2, 3])
    assert truth.tolist() == [0, 1, 4, 3]
    assert guess.tolist() == [4, 1, 0, 3]
    found = figures([0, 1, 4, None, 3], [None, 1, None, 2, 3])
    assert found["coverage"] == 0.5
    assert found["wrongly_given"] == 1
    assert found["exact"] == 0.5


def test_distances() -> None:
    truth, guess = np.array([0, 2, 4, 3]), np.array([0, 3, 2, 3])
    assert exact(truth, guess) == 0.5
    assert adjacent(truth, guess) == 0.75
    assert mean_error(truth, guess) == 0.75


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    truth = np.array([0, 1, 2, 3, 4] * 8)
    guess = np.array([0, 2, 2, 3, 3] * 8)
    low, high = interval(truth, guess)
    assert low <= qwk(truth, guess) <= high
    assert (low, high) == interval(truth, guess)


def test_baselines_know_nothing_unless_length_tells() -> None:
    truth = [0, 1, 2, 3, 4] * 6
    found = baselines(truth, [10 * t + i % 3 for i, t in enumerate(truth)])
    assert found["majority"] == 0.0
    assert found["length"] == 1.0
    assert found["random"] is not None
    assert abs(found["random"]) < 0.5
