"""A linear model over named sparse features."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, pairwise, repeat

import numpy as np
import numpy.typing as npt

from holdtheline.moves.features import BLOCKS, SPOKEN, damped, grams_of
from holdtheline.moves.lookup import Places, Said, Spoken, families, flat
from holdtheline.moves.weightfile import Floats

Row = tuple[Places, Floats]
"""Positions of features in the vocabulary, and their values."""


@dataclass(frozen=True)
class Vocabulary:
    """Known features: ``index`` by name, each one's rarity weight, and each family's weight (first letter).

    ``spoken``: the families that hold words and pairs of words.
    """

    index: Mapping[str, int]
    rarity: Floats
    blocks: Mapping[str, float] = field(default_factory=lambda: BLOCKS)
    spoken: str = SPOKEN

    @classmethod
    def of(cls, names: Sequence[str], rarity: Floats, blocks: Mapping[str, float]) -> Vocabulary:
        """Of families that all hold words and pairs of words."""
        return cls({name: i for i, name in enumerate(names)}, rarity, blocks, "".join(blocks))

    def encode(self, features: Mapping[str, float]) -> tuple[Places, Floats]:
        """Positions and values of the known features; each family is scaled to its weight."""
        return self.weighed([self.known(features)])

    def known(self, features: Mapping[str, float]) -> Row:
        """Positions and values of the known features, as they are."""
        places = np.fromiter(map(self.index.get, features, repeat(-1)), np.int64, len(features))
        there = places >= 0
        return places[there], np.fromiter(features.values(), np.float32, len(features))[there]

    def rows(self, every: Sequence[Said]) -> list[Row]:
        """Positions and values of what is known of each row, as they are; many at once take far less time than one by
        one. Where a feature stands several times, its value is that of a damped count."""
        known = self._spoken
        ids, family, row = flat(every, known)
        size = max(1, len(self.index))
        single = known.single[family, ids]
        # A pair is two known words that stand beside each other in one family of one row.
        next_to = (family[1:] == family[:-1]) & (row[1:] == row[:-1]) & (ids[1:] > 0) & (ids[:-1] > 0)
        first = np.flatnonzero(next_to)
        pairs = known.pairs_at((family[first] * known.many + ids[first]) * known.many + ids[first + 1])
        other = [[place for n in one.names if (place := self.index.get(n)) is not None] for one in every]
        groups = [list(chain.from_iterable(map(self._groups, one.spelled))) for one in every]
        sizes = [len(a) + len(b) for a, b in zip(other, groups, strict=True)]
        listed = np.fromiter(chain.from_iterable(chain(*zip(other, groups, strict=True))), np.int64, sum(sizes))
        # One number for row and place: all rows are counted at once.
        keys, counts = np.unique(
            np.concatenate(
                [
                    (single + row * size)[single >= 0],
                    (pairs + row[first] * size)[pairs >= 0],
                    listed + np.repeat(np.arange(len(every)) * size, sizes),
                ]
            ),
            return_counts=True,
        )
        cuts = np.searchsorted(keys, size * np.arange(1, len(every)))
        found = zip(np.split(keys % size, cuts), np.split(_damped(counts), cuts), every, strict=True)
        return [self._with(places, values, one.measured) for places, values, one in found]

    def _with(self, places: Places, values: Floats, measured: Mapping[str, float]) -> Row:
        """A row with features behind it that have values of their own."""
        if not measured:
            return places, values
        more, rest = self.known(measured)
        return np.concatenate([places, more]), np.concatenate([values, rest])

    @cached_property
    def _spoken(self) -> Spoken:
        return Spoken.of(self.index, self.spoken)

    @cached_property
    def _groups(self) -> Callable[[str], tuple[int, ...]]:
        find = self.index.get
        return lru_cache(8192)(lambda word: tuple(place for place in map(find, grams_of(word)) if place is not None))

    def weighed(self, rows: Sequence[Row]) -> tuple[Places, Floats]:
        """Some rows one after the other, each family of a row scaled to its weight."""
        at = np.concatenate([places for places, _ in rows])
        values = np.concatenate([values for _, values in rows]) * self._rare.take(at)
        row = np.repeat(np.arange(len(rows)) * len(self._weight), [places.size for places, _ in rows])
        family = self._family.take(at) + row
        size = np.bincount(family, values * values, len(self._weight) * len(rows)).reshape(len(rows), -1)
        factor = np.where(size > 0, self._weight / np.sqrt(np.maximum(size, 1e-30)), 0.0).astype(np.float32)
        factor[:, 0] = 1.0
        scaled: Floats = values * factor.ravel().take(family)
        return at, scaled

    @cached_property
    def _rare(self) -> Floats:
        """Rarity of each feature; 1 for those that belong to no family."""
        return np.where(self._family > 0, self.rarity, 1.0).astype(np.float32)

    @cached_property
    def _weight(self) -> Floats:
        """Weight of each family, by its number; 0 stands for features that belong to none."""
        return np.array([0.0, *self.blocks.values()], dtype=np.float32)

    @cached_property
    def _family(self) -> npt.NDArray[np.int64]:
        """Number of each feature's family."""
        return families(self.index, "".join(self.blocks))


@dataclass(frozen=True)
class Linear:
    """One row of weights for each feature, one column for each output."""

    vocabulary: Vocabulary
    weights: Floats
    bias: Floats

    def scores(self, features: Sequence[Mapping[str, float]]) -> Floats:
        """Raw scores, one row for each feature mapping."""
        out = np.empty((len(features), self.bias.size), dtype=np.float32)
        for row, one in enumerate(features):
            out[row] = self.part(one) + self.bias
        return out

    def part(self, features: Mapping[str, float]) -> Floats:
        """What whole families of features add to the raw scores."""
        return self.parts([self.vocabulary.known(features)])[0]

    def parts(self, rows: Sequence[Row]) -> list[Floats]:
        """What each row adds to the raw scores; many rows at once take a good deal less time than one by one."""
        at, values = self.vocabulary.weighed(rows)
        weights = self.weights.take(at, axis=0)
        ends = np.cumsum([places.size for places, _ in rows]).tolist()
        return [values[a:b] @ weights[a:b] for a, b in pairwise([0, *ends])]


_DAMPED = np.array([0.0, *damped(range(1, 256))], dtype=np.float32)


def _damped(counts: npt.NDArray[np.int64]) -> Floats:
    try:
        return _DAMPED.take(counts)
    except IndexError:
        return np.array(damped(counts.tolist()), dtype=np.float32)
