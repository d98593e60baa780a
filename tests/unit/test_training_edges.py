"""Where levels change: by the labels, and where few calls cross an edge with their words."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy", reason="training's libraries are not installed: pip install -e '.[train]'")

from training.fit_edges import FREE, LEAST, LEVELS, Array, fit_edges

CUTS = np.array([0.5, 1.5, 2.5, 3.5])


def told(steady: bool) -> tuple[Array, Array, Array]:
    """Labels of 400 calls with scores near them, and scores of the calls in other words: where not ``steady``, those
    between 1 and 2 wander across 1.5."""
    chance = np.random.default_rng(3)
    y = chance.integers(0, 5, 400).astype(float)
    score = y + chance.normal(scale=0.25, size=400)
    other = score + chance.normal(scale=0.02, size=400)
    if not steady:
        between = (score > 1) & (score < 2)
        other[between] = 3 - score[between]
    return score, y, np.column_stack([other, score])


def fitted(score: Array, y: Array, apart: Array, start: Array = CUTS) -> Array:
    """Edges where the chances are those that the noise of ``told`` makes."""
    near = np.exp(-((score[:, None] - LEVELS) ** 2) / 2 / 0.25**2)
    return fit_edges(score, y, near / near.sum(axis=1, keepdims=True), apart, start)


def changed(edges: Array, apart: Array) -> float:
    one, other = (np.searchsorted(edges, column, side="right") for column in apart.T)
    return float((one != other).mean())


def test_where_words_change_little_edges_stand_where_the_labels_have_them() -> None:
    score, y, apart = told(steady=True)
    assert fitted(score, y, apart) == pytest.approx(CUTS, abs=0.2)


def test_an_edge_leaves_where_many_calls_change_sides() -> None:
    score, y, apart = told(steady=False)
    edges = fitted(score, y, apart)
    assert changed(edges, apart) < 0.5 * changed(CUTS, apart)
    assert (np.diff(edges) >= 0).all()


def test_levels_stay_as_high_as_the_labels_on_the_average() -> None:
    for steady in (True, False):
        score, y, apart = told(steady)
        given = np.searchsorted(fitted(score, y, apart), score, side="right")
        assert abs(given.mean() - y.mean()) < FREE + 0.02


def test_every_level_is_given() -> None:
    score, y, _ = told(steady=True)
    other = score.copy()
    for edge in (1.5, 2.5):  # all wander across these two, and nobody across the middle of level 2
        near = np.abs(score - edge) < 0.48
        other[near] = 2 * edge - score[near]
    wild = np.column_stack([other, score])
    given = np.searchsorted(fitted(score, y, wild), score, side="right")
    for level in range(5):
        assert (given == level).sum() >= LEAST * (y == level).sum() - 2


def test_without_other_wordings_only_the_labels_count() -> None:
    score, y, _ = told(steady=True)
    assert fitted(score, y, np.zeros((0, 2))) == pytest.approx(CUTS, abs=0.2)


def test_the_search_does_not_hang_on_where_it_begins_by_much() -> None:
    score, y, apart = told(steady=True)
    assert fitted(score, y, apart, CUTS - 0.3) == pytest.approx(CUTS, abs=0.25)
