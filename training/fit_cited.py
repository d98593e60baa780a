"""Fits which turns decided a level on the turns that the labels name."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.neural_network import MLPClassifier

from holdtheline.grading.callread import CallRead
from holdtheline.grading.cited import FARTHEST, Cited, Nets, turn_rows, with_levels
from holdtheline.grading.turnwords import BLOCKS, around
from holdtheline.moves.features import and_pairs, counted
from holdtheline.moves.linear import Linear
from training.data import Labelled
from training.fit_reader import matrix, vocabulary_of

Array = npt.NDArray[np.float64]

STRENGTH = 0.005
"""Inverse strength of the penalty; flat from 0.003 to 0.01."""
NETS, HIDDEN, DECAY = 4, 32, 3.0
"""Networks a criterion, nodes in the hidden layer of each, penalty on their weights."""
ROUNDS, STEP, BATCH = 25, 0.002, 256
"""Times that the networks see every turn, first step of the optimiser, turns a step."""
SHRINK = 4.0
"""Penalty of the ridge over words."""
MIN_TURNS = 4
"""Turns that must have a word before it counts."""
INNER = 5
"""Folds for the words' held-out scores, by ``groups``."""


def fit_cited(
    calls: Sequence[Labelled],
    reads: Sequence[CallRead],
    places: Array,
    criteria: Sequence[str],
    groups: npt.NDArray[np.int64],
) -> Cited:
    """A regression for each criterion, on calls whose labels name turns for it.

    ``places``: held-out levels as fractions, one row a call, one column a criterion. ``groups``: a number a call, by
    which the words' own scores are held out.
    """
    words, spoken = _fit_words(calls, reads, criteria, groups)
    found = [_one(calls, reads, places, spoken, k, criterion) for k, criterion in enumerate(criteria)]
    stacked = [np.array([one[part] for one, _ in found], dtype=np.float32).T.copy() for part in range(4)]
    nets = [np.array([one[part] for _, one in found], dtype=np.float32) for part in range(4)]
    return Cited(stacked[0], stacked[1], stacked[2], stacked[3], words, Nets(*nets))


def _fit_words(
    calls: Sequence[Labelled], reads: Sequence[CallRead], criteria: Sequence[str], groups: npt.NDArray[np.int64]
) -> tuple[Linear, list[npt.NDArray[np.float32]]]:
    """A ridge over the words around each turn, and each call's scores (turns by criteria) from the other groups."""
    said = [
        counted(name for family, words in turn.words for name in and_pairs(family, words))
        for read in reads
        for turn in around(read)
    ]
    owner = np.array([i for i, read in enumerate(reads) for _ in read.turns])
    known = vocabulary_of(said, MIN_TURNS, BLOCKS)
    encoded = matrix(known, said)
    weight = np.array([calls[i].weight for i in owner])
    held = np.zeros((len(said), len(criteria)), dtype=np.float32)
    weights, bias = [], []
    for k, criterion in enumerate(criteria):
        named = [set(found) if (found := call.evidence.get(criterion)) else None for call in calls]
        labels = np.array(
            [
                np.nan if (mine := named[i]) is None else float(turn.number in mine)
                for i, read in enumerate(reads)
                for turn in read.turns
            ]
        )
        labelled = ~np.isnan(labels)
        for fold in range(INNER):
            test = groups[owner] % INNER == fold
            held[test, k] = _ridge(encoded, labels, weight, labelled & ~test).predict(encoded[test])
        whole = _ridge(encoded, labels, weight, labelled)
        weights.append(whole.coef_)
        bias.append(whole.intercept_)
    starts = np.cumsum([0, *(len(read.turns) for read in reads)])
    linear = Linear(known, np.array(weights, dtype=np.float32).T.copy(), np.array(bias, dtype=np.float32))
    return linear, [held[a:b] for a, b in pairwise(starts)]


def _ridge(encoded: csr_matrix, labels: Array, weight: Array, use: npt.NDArray[np.bool_]) -> Ridge:
    return Ridge(alpha=SHRINK, solver="sparse_cg").fit(encoded[use], labels[use], sample_weight=weight[use])


def _one(
    calls: Sequence[Labelled],
    reads: Sequence[CallRead],
    places: Array,
    spoken: Sequence[npt.NDArray[np.float32]],
    k: int,
    criterion: str,
) -> tuple[tuple[Array, Array, Array, float], tuple[Array, Array, Array, float]]:
    """The regression (mean and spread of its inputs, weights, bias) and the networks of one criterion."""
    inputs, labels, weight = [], [], list[float]()
    for call, read, place, by_words in zip(calls, reads, places, spoken, strict=True):
        if named := call.evidence.get(criterion):
            inputs.append(with_levels(turn_rows(read), place.astype(np.float32), k, by_words))
            labels += [turn.number in named for turn in read.turns]
            weight += [call.weight] * len(read.turns)
    rows = np.vstack(inputs).astype(np.float64)
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    scaled = (rows - mean) / spread
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit(scaled, labels, sample_weight=weight)
    regression = mean, spread, model.coef_[0], float(model.intercept_[0])
    return regression, _nets(np.clip(scaled, -FARTHEST, FARTHEST), np.array(labels), np.array(weight))


def _nets(inputs: Array, labels: npt.NDArray[np.bool_], weight: Array) -> tuple[Array, Array, Array, float]:
    """Networks that differ in where they began, side by side: their odds are averaged by the last weights."""
    nets = [
        MLPClassifier(
            (HIDDEN,), alpha=DECAY, max_iter=ROUNDS, learning_rate_init=STEP, batch_size=BATCH, random_state=seed
        )
        for seed in range(NETS)
    ]
    with warnings.catch_warnings():  # they are stopped before they stop by themselves: that is what keeps them small
        warnings.simplefilter("ignore", ConvergenceWarning)
        for net in nets:
            net.fit(inputs, labels, sample_weight=weight)
    return (
        np.hstack([net.coefs_[0] for net in nets]),
        np.concatenate([net.intercepts_[0] for net in nets]),
        np.concatenate([net.coefs_[1][:, 0] for net in nets]) / NETS,
        float(np.mean([net.intercepts_[1][0] for net in nets])),
    )
