"""Fits the offline grader's levels: kernel and forest for each criterion, cuts between levels, probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.linear_model import LogisticRegression

from holdtheline.grading.callread import CallRead, read_call
from holdtheline.grading.calltext import BLOCKS
from holdtheline.grading.features import call_features
from holdtheline.grading.forest import Forest
from holdtheline.grading.levels import Levels, Scale, blend, text_name
from holdtheline.moves.heard import Heard
from holdtheline.moves.linear import Linear
from holdtheline.moves.reader import Reader
from training.data import Labelled, Turns
from training.fit_cited import fit_cited
from training.fit_kernel import Likeness, kind, wordings
from training.fit_reader import matrix, vocabulary_of

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
CRITERIA = ("challenge", "ground", "substance", "truth", "next_step", "respect")

TREES, LEAF, TRIED = 100, 3, 0.3
"""Trees a criterion, calls in a leaf at least, share of features tried at a split."""
TEXT = 4.0
"""How much more the kernel makes of what the words say than of a single feature: they sum up many."""
TOP = 4
"""The highest level."""
MIN_CALLS = 3
"""Calls that must have a word before it counts."""
INNER = 5
"""Folds for the held-out scores that place the cuts."""


@dataclass(frozen=True)
class Table:
    """Calls as rows: twice each, once with the prospect known and once not, so that both are learned."""

    names: tuple[str, ...]
    rows: Array
    call: npt.NDArray[np.int64]
    named: npt.NDArray[np.bool_]


def read_all(calls: Sequence[Labelled], turns: Turns, reader: Reader, found: Array) -> list[CallRead]:
    """The calls as read with the given probabilities ``found`` (held-out ones, when they will be trained on)."""
    out, row = [], 0
    for index, one in enumerate(calls):
        heard: dict[int, Heard] = {}
        for number, text in one.call.rep_turns():
            if turns.call[row] != index:
                raise ValueError(f"{one.call.id}: its turns are not in the calls' order")
            p = found[row].astype(np.float32)
            moves = {m: round(float(v), 4) for m, v in zip(reader.moves, p, strict=True)}
            heard[number] = Heard(text, moves, reader.made(p, reader.hindsight.threshold))
            row += 1
        out.append(read_call(one.call, heard))
    return out


def tabulate(reads: Sequence[CallRead]) -> Table:
    """Features of the reads, named and unnamed."""
    both = [(i, named, call_features(r, named)) for named in (True, False) for i, r in enumerate(reads)]
    names = tuple(sorted({n for _, _, f in both for n in f}))
    rows = np.array([[f.get(n, 0.0) for n in names] for _, _, f in both])
    return Table(names, rows, np.array([i for i, _, _ in both]), np.array([n for _, n, _ in both]))


def fit_levels(
    calls: Sequence[Labelled],
    reads: Sequence[CallRead],
    words: Sequence[dict[str, float]],
    groups: npt.NDArray[np.int64],
) -> Levels:
    """Models on the calls as read and on their words.

    Cuts, probabilities and the words' scores come from models held out by ``groups`` (a number a call), and levels are
    spread as those of the measured calls are.
    """
    text, by_words = fit_words(calls, words, groups)
    table = tabulate(reads)
    table = Table(
        (*table.names, *(text_name(c) for c in CRITERIA)),
        np.hstack([table.rows, by_words[table.call]]),
        table.call,
        table.named,
    )
    scale = table.rows.std(axis=0)
    scale[scale < 1e-6] = 1.0
    scale[-len(CRITERIA) :] /= TEXT
    pairs = wordings(calls, table.call, table.named)
    alike = Likeness.of(table.rows, scale, pairs, [kind(calls[table.call[other]]) for other, _ in pairs])
    weight = np.array([calls[i].weight for i in table.call])
    measured = np.array([calls[i].measured for i in table.call])
    weights, bias, forests, scales = [], [], [], []
    places = np.zeros((len(calls), len(CRITERIA)))
    for k, criterion in enumerate(CRITERIA):
        levels = np.array([np.nan if (v := c.levels[criterion]) is None else v for c in calls])
        known = ~np.isnan(levels[table.call])
        y = levels[table.call]
        held = np.zeros(len(y))
        for fold in range(INNER):
            test = groups[table.call] % INNER == fold
            train = known & ~test
            if test.any():
                held[test] = _both(alike, table.rows, y, weight, train, test)
        use = known & table.named & measured
        scales.append(_scale(held[use], y[use]))
        places[table.call[table.named], k] = [scales[-1].place(score) for score in held[table.named]]
        found, middle = alike.solve(y, weight, known)
        weights.append(found)
        bias.append(middle)
        forest = _forest(TREES).fit(table.rows[known].astype(np.float32), y[known], sample_weight=weight[known])
        forests.append(_flat(forest))
    return Levels(
        names=table.names,
        criteria=CRITERIA,
        kernel=alike.kernel(np.array(weights).T.copy(), np.array(bias)),
        forests=tuple(forests),
        scales=tuple(scales),
        text=text,
        cited=fit_cited(calls, reads, np.clip(places, 0, TOP), CRITERIA, groups),
        hash="training",
    )


def fit_words(
    calls: Sequence[Labelled], words: Sequence[dict[str, float]], groups: npt.NDArray[np.int64]
) -> tuple[Linear, Array]:
    """Ridge over the words of the calls, one column a criterion; and each call's scores from the other groups."""
    known = vocabulary_of(words, MIN_CALLS, BLOCKS)
    encoded = matrix(known, words)
    alike = (encoded @ encoded.T).toarray()
    weight = np.array([c.weight for c in calls])
    held = np.zeros((len(calls), len(CRITERIA)))
    weights, bias = [], []
    for k, criterion in enumerate(CRITERIA):
        levels = np.array([np.nan if (v := c.levels[criterion]) is None else v for c in calls])
        labelled = ~np.isnan(levels)
        for fold in range(INNER):
            test = groups % INNER == fold
            train = np.flatnonzero(labelled & ~test)
            dual, middle = _dual(alike, levels, weight, train)
            held[test, k] = alike[np.ix_(np.flatnonzero(test), train)] @ dual + middle
        train = np.flatnonzero(labelled)
        dual, middle = _dual(alike, levels, weight, train)
        weights.append(encoded[train].T @ dual)
        bias.append(middle)
    return Linear(known, np.array(weights, dtype=np.float32).T.copy(), np.array(bias, dtype=np.float32)), held


def _dual(alike: Array, levels: Array, weight: Array, train: npt.NDArray[np.int64]) -> tuple[Array, float]:
    """Ridge in its dual form, penalty 1: fewer calls than words."""
    middle = float(np.average(levels[train], weights=weight[train]))
    return np.linalg.solve(alike[np.ix_(train, train)] + np.diag(1 / weight[train]), levels[train] - middle), middle


def _forest(trees: int) -> ExtraTreesRegressor:
    return ExtraTreesRegressor(trees, min_samples_leaf=2 * LEAF, max_features=TRIED, random_state=7)


def _both(alike: Likeness, rows: Array, y: Array, weight: Array, train: Mask, test: Mask) -> Array:
    weights, middle = alike.solve(y, weight, train)
    forest = _forest(TREES // 3).fit(rows[train].astype(np.float32), y[train], sample_weight=weight[train])
    found: Array = blend(alike.alike[test] @ weights + middle, forest.predict(rows[test].astype(np.float32)))
    return found


def _scale(score: Array, y: Array) -> Scale:
    """Cuts that spread predicted levels as the labels are spread, and a cumulative logistic model."""
    share = np.cumsum(np.bincount(y.astype(int), minlength=5) / len(y))[:4]
    cuts = np.quantile(score, share)
    stacked = np.concatenate([score] * 4)
    which = np.repeat(np.arange(4), len(score))
    inputs = np.column_stack([-stacked, *(which == k for k in range(4))])
    model = LogisticRegression(C=100.0, fit_intercept=False, max_iter=500)
    model.fit(inputs, np.concatenate([y <= k for k in range(4)]))
    return Scale(cuts.astype(np.float32), float(model.coef_[0, 0]), model.coef_[0, 1:].astype(np.float32))


def _flat(forest: ExtraTreesRegressor) -> Forest:
    parts: dict[str, list[npt.NDArray[np.generic]]] = {n: [] for n in ("f", "t", "l", "r", "v")}
    roots, start = [], 0
    for estimator in forest.estimators_:
        tree = estimator.tree_
        roots.append(start)
        leaf = tree.children_left < 0
        parts["f"].append(np.where(leaf, -1, tree.feature))
        parts["t"].append(np.where(leaf, 0.0, tree.threshold))
        parts["l"].append(np.where(leaf, 0, tree.children_left + start))
        parts["r"].append(np.where(leaf, 0, tree.children_right + start))
        parts["v"].append(tree.value[:, 0, 0])
        start += tree.node_count
    whole = {n: np.concatenate(p) for n, p in parts.items()}
    return Forest(
        feature=whole["f"].astype(np.int64),
        threshold=whole["t"].astype(np.float32),
        left=whole["l"].astype(np.int64),
        right=whole["r"].astype(np.int64),
        value=whole["v"].astype(np.float32),
        roots=np.array(roots, dtype=np.int64),
    )
