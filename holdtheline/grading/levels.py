"""The trained part of the offline grader: a call's features in, a level and its probability out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from holdtheline.grading.callread import CallRead
from holdtheline.grading.calltext import BLOCKS
from holdtheline.grading.cited import Cited, logistic
from holdtheline.grading.turnwords import BLOCKS as TURN_BLOCKS
from holdtheline.moves.linear import Floats, Linear, Said, Vocabulary, Weights, load

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Forest:
    """Regression trees laid flat. ``feature`` is -1 at a leaf; ``left`` and ``right`` are node numbers."""

    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    roots: Ints


@dataclass(frozen=True)
class Grove:
    """Several forests as one, so that all trees are walked at once.

    Nodes are numbered level by level over all trees, a node's right side next to its left: the tops of all trees,
    which every walk visits, lie together. ``goes``: the left side of each node, of a leaf itself; ``tested`` and
    ``threshold``: the feature that it looks at and up to where it goes left, at a leaf always; ``ends``: how many trees
    up to each forest's last.
    """

    tested: Ints
    threshold: Floats
    goes: Ints
    leaf: npt.NDArray[np.bool_]
    value: Floats
    ends: tuple[int, ...]

    @classmethod
    def of(cls, forests: Sequence[Forest]) -> Grove:
        """The forests, their nodes numbered anew."""
        starts = np.cumsum([0, *(f.feature.size for f in forests)])[:-1]
        moved = [(f.roots + s, f.left + s, f.right + s) for f, s in zip(forests, starts, strict=True)]
        roots, left, right = (np.concatenate(parts) for parts in zip(*moved, strict=True))
        feature = np.concatenate([f.feature for f in forests])
        levels, fork = [roots], roots[feature[roots] >= 0]
        while fork.size:
            levels.append(np.column_stack([left[fork], right[fork]]).ravel())
            fork = levels[-1][feature[levels[-1]] >= 0]
        order = np.concatenate(levels)
        place = np.argsort(order)
        leaf = feature[order] < 0
        threshold = np.concatenate([f.threshold for f in forests])[order]
        return cls(
            tested=np.where(leaf, 0, feature[order]),
            threshold=np.where(leaf, np.inf, threshold).astype(np.float32),
            goes=np.where(leaf, np.arange(order.size), place[left[order]]),
            leaf=leaf,
            value=np.concatenate([f.value for f in forests])[order],
            ends=tuple(int(e) for e in np.cumsum([f.roots.size for f in forests])),
        )

    def leaves(self, row: Floats) -> Floats:
        """The value of the leaf that each tree leads to."""
        at = trees = np.arange(self.ends[-1])
        out = np.empty_like(at)
        while at.size:
            for _ in range(STRIDE):
                at = self.goes.take(at) + (row.take(self.tested.take(at)) > self.threshold.take(at))
            out[trees] = at
            going = (~self.leaf.take(at)).nonzero()[0]
            at, trees = at.take(going), trees.take(going)
        return self.value.take(out)

    def predict(self, row: Floats) -> list[float]:
        """Mean over each forest's trees."""
        values = self.leaves(row)
        return [float(values[a:b].mean()) for a, b in pairwise((0, *self.ends))]


STRIDE = 4
"""Steps down the trees after which those that came to a leaf are left out."""


@dataclass(frozen=True)
class Scale:
    """How one criterion's score becomes a level.

    ``cuts``: four score bounds between the levels, chosen so that predicted levels are spread as the labels are.
    ``slope`` and ``steps``: cumulative logistic model of the label given the score (for the probability).
    """

    cuts: Floats
    slope: float
    steps: Floats

    def place(self, score: float) -> float:
        """The score on the scale of levels: each cut lies half way between two levels."""
        below, above = self.cuts[0] - 1.0, self.cuts[-1] + 1.0
        return float(np.interp(score, [below, *self.cuts, above], [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5]))

    def score(self, place: float) -> float:
        """The score that lies at this place: the inverse of ``place``."""
        below, above = self.cuts[0] - 1.0, self.cuts[-1] + 1.0
        return float(np.interp(place, [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5], [below, *self.cuts, above]))

    def level(self, score: float) -> int:
        """0 to 4."""
        return int(np.searchsorted(self.cuts, score, side="right"))

    def probabilities(self, score: float) -> Floats:
        """Probability of each level 0 to 4."""
        up_to = logistic(self.steps - self.slope * score)
        up_to = np.maximum.accumulate(np.concatenate([[0.0], up_to, [1.0]]))
        return np.diff(up_to).astype(np.float32)


OF_FOREST = 0.8
"""The forest's share of a score; the rest is the ridge's."""
FARTHEST = 2.5
"""Spreads from its mean that a feature is taken to be at most: one odd feature must not move a level by itself."""

Number = TypeVar("Number", float, npt.NDArray[np.float64])


def blend(straight: Number, grown: Number) -> Number:
    """A score from the ridge's and the forest's."""
    return (1 - OF_FOREST) * straight + OF_FOREST * grown


def even(scaled: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Scaled features within FARTHEST, as the ridge takes them."""
    found: npt.NDArray[Any] = np.clip(scaled, -FARTHEST, FARTHEST)
    return found


def text_name(criterion: str) -> str:
    """Name of the feature that holds what the words of the call say of a criterion."""
    return f"text {criterion}"


@dataclass(frozen=True)
class Levels:
    """Trained models of the core rubric's criteria."""

    names: tuple[str, ...]
    criteria: tuple[str, ...]
    mean: Floats
    scale: Floats
    coefficients: Floats
    intercept: Floats
    forests: tuple[Forest, ...]
    scales: tuple[Scale, ...]
    text: Linear
    cited: Cited
    hash: str

    @staticmethod
    @cache
    def default() -> Levels:
        """The models that ship with the package; loaded once. Raises WeightsError when they are missing."""
        return Levels.from_weights(load(files("holdtheline.grading") / "weights" / "levels.npz"))

    @classmethod
    def from_weights(cls, kept: Weights) -> Levels:
        """Models from the arrays that training wrote."""
        criteria = tuple(kept.names("criteria"))
        forests, scales = [], []
        for k, _ in enumerate(criteria):
            whole = {n: kept.floats(f"{n}_{k}") for n in ("feature", "left", "right", "roots", "threshold", "value")}
            ints = {n: whole[n].astype(np.int64) for n in ("feature", "left", "right", "roots")}
            forests.append(Forest(threshold=whole["threshold"], value=whole["value"], **ints))
            steps = kept.floats("steps")[k]
            scales.append(Scale(kept.floats("cuts")[k], float(kept.floats("slope")[k]), steps))
        return cls(
            names=tuple(kept.names("names")),
            criteria=criteria,
            mean=kept.floats("mean"),
            scale=kept.floats("scale"),
            coefficients=kept.floats("coefficients"),
            intercept=kept.floats("intercept"),
            forests=tuple(forests),
            scales=tuple(scales),
            text=Linear(
                Vocabulary.of(kept.names("text_names"), kept.floats("text_rarity"), BLOCKS),
                kept.floats("text_weights"),
                kept.floats("text_bias"),
            ),
            cited=Cited(
                kept.floats("cited_mean"),
                kept.floats("cited_spread"),
                kept.floats("cited_weights"),
                kept.floats("cited_bias"),
                Linear(
                    Vocabulary.of(kept.names("turn_names"), kept.floats("turn_rarity"), TURN_BLOCKS),
                    kept.floats("turn_weights"),
                    kept.floats("turn_bias"),
                ),
            ),
            hash=kept.hash,
        )

    @cached_property
    def _grove(self) -> Grove:
        return Grove.of(self.forests)

    def row(self, features: Mapping[str, float]) -> Floats:
        """Features in the models' order; unknown ones are left out, missing ones are 0."""
        return np.array([features.get(n, 0.0) for n in self.names], dtype=np.float32)

    def scores(self, features: Mapping[str, float], words: Said) -> dict[str, float]:
        """Score of each criterion in level units (about 0 to 4), before it is cut into levels.

        ``features``: call_features of the read call; ``words``: the ``said`` of calltext of the same call.
        """
        said = self.text.parts(self.text.vocabulary.rows([words]))[0] + self.text.bias
        row = self.row({**features, **{text_name(c): float(s) for c, s in zip(self.criteria, said, strict=True)}})
        straight = even((row - self.mean) / self.scale) @ self.coefficients + self.intercept
        grown = self._grove.predict(row)
        return {c: blend(float(straight[k]), grown[k]) for k, c in enumerate(self.criteria)}

    def chances(self, read: CallRead, scores: Mapping[str, float]) -> dict[str, dict[int, float]]:
        """By criterion and turn number: chance that the turn decided the level. ``scores``: from ``scores``."""
        places = [min(4.0, max(0.0, s.place(scores[c]))) for c, s in zip(self.criteria, self.scales, strict=True)]
        found = self.cited.chances(read, np.array(places, dtype=np.float32))
        numbers = [turn.number for turn in read.turns]
        return {c: dict(zip(numbers, map(float, found[:, k]), strict=True)) for k, c in enumerate(self.criteria)}

    def scale_of(self, criterion: str) -> Scale:
        """The criterion's scale. Raises ValueError for a criterion it was not trained for."""
        return self.scales[self.criteria.index(criterion)]
