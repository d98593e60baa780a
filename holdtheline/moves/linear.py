"""A linear model over named sparse features, kept in one npz file without pickles."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import chain, pairwise, repeat
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from holdtheline.errors import HoldTheLineError
from holdtheline.moves.features import BLOCKS, damped, grams_of

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
Row = tuple[Places, Floats]
"""Positions of features in the vocabulary, and their values."""
_NOTHING: Mapping[str, float] = MappingProxyType({})
Families = Sequence[tuple[str, Sequence[str]]]
"""Names by their family's letter, each without it and as often as it is there."""


class WeightsError(HoldTheLineError):
    """A weights file is missing or does not fit this version."""


@dataclass(frozen=True)
class Vocabulary:
    """Known features: ``index`` by name, each one's rarity weight, and each family's weight (first letter)."""

    index: Mapping[str, int]
    rarity: Floats
    blocks: Mapping[str, float] = field(default_factory=lambda: BLOCKS)

    def encode(self, features: Mapping[str, float]) -> tuple[Places, Floats]:
        """Positions and values of the known features; each family is scaled to its weight."""
        return self.weighed([self.known(features)])

    def known(self, features: Mapping[str, float]) -> Row:
        """Positions and values of the known features, as they are."""
        places = np.fromiter(map(self.index.get, features, repeat(-1)), np.int64, len(features))
        there = places >= 0
        return places[there], np.fromiter(features.values(), np.float32, len(features))[there]

    def counted(self, names: Iterable[str], words: Iterable[str] = (), behind: Mapping[str, float] = _NOTHING) -> Row:
        """As ``known`` of damped counts of the names, then of the words' letter groups, then of the last features.

        Letter groups are two thirds of a turn's features, so they are looked up by the word and not one by one.
        """
        places = [place for place in map(self.index.get, names) if place is not None]
        places += chain.from_iterable(map(self._groups, words))
        counts = Counter(places)
        rest = {place: value for name, value in behind.items() if (place := self.index.get(name)) is not None}
        at = np.fromiter(chain(counts, rest), np.int64, len(counts) + len(rest))
        values = _damped(np.fromiter(counts.values(), np.int64, len(counts)))
        return at, np.concatenate([values, np.fromiter(rest.values(), np.float32, len(rest))]) if rest else values

    def rows(self, every: Sequence[Families]) -> list[Row]:
        """As ``counted``, for names by family, and for many rows at once."""
        of = self._by_family
        found = [
            np.fromiter(chain.from_iterable(map(of[f].get, names, repeat(-1)) for f, names in one), np.int64)
            for one in every
        ]
        size = max(1, len(self.index))
        # One number for row and name: all rows are counted at once.
        ends = [size * (row + 1) for row in range(len(every))]
        keys, counts = np.unique(
            np.concatenate([places[places >= 0] + end - size for places, end in zip(found, ends, strict=True)]),
            return_counts=True,
        )
        cuts = np.searchsorted(keys, ends[:-1])
        return list(zip(np.split(keys % size, cuts), np.split(_damped(counts), cuts), strict=True))

    @cached_property
    def _by_family(self) -> dict[str, dict[str, int]]:
        of: dict[str, dict[str, int]] = {family: {} for family in self.blocks}
        for name, place in self.index.items():
            of[name[0]][name[1:]] = place
        return of

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
        number = {letter: i for i, letter in enumerate(self.blocks, 1)}
        return np.array([number.get(name[0], 0) for name in self.index], dtype=np.int64)


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
    if counts.max(initial=0) < _DAMPED.size:
        return _DAMPED.take(counts)
    return np.array(damped(counts.tolist()), dtype=np.float32)


def pack_names(names: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Names as bytes, one a line: npz without pickles holds no lists of text."""
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def unpack_names(packed: npt.NDArray[np.uint8]) -> list[str]:
    """The names that ``pack_names`` packed."""
    return packed.tobytes().decode().split("\n") if packed.size else []


@dataclass(frozen=True)
class Weights:
    """The arrays of a weights file and the first 12 hex digits of its SHA-256."""

    arrays: Mapping[str, npt.NDArray[np.generic]]
    hash: str

    def floats(self, name: str) -> Floats:
        """An array as 32-bit floats. Raises WeightsError where the file lacks it."""
        if name not in self.arrays:
            raise WeightsError(f"the weights file has no {name!r}; train it again: python -m training.train")
        return self.arrays[name].astype(np.float32)

    def names(self, name: str) -> list[str]:
        """A list of names. Raises WeightsError where the file lacks it."""
        if name not in self.arrays:
            raise WeightsError(f"the weights file has no {name!r}; train it again: python -m training.train")
        return unpack_names(self.arrays[name].astype(np.uint8))


def load(path: Path | Traversable) -> Weights:
    """Reads a weights file. Raises WeightsError when it is missing or broken."""
    try:
        raw = path.read_bytes()
        with np.load(BytesIO(raw), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError) as fault:
        raise WeightsError(f"{path.name}: cannot read the trained weights ({fault})") from None
    return Weights(arrays, hashlib.sha256(raw).hexdigest()[:12])
