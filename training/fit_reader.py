"""Fits the reader of moves: vocabulary, five linear views summed to one, calibration, second reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from holdtheline.moves.linear import Linear, Vocabulary
from holdtheline.moves.reader import Reader
from training.calibration import calibrate
from training.data import ORDER, Labelled, Turns, single_turns
from training.fit_hindsight import fit_hindsight
from training.steady import Examples, logistic, ridge, wordings

Array = npt.NDArray[np.float64]

RIDGE = 3.0
VIEWS = (("nwscpxvk", 3.0), ("wsp", 5.0), ("c", 5.0), ("nxvk", 0.5))
"""Families that each logistic regression sees, with its inverse strength: all, words, letters, cues."""
VOTES = (1.5, 1.5, 1.0, 1.0, 1.0)
"""Weight of the ridge and of each view in the sum. A sum of linear models is one linear model, so five cost no more
than one when a turn is read; together they gain 0.015 in macro-F1 over the best single one."""
SAME, SAME_RIDGE = 0.2, 0.6
"""What a difference between a turn and its other wording costs, in the logistic regressions and in the ridge."""
SINGLE = 1.0
"""Weight of a hand-written single turn beside a turn of the calls; flat from 0.5 to 1."""
MIN_CALLS, MIN_WRITERS = 2, 2
"""A word that fewer calls or writers use is somebody's habit, not the language's."""


def vocabulary(features: Sequence[dict[str, float]], calls: Sequence[int], writers: Sequence[str]) -> Vocabulary:
    """Features seen widely enough; hand-written families are all kept."""
    by_call, by_writer = defaultdict(set), defaultdict(set)
    seen: dict[str, int] = defaultdict(int)
    for one, call, writer in zip(features, calls, writers, strict=True):
        for name in one:
            by_call[name].add(call)
            by_writer[name].add(writer)
            seen[name] += 1
    kept = sorted(
        n for n in seen if n[0] in "nxvk" or (len(by_call[n]) >= MIN_CALLS and len(by_writer[n]) >= MIN_WRITERS)
    )
    rarity = [np.log((len(features) + 1) / (seen[n] + 1)) + 1 for n in kept]
    return Vocabulary({n: i for i, n in enumerate(kept)}, np.array(rarity, dtype=np.float32))


def matrix(known: Vocabulary, features: Sequence[dict[str, float]]) -> sp.csr_matrix:
    """Encoded features as a sparse matrix."""
    at, values, starts = [], [], [0]
    for one in features:
        where, weighed = known.encode(one)
        at.append(where)
        values.append(weighed)
        starts.append(starts[-1] + len(where))
    return sp.csr_matrix((np.concatenate(values), np.concatenate(at), starts), shape=(len(features), len(known.index)))


def vocabulary_of(every: Sequence[Mapping[str, float]], least: int, blocks: Mapping[str, float]) -> Vocabulary:
    """The names that at least ``least`` of ``every`` have, rare ones weighing more."""
    seen = Counter(name for one in every for name in one)
    kept = sorted(n for n, count in seen.items() if count >= least)
    rarity = [np.log((len(every) + 1) / (seen[n] + 1)) + 1 for n in kept]
    return Vocabulary.of(kept, np.array(rarity, dtype=np.float32), blocks)


def fit_linear(turns: Turns, calls: Sequence[Labelled], rows: npt.NDArray[np.int64]) -> Linear:
    """Scores of each move from the given rows and the hand-written single turns.

    Each view is brought to mean 0 and spread 1 before they are summed; calibration sets the level again.
    """
    features = [turns.features[i] for i in rows]
    single, single_labels = single_turns()
    owners = [int(turns.call[i]) for i in rows] + [-1 - i for i in range(len(single))]
    hands = [calls[turns.call[i]].writer for i in rows] + ["single"] * len(single)
    known = vocabulary([*features, *single], owners, hands)
    encoded = matrix(known, [*features, *single])
    labels = np.concatenate([turns.labels[rows], single_labels])
    weight = np.array([calls[turns.call[i]].weight for i in rows] + [SINGLE] * len(single))
    learn = Examples.of(encoded, wordings(calls, turns.call[rows]), labels, weight)
    parts = [ridge(learn, RIDGE, SAME_RIDGE)]
    for families, strength in VIEWS:
        seen = np.flatnonzero([name[0] in families for name in known.index])
        part = np.zeros_like(parts[0])
        part[seen] = logistic(learn.seen(seen), strength, SAME)
        parts.append(part)
    weights = np.zeros((len(known.index), len(ORDER)))
    bias = np.zeros(len(ORDER))
    for part, vote in zip(parts, VOTES, strict=True):
        found = encoded @ part
        spread = np.maximum(found.std(axis=0), 1e-6)
        weights += vote * part / spread
        bias -= vote * found.mean(axis=0) / spread
    return Linear(known, weights.astype(np.float32), bias.astype(np.float32))


def held_out_scores(turns: Turns, calls: Sequence[Labelled], fold_of_call: npt.NDArray[np.int64]) -> Array:
    """Raw scores of every turn from models that never saw its fold."""
    out = np.zeros_like(turns.labels)
    folds = fold_of_call[turns.call]
    for fold in np.unique(folds):
        model = fit_linear(turns, calls, np.flatnonzero(folds != fold))
        held = np.flatnonzero(folds == fold)
        out[held] = model.scores([turns.features[i] for i in held])
    return out


def fit_reader(
    turns: Turns, calls: Sequence[Labelled], held_out: Array, folds: npt.NDArray[np.int64]
) -> tuple[Reader, Array]:
    """The reader trained on all rows, and probabilities of every turn.

    Calibrated on ``held_out`` scores of the same rows, held out by ``folds``; the probabilities are the second
    reading's, held out as well.
    """
    own = np.array([calls[c].of is None for c in turns.call])
    slope, offset, threshold = calibrate(held_out[own], turns.labels[own])
    hindsight, found = fit_hindsight(turns, calls, held_out, folds)
    first = fit_linear(turns, calls, np.arange(len(turns.features)))
    as32 = [a.astype(np.float32) for a in (slope, offset, threshold)]
    return Reader(ORDER, first, as32[0], as32[1], as32[2], hindsight, "training"), found
