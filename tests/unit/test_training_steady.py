"""Learning to read a turn and its other wordings alike."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from training.data import load, reworded

pytest.importorskip("sklearn", reason="training needs the train extra: pip install -e '.[train]'")
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from training.steady import Examples, logistic, ridge, wordings

PAIRS = np.array([[60 + i, i] for i in range(60)])


def told(weight: npt.NDArray[np.float64] | None = None, dense: bool = False) -> Examples:
    """Sixty turns and their other wordings: both features tell the move half, and the words change the second."""
    chance = np.random.default_rng(3)
    means = np.tile(chance.normal(size=60), 2)
    rows = np.column_stack([means, np.r_[means[:60], -means[60:]] + chance.normal(size=120)])
    wanted = (means + chance.normal(scale=0.3, size=120) > 0).astype(float)
    return Examples.of(
        rows if dense else sp.csr_matrix(rows), PAIRS, wanted[:, None], np.ones(120) if weight is None else weight
    )


def test_each_turn_in_other_words_is_paired_with_itself() -> None:
    known = load("calls.jsonl")[:6]
    every = [*known, *reworded(known)]
    turns = [(i, number) for i, one in enumerate(every) for number, _ in one.call.rep_turns()]
    pairs = wordings(every, np.array([i for i, _ in turns]))
    assert len(pairs) == sum(every[i].of is not None for i, _ in turns) > 0
    for other, itself in pairs:
        (one, at), (two, there) = turns[other], turns[itself]
        assert every[one].of == every[two].call.id and every[two].of is None and at == there


def test_with_no_cost_it_is_a_logistic_regression_like_any_other() -> None:
    learn = told(np.linspace(0.5, 1.5, 120))
    other = LogisticRegression(C=0.7).fit(learn.rows, learn.labels[:, 0], sample_weight=learn.weight).coef_[0]
    assert logistic(learn, 0.7, 0.0)[:, 0] == pytest.approx(other, rel=0.05, abs=0.02)


@pytest.mark.parametrize("dense", [True, False])
def test_what_changes_with_the_words_weighs_less_where_differences_cost(dense: bool) -> None:
    learn = told(dense=dense)
    free, paid = (logistic(learn, 1.0, same)[:, 0] for same in (0.0, 1.0))
    assert np.abs(learn.apart @ paid).mean() < 0.7 * np.abs(learn.apart @ free).mean()
    assert np.corrcoef(learn.rows @ paid, learn.labels[:, 0])[0, 1] > 0.6


def test_so_it_does_in_the_ridge() -> None:
    learn = told()
    free, paid = (ridge(learn, 1.0, same)[:, 0] for same in (0.0, 3.0))
    assert abs(paid[1] / paid[0]) < 0.7 * abs(free[1] / free[0])
    assert np.corrcoef(learn.rows @ paid, learn.labels[:, 0])[0, 1] > 0.6
