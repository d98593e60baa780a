"""Regression trees laid flat, and many of them walked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from holdtheline.moves.weightfile import Floats

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
