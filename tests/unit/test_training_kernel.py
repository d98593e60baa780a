"""Learning to score a call and its other wordings alike."""

from __future__ import annotations

import numpy as np
import pytest

from training.data import Labelled, load, reworded
from training.fit_kernel import Array, Ints, Likeness, kind, wordings


def calls() -> list[Labelled]:
    known = load("calls.jsonl")[:12]
    return [*known, *reworded(known)]


def test_each_wording_is_paired_with_its_call_named_and_unnamed() -> None:
    every = calls()
    count = len(every)
    call, named = np.tile(np.arange(count), 2), np.repeat([True, False], count)
    pairs = wordings(every, call, named)
    assert len(pairs) == 2 * sum(one.of is not None for one in every) > 0
    for other, itself in pairs:
        assert every[call[other]].of == every[call[itself]].call.id and every[call[itself]].of is None
        assert named[other] == named[itself]
    assert {kind(every[call[other]]) for other, _ in pairs} == {"terse", "padded"}


def told(pairs: Ints) -> tuple[Likeness, Array]:
    """Sixty calls of which the first feature tells the level; the second is noise that other wordings change."""
    rows = np.random.default_rng(5).normal(size=(60, 2))
    y = 2 + rows[:, 0]
    rows[30:, 0], y[30:] = rows[:30, 0], y[:30]
    return Likeness.of(rows, np.ones(2), pairs, ["terse"] * len(pairs)), y


def test_what_changes_with_the_words_is_less_steady_and_differences_cost() -> None:
    pairs = np.array([[30 + i, i] for i in range(30)])
    found, y = told(pairs)
    assert found.steady[0] > 0.99 > 0.6 > found.steady[1]
    weights, middle = found.solve(y, np.ones(60), np.ones(60, dtype=bool))
    score = found.alike @ weights + middle
    alone, _ = told(np.zeros((0, 2), dtype=np.int64))
    assert alone.steady == pytest.approx(1)
    weights, middle = alone.solve(y, np.ones(60), np.ones(60, dtype=bool))
    free = alone.alike @ weights + middle
    assert np.abs(score[30:] - score[:30]).mean() < np.abs(free[30:] - free[:30]).mean()
    assert np.corrcoef(score, y)[0, 1] > 0.9


def test_rows_left_out_have_no_weight() -> None:
    found, y = told(np.array([[30 + i, i] for i in range(30)]))
    use = np.arange(60) % 30 < 20
    weights, _ = found.solve(np.where(use, y, np.nan), np.ones(60), use)
    assert not weights[~use].any() and weights[use].all()


def test_what_a_kind_of_wording_moves_all_calls_by_does_not_count() -> None:
    rows = np.random.default_rng(6).normal(size=(60, 3))
    rows[30:] = rows[:30] + np.array([0.0, 0.8, 0.0])
    pairs = np.array([[30 + i, i] for i in range(30)])
    found = Likeness.of(rows, np.ones(3), pairs, ["terse"] * 30)
    assert found.drift.shape == (3, 1) and np.abs(found.drift[:, 0]) == pytest.approx([0, 1, 0], abs=0.2)
    apart = found.known[30:] - found.known[:30]
    assert np.abs(apart.mean(axis=0)).max() < 0.02
    assert Likeness.of(rows, np.ones(3), np.zeros((0, 2), dtype=np.int64), []).drift.shape == (3, 0)
